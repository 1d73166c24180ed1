"""A document into `seeds/`: its bytes, and its line in `sources.csv`, both or neither."""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from chipbrief.errors import InputError
from chipbrief.model import Source
from chipbrief.model.periods import precision
from chipbrief.sources import catalogue, reference_tables
from chipbrief.sources.metadata import Origin, origin
from chipbrief.sources.near_duplicates import Duplicate, duplicates
from chipbrief.sources.readers.read import contents, decode, read

_WORDS = ("publisher", "author", "url", "language")


@dataclass(frozen=True, slots=True)
class Addition:
    """A document that may be added: its bytes, what will be its line, and the day on which it was fetched, if any."""

    data: bytes
    source: Source
    retrieved: str = ""


def prepare(
    paths: Iterable[Path], folder: Path, given: Origin, fetched: Mapping[Path, Origin] = MappingProxyType({})
) -> tuple[list[Addition], list[InputError]]:
    """The documents as they would be catalogued, and what is wrong with those that cannot be; nothing is written yet.

    What a document does not say of itself is taken from `given`; other than its date, what is given comes first.
    `fetched` has what is given of those that were.
    Each is judged alone: one that cannot be read, has no date to be found, is catalogued already, or has the name of
    another does not keep out the rest. Raises InputError for a folder, a catalogue or an address that cannot be used.
    """
    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder; give the one that holds the articles with --sources")
    if not catalogue.is_address(given.url):
        raise InputError(f"--url {given.url}: no address; write one that begins with https://")
    names = list(catalogue.lines(folder))
    added: list[Addition] = []
    refused: list[InputError] = []
    for path in paths:
        try:
            addition = _prepared(path, fetched.get(path, given))
            _named(path, addition, folder, names, [item.source.name for item in added])
        except InputError as error:
            refused.append(error)
            continue
        added.append(addition)
    return added, refused


def _named(path: Path, addition: Addition, folder: Path, listed: list[str], before: list[str]) -> None:
    """Raise InputError where a document cannot have its name beside those that are listed, and those before it."""
    name, place = addition.source.name, catalogue.locate(folder, addition.source.name)
    if name in catalogue.BESIDE or catalogue.is_passed_over(name):
        raise InputError(f"{path}: no article can have this name; rename it")
    if name[0] in reference_tables.FORMULA.replace("-", ""):
        raise InputError(f"{path}: a spreadsheet would take {name} for a formula; rename it")
    if name in listed:
        raise InputError(f"{path}: {name} is in {folder / catalogue.NAME} already; correct its line there")
    if name in before:
        raise InputError(f"{path}: {name} is given twice; rename one of the two")
    if place.exists() and contents(place) != addition.data:
        raise InputError(f"{path}: {place} is another file of this name; rename yours")
    catalogue.distinct(folder, [*listed, *before, name])


def write(added: list[Addition], folder: Path) -> None:
    """Put the documents and their lines in place; when anything fails, all is as it was.

    Raises InputError for a folder that cannot be written, or a disk that is full.
    """
    if not added:
        return
    written = {folder / catalogue.NAME: _catalogue(folder / catalogue.NAME, added)}
    for item in added:
        if not catalogue.locate(folder, item.source.name).exists():
            written[folder / item.source.name] = item.data
    beside = {place: place.with_name(f".{place.name}.new") for place in written}
    placed: list[Path] = []
    try:
        for place, data in written.items():
            beside[place].write_bytes(data)
        for place in reversed(written):  # the catalogue last: it must not list what is not there
            beside[place].replace(place)
            placed.append(place)
    except OSError as error:
        for place in placed:  # never the catalogue: nothing comes after it
            place.unlink()
        raise InputError(f"{folder}: cannot be written ({error.strerror}); nothing was added") from error
    finally:
        for place in beside.values():
            if place.exists():
                place.unlink()


def _catalogue(path: Path, added: list[Addition]) -> bytes:
    """The catalogue with these lines after its own, its line ends and its byte order mark kept."""
    text = reference_tables.text(path) if path.is_file() else ",".join(catalogue.COLUMNS) + "\n"
    end = "\r\n" if "\r\n" in text else "\n"
    columns = next(csv.reader([text.splitlines()[0]]))
    if catalogue.RETRIEVED not in columns and any(item.retrieved for item in added):
        head, *rest = csv.reader(io.StringIO(text, newline=""))
        columns = [*head, catalogue.RETRIEVED]
        text = "".join(f"{catalogue.as_line(cells)}{end}" for cells in (columns, *([*row, ""] for row in rest if row)))
    text = text if text.endswith("\n") else text + end
    text += "".join(f"{catalogue.as_line(_cells(item, columns))}{end}" for item in added)
    marked = path.is_file() and path.read_bytes().startswith(codecs.BOM_UTF8)
    return text.encode("utf-8-sig" if marked else "utf-8")


def find_similar(added: list[Addition], folder: Path) -> dict[str, Duplicate]:
    """Which of the documents print the story of one in the folder, or of one before them."""
    names = catalogue.lines(folder)
    texts = [(name, read(catalogue.locate(folder, name))[0]) for name in names]
    found = duplicates([*texts, *((item.source.name, item.source.text) for item in added)])
    return {item.source: item for item in found if item.source not in names}


def _prepared(path: Path, given: Origin) -> Addition:
    data = contents(path)
    text = decode(data, str(path))
    stated = origin(data, str(path), text)
    printed = bool(stated.published) and not stated.inferred
    completed = (replace(given, published="") if printed else given).completed(stated)
    if not completed.published:
        raise InputError(f"{path}: no date in it; give the day or month it appeared with --published 2025-09-25")
    publisher, author, url, language = (_cell(getattr(completed, name)) for name in _WORDS)
    source = Source(
        catalogue.checked_name(path),
        text,
        hashlib.sha256(data).hexdigest(),
        completed.published,
        precision(completed.published) or "",
        completed.inferred,
        publisher,
        author,
        url,
        language,
    )
    return Addition(data, source, given.retrieved)


def _cell(words: str) -> str:
    """Words of a stranger as a cell that a spreadsheet shows: on one line, printable, and no formula."""
    return "".join(filter(str.isprintable, " ".join(words.split()))).lstrip(reference_tables.FORMULA + " ")


def _cells(added: Addition, columns: list[str]) -> list[str]:
    """A document's cells in the order of the catalogue's columns."""
    source = added.source
    cells = {"file": source.name, "inferred": "yes" if source.inferred else "no", catalogue.RETRIEVED: added.retrieved}
    return [cells[column] if column in cells else str(getattr(source, column)) for column in columns]
