"""The unit that a bare number of a table has from the head of its row or column, or from what is said above the table.

    (단위: 억원)              기업 | 매출(억원)
    구분 매출 영업이익        가나전자 | 1,234
    가나전자 1,234 56

A table is lines without an empty one between; its cells stand between bars, or are numbers after a label.
"""

from __future__ import annotations

import re
from decimal import Decimal

from chipbrief.extraction.lexicon import units
from chipbrief.extraction.lexicon.units import Unit
from chipbrief.extraction.quantities import numerals

_ROW = re.compile(r"[^\d|.!?]{0,30}(?:[-−△▲▽▼+]?\d[\d,.]*+[^\s\d]{0,3} ?){1,16}")
_LABEL = re.compile(r"([^\d|.!?]{0,30}?)[-−△▲▽▼+ ]{0,8}\d.*")
_STATED = re.compile(r"[(\[<]? ?단위 ?[:：=]? ?(?P<unit>[^()\[\]<>,·/|\n]{1,12}?) ?[)\]>]? ?$", re.MULTILINE)
_IN_HEAD = re.compile(r"[(\[](?:[^()\[\],]{1,10}, ?)?(?P<unit>[^()\[\],]{1,10})[)\]] ?$")
_OTHERWISE = re.compile(
    r"[률율%]|비중|증감|증가|감소|대비|배수|순위|연도|년도|단위"
)  # heads of what is in no such unit
_SCALE = re.compile(r"[십백천만억조]{1,3}")
_WORDS = re.compile(r"[^\W\d_]")
_FARTHEST = 3000  # characters between a number and the head of its table
_BEFORE_UNIT = re.compile(r"[(\[](?:[가-힣%]{1,6}, ?)?$|단위 ?[:：=]? ?(?:[가-힣%]{1,4}[,·/] ?){0,3}$")


def heads(text: str, start: int, end: int) -> bool:
    """Whether a scale and a unit at `[start, end)` only tell what numbers are in: 매출(억원), (단위: 백만 달러)."""
    before = _BEFORE_UNIT.search(text, max(0, start - 24), start) if _SCALE.match(text, start) else None
    if before is None:
        return False
    return (
        text[end : end + 1] in (*")],·/", "\n", "") if before[0].startswith("단위") else text[end : end + 1] in ")],·/"
    )


def unit(text: str, start: int, end: int) -> tuple[Decimal, Unit] | None:
    r"""What a bare number at `[start, end)` is in: the factor of the scale, and the unit; None outside of such tables.

    >>> text = "기업 | 매출(억원)\n가나전자 | 1,234"
    >>> factor, found = unit(text, 20, 25)
    >>> int(factor), found.unit
    (100000000, 'KRW')
    """
    first = text.rfind("\n", max(0, start - _FARTHEST), start) + 1
    line = text[first : end + _FARTHEST].split("\n", 1)[0]
    barred = "|" in line
    if not (barred or _ROW.fullmatch(line.strip())):
        return None
    if own := _IN_HEAD.search(line.split("|")[0] if barred else _LABEL.sub(r"\1", line.strip())):
        return _parsed(own["unit"])
    if not first:
        return None
    above = text[max(0, first - _FARTHEST) : first].rsplit("\n\n", 1)[-1].split("\n")[:-1]
    if barred:
        column = text.count("|", first, start)
        if _WORDS.search(line.split("|")[column]):
            return None
        table = [above.pop() for _ in range(len(above)) if above[-1].count("|") == line.count("|")]
        head = table[-1].split("|")[column] if table else ""
        if own := _IN_HEAD.search(head.strip()):
            return _parsed(own["unit"])
    else:
        head = "".join(line for line in above if not _ROW.fullmatch(line.strip()) and not _STATED.search(line))
    stated = _STATED.search("\n".join(above))
    return _parsed(stated["unit"]) if stated and not _OTHERWISE.search(head) else None


def _parsed(written: str) -> tuple[Decimal, Unit] | None:
    """A scale and a unit, or a unit alone, and nothing else."""
    written = written.strip()
    scale = _SCALE.match(written)
    for at in dict.fromkeys((scale.end() if scale else 0, 0)):
        for blank in ("", " "):
            found = units.at(written, at + len(blank)) if written.startswith(blank, at) else None
            if found and at + len(blank) + len(found.form) == len(written):
                value = numerals.parse(written[:at]) if at else None
                return (value.low if value else Decimal(1)), found
    return None
