"""The goods, segment or place within a metric: 반도체 in 반도체 수출, 중국 in 삼성전자의 중국 매출, the head of a row.

What stands before the metric's word in its phrase; else, where a total is broken down
(품목별로는 자동차가 60억 달러), the head of the row; else, of the same row, what the figure before is within.
"""

from __future__ import annotations

import re

from chipbrief.extraction.lexicon import gazetteer, patterns
from chipbrief.extraction.statements import comparisons
from chipbrief.extraction.statements.clauses import Line, Role, Word
from chipbrief.extraction.statements.discourse import Facts
from chipbrief.extraction.statements.focus import type_of
from chipbrief.extraction.statements.metric_words import Hit, by_word, table
from chipbrief.extraction.statements.metrics import Measured
from chipbrief.extraction.statements.trade import METRICS as TRADE
from chipbrief.model import Kind

OF_FIRMS = frozenset({
    "revenue", "operating-profit", "operating-loss", "net-profit", "net-loss", "capex", "investment", "rnd", "orders",
    "backlog", "inventory",
})  # fmt: skip
_UNSCOPED = frozenset(
    {
        "price",
        "share-price",
        "index",
        "exchange-rate",
        "interest-rate",
        "market-share",
        "customers",
        "stake",
        "stake-value",
    }
)
_NO_SCOPE = "(?:<no scope>|<no part>|<no subject>|<about>)(?: |$)"
_BROKEN_DOWN = re.compile(
    r"(?<![가-힣])(?!분기|연도|시기|시간|회사|업체|기업|국적)[가-힣]{2,4}별(?:로|로는|로도|로 보면)?(?![가-힣])"
)
_BY_PLACES = re.compile(r"(?<![가-힣])(?:지역|국가|나라|대륙|교역국|상대국|수출국|수입처|수출처|시장|행선지|권역)별")
_PART_OF_IT = "(?:이 ?가운데|이 ?중|그 ?중|그 ?가운데)(?:에서|에서도|에)?(?= )"
_SEGMENT = re.compile(r"(?:부문|사업부|사업본부|사업|본부)$")
_BY_PLACE = re.compile(r"(?:으로|로)(?:의|부터의)?(?= )|행(?![가-힣])|산(?![가-힣]{2})|에서 (?:들여온|사들인|수입한)")
_TOWARD = re.compile(rf"대(?:{'|'.join(gazetteer.ABBREVIATED)})")
_OF_TOWARD = re.compile(r"^대 ")  # 대 중국 수출
_OWNER = re.compile(
    r"(?:업체|기업|회사|정부|당국|시장|법인|국가|나라|업계|관계자|기간|수준|규모|당|기준|대비|예상치|전망치|추정치|컨센서스|목표)(?:들)?$"
)
_TRADED = TRADE | {"purchases"}
_BEARERS = ("company", "organisation", "media", "person", "government")
_HEAD = (Role.TOPIC, Role.SUBJECT, Role.ALSO, Role.BARE)


def breaks_down(text: str) -> bool:
    """Whether a sentence tells parts of a total: 부문별로는, 품목별 수출은."""
    return _BROKEN_DOWN.search(text) is not None


def by_places(text: str) -> bool:
    """Whether a sentence tells parts of trade by countries: 지역별로 보면, 나라별로는."""
    return _BY_PLACES.search(text) is not None


def of(facts: Facts, found: list[Hit]) -> str | None:
    """What a figure's metric is within, as an id or a phrase; None for the whole of it."""
    line, index, measured, subject = facts.line, facts.index, facts.measured, facts.subject
    row, root = table()[measured.id], _root(measured.id)
    if row.of_chips or root in _UNSCOPED or row.kinds == {"count"}:
        return None
    found = [hit for hit in found if any(table()[id_].kinds != {"count"} for id_ in hit.ids)]
    if within := _before_metric(line, measured, found, subject):
        return within
    if head := _head(line, index, found):
        return _of_row(facts, head, root) if _names_another(line, head, root, subject) else None
    return _as_before(facts)


