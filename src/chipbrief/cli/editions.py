"""Which edition of the evidence a word on the command line means: a file, or a git revision."""

from __future__ import annotations

import subprocess
from pathlib import Path

from chipbrief import files
from chipbrief.errors import InputError

MOST = 500_000_000
"""Bytes of the largest edition; of a brief on twenty articles it has a hundredth of them."""
EVIDENCE = "reports/evidence.json"


def evidence(word: str, root: Path) -> bytes:
    """The evidence in a file, or as a git revision of the project at `root` has it.

    Raises InputError for what is neither.
    """
    path = Path(word)
    if path.exists():
        return files.read(path, MOST, "name an evidence.json, or a git revision as HEAD~1")
    if path.suffix == ".json" or word.startswith("-"):
        raise InputError(f"{word}: no such file; name an evidence.json, or a git revision as HEAD~1")
    try:
        shown = subprocess.run(
            ["git", "-C", str(root), "show", f"{word}:./{EVIDENCE}"],  # noqa: S607 - the user's own git
            capture_output=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise InputError(f"{word}: no such file, and no git here to ask; name an evidence.json") from error
    if shown.returncode and b"dubious ownership" in shown.stderr:
        raise InputError(
            f"{root}: git reads no folder of another user; git config --global --add safe.directory {root}"
        )
    if shown.returncode:
        raise InputError(f"{word}: neither a file nor a git revision with {EVIDENCE}; git log lists revisions")
    return shown.stdout
