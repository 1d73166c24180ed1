"""What the templates may say of the landscape: who took whose chips, what authorities did, what makers lack."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

import pandas as pd

from chipbrief.analysis import landscape
from chipbrief.analysis.tables import Entities
from chipbrief.sources.reference_tables import rows

_SUPPLIERS = 3
_ACTS = 6
_LACKS = 4


def landscape_context(
    frames: Mapping[str, pd.DataFrame], named: Callable[..., bool], unconfirmed: Collection[str]
) -> dict[str, Any]:
    """`adopted` (supplier, claims), `acts` with a date or told by several sentences, and `lacks`.

    They are claims of which `named` knows both sides. None of them leads to a relation that is unconfirmed.
    """
    claims = [row for row in landscape.likely(frames["relation_claims"]) if row["leader"] not in unconfirmed]
    entities = Entities.of(rows("entities"))
    acts = [row for row in landscape.acts(claims, entities) if named(row["subject"], row["object"])]
    lacks = landscape.constraints(claims, entities)
    return {
        "adopted": [
            {"supplier": supplier, "claims": [{**row, "customer": landscape.customer_side(row)} for row in found]}
            for supplier, found in landscape.adoptions(claims, entities)
            if named(supplier)
        ][:_SUPPLIERS],
        "acts": [row for row in acts if row["date"] or landscape.sentences(row) > 1][:_ACTS],
        "lacks": [row for row in lacks if named(row["subject"], row["object"])][:_LACKS],
        "related": bool(claims),
    }
