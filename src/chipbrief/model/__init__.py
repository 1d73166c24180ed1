"""Frozen records that every layer shares: what a source says, and what is made of it."""

from chipbrief.model.estimate import Estimate, constant, count, hull, total
from chipbrief.model.records import (
    Approx,
    Assumption,
    Block,
    Figure,
    Kind,
    Modality,
    Reference,
    Role,
    Source,
    plain,
    slug,
    text_digest,
)
from chipbrief.model.relation import Relation

__all__ = [
    "Approx",
    "Assumption",
    "Block",
    "Estimate",
    "Figure",
    "Kind",
    "Modality",
    "Reference",
    "Relation",
    "Role",
    "Source",
    "constant",
    "count",
    "hull",
    "plain",
    "slug",
    "text_digest",
    "total",
]
