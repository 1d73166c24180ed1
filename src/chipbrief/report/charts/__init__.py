"""The brief's charts: each takes derived frames and the language's `Prose`, and gives a Chart, or None if empty."""
