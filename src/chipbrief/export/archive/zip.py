"""Files as one zip whose bytes depend on nothing but names, contents and a day."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection, Mapping
from datetime import date
from pathlib import PurePosixPath

_FIRST = 1980
"""The first year that a zip can tell."""


def zipped(files: Mapping[str, bytes], day: date, programs: Collection[str] = ()) -> bytes:
    """The files by name, `/` between folders, and the folders; files of `programs` may be run.

    Stored, not deflated: zlib and zlib-ng give other bytes for the same content, and pictures and PDF are small
    already.
    """
    when = (max(day.year, _FIRST), day.month, day.day, 0, 0, 0)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        folders = {f"{parent}/": b"" for name in files for parent in PurePosixPath(name).parents if parent.name}
        for name, content in sorted((folders | dict(files)).items()):
            member = zipfile.ZipInfo(name, when)
            member.create_system = 3  # Unix, on whatever system: it has the permissions
            member.external_attr = _mode(name, name in programs) << 16
            archive.writestr(member, content)
    return buffer.getvalue()


def _mode(name: str, program: bool) -> int:
    if name.endswith("/"):
        return 0o040755
    return 0o100755 if program else 0o100644
