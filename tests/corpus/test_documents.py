"""Documents from wherever they are kept, and what becomes of those that cannot be read."""

import gzip
import json
from pathlib import Path

import fsspec
import pandas as pd
import pytest
from backports import zstd

from chipbrief.corpus.documents import Document, documents
from chipbrief.errors import InputError
from chipbrief.sources.readers.reading import CHARACTERS

ROWS = [
    {"id": "가", "text": "매출 3조원", "published": "2025-10-01"},
    {"id": "나", "text": "성능 2.5배", "published": "2025-10-02T09:30:00"},
]
LINES = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS).encode()


def told(found: list[Document]) -> list[tuple[str, str | bytes, str]]:
    return [(document.id, document.content, document.published) for document in found]


EXPECTED = [("가", "매출 3조원", "2025-10-01"), ("나", "성능 2.5배", "2025-10-02")]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("news.jsonl", LINES),
        ("news.ndjson", b"\xef\xbb\xbf" + LINES),
        ("news.jsonl.gz", gzip.compress(LINES)),
        ("news.jsonl.zst", zstd.compress(LINES)),
        ("news.jsonl.zst", b"".join(map(zstd.compress, LINES.splitlines(keepends=True)))),
    ],
)
def test_json_lines(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    found = list(documents(str(tmp_path / name)))
    assert told(found) == EXPECTED
    assert found[-1].read == pytest.approx(1)


@pytest.mark.parametrize("typed", [str, pd.to_datetime])
def test_parquet(tmp_path: Path, typed: type) -> None:
    frame = pd.DataFrame(ROWS)
    frame.assign(published=[typed(row["published"]) for row in ROWS], more=1).to_parquet(tmp_path / "news.parquet")
    assert told(list(documents(str(tmp_path / "news.parquet")))) == EXPECTED


def test_a_folder_with_all_kinds_in_it(tmp_path: Path) -> None:
    (tmp_path / "2025").mkdir()
    (tmp_path / "2025" / "a.txt").write_text("글 1개")
    (tmp_path / "2025" / "sources.csv").write_text("file,published\na.txt,2025-08-01\n")
    (tmp_path / "b.txt").write_text("글 2개")
    (tmp_path / "c.jsonl").write_bytes(LINES)
    (tmp_path / ".hidden").write_text("3개")
    (tmp_path / "README.md").write_text("4개")
    found = told(list(documents(str(tmp_path), "2025-12-31")))
    assert found[:2] == [("2025/a.txt", "글 1개".encode(), "2025-08-01"), ("b.txt", "글 2개".encode(), "2025-12-31")]
    assert found[2:] == EXPECTED


def test_a_figure_set_in_the_folder_is_not_read(tmp_path: Path) -> None:
    for name in (
        "done/_manifest.json",
        "done/part-a.parquet",
        "stopped/_failures/part-b.parquet",
        "stopped/part-b.parquet",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        pd.DataFrame(ROWS).to_parquet(tmp_path / name)
    (tmp_path / "news.jsonl").write_bytes(LINES)
    assert told(list(documents(str(tmp_path)))) == EXPECTED


def test_any_address() -> None:
    with fsspec.open("memory://news/a.jsonl", "wb") as file:
        file.write(LINES)
    assert told(list(documents("memory://news"))) == EXPECTED


@pytest.mark.parametrize("source", ["nowhere", "nothing://there", "memory://empty"])
def test_a_source_that_is_not_there(source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match=source):
        list(documents(source))


def test_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no document there"):
        list(documents(str(tmp_path)))


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b"{", "not a document"),
        (b'{"id": "x"}', "not a document"),
        (b'{"id": "x", "text": null}', "not a document"),
        (b"[1]", "not a document"),
        (b'{"id": "x", "text": "y", "published": "soon"}', "not a date"),
        (b'{"id": "\xff", "text": "y"}', "not UTF-8"),
        (b'{"id": "\\ud800", "text": "y"}', "half a character"),
        (b'{"id": "x", "text": "' + b"1" * (7 * CHARACTERS) + b'"}', "longer than"),
    ],
)
def test_a_bad_line_is_told_and_the_rest_is_read(tmp_path: Path, line: bytes, why: str) -> None:
    first, second = LINES.splitlines(keepends=True)
    (tmp_path / "news.jsonl").write_bytes(first + line + b"\n\n" + second)
    found = list(documents(str(tmp_path / "news.jsonl")))
    assert told([found[0], found[2]]) == EXPECTED
    assert why in found[1].problem
    assert "news.jsonl: line 2" in found[1].problem


@pytest.mark.parametrize(("name", "pack"), [("b.jsonl.gz", gzip.compress), ("b.jsonl.zst", zstd.compress)])
def test_an_archive_that_is_cut_off_costs_only_its_end(tmp_path: Path, name: str, pack: object) -> None:
    (tmp_path / "a.jsonl").write_bytes(LINES)
    packed = pack(LINES * 2000)  # type: ignore[operator]
    (tmp_path / name).write_bytes(packed[: len(packed) // 2])
    (tmp_path / "c.jsonl").write_bytes(LINES)
    found = list(documents(str(tmp_path)))
    assert [one.problem for one in found[:2] + found[-2:]] == [""] * 4
    assert found[-3].problem.startswith(name)


@pytest.mark.parametrize("content", [b"PAR1 and no more", b""])
def test_parquet_that_is_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.parquet").write_bytes(content)
    (found,) = documents(str(tmp_path / "a.parquet"))
    assert "a.parquet: row 1: cannot be read" in found.problem


def test_parquet_without_its_columns(tmp_path: Path) -> None:
    pd.DataFrame({"id": ["a"], "body": ["b"]}).to_parquet(tmp_path / "a.parquet")
    (found,) = documents(str(tmp_path / "a.parquet"))
    assert "no column text" in found.problem


def test_a_catalogue_that_cannot_be_read_stops_before_anything_is_undated(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("글")
    (tmp_path / "sources.csv").write_text("name,date\na.txt,2025\n")
    with pytest.raises(InputError, match=r"sources\.csv"):
        list(documents(str(tmp_path)))
