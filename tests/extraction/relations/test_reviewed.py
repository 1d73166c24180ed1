"""A person's decisions on relations come before what the rules read."""

from dataclasses import replace

from chipbrief.extraction.extract import extract_source
from chipbrief.extraction.relations.reviewed import is_needed
from chipbrief.model import Relation, Source
from chipbrief.sources import reviews
from chipbrief.sources.reviews import Review

TEXT = "바이두와 텐센트는 화웨이의 칩을 도입했다. 상무부는 H20 수출을 금지했다. 화웨이는 칩을 SMIC에 맡겼다."
SOURCE = Source("a.txt", TEXT, "", "2025-09-25")


def read(*decisions: Review) -> dict[tuple[str, str | None, str | None], Relation]:
    found = extract_source(SOURCE, reviews=decisions).relations()
    return {(one.relation, one.subject, one.object): one for one in found}


def at(text: str, value: str, field: str = "relation") -> Review:
    start = TEXT.index(text)
    return Review("a.txt", start, start + len(text), text, field, value)


BEFORE = read()
ADOPTS = [key for key in BEFORE if key[0] == "adopts"]


def test_the_rules_read_one_for_each_member_of_the_list() -> None:
    assert [subject for _, subject, _ in ADOPTS] == ["baidu", "tencent"]


def test_a_confirmed_relation_is_certain_and_the_others_of_its_word_stay_as_read() -> None:
    one, other = ADOPTS
    after = read(reviews.on(BEFORE[one], TEXT))
    assert after[one] == replace(BEFORE[one], confidence=1.0, review="confirmed")
    assert after[other] == BEFORE[other]


def test_a_corrected_field_tells_what_the_rules_had_read() -> None:
    one = ADOPTS[0]
    line = reviews.on(BEFORE[one], TEXT)
    after = read(replace(line, value=line.value.replace("fact", "plan")))[one]
    assert (after.modality, after.review, after.was, after.confidence) == ("plan", "corrected", "modality=fact", 1.0)


def test_another_subject_is_a_rejection_and_a_relation() -> None:
    one, other = ADOPTS
    value = reviews.on(BEFORE[one], TEXT).value.replace("baidu", "bytedance")
    after = read(reviews.on(BEFORE[one], TEXT, "rejected"), at("도입했다", value))
    assert one not in after
    assert after["adopts", "bytedance", one[2]].was == "subject=baidu"
    assert after["adopts", "bytedance", one[2]].review == "corrected"
    assert after[other] == BEFORE[other]


def test_what_the_rules_missed_is_added_with_its_sentence_and_its_marks() -> None:
    added = read(at("맡겼다", "supplies | smic | huawei | plan | | 2026 | 업계"))["supplies", "smic", "huawei"]
    assert TEXT[added.start : added.end] == "화웨이는 칩을 SMIC에 맡겼다."
    assert [TEXT[slice(*mark)] for mark in added.marks if mark] == ["SMIC", "화웨이"]
    assert (added.review, added.was, added.rule) == ("added", None, "added by a person")
    assert (added.modality, added.date, added.attribution) == ("plan", "2026", "업계")


def test_a_decision_holds_for_its_sentence_by_whichever_word_the_rules_find_the_same() -> None:
    one = ADOPTS[0]
    line = reviews.on(BEFORE[one], TEXT, "rejected")
    assert one not in read(
        replace(line, start=line.start - 3, end=line.start - 2, text=TEXT[line.start - 3 : line.start - 2])
    )
    elsewhere = TEXT.index("금지했다")
    assert one in read(replace(line, start=elsewhere, end=elsewhere + 4, text="금지했다"))


def test_decisions_on_figures_leave_relations_alone() -> None:
    assert read(at("H20", "", "rejected")) == BEFORE


def test_a_rejection_of_what_is_no_longer_read_is_not_needed() -> None:
    line = reviews.on(BEFORE[ADOPTS[0]], TEXT, "rejected")
    assert is_needed(line, BEFORE.values())
    assert not is_needed(replace(line, value="adopts | amd | china"), BEFORE.values())
    assert is_needed(reviews.on(BEFORE[ADOPTS[0]], TEXT), BEFORE.values())
