"""The one way from a source to its figures: its paragraphs, its words read back, then its numbers.

The notebooks, `chipbrief extract`, `chipbrief corpus` and `chipbrief.extract` all go this way, so that none of them
reads a text differently from the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from chipbrief.extraction import audit, figures
from chipbrief.extraction.relations import find as relations
from chipbrief.extraction.relations import reviewed as relations_reviewed
from chipbrief.extraction.reviewed import decided
from chipbrief.model import Block, Figure, Relation, Role, Source
from chipbrief.sources import reference_tables
from chipbrief.sources.blocks import blocks, wrapped
from chipbrief.sources.language import is_read
from chipbrief.sources.offset_map import View
from chipbrief.sources.reference_tables import Lexicon
from chipbrief.sources.repair import Repair, repair
from chipbrief.sources.reviews import Review


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was read from a source; all spans are in characters of its text as stored.

    `view` is the text as it read before its words were replaced, by the `repairs`; `blocks` are its paragraphs,
    `reviews` what a person decided.
    """

    source: Source
    figures: tuple[Figure, ...]
    view: View
    repairs: tuple[Repair, ...]
    blocks: tuple[Block, ...]
    lexicon: Lexicon
    reviews: tuple[Review, ...] = ()

    def audit(self, figures: Iterable[Figure] | None = None) -> list[audit.Row]:
        """A row for each run of digits of the source, explained by its own figures, names and furniture alone.

        `figures` stand in for those that were read here, e.g. those of a figure set; of other sources' none counts.
        """
        stated = self.figures if figures is None else figures
        with self.lexicon.active():
            return audit.audit(self.source.text, stated, source=self.source.name, view=self.view, blocks=self.blocks)

    def relations(self) -> list[Relation]:
        """What the source says without a number, in the order of its text, after what a person decided."""
        article = any(block.role is not Role.CHROME for block in self.blocks)
        with self.lexicon.active():
            read = relations.of(self.source, self.view, self.blocks if article else ())
            return relations_reviewed.decided(read, self.source, self.reviews) if self.reviews else read


def extract_source(source: Source, lexicon: Lexicon | None = None, *, reviews: Sequence[Review] = ()) -> Extraction:
    """The figures of a source without those of site furniture, and what they were read from.

    The units, names and words are those of `lexicon`, else of the lexicon in force. A text that would be nothing
    but furniture is no page of a site: then all its figures count. A text that is not Korean has none that are read.
    What a person decided in `reviews` counts before what the rules read; a brief has those of its `seeds/reviews.csv`.
    """
    tables = lexicon or reference_tables.lexicon()
    with tables.active():
        read = _extraction(source, tables)
        if not reviews:
            return read
        return replace(read, figures=tuple(decided(read.figures, source, reviews)), reviews=tuple(reviews))


def _extraction(source: Source, lexicon: Lexicon) -> Extraction:
    view, repairs = repair(source)
    parts = tuple(blocks(source.text, source.name))
    if lines := wrapped(source.text, parts):
        view = View(source.text, [*((one.start, one.end, one.repaired) for one in repairs), *lines])
    furnished = parts if any(block.role is not Role.CHROME for block in parts) else ()
    found: list[Figure] = []
    if is_read(source.text):
        found = figures.extract(
            source.text, source=source.name, published=source.published, view=view, blocks=furnished
        )
    return Extraction(source, tuple(found), view, tuple(repairs), parts, lexicon)
