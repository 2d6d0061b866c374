"""Seats for people: teams of one size, agencies mixed, nobody at the office held in life.

A plain rule without chance: the same list gives the same seats. Seats are first dealt out in turn, then any two people
change places as long as that makes it better.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from simulation.kernel.terms import Office

ROOM = 4
"""People at one seat (the exercise refuses a fifth)."""

OFFICE_OF_LIFE = 1000
"""How bad it is to play the office held in life: worse than any mixing of agencies. These three are our own choice."""

SAME_TEAM = 10
"""How bad each pair of one agency in one team is."""

SAME_SEAT = 5
"""How much worse, at one seat."""

MOST_ROUNDS = 30


@dataclass(frozen=True, slots=True)
class Place:
    """A seat of a country; `seat` is how addresses call it."""

    country: str
    seat: str
    offices: tuple[Office, ...]


@dataclass(frozen=True, slots=True)
class Somebody:
    """Who is to be seated: `agency` as it is compared and `held` the office held in life, "" where not given."""

    id: str
    agency: str
    held: str


def free_places(places: Sequence[Place], taken: Mapping[Place, int], count: int) -> tuple[Place, ...]:
    """Which seats are filled next: always in the smallest team, at its emptiest seat, in the order of the pages.

    Args:
        places: Every seat that may be filled.
        taken: How many people sit or are expected there.
        count: How many people are to be seated; fewer places come back when all are full.
    """
    filled = {place: taken.get(place, 0) for place in places}
    team: dict[str, int] = {}
    for place, people in filled.items():
        team[place.country] = team.get(place.country, 0) + people
    found: list[Place] = []
    while len(found) < count:
        open_ones = [place for place in places if filled[place] < ROOM]
        if not open_ones:
            break
        chosen = min(open_ones, key=lambda place: (team[place.country], filled[place]))
        filled[chosen] += 1
        team[chosen.country] += 1
        found.append(chosen)
    return tuple(found)


def plays_office_of_life(person: Somebody, place: Place) -> bool:
    """Whether somebody would play the office that is nearest to the one held in life."""
    return bool(person.held) and person.held in {str(office) for office in place.offices}


def badness(seats: Sequence[tuple[Somebody, Place]]) -> int:
    """How far seats are from what is wanted: 0 where nothing can be better."""
    wrong = sum(OFFICE_OF_LIFE for person, place in seats if plays_office_of_life(person, place))
    return wrong + sum(_clash(one, other) for one, other in combinations(seats, 2))


def _clash(one: tuple[Somebody, Place], other: tuple[Somebody, Place]) -> int:
    (person, place), (second, there) = one, other
    if not person.agency or person.agency != second.agency or place.country != there.country:
        return 0
    return SAME_TEAM + (SAME_SEAT if place.seat == there.seat else 0)


def proposed(
    people: Sequence[Somebody], fixed: Sequence[tuple[Somebody, Place]], places: Sequence[Place]
) -> dict[str, Place]:
    """A seat for each; who finds every seat full is left out.

    Args:
        people: Who is to be seated, in the order of the list.
        fixed: Who sits already, and stays there.
        places: Every seat that may be filled, in the order of the pages.
    """
    taken: dict[Place, int] = {}
    for _person, place in fixed:
        taken[place] = taken.get(place, 0) + 1
    seats = list(free_places(places, taken, len(people)))
    seated = list(people[: len(seats)])

    def cost(number: int, place: Place, but: int) -> int:
        """How bad a place is for one of them, the one at `but` left out."""
        person = seated[number]
        worst = OFFICE_OF_LIFE if plays_office_of_life(person, place) else 0
        others = (pair for at, pair in enumerate(zip(seated, seats, strict=True)) if at not in {number, but})
        clashes = sum(_clash((person, place), pair) for pair in others)
        return worst + clashes + sum(_clash((person, place), pair) for pair in fixed)

    for _round in range(MOST_ROUNDS):
        is_better = False
        for one, other in combinations(range(len(seats)), 2):
            here, there = seats[one], seats[other]
            if here == there:
                continue
            now = cost(one, here, other) + cost(other, there, one)
            then = cost(one, there, other) + cost(other, here, one)
            if then < now:
                seats[one], seats[other] = there, here
                is_better = True
        if not is_better:
            break
    return {person.id: place for person, place in zip(seated, seats, strict=True)}
