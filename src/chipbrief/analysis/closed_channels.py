"""The channels of high-bandwidth memory to China, which are closed: what is known of them, with bounds.

Directly it may not be sold to China since the control of 2 December 2024: that belongs to the base, not to a loss.
Inside foreign accelerators it still could; the memory cannot be worth more than the cards that it is in.

Estimates: `e-hbm-in-accelerators` (US$ a year: from nothing to all that the newest quarter's sales of such cards in
China were worth, times four), `e-hbm-in-accelerators-share` (the same, % of chip exports).
"""

from __future__ import annotations

from chipbrief.analysis.base import Base
from chipbrief.analysis.series import Series
from chipbrief.analysis.tables import name
from chipbrief.model import Estimate, constant, hull

_CARDS = "nvidia-h20-revenue"


def accelerators(base: Base | None, series: Series) -> list[Estimate]:
    """The bounds of Korean memory in foreign accelerators sold to China; nothing where no sales are known."""
    sold = series.observed(_CARDS)
    if base is None or sold is None:
        return []
    worth = hull([constant(0, "USD"), sold[1].scaled(4)]).named(name("hbm-in-accelerators"), *_WORTH)
    return [worth, worth.share_of(base.exports).named(name("hbm-in-accelerators-share"), *_SHARE)]


_WORTH = (
    "중국에 팔린 외국산 가속기의 연간 매출(들어간 메모리의 상한)",
    "Foreign accelerators sold to China in a year, which bounds the memory in them",
)
_SHARE = ("위 상한의 반도체 수출 대비 비중", "That bound as a share of chip exports")
