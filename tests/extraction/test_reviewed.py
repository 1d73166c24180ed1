"""A person's decisions come before what the rules read."""

from dataclasses import replace
from pathlib import Path

import pytest

from chipbrief.errors import InputError
from chipbrief.extraction.extract import extract_source
from chipbrief.extraction.reviewed import is_needed
from chipbrief.model import Approx, Figure, Kind, Modality, Source
from chipbrief.sources import catalogue, reviews
from chipbrief.sources.reviews import Review, confirmation

TEXT = "엔비디아의 중국 점유율은 30%다. 화웨이는 공장 2곳을 짓고 열댓 곳을 더 고른다."
SOURCE = Source("a.txt", TEXT, "", "2025-09-25")
SEEDS = Path(__file__).parents[2] / "seeds"


def read(*decisions: Review) -> dict[str, Figure]:
    return {figure.text: figure for figure in extract_source(SOURCE, reviews=decisions).figures}


def at(text: str, field: str, value: str = "") -> Review:
    start = TEXT.index(text)
    return Review("a.txt", start, start + len(text), text, field, value)


def test_a_confirmed_figure_is_certain_and_otherwise_as_read() -> None:
    before = read()["30%"]
    after = read(confirmation(before))["30%"]
    assert after == replace(before, confidence=1.0, review="confirmed")


def test_a_corrected_figure_tells_what_the_rules_had_read() -> None:
    before = read()["30%"]
    assert (before.subject, before.metric) == ("nvidia", "market-share")
    after = read(at("30%", "modality", "forecast"), at("30%", "low", "29.5"))["30%"]
    assert (after.modality, after.low, after.high) == (Modality.FORECAST, 29.5, 30)
    assert (after.review, after.was, after.subject) == ("corrected", "modality=fact | low=30", "nvidia")
    assert read(at("30%", "subject"))["30%"].subject is None


def test_a_statement_stands_whatever_the_rules_read() -> None:
    after = read(at("30%", "statement", "amd | share | | | 2024 | estimate | 업계"))["30%"]
    assert (after.subject, after.metric, after.scope, after.versus) == ("amd", "share", None, None)
    assert (after.period, after.modality, after.attribution) == ("2024", Modality.ESTIMATE, "업계")
    assert str(after.was).startswith("subject=nvidia | metric=market-share")


def test_a_rejected_figure_is_gone_and_its_digits_show_in_the_audit() -> None:
    extraction = extract_source(SOURCE, reviews=[at("30%", "rejected")])
    assert "30%" not in {figure.text for figure in extraction.figures}
    assert [row.explanation for row in extraction.audit() if row.text == "30"] == ["unexplained"]


def test_a_missed_figure_is_added_with_the_number_that_its_text_states() -> None:
    assert "30" not in read()
    added = read(at("30", "subject", "nvidia"))
    assert "30%" not in added  # the two share characters: the person's counts
    figure = added["30"]
    assert (figure.low, figure.kind, figure.review, figure.rule) == (30, Kind.COUNT, "added", "added by a person")


def test_a_text_that_is_no_number_needs_lines_for_it() -> None:
    with pytest.raises(
        InputError, match=r"reviews.csv: a.txt:\d+-\d+: 더 고른다 is read as no number; add lines for its"
    ):
        read(at("더 고른다", "subject", "huawei"))
    told = [at("더 고른다", name, value) for name, value in {"kind": "count", "low": "12", "unit": "곳"}.items()]
    figure = read(*told, at("더 고른다", "approx", "~"))["더 고른다"]
    assert (figure.kind, figure.low, figure.high, figure.unit) == (Kind.COUNT, 12, None, "곳")
    assert figure.approx is Approx.ABOUT


def test_two_decided_places_may_not_overlap() -> None:
    with pytest.raises(InputError, match="shares characters with 30; reject one"):
        read(at("30", "kind", "count"), at("30%", "unit", "%"))


def test_decisions_on_other_articles_change_nothing() -> None:
    assert read(replace(at("30%", "rejected"), source="b.txt")) == read()


def test_what_the_rules_read_by_now_is_no_longer_needed() -> None:
    figure = read()["30%"]
    assert not is_needed(at("30%", "subject", "nvidia"), figure)
    assert is_needed(at("30%", "subject", "amd"), figure)
    assert is_needed(confirmation(figure), figure)
    assert is_needed(at("30%", "rejected"), figure)
    assert not is_needed(at("더", "rejected"), None)
    assert is_needed(at("더", "kind", "count"), None)
    assert read(at("30%", "subject", "nvidia"))["30%"] == figure


def test_every_statement_of_the_two_articles_was_decided_by_a_person() -> None:
    articles = catalogue.load(SEEDS)
    decisions = reviews.load(SEEDS, articles)
    found = [figure for article in articles for figure in extract_source(article, reviews=decisions).figures]
    assert not [figure.id for figure in found if figure.kind is not Kind.DATE and figure.review is None]
    assert {figure.confidence for figure in found if figure.review} == {1.0}
    aims = {figure.text for figure in found if figure.metric == "domestic-share" and figure.modality is Modality.FACT}
    assert not aims  # all of them are orders, targets or plans
    told = [one for article in articles for one in extract_source(article, reviews=decisions).relations()]
    assert len(told) > 100
    assert not [one.id for one in told if one.review is None]
