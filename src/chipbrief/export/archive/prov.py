"""What each number of a brief rests on, in the W3C's PROV ontology, as JSON-LD.

https://www.w3.org/TR/prov-o/. An entry of the evidence has the address `evidence.json#ID`; a figure and a relation
were quoted from their article, a reference has its page as primary source, an estimate was derived from its inputs.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

Data = dict[str, Any]

_LINKS = ("used", "wasDerivedFrom", "wasQuotedFrom", "hadPrimarySource", "wasGeneratedBy", "specializationOf")
CONTEXT: Data = {
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
    **{name: {"@id": f"prov:{name}", "@type": "@id"} for name in _LINKS},
    **{name: f"schema:{name}" for name in ("minValue", "maxValue", "unitText", "description")},
}
"""Written out, so that nobody needs a network to read it."""


def provenance(evidence: Mapping[str, Mapping[str, Data]], sources: Mapping[str, str], here: str, run: str) -> Data:
    """The graph of all entries of `evidence.json`.

    `sources` gives the address of each article by its name, `here` is the address of `evidence.json`, and `run` that
    of the activity that made it.
    """

    def at(id_: str) -> str:
        return f"{here}#{quote(id_)}"

    def links(kind: str, entry: Data) -> Data:
        if kind == "figures":
            restated = {"wasDerivedFrom": [at(entry["restates"])]} if entry.get("restates") else {}
            return {"wasQuotedFrom": sources[entry["source"]], **restated}
        if kind == "relations":
            return {"wasQuotedFrom": sources[entry["source"]]}
        if kind == "references" and entry["table"] == "sources":
            return {"specializationOf": sources[entry["label"]["ko"]]}
        if kind == "references":
            return {"hadPrimarySource": entry["url"]} if entry["url"] else {}
        return {"wasDerivedFrom": [at(id_) for id_ in entry["inputs" if kind == "estimates" else "basis"]]}

    entities = [
        {"@id": at(id_), "@type": "prov:Entity", **_described(entry), "wasGeneratedBy": run, **links(kind, entry)}
        for kind, entries in evidence.items()
        for id_, entry in sorted(entries.items())
    ]
    files = [{"@id": address, "@type": "prov:Entity"} for address in sorted(sources.values())]
    activity = {"@id": run, "@type": "prov:Activity", "used": sorted(sources.values())}
    return {"@context": CONTEXT, "@graph": [activity, *files, *entities]}


def _described(entry: Mapping[str, Any]) -> Data:
    """An entry's words and its interval; an open end, and a unit of none, are left out."""
    if "relation" in entry:
        return {"label": f"{entry['subject'] or '?'} {entry['relation']} {entry['object'] or '?'}"}
    label = entry.get("label")
    words = [{"@value": text, "@language": language} for language, text in label.items()] if label else entry["text"]
    formula = {"description": entry["formula"]} if "formula" in entry else {}
    interval = {"minValue": entry["low"], "maxValue": entry["high"], "unitText": entry["unit"]}
    return {"label": words, **formula, **{name: value for name, value in interval.items() if value not in (None, "")}}
