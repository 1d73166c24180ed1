"""Whether work grows with its input as it should: in CPU time, by a ratio that a busy machine does not reach."""

from __future__ import annotations

import time
from collections.abc import Callable

TIMES = 24  # eight times the input may cost so many times as much: three times more than its share; the square is 64
LEAST = 0.005  # seconds: less is not told from nothing
TRIES = 5


def linear(work: Callable[[int], object], size: int) -> bool:
    """Whether `work` costs for eight times `size` about eight times as much; what is slow is slow in every try."""
    work(size // 8)  # fills the tables
    return any(_seconds(work, 8 * size) < TIMES * max(_seconds(work, size), LEAST) for _ in range(TRIES))


def _seconds(work: Callable[[int], object], size: int) -> float:
    """CPU time of this process: what others take from the machine does not count."""
    start = time.process_time()
    work(size)
    return time.process_time() - start
