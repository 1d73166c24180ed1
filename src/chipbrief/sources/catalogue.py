"""`sources.csv`: where each article comes from, checked against the files beside it."""

from __future__ import annotations

import csv
import hashlib
import io
import os
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from chipbrief import files
from chipbrief.errors import InputError
from chipbrief.model import Source, slug
from chipbrief.model.periods import precision
from chipbrief.sources import reference_tables
from chipbrief.sources.readers.read import contents, read

NAME = "sources.csv"
BESIDE = (NAME, "reviews.csv", "README.md")
"""Files of the folder that are no articles."""
COLUMNS = ("file", "publisher", "author", "published", "precision", "inferred", "url", "language", "sha256")
RETRIEVED = "retrieved"
"""The one column that need not be there: the day, ISO 8601, on which `chipbrief add URL` fetched a page."""
_LEFT = ("thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r")
_LEFT_ENDINGS = ("~", ".bak", ".swp", ".swo", ".tmp", ".orig", ".rej", ".crdownload", ".part", ".lnk", ".url")
_INFERRED = {"yes": True, "no": False}
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_SHA256 = re.compile(r"[0-9a-f]{64}|")
_URL = re.compile(r"https?://\S+|")

Row = dict[str, str]


def load(folder: Path, published: str = "") -> list[Source]:
    """All articles of `folder` with their lines of `sources.csv`, in the order of their names.

    An article without a line is refused, or takes `published` (ISO 8601) as its date where that is given.
    A line without a checksum is taken as it is. Hidden files, `README.md`, and what systems and
    editors leave behind are no articles.

    Raises InputError, of one line, for a table or an article that cannot be used.
    """
    if published and precision(published) is None:
        raise InputError(f"{published}: not a date; write 2025-10-02, or 2025-10 for a month")
    paths = _files(folder)
    listed = lines(folder)
    for name in sorted(set(listed) - set(paths)):
        raise InputError(f"{folder / NAME}: {name}: no such file in {folder}; put it there, or remove its line")
    sources = [_source(folder, path, listed.get(name), published) for name, path in paths.items()]
    distinct(folder, (source.name for source in sources))
    return sources


def locate(folder: Path, name: str) -> Path:
    """The file of an article, by its catalogued name; a file system may have spelt its Hangul in parts (NFD)."""
    path = folder / name
    if path.exists() or name.isascii():
        return path
    return next((p for p in folder.iterdir() if unicodedata.normalize("NFC", p.name) == name), path)


def is_address(url: str) -> bool:
    """Whether the catalogue takes this for where an article is: a web address, or nothing."""
    return bool(_URL.fullmatch(url))


def is_passed_over(name: str) -> bool:
    """Whether a file of this name is no article but what a system or an editor leaves in a folder."""
    left = name.lower()
    return name[0] in ".~" or name[0] == name[-1] == "#" or left in _LEFT or left.endswith(_LEFT_ENDINGS)


def _files(folder: Path) -> dict[str, Path]:
    """The articles by name, normalised (NFC) since file systems differ in how they spell Hangul."""
    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder; name the one that holds the articles")
    paths = [path for path in folder.iterdir() if path.name not in BESIDE and not is_passed_over(path.name)]
    if not paths:
        raise InputError(f"{folder}: holds no article; put one there, and its line into {NAME}")
    found: dict[str, Path] = {}
    for path in sorted(paths, key=lambda path: path.name):
        name = checked_name(path)
        if path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder)):
            raise InputError(f"{path}: a link that leads out of {folder}; put the file itself there")
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise InputError(f"{path}: no file but a pipe or a device; remove it")
        if name in found:
            raise InputError(f"{path}: there are two of this name, their Hangul stored differently; remove one")
        found[name] = path
    return found


def checked_name(path: Path) -> str:
    """A file's name as the catalogue has it (NFC). Raises InputError for one that cannot be told in a line."""
    name = unicodedata.normalize("NFC", path.name)
    if not name.isprintable():
        shown = "".join(sign if sign.isprintable() else f"U+{ord(sign):04X}" for sign in name)
        raise InputError(f"{path.parent / shown}: its name has characters that do not print (shown as U+…); rename it")
    return name


