"""Builds of a miniature project: what runs, what is published, and what a failure leaves behind."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import miniature
import nbformat
import pytest

from chipbrief.errors import BuildError, InputError
from chipbrief.forked_kernels import process
from chipbrief.pipeline import jobs
from chipbrief.pipeline.jobs import Build, Order
from chipbrief.pipeline.steps import STEPS
from chipbrief.project import Paths
from chipbrief.report.registry import CHARTS
from chipbrief.sources import reviews
from chipbrief.sources.reviews import Review

TABLES = {f"data/{name}.csv" for name in CHARTS}
PAGES = {f"notebooks/{step.notebook}.html" for step in STEPS if not step.by_language}
FILES = {"brief.ko.html", "brief.ko.pdf", "figures.xlsx", "evidence.json", "front.png", "manifest.json"}
FILES |= TABLES | PAGES


@pytest.fixture(scope="module", autouse=True)
def package() -> Iterator[pytest.MonkeyPatch]:
    """The package's digest, held still: somebody may be editing it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jobs, "digest_tree", lambda folder, **_: "this version")
        yield patch


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that was built once, in a folder whose name a shell or papermill could trip over."""
    root = miniature.project(tmp_path_factory.mktemp("mini") / "한글 {x} 'q'")
    miniature.built(root)
    return root


@pytest.fixture
def root(first: Path, tmp_path: Path) -> Path:
    """A copy of it at the same depth, to be changed."""
    return Path(shutil.copytree(first, tmp_path / first.name))


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its name there."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_reports_are_there_and_nothing_else(first: Path) -> None:
    assert contents(first / "reports").keys() == FILES
    assert (first / "reports/front.png").read_bytes().startswith(b"\x89PNG")


def test_the_manifest_names_what_went_in_and_came_out(first: Path) -> None:
    manifest = json.loads((first / "reports/manifest.json").read_text(encoding="utf-8"))
    assert set(manifest["sources"]) == {"a.txt", "sources.csv"}
    assert set(manifest["reference"]) == {"entities.csv", "metrics.csv", "terms.csv", "units.csv"}
    assert set(manifest["notebooks"]) == {step.notebook for step in STEPS}
    assert set(manifest["outputs"]) == FILES - {"manifest.json"}
    assert manifest["parameters"] == {"target": 70.0}
    assert {"pandas", "papermill", "typst"} <= set(manifest["libraries"])


def test_executed_notebooks_hold_nothing_accidental(first: Path) -> None:
    for path in (first / "data/derived/executed").iterdir():
        notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
        assert "papermill" not in notebook.metadata
        assert [cell.id for cell in notebook.cells][:2] == ["parameters", "injected-parameters"]
        for cell in notebook.cells:
            assert not {"papermill", "execution"} & set(cell.metadata)


def test_two_builds_give_the_same_bytes(first: Path, root: Path) -> None:
    shutil.rmtree(root / "data/derived")
    shutil.rmtree(root / "reports")
    miniature.built(root)
    assert contents(root / "reports") == contents(first / "reports")
    executed = "data/derived/executed"
    assert contents(root / executed) == contents(first / executed)


def test_a_second_build_runs_nothing(root: Path) -> None:
    assert miniature.ordered(root).plan() == {}
    assert miniature.built(root) == []


def test_a_parameter_runs_what_has_it_and_what_follows(root: Path) -> None:
    first, *beside, manifest, last = miniature.built(root, ("target", "80"))
    assert (first, manifest, last) == ("04-korea-impact", "manifest.json", "reports")
    assert sorted(beside) == ["04-korea-impact.html", "05-brief.ko"]  # neither waits for the other
    assert (root / "data/derived/korea.json").read_text(encoding="utf-8") == "글80;"


def test_words_make_their_page_again_and_code_runs_its_notebook(root: Path) -> None:
    def words(content: dict[str, Any]) -> None:
        content["cells"].append({"cell_type": "markdown", "id": "words", "metadata": {}, "source": "Words."})

    miniature.put(root, "04-korea-impact", change=words)
    assert miniature.built(root) == ["04-korea-impact.html", "manifest.json", "reports"]
    page = (root / "reports/notebooks/04-korea-impact.html").read_text(encoding="utf-8")
    assert "<p>Words.</p>" in page
    miniature.put(root, "04-korea-impact", body="text = 'x'")
    assert miniature.built(root)[0] == "04-korea-impact"


def test_a_changed_package_runs_every_notebook(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "digest_tree", lambda folder, **_: "next version")
    assert miniature.ordered(root).plan()["01-ingest"].startswith("the package")


def test_a_changed_word_runs_what_writes_in_a_language(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "digest_tree", lambda folder, **_: "next" if folder == jobs.PROSE else "this version")
    stale = miniature.ordered(root).plan()
    assert stale["05-brief.ko"].startswith("its words")
    assert not [name for name in stale if name in ("01-ingest", "02-figures", "03-comparisons", "04-korea-impact")]


def test_a_new_source_is_noticed(root: Path) -> None:
    miniature.add_source(root, "b.txt", "더")
    assert miniature.ordered(root).plan()["01-ingest"] == "b.txt, sources.csv changed"


def test_a_decision_is_noticed_and_one_without_its_place_is_refused(root: Path) -> None:
    reviews.write(root / "seeds", [Review("a.txt", 0, 1, "글", "rejected")])
    planned = miniature.ordered(root).plan()
    assert planned["01-ingest"] == "reviews.csv changed"
    assert "02-figures" in planned
    reviews.write(root / "seeds", [Review("a.txt", 0, 1, "말", "rejected")])
    with pytest.raises(InputError, match=r"reviews.csv: line 2: a.txt:0-1 reads 글, not 말; correct start and end"):
        miniature.ordered(root)


def test_a_report_that_was_meddled_with_is_put_back(root: Path) -> None:
    path = root / "reports/brief.ko.html"
    whole = path.read_bytes()
    path.write_bytes(whole[:100])
    assert miniature.built(root) == ["reports"]
    assert path.read_bytes() == whole


def test_a_failing_notebook_is_named_kept_and_leaves_the_reports(root: Path) -> None:
    before = contents(root / "reports")
    miniature.put(root, "03-comparisons", body="text = ''\n1 / 0")
    with pytest.raises(BuildError) as failed:
        miniature.built(root)
    message = str(failed.value)
    assert message.startswith("03-comparisons.ipynb: cell 'read': ZeroDivisionError: division by zero; open ")
    assert contents(root / "reports") == before
    kept = nbformat.read(root / "data/derived/executed/03-comparisons.failed.ipynb", as_version=4)  # type: ignore[no-untyped-call]
    assert any(output.output_type == "error" for cell in kept.cells for output in cell.get("outputs", []))
    miniature.put(root, "03-comparisons")
    assert miniature.built(root) == ["03-comparisons"], "mended, it gives what it gave before"
    assert not (root / "data/derived/executed/03-comparisons.failed.ipynb").exists()


def test_a_kernel_that_dies_is_told(root: Path) -> None:
    miniature.put(root, "03-comparisons", body="import os\nos._exit(1)")
    with pytest.raises(BuildError, match=r"03-comparisons\.ipynb: its kernel ended"):
        miniature.built(root)


def test_a_file_that_was_promised_and_not_written_is_named(root: Path) -> None:
    def forget(content: dict[str, Any]) -> None:
        content["cells"].pop()
        content["cells"].append(miniature.cell("forget", "Path(derived, 'figures.csv').unlink()"))

    miniature.put(root, "02-figures", change=forget)
    with pytest.raises(BuildError, match=r"02-figures\.ipynb: did not write .*figures\.csv"):
        miniature.built(root)


def test_languages_that_rest_on_different_evidence_are_refused(root: Path) -> None:
    def differ(content: dict[str, Any]) -> None:
        content["cells"].append(
            miniature.cell("differ", "Path(derived, f'evidence.{language}.json').write_text(f'[\"{language}\"]')")
        )

    before = contents(root / "reports")
    miniature.put(root, "05-brief", change=differ)
    with pytest.raises(BuildError, match="language must not change its evidence"):
        miniature.built(root, languages=("ko", "en"))
    assert contents(root / "reports") == before


def test_folders_of_ones_own(first: Path, tmp_path: Path) -> None:
    paths = Paths.of(first, sources=first / "seeds", data=tmp_path / "data", reports=tmp_path / "out")
    build = Build.of(Order(paths, ["ko"]))
    build.run(notify=lambda name, state: None)
    assert contents(tmp_path / "out").keys() == FILES
    assert (tmp_path / "data/derived/figures.csv").is_file()


def test_a_folder_that_is_missing_is_refused(first: Path) -> None:
    with pytest.raises(InputError, match="no such folder; give one with --sources"):
        Build.of(Order(Paths.of(first, sources=first / "nowhere")))


def test_a_date_that_no_notebook_takes_is_refused(first: Path) -> None:
    with pytest.raises(InputError, match="--published: no notebook has the parameter"):
        Build.of(Order(Paths.of(first), published="2025-10-02"))


@pytest.mark.skipif(not process.AVAILABLE, reason="this system has no forkserver")
def test_forked_kernels_give_the_bytes_of_ordinary_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def draw(content: dict[str, Any]) -> None:
        code = "import seaborn\nseaborn.set_theme()\nseaborn.barplot(x=[1, 2], y=[3, 4])"
        content["cells"].append(miniature.cell("chart", code))

    results = []
    for available in (True, False):
        monkeypatch.setattr(process, "AVAILABLE", available)
        root = miniature.project(tmp_path / str(available) / "project")
        miniature.put(root, "04-korea-impact", change=draw)
        miniature.built(root, languages=("ko", "en"))
        folders = ("reports", "data/derived/executed", "data/derived/rendered")
        results.append([contents(root / folder) for folder in folders])
    assert results[0] == results[1]
    (chart,) = nbformat.read(root / "data/derived/executed/04-korea-impact.ipynb", as_version=4).cells[-1].outputs[1:]  # type: ignore[no-untyped-call]
    assert chart.data["image/png"]
