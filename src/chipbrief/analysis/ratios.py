"""The graph of stated ratios: what follows for pairs that nobody states, and whether all can hold at once.

Statements are edges of a graph whose nodes are chips. In logarithms a ratio is a difference, so that all
statements together are difference constraints; Floyd's shortest paths close them (Cormen et al.,
*Introduction to Algorithms*, 3rd ed., 24.4 and 25.2), and a cycle of negative length means that they
cannot all hold.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations, pairwise

import numpy as np

from chipbrief.analysis.performance import Statement
from chipbrief.analysis.tables import Entities, name
from chipbrief.model import Estimate, constant, hull

Pair = tuple[str, str]
_LONGEST = 3  # statements that a derived ratio may rest on; longer chains say nothing


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

    def ways(self, pair: Pair) -> list[list[Pair]]:
        """The shortest ways between two chips, each a list of steps, without a statement about that very pair."""
        paths = [[pair[0]]]
        for _ in range(_LONGEST):
            paths = [[*path, node] for path in paths for node in self._neighbours(path[-1]) if node not in path]
            paths = [path for path in paths if path != list(pair)]
            if found := [path for path in paths if path[-1] == pair[1]]:
                return [list(pairwise(path)) for path in found]
        return []

    def edge(self, step: Pair) -> Pair:
        """The stated pair that a step goes along, in either direction."""
        return step if step in self.stated else step[::-1]

    def rests_on(self, pair: Pair) -> list[Statement]:
        """The statements about a pair, or those that its derivation goes along."""
        edges = [pair] if pair in self.stated else [self.edge(step) for way in self.ways(pair) for step in way]
        return [item for edge in dict.fromkeys(edges) for item in self.statements[edge]]

    def unstated(self) -> list[Pair]:
        """Connected pairs without a statement: what sources rate comes before its rivals, else the faster one first."""
        rated = {subject for subject, _ in self.stated}
        found = []
        for subject, versus in combinations(self.nodes, 2):
            ways = self.ways((subject, versus))
            if not ways or self.edge((subject, versus)) in self.stated:
                continue
            slower = _along(ways[0], self.stated).middle < 1
            swap = (versus in rated) if (subject in rated) != (versus in rated) else slower
            found.append((versus, subject) if swap else (subject, versus))
        return found

    def _neighbours(self, node: str) -> list[str]:
        return list(
            dict.fromkeys(b if a == node else a for a, b in self.stated if (a, b) in self.chips and node in (a, b))
        )


def graph(statements: Iterable[Statement], entities: Entities) -> Graph:
    """The graph of the statements; those of one pair become the range over them, `e-A-B-stated`."""
    groups: dict[Pair, list[Statement]] = defaultdict(list)
    for item in statements:
        if item.ratio.low > 0:
            opposite = (item.versus, item.subject) in groups
            same = _turned(item) if opposite else item
            groups[same.subject, same.versus].append(same)
    stated = {
        pair: named(hull(item.ratio for item in items), pair, "stated", entities) for pair, items in groups.items()
    }
    second = {
        pair: named(hull(item.alternative or item.ratio for item in items), pair, "stated-if-more", entities)
        for pair, items in groups.items()
        if any(item.alternative for item in items)
    }
    chips = {pair for pair in stated if [entities.type(end) for end in pair] == ["chip", "chip"]}
    return Graph(stated, second, dict(groups), chips)


def implied(ratios: Graph, pair: Pair, entities: Entities) -> Estimate | None:
    """The ratio of a pair from the statements about other pairs, over the shortest ways; None without a way."""
    ways = [_along(way, ratios.stated) for way in ratios.ways(pair)]
    return named(hull(ways), pair, "implied", entities) if ways else None


def implied_if_more(ratios: Graph, pair: Pair, entities: Entities) -> Estimate | None:
    """The same with ambiguous wordings in their second reading; None where no ambiguous one is used."""
    ways = ratios.ways(pair)
    if not any(ratios.edge(step) in ratios.second for way in ways for step in way):
        return None
    edges = ratios.stated | ratios.second
    return named(hull(_along(way, edges) for way in ways), pair, "implied-if-more", entities)


def closure(ratios: Graph) -> dict[Pair, tuple[float, float]]:
    """Bounds of every connected pair if each statement holds; a group whose statements cannot is left out."""
    nodes = ratios.nodes
    at = {node: position for position, node in enumerate(nodes)}
    limit = np.full((len(nodes), len(nodes)), math.inf)
    np.fill_diagonal(limit, 0.0)
    for (subject, versus), items in ratios.statements.items():
        for item in items:
            i, j = at[subject], at[versus]
            limit[i, j] = min(limit[i, j], math.log(item.ratio.high))
            limit[j, i] = min(limit[j, i], -math.log(item.ratio.low))
    for middle in range(len(nodes)):
        limit = np.minimum(limit, limit[:, [middle]] + limit[[middle], :])
    possible = np.diag(limit) > -1e-9
    return {
        (subject, versus): (
            float(np.exp(-limit[at[versus], at[subject]])),
            float(np.exp(limit[at[subject], at[versus]])),
        )
        for subject in nodes
        for versus in nodes
        if subject != versus and possible[at[subject]] and math.isfinite(limit[at[subject], at[versus]])
    }


def gap(first: Estimate, second: Estimate) -> float:
    """The factor by which two intervals miss each other; 1 when they meet."""
    return max(1.0, first.low / second.high, second.low / first.high)


def _turned(item: Statement) -> Statement:
    """The same statement with subject and rival exchanged."""
    unity = constant(1, "x")
    alternative = unity / item.alternative if item.alternative else None
    return replace(item, subject=item.versus, versus=item.subject, ratio=unity / item.ratio, alternative=alternative)


def _along(way: list[Pair], edges: Mapping[Pair, Estimate]) -> Estimate:
    """The ratio of a way's first to its last chip: products forward, quotients against the stated direction."""
    ahead = [edges[step] for step in way if step in edges]
    against = [edges[step[::-1]] for step in way if step not in edges]
    result = _product(ahead) if ahead else constant(1, "x")
    return result / _product(against) if against else result


def _product(factors: list[Estimate]) -> Estimate:
    result = factors[0]
    for factor in factors[1:]:
        result = result * factor
    return result


_LABELS = {
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
        "{} ÷ {}, 공개된 최대 연산 성능(밀집 반정밀도)의 비",
        "{} ÷ {}, ratio of published dense half-precision peaks",
    ),
}


def named(estimate: Estimate, pair: Pair, suffix: str, entities: Entities) -> Estimate:
    """The ratio as `e-A-B-SUFFIX`, with its label."""
    ko, en = _LABELS[suffix]
    labels = (ko.format(*map(entities.ko, pair)), en.format(*map(entities.en, pair)))
    return estimate.named(name(*pair, suffix), *labels)
