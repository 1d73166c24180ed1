"""The articles in full, each figure marked in its place and each repaired word beside what is stored."""

from __future__ import annotations

from dataclasses import replace

from chipbrief.document.nodes import Article, File, Heading, Inline, Number, Paragraph, Section, Text
from chipbrief.document.quotes import quote
from chipbrief.evidence.entries import source_title
from chipbrief.evidence.ledger import Ledger
from chipbrief.language.labels import label
from chipbrief.language.names import Names
from chipbrief.language.romanisation import byline
from chipbrief.model import Source
from chipbrief.sources.blocks import blocks


def article_section(ledger: Ledger, names: Names, language: str) -> Section:
    """The section `articles`, an appendix of the page: every source of the ledger, paragraph by paragraph."""
    heading = Heading([Text(label(language, "words", "articles"))], "articles")
    note = Paragraph([Text(label(language, "words", "articles-note"))], "note")
    return Section("articles", [heading, note, *(_article(s, ledger, names, language) for s in ledger.sources)])


def _article(source: Source, ledger: Ledger, names: Names, language: str) -> Article:
    figures = [figure for figure in ledger.figures if figure.source == source.name]
    repairs = [repair for repair in ledger.repairs if repair.source == source.name]
    author = names.inlines(byline(source.author, language), language, "reference", source.id)
    facts: list[tuple[str, list[Inline]]] = [
        (label(language, "facts", "author"), author),
        (label(language, "words", "file"), [File(source.name, source.name)]),
    ]
    return Article(
        source.id,
        [Number(source_title(source, names, language), "reference", source.id)],
        f"article-{source.id}",
        [fact for fact in facts if fact[1]],
        [
            replace(quote(source, block.start, block.end, figures, repairs), role=block.role)
            for block in blocks(source.text, source.name)
        ],
    )
