"""What a team has to do before a day: one count for desks, the control room and the page of a jump."""

from __future__ import annotations

from collections.abc import Sequence

from simulation.exercise.views.team_view import TeamView, WorkItem
from simulation.exercise.views.work_list import waiting
from simulation.kernel.terms import Office


def due_before(view: TeamView, day: int, offices: Sequence[Office] | None = None) -> tuple[WorkItem, ...]:
    """What has to be done before a day and is not done: people at risk first, then by day.

    Args:
        view: What the team sees.
        day: The simulated day.
        offices: Whose work; None for all offices at which people sit, for automatic seats look after themselves.
    """
    theirs = [seat.seat.office for seat in view.seats if not seat.automatic] if offices is None else offices
    return tuple(item for item in waiting(view.work, theirs) if item.due_day is not None and item.due_day < day)


def due_this_move(view: TeamView, offices: Sequence[Office] | None = None) -> tuple[WorkItem, ...]:
    """What is due before the jump of the plan arrives (see `due_before`)."""
    return due_before(view, view.clock.day + view.clock.next_jump_days, offices)
