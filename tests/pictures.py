"""A small brief's worth of frames for charts and tables, with numbers nobody else has."""

from __future__ import annotations

from typing import Any

import pandas as pd

from chipbrief.analysis import (
    base,
    cases,
    companies,
    conflicts,
    counts,
    exposure,
    follow_up,
    indicators,
    pairs,
    performance,
    scenarios,
    sensitivity,
    specifications,
    targets,
    timeline,
)
from chipbrief.analysis.tables import table
from chipbrief.evidence.ledger import Ledger
from chipbrief.language.names import Names
from chipbrief.model import Approx, Assumption, Estimate, Figure, Kind, Reference, Source, hull
from chipbrief.report.prose.render import Prose

FILE = "가.txt"
WORDS = {
    "x1": ("엑스원", "X1"), "r7": ("알세븐", "R7"), "china": ("중국", "China"), "korea": ("한국", "Korea"),
    "taiwan": ("대만", "Taiwan"), "performance": ("성능", "Performance"), "revenue": ("매출", "Revenue"),
    "domestic-share": ("국산 비중", "Domestic share"), "export-share": ("수출 비중", "Share of exports"),
    "huawei": ("화웨이", "Huawei"), "h100": ("H100", "H100"),
}  # fmt: skip
NAMES = Names({id_: {"ko": ko, "en": en} for id_, (ko, en) in WORDS.items()})
_STATED: list[tuple[str, Kind, float | None, float | None, str, dict[str, Any]]] = [
    ("60~80%", Kind.PERCENT, 60, 80, "%", {"subject": "x1", "metric": "performance", "versus": "r7"}),
    ("3배", Kind.MULTIPLE, 3, 3, "x", {"subject": "x1", "metric": "performance", "versus": "h100"}),
    (
        "70% 이상",
        Kind.PERCENT,
        70,
        None,
        "%",
        {"subject": "china", "metric": "domestic-share", "versus": "새 전산 5종"},
    ),
    ("100%", Kind.PERCENT, 100, 100, "%", {"subject": "china", "metric": "domestic-share", "period": "2027"}),
    ("2027년", Kind.DATE, None, None, "", {"date": "2027"}),
    ("지난달 8일", Kind.DATE, None, None, "", {"date": "2025-08-08"}),
    ("51.2%", Kind.PERCENT, 51.2, 51.2, "%", {"subject": "china", "metric": "export-share", "versus": "korea"}),
    ("15.2%", Kind.PERCENT, 15.2, 15.2, "%", {"subject": "taiwan", "metric": "export-share", "versus": "korea"}),
    ("1419억 달러", Kind.MONEY, 141.9e9, 141.9e9, "USD", {"subject": "korea", "metric": "exports", "period": "2024"}),
    ("28억 위안", Kind.MONEY, 2.8e9, 2.8e9, "CNY", {"subject": "huawei", "metric": "revenue", "period": "2025"}),
]


def _figures() -> list[Figure]:
    figures, start = [], 0
    for text, kind, low, high, unit, about in _STATED:
        approx = Approx.AT_LEAST if high is None and low is not None else Approx.EXACT
        figures.append(Figure(FILE, start, start + len(text), text, kind, low, high, unit, approx, "rule", **about))
        start += len(text) + 2
    return figures


