"""How many there are: figures by kind and place, digit runs by explanation, repaired words, forward-looking statements.

Columns of `audit`: source, explanation, count, estimate. Of `repairs`: source, found, repaired, evidence, count,
estimate. Estimates: `e-digits-SOURCE-EXPLANATION` and `e-repairs-SOURCE-N`, counted in the source.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from chipbrief.analysis.tables import Result, name, records, table
from chipbrief.model import Estimate, Figure, count, slug
from chipbrief.model.formula import Input, Operation

AUDIT = ("source", "explanation", "count", "estimate")
REPAIRS = ("source", "found", "repaired", "evidence", "count", "estimate")
EXPLANATIONS = ("figure", "name", "byline", "chrome", "language", "unexplained")


def verdicts(frame: pd.DataFrame) -> list[Estimate]:
    """How many forward-looking statements there are, `e-followed`, and of each verdict, `e-followed-VERDICT`."""
    groups: dict[str, list[str]] = defaultdict(list)
    for row in records(frame):
        groups[row["verdict"]].append(row["figure"])
    found = [
        count(ids, "statement").named(
            name("followed", verdict), f"앞날을 말한 진술: {verdict}", f"Statements: {verdict}"
        )
        for verdict, ids in groups.items()
    ]
    every = [id_ for ids in groups.values() for id_ in ids]
    ko, en = "앞날을 말한 진술", "Forward-looking statements"
    return [count(every, "statement").named("e-followed", ko, en), *found] if every else []


def audit(frame: pd.DataFrame) -> Result:
    """How many digit runs of each source are explained in which way (the column `explanation`)."""
    return _counted(frame, AUDIT, "digits", lambda row: {"explanation": row["explanation"]})


def repairs(frame: pd.DataFrame) -> Result:
    """How often each word of a source was repaired."""
    return _counted(frame, REPAIRS, "repairs", lambda row: {key: row[key] for key in ("found", "repaired", "evidence")})


def figures(found: Iterable[Figure], characters: Mapping[str, int]) -> pd.DataFrame:
    """How many figures there are by `kind` and by `tenth` of their article (0 to 9), as `sets.counted` has them.

    `characters` is the length of each article's text by its name.
    """
    tenths = Counter((str(figure.kind), 10 * figure.start // max(characters[figure.source], 1)) for figure in found)
    rows = [(kind, tenth, number) for (kind, tenth), number in sorted(tenths.items())]
    return pd.DataFrame(rows, columns=["kind", "tenth", "figures"])


def _counted(frame: pd.DataFrame, columns: tuple[str, ...], what: str, group: Any) -> Result:
    """One row for each source and group of rows, with its count as an Estimate over the source."""
    found = Counter((str(row["source"]), tuple(group(row).items())) for row in records(frame))
    rows, items = [], []
    for position, ((source, values), number) in enumerate(found.items(), 1):
        own = dict(values)
        last = own["explanation"] if "explanation" in own else str(position)
        item = Estimate("", number, number, "", expression=Operation("count", (Input(f"s-{slug(source)}"),)))
        labels = (f"{source}에서 센 수: {last}", f"Counted in {source}: {last}")
        items.append(item.named(name(what, source, last), *labels))
        rows.append({"source": source, **own, "count": number, "estimate": items[-1].id})
    return Result(table(rows, columns), items)
