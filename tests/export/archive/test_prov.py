"""What each number rests on, in PROV, read back by a library that knows nothing of us."""

import json
from pathlib import Path
from urllib.parse import quote

from rdflib import Graph, URIRef
from rdflib.namespace import PROV, RDF
from rdflib.plugins.parsers.jsonld import to_rdf

from chipbrief.export.archive.prov import provenance

ROOT = Path(__file__).parents[3]
EVIDENCE = json.loads((ROOT / "reports/evidence.json").read_text(encoding="utf-8"))
BASE = "https://example.org/crate/"
SEEDS = {figure["source"]: f"../seeds/{figure['source']}" for figure in EVIDENCE["figures"].values()}
GRAPH = to_rdf(
    provenance(EVIDENCE, SEEDS, "../reports/evidence.json", "../#build"),
    Graph(),
    base=f"{BASE}evidence/provenance.jsonld",
)


def at(id_: str) -> URIRef:
    return URIRef(f"{BASE}reports/evidence.json#{quote(id_)}")


def test_every_entry_is_an_entity_that_the_build_made() -> None:
    made = set(GRAPH.subjects(PROV.wasGeneratedBy, URIRef(f"{BASE}#build")))
    assert made == {at(id_) for entries in EVIDENCE.values() for id_ in entries}
    assert made <= set(GRAPH.subjects(RDF.type, PROV.Entity))


def test_estimates_were_derived_from_their_inputs_and_from_nothing_else() -> None:
    for id_, estimate in EVIDENCE["estimates"].items():
        assert set(GRAPH.objects(at(id_), PROV.wasDerivedFrom)) == {at(input_) for input_ in estimate["inputs"]}


def test_the_build_used_the_articles() -> None:
    used = set(GRAPH.objects(URIRef(f"{BASE}#build"), PROV.used))
    assert used == {URIRef(f"{BASE}seeds/{name}") for name in SEEDS}


def test_what_is_derived_ends_in_an_article_or_a_page() -> None:
    for id_, figure in EVIDENCE["figures"].items():
        assert list(GRAPH.objects(at(id_), PROV.wasQuotedFrom)) == [URIRef(f"{BASE}seeds/{figure['source']}")]
    for id_, reference in EVIDENCE["references"].items():
        if reference["table"] == "sources":
            assert list(GRAPH.objects(at(id_), PROV.specializationOf)), id_
        elif reference["url"]:  # the day up to which references count has no page
            assert list(GRAPH.objects(at(id_), PROV.hadPrimarySource)) == [URIRef(reference["url"])]
    entities = set(GRAPH.subjects(RDF.type, PROV.Entity))
    assert set(GRAPH.objects(None, PROV.wasDerivedFrom)) <= entities


def test_a_relation_was_quoted_from_its_article() -> None:
    told = {"source": "a.txt", "relation": "adopts", "subject": "kt", "object": None}
    made = provenance({"relations": {"l-1": told}}, {"a.txt": "../seeds/a.txt"}, "../evidence.json", "../#build")
    (entity,) = [one for one in made["@graph"] if one["@id"] == "../evidence.json#l-1"]
    assert (entity["wasQuotedFrom"], entity["label"]) == ("../seeds/a.txt", "kt adopts ?")
