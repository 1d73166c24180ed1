"""`chipbrief review`: what is worth checking, what is decided already, and what other tools propose."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chipbrief.cli.options import shown, shown_json

if TYPE_CHECKING:
    from chipbrief.analysis.worth import Worth
    from chipbrief.model import Source
    from chipbrief.project import Paths

review = typer.Typer(invoke_without_command=True, help="List statements worth checking, and import proposals.")
_MOST = 10


@review.callback()
def listing(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON line per statement.")] = False,
    tidy: Annotated[bool, typer.Option("--tidy", help="List lines of reviews.csv that are no longer needed.")] = False,
    most: Annotated[int, typer.Option("--most", min=1, help="Maximum number of statements to list.")] = _MOST,
) -> None:
    """List the statements and relations of the last build that are worth checking, in order of their worth.

    Decide:   copy the line that is shown into seeds/reviews.csv, corrected where it is wrong

    Lines that the rules have caught up with:   [bold]chipbrief review --tidy[/bold]

    Statements by another tool:   [bold]chipbrief review import PROPOSALS.jsonl --by NAME[/bold]
    """
    if context.invoked_subcommand:
        return
    from chipbrief.project import Paths, find

    paths = Paths.of(find())
    if tidy:
        for line in _unneeded(paths):
            typer.echo(shown(line))
        return
    for place, row in enumerate(_rows(paths), 1):
        if place > most:
            break
        if as_json:
            sys.stdout.write(shown_json(json.dumps(row, ensure_ascii=False)) + "\n")
        else:
            typer.echo("\n".join(map(shown, _lines(row))))


@review.command("import")
def import_(
    file: Annotated[
        Path, typer.Argument(metavar="PROPOSALS.jsonl", help="Statements in the format of chipbrief extract.")
    ],
    by: Annotated[
        str, typer.Option(metavar="NAME", help="Name of the tool or model that made the proposals.")
    ] = "imported",
) -> None:
    """Take statements that another tool proposes; they count as nothing until they stand in seeds/reviews.csv."""
    from chipbrief.errors import InputError
    from chipbrief.project import Paths, find
    from chipbrief.sources import catalogue, proposals

    paths = Paths.of(find())
    taken, refused = proposals.proposed(file, catalogue.load(paths.sources), by)
    for line in refused:
        sys.stderr.write(f"{shown(line)}\n")
    if taken:
        proposals.add(paths.data, taken)
    typer.echo(f"{len(taken)} proposals wait in {paths.data.name}/{proposals.NAME}; {len(refused)} refused")
    if refused and not taken:
        raise InputError(f"{file}: nothing in it equals the text at its span; see the lines above")


def _rows(paths: Paths) -> Iterator[dict[str, Any]]:
    """What is worth checking, with its sentence, what rests on it, what is proposed, and the line that confirms it."""
    from chipbrief.sources import proposals, reviews
    from chipbrief.sources.sentences import sentence

    sources = _sources(paths)
    decided = {each for review in reviews.load(paths.sources, sources.values()) for each in review.decides}
    waiting = proposals.waiting(paths.data, sources.values())
    for item in _worth(paths, sources):
        source, start, end = item.place
        text = sources[source].text
        line = reviews.confirmed(item.fact, text)
        if not decided.isdisjoint(line.decides):
            continue  # since the last build
        first, last = sentence(text, start, end)
        proposed = waiting.get(item.place) if not line.of_relation else None
        yield {
            "source": source, "start": start, "end": end, "text": text[start:end],
            "sentence": f"{text[first:start]}»{text[start:end]}«{text[end:last]}",
            "relation": line.value if line.of_relation else None,
            "confidence": item.fact.confidence, "worth": round(item.value, 2), "conclusions": list(item.conclusions),
            "line": line.line, "proposed": proposed.line if proposed else None,
        }  # fmt: skip


def _lines(row: dict[str, Any]) -> Iterator[str]:
    resting = row["conclusions"]
    yield f"{row['source']}:{row['start']}-{row['end']}  {row['text']}  probability {row['confidence']:.0%}"
    yield f"  {' '.join(row['sentence'].split())}"
    yield f"  {len(resting)} conclusions rest on it{': ' if resting else ''}{', '.join(resting[:_MOST])}"
    yield f"  {row['line']}"
    if row["proposed"]:
        yield f"  {row['proposed']}"


def _worth(paths: Paths, sources: dict[str, Source]) -> list[Worth]:
    from chipbrief import frames
    from chipbrief.analysis.claims import leading
    from chipbrief.analysis.tables import Entities
    from chipbrief.analysis.worth import of_relations, ordered, worth
    from chipbrief.sources import reference_tables

    stated, claimed, copies = (frames.read(name, paths.derived) for name in ("figures", "claims", "duplicates"))
    relations, related = (frames.read(name, paths.derived) for name in ("relations", "relation_claims"))
    names = ("entities", "metrics", "specifications")
    entities = Entities.of(*(reference_tables.rows(name, paths.reference) for name in names))
    made = frames.read_facts(paths.derived, "korea").estimates.values()
    texts = {name: source.text for name, source in sources.items()}
    figures = worth(stated, leading(stated, claimed, copies), texts, entities, made)
    return ordered([*figures, *of_relations(relations, related, entities)], texts)


def _unneeded(paths: Paths) -> Iterable[str]:
    """Lines of `reviews.csv` that change nothing in what the rules read by now."""
    from chipbrief.extraction.extract import extract_source
    from chipbrief.extraction.relations import reviewed as relations_reviewed
    from chipbrief.extraction.reviewed import is_needed
    from chipbrief.sources import reviews
    from chipbrief.sources.reference_tables import Lexicon

    sources = _sources(paths)
    decisions = reviews.load(paths.sources, sources.values())
    lexicon = Lexicon.of(paths.reference)
    asked = {decision.source for decision in decisions}
    readings = [extract_source(sources[name], lexicon) for name in sorted(asked)]
    read = {(figure.source, figure.start, figure.end): figure for reading in readings for figure in reading.figures}
    found = [relation for reading in readings for relation in reading.relations()]
    for decision in decisions:
        figure = read.get((decision.source, decision.start, decision.end))
        if not (relations_reviewed.is_needed(decision, found) if decision.of_relation else is_needed(decision, figure)):
            yield decision.line


def _sources(paths: Paths) -> dict[str, Source]:
    from chipbrief import frames

    return {source.name: source for source in frames.sources(paths.derived, paths.sources)}
