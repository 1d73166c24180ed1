"""The landscape that relations draw: who makes what in place of what, where, for whom, and what authorities did.

A maker's row gathers what is said of the maker and of its chips. A chip without a name of its own (신형 칩) is that of
the maker who is said nearest to develop it in the same article, if its phrase singles one out: `인공지능 반도체` is
anybody's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import pandas as pd

from chipbrief.analysis.tables import Entities, Row, records, split
from chipbrief.model.periods import overlap
from chipbrief.model.relation import STAGES

ACTS = ("restricts", "permits", "requires", "discourages", "warns-of")
_CHIPS = ("chip", "chip-family")
_MAKERS = ("company",)
_GOODS = ("칩", "반도체", "프로세서", "가속기", "NPU", "GPU")
_SUPPLIES = ("장비", "소재", "부품")
_FIELDS = {  # by relation: the cell that its object fills, of a maker or its chip
    "used-for": "purposes", "replaces": "replaces", "manufactured-by": "made_at", "supplies": "customers",
}  # fmt: skip
_PARTICULAR = ("새", "신형", "신규", "신제품", "차세대", "이번", "해당", "이 ", "그 ")  # begin a phrase for one chip
_LEAST = 0.5
_UNNAMED = 2  # chips of a maker that have no name of their own


@dataclass
class Maker:
    """A maker's cells: each a list of claims, which lead to their sentences."""

    id: str
    chips: list[Row] = field(default_factory=list)
    purposes: list[Row] = field(default_factory=list)
    replaces: list[Row] = field(default_factory=list)
    made_at: list[Row] = field(default_factory=list)
    customers: list[Row] = field(default_factory=list)
    limits: list[Row] = field(default_factory=list)

    def named(self, entities: Entities) -> list[Row]:
        """Its chips that have names; where none has, the two that are furthest on, by the words of the articles."""
        named = [row for row in self.chips if row["object"] in entities]
        stages = {name: -number for number, name in enumerate(STAGES)}
        return named or sorted(self.chips, key=lambda row: stages.get(row["status"] or "", 0))[:_UNNAMED]

    @property
    def size(self) -> int:
        cells = (self.chips, self.purposes, self.replaces, self.made_at, self.customers, self.limits)
        return sum(map(len, cells)) + sum(map(bool, cells))


def likely(frame: pd.DataFrame) -> list[Row]:
    """The claims that are rather right than wrong, in order: tables show no others."""
    return [row for row in records(frame) if row["confidence"] >= _LEAST]


def makers(claims: Iterable[Row], entities: Entities) -> list[Maker]:
    """The makers of chips, the one of which most is said first."""
    rows = list(claims)
    owners = _Owners(rows, entities)
    found = {id_: Maker(id_) for id_ in owners.makers}
    for row in rows:
        if row["modality"] != "denied" and row["relation"] == "develops" and _is_chip(row["object"], entities):
            maker = found.get(row["subject"])
            if maker is not None:
                maker.chips.append(row)
        _place(row, found, owners)
    established = [maker for maker in found.values() if maker.size > _ALONE]
    return sorted(established, key=lambda maker: -maker.size)


class _Owners:
    """Whose chip an id, or a phrase of an article, is: the maker that is said nearest to develop what is called so."""

    def __init__(self, rows: Iterable[Row], entities: Entities) -> None:
        self._entities = entities
        self._said: dict[tuple[str, str], list[tuple[int, str]]] = {}
        self.makers: dict[str, None] = {}
        for row in rows:
            company = entities.type(row["subject"] or "") in _MAKERS
            if not company or row["relation"] not in ("develops", "manufactured-by"):
                continue
            if row["relation"] == "manufactured-by" or _is_chip(row["object"], entities):
                self.makers.setdefault(row["subject"])
            if row["relation"] == "develops":
                self._said.setdefault((_source(row), row["object"]), []).append((_at(row), row["subject"]))

    def of(self, id_: str, row: Row) -> str:
        """The maker that an id or phrase of a claim stands for; empty for none."""
        if self._entities.type(id_) in _MAKERS:
            return id_
        if id_ in self._entities:
            return str(self._entities.rows[id_].get("maker") or "")
        said = self._said.get((_source(row), id_), []) if id_.startswith(_PARTICULAR) else []
        return min(said, key=lambda owner: abs(owner[0] - _at(row)))[1] if said else ""


_ALONE = 2  # a maker of which no more is said than that it makes a chip


def _at(row: Row) -> int:
    """Where the verb of a claim's leading relation stands in its article."""
    return int(str(row["leader"]).rsplit("-", 2)[1])


def _place(row: Row, found: dict[str, Maker], owners: _Owners) -> None:
    subject, object_, denied = row["subject"] or "", row["object"] or "", row["modality"] == "denied"
    name, maker = _FIELDS.get(row["relation"]), found.get(owners.of(subject, row))
    if maker is not None and name:
        if denied and row["relation"] == "manufactured-by":
            maker.limits.append(row)
        elif not denied:
            _add(getattr(maker, name), row, "object")
    hit = found.get(owners.of(object_, row)) if not denied else None
    if hit is not None and row["relation"] == "adopts" and hit.id != subject:
        _add(hit.customers, row, "subject")
    elif hit is not None and row["relation"] == "restricts" and hit.id == object_:
        hit.limits.append(row)


