"""Words as the writers of files take them: whatever somebody typed prints as text, and breaks neither file nor line."""

from __future__ import annotations

import re

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 cannot hold or nobody can see: control characters, halves of a pair, and what is no character."""

_LONG_WORD = re.compile(r"\S{25,}")
PIECE = 12
"""Letters between two places at which a long word may be divided; no column is narrower (assumption)."""


def writable(text: str) -> str:
    """The text with a mark in the place of what no file can hold."""
    return _UNWRITABLE.sub("\ufffd", text)


def dividable(text: str) -> str:
    """The text with places to divide its long words at (a space of no width), so that none leaves its column."""
    return _LONG_WORD.sub(lambda found: "\u200b".join(_pieces(found.group())), writable(text))


def _pieces(word: str) -> list[str]:
    return [word[place : place + PIECE] for place in range(0, len(word), PIECE)]
