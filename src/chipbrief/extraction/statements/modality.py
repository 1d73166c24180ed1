"""As what a figure is stated, by the words of `data/reference/modalities.csv`: fact, estimate, forecast and so on."""

from __future__ import annotations

import re

from chipbrief.extraction.statements.clauses import Line
from chipbrief.model import Kind, Modality
from chipbrief.sources.reference_tables import per_lexicon, rows


def of(line: Line, index: int) -> Modality:
    """The modality of a figure by the first word for one after it, else by one directly before it.

    What comes after the next figure tells of this one too only where it ends the sentence.
    """
    position = line.at(index)
    before = line.text[line.words[line.phrase(max(position - 1, 0))].start : line.figures[index].start]
    for stretch in (_own(line, index), line.text[line.figures[index].end :], before):
        if found := told(stretch):
            return found
    return Modality.FACT


def told(text: str) -> Modality | None:
    """What the first word for a modality in a text tells, of figures and relations alike; None where it has none."""
    found = _pattern().search(text)
    return _table()[found[0]] if found else None


def _own(line: Line, index: int) -> str:
    """The text from a figure to the next one that is no date."""
    later = [f.start for f in line.figures[index + 1 :] if f.kind is not Kind.DATE]
    return line.text[line.figures[index].end : min(later, default=len(line.text))]


@per_lexicon
def _table() -> dict[str, Modality]:
    return {row["form"]: Modality(row["modality"]) for row in rows("modalities")}


@per_lexicon
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, _table()), key=len, reverse=True)))
