"""A package, since only a package has fixtures of its own lifetime: its browser ends with it."""
