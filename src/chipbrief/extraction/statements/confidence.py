"""How likely a reading is right: a logistic model over the rules that made it (`data/reference/confidence.csv`).

The weights are fitted to annotated texts by `make calibrate`, which writes the table. A rule that was seen too seldom
there has no weight of its own. Where neither subject nor metric is known the confidence is 0.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from chipbrief.extraction.lexicon import gazetteer
from chipbrief.extraction.statements.clauses import Line
from chipbrief.extraction.statements.discourse import Attributes, Discourse
from chipbrief.extraction.statements.metric_words import table
from chipbrief.model import Kind
from chipbrief.sources.reference_tables import per_lexicon, rows

_MANY, _LONG = 5, 8  # names or figures of a sentence; characters of a phrase


def of(about: Attributes, signs: Iterable[str]) -> float:
    """The probability that subject, metric and versus are right, to two decimals."""
    if not (about.subject or about.metric):
        return 0.0
    score = sum(_weights().get(sign, 0.0) for sign in signs)
    return round(1 / (1 + math.exp(-score)), 2)


def signs(line: Line, index: int, about: Attributes, discourse: Discourse) -> Iterator[str]:
    """What tells how sure a reading is: its rules, what it lacks, and what else the sentence could have meant."""
    yield "always"
    yield from (rule for rule in about.rules if not rule.startswith("metric "))  # where its word stands says little
    if any(rule.startswith("elided") for rule in about.rules):
        yield "subject is elided"
    yield f"kind {line.figures[index].kind}"
    yield from _of_subject(about.subject)
    yield from _of_metric(about)
    names = len({m.id for m in line.mentions})
    figures = [f for f in line.figures if f.kind not in (Kind.DATE, Kind.TIME)]
    yield f"names {min(names, _MANY)}"
    yield f"figures {min(len(figures), _MANY)}"
    before = next((a for _, a in discourse.before(2) if a.subject), None)
    if before is not None:
        yield "subject as before" if before.subject == about.subject else "subject is another"


def _of_subject(subject: str | None) -> Iterator[str]:
    if not subject:
        yield "no subject"
        return
    kinds = [gazetteer.kind_of(id_) for id_ in subject.split(";")]
    yield f"subject is a {kinds[0]}" if all(kinds) else "subject is a phrase"
    if len(subject) > _LONG and not all(kinds):
        yield "subject is a long phrase"


def _of_metric(about: Attributes) -> Iterator[str]:
    if about.metric is None:
        yield "no metric"
        return
    row = table()[about.metric]
    if row.direction == "share":
        yield "share of something" if about.versus else "share of nothing"
    elif row.direction:
        yield "change since a time" if about.versus else "change since no time"
    elif about.versus:
        yield "level against something"
    if row.of_chips:
        yield "of a product"
    if about.attribution:
        yield "somebody says so"
    if about.scope:
        yield "has a scope"
    if about.period:
        yield "has a period"


@per_lexicon
def _weights() -> dict[str, float]:
    return {row["sign"]: float(row["weight"]) for row in rows("confidence")}
