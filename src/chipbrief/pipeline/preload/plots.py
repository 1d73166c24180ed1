"""seaborn and datasketch without SciPy, half of their import: what they take from there comes when it is called.

seaborn also without ipywidgets, which it has for choosing palettes by hand; no notebook that runs by itself does.
"""

from chipbrief.pipeline.preload.hiding import later, without

TAKEN = ("scipy", "scipy.stats", "scipy.cluster", "scipy.cluster.hierarchy", "scipy.integrate")
"""The modules of SciPy from which functions are taken, each after the one that it is in."""

with later(*TAKEN), without("ipywidgets"):
    import datasketch  # type: ignore[import-untyped]  # noqa: F401
    import seaborn  # type: ignore[import-untyped]  # noqa: F401
