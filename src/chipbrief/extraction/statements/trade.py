"""Whose trade with whom: the partner in 대중 수출, 대만으로의 수출 or 한국의 중국 수출, and whose trade it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from chipbrief.extraction.lexicon import gazetteer
from chipbrief.extraction.statements.clauses import Line, Role
from chipbrief.extraction.statements.metric_words import Hit, table
from chipbrief.extraction.statements.metrics import Measured

METRICS = frozenset({"exports", "imports", "trade-surplus", "trade-deficit"})
HOME = "korea"  # the articles are Korean: trade that is nobody else's is Korea's
_TOWARD = re.compile(rf"(?<![가-힣])(?<!에 )대 ?(?P<short>{'|'.join(gazetteer.ABBREVIATED)})(?![가-힣])")
_TO = re.compile(r"(?:으로|로)(?:의)?(?= )|에 대한 |[을를] 상대로 한 |[행향](?= )|(?:으로|로)부터의? |산 ")
_LISTED = re.compile(r"(?:등|나라|지역)?(?:으로|로)의 (?:[가-힣]{1,8} )?(?:수출|수입)")
_BEFORE_FIGURES = (Role.TOPIC, Role.SUBJECT, Role.BARE, Role.ALSO)


class Route(NamedTuple):
    """Trade of `home` (None: the sentence names it) with `partner`."""

    home: str | None
    partner: str
    row: bool = False  # whether the partner is a row of a list, no other side


class Stated(Protocol):
    """What a figure is about, as far as it tells whose trade it is."""

    @property
    def subject(self) -> str | None: ...
    @property
    def metric(self) -> str | None: ...
    @property
    def versus(self) -> str | None: ...


class Told(NamedTuple):
    """Who speaks, and what the figures of this sentence and of those before it are about, the latest first."""

    speaker: str | None
    by_place: bool
    here: Sequence[Stated]
    before: Sequence[Stated]

    def home(self) -> str | None:
        """The country of the office that speaks, else the one whose trade was told of last."""
        place = gazetteer.place_of(self.speaker) if self.speaker else ""
        told = (one.subject for one in (*self.here, *self.before) if is_trade(one.metric))
        return place or next((one for one in told if one and gazetteer.kind_of(one) == "place"), None)


def route(line: Line, index: int, measured: Measured, told: Told) -> Route | None:
    """The partner of a figure on trade, or None: 한국의 대중 반도체 수출 466억 달러 is with China."""
    if not is_trade(measured.id):
        return None
    named = measured.hit is not None and _named(line, measured.hit)
    if listed := _listed(line, index, told) or (None if named else _origin(line, index, told)):
        return listed
    if measured.hit is None:
        return None
    owners, home = _owners(line, measured.hit.word), told.home()
    if partner := _named(line, measured.hit):
        return Route(None if owners else home if home and home != partner else HOME, partner)
    beside = _beside(line, measured.hit.word)
    if beside and (owners or home == HOME) and beside not in (*owners, home):
        return Route(None if owners else home, beside)
    return None


def share(line: Line, measured: Measured, found: list[Hit], owner: str | None) -> str | None:
    """Whose part of what `owner` sells a share is: 대중 수출은 … 전체 수출의 32.8%, ASML의 중국 매출은 … 36.1%."""
    row = table()[measured.id]
    if row.direction != "share" or measured.hit is None or owner is None:
        return None
    for hit in found:
        if hit.end <= measured.hit.start and row.base in hit.ids:
            partner = _named(line, hit) or (_beside(line, hit.word) if _owners(line, hit.word) else None)
            return partner if partner != owner else None
    return None


def is_home(measured: Measured, subject: str | None) -> bool:
    """Whether a country's trade is that of the articles' own: what a firm or another place exports is not."""
    return is_trade(measured.id) and (subject is None or not all(map(gazetteer.kind_of, subject.split(";"))))


def leads_to(line: Line) -> bool:
    """Whether a line tells of trade with what it lists: 중국(10%), 미국(6%) 등으로의 수출."""
    return _LISTED.search(line.text) is not None


def is_trade(metric: str | None) -> bool:
    if metric is None or metric in METRICS:
        return metric is not None
    return table()[metric].base in METRICS and table()[metric].direction in ("up", "down")


def _named(line: Line, hit: Hit) -> str | None:
    """The partner that a prefix or a particle tells: 대중 수출, 대중국 수출, 대만으로의 수출, 중국에 대한 수출."""
    start = line.words[line.clause(hit.word)].start
    toward = list(_TOWARD.finditer(line.text, start, hit.start))
    if toward:
        return gazetteer.ABBREVIATED[toward[-1]["short"]]
    for mention in reversed([m for m in line.mentions if start <= m.start and m.end <= hit.start]):
        prefixed = line.text[max(0, mention.start - 2) : mention.start].strip() == "대"
        if gazetteer.kind_of(mention.id) == "place" and (prefixed or _TO.match(line.text, mention.end)):
            return mention.id
    return None


def _owners(line: Line, hit: int) -> list[str]:
    """Whose trade the phrase says it is: 한국의 대중 수출, but not 대만으로의 수출."""
    words = line.words[line.phrase(hit) : hit]
    last = [w.mentions[-1] for w in words if w.mentions and w.role is Role.OF]
    return [m.id for m in last if not _TO.match(line.text, m.end)]


def _beside(line: Line, hit: int) -> str | None:
    """The country without particle in the metric's phrase: 대만 수출, 한국의 베트남 반도체 수출."""
    words = line.words[line.phrase(hit) : hit + 1]
    bare = [w.mentions[-1].id for w in words if w.mentions and (w.role is Role.BARE or w is words[-1])]
    return next((id_ for id_ in reversed(bare) if gazetteer.kind_of(id_) == "place"), None)


def _origin(line: Line, index: int, told: Told) -> Route | None:
    """한국산은 26억 달러다: whose goods they are, of the trade of the country told of before."""
    home, before = told.home(), line.words[: line.at(index)]
    for word in reversed(before):
        place = bool(word.mentions) and gazetteer.kind_of(word.mentions[-1].id) == "place"
        if told.by_place and home and place and word.role in _BEFORE_FIGURES:
            return Route(home, word.mentions[-1].id, row=True)
        if word.mentions and word.role in (Role.TOPIC, Role.SUBJECT):
            made = line.text.startswith(("산", "행"), word.mentions[-1].end)
            return Route(home, word.mentions[-1].id, row=True) if made and home else None
    return None


def _listed(line: Line, index: int, told: Told) -> Route | None:
    """대만으로의 수출은 40억 달러, 아세안은 110억 달러: the next partner of a row."""
    last = next(iter(told.here), None)
    before = [i for i, f in enumerate(line.figures[:index]) if f.kind is line.figures[index].kind]
    if not (before and last and last.metric in METRICS and last.subject and last.versus):
        return None
    between = line.words[line.at(before[-1]) + 1 : line.at(index)]
    places = [w.mentions[-1].id for w in between if w.mentions and w.role in _BEFORE_FIGURES]
    return Route(last.subject, places[-1]) if places and gazetteer.kind_of(places[-1]) == "place" else None
