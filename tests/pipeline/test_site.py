"""The site of a build: whole or not at all, the same bytes each time, and never in the place of something else."""

import json
import shutil
from pathlib import Path

import jsonschema
import miniature
import pytest
import showcase

from chipbrief.cli import main
from chipbrief.errors import InputError
from chipbrief.pipeline import site as sites
from chipbrief.project import Paths

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = miniature.project(tmp_path_factory.mktemp("site") / "project")
    shutil.copytree(ROOT / "docs", root / "docs")
    miniature.built(root, languages=("ko", "en"))
    return root


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "project"))


def held(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_it_has_the_reports_the_tables_the_schema_and_the_documentation(project: Path) -> None:
    first = sites.site(Paths.of(project), project / "site")
    found = held(project / "site")
    assert first == project / "site/index.html"
    reports = set(held(project / "reports"))
    assert reports <= set(found)
    assert all(found[name] == (project / "reports" / name).read_bytes() for name in reports)
    package = json.loads(found["tables/datapackage.json"])
    for resource in package["resources"]:
        path = f"tables/{resource['path']}"
        assert found[path] == (project / "data" / resource["path"]).read_bytes()
        page = found[path.removesuffix(".csv") + ".html"].decode()
        assert all(f"<code>{field['name']}</code>" in page for field in resource["schema"]["fields"])
    assert {f"docs/{page.stem}.html" for page in (ROOT / "docs").glob("*.md")} | {"docs/search.html"} <= set(found)
    start = found["index.html"].decode()
    assert 'lang="ko"' in start and 'lang="en"' in start
    assert 'href="notebooks/01-ingest.html"' in start
    assert not [path for path in project.iterdir() if path.name.startswith(".site")]


def test_the_same_build_gives_the_same_bytes(project: Path) -> None:
    sites.site(Paths.of(project), project / "site")
    before = held(project / "site")
    (project / "site/left-over.txt").write_text("of before")
    sites.site(Paths.of(project), project / "site")
    assert held(project / "site") == before


def test_what_is_no_site_is_not_replaced(project: Path) -> None:
    paths = Paths.of(project)
    mine = project / "mine"
    mine.mkdir()
    (mine / "index.html").write_text("<p>my own page")
    for place in (mine, project, project.parent, project / "reports", project / "seeds/site"):
        with pytest.raises(InputError, match="another folder with --to"):
            sites.site(paths, place)
    assert (mine / "index.html").read_text() == "<p>my own page"
    (mine / "index.html").unlink()
    sites.site(paths, mine)  # an empty folder is nobody's
    assert (mine / "index.html").is_file()


def test_one_that_fails_leaves_the_earlier_site(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sites.site(Paths.of(project), project / "site")
    before = held(project / "site")
    write = Path.write_bytes

    def full(path: Path, data: bytes) -> int:
        if path.name == "manifest.json":
            raise OSError(28, "No space left on device")
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(InputError, match="cannot be written"):
        sites.site(Paths.of(project), project / "site")
    assert held(project / "site") == before
    assert not list(project.glob(".site*"))


def test_a_build_that_is_not_up_to_date_is_refused(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    miniature.add_source(project, "b.txt", "다른 글")
    monkeypatch.chdir(project)
    with pytest.raises(SystemExit) as left:
        main(["site", "--to", "out"])
    assert left.value.code == 2
    assert "not up to date" in capsys.readouterr().err
    assert not (project / "out").exists()


def test_evidence_fits_its_schema() -> None:
    schema = json.loads((ROOT / "src/chipbrief/evidence/evidence.schema.json").read_bytes())
    jsonschema.Draft202012Validator.check_schema(schema)
    judge = jsonschema.Draft202012Validator(schema)
    for evidence in (showcase.LEDGER.to_json(), (ROOT / "reports/evidence.json").read_text("utf-8")):
        assert [error.message for error in judge.iter_errors(json.loads(evidence))] == []
    wrong = json.loads(showcase.LEDGER.to_json())
    next(iter(wrong["figures"].values()))["start"] = -1
    assert [error.json_path.split(".")[-1] for error in judge.iter_errors(wrong)] == ["start"]
