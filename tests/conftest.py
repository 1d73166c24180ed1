"""How long Hypothesis looks: `pytest --hypothesis-profile=long` for an hour's search, `daily` else.

A first example fills the tables, which takes longer than any deadline on a busy machine: speed has tests of its own.
"""

from hypothesis import HealthCheck, settings

collect_ignore = ["without_extras"]  # hides modules from the process that imports it, for runs of its own
PATIENT = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("daily", **PATIENT)
settings.register_profile("long", max_examples=20_000, **PATIENT)
settings.load_profile("daily")
