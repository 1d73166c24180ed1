"""Names of the gazetteer: what is one, what only looks like one, and the tables themselves."""

from __future__ import annotations

import csv
from itertools import pairwise
from pathlib import Path

import pytest

from chipbrief.extraction.lexicon import gazetteer
from chipbrief.extraction.lexicon.patterns import forms
from chipbrief.extraction.statements import mentions, metric_words
from chipbrief.sources.reference_tables import rows

POSITIVE = {
    "엔비디아가": ["nvidia"],
    "엔디비아와 앤비디아": ["nvidia", "nvidia"],
    "한우지·한무지(寒武紀)": ["cambricon", "cambricon", "cambricon"],
    "H20을 H200으로": ["h20", "h200"],
    "어센드 910C와 910B": ["ascend-910c", "ascend-910b"],
    "對美 의존": ["united-states"],
    "美·中 갈등": ["united-states", "china"],
    "미·중 갈등": ["united-states", "china"],
    "미 상무부": ["us-commerce"],
    "中 업체": ["china"],
    "중국산 칩": ["china"],
    "탈중국 흐름": ["china"],
    "중국이동과 중국은": ["china-mobile", "china"],
    "SK하이닉스는": ["sk-hynix"],
    "무시(沐曦)는 칩을 냈다. 무시도": ["metax", "metax", "metax"],
    "시위안590": ["mlu590"],
    "amd 칩": [],
    "AMD 칩": ["amd"],
}
NEGATIVE = [
    *(
        "애플리케이션",
        "메타버스",
        "대만족",
        "인텔리전스",
        "무시하면 안 된다",
        "선전 문구",
        "이 중 세 곳",
        "준비 중이다",
    ),
    *("공사 (中)", "中央 정부", "XH20Y", "NAMD", "중앙일간지", "소니코리아나"),
]


def found(text: str) -> list[str]:
    return [mention.id for mention in gazetteer.find(text)]


@pytest.mark.parametrize("text", POSITIVE)
def test_a_name_is_found_in_all_its_spellings(text: str) -> None:
    assert found(text) == POSITIVE[text]


@pytest.mark.parametrize("text", NEGATIVE)
def test_no_name_inside_another_word(text: str) -> None:
    assert found(text) == []


@pytest.mark.xfail(strict=True, reason="a common word of the same form needs more than its neighbours to be told")
def test_a_verb_of_the_same_form_beside_the_name() -> None:
    assert found("무시(沐曦)는 경고를 무시도 했다") == ["metax", "metax"]


def test_spans_slice_the_text_and_do_not_overlap() -> None:
    text = "알리바바(阿里巴巴)와 美 엔비디아 H100·H20, 어센드 910C"
    places = gazetteer.find(text)
    assert [text[m.start : m.end] for m in places][:2] == ["알리바바", "阿里巴巴"]
    assert all(one.end <= other.start for one, other in pairwise(places))


def test_ids_are_unique_over_both_tables_and_references_exist() -> None:
    ids = [row["id"] for table in ("entities", "metrics") for row in rows(table)]
    assert len(ids) == len(set(ids))
    known = set(ids)
    assert all(row[column] in known for row in rows("entities") for column in ("maker", "place") if row[column])
    assert all(row["base"] in known for row in rows("metrics") if row["base"])
    assert all(row["ko"] and row["en"] for table in ("entities", "metrics") for row in rows(table))


def test_every_alias_leads_to_its_entity() -> None:
    for row in rows("entities"):
        for alias in filter(None, row["aliases"].split("|")):
            if not alias.startswith("?"):
                assert row["id"] in found(f"{alias} "), (row["id"], alias)


def test_the_gold_uses_known_ids() -> None:
    gold = Path(__file__).parents[2] / "gold" / "figures.csv"
    with gold.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            assert not row["metric"] or row["metric"] in metric_words.table()


def test_labels() -> None:
    assert (gazetteer.label("nvidia"), gazetteer.label("nvidia", "en")) == ("엔비디아", "NVIDIA")
    assert (gazetteer.kind_of("h20"), gazetteer.place_of("beijing"), gazetteer.kind_of("nothing")) == (
        "chip",
        "china",
        "",
    )
    assert metric_words.label("revenue", "en") == "Revenue"


def test_people_by_surname_and_title_once_named_in_full() -> None:
    text = "천 회장은 몰랐다. 천톈스(陳天石)가 창업했다. 천 회장겸 최고경영자는"
    assert [(m.start, m.id) for m in mentions.find(text) if m.id == "chen-tianshi"][-1] == (
        text.rindex("천 회장"),
        "chen-tianshi",
    )
    assert mentions.find(text)[0].start > 0


def test_a_gloss_names_the_word_before_it_and_unknown_models_are_names() -> None:
    assert [m.id for m in mentions.find("텅신커지(騰訊)는 TX900을")] == ["tencent", "tencent", "TX900"]
    assert [m.id for m in mentions.find("최고경영자(CEO)는")] == []


def test_cues_exist() -> None:
    assert "보다" in forms("role: than")
    with pytest.raises(KeyError):
        forms("no such cue")
