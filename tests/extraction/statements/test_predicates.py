"""Sentences as clauses: each verb's stem with the phrases that it governs."""

from __future__ import annotations

import pytest

from chipbrief.extraction.quantities import scan
from chipbrief.extraction.statements import clauses, mentions, predicates


def told(sentence: str) -> list[tuple[str, dict[str, str], str]]:
    """Stem, phrases by role, and the phrase described, of each clause with a verb."""
    line, _ = clauses.line(sentence, (0, len(sentence)), scan.find(sentence, "2025-09-25"), mentions.find(sentence))

    def words(phrase: predicates.Phrase | None) -> str:
        return line.text[line.words[phrase.first].start : line.words[phrase.last].end] if phrase else ""

    return [
        (c.stem, {str(p.role): words(p) for p in c.phrases}, words(c.head)) for c in predicates.clauses(line) if c.stem
    ]


@pytest.mark.parametrize(
    ("sentence", "number", "stem", "phrases", "head"),
    [
        ("대만에서 들여온 메모리는 70억 달러다.", 0, "들여오", {"from": "대만에서"}, "메모리는"),
        ("엔비디아는 H20을 중국에 팔았다.", 0, "팔", {"topic": "엔비디아는", "object": "H20을", "at": "중국에"}, ""),
        ("현대차가 8만 대를 팔아 선두를 지켰다.", 1, "지키", {"subject": "현대차가", "object": "선두를"}, ""),
        ("SMIC는 칩을 공급하기로 했다.", 0, "공급", {"topic": "SMIC는", "object": "칩을"}, ""),
        ("바이두가 돈을 손에 쥐었다.", 0, "손에 쥐", {"subject": "바이두가", "object": "돈을", "at": "손에"}, ""),
    ],
)  # fmt: skip
def test_a_verb_governs_its_phrases(sentence: str, number: int, stem: str, phrases: dict[str, str], head: str) -> None:
    assert told(sentence)[number] == (stem, phrases, head)


def test_a_passive_is_told_from_what_is_done() -> None:
    sentence = "칩이 생산됐다."
    line, _ = clauses.line(sentence, (0, len(sentence)), [], [])
    assert [(c.stem, c.passive) for c in predicates.clauses(line)] == [("생산", True)]
    assert predicates.stem_of("생산하다") == "생산"
