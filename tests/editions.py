"""A small edition of the evidence, and how to say what is different in another one."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

Data = dict[str, dict[str, dict[str, Any]]]
ARTICLE = "토끼 반도체는 올해 달에 공장 3곳을 짓는다. 매출은 1419억 달러이고 감자의 비중은 51.2%다."


def figure(text: str, low: float, unit: str, kind: str, **about: str) -> dict[str, Any]:
    start = ARTICLE.index(text)
    named = dict.fromkeys(("subject", "metric", "scope", "versus", "period", "modality", "attribution"))
    found = {"source": "a.txt", "start": start, "end": start + len(text), "text": text, "kind": kind}
    return found | {"low": low, "high": low, "unit": unit, "approx": "=", "date": None} | named | about


def entry(name: str, low: float | None, high: float | None, unit: str, **more: Any) -> dict[str, Any]:
    return {"label": {"ko": f"{name}(한글)", "en": name}, "low": low, "high": high, "unit": unit, **more}


EVIDENCE: Data = {
    "figures": {
        "f-a.txt-17": figure("3곳", 3, "곳", "count", subject="토끼"),
        "f-a.txt-30": figure("1419억 달러", 141.9e9, "USD", "money", subject="토끼", metric="revenue"),
        "f-a.txt-49": figure("51.2%", 51.2, "%", "percent", subject="감자", metric="export-share"),
    },
    "references": {"r-rate": entry("Rate", 1388, 1388, "KRW/USD", url="https://example.org/", period="2025-09")},
    "assumptions": {"a-part": entry("Part", 10, 30, "%")},
    "estimates": {
        "e-china": entry(
            "To China", 72.6528e9, 72.6528e9, "USD", formula="a × b ÷ 100", inputs=["f-a.txt-30", "f-a.txt-49"]
        ),
        "e-loss": entry("Loss", 7.26528e9, 21.79584e9, "USD", formula="a × b ÷ 100", inputs=["e-china", "a-part"]),
        "e-won": entry("In won", 100.8e12, 100.8e12, "KRW", formula="a × b", inputs=["e-china", "r-rate"]),
    },
}


def edited(edit: Callable[[Data], None]) -> bytes:
    """The edition after an edit, as a file's content."""
    data = copy.deepcopy(EVIDENCE)
    edit(data)
    return json.dumps(data, ensure_ascii=False).encode()
