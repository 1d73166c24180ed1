"""What is made beside the brief for other people's tools, as jobs' actions."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from pathlib import Path

from chipbrief.errors import BuildError
from chipbrief.export import chart_data
from chipbrief.files import write


def chart_tables(executed: Mapping[str, Path], evidence: Path, outputs: Mapping[str, Path]) -> None:
    """Write the data of each chart of the executed briefs (by language); `outputs` maps a chart's name to its file.

    A chart that this brief does not draw has a file without rows. Raises BuildError for one that `outputs` lacks.
    """
    import nbformat

    from chipbrief.report.notebook import collect

    facts = json.loads(evidence.read_bytes())
    drawn = {
        language: chart_data.charts(collect(nbformat.read(path, as_version=4))[1])
        for language, path in executed.items()
    }
    for charts in drawn.values():
        for name in charts:
            if name not in outputs:
                raise BuildError(
                    f"chart {name}: add its name to CHARTS in report/registry.py, so that its data is published"
                )
    for name, output in outputs.items():
        versions = {language: charts[name] for language, charts in drawn.items() if name in charts}
        write(output, chart_data.written(chart_data.rows(versions, facts) if versions else []))


def workbook(folders: Mapping[str, Path], evidence: Path, pages: Mapping[str, Path], output: Path) -> None:
    """Write the workbook of the evidence; `pages` are the rendered briefs, by language, to which its rows link.

    `folders` are the brief's `sources`, `derived` and `reference`.
    """
    from chipbrief import frames
    from chipbrief.export.workbook.inputs import gathered
    from chipbrief.export.workbook.writer import written

    articles = frames.sources(folders["derived"], folders["sources"])
    texts = {language: page.read_text(encoding="utf-8") for language, page in pages.items()}
    facts = json.loads(evidence.read_bytes())
    write(output, written(gathered(facts, articles, folders["derived"], folders["reference"], texts)))


def data_packages(articles: Path | None, reference: Path, outputs: Mapping[Path, Collection[str]]) -> None:
    """Write a data package for each of `outputs`: a file, and the folders of its tables, `reference` or `derived`.

    Of the curated tables those are in it that the folder `reference` has. `articles` is the folder of the articles
    that the brief rests on, None when they are a figure set's.
    """
    from chipbrief.export import data_package
    from chipbrief.frames.schemas import REFERENCE
    from chipbrief.sources import catalogue
    from chipbrief.sources.reference_tables import rows

    catalogued = catalogue.lines(articles).values() if articles else ()
    missing = {path for path in data_package.tables() if path.startswith("reference/")}
    missing -= {f"reference/{path.stem}" for path in reference.glob("*.csv")}
    cited = {f"reference/{name}": rows(name, reference) for name in REFERENCE if f"reference/{name}" not in missing}
    for output, folders in outputs.items():
        paths = [path for path in data_package.tables() if path.partition("/")[0] in folders and path not in missing]
        write(output, data_package.package(paths, catalogued if "derived" in folders else (), cited))
