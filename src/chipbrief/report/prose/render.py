"""The brief's text: one Jinja2 Markdown template per section and language, as a document tree.

A template can say words and nothing else by itself. Numbers, dates, names, quotations, charts and tables
enter through functions (`n`, `d`, `name`, `file`, `quote`, `chart`, `table`), each leaving one private-use
character in the Markdown; once that is parsed, the characters become nodes. So no text from an article
or a table is ever read as Markdown, and no number is ever typed.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

from babel.lists import format_list
from jinja2 import FileSystemLoader, StrictUndefined, Template, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from chipbrief.document import markdown
from chipbrief.document.nodes import Chart, File, Inline, Name, Number, Section, Table, Text
from chipbrief.document.quotes import quote
from chipbrief.errors import BuildError, ChipbriefError
from chipbrief.evidence.ledger import Ledger
from chipbrief.language.josa import attach
from chipbrief.language.labels import PROSE
from chipbrief.language.names import Names
from chipbrief.language.number_format import locale
from chipbrief.report.prose.check_templates import check_templates
from chipbrief.report.registry import NAMES
from chipbrief.sources.sentences import sentence

_SUFFIX = ".md.j2"


class Mark(str):
    """A placeholder in a template's output; any other string that a template prints is plain text."""

    __slots__ = ()


