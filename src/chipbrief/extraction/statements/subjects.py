"""Whom or what a figure is about: the candidates of its sentence, weighed by what its metric can be of.

Those that name an entity of a type that the metric goes with come first, by the order of the rules; a phrase without a
known name comes after what the sentences before were about, unless the sentence says whose the metric is.
"""

from __future__ import annotations

import re

from chipbrief.extraction.lexicon import gazetteer, patterns
from chipbrief.extraction.statements import verb_frames
from chipbrief.extraction.statements.attribution import RESEARCH
from chipbrief.extraction.statements.candidates import AGENT, candidates, is_goods
from chipbrief.extraction.statements.clauses import Line, Role
from chipbrief.extraction.statements.clue import TELLERS, Candidate, Clue
from chipbrief.extraction.statements.comparisons import mentioned, words
from chipbrief.extraction.statements.focus import NAMED, NAMED_REACH, OBJECT, PRODUCTS, fitting
from chipbrief.extraction.statements.metrics import Measured
from chipbrief.model import Kind

# a phrase that ends so is measured, and bears nothing
_AMOUNT = re.compile(r"\d|(?:율|률|액|량|폭|치|자본금|보증금|계약금|적립금)$")
_OF_MARKETS = frozenset({"shipments", "market-size", "demand", "consumption", "registrations"})
_COMPANIES = frozenset({"company"})
_NAMED_BY_ITSELF = frozenset({"exchange-rate", "interest-rate", "index"})  # 원·달러 환율은 is what it measures
_FIRMS_OWN = ("revenue", "operating-", "net-", "gross-", "capex", "rnd", "orders", "backlog", "employees", "shipments")


def of(line: Line, index: int, clue: Clue) -> Candidate | None:
    """The subject of a figure, or None."""
    found = [one for one in candidates(line, index, clue) if not clue.tells(one) and not _is_exchange(one, clue)]
    product = _product(line, index, found, clue) if clue.of_product or clue.of_goods else None
    if at_once := product or _next_of_row(line, index, clue):
        return at_once
    for candidate in found:
        fit = fitting(candidate.ids, clue.types)
        if candidate.rule == AGENT:
            return candidate
        if fit:
            chosen = Candidate(_respective(line, index, fit), "", candidate.rule, candidate.confidence)
            return _firm_there(chosen, clue) or chosen
    phrases = [c for c in found if not c.ids and c.phrase and not clue.is_word(line, c.phrase) and _bears(c.phrase)]
    if (
        clue.measured is not None
        and clue.measured.id.startswith(_FIRMS_OWN)
        and clue.focus.last(_COMPANIES, NAMED_REACH)
    ):
        phrases = [c for c in phrases if not _is_part(c.phrase, clue)]  # of the firm: 커머스는 9855억원, 국내는 3만대
    if clue.measured is not None and clue.measured.rule == verb_frames.OF_NOUN:
        phrases = [c for c in phrases if c.rule == "agent"]  # what is bought buys nothing
    if phrases and (phrases[0].rule == "topic" or phrases[0].rule.startswith("owner") or _agentive(phrases[0], clue)):
        return phrases[0]
    if itself := _itself(line, clue) or _of_the_market(line, clue):
        return itself
    return _elided(line, index, clue) or _home(line, found, clue) or next(iter([*phrases, *_unfit(found, clue)]), None)


def _next_of_row(line: Line, index: int, clue: Clue) -> Candidate | None:
    """The topic of the second part of 삼성전자는 33%로 1위, 키오시아는 14%로 3위, and not the first again."""
    figure, position = line.figures[index], line.at(index)
    alike = [i for i in range(index) if line.figures[i].kind is figure.kind and line.figures[i].unit == figure.unit]
    if not alike or line.respective(index):
        return None
    first = line.at(alike[-1])
    head, before = _topic(line, first + 1, position), _topic(line, line.clause(first), first)
    if head is None or before is None or clue.is_metric(head) or line.words[head].figure is not None:
        return None
    if not fitting(tuple(mentioned(line, line.phrase(before), before)), clue.types):
        return None
    word = line.words[head]
    if word.mentions:
        teller = gazetteer.kind_of(word.mentions[-1].id) in TELLERS
        fit = () if teller else fitting((word.mentions[-1].id,), clue.types)
        return Candidate(fit, "", "topic of the row", 0.85) if fit else None
    tags = [m.tag for m in line.within(word.start, word.stem)]
    name = tags and all(tag in ("NNP", "SL", "SN", "XSN") for tag in tags) and head == line.phrase(head)
    form = words(line, head, head)
    return Candidate((), form, "topic of the row", 0.55) if name and _bears(form) else None


