"""As what a figure is stated, by the words of `data/reference/modalities.csv`: fact, estimate, forecast and so on."""

from __future__ import annotations

import re

from chipbrief.extraction.statements.clauses import Line
from chipbrief.model import Kind, Modality
from chipbrief.sources.reference_tables import per_lexicon, rows

# 예상치를 웃돌았다, 전망보다 많다: what is foreseen is the other side
_EXCEEDS = "(?:웃[도돈돌]|밑[도돈돌]|상회|하회|넘|뛰어넘|못 ?미|부합)"
_COMPARED = rf"(?:치|값)?(?:[를을에와과]|보다|대로)? ?(?:크게 |소폭 |훨씬 )?{_EXCEEDS}"


def of(line: Line, index: int) -> Modality:
    """The modality of a figure by the first word for one after it, else by one directly before it.

    What comes after the next figure tells of this one too only where it ends the sentence.
    """
    position = line.at(index)
    before = line.text[line.words[line.phrase(max(position - 1, 0))].start : line.figures[index].start]
    for stretch in (_own(line, index), line.text[line.figures[-1].end :], before):
        if found := told(stretch):
            return found
    return Modality.FACT


def told(text: str) -> Modality | None:
    """What the first word for a modality in a text tells, of figures and relations alike; None where it has none."""
    found = _pattern().search(text)
    return _table()[found[0]] if found else None


def _own(line: Line, index: int) -> str:
    """The text from a figure to the next one that is no date."""
    own, later = line.figures[index], (i for i, f in enumerate(line.figures) if i > index and f.kind is not Kind.DATE)
    following = next(later, None)
    if following is None:
        return line.text[own.end :]
    first = line.words[line.phrase(max(line.at(following) - 1, 0))].start  # 130억으로 예상치 190억을: of the second
    return line.text[own.end : first if first > own.end else line.figures[following].start]


@per_lexicon
def _table() -> dict[str, Modality]:
    return {row["form"]: Modality(row["modality"]) for row in rows("modalities")}


@per_lexicon
def _pattern() -> re.Pattern[str]:
    forms = "|".join(sorted(map(re.escape, _table()), key=len, reverse=True))
    return re.compile(rf"(?:{forms})(?!{_COMPARED})")
