"""How far one authority relies on another, from what it has seen the other do: internal, never a score on a page.

A refusal with reasons after consultation costs nothing: it is a good answer (law.md rule 2).
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from simulation.kernel.terms import Side
from simulation.law.rows import LawRow, Said, rows

USUAL = 500
"""Trust at the start, in thousandths: at it stages take their reference times (law.md 6.4: T = 0.5 gives 1)."""

MOST = 1000
"""Full trust."""

FINDING = "finding"
OVERDUE = "overdue"


class TrustRow(LawRow):
    """What an act does to the trust of the other side.

    Attributes:
        id: Action of the request machine, `finding` or `overdue`.
        by: Whose act it is: `requesting`, `requested` or `either`.
        change: Thousandths gained or lost.
        text: For the law book.
    """

    id: str
    by: Literal["requesting", "requested", "either"]
    change: int
    text: Said


@cache
def load_trust() -> dict[str, TrustRow]:
    """What acts do to trust, by act."""
    return {row.id: row for row in rows("trust", "trust", TrustRow)}


def after(trust: int, event: str, side: Side) -> int:
    """Trust in a side after what it did.

    Args:
        trust: Before, in thousandths.
        event: Action of the request machine, `finding` or `overdue`.
        side: Who did it.
    """
    row = load_trust().get(event)
    if row is None or row.by not in {side.value, "either"}:
        return trust
    return max(0, min(MOST, trust + row.change))


def pace(trust: int) -> int:
    """Thousandths of the reference time that legal assessment and allocation take (law.md 6.4: 1.2 - 0.4 T)."""
    return 1200 - 400 * trust // MOST
