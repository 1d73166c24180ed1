"""Korean words that signal something (`data/reference/cues.csv`), as patterns."""

from __future__ import annotations

import re

from chipbrief.sources.reference_tables import per_lexicon, rows


@per_lexicon
def forms(cue: str) -> tuple[str, ...]:
    """The forms of a cue in the order of the table; KeyError for an unknown cue."""
    found = tuple(row["form"] for row in rows("cues") if row["cue"] == cue)
    if not found:
        raise KeyError(cue)
    return found


@per_lexicon
def either(cue: str) -> str:
    """A cue's forms as an alternation, long ones before their prefixes.

    >>> either("role: than")
    '(?:보다는|보다도|보다)'
    """
    return "(?:" + "|".join(sorted(map(re.escape, forms(cue)), key=len, reverse=True)) + ")"


@per_lexicon
def pattern(template: str) -> re.Pattern[str]:
    """A pattern in which `<cue>` stands for the forms of that cue.

    >>> pattern("<role: of>$").search("엔비디아의")[0]
    '의'
    """
    return re.compile(re.sub(r"<([a-z]+(?: [a-z]+)*(?:: [a-z]+)?)>", lambda match: either(match[1]), template))
