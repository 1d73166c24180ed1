"""Each figure of the brief as a Web Annotation: its place, its words, its reading."""

import json
from pathlib import Path

import pytest

from chipbrief.export.archive.web_annotations import AROUND, CONTEXT, Article, collection
from chipbrief.sources.readers.read import read

ROOT = Path(__file__).parents[3]
FIGURES = json.loads((ROOT / "reports/evidence.json").read_text(encoding="utf-8"))["figures"]
HERE = "../reports/evidence.json"
TEXTS = {path.name: read(path)[0] for path in (ROOT / "seeds").glob("*.txt")}
MADE = collection(FIGURES, {name: Article(f"../seeds/{name}", text, "ko") for name, text in TEXTS.items()}, HERE)
ITEMS = {item["id"]: item for item in MADE["first"]["items"]}


def test_there_is_one_annotation_a_figure() -> None:
    assert MADE["@context"] == CONTEXT
    assert MADE["total"] == len(FIGURES) == len(ITEMS)
    assert set(ITEMS) == {f"#{id_}" for id_ in FIGURES}


@pytest.mark.parametrize("id_", FIGURES)
def test_both_selectors_lead_to_the_words_of_the_figure(id_: str) -> None:
    target, figure = ITEMS[f"#{id_}"]["target"], FIGURES[id_]
    place, quoted = target["selector"]
    text = TEXTS[target["source"].removeprefix("../seeds/")]
    assert (place["type"], quoted["type"]) == ("TextPositionSelector", "TextQuoteSelector")
    assert text[place["start"] : place["end"]] == quoted["exact"] == figure["text"]
    assert quoted["prefix"] + quoted["exact"] + quoted["suffix"] in text
    assert len(quoted["prefix"]) <= AROUND


def test_a_reading_has_what_is_known_and_nothing_else() -> None:
    figure = {"source": "a", "start": 0, "end": 3, "text": "50%", "kind": "percent", "low": 50, "high": None,
              "unit": "%", "approx": ">=", "subject": None, "versus": "h100", "confidence": 0.5}  # fmt: skip
    (item,) = collection({"f 글": figure}, {"a": Article("../seeds/a", "50%", "ko")}, HERE)["first"]["items"]
    assert item["id"] == "#f%20%EA%B8%80"
    body = item["body"]
    assert body["id"] == f"{HERE}#f%20%EA%B8%80"
    assert (body["schema:minValue"], body["schema:unitText"], body["schema:measurementDenominator"]) == (
        50,
        "%",
        "h100",
    )
    assert not {"schema:maxValue", "schema:observationAbout"} & set(body)
    more = {told["schema:name"]: told["schema:value"] for told in body["schema:additionalProperty"]}
    assert more == {"kind": "percent", "confidence": 0.5}


def test_a_relation_is_a_statement_about_its_sentence() -> None:
    told = {"source": "a", "start": 0, "end": 3, "relation": "adopts", "subject": "kt", "object": "h100",
            "modality": "fact", "status": None, "date": None}  # fmt: skip
    (item,) = collection({"l-1": told}, {"a": Article("../seeds/a", "KT는", "ko")}, HERE)["first"]["items"]
    more = {one["schema:name"]: one["schema:value"] for one in item["body"]["schema:additionalProperty"]}
    assert item["body"]["type"] == "schema:Statement"
    assert more == {"subject": "kt", "relation": "adopts", "object": "h100", "modality": "fact"}
    assert item["target"]["selector"][1]["exact"] == "KT는"
