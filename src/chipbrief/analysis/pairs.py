"""Chips against chips: what sources state, what that implies for pairs nobody states, what pages publish.

Statements are edges of a graph whose nodes are chips. In logarithms a ratio is a difference, so that all
statements together are difference constraints; Floyd's shortest paths close them (Cormen et al.,
*Introduction to Algorithms*, 3rd ed., 24.4 and 25.2), and a cycle of negative length means that they
cannot all hold.

Columns of `pairs`: subject, versus, origin (`stated`, `derived`, or `published` for a chip that no source rates,
beside each rival that sources use), estimate, low, high (the range over what is stated, or over the shortest ways
to derive it, or the published ratio), alternative, alternative_low, alternative_high (the same
if ambiguous wordings have their second reading), consistent_low, consistent_high (if every statement holds
at once; empty when they cannot), published, published_low, published_high, confidence (ratio of published
peaks, its weaker side's confidence), facts (figures), metrics.
Estimates: `e-A-B-stated`, `e-A-B-implied`, `e-A-B-published`, and `…-if-more` for the second reading.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations, pairwise

import numpy as np
import numpy.typing as npt

from chipbrief.analysis.performance import Statement
from chipbrief.analysis.tables import Entities, Result, join, name, table
from chipbrief.model import Estimate, constant, hull

COLUMNS = (
    "subject", "versus", "origin", "estimate", "low", "high", "alternative", "alternative_low", "alternative_high",
    "consistent_low", "consistent_high", "published", "published_low", "published_high", "confidence",
    "facts", "metrics",
)  # fmt: skip
_LONGEST = 3  # statements that a derived pair may rest on; longer chains say nothing

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Graph:
    """Stated ratios by pair (subject, versus), their second readings, the statements, and the pairs of single chips.

    Only from the last are ratios derived: a class of chips or a cluster has no one performance to pass on.
    """

    stated: dict[Pair, Estimate]
    second: dict[Pair, Estimate]
    statements: dict[Pair, list[Statement]] = field(repr=False)
    chips: set[Pair]

    @property
    def nodes(self) -> list[str]:
        return list(dict.fromkeys(node for pair in self.stated for node in pair))


def graph(statements: Iterable[Statement], entities: Entities) -> Graph:
    """The graph of the statements; those of one pair become the range over them, `e-A-B-stated`."""
    groups: dict[Pair, list[Statement]] = defaultdict(list)
    for item in statements:
        if item.ratio.low > 0:
            known = (item.versus, item.subject) in groups
            same = _turned(item) if known else item
            groups[same.subject, same.versus].append(same)
    stated = {
        pair: _named(hull(item.ratio for item in items), pair, "stated", entities) for pair, items in groups.items()
    }
    second = {
        pair: _named(hull(item.alternative or item.ratio for item in items), pair, "stated-if-more", entities)
        for pair, items in groups.items()
        if any(item.alternative for item in items)
    }
    chips = {pair for pair in stated if [entities.type(end) for end in pair] == ["chip", "chip"]}
    return Graph(stated, second, dict(groups), chips)


def pairs(ratios: Graph, peaks: Mapping[str, Estimate], confidence: Mapping[str, str], entities: Entities) -> Result:
    """Every stated pair and every pair that stated ones imply, beside the ratio of published `peaks` by chip."""
    rows: list[dict[str, object]] = []
    estimates: list[Estimate] = [*ratios.stated.values(), *ratios.second.values()]
    bounds = closure(ratios)
    compared = dict.fromkeys(ratios.stated, "stated") | dict.fromkeys(_unstated(ratios), "derived")
    for pair, origin in compared.items():
        value, second = ratios.stated.get(pair), ratios.second.get(pair)
        if value is None:
            value, second = implied(ratios, pair, entities), implied_if_more(ratios, pair, entities)
            estimates += [item for item in (value, second) if item]
        published = _published(pair, peaks, entities)
        estimates += [published] if published else []
        used = _used(ratios, pair)
        rows.append(
            {
                "subject": pair[0],
                "versus": pair[1],
                "origin": origin,
                **_cells("estimate", "", value),
                **_cells("alternative", "alternative_", second),
                **dict(zip(("consistent_low", "consistent_high"), bounds.get(pair, (None, None)), strict=True)),
                **_cells("published", "published_", published),
                "confidence": _weaker(pair, confidence) if published else None,
                "facts": join(item.figure.id for item in used),
                "metrics": join(item.figure.metric for item in used),
            }
        )
    for pair in _unrated(ratios, peaks, entities):
        published = _published(pair, peaks, entities)
        estimates += [published] if published else []
        row = {"subject": pair[0], "versus": pair[1], "origin": "published", "confidence": _weaker(pair, confidence)}
        rows.append(row | _cells("estimate", "", published) | _cells("published", "published_", published))
    return Result(table(rows, COLUMNS), estimates)


def implied(ratios: Graph, pair: Pair, entities: Entities, *, suffix: str = "") -> Estimate | None:
    """The ratio of a pair from the statements about other pairs, over the shortest ways; None without a way."""
    return _implied(ratios, pair, ratios.stated, "implied" + suffix, entities)


def implied_if_more(ratios: Graph, pair: Pair, entities: Entities) -> Estimate | None:
    """The same with ambiguous wordings in their second reading; None where no ambiguous one is used."""
    if not any(edge in ratios.second for way in _ways(ratios, pair) for edge in _edges(ratios, way)):
        return None
    return _implied(ratios, pair, ratios.stated | ratios.second, "implied-if-more", entities)


def closure(ratios: Graph) -> dict[Pair, tuple[float, float]]:
    """Bounds of every connected pair if each statement holds; a group whose statements cannot is left out."""
    nodes = ratios.nodes
    at = {node: position for position, node in enumerate(nodes)}
    limit = np.full((len(nodes), len(nodes)), math.inf)
    np.fill_diagonal(limit, 0.0)
    for (one, other), items in ratios.statements.items():
        for item in items:
            i, j = at[one], at[other]
            limit[i, j] = min(limit[i, j], math.log(item.ratio.high))
            limit[j, i] = min(limit[j, i], -math.log(item.ratio.low))
    limit = _shortest(limit)
    possible = np.diag(limit) > -1e-9
    return {
        (one, other): (float(np.exp(-limit[at[other], at[one]])), float(np.exp(limit[at[one], at[other]])))
        for one in nodes
        for other in nodes
        if one != other and possible[at[one]] and math.isfinite(limit[at[one], at[other]])
    }


def gap(one: Estimate, other: Estimate) -> float:
    """The factor by which two intervals miss each other; 1 when they meet."""
    return max(1.0, one.low / other.high, other.low / one.high)


def _turned(item: Statement) -> Statement:
    """The same statement with subject and rival exchanged."""
    one = constant(1, "x")
    other = one / item.alternative if item.alternative else None
    return replace(item, subject=item.versus, versus=item.subject, ratio=one / item.ratio, alternative=other)


def _shortest(limit: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    for middle in range(len(limit)):
        limit = np.minimum(limit, limit[:, [middle]] + limit[[middle], :])
    return limit


def _implied(
    ratios: Graph, pair: Pair, edges: Mapping[Pair, Estimate], suffix: str, entities: Entities
) -> Estimate | None:
    ways = [_along(way, edges) for way in _ways(ratios, pair)]
    return _named(hull(ways), pair, suffix, entities) if ways else None


def _ways(ratios: Graph, pair: Pair) -> list[list[str]]:
    """The shortest ways between two chips that do not use a statement about that very pair."""
    start, goal = pair
    ways = [[start]]
    for _ in range(_LONGEST):
        ways = [[*way, node] for way in ways for node in _neighbours(ratios, way[-1]) if node not in way]
        ways = [way for way in ways if way != [start, goal]]
        if found := [way for way in ways if way[-1] == goal]:
            return found
    return []


def _neighbours(ratios: Graph, node: str) -> list[str]:
    return list(
        dict.fromkeys(b if a == node else a for a, b in ratios.stated if (a, b) in ratios.chips and node in (a, b))
    )


def _along(way: list[str], edges: Mapping[Pair, Estimate]) -> Estimate:
    """The ratio of a way's first to its last chip: products forward, quotients against the stated direction."""
    ahead = [edges[step] for step in pairwise(way) if step in edges]
    against = [edges[step[::-1]] for step in pairwise(way) if step not in edges]
    result = _product(ahead) if ahead else constant(1, "x")
    return result / _product(against) if against else result


