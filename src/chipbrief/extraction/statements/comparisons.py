"""What a figure is measured against: the rival, the earlier period, or the whole of which it is a part."""

from __future__ import annotations

import re
from dataclasses import dataclass

from chipbrief.extraction.lexicon import gazetteer, patterns
from chipbrief.extraction.quantities.scan import Quantity
from chipbrief.extraction.statements.clauses import Line, Role, Word
from chipbrief.extraction.statements.metrics import Measured
from chipbrief.model import Kind

_AGAINST = "<against>(?:로|도|는)?$"
_JOINED = re.compile(r"대비(?:로|로는)?$")  # 전년대비, H100대비
# nobody hedges five times
_LEVEL = "(?: ?<hedge after>){0,4}(?: ?(?:의|에))? ?<level>"
_EXCEEDS = " ?<hedge after>? ?<exceeds>"
_ABOUT = "<about>$"
_BOUND = re.compile(r"이상|이하|미만|초과|이내|급")
_COUNTED = re.compile(r"\d ?[만억조천%]|(?:별|량|액)$|매출$")  # neither a figure nor what is counted is a whole
_PLURAL = re.compile(r"(?<=[가-힣A-Za-z]{2})들$")  # 이들 is no plural of 이
_ARGUMENTS = (Role.AT, Role.FROM, Role.BY, Role.OBJECT, Role.ADVERB)
_NOMINAL = (Role.BARE, Role.OF, Role.AND)


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
        if word.role is Role.THAN:
            return Against(line.phrase(here) if word.figure is None else _dated(line, here), here, "보다")
        if word.role is Role.FROM and word.figure is not None and here > start and _is_date(line, here - 1):
            return Against(here - 1, here - 1, "대비")  # 한 해 전 8000억 원에서 25% 뛰었다
        if word.figure is not None and line.figures[word.figure].kind is not Kind.DATE:
            if line.next_in_row(word.figure) is None:
                break
            continue  # 전년보다 매출은 35%, 영업이익은 68% 늘었다: the same other side
        if here > start and patterns.pattern(_AGAINST).fullmatch(line.form(word)):
            return Against(line.phrase(here - 1), here - 1, "대비")
        if _JOINED.search(line.form(word)) and (word.mentions or word.figure is not None):
            return Against(line.phrase(here), here, "대비")
    return _level(line, index, position) or _shared(line, index)


def _is_date(line: Line, position: int) -> bool:
    own = line.words[position].figure
    return own is not None and line.figures[own].kind is Kind.DATE


def _level(line: Line, index: int, position: int) -> Against | None:
    """`A100 칩의 80% 수준`, `엔비디아 칩 60~80%로`, `H100을 2배 웃도는`: what stands directly before the figure."""
    figure, before = line.figures[index], _before(line, position)
    if figure.kind not in (Kind.PERCENT, Kind.MULTIPLE) or before < 0:
        return None
    role, first, inner = line.words[before].role, line.phrase(before), line.words[before].figure
    if inner is not None or line.words[before].comma:
        return _amount(line, index, before) if inner is not None and role is Role.OF else None
    named = any(line.words[i].mentions for i in range(first, before + 1))
    if role is Role.OF and (named or patterns.pattern(_LEVEL).match(line.text, figure.end)):
        return Against(first, before, "의 N%")
    if role is Role.BARE and named:
        return Against(first, before, "noun before N%")
    if role is Role.OBJECT and patterns.pattern(_EXCEEDS).match(line.text, figure.end):
        return Against(first, before, "exceeds")
    return None


def _before(line: Line, position: int) -> int:
    """The word before a figure, past 약, 최대, 무려."""
    before = position - 1
    while before >= 0 and _is_about(line, before):
        before -= 1
    return before


def _is_about(line: Line, position: int) -> bool:
    word = line.words[position]
    return word.role is Role.ADVERB or bool(patterns.pattern(_ABOUT).fullmatch(line.form(word)))


def _amount(line: Line, index: int, before: int) -> Against | None:
    """A time, or an amount with what it is of: 2024년의 2배, 2019년 20억 달러의 3배, 공모가 100위안의 7배."""
    inner = line.words[before].figure
    if inner is not None and line.figures[inner].kind is Kind.DATE:
        end, level = line.figures[index].end, patterns.pattern(_LEVEL)
        times = line.figures[index].kind is Kind.MULTIPLE or level.match(line.text, end)
        return Against(before, before, "의 N%") if times else None  # 2분기의 20.4%를 웃돌았다: its own time
    last = before - 1
    named = last >= 0 and line.words[last].role in (Role.BARE, Role.OF)
    return Against(line.phrase(last), last, "의 N%") if named else None