FIGURES = _figures()
SOURCE = Source(
    FILE, ". ".join(text for text, *_ in _STATED) + ".", "ab" * 32, "2025-09", inferred=True, author="글쓴이"
)
_PEAKS = [("x1", 700, 700, "medium"), ("x1", 800, 800, "medium"), ("r7", 1000, 1000, "low"), ("h100", 900, None, "low")]
PEAKS = [
    Reference(f"r-{chip}-{n}", "chips", "최고", "Peak", low, high, "TFLOPS", "https://example.org/", confidence=trust)
    for n, (chip, low, high, trust) in enumerate(_PEAKS)
]
SHARES = [
    Reference(f"r-share-{place}-{year}", "trade", "몫", "Share", value, value, "%", "https://example.org/", period=year)
    for place, year, value in [("china", "2020", 61.1), ("china", "2024-01/2024-11", 51.7), ("taiwan", "2020", 6.4)]
]
EVENT = Reference(
    "r-event", "events", "엑스 발표", "X shown", None, None, "", "https://example.org/", period="2025-08-01"
)
OUTCOME = Reference(
    "r-outcome", "outcomes", "이루어졌다", "It came", None, None, "", "https://example.org/", period="2026-01-02"
)
CUT = Assumption("a-cut", "영향받는 몫", "Part affected", 10, 30, "%", "모른다", "Not known")
HORIZON = Assumption("a-horizon", "목표 연도", "Target year", 2028, 2028, "year", "정함", "Chosen")
ASSUMPTIONS = [CUT, HORIZON]
_BY = {figure.text: Estimate.of(figure) for figure in FIGURES if figure.kind is not Kind.DATE}
_RATIO = hull([_BY["60~80%"].as_multiple()]).named("e-x1-r7-stated", "비", "Ratio")
_PEAK = hull([Estimate.of(peak) for peak in PEAKS[:2]]).named("e-x1-peak-fp16", "최고", "Peak")
_PUBLISHED = (_PEAK / Estimate.of(PEAKS[2])).named("e-x1-r7-published", "공개 비", "Published ratio")
_VALUES = {
    place: (_BY["1419억 달러"] * _BY[share]).named(f"e-exports-to-{place}", "수출", "Exports")
    for place, share in (("china", "51.2%"), ("taiwan", "15.2%"))
}
_LOST = (_BY["51.2%"] * Estimate.of(CUT)).named("e-loss-volume-market", "손실률", "Loss")
_RUNS = counts.audit(pd.DataFrame([{"source": FILE, "explanation": "figure"}, {"source": FILE, "explanation": "name"}]))
_REPAIRS = counts.repairs(pd.DataFrame([{"source": FILE, "found": "광고", "repaired": "중국", "evidence": "0-9"}] * 2))
ESTIMATES = [_RATIO, _PEAK, _PUBLISHED, *_VALUES.values(), _LOST]
LEDGER = Ledger(
    [SOURCE, *FIGURES, *PEAKS, *SHARES, EVENT, OUTCOME, *ASSUMPTIONS, *ESTIMATES]
    + [item for result in (_RUNS, _REPAIRS) for item in result.estimates]
)


def prose(language: str) -> Prose:
    """The words of a language over these facts."""
    return Prose(language, LEDGER, NAMES)


def _ends(item: Estimate, prefix: str = "") -> dict[str, float]:
    return {f"{prefix}low": item.low, f"{prefix}high": item.high}


def _stated() -> pd.DataFrame:
    rows = [
        {"figure": figure.id, "source": FILE, "subject": figure.subject, "versus": figure.versus, "level": "chip"}
        | {"metric": "performance", "reading": reading, "approx": "="} | more
        for figure, reading, more in (
            (FIGURES[0], "as stated", {"low": 0.6, "high": 0.8}),
            (FIGURES[1], "ambiguous", {"low": 3, "high": 3, "alternative_low": 4, "alternative_high": 4}),
        )
    ]  # fmt: skip
    return table(rows, performance.COLUMNS)


