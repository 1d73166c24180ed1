"""A zip depends on names, contents and a day alone."""

import io
import zipfile
from datetime import date

from chipbrief.export.archive.zip import zipped

FILES = {"b/나 다.txt": "글".encode(), "postBuild": b"#!/bin/sh\n", "a": b""}


def test_order_of_giving_does_not_matter() -> None:
    day = date(2025, 9, 25)
    assert zipped(FILES, day) == zipped(dict(sorted(FILES.items())), day)


def test_names_contents_and_permissions_are_kept() -> None:
    with zipfile.ZipFile(io.BytesIO(zipped(FILES, date(1950, 2, 3), programs=("postBuild",)))) as packed:
        assert packed.testzip() is None
        assert packed.namelist() == ["a", "b/", "b/나 다.txt", "postBuild"]
        assert {name: packed.read(name) for name in FILES} == FILES
        modes = [member.external_attr >> 16 for member in packed.infolist()]
        assert modes == [0o100644, 0o040755, 0o100644, 0o100755]
        assert packed.infolist()[0].date_time == (1980, 2, 3, 0, 0, 0)
