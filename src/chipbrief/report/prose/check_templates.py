"""What can be said of the prose templates before any is rendered: twins, digits, syntax."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError, nodes

from chipbrief.language.labels import LANGUAGES, PROSE

_FILES = ("*.md.j2", "charts.toml")  # in the second each phrase is a template
_KEY = re.compile(r"^[\w-]+(?= = )", re.MULTILINE)  # a phrase's own id, which nobody reads
_PLACED = re.compile(r"\{\{-?\s*(?:chart|table)\(\s*[\"']([^\"']+)[\"']")


def check_templates(folder: Path = PROSE) -> list[str]:
    """Every fault of the templates, as `prose/LANGUAGE/FILE:LINE: what; remedy` lines; empty when there is none.

    Faults: no twin in the other language, a digit in the text, a syntax error, charts or tables that only
    one of the twins places.
    """
    names = sorted({path.name for code in LANGUAGES for what in _FILES for path in (folder / code).glob(what)})
    errors: list[str] = []
    for name in names:
        placed = {}
        for code in LANGUAGES:
            path, shown = folder / code / name, f"prose/{code}/{name}"
            if not path.is_file():
                errors.append(f"{shown}:1: missing; translate it from the other language")
                continue
            text = _KEY.sub("", path.read_text("utf-8"))
            errors += [f"{shown}:{fault}" for fault in _faults(text)]
            placed[shown] = set(_PLACED.findall(text))
        for shown, own in placed.items():
            for missing in sorted(set().union(*placed.values()) - own):
                errors.append(f"{shown}:1: does not place {missing}, which its twin does")
    return errors


def _faults(text: str) -> list[str]:
    try:
        tree = Environment(trim_blocks=True, autoescape=True).parse(text)
    except TemplateSyntaxError as error:
        return [f"{error.lineno}: {error.message}"]
    faults = []
    for data in tree.find_all(nodes.TemplateData):
        for offset, character in enumerate(data.data):
            if unicodedata.category(character).startswith("N"):
                line = data.lineno + data.data.count("\n", 0, offset)
                faults.append(f"{line}: the digit {character!r} is typed; numbers enter by n(), dates by d()")
    return faults
