"""The day as a trainer plans it beforehand: when it begins, what stands before, between and after the moves.

Times of day are minutes after midnight by the room's clock, lengths are minutes. The defaults are our own assumption
of a usual morning.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

FEWEST_MINUTES = 5
"""Office hours are never made shorter than so many wall minutes."""

CHANGING_MINUTES = 3
"""Wall minutes that a jump and the reading of what it brought take, for the planned times."""


class Part(StrEnum):
    """What fills a part of the day."""

    BRIEFING = "briefing"
    WARM_UP = "warm_up"
    MOVE = "move"
    BREAK = "break"
    DEBRIEF = "debrief"


@dataclass(frozen=True, slots=True)
class PartOfDay:
    """A part of the day; `number` is that of a move, 0 for the others."""

    part: Part
    number: int
    begins: int
    minutes: int


@dataclass(frozen=True, slots=True)
class DayOutline:
    """The plan of a day by the wall clock.

    Attributes:
        begins: When the briefing begins.
        ends: When everybody has to leave.
        briefing: Length of the briefing.
        warm_up: Length of the warm-up; 0 for none.
        pause_after: After which move the break comes; 0 for none.
        pause: Length of the break.
        debrief: Length of the hot wash after the last move.
    """

    begins: int = 9 * 60
    ends: int = 13 * 60
    briefing: int = 20
    warm_up: int = 20
    pause_after: int = 3
    pause: int = 15
    debrief: int = 30

    def has_break(self, moves: int) -> bool:
        """Whether there is a break between two moves."""
        return 0 < self.pause_after < moves and self.pause > 0

    def parts(self, moves: int, minutes: int) -> Iterator[PartOfDay]:
        """The parts of the day in order; a move counts with the jump after it.

        Args:
            moves: Moves that are played.
            minutes: Office minutes of each.
        """
        at = self.begins
        wanted = [(Part.BRIEFING, 0, self.briefing), (Part.WARM_UP, 0, self.warm_up)]
        for number in range(1, moves + 1):
            wanted.append((Part.MOVE, number, minutes + CHANGING_MINUTES))
            if self.has_break(moves) and number == self.pause_after:
                wanted.append((Part.BREAK, 0, self.pause))
        wanted.append((Part.DEBRIEF, 0, self.debrief))
        for part, number, length in wanted:
            if length:
                yield PartOfDay(part, number, at, length)
                at += length

    def around(self, moves: int) -> int:
        """Minutes of everything that is no move."""
        return self.briefing + self.warm_up + self.debrief + (self.pause if self.has_break(moves) else 0)

    def ends_at(self, moves: int, minutes: int) -> int:
        """When the day ends by this plan; more than 1440 for the next day."""
        return self.begins + self.around(moves) + moves * (minutes + CHANGING_MINUTES)

    def fitting(self, moves: int) -> int:
        """The most office minutes of a move with which the day fits; below `FEWEST_MINUTES` it cannot."""
        return (self.ends - self.begins - self.around(moves)) // moves - CHANGING_MINUTES

    def end_on(self, wall: int, moves: int, minutes: int) -> int:
        """The wall second at which the day ends by this plan, on the day of a wall second by this computer's clock."""
        midnight = datetime.fromtimestamp(wall).astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
        return int((midnight + timedelta(minutes=self.ends_at(moves, minutes))).timestamp())
