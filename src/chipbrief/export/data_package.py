"""The tables as a Frictionless Data Package: what they are, what their columns mean and may hold, where they are from.

All of it comes from the schemas of `frames`, which check the same tables where they are written and read. The
specifications are Data Package, Tabular Data Resource and Table Schema, version 1 (specs.frictionlessdata.io).
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

import pandera.pandas as pa

from chipbrief.frames.schemas import DERIVED, REFERENCE, VOCABULARY

Data = dict[str, Any]
Rows = Iterable[Mapping[str, str]]

LICENSES = [{
    "name": "CC-BY-4.0", "title": "Creative Commons Attribution 4.0", "path": "https://creativecommons.org/licenses/by/4.0/"
}]  # fmt: skip
_DESCRIPTION = (
    "What news articles state of China's AI chips and what that means for Korea, with the public references and the "
    "word lists that the reading rests on. The tables in derived/ are made by `chipbrief build`. Words quoted from "
    "articles remain their publishers'."
)
_BY_HAND = [{"title": "Compiled by hand for chipbrief"}]
_TYPES = {"float64": "number", "int64": "integer", "bool": "boolean"}
_WHOLE = re.compile(r"\A\^\(\?:(.*)\)\$", re.DOTALL)


def tables() -> dict[str, pa.DataFrameSchema]:
    """The schema of every table by its path in the data folder, without suffix: `derived/figures`."""
    curated = {f"reference/{name}": schema for name, schema in (REFERENCE | VOCABULARY).items()}
    return curated | {f"derived/{name}": schema for name, schema in DERIVED.items()}


def package(paths: Collection[str], articles: Rows, cited: Mapping[str, Rows]) -> bytes:
    """`datapackage.json` for those tables that `paths` names, as `tables` does.

    `articles` are rows of `sources.csv`; `cited` are the rows of tables that name a `url` and perhaps its `title`.
    """
    found = {path: schema for path, schema in tables().items() if path in paths}
    content = {
        "profile": "tabular-data-package",
        "name": "chipbrief",
        "title": "China's AI chips and Korea: figures, references and estimates",
        "description": _DESCRIPTION,
        "licenses": LICENSES,
        "sources": [_article(row) for row in articles],
        "resources": [_resource(path, schema, found, cited.get(path)) for path, schema in found.items()],
    }
    filled = {key: value for key, value in content.items() if value}
    return (json.dumps(filled, ensure_ascii=False, indent=1) + "\n").encode()


def _article(row: Mapping[str, str]) -> Data:
    title = ", ".join(filter(None, (row["publisher"], row["author"], row["published"], row["file"])))
    return {"title": title} | ({"path": row["url"]} if row["url"] else {})


def _resource(path: str, schema: pa.DataFrameSchema, tables_: Collection[str], cited: Rows | None) -> Data:
    """A table; derived ones have the package's sources, which are the articles."""
    sources = _pages(cited) if cited else _BY_HAND
    return {
        "profile": "tabular-data-resource",
        "name": _name(path),
        "path": f"{path}.csv",
        "description": schema.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **({} if path.startswith("derived/") else {"sources": sources}),
        "schema": _schema(path, schema, tables_),
    }


def _pages(rows: Rows) -> list[Data]:
    """The pages that rows cite, each once, titled by their site where the table has no title."""
    titles = {row["url"]: row.get("title") or urlsplit(row["url"]).netloc for row in rows}
    return [{"title": title, "path": url} for url, title in sorted(titles.items())]


def _schema(path: str, schema: pa.DataFrameSchema, tables_: Collection[str]) -> Data:
    relations = schema.metadata or {}
    links = [_foreign(path, column, target, tables_) for column, target in relations["to"].items()]
    keys = {"primaryKey": relations["key"], "foreignKeys": [link for link in links if link]}
    fields = [_field(name, column) for name, column in schema.columns.items()]
    return {"fields": fields, "missingValues": [""]} | {name: value for name, value in keys.items() if value}


def _foreign(path: str, column: str, target: str, tables_: Collection[str]) -> Data | None:
    """The key by which a column leads to `TABLE.COLUMN`; None where that table is not in the package."""
    table, _, field = target.rpartition(".")
    table = table if "/" in table else f"derived/{table}"
    if table not in tables_:
        return None
    return {"fields": column, "reference": {"resource": "" if table == path else _name(table), "fields": field}}


def _name(path: str) -> str:
    return path.replace("/", "-").replace("_", "-")


def _field(name: str, column: pa.Column) -> Data:
    kind = _TYPES.get(str(column.dtype), "string")
    flags = {"trueValues": ["yes"], "falseValues": ["no"]} if kind == "boolean" else {}
    field = {"name": name, "type": kind, "description": column.description, **flags, **(column.metadata or {})}
    constraints = _constraints(column)
    return field | ({"constraints": constraints} if constraints else {})


def _constraints(column: pa.Column) -> Data:
    found: Data = {"required": True} if not column.nullable else {}
    if column.unique:
        found["unique"] = True
    for check in column.checks:
        statistics = check.statistics
        if "allowed_values" in statistics:
            found["enum"] = list(statistics["allowed_values"])
        if "min_value" in statistics:
            found["minimum"] = statistics["min_value"]
        if "pattern" in statistics:
            found["pattern"] = _WHOLE.sub(r"\1", statistics["pattern"])
    return found
