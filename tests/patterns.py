"""Every regular expression of the package; run as a program, it prints them as JSON.

The calls that make one are read from the source. What such a call is given is worked out here where its module knows
it: literals, constants. The rest, made of a table's words or of a parameter, is met in a process of its own, while
modules are imported and `EXERCISES` run. A call that is neither has escaped: nobody has seen its pattern.
"""

from __future__ import annotations

import ast
import importlib
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from inspect import signature
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import chipbrief

PACKAGE = Path(chipbrief.__file__).parent
ROOT = Path(__file__).parents[1]
TAKERS = {"compile", "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer"}
"""Functions of `re` whose first argument is a pattern."""


class Known(NamedTuple):
    """A pattern, its flags, and a place of the package that makes it; `binary` for one over bytes (in Latin-1)."""

    pattern: str
    flags: int
    place: str
    binary: bool = False

    def compiled(self) -> re.Pattern[Any]:
        return re.compile(self.pattern.encode("latin-1") if self.binary else self.pattern, self.flags)


class Site(NamedTuple):
    """A call that makes a pattern: in `module`, at lines `first` to `last` of `file`."""

    module: str
    file: str
    first: int
    last: int
    call: ast.Call

    @property
    def of(self) -> str:
        """The name of what it calls a function of."""
        return ast.unparse(self.call.func.value)

    @property
    def place(self) -> str:
        return f"{Path(self.file).relative_to(PACKAGE)}:{self.first}"


def sources() -> Iterator[tuple[str, Path, ast.Module]]:
    """The modules of the package that may make a pattern, by name, with their trees."""
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = ("chipbrief", *path.relative_to(PACKAGE).with_suffix("").parts)
        name = ".".join(parts).removesuffix(".__init__")
        yield name, path, ast.parse(path.read_text(encoding="utf-8"))


def sites() -> list[Site]:
    """All calls that make a pattern."""
    return [
        Site(name, str(path), node.lineno, node.end_lineno or node.lineno, node)
        for name, path, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and makes(node.func)
    ]


def makes(called: ast.Attribute) -> bool:
    """Whether it is of `re`, a template of `lexicon.patterns`, or a check of pandera."""
    of = called.value.id if isinstance(called.value, ast.Name) else ""
    taken = {"re": called.attr in TAKERS, "patterns": called.attr == "pattern"}
    return taken.get(of, False) or called.attr == "str_matches"


def stated(site: Site, module: ModuleType) -> re.Pattern[Any] | None:
    """The pattern of a call whose arguments its module knows; None where they are names of a function."""
    names = vars(module)

    def value(node: ast.expr) -> Any:
        return eval(compile(ast.Expression(node), site.file, "eval"), dict(names))  # noqa: S307 - our own source

    try:
        first = value(site.call.args[0])
        if site.of == "patterns":
            return names["patterns"].pattern(first)
        if site.of != "re":
            return re.compile(first)
        taken = getattr(re, site.call.func.attr)
        flags = [value(word.value) for word in site.call.keywords if word.arg == "flags"]
        at = list(signature(taken).parameters).index("flags")
        flags += [value(node) for node in site.call.args[at : at + 1]]
    except NameError:
        return None
    return re.compile(first, *flags)


class Met:
    """Notes the patterns that are made at the sites while it is in force."""

    def __init__(self, sites: Iterable[Site]) -> None:
        self.patterns: dict[Known, None] = {}
        self.places: set[str] = set()
        self._lines = {(site.file, line): site for site in sites for line in range(site.first, site.last + 1)}

    def __enter__(self) -> Met:
        self._made = re._compile  # what all functions of `re` call
        re._compile = self._noted
        return self

    def __exit__(self, *_: object) -> None:
        re._compile = self._made

    def _noted(self, pattern: Any, flags: int) -> re.Pattern[Any]:
        made = self._made(pattern, flags)
        frame = sys._getframe(1)
        while frame and not frame.f_code.co_filename.startswith("<frozen importlib"):  # else a library's own, imported
            site = self._lines.get((frame.f_code.co_filename, frame.f_lineno))
            if site:
                self.places.add(site.place)
                self.patterns[known(made, site.place)] = None
            frame = frame.f_back
        return made


def known(made: re.Pattern[Any], place: str) -> Known:
    binary = isinstance(made.pattern, bytes)
    return Known(made.pattern.decode("latin-1") if binary else made.pattern, made.flags, place, binary)


def _read() -> None:
    """The two articles, and sentences with all kinds of figures."""
    from chipbrief import extract
    from chipbrief.extraction.extract import extract_source
    from chipbrief.model import Source
    from chipbrief.sources import blocks, metadata

    for path in sorted((ROOT / "seeds").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        extract(text, published="2025-09-25")
        extract_source(Source(path.name, text, "", "2025-09-25")).relations()
        blocks.blocks(text)
        metadata.origin(b"", path.name, text)
    news = (ROOT / "tests/extraction/news.txt").read_text(encoding="utf-8")
    extract(re.sub(r"\{([^|{}]+)\|[^|{}]+\}", r"\1", news), published="2025-09-25")
    extract("최대주주인 SK스퀘어가 20%를 들고 있다.", published="2025-09-25")  # a verb frame with a cue


def _glossed() -> None:
    from chipbrief.language.glossary import Glossary

    Glossary.load().gloss("공공 시설에 쓰는 칩")


EXERCISES: tuple[Callable[[], None], ...] = (_read, _glossed)


def collected() -> tuple[list[Known], list[str]]:
    """All patterns, each once; and the places of which no pattern is known."""
    found = sites()
    with Met(found) as met:
        modules = {name: importlib.import_module(name) for name in sorted({site.module for site in found})}
        for exercise in EXERCISES:
            exercise()
    patterns, escaped = list(met.patterns), []
    for site in found:
        made = stated(site, modules[site.module])
        if made:
            patterns.append(known(made, site.place))
        elif site.place not in met.places:
            escaped.append(site.place)
    once = {(one.pattern, one.flags, one.binary): one for one in patterns}
    return sorted(once.values()), escaped


if __name__ == "__main__":
    print(json.dumps(collected()))
