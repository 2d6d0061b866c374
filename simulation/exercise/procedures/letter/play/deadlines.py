"""By when the holder of a request is expected to act."""

from __future__ import annotations

from simulation.exercise.core.state import OVERDUE, State
from simulation.exercise.matters.deadlines import OVERDUE_DAYS, seen_from
from simulation.exercise.procedures.letter.letter import Letter
from simulation.exercise.procedures.letter.play.state import RequestState
from simulation.exercise.procedures.letter.rules import RULES
from simulation.exercise.procedures.letter.statuses import LetterStatus
from simulation.kernel.agenda import DAY


def note(state: State, kept: RequestState) -> None:
    """Note when the holder's step is due, and put on the agenda that it is taken without the holder at last."""
    request = kept.request
    days = RULES[request.route].statuses[request.status].days
    late = f"overdue/{request.key}"
    if days is None or request.is_final:
        kept.due = None
        state.agenda.cancel(late)
        return
    kept.due = max(request.since + days * DAY, seen_from(state, _holder(request), request.since))
    if request.status == LetterStatus.DRAFTING:
        state.agenda.cancel(late)  # a draft is its writer's own
        return
    state.agenda.schedule(max(kept.due + OVERDUE_DAYS * DAY, state.now + 1), late, OVERDUE, (request.key,))


def _holder(request: Letter) -> str:
    return request.requesting if request.holder == "requesting" else request.requested
