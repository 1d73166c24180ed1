"""Parameters as assumptions: labelled, reasoned, and refused when they make no sense."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest

from chipbrief.analysis.assumptions import assumptions
from chipbrief.errors import InputError
from chipbrief.frames import references
from chipbrief.sources import reference_tables

ROOT = Path(__file__).parents[2]
ROWS = reference_tables.rows("assumptions")


def given() -> dict[str, float | tuple[float, float]]:
    """The names that 04-korea-impact asks for, with its parameters' defaults."""
    cells = json.loads((ROOT / "notebooks/04-korea-impact.ipynb").read_text(encoding="utf-8"))["cells"]
    sources = {cell["id"]: "".join(cell["source"]) for cell in cells}
    defaults: dict[str, object] = {}
    exec(sources["parameters"], defaults)  # noqa: S102 - our own cell of plain assignments
    asked = next(node for node in ast.walk(ast.parse(sources["assumptions"])) if isinstance(node, ast.Dict))
    return eval(ast.unparse(asked), defaults)  # type: ignore[no-any-return]  # noqa: S307


def test_every_default_has_a_label_and_a_reason_without_digits() -> None:
    made = assumptions(ROWS, given())
    assert [item.id.removeprefix("a-") for item in made] == [row["name"] for row in ROWS]
    for item in made:
        texts = (item.label_ko, item.label_en, item.reason_ko, item.reason_en)
        assert all(texts) and not re.search(r"\d", "".join(texts)), item.id


def test_what_an_assumption_leans_on_is_in_the_reference_tables() -> None:
    known = references("trade")
    assert {id_ for item in assumptions(ROWS, given()) for id_ in item.basis} <= set(known)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("final-china", (40.0, 30.0), "final_china_low: 40.0 is above final_china_high 30.0"),
        ("final-china", (-1.0, 30.0), "not within 0 to 100"),
        ("weight-balance", 120.0, "not within 0 to 100"),
        ("weather", 1.0, "weather: no such row"),
    ],
)
def test_what_makes_no_sense_is_refused(name: str, value: float | tuple[float, float], message: str) -> None:
    with pytest.raises(InputError, match=re.escape(message)):
        assumptions(ROWS, {name: value})
