"""Statements reviewed by commands: what is on disk after each, and what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from chipbrief.analysis.worth import Worth
from chipbrief.extraction.extract import extract_source
from chipbrief.model import Kind, Source
from chipbrief.report import notebook
from chipbrief.report.reviewer import Reviewer
from chipbrief.sources import reviews
from chipbrief.sources.reviews import Review

TEXT = "엔비디아의 중국 점유율은 30%다. 화웨이의 매출은 100억 위안으로 25% 늘었다."
SOURCE = Source("a.txt", TEXT, "", "2025-09-25")
ITEMS = [Worth(figure, ("e-x",)) for figure in extract_source(SOURCE).figures if figure.kind is not Kind.DATE]
START, END = TEXT.index("30%"), TEXT.index("30%") + 3
CONFIRMED = reviews.confirmation(ITEMS[0].fact)


@pytest.fixture
def desk(tmp_path: Path) -> Reviewer:
    proposed = Review("a.txt", START, END, "30%", "statement", "amd | share | | | | fact |", "model")
    return Reviewer(tmp_path, ITEMS, {"a.txt": SOURCE}, {("a.txt", START, END): proposed}, ["metric=share"])


def decided(desk: Reviewer) -> list[tuple[str, str, str]]:
    return [(one.text, one.field, one.value) for one in reviews.load(desk.folder, [SOURCE])]


def test_a_person_sees_the_sentence_the_fields_and_what_rests_on_them(desk: Reviewer) -> None:
    assert "중국 점유율은 <mark>30%</mark>다." in desk.page.value
    for shown in ("<td>nvidia</td>", "<td>market-share</td>", "<td>e-x</td>", "amd | share", "1 of 3"):
        assert shown in desk.page.value
    assert "metric=share" in desk.line.options


def test_each_decision_is_on_disk_at_once(desk: Reviewer) -> None:
    desk.command("c")
    assert decided(desk) == [("30%", "statement", CONFIRMED.value)]
    desk.command("x")
    assert decided(desk)[1] == ("100억 위안", "rejected", "")
    desk.command("n")
    assert len(decided(desk)) == 2
    desk.command("c")
    assert "nothing is left" in desk.page.value


def test_a_correction_stays_on_show_and_the_next_goes_on_from_it(desk: Reviewer) -> None:
    desk.command("metric=share")
    desk.command("subject = amd")
    desk.command("low=29.5")
    desk.command("low=29")
    assert decided(desk) == [
        ("30%", "statement", CONFIRMED.value.replace("market-share", "share").replace("nvidia", "amd")),
        ("30%", "low", "29"),
    ]
    assert "<td>amd</td>" in desk.page.value
    desk.command("c")
    assert len(decided(desk)) == 2
    assert desk.at == 1
    (figure, *_) = extract_source(SOURCE, reviews=reviews.load(desk.folder, [SOURCE])).figures
    assert (figure.subject, figure.metric, figure.low, figure.review) == ("amd", "share", 29, "corrected")


def test_a_number_may_be_corrected_first(desk: Reviewer) -> None:
    desk.command("low=29")
    desk.command("metric=share")
    assert [field for _, field, _ in decided(desk)] == ["statement", "low"]


def test_undo_takes_back_one_decision_after_the_other(desk: Reviewer) -> None:
    for key in ("c", "x", "metric=share"):
        desk.command(key)
    for left in (2, 1, 0):
        desk.command("u")
        assert len(decided(desk)) == left
    assert desk.at == 0
    desk.command("u")
    assert "nothing to undo" in desk.page.value


def test_a_proposal_counts_when_a_person_takes_it(desk: Reviewer) -> None:
    desk.command("p")
    assert decided(desk)[0][2].startswith("amd | share")
    desk.command("p")
    assert "nothing is proposed here" in desk.page.value


@pytest.mark.parametrize("words", ["metric=popularity", "colour=red", "low=many", "what"])
def test_what_cannot_be_done_is_said_and_writes_nothing(desk: Reviewer, words: str) -> None:
    desk.command(words)
    assert desk.said
    assert decided(desk) == []
    assert desk.at == 0


def test_the_line_of_input_is_empty_again_after_each_command(desk: Reviewer) -> None:
    desk.line.value = "c"
    assert (desk.line.value, desk.at) == ("", 1)


def test_a_build_shows_nothing(tmp_path: Path) -> None:
    assert notebook.reviewer(tmp_path, tmp_path) is None


SAID = "바이두와 텐센트는 화웨이의 칩 300개를 도입했다."
TOLD = Source("b.txt", SAID, "", "2025-09-25")


@pytest.fixture
def related(tmp_path: Path) -> Reviewer:
    return Reviewer(tmp_path, [Worth(one, ("makers",)) for one in extract_source(TOLD).relations()], {"b.txt": TOLD})


def test_a_relation_is_confirmed_corrected_rejected_and_undone(related: Reviewer) -> None:
    assert "<mark>도입했다</mark>" in related.page.value
    one, other = (item.fact for item in related.items)
    related.command("subject=bytedance")
    related.command("modality=plan")
    first, *rest = reviews.load(related.folder, [TOLD])
    assert first.values == reviews.confirmed(one, SAID).values | {"subject": "bytedance", "modality": "plan"}
    assert rest == [reviews.rejected(one, SAID)]
    related.command("subject=baidu")
    related.command("c")
    assert [line.values["modality"] for line in reviews.load(related.folder, [TOLD])] == ["plan"]
    related.command("x")
    assert reviews.load(related.folder, [TOLD])[1:] == [reviews.rejected(other, SAID)]
    for _ in range(5):
        related.command("u")
    assert (reviews.load(related.folder), related.at) == ([], 0)


def test_what_comes_next_is_listed(related: Reviewer) -> None:
    assert "<td>tencent</td><td>adopts</td>" in related.ahead.value
    related.command("n")
    assert related.ahead.value == ""


def test_a_missed_figure_of_the_sentence_is_added_and_told_of(related: Reviewer) -> None:
    related.command("+300개")
    related.command("subject=huawei")
    [figure] = extract_source(TOLD, reviews=reviews.load(related.folder, [TOLD])).figures
    assert (figure.low, figure.subject, figure.metric, figure.confidence) == (300, "huawei", None, 1.0)
    related.command("c")
    assert related.at == 1
    assert len(related.items) == 3
    related.command("+500개")
    assert "500개: not in the sentence on show" in related.said
    related.command("+도입")
    assert "read as no number" in related.said
    assert len(reviews.load(related.folder)) == 1


def test_one_key_confirms_what_is_left_of_a_sentence(desk: Reviewer) -> None:
    desk.command("n")
    desk.command("modality=estimate")
    desk.command("s")
    assert [text for text, _, _ in decided(desk)] == ["100억 위안", "25%"]
    assert "| estimate |" in decided(desk)[0][2]
    assert desk.at == 3
    desk.command("u")
    assert [text for text, _, _ in decided(desk)] == ["100억 위안"]
    assert desk.at == 1
