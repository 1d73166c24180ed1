"""The last build as a site: a folder that any host of files serves and that opens from a disk."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Mapping
from html import unescape
from importlib import resources
from pathlib import Path

from chipbrief import files
from chipbrief.errors import InputError
from chipbrief.export.site import pages
from chipbrief.export.site.manual import manual
from chipbrief.language.labels import LANGUAGES
from chipbrief.pipeline import last_build
from chipbrief.project import Paths

SCHEMA = "evidence.schema.json"
_TITLE = re.compile(r"<title>((?:(?!</?title).)*+)</title>", re.DOTALL)

Files = dict[str, bytes]


def site(paths: Paths, output: Path) -> Path:
    """Write the site of the last build of a project's own folders into `output`, whole or not at all; its first page.

    Raises InputError where there is no build, or one that is not up to date, and for a folder that is no site.
    """
    output = output.resolve()
    _refuse(paths, output)
    with last_build.up_to_date(paths):
        content = _content(paths)
    _write(output, content)
    return output / "index.html"


def _refuse(paths: Paths, output: Path) -> None:
    """A folder that is somebody's own is not replaced."""
    inside = (paths.sources, paths.data, paths.notebooks, paths.reports)
    if paths.root.is_relative_to(output) or any(output.is_relative_to(folder) for folder in inside):
        raise InputError(f"{output}: the project's own files are there; name another folder with --to")
    if not output.exists() or (output.is_dir() and not any(output.iterdir())):
        return
    first = output / "index.html"
    if not (first.is_file() and f'content="{pages.MARK}"' in first.read_text(encoding="utf-8", errors="replace")):
        raise InputError(f"{output}: not a site that this command made; name another folder with --to, or remove it")


def _content(paths: Paths) -> Files:
    """Every file of the site by its place."""
    found = dict(_reports(paths)) | dict(_tables(paths))
    found[SCHEMA] = (resources.files("chipbrief.evidence") / SCHEMA).read_bytes()
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted((paths.root / "docs").glob("*.md"))}
    if texts:
        found |= _encoded("docs/", pages.documentation(manual(texts)))
    titles = {language: _title(found.get(f"brief.{language}.html", b"")) for language in LANGUAGES}
    return found | _encoded("", {"index.html": pages.start(titles, found)})


def _reports(paths: Paths) -> Iterator[tuple[str, bytes]]:
    """What a build published."""
    manifest = paths.reports / "manifest.json"
    for name in (*json.loads(manifest.read_bytes())["outputs"], manifest.name):
        yield name, (paths.reports / name).read_bytes()


def _tables(paths: Paths) -> Iterator[tuple[str, bytes]]:
    """The tables of the data package that are there, as CSV and as pages."""
    described = (paths.data / "datapackage.json").read_bytes()
    found = []
    for resource in json.loads(described)["resources"]:
        path = paths.data / resource["path"]
        if path.is_file():
            content = path.read_bytes()
            found.append(pages.Table.of(resource, content))
            yield f"tables/{resource['path']}", content
    yield "tables/datapackage.json", described
    yield from _encoded("tables/", pages.tables(found)).items()


def _encoded(folder: str, texts: Mapping[str, str]) -> Files:
    return {folder + name: text.encode() for name, text in texts.items()}


def _title(page: bytes) -> str:
    found = _TITLE.search(page.decode())
    return unescape(found[1]) if found else ""


def _write(output: Path, content: Files) -> None:
    """Put a folder in the place of an earlier one when all of it is written."""
    beside, before = (output.with_name(f".{output.name}.{word}") for word in ("new", "old"))
    try:
        for folder in (beside, before):  # of a run that was killed here
            shutil.rmtree(folder, ignore_errors=True)
        for name, data in sorted(content.items()):
            place = beside / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
        if output.exists():
            output.rename(before)
        try:
            beside.rename(output)
        except OSError:
            if before.exists():
                before.rename(output)
            raise
    except OSError as error:
        raise files.unwritable(output, error) from error
    finally:
        for folder in (beside, before):
            shutil.rmtree(folder, ignore_errors=True)
