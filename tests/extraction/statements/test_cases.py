"""Invented sentences on which readings once failed, and what is right: one of several fair answers (`cases.jsonl`).

A case that is still read wrong is marked with the reason, and must fail, so that a fix has to move it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from annotated import alike

from chipbrief.extraction.figures import extract
from chipbrief.model import Figure

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases.jsonl").read_text(encoding="utf-8").splitlines()]
ABOUT = ("subject", "metric", "versus", "period", "attribution")


def params() -> list[Any]:
    return [
        pytest.param(case, id=case["id"], marks=pytest.mark.xfail(strict=True, reason=why) if why else ())
        for case in CASES
        for why in [case.get("known", "")]
    ]


@pytest.mark.parametrize("case", params())
def test_a_case_is_read_right(case: dict[str, Any]) -> None:
    found = extract(case["text"], published=case["published"])
    assert [wrong for item in case["expect"] for wrong in _wrong(item, found)] == []


def _wrong(item: dict[str, Any], found: list[Figure]) -> list[str]:
    """What is wrong about the figure at a place, a line for each field."""
    figure = max(found, key=lambda f: min(f.end, item["end"]) - max(f.start, item["start"]))
    wrong = [
        f"{field}: {getattr(figure, field)!r}, not {item[field]}"
        for field in ABOUT
        if field in item and not any(alike(field, figure, answer or "") for answer in item[field])
    ]
    for field, answers in item.get("never", {}).items():
        if any(answer == getattr(figure, field) for answer in answers):
            wrong.append(f"{field}: must not be {getattr(figure, field)!r}")
    told = [(f, answer) for f in ("subject", "versus", "metric", "scope") for answer in item.get("tells", ())]
    if told and not any(alike(field, figure, answer) for field, answer in told):
        wrong.append(f"nothing tells {item['tells'][0]}")
    if figure.confidence > item.get("confidence_at_most", 1):
        wrong.append(f"confidence {figure.confidence}")
    return wrong
