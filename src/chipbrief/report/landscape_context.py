"""What the templates may say of the landscape: who took whose chips, what authorities did, what makers lack."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from chipbrief.analysis import landscape
from chipbrief.analysis.tables import Entities
from chipbrief.sources.reference_tables import rows

_SUPPLIERS = 3
_ACTS = 6
_LACKS = 4


def landscape_context(frames: Mapping[str, pd.DataFrame], named: Callable[..., bool]) -> dict[str, Any]:
    """`adopted` (supplier, claims), `acts` with a date and `lacks`: claims of which `named` knows both sides."""
    claims, entities = landscape.asserted(frames["relation_claims"]), Entities.of(rows("entities"))
    acts = [row for row in landscape.acts(claims, entities) if row["date"]]
    lacks = landscape.constraints(claims, entities)
    return {
        "adopted": [
            {"supplier": supplier, "claims": [{**row, "customer": landscape.customer_side(row)} for row in found]}
            for supplier, found in landscape.adoptions(claims, entities)
            if named(supplier)
        ][:_SUPPLIERS],
        "acts": [row for row in acts if named(row["subject"], row["object"])][:_ACTS],
        "lacks": [row for row in lacks if named(row["subject"], row["object"])][:_LACKS],
        "related": bool(claims),
    }
