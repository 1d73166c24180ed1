"""The curated tables: well formed, cited, and with the values and disagreements that were found."""

import shutil
from collections import defaultdict
from pathlib import Path

import pytest

from chipbrief import frames
from chipbrief.errors import InputError
from chipbrief.frames.schemas import REFERENCE
from chipbrief.sources.reference_tables import rows

TABLES = Path(__file__).parents[1] / "data/reference"
IDS = {row["id"] for row in rows("entities")}


def values(chip: str, metric: str) -> list[float]:
    """What the rows of a chip say, in order of size."""
    found = frames.references("chips").values()
    prefix = f"r-chips-{chip}-{metric}-"
    return sorted(row.low for row in found if row.id.removeprefix(prefix).isdigit() and row.low is not None)


def changed(folder: Path, table: str, old: str, new: str) -> Path:
    """A copy of the tables with one text replaced."""
    shutil.copytree(TABLES, folder / "reference")
    path = folder / "reference" / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder / "reference"


@pytest.mark.parametrize("table", REFERENCE)
def test_a_table_fits_its_schema_and_every_row_is_cited(table: str) -> None:
    found = frames.references(table)
    assert len(found) == len(rows(table))
    for id_, row in found.items():
        assert (row.id, row.table) == (id_, table)
        assert row.url.startswith("http")
        assert row.label_ko
        assert row.label_en
    assert "quote" not in rows(table)[0]


def test_ids_are_unique_over_all_tables() -> None:
    ids = [id_ for table in REFERENCE for id_ in frames.references(table)]
    assert len(ids) == len(set(ids))


def test_entities_and_metrics_are_those_of_the_gazetteer() -> None:
    metrics = {row["id"] for row in rows("metrics")}
    assert {row[column] for row in rows("chips") for column in ("chip", "maker")} <= IDS
    assert {entity for row in rows("events") for entity in row["entities"].split(";")} <= IDS
    assert {row[column] for row in rows("trade") for column in ("subject", "versus")} <= IDS | {""}
    assert {row["metric"] for row in rows("trade")} <= metrics | {""}


def test_a_chip_is_always_of_the_same_maker() -> None:
    makers = defaultdict(set)
    for row in rows("chips"):
        makers[row["chip"]].add(row["maker"])
    assert all(len(found) == 1 for found in makers.values())


@pytest.mark.parametrize(
    ("chip", "metric", "expected"),
    [
        ("a100", "peak-fp16", [312, 312, 312]),
        ("h100", "peak-fp16", [989, 989, 989.4]),
        ("ascend-910b", "peak-fp16", [256, 280, 320, 354]),
        ("ascend-910b", "measured-fp16", [313.182]),
        ("ascend-910c", "peak-fp16", [780, 780, 780, 800, 800, 800]),
        ("ascend-910c", "interconnect", [400, 784]),
        ("h20", "tdp", [400, 400, 550]),
        ("br100", "bandwidth", [1.64, 2.3]),
        ("ascend-950pr", "memory", [112, 112, 128, 128]),
        ("b200", "memory", [180, 180, 186]),
        ("b200", "bandwidth", [7.672, 8, 8, 8, 8, 8, 8]),
        ("ascend-960", "peak-fp16", []),
        ("ppu", "peak-fp16", []),
    ],
)
def test_disagreements_are_kept_and_gaps_are_not_filled(chip: str, metric: str, expected: list[float]) -> None:
    assert values(chip, metric) == expected


def test_every_row_names_its_page_and_its_confidence() -> None:
    for table in REFERENCE:
        for row in frames.references(table).values():
            assert row.title, row.id
            assert row.publisher, row.id
            assert row.confidence in {"high", "medium", "low"}, row.id


def test_what_was_corrected_stays_corrected() -> None:
    chips = rows("chips")
    status = {(row["id"], row["status"]) for row in chips}
    assert not [row for row in chips if row["chip"] == "ascend-920"]  # announced by no page, launched by none
    assert not [row for row in chips if "metax-tech.com" in row["url"] or "birentech.com" in row["url"]]  # never opened
    assert ("r-chips-br100-peak-fp16-1", "cancelled") in status
    assert ("r-chips-ascend-950pr-memory-1", "planned") in status
    assert {row["status"] for row in chips if row["chip"] == "ascend-960"} == {"planned"}
    events = {row["id"] for row in rows("events")}
    assert not events & {"r-events-05", "r-events-09", "r-events-14", "r-events-19", "r-events-22"}  # told twice


