"""A stream of documents from a folder, JSON lines, Parquet, or any address that fsspec knows.

Nothing is read as a whole: a line, a batch of rows or one file at a time. What cannot be read is a document
too, with its `problem`, so that it ends up among the failures and the stream goes on.
"""

from __future__ import annotations

import csv
import io
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePosixPath
from typing import IO, Any, cast

from chipbrief.errors import InputError
from chipbrief.extraction.json_lines import dated, document
from chipbrief.sources import catalogue
from chipbrief.sources.readers.reading import CHARACTERS

_BYTES = 20_000_000  # of the largest file that is one document: pictures in a PDF are not text
_LINE = 6 * CHARACTERS + 4096  # of the longest JSON line: a character is at most \uXXXX
_ROWS = 256  # of Parquet read at a time
_COMPRESSED = {".gz", ".zst", ".bz2", ".xz"}
_LINES = {".jsonl", ".ndjson"}
_MARKS = ("/_manifest.json", "/_failures/")  # a figure set has them: its figures are no documents
_ROW_COLUMNS = ("id", "text", "published")


@dataclass(frozen=True, slots=True)
class Document:
    """One document: its text, or the bytes of its file; `problem` says in a line why it has neither.

    `place` is where it was found, `read` the part of the whole source (0 to 1) that is read with it.
    """

    id: str
    place: str
    content: str | bytes
    published: str
    problem: str = ""
    read: float = 0.0


@dataclass(frozen=True, slots=True)
class _File:
    path: str
    name: str
    size: int
    regular: bool = True  # no pipe, no device

    @property
    def suffix(self) -> str:
        """What tells its format: `.jsonl` of `news.jsonl.gz`."""
        suffixes = [suffix.lower() for suffix in PurePosixPath(self.path).suffixes]
        return next((suffix for suffix in reversed(suffixes) if suffix not in _COMPRESSED), "")


def documents(source: str, published: str = "") -> Iterator[Document]:
    """Every document of `source`, always in the same order; `published` dates those without a date.

    Of a folder, also its sub-folders: JSON lines and Parquet give their rows, every other file is one document,
    dated by the `sources.csv` beside it. Hidden files, the catalogue, reviews, `README.md` and figure sets are none.

    Raises InputError when the source as such cannot be reached or is empty.
    """
    from fsspec.core import url_to_fs

    try:
        system, root = url_to_fs(source)
        files = _files(system, root)
    except (OSError, ValueError, ImportError) as error:
        raise InputError(f"{source}: cannot be reached ({_line(error)}); check the path or the address") from error
    if not files:
        raise InputError(f"{source}: no document there; name a folder, JSON lines or Parquet")
    yield from _stream(system, files, published)


def _files(system: Any, root: str) -> list[_File]:
    if not system.isdir(root):
        return [_file(root, PurePosixPath(root).name, system.info(root))]
    base, found = root.rstrip("/") + "/", system.find(root, detail=True)
    ours = tuple({f"{path.rpartition(mark)[0]}/" for path in found for mark in _MARKS if mark in path})
    found = {path: info for path, info in found.items() if not path.startswith(ours)}
    files = [_file(path, path.removeprefix(base), info) for path, info in found.items()]
    return sorted((file for file in files if _wanted(file.name)), key=lambda file: file.name)


def _file(path: str, name: str, info: dict[str, Any]) -> _File:
    return _File(path, name, int(info.get("size") or 1), info.get("type") != "other")


