"""First on the path of a process: it runs as if the extras `corpus` and `lab` were not installed."""

import sys

for name in ("pyarrow", "dask", "distributed", "fsspec", "backports", "jupyterlab", "ipywidgets", "itables"):
    sys.modules[name] = None  # type: ignore[assignment]  # so the import system says that there is no such module
