"""What is said of a figure, and what is carried from sentence to sentence of one document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile

from chipbrief.extraction.quantities.scan import Quantity
from chipbrief.extraction.statements import trade
from chipbrief.extraction.statements.clauses import Line
from chipbrief.extraction.statements.comparisons import Against
from chipbrief.extraction.statements.focus import OF_A_FIGURE, Focus, type_of
from chipbrief.extraction.statements.metric_words import table
from chipbrief.extraction.statements.metrics import Measured
from chipbrief.model import Modality

SHARES = frozenset({
    "share", "market-share", "domestic-share", "penetration", "export-share", "import-share", "revenue-share",
    "dependence",
})  # fmt: skip
HOLDINGS = frozenset({"stake", "stake-value", "shareholder-rank"})
_ROWS_REACH = 3  # sentences in which the parts of a total are told
_ROWS = frozenset({"in brackets", "name before the figure"})
_TRADE_REACH = 30  # sentences back to which trade without an owner may belong


@dataclass(frozen=True, slots=True)
class Attributes:
    """What a figure is about, as the fields of a Figure of the same names; `signs` tell how sure that is."""

    subject: str | None = None
    metric: str | None = None
    scope: str | None = None
    versus: str | None = None
    period: str | None = None
    modality: Modality = Modality.FACT
    attribution: str | None = None
    rules: tuple[str, ...] = ()
    confidence: float = 0.0
    signs: tuple[str, ...] = ()


@dataclass
class Discourse:
    """What sentences so far were about, what their figures say, and who spoke."""

    topics: Focus = field(default_factory=Focus)
    stated: list[tuple[int, Quantity, Attributes]] = field(default_factory=list)
    worded: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    spoken: tuple[int, str] = (-9, "")
    quoted: str | None = None  # who is named after the current sentence as the one whose words it gives
    day: str | None = None  # of which an article on the market tells
    places: int = -9  # the last sentence that breaks trade down by countries
    parts: int = -9  # the last sentence that breaks a total down

    def broken_down(self) -> bool:
        """Whether this paragraph breaks a total down, up to this sentence."""
        return self.parts >= max(self.topics.paragraph, self.topics.sentence - _ROWS_REACH)

    def before(self, reach: int = 1, *, this: bool = True) -> list[tuple[Quantity, Attributes]]:
        """What figures of this and the `reach` sentences before are about, the latest first; or without `this` one."""
        least = 0 if this else 1
        return [(q, a) for n, q, a in self._stated(reach) if self.topics.sentence - n >= least and a.metric]

    def _stated(self, reach: int) -> Iterator[tuple[int, Quantity, Attributes]]:
        """What this and the `reach` sentences before state, the latest first."""
        return takewhile(lambda one: self.topics.sentence - one[0] <= reach, reversed(self.stated))

    def about(self, figure: Quantity) -> Attributes | None:
        """What a figure of this sentence is about, where its metric is known; figures are in places of the line."""
        return next((a for q, a in self.before(0) if (q.start, q.end) == (figure.start, figure.end)), None)

    def unknown_here(self) -> bool:
        """Whether the last figure of this sentence measures something that is not known."""
        last = next(((n, a) for n, _, a in reversed(self.stated)), None)
        return last is not None and last[0] == self.topics.sentence and last[1].metric is None

    def headings(self, reach: int) -> list[str]:
        """The metrics that sentences without figures name, at most so many sentences back."""
        return [id_ for n, ids in reversed(self.worded) for id_ in ids if self.topics.sentence - n <= reach]

    def told(self, speaker: str | None) -> trade.Told:
        """What whose trade a figure tells of may be known by."""
        before = [(n, a) for n, _, a in self._stated(_TRADE_REACH) if _ROWS.isdisjoint(a.rules)]  # no partners
        here = [a for n, a in before if n == self.topics.sentence]
        return trade.Told(
            speaker, self.places >= self.topics.paragraph, here, [a for n, a in before if n != self.topics.sentence]
        )

    def speaker(self) -> str | None:
        """Who spoke in the sentence before."""
        return self.spoken[1] if self.topics.sentence - self.spoken[0] == 1 else None

    def told_by(self, speaker: str | None) -> None:
        """Note who speaks in the current sentence."""
        if speaker:
            self.spoken = (self.topics.sentence, speaker)

    def note(self, figure: Quantity, about: Attributes, *, aside: bool = False) -> None:
        """Remember a figure of the current sentence, and its subject as in focus, unless it stands in brackets."""
        self.stated.append((self.topics.sentence, figure, about))
        if aside:
            return
        share = about.metric in HOLDINGS or (about.metric is not None and table()[about.metric].direction == "share")
        for ids in (about.subject, about.versus if share else None):  # the sentence is about the whole
            self.topics.say(tuple((ids or "").split(";")) if known(ids) else (), OF_A_FIGURE)


@dataclass(frozen=True, slots=True)
class Facts:
    """A figure with what is known of it when its period and its versus are asked for."""

    line: Line
    index: int
    measured: Measured
    against: Against | None
    subject: str | None
    elided: bool
    discourse: Discourse


def known(subject: str | None) -> bool:
    """Whether a subject is made of entity ids, or is one name with digits that no table knows."""
    parts = (subject or "").split(";")
    if not subject:
        return False
    return all(map(type_of, parts)) or (len(parts) == 1 and any(map(str.isdigit, parts[0])))
