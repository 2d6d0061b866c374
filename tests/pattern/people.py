"""F22 and F23: who is found among people who are moved, and the fee of a journey."""

from __future__ import annotations

from itertools import pairwise

from simulation.kernel.agenda import DAY
from simulation.network.world.exploitation_rules import journey_fee
from simulation.network.world.terrain import Terrain
from simulation.scenario.schema.crime import Corridor
from simulation.scenario.schema.people import Exploitation, PeopleParameters
from tests.pattern.runs import YEAR, Bench, mean

MOST_LEGS = 4


def found(bench: Bench) -> dict[str, float | None]:
    """F22."""
    run = bench.run(YEAR)
    people = run.network.people.persons
    identified = {each.subjects[0] for each in run.named("PersonIdentified")}
    held = {key: person.held_seconds(0, run.now) for key, person in people.items()}
    total = sum(held.values())
    forced = {key for key, person in people.items() if person.form is Exploitation.FORCED_CRIMINALITY}
    seen = len(identified & forced) / len(identified) if identified else None
    there = sum(held[key] for key in forced) / total if total else None
    return {
        "rare": len(identified) / (total / DAY / YEAR) if total else None,
        "forced_criminality": None if seen is None or there is None else seen - there,
    }


def _ways(terrain: Terrain) -> list[tuple[Corridor, ...]]:
    """Every way of at most four legs that comes to no place twice."""
    found: list[tuple[Corridor, ...]] = []
    grown: list[tuple[Corridor, ...]] = [(leg,) for leg in terrain.corridors.values()]
    while grown:
        found += grown
        grown = [
            (*way, leg)
            for way in grown
            if len(way) < MOST_LEGS
            for leg in terrain.corridors.values()
            if leg.origin == way[-1].destination and leg.destination not in {each.origin for each in way}
        ]
    return found


def _fee(terrain: Terrain, way: tuple[Corridor, ...], numbers: PeopleParameters, mode: str = "") -> int:
    return journey_fee(((mode or leg.mode, leg.km, terrain.crosses_border(leg.key)) for leg in way), numbers)


def fee(bench: Bench) -> dict[str, float | None]:
    """F23; the same for every seed."""
    terrain, numbers = Terrain(bench.scenario.crime, ()), bench.scenario.crime.people
    if numbers is None:
        return {"air_over_land": None, "borders": None}
    ways = _ways(terrain)
    by_borders: dict[int, list[int]] = {}
    for way in ways:
        borders = sum(terrain.crosses_border(leg.key) for leg in way)
        by_borders.setdefault(borders, []).append(_fee(terrain, way, numbers))
    means = [mean(by_borders[borders]) for borders in sorted(by_borders)]
    return {
        "air_over_land": mean(_fee(terrain, way, numbers, "air") / _fee(terrain, way, numbers, "road") for way in ways),
        "borders": float(all(low < high for low, high in pairwise(means))),
    }
