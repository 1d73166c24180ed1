"""The workbook, read back as another program reads it: links that arrive, texts that stay texts, equal bytes."""

import io
import re
import zipfile
from collections.abc import Mapping
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from chipbrief.export.workbook.sheets import LONGEST, fitting, safe, words
from chipbrief.export.workbook.writer import Material, written

AGAIN = {"restates": "f-a.txt-3", "review": "unconfirmed"}
FIGURE = {
    "source": "a.txt", "start": 3, "end": 6, "text": "70%", "kind": "percent", "low": 70, "high": None, "unit": "%",
    "approx": ">=", "date": None, "subject": "china;h100", "metric": "share", "versus": None, "period": "2027",
    "scope": None, "modality": "fact", "attribution": None, "rule": "number and unit", "confidence": 0.5,
    "restates": None,
    "review": None,
    "was": None,
}  # fmt: skip
FACT = {"label": {"ko": "자료", "en": "Fact"}, "low": 1, "high": 2, "unit": "x", "period": "", "title": "X",
        "url": "https://a.example/x?a=1&b=2#c", "note": "", "table": "trade"}  # fmt: skip
TOLD = {"source": "a.txt", "start": 5, "end": 9, "relation": "adopts", "subject": "china", "object": "h100",
        "modality": "fact", "status": None, "date": None, "attribution": None, "confidence": 0.8,
        "rule": "verb"}  # fmt: skip
ASSUMED = {"label": {"ko": "비중", "en": "Share"}, "low": 10, "high": 30, "unit": "%",
           "reason": {"ko": "까닭", "en": "Reason"}, "basis": ["r-x"]}  # fmt: skip


def estimate(formula: str, low: float | None, high: float | None, *inputs: str, unit: str = "USD") -> dict[str, Any]:
    label = {"ko": "추정", "en": "Estimate"}
    return {"label": label, "low": low, "high": high, "unit": unit, "formula": formula, "inputs": list(inputs)}


EVIDENCE: dict[str, dict[str, Any]] = {
    "figures": {
        "f-a.txt-3": FIGURE,
        "f-a.txt-20": FIGURE | {"start": 20, "low": 200, "high": 200, "unit": "USD", **AGAIN},
    },
    "relations": {"l-a.txt-5": TOLD},
    "references": {
        "r-x": FACT,
        **{f"r-{n}": FACT | {"url": ""} for n in range(10)},
        "s-a.txt": {"label": {"ko": "a.txt", "en": "a.txt"}, "table": "sources"},
    },
    "assumptions": {"a-part": ASSUMED, "a-seed": ASSUMED | {"low": 7, "high": 7, "unit": "seed"}},
    "estimates": {
        "e-loss": estimate("a × b ÷ 100", 20, 60, "f-a.txt-20", "a-part"),
        "e-more": estimate("a × b", 20, 120, "e-loss", "r-x"),
        "e-median": estimate("median(a, b)", 40, 40, "e-loss", "a-seed"),
        "e-open": estimate("a ÷ b", 1, None, "f-a.txt-3", "r-x", unit="%"),
        "e-count": estimate("count(a)", 10, 10, *(f"r-{n}" for n in range(10)), unit=""),
    },
}  # fmt: skip
SOURCE = {"id": "s-a.txt", "file": "a.txt", "publisher": "신문", "author": None, "published": "2025-09",
          "inferred": True, "url": "https://a.example/", "language": "ko", "sha256": "0" * 64}  # fmt: skip
PAIR = dict.fromkeys(words()["comparisons"]["columns"]) | {
    "subject": "h100", "versus": "china", "origin": "stated", "low": 1.0, "high": 2.0, "estimate": "e-more",
    "implied": "e-loss", "implied_low": 20.0, "implied_high": 60.0, "consistent_low": 1.0, "consistent_high": 1.5,
    "alternative": None, "published": None, "facts": "f-a.txt-3",
}  # fmt: skip
CONFLICT = dict.fromkeys(words()["conflicts"]["columns"]) | {
    "grade": "close", "certain": False, "first": "f-a.txt-20", "first_low": 200.0, "second": "gone", "second_low": 1.0,
}  # fmt: skip
SCENARIO = {"scenario": "70", "year": 2028, "measure": "loss", "estimate": "e-loss", "low": 20.0, "high": 60.0,
            "unit": "USD", "median": "e-median", "median_value": 40.0, "central": "e-c", "central_low": 30.0,
            "central_high": 50.0}  # fmt: skip


def material(**changed: Any) -> Material:
    tables = {"sources": [SOURCE], "pairs": [PAIR], "conflicts": [CONFLICT], "scenarios": [SCENARIO]}
    told = {
        "evidence": EVIDENCE, "tables": tables, "sentences": {"f-a.txt-3": "[중국]은 70% 이상을 쓴다."},
        "named": lambda word: {"china": "중국 (China)", "h100": "H100"}.get(word, word),
        "anchors": {"ko": {"f-a.txt-3", "e-loss"}, "en": {"e-loss"}},
    }  # fmt: skip
    return Material(**told | changed)


