"""The data packages: what the schemas say, judged by the reference implementation of the standard."""

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import frictionless
import pytest

from chipbrief import frames
from chipbrief.export import data_package
from chipbrief.frames.derived import checked
from chipbrief.frames.schemas import DERIVED, VOCABULARY
from chipbrief.pipeline import export_jobs

ROOT = Path(__file__).parents[2]
REMEDY = "run `chipbrief build`, and commit what it wrote into data/"
FILES = {"datapackage.json": ("reference", "derived"), "reference.datapackage.json": ("reference",)}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder after a build: the curated tables, a derived one with rows and the others without, packages."""
    folder = tmp_path_factory.mktemp("data")
    shutil.copytree(ROOT / "data/reference", folder / "reference")
    for name in DERIVED:
        frames.write(frames.frame(name, []), name, folder / "derived")
    (folder / "derived/sources.csv").write_text(
        ",".join(DERIVED["sources"].columns) + f"\ns-a.txt,a.txt,,,2025-09,month,yes,,ko,{'0' * 64},{'0' * 64},60\n",
        encoding="utf-8",
    )
    row = {"id": "f-a.txt-3", "source": "a.txt", "start": 3, "end": 6, "text": "70%", "kind": "percent", "low": 70,
           "unit": "%", "approx": ">=", "rule": "number and unit", "confidence": 1, "modality": "fact"}  # fmt: skip
    given = dict.fromkeys(DERIVED["figures"].columns) | row
    frames.write(frames.frame("figures", [given]), "figures", folder / "derived")
    outputs = {folder / name: folders for name, folders in FILES.items()}
    export_jobs.data_packages(ROOT / "seeds", ROOT / "data/reference", outputs)
    return folder


def errors(package: Path) -> list[str]:
    """What the standard's own library finds wrong."""
    report = frictionless.validate(package)
    told = [error.message for error in report.errors]
    return told + [f"{task.name}: {error.message}" for task in report.tasks for error in task.errors]


@pytest.mark.parametrize("name", FILES)
def test_the_committed_file_is_what_a_build_writes(data: Path, name: str) -> None:
    written, committed = (data / name).read_bytes(), (ROOT / "data" / name).read_bytes()
    digests = [hashlib.sha256(content).hexdigest() for content in (written, committed)]
    assert digests[0] == digests[1], f"data/{name}: out of date; {REMEDY}"


def test_every_table_is_described(data: Path) -> None:
    content = json.loads((data / "datapackage.json").read_bytes())
    paths = {resource["path"] for resource in content["resources"]}
    assert {path.name for path in (ROOT / "data/reference").glob("*.csv")} == {
        Path(path).name for path in paths if path.startswith("reference/")
    }
    assert {f"derived/{name}.csv" for name in DERIVED} <= paths
    for resource in content["resources"]:
        assert resource["description"]
        assert all(field["description"] for field in resource["schema"]["fields"])
    assert content["licenses"][0]["path"].startswith("https://")
    assert any(source.get("path", "").startswith("https://") for source in content["sources"])


@pytest.mark.parametrize("name", FILES)
def test_the_reference_implementation_finds_nothing(data: Path, name: str) -> None:
    assert errors(data / name) == []


def test_the_curated_package_is_valid_before_any_build() -> None:
    assert errors(ROOT / "data/reference.datapackage.json") == []


@pytest.mark.parametrize(
    ("table", "change", "told"),
    [
        ("derived/figures", ("percent", "share"), 'constraint "enum"'),
        ("derived/figures", ("f-a.txt-3,a.txt", "f-a.txt-3,b.txt"), "violates the foreign key"),
        ("derived/figures", (",70,,%", ",seventy,,%"), "type is"),
        ("derived/figures", (",3,6,", ",-3,6,"), 'constraint "minimum"'),
        ("derived/figures", ("f-a.txt-3,", ","), 'constraint "required"'),
        ("derived/sources", (",2025-09,", ",September,"), 'constraint "pattern"'),
        ("derived/sources", (",yes,", ",true,"), "type is"),
        ("reference/chips", ("r-chips-a100-memory-1,", "r-chips-a100-peak-fp16-1,"), "primary key"),
        ("reference/chips", (",nvidia,peak-fp16,", ",nobody,peak-fp16,"), "violates the foreign key"),
    ],
)
def test_it_sees_what_the_schema_forbids(
    tmp_path: Path, data: Path, table: str, change: tuple[str, str], told: str
) -> None:
    shutil.copytree(data, tmp_path / "data")
    path = tmp_path / "data" / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert change[0] in text
    path.write_text(text.replace(*change, 1), encoding="utf-8")
    assert told in " ".join(errors(tmp_path / "data/datapackage.json"))


@pytest.mark.parametrize("name", VOCABULARY)
def test_the_word_lists_fit_their_schemas(name: str) -> None:
    assert len(checked(ROOT / f"data/reference/{name}.csv", VOCABULARY[name], "correct it"))


def test_fields_say_type_unit_and_constraints() -> None:
    content: Any = json.loads(data_package.package(["derived/exposure", "derived/figures"], (), {}))
    exposure, figures = sorted(content["resources"], key=lambda resource: str(resource["name"]))
    fields = {field["name"]: field for field in exposure["schema"]["fields"]}
    assert (fields["value_low"]["type"], fields["value_low"]["unit"]) == ("number", "USD")
    assert "constraints" not in fields["value_low"]
    assert figures["schema"]["fields"][0]["constraints"] == {"required": True, "unique": True}
    assert figures["schema"]["primaryKey"] == ["id"]
    # a key into a table that is not in the package is left out
    assert [key["fields"] for key in figures["schema"]["foreignKeys"]] == ["restates"]


def test_the_codebook_of_the_readme_has_the_columns_of_the_schema() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Codebook")[2].partition("\n## ")[0]
    rows = [line.split("|")[1] for line in readme.splitlines() if line.startswith("| `")]
    told = [name.strip(" `") for row in rows for name in row.split(",")]
    assert sorted(told) == sorted(DERIVED["figures"].columns)


def test_pages_are_cited_once_by_title_or_site() -> None:
    pages = [{"url": "https://a.example/x", "title": "X"}] * 2 + [{"url": "https://b.example/y"}]
    content: Any = json.loads(data_package.package(["reference/chips"], (), {"reference/chips": pages}))
    assert content["resources"][0]["sources"] == [
        {"title": "X", "path": "https://a.example/x"}, {"title": "b.example", "path": "https://b.example/y"},
    ]  # fmt: skip
