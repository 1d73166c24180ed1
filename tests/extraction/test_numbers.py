"""Numbers in sentences of every kind of fault that was found: `numbers.jsonl` and `spellings.txt`.

A case of `numbers.jsonl` names slices of its text: what of each in `expect` is right (only the fields that it has are
looked at; a list holds all fair answers), and what no figure may touch (`absent`). In `spellings.txt` a figure stands
in braces (`marks.py`); a line that begins with `#` names the kind of those below it, and a sentence after `!` is
still read wrongly, for the reason after `!!`.
"""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest
from marks import marked, plain

from chipbrief.extraction import figures
from chipbrief.model import Figure
from chipbrief.sources.offset_map import View

HERE = Path(__file__).parent
CASES = [json.loads(line) for line in (HERE / "numbers.jsonl").read_text(encoding="utf-8").splitlines()]
LINES = (HERE / "spellings.txt").read_text(encoding="utf-8").splitlines()


def spelling(line: str) -> Any:
    sentence, _, reason = line.removeprefix("!").partition(" !! ")
    marks = pytest.mark.xfail(reason=reason, strict=True) if line.startswith("!") else ()
    return pytest.param(sentence, marks=marks, id=sentence)


def overlap(figure: Figure, item: dict[str, Any]) -> int:
    return min(figure.end, item["end"]) - max(figure.start, item["start"])


def fair(figure: Figure, item: dict[str, Any]) -> bool:
    """Whether a figure has the fields of an item."""
    for name in ("kind", "unit", "approx", "date"):
        if name in item and (getattr(figure, name) or "") not in (
            item[name] if isinstance(item[name], list) else [item[name]]
        ):
            return False
    for name in ("low", "high"):
        given, wanted = getattr(figure, name), item.get(name, getattr(figure, name))
        if (given is None) is not (wanted is None) or (wanted and not math.isclose(given, wanted, rel_tol=1e-3)):
            return False
    if item.get("exact") and figure.text not in item.get("spans", [item["text"]]):
        return False
    return figure.unit not in item.get("never", {}).get("unit", [])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_case_is_read_right(case: dict[str, Any]) -> None:
    found = figures.extract(case["text"], published=case["published"])
    for item in case["expect"]:
        best = max(found, key=lambda figure: overlap(figure, item), default=None)
        if best is None or overlap(best, item) <= 0:
            assert item.get("optional"), (item["text"], found)
        else:
            assert fair(best, item), (item, best)
    for item in case["absent"]:
        assert not [figure for figure in found if overlap(figure, item) > 0]


@pytest.mark.parametrize("sentence", [spelling(line) for line in LINES if line and not line.startswith("#")])
def test_a_spelling_is_read_right(sentence: str) -> None:
    assert marked(View(plain(sentence)).text) == sentence
