"""What a map of the region draws: countries, towns, and routes with goods or money on them; never a person."""

from __future__ import annotations

from dataclasses import dataclass

type Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class CountryShape:
    """A country of the region."""

    code: str
    name: str
    outline: tuple[Point, ...]
    label_at: Point
    own: bool


@dataclass(frozen=True, slots=True)
class TownMark:
    """A town or place with its name."""

    name: str
    at: Point
    anchor: str


@dataclass(frozen=True, slots=True)
class RouteMark:
    """A corridor, or a way that goods or money took, and what is on it."""

    points: tuple[Point, ...]
    is_evidence: bool
    label: str
    badge: str
    badge_at: Point


@dataclass(frozen=True, slots=True)
class RegionMap:
    """Everything that the map draws."""

    size: tuple[int, int]
    countries: tuple[CountryShape, ...]
    towns: tuple[TownMark, ...]
    routes: tuple[RouteMark, ...]