def _topic(line: Line, first: int, last: int) -> int | None:
    """The last topic or subject in `[first, last)`."""
    roles = (Role.TOPIC, Role.SUBJECT, Role.ALSO)
    return next((here for here in range(last - 1, first - 1, -1) if line.words[here].role in roles), None)


def _unfit(found: list[Candidate], clue: Clue) -> list[Candidate]:
    """Names of another type than the metric goes with; no person where it goes with none: 트럼프는 30% 관세를."""
    return [c for c in found if c.ids and not (clue.types and gazetteer.kind_of(c.ids[0]) == "person")]


def _firm_there(place: Candidate, clue: Clue) -> Candidate | None:
    """The firm in focus, where only the place of its business is named: 내년 중국 매출은 줄 것이다."""
    if clue.measured is None or not clue.measured.id.startswith(_FIRMS_OWN) or place.rule.startswith("owner"):
        return None
    if any(gazetteer.kind_of(id_) != "place" or id_ == "world" for id_ in place.ids) or place.rule in (
        "topic",
        "subject",
    ):
        return None
    firm = clue.focus.last(_COMPANIES) or clue.focus.protagonist(_COMPANIES)
    return Candidate(firm, "", "elided: the firm there", 0.5) if firm else None


def _itself(line: Line, clue: Clue) -> Candidate | None:
    """A rate or an index by its own name."""
    measured = clue.measured
    base = measured.id.removesuffix("-growth").removesuffix("-decline") if measured else ""
    own = base in _NAMED_BY_ITSELF or (measured is not None and _is_price_of(line, measured))
    if measured is None or measured.hit is None or not own:
        return None
    name = words(line, line.phrase(measured.hit.word), measured.hit.word)
    return Candidate((), name, "its own name", 0.5) if name else None


def _is_part(phrase: str, clue: Clue) -> bool:
    """Whether a phrase names a part of a firm: a segment, a region, a row of what its total is broken down into."""
    segment = patterns.pattern("(?:부문|사업|사업부|사업본부|본부)$|\\A<region word>\\Z").search(phrase) is not None
    return segment or (clue.parts and not patterns.pattern("<agent>$").search(phrase))


def _is_price_of(line: Line, measured: Measured) -> bool:
    """Whether a price says of what it is: 유가, 금값."""
    hit = measured.hit
    word = line.text[line.words[hit.word].start : hit.end] if hit else ""
    return measured.id.startswith("price") and len(word) > 1 and word.endswith(("유가", "값"))


def counts_a_market(measured: Measured, speaker: str | None) -> bool:
    """Whether a research firm tells what a whole market buys."""
    return measured.id in _OF_MARKETS and speaker is not None and gazetteer.kind_of(speaker) in RESEARCH


def _of_the_market(line: Line, clue: Clue) -> Candidate | None:
    """The goods whose market somebody counts, where nobody's part is told: 옴디아는 OLED 패널 출하량을 …로 집계했다."""
    hit = clue.measured.hit if clue.measured else None
    if hit is None or clue.measured is None:
        return None
    if clue.measured.id != "market-size" and not counts_a_market(clue.measured, clue.speaker):
        return None
    first = line.phrase(hit.word)
    last = hit.word if line.words[hit.word].start < hit.start else hit.word - 1
    phrase = words(line, first, last, hit.start if last == hit.word else None) if first <= last else ""
    return Candidate((), phrase, "goods of the market", 0.5) if phrase else None


def _bears(phrase: str) -> bool:
    """Whether a phrase may bear a figure: neither an amount nor the name of a rate or a total."""
    return not _AMOUNT.search(phrase) and not patterns.pattern("(?:<measure of a metric>|<about>)$").search(phrase)


def _agentive(phrase: Candidate, clue: Clue) -> bool:
    """Whether a subject without a known name does what the figure counts: 외국인이 1조원어치를 팔았다."""
    local = phrase.rule in ("subject", "owner of the subject")
    return local and (not clue.types or patterns.pattern("<agent>들?$").search(phrase.phrase) is not None)


def _is_exchange(candidate: Candidate, clue: Clue) -> bool:
    """Whether a candidate is where a share is listed, and not whose share it is: 상하이 증시 상장 첫날 주가는."""
    quoted = clue.measured is not None and clue.measured.id.startswith(("share-price", "market-cap"))
    return quoted and any(id_ in patterns.forms("stock exchange") for id_ in candidate.ids)


