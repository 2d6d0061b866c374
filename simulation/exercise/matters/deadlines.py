"""By when the holder of a matter is expected to decide, and when an automatic player decides instead.

A seat at which people sit works in office hours only. What reaches it while days pass is counted from the office hours
in which it could first be read, so that nobody is late with what nobody could have seen.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from simulation.exercise.core.state import OVERDUE, State
from simulation.exercise.core.treatment import Treatment
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Holder, Side, TimeKind
from simulation.matters.declaration import Rules
from simulation.matters.matter import Act, Matter

OVERDUE_DAYS = 30
"""Days after the due day at which an automatic player acts for a seat that has not (assumption): nothing waits for
a person without a limit."""

TRIAGE_DAYS = 30
"""Days within which a financial intelligence unit is expected to decide on a report (assumption)."""


class DaysGiven(NamedTuple):
    """Days within which a matter's holder is expected to act.

    Attributes:
        days: How many; None where nothing sets any.
        binds: An instrument commands them.
        since: The second from which they count; None for when the matter came to its status.
    """

    days: int | None
    binds: bool = False
    since: int | None = None


class OfficeHours(NamedTuple):
    """When the people of a country can see what reaches them; without people (`has_people`) it is read at once.

    Attributes:
        has_people: Whether people decide for the country.
        openings: When office hours opened, in order.
        closings: When they closed, since days began to pass; a clock that runs leaves them open.
        arrives: When the jump that is under way arrives, None outside one.
    """

    has_people: bool = False
    openings: tuple[int, ...] = ()
    closings: tuple[int, ...] = ()
    arrives: int | None = None

    def seen_from(self, at: int) -> int:
        """When people could first see what came at a second: at once, or as office hours opened after that."""
        if not self.has_people:
            return at
        opened = bisect_right(self.openings, at)
        if opened:
            closed = bisect_left(self.closings, self.openings[opened - 1])
            if closed == len(self.closings) or at <= self.closings[closed]:
                return at
        if opened < len(self.openings):
            return self.openings[opened]
        return self.arrives if self.arrives is not None else at

    def were_open(self, since: int, until: int) -> bool:
        """Whether people could act on what reached them at a second before another: else they are not to blame."""
        seen = self.seen_from(since)
        return seen == since or seen < until

    def last_day(self, at: int, days: int) -> int:
        """The last day on which a country may still do what reached it at `at`, with so many days for it."""
        return max(at // DAY + days, self.seen_from(at) // DAY) + 1


def office_hours(state: State, country: str) -> OfficeHours:
    """The office hours of a country as they stand."""
    if not state.has_people(country):
        return OfficeHours()
    return OfficeHours(
        True, state.clock.openings, state.clock.closings, state.clock.target if state.clock.phase == "jump" else None
    )


def due(state: State, matter: Matter, given: DaysGiven) -> int | None:
    """When the next step of a matter's holder is due; None when neither side holds it or no days are set.

    Never before the holder could read of it: days that count from an earlier second may be over by then.
    """
    holder = matter.holding_country
    if given.days is None or not holder:
        return None
    since = matter.since if given.since is None else given.since
    return max(since + given.days * DAY, office_hours(state, holder).seen_from(matter.since))


def to_be_read[M: Matter, A: Act](state: State, matter: M, rules: Rules[M, A]) -> M:
    """A matter that has entered a status, with the second from which the people who hold it can read of it.

    What reaches a seat while days pass lies there until office hours; at an automatic seat, or while the clock runs, it
    is read at once.
    """
    country = matter.holding_country
    if matter.time_kind is not TimeKind.DECISION or not country:
        return matter
    side = Side.REQUESTING if matter.holder is Holder.REQUESTING else Side.REQUESTED
    rows = [each for each in rules.transitions_from(matter.status) if each.side is side and each.is_decision]
    if not state.has_people(country, frozenset(office for each in rows for office in each.offices)):
        return matter
    at = office_hours(state, country).seen_from(matter.since)
    return matter.to_be_read(at) if at > matter.since else matter


def plan_overdue(state: State, matter: Matter, due_at: int | None) -> None:
    """Put on the agenda that an automatic player takes a step which its holder lets lie; None takes it off.

    However short a treatment makes this time, people have the first day of office hours for themselves.
    """
    late = f"overdue/{matter.key}"
    if due_at is None:
        state.agenda.cancel(late)
    else:
        hours = office_hours(state, matter.holding_country)
        began = hours.seen_from(matter.since) + DAY if hours.has_people else matter.since
        at = state.part(Treatment).ends(matter, began, due_at + OVERDUE_DAYS * DAY)
        state.agenda.schedule(max(at, state.now + 1), late, OVERDUE, (matter.key,))
