"""What is published beside the brief for other people's tools, as jobs' actions."""

from __future__ import annotations

import json
from collections.abc import Mapping
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
                    f"chart {name}: add its name to CHARTS in build/graph.py, so that its data is published"
                )
    for name, output in outputs.items():
        versions = {language: charts[name] for language, charts in drawn.items() if name in charts}
        write(output, chart_data.written(chart_data.rows(versions, facts) if versions else []))