def _product(line: Line, index: int, found: list[Candidate], clue: Clue) -> Candidate | None:
    """The product that a property of chips is of: one of the sentence, a company's own, the one in focus."""
    for candidate in found:
        fit = fitting(candidate.ids, PRODUCTS | {"chip"})
        owner = clue.of_product and candidate.rule.startswith("owner of") and fitting(candidate.ids, clue.types)
        if fit or owner:
            ids = fit or candidate.ids
            return Candidate(_respective(line, index, ids), "", candidate.rule, candidate.confidence)
    if clue.of_goods and not clue.of_product:
        position = line.at(index)
        goods = [i for i in range(line.clause(position), position) if is_goods(line, i, clue)]
        return Candidate((line.words[goods[-1]].mentions[-1].id,), "", "goods", 0.75) if goods else _priced(found, clue)
    companies = {
        i for c in found for i in fitting(c.ids, _COMPANIES) if i != clue.speaker and c.rule in ("topic", "subject")
    }
    rivals = {m.id for i, w in enumerate(line.words) if clue.is_rival(i) for m in w.mentions}
    focused = clue.focus.product(companies, rivals)
    return Candidate(focused, "", "elided product", 0.65) if focused else None


def _priced(found: list[Candidate], clue: Clue) -> Candidate | None:
    """The product in focus, where the sentence names nobody else: 가격은 1만 달러다."""
    sold = clue.measured is not None and clue.measured.rule.endswith("theme")
    if clue.measured is None or not (clue.measured.id.startswith("price") or sold) or any(c.ids for c in found):
        return None
    ids = clue.focus.product()
    return Candidate(ids, "", "elided product", 0.6) if ids else None


def _home(line: Line, found: list[Candidate], clue: Clue) -> Candidate | None:
    """The country of the association or the office that tells of a country's trade: 한국무역협회는 수출이 …"""
    if "place" in clue.types:
        for candidate in found:
            places = [gazetteer.place_of(id_) for id_ in candidate.ids if gazetteer.kind_of(id_) == "organisation"]
            if any(places):
                return Candidate(tuple(filter(None, places)), "", "home of the speaker", 0.35)
        told = [m for m in line.mentions if gazetteer.kind_of(m.id) == "place" and clue.speaker]
        own = next((m.id for m in told if str(clue.speaker).startswith(line.text[m.start : m.end])), None)
        own = own or gazetteer.place_of(clue.speaker or "") or ("korea" if clue.types == {"place"} else None)
        return Candidate((own,), "", "home of the speaker", 0.35) if own else None
    return None


def _respective(line: Line, index: int, ids: tuple[str, ...]) -> tuple[str, ...]:
    """알리바바와 텐센트는 각각 1.2%, 0.8%: to each its own figure."""
    order = line.respective(index)
    return (ids[order[0]],) if order and order[1] == len(ids) else ids


def _elided(line: Line, index: int, clue: Clue) -> Candidate | None:
    """What the sentences before were about, unless what is counted is itself what this one is about."""
    role, hit = line.words[line.at(index)].role, clue.measured.hit if clue.measured else None
    counted = line.figures[index].kind is Kind.COUNT and not clue.types
    if counted and (role is Role.SUBJECT or (hit is not None and line.words[hit.word].role is Role.TOPIC)):
        return None
    if clue.measured is not None and clue.measured.id.startswith(_FIRMS_OWN) and "place" in clue.types:
        firm = clue.focus.last(_COMPANIES) or clue.focus.protagonist(_COMPANIES)  # firms have it more often
        if firm:
            return Candidate(firm, "", "elided", 0.6)
    if clue.measured is not None and clue.measured.id.startswith("domestic-share"):
        home = clue.focus.last({"place"}, NAMED_REACH, lowest=NAMED)  # of a country, whatever firms were told of
        if home:
            return Candidate(home, "", "elided: the country", 0.6)
    near = clue.focus.last(clue.types)
    if near:
        return Candidate(near, "", "elided", 0.6)
    far = clue.focus.protagonist(clue.types) if clue.types else None
    if far:
        return Candidate(far, "", "elided: protagonist", 0.5)
    kinds = clue.types - PRODUCTS or frozenset({"company", "place"})
    named = clue.focus.last(kinds, 1, lowest=OBJECT)  # 미국의 신용등급을 내렸다. 빚이 36조 달러다
    return Candidate(named, "", "elided: named before", 0.4) if named else None