def _root(id_: str) -> str:
    """The metric of which another is a change or a share."""
    while base := table()[id_].base:
        id_ = base
    return id_


def _before_metric(line: Line, measured: Measured, found: list[Hit], subject: str | None) -> str | None:
    """What stands between the owner of a metric and the metric's word."""
    hit = measured.hit
    if hit is None:
        return None
    first, last = line.phrase(hit.word), hit.word
    segments = [i for i in range(first, last) if _SEGMENT.search(line.noun(line.words[i]))]
    if segments:
        return _named(line, comparisons.words(line, _own(line, first, segments[-1]), segments[-1]))
    cut = [i for i in range(first, last) if line.words[i].role in (Role.OF, Role.MODIFIER)]
    first = cut[-1] + 1 if cut else first
    kept = [i for i in range(first, last + 1) if not _is_subject(line, i, subject)]
    if _root(measured.id) in TRADE:  # 미국산 원유 수입: where from is the partner
        kept = [i for i in kept if i > max((j for j in kept if _is_partner(line, j)), default=-1)]
    if not kept or (kept[-1] != last and line.words[last].start < hit.start):
        return None
    if any(other.head and other.word in kept and other.end <= hit.start for other in found):
        return None  # 매출 점유율, 투자 유치: another metric is no scope
    phrase = comparisons.words(line, kept[0], last, hit.start if line.words[last].start < hit.start else None)
    if line.words[last].start >= hit.start:
        phrase = comparisons.words(line, kept[0], last - 1) if kept[0] < last else ""
    return _named(line, phrase, measured, subject)


def _named(line: Line, phrase: str, measured: Measured | None = None, subject: str | None = None) -> str | None:
    """A phrase without what says no scope, as the id of the name that it is."""
    while found := patterns.pattern(_NO_SCOPE).match(phrase):
        phrase = phrase[found.end() :]
    phrase = _BROKEN_DOWN.sub("", phrase, count=1).strip()
    phrase = _OF_TOWARD.sub("", phrase)
    if (
        not phrase
        or phrase == subject
        or _OWNER.search(phrase)
        or _is_metric(phrase)
        or patterns.pattern("<speaker noun>$").search(phrase)
    ):
        return None
    names = [m.id for m in line.mentions if line.text[m.start : m.end] == phrase]
    if not names or not gazetteer.kind_of(names[0]):
        return phrase
    another = measured is not None and _of_another(measured, names[0], subject)
    return None if another or names[0] == "world" else names[0]


def _is_metric(phrase: str) -> bool:
    """Whether a phrase measures something (매출), rather than that it is counted (반도체)."""
    return any(table()[id_].kinds != {"count"} for id_ in by_word(phrase))


def _of_another(measured: Measured, name: str, subject: str | None) -> bool:
    """Whether a name before a share is that of another one's share: 중국 비중이 51%로 대만 15%를 앞선다."""
    kinds = {gazetteer.kind_of(id_) for id_ in (subject or "").split(";")}
    return measured.id.endswith("share") and gazetteer.kind_of(name) in kinds


def _is_partner(line: Line, position: int) -> bool:
    word = line.words[position]
    origin = any(gazetteer.kind_of(m.id) == "place" and _BY_PLACE.match(line.text, m.end) for m in word.mentions)
    return origin or _TOWARD.fullmatch(line.noun(word)) is not None


def _is_subject(line: Line, position: int, subject: str | None) -> bool:
    word = line.words[position]
    return bool(subject) and any(m.id in str(subject).split(";") for m in word.mentions)


