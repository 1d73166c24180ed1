"""The same story in several papers is found, two stories of one event are not."""

import random

import documents
import pytest

from chipbrief.sources.near_duplicates import Duplicate, duplicates

STORY = "\n".join(documents.PARAGRAPHS)
OTHER = (
    "화웨이가 새 인공지능 칩을 내놓았다. 시장에서는 올해 60만개가 팔린 것으로 추정한다. "
    "중국 정부의 지원에 힘입어 매출은 28억 8000만 위안까지 불어났고, 엔비디아의 자리는 좁아지는 모습이다."
)


def test_a_story_under_another_headline_and_cut_is_the_same() -> None:
    first, second, _ = documents.PARAGRAPHS
    found = duplicates(
        [("a", f"제목\n{STORY}"), ("b", f"전혀 다른 제목!\n{first}\n{second}"), ("c", f"{STORY}\n덧붙임 3조원")]
    )
    assert [(item.source, item.of) for item in found] == [("b", "a"), ("c", "a")]
    assert 0.5 < found[0].resemblance < found[1].resemblance < 1


def test_blanks_signs_and_how_hangul_is_stored_do_not_count() -> None:
    import unicodedata

    again = unicodedata.normalize("NFD", STORY.replace(" ", "  ").replace(".", "!"))
    assert duplicates([("a", STORY), ("b", again)]) == [Duplicate("b", "a", 1)]


def test_two_stories_of_one_event_are_two() -> None:
    assert duplicates([("a", STORY), ("b", OTHER)]) == []


@pytest.mark.parametrize(("texts", "copies"), [(["글", "글"], 1), (["글", "말"], 0), (["", ""], 1), ([], 0)])
def test_short_texts_are_compared_whole(texts: list[str], copies: int) -> None:
    assert len(duplicates((str(number), text) for number, text in enumerate(texts))) == copies


def test_of_many_copies_one_original_is_left_and_each_is_found() -> None:
    """Two hundred stories, each with a copy that lost a tenth: none is missed."""
    chance = random.Random(1)  # noqa: S311 - no secret
    syllables = [chr(0xAC00 + 28 * n) for n in range(399)]
    stories = ["".join(chance.choices(syllables, k=400)) for _ in range(200)]
    copies = [story[20:-20] for story in stories]
    names = [(f"{kind}{n}", text) for kind, texts in (("s", stories), ("c", copies)) for n, text in enumerate(texts)]
    found = duplicates(names)
    assert [(item.source, item.of) for item in found] == [(f"c{n}", f"s{n}") for n in range(200)]
    assert found == duplicates(names)
