"""What a worker makes of documents: rows that say where each number stands, and a failure for each that fails."""

import hashlib
import io

import pandas as pd
import pytest

from chipbrief.corpus import work
from chipbrief.corpus.documents import Document
from chipbrief.corpus.work import make
from chipbrief.extraction.extract import extract_source
from chipbrief.model import Source
from chipbrief.sources.readers.reading import CHARACTERS, NUMBERS

TEXT = "화웨이가 새 칩을 냈다. 지난해 매출은 3조원이었다.\n출하량은 60~80% 늘었다."


def read(packed: bytes) -> pd.DataFrame:
    return pd.read_parquet(io.BytesIO(packed))


def document(name: str = "a", content: str | bytes = TEXT) -> Document:
    return Document(name, f"line of {name}", content, "2025-09-25")


def test_the_figures_are_those_of_the_document() -> None:
    figures = read(make([document()]).figures)
    expected = extract_source(Source("a", TEXT, "", "2025-09-25")).figures
    assert list(figures["id"]) == [figure.id for figure in expected]
    assert list(figures["rule"]) == [figure.rule for figure in expected]
    assert figures["low"].to_list()[1:] == [figure.low for figure in expected][1:]


def test_a_row_says_where_its_number_stands() -> None:
    for row in read(make([document(), document("b", TEXT.encode())]).figures).itertuples():
        assert row.sentence[row.start - row.sentence_start : row.end - row.sentence_start] == row.text
        assert TEXT[row.sentence_start :].startswith(row.sentence)
        assert row.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
        assert (row.characters, row.published) == (len(TEXT), "2025-09-25")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\0", "NUL"),
        (b"", "holds no text"),
        ("가" * (CHARACTERS + 1), "500,001 characters; 500,000 are the most"),
        ("3 " * (NUMBERS + 1), "5,001 numbers; 5,000 are the most"),
        ("매출 3조원 \ud800", "half a character"),
    ],
)
def test_a_document_that_fails_is_told_and_costs_no_other(content: str | bytes, why: str) -> None:
    made = make([document("a"), document("bad", content), document("c")])
    assert set(read(made.figures)["source"]) == {"a", "c"}
    (failure,) = read(made.failures).to_dict(orient="records")
    assert failure["document"] == "bad"
    assert why in failure["error"]
    assert "\n" not in failure["error"]
    assert made.counts == (len(read(made.figures)), 1)


def test_an_error_of_ours_is_told_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(source: Source, lexicon: None) -> object:
        if source.name == "bad":
            raise ZeroDivisionError("two\nlines")
        return extract_source(source)

    monkeypatch.setattr(work, "extract_source", broken)
    made = make([document("a"), document("bad")])
    assert set(read(made.figures)["source"]) == {"a"}
    assert read(made.failures)["error"][0].startswith("line of bad: ZeroDivisionError: two lines; ")


def test_a_figure_that_breaks_the_schema_fails_its_document(monkeypatch: pytest.MonkeyPatch) -> None:
    def odd(document: Document, lexicon: None) -> list[work.Row]:
        rows = real(document, lexicon)
        return [row | {"date": "next week"} for row in rows] if document.id == "bad" else rows

    real = work._rows
    monkeypatch.setattr(work, "_rows", odd)
    made = make([document("a"), document("bad")])
    assert set(read(made.figures)["source"]) == {"a"}
    assert "schema" in read(made.failures)["error"][0]


def test_nothing_to_read_is_a_part_too() -> None:
    made = make([])
    assert made.counts == (0, 0)
    assert list(read(made.failures).columns) == ["document", "place", "error"]


def test_parts_join() -> None:
    single = [make([document(name)]) for name in ("a", "b")]
    assert work.joined([*single, work.lost(document("c"), "gone")]).counts == (2 * single[0].counts[0], 1)
    assert work.joined(single).figures == make([document("a"), document("b")]).figures