def _head(line: Line, index: int, found: list[Hit]) -> tuple[int, int] | None:
    """The words of the noun phrase that a figure's row begins with: DS부문이 매출 44조원, 음악 1064억엔, 선박(2.3%)."""
    position, measures = line.at(index), {hit.word for hit in found if hit.head}
    against = patterns.pattern("<against>(?:로|도|는)?")
    beside = True
    for here in range(position - 1, line.clause(position) - 1, -1):
        word = line.words[here]
        if word.figure is not None:
            if line.figures[word.figure].kind is Kind.MEASURE and word.role in (Role.TOPIC, Role.SUBJECT):
                return here, here  # 3나노가 28%를
            if line.figures[word.figure].kind is not Kind.DATE:
                return None
        elif here in measures or against.fullmatch(line.form(word)):
            beside = False
        elif word.role in _HEAD and (beside or word.role is not Role.BARE):
            return _own(line, line.phrase(here), here), here
        elif word.role is not Role.ADVERB:
            beside = False
    return None


def _of_row(facts: Facts, head: tuple[int, int], root: str) -> str | None:
    """The head of a row as scope, where it is a part of what the metric is told of."""
    line, index, hit = facts.line, facts.index, facts.measured.hit
    marked = patterns.pattern(_PART_OF_IT).search(line.text[: line.figures[index].start]) is not None
    parts = marked or facts.discourse.broken_down()
    phrase, word = comparisons.words(line, *head), line.words[head[1]]
    within = _named(line, phrase)
    kind = gazetteer.kind_of(within or "")
    if kind == "place":
        place = word.mentions[-1].end if word.mentions else word.stem
        led = _BY_PLACE.match(line.text, place) or line.text[place : place + 1] == "("
        listed = hit is not None and hit.word < head[0]  # 수출은 중국이 130억 달러
        return (
            within
            if (root in TRADE and (parts or led or listed)) or (root in OF_FIRMS - {"orders"} and parts)
            else None
        )
    if kind not in ("", "technology", "chip", "chip-family"):
        return None
    carried = hit is None and facts.measured.rule == "metric of the figure before" and type_of(facts.subject or "")
    parts = parts or (bool(carried) and not word.mentions)  # of a firm told of before: 커머스가 9800억원
    region = patterns.pattern("<region word>").fullmatch(phrase) is not None
    goods = region or root in _TRADED or (root in OF_FIRMS and (parts or _SEGMENT.search(phrase)))
    return within if goods else None


def _own(line: Line, first: int, last: int) -> int:
    """The first word of a phrase after what owns it and after the rows before: 삼성전자의 DS부문, 중국, 미국."""
    before = (i for i in range(last - 1, first - 1, -1) if _ends_owner(line.words[i]))
    return next(before, first - 1) + 1


def _ends_owner(word: Word) -> bool:
    if word.role is Role.AND and any(gazetteer.kind_of(m.id) == "place" for m in word.mentions):
        return True  # 중국(130억 달러)과 미국(90억 달러)
    return word.role is Role.OF or word.comma or any(gazetteer.kind_of(m.id) in _BEARERS for m in word.mentions)


def _names_another(line: Line, head: tuple[int, int], root: str, subject: str | None) -> bool:
    """Whether the head of a row is no one who trades or buys by himself."""
    if root != "purchases":
        return not any(gazetteer.kind_of(m.id) in _BEARERS for m in line.words[head[1]].mentions)
    return bool(subject and gazetteer.kind_of(subject)) and not _is_subject(line, head[1], subject)


def _as_before(facts: Facts) -> str | None:
    """What the figure before in the sentence is within: 영화는 310억엔에 그쳐 9% 감소했다, 음악 1064억엔(9%)."""
    line, hit, position = facts.line, facts.measured.hit, facts.line.at(facts.index)
    before = next((about for _, about in facts.discourse.before(0)), None)
    if before is None or before.subject != facts.subject:
        return None
    places = [i for i, f in enumerate(line.figures[: facts.index]) if f.kind is not Kind.DATE]
    if hit is None or not places or hit.word < line.at(places[-1]):
        return before.scope
    goes_on = line.phrase(hit.word) == hit.word and line.clause(position) <= line.at(places[-1])
    return before.scope if goes_on else None