def opened(made: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(made))


@pytest.fixture(scope="module")
def book() -> Workbook:
    return opened(written(material()))


def rows(sheet: Worksheet) -> dict[str, dict[str, Any]]:
    """The cells of each row by its first cell, by the English head of the column."""
    heads = [str(cell.value).split("\n")[-1] for cell in sheet[1]]
    return {str(row[0].value): dict(zip(heads, row, strict=True)) for row in sheet.iter_rows(min_row=2)}


def target(book: Workbook, place: str) -> Any:
    """The value of the cell that an internal link leads to."""
    sheet, cell = place.split("!")
    return book[sheet.strip("'")][cell.replace("$", "")].value


def test_every_sheet_has_a_head_that_stays_a_filter_and_notes(book: Workbook) -> None:
    assert book.sheetnames == ["guide", *(name for name in words() if name != "guide")]
    for name in book.sheetnames[1:]:
        sheet, columns = book[name], words()[name]["columns"]
        assert sheet.freeze_panes == "B2"
        assert sheet.column_dimensions["A"].width > next(iter(columns.values()))[0]
        assert sheet.auto_filter.ref == f"A1:{sheet.cell(max(sheet.max_row, 2), len(columns)).coordinate}"
        for cell, (_, ko, en, *notes) in zip(sheet[1], columns.values(), strict=True):
            assert str(cell.value).split("\n") == [ko, en][: 1 if ko == en else 2]
            assert (cell.comment.text if cell.comment else "") == "\n".join(notes)


def test_a_figure_has_its_words_its_number_and_its_ways_to_the_evidence(book: Workbook) -> None:
    found = rows(book["figures"])
    row = found["f-a.txt-3"]
    told = ("text", "low", "high", "unit", "approx", "subject", "sentence")
    assert [row[name].value for name in told] == [
        "70%", 70, None, "%", ">=", "중국 (China), H100", "[중국]은 70% 이상을 쓴다."
    ]  # fmt: skip
    assert row["low"].number_format == '0"%"'
    link = row["ko"].hyperlink
    assert (link.target, link.location) == ("brief.ko.html", "f-a.txt-3")
    assert row["en"].value is None, "a page that has no entry for it is not linked"
    assert found["f-a.txt-20"]["review"].value == "unconfirmed"
    assert target(book, found["f-a.txt-20"]["restates"].hyperlink.location) == "f-a.txt-3"
    assert row["source"].value == "a.txt"
    assert target(book, row["source"].hyperlink.location) == "s-a.txt"


def test_inputs_lead_to_their_rows_and_references_to_their_pages(book: Workbook) -> None:
    row = rows(book["estimates"])["e-loss"]
    assert row["formula"].value == "a × b ÷ 100"
    for letter, id_ in (("a", "f-a.txt-20"), ("b", "a-part")):
        assert row[letter].value == id_
        assert target(book, row[letter].hyperlink.location) == id_
    link = rows(book["references"])["r-x"]["url"].hyperlink
    assert f"{link.target}#{link.location}" == "https://a.example/x?a=1&b=2#c"
    assert rows(book["estimates"])["e-count"]["more inputs"].value == "r-8, r-9"
    assert "s-a.txt" not in rows(book["references"])
    assert rows(book["sources"])["s-a.txt"]["figures"].value == 2


def test_arithmetic_is_live_and_the_rest_says_who_made_it(book: Workbook) -> None:
    found = rows(book["estimates"])
    assert found["e-loss"]["low"].value == "=figures!$E$3*assumptions!$F$2/100"
    assert found["e-loss"]["high"].value == "=figures!$E$3*assumptions!$G$2/100"
    assert found["e-more"]["high"].value == "=estimates!$G$2*references!$H$2"
    assert {id_: row["made by"].value for id_, row in found.items()} == {
        "e-loss": "workbook", "e-more": "workbook", "e-median": "notebook", "e-open": "notebook", "e-count": "notebook"
    }  # fmt: skip
    assert (found["e-open"]["low"].value, found["e-open"]["high"].value) == (1, None)
    scenario = rows(book["scenarios"])["70"]
    assert (scenario["low"].value, scenario["label (ko)"].value) == ("=estimates!$F$2", "추정")
    pair = rows(book["comparisons"])["H100"]
    assert (pair["low"].value, pair["implied high"].value) == ("=estimates!$F$3", "=estimates!$G$2")
    assert (pair["consistent high"].value, pair["consistent high"].number_format) == (1.5, pair["low"].number_format)
    conflict = rows(book["conflicts"])["close"]
    assert (conflict["first low"].value, conflict["second low"].value) == ("=figures!$E$3", 1)