def lines(folder: Path) -> dict[str, Row]:
    """The lines of the folder's catalogue by file name; none when it has no catalogue.

    Raises InputError for a table, or a line of it, that cannot be used.
    """
    path = folder / NAME
    if not files.is_there(path):
        return {}
    reader = csv.DictReader(io.StringIO(reference_tables.text(path), newline=""), strict=True)
    try:
        rows = [(reader.line_num, row) for row in reader]
    except csv.Error as error:
        raise InputError(f"{path}: line {reader.line_num}: {error}; double each quote inside a quoted cell") from error
    found, wanted = set(reader.fieldnames or ()) - {RETRIEVED}, set(COLUMNS)
    if found != wanted:
        problems = [f"unknown column {name}" for name in sorted(map(str, found - wanted))]
        problems += [f"no column {name}" for name in COLUMNS if name not in found]
        raise InputError(f"{path}: line 1: {', '.join(problems)}; its first line is {','.join(COLUMNS)}")
    listed: dict[str, Row] = {}
    for number, row in rows:
        place = f"{path}: line {number}"
        if None in row or None in row.values():
            raise InputError(f"{place}: not {len(reader.fieldnames or ())} cells; quote a cell that holds a comma")
        name = unicodedata.normalize("NFC", row["file"])
        if name in listed:
            raise InputError(f"{place}: column file: {name} is listed twice; remove one of the lines")
        listed[name] = _checked({key: value.strip() for key, value in row.items()}, place)
    return listed


def _checked(row: Row, place: str) -> Row:
    """The row, its precision filled in from the date. Raises InputError for a cell that cannot be used."""
    precise, retrieved = precision(row["published"]), row.get(RETRIEVED, "")
    row["precision"] = row["precision"] or precise or ""
    problems = {
        "file": (bool(row["file"]) and "/" not in row["file"], "the article's file name, without folder"),
        "published": (precise is not None, "an ISO 8601 date, as 2025-09-25 or 2025-09"),
        "precision": (row["precision"] == precise, f"{precise}, as the date is written"),
        "inferred": (row["inferred"] in _INFERRED, "yes or no: was the date concluded, not printed?"),
        "url": (is_address(row["url"]), "an address that begins with https://, or nothing"),
        "language": (bool(_LANGUAGE.fullmatch(row["language"])), "a code as ko or en"),
        RETRIEVED: (not retrieved or precision(retrieved) == "day", "a day, as 2025-09-25, or nothing"),
        "sha256": (bool(_SHA256.fullmatch(row["sha256"])), "64 hexadecimal digits, or nothing"),
    }
    for column, (good, remedy) in problems.items():
        if not good:
            raise InputError(f"{place}: column {column}: {row.get(column) or 'nothing'}; write {remedy}")
    return row


def _source(folder: Path, path: Path, row: Row | None, published: str) -> Source:
    text, sha256 = read(path)
    name = checked_name(path)
    if row is None:
        if not published:
            line = as_line([name, "", "", "YYYY-MM-DD", "day", "no", "", "ko", sha256])
            remedy = f"add the line {line} with its date" if (folder / NAME).is_file() else (
                f"write {folder / NAME} with the lines {','.join(COLUMNS)} and {line} with its date"
            )  # fmt: skip
            raise InputError(
                f"{path}: not listed in {NAME}; {remedy}, run chipbrief add, or give its date with --published"
            )
        return Source(name, text, sha256, published, precision(published) or "", inferred=True)
    if row["sha256"] and row["sha256"] != sha256:
        if row["sha256"] in _other_ends(contents(path)):
            raise InputError(
                f"{path}: differs only in its line ends from the file that {NAME} lists; set git config core.autocrlf "
                f"false and check it out again, or write {sha256} there"
            )
        raise InputError(
            f"{path}: not the file that {NAME} lists (SHA-256 {row['sha256'][:12]}…); "
            f"restore it, or write {sha256} there if the change is meant"
        )
    return Source(
        name,
        text,
        sha256,
        row["published"],
        row["precision"],
        _INFERRED[row["inferred"]],
        row["publisher"],
        row["author"],
        row["url"],
        row["language"],
    )


def _other_ends(data: bytes) -> set[str]:
    """The checksums of the same text with the line ends of other systems."""
    plain = data.replace(b"\r\n", b"\n")
    return {hashlib.sha256(text).hexdigest() for text in (plain, plain.replace(b"\n", b"\r\n"))}


def as_line(cells: Iterable[str]) -> str:
    """The cells as a line of CSV, without its end."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="").writerow(cells)
    return buffer.getvalue()


def distinct(folder: Path, names: Iterable[str]) -> None:
    """Two names that differ only in signs that an id does not keep would share their figures' ids (InputError)."""
    by_slug: dict[str, str] = {}
    for name in names:
        earlier = by_slug.setdefault(slug(name).casefold(), name)
        if earlier != name:
            raise InputError(f"{folder / name}: its name is too much like {earlier}; rename one of them")