def _shared(line: Line, index: int) -> Against | None:
    """The rival of the multiple before: 메모리는 H100의 2.4배, 대역폭은 1.9배다."""
    if index == 0 or line.figures[index].kind is not Kind.MULTIPLE:
        return None
    before = line.figures[index - 1]
    own = before.kind in (Kind.MULTIPLE, Kind.PERCENT) and rival(line, index - 1)
    return own if own and own.rule in ("보다", "대비", "의 N%") else None


def _dated(line: Line, position: int) -> int:
    """The first word of an amount with its date: 2024년의 270만개보다."""
    return line.phrase(position - 1) if position and line.words[position - 1].role in (Role.OF, Role.BARE) else position


def compared(line: Line, position: int) -> bool:
    """Whether a word is the other side of a comparison (H100에 비해, 전년 동기의 14배로)."""
    following = line.words[position + 1] if position + 1 < len(line.words) else None
    own = following.figure if following is not None and line.words[position].role is Role.OF else None
    if own is not None and line.figures[own].kind is Kind.MULTIPLE:
        return True
    marked = following is not None and patterns.pattern(_AGAINST).fullmatch(line.form(following)) is not None
    return marked or line.words[position].role is Role.THAN


def earlier(line: Line, against: Against | None) -> Quantity | None:
    """The date that a comparison names last (전년 동기보다), or None."""
    if against is None or against.rule not in ("보다", "대비", "의 N%"):
        return None
    for word in reversed(line.words[against.first : against.last + 1]):
        if word.figure is not None and line.figures[word.figure].kind is Kind.DATE:
            return line.figures[word.figure]
    return None


def mentioned(line: Line, first: int, last: int) -> list[str]:
    """The entities that the phrase `[first, last]` is about: those of its last named word and of those joined to it.

    엔비디아의 A100 칩 is about A100; 베이징과 상하이 about both; 엔비디아 칩 and 엔비디아 GPU about NVIDIA; 젠슨 황
    엔비디아 최고경영자 about the person.
    """
    named = [i for i in range(first, last + 1) if line.words[i].mentions]
    if not named:
        return []
    ids = [line.words[named[-1]].mentions[-1].id]
    if len(named) > 1 and line.words[named[-2]].role is Role.BARE:
        before = line.words[named[-2]].mentions[-1].id
        if gazetteer.kind_of(ids[0]) == "technology" or gazetteer.kind_of(before) == "person":
            return [before]
    for here in reversed(named[:-1]):
        between = line.words[here : named[-1]]
        if line.words[here].role is not Role.AND or any(w.role not in (Role.AND, Role.BARE) for w in between):
            break
        ids.insert(0, line.words[here].mentions[-1].id)
    return list(dict.fromkeys(ids))


def joined(line: Line, first: int, last: int) -> str | None:
    """The phrase of names joined by `·` or 와 of which some are not known: KB·신한·하나·우리금융; else None."""
    named = [i for i in range(first, last + 1) if line.words[i].mentions]
    if not named:
        return None
    start = named[-1]
    while start > first and line.words[start - 1].role is Role.AND and line.words[start - 1].figure is None:
        start -= 1
    unknown = [i for i in range(start, named[-1]) if not line.words[i].mentions and _is_name(line, line.words[i])]
    return words(line, start, named[-1], line.words[named[-1]].mentions[-1].end) if unknown else None


def _is_name(line: Line, word: Word) -> bool:
    """Whether a word may be a name: a proper noun, or one in Latin letters."""
    return any(m.tag in ("NNP", "SL") for m in line.within(word.start, word.stem))


def words(line: Line, first: int, last: int, end: int | None = None) -> str:
    """The phrase `[first, last]` as a label: dates, 의 and 들 left out, 와 as `·`; `end` cuts the last word short."""
    parts = []
    for here in range(first, last + 1):
        word = line.words[here]
        if word.figure is not None and line.figures[word.figure].kind is Kind.DATE:
            continue
        stop = end if here == last and end is not None else word.stem
        form = _PLURAL.sub("", line.text[word.start : stop].strip(" \"'“”‘’"))
        if word.role in (Role.MODIFIER, *_ARGUMENTS) and here < last:  # of a clause that describes the noun
            form = line.form(word)
        parts.append(form + ("·" if word.role is Role.AND and here < last else " ") if form else "")
    return "".join(parts).strip(" ·")


