"""The data of charts as CSV: every number whole, in its unit, with its words in both languages."""

import csv
import io
from pathlib import Path
from typing import Any

import nbformat
import pytest

from chipbrief.document.nodes import Chart, Column, Front, Heading, Name, Number, Section, Table, Text, to_json
from chipbrief.errors import BuildError
from chipbrief.export import chart_data
from chipbrief.pipeline import export_jobs
from chipbrief.report.notebook import show

EVIDENCE: Any = {
    "figures": {"f-a": {"low": -2.5, "high": None, "unit": "%"}},
    "estimates": {"e-b": {"low": 72652800000, "high": 72652800000.5, "unit": "USD"}},
}


def section(chip: str, stated: str, row: str = "H100", id_: str = "f-a", name: str = "exposure") -> Section:
    """A section with one chart of two rows; the second is without a number but for its date."""
    one = [[Name(row, "h100")], [Number("≥ −2.5", "figure", id_), Text(" / "), Number("≈72.7", "estimate", "e-b")]]
    two = [[Text("–")], [Number("2027", "figure", "f-a", time="2027")]]
    words = [[Text("model "), Number("9", "figure", "f-a")], [Text("–")]]
    table = Table(name, [], [Column([Text(chip)]), Column([Text(stated)], "number")], [one, two, words], [])
    chart = Chart(name, [Text("What it says")], "<svg></svg>", "All of it.", [], table)
    return Section("summary", [Heading([Text("Summary")], "summary"), chart])


def rows(**languages: Section) -> list[dict[str, Any]]:
    drawn = {language: chart_data.charts([to_json(made)])["exposure"] for language, made in languages.items()}
    return chart_data.rows(drawn, EVIDENCE)


def test_every_number_is_a_row_with_its_words_in_both_languages() -> None:
    first, second, third = rows(ko=section("칩", "서술"), en=section("Chip", "Stated"))
    placed = {"row": 1, "row_ko": "H100", "row_en": "H100", "column_ko": "서술", "column_en": "Stated", "date": ""}
    assert first == placed | {"low": -2.5, "high": None, "unit": "%", "kind": "figure", "id": "f-a"}
    money = {"low": 72652800000, "high": 72652800000.5, "unit": "USD", "kind": "estimate", "id": "e-b"}
    assert second == placed | money
    assert (third["row"], third["date"], third["id"], "low" in third) == (2, "2027", "f-a", False)


def test_a_head_loses_the_unit_in_which_the_chart_shows_it() -> None:
    first, *_ = rows(ko=section("칩", "손실, 십억 달러"), en=section("Chip", "Loss, $ billion"))
    assert (first["column_ko"], first["column_en"]) == ("손실", "Loss")


def test_languages_that_show_different_numbers_are_refused() -> None:
    with pytest.raises(BuildError, match="exposure: its languages show different numbers"):
        rows(ko=section("칩", "서술"), en=section("Chip", "Stated", id_="f-c"))


@pytest.mark.parametrize("hostile", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_a_text_never_is_a_formula_and_a_number_stays_one(hostile: str) -> None:
    made = rows(ko=section(hostile, hostile, hostile))
    read = list(csv.DictReader(io.StringIO(chart_data.written(made).decode(), newline="")))
    assert read[0]["row_ko"] == read[0]["column_ko"] == f"'{hostile.strip()}"
    assert float(read[0]["low"]) == -2.5
    assert read[0]["high"] == ""
    assert tuple(read[0]) == chart_data.COLUMNS


def executed(path: Path, shown: Section) -> Path:
    """A notebook that shows a brief of one section."""
    from nbformat import v4

    nodes = (Front("ko", [], [], [], "2025"), shown)
    outputs = [v4.new_output("display_data", show(node)._repr_mimebundle_()) for node in nodes]  # type: ignore[no-untyped-call]
    cells = [v4.new_code_cell("", id="brief", outputs=outputs)]  # type: ignore[no-untyped-call]
    nbformat.write(v4.new_notebook(cells=cells), path)  # type: ignore[no-untyped-call]
    return path


def test_a_chart_that_is_not_drawn_has_a_head_and_no_rows(tmp_path: Path) -> None:
    evidence = tmp_path / "evidence.json"
    evidence.write_text('{"figures": {"f-a": {"low": 1, "high": 1, "unit": "x"}}, "estimates": {"e-b": '
                        '{"low": 1, "high": 2, "unit": ""}}}')  # fmt: skip
    outputs = {name: tmp_path / "data" / f"{name}.csv" for name in ("exposure", "tornado")}
    notebook = executed(tmp_path / "05-brief.ko.ipynb", section("칩", "서술"))
    export_jobs.chart_tables({"ko": notebook}, evidence, outputs)
    assert outputs["tornado"].read_text() == ",".join(chart_data.COLUMNS) + "\n"
    assert outputs["exposure"].read_text(encoding="utf-8").splitlines()[1] == "1,H100,,서술,,1,1,x,,figure,f-a"
    with pytest.raises(BuildError, match="chart exposure: add its name to CHARTS"):
        export_jobs.chart_tables({"ko": notebook}, evidence, {"tornado": outputs["tornado"]})
