"""Raised and lowered signs as Unicode has them: ten to the third is no hundred and three."""

from __future__ import annotations

RAISED = dict(zip("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ", strict=True))
LOWERED = dict(zip("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", strict=True))


def raised(text: str) -> str:
    """The text with its digits and signs above the line."""
    return "".join(RAISED.get(sign, sign) for sign in text)


def lowered(text: str) -> str:
    """The text with its digits and signs below the line."""
    return "".join(LOWERED.get(sign, sign) for sign in text)
