"""The brief's charts: each takes derived frames and the language's `Prose`, and gives a Chart, or None if empty."""

from chipbrief.report.charts.base import base
from chipbrief.report.charts.cases import cases
from chipbrief.report.charts.exposure import exposure
from chipbrief.report.charts.landscape import landscape
from chipbrief.report.charts.performance import peaks, performance
from chipbrief.report.charts.scenarios import scenarios
from chipbrief.report.charts.specifications import specifications
from chipbrief.report.charts.targets import targets
from chipbrief.report.charts.timeline import timeline
from chipbrief.report.charts.tornado import tornado

__all__ = [
    "base", "cases", "exposure", "landscape", "peaks", "performance", "scenarios", "specifications", "targets",
    "timeline", "tornado",
]  # fmt: skip
