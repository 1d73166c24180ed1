"""Morphemes and the roles of words."""

from __future__ import annotations

import pytest

from chipbrief.extraction.lexicon import morphology
from chipbrief.extraction.quantities import scan
from chipbrief.extraction.statements import clauses, mentions
from chipbrief.extraction.statements.clauses import Line, Role


def read(text: str) -> Line:
    return clauses.line(text, (0, len(text)), scan.find(text, "2025-09"), mentions.find(text))[0]


def roles(text: str) -> list[tuple[str, str]]:
    line = read(text)
    return [(line.form(word), str(word.role)) for word in line.words]


def test_morphemes_lie_in_the_sentence() -> None:
    text = "MLU590은 A100보다 2.5배 높은 성능을 냈다."
    assert all(0 <= m.start <= m.end <= len(text) for m in morphology.morphemes(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("한무지의 2대 주주", [("한무지의", "of"), ("2대", "bare"), ("주주", "bare")]),
        ("어센드 910C는 A100보다 빠르다", [("어센드 910C는", "topic"), ("A100보다", "than"), ("빠르다", "final")]),
        ("베이징(北京)과 상하이는", [("베이징과", "and"), ("상하이는", "topic")]),
        ("H100에 비해서는 60%의", [("H100에", "at"), ("비해서는", "ending"), ("60%의", "of")]),
        ("매출은 28억 8000만 위안(약 5608억원)을", [("매출은", "topic"), ("28억 8000만 위안을", "object")]),
        (
            "알리바바·텐센트가 높은 성능을",
            [("알리바바", "and"), ("텐센트가", "subject"), ("높은", "modifier"), ("성능을", "object")],
        ),
    ],
)
def test_roles_come_from_particles_and_endings(text: str, expected: list[tuple[str, str]]) -> None:
    assert roles(text) == expected


def test_a_clause_ends_with_its_verb_but_not_with_a_verb_that_serves_as_a_particle() -> None:
    line = read("화웨이는 칩을 생산하고 내년에 대만에 이어 공장을 2곳 가동한다")
    position = line.at(next(i for i, f in enumerate(line.figures) if f.unit == "곳"))
    assert line.form(line.words[line.clause(position)]) == "내년에"


def test_places_of_a_line_lead_back_to_the_text() -> None:
    text = "화웨이(華爲)는 2곳을 지었다"
    line = read(text)
    figure = line.figures[0]
    assert text[line.origin[figure.start] : line.origin[figure.end - 1] + 1] == "2곳"
    assert all(word.role in Role for word in line.words)
