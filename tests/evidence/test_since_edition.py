"""What changed since an earlier edition, as entries of the evidence and as tables."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from chipbrief.errors import InputError
from chipbrief.evidence.ledger import Ledger
from chipbrief.evidence.since_edition import Since
from chipbrief.language.names import Names
from chipbrief.model import Approx, Assumption, Estimate, Figure, Kind, Source
from chipbrief.report.html.check import check_evidence
from chipbrief.report.prose.render import Prose
from chipbrief.report.tables import changes

TEXT = "수출은 1419억 달러이고 비중은 51.2%다. 내년에는 60%가 된다."
SOURCE = Source("a.txt", TEXT, "ab12", "2025-09-25")


def figure(text: str, low: float, unit: str, kind: Kind) -> Figure:
    start = TEXT.index(text)
    return Figure("a.txt", start, start + len(text), text, kind, low, low, unit, Approx.EXACT, "rule", subject="토끼")


EXPORTS = figure("1419억 달러", 141.9e9, "USD", Kind.MONEY)
SHARE = figure("51.2%", 51.2, "%", Kind.PERCENT)
AIM = figure("60%", 60, "%", Kind.PERCENT)
YEAR = Figure("a.txt", 27, 29, TEXT[27:29], Kind.DATE, None, None, "", Approx.EXACT, "date", date="2026")


def ledger(touched: float, *figures: Figure) -> Ledger:
    part = Assumption("a-part", "몫", "Part", 10, touched, "%", "까닭", "reason")
    china = (Estimate.of(EXPORTS) * Estimate.of(SHARE)).named("e-china", "중국", "China")
    loss = (china * Estimate.of(part)).named("e-loss", "손실", "Loss")
    return Ledger([SOURCE, EXPORTS, SHARE, *figures, part, china, loss])


@pytest.fixture
def since(tmp_path: Path) -> Since:
    earlier = tmp_path / "earlier.json"
    earlier.write_text(ledger(20).to_json(), encoding="utf-8")
    return Since(earlier, ledger(30, AIM, YEAR))


def test_what_moved_and_what_came(since: Since) -> None:
    assert [change.id for change in since.moved] == ["e-loss"]
    assert since.added == [YEAR.id, AIM.id]


def test_earlier_values_are_evidence_that_rests_on_the_earlier_edition(since: Since) -> None:
    extended = ledger(30, AIM, YEAR).extended(since.facts())
    data = json.loads(extended.to_json())
    assert check_evidence(data, {"a.txt": TEXT}) == []
    was = data["estimates"]["was-e-loss"]
    assert (was["high"], was["inputs"]) == (pytest.approx(141.9e9 * 0.512 * 0.2), ["was"])
    assert data["references"]["was"]["period"] == "2025-09-25"
    assert [data["estimates"][f"was-{name}"]["low"] for name in ("added", "removed", "moved")] == [2, 0, 1]


def test_an_edition_does_not_compare_what_it_says_of_an_earlier_one(since: Since, tmp_path: Path) -> None:
    told = tmp_path / "told.json"
    told.write_text(ledger(30, AIM, YEAR).extended(since.facts()).to_json(), encoding="utf-8")
    assert Since(told, ledger(30, AIM, YEAR)).comparison.changes == []


@pytest.mark.parametrize("language", ["ko", "en"])
def test_tables(since: Since, language: str) -> None:
    prose = Prose(language, ledger(30, AIM, YEAR).extended(since.facts()), Names({}))
    moved, came = changes.moved(since.moved, prose), changes.added(since.added, prose)
    assert moved and came
    (row,) = moved.rows
    assert [cell[-1].id for cell in row[1:]] == ["was-e-loss", "e-loss", "a-part"]  # type: ignore[union-attr]
    assert [row[2][0].id for row in came.rows] == [AIM.id]  # type: ignore[union-attr]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        Since(tmp_path / "nosuch.json", ledger(20))
