"""What `chipbrief build` says when it is done: what is new, what to check, and which files to open."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from chipbrief.cli.options import shown, shown_json
from chipbrief.errors import InputError

if TYPE_CHECKING:
    from chipbrief.pipeline.jobs import Build
    from chipbrief.pipeline.news import Changed, News

_MOST = 5
"""Numbers that are told; `--json` has all of them."""


def in_words(build: Build, published: Sequence[Path], *, ran: bool) -> None:
    """A few lines on standard error, if anything was made, and the page and the handout on standard output."""
    if ran:
        print_news(_news(build))
        count = len(_to_check(build) or ())
        if count:
            data = build.paths.data
            where = "" if data == build.paths.root / "data" else f" --data {data}"
            typer.echo(f"{count} thing{'s' * (count > 1)} to check: chipbrief check{where}", err=True)
    else:
        typer.echo("all is up to date", err=True)
    for path in _to_open(build, published):
        typer.echo(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


def as_json(build: Build, published: Sequence[Path], *, ran: bool) -> None:
    """The same as JSON on standard output, with every change, every thing to check and every file.

    `new` is null when nothing was made, `check` when the derived tables are not those of this brief.
    """
    found = _to_check(build)
    content: dict[str, Any] = {
        "new": asdict(_news(build)) if ran else None,
        "check": None if found is None else [asdict(item) for item in found],
        "open": [str(path) for path in _to_open(build, published)],
        "files": [str(path) for path in published],
    }
    typer.echo(shown_json(json.dumps(content, ensure_ascii=False, indent=1)))


def _news(build: Build) -> News:
    from chipbrief.pipeline import news

    found = news.news(build.paths, build.languages)
    news.keep(build.paths)
    return found


def print_news(news: News) -> None:
    """The news on standard error: how many of each kind, and the first few numbers that moved."""
    kinds = {
        "figure": news.figures,
        "claim": news.claims,
        "relation": news.relations,
        "disagreement": news.disagreements,
    }
    said = ", ".join(_counted(name, changed) for name, changed in kinds.items() if changed)
    if said:
        typer.echo(f"{'in this first build' if news.first else 'new since the last build'}: {said}", err=True)
    if news.moved:
        typer.echo("changed, of the assumptions and the summary:", err=True)
    for row in news.moved[:_MOST]:
        typer.echo(shown(f"  {row.what}: {row.before} → {row.after}"), err=True)
    if len(news.moved) > _MOST:
        typer.echo(f"  and {len(news.moved) - _MOST} more; --json has all", err=True)
    if not said and not news.moved:
        typer.echo(
            "nothing changed: neither figures, claims, relations and disagreements nor assumptions and summary",
            err=True,
        )


def _counted(name: str, changed: Changed) -> str:
    """`12 figures (1 removed, 2 changed)`: what came, and what became of others."""
    rest = {"removed": len(changed.removed), "changed": len(changed.changed)}
    others = ", ".join(f"{count} {state}" for state, count in rest.items() if count)
    return _number(len(changed.added), name) + (f" ({others})" if others else "")


def _number(count: int, name: str) -> str:
    return f"{count or 'no'} {name}{'s' * (count != 1)}"


def _to_check(build: Build) -> Sequence[Any] | None:
    """What `chipbrief check` lists; None for a project whose notebooks write other tables."""
    from chipbrief.cli.check import findings

    try:
        return findings(build.paths)
    except InputError:
        return None


def _to_open(build: Build, published: Sequence[Path]) -> list[Path]:
    """The page and the handout in the first language."""
    wanted = [f"brief.{build.languages[0]}.{suffix}" for suffix in ("html", "pdf")]
    return [path for path in published if path.name in wanted]
