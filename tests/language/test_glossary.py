"""English for what Korean articles call things: whole phrases or none."""

import pytest

from chipbrief.extraction.lexicon import gazetteer
from chipbrief.language.glossary import Glossary
from chipbrief.language.names import Names

NAMES = Names.load(None, gazetteer.find)


@pytest.mark.parametrize(
    ("phrase", "english"),
    [
        ("공공 데이터센터 칩", "public data-centre chips"),
        ("데이터센터용 AI칩", "data-centre AI chips"),
        ("서버·스마트폰 메모리", "server and smartphone memory"),
        ("메모리, 파운드리", "memory and foundry services"),
        ("주요 기업의 설비 투자", "plant investment of major companies"),
        ("새 공장에 설치되는 첨단 장비", "advanced equipment installed in new factories"),
        ("중국에 수출되는 반도체", "semiconductors exported to China"),
        ("화웨이 서버", "Huawei servers"),
    ],
)
def test_a_phrase_of_known_words_is_english(phrase: str, english: str) -> None:
    assert NAMES.words(phrase, "en") == english
    assert NAMES.words(phrase, "ko") == phrase


@pytest.mark.parametrize(
    "phrase", ["신통한 칩", "칩의", "2세대 칩", "용 칩", "칩 등", "에 설치되는 칩", "", "·", "칩 "]
)
def test_half_a_translation_is_none(phrase: str) -> None:
    assert NAMES.words(phrase, "en") == phrase


def test_an_id_has_its_own_name() -> None:
    assert (NAMES.words("nvidia", "en"), NAMES.words("nvidia", "ko")) == ("NVIDIA", "엔비디아")


def test_words_written_together_are_read_as_the_fewest() -> None:
    words = Glossary({"가": "one", "나": "two", "가나": "both"}, {"다": "three"})
    assert words.gloss("가나다") == "both three"


def test_what_is_in_a_place_follows_the_thing() -> None:
    words = Glossary({}, {"칩": "chips", "시설": "facilities"}, {})
    assert words.gloss("시설 내 칩") == "chips in facilities"
    assert words.gloss("미지 내 칩") == ""


def test_a_name_of_which_nothing_is_known_is_spelled_in_latin_letters_only_where_it_is_asked_for() -> None:
    names = Names.load(find=gazetteer.find)
    assert names.words("아람코 칩", "en") == "아람코 칩"
    assert names.spelled("아람코 칩", "en") == "Aramko chips"
    assert names.spelled("아람코 칩", "ko") == "아람코 칩"
    assert names.spelled("신형 칩", "en") == "new chips"
    assert names.spelled("huawei", "en") == "Huawei"
