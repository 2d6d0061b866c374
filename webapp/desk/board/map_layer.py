"""The team's map: the region's geometry, and upon it what the team's own file shows; never a person."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from simulation.casework.documents.document import AssertionKind, Document
from simulation.kernel.entities import EntityKind
from simulation.scenario.schema.crime import Place, PlaceKind
from webapp.desk.readable import Reader
from webapp.pages.region_map import (
    SMALL,
    Box,
    CountryShape,
    Point,
    RegionMap,
    RouteMark,
    clear_badges,
    country_box,
    outside,
    path_of,
    place_names,
)
from webapp.text.formatting import round_money
from webapp.text.say import say_code


def team_map(reader: Reader, width: int) -> RegionMap:
    """The map of a team; one that is drawn wide has names for a phone too.

    Args:
        reader: Whose file.
        width: How wide the page shows it, in pixels.
    """
    scenario = reader.scenario
    shown = [
        place
        for place in scenario.crime.places
        if place.kind in {PlaceKind.PORT, PlaceKind.TOWN} or reader.view.entity(place.key) is not None
    ]
    countries = tuple(
        CountryShape(
            country.code,
            reader.country(country.code),
            path_of(country.outline),
            country.label_at,
            country.code == reader.view.country,
        )
        for country in scenario.countries
    )
    names = [(place_name(place, reader), (place.x, place.y)) for place in shown]
    written = [country_box(each, scenario.map_size[0] / width) for each in countries]
    routes = (*_goods(reader), *_money(reader, written))
    towns = place_names(names, countries, scenario.map_size, routes, width)
    return RegionMap(
        size=scenario.map_size,
        countries=countries,
        towns=towns,
        routes=clear_badges(routes, towns, countries, scenario.map_size, width),
        width=width,
        narrow=team_map(reader, SMALL) if width > SMALL else None,
    )


def place_name(place: Place, reader: Reader) -> str:
    """The name of a place, as papers print it or the scenario's words have it."""
    known = reader.view.entity(place.key)
    return known.label if known is not None else reader.text(f"place.{place.key}")


def _goods(reader: Reader) -> tuple[RouteMark, ...]:
    """Places at which papers show a container one after the other."""
    places = {place.key: place for place in reader.scenario.crime.places}
    stays: dict[str, list[tuple[int, str, bool, str]]] = {}
    for filed in reader.view.documents:
        for said in filed.document.assertions:
            if said.kind not in {AssertionKind.AT, AssertionKind.FOUND} or said.object not in places:
                continue
            if _kind_of(filed.document, said.subject) is EntityKind.CONTAINER:
                stay = (said.at or filed.document.dated, said.object, filed.document.use.stands, filed.document.key)
                stays.setdefault(said.subject, []).append(stay)
    routes: dict[tuple[str, str, str, bool], RouteMark] = {}
    for container, seen in sorted(stays.items()):
        for (_t, start, first, paper), (_u, end, second, next_paper) in pairwise(sorted(seen)):
            if start == end:
                continue
            one, other = places[start], places[end]
            way = (container, start, end, first and second)
            before = routes[way].papers if way in routes else ()
            routes[way] = RouteMark(
                bent((one.x, one.y), (other.x, other.y)),
                first and second,
                say_code("map.goods", what=reader.entity(container)),
                "goods",
                (one.x, one.y),
                tuple(dict.fromkeys((*before, paper, next_paper))),
            )
    return tuple(routes.values())


def _money(reader: Reader, names: Sequence[Box]) -> tuple[RouteMark, ...]:
    """Money that papers show to have gone from a country's banks to another's, summed up.

    Args:
        reader: Whose file.
        names: The room that the names of countries take; a line leaves it free.
    """
    at = {country.code: country.label_at for country in reader.scenario.countries}
    flows: dict[tuple[str, str], tuple[dict[tuple[str, ...], int], bool, tuple[str, ...]]] = {}
    for filed in reader.view.documents:
        for said in filed.document.assertions:
            if said.kind is not AssertionKind.PAID or not said.amount_minor:
                continue
            origin, goal = filed.document.mention(said.subject), filed.document.mention(said.object)
            if origin is None or goal is None or origin.country == goal.country:
                continue
            if origin.country not in at or goal.country not in at:
                continue
            key = (origin.country, goal.country)
            amounts, stands, papers = flows.get(key, ({}, False, ()))
            flows[key] = (
                {**amounts, said.traces: said.amount_minor},
                stands or filed.document.use.stands,
                tuple(dict.fromkeys((*papers, filed.document.key))),
            )
    currency = reader.scenario.currency
    return tuple(
        RouteMark(
            outside(bent(at[start], at[end]), names),
            stands,
            say_code(
                "map.money",
                amount=round_money(sum(amounts.values()), currency),
                currency=currency.code,
                origin=reader.country(start),
                goal=reader.country(end),
            ),
            "money",
            at[start],
            papers,
        )
        for (start, end), (amounts, stands, papers) in sorted(flows.items())
    )


def bent(start: Point, end: Point) -> tuple[Point, Point, Point]:
    """A slightly bent line, so that ways there and back do not lie on each other."""
    bend = ((start[0] + end[0]) // 2 + (end[1] - start[1]) // 8, (start[1] + end[1]) // 2 - (end[0] - start[0]) // 8)
    return start, bend, end


def _kind_of(document: Document, key: str) -> EntityKind | None:
    entity = document.mention(key)
    return entity.kind if entity is not None else None
