"""What several commands ask for, and how it is read."""

from __future__ import annotations

from datetime import date

from chipbrief.errors import InputError


def published_date(text: str) -> str:
    """A day or a month, ISO 8601, or nothing."""
    try:
        if text:
            date.fromisoformat(text if len(text) > len("2025-10") else f"{text}-01")
    except ValueError as error:
        raise InputError(f"--published {text}: not a date; write 2025-10-02, or 2025-10 for a month") from error
    return text
