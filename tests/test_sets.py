"""A figure set as the notebooks read it: its schema, what they take of it, and a million figures."""

import json
import resource
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pandera.pandas
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from chipbrief import frames
from chipbrief.analysis import counts
from chipbrief.corpus.documents import Document
from chipbrief.corpus.parts import Part
from chipbrief.corpus.store import Store
from chipbrief.corpus.work import make
from chipbrief.errors import InputError
from chipbrief.extraction.extract import extract_source
from chipbrief.frames import sets
from chipbrief.frames.schemas import DERIVED
from chipbrief.model import Source
from chipbrief.report import legible

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
NEWS = "안내 말씀\n화웨이의 매출은 3조원이다. 어센드 910C의 성능은 H100의 60%다.\n끝"
DULL = "참가자는 20명이었다."
DOCUMENTS = (
    Document("b", "b", NEWS, "2025-09-25"),
    Document("a", "a", NEWS, "2025-10-01"),
    Document("dull", "dull", DULL, "2025-11-01"),
    Document("undated", "undated", NEWS * 2, ""),
)


@pytest.fixture
def collected(tmp_path: Path) -> Path:
    store = Store(tmp_path / "set")
    parts = [Part("one", DOCUMENTS[:2]), Part("two", DOCUMENTS[2:])]
    store.finish("x", [store.keep(part, make(part.documents)) for part in parts])
    return tmp_path / "set"


def test_the_columns_are_those_of_the_table_figures_and_more() -> None:
    columns = DERIVED["figures"].columns
    assert sets.SCHEMA.names[: len(columns)] == list(columns)
    kinds = {"float64": pa.float64(), "int64": pa.int64()}
    for name, column in columns.items():
        field = sets.SCHEMA.field(name)
        assert field.type == kinds.get(str(column.dtype), pa.string()), name
        if name not in ("low", "high", "confidence"):
            assert field.nullable == column.nullable, name


def test_a_part_fits_the_schema_of_the_notebooks(collected: Path) -> None:
    frame = frames.frame("figures", pd.read_parquet(collected).to_dict(orient="records"))
    assert isinstance(DERIVED["figures"].validate(frame), pandera.pandas.DataFrameSchema | pd.DataFrame)
    assert len(frame) > 6


def test_the_articles_are_those_that_compare_most(collected: Path) -> None:
    assert [article.name for article in sets.articles(collected, 2)] == ["a", "b"]
    assert [article.name for article in sets.articles(collected, 1)] == ["a"], "of two alike the newer"
    assert [article.name for article in sets.articles(collected, 9)] == ["a", "b", "dull"]


def test_an_article_quotes_at_the_places_of_the_document(collected: Path) -> None:
    (article,) = sets.articles(collected, 1)
    assert len(article.text) == len(NEWS)
    for start, letter in enumerate(article.text):
        assert letter in ("\n", NEWS[start])
    for figure in extract_source(Source("a", NEWS, "", "2025-10-01")).figures:
        assert article.text[figure.start : figure.end] == figure.text
    assert "안내" not in article.text
    assert (article.published, article.precision) == ("2025-10-01", "day")


def test_the_figures_are_those_of_the_whole_documents(collected: Path) -> None:
    expected = [
        {"id": figure.id} | asdict(figure) for figure in extract_source(Source("b", NEWS, "", "2025-09-25")).figures
    ]
    pd.testing.assert_frame_equal(sets.figures(collected, ["b"]), frames.frame("figures", expected))


def test_the_next_notebooks_get_the_same_articles(collected: Path, tmp_path: Path) -> None:
    articles = sets.articles(collected, 2)
    rows = [
        {"id": article.id, "file": article.name, "characters": len(article.text), "text_sha256": article.text_sha256}
        | asdict(article)
        for article in articles
    ]
    frames.write(frames.frame("sources", rows), "sources", tmp_path)
    frames.write(sets.excerpts(collected, ["a", "b"]), "excerpts", tmp_path)
    assert frames.sources(tmp_path, tmp_path / "no such folder") == articles


def test_counts_of_a_set_are_those_of_its_figures(collected: Path) -> None:
    found = [
        figure
        for one in DOCUMENTS
        for figure in extract_source(Source(one.id, str(one.content), "", one.published)).figures
    ]
    characters = {one.id: len(one.content) for one in DOCUMENTS}
    counted = sets.counted(collected)
    pd.testing.assert_frame_equal(counted, counts.figures(found, characters))
    assert counted["figures"].sum() == len(found)
    assert counted["tenth"].between(0, 9).all()


