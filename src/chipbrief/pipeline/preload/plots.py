"""seaborn without SciPy, half of its import where somebody has it: no chart of ours asks for a density or a cluster.

Also without ipywidgets, which it has for choosing palettes by hand; no notebook that runs by itself does.
"""

from chipbrief.pipeline.preload.hiding import without

with without("scipy", "ipywidgets"):
    import seaborn  # type: ignore[import-untyped]  # noqa: F401