def whole(line: Line, index: int, measured: Measured, *, with_owner: bool = False) -> str:
    """Of what a share is a part: the nouns before the metric's word, else the nouns before the figure.

    `데이터센터용 반도체 70%`: 데이터센터용 반도체; `AI 반도체 자립화를 최소 70%`: AI 반도체. A clause before the noun
    belongs to it (신규 시설에 설치되는 반도체), and so does its owner on demand (공공 데이터센터들이 컴퓨팅 칩 50%).
    """
    last, end = _whole_ends(line, line.at(index), measured)
    if last < 0 or line.words[last].figure is not None or (line.words[last].role not in _NOMINAL and end is None):
        return ""
    first = _deep(line, last)
    if with_owner and first and line.words[first - 1].role is Role.SUBJECT:
        first = line.phrase(first - 1)
    return words(line, first, last, end)


def _whole_ends(line: Line, position: int, measured: Measured) -> tuple[int, int | None]:
    """The last word of the whole, and where in it the metric's own word begins."""
    hit = measured.hit
    if hit is None or hit.word >= position or line.words[hit.word].role is Role.ENDING:
        return _before(line, position), None
    last = hit.word
    while last >= 0 and line.words[last].start >= hit.start:
        last -= 1
    if last >= 0 and line.words[last].end > hit.start:
        return last, hit.start
    return last, None


def _deep(line: Line, last: int) -> int:
    """The first word of the noun phrase that ends at `last`, with the clause that describes its noun."""
    first, described = last, False
    while first > 0:
        word = line.words[first - 1]
        described = described or word.role is Role.MODIFIER
        if word.figure is not None and _BOUND.fullmatch(line.form(line.words[first])):
            return first - 1  # 14나노 이하 공정: the bound is of the figure
        if word.figure is not None or (word.comma and word.role is Role.BARE):
            break
        if word.role not in (*_NOMINAL, Role.MODIFIER) and not (described and word.role in _ARGUMENTS):
            break
        first -= 1
    return first


def without(subject: str | None, line: Line, whole: str) -> str | None:
    """The whole as an id where it is one name, and without the subject's own name in front."""
    for mention in line.mentions:
        name = line.text[mention.start : mention.end]
        if mention.id in (subject or "").split(";") and whole.startswith(name):
            whole = patterns.pattern("[ ·]{0,4}(?:<role: by><role: of>?)?[ ·]{0,4}").sub(
                "", whole[len(name) :], count=1
            )
        if whole == name:
            return mention.id
    if subject and whole.startswith(subject):
        whole = whole[len(subject) :].strip(" ·")
    if found := patterns.pattern("(?:<no scope>|<no subject>) ").match(f"{whole} "):
        return without(subject, line, whole[found.end() :])
    if _COUNTED.search(whole):
        return None
    return whole if whole and whole not in patterns.forms("no subject") else None


def taken_from(line: Line, share: int) -> int | None:
    """The word of which a share is: 전체 서버에서 차지하는 비중, 수출에서 반도체가 차지하는 비중; or None."""
    if share < 2 or line.form(line.words[share - 1]) != "차지하는":
        return None
    return next((i for i in range(share - 2, max(share - 6, -1), -1) if line.words[i].role is Role.FROM), None)


def market_name(line: Line, first: int, last: int) -> str | None:
    """A market as the id of the goods that it is named after, else its words: HBM 시장, 세계 HBM 시장."""
    ids = [m.id for word in line.words[first : last + 1] for m in word.mentions]
    goods = [id_ for id_ in ids if gazetteer.kind_of(id_) in ("technology", "chip-family", "chip")]
    bare = words(line, first, last).removesuffix("시장").strip()
    named = [m.id for m in line.mentions if line.text[m.start : m.end] == bare]
    if named or len(set(goods)) == 1:
        return (named or goods)[0]
    return words(line, first, last) or None


def market(line: Line, index: int) -> tuple[int, int] | None:
    """The words of the market that a share is of (HBM 시장에서 SK하이닉스의 점유율은), the last before the figure."""
    for here in range(line.at(index) - 1, -1, -1):
        word = line.words[here]
        if word.role in (Role.FROM, Role.OF, Role.AT) and line.noun(word).endswith("시장"):
            return line.phrase(here), here
    return None
