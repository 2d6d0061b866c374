"""What a map of the region draws: countries, towns, and routes with goods or money on them; never a person."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

type Point = tuple[int, int]

SMALL, LARGE = 400, 1100
"""How wide a page shows a map, in pixels: as a part of it, and alone."""


@functools.cache
def path_of(outline: tuple[Point, ...]) -> str:
    """A closed line as the data of an SVG path, told by steps: packed, these take three quarters of what points do."""
    (x, y), *_rest = outline
    steps = (f"{after[0] - before[0]} {after[1] - before[1]}" for before, after in pairwise(outline))
    return f"m{x} {y} {' '.join(steps)}z"


@dataclass(frozen=True, slots=True)
class CountryShape:
    """A country of the region; `outline` is the data of a path."""

    code: str
    name: str
    outline: str
    label_at: Point
    own: bool


@dataclass(frozen=True, slots=True)
class TownMark:
    """A town or place with its name.

    Attributes:
        name: As people call it.
        at: Where it lies.
        anchor: Which side of the name stands at the place: `start`, `end`, or `middle` when it stands above or below.
        name_at: Where the name stands.
    """

    name: str
    at: Point
    anchor: str
    name_at: Point


@dataclass(frozen=True, slots=True)
class RouteMark:
    """A corridor, or a way that goods or money took, and what is on it; `papers` are the keys of those that show it."""

    points: tuple[Point, ...]
    is_evidence: bool
    label: str
    badge: str
    badge_at: Point
    papers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RegionMap:
    """Everything that the map draws.

    Attributes:
        size: Width and height in its own units.
        countries: Countries, with their names.
        towns: Places, with their names.
        routes: Lines and badges.
        width: How wide the page shows it, in pixels.
        narrow: The same map with names and badges for a phone; None where it is drawn for one width alone.
    """

    size: tuple[int, int]
    countries: tuple[CountryShape, ...]
    towns: tuple[TownMark, ...]
    routes: tuple[RouteMark, ...]
    width: int = SMALL
    narrow: RegionMap | None = None


type Box = tuple[float, float, float, float]


def place_names(
    places: Sequence[tuple[str, Point]],
    countries: Sequence[CountryShape],
    size: Point,
    routes: Sequence[RouteMark] = (),
    width: int = SMALL,
) -> tuple[TownMark, ...]:
    """Puts the names of places where they cover fewest other names and lines, from the left to the right of the map.

    Args:
        places: Names, and where they belong.
        countries: Countries, with their names.
        size: Width and height of the map in its own units.
        routes: Lines that names leave free.
        width: How wide the page shows it, in pixels: letters keep their size, so names take less of a wider map.
    """
    unit = size[0] / width
    taken = [country_box(each, unit) for each in countries]
    taken += [(x - 3 * unit, y - 3 * unit, x + 3 * unit, y + 3 * unit) for _name, (x, y) in places]
    taken += [dot for route in routes for dot in _along(route.points, unit)]
    towns = []
    for name, at in sorted(places, key=lambda each: (each[1], each[0])):
        best = min(_SIDES, key=lambda side: _cost(name_box(name, _name_at(at, side, unit), side[0], unit), taken, size))
        spot = _name_at(at, best, unit)
        taken.append(name_box(name, spot, best[0], unit))
        towns.append(TownMark(name, at, best[0], (round(spot[0]), round(spot[1]))))
    return tuple(towns)


def clear_badges(
    routes: Sequence[RouteMark],
    towns: Sequence[TownMark],
    countries: Sequence[CountryShape],
    size: Point,
    width: int = SMALL,
) -> tuple[RouteMark, ...]:
    """Moves a badge that would lie on a name or on another badge: along its line, or beside it where nothing is free.

    Args:
        routes: Lines and badges; lines stay as they are.
        towns: Places whose names have been placed.
        countries: Countries, with their names.
        size: Width and height of the map in its own units.
        width: How wide the page shows it, in pixels.
    """
    unit = size[0] / width
    taken = [country_box(each, unit) for each in countries]
    taken += [name_box(each.name, each.name_at, each.anchor, unit) for each in towns]
    placed = []
    for route in routes:
        if route.badge:
            on_line = [point_on(route.points, share) for share in _ON_LINE] if len(route.points) > 1 else []
            own = on_line[0] if on_line else route.badge_at
            beside = [(own[0] + x * unit, own[1] + y * unit) for x, y in _BESIDE]
            x, y = min([*on_line, *beside], key=lambda spot: _cost(badge_box(spot, unit), taken, size))
            taken.append(badge_box((x, y), unit))
            placed.append(replace(route, badge_at=(round(x), round(y))))
        else:
            placed.append(route)
    return tuple(placed)


_ON_LINE = (0.5, 0.58, 0.42, 0.66, 0.34, 0.74, 0.26)
"""Where a badge may stand on its line, as shares of the way; the middle is liked best."""

_AROUND = ((0, -1), (1, 0), (0, 1), (-1, 0), (1, -1), (1, 1), (-1, 1), (-1, -1))
_BESIDE = ((0, 0), *((x * far, y * far) for far in (10, 14, 18, 22, 27, 32) for x, y in _AROUND))
"""Where a badge may stand from its own spot, in units of a map 400 wide; the first is liked best."""


def badge_box(at: tuple[float, float], unit: float) -> Box:
    """The room that a badge takes."""
    return at[0] - 9 * unit, at[1] - 9 * unit, at[0] + 9 * unit, at[1] + 9 * unit


def country_box(country: CountryShape, unit: float) -> Box:
    """About the room that the name of a country takes, in letters larger than those of places."""
    return name_box(country.name, (country.label_at[0], country.label_at[1] - 4 * unit), "middle", unit * 1.2)


def _along(points: tuple[Point, ...], unit: float) -> list[Box]:
    """Small boxes along a line as it is drawn: straight for two points, bent by the middle one for three."""
    if len(points) < 2:
        return []
    dots = (point_on(points, step / _DOTS) for step in range(_DOTS + 1))
    return [(x - unit, y - unit, x + unit, y + unit) for x, y in dots]


def point_on(points: Sequence[Point], share: float) -> tuple[float, float]:
    """A point of a line as it is drawn: straight for two points, bent by the middle one for three.

    Args:
        points: The ends, with or without the point that bends the line between them.
        share: How far along, 0 to 1.
    """
    (x0, y0), *middle, (x2, y2) = points
    x1, y1 = middle[0] if middle else ((x0 + x2) / 2, (y0 + y2) / 2)
    rest = 1 - share
    return (
        rest**2 * x0 + 2 * share * rest * x1 + share**2 * x2,
        rest**2 * y0 + 2 * share * rest * y1 + share**2 * y2,
    )


def outside(points: tuple[Point, Point, Point], boxes: Sequence[Box]) -> tuple[Point, Point, Point]:
    """The part of a bent line that lies between the names at its ends, so that it neither begins nor ends on one.

    Args:
        points: One end, the point that bends the line, the other end.
        boxes: The room of the names.
    """

    def is_free(share: float) -> bool:
        x, y = point_on(points, share)
        return not any(box[0] < x < box[2] and box[1] < y < box[3] for box in boxes)

    free = [step / _DOTS for step in range(_DOTS + 1) if is_free(step / _DOTS)]
    if len(free) < 2:
        return points
    first, last = free[0], free[-1]
    (x0, y0), (x1, y1), (x2, y2) = points

    def blossom(s: float, t: float) -> Point:
        u, v = 1 - s, 1 - t
        mixed = s * v + u * t
        return round(u * v * x0 + mixed * x1 + s * t * x2), round(u * v * y0 + mixed * y1 + s * t * y2)

    return blossom(first, first), blossom(first, last), blossom(last, last)


_DOTS = 40
"""Boxes along a line: so close that none passes through a name unseen."""

_SIDES = (("start", 7, 0), ("end", -7, 0), ("middle", 0, -10), ("middle", 0, 11))
"""Anchor of a name and where it stands from its place, in units of a map 400 wide; the first is liked best."""


def _name_at(at: Point, side: tuple[str, int, int], unit: float) -> tuple[float, float]:
    return at[0] + side[1] * unit, at[1] + side[2] * unit


def name_box(name: str, at: tuple[float, float], anchor: str, unit: float) -> Box:
    """About the room that a name takes: left, top, right, bottom in map units."""
    width = len(name) * 6.4 * unit
    left = {"start": at[0], "end": at[0] - width, "middle": at[0] - width / 2}[anchor]
    return left, at[1] - 7 * unit, left + width, at[1] + 7 * unit


def _cost(box: Box, taken: Sequence[Box], size: Point) -> float:
    """What a name covers of others, and what of it would lie beyond the edge."""
    inside = overlap(box, (0.0, 0.0, float(size[0]), float(size[1])))
    beyond = (box[2] - box[0]) * (box[3] - box[1]) - inside
    return sum(overlap(box, other) for other in taken) + 4 * beyond


def overlap(one: Box, other: Box) -> float:
    """The area that two boxes share."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return width * height if width > 0 and height > 0 else 0.0
