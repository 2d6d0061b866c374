"""What countries have seen of each other, as trust between their authorities; kept inside, on no view."""

from __future__ import annotations

from simulation.exercise.cooperation.state import Cooperation
from simulation.kernel.terms import Side
from simulation.law.time import trust


def trust_in(cooperation: Cooperation, by: str, other: str) -> int:
    """How far a country's authority relies on another's, in thousandths."""
    return cooperation.trust.get((by, other), trust.USUAL)


def seen(cooperation: Cooperation, actor: str, other: str, event: str, side: Side) -> None:
    """Let one country draw its conclusion from what another did on a matter between them.

    Args:
        cooperation: What the countries have seen of each other.
        actor: Who did it.
        other: Who draws the conclusion.
        event: Action of the request machine, `finding` or `overdue`.
        side: On which side of the matter the actor stands.
    """
    before = trust_in(cooperation, other, actor)
    after = trust.after(before, event, side)
    if after != before:
        cooperation.trust[other, actor] = after
