"""What countries have seen of each other, as trust between their authorities; kept inside, on no view."""

from __future__ import annotations

from simulation.exercise.core.state import State
from simulation.exercise.procedures.letter.letter import AssistanceRequest
from simulation.kernel.terms import Side
from simulation.law.time import trust


def trust_in(state: State, by: str, other: str) -> int:
    """How far a country's authority relies on another's, in thousandths."""
    return state.trust.get((by, other), trust.USUAL)


def seen(state: State, request: AssistanceRequest, event: str, side: Side) -> None:
    """Let the other side of a request draw its conclusion from what one side did.

    Args:
        state: The exercise.
        request: The request on which it was done.
        event: Action of the request machine, `finding` or `overdue`.
        side: Who did it.
    """
    actor, other = request.requesting, request.requested
    if side is Side.REQUESTED:
        actor, other = other, actor
    before = trust_in(state, other, actor)
    after = trust.after(before, event, side)
    if after != before:
        state.trust[other, actor] = after
