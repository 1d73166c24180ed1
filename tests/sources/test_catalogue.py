"""The catalogue of a folder of articles: what it gives, and each way in which it may be wrong."""

import hashlib
import unicodedata
from pathlib import Path

import pytest

from chipbrief.errors import InputError
from chipbrief.sources.catalogue import COLUMNS, load

SEEDS = Path(__file__).parents[2] / "seeds"
HEAD = ",".join(COLUMNS)
LINE = "a.txt,신문,홍길동 기자,2025-09-25,day,no,https://example.com/1,ko,"


def folder(path: Path, *lines: str, files: tuple[str, ...] = ("a.txt",), head: str = HEAD) -> Path:
    """A folder with these files and, if there are lines, a catalogue of them."""
    for name in files:
        (path / name).write_text("글", encoding="utf-8")
    if lines:
        (path / "sources.csv").write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    return path


def test_the_articles_of_the_project() -> None:
    first, second = load(SEEDS)
    assert (first.publisher, first.author, first.published, first.precision) == (
        "",
        "김규환 국제에디터",
        "2025-09",
        "month",
    )
    assert (second.publisher, second.author, second.published, second.precision) == (
        "비즈니스포스트",
        "김용원 기자",
        "2025-09-25",
        "day",
    )
    assert first.inferred
    assert second.inferred
    assert second.url.endswith("num=413553")
    assert (first.id, second.language) == ("s-000_e33c02d5716cd7dd.txt", "ko")


def test_a_line_becomes_a_source(tmp_path: Path) -> None:
    (source,) = load(folder(tmp_path, LINE))
    assert (source.name, source.text, source.publisher, source.inferred) == ("a.txt", "글", "신문", False)
    assert source.sha256 == hashlib.sha256("글".encode()).hexdigest()


def test_the_catalogue_may_have_a_byte_order_mark_crlf_blank_lines_and_another_order(tmp_path: Path) -> None:
    folder(tmp_path)
    rows = [HEAD.replace("file,publisher", "publisher,file"), "", LINE.replace("a.txt,신문", "신문,a.txt")]
    (tmp_path / "sources.csv").write_bytes(("\ufeff" + "\r\n".join(rows) + "\r\n").encode())
    (source,) = load(tmp_path)
    assert (source.name, source.publisher) == ("a.txt", "신문")


def test_the_order_is_that_of_the_names_and_hidden_files_are_no_articles(tmp_path: Path) -> None:
    folder(tmp_path, LINE.replace("a.txt", "b.txt"), LINE, files=("b.txt", "a.txt", ".DS_Store", "README.md"))
    assert [source.name for source in load(tmp_path)] == ["a.txt", "b.txt"]


def test_a_precision_left_empty_is_that_of_the_date(tmp_path: Path) -> None:
    (source,) = load(folder(tmp_path, LINE.replace("2025-09-25,day", "2025-09,")))
    assert source.precision == "month"


def test_a_name_may_be_stored_decomposed(tmp_path: Path) -> None:
    folder(tmp_path, LINE.replace("a.txt", "기사.txt"), files=(unicodedata.normalize("NFD", "기사.txt"),))
    assert [source.name for source in load(tmp_path)] == ["기사.txt"]


def test_an_article_without_a_line_is_refused_with_the_line_to_write(tmp_path: Path) -> None:
    folder(tmp_path, LINE, files=("a.txt", "새, 글.txt"))
    digest = hashlib.sha256("글".encode()).hexdigest()
    with pytest.raises(InputError, match=r"not listed in sources\.csv") as error:
        load(tmp_path)
    line = f'"새, 글.txt",,,YYYY-MM-DD,day,no,,ko,{digest}'
    assert line in str(error.value)
    with (tmp_path / "sources.csv").open("a", encoding="utf-8") as file:
        file.write(line.replace("YYYY-MM-DD", "2025-10-01") + "\n")
    assert len(load(tmp_path)) == 2


