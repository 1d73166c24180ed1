"""How the reports are put in their place: all of them or none."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from chipbrief import files


def publish(places: Mapping[Path, Path], reports: Path) -> None:
    """Copy all files beside the reports; when all are whole, put each in its place."""
    beside = reports / ".new"
    shutil.rmtree(beside, ignore_errors=True)  # of a build that was killed here
    try:
        beside.mkdir(parents=True)
        copies = [Path(shutil.copyfile(file, beside / str(number))) for number, file in enumerate(places)]
        for copy, place in zip(copies, places.values(), strict=True):
            place.parent.mkdir(exist_ok=True)
            copy.replace(place)
    except OSError as error:
        raise files.unwritable(reports, error) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
