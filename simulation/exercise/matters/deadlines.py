"""By when the holder of a matter is expected to decide, and when an automatic player decides instead.

A seat at which people sit works in office hours only. What reaches it while days pass is counted from the office hours
in which it could first be read, so that nobody is late with what nobody could have seen.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from simulation.exercise.core.state import OVERDUE, State
from simulation.exercise.core.treatment import Treatment
from simulation.kernel.agenda import DAY
from simulation.matters.matter import Matter

OVERDUE_DAYS = 30
"""Days after the due day at which an automatic player acts for a seat that has not (assumption): nothing waits for
a person without a limit."""

TRIAGE_DAYS = 30
"""Days within which a financial intelligence unit is expected to decide on a report (assumption)."""


class OfficeHours(NamedTuple):
    """When the people of a country can see what reaches them; without people (`has_people`) it is read at once.

    Attributes:
        has_people: Whether people decide for the country.
        openings: When office hours opened, in order.
        arrives: When the jump that is under way arrives, None outside one.
    """

    has_people: bool = False
    openings: tuple[int, ...] = ()
    arrives: int | None = None

    def seen_from(self, at: int) -> int:
        """When people could first see what came at a second: at once, or as office hours opened after that."""
        if not self.has_people:
            return at
        opened = bisect_left(self.openings, at)
        if opened < len(self.openings):
            return self.openings[opened]
        return self.arrives if self.arrives is not None else at

    def last_day(self, at: int, days: int) -> int:
        """The last day on which a country may still do what reached it at `at`, with so many days for it."""
        return max(at // DAY + days, self.seen_from(at) // DAY) + 1


def office_hours(state: State, country: str) -> OfficeHours:
    """The office hours of a country as they stand."""
    if not state.has_people(country):
        return OfficeHours()
    return OfficeHours(True, state.openings, state.target if state.phase == "jump" else None)


def seen_from(state: State, country: str, at: int) -> int:
    """When the people of a country could first see what reached them at a second."""
    return office_hours(state, country).seen_from(at)


def last_day(state: State, country: str, at: int, days: int) -> int:
    """The last day on which a country may still do what reached it at `at`, with so many days for it."""
    return office_hours(state, country).last_day(at, days)


def due(state: State, matter: Matter, days: int | None) -> int | None:
    """When the next step of a matter's holder is due; None when neither side holds it or no days are set.

    Args:
        state: The exercise.
        matter: The matter.
        days: Days within which the holder is expected to act.
    """
    holder = matter.holding_country
    if days is None or not holder:
        return None
    return max(matter.since + days * DAY, seen_from(state, holder, matter.since))


def plan_overdue(state: State, matter: Matter, due_at: int | None) -> None:
    """Put on the agenda that an automatic player takes a step which its holder lets lie; None takes it off."""
    late = f"overdue/{matter.key}"
    if due_at is None:
        state.agenda.cancel(late)
    else:
        at = state.part(Treatment).ends(matter, matter.since, due_at + OVERDUE_DAYS * DAY)
        state.agenda.schedule(max(at, state.now + 1), late, OVERDUE, (matter.key,))
