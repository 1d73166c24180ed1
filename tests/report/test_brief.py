"""What the brief's templates are given: the pairs that lead, no more than a reader keeps in mind."""

from __future__ import annotations

from collections import defaultdict

import pandas as pd
import pictures

from chipbrief.report.brief import Brief


def test_three_pairs_lead_and_the_table_has_all() -> None:
    brief, prose = Brief.__new__(Brief), pictures.prose("ko")  # a whole one needs the tables of a build
    pair = pictures.frames()["pairs"].head(1).assign(versus="h100")
    brief.language, brief.prose, brief.ledger, brief.sources = "ko", prose, prose.ledger, prose.ledger.sources
    brief.frames = defaultdict(pd.DataFrame, pictures.frames() | {"pairs": pd.concat([pair] * 5)})
    brief.frames["blocks"], brief.frames["repairs"] = pd.DataFrame(), pd.DataFrame()
    assert [row["versus"] for row in brief._context["leading"]] == ["h100"] * 3
