"""Seats are proposed by a plain rule: teams of one size, agencies mixed, nobody at the office held in life."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from simulation.kernel.terms import Office
from webapp.control.prepare.proposal import (
    ROOM,
    Place,
    Somebody,
    badness,
    free_places,
    plays_office_of_life,
    proposed,
)

COUNTRIES = ("SOV", "KES", "VAL", "ISA")
PLACES = tuple(Place(country, str(office), (office,)) for office in Office for country in COUNTRIES)

PEOPLE = st.lists(
    st.tuples(st.sampled_from(["", "moj", "district", "fiu", "customs"]), st.sampled_from(["", *map(str, Office)])),
    max_size=20,
).map(lambda rows: [Somebody(f"m{number}", agency, held) for number, (agency, held) in enumerate(rows)])


@settings(max_examples=60, deadline=None)
@given(PEOPLE, PEOPLE)
def test_everybody_is_seated_once_and_no_exchange_of_two_is_better(
    people: list[Somebody], there: list[Somebody]
) -> None:
    fixed = [
        (Somebody(f"f{number}", who.agency, who.held), place)
        for number, (who, place) in enumerate(zip(there, free_places(PLACES, {}, len(there)), strict=True))
    ]
    found = proposed(people, fixed, PLACES)
    assert set(found) == {person.id for person in people}
    assert found == proposed(people, fixed, PLACES)
    seats = [(person, found[person.id]) for person in people]
    for place in PLACES:
        assert sum(at == place for _who, at in (*fixed, *seats)) <= ROOM
    sizes = [sum(place.country == country for _who, place in (*fixed, *seats)) for country in COUNTRIES]
    assert max(sizes) - min(sizes) <= 1
    least = badness([*fixed, *seats])
    for one, other in combinations(range(len(seats)), 2):
        changed = list(seats)
        changed[one], changed[other] = (seats[one][0], seats[other][1]), (seats[other][0], seats[one][1])
        assert badness([*fixed, *changed]) >= least


def test_whoever_finds_every_seat_full_is_left_out() -> None:
    people = [Somebody(f"m{number}", "", "") for number in range(70)]
    found = proposed(people, (), PLACES)
    assert len(found) == len(PLACES) * ROOM == 64


def test_twenty_eight_people_of_four_offices_play_another_one() -> None:
    people = [Somebody(f"m{number}", f"agency {number % 7}", str(tuple(Office)[number % 4])) for number in range(28)]
    found = proposed(people, (), PLACES)
    assert not any(plays_office_of_life(person, found[person.id]) for person in people)
    assert len(set(found.values())) == 16


def test_only_the_countries_that_people_play_are_filled() -> None:
    people = [Somebody(f"m{number}", "", "") for number in range(6)]
    chosen = [place for place in PLACES if place.country in {"SOV", "VAL"}]
    assert {place.country for place in proposed(people, (), chosen).values()} == {"SOV", "VAL"}