def frames() -> dict[str, pd.DataFrame]:
    """The derived tables by name, as the notebooks write them."""
    ratio = {"subject": "x1", "versus": "r7", "origin": "stated", "estimate": _RATIO.id, **_ends(_RATIO)}
    ratio |= {"published": _PUBLISHED.id, "confidence": "low", **_ends(_PUBLISHED, "published_")}
    peaks = [("x1", _PEAK, "medium"), ("r7", Estimate.of(PEAKS[2]), "low"), ("h100", Estimate.of(PEAKS[3]), "low")]
    aims = [
        {"figure": f.id, "source": FILE, "place": "china", "metric": f.metric, "of": f.versus, "period": f.period}
        | {"low": f.low, "high": f.high, "bound": "aim", "approx": str(f.approx)}
        for f in FIGURES if f.metric == "domestic-share"
    ]  # fmt: skip
    dates = [
        {"date": f.date, "planned": f.date == "2027", "kind": "figure", "fact": f.id, "role": "event", "source": FILE}
        | {"start": f.start, "end": f.end, "entities": "china"}
        for f in FIGURES if f.date
    ]  # fmt: skip
    event = {"date": EVENT.period, "planned": False, "kind": "reference", "fact": EVENT.id, "role": "event"}
    event |= {"entities": "china", "what_ko": EVENT.label_ko, "what_en": EVENT.label_en}
    shares = [
        {"destination": reference.id.split("-")[2], "period": reference.period, "fact": reference.id}
        | {"kind": "reference", "low": reference.low, "high": reference.high}
        for reference in SHARES
    ]
    money = FIGURES[-1]
    return {
        "performance": _stated(),
        "pairs": table([ratio], pairs.COLUMNS),
        "specifications": table(
            [
                {
                    "chip": chip,
                    "metric": "peak-fp16",
                    "unit": "TFLOPS",
                    "fact": item.id,
                    "confidence": trust,
                    "status": "shipping",
                    **_ends(item),
                }
                for chip, item, trust in peaks
            ],
            specifications.COLUMNS,
        ),
        "targets": table(aims, targets.COLUMNS),
        "timeline": table([event, *sorted(dates, key=lambda row: str(row["date"]))], timeline.COLUMNS),
        "companies": table(
            [
                {"figure": money.id, "origin": "stated", "source": FILE, "subject": "huawei", "metric": "revenue"}
                | {
                    "period": "2025",
                    "kind": "money",
                    "low": money.low,
                    "high": money.high,
                    "unit": "CNY",
                    "approx": "=",
                }
            ],
            companies.COLUMNS,
        ),
        "conflicts": table(
            [
                {
                    "grade": "disjoint",
                    "scope": "reference",
                    "metric": "export-share",
                    "subject": "china",
                    "certain": False,
                }
                | {"period": "2024", "first": FIGURES[6].id, "second": SHARES[0].id}
            ],
            conflicts.COLUMNS,
        ),
        "exposure": table(
            [
                {"destination": place, "share": _BY[share].id, "value": _VALUES[place].id}
                | _ends(_BY[share], "share_")
                | _ends(_VALUES[place], "value_")
                for place, share in (("china", "51.2%"), ("taiwan", "15.2%"))
            ],
            exposure.COLUMNS,
        ),
        "shares": table(shares, exposure.SHARES),
        "scenarios": table(
            [
                {"scenario": state, "year": year, "measure": measure, "estimate": item.id, "unit": "%", **_ends(item)}
                | {"median": item.id, "median_value": item.middle, "central": item.id, **_ends(item, "central_")}
                for state in (*scenarios.STATES, scenarios.MARKET)
                for year in (2027, 2028)
                for measure, item in (("home-share", _BY["60~80%"]), ("loss-volume", _LOST))
            ],
            scenarios.COLUMNS,
        ),
        "tornado": table(
            [{"assumption": CUT.id, "estimate": _LOST.id, **_ends(_LOST), "at_low": _LOST.low, "at_high": _LOST.high}],
            sensitivity.TORNADO,
        ),
        "sensitivity": table(
            [
                {"input": "cut", "label_ko": CUT.label_ko, "label_en": CUT.label_en}
                | {"first": _LOST.id, "first_value": 15, "total": _LOST.id, "total_value": 15}
            ],
            sensitivity.SENSITIVITY,
        ),
        "base": table(
            [
                {"measure": measure, "period": period, "fact": item.id, "unit": item.unit, **_ends(item)}
                for measure, period, item in (
                    ("year", "2023", _BY["1419억 달러"]),
                    ("year", "2024", _BY["1419억 달러"]),
                    ("month", "2025-01", _BY["28억 위안"]),
                    ("memory", "2024", _BY["51.2%"]),
                )
            ],
            base.COLUMNS,
        ),
        "cases": table(
            [
                {"name": name, "label_ko": "디스플레이", "label_en": "Displays", "kind": "value", "fall": _LOST.id}
                | {"start_period": "2018", "end_period": "2025", "yearly": _LOST.id}
                | _ends(_LOST, "fall_")
                | _ends(_LOST, "yearly_")
                for name in ("displays", cases.MODEL)
            ],
            cases.COLUMNS,
        ),
        "indicators": table(
            [
                {"name": "cut", "label_ko": "지표", "label_en": "Indicator", "fact": _LOST.id, "unit": "%"}
                | {"period": "2025-05", "threshold": CUT.id, "threshold_value": 10, "side": "above", "next": "2026-02"}
                | {"crossed": False, **_ends(_LOST)}
            ],
            indicators.COLUMNS,
        ),
        "follow_up": table(
            [
                {"figure": FIGURES[3].id, "source": FILE, "subject": "china", "metric": "domestic-share"}
                | {"period": "2027", "outcome": OUTCOME.id, "verdict": "met", "date": OUTCOME.period}
            ],
            follow_up.COLUMNS,
        ),
        "digits": _RUNS.frame,
        "repaired": _REPAIRS.frame,
    }
