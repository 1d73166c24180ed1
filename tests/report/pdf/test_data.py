"""The evidence of the handout: what stands together, what is left to the page, and where it ends."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pypdfium2
import pytest
from handouts import brief, entry, number, render, text_of

from chipbrief.document.nodes import Chart, Entry, Evidence, Front, Number, Paragraph, Quote, Run, Section, Text
from chipbrief.report.notebook import show
from chipbrief.report.pdf.data import handout


def as_data(front: Front, sections: list[Section]) -> dict[str, Any]:
    """The template's data for a brief."""
    nodes = [show(node)._repr_mimebundle_()["application/vnd.chipbrief+json"] for node in [front, *sections]]
    return handout(nodes[0], nodes[1:])


def notes(data: dict[str, Any]) -> list[list[str]]:
    """The marks of each paragraph of the evidence."""
    return [[member["code"] for member in note["members"]] for note in data["sections"][-1]["blocks"][-1]["notes"]]


def test_entries_of_one_sentence_stand_under_one_quotation() -> None:
    data = as_data(*brief())
    assert notes(data) == [["F1", "F2"], ["E1"], ["A1"], ["R1"], ["R2"]]
    assert [bool(note["quote"]) for note in data["sections"][-1]["blocks"][-1]["notes"]] == [True] + [False] * 4


@pytest.mark.parametrize("length", [20, 90])
def test_the_evidence_ends_on_the_last_page_and_not_below_it(length: int) -> None:
    front, sections = brief()
    evidence = sections[-1].blocks[-1]
    assert isinstance(evidence, Evidence)
    for index in range(3, 43):
        quote = Quote("가.txt", index, index + 1, [Run("가나다 " * (length + index), "", f"figure-{index}.가")])
        evidence.entries.append(entry("figure", index, quote))
        sections[0].blocks.append(Paragraph([number("figure", index)]))
    content = render(front, sections)
    assert "F42 42%" in text_of(content)
    with pypdfium2.PdfDocument(content) as document:
        for page in document:
            text = page.get_textpage()
            boxes = [text.get_charbox(index) for index in range(text.count_chars())]
            footer = 15 / 25.4 * 72  # points
            assert sum(bottom < top < footer - 4 for _, bottom, _, top in boxes) < 40, "only the footer stands there"


def test_references_to_one_page_stand_together_and_repeat_nothing() -> None:
    front, sections = brief()
    page = {"url": "https://www.example.org/a"}
    labels = ["A, memory", "B, memory", "B, power"]
    new = [Entry("reference", f"r-{i}", f"{i}", [Text(label)], [], [], **page) for i, label in enumerate(labels)]
    evidence = sections[-1].blocks[-1]
    assert isinstance(evidence, Evidence)
    evidence.entries[4:5] += [new[0], entry("assumption", 2), *new[1:]]
    sections[0].blocks.append(Paragraph([Number("1", "reference", f"r-{i}") for i in range(3)]))
    sections[0].blocks.append(Paragraph([number("assumption", 2), number("reference", 1)]))
    data = as_data(front, sections)
    assert ["R2", "R3", "R4"] in notes(data)
    text = text_of(render(front, sections))
    assert re.search(r"R2 0 A, memory ?; ?R3 1 B ?; ?R4 2 power · example.org", text)


def test_an_estimate_that_only_a_chart_draws_is_left_to_the_page() -> None:
    front, sections = brief()
    evidence, chart = sections[-1].blocks[-1], sections[0].blocks[-1]
    assert isinstance(evidence, Evidence)
    assert isinstance(chart, Chart)
    evidence.entries.extend([Entry("estimate", "estimate-2.가", "5", [Text("그린 값")], [], [])])
    drawn = replace(chart.data, rows=[[[number("estimate", 2)], [number("figure", 2)]]])
    sections[0].blocks[-1] = replace(chart, data=drawn)
    assert all("E2" not in codes for codes in notes(as_data(front, sections)))
    sections[0].blocks.append(Paragraph([number("estimate", 2)]))
    assert ["E2"] in notes(as_data(front, sections))
