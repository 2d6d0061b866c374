"""What a simulated year of the network costs: `python3 run.py bench network --json`.

Keys: `year_ms` (network only, 300 members, because-records off), `year_played_ms` (blue-current, every country played
by textbook, records on), `ratio_to_naive_300` (busy) and `ratio_to_naive_1000` (quiet: a tenth of the loads) against
the same rules stepped naively, `draws` and `firings` of that year at 300 members, `peak_mib` of a process that plays
it, and `by_members`: `year_ms` at 100, 300, 1,000 and 3,000 members, with `firings` and `draws` of each of these years,
for one world may have a busier year than another of its size. Times are processor time, the least of some runs, each in
a fresh process; worlds are made and run through their history before the clock starts.
"""

from __future__ import annotations

import argparse
import gc
import json
import multiprocessing
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.naive_stepping import stepped_network
from simulation.kernel.agenda import DAY, Agenda
from simulation.kernel.draws import Draws
from simulation.network.criminal_network import fire, new_network
from simulation.network.world.world import World
from simulation.scenario.schema.crime import OrganisationPlan
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.scenarios import small_frozen, with_crime
from webapp.cli.run_options import Plan, Run

YEAR = 365 * DAY
SEED = 1
SIZES = (100, 300, 1000, 3000)
BUSY = 300
QUIET = 1000
OTHERS = 34
"""Members of the small scenario's two organisations who are no couriers."""

PER_COURIER = 4.5
"""Couriers of the two organisations for each one of the larger organisation at a place."""


@dataclass(frozen=True, slots=True)
class Year:
    """What one simulated year took.

    Attributes:
        ms: Processor milliseconds.
        members: Members at the start.
        draws: Draws made.
        firings: Rules fired.
        peak_mib: Most memory that the process held.
    """

    ms: float
    members: int
    draws: int
    firings: int
    peak_mib: float


def world(members: int, *, quiet: bool = False) -> FrozenScenario:
    """A world with about so many members: pairs of organisations of up to three hundred together.

    Args:
        members: How many, from 100 on.
        quiet: Loads set out ten times as seldom.
    """
    pairs = -(-members // 300)
    frozen = small_frozen(SEED, couriers=round((members / pairs - OTHERS) / PER_COURIER))
    crime = frozen.scenario.crime
    organisations = [
        _paced(organisation, f"{organisation.key}{number}" if number else organisation.key, quiet=quiet)
        for number in range(pairs)
        for organisation in crime.organisations
    ]
    return with_crime(frozen, crime.model_copy(update={"organisations": tuple(organisations)}))


def _paced(organisation: OrganisationPlan, key: str, *, quiet: bool) -> OrganisationPlan:
    pace = 10.0 if quiet else 1.0
    every = tuple(days * pace for days in organisation.consignment_every_days or ())
    return organisation.model_copy(update={"key": key, "consignment_every_days": every or None})


def driven(members: int, quiet: bool) -> Year:  # noqa: FBT001 - travels to another process by position
    """A year by the calendar."""
    return _year(new_network(world(members, quiet=quiet), Draws(SEED), Agenda()))


def stepped(members: int, quiet: bool) -> Year:  # noqa: FBT001 - travels to another process by position
    """A year of every agent every day."""
    return _year(stepped_network(world(members, quiet=quiet), Draws(SEED)))


def _year(network: World) -> Year:
    _play(network, 0)
    network.happenings.drain()
    members = sum(1 for member in network.membership.members.values() if member.is_free)
    draws, firings = network.chance.drawn, network.activity.firings
    gc.collect()
    gc.disable()
    started = time.process_time()
    _play(network, YEAR)
    ms = (time.process_time() - started) * 1000
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Year(ms, members, network.chance.drawn - draws, network.activity.firings - firings, peak)


def _play(network: World, until: int) -> None:
    while (entry := network.agenda.pop_due(until)) is not None:
        fire(network, entry)


def played(_members: int, _quiet: bool) -> Year:  # noqa: FBT001 - the signature of the others
    """A year of blue-current with textbook players and records."""
    plan = Plan("blue-current", 365, "textbook", (), explain=True)
    started = time.process_time()
    run = Run(plan, SEED)
    network = run.exercise.state.network
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    ms = (time.process_time() - started) * 1000
    return Year(ms, len(network.membership.members), network.chance.drawn, network.activity.firings, peak)


def least(year: Callable[[int, bool], Year], members: int, *, quiet: bool, runs: int) -> Year:
    """The quickest of some runs, each in a process of its own."""
    context = multiprocessing.get_context("spawn")
    found = []
    for _ in range(runs):
        with context.Pool(1) as pool:
            found.append(pool.apply(year, (members, quiet)))
    return min(found, key=lambda each: each.ms)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="always so: one JSON document")
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    years = {size: least(driven, size, quiet=False, runs=given.runs) for size in SIZES}
    quiet = least(driven, QUIET, quiet=True, runs=given.runs)
    naive_busy = least(stepped, BUSY, quiet=False, runs=given.runs)
    naive_quiet = least(stepped, QUIET, quiet=True, runs=given.runs)
    whole = least(played, 0, quiet=False, runs=given.runs)
    told = {
        "year_ms": round(years[BUSY].ms, 1),
        "year_played_ms": round(whole.ms, 1),
        "ratio_to_naive_300": round(naive_busy.ms / years[BUSY].ms, 2),
        "ratio_to_naive_1000": round(naive_quiet.ms / quiet.ms, 2),
        "draws": years[BUSY].draws,
        "firings": years[BUSY].firings,
        "peak_mib": round(years[BUSY].peak_mib, 1),
        "by_members": [
            {"members": year.members, "year_ms": round(year.ms, 1), "firings": year.firings, "draws": year.draws}
            for _, year in sorted(years.items())
        ],
    }
    print(json.dumps(told, indent=2))


if __name__ == "__main__":
    main()
