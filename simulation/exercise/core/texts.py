"""Texts that people type."""

from __future__ import annotations

from simulation.kernel.errors import RuleViolation

LONGEST_TEXT = 8_000
"""Characters of a message, minutes or reasons; longer texts are refused, not cut."""


def require_text(text: str) -> None:
    """A text that says something and is not too long.

    Raises:
        RuleViolation: `text.empty` or `text.too_long`.
    """
    if not text.strip():
        raise RuleViolation("text.empty")
    check_length(text)


def check_length(text: str, longest: int = LONGEST_TEXT) -> None:
    """A text that may be empty and is not too long.

    Raises:
        RuleViolation: `text.too_long`.
    """
    if len(text) > longest:
        raise RuleViolation("text.too_long", longest=longest)
