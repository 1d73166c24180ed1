"""Ways to import a library without another that it would import as well, and that nobody here needs, or not yet."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any


@contextmanager
def without(*names: str) -> Iterator[None]:
    """Libraries that cannot be imported meanwhile, except those that are already there."""
    hidden = [name for name in names if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]  # None says: there is no such module
    try:
        yield
    finally:
        for name in hidden:
            sys.modules.pop(name, None)


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
