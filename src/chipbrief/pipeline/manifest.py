"""`manifest.json`: from what, and with what, the reports were made. No clock, path or random id is in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from importlib import metadata
from pathlib import Path

import chipbrief
from chipbrief.pipeline.parameters import Value
from chipbrief.pipeline.scheduler import digest


def manifest(
    *,
    sources: Iterable[Path],
    reference: Iterable[Path],
    notebooks: Mapping[str, str],
    parameters: Mapping[str, Value],
    outputs: Mapping[str, Path],
) -> bytes:
    """The manifest as JSON: SHA-256 of every input and output (of a notebook: of its code cells), parameters, versions.

    `notebooks` maps a name to that digest, `outputs` a name below `reports/` to its file.
    """
    content = {
        "chipbrief": chipbrief.__version__,
        "libraries": libraries(),
        "parameters": dict(sorted(parameters.items())),
        "sources": _digests(sources),
        "reference": _digests(reference),
        "notebooks": dict(notebooks),
        "outputs": {name: digest(path) for name, path in sorted(outputs.items())},
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def libraries() -> dict[str, str]:
    """Version of each library that the package declares."""
    declared = metadata.requires("chipbrief") or []
    names = sorted({re.split(r"[^\w.-]", line, maxsplit=1)[0].lower() for line in declared})
    installed = {name: _version(name) for name in names}
    return {name: version for name, version in installed.items() if version}


def _version(name: str) -> str:
    """The version of a library; empty for one of an extra that is not installed."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _digests(paths: Iterable[Path]) -> dict[str, str]:
    return {path.name: digest(path) for path in sorted(paths)}
