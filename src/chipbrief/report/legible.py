"""What a notebook's cell ends with, for people who only read it: named ids, plain numbers, pictures with words."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from chipbrief.model.display import digits, interval

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from chipbrief.analysis.tables import Entities
    from chipbrief.model import Assumption, Estimate

_IDS = ("subject", "versus", "object", "metric", "place", "destination", "chip", "entities")
_RESOLUTION = 150.0
"""Dots per inch of a picture, which is shown at the size that 100 would give it: sharp on most screens."""


def display() -> None:
    """Tables show their numbers as a person writes them (`72.7 billion`, `0.115`), and all of their rows and words."""
    pd.set_option("display.float_format", digits, "display.max_rows", 200, "display.max_colwidth", None)


def named(frame: pd.DataFrame, entities: Entities) -> pd.DataFrame:
    """The frame to look at: the Korean name before each id that has one, nothing where nothing is known."""
    shown = frame.astype(object).where(frame.notna(), "")
    for column in (name for name in _IDS if name in shown):
        shown[column] = [_named(str(value), entities) for value in shown[column]]
    return shown


def _named(value: str, entities: Entities) -> str:
    return "; ".join(f"{entities.ko(id_)} ({id_})" if id_ in entities else id_ for id_ in value.split(";"))


def listed(facts: Iterable[Estimate | Assumption]) -> pd.DataFrame:
    """Estimates or assumptions as a table by id: what it is in Korean and English, its value with its unit."""
    rows = [(fact.id, fact.label_ko, fact.label_en, interval(fact.low, fact.high, fact.unit)) for fact in facts]
    return pd.DataFrame(rows, columns=["id", "이름", "name", "value"]).set_index("id").rename_axis(None)


@dataclass(frozen=True, slots=True)
class Picture:
    """A matplotlib figure to end a cell with, and `alt`, which says what it shows to those who do not see it."""

    figure: Figure
    alt: str

    def _repr_mimebundle_(
        self,
        include: object = None,  # noqa: ARG002
        exclude: object = None,  # noqa: ARG002
    ) -> tuple[dict[str, str], dict[str, Any]]:
        from matplotlib import pyplot as plt

        file = io.BytesIO()
        self.figure.savefig(file, format="png", dpi=_RESOLUTION, bbox_inches="tight", metadata={"Software": None})
        plt.close(self.figure)  # else the kernel shows it once more, without its words
        metadata = {"alt": self.alt, "width": round(self.figure.get_figwidth() * 100)}
        picture = base64.b64encode(file.getvalue()).decode("ascii")
        return {"image/png": picture, "text/plain": self.alt}, {"image/png": metadata}
