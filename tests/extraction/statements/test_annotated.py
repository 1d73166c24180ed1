"""How much of what the annotated texts say is read off them, and whether the confidence told is one to go by."""

from __future__ import annotations

from functools import cache

import annotated
import pytest
from annotated import Judged


@cache
def readings() -> tuple[Judged, ...]:
    return tuple(one for text in annotated.texts() for one in annotated.judged(text))


def share(found: list[bool]) -> float:
    return sum(found) / len(found)


def test_there_are_enough_texts_of_every_kind() -> None:
    texts = annotated.texts()
    assert len(texts) >= 60
    assert len(readings()) >= 1000
    assert len({text.genre for text in texts}) == 6
    assert 0.4 < share([text.held for text in texts]) < 0.6


@pytest.mark.parametrize(("held", "floor"), [(False, 0.85), (True, 0.62)])
def test_most_statements_are_right(held: bool, floor: float) -> None:
    assert share([one.statement for one in readings() if one.text.held is held]) >= floor


def test_texts_written_after_the_rules_are_read() -> None:
    """Texts on jobs, loans, drugs, ships, power and shops, which no rule was made on: 0.546 when they were written."""
    texts = annotated.texts(annotated.HERE / "fresh")
    found = [one for text in texts for one in annotated.judged(text)]
    assert len(found) >= 100
    assert share([one.statement for one in found]) >= 0.5
    sure = [one for one in found if one.told >= 0.8]
    assert share([one.statement for one in sure]) >= 0.8


def test_what_is_called_sure_is_right() -> None:
    sure = [one for one in readings() if one.told >= 0.8]
    assert share([one.statement for one in sure]) >= 0.8
    assert len(sure) >= 0.2 * len(readings())


def test_who_says_so_is_not_made_up() -> None:
    silent = [one.right["attribution"] for one in readings() if one.row.right["attribution"] == ("",)]
    assert share(silent) >= 0.95
