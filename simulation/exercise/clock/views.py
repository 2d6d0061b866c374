"""The clock as pages show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from simulation.exercise.core.derived import Reading
from simulation.exercise.core.state import OVER
from simulation.exercise.matters.deadlines import OfficeHours
from simulation.kernel.agenda import DAY
from simulation.scenario.schema.play import Preset

_ALWAYS_OPEN = OfficeHours()


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
        hours: When people could read what reached them.
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
    hours: OfficeHours = _ALWAYS_OPEN

    @property
    def is_over(self) -> bool:
        """Play has ended: nobody may act any more."""
        return self.phase in OVER


class ClockTimes(NamedTuple):
    """What the clock stands at: see `State`."""

    now: int
    phase: str
    move: int
    move_starts: tuple[int, ...]
    rate: int
    adversary_held: bool
    openings: tuple[int, ...]
    closings: tuple[int, ...]


def clock_of_team(times: Reading[ClockTimes], preset: Preset) -> ClockView:
    """The clock as a team sees it."""
    return _clock(times()._replace(adversary_held=False), preset)


def clock_of_control(times: Reading[ClockTimes], preset: Preset) -> ClockView:
    """The clock as control sees it."""
    return _clock(times(), preset)


def _clock(at: ClockTimes, preset: Preset) -> ClockView:
    jumps = preset.jumps
    moves = len(jumps)
    upcoming = []
    start = at.move_starts[-1] if at.move_starts else 0
    day = start // DAY
    for days in jumps[max(at.move - 1, 0) :]:
        day += days
        upcoming.append(day + 1)
    return ClockView(
        now=at.now,
        day=at.now // DAY + 1,
        phase=at.phase,
        move=at.move,
        moves=moves,
        next_jump_days=jumps[min(max(at.move - 1, 0), moves - 1)],
        move_days=tuple(each // DAY + 1 for each in at.move_starts),
        planned_days=tuple(upcoming),
        rate=at.rate,
        adversary_held=at.adversary_held,
        hours=OfficeHours(True, at.openings, at.closings),
    )


def digest_since(times: Reading[ClockTimes]) -> int:
    """The second from which a digest tells: when the move before the present one began."""
    starts = times().move_starts
    return starts[-2] if len(starts) > 1 else 0