def _product(factors: list[Estimate]) -> Estimate:
    result = factors[0]
    for factor in factors[1:]:
        result = result * factor
    return result


def _edges(ratios: Graph, way: list[str]) -> list[Pair]:
    return [step if step in ratios.stated else step[::-1] for step in pairwise(way)]


def _unstated(ratios: Graph) -> list[Pair]:
    """Connected pairs without a statement: those that sources rate come first, else the faster one."""
    rated = {one for one, _ in ratios.stated}
    found = []
    for one, other in combinations(ratios.nodes, 2):
        ways = _ways(ratios, (one, other))
        if not ways or (one, other) in ratios.stated or (other, one) in ratios.stated:
            continue
        slower = _along(ways[0], ratios.stated).middle < 1
        swap = (other in rated) if (one in rated) != (other in rated) else slower
        found.append((other, one) if swap else (one, other))
    return found


def _unrated(ratios: Graph, peaks: Mapping[str, Estimate], entities: Entities) -> list[Pair]:
    """Chips with a published peak that no source rates, against each rival of another country that sources use."""
    rivals = [node for node in ratios.nodes if node in peaks and any(node == other for _, other in ratios.chips)]
    return [
        (chip, rival)
        for rival in rivals
        for chip in peaks
        if chip not in ratios.nodes and entities.place(chip) and entities.place(chip) != entities.place(rival)
    ]


