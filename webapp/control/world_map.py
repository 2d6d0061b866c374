"""The world as it is, on the scenario's map: routes in use, goods under way, money held; never a person."""

from __future__ import annotations

from flask_babel import format_decimal
from flask_babel import gettext as _

from simulation.exercise.control_views import ControlView, MarkView
from simulation.scenario.crime import Corridor, Place
from webapp.control.naming import country, worded
from webapp.desk.figures import round_money
from webapp.pages import all_views
from webapp.region_map import CountryShape, Point, RegionMap, RouteMark, TownMark


def world_map(view: ControlView) -> RegionMap:
    """The map of control."""
    scenario = all_views().scenario
    places = {place.key: place for place in scenario.crime.places}
    corridors = {corridor.key: corridor for corridor in scenario.crime.corridors}
    return RegionMap(
        size=scenario.map_size,
        countries=tuple(
            CountryShape(each.code, country(each.code), each.outline, each.label_at, own=False)
            for each in scenario.countries
        ),
        towns=_towns(view),
        routes=(
            *(_corridor(corridors[key], places, used=used) for key, used in view.routes if key in corridors),
            *(_load(mark, places, corridors) for mark in view.marks if mark.kind == "goods"),
            *(_money(mark) for mark in view.marks if mark.kind == "money"),
        ),
    )


def _towns(view: ControlView) -> tuple[TownMark, ...]:
    """The places that goods pass, their names on the side where they meet fewest others."""
    scenario = all_views().scenario
    unit = scenario.map_size[0] / 400
    taken = [_box(country(each.code), each.label_at, "middle", unit * 1.1) for each in scenario.countries]
    passed = {corridor.origin for corridor in scenario.crime.corridors}
    passed |= {corridor.destination for corridor in scenario.crime.corridors} | {mark.place for mark in view.marks}
    towns = []
    for place in sorted(scenario.crime.places, key=lambda each: (each.x, each.y)):
        if place.key not in passed:
            continue
        name, at = worded(f"place.{place.key}"), (place.x, place.y)
        boxes = {anchor: _box(name, at, anchor, unit) for anchor in ("start", "end")}
        anchor = min(boxes, key=lambda side: sum(_overlap(boxes[side], box) for box in taken))
        taken.append(boxes[anchor])
        towns.append(TownMark(name, at, anchor))
    return tuple(towns)


def _box(name: str, at: Point, anchor: str, unit: float) -> tuple[float, float, float, float]:
    """About the room that a name takes: left, top, right, bottom in map units."""
    width = len(name) * 6.2 * unit
    left = {"start": at[0] + 5 * unit, "end": at[0] - 5 * unit - width, "middle": at[0] - width / 2}[anchor]
    return left, at[1] - 7 * unit, left + width, at[1] + 7 * unit


def _overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> float:
    """The area that two boxes share."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return width * height if width > 0 and height > 0 else 0.0


def _corridor(corridor: Corridor, places: dict[str, Place], *, used: bool) -> RouteMark:
    one, other = places[corridor.origin], places[corridor.destination]
    name = worded(f"corridor.{corridor.key}")
    label = name if used else _("%(corridor)s, not used now", corridor=name)
    return RouteMark(((one.x, one.y), (other.x, other.y)), used, label, "", (one.x, one.y))


def _money(mark: MarkView) -> RouteMark:
    """Money between two countries: it has no corridor, so it stands on the line between their names."""
    scenario = all_views().scenario
    at = {each.code: each.label_at for each in scenario.countries}
    one, other = at[mark.place], at[mark.to]
    share = min(0.8, max(0.2, mark.share_done))
    label = _(
        "%(amount)s from %(origin)s to %(destination)s",
        amount=round_money(mark.amount, scenario.currency),
        origin=country(mark.place),
        destination=country(mark.to),
    )
    badge_at = (one[0] + round((other[0] - one[0]) * share), one[1] + round((other[1] - one[1]) * share))
    return RouteMark((), is_evidence=True, label=label, badge=mark.kind, badge_at=badge_at)


def _load(mark: MarkView, places: dict[str, Place], corridors: dict[str, Corridor]) -> RouteMark:
    label = _("%(kg)s kg", kg=format_decimal(mark.amount // 1000))
    leg = corridors.get(mark.corridor)
    if leg is None:
        here = places[mark.place]
        above = round(all_views().scenario.map_size[0] / 400 * 14)
        return RouteMark((), is_evidence=True, label=label, badge=mark.kind, badge_at=(here.x, here.y - above))
    one, other = places[leg.origin], places[leg.destination]
    at = (
        one.x + round((other.x - one.x) * mark.share_done),
        one.y + round((other.y - one.y) * mark.share_done),
    )
    return RouteMark((), is_evidence=True, label=label, badge=mark.kind, badge_at=at)
