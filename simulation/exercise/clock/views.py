"""The clock as pages show it."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.exercise.core.state import OVER, State
from simulation.kernel.agenda import DAY


@dataclass(frozen=True, slots=True)
class ClockView:
    """The one simulated clock.

    Attributes:
        now: Seconds since the start.
        day: Day shown to people, 1 for the first.
        phase: `lobby`, `warm_up`, `office_hours`, `jump`, `running`, `ended` or `epilogue`.
        move: Number of the present move, from 1; 0 before the first.
        moves: Number of moves planned.
        next_jump_days: Days that the plan foresees after this move.
        move_days: Day on which each move so far began, in order.
        planned_days: Days on which the moves still to come begin by the plan, and the end.
        rate: Simulated seconds for a wall second while running.
        adversary_held: Shown to control only; False in team views.
    """

    now: int
    day: int
    phase: str
    move: int
    moves: int
    next_jump_days: int
    move_days: tuple[int, ...]
    planned_days: tuple[int, ...]
    rate: int = 0
    adversary_held: bool = False

    @property
    def is_over(self) -> bool:
        """Play has ended: nobody may act any more."""
        return self.phase in OVER


def clock_view(state: State, *, for_control: bool) -> ClockView:
    """The clock as pages show it."""
    jumps = state.preset.jumps
    moves = len(jumps)
    upcoming = []
    start = state.move_starts[-1] if state.move_starts else 0
    day = start // DAY
    for days in jumps[max(state.move - 1, 0) :]:
        day += days
        upcoming.append(day + 1)
    return ClockView(
        now=state.now,
        day=state.day,
        phase=state.phase,
        move=state.move,
        moves=moves,
        next_jump_days=jumps[min(max(state.move - 1, 0), moves - 1)],
        move_days=tuple(at // DAY + 1 for at in state.move_starts),
        planned_days=tuple(upcoming),
        rate=state.rate,
        adversary_held=for_control and state.adversary_held,
    )
