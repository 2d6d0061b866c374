"""By when the holder of a request is expected to act."""

from __future__ import annotations

from simulation.exercise.core.state import OVERDUE, RequestState, State
from simulation.exercise.matters.deadlines import OVERDUE_DAYS, seen_from
from simulation.exercise.procedures.letter.letter import AssistanceRequest
from simulation.exercise.procedures.letter.statuses import Status
from simulation.kernel.agenda import DAY

DECIDE_WITHIN_DAYS: dict[Status, int] = {
    Status.DRAFTING: 60,
    Status.VETTING: 10,
    Status.RECEIVED: 7,
    Status.DECIDING: 30,
    Status.CLARIFYING: 10,
    Status.CONDITIONS: 10,
    Status.CHECKING: 10,
    Status.ASKED: 10,
    Status.CONSENT_ASKED: 10,
}
"""Days within which the holder is expected to decide: a week to acknowledge (EIO directive 16(1)), ten days for an
answer (law.md 7.1 O10, N17), thirty to decide (EIO 12(3)); drafting and checking are assumptions."""


def note(state: State, kept: RequestState) -> None:
    """Note when the holder's step is due, and put on the agenda that it is taken without the holder at last."""
    request = kept.request
    days = DECIDE_WITHIN_DAYS.get(request.status)
    late = f"overdue/{request.key}"
    if days is None or request.is_final:
        kept.due = None
        state.agenda.cancel(late)
        return
    kept.due = max(request.since + days * DAY, seen_from(state, _holder(request), request.since))
    if request.status is Status.DRAFTING:
        state.agenda.cancel(late)  # a draft is its writer's own
        return
    state.agenda.schedule(max(kept.due + OVERDUE_DAYS * DAY, state.now + 1), late, OVERDUE, (request.key,))


def _holder(request: AssistanceRequest) -> str:
    return request.requesting if request.holder == "requesting" else request.requested
