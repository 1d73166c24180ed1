"""What earlier clauses and sentences leave open: who acts, which product is meant, what was restricted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from chipbrief.extraction.lexicon import gazetteer
from chipbrief.extraction.relations.naming import Thing
from chipbrief.extraction.relations.vocabulary import words

_REACH = 4  # sentences back to which an elided subject may refer
_NAMED_REACH = 4  # the same for 이 회사, 해당 칩


@dataclass
class Discourse:
    """Things that were talked of, each with the number of its sentence, the latest last.

    `topics` were what a sentence was about, `said` are all, `hit` what was restricted, `names` the classes of what
    was introduced by name (반도체 설계 기업 X).
    """

    sentence: int = 0
    topics: list[tuple[int, Thing]] = field(default_factory=list)
    said: list[tuple[int, Thing]] = field(default_factory=list)
    hit: list[Thing] = field(default_factory=list)
    names: dict[str, frozenset[str]] = field(default_factory=dict)

    def say(self, things: Iterable[Thing], topics: Iterable[Thing]) -> None:
        """Note what the sentence mentions, and what it is about."""
        things = list(things)
        self.names |= {firm.name: firm.head for firm in things if firm.named and "company" in firm.head}
        self.said += [(self.sentence, thing) for thing in things if not _pronoun(thing)]
        self.topics += [(self.sentence, thing) for thing in topics if not _pronoun(thing)]

    def topic(self, wanted: frozenset[str]) -> list[Thing]:
        """The latest topic of such classes within reach."""
        return self._last(self.topics, wanted, _REACH)

    def mentioned(self, wanted: frozenset[str]) -> list[Thing]:
        """The latest entity of such classes within reach, whatever was said of it."""
        named = [(sentence, thing) for sentence, thing in self.said if thing.named and wanted & thing.classes]
        return self._last(named, wanted, _REACH)

    def latest(self, wanted: frozenset[str]) -> list[Thing]:
        """The latest thing of such classes, an entity or not; of things that were talked about, the topic."""
        return self._last(self.topics, wanted, 1) or self._last(self.said, wanted, 1)

    def resolved(self, thing: Thing) -> list[Thing]:
        """What a thing stands for: `resolve`, or the last two companies for 두 회사, 양사."""
        noun = thing.phrase.split()[-1] if thing.phrase else ""
        introduced = self.names.get(noun)
        if introduced and not gazetteer.kind_of(thing.name) and thing.phrase == noun:
            return [replace(thing, name=noun, phrase=noun, head=introduced, classes=introduced)]
        if not thing.known and (noun == "양사" or thing.phrase in ("두 회사", "두 업체", "두 기업")):
            found: dict[str, Thing] = {}
            for sentence, candidate in reversed(self.said):
                if self.sentence - sentence <= _NAMED_REACH and "company" in candidate.classes and len(found) < 2:
                    found.setdefault(candidate.name, replace(candidate, start=thing.start, end=thing.end, here=True))
            if len(found) == 2:
                return list(found.values())
        return [self.resolve(thing)]

    def resolve(self, thing: Thing) -> Thing:
        """What a pronoun or a determined noun (해당 칩, 이 회사) stands for; the thing itself if that is open."""
        if thing.known:
            return thing
        noun = thing.phrase.split()[-1].removesuffix("들") if thing.phrase else ""
        found: list[Thing] = []
        if _pronoun(thing):
            found = self._last(self.said, frozenset({"product", "component"}), _NAMED_REACH)
        elif thing.determined and noun == thing.phrase and noun in words("stands-for-product"):
            same = [(s, t) for s, t in self.said if (t.known and "chip" in t.classes) or t.phrase.endswith(noun)]
            found = self._last(same, frozenset({"product"}), _NAMED_REACH)
        elif noun == thing.phrase and noun in words("stands-for-organisation"):
            firms = [(s, t) for s, t in [*self.said, *self.topics] if _firm(t)]
            found = self._last(sorted(firms, key=lambda said: said[0]), frozenset({"organisation"}), _NAMED_REACH)
        return replace(found[0], start=thing.start, end=thing.end, here=True) if found else thing

    def _last(self, said: list[tuple[int, Thing]], wanted: frozenset[str], reach: int) -> list[Thing]:
        for sentence, thing in reversed(said):
            if self.sentence - sentence > reach:
                break
            if thing.of(wanted):
                return [replace(thing, here=False)]
        return []


def _firm(thing: Thing) -> bool:
    return thing.named and bool({"company", "organisation"} & thing.classes) and "authority" not in thing.classes


def _pronoun(thing: Thing) -> bool:
    return not thing.known and thing.phrase in words("anaphor")
