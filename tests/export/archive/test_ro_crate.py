"""What an archive tells of itself holds together, and the library of RO-Crate reads it."""

import json
from pathlib import Path

import pytest
from rocrate.rocrate import ROCrate

from chipbrief.export.archive.build_record import BuildRecord, Run
from chipbrief.export.archive.ro_crate import NAME, PROFILES, metadata
from chipbrief.model import Source

ARTICLE = "seeds/가 #1.txt"
FILES = {
    ARTICLE: "글".encode(), "data/reference/units.csv": b"unit\n", "data/derived/a.csv": b"", "README.md": b"#",
    "notebooks/01-ingest.ipynb": b"{}", "src/order.py": b"", "src/tool.py": b"", "reports/a.html": b"<p>",
}  # fmt: skip
STORY = BuildRecord(
    command="chipbrief build -p target 90",
    day="2025-09-01",
    languages=("ko", "en"),
    version="1.2",
    engine="0.37",
    workflow="src/order.py",
    parameters={"target": 90.0, "draws": 10, "published": "", "title": "글"},
    sources={ARTICLE: Source("가 #1.txt", "글", "", "2025-09", "month", True, "신문", "기자", "https://example.org/1")},
    runs=[
        Run("01-ingest", "notebooks/01-ingest.ipynb", [ARTICLE, "data/reference/units.csv"], ["data/derived/a.csv"]),
        Run("a page", "src/tool.py", ["data/derived/a.csv"], ["reports/a.html"]),
    ],
)
GRAPH = json.loads(metadata(FILES, STORY))["@graph"]
ENTITIES = {entity["@id"]: entity for entity in GRAPH}


def of_type(name: str) -> list[str]:
    return [id_ for id_, entity in ENTITIES.items() if name in [entity["@type"]] or name in entity["@type"]]


def referred(value: object) -> list[str]:
    """The ids that a property refers to."""
    if isinstance(value, list):
        return [id_ for entry in value for id_ in referred(entry)]
    return [str(value["@id"])] if isinstance(value, dict) else []


def test_the_same_files_tell_the_same() -> None:
    assert metadata(dict(reversed(FILES.items())), STORY) == metadata(FILES, STORY)


def test_every_id_is_there_once_and_every_reference_leads_to_one() -> None:
    assert len(ENTITIES) == len(GRAPH)
    outside = {"https://w3id.org/ro/crate/1.1"}
    for entity in GRAPH:
        for name, value in entity.items():
            for id_ in referred(value):
                assert id_ in ENTITIES or (id_ in outside and name == "conformsTo"), (entity["@id"], name)
            assert not (isinstance(value, list) and len(value) < 2), (entity["@id"], name)


def test_the_root_says_what_the_profiles_ask_for() -> None:
    root = ENTITIES["./"]
    assert {"name", "description", "license", "author", "publisher"} <= set(root)
    assert (root["datePublished"], root["mainEntity"]) == ("2025-09-01", {"@id": "src/order.py"})
    assert set(referred(root["conformsTo"])) == set(PROFILES)
    assert set(referred(root["mentions"])) == set(of_type("CreateAction"))
    assert set(referred(root["hasPart"])) == set(of_type("File")) | set(of_type("Dataset")) - {"./"}


def test_the_workflow_has_its_tools_as_steps() -> None:
    workflow = ENTITIES["src/order.py"]
    assert workflow["@type"] == ["File", "SoftwareSourceCode", "ComputationalWorkflow", "HowTo"]
    assert referred(workflow["hasPart"]) == ["notebooks/01-ingest.ipynb", "src/tool.py"]
    steps = [ENTITIES[id_] for id_ in referred(workflow["step"])]
    assert [(step["position"], *referred(step["workExample"])) for step in steps] == [
        ("1", "notebooks/01-ingest.ipynb"),
        ("2", "src/tool.py"),
    ]


def test_each_run_is_an_action_that_the_engine_called() -> None:
    page = ENTITIES["#run-a%20page"]
    assert [page[name]["@id"] for name in ("instrument", "object", "result")] == [
        "src/tool.py", "data/derived/a.csv", "reports/a.html",
    ]  # fmt: skip
    organized = ENTITIES["#organization"]
    controls = [ENTITIES[id_] for id_ in referred(organized["object"])]
    assert [referred(control["object"]) for control in controls] == [["#run-01-ingest"], ["#run-a%20page"]]
    assert referred(organized["result"]) == ["#build"]
    assert not [name for entity in GRAPH for name in entity if name in ("startTime", "endTime")]


@pytest.mark.parametrize(("name", "type_"), [("target", "Float"), ("draws", "Integer"), ("title", "Text")])
def test_each_parameter_has_its_type_and_its_value(name: str, type_: str) -> None:
    formal, value = ENTITIES[f"#parameter-{name}"], ENTITIES[f"#value-{name}"]
    assert (formal["additionalType"], value["value"]) == (type_, STORY.parameters[name])
    assert (referred(formal["workExample"]), referred(value["exampleOfWork"])) == ([value["@id"]], [formal["@id"]])
    assert formal["@id"] in referred(ENTITIES["src/order.py"]["input"])
    assert value["@id"] in referred(ENTITIES["#build"]["object"])
    assert "#parameter-published" not in ENTITIES


def test_an_article_tells_where_it_is_from_and_whose_it_is() -> None:
    article = ENTITIES["seeds/%EA%B0%80%20%231.txt"]
    assert (article["url"], article["creditText"]) == ("https://example.org/1", "신문, 기자")
    assert (article["datePublished"], article["license"]) == ("2025-09", {"@id": "#articles"})
    assert (article["contentSize"], article["encodingFormat"]) == ("3", "text/plain")


def test_the_library_reads_it_and_finds_all_files(tmp_path: Path) -> None:
    for name, content in (FILES | {NAME: metadata(FILES, STORY)}).items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    crate = ROCrate(tmp_path)
    assert crate.mainEntity.id == "src/order.py"
    assert {Path(entity.source) for entity in crate.get_by_type("File")} >= {tmp_path / name for name in FILES}
