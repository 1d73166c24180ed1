"""What a figure is measured against: the rival, the earlier period, or the whole of which it is a part."""

from __future__ import annotations

import re
from dataclasses import dataclass

from chipbrief.extraction.clauses import Line, Role
from chipbrief.extraction.metrics import Hit, Measured
from chipbrief.extraction.quantities import Quantity
from chipbrief.model import Kind

_AGAINST = re.compile(r"(?:대비|비해|비해서|비해서는|비하면|비교해|비교하면|비교했을|견줘|견주어|견주면)(?:로|도|는)?$")
_JOINED = re.compile(r"대비(?:로|로는)?$")  # 전년대비, H100대비
_LEVEL = re.compile(
    r" ?(?:정도|가량|안팎|이상|이하|쯤)?(?:의|에)? ?(?:수준|성능|에 달|에 이르|에 불과|에 그|에 육박|에 못 미|에 도달|을 기록|의)"
)
_EXCEEDS = re.compile(r" ?(?:가량|이상|정도)? ?(?:웃도|웃돌|능가|앞서|앞선|넘어서|상회|압도|추월|뛰어넘)")
_PLURAL = re.compile(r"들$")
_ARGUMENTS = (Role.AT, Role.FROM, Role.BY, Role.OBJECT, Role.ADVERB)


@dataclass(frozen=True, slots=True)
class Against:
    """A comparison: the words `[first, last]` of a line that name the other side, and the rule that found them."""

    first: int
    last: int
    rule: str


def rival(line: Line, index: int) -> Against | None:
    """The words that a figure's comparison names, by the nearest marker before it in its clause."""
    position = line.at(index)
    start = line.clause(position)
    for here in range(position - 1, start - 1, -1):
        word = line.words[here]
        if word.figure is not None and line.figures[word.figure].kind is not Kind.DATE:
            return _level(line, index, position)
        if word.role is Role.THAN:
            return Against(line.phrase(here), here, "보다")
        if _AGAINST.search(line.form(word)) and here > start:
            return Against(line.phrase(here - 1), here - 1, "대비")
        if _JOINED.search(line.form(word)) and (word.mentions or word.figure is not None):
            return Against(line.phrase(here), here, "대비")
    return _level(line, index, position)


def _level(line: Line, index: int, position: int) -> Against | None:
    """`A100 칩의 80% 수준`, `엔비디아 칩 60~80%로`, `H100을 2배 웃도는`: what stands directly before the figure."""
    figure = line.figures[index]
    before = position - 1
    while (
        before >= 0
        and line.words[before].role is Role.ADVERB
        or before >= 0
        and line.form(line.words[before]) in ("약", "최대", "무려", "거의")
    ):
        before -= 1
    if before < 0 or line.words[before].comma or line.words[before].figure is not None:
        return None
    role = line.words[before].role
    first = line.phrase(before)
    named = any(line.words[i].mentions for i in range(first, before + 1))
    if role is Role.OF and (named or _LEVEL.match(line.text, figure.end)):
        return Against(first, before, "의 N%")
    if role is Role.BARE and named:
        return Against(first, before, "N% of the noun before")
    if role is Role.OBJECT and _EXCEEDS.match(line.text, figure.end):
        return Against(first, before, "exceeds")
    return None


def compared(line: Line, position: int) -> bool:
    """Whether a word is the other side of a comparison (H100에 비해)."""
    following = line.words[position + 1] if position + 1 < len(line.words) else None
    return line.words[position].role is Role.THAN or (
        following is not None and bool(_AGAINST.search(line.form(following)))
    )


def earlier(line: Line, against: Against | None) -> Quantity | None:
    """The date that a comparison names (전년 동기보다), or None."""
    if against is None:
        return None
    for word in line.words[against.first : against.last + 1]:
        if word.figure is not None and line.figures[word.figure].kind is Kind.DATE:
            return line.figures[word.figure]
    return None


def mentioned(line: Line, first: int, last: int) -> list[str]:
    """The entities that the phrase `[first, last]` is about: those of its last named word and of those joined to it.

    엔비디아의 A100 칩 is about A100; 베이징과 상하이 about both; 엔비디아 칩 about NVIDIA.
    """
    named = [i for i in range(first, last + 1) if line.words[i].mentions]
    if not named:
        return []
    ids = [line.words[named[-1]].mentions[-1].id]
    for here in reversed(named[:-1]):
        between = line.words[here : named[-1]]
        if line.words[here].role is not Role.AND or any(w.role not in (Role.AND, Role.BARE) for w in between):
            break
        ids.insert(0, line.words[here].mentions[-1].id)
    return list(dict.fromkeys(ids))


def words(line: Line, first: int, last: int, end: int | None = None) -> str:
    """The phrase `[first, last]` as a label: 의 and 들 left out, 와 as `·`; `end` cuts the last word short."""
    parts = []
    for here in range(first, last + 1):
        word = line.words[here]
        stop = end if here == last and end is not None else word.stem
        form = _PLURAL.sub("", line.text[word.start : stop].strip(" \"'“”‘’"))
        if word.role in (Role.MODIFIER, *_ARGUMENTS):  # of a clause that describes the noun
            form = line.form(word)
        joined = word.role is Role.AND and here < last
        parts.append(form + ("·" if joined else " ") if form else "")
    return "".join(parts).strip(" ·")


def whole(line: Line, index: int, measured: Measured, *, with_owner: bool = False) -> str:
    """Of what a share is a part: the nouns before the metric's word, else the nouns before the figure.

    `데이터센터용 반도체 70%`: 데이터센터용 반도체; `AI 반도체 자립화를 최소 70%`: AI 반도체. A clause before the noun
    belongs to it (신규 시설에 설치되는 반도체), and so does its owner on demand (공공 데이터센터들이 컴퓨팅 칩 50%).
    """
    position = line.at(index)
    hit = measured.hit
    if hit is not None and _apart(hit, line, position):
        last, end = hit.word, hit.start
        if line.words[last].start >= hit.start:
            last, end = last - 1, None
            while last >= 0 and line.words[last].end > hit.start:
                last -= 1
    else:
        last, end = position - 1, None
        while last >= 0 and (
            line.words[last].role is Role.ADVERB or line.form(line.words[last]) in ("약", "최소", "최대")
        ):
            last -= 1
    if last < 0 or line.words[last].role not in (Role.BARE, Role.OF, Role.AND) and end is None:
        return ""
    first = _deep(line, last)
    if with_owner and first and line.words[first - 1].role is Role.SUBJECT:
        first = line.phrase(first - 1)
    while first <= last and line.words[first].figure is not None:
        first += 1
    return words(line, first, last, end) if first <= last else ""


def _apart(hit: Hit, line: Line, position: int) -> bool:
    """Whether a metric's word is a noun of its own before the figure."""
    return hit.word < position and line.words[hit.word].role is not Role.ENDING


def _deep(line: Line, last: int) -> int:
    """The first word of the noun phrase that ends at `last`, with the clause that describes its noun."""
    first, described = last, False
    while first > 0:
        word = line.words[first - 1]
        if word.figure is not None or word.role in (Role.TOPIC, Role.SUBJECT, Role.ALSO, Role.FINAL):
            break
        if word.role is Role.MODIFIER:
            described = True
        elif word.role not in (Role.BARE, Role.OF, Role.AND) and not (described and word.role in _ARGUMENTS):
            break
        if word.role is Role.BARE and word.comma:
            break
        first -= 1
    return first
