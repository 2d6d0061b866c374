"""A map can be read: no badge lies on a name, and one that is in nobody's way stays where it is."""

from dataclasses import replace

import pytest

from simulation.exercise.registry import load_scenario
from simulation.scenario.load import directory_of, for_rooms
from webapp.pages.region_map import (
    CountryShape,
    RouteMark,
    TownMark,
    badge_box,
    clear_badges,
    country_box,
    name_box,
    outside,
    overlap,
    place_names,
    point_on,
)

BADGE = RouteMark((), is_evidence=True, label="12 kg", badge="goods", badge_at=(0, 0))


@pytest.mark.parametrize("name", for_rooms())
def test_no_badge_lies_on_a_name(name: str) -> None:
    scenario = load_scenario(directory_of(name))
    size, unit = scenario.map_size, scenario.map_size[0] / 400
    countries = [
        CountryShape(each.code, scenario.text(f"country.{each.code}.name"), "", each.label_at, own=False)
        for each in scenario.countries
    ]
    places = [(scenario.text(f"place.{each.key}"), (each.x, each.y)) for each in scenario.crime.places]
    towns = place_names(places, countries, size)
    names = [country_box(each, unit) for each in countries]
    names += [name_box(each.name, each.name_at, each.anchor, unit) for each in towns]
    asked = [replace(BADGE, badge_at=at) for _key, at in places]
    asked += [replace(BADGE, badge_at=each.label_at) for each in scenario.countries]
    shown = [clear_badges([each], towns, countries, size)[0] for each in asked]
    covered = [sum(overlap(badge_box(each.badge_at, unit), box) for box in names) for each in shown]
    before = [sum(overlap(badge_box(each.badge_at, unit), box) for box in names) for each in asked]
    assert sum(cover > 0 for cover in before) > len(asked) / 3
    # Near the edge of the map some names leave no room for a badge: one at most is touched, by less than half.
    assert sum(cover > 0 for cover in covered) <= 1
    assert max(covered) < 18 * unit * 18 * unit / 2


def test_a_badge_in_nobodys_way_stays() -> None:
    town = TownMark("Harlvoort", (100, 100), "start", (107, 100))
    far = replace(BADGE, badge_at=(300, 200))
    assert clear_badges([far], [town], [], (400, 300)) == (far,)
    first, second = clear_badges([far, far], [town], [], (400, 300))
    assert first == far
    assert second.badge_at != far.badge_at


def test_a_badge_stays_on_its_line() -> None:
    """Two lines that cross in the middle: the second badge moves along its own line and not beside it."""
    one = replace(BADGE, points=((50, 150), (200, 150), (350, 150)))
    other = replace(BADGE, points=((200, 20), (200, 150), (200, 280)))
    first, second = clear_badges([one, other], [], [], (400, 300))
    assert first.badge_at == (200, 150)
    assert second.badge_at[0] == 200
    assert overlap(badge_box(first.badge_at, 1), badge_box(second.badge_at, 1)) == 0


def test_a_line_begins_and_ends_beside_the_names_of_countries() -> None:
    line = ((100, 100), (200, 60), (300, 100))
    boxes = [(60.0, 90.0, 140.0, 110.0), (260.0, 90.0, 340.0, 110.0)]
    shorter = outside(line, boxes)
    for x, y in (shorter[0], shorter[2]):
        assert not any(left + 2 < x < right - 2 and top + 2 < y < bottom - 2 for left, top, right, bottom in boxes)
    assert point_on(shorter, 0.5) == pytest.approx(point_on(line, 0.5), abs=2)
    assert outside(line, []) == line
    assert outside(line, [(0.0, 0.0, 400.0, 300.0)]) == line, "names that leave no room take nothing away"


def test_a_name_stands_beside_the_line_that_leaves_its_place() -> None:
    towns = place_names([("Harlvoort", (100, 100))], [], (400, 300))
    assert towns[0].anchor == "start"
    east = RouteMark(((100, 100), (300, 100)), is_evidence=True, label="", badge="", badge_at=(0, 0))
    west = replace(east, points=((100, 100), (10, 100)))
    (town,) = place_names([("Harlvoort", (100, 100))], [], (400, 300), [east])
    assert town.anchor == "end"
    (town,) = place_names([("Harlvoort", (100, 100))], [], (400, 300), [east, west])
    assert town.anchor == "middle"
