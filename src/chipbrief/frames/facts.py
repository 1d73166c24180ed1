"""Estimates and Assumptions as JSON, so that a notebook takes over what another has made."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

from chipbrief import files
from chipbrief.errors import BuildError, InputError
from chipbrief.model import Assumption, Estimate, plain
from chipbrief.model.formula import parse


class Facts(NamedTuple):
    """What a notebook has made beside its tables, by id, in the order in which it was made."""

    estimates: dict[str, Estimate]
    assumptions: dict[str, Assumption]


def write_facts(folder: Path, name: str, estimates: Iterable[Estimate], assumptions: Iterable[Assumption]) -> Path:
    """Write `NAME.json`; the file. Raises BuildError for an Estimate without an id, or two facts that share one."""
    content = {
        "estimates": [_estimate(item) for item in dict.fromkeys(estimates)],
        "assumptions": [
            asdict(item) | {"low": _end(item.low), "high": _end(item.high)} for item in dict.fromkeys(assumptions)
        ],
    }
    ids: set[str] = set()
    for fact in [*content["estimates"], *content["assumptions"]]:
        if not fact["id"] or fact["id"] in ids:
            raise BuildError(
                f"facts {name}: {fact['id'] or fact['formula']}: {'two have this id' if fact['id'] else 'no id'}"
            )
        ids.add(fact["id"])
    return files.write(folder / f"{name}.json", (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode())


def read_facts(folder: Path, name: str) -> Facts:
    """The Estimates and Assumptions of `NAME.json`. Raises InputError when it is missing or damaged."""
    path = folder / f"{name}.json"
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        estimates = [_read_estimate(row) for row in content["estimates"]]
        assumptions = [Assumption(**row | {"basis": tuple(row["basis"])}) for row in content["assumptions"]]
    except FileNotFoundError:
        raise InputError(f"{path}: not there yet; run the notebooks before this one, or `chipbrief build`") from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path}: damaged ({error}); run `chipbrief build --force`") from error
    return Facts({item.id: item for item in estimates}, {item.id: item for item in assumptions})


def _estimate(item: Estimate) -> dict[str, Any]:
    ends = {"low": _end(item.low), "high": _end(item.high)}
    lineage = {"formula": item.formula, "inputs": list(item.inputs)}
    labels = {"label_ko": item.label_ko, "label_en": item.label_en}
    return {"id": item.id, **ends, "unit": item.unit, "kind": item.kind, **lineage, **labels, "approx": item.approx}


def _read_estimate(row: dict[str, Any]) -> Estimate:
    low, high = row["low"], row["high"]
    return Estimate(
        row["id"],
        -math.inf if low is None else low,
        math.inf if high is None else high,
        row["unit"],
        row["kind"],
        parse(row["formula"], tuple(row["inputs"])) if row["formula"] else None,
        row["label_ko"],
        row["label_en"],
        row["approx"],
    )


def _end(value: float) -> float | None:
    return None if math.isinf(value) else plain(value)
