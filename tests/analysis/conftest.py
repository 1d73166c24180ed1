"""The two articles as hand-made figures, and small reference tables, for every test of the analysis."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from chipbrief.analysis.tables import Entities
from chipbrief.model import Source
from chipbrief.sources import reference_tables

ROOT = Path(__file__).parents[2]
PUBLISHED = {"000_e33c02d5716cd7dd.txt": "2025-09", "003_ab08f00688cdeffa.txt": "2025-09-25"}
EMPTY = {"scope": None, "modality": "fact", "rule": "gold", "restates": None, "confidence": 1.0}
Rows = Callable[..., pd.DataFrame]


@pytest.fixture(scope="session")
def gold() -> pd.DataFrame:
    frame = pd.read_csv(ROOT / "tests/gold/figures.csv", dtype={"date": str, "period": str})
    return frame.assign(**EMPTY)


@pytest.fixture(scope="session")
def texts() -> dict[str, str]:
    return {name: (ROOT / "seeds" / name).read_bytes().decode("utf-8") for name in PUBLISHED}


@pytest.fixture(scope="session")
def sources(texts: dict[str, str]) -> dict[str, Source]:
    return {name: Source(name, text, "", PUBLISHED[name]) for name, text in texts.items()}


@pytest.fixture(scope="session")
def entities() -> Entities:
    return Entities.of(reference_tables.rows("entities"), reference_tables.rows("metrics"))


@pytest.fixture(scope="session")
def chips() -> pd.DataFrame:
    peaks = [
        ("h100", 989, "medium"), ("h100", 1000, "medium"), ("h100", 1979, "low"), ("a100", 312, "medium"),
        ("ascend-910c", 780, "medium"), ("ascend-910c", 800, "medium"), ("mlu590", 345, "low"),
    ]  # fmt: skip
    common = {"metric": "peak-fp16", "unit": "TFLOPS"}
    return pd.DataFrame(
        {"id": f"c-{n}", "chip": chip, "low": value, "high": value, "confidence": confidence} | common
        for n, (chip, value, confidence) in enumerate(peaks)
    )


@pytest.fixture(scope="session")
def trade_references() -> pd.DataFrame:
    share = {"metric": "export-share", "versus": "korea", "unit": "%"}
    domestic = {"subject": "china", "metric": "domestic-share", "unit": "%"}
    rows = [
        {"id": "t-china-2020", "subject": "china", "period": "2020", "low": 61.1, "high": 61.1} | share,
        {"id": "t-china-2024", "subject": "china", "period": "2024-01/2024-11", "low": 51.7, "high": 51.7} | share,
        {"id": "t-rate", "period": "2025-07/2025-09", "low": 1385.25, "high": 1385.25, "unit": "KRW/USD"},
        {"id": "t-share-2024", "period": "2024", "low": 34, "high": 34} | domestic,
        {"id": "t-share-2027", "period": "2027", "low": 55, "high": 55} | domestic,
        {"id": "t-share-2028", "period": "2028", "low": 93, "high": 93} | domestic,
        {"id": "t-share-2030", "period": "2030", "low": 86, "high": 86} | domestic,
    ]
    return pd.DataFrame(rows)


@pytest.fixture(scope="session")
def rows() -> Rows:
    """Figures by hand: each argument gives the text with its figure in brackets, and what it is about."""

    def make(*given: dict[str, Any]) -> pd.DataFrame:
        return pd.DataFrame([_figure(position, item) for position, item in enumerate(given)])

    return make


def _figure(position: int, item: dict[str, Any]) -> dict[str, Any]:
    blank = dict.fromkeys(("date", "subject", "metric", "versus", "period", "attribution"))
    text = item.get("text", "60%")
    start = item.get("start", position * 100)
    id_ = f"f-{item.get('source', 'a.txt')}-{start}"
    common = {
        "id": id_,
        "source": "a.txt",
        "start": start,
        "end": start + len(text),
        "text": text,
        "kind": "percent",
        "unit": "%",
    }
    return blank | common | {"approx": "=", "low": None, "high": None} | EMPTY | item
