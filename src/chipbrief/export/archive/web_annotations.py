"""Figures and relations of a brief as W3C Web Annotations: of each, the characters in its article and its reading.

https://www.w3.org/TR/annotation-model/. A figure's reading is an Observation of schema.org, a relation's a Statement.
Addresses are relative to the folder in which the annotations lie.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

Data = dict[str, Any]

CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"schema": "https://schema.org/"}]
AROUND = 32
"""Characters of the text before and after a quotation: they find it again where positions have moved."""

_TERMS = {
    "low": "minValue",
    "high": "maxValue",
    "unit": "unitText",
    "approx": "measurementQualifier",
    "date": "observationDate",
    "period": "observationPeriod",
    "subject": "observationAbout",
    "metric": "measuredProperty",
    "versus": "measurementDenominator",
    "rule": "measurementTechnique",
}
"""Columns of the codebook that schema.org has a property for; the others are named by themselves."""
_RELATION = (
    "subject", "relation", "object", "modality", "status", "date", "attribution", "rule", "confidence", "review",
)  # fmt: skip
_OTHERS = ("kind", "scope", "modality", "attribution", "confidence", "restates", "review")


@dataclass(frozen=True, slots=True)
class Article:
    """A text that spans point into, the address of the file that holds it, and its language."""

    address: str
    text: str
    language: str


def collection(entries: Mapping[str, Data], articles: Mapping[str, Article], here: str) -> Data:
    """A collection of one annotation an entry; `entries` are figures and relations as in `evidence.json`, `articles`
    by the name of the source; `here` is the address of `evidence.json`: a reading is its entry there.

    An open end and what is not known are left out, as in RDF.
    """
    items = [_annotation(id_, entry, articles[entry["source"]], here) for id_, entry in sorted(entries.items())]
    page = {"id": "#page", "type": "AnnotationPage", "partOf": "#figures", "startIndex": 0, "items": items}
    label = "Each number and each relation of the brief that an article states, and how it was read"
    return {
        "@context": CONTEXT,
        "id": "#figures",
        "type": "AnnotationCollection",
        "label": label,
        "total": len(items),
        "first": page,
    }


def _reading(figure: Mapping[str, Any]) -> Data:
    """What a figure says, as an Observation of schema.org, or a relation, as a Statement."""
    if "relation" in figure:
        relation = {name: figure[name] for name in _RELATION if _is_stated(figure.get(name))}
        values = [{"type": "schema:PropertyValue", "schema:name": k, "schema:value": v} for k, v in relation.items()]
        return {"type": "schema:Statement", "schema:additionalProperty": values}
    properties = {f"schema:{name}": figure[column] for column, name in _TERMS.items() if _is_stated(figure.get(column))}
    more = [
        {"type": "schema:PropertyValue", "schema:name": column, "schema:value": figure[column]}
        for column in _OTHERS
        if _is_stated(figure.get(column))
    ]
    return {"type": "schema:Observation", **properties, "schema:additionalProperty": more}


def _annotation(id_: str, figure: Mapping[str, Any], article: Article, here: str) -> Data:
    start, end = figure["start"], figure["end"]
    quoted = {
        "type": "TextQuoteSelector",
        "exact": article.text[start:end],
        "prefix": article.text[max(0, start - AROUND) : start],
        "suffix": article.text[end : end + AROUND],
    }
    place = {"type": "TextPositionSelector", "start": start, "end": end}
    target = {"source": article.address, "selector": [place, quoted]}
    return {
        "id": f"#{quote(id_)}",
        "type": "Annotation",
        "motivation": "describing",
        "body": {"id": f"{here}#{quote(id_)}", **_reading(figure)},
        "target": target,
    }


def _is_stated(value: object) -> bool:
    return value is not None and value != ""
