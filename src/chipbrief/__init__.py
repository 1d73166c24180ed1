"""chipbrief: a reproducible brief on China's AI chips and Korea, every number traced to its source.

>>> import chipbrief
>>> [figure.text for figure in chipbrief.extract("매출은 약 3조원으로 20% 늘었다.")]
['3조원', '20%']

What is heavy is loaded when it is first asked for, so that `import chipbrief` takes no time.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chipbrief.api import extract, figures, show
    from chipbrief.model import Approx, Assumption, Estimate, Figure, Kind, Reference, Source

__version__ = "0.1.0"
__all__ = [
    "Approx", "Assumption", "Estimate", "Figure", "Kind", "Reference", "Source", "extract", "figures", "show",
]  # fmt: skip

_HOMES = dict.fromkeys(("extract", "figures", "show"), "chipbrief.api")


def __getattr__(name: str) -> object:
    """A public name, from the module that has it (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES.get(name, "chipbrief.model")), name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
