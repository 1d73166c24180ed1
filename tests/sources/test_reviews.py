"""`reviews.csv`: read with its guards, written as it was read, and one line for what cannot be used."""

from pathlib import Path

import pytest

from chipbrief.errors import InputError
from chipbrief.model import Approx, Figure, Kind, Modality, Source
from chipbrief.sources import catalogue, reviews
from chipbrief.sources.reviews import COLUMNS, Review

TEXT = "점유율은 30%다. 다시 30%로 올랐다."
SOURCE = Source("a.txt", TEXT, "", "2025-09-25")
SAID = "nvidia | market-share | 중국 |  | 2025 | fact |"


def file(folder: Path, *lines: str, head: str = ",".join(COLUMNS)) -> Path:
    (folder / "reviews.csv").write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    return folder


def refused(folder: Path, *lines: str) -> str:
    with pytest.raises(InputError) as error:
        reviews.load(file(folder, *lines), [SOURCE])
    return str(error.value).removeprefix(f"{folder}/")


def test_a_folder_without_the_file_has_no_decisions(tmp_path: Path) -> None:
    assert reviews.load(tmp_path, [SOURCE]) == []


def test_what_is_written_comes_back(tmp_path: Path) -> None:
    decided = [
        Review("a.txt", 5, 8, "30%", "statement", SAID, "KW", "표, 그림"),
        Review("a.txt", 14, 17, "30%", "rejected"),
    ]
    reviews.write(tmp_path, decided)
    assert reviews.load(tmp_path, [SOURCE]) == decided
    assert (tmp_path / "reviews.csv").read_bytes().count(b"\n") == 3


def test_a_statement_says_all_that_a_figure_is_about() -> None:
    figure = Figure(
        "a.txt", 5, 8, "30%", Kind.PERCENT, 30, 30, "%", Approx.EXACT, "number and unit",
        subject="nvidia", metric="market-share", scope="중국", period="2025",
    )  # fmt: skip
    made = reviews.confirmation(figure)
    assert made.value == SAID
    assert made.values == {
        "subject": "nvidia", "metric": "market-share", "scope": "중국", "versus": "", "period": "2025",
        "modality": Modality.FACT, "attribution": "",
    }  # fmt: skip
    assert made.line == f"a.txt,5,8,30%,statement,{SAID},,"


def test_the_guard_tells_where_the_text_stands_now(tmp_path: Path) -> None:
    assert refused(tmp_path, "a.txt,4,7,30%,rejected,,,") == (
        "reviews.csv: line 2: a.txt:4-7 reads 30, not 30%; correct start and end (it stands at 5-8), or remove the line"
    )
    assert "is not near there" in refused(tmp_path, "a.txt,5,8,31%,rejected,,,")
    assert "b.txt: no such article" in refused(tmp_path, "b.txt,5,8,30%,rejected,,,")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("a.txt,5,8,30%,meaning,x,,", "line 2: column field: meaning; write one of statement, subject"),
        ("a.txt,5,8,30%,metric,marketshare,,", "marketshare as metric; write an id of metrics.csv"),
        ("a.txt,5,8,30%,modality,,,", "nothing as modality; write one of fact"),
        ("a.txt,5,8,30%,period,2분기,,", "2분기 as period; write an ISO 8601 date"),
        ("a.txt,5,8,30%,low,thirty,,", "thirty as low; write a number"),
        ("a.txt,5,8,30%,statement,nvidia,,", "write subject | metric | scope"),
        ("a.txt,5,8,30%,rejected,yes,,", "a rejection has none"),
        ("a.txt,five,8,30%,rejected,,,", "start five, end 8; write two whole numbers"),
        ("a.txt,5,8,30%,rejected,,", "line 2: not 8 cells"),
        ('a.txt,5,8,30%,rejected,"a"b,,', "line 2: "),
    ],
)
def test_what_cannot_be_used_is_told_with_its_line(tmp_path: Path, line: str, said: str) -> None:
    assert said in refused(tmp_path, line)


def test_nothing_is_decided_twice(tmp_path: Path) -> None:
    statement = f"a.txt,5,8,30%,statement,{SAID},,"
    for other in (statement, "a.txt,5,8,30%,metric,share,,", "a.txt,5,8,30%,rejected,,,"):
        assert "line 3: decided in line 2 already" in refused(tmp_path, statement, other)
    reviews.load(file(tmp_path, statement, "a.txt,5,8,30%,low,30,,"), [SOURCE])


def test_the_head_must_be_ours(tmp_path: Path) -> None:
    file(tmp_path, head="source,start")
    with pytest.raises(InputError, match="line 1: its first line is source,start,end,text,field"):
        reviews.load(tmp_path)


def test_the_file_is_no_article(tmp_path: Path) -> None:
    file(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert [source.name for source in catalogue.load(tmp_path, "2025-09-25")] == ["a.txt"]


def test_one_word_can_state_several_relations(tmp_path: Path) -> None:
    lines = [
        "a.txt,14,17,30%,relation,adopts | baidu | huawei | fact |  |  |,,",
        "a.txt,14,17,30%,relation,adopts | tencent | huawei | plan |  | 2026-01 | 업계,,",
        "a.txt,14,17,30%,rejected,supplies | huawei | china,,",
        "a.txt,14,17,30%,rejected,,,",
    ]
    decided = reviews.load(file(tmp_path, *lines), [SOURCE])
    assert [one.of_relation for one in decided] == [True, True, True, False]
    assert decided[1].values["attribution"] == "업계"
    assert [one.line for one in decided] == lines


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("relation,adopts | baidu,,", "write relation | subject | object | modality | status | date | attribution"),
        ("relation,buys | baidu | h20 | fact | | |,,", "buys as relation; write one of develops"),
        ("relation,develops | baidu | h20 | fact | sold | |,,", "sold as status; write one of"),
        ("relation,adopts | baidu | h20 | fact | | soon |,,", "soon as date; write an ISO 8601 date"),
        ("rejected,adopts | baidu,,", "or that of a relation relation | subject | object"),
    ],
)
def test_a_relation_that_cannot_be_used_is_told(tmp_path: Path, line: str, said: str) -> None:
    assert said in refused(tmp_path, f"a.txt,5,8,30%,{line}")


def test_a_relation_is_decided_once(tmp_path: Path) -> None:
    line = "a.txt,5,8,30%,{},adopts | baidu | h20{},,"
    said = refused(tmp_path, line.format("relation", " | fact |  |  |"), line.format("rejected", ""))
    assert "line 3: decided in line 2 already" in said
