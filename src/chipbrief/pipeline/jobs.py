"""The whole build: notebooks, renderings and publication as jobs, and the order in which they run."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from chipbrief import files
from chipbrief.errors import BuildError, InputError
from chipbrief.evidence.editions import Edition
from chipbrief.forked_kernels import process
from chipbrief.language.labels import LANGUAGES, PROSE
from chipbrief.pipeline import execute_notebook, export_jobs, lock, render_jobs, temporary_home
from chipbrief.pipeline.manifest import manifest
from chipbrief.pipeline.parameters import Given, Notebook, Value, check, read
from chipbrief.pipeline.publish import publish
from chipbrief.pipeline.scheduler import Check, Job, Notify, digest, digest_tree, make, part, plan
from chipbrief.pipeline.steps import (
    EXPORTERS,
    PRELOAD,
    REFERENCE,
    SOURCES,
    STEPS,
    TABLES,
    WITH_MODEL,
    WORKBOOK,
    Step,
)
from chipbrief.project import Paths
from chipbrief.report.registry import CHARTS
from chipbrief.sources import catalogue, reviews
from chipbrief.sources.reference_tables import Lexicon, reference_folder, rows

STATE = ".state.sqlite"
WORDS = "its words"
"""The setting of jobs that write in a language; notebooks that know none are not run again for a sentence."""
SET = "_manifest.json"  # as in `frames.sets`, which is imported only for a figure set
LOCK = ".lock"
WORTH_WARMING = 2
"""Stale notebooks from which on a warm process saves more than its start costs."""


@dataclass(frozen=True)
class Order:
    """What a user asks for: folders, languages, and parameters as (name, text) pairs.

    `lasting` are those of `chipbrief.toml`, which `parameters` go before.
    `published` is the date, ISO 8601, of sources that `sources.csv` does not list; `since` the content of the
    `evidence.json` against which the brief tells what changed, empty for none.
    """

    paths: Paths
    languages: Sequence[str] = LANGUAGES
    parameters: Sequence[tuple[str, str]] = ()
    published: str = ""
    since: bytes = b""
    lasting: Sequence[Given] = ()


@dataclass(frozen=True)
class Build:
    """An order that was checked against the notebooks, so that it can run."""

    paths: Paths
    languages: tuple[str, ...]
    values: Mapping[str, Value]
    notebooks: Mapping[str, Notebook]
    settings: dict[str, str] = field(default_factory=dict)
    since: bytes = b""
    resident: bool = False
    """Whether the warm process is started in any case and stays, for builds to come."""

    @classmethod
    def of(cls, order: Order) -> Build:
        """Check an order. Raises InputError for what cannot be built, before anything runs."""
        paths = order.paths
        notebooks = {step.notebook: read(paths.notebooks / f"{step.notebook}.ipynb") for step in STEPS}
        values = check([*order.lasting, *order.parameters], notebooks.values())
        collected = Path(str(values["figures"])).resolve() if values.get("figures") else None
        folders = (
            [(paths.reference, "--data")] if collected else [(paths.sources, "--sources"), (paths.reference, "--data")]
        )
        for folder, remedy in folders:
            if not folder.is_dir():
                raise InputError(f"{folder}: no such folder; give one with {remedy}")
        if collected:
            from chipbrief.frames import sets  # needs the extra `corpus`, as the notebooks will

            sets.manifest(collected)  # refuses one that is not finished
            values["figures"] = paths.relative(collected)
        else:
            articles = catalogue.load(paths.sources, order.published)  # refuses what 01-ingest would, before it runs
            Lexicon.of(paths.reference).run(reviews.load, paths.sources, articles)
        for table in sorted(paths.reference.glob("*.csv")):
            rows(table.stem, paths.reference)  # refuses what any of the notebooks would
        if order.published:
            values["published"] = order.published
        if order.since:
            Edition(order.since, "--since")
            values["since"] = paths.relative(_edition(paths.derived, order.since))
        for name in ("published", "since"):
            if name in values and not any(name in notebook.parameters for notebook in notebooks.values()):
                raise InputError(f"--{name}: no notebook has the parameter {name!r}; restore it from the repository")
        settings = {
            "the package": digest_tree(Path(__file__).parents[1], without=PROSE),
            WORDS: digest_tree(PROSE),
            "its tables": digest_tree(reference_folder()),
        }
        lock = paths.root / "requirements.lock"
        if lock.is_file():
            settings["requirements.lock"] = digest(lock)
        return cls(paths, tuple(dict.fromkeys(order.languages)), values, notebooks, settings, order.since)

    def run(
        self, *, force: bool = False, notify: Notify, only: Collection[str] = (), check: Check = bool
    ) -> list[Path]:
        """Make what is stale (all with `force`) and return the published files.

        With `only`, the names of jobs, these and what they need. `check` is called before each job, and ends the build
        by raising. Raises BuildError when a notebook fails; the reports are untouched then. Raises InputError when
        another build is at work in the same derived folder.
        """
        derived = self.paths.derived
        with lock.lock(derived / LOCK), temporary_home.usable():
            if self.since:
                files.write(_edition(derived, self.since), self.since)
            jobs = self.jobs()
            stale = [job.name for job in jobs] if force else list(self._plan(jobs))
            if stale:
                jobs = self.jobs(warm=self._warm(stale))
                make(part(jobs, only, check), derived / STATE, root=self.paths.root, force=force, notify=notify)
            return list(jobs[-1].outputs)

    def plan(self) -> dict[str, str]:
        """Name of each job that `run` would run, and why."""
        return self._plan(self.jobs())

    def _plan(self, jobs: Sequence[Job]) -> dict[str, str]:
        return plan(jobs, self.paths.derived / STATE, root=self.paths.root)

    def _warm(self, stale: Collection[str]) -> bool:
        """Start what the kernels of stale notebooks are forked from; false when that is not worth it."""
        steps = [step for step in STEPS for name, _ in step.runs(self.languages) if name in stale]
        if not process.AVAILABLE or (len(steps) < WORTH_WARMING and not self.resident):
            return False
        for preload in dict.fromkeys([TABLES, *(step.preload for step in steps), PRELOAD]):
            process.server(preload)  # all but the first are forks of it, as soon as it is ready
        return True

    def jobs(self, *, warm: bool = False) -> list[Job]:
        """Every job, each after those that it needs; the last one publishes. `warm`: in forks of a warm process."""
        made = [
            self._notebook(step, name, language, warm) for step in STEPS for name, language in step.runs(self.languages)
        ]
        rendered = list(self._renderings(warm))
        files = [path for job in rendered for path in job.outputs]
        listed = self._manifest(files)
        return [*made, self._packages(warm), *rendered, listed, self._publication([*files, *listed.outputs])]

    def _notebook(self, step: Step, name: str, language: str, warm: bool) -> Job:
        derived = self.paths.derived
        executed = self.paths.executed / f"{name}.ipynb"
        values = self._values(self.notebooks[step.notebook], language)
        outputs = [derived / file for file in step.written(language)]
        return Job(
            name,
            inputs=[path for entry in step.reads for path in self._inputs(entry)],
            outputs=[*outputs, executed],
            action=partial(self._execute, step, executed, values, outputs, warm),
            settings={
                **{name: value for name, value in self.settings.items() if step.by_language or name != WORDS},
                "its code": self.notebooks[step.notebook].code,
                **{f"parameter {key}": json.dumps(value) for key, value in sorted(values.items())},
            },
        )

    def _execute(
        self, step: Step, executed: Path, values: Mapping[str, Value], outputs: Iterable[Path], warm: bool
    ) -> None:
        path = self.paths.notebooks / f"{step.notebook}.ipynb"
        execute_notebook.execute(path, executed, values, self.paths.root, step.preload if warm else ())
        if warm and step.preload == WITH_MODEL and not self.resident:
            process.stop(WITH_MODEL)  # nobody else needs it
        for output in outputs:
            if not output.is_file():
                raise BuildError(f"{path.name}: did not write {output}; see what pipeline/steps.py says that it writes")

    def _values(self, notebook: Notebook, language: str) -> dict[str, Value]:
        """What the notebook is told: of all values those that it declares."""
        paths = self.paths
        values = {
            "sources": paths.relative(paths.sources),
            "reference": paths.relative(paths.reference),
            "derived": paths.relative(paths.derived),
            "language": language,
            **self.values,
        }
        return {name: value for name, value in values.items() if name in notebook.parameters}

    def _inputs(self, entry: str) -> list[Path]:
        if entry == SOURCES:
            return self._sources()
        return _files(self.paths.reference) if entry == REFERENCE else [self.paths.derived / entry]

    def _sources(self) -> list[Path]:
        """The articles and their catalogue, or the manifest of the figure set in their place: it names every part."""
        collected = self.values.get("figures")
        return [self.paths.root / str(collected) / SET] if collected else _files(self.paths.sources)

    @property
    def _written(self) -> dict[str, str]:
        """The settings of what is rendered."""
        return {name: self.settings[name] for name in ("the package", WORDS)}

    def _packages(self, warm: bool) -> Job:
        """The data packages: of all tables, and of the curated ones, which are there before any build."""
        data, folder, articles = self.paths.data, self.paths.data / "reference", self.paths.sources
        curated = _files(folder) if folder.is_dir() else []
        outputs = {data / "datapackage.json": ("reference", "derived") if curated else ("derived",)}
        if curated:
            outputs[data / "reference.datapackage.json"] = ("reference",)
        given = None if self.values.get("figures") else articles
        action = self._forked(warm, export_jobs.data_packages, given, folder, outputs, preload=TABLES)
        catalogued = [path for path in (articles / catalogue.NAME,) if given and path.is_file()]
        return Job(
            "data packages",
            [*curated, *catalogued],
            list(outputs),
            action,
            {"the package": self.settings["the package"]},
        )

    def _renderings(self, warm: bool) -> Iterable[Job]:
        folder = self.paths.derived / "rendered"
        package = self._written
        for language in self.languages:
            executed = self.paths.executed / f"05-brief.{language}.ipynb"
            for suffix in EXPORTERS:
                output = folder / f"brief.{language}.{suffix}"
                action = self._forked(warm, render_jobs.render, executed, output)
                yield Job(output.name, [executed], [output], action, package)
        pdf, picture = folder / f"brief.{self.languages[-1]}.pdf", folder / "front.png"
        yield Job(picture.name, [pdf], [picture], partial(render_jobs.front, pdf, picture), package)
        written = [self.paths.derived / f"evidence.{language}.json" for language in self.languages]
        evidence = folder / "evidence.json"
        yield Job(evidence.name, written, [evidence], partial(render_jobs.evidence, written, evidence), package)
        executed_in = {language: self.paths.executed / f"05-brief.{language}.ipynb" for language in self.languages}
        tables = {name: folder / "data" / f"{name}.csv" for name in CHARTS}
        write_tables = self._forked(warm, export_jobs.chart_tables, executed_in, evidence, tables)
        yield Job("chart data", [*executed_in.values(), evidence], list(tables.values()), write_tables, package)
        yield self._workbook(evidence, folder, warm)
        yield from self._pages(folder / "notebooks", warm)

    def _pages(self, folder: Path, warm: bool) -> Iterable[Job]:
        """The notebooks that know no language, as pages to read."""
        names = [step.notebook for step in STEPS if not step.by_language]
        for name in names:
            inputs = [self.paths.notebooks / f"{name}.ipynb", self.paths.executed / f"{name}.ipynb"]
            output = folder / f"{name}.html"
            action = self._forked(warm, render_jobs.notebook, *inputs, output, names)
            yield Job(output.name, inputs, [output], action, self._written)

    def _workbook(self, evidence: Path, folder: Path, warm: bool) -> Job:
        """The workbook, which links to the rendered pages."""
        paths, output = self.paths, folder / "figures.xlsx"
        pages = {language: folder / f"brief.{language}.html" for language in self.languages}
        folders = {"sources": paths.sources, "derived": paths.derived, "reference": paths.reference}
        inputs = [evidence, *pages.values(), *self._sources(), *_files(paths.reference)]
        inputs += [paths.derived / f"{name}.csv" for name in WORKBOOK]
        action = self._forked(warm, export_jobs.workbook, folders, evidence, pages, output)
        return Job(output.name, inputs, [output], action, self._written)

    def _forked(
        self, warm: bool, function: Callable[..., None], *arguments: object, preload: Collection[str] = PRELOAD
    ) -> Callable[[], None]:
        """A call, with this build's tables, as a job's action; forked from the server of `preload` if there is one."""
        called = partial(Lexicon.of(self.paths.reference).run, function, *arguments)
        return partial(process.call_or_here, preload, called) if warm else called

    def _manifest(self, rendered: Sequence[Path]) -> Job:
        sources, reference = self._sources(), _files(self.paths.reference)
        notebooks = {name: notebook.code for name, notebook in self.notebooks.items()}
        output = self.paths.derived / "rendered" / "manifest.json"

        def action() -> None:
            content = manifest(
                sources=sources,
                reference=reference,
                notebooks=notebooks,
                parameters=self._parameters(),
                outputs={path.relative_to(output.parent).as_posix(): path for path in rendered},
            )
            files.write(output, content)

        settings = {"parameters": json.dumps(self._parameters(), sort_keys=True), "notebooks": json.dumps(notebooks)}
        return Job(output.name, [*sources, *reference, *rendered], [output], action, self.settings | settings)

    def _parameters(self) -> dict[str, Value]:
        """Every parameter of the notebooks as this build sets it, but for folders and language."""
        declared = {name: p.default for notebook in self.notebooks.values() for name, p in notebook.parameters.items()}
        folders = ("sources", "reference", "derived", "language", "figures", "since")
        return {name: value for name, value in (declared | dict(self.values)).items() if name not in folders}

    def _publication(self, files: Sequence[Path]) -> Job:
        reports, rendered = self.paths.reports, self.paths.derived / "rendered"
        places = {file: reports / file.relative_to(rendered) for file in files}
        return Job("reports", files, list(places.values()), partial(publish, places, reports))


def _edition(derived: Path, content: bytes) -> Path:
    """Where an earlier edition is kept; its name tells its content, so that another one makes the brief stale."""
    return derived / "editions" / f"{hashlib.sha256(content).hexdigest()[:12]}.json"


def _files(folder: Path) -> list[Path]:
    return sorted(p for p in folder.iterdir() if p.is_file() and not p.name.startswith("."))
