"""How many people are where, counted from the people and from the rolls of sites; and how long they were held."""

from __future__ import annotations

from simulation.network.world.moved_people import LINES, JourneyStage, PersonMoved
from simulation.network.world.world import World

IN_HANDS = frozenset({JourneyStage.IDENTIFIED, JourneyStage.INTERCEPTED})
"""Identified as a victim, or stopped and held as something else."""


def headcount(world: World) -> tuple[tuple[str, int], ...]:
    """Lines of the ledger: those who are held are counted by the sites' rolls, all others by where they stand."""
    stages: dict[JourneyStage, int] = dict.fromkeys(JourneyStage, 0)
    for person in world.people.values():
        stages[person.stage] += 1
    rolls = sum(len(site.people) for site in world.sites.values())
    return tuple(
        (line, rolls if line == "in_exploitation" else sum(stages[stage] for stage in sorted(of)))
        for line, of in LINES.items()
    )


def held_seconds(world: World, start: int, now: int) -> int:
    """Seconds of exploitation of all people between two moments."""
    return sum(person.held_seconds(start, now) for person in world.people.values())


def found_at(world: World, site: str, country: str) -> tuple[PersonMoved, ...]:
    """People who came out of a site and are in a country's hands, by key: whom its authorities can protect."""
    return tuple(
        person
        for key in sorted(world.people)
        if (person := world.people[key]).site == site and person.stage in IN_HANDS and person.country == country
    )
