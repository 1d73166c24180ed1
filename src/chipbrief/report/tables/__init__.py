"""The brief's tables: each takes derived frames and the language's `Prose`, and gives a Table, or None if empty."""
