"""The same story in several papers: documents whose texts are the same, or nearly.

Texts are compared by their shingles, stretches of five letters (A. Broder: On the resemblance and containment of
documents, 1997). An index from each shingle to the originals that have it counts what a text shares with each of
them, exactly, and without comparing it to those with which it shares nothing.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from chipbrief.sources.offset_map import View

RESEMBLANCE = 0.5
"""The shingles that two texts share, of all that they have, from which on they are one story: a wire story under
another headline, cut by a third, still shares two thirds; two stories of one event share less than a tenth."""
SHINGLE = 5  # letters
_FEWEST = 20  # shingles: a shorter text is a duplicate only of its like
_SILENT = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Duplicate:
    """`source` tells the story of `of`, which comes before it; `resemblance` is 1 where their letters are the same."""

    source: str
    of: str
    resemblance: float


def duplicates(documents: Iterable[tuple[str, str]]) -> list[Duplicate]:
    """The documents (name, text) that an earlier one resembles, each with the one that it resembles most.

    An original is never a duplicate itself, so that of any number of copies one is left.
    """
    index: defaultdict[int, list[str]] = defaultdict(list)
    sizes: dict[str, int] = {}
    found: list[Duplicate] = []
    for name, text in documents:
        own = _shingles(text)
        shared = Counter(earlier for shingle in own for earlier in index.get(shingle, ()))
        near = sorted((-_resemblance(len(own), sizes[earlier], both), earlier) for earlier, both in shared.items())
        if near and -near[0][0] >= RESEMBLANCE:
            found.append(Duplicate(name, near[0][1], round(-near[0][0], 3)))
            continue
        sizes[name] = len(own)
        for shingle in own:
            index[shingle].append(name)
    return found


def _shingles(text: str) -> frozenset[int]:
    letters = _SILENT.sub("", View(text).text.casefold())  # composed; no storm of marks is sorted
    parts = range(max(1, len(letters) - SHINGLE + 1))
    return frozenset(zlib.crc32(letters[start : start + SHINGLE].encode("utf-8", "replace")) for start in parts)


def _resemblance(first: int, second: int, both: int) -> float:
    """The shingles that two texts share, of all that they have; of a very short text all or nothing."""
    if min(first, second) < _FEWEST:
        return float(first == second == both)
    return both / (first + second - both)
