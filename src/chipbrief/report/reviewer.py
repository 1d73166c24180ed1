"""Statements reviewed one after the other by keyboard, for people in JupyterLab: each decision is on disk at once.

One line of input takes it all, so that a hand never leaves the keyboard and none of JupyterLab's own keys is in the
way: `c` confirms and goes on, `subject=nvidia` corrects, `x` rejects, `p` takes a proposal, `n` goes on,
`u` undoes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import ipywidgets as widgets  # type: ignore[import-untyped]

from chipbrief.errors import InputError
from chipbrief.sources import reviews
from chipbrief.sources.reviews import ABOUT, NUMBER, REJECTED, STATEMENT, Review
from chipbrief.sources.sentences import sentence

if TYPE_CHECKING:
    from chipbrief.analysis.worth import Worth

KEYS = "c confirm · FIELD=VALUE correct · x reject · p take the proposal · n next · u undo"
_Place = tuple[str, int, int]


class Reviewer:
    """The statements of `items` in turn, decided by commands; `texts` are the articles by name.

    Decisions go to `reviews.csv` of `folder`, in place of earlier ones on the same figure. `proposed` are those of
    other tools by source, start and end; `names` are offered to complete a command (`metric=revenue`).
    """

    def __init__(
        self,
        folder: Path,
        items: Sequence[Worth],
        texts: Mapping[str, str],
        proposed: Mapping[_Place, Review] | None = None,
        names: Iterable[str] = (),
    ) -> None:
        self.folder, self.items, self.texts = folder, items, texts
        self.proposed = proposed or {}
        self.at = 0
        self._undo: list[tuple[int, list[Review]]] = []
        self.said = ""
        self.page = widgets.HTML()
        self.line = widgets.Combobox(
            placeholder=KEYS, options=tuple(names), continuous_update=False, layout={"width": "60em"}
        )
        self.line.observe(self._entered, "value")
        self.box = widgets.VBox([self.page, self.line])
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
            elif equals:
                self._corrected(name, value)
            elif words in ("c", "x", "p", "n"):
                self._decided(words)
            else:
                self.said = f"{words}: no such command"
        except InputError as error:
            self.said = str(error)
        self._show()

    def _decided(self, key: str) -> None:
        if key == "c":
            self._write(self._statement_first())
        elif key == "x":
            self._write([replace(self._statement(), field=REJECTED, value="")])
        elif key == "p":
            if self._place not in self.proposed:
                raise InputError("nothing is proposed here")
            self._write([self.proposed[self._place]])
        self.at += 1

    def _corrected(self, name: str, value: str) -> None:
        """Another value for a field; the statement is on disk with it, and stays on show."""
        lines = [line for line in self._statement_first() if line.field != name]
        if name in ABOUT:
            values = {**lines[0].values, name: value}
            lines[0] = replace(lines[0], value=" | ".join(values[each] for each in ABOUT).strip())
        else:
            lines.append(replace(self._statement(), field=name, value=value))
        for line in lines:
            reviews.checked(line, name)
        self._write(lines)

    @property
    def _place(self) -> _Place:
        figure = self.items[self.at].figure
        return figure.source, figure.start, figure.end

    def _statement(self) -> Review:
        return reviews.confirmation(self.items[self.at].figure)

    def _lines(self) -> list[Review]:
        """What is decided on the statement on show; a whole statement first."""
        found = [one for one in reviews.load(self.folder) if (one.source, one.start, one.end) == self._place]
        return sorted(found, key=lambda one: one.field != STATEMENT)

    def _statement_first(self) -> list[Review]:
        """The lines that assert the statement on show with what was corrected so far."""
        first, *rest = [line for line in self._lines() if line.field != REJECTED] or [self._statement()]
        return [first, *rest] if first.field == STATEMENT else [self._statement(), first, *rest]

    def _write(self, lines: list[Review]) -> None:
        every = reviews.load(self.folder)
        self._undo.append((self.at, every))
        kept = [one for one in every if (one.source, one.start, one.end) != self._place]
        reviews.write(self.folder, [*kept, *lines])

    def _undone(self) -> None:
        if not self._undo:
            raise InputError("nothing to undo")
        self.at, before = self._undo.pop()
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

    def _sentence(self) -> str:
        figure = self.items[self.at].figure
        text = self.texts[figure.source]
        first, last = sentence(text, figure.start, figure.end)
        before, after = text[first : figure.start], text[figure.end : last]
        return f"<p>{escape(before)}<mark>{escape(figure.text)}</mark>{escape(after)}</p>"

    def _fields(self) -> str:
        """What the statement says as decided so far, how sure the rules were, what rests on it, what is proposed."""
        item = self.items[self.at]
        values = {name: str(value) for name in (*ABOUT, *NUMBER) if (value := getattr(item.figure, name)) is not None}
        for line in self._lines():
            values |= line.values
        resting = ", ".join(item.conclusions) or "nothing"
        told = {**values, "probability": f"{item.figure.confidence:.0%}", "rests on it": resting}
        if self._place in self.proposed:
            told["proposed"] = f"{self.proposed[self._place].value} ({self.proposed[self._place].by})"
        rows = "".join(f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>" for name, value in told.items())
        return f'<table style="text-align:left">{rows}</table>'
