"""The event list as a line of days for each team: where each event stands, in units of the drawing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from webapp.control.event_list.moves import MoveSpan
from webapp.control.event_list.rows import EventRow

WIDTH, LEFT, TOP, STEP, MARGIN = 1120, 64, 40, 26, 16
"""Width of the drawing, where days begin, height above the lanes, height of a row, and room beside the last day."""

ROOM = 23
"""So far from each other marks of one row stand at least."""


class Event(NamedTuple):
    """What is drawn: `to` is a country's code, "" for all."""

    number: int
    row: EventRow
    to: str
    day: int


@dataclass(frozen=True, slots=True)
class Band:
    """A move in the drawing; `label` is what it is called."""

    x: int
    width: int
    span: MoveSpan
    label: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A team's line; `label` is "" for that of all teams."""

    label: str
    y: int
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """An event in the drawing."""

    x: int
    y: int
    event: Event


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole drawing."""

    height: int
    bands: tuple[Band, ...]
    lanes: tuple[Lane, ...]
    marks: tuple[Mark, ...]
    width: int = WIDTH
    left: int = LEFT
    top: int = TOP


def drawn(
    events: Iterable[Event], codes: Sequence[str], moves: Sequence[MoveSpan], name: Callable[[MoveSpan], str]
) -> Drawing:
    """Events on their days; of one team those that stand close are put below each other.

    Args:
        events: What is drawn.
        codes: The teams, in their order; the line for all comes first when something goes to all.
        moves: The moves that are drawn.
        name: What a move is called.
    """
    listed = sorted(events, key=lambda each: (each.day, each.number))
    last = max([move.last or move.first + 1 for move in moves] + [each.day for each in listed])

    def across(day: int) -> int:
        return LEFT + MARGIN + (day - 1) * (WIDTH - LEFT - 2 * MARGIN) // max(1, last - 1)

    bands = []
    for move in moves:
        begin = LEFT if move.number == 1 else across(move.first)
        end = WIDTH if move is moves[-1] else across((move.last or last) + 1)
        bands.append(Band(begin, end - begin - 2, move, name(move)))
    y, lanes, marks = TOP + STEP // 2 + 4, [], []
    for code in ("", *codes):
        own = [each for each in listed if each.to == code]
        if not own and not code:
            continue
        rows: list[int] = []
        for each in own:
            x = across(each.day)
            row = next((row for row, taken in enumerate(rows) if taken + ROOM <= x), len(rows))
            rows[row:] = [x, *rows[row + 1 :]]
            marks.append(Mark(x, y + row * STEP, each))
        lines = tuple(y + row * STEP for row in range(max(1, len(rows))))
        lanes.append(Lane(code, y, lines))
        y = lines[-1] + STEP + 4
    return Drawing(y - STEP // 2 + 4, tuple(bands), tuple(lanes), tuple(marks))
