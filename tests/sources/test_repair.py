"""A word that a phrase replaced: found, proven, repaired; and everything that must be left alone."""

from pathlib import Path

import pytest

from chipbrief.model import Source
from chipbrief.sources.catalogue import load
from chipbrief.sources.repair import Repair, View, phrases, proofs, repair

SEEDS = Path(__file__).parents[2] / "seeds"

KOREA = (
    "한국의 수출이 늘었다. 한국은행(韓國銀行)은 금리를 내렸다. 대(對)한국 관세는 15%다. 한국이 앞선다.\n"
    "한국전력(韓國電力·KEPCO)과 한국 정부는 3곳에 공장을 짓는다. 반한국 정서도 있다. 한국을 보라.\n"
)
TAIWAN = (
    "대만의 TSMC가 앞선다. 대만전력(臺灣電力)은 대만에서 가장 크다. 대만은행(臺灣銀行)도 있다.\n"
    "대만이 보기에 2나노는 이르다. 미국과 대만은 합의했다.\n"
)
CLEAN = (
    "인공지능 반도체 시장이 커졌다. 인공지능 반도체 시장은 2배가 됐다. 세계 인공지능 반도체 시장을 잡아라.\n"
    "인공지능 반도체 시장과 삼성전자(三星電子), 인공지능 반도체 시장에서 현대자동차(現代自動車)가 맞섰다.\n"
)


def source(text: str) -> Source:
    return Source("a.txt", text, "", "2025-09")


def damaged(text: str, word: str, phrase: str) -> tuple[View, list[Repair], str]:
    """The repair of a text in which `phrase` stands for `word`, and the text as damaged."""
    bad = text.replace(word, phrase)
    return *repair(source(bad)), bad


@pytest.mark.parametrize(
    ("text", "word", "phrase"),
    [
        (KOREA, "한국", "카지노 무료 쿠폰"),
        (KOREA, "한국", "바카라 사이트 추천"),
        (KOREA, "한국", "온라인 bet365 가입"),
        (KOREA, "한국", "토토사이트"),
        (TAIWAN, "대만", "슬롯 꽁 머니"),
        (TAIWAN, "대만", "파워볼 중계"),
    ],
)
def test_a_replaced_word_is_read_back(text: str, word: str, phrase: str) -> None:
    view, repairs, bad = damaged(text, word, phrase)
    assert view.text == text
    assert len(repairs) == text.count(word)
    for item in repairs:
        assert bad[item.start : item.end] == item.found == phrase
        assert item.repaired == word
        assert len(item.evidence) == 2
        assert all(phrase in bad[start:end] for start, end in item.evidence)
    assert str(len(repairs)) in repairs[0].reason


def test_places_of_the_view_lead_back_to_the_stored_text() -> None:
    view, _, bad = damaged(KOREA, "한국", "카지노 무료 쿠폰")
    start = view.text.index("15%")
    assert bad[slice(*view.span(start, start + 3))] == "15%"


@pytest.mark.parametrize(
    ("why", "text"),
    [
        (
            "no gloss at all",
            KOREA.replace("(韓國銀行)", "").replace("(韓國電力·KEPCO)", "").replace("한국", "카지노 무료 쿠폰"),
        ),
        ("one proof only", KOREA.replace("(韓國電力·KEPCO)", "").replace("한국", "카지노 무료 쿠폰")),
        (
            "the same proof twice",
            KOREA.replace("한국전력(韓國電力·KEPCO)", "한국은행(韓國銀行)").replace("한국", "무료 쿠폰"),
        ),
        ("proofs that disagree", KOREA.replace("韓國電力", "美國電力").replace("한국", "카지노 무료 쿠폰")),
        ("Hanja nobody reads", KOREA.replace("韓國", "韩国").replace("한국", "카지노 무료 쿠폰")),
        (
            "glosses of something else",
            KOREA.replace("韓國銀行", "中央會議").replace("韓國電力", "本社").replace("한국", "카지노 무료 쿠폰"),
        ),
    ],
)
def test_without_two_proofs_that_agree_nothing_is_repaired(why: str, text: str) -> None:
    view, repairs = repair(source(text))
    assert repairs == [], why
    assert view.text == text


def test_what_looks_replaced_and_is_not_proven_shows_by_its_clashes() -> None:
    text = KOREA.replace("(韓國銀行)", "").replace("한국", "슬롯 꽁 머니")
    (suspect,) = [phrase for phrase in phrases(text) if phrase.clashes]
    assert suspect.text == "슬롯 꽁 머니"
    assert [text[start:end] for start, end in suspect.clashes] == ["이", "을"]


@pytest.mark.parametrize(
    "text",
    [
        CLEAN,
        KOREA,
        TAIWAN,
        "베이징시(北京市)와 베이징대(北京大)가 있다. 베이징은 크다. 베이징이 앞선다. 중국 베이징을 보라.",
        "도쿄 대학병원(東京大學病院), 도쿄 대학교수(東京大學敎授), 도쿄 대학은 도쿄 대학이다.",
        "상하이시(上海市)와 상하이항(上海港), 상하이는 상하이가 좋다.",
        "젠슨 황은 말했다. 젠슨 황이 왔다. 젠슨 황의 회사. 커촹판(科創板), 창예판(創業板)에 올랐다.",
        "",
        "(",
        "漢字(漢字)漢字(漢字)漢字(漢字)",
    ],
)
def test_a_clean_text_is_left_alone(text: str) -> None:
    view, repairs = repair(source(text))
    assert repairs == []
    assert view.text == text


def test_an_innocent_term_recurs_without_clash_or_proof() -> None:
    (term,) = [phrase for phrase in phrases(CLEAN) if phrase.text == "인공지능 반도체 시장"]
    assert len(term.places) == 5
    assert not term.clashes
    assert not proofs(CLEAN, term)


def test_a_final_rieul_takes_ro() -> None:
    text = "서울 호텔로 갔다. 서울 호텔로 왔다. 서울 호텔의 문. 서울 호텔을 샀다."
    (phrase,) = phrases(text)
    assert phrase.clashes == ()


def test_the_first_article_had_one_word_replaced_38_times() -> None:
    first, second = load(SEEDS)
    view, repairs = repair(first)
    assert len(repairs) == 38
    assert {item.repaired for item in repairs} == {"중국"}
    proofs_of = {first.text[slice(*span)] for item in repairs for span in item.evidence}
    assert {proof[-26:].partition("(")[2][:4] for proof in proofs_of} == {"中國移動", "中國電信"}
    assert "중국이동(中國移動·China Mobile)·중국전신(中國電信·China Telecom)" in view.text
    assert repair(second)[1] == []


@pytest.mark.parametrize(
    "unit", ["(", "가(漢", "가 나 다 ", "한국(韓國)", "슬롯 머니(中國)은 ", "가나다라마바사 ", "(漢)"]
)
def test_the_time_grows_with_the_text_and_not_faster(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    assert repair(source(text))[0].text == text
