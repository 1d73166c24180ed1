"""seaborn and datasketch without SciPy, half of their import: what they take from there comes when it is called.

seaborn also without ipywidgets, which it has for choosing palettes by hand; no notebook that runs by itself does.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

from chipbrief.build.warm.lean import without

TAKEN = ("scipy", "scipy.stats", "scipy.cluster", "scipy.cluster.hierarchy", "scipy.integrate")
"""The modules of SciPy from which functions are taken, each after the one that it is in."""


class Later(ModuleType):
    """Stands for a module whose functions are called, never looked at: the first call imports it."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def called(*arguments: Any, **options: Any) -> Any:
            return getattr(import_module(self.__name__), name)(*arguments, **options)

        return called


@contextmanager
def later(*names: str) -> Iterator[None]:
    """Modules that are imported only when one of their functions is called, unless they are already there."""
    stands = {name: Later(name) for name in names if name not in sys.modules}
    for name, module in stands.items():
        parent, _, child = name.rpartition(".")
        if parent in stands:
            setattr(stands[parent], child, module)
    sys.modules.update(stands)
    try:
        yield
    finally:
        for name in stands:
            del sys.modules[name]


with later(*TAKEN), without("ipywidgets"):
    import datasketch  # type: ignore[import-untyped]  # noqa: F401
    import seaborn  # type: ignore[import-untyped]  # noqa: F401
