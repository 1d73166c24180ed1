"""How concentrated exports are, and how destinations' shares have moved since the periods of the references.

The Herfindahl–Hirschman index is the sum of squared shares in per cent, 0 to 10,000. What is not listed may be
many small destinations, which add next to nothing, or few that are as large as the smallest one listed, where the
listed ones are the largest: then no more than the remainder times that share, or its square if it is smaller.

Estimates: `e-remainder-share`, `e-hhi-listed`, `e-hhi` of what the sources state; the same with `-PERIOD` for
each period of the references that has all those destinations (`e-hhi-2020`, `e-hhi-2024-01-2024-11`); and
`e-share-change-D-PERIOD`, what the sources state less what the references state for that period (%p).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import pandas as pd

from chipbrief.analysis.tables import Entities, leaf, name, records
from chipbrief.model import Estimate, constant, hull, total
from chipbrief.model.formula import Input, Operation

Shares = Mapping[str, Estimate]


def remainder(shares: Shares, period: str = "") -> Estimate | None:
    """What is left of a hundred per cent; None when nothing is, or no share is known."""
    if not shares or total(shares.values()).high >= 100:
        return None
    ko, en = "명시되지 않은 나머지 비중", "Share of destinations not listed"
    return _named(total(shares.values()).complement(), "remainder-share", period, (ko, en))


def concentration(shares: Shares, period: str = "") -> list[Estimate]:
    """The remainder, the index of the listed shares alone, and the index with its bounds."""
    rest = remainder(shares, period)
    if rest is None:
        return []
    ko, en = "수출 시장 집중도(HHI)", "Concentration of export destinations (HHI)"
    squares = total(share.squared() for share in shares.values())
    listed = _named(squares, "hhi-listed", period, (f"{ko}, 명시된 곳만", f"{en}, listed destinations only"))
    smallest = min([rest, *shares.values()], key=lambda share: share.high)
    bounds = listed + hull([constant(0, ""), _points(rest, smallest)])
    return [rest, listed, _named(bounds, "hhi", period, (f"{ko}의 범위", f"{en}, bounds"))]


def since(shares: Shares, references: pd.DataFrame, home: str, entities: Entities) -> list[Estimate]:
    """Concentration in each period of the references, and the change of each destination's share since."""
    found = []
    for period, then in _by_period(references, home).items():
        if set(shares) <= set(then):
            found += concentration({place: then[place] for place in shares}, period)
        for place in shares:
            if place in then:
                ko = f"{entities.ko(place)} 수출 비중, 참고 자료와의 차이 ({period})"
                en = f"{entities.en(place)}'s share of exports, difference to the reference ({period})"
                found.append((shares[place] - then[place]).named(name("share-change", place, _slug(period)), ko, en))
    return found


def _points(first: Estimate, second: Estimate) -> Estimate:
    """The product of two shares in points, as concentration is counted; the square where they are the same size."""
    expression = Operation("×", (Input(first.id), Input(second.id)))
    return Estimate("", first.low * second.low, first.high * second.high, "", expression=expression)


def _by_period(references: pd.DataFrame, home: str) -> dict[str, dict[str, Estimate]]:
    """The references' shares of exports by period and destination; over several of one kind, their range."""
    groups: dict[str, dict[str, list[Estimate]]] = defaultdict(lambda: defaultdict(list))
    for row in records(references):
        item = leaf(row)
        if item and row.get("metric") == "export-share" and row.get("versus") == home and row.get("subject"):
            groups[str(row["period"])][str(row["subject"])].append(item)
    return {
        period: {place: items[0] if len(items) == 1 else hull(items) for place, items in places.items()}
        for period, places in sorted(groups.items())
    }


def _named(estimate: Estimate, what: str, period: str, labels: tuple[str, str]) -> Estimate:
    when = f" ({period})" if period else ""
    return estimate.named(name(what, _slug(period)), labels[0] + when, labels[1] + when)


def _slug(period: str) -> str:
    return period.replace("/", "-")
