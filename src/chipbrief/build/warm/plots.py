"""seaborn without SciPy, half of its import: what it takes from there comes when a plot first needs it.

Also without ipywidgets, which it has for choosing palettes by hand; no notebook that runs by itself does.
"""

import sys
from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import Any

from chipbrief.build.warm.lean import without

TAKEN = ("scipy", "scipy.stats", "scipy.cluster", "scipy.cluster.hierarchy")
"""The modules of SciPy that seaborn takes functions from, each after the one that it is in."""


class Later(ModuleType):
    """Stands for a module whose functions are called, never looked at: the first call imports it."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def called(*arguments: Any, **options: Any) -> Any:
            return getattr(import_module(self.__name__), name)(*arguments, **options)

        return called


if "seaborn" not in sys.modules and "scipy" not in sys.modules:
    stands = {name: Later(name) for name in TAKEN}
    for name, module in stands.items():
        parent, _, child = name.rpartition(".")
        if parent:
            setattr(stands[parent], child, module)
    sys.modules.update(stands)
    try:
        with without("ipywidgets"):
            import seaborn  # type: ignore[import-untyped]  # noqa: F401
    finally:
        for name in stands:
            del sys.modules[name]
