"""Tables and facts where they cross a file: the schema of each, and how it is written and read."""

from chipbrief.frames.derived import frame, read, sources, write
from chipbrief.frames.facts import Facts, read_facts, write_facts
from chipbrief.frames.references import newest, reference, references

__all__ = [
    "Facts",
    "frame",
    "newest",
    "read",
    "read_facts",
    "reference",
    "references",
    "sources",
    "write",
    "write_facts",
]
