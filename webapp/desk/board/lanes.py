"""Where things stand on the board that reads: a lane for each country, so that few lines run through others' names.

Only geometry: numbers in, places out, the same for the same input. A node stands in a cell of its lane; a line runs
straight between two; what stands on it is put where nothing else stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

HIGH = 112
"""Height of a cell; its width is that of the drawing by its columns."""
HEAD = 30
"""Free height above the first row of a lane, for its name."""
UP, DOWN, ASIDE = 26, 52, 66
"""What a node and the two lines of its name cover from its middle."""
NAME = 50
"""Half the width of most names."""
SAMPLES = (4, 3, 5, 2, 6)
"""Eighths of a line at which its words may stand, the best first."""
THROUGH = 1200
"""How bad a line through somebody's name is, in units of length."""
LETTER, LINE = 6.3, 16
"""Width of a letter and height of a line of the words on a link."""
ROUNDS = 4
"""How often places are looked through for better ones."""


class Covered(NamedTuple):
    """What something covers."""

    left: int
    top: int
    right: int
    bottom: int

    def meets(self, other: Covered) -> bool:
        """Whether two cover something together."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def holds(self, x: int, y: int) -> bool:
        """Whether a point lies in it."""
        return self.left < x < self.right and self.top < y < self.bottom


class Place(NamedTuple):
    """The middle of a node's mark."""

    x: int
    y: int

    @property
    def covers(self) -> Covered:
        """What the node covers with its name."""
        return Covered(self.x - ASIDE, self.y - UP, self.x + ASIDE, self.y + DOWN)


class Lanes(NamedTuple):
    """The whole arrangement.

    Attributes:
        places: Of each node.
        tops: Top and height of each lane.
        height: Of the drawing.
    """

    places: tuple[Place, ...]
    tops: tuple[tuple[int, int], ...]
    height: int


@lru_cache(maxsize=256)
def arrange(lanes: tuple[tuple[int, ...], ...], links: tuple[tuple[int, int], ...], columns: int, width: int) -> Lanes:
    """Puts nodes into the cells of their lanes.

    Args:
        lanes: Numbers of the nodes of each lane, 0 for the first of all; in the order in which they are told.
        links: Pairs of nodes.
        columns: Cells beside each other.
        width: Of the drawing.
    """
    cells = {node: place for lane in lanes for place, node in enumerate(lane)}
    rows = [max(1, -(-len(lane) // columns)) for lane in lanes]
    tops: list[tuple[int, int]] = []
    top = 0
    for count in rows:
        tops.append((top, HEAD + count * HIGH))
        top += HEAD + count * HIGH
    lane_of = {node: at for at, lane in enumerate(lanes) for node in lane}

    def place(node: int, cell: int) -> Place:
        row, column = divmod(cell, columns)
        return Place(
            width * (2 * column + 1) // (2 * columns), tops[lane_of[node]][0] + HEAD + row * HIGH + HIGH // 2 - 14
        )

    places = {node: place(node, cell) for node, cell in cells.items()}
    for _round in range(ROUNDS):
        changed = False
        for at, lane in enumerate(lanes):
            for node in lane:
                here = _cost((node,), places, links)
                for cell in range(rows[at] * columns):
                    other = next((each for each in lane if cells[each] == cell), None)
                    if other == node:
                        continue
                    moved = (node,) if other is None else (node, other)
                    before = here if other is None else _cost(moved, places, links)
                    kept = {each: places[each] for each in moved}
                    places[node] = place(node, cell)
                    if other is not None:
                        places[other] = place(other, cells[node])
                    if _cost(moved, places, links) < before:
                        if other is not None:
                            cells[other] = cells[node]
                        cells[node] = cell
                        here, changed = _cost((node,), places, links), True
                    else:
                        places |= kept
        if not changed:
            break
    return Lanes(tuple(places[node] for node in sorted(places)), tuple(tops), top)


def _cost(nodes: Sequence[int], places: dict[int, Place], links: Iterable[tuple[int, int]]) -> int:
    """How bad the places of some nodes are: the length of their lines, and names that lines run through."""
    cost = 0
    for a, b in links:
        one, other = places[a], places[b]
        touches = a in nodes or b in nodes
        if touches:
            cost += abs(one.x - other.x) + abs(one.y - other.y)
        checked = places if touches else nodes
        for node in checked:
            if node not in {a, b} and _runs_through(one, other, places[node].covers):
                cost += THROUGH
    return cost


def _runs_through(one: Place, other: Place, box: Covered) -> bool:
    return any(
        box.holds(one.x + (other.x - one.x) * eighth // 8, one.y + (other.y - one.y) * eighth // 8)
        for eighth in range(1, 8)
    )


def words_at(
    one: Place, other: Place, letters: int, taken: list[Covered], *, needed: bool = False
) -> tuple[int, int] | None:
    """Where words of so many letters stand on a line without covering anything; what they cover is taken from then on.

    Args:
        one: Where the line begins.
        other: Where it ends.
        letters: How long the words are.
        taken: What is covered already.
        needed: They have to stand somewhere, at worst in the middle.

    Returns:
        Their middle, None when there is no room.
    """
    half = int(letters * LETTER / 2) + 4
    boxes = []
    is_flat = letters > 3 and abs(other.x - one.x) > 2 * abs(other.y - one.y)
    for beside in (-11, 13) if is_flat else (0,):
        for eighth in SAMPLES:
            x, y = one.x + (other.x - one.x) * eighth // 8, one.y + (other.y - one.y) * eighth // 8 + beside
            boxes.append((x, y, Covered(x - half, y - LINE // 2 - 2, x + half, y + LINE // 2 + 2)))
    free = next((each for each in boxes if not any(each[2].meets(box) for box in taken)), None)
    chosen = free or (boxes[0] if needed else None)
    if chosen is None:
        return None
    taken.append(chosen[2])
    return chosen[0], chosen[1]


def clipped(one: Place, other: Place, free: int) -> tuple[int, int, int, int]:
    """A line without its ends, so that its arrow stands before a mark and its name, and not under them."""
    dx, dy = other.x - one.x, other.y - one.y
    length = max(1, _root(dx * dx + dy * dy))
    first, last = _free_end(dx, dy, length, free), _free_end(-dx, -dy, length, free)
    return (
        one.x + dx * first // length,
        one.y + dy * first // length,
        other.x - dx * last // length,
        other.y - dy * last // length,
    )


def _free_end(dx: int, dy: int, length: int, free: int) -> int:
    """How much of a line is left free at an end: the mark, and the name below it where the line goes down from it."""
    if dy > abs(dx) // 2:
        free = max(free, min(DOWN * length // dy, NAME * length // max(1, abs(dx))))
    return min(free, 2 * length // 5)


def _root(square: int) -> int:
    root = square
    while root * root > square:
        root = (root + square // root) // 2
    return root