def test_a_series_has_each_value_once() -> None:
    found = [tuple(row[key] for key in ("series", "period", "low", "high", "note", "url")) for row in rows("trade")]
    assert len(found) == len(set(found))


def test_as_of_a_day_only_what_was_public_by_then_counts() -> None:
    then = set(frames.reference("trade", as_of="2025-09-25")["id"])
    assert "r-trade-kr-chip-exports-motie-2024" in then
    assert "r-trade-kr-chip-exports-motie-2025" not in then
    assert "r-trade-kr-chip-exports-motie-month-2025-08" in then
    assert "r-trade-kr-chip-exports-motie-month-2025-09" not in then
    chips = set(frames.reference("chips", as_of="2025-09-25")["id"])
    assert "r-chips-ascend-950pr-memory-1" in chips
    assert "r-chips-ascend-950pr-memory-4" not in chips
    assert frames.reference("events", as_of="2025-09-25")["date"].max() <= "2025-09-25"
    assert "2026-06" <= frames.newest() <= "2026-06-30"


def test_a_row_without_a_number_says_why() -> None:
    gaps = [row for row in frames.references("chips").values() if row.low is None and row.high is None]
    assert len(gaps) > 30
    assert all(row.note for row in gaps)


def test_exports_of_2024_and_2025_by_two_offices() -> None:
    found = frames.references("trade")
    assert found["r-trade-kr-chip-exports-motie-2024"].low == 141_900_000_000
    assert found["r-trade-kr-chip-exports-ict-2024"].low == 142_090_000_000
    assert found["r-trade-kr-chip-exports-customs-2025"].low == 175_300_000_000
    assert found["r-trade-krw-per-cny-parity-2025-09-01"].low == 195.31
    assert "divided by 100" in found["r-trade-krw-per-cny-parity-2025-09-01"].note


def test_an_event_has_a_date_and_no_number() -> None:
    event = frames.references("events")["r-events-11"]
    assert (event.period, event.low, event.high, event.unit) == ("2025-08-26", None, None, "")


@pytest.mark.parametrize(
    ("table", "old", "new", "told"),
    [
        ("chips", ",312,312,TFLOPS", ",312x,312,TFLOPS", "row 2, column low: 312x is no number"),
        ("chips", ",312,312,TFLOPS", ",313,312,TFLOPS", "row 2, low is above high"),
        ("chips", ",312,312,TFLOPS", ",312,312,GFLOPS", "row 2, column unit: GFLOPS is not TFLOPS"),
        ("chips", ",peak-fp16,312", ",fp16,312", "row 2, column metric: fp16 is not in specifications.csv"),
        ("chips", "https://glenn", "glenn", "row 2, column url: glennklockwood"),
        (
            "chips",
            ",medium,shipping\n",
            ",certain,shipping\n",
            "row 2, column confidence: certain is none of high, medium, low",
        ),
        ("chips", "r-chips-a100-memory-1", "r-chips-a100-peak-fp16-1", "column id: r-chips-a100-peak-fp16-1 is there"),
        ("chips", "not stated in the text seen", "", "row 7, column note: no number and no reason"),
        ("trade", "한국 반도체 수출액(산업통상자원부)", "Exports", "row 2, column label_ko: Exports"),
        ("trade", ",2022,", ",in 2022,", "row 2, column period: in 2022"),
        ("events", "2025-04-09", "9 April", "column date: 9 April"),
        ("events", "id,date", "id,day", "row 1: its columns must be id,date"),
    ],
)
def test_a_bad_row_is_told_with_file_row_and_column(tmp_path: Path, table: str, old: str, new: str, told: str) -> None:
    with pytest.raises(InputError) as error:
        frames.references(table, changed(tmp_path, table, old, new))
    assert f"{table}.csv: " in str(error.value)
    assert told in str(error.value)
    assert "\n" not in str(error.value)


def test_another_table_is_refused() -> None:
    with pytest.raises(InputError, match="there are chips, trade, events"):
        frames.references("units")
