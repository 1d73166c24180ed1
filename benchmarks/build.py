"""How long a build takes, job by job: cold, with nothing changed, and after a changed parameter of 04.

Run it with `make bench`. It builds into a temporary folder; the project's own reports are untouched.
"""

import sys
import tempfile
import time
from pathlib import Path

from chipbrief.build.brief import Build, Order
from chipbrief.build.parameters import read
from chipbrief.project import Paths, find


def timed(folder: Path, *parameters: tuple[str, str]) -> dict[str, float]:
    """Seconds of each job that ran, and of the whole build."""
    seconds: dict[str, float] = {}
    started: dict[str, float] = {}

    def notify(name: str, state: str) -> None:
        if state == "run":
            started[name] = time.perf_counter()
        elif name in started:
            seconds[name] = time.perf_counter() - started[name]

    begin = time.perf_counter()
    paths = Paths.of(find(), data=folder / "data", reports=folder / "reports")
    Build.of(Order(paths, parameters=parameters)).run(notify=notify)
    return seconds | {"all": time.perf_counter() - begin}


def changed(root: Path) -> tuple[str, str]:
    """A number that 04 takes, a tenth higher."""
    parameters = read(root / "notebooks/04-korea-impact.ipynb").parameters.values()
    name, value = next((p.name, p.default) for p in parameters if isinstance(p.default, float) and p.default)
    return name, str(float(value) * 1.1)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for what, parameters in (("cold", ()), ("nothing changed", ()), ("changed parameter", (changed(find()),))):
            sys.stdout.write(f"{what}\n")
            for job, seconds in timed(folder, *parameters).items():
                sys.stdout.write(f"  {job:<16} {seconds:6.2f} s\n")


if __name__ == "__main__":
    main()
