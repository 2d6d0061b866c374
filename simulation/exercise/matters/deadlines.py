"""By when the holder of a request is expected to decide, and when an automatic player decides instead.

A seat at which people sit works in office hours only. What reaches it while days pass is counted from the office hours
in which it could first be read, so that nobody is late with what nobody could have seen.
"""

from __future__ import annotations

from bisect import bisect_left

from simulation.exercise.core.derived import Stamp
from simulation.exercise.core.state import OVERDUE, RequestState, State
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

OVERDUE_DAYS = 30
"""Days after the due day at which an automatic player acts for a seat that has not (assumption): nothing waits for
a person without a limit."""

TRIAGE_DAYS = 30
"""Days within which a financial intelligence unit is expected to decide on a report (assumption)."""


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


def seen_from(state: State, country: str, at: int) -> int:
    """When the people of a country could first see what reached them: at once, or as office hours opened after that.

    Args:
        state: The exercise.
        country: Code of the country.
        at: When it reached the country, in seconds.
    """
    if not state.has_people(country):
        return at
    opened = bisect_left(state.openings, at)
    if opened < len(state.openings):
        return state.openings[opened]
    return state.target if state.target is not None and state.phase == "jump" else at


def last_day(state: State, country: str, at: int, days: int) -> int:
    """The last day on which a country may still do what reached it at `at`, with so many days for it."""
    return max(at // DAY + days, seen_from(state, country, at) // DAY) + 1


def reckoned_by(state: State, country: str) -> Stamp:
    """All that the last day for something is reckoned by, besides when it came (see `last_day`)."""
    return (len(state.openings), state.target, state.phase) if state.has_people(country) else ()


def _holder(request: AssistanceRequest) -> str:
    return request.requesting if request.holder == "requesting" else request.requested
