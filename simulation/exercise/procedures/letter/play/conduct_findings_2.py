"""What is to be said of a central authority's approval: it is the gate for contents without which nobody can work."""

from __future__ import annotations

from simulation.exercise.core.event import FindingMade
from simulation.exercise.core.state import RequestState, State
from simulation.exercise.procedures.letter.commands import ActOnRequest
from simulation.exercise.procedures.letter.play.facts import checks
from simulation.exercise.procedures.letter.statuses import Action
from simulation.law.book.required_contents import is_ready_to_send, lacking


def judged(state: State, kept: RequestState, command: ActOnRequest) -> tuple[FindingMade, ...]:
    """A finding when a request is let go that lacks a content behind a hard gate (law.md 7.1 O3, O4)."""
    if command.action is not Action.APPROVE:
        return ()
    found = checks(state, kept.request)
    if is_ready_to_send(found):
        return ()
    return (
        FindingMade(
            at=state.now,
            cause=state.cause,
            by=state.by,
            request=kept.request.key,
            finding="approved_with_gaps",
            verdict="settled",
            against=kept.request.requesting,
            facts=(("items", " ".join(lacking(found))),),
        ),
    )
