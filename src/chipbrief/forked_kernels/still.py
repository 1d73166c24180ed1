"""Imported first by a server: what it imports then stays, so looking for garbage in it takes a sixth of its time.

Its forks collect theirs: see `process.Child`.
"""

import gc

gc.disable()
