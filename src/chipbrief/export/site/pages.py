"""The pages by their templates, each with the style and the script in it, so that they open from a disk as well."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import PurePosixPath
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from chipbrief.export.site.manual import Page
from chipbrief.report.html.page import digest

MARK = "chipbrief site"
"""What a page names as its generator: a folder whose `index.html` says so may be replaced."""
MOST = 5_000
"""Rows that the page of a table shows: a browser is slow with more."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its place in the data folder, what it is, its columns as the data package has them, its rows."""

    path: str
    about: str
    fields: Sequence[Mapping[str, Any]]
    rows: Sequence[Mapping[str, str]]

    @classmethod
    def of(cls, resource: Mapping[str, Any], content: bytes) -> Table:
        """That of a resource of the data package, whose file has this content."""
        rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), restval=""))
        path = str(PurePosixPath(resource["path"]).with_suffix(""))
        return cls(path, resource.get("description") or "", resource["schema"]["fields"], rows)


def start(titles: Mapping[str, str], there: Collection[str]) -> str:
    """The page to start from. `titles` of the briefs by language; `there` are the site's files, of which it links."""
    notebooks = sorted(name for name in there if name.startswith("notebooks/"))
    pdf = next((name for name in sorted(there) if name.endswith(".pdf")), "")
    return _page("start", "", "ko", titles=titles, there=there, notebooks_there=notebooks, pdf=pdf)


def tables(found: Sequence[Table]) -> dict[str, str]:
    """Pages by their places below `tables/`: one of each table, and `index.html`, which lists them."""
    index = _page("tables", "../", "en", title="Tables", tables=found, package=bool(found))
    pages = {f"{table.path}.html": _page("table", "../../", "en", title=table.path, table=table) for table in found}
    return pages | {"index.html": index}


def documentation(pages: Mapping[str, Page]) -> dict[str, str]:
    """Pages by their places below `docs/`, each with the list of all, and `search.html`, which has what they say."""
    made = {
        f"{name}.html": _page("doc", "../", "en", title=page.title, body=Markup(page.body), pages=pages, here=name)  # noqa: S704 - made from our own files
        for name, page in pages.items()
    }
    return made | {"search.html": _page("found", "../", "en", title="Search", pages=pages)}


def _page(template: str, up: str, language: str, **values: object) -> str:
    """A page; `up` leads from it to the site's first folder."""
    shared = {"up": up, "language": language, "mark": MARK, "most": MOST, "style": _style(), "script": _script()}
    return _environment().get_template(f"{template}.html.j2").render(shared | values)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("chipbrief.export.site"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "digest": digest,
        "stem": lambda path: PurePosixPath(path).stem,
        "name": lambda path: PurePosixPath(path).name,
    }
    return environment


def _style() -> Markup:
    return Markup(_asset("chipbrief.export.site", "site.css"))  # noqa: S704 - our own file


def _script() -> Markup:
    """The sorting of the brief's tables, and the search."""
    parts = (_asset("chipbrief.report.html", "tables.js"), _asset("chipbrief.export.site", "search.js"))
    return Markup("".join(parts))  # noqa: S704 - our own files


@cache
def _asset(package: str, name: str) -> str:
    return (resources.files(package) / "templates" / name).read_text(encoding="utf-8")
