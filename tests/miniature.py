"""A whole project in miniature: the notebooks of the real one, each two cells long, on one article."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from chipbrief.frames.schemas import DERIVED
from chipbrief.pipeline.jobs import Build, Order
from chipbrief.pipeline.steps import STEPS, WORKBOOK
from chipbrief.project import Paths
from chipbrief.sources.catalogue import COLUMNS, NAME

EXTRA = {"04-korea-impact": "target: float = 70.0  # domestic share, %  [0, 100]", "05-brief": 'language: str = "ko"'}
BODIES = {
    "01-ingest": "text = Path(sources, 'a.txt').read_text()",
    "02-figures": "text = Path(derived, 'blocks.csv').read_text()",
    "03-comparisons": "text = Path(derived, 'figures.csv').read_text()",
    "04-korea-impact": "text = Path(derived, 'figures.csv').read_text() + f'{target:g};'",
    "05-brief": "text = Path(derived, 'korea.json').read_text()",
}
SHOW = """\
from chipbrief.document.nodes import Front, Heading, Paragraph, Section, Text
from chipbrief.report.notebook import show
show(Front(language, [Text("Brief")], [Text("of one article")], [Text("Autumn")], "2025-09-25"))
"""
SECTION = """\
show(Section("summary", [Heading([Text("Summary")], "summary"), Paragraph([Text("Words.")])]))
"""


def add_source(root: Path, name: str, text: str) -> None:
    """Put an article into the miniature's `seeds/`, with its line in `sources.csv`."""
    (root / "seeds" / name).write_text(text, encoding="utf-8")
    catalogue = root / "seeds" / NAME
    lines = catalogue.read_text(encoding="utf-8") if catalogue.is_file() else ",".join(COLUMNS) + "\n"
    catalogue.write_text(f"{lines}{name},,,2025-09-25,day,no,,ko,\n", encoding="utf-8")


def notebook(name: str, *, body: str = "") -> dict[str, Any]:
    """The notebook `name` in miniature: it copies what it reads into all that it should write."""
    step = next(step for step in STEPS if step.notebook == name)
    parameters = 'sources: str = "seeds"\nreference: str = ""\nderived: str = "data/derived"\n' + EXTRA.get(name, "")
    files = [file.replace("{language}", "' + globals().get('language', '') + '") for file in step.writes]
    write = "\n".join(
        ["Path(derived).mkdir(parents=True, exist_ok=True)"]
        + [f"Path(derived, '{file}').write_text({_content(file)})" for file in files]
    )
    cells = [
        cell("parameters", parameters, "parameters"),
        cell("read", "from pathlib import Path\n" + (body or BODIES[name])),
    ]
    cells.append(cell("write", write))
    if name == "05-brief":
        cells += [cell("front", SHOW), cell("summary", SECTION)]
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def cell(name: str, source: str, *tags: str) -> dict[str, Any]:
    """A code cell."""
    metadata = {"tags": list(tags)} if tags else {}
    return {
        "cell_type": "code",
        "id": name,
        "metadata": metadata,
        "source": source,
        "outputs": [],
        "execution_count": None,
    }


def project(root: Path) -> Path:
    """Write a miniature project into `root`."""
    for folder in ("notebooks", "seeds", "data/reference"):
        (root / folder).mkdir(parents=True)
    for step in STEPS:
        put(root, step.notebook)
    add_source(root, "a.txt", "글")
    (root / "data/reference/units.csv").write_text("unit\n%\n")
    for name, head in (("entities", "id,ko,en"), ("metrics", "id,ko,en"), ("terms", "form,role,en,last")):
        (root / f"data/reference/{name}.csv").write_text(f"{head}\n")
    (root / "requirements.lock").write_text("")
    return root


def put(root: Path, name: str, *, body: str = "", change: Callable[[dict[str, Any]], None] | None = None) -> None:
    """Write the notebook `name`, with another body, or changed."""
    content = notebook(name, body=body)
    if change:
        change(content)
    (root / "notebooks" / f"{name}.ipynb").write_text(json.dumps(content), encoding="utf-8")


def ordered(root: Path, *parameters: tuple[str, str], languages: tuple[str, ...] = ("ko",)) -> Build:
    """The build of a miniature project."""
    return Build.of(Order(Paths.of(root), languages, parameters))


def built(
    root: Path, *parameters: tuple[str, str], force: bool = False, languages: tuple[str, ...] = ("ko",)
) -> list[str]:
    """Build it and return the names of the jobs that ran."""
    ran: list[str] = []
    ordered(root, *parameters, languages=languages).run(
        force=force, notify=lambda name, state: ran.append(name) if state == "run" else None
    )
    return ran


def _content(file: str) -> str:
    """What the notebook writes: what it has read; but heads alone of the tables that the workbook is made from."""
    name = Path(file).stem
    if file.startswith("evidence"):
        return repr(json.dumps({kind: {} for kind in ("figures", "references", "assumptions", "estimates")}))
    return repr(",".join(DERIVED[name].columns) + "\n") if name in WORKBOOK else "text"
