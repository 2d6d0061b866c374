"""The timetable of a workshop as a trainer plans it beforehand: what stands before, between and after the moves.

A workshop has one day or more; all its days begin at the same time and have to end by the same time. Times of day are
minutes after midnight by the room's clock, lengths are minutes. The defaults are our own assumption of a usual morning.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

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
    """The timetable by the wall clock. A day of the workshop is given as the range of the moves that are played on it.

    Attributes:
        begins: When each day begins; the first one with the briefing.
        ends: When everybody has to leave.
        briefing: Length of the briefing.
        warm_up: Length of the warm-up; 0 for none.
        breaks: After which moves there is a break, and its length.
        nights: After which moves a day ends and the next one begins; none for a workshop of one day.
        debrief: Length of the hot wash with which each day ends.
    """

    begins: int = 9 * 60
    ends: int = 13 * 60
    briefing: int = 20
    warm_up: int = 20
    breaks: tuple[tuple[int, int], ...] = ((3, 15),)
    nights: tuple[int, ...] = ()
    debrief: int = 30

    @staticmethod
    def of(body: Mapping[str, Any]) -> DayOutline:
        """From the row of an exercise; rows of earlier versions hold one break and one day."""
        given = dict(body)
        if "pause_after" in given:
            after, minutes = given.pop("pause_after"), given.pop("pause")
            given["breaks"] = [(after, minutes)] if after and minutes else []
        breaks = tuple((after, minutes) for after, minutes in given.pop("breaks"))
        return DayOutline(**given | {"breaks": breaks, "nights": tuple(given.get("nights", ()))})

    def days(self, moves: int) -> tuple[range, ...]:
        """The days of the workshop, where so many moves are played."""
        last = [*(night for night in sorted(self.nights) if night < moves), moves]
        return tuple(range(first, end + 1) for first, end in zip([1, *(end + 1 for end in last)], last, strict=False))

    def day_of(self, move: int, moves: int) -> range:
        """The day on which a move is played: the first one before the first move, the last one after the last."""
        days = self.days(moves)
        return next((day for day in days if move < day.stop), days[-1])

    def breaks_on(self, day: range) -> dict[int, int]:
        """After which moves of a day there is a break, and its length: no break stands at the end of a day."""
        return {after: minutes for after, minutes in self.breaks if after in day[:-1] and minutes}

    def parts(self, day: range, minutes: int) -> Iterator[PartOfDay]:
        """The parts of a day in order; a move counts with the jump after it.

        Args:
            day: Moves of the day.
            minutes: Office minutes of each.
        """
        at, breaks = self.begins, self.breaks_on(day)
        wanted = [(Part.BRIEFING, 0, self.briefing), (Part.WARM_UP, 0, self.warm_up)] if day.start == 1 else []
        for number in day:
            wanted.append((Part.MOVE, number, minutes + CHANGING_MINUTES))
            wanted.append((Part.BREAK, 0, breaks.get(number, 0)))
        wanted.append((Part.DEBRIEF, 0, self.debrief))
        for part, number, length in wanted:
            if length:
                yield PartOfDay(part, number, at, length)
                at += length

    def ends_at(self, day: range, minutes: int) -> int:
        """When a day ends by this plan; more than 1440 after midnight of the next."""
        return self.begins + sum(part.minutes for part in self.parts(day, minutes))

    def fitting(self, moves: int) -> int:
        """The most office minutes of a move with which every day fits; below `FEWEST_MINUTES` it cannot."""
        return min((self.ends - self.ends_at(day, 0)) // len(day) for day in self.days(moves))

    def fits(self, moves: int, minutes: int) -> bool:
        """Whether nobody has to stay longer than was planned on any day."""
        return all(self.ends_at(day, minutes) <= self.ends for day in self.days(moves))

    def after_moves(self, day: range, minutes: int) -> int:
        """Minutes from the opening of the first move of a day to its end."""
        opens = next(part.begins for part in self.parts(day, minutes) if part.part is Part.MOVE)
        return self.ends_at(day, minutes) - opens

    def end_on(self, wall: int, day: range, minutes: int) -> int:
        """The wall second at which a day ends by this plan, on the date of a wall second by this computer's clock."""
        midnight = datetime.fromtimestamp(wall).astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
        return int((midnight + timedelta(minutes=self.ends_at(day, minutes))).timestamp())
