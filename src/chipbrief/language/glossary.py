"""An English gloss of what a Korean article calls something: word by word from `terms.csv`, or nothing at all.

Korean puts what modifies before what is modified, as English does with nouns, so a run of nouns keeps its order and
only its last word takes the plural. Three constructions turn round: `A의 B` (B of A), `A 내 B` (B in A), and a clause,
`A에 설치되는 B` (B installed in A). A phrase with a single unknown word has no gloss: half a translation would be worse
than none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from chipbrief.sources.reference_tables import rows

_LISTED = re.compile(r"(?:(?<!\s)\s++)?[·ㆍ/]\s*+|,\s*+|(?<!\s)\s++및\s++")  # blanks from their first on
_PLACE = r"\A(?P<place>.+)(?:에서|에|으로|로|에게) "
_FOR = "용"  # X용, for X: what modifies says so by its place


@dataclass(frozen=True, slots=True)
class Glossary:
    """English words by Korean form: before another word, and as the last; clauses with what joins them to a place."""

    before: Mapping[str, str] = field(default_factory=dict)
    last: Mapping[str, str] = field(default_factory=dict)
    clauses: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls, folder: Path | None = None) -> Glossary:
        """The glossary of the reference folder (None: the package's)."""
        nouns = [row for row in rows("terms", folder) if row["role"] == "noun"]
        clauses = {row["form"]: row["en"] for row in rows("terms", folder) if row["role"] == "clause"}
        return cls(
            {row["form"]: row["en"] for row in nouns}, {row["form"]: row["last"] or row["en"] for row in nouns}, clauses
        )

    def gloss(self, phrase: str, name: Callable[[str], str] = lambda _: "") -> str:
        """A phrase in English, empty when a word is not known; `name` gives the English name of a known entity.

        >>> words = Glossary({"공공": "public"}, {"칩": "chips", "시설": "facilities"}, {"쓰는": "used in"})
        >>> words.gloss("공공 시설에 쓰는 칩"), words.gloss("공공 미지의 칩")
        ('chips used in public facilities', '')
        """
        clauses = "|".join(map(re.escape, self.clauses))
        if clauses and (found := re.fullmatch(f"{_PLACE}(?P<clause>{clauses}) (?P<head>.+)", phrase)):
            head, place = self.gloss(found["head"], name), self.gloss(found["place"], name)
            return f"{head} {self.clauses[found['clause']]} {place}" if head and place else ""
        if found := re.fullmatch(r"\A(?P<owner>.+)의 (?P<head>.+)", phrase):
            head, owner = self.gloss(found["head"], name), self.gloss(found["owner"], name)
            return f"{head} of {owner}" if head and owner else ""
        if found := re.fullmatch(r"\A(?P<place>.+) 내 (?P<head>.+)", phrase):
            head, place = self.gloss(found["head"], name), self.gloss(found["place"], name)
            return f"{head} in {place}" if head and place else ""
        return self._nouns(phrase.split(" "), name)

    def _nouns(self, words: list[str], name: Callable[[str], str]) -> str:
        """A run of nouns, the longest known run of words first."""
        glossed: list[str] = []
        while words:
            for length in range(len(words), 0, -1):
                final = length == len(words)
                if english := self._word(" ".join(words[:length]), name, final=final):
                    glossed.append(english)
                    words = words[length:]
                    break
            else:
                return ""
        return " ".join(glossed)

    def _word(self, word: str, name: Callable[[str], str], *, final: bool) -> str:
        listed = _LISTED.split(word)
        if len(listed) > 1:
            parts = [self._word(part, name, final=final) for part in listed]
            return f"{', '.join(parts[:-1])} and {parts[-1]}" if all(parts) else ""
        translations = self.last if final else self.before
        if english := translations.get(word) or name(word):
            return english
        if not final and word.endswith(_FOR):
            return self._word(word.removesuffix(_FOR), name, final=False)
        return self._compound(word, final=final)

    def _compound(self, word: str, *, final: bool) -> str:
        """A word that is several known ones written together; the fewest of them."""
        ways: list[list[str] | None] = [[]]
        for end in range(1, len(word) + 1):
            table = self.last if final and end == len(word) else self.before
            parts = (
                [*before, table[word[start:end]]]
                for start, before in enumerate(ways)
                if before is not None and word[start:end] in table
            )
            ways.append(min(parts, key=len, default=None))
        return " ".join(ways[-1] or [])