def test_values_are_there_before_anything_is_computed() -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(material())), data_only=True)
    found = rows(book["estimates"])
    assert (found["e-more"]["low"].value, found["e-more"]["high"].value) == (20, 120)
    assert rows(book["scenarios"])["70"]["high"].value == 60


def test_only_an_assumption_that_is_followed_may_be_changed(book: Workbook) -> None:
    found, sheet = rows(book["assumptions"]), book["assumptions"]
    inputs = {cell.fill.fgColor.rgb for cell in (found["a-part"]["low"], found["a-part"]["high"])}
    assert inputs == {"FFFFF3B0"}
    assert found["a-seed"]["low"].fill.fgColor.rgb == found["a-part"]["built low"].fill.fgColor.rgb != "FFFFF3B0"
    (rule,) = sheet.data_validations.dataValidation
    assert (str(rule.sqref), rule.formula1, rule.formula2) == ("F2:G2", "0", "100")


def test_what_does_not_follow_turns_red_when_an_assumption_is_changed(book: Workbook) -> None:
    name = book.defined_names["changed_assumptions"]
    assert str(target(book, name.attr_text)).count("<>assumptions!") == 2
    watched = {str(item.sqref): item.rules[0].formula for item in book["estimates"].conditional_formatting}
    assert watched == {"F4:G4": ["changed_assumptions>0"]}, "the median rests on one, the count and the ratio do not"


def test_the_same_evidence_gives_the_same_bytes_and_no_clock() -> None:
    made = written(material())
    assert made == written(material())
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert {item.date_time[0] for item in archive.infolist()} == {1980}
        core = archive.read("docProps/core.xml").decode()
    assert re.findall(r">(\d{4}-[^<]*)<", core) == ["2025-09-01T00:00:00Z"] * 2


HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "{=1}",
    '=HYPERLINK("https://a.example")',
    "\t=1",
    "https://b.example/",
    "<b>",
    "_x0041_",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_never_is_a_formula_or_a_link(text: str) -> None:
    entry = FIGURE | {"text": text, "subject": text, "attribution": text, "source": text}
    source = SOURCE | {"publisher": text, "url": text, "author": text}
    tables = {"sources": [source], "pairs": [PAIR | {"facts": text}], "conflicts": [], "scenarios": []}
    evidence = EVIDENCE | {"figures": {"f-a.txt-3": entry, "f-a.txt-20": FIGURE | {"start": 20, "low": 1, "high": 1}}}
    told = opened(written(material(evidence=evidence, tables=tables, sentences={"f-a.txt-3": text})))
    row = rows(told["figures"])["f-a.txt-3"]
    for name in ("text", "subject", "attribution", "sentence"):
        assert (row[name].data_type, row[name].hyperlink) == ("s", None)
        assert row[name].number_format == ("@" if safe(text)[0] in "=+-@" else "General")
        assert row[name].value.replace("_x005F_", "_") == safe(text)
    assert rows(told["sources"])["s-a.txt"]["publisher"].data_type == "s"
    assert all(cell.data_type != "f" for line in told["sources"].iter_rows(min_row=2) for cell in line)


@given(st.text())
def test_any_text_can_be_stored(text: str) -> None:
    shown = safe(text)
    shown.encode("utf-8")
    assert not re.search("[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufffe\uffff]", shown)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=3), st.integers(10_000, 40_000))
def test_a_text_too_long_for_a_cell_says_what_is_missing(word: str, times: int) -> None:
    text = word * times
    short = fitting(text)
    assert len(short.encode("utf-16-le")) // 2 <= LONGEST
    kept, mark, rest = short.rpartition(" … (+")
    assert short == text or (text.startswith(kept) and mark and len(kept) + int(rest.strip(")")) == len(text))


def test_long_and_strange_texts_come_back() -> None:
    sentences: Mapping[str, str] = {"f-a.txt-3": "가" * 40_000, "f-a.txt-20": "종\x07소리\ud800\u202e\ufffe😀"}
    found = rows(opened(written(material(sentences=sentences)))["figures"])
    assert found["f-a.txt-3"]["sentence"].value.endswith("가 … (+7244)")
    assert found["f-a.txt-20"]["sentence"].value == "종U+0007소리U+D800U+202EU+FFFE😀"


def test_a_relation_has_its_row_with_names_and_sentence() -> None:
    book = opened(written(material(sentences={"l-a.txt-5": "중국은 H100을 쓴다."})))
    sheet = book["relations"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    (told,) = [row for row in rows if row[0] == "l-a.txt-5"]
    assert told[3:6] == ["중국 (China)", "adopts", "H100"]
    assert "중국은 H100을 쓴다." in told
