"""The moves of an exercise as stretches of days, and which of them a line of the event list belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from simulation.exercise.clock.views import ClockView
from simulation.exercise.injects.views import InjectLine


class Apart(StrEnum):
    """Where a line stands that belongs to no move."""

    WAITS = "waits"
    CANNOT = "cannot"
    NEEDLESS = "needless"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class MoveSpan:
    """The days of a move with the jump that ends it.

    Attributes:
        number: Number of the move, from 1.
        first: Day on which it begins.
        last: Its last day, that of the end for the last move; None for a move after the plan, whose end nobody knows.
        state: `done`, `now` or `coming`.
    """

    number: int
    first: int
    last: int | None
    state: str

    def holds(self, day: int) -> bool:
        """Whether a day lies in it."""
        return self.first <= day and (self.last is None or day <= self.last)


def spans(clock: ClockView, left_out: int = 0, ended_on: int = 0) -> tuple[MoveSpan, ...]:
    """The moves that were played and those of the plan that are still to come.

    Args:
        clock: The simulated clock.
        left_out: How many moves at the end of the plan the trainer leaves out.
        ended_on: The day on which play ended, once it has.
    """
    starts = list(clock.move_days) or [1]
    coming = [max(ended_on, starts[-1])] if clock.is_over else clock.planned_days[: len(clock.planned_days) - left_out]
    bounds = [*starts, *coming]
    begins = bounds[:-1] if coming else bounds
    found = []
    for number, first in enumerate(begins, 1):
        last = bounds[number] - 1 if number < len(begins) else coming[-1] if coming else None
        state = "done" if number < clock.move or clock.is_over else "now" if number == clock.move else "coming"
        found.append(MoveSpan(number, first, last, state))
    return tuple(found)


def last_day(moves: Sequence[MoveSpan]) -> int | None:
    """The day on which play ends by the plan, None when nobody knows."""
    return moves[-1].last


def day_of(line: InjectLine) -> int | None:
    """The day on which a line came or will come; of one that waits for an answer, the day on which it gives up."""
    if line.day is not None:
        return line.day
    limit = dict(line.trigger.params).get("day") if line.trigger.code == "trigger.silence" else None
    return int(limit) if limit else None


def place_of(line: InjectLine, moves: Sequence[MoveSpan], *, is_over: bool) -> int | Apart:
    """The number of the move to which a line belongs, or where it stands apart.

    A line of a day belongs to the move with that day. Lines that wait for a trigger or for the trainer's hand belong
    to no move; those that cannot come before the end, or that nothing calls for any more, stand apart from both.
    """
    day = day_of(line)
    if line.fired_at is None and is_over:
        return Apart.CANNOT
    if line.day is None and line.state == "not_needed":
        return Apart.NEEDLESS
    end = last_day(moves)
    if day is not None and end is not None and day > end:
        return Apart.AFTER if line.fired_at is not None else Apart.CANNOT
    if line.day is None:
        return Apart.WAITS
    return next((move.number for move in moves if move.holds(line.day)), Apart.WAITS)


def in_moves(
    lines: Iterable[InjectLine], moves: Sequence[MoveSpan], *, is_over: bool
) -> dict[int | Apart, tuple[InjectLine, ...]]:
    """Lines by the move to which they belong, in their order."""
    found: dict[int | Apart, list[InjectLine]] = {}
    for line in lines:
        found.setdefault(place_of(line, moves, is_over=is_over), []).append(line)
    return {place: tuple(held) for place, held in found.items()}
