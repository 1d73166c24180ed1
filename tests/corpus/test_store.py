"""A set is whole or not there, and nothing that is not ours is touched."""

import json
from pathlib import Path

import pandas as pd
import pytest

from chipbrief.corpus.documents import Document
from chipbrief.corpus.parts import Part
from chipbrief.corpus.store import Store, extraction
from chipbrief.corpus.work import make
from chipbrief.errors import InputError
from chipbrief.sources.reference_tables import reference_folder


def part(key: str) -> Part:
    return Part(key, (Document(f"{key}.txt", key, "매출은 3조원이다.", "2025-09-25"), Document("bad", "bad", b"", "")))


def kept(store: Store, *keys: str) -> None:
    store.finish("x", [store.keep(part(key), make(part(key).documents)) for key in keys])


def test_what_was_kept_is_found_again(tmp_path: Path) -> None:
    store = Store(tmp_path / "set")
    assert store.entry(part("a")) is None
    entry = store.keep(part("a"), make(part("a").documents))
    assert Store(tmp_path / "set").entry(part("a")) == entry
    assert (entry.documents, entry.first, entry.last, entry.figures, entry.failures) == (2, "a.txt", "bad", 1, 1)


@pytest.mark.parametrize("file", ["part-a.parquet", "_failures/part-a.parquet"])
def test_a_damaged_part_is_made_again(tmp_path: Path, file: str) -> None:
    store = Store(tmp_path / "set")
    kept(store, "a")
    (tmp_path / "set" / file).write_bytes((tmp_path / "set" / file).read_bytes()[:-9])
    assert store.entry(part("a")) is None


def test_the_manifest_tells_what_is_there_and_what_is_gone_goes(tmp_path: Path) -> None:
    store = Store(tmp_path / "set")
    kept(store, "b", "a")
    kept(store, "c", "b")
    told = json.loads((tmp_path / "set" / "_manifest.json").read_text())
    assert [one["part"] for one in told["parts"]] == ["c", "b"]
    assert (told["documents"], told["figures"], told["failures"]) == (4, 2, 2)
    assert {path.name for path in (tmp_path / "set").glob("*.parquet")} == {"part-b.parquet", "part-c.parquet"}
    assert set(pd.read_parquet(tmp_path / "set")["source"]) == {"b.txt", "c.txt"}, "as anybody reads it"
    assert list(pd.read_parquet(tmp_path / "set" / "_failures")["document"]) == ["bad", "bad"]


@pytest.mark.parametrize("there", ["file", "folder"])
def test_another_s_place_is_refused(tmp_path: Path, there: str) -> None:
    mine = tmp_path / "mine"
    if there == "folder":
        mine.mkdir()
        mine = mine / "thesis.txt"
    mine.write_text("precious")
    with pytest.raises(InputError, match="no figure set"):
        Store(tmp_path / "mine")
    assert mine.read_text() == "precious"


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="cannot be written"):
        Store(tmp_path / "file" / "set").keep(part("a"), make(part("a").documents))


def test_the_extraction_has_a_digest_that_stays() -> None:
    assert extraction(reference_folder()) == extraction(reference_folder())
