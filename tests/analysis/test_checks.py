"""What a person should look at after a build."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from chipbrief.analysis.checks import TABLES, findings
from chipbrief.analysis.claims import claims, left_out
from chipbrief.analysis.tables import Entities
from chipbrief.sources import reference_tables

Rows = Callable[..., pd.DataFrame]
SOURCES = [
    {"file": "a.txt", "publisher": "가나일보", "published": "2026-01-02", "inferred": False},
    {"file": "b.txt", "publisher": None, "published": "2026-01", "inferred": True},
]
REVENUE = {"metric": "revenue", "kind": "money", "unit": "CNY", "low": 1, "high": 1, "period": "2025"}


@pytest.fixture
def frames(rows: Rows, entities: Entities) -> dict[str, pd.DataFrame]:
    stated = rows(
        *(
            REVENUE | {"subject": name, "low": n, "high": n}
            for n, name in enumerate(("metax", "가람반도체", "이 회사"))
        ),
        REVENUE | {"subject": None, "source": "b.txt"},
    )
    claimed = claims(stated, reference_tables.rows("topics"), entities, {})
    shown = {name: pd.DataFrame([{"figure": "f-a"}]) for name in TABLES}
    return shown | {
        "sources": pd.DataFrame(SOURCES),
        "figures": stated,
        "claims": claimed,
        "left_out": left_out(stated, claimed),
    }


def test_everything_that_wants_a_look_is_found(frames: dict[str, pd.DataFrame], entities: Entities) -> None:
    found = findings(frames | {"exposure": pd.DataFrame()}, entities)
    assert [(item.kind, item.about) for item in found] == [
        ("section", "exposure"),
        ("source", "b.txt"),
        ("source", "b.txt"),
        ("silent", "b.txt"),
        ("name", "가람반도체"),
        ("left-out", "no subject known"),
    ]
    assert found[4].remedy == "ID,company,가람반도체,ENGLISH NAME,,,"


def test_a_project_without_doubt_has_nothing_to_check(frames: dict[str, pd.DataFrame], entities: Entities) -> None:
    clean = frames["claims"].query("subject == 'metax'")
    nothing = frames["left_out"].head(0)
    assert not findings(frames | {"claims": clean, "left_out": nothing, "sources": pd.DataFrame(SOURCES[:1])}, entities)
