"""Imported once by the process from which workers are forked: libraries, tables and Kiwi's model, in memory before.

Kiwi's model takes half a gigabyte that no one writes to, so that any number of forks has it in common.
"""

import gc
from contextlib import suppress

import pandera.pandas
import pyarrow.parquet

import chipbrief.frames.sets
from chipbrief.extraction.extract import extract_source
from chipbrief.model import Source

__all__ = ["chipbrief", "pandera", "pyarrow"]

with suppress(Exception):  # what does not load here will not in a worker, which can tell why
    text = "화웨이의 지난달 매출은 28억 8000만 위안(약 3조원)으로 40% 늘었다."
    extract_source(Source("warm", text, "", "2025-09-25"))
gc.freeze()  # else the first collection in a fork would write to every object, and so copy it
