"""What the brief's templates are given: the pairs that lead, no more than a reader keeps in mind."""

from __future__ import annotations

from collections import defaultdict

import pandas as pd
import pictures

from chipbrief.model import Source
from chipbrief.report.brief import Brief


def test_three_pairs_lead_and_the_table_has_all() -> None:
    brief, prose = Brief.__new__(Brief), pictures.prose("ko")  # a whole one needs the tables of a build
    pair = pictures.frames()["pairs"].head(1).assign(versus="h100")
    brief.language, brief.prose, brief.ledger, brief.sources = "ko", prose, prose.ledger, prose.ledger.sources
    brief.frames = defaultdict(pd.DataFrame, pictures.frames() | {"pairs": pd.concat([pair] * 5)})
    brief.frames["blocks"], brief.frames["repairs"] = pd.DataFrame(), pd.DataFrame()
    assert [row["versus"] for row in brief._context["leading"]] == ["h100"] * 3


def test_a_phrase_that_may_stand_in_place_of_a_word_is_warned_of_by_name() -> None:
    phrase = "무료 체험 머니"
    text = f"칩 소식\n\n인공지능({phrase}) 칩. {phrase} 반도체. {phrase} 수요. {phrase} 값.\n"
    found = [Source("b.txt", text, "", "2025-09-25"), Source("a.txt", "칩 소식\n\n칩이 나왔다.\n", "", "2025-09-25")]
    brief = Brief.__new__(Brief)
    brief.sources = found
    assert list(brief._suspected()) == [{"file": "b.txt", "source": "s-b.txt", "phrase": phrase}]
