"""Where a run keeps its parts: each is written beside its place, then renamed, so that it is whole or not there."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path

import chipbrief
from chipbrief import files
from chipbrief.corpus.parts import Part
from chipbrief.corpus.work import Made
from chipbrief.errors import InputError
from chipbrief.pipeline.scheduler import digest_tree

_READS = ("corpus", "extraction", "model", "sources")
"""The parts of the package that decide what a part holds."""

_REMEDY = "make room, or name another place with --out, and run again: the parts that are done are kept"


@dataclass(frozen=True, slots=True)
class Entry:
    """A part in the manifest: its key, its documents by number, first and last id, and its rows."""

    part: str
    documents: int
    first: str
    last: str
    figures: int
    failures: int


class Store:
    """The folder of a figure set (see `frames.sets`). Raises InputError for a place that is taken or not writable."""

    def __init__(self, folder: Path) -> None:
        from chipbrief.frames.sets import FAILED, MANIFEST

        self.folder, self.failed, self.manifest = folder, folder / FAILED, folder / MANIFEST
        if folder.exists() and not (folder.is_dir() and self._ours()):
            raise InputError(f"{folder}: is there and no figure set; name another place with --out, or remove it")

    def entry(self, part: Part) -> Entry | None:
        """A part's line of the manifest, if it is kept whole; None if it has to be made."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        try:
            figures, failures = (pq.read_metadata(path).num_rows for path in self._files(part.key))
        except (OSError, pa.ArrowException):
            return None
        return _entry(part, figures, failures)

    def keep(self, part: Part, made: Made) -> Entry:
        """Keep a part; its figures last, so that a part with figures is a whole one."""
        figures, failures = self._files(part.key)
        files.write(failures, made.failures, _REMEDY)
        files.write(figures, made.figures, _REMEDY)
        return _entry(part, *made.counts)

    def finish(self, extraction: str, entries: Iterable[Entry]) -> None:
        """Write the manifest, the parts in the order of the documents, then drop the parts that are no longer."""
        parts = list(entries)
        totals = {name: sum(getattr(part, name) for part in parts) for name in ("documents", "figures", "failures")}
        content = {"chipbrief": chipbrief.__version__, "extraction": extraction, **totals}
        content["parts"] = [asdict(part) for part in parts]
        files.write(self.manifest, (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode(), _REMEDY)
        kept = {file.name for part in parts for file in self._files(part.part)}
        for file in [*self.folder.glob("part-*.parquet"), *self.failed.glob("part-*.parquet")]:
            if file.name not in kept:
                file.unlink()

    def _files(self, key: str) -> tuple[Path, Path]:
        return self.folder / f"part-{key}.parquet", self.failed / f"part-{key}.parquet"

    def _ours(self) -> bool:
        names = {path.name for path in self.folder.iterdir()}
        return not names or bool(names & {self.manifest.name, self.failed.name})


def extraction(reference: Path) -> str:
    """A digest of what decides how documents are read: our code, the tables in `reference`, Kiwi and its model."""
    from chipbrief.frames.sets import SCHEMA

    package = Path(chipbrief.__file__).parent
    read = [str(SCHEMA), *(digest_tree(package / name) for name in _READS), digest_tree(reference)]
    read += [metadata.version(name) for name in ("kiwipiepy", "kiwipiepy_model")]
    return hashlib.sha256("\0".join(read).encode()).hexdigest()


def _entry(part: Part, figures: int, failures: int) -> Entry:
    documents = part.documents
    return Entry(part.key, len(documents), documents[0].id, documents[-1].id, figures, failures)
