"""By when the holder of a request is expected to decide, and when an automatic player decides instead.

A seat at which people sit works in office hours only. What reaches it while days pass is counted from the office hours
in which it could first be read, so that nobody is late with what nobody could have seen.
"""

from __future__ import annotations

from bisect import bisect_left

from simulation.exercise.core.derived import Stamp
from simulation.exercise.core.state import State
from simulation.kernel.agenda import DAY

OVERDUE_DAYS = 30
"""Days after the due day at which an automatic player acts for a seat that has not (assumption): nothing waits for
a person without a limit."""

TRIAGE_DAYS = 30
"""Days within which a financial intelligence unit is expected to decide on a report (assumption)."""


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
