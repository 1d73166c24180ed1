"""Readings reviewed one after the other by keyboard, for people in JupyterLab: each decision is on disk at once.

One line of input takes it all, so that a hand never leaves the keyboard and none of JupyterLab's own keys is in the
way: `c` confirms and goes on, `s` confirms all that is left of the sentence, `subject=nvidia` corrects, `x` rejects,
`p` takes a proposal, `n` goes on, `u` undoes, `+70%` adds a figure that the sentence has and the rules have missed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from html import escape
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

import ipywidgets as widgets  # type: ignore[import-untyped]

from chipbrief.analysis.worth import Worth
from chipbrief.errors import InputError
from chipbrief.extraction.reviewed import decided
from chipbrief.model import Relation, Source
from chipbrief.sources import reviews
from chipbrief.sources.reviews import ABOUT, NUMBER, REJECTED, RELATION, STATEMENT, TOLD, Review
from chipbrief.sources.sentences import sentence

KEYS = (
    "c confirm · s confirm the sentence · FIELD=VALUE correct · x reject · p take the proposal · +TEXT add a figure · "
    "n next · u undo"
)
_UNTOLD = "|  |  |  |  | fact |"  # a statement of which nothing is known
_NEXT = 8  # readings listed ahead
_Place = tuple[str, int, int]


class _Before(NamedTuple):
    """What an undo returns to: where one was, the file, the lines on what was on show, and the items."""

    at: int
    file: list[Review]
    lines: dict[str, list[Review]]
    items: list[Worth]


class Reviewer:
    """The readings of `items` in turn, decided by commands; `sources` are the articles by name.

    Decisions go to `reviews.csv` of `folder`, in place of earlier ones on the same reading. `proposed` are those of
    other tools by source, start and end; `names` are offered to complete a command (`metric=revenue`).
    """

    def __init__(
        self,
        folder: Path,
        items: Sequence[Worth],
        sources: Mapping[str, Source],
        proposed: Mapping[_Place, Review] | None = None,
        names: Iterable[str] = (),
    ) -> None:
        self.folder, self.items, self.sources = folder, list(items), sources
        self.proposed = proposed or {}
        self.at = 0
        self.said = ""
        self._lines: dict[str, list[Review]] = {}  # what was decided here, by the id of the reading
        self._undo: list[_Before] = []
        self.page, self.ahead = widgets.HTML(), widgets.HTML()
        self.line = widgets.Combobox(
            placeholder=KEYS, options=tuple(names), continuous_update=False, layout={"width": "60em"}
        )
        self.line.observe(self._entered, "value")
        self.box = widgets.VBox([self.page, self.line, self.ahead])
        self._show()

    def command(self, words: str) -> None:
        """Do what a line of input says; what cannot be done is said, and nothing is written."""
        self.said = ""
        name, equals, value = (part.strip() for part in words.partition("="))
        try:
            if words == "u":
                self._undone()
            elif self.at >= len(self.items):
                self.said = "nothing is left"
            elif words.startswith("+"):
                self._added(words[1:].strip())
            elif equals:
                self._corrected(name, value)
            elif words in ("c", "s", "x", "p", "n"):
                self._decided(words)
            else:
                self.said = f"{words}: no such command"
        except InputError as error:
            self.said = str(error)
        self._show()

    @property
    def _item(self) -> Worth:
        return self.items[self.at]

    @property
    def _text(self) -> str:
        return self.sources[self._item.fact.source].text

    def _decided(self, key: str) -> None:
        if key in ("c", "s"):
            same = self._of_sentence() if key == "s" else [self._item]
            self._write({item: self._asserted(item) for item in same})
            self.at += len(same) - 1
        elif key == "x":
            self._write({self._item: [reviews.rejected(self._item.fact, self._text)]})
        elif key == "p":
            if self._item.place not in self.proposed or isinstance(self._item.fact, Relation):
                raise InputError("nothing is proposed here")
            self._write({self._item: [self.proposed[self._item.place]]})
        self.at += 1

    def _corrected(self, name: str, value: str) -> None:
        """Another value for a field; the reading is on disk with it, and stays on show."""
        first, *rest = self._asserted(self._item)
        whole = {STATEMENT: ABOUT, RELATION: TOLD}[first.field]
        if name in whole:
            values = {**first.values, name: value}
            first = replace(first, value=" | ".join(values[each] for each in whole).strip())
        else:
            rest = [*(line for line in rest if line.field != name), replace(first, field=name, value=value)]
        if first.field == RELATION:
            before = reviews.rejected(self._item.fact, self._text)
            rest = [before] if before.decides != first.decides else []
        for line in (first, *rest):
            reviews.checked(line, name)
        self._write({self._item: [first, *rest]})

    def _added(self, words: str) -> None:
        """A figure of the sentence on show that the rules have missed: it is on disk, and on show to be told of."""
        source, start, end = self._item.place
        first, last = sentence(self._text, start, end)
        places = {item.place for item in self.items}
        at = self._text.find(words, first, last) if words else -1
        while at >= 0 and (source, at, at + len(words)) in places:
            at = self._text.find(words, at + 1, last)
        if at < 0:
            raise InputError(f"{words or 'nothing'}: not in the sentence on show, or listed already")
        line = Review(source, at, at + len(words), words, STATEMENT, _UNTOLD)
        (figure,) = decided([], self.sources[source], [line])
        added = Worth(figure, ())
        self._write({added: [line]})
        self.items.insert(self.at, added)

    def _of_sentence(self) -> list[Worth]:
        """The reading on show and those after it that are of the same sentence."""
        source, start, end = self._item.place
        first, last = sentence(self._text, start, end)
        after = self.items[self.at :]
        return list(takewhile(lambda item: item.place[0] == source and first <= item.place[1] < last, after))

    def _asserted(self, item: Worth) -> list[Review]:
        """The lines that assert a reading with what was corrected so far; a whole one first."""
        lines = self._of(item)
        found = [line for line in lines if line.field != REJECTED]
        whole = [line for line in found if line.field in (STATEMENT, RELATION)]
        if not whole:
            return [reviews.confirmed(item.fact, self.sources[item.fact.source].text), *found]
        turned = [line for line in lines if line.of_relation and line.field == REJECTED] if whole[0].of_relation else []
        return [*whole, *(line for line in found if line not in whole), *turned]

    def _of(self, item: Worth) -> list[Review]:
        """What is decided on a reading: of a figure all at its place, of a relation what was decided here."""
        if isinstance(item.fact, Relation):
            return self._lines.get(item.fact.id, [])
        every = reviews.load(self.folder)
        statements = (review for review in every if not review.of_relation)
        return [review for review in statements if (review.source, review.start, review.end) == item.place]

    def _write(self, lines: Mapping[Worth, list[Review]]) -> None:
        """Put the lines on readings in place of earlier ones on them, as one step that can be undone."""
        every = reviews.load(self.folder)
        self._undo.append(_Before(self.at, every, dict(self._lines), list(self.items)))
        earlier = [review for item in lines for review in self._of(item)]
        self._lines |= {item.fact.id: reviewed for item, reviewed in lines.items()}
        new = [review for reviewed in lines.values() for review in reviewed]
        reviews.write(self.folder, [*(review for review in every if review not in earlier), *new])

    def _undone(self) -> None:
        if not self._undo:
            raise InputError("nothing to undo")
        self.at, before, self._lines, self.items = self._undo.pop()
        reviews.write(self.folder, before)

    def _entered(self, change: Mapping[str, str]) -> None:
        if words := change["new"].strip():
            self.command(words)
            self.line.value = ""

    def _show(self) -> None:
        head = f"{min(self.at + 1, len(self.items))} of {len(self.items)}"
        parts = [f"<p><b>{head}</b> {escape(self.said)}</p>"]
        if self.at < len(self.items):
            parts += [self._sentence(), self._fields()]
        self.page.value = "".join(parts)
        self.ahead.value = self._ahead()

    def _sentence(self) -> str:
        text, (_, start, end) = self._text, self._item.place
        first, last = sentence(text, start, end)
        before, after = text[first:start], text[end:last]
        return f"<p>{escape(before)}<mark>{escape(text[start:end])}</mark>{escape(after)}</p>"

    def _fields(self) -> str:
        """What the reading says as decided so far, how sure the rules were, what rests on it, what is proposed."""
        item, of_relation = self._item, isinstance(self._item.fact, Relation)
        fields = TOLD if of_relation else (*ABOUT, *NUMBER)
        values = {name: str(value) for name in fields if (value := getattr(item.fact, name)) is not None}
        for line in self._of(item):
            values |= line.values if line.field != REJECTED else {}
        resting = ", ".join(item.conclusions) or "nothing"
        shown = {**values, "probability": f"{item.fact.confidence:.0%}", "rests on it": resting}
        if not of_relation and item.place in self.proposed:
            shown["proposed"] = f"{self.proposed[item.place].value} ({self.proposed[item.place].by})"
        rows = "".join(f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>" for name, value in shown.items())
        return f'<table style="text-align:left">{rows}</table>'

    def _ahead(self) -> str:
        """The readings that come next, as a grid: what each says, how sure it is, how much rests on it."""
        rows = []
        for item in self.items[self.at + 1 : self.at + 1 + _NEXT]:
            source, start, end = item.place
            said = (item.fact.relation, item.fact.object) if isinstance(item.fact, Relation) else (item.fact.metric, "")
            cells = (self.sources[source].text[start:end], item.fact.subject, *said, f"{item.fact.confidence:.0%}")
            filled = (*cells, len(item.conclusions), source)
            rows.append("".join(f"<td>{escape(str(cell or ''))}</td>" for cell in filled))
        return f'<table style="text-align:left">{"".join(f"<tr>{row}</tr>" for row in rows)}</table>' if rows else ""
