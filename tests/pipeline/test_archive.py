"""The archive of a build: the same bytes from the same build, and the same build from what is in it."""

import json
import shlex
import shutil
import unicodedata
import zipfile
from pathlib import Path
from urllib.parse import unquote

import miniature
import pytest

from chipbrief.cli import app, main
from chipbrief.errors import InputError
from chipbrief.pipeline.archive import archive
from chipbrief.project import Paths

ODD = unicodedata.normalize("NFD", "새 기사 #1 (100%25).txt")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with an odd name among its articles and a parameter of its own, built in Korean."""
    root = miniature.project(tmp_path_factory.mktemp("archive") / "project")
    miniature.add_source(root, ODD, "글")
    (root / "LICENSE").write_text("Do what you like.")
    (root / "notes.txt").write_text("private")
    miniature.built(root, ("target", "90.5"))
    return root


@pytest.fixture(scope="module")
def packed(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return archive(Paths.of(project), tmp_path_factory.mktemp("packed") / "a.zip")


def graph(path: Path) -> dict[str, dict[str, object]]:
    with zipfile.ZipFile(path) as zipped:
        told = json.loads(zipped.read("ro-crate-metadata.json"))
    return {entity["@id"]: entity for entity in told["@graph"]}


def unpacked(path: Path, folder: Path) -> Path:
    with zipfile.ZipFile(path) as zipped:
        zipped.extractall(folder)
    return folder


def test_the_same_build_gives_the_same_bytes(project: Path, packed: Path, tmp_path: Path) -> None:
    for path in project.rglob("*"):
        path.touch()
    assert archive(Paths.of(project), tmp_path / "b.zip").read_bytes() == packed.read_bytes()


def test_a_build_from_the_archive_gives_the_same_reports_and_the_same_archive(
    packed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = unpacked(packed, tmp_path / "again")
    before = {path.name: path.read_bytes() for path in (folder / "reports").rglob("*") if path.is_file()}
    for made in ("reports", "data/derived"):
        shutil.rmtree(folder / made)
    command = str(graph(packed)["#build"]["description"])
    assert command == "chipbrief build --language ko -p target 90.5"
    monkeypatch.chdir(folder)
    for words in (shlex.split(command)[1:], ["archive"]):
        with pytest.raises(SystemExit) as left:
            main(words)
        assert not left.value.code, capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in (folder / "reports").rglob("*") if path.is_file()} == before
    assert (folder / "chipbrief.zip").read_bytes() == packed.read_bytes()


def test_it_holds_what_a_build_needs_and_nothing_private(packed: Path, project: Path) -> None:
    with zipfile.ZipFile(packed) as zipped:
        names = set(zipped.namelist())
        assert {member.date_time for member in zipped.infolist()} == {(2025, 9, 25, 0, 0, 0)}
        assert not [name for name in names if str(project).encode() in zipped.read(name)]
    assert {f"seeds/{ODD}", "seeds/sources.csv", "data/reference/units.csv", "notebooks/05-brief.ipynb"} <= names
    assert {"reports/brief.ko.html", "data/derived/executed/05-brief.ko.ipynb", "requirements.lock"} <= names
    assert {"src/chipbrief/pipeline/steps.py", "LICENSE", "evidence/provenance.jsonld"} <= names
    assert not [name for name in names if "notes.txt" in name or "__pycache__" in name or "/." in name]


def test_every_file_is_told_of_by_its_encoded_name(packed: Path) -> None:
    with zipfile.ZipFile(packed) as zipped:
        names = {name for name in zipped.namelist() if not name.endswith("/")}
    files = {unquote(id_) for id_, entity in graph(packed).items() if "File" in str(entity["@type"])}
    assert files == names - {"ro-crate-metadata.json"}
    assert all(id_.isascii() and " " not in id_ for id_ in graph(packed))


@pytest.mark.parametrize("lost", ["reports/manifest.json", "data/derived/executed/05-brief.ko.ipynb"])
def test_without_a_build_it_names_the_remedy(project: Path, tmp_path: Path, lost: str) -> None:
    folder = Path(shutil.copytree(project, tmp_path / "bare"))
    (folder / lost).unlink()
    with pytest.raises(InputError, match=rf"{lost}: not there.*run `chipbrief build` first"):
        archive(Paths.of(folder), tmp_path / "c.zip")
    assert not (tmp_path / "c.zip").exists()


def test_a_build_that_is_not_up_to_date_is_refused(project: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(project, tmp_path / "stale"))
    (folder / "seeds/a.txt").write_text("다른 글")
    with pytest.raises(InputError, match=r"not up to date \(01-ingest: a.txt changed\); run `chipbrief build` first"):
        archive(Paths.of(folder), tmp_path / "c.zip")


@pytest.mark.parametrize(
    ("name", "told"), [("a.tar", "not the name of a zip"), ("seeds/a.zip", "a folder that it would be a part of")]
)
def test_a_name_that_cannot_be_is_refused(project: Path, name: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        archive(Paths.of(project), project / name)


@pytest.mark.parametrize("name", ["seeds", "reports", "data/reference"])
def test_a_folder_that_is_elsewhere_is_refused(project: Path, tmp_path: Path, name: str) -> None:
    folder = Path(shutil.copytree(project, tmp_path / "linked"))
    elsewhere = (folder / name).rename(tmp_path / "elsewhere")
    (folder / name).symlink_to(elsewhere)
    if name == "data/reference":
        (folder / name).unlink()
    with pytest.raises(InputError, match=rf"{name}: not there, or a link, and the build took"):
        archive(Paths.of(folder), tmp_path / "c.zip")


def test_the_help_shows_how(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["archive", "--help"])
    assert "chipbrief archive editions/2025-10.zip" in capsys.readouterr().out
    assert "archive" in [command.name for command in app.registered_commands]
