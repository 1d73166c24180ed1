"""How long Hypothesis looks: `pytest --hypothesis-profile=long` for hours of search, the default for every day."""

from hypothesis import settings

settings.register_profile("long", max_examples=20_000, deadline=None)
