"""What the section on Korea and the summary name beside fixed ids: which exports, which base, what holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from chipbrief.analysis.base import MEASURES
from chipbrief.analysis.cases import MODEL
from chipbrief.analysis.tables import Row, records, split
from chipbrief.evidence.ledger import Ledger
from chipbrief.model import Estimate, Figure, Source, periods

_CONTROL = "r-events-32"  # the control of high-bandwidth memory


def korea_context(
    frames: Mapping[str, pd.DataFrame], ledger: Ledger, newest: Source, home: str = "korea"
) -> dict[str, Any]:
    """For the templates, each empty where there is nothing:

    - `newest`: the source published last
    - `exports`, `exported`, `china_share`: all exports where an article states China's share, a figure that dates them
    - `newer`: the newest total that an article states, where it is later than that for want of shares
    - `stated`, `public`: the newest exports that an article states, and the public value if it is the same
    - `base`, `base_stated`: the exports that the calculation starts from, and whether an article gives them
    - `series`: rows of the table base by measure, each with the id of a fact that dates it, `dated`
    - `cards`: the sales of foreign accelerators in China that bound the memory in them
    - `plants`: what dates the way back from own plants in China (`back`) and the sales of these plants (`sales`)
    - `findings`: which of the sentences that draw a conclusion hold (see `_findings`), and `older`: what an article
      states is of an earlier time than the base
    - `then`: the volume that the calculation would have given when the newest article appeared, for the year after
    """
    series: dict[str, list[Row]] = {measure: [] for measure in MEASURES}
    for row in records(frames["base"]):
        series[row["measure"]].append({**row, "dated": _leaf(ledger, row["fact"])})
    stated = _stated(ledger, home)
    base = ledger.inputs("e-memory-exports")[0] if "e-memory-exports" in ledger else ""
    year = periods.year(newest.published)
    then = f"e-then-loss-volume-market-{year + 1}" if year else ""
    return {
        **_exports(ledger),
        "newest": newest.id,
        "stated": stated.id if stated else "",
        "newer": _newer(frames["claims"], ledger, home),
        "public": _confirmed(stated, series["year"]),
        "base": base,
        "base_stated": bool(base) and isinstance(ledger[base], Figure),
        "series": series,
        "then": then if then in ledger else "",
        "cards": _leaf(ledger, "e-hbm-in-accelerators"),
        "plants": {what: _leaf(ledger, f"e-plants-{what}") for what in ("back", "sales")},
        "findings": _findings(frames, series, ledger) | ({"older"} if _older(ledger, stated, base) else set()),
    }


def _findings(frames: Mapping[str, pd.DataFrame], series: Mapping[str, list[Row]], ledger: Ledger) -> set[str]:
    """What the numbers bear out, so that no sentence outlives them.

    `closed`: memory in foreign accelerators is under a per cent of exports; `price`: prices grew more than volumes;
    `falling`: China's share fell; `state`: the state of the market explains most; `fast`: most earlier cases went
    faster than the upper end of the range; `unreachable`: a threshold is above a hundred per cent; `mixed`: China's
    newest share is on another statistical basis than its first; `included`: the base year begins after the control of
    high-bandwidth memory.
    """
    cases = [row for row in records(frames["cases"]) if row["kind"] != "price"]
    model = next((row["yearly_high"] for row in cases if row["name"] == MODEL), None)
    paces = [row["yearly_low"] for row in cases if row["name"] != MODEL]
    leading = next(iter(records(frames["sensitivity"])), None)
    prices, volumes, china = (series[measure] for measure in ("price", "volume", "china"))
    held = {
        "closed": _bound(ledger) < 1,
        "price": bool(prices and volumes) and prices[-1]["low"] > volumes[-1]["low"],
        "falling": len(china) > 1 and china[-1]["low"] < china[0]["low"],
        "state": leading is not None and leading["input"] == "state",
        "fast": model is not None and 2 * sum(pace > model for pace in paces) > len(paces),
        "mixed": len({_is_ict(ledger, row["fact"]) for row in (china[0], china[-1])}) > 1 if china else False,
        "included": _control_included(ledger),
        "unreachable": any(row["high"] > 100 for row in records(frames["break_even"])),
    }
    return {name for name, holds in held.items() if holds}


def _is_ict(ledger: Ledger, id_: str) -> bool:
    """Whether a share rests on the statistics of information and communication technology."""
    return any("-ict-" in each for each in ledger.closure([id_]))


def _control_included(ledger: Ledger) -> bool:
    """Whether the base year begins after the control of high-bandwidth memory, so that its effect is in the base."""
    base = ledger.inputs("e-memory-exports")[0] if "e-memory-exports" in ledger else ""
    year = (ledger.iso(base) or "")[:4] if base else ""
    return _CONTROL in ledger and year > (ledger.iso(_CONTROL) or "")[:4]


def _older(ledger: Ledger, stated: Figure | None, base: str) -> bool:
    """Whether what an article states is of an earlier time than the base."""
    return stated is not None and bool(base) and periods.after(ledger.iso(base), stated.period)


def _leaf(ledger: Ledger, id_: str) -> str:
    """The fact that an estimate rests on and that has a time; empty where there is none."""
    below = ledger.closure([id_]) if id_ in ledger else []
    return next((each for each in below if ledger.iso(each)), "")


def _bound(ledger: Ledger) -> float:
    """The upper bound of Korean memory in foreign accelerators sold to China, % of chip exports; 100 if unknown."""
    id_ = "e-hbm-in-accelerators-share"
    if id_ not in ledger:
        return 100.0
    found = ledger[id_]
    return found.high if isinstance(found, Estimate) else 100.0


def _exports(ledger: Ledger) -> dict[str, str]:
    if "e-exports-to-china" not in ledger:
        return {"exports": "", "exported": "", "china_share": ""}
    exports, share = ledger.inputs("e-exports-to-china")[:2]
    stated = (id_ for id_ in ledger.closure([exports]) if isinstance(ledger[id_], Figure))
    return {"exports": exports, "exported": next(stated), "china_share": share}


def _newer(claims: pd.DataFrame, ledger: Ledger, home: str) -> str:
    """The newest stated total of exports that is later than the one in use; empty where none is."""
    dated = _exports(ledger)["exported"]
    base = ledger[dated] if dated else None
    totals = [
        row for row in records(claims)
        if (row["subject"], row["metric"], row["unit"], row["modality"]) == (home, "exports", "USD", "fact")
        and not row["versus"] and isinstance(base, Figure) and periods.after(row["period"], base.period)
        and row["figure"] not in ledger.unconfirmed
    ]  # fmt: skip
    return str(max(totals, key=lambda row: str(row["period"]))["figure"]) if totals else ""


def _stated(ledger: Ledger, home: str) -> Figure | None:
    found = [f for f in ledger.figures if f.metric == "exports" and f.unit == "USD" and not f.versus and f.period]
    sure = (f for f in found if home in split(f.subject) and f.id not in ledger.unconfirmed)
    return max(sure, key=lambda f: str(f.period), default=None)


def _confirmed(stated: Figure | None, years: list[Row]) -> str:
    same = (row for row in years if stated and row["period"] == stated.period and row["low"] == stated.low)
    return next((str(row["fact"]) for row in same if row["fact"] != (stated and stated.id)), "")
