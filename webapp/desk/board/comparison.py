"""Two entities side by side, before a team says that they are one: what papers print of each, and no judgement."""

from __future__ import annotations

from collections.abc import Iterable

type Particular = tuple[str, str]
"""Its name and its text."""


def side_by_side(one: Iterable[Particular], other: Iterable[Particular]) -> tuple[tuple[str, str, str], ...]:
    """Each particular that papers print of either: its name, then both texts, "" where they print none.

    Args:
        one: Particulars of the first, in order.
        other: Particulars of the second.
    """
    first, second = dict(one), dict(other)
    return tuple((name, first.get(name, ""), second.get(name, "")) for name in first | second)
