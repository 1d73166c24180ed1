"""The ledger, `evidence.json`, quotations and the evidence section."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import pytest

from chipbrief.document.nodes import Evidence, Inline, Number, Text, numbers
from chipbrief.document.quotes import quote
from chipbrief.errors import BuildError
from chipbrief.evidence.entries import entries, evidence_section
from chipbrief.evidence.ledger import Ledger
from chipbrief.language.names import Names
from chipbrief.model import Approx, Assumption, Estimate, Figure, Kind, Reference, Source, count
from chipbrief.model.formula import Input
from chipbrief.sources.sentences import sentence


class Mention(NamedTuple):
    start: int
    end: int
    id: str


TEXT = "머리말\n수출은 지난해 1419억 달러(약 197조원)다. 베이컨 비중이 51.2%로 가장 크다.\n끝"
NAMES = Names(
    {"korea": {"ko": "한국", "en": "Korea"}, "h100": {"ko": "H100", "en": "H100"}},
    find=lambda text: [Mention(i, i + 4, "h100") for i in range(len(text)) if text.startswith("H100", i)],
)


@dataclass(frozen=True)
class Fixed:
    source: str
    start: int
    end: int
    repaired: str


def figure(text: str, kind: Kind = Kind.MONEY, **more: object) -> Figure:
    start = TEXT.index(text)
    values: dict[str, object] = {"low": 1.0, "high": 1.0, "unit": "USD", "approx": Approx.EXACT, "rule": "r"} | more
    return Figure("a.txt", start, start + len(text), text, kind, **values)  # type: ignore[arg-type]


SOURCE = Source("a.txt", TEXT, "ab12", "2025-09", publisher="신문")
EXPORTS = figure("1419억 달러", low=141.9e9, high=141.9e9, subject="korea", period="2024")
WON = figure("197조원", low=197e12, high=197e12, unit="KRW", approx=Approx.ABOUT, restates=EXPORTS.id)
SHARE = figure("51.2%", Kind.PERCENT, low=51.2, high=51.2, unit="%", subject="H100 베이컨", versus="없음")
YEAR = figure("지난해", Kind.DATE, low=None, high=None, unit="", date="2024")
PEAK = Reference(
    "r-peak", "chips", "H100 최고", "H100 peak, 80GB", 989.4, 989.4, "TFLOPS", "https://example.org/1", "T 4"
)
CUT = Assumption("a-cut", "몫", "Share", 20, 40, "%", "까닭", "Because")
CHINA = (Estimate.of(EXPORTS) * Estimate.of(SHARE)).named("e-china", "대중 수출", "Exports to China")
RISK = (CHINA * Estimate.of(CUT)).named("e-risk", "위험", "At risk")
FACTS = [SOURCE, EXPORTS, WON, SHARE, YEAR, PEAK, CUT, CHINA, RISK]


def test_lookups_and_closure() -> None:
    ledger = Ledger([*FACTS, Estimate.of(EXPORTS)])
    assert "e-risk" in ledger
    assert "e-none" not in ledger
    assert (ledger.kind("s-a.txt"), ledger.kind(SHARE.id)) == ("reference", "figure")
    assert ledger.closure(["e-risk"]) == ["e-risk", "e-china", "a-cut", EXPORTS.id, SHARE.id, "s-a.txt"]
    assert ledger.closure([WON.id]) == [WON.id, "s-a.txt", EXPORTS.id]
    with pytest.raises(BuildError, match="e-none: no such"):
        ledger["e-none"]


def test_numbers_and_dates_for_readers() -> None:
    ledger = Ledger(FACTS)
    assert ledger.number(EXPORTS.id, "ko") == Number("1,419억 달러", "figure", EXPORTS.id)
    assert ledger.number("e-risk", "en", unit=False, scale=1e9).text == "15–29"
    assert ledger.date(YEAR.id, "en") == Number("2024", "figure", YEAR.id, time="2024")
    assert ledger.date("s-a.txt", "ko").text == "2025년 9월"
    for broken in (lambda: ledger.number(YEAR.id, "ko"), lambda: ledger.date("a-cut", "ko")):
        with pytest.raises(BuildError, match="states no"):
            broken()


def test_refuses_unknown_inputs_loops_and_double_ids() -> None:
    alone = Estimate("e-a", 1, 1, "x", expression=Input("e-b"))
    with pytest.raises(BuildError, match="e-a: rests on e-b, which is not"):
        Ledger([alone])
    with pytest.raises(BuildError, match="rests on itself"):
        Ledger([alone, Estimate("e-b", 1, 1, "x", expression=Input("e-a"))])
    with pytest.raises(BuildError, match="unique"):
        Ledger([CUT, CUT])


def test_json_is_sorted_complete_and_the_same_in_any_order() -> None:
    text = Ledger(FACTS).to_json()
    assert text == Ledger(FACTS[::-1]).to_json()
    data = json.loads(text)
    assert data["figures"][SHARE.id] | {"low": 51.2, "text": "51.2%", "source": "a.txt"} == data["figures"][SHARE.id]
    assert data["figures"][YEAR.id]["date"] == "2024"
    assert data["estimates"]["e-china"]["inputs"] == [EXPORTS.id, SHARE.id]
    assert data["estimates"]["e-china"]["low"] == 72_652_800_000
    assert data["assumptions"]["a-cut"]["reason"] == {"ko": "까닭", "en": "Because"}
    assert data["references"]["r-peak"]["url"] == "https://example.org/1"
    assert data["references"]["s-a.txt"]["period"] == "2025-09"
    third = Estimate("e-third", 1 / 3, float("inf"), "x", expression=Input("a-cut"))
    ends = json.loads(Ledger([CUT, third]).to_json())["estimates"]["e-third"]
    assert (ends["low"], ends["high"]) == (0.333333333333, None)


@pytest.mark.parametrize(
    ("text", "figure_text", "expected"),
    [
        ("가 3.5배다. 나 2배다. 다.", "2배", "나 2배다."),
        ("가 3.5배다. 나 2배다. 다.", "3.5배", "가 3.5배다."),
        ("제목 60%\n둘째 줄이다", "60%", "제목 60%"),
        ("그는 “1위다.” 하고 말했다. 뒤.", "1위", "그는 “1위다.”"),
        ("  들여 쓴 5개  \n\n", "5개", "들여 쓴 5개"),
        ("하나뿐인 7곳", "7곳", "하나뿐인 7곳"),
    ],
)
def test_sentence(text: str, figure_text: str, expected: str) -> None:
    start = text.index(figure_text)
    assert text[slice(*sentence(text, start, start + len(figure_text)))] == expected


def test_quotation_marks_figures_and_repairs_and_stays_the_slice() -> None:
    start, end = sentence(TEXT, SHARE.start, SHARE.end)
    wrong = TEXT.index("베이컨")
    found = quote(
        SOURCE, start, end, [EXPORTS, SHARE], [Fixed("a.txt", wrong, wrong + 3, "중국"), Fixed("b", 0, 1, "")]
    )
    assert "".join(run.text for run in found.runs) == TEXT[start:end]
    assert [(run.text, run.repair) for run in found.runs if run.repair] == [("베이컨", "중국")]
    assert [(run.text, run.figure) for run in found.runs if run.figure] == [("51.2%", SHARE.id)]


def test_figure_edge_inside_a_repair_does_not_split_it() -> None:
    inside = Figure("a.txt", 1, 3, TEXT[1:3], Kind.COUNT, 1, 1, "개", Approx.EXACT, "r")
    found = quote(SOURCE, 0, 3, [inside], [Fixed("a.txt", 0, 2, "꼬리")])
    assert [(run.text, run.repair) for run in found.runs] == [("머리", "꼬리"), ("말", "")]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_section_has_an_entry_for_everything_that_the_brief_rests_on(language: str) -> None:
    ledger = Ledger(FACTS)
    section = evidence_section(ledger, NAMES, language, ["e-risk", "r-peak", WON.id, YEAR.id])
    entries = {entry.id: entry for block in section.blocks if isinstance(block, Evidence) for entry in block.entries}
    assert set(entries) == {*ledger.closure(["e-risk", "r-peak", WON.id, YEAR.id])}
    assert {number.id for number in numbers(section)} <= set(entries)
    risk = entries["e-risk"]
    assert [part.id for part in risk.formula if isinstance(part, Number)] == ["e-china", "a-cut", "e-risk"]
    assert "".join(part.text for part in entries["e-china"].formula).endswith("× 51.2% ÷ 100")
    assert entries[YEAR.id].time == "2024"
    quoted = entries[SHARE.id].quote
    assert quoted is not None
    assert TEXT[quoted.start : quoted.end] == "베이컨 비중이 51.2%로 가장 크다."


@pytest.mark.parametrize(
    ("decided", "told"),
    [
        ({"confidence": 0.65}, {"Extraction rule": "r", "Confidence": "65%"}),
        ({"confidence": 1.0, "review": "confirmed"}, {"Review": "Confirmed"}),
        (
            {"confidence": 1.0, "review": "corrected", "was": "modality=fact | subject=korea;h100 | scope="},
            {
                "Review": "Corrected",
                "Rules had read": "Type of statement: Fact; Subject: Korea, H100; Scope: –",
            },
        ),
    ],
)
def test_an_entry_tells_who_answers_for_it(decided: dict[str, Any], told: dict[str, str]) -> None:
    share = replace(SHARE, rule="r", **decided)
    entry = entries(Ledger([SOURCE, share]), NAMES, "en", [share.id])[share.id]
    found = {name: "".join(part.text for part in content) for name, content in entry.facts}  # type: ignore[union-attr]
    asked = ("Extraction rule", "Confidence", "Review", "Rules had read")
    assert {name: found[name] for name in asked if name in found} == told


def test_an_unconfirmed_figure_is_called_so_for_readers_and_machines() -> None:
    ledger = Ledger([SOURCE, SHARE, EXPORTS], unconfirmed=[SHARE.id]).extended([])
    entry = entries(ledger, NAMES, "en", [SHARE.id])[SHARE.id]
    assert ("Review", [Text("Unconfirmed")]) in entry.facts
    told = json.loads(ledger.to_json())["figures"]
    assert (told[SHARE.id]["review"], told[EXPORTS.id]["review"]) == ("unconfirmed", None)


def test_count_lists_its_inputs() -> None:
    total = count([EXPORTS.id, SHARE.id]).named("e-n", "둘", "Both")
    section = evidence_section(Ledger([*FACTS, total]), NAMES, "en", ["e-n"])
    entry = next(e for b in section.blocks if isinstance(b, Evidence) for e in b.entries if e.id == "e-n")
    assert "".join(part.text for part in entry.formula) == "number of ($141.9 billion, 51.2%)"


def test_words_with_digits_are_traced() -> None:
    parts = NAMES.inlines("H100 peak, 80GB (x4)", "en", "reference", "r-peak")
    assert [(part.type, part.text) for part in parts] == [
        ("name", "H100"), ("text", " peak, "), ("number", "80GB"), ("text", " ("), ("number", "x4"), ("text", ")"),
    ]  # fmt: skip
    assert [part.text for part in NAMES.inlines("korea;h100", "ko", "figure", "f-x")] == ["한국", ", ", "H100"]
    assert NAMES.inlines("베이컨", "en", "figure", "f-x")[0].language == "ko"  # type: ignore[union-attr]


def test_address_that_is_no_page_is_not_linked() -> None:
    evil = Reference("r-evil", "t", "", "Bad", 1, 1, "x", "javascript:alert(1)", "click")
    section = evidence_section(Ledger([evil]), NAMES, "en", ["r-evil"])
    entry = next(e for b in section.blocks if isinstance(b, Evidence) for e in b.entries)
    assert not any(part.type == "link" for _, content in entry.facts for part in content)


def test_an_assumption_leads_to_what_its_reason_leans_on() -> None:
    cut = Assumption("a-cut", "몫", "Share", 20, 40, "%", "까닭", "Because", basis=("r-peak",))
    ledger = Ledger([PEAK, cut])
    assert ledger.closure(["a-cut"]) == ["a-cut", "r-peak"]
    assert json.loads(ledger.to_json())["assumptions"]["a-cut"]["basis"] == ["r-peak"]
    assert [number.id for number in entry(ledger, "a-cut", "근거 자료") if isinstance(number, Number)] == ["r-peak"]
    with pytest.raises(BuildError, match="a-cut: rests on r-peak"):
        Ledger([cut])


def test_in_korean_a_reference_speaks_korean_but_for_what_it_quotes() -> None:
    peak = Reference(
        "r-peak", "chips", "최고", "Peak", 1, 1, "W", "https://a.org", note="planned rate", confidence="low"
    )
    assert entry(Ledger([peak]), "r-peak", "신뢰도") == [Text("낮음")]
    assert entry(Ledger([peak]), "r-peak", "비고") == [Text("planned rate", language="en")]


def entry(ledger: Ledger, id_: str, fact: str) -> list[Inline]:
    """What the Korean evidence says of an entry under a name."""
    return dict(entries(ledger, NAMES, "ko", [id_])[id_].facts)[fact]
