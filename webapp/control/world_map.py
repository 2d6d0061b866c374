"""The world as it is, on the scenario's map: routes in use, goods under way, money held; never a person."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import format_decimal
from flask_babel import gettext as _

from simulation.exercise.control_views import ControlView, MarkView
from simulation.scenario.crime import Corridor, Place
from webapp.control.naming import country, worded
from webapp.pages import all_views

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
    """A place with its name."""

    name: str
    at: Point
    anchor: str


@dataclass(frozen=True, slots=True)
class RouteMark:
    """A corridor, or a load upon it."""

    points: tuple[Point, ...]
    is_evidence: bool
    label: str
    badge: str
    badge_at: Point


@dataclass(frozen=True, slots=True)
class WorldMap:
    """Everything that the map draws."""

    size: tuple[int, int]
    countries: tuple[CountryShape, ...]
    towns: tuple[TownMark, ...]
    routes: tuple[RouteMark, ...]


def world_map(view: ControlView) -> WorldMap:
    """The map of control."""
    scenario = all_views().scenario
    places = {place.key: place for place in scenario.crime.places}
    corridors = {corridor.key: corridor for corridor in scenario.crime.corridors}
    width = scenario.map_size[0]
    return WorldMap(
        size=scenario.map_size,
        countries=tuple(
            CountryShape(each.code, country(each.code), each.outline, each.label_at, own=False)
            for each in scenario.countries
        ),
        towns=tuple(
            TownMark(worded(f"place.{place.key}"), (place.x, place.y), "end" if place.x > width * 3 // 4 else "start")
            for place in scenario.crime.places
        ),
        routes=(
            *(_corridor(corridors[key], places, used=used) for key, used in view.routes if key in corridors),
            *(_load(mark, places, corridors) for mark in view.marks),
        ),
    )


def _corridor(corridor: Corridor, places: dict[str, Place], *, used: bool) -> RouteMark:
    one, other = places[corridor.origin], places[corridor.destination]
    name = worded(f"corridor.{corridor.key}")
    label = name if used else _("%(corridor)s, not used now", corridor=name)
    return RouteMark(((one.x, one.y), (other.x, other.y)), used, label, "", (one.x, one.y))


def _load(mark: MarkView, places: dict[str, Place], corridors: dict[str, Corridor]) -> RouteMark:
    label = _("%(kg)s kg", kg=format_decimal(mark.amount // 1000))
    leg = corridors.get(mark.corridor)
    if leg is None:
        here = places[mark.place]
        return RouteMark((), is_evidence=True, label=label, badge=mark.kind, badge_at=(here.x, here.y))
    one, other = places[leg.origin], places[leg.destination]
    at = (
        one.x + round((other.x - one.x) * mark.share_done),
        one.y + round((other.y - one.y) * mark.share_done),
    )
    return RouteMark((), is_evidence=True, label=label, badge=mark.kind, badge_at=at)
