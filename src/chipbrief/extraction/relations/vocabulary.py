"""The two tables of relations: which word states which relation, and classes of words that its rules ask for."""

from __future__ import annotations

from dataclasses import dataclass

from chipbrief.extraction.lexicon import gazetteer, patterns
from chipbrief.sources.reference_tables import per_lexicon, rows

_OF_TYPE = {
    "company": ("organisation", "company"), "organisation": ("organisation",), "media": ("speaker",),
    "government": ("organisation", "authority"), "place": ("place", "authority"), "person": ("person",),
    "chip": ("product", "chip"), "chip-family": ("product", "chip"),
    "technology": ("product", "component", "technology"),
    "policy": ("policy",), "": ("product", "chip"),
}  # fmt: skip
_LONGEST = 8  # characters of the longest form of `relation_words.csv`


@dataclass(frozen=True, slots=True)
class Frame:
    """A word that states a relation: which roles of its clause are subject and object, and of what classes they are.

    `subject` and `object` are roles in order of preference; `subject_is` and `object_is` classes (any when empty).
    """

    form: str
    relation: str
    subject: tuple[str, ...]
    object: tuple[str, ...]
    subject_is: frozenset[str]
    object_is: frozenset[str]
    status: str
    modality: str


@per_lexicon
def frames() -> dict[str, list[Frame]]:
    """All frames by their form, in the order of the table."""
    found: dict[str, list[Frame]] = {}
    for row in rows("relation_frames"):
        names = ("subject", "object", "subject_is", "object_is")
        subject, object_, subject_is, object_is = (tuple(row[name].split("|")) if row[name] else () for name in names)
        frame = Frame(
            row["form"], row["relation"], subject, object_, frozenset(subject_is), frozenset(object_is),
            row["status"], row["modality"],
        )  # fmt: skip
        found.setdefault(frame.form, []).append(frame)
    return found


@per_lexicon
def words(class_: str) -> frozenset[str]:
    """The words of a class of `relation_words.csv`; KeyError for an unknown class."""
    found = frozenset(row["form"] for row in rows("relation_words") if row["class"] == class_)
    if not found:
        raise KeyError(class_)
    return found


@per_lexicon
def _classes() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in rows("relation_words"):
        if row["class"] == "firm ending":
            continue  # a part of names
        found.setdefault(row["form"], set()).add(row["class"])
    return {form: frozenset(classes) for form, classes in found.items()}


def classes(noun: str) -> frozenset[str]:
    """The classes of a noun by its longest ending that the table has.

    >>> "product" in classes("신형칩"), "organisation" in classes("고객사들"), classes("가나")
    (True, True, frozenset())
    """
    noun = noun.removesuffix("들") if len(noun) > 1 else noun
    if len(noun) == 2 and noun[0].isdigit() and noun[1] == "사":  # 통신 3사
        return _classes()["사"]
    for length in range(min(_LONGEST, len(noun)), 0, -1):
        found = _classes().get(noun[-length:])
        if found and (length > 1 or len(noun) == 1 or noun[-1] in "칩"):
            return found
    return frozenset()


def classes_of(id_: str) -> frozenset[str]:
    """The classes of an entity by its type; of names that no table knows, those that end as firms' do are companies,
    the others, names with digits, products.
    """
    kind = gazetteer.kind_of(id_)
    firm = not kind and patterns.pattern(r"^[가-힣A-Za-z]{2,10}?<company ending>\Z").match(id_)
    found = set(_OF_TYPE.get("company" if firm else kind, ()))
    if id_ in words("exchange entity"):
        return frozenset({"exchange"})
    if id_ in words("foundry entity"):
        found.add("foundry")
    return frozenset(found)
