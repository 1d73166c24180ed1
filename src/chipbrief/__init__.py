"""chipbrief: a reproducible brief on China's AI chips and Korea, every number traced to its source."""

__version__ = "0.1.0"