def _wanted(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return parts[-1] not in catalogue.BESIDE and not any(part[0] in "._~" for part in parts)


def _stream(system: Any, files: list[_File], published: str) -> Iterator[Document]:
    whole, before = sum(file.size for file in files), 0
    catalogues: dict[str, dict[str, str]] = {}
    for file in files:
        if not file.regular:
            problem = f"{file.name}: no file but a pipe or a device; remove it"
            yield Document(file.name, file.name, "", published, problem, (before + file.size) / whole)
        elif file.suffix in _LINES:
            yield from _from_lines(system, file, published, (before, whole))
        elif file.suffix == ".parquet":
            yield from _from_rows(system, file, published, (before, whole))
        else:
            folder = file.path.rpartition("/")[0]
            if folder not in catalogues:
                catalogues = {folder: _catalogue(system, folder)}  # files come folder by folder
            date = catalogues[folder].get(unicodedata.normalize("NFC", file.path.rpartition("/")[2]), published)
            yield _from_file(system, file, date, (before + file.size) / whole)
        before += file.size


def _from_lines(system: Any, file: _File, published: str, share: tuple[int, int]) -> Iterator[Document]:
    number = 0
    try:
        with system.open(file.path, "rb") as raw:
            for line in _lines(_unpacked(raw, file.path)):
                number += 1
                if line is None or line.strip():
                    read = (share[0] + min(raw.tell(), file.size)) / share[1]
                    yield _from_line(f"{file.name}: line {number}", line, published, read)
    except Exception as error:  # a damaged archive raises whatever its library likes
        place = f"{file.name}: line {number + 1}"
        problem = f"{place}: cannot be read on ({_line(error)}); is the file cut off? fetch it again"
        yield Document(place, place, "", "", problem)


def _unpacked(raw: IO[bytes], path: str) -> IO[bytes]:
    from fsspec.compression import compr
    from fsspec.utils import infer_compression

    if path.lower().endswith(".zst"):
        return cast("IO[bytes]", _zstd().ZstdFile(raw))
    compression = infer_compression(path)
    unpacked: IO[bytes] = compr[compression](raw, mode="rb") if compression else raw
    return unpacked


def _zstd() -> Any:
    """Reads all frames of a file, and notices one that is cut off. Part of Python from 3.14 on."""
    return import_module("compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd")


def _lines(stream: IO[bytes]) -> Iterator[bytes | None]:
    """The lines of a stream; None for one that is too long, of which no more than the limit is ever held."""
    while line := stream.readline(_LINE):
        if len(line) < _LINE or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(_LINE)
        yield None


def _from_line(place: str, line: bytes | None, published: str, read: float) -> Document:
    if line is None:
        return Document(place, place, "", "", f"{place}: longer than {_LINE} bytes; split that document", read)
    try:
        source = document(place, line.decode("utf-8-sig"), published)
        source.name.encode()
    except UnicodeEncodeError:
        return Document(place, place, "", "", f"{place}: id: half a character; write it in UTF-8", read)
    except UnicodeDecodeError as error:
        return Document(place, place, "", "", f"{place}: byte {error.start}: not UTF-8; save it as UTF-8", read)
    except InputError as error:
        return Document(place, place, "", "", str(error), read)
    return Document(source.name, place, source.text, source.published, read=read)


def _from_rows(system: Any, file: _File, published: str, share: tuple[int, int]) -> Iterator[Document]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    number = 0
    try:
        with system.open(file.path, "rb") as raw:
            table = pq.ParquetFile(raw)
            missing = [name for name in ("id", "text") if name not in table.schema_arrow.names]
            if missing:
                raise InputError(f"no column {', '.join(missing)}; its columns are {', '.join(_ROW_COLUMNS)}")
            columns = [name for name in _ROW_COLUMNS if name in table.schema_arrow.names]
            rows = max(1, table.metadata.num_rows)
            for batch in table.iter_batches(_ROWS, columns=columns):
                for row in batch.to_pylist():
                    number += 1
                    read = (share[0] + file.size * number / rows) / share[1]
                    yield _from_row(f"{file.name}: row {number}", row, published, read)
    except (OSError, InputError, pa.ArrowException) as error:
        place = f"{file.name}: row {number + 1}"
        yield Document(place, place, "", "", f"{place}: cannot be read ({_line(error)}); write the file again")


def _from_row(place: str, row: dict[str, Any], published: str, read: float) -> Document:
    name, text = row["id"], row["text"]
    if name in (None, "") or not isinstance(text, str):
        return Document(place, place, "", "", f"{place}: no id or no text; give both", read)
    try:
        date = dated(place, str(row.get("published") or published))
    except InputError as error:
        return Document(str(name), place, "", "", str(error), read)
    return Document(str(name), place, text, date, read=read)


def _from_file(system: Any, file: _File, published: str, read: float) -> Document:
    name = unicodedata.normalize("NFC", file.name)
    if file.size > _BYTES:
        problem = f"{name}: {file.size} bytes, more than {_BYTES}; keep its text only"
        return Document(name, name, "", published, problem, read)
    try:
        return Document(name, name, system.cat_file(file.path), dated(name, published), read=read)
    except (OSError, InputError) as error:
        unread = f"{name}: cannot be read ({_line(error)}); see who may"
        problem = str(error) if isinstance(error, InputError) else unread
        return Document(name, name, "", published, problem, read)


def _catalogue(system: Any, folder: str) -> dict[str, str]:
    """The dates of publication in the `sources.csv` of a folder, if it has one.

    Raises InputError for a catalogue that cannot be read: undated figures of a whole folder are no small thing.
    """
    path = f"{folder}/{catalogue.NAME}"
    if not system.isfile(path):
        return {}
    try:
        text = system.cat_file(path).decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
        return {unicodedata.normalize("NFC", row["file"]): row["published"] for row in rows}
    except (OSError, UnicodeDecodeError, csv.Error, KeyError) as error:
        raise InputError(f"{path}: {_line(error)}; write a table with the columns file and published") from error


def _line(error: BaseException) -> str:
    return " ".join(str(error).split()) or type(error).__name__