def test_no_figure_at_all() -> None:
    assert list(counts.figures([], {}).columns) == ["kind", "tenth", "figures"]


@pytest.mark.parametrize("damage", ["none", "manifest", "part", "gone"])
def test_a_set_that_cannot_be_read(collected: Path, damage: str) -> None:
    part = collected / "part-two.parquet"
    {
        "none": (collected / "_manifest.json").unlink,
        "manifest": lambda: (collected / "_manifest.json").write_text("{"),
        "part": lambda: part.write_bytes(part.read_bytes()[:99]),
        "gone": part.unlink,
    }[damage]()
    with pytest.raises(InputError, match="chipbrief corpus"):
        sets.counted(collected)


def test_a_set_without_dates(tmp_path: Path) -> None:
    store, part = Store(tmp_path / "set"), Part("one", DOCUMENTS[3:])
    store.finish("x", [store.keep(part, make(part.documents))])
    with pytest.raises(InputError, match="published"):
        sets.articles(tmp_path / "set", 5)


def test_a_million_figures(tmp_path: Path) -> None:
    """What is drawn are some ninety counts, and the memory taken is that of a part."""
    large(tmp_path, parts=20, documents=5000, each=10)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    counted = sets.counted(tmp_path)
    chosen = sets.articles(tmp_path, 20)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert counted["figures"].sum() == 1_000_000
    assert len(counted) <= 9 * 10
    assert len(chosen) == 20
    assert len(sets.figures(tmp_path, [article.name for article in chosen])) == 200
    assert grown < 600_000, "kilobytes"


def large(folder: Path, *, parts: int, documents: int, each: int) -> None:
    """A set of so many parts, documents a part and figures a document, made without reading any text."""
    draw, entries = np.random.default_rng(7), []
    kinds = np.array(["money", "percent", "count", "multiple", "date"])
    rows = documents * each
    for number in range(parts):
        names = np.repeat([f"d{number}-{one}" for one in range(documents)], each)
        start = np.tile(np.arange(each) * 40, documents)
        kind = draw.choice(kinds, rows)
        columns: dict[str, Any] = {
            "id": [f"f-{name}-{place}" for name, place in zip(names, start, strict=True)],
            "source": names, "start": start, "end": start + 3, "text": ["60%"] * rows, "kind": kind,
            "low": draw.integers(1, 99, rows).astype(float), "high": [None] * rows, "unit": ["%"] * rows,
            "approx": ["="] * rows, "rule": ["number and unit"] * rows, "date": [None] * rows,
            "modality": ["fact"] * rows,
            "subject": draw.choice(["huawei", "누구"], rows), "metric": draw.choice(["revenue", ""], rows),
            "published": ["2025-09-25"] * rows, "sha256": ["0" * 64] * rows, "characters": [each * 40] * rows,
            "sentence": ["60%의 점유율을 기록했다고 밝혔다."] * rows, "sentence_start": start,
        }  # fmt: skip
        table = pa.table(
            [pa.array(columns.get(field.name, [None] * rows), field.type) for field in sets.SCHEMA], schema=sets.SCHEMA
        )
        pq.write_table(table, folder / f"part-{number}.parquet")
        entries.append({"part": str(number)})
    (folder / "_manifest.json").write_text(json.dumps({"parts": entries}))


def test_the_charts_of_a_million_figures_are_drawn_from_counts(tmp_path: Path) -> None:
    from matplotlib import pyplot as plt

    large(tmp_path, parts=20, documents=5000, each=10)
    cells = json.loads((NOTEBOOKS / "02-figures.ipynb").read_text(encoding="utf-8"))["cells"]
    code = {cell["id"]: "".join(cell["source"]) for cell in cells}
    names: dict[str, Any] = {
        "Path": Path,
        "sets": sets,
        "legible": legible,
        "figures": str(tmp_path),
        "texts": {},
        "found": [],
    }
    for name in ("kinds", "places"):
        plt.figure()
        exec(code[name], names)  # noqa: S102 - our own notebook
        axes = plt.gcf().axes
        marks = sum(len(one.patches) + len(one.lines) + sum(map(cells_of, one.collections)) for one in axes)
        plt.close()
        assert 5 <= marks < 1000, "marks of aggregates, not of figures"


def cells_of(collection: Any) -> int:
    values = collection.get_array()
    return 0 if values is None else values.size