class Prose:
    """The templates of one language over a ledger, with the charts and tables that they may place.

    `numbers` of the rendered sections say what was used. Raises BuildError, with file and line, for a
    template with a literal digit, an unknown name, or no twin in the other language.
    """

    def __init__(
        self,
        language: str,
        ledger: Ledger,
        names: Names,
        pictures: Iterable[Chart | Table] = (),
        folder: Path = PROSE,
    ) -> None:
        self.language = language
        self.ledger = ledger
        self.names = names
        self._pictures = {(picture.type, picture.name): picture for picture in pictures}
        self._folder = folder
        self._nodes: list[markdown.Placed] = []
        self._environment = _environment(folder / language, self._finalize)
        self._environment.globals = {
            "n": self._number,
            "d": self._date,
            "name": self._name,
            "file": self._file,
            "quote": self._quote,
            "chart": lambda name: self._picture("chart", name),
            "table": lambda name: self._picture("table", name),
            "role": lambda name: self._place(markdown.Role(name)),
            "has": lambda id_: id_ in ledger,
            "listing": self._listing,
            "josa": lambda words, particle: Mark(words + self._particle(str(words), particle)),
            "about": self._about,
            "told": self._party,
        }

    def section(self, id_: str, **frames: Any) -> Section:
        """The section `id_`, rendered from its template over `frames` (a template may loop over them)."""
        if self._faults:
            raise BuildError(self._faults[0])
        return Section(id_, self._parsed(id_, frames).blocks(id_))

    def inlines(self, id_: str, **frames: Any) -> list[Inline]:
        """A template of one paragraph (the brief's title, its dateline), as inlines."""
        return self._parsed(id_, frames).inlines()

    def phrase(self, template: str, path: str, **values: Any) -> list[Inline]:
        """A template of one paragraph that is given as text (a chart's title); `path` says where it is from."""
        return self._rendered(lambda: self._environment.from_string(template), path, values).inlines()

    @cached_property
    def _faults(self) -> list[str]:
        return check_templates(self._folder)

    def _parsed(self, id_: str, frames: Mapping[str, Any]) -> markdown.Parsed:
        path = f"prose/{self.language}/{id_}{_SUFFIX}"
        return self._rendered(lambda: self._environment.get_template(id_ + _SUFFIX), path, frames)

    def _rendered(self, template: Callable[[], Template], path: str, values: Mapping[str, Any]) -> markdown.Parsed:
        self._nodes.clear()
        try:
            text = template().render(**values)
        except (TemplateError, ChipbriefError, TypeError, ValueError) as error:
            line = _line(error)
            raise BuildError(f"{path}{f':{line}' if line else ''}: {_reason(error)}") from error
        return markdown.Parsed(text, list(self._nodes), path)

    def _place(self, node: markdown.Placed) -> Mark:
        self._nodes.append(node)
        return Mark(markdown.placeholder(len(self._nodes) - 1))

    def _finalize(self, value: object) -> object:
        """What `{{ … }}` prints: placeholders as they are, strings as text, nothing else."""
        if isinstance(value, Mark | StrictUndefined):
            return value
        if not isinstance(value, str):
            raise BuildError(f"{value!r} is not text; numbers enter by n(), dates by d()")
        if re.search(r"\d", value):
            raise BuildError(f"{value!r} has a digit; use n(), d(), name() or file()")
        return self._place(Text(value))

    def _number(self, id_: str, particle: str = "", tail: str = "", **form: Any) -> Mark:
        """A number; `tail` is a unit that the number is scaled to and that belongs to it."""
        node = self.ledger.number(id_, self.language, **form)
        node = replace(node, text=node.text + tail)
        return Mark(self._place(node) + self._particle(node.text, particle))

    def _date(self, id_: str, particle: str = "") -> Mark:
        node = self.ledger.date(id_, self.language)
        return Mark(self._place(node) + self._particle(node.text, particle))

    def _name(self, id_: str, particle: str = "") -> Mark:
        text = self.names.label(id_, self.language)
        return Mark(self._place(Name(text, id_)) + self._particle(text, particle))

    def _about(self, words: str, id_: str, particle: str = "") -> Mark:
        """Free words that belong to the entry `id_`, or ids: words with digits lead to the entry."""
        nodes = self.names.inlines(words, self.language, self.ledger.kind(id_), id_)
        text = "".join(node.text for node in nodes)
        return Mark("".join(self._place(node) for node in nodes) + self._particle(text, particle))

    def _party(self, row: Mapping[str, Any], side: str, particle: str = "") -> Mark:
        """The `subject` or `object` of a claim about relations: its name leads to the sentence that says so."""
        text = self.names.label(row[side], self.language)
        node = Number(text, "relation", row["leader"], name=row[side])
        return Mark(self._place(node) + self._particle(text, particle))

    def _file(self, name: str, particle: str = "") -> Mark:
        return Mark(self._place(File(name, name)) + self._particle(name, particle))

    def _quote(self, place: str) -> Mark:
        """A quotation: the sentence of a figure by its id, or `FILE:START-END`."""
        if place in self.ledger:
            figure = self.ledger[place]
            file, start, end = getattr(figure, "source", ""), getattr(figure, "start", 0), getattr(figure, "end", 0)
            start, end = sentence(self.ledger.source(file).text, start, end)
        else:
            found = re.fullmatch(r"\A(.+):(\d+)-(\d+)", place)
            if not found:
                raise BuildError(f"{place}: neither a figure nor FILE:START-END")
            file, start, end = found[1], int(found[2]), int(found[3])
        return self._place(quote(self.ledger.source(file), start, end, self.ledger.figures, self.ledger.repairs))

    def _picture(self, kind: str, name: str) -> Mark:
        """A chart or table; nothing for one that has nothing to show. Raises BuildError for an unknown name."""
        if (kind, name) in self._pictures:
            return self._place(self._pictures[kind, name])
        if name in NAMES[kind]:
            return Mark("")
        raise BuildError(f"{name}: no such {kind}; there are {', '.join(sorted(NAMES[kind]))}")

    def _listing(self, items: Iterable[str]) -> Mark:
        """Several things as a sentence lists them: `a, b and c`."""
        marks = [str(self._finalize(item)) for item in items]
        if self.language == "ko":
            return Mark(", ".join(marks))
        return Mark(format_list(marks, locale=locale(self.language)))

    def _particle(self, word: str, particle: str) -> str:
        return attach(word, particle) if particle else ""


def _environment(folder: Path, finalize: Callable[[object], object]) -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(folder),
        undefined=StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        cache_size=0,  # constants are finalized while a template is compiled: compile it for each rendering
    )


def _line(error: BaseException) -> int:
    """The template line at which an error arose."""
    if isinstance(error, TemplateError) and (line := getattr(error, "lineno", None)):
        return int(line)
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(_SUFFIX)]
    return int(lines[-1] or 0) if lines else 0


def _reason(error: BaseException) -> str:
    return str(error) or type(error).__name__
