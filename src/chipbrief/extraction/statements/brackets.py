"""A sentence without its round brackets, or with one of them read as if its content stood without."""

from __future__ import annotations

import re

_PARTICLE = re.compile(r"[가-힣]{0,4}")


def flatten(
    text: str, start: int, end: int, keep: tuple[int, int] | None = None
) -> tuple[str, list[int], list[tuple[int, int]]]:
    """`[start, end)` without its round brackets but one to `keep`, the place of each character,
    and the brackets' spans.

    >>> flatten("화웨이(華爲)는", 0, 8)
    ('화웨이는', [0, 1, 2, 7], [(3, 7)])
    """
    brackets, depth, opened = [], 0, start
    for position in range(start, end):
        if text[position] in "(（":
            depth, opened = depth + 1, opened if depth else position
        elif text[position] in ")）" and depth:
            depth -= 1
            if not depth:
                brackets.append((opened, position + 1))
    inside = {place for one in brackets if one != keep for place in range(*one)}
    if keep:  # 베트남(31억 달러)과 is read as 베트남 31억 달러, as a row of a list has it
        inside.update(range(keep[1], keep[1] + _after(text, keep[1], end)))
    origin = [place for place in range(start, end) if place not in inside]
    shown = {keep[0]: " ", keep[1] - 1: ","} if keep else {}
    return "".join(shown.get(place, text[place]) for place in origin), origin, brackets


def _after(text: str, start: int, end: int) -> int:
    """How many characters of a particle stand at a place."""
    found = _PARTICLE.match(text, start, end)
    return len(found[0]) if found else 0
