"""The words of charts and tables: `prose/{ko,en}/charts.toml`, a table of phrases for each picture.

Every phrase is a Jinja2 template of one line, like the sections' own (`{{ n(id) }}`, `{{ name(id) }}`).
"""

from __future__ import annotations

from typing import Any

from chipbrief.document.nodes import Inline
from chipbrief.language.labels import label, labels
from chipbrief.report.prose.render import Prose

_FILE = "charts"


def phrase(prose: Prose, picture: str, key: str, **values: Any) -> list[Inline]:
    """A phrase of a picture as inlines. Raises BuildError when there is none, or it cannot be rendered."""
    text = label(prose.language, picture, key, _FILE)
    return prose.phrase(text, f"prose/{prose.language}/{_FILE}.toml: [{picture}] {key}", **values)


def spoken(prose: Prose, picture: str, key: str, **values: Any) -> str:
    """The same as plain text, for what is written inside a picture and for text alternatives."""
    return said(phrase(prose, picture, key, **values))


def word(prose: Prose, picture: str, key: str) -> str:
    """A phrase that has nothing to fill in, as it stands."""
    return label(prose.language, picture, key, _FILE)


def keys(prose: Prose, picture: str, start: str = "") -> list[str]:
    """The keys of a picture's phrases that begin with `start`, in the order of the file."""
    return [key for key in labels(prose.language, _FILE).get(picture, {}) if key.startswith(start)]


def said(inlines: list[Inline]) -> str:
    """The words of inlines."""
    return "".join(inline.text for inline in inlines)
