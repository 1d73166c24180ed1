"""The errors a user can cause, and what the command line makes of them."""

from __future__ import annotations


class ChipbriefError(Exception):
    """Root of our errors: its text is one line that names the file, the place and the remedy."""

    exit_code = 1


class InputError(ChipbriefError):
    """The user gave something that cannot be used: a file, an option, a parameter, a table row."""

    exit_code = 2


class UnitError(ChipbriefError):
    """Arithmetic over quantities whose units do not go together."""


class BuildError(ChipbriefError):
    """A notebook or a rendering failed; what was built before is untouched."""