def _add(cell: list[Row], row: Row, side: str) -> None:
    """A claim to a cell, unless the cell names the same already."""
    opposite = {"object": "subject", "subject": "object"}[side]
    named = {shown["object"] if shown["relation"] != "adopts" else shown["subject"] for shown in cell}
    if row[side] and row[side] not in named and row[side] != row[opposite]:
        cell.append(row)


def _is_chip(id_: str | None, entities: Entities) -> bool:
    if not id_:
        return False
    return entities.type(id_) in _CHIPS if id_ in entities else id_.endswith(_GOODS)


def _source(row: Row) -> str:
    return str(row["sources"]).split(";")[0]


def acts(claims: Iterable[Row], entities: Entities) -> list[Row]:
    """What authorities did to whom or what, each once: dated acts in order of time, then the others.

    Those come first whose object has a name, and of these what more sentences tell. What is said of a country
    (중국이) is its government's act where that is told as well.
    """
    found: dict[tuple[str, ...], Row] = {}
    for row in claims:
        stated = row["relation"] in ACTS and row["modality"] != "denied" and row["object"] and row["subject"]
        if not stated or not _is_authority(row["subject"], entities):
            continue
        key = (row["relation"], row["object"], row["date"] or "", _country(row["subject"], entities))
        other = found.get(key)
        if other is None or (entities.type(other["subject"]) == "place" and entities.type(row["subject"]) != "place"):
            found[key] = row
    return sorted(
        found.values(), key=lambda row: (row["date"] or "9999", row["object"] not in entities, -sentences(row))
    )


def sentences(claim: Row) -> int:
    """How many sentences tell a claim."""
    return len(split(claim["relations"]))


def _is_authority(id_: str, entities: Entities) -> bool:
    """Whether an entity governs: not a person who belongs to a firm."""
    if entities.type(id_) == "person":
        return entities.type(str(entities.rows[id_].get("maker") or "")) != "company"
    return entities.type(id_) in ("government", "place", "organisation")


def _country(id_: str, entities: Entities) -> str:
    """Where an authority governs: a place is its own."""
    return id_ if entities.type(id_) == "place" else str(entities.rows[id_].get("place") or id_)


def recorded(act: Row, events: Iterable[Row], entities: Entities) -> Row | None:
    """The event of the public record that is a dated act: of its object, at its time, by an actor of the same place."""
    actors = _acting([act["subject"] or ""], entities)
    for event in events if act["date"] else ():
        named = split(event["entities"])
        same = act["object"] in named and not actors.isdisjoint(_acting(named, entities))
        if same and overlap(act["date"], event["date"]):
            return event
    return None


def _acting(ids: Iterable[str], entities: Entities) -> set[str]:
    """Authorities and persons among ids, each with its place; where there are none, the places themselves."""
    found = [id_ for id_ in ids if entities.type(id_) in ("government", "person")]
    found = found or [id_ for id_ in ids if entities.type(id_) == "place"]
    return {*found, *(place for id_ in found if (place := entities.rows[id_].get("place") or ""))}


def adoptions(claims: Iterable[Row], entities: Entities) -> list[tuple[str, list[Row]]]:
    """Who chose whose chips, by the one that is chosen: claims that name both sides."""
    found: dict[str, list[Row]] = {}
    for row in claims:
        named = row["subject"] in entities and row["object"] in entities
        if not named or row["modality"] == "denied":
            continue
        supplier, customer = (row["subject"], row["object"]) if row["relation"] == "supplies" else (None, None)
        if row["relation"] == "adopts":
            maker = entities.rows[row["object"]].get("maker")
            supplier, customer = maker or row["object"], row["subject"]
        companies = all(entities.type(side or "") in _MAKERS for side in (supplier, customer))
        if supplier and companies and supplier != customer:
            customers = {_customer(claim) for claim in found.get(supplier, [])}
            if customer not in customers:
                found.setdefault(supplier, []).append(row)
    return sorted(found.items(), key=lambda item: -len(item[1]))


def customer_side(row: Row) -> str:
    """Which side of a claim is the customer."""
    return "object" if row["relation"] == "supplies" else "subject"


def _customer(row: Row) -> str:
    return str(row[customer_side(row)])


def constraints(claims: Iterable[Row], entities: Entities) -> list[Row]:
    """What makers lack: production lost, and equipment or components that they may not have; named on both sides."""

    def lost(row: Row) -> bool:
        return (row["relation"], row["modality"]) == ("manufactured-by", "denied")

    def barred(row: Row) -> bool:
        goods = entities.type(row["object"] or "") == "technology" or (row["object"] or "").endswith(_SUPPLIES)
        return (row["relation"], row["modality"]) == ("restricts", "fact") and goods

    return [row for row in claims if row["subject"] in entities and (lost(row) or barred(row))]


def shown(claims: Iterable[Row], entities: Entities) -> dict[str, list[str]]:
    """The parts of the landscape that show each claim (makers, policy, adoption, constraints), by its leader."""
    rows = list(claims)
    cells = ("chips", "purposes", "replaces", "made_at", "customers", "limits")
    parts = {
        "makers": [row for maker in makers(rows, entities) for cell in cells for row in getattr(maker, cell)],
        "policy": acts(rows, entities),
        "adoption": [row for _, found in adoptions(rows, entities) for row in found],
        "constraints": constraints(rows, entities),
    }
    found: dict[str, list[str]] = {}
    for name, part in parts.items():
        for leader in dict.fromkeys(str(row["leader"]) for row in part):
            found.setdefault(leader, []).append(name)
    return found