def _used(ratios: Graph, pair: Pair) -> list[Statement]:
    """The statements about a pair, or those that its derivation rests on."""
    edges = [pair] if pair in ratios.stated else [e for way in _ways(ratios, pair) for e in _edges(ratios, way)]
    return [item for edge in dict.fromkeys(edges) for item in ratios.statements[edge]]


def _published(pair: Pair, peaks: Mapping[str, Estimate], entities: Entities) -> Estimate | None:
    if not all(chip in peaks for chip in pair):
        return None
    return _named(peaks[pair[0]] / peaks[pair[1]], pair, "published", entities)


def _weaker(pair: Pair, confidence: Mapping[str, str]) -> str:
    ranks = ("high", "medium", "low")
    return max((confidence[chip] for chip in pair), key=ranks.index)


def _cells(id_column: str, prefix: str, value: Estimate | None) -> dict[str, object]:
    if value is None:
        return {}
    return {id_column: value.id, f"{prefix}low": value.low, f"{prefix}high": value.high}


_LABELS: dict[str, tuple[str, str]] = {
    "stated": ("{} ÷ {} 성능, 기사 서술의 범위", "{} ÷ {} performance, range of what sources state"),
    "stated-if-more": (
        "{} ÷ {} 성능, '배 높다'를 그만큼 더 높다는 뜻으로 읽을 때",
        "{} ÷ {} performance if 'times higher' adds to the rival's own",
    ),
    "implied": ("{} ÷ {} 성능, 다른 서술에서 유도", "{} ÷ {} performance, implied by statements about other pairs"),
    "implied-if-more": (
        "{} ÷ {} 성능, '배 높다'의 다른 읽기에서 유도",
        "{} ÷ {} performance, implied by the second reading of 'times higher'",
    ),
    "published": (
        "{} ÷ {}, 공개된 최대 연산 성능(밀집 16비트)의 비",
        "{} ÷ {}, ratio of published dense half-precision peaks",
    ),
}


def _named(estimate: Estimate, pair: Pair, suffix: str, entities: Entities) -> Estimate:
    def label(pattern: str, of: Callable[[str], str]) -> str:
        return pattern.format(of(pair[0]), of(pair[1]))

    ko, en = _LABELS[suffix]
    return estimate.named(name(*pair, suffix), label(ko, entities.ko), label(en, entities.en))