def test_without_a_catalogue_its_first_line_is_told_too(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=HEAD):
        load(folder(tmp_path))


def test_a_given_date_serves_what_is_not_listed_and_nothing_else(tmp_path: Path) -> None:
    folder(tmp_path, LINE, files=("a.txt", "b.txt"))
    listed, other = load(tmp_path, "2025-10")
    assert (listed.published, listed.inferred) == ("2025-09-25", False)
    assert (other.published, other.precision, other.inferred) == ("2025-10", "month", True)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (LINE.replace("2025-09-25", "25.9.2025"), "line 2: column published: 25.9.2025"),
        (LINE.replace("2025-09-25", "2025-02-30"), "line 2: column published: 2025-02-30"),
        (LINE.replace("2025-09-25", ""), "line 2: column published: nothing"),
        (LINE.replace(",day,", ",month,"), "line 2: column precision: month; write day"),
        (LINE.replace(",no,", ",false,"), "line 2: column inferred: false"),
        (LINE.replace("https://", "javascript:"), "line 2: column url"),
        (LINE.replace(",ko,", ",한국어,"), "line 2: column language"),
        (LINE + "123", "line 2: column sha256: 123"),
        (LINE + ",", "line 2: not 9 cells"),
        (LINE[:-4], "line 2: not 9 cells"),
        (LINE + "\n" + LINE, "line 3: column file: a.txt is listed twice"),
        (LINE.replace("a.txt", "../a.txt"), r"line 2: column file: \.\./a\.txt"),
        (LINE + "\n" + LINE.replace("a.txt", "b.txt"), r"b\.txt: no such file"),
        (LINE + "0" * 64, "not the file that sources.csv lists"),
        (LINE.replace("신문", '신"문"').replace(",홍", ',"홍'), "line"),
    ],
)
def test_a_bad_line_is_told_with_its_place(tmp_path: Path, line: str, told: str) -> None:
    with pytest.raises(InputError, match=told) as error:
        load(folder(tmp_path, line))
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("head", "told"),
    [(HEAD + ",editor", "unknown column editor"), (HEAD.replace("author,", ""), "no column author")],
)
def test_columns_are_those_of_the_catalogue(tmp_path: Path, head: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        load(folder(tmp_path, LINE, head=head))


def test_names_whose_ids_are_the_same_are_refused(tmp_path: Path) -> None:
    names = ("a b.txt", "a_b.txt")
    with pytest.raises(InputError, match=r"too much like a b\.txt"):
        load(folder(tmp_path, *(LINE.replace("a.txt", name) for name in names), files=names))


def test_a_folder_that_is_missing_or_empty_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such folder"):
        load(tmp_path / "none")
    with pytest.raises(InputError, match="holds no article"):
        load(tmp_path)
    (tmp_path / "more").mkdir()
    with pytest.raises(InputError, match="is a folder"):
        load(tmp_path, "2025")


def test_a_given_date_must_be_one(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not a date"):
        load(folder(tmp_path), "October")


@pytest.mark.parametrize(
    "name", ["Thumbs.db", "desktop.ini", "a.txt~", "a.txt.bak", ".a.txt.swp", "~$a.docx", "a.txt.orig", "#a.txt#"]
)
def test_what_systems_and_editors_leave_is_no_article(tmp_path: Path, name: str) -> None:
    assert [source.name for source in load(folder(tmp_path, LINE, files=("a.txt", name)))] == ["a.txt"]


@pytest.mark.parametrize(("listed", "there"), [(b"1\n2\n", b"1\r\n2\r\n"), (b"1\r\n2\r\n", b"1\n2\n")])
def test_a_file_that_differs_in_its_line_ends_only_is_told_so(tmp_path: Path, listed: bytes, there: bytes) -> None:
    folder(tmp_path, LINE + hashlib.sha256(listed).hexdigest())
    (tmp_path / "a.txt").write_bytes(there)
    with pytest.raises(InputError, match=r"a\.txt: differs only in its line ends .* core\.autocrlf false"):
        load(tmp_path)
