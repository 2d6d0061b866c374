"""The world as it is, on the scenario's map: routes in use, goods under way, money held; never a person."""

from __future__ import annotations

from flask_babel import format_decimal
from flask_babel import gettext as _

from simulation.exercise.views.control_view import ControlView, MarkView
from simulation.scenario.schema.crime import Corridor, Place
from webapp.pages.region_map import CountryShape, RegionMap, RouteMark, TownMark, clear_badges, path_of, place_names
from webapp.text.formatting import round_money
from webapp.text.names import ScenarioNames
from webapp.text.say import plain


def world_map(view: ControlView, names: ScenarioNames) -> RegionMap:
    """The map of control.

    Args:
        view: What control sees.
        names: The words of the scenario.
    """
    scenario = names.scenario
    places = {place.key: place for place in scenario.crime.places}
    corridors = {corridor.key: corridor for corridor in scenario.crime.corridors}
    countries = tuple(
        CountryShape(each.code, names.country(each.code), path_of(each.outline), each.label_at, own=False)
        for each in scenario.countries
    )
    routes = (
        *(_corridor(corridors[key], places, names, used=used) for key, used in view.routes if key in corridors),
        *(_load(mark, places, corridors, names) for mark in view.marks if mark.kind == "goods"),
        *(_money(mark, names) for mark in view.marks if mark.kind == "money"),
    )
    towns = _towns(view, countries, names, routes)
    return RegionMap(
        size=scenario.map_size,
        countries=countries,
        towns=towns,
        routes=clear_badges(routes, towns, countries, scenario.map_size),
    )


def _towns(
    view: ControlView, countries: tuple[CountryShape, ...], names: ScenarioNames, routes: tuple[RouteMark, ...]
) -> tuple[TownMark, ...]:
    """The places that goods pass."""
    scenario = names.scenario
    passed = {corridor.origin for corridor in scenario.crime.corridors}
    passed |= {corridor.destination for corridor in scenario.crime.corridors} | {mark.place for mark in view.marks}
    places = [
        (_worded(names, f"place.{place.key}"), (place.x, place.y))
        for place in scenario.crime.places
        if place.key in passed
    ]
    return place_names(places, countries, scenario.map_size, routes)


def _worded(names: ScenarioNames, key: str) -> str:
    """The scenario's words for a key; without any, its last part as words."""
    return names.written(key) or plain(key)


def _corridor(corridor: Corridor, places: dict[str, Place], names: ScenarioNames, *, used: bool) -> RouteMark:
    one, other = places[corridor.origin], places[corridor.destination]
    name = _worded(names, f"corridor.{corridor.key}")
    label = name if used else _("%(corridor)s, not used now", corridor=name)
    return RouteMark(((one.x, one.y), (other.x, other.y)), used, label, "", (one.x, one.y))


def _money(mark: MarkView, names: ScenarioNames) -> RouteMark:
    """Money between two countries: it has no corridor, so it stands on the line between their names."""
    scenario = names.scenario
    at = {each.code: each.label_at for each in scenario.countries}
    one, other = at[mark.place], at[mark.to]
    share = min(0.8, max(0.2, mark.share_done))
    label = _(
        "%(amount)s from %(origin)s to %(destination)s",
        amount=round_money(mark.amount, scenario.currency),
        origin=names.country(mark.place),
        destination=names.country(mark.to),
    )
    badge_at = (one[0] + round((other[0] - one[0]) * share), one[1] + round((other[1] - one[1]) * share))
    return RouteMark((), is_evidence=True, label=label, badge=mark.kind, badge_at=badge_at)


def _load(mark: MarkView, places: dict[str, Place], corridors: dict[str, Corridor], names: ScenarioNames) -> RouteMark:
    label = _("%(kg)s kg", kg=format_decimal(mark.amount // 1000))
    leg = corridors.get(mark.corridor)
    if leg is None:
        here = places[mark.place]
        above = round(names.scenario.map_size[0] / 400 * 14)
        return RouteMark((), is_evidence=True, label=label, badge=mark.kind, badge_at=(here.x, here.y - above))
    one, other = places[leg.origin], places[leg.destination]
    at = (
        one.x + round((other.x - one.x) * mark.share_done),
        one.y + round((other.y - one.y) * mark.share_done),
    )
    return RouteMark((), is_evidence=True, label=label, badge=mark.kind, badge_at=at)
