"""How long 100,000 draws of the scenarios take, beside numpy that only draws as many random numbers.

The assumptions and series are the made-up ones of the tests; the time is that of this process. The ratio tells what the
formulas cost: it does not depend on the machine as the seconds do.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

import korea  # noqa: E402

from chipbrief.analysis import scenarios, simulation  # noqa: E402
from chipbrief.analysis.tables import cited  # noqa: E402

DRAWS = 100_000
RUNS = 5


def fastest(work: Callable[[], object]) -> float:
    """The least processor time of a few runs, seconds."""
    taken = []
    for _ in range(RUNS):
        simulation._uniform.cache_clear()
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return min(taken)


def main() -> int:
    """Print both times and their ratio."""
    setting, base = korea.setting(draws=(DRAWS, DRAWS)), korea.start()
    facts = [*cited(korea.references()), *(base.result.estimates if base else [])]
    ours = fastest(lambda: scenarios.scenarios(setting, facts))
    drawn = simulation._uniform.cache_info().misses  # arrays of random numbers that the run asked for
    peer = fastest(lambda: [np.random.default_rng(seed).random(DRAWS) for seed in range(drawn)])
    sys.stdout.write(f"scenarios, {DRAWS:,} draws of {drawn} inputs   {ours:.3f} s\n")
    sys.stdout.write(f"numpy, as many random numbers       {peer:.3f} s\n")
    sys.stdout.write(f"ratio                               {ours / peer:.1f}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
