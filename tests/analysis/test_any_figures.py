"""Whatever figures the extraction can give, the notebooks' tables and Estimates can be made and written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chipbrief import frames
from chipbrief.analysis import claims, exposure
from chipbrief.analysis.companies import companies
from chipbrief.analysis.concentration import concentration, since
from chipbrief.analysis.conflicts import conflicts
from chipbrief.analysis.pairs import pairs
from chipbrief.analysis.performance import performance, statements
from chipbrief.analysis.ratios import graph
from chipbrief.analysis.tables import Entities, Result
from chipbrief.analysis.targets import targets
from chipbrief.frames.schemas import DERIVED
from chipbrief.model import Approx, Figure, Kind, Modality
from chipbrief.sources import reference_tables

SUBJECTS = (None, "huawei", "h20", "ascend-910c", "korea", "china", "china;korea", "beijing", "cambricon", "어느 회사")
METRICS = (None, "performance", "inference-performance-growth", "exports", "export-share", "export-share-growth",
           "domestic-share", "penetration", "revenue", "revenue-growth", "revenue-decline", "market-share", "memory",
           "new-metric")  # fmt: skip
PERIODS = (None, "2024", "2024-09", "2025-01/2025-06", "2025-09-25", "2027")
UNITS = {Kind.MONEY: ("USD", "KRW", "CNY"), Kind.PERCENT: ("%", "%p"), Kind.MULTIPLE: ("x",), Kind.COUNT: ("개",)}
NUMBERS = (None, -50.0, 0.0, 0.5, 60.0, 100.0, 104.0, 4348.0, 2.88e9, 1.419e11)
DATES = (None, "2025", "2025-09-25", "2025-01/2025-06", "T16:05")
COPIES = frames.frame("duplicates", [])


@st.composite
def figures(draw: st.DrawFn, most: int = 12) -> list[Figure]:
    """Figures of two articles, in all kinds, with whatever is known of them."""
    made: list[Figure] = []
    for position in range(draw(st.integers(0, most))):
        kind, source = draw(st.sampled_from(list(Kind))), draw(st.sampled_from(("a.txt", "b.txt")))
        ends = [draw(st.sampled_from(NUMBERS)) for _ in range(2)]
        low, high = sorted(ends) if None not in ends else ends  # type: ignore[type-var]
        earlier = [figure.id for figure in made if figure.source == source]
        made.append(
            Figure(
                source, position * 40, position * 40 + 3, "60%", kind, low, high,
                draw(st.sampled_from(UNITS.get(kind, ("nm",)))), draw(st.sampled_from(list(Approx))), "rule",
                date=draw(st.sampled_from(DATES)), subject=draw(st.sampled_from(SUBJECTS)),
                metric=draw(st.sampled_from(METRICS)), scope=draw(st.sampled_from((None, "반도체", "자동차"))),
                versus=draw(st.sampled_from((*SUBJECTS, *PERIODS))), period=draw(st.sampled_from(PERIODS)),
                modality=draw(st.sampled_from(list(Modality))), confidence=draw(st.sampled_from((0.0, 0.5, 0.95))),
                restates=draw(st.sampled_from((None, *earlier))),
            )
        )  # fmt: skip
    return made


def table(found: Sequence[Figure]) -> pd.DataFrame:
    names = list(DERIVED["figures"].columns)
    return frames.frame("figures", ({n: getattr(f, n, None) for n in names} for f in found))


def made(figures: pd.DataFrame, series: pd.DataFrame, entities: Entities) -> tuple[dict[str, pd.DataFrame], list[Any]]:
    """The tables and Estimates of notebooks 02 to 04 that figures alone decide."""
    claimed = claims.claims(figures, reference_tables.rows("topics"), entities, {})
    leaders = claims.leading(figures, claimed, COPIES)
    stated = statements(leaders, {})
    compared = pairs(graph(stated, entities), {}, {}, entities)
    found = exposure.trade(leaders, entities)
    exposed = exposure.exposure(found, entities)
    firms: Result = companies(leaders, entities, claims.of_topic(claimed, "company", "capacity"))
    estimates = [*compared.estimates, *firms.estimates, *exposed.estimates, *concentration(found.shares)]
    estimates += since(found.shares, series, found.home, entities)
    tables = {
        "figures": figures,
        "claims": claimed,
        "left_out": claims.left_out(figures, claimed),
        "performance": performance(stated, entities),
        "pairs": compared.frame,
        "targets": targets(leaders),
        "companies": firms.frame,
        "conflicts": conflicts(leaders, series, compared.frame, exposed.frame, estimates),
        "exposure": exposed.frame,
        "shares": exposure.shares(leaders, series, found),
        "rates": exposure.rates(found, series),
    }
    return tables, estimates


@pytest.fixture(scope="module")
def entities() -> Entities:
    return Entities.of(*(reference_tables.rows(name) for name in ("entities", "metrics")))


@pytest.fixture(scope="module")
def check(
    trade_references: pd.DataFrame, entities: Entities, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[list[Figure]], None]:
    """Makes, writes and reads what figures decide."""
    folder = tmp_path_factory.mktemp("any")

    def written(found: list[Figure]) -> None:
        tables, estimates = made(table(found), trade_references, entities)
        for name, frame in tables.items():
            frames.write(frame, name, folder)
            frames.read(name, folder)
        frames.write_facts(folder, "any", estimates, [])
        frames.read_facts(folder, "any")

    return written


@settings(max_examples=25)
@given(found=figures())
def test_every_table_can_be_written(found: list[Figure], check: Callable[[list[Figure]], None]) -> None:
    check(found)
