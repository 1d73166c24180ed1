"""What figures are about: the two articles' gold, and short articles of our own (`articles.csv`).

A row marked `x` in the column `known` is a known failure: it must fail, so that a fix has to move it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from chipbrief.extraction import figures
from chipbrief.extraction.extract import extract_source
from chipbrief.model import Figure, Source
from chipbrief.sources import catalogue

HERE = Path(__file__).parents[1]
ASPECTS = ("subject", "metric", "versus", "period", "attribution")


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def article(name: str, published: str) -> tuple[Figure, ...]:
    text = (HERE / "articles" / f"{name}.txt").read_text(encoding="utf-8")
    return tuple(extract_source(Source(f"{name}.txt", text, "", published)).figures)


def rows() -> Iterator[Any]:
    """Each row with the number of its figure among those of the same text."""
    for name, group in groupby(table(HERE / "articles.csv"), key=lambda row: row["article"]):
        seen: dict[str, int] = {}
        for row in group:
            number = seen.get(row["text"], 0)
            seen[row["text"]] = number + 1
            marks = pytest.mark.xfail(strict=True, reason="known failure") if row["known"] else ()
            yield pytest.param(row, number, id=f"{name}-{row['text']}-{number}", marks=marks)


@pytest.mark.parametrize(("row", "number"), list(rows()))
def test_a_figure_of_our_articles_is_about_what_its_author_meant(row: dict[str, str], number: int) -> None:
    same = [f for f in article(row["article"], row["published"]) if f.text == row["text"]]
    assert {aspect: getattr(same[number], aspect) or "" for aspect in ASPECTS} == {a: row[a] for a in ASPECTS}


@pytest.mark.parametrize("row", table(HERE / "sentences.csv"), ids=lambda row: f"{row['sentence'][:12]}-{row['text']}")
def test_a_figure_of_a_sentence_by_itself(row: dict[str, str]) -> None:
    figure = next(f for f in figures.extract(row["sentence"], published="2025-10-12") if f.text == row["text"])
    assert {aspect: getattr(figure, aspect) or "" for aspect in ASPECTS} == {a: row[a] for a in ASPECTS}


@cache
def seeds() -> dict[tuple[str, int], Figure]:
    sources = catalogue.load(HERE.parents[1] / "seeds")
    return {(f.source, f.start): f for source in sources for f in extract_source(source).figures}


@pytest.mark.parametrize(
    "row", table(HERE.parent / "gold" / "figures.csv"), ids=lambda row: f"{row['start']}-{row['text']}"
)
def test_a_figure_of_the_two_articles_is_as_in_the_gold(row: dict[str, str]) -> None:
    figure = seeds()[row["source"], int(row["start"])]
    shown = {name: "" if (value := getattr(figure, name)) is None else str(value) for name in row}
    for bound in ("low", "high"):
        row = {**row, bound: row[bound] and f"{float(row[bound]):g}"}
        shown[bound] = shown[bound] and f"{float(shown[bound]):g}"
    assert shown == row


def test_the_two_articles_have_no_other_figures() -> None:
    assert len(seeds()) == len(table(HERE.parent / "gold" / "figures.csv"))


@pytest.mark.parametrize(
    ("text", "figure", "subject"),
    [
        ("회의에는 30명이 참석했다.", "30명", None),
        ("이 중 3곳이 문을 닫았다.", "3곳", None),
        ("값은 5달러다.", "5달러", None),
    ],
)
def test_nothing_is_made_up_where_nothing_is_said(text: str, figure: str, subject: str | None) -> None:
    found = next(f for f in figures.extract(text, published="2025-09") if f.text == figure)
    assert (found.subject, found.versus, found.period) == (subject, None, None)


def test_confidence_falls_with_what_is_elided() -> None:
    told, elided = figures.extract(
        "MLU590은 A100 대비 80%의 성능을 낸다. H100에 비해서는 30%의 성능이다.", published="2025-09"
    )
    assert (told.subject, elided.subject) == ("mlu590", "mlu590")
    assert told.confidence > elided.confidence
    assert "elided" in elided.rule


@pytest.mark.parametrize(
    ("between", "subject"),
    [
        ("소비자는 반겼다. 업계는 놀랐다.", "cambricon"),
        ("소비자는 반겼다. 업계는 놀랐다. 정부는 쉬었다.", "정부"),
    ],
)
def test_an_elided_subject_stands_at_most_two_sentences_before(between: str, subject: str) -> None:
    lead = "소비자는 반겼다. 업계는 놀랐다. 정부는 쉬었다. 업계는 컸다."  # whom a document begins with is remembered
    (amount,) = figures.extract(f"{lead} 캠브리콘은 상장했다. {between} 매출은 28억 위안이다.", published="2025-09-25")
    assert amount.subject == subject


def test_a_place_before_the_share_of_another_is_no_scope() -> None:
    text = "한국의 반도체 수출은 중국(홍콩 포함) 비중이 51.2%로 대만 15.2%, 베트남 12.7%, 미국 7.6% 비중을 압도한다."
    found = {figure.text: figure for figure in figures.extract(text, published="2025-10-12")}
    for share, place in (("51.2%", "china"), ("15.2%", "taiwan"), ("12.7%", "vietnam"), ("7.6%", "united-states")):
        assert (found[share].subject, found[share].scope) == (place, None)
