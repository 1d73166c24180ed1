"""The last build as one file: all that it was made of, what it made, and what is known of how, as an RO-Crate."""

from __future__ import annotations

import json
import shlex
import unicodedata
from collections.abc import Iterable, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any
from urllib.parse import quote

import chipbrief
from chipbrief import files
from chipbrief.errors import InputError
from chipbrief.export.archive import ro_crate
from chipbrief.export.archive.build_record import BuildRecord, Run
from chipbrief.export.archive.prov import provenance
from chipbrief.export.archive.web_annotations import Article, collection
from chipbrief.export.archive.workflow_run import BUILD
from chipbrief.export.archive.zip import zipped
from chipbrief.language.labels import LANGUAGES
from chipbrief.model import Source
from chipbrief.model.periods import first_day
from chipbrief.pipeline import last_build
from chipbrief.pipeline.jobs import Build, Order
from chipbrief.pipeline.scheduler import Job
from chipbrief.pipeline.steps import STEPS
from chipbrief.project import Paths
from chipbrief.sources import catalogue

KEPT = (
    "CHANGELOG.md", "CITATION.cff", "CONTRIBUTING.md", "LICENSE", "Makefile", "README.ko.md", "README.md",
    "environment.yml", "postBuild", "pyproject.toml", "requirements.lock", "docs/*.md",
)  # fmt: skip
"""What else of a project a stranger needs to install it and to understand it, where it is there."""

PACKAGE = "src/chipbrief"
WORKFLOW, TOOL = f"{PACKAGE}/pipeline/steps.py", f"{PACKAGE}/pipeline/jobs.py"
"""The file that says in what order the notebooks go, and the one that makes all that no notebook makes."""

EVIDENCE = "../reports/evidence.json"
"""Its address from the folder of annotations and provenance."""

Files = dict[str, bytes]


def archive(paths: Paths, output: Path) -> Path:
    """Write the archive of the last build of a project's own folders; the file.

    Raises InputError where there is no build, or one that is not up to date; `output` is untouched then.
    """
    if output.suffix != ".zip" or output.is_dir():
        raise InputError(f"{output}: not the name of a zip; write chipbrief.zip")
    for folder in (paths.sources, paths.data, paths.notebooks, paths.reports):
        if output.resolve().is_relative_to(folder):
            raise InputError(f"{output}: in a folder that it would be a part of; choose a place outside of {folder}")
    for name, folder in (("seeds", paths.sources), ("data", paths.data), ("reports", paths.reports)):
        _refuse_elsewhere(paths.root / name, folder)
    last_build.order_of(paths)  # there is one at all
    _refuse_elsewhere(paths.root / "data/reference", paths.reference)
    with last_build.up_to_date(paths) as (build, order):
        return files.write(output, content(build, order))


def _refuse_elsewhere(own: Path, used: Path) -> None:
    """What a build used from elsewhere would not be found by one in the unpacked archive."""
    if used != own:
        raise InputError(f"{own}: not there, or a link, and the build took {used}; put that there, and build")


def content(build: Build, order: Order) -> bytes:
    """The archive of a build that is up to date, as bytes."""
    paths = order.paths
    runs = list(_runs(build.jobs()[:-1], paths))
    packed = _gathered(runs, paths)
    if order.since:
        packed[last_build.SINCE] = order.since
    sources = catalogue.load(paths.sources, order.published)
    places = {unicodedata.normalize("NFC", name): name for name in packed if name.startswith("seeds/")}
    placed = {places[f"seeds/{source.name}"]: source for source in sources}
    packed |= _evidence(json.loads(packed["reports/evidence.json"]), placed)
    manifest = json.loads(packed["reports/manifest.json"])
    day = max(first_day(source.published) for source in sources)
    story = BuildRecord(
        command=shlex.join(last_build.command(order)),
        day=day.isoformat(),
        languages=order.languages,
        version=chipbrief.__version__,
        engine=metadata.version("doit"),
        workflow=WORKFLOW,
        parameters=manifest["parameters"],
        sources=placed,
        runs=runs,
    )
    packed[ro_crate.NAME] = ro_crate.metadata(packed, story)
    return zipped(packed, day, programs=("postBuild",))


def _runs(jobs: Sequence[Job], paths: Paths) -> Iterable[Run]:
    """The jobs with their files as they are called in the archive; what was rendered is there as published."""
    rendered = paths.derived / "rendered"

    def place(path: Path) -> str:
        published = paths.reports / path.relative_to(rendered) if path.is_relative_to(rendered) else path
        return published.relative_to(paths.root).as_posix()

    notebooks = {name: step.notebook for step in STEPS for name, _ in step.runs(LANGUAGES)}
    for job in jobs:
        tool = f"notebooks/{notebooks[job.name]}.ipynb" if job.name in notebooks else TOOL
        yield Run(job.name, tool, [place(path) for path in job.inputs], [place(path) for path in job.outputs])


def _gathered(runs: Iterable[Run], paths: Paths) -> Files:
    """What the runs read and wrote, the notebooks, the package that ran, and what a project keeps beside them."""
    places = {place for run in runs for place in (*run.inputs, *run.outputs)}
    places |= {f"notebooks/{step.notebook}.ipynb" for step in STEPS}
    kept = (path for pattern in KEPT for path in paths.root.glob(pattern) if path.is_file())
    places |= {path.relative_to(paths.root).as_posix() for path in kept if not path.name.startswith(".")}
    package = Path(chipbrief.__file__).parent
    code = (path for path in package.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {place: (paths.root / place).read_bytes() for place in places} | {
        f"{PACKAGE}/{path.relative_to(package).as_posix()}": path.read_bytes() for path in code
    }


def _evidence(evidence: dict[str, dict[str, Any]], placed: dict[str, Source]) -> Files:
    """The evidence as annotations and as provenance, and the texts of the articles that are no plain text."""
    articles, addresses, texts = {}, {}, {}
    for place, source in placed.items():
        addresses[source.name] = address = f"../{quote(place)}"
        if source.text_sha256 != source.sha256:
            address = f"texts/{quote(source.name)}.txt"
            texts[f"evidence/texts/{source.name}.txt"] = source.text.encode("utf-8", "surrogatepass")
        articles[source.name] = Article(address, source.text, source.language)
    linked_data = {
        "annotations": collection(evidence["figures"] | evidence.get("relations", {}), articles, EVIDENCE),
        "provenance": provenance(evidence, addresses, EVIDENCE, f"../{BUILD}"),
    }
    graphs = {
        f"evidence/{name}.jsonld": (json.dumps(graph, ensure_ascii=False, indent=1) + "\n").encode()
        for name, graph in linked_data.items()
    }
    return texts | graphs
