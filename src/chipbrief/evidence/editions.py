"""Two editions of the evidence, and what changed from one to the other.

An edition is `evidence.json` as data. Entries other than figures are the same when their ids are. A figure's id has
its place in it, which moves when somebody edits the article before it, so the figures of a source are aligned by
what they say, in the order in which they stand; relations, whose ids have a place too, by what they say. What an
edition says of an edition before it is not compared.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import groupby, zip_longest
from typing import Any

from chipbrief.errors import InputError

Record = Mapping[str, Any]
KINDS = ("figure", "relation", "assumption", "reference", "estimate")
WAS = "was"
"""The id, and the beginning of the ids, of what an edition says of an earlier one."""
_STATED = ("text", "kind", "low", "high", "unit", "approx", "date")
_ABOUT = ("subject", "metric", "scope", "versus", "period", "modality", "attribution")
_RELATED = ("source", "relation", "subject", "object")
_COMPARED = {
    "figure": (*_STATED, *_ABOUT),
    "relation": (*_RELATED, "modality", "status", "date", "attribution"),
    "assumption": ("low", "high", "unit"),
    "reference": ("low", "high", "unit", "url", "period"),
    "estimate": ("low", "high", "unit", "formula"),
}
"""What makes an entry another one. How a rule is named, or how sure it is, does not."""


_EARLIER: dict[str, Record] = {"figure": {"scope": None, "modality": "fact"}}
"""What entries of editions from before these fields were do not tell."""


_MOST = 1e300
"""No number of an edition is as large: it could not be written, nor drawn."""


@dataclass(frozen=True, slots=True)
class Cause:
    """An entry that an estimate rests on, directly or not, and what became of it: `added`, `removed` or `changed`.

    `formula` stands for the estimate's own formula, under its own id.
    """

    state: str
    id: str


@dataclass(frozen=True, slots=True)
class Change:
    """An entry that was added, was removed or has changed; `before` and `after` are its records, None where it is not.

    `id` is that of the new edition where it has the entry. `because` says, of a changed estimate, what it
    rests on that changed: figures, references and assumptions, never estimates on the way to them.
    """

    kind: str
    id: str
    before: Record | None
    after: Record | None
    because: tuple[Cause, ...] = ()

    @property
    def state(self) -> str:
        """`added`, `removed` or `changed`."""
        return "added" if self.before is None else "removed" if self.after is None else "changed"

    @property
    def moved(self) -> bool:
        """Whether the interval is another one, and not merely its formula or origin."""
        return (
            self.before is not None
            and self.after is not None
            and any(self.before.get(end) != self.after.get(end) for end in ("low", "high", "unit"))
        )


class Edition:
    """One `evidence.json`. Raises InputError, naming it by `name`, for data that is none."""

    def __init__(self, content: bytes, name: str) -> None:
        try:
            data = json.loads(content)
            self.entries: dict[str, dict[str, Record]] = {
                kind: {
                    id_: _EARLIER.get(kind, {}) | entry
                    for id_, entry in (data[f"{kind}s"] if kind != "relation" else data.get("relations", {})).items()
                    if id_.partition("-")[0] != WAS
                }
                for kind in KINDS
            }
            self._inputs = {id_: list(entry["inputs"]) for id_, entry in self.entries["estimate"].items()}
            for kind, entries in self.entries.items():
                for entry in entries.values():
                    _check(kind, entry)
            self.relations: dict[tuple[Any, ...], list[str]] = {}
            for id_, entry in sorted(self.entries["relation"].items(), key=lambda item: item[1]["start"]):
                self.relations.setdefault(tuple(entry[field] for field in _RELATED), []).append(id_)
            self.figures = {
                source: [id_ for id_, _ in sorted(group, key=lambda item: item[1]["start"])]
                for source, group in groupby(
                    sorted(self.entries["figure"].items(), key=lambda item: item[1]["source"]),
                    key=lambda item: str(item[1]["source"]),
                )
            }
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise InputError(f"{name}: not the evidence of a brief; name an evidence.json") from error

        self.sha256 = hashlib.sha256(content).hexdigest()

    @property
    def sources(self) -> list[Record]:
        """The records of the articles."""
        return [entry for id_, entry in self.entries["reference"].items() if id_.startswith("s-")]

    @property
    def used(self) -> set[str]:
        """The ids of all that some estimate rests on."""
        return {used for inputs in self._inputs.values() for used in inputs}

    def leaves(self, id_: str) -> list[str]:
        """What an estimate rests on in the end: figures, references and assumptions, each once."""
        found: dict[str, None] = {}
        waiting = list(self._inputs[id_])
        while waiting:
            used = waiting.pop(0)
            if used not in found:
                found[used] = None
                waiting += self._inputs.get(used, [])
        return [used for used in found if used not in self._inputs]


class Comparison:
    """The changes from edition `old` to edition `new`."""

    def __init__(self, old: Edition, new: Edition) -> None:
        self.old = old
        self.new = new

    @cached_property
    def changes(self) -> list[Change]:
        """All changes: figures and relations by source and place, then assumptions, references and estimates by id."""
        return [*self._plain, *self._estimates()]

    def of(self, kind: str) -> list[Change]:
        """The changes of one kind of entry."""
        return [change for change in self.changes if change.kind == kind]

    @cached_property
    def figures(self) -> dict[str, str]:
        """The new id of each old figure that is still there."""
        return {old: new for old, new in self._aligned() if old and new}

    @cached_property
    def _plain(self) -> list[Change]:
        found = [_change("figure", self._pair("figure", old, new), new or old) for old, new in self._aligned()]
        found += [_change("relation", self._pair("relation", old, new), new or old) for old, new in self._related()]
        for kind in ("assumption", "reference"):
            found += [_change(kind, self._pair(kind, id_, id_), id_) for id_ in self._ids(kind)]
        return [change for change in found if change]

    def _pair(self, kind: str, old: str, new: str) -> tuple[Record | None, Record | None]:
        return self.old.entries[kind].get(old), self.new.entries[kind].get(new)

    def _ids(self, kind: str) -> list[str]:
        return sorted({*self.old.entries[kind], *self.new.entries[kind]})

    def _aligned(self) -> Iterator[tuple[str, str]]:
        """(old id, new id) of every figure; empty where an edition does not have it."""
        for source in sorted({*self.old.figures, *self.new.figures}):
            before, after = self.old.figures.get(source, []), self.new.figures.get(source, [])
            old_words = [_stated(self.old.entries["figure"][id_]) for id_ in before]
            new_words = [_stated(self.new.entries["figure"][id_]) for id_ in after]
            for what, a, b, c, d in SequenceMatcher(None, old_words, new_words, autojunk=False).get_opcodes():
                olds, news = before[a:b], after[c:d]
                if what == "equal" or (what == "replace" and self._corrected(olds, news)):
                    yield from zip(olds, news, strict=True)
                else:
                    yield from ((old, "") for old in olds)
                    yield from (("", new) for new in news)

    def _related(self) -> Iterator[tuple[str, str]]:
        """(old id, new id) of every relation, those of the same two of one source in their order."""
        before, after = (edition.relations for edition in (self.old, self.new))
        for about in dict.fromkeys([*before, *after]):
            yield from zip_longest(before.get(about, []), after.get(about, []), fillvalue="")

    def _corrected(self, olds: list[str], news: list[str]) -> bool:
        """Whether new figures stand where as many old ones stood, and are about the same."""
        before = [_about(self.old.entries["figure"][id_]) for id_ in olds]
        return before == [_about(self.new.entries["figure"][id_]) for id_ in news]

    def _estimates(self) -> Iterator[Change]:
        for id_ in self._ids("estimate"):
            pair = self._pair("estimate", id_, id_)
            change = _change("estimate", pair, id_)
            if change and change.state == "changed":
                change = Change(change.kind, id_, *pair, because=tuple(self._causes(id_, change)))
            if change:
                yield change

    def _causes(self, id_: str, change: Change) -> Iterator[Cause]:
        """What changed below an estimate that is in both editions."""
        leaves = self.new.leaves(id_)
        before = [self.figures.get(leaf, leaf) for leaf in self.old.leaves(id_)]
        different = {each.id for each in self._plain if each.state == "changed"}
        found = [Cause("added", leaf) for leaf in leaves if leaf not in before]
        found += [Cause("removed", leaf) for leaf in before if leaf not in leaves]
        found += [Cause("changed", leaf) for leaf in leaves if leaf in before and leaf in different]
        if not found or (change.before and change.after and change.before["formula"] != change.after["formula"]):
            found.append(Cause("formula", id_))
        yield from found


def _check(kind: str, entry: Record) -> None:
    """Raise ValueError for an entry that no ledger writes: a field that is missing, or holds what it cannot."""
    words = [entry[field] for field in _COMPARED[kind] if field not in ("low", "high")]
    words += [entry.get("source"), entry.get("id")]
    ends = [entry.get("low"), entry.get("high")] if kind == "relation" else [entry["low"], entry["high"]]
    numbers = [end for end in ends if end is not None]
    if not all(word is None or isinstance(word, str) for word in words):
        raise ValueError("a word that is none")
    if not all(type(end) in (int, float) and abs(end) < _MOST for end in numbers) or sorted(numbers) != numbers:
        raise ValueError("an interval that is none")
    if kind in ("figure", "relation") and (type(entry["start"]) is not int or not isinstance(entry["source"], str)):
        raise ValueError("a place that is none")
    if not all(isinstance(used, str) for used in entry.get("inputs", ())):
        raise ValueError("an input that is none")


def _stated(figure: Record) -> tuple[Any, ...]:
    return tuple(figure[field] for field in _STATED)


def _about(figure: Record) -> tuple[Any, ...]:
    return tuple(figure[field] for field in ("kind", *_ABOUT))


def _change(kind: str, pair: tuple[Record | None, Record | None], id_: str) -> Change | None:
    """The change of an entry, None for none."""
    before, after = pair
    if before and after and all(before[field] == after[field] for field in _COMPARED[kind]):
        return None
    return Change(kind, id_, before, after)
