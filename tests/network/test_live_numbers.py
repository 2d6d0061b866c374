"""Every number that an author may write about the network changes something: there is no dead parameter."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest
from pydantic import ValidationError

from simulation.exercise.registry import load_scenario
from simulation.kernel.agenda import DAY, Agenda
from simulation.kernel.draws import Draws
from simulation.network import authorities, metrics
from simulation.network.criminal_network import fire, new_network
from simulation.network.shocks import shocks
from simulation.network.world.world import World
from simulation.scenario.load import available, directory_of
from simulation.scenario.schema.crime import Crime
from simulation.scenario.schema.functions import Function
from simulation.scenario.schema.name_pools import freeze
from simulation.scenario.schema.people import Exploitation
from simulation.scenario.schema.scenario import FrozenScenario
from simulation.scenario.schema.shocks import Shock
from tests.builders.moved import moved_frozen
from tests.builders.numbers import ENDS, Path, changed, numbers, pattern
from tests.builders.scenarios import with_crime

pytestmark = pytest.mark.acceptance("runs the network anew for each of its numbers")

MODES = ("sea", "road", "rail", "air")

DRAWN = {"places.*.x", "places.*.y"}
"""Where the map shows a place; nothing is simulated from it."""

ASLEEP = {
    "parameters.replacement_trust.ties",
    "parameters.sentence_years.enabler",
    "people.recognised_at_border",
    "transfers.*.until_day",  # such accounts are frozen here before it; tests/needs/test_losses.py tries it
}
"""Numbers that no run here came to use: of something rare. To be woken."""

FACTORS = (3.0, 0.3, *ENDS)
DAYS = (60, 400)
SEEN = {
    "accounts.*.monitoring": ("glass-harbour", 3.0, 60),
    "corridors.*.person_check": ("glass-harbour", 1.0, 60),
    "moved.*.given_until_day": ("glass-harbour", 0.3, 60),
    "parameters.dark_days": ("blue-current", 3.0, 400),
    "parameters.replacement_days.broker": ("blue-current", 3.0, 400),
    "parameters.replacement_days.controller": ("glass-harbour", 3.0, 60),
    "parameters.replacement_days.coordinator": ("blue-current", 0.0, 60),
    "parameters.replacement_days.corrupt_official": ("glass-harbour", 3.0, 400),
    "parameters.replacement_days.enabler": ("blue-current", 0.3, 400),
    "parameters.replacement_days.financier": ("blue-current", 0.3, 400),
    "parameters.replacement_days.forger": ("blue-current", 0.3, 400),
    "parameters.replacement_quality.open": ("glass-harbour", 0.3, 400),
    "parameters.replacement_quality.ties": ("glass-harbour", 0.3, 400),
    "parameters.replacement_trust.broker": ("blue-current", 0.3, 400),
    "parameters.sentence_years.controller": ("glass-harbour", 3.0, 400),
    "parameters.sentence_years.coordinator": ("glass-harbour", 3.0, 400),
    "parameters.sentence_years.corrupt_official": ("blue-current", 3.0, 400),
    "parameters.sentence_years.financier": ("blue-current", 3.0, 400),
    "parameters.sentence_years.forger": ("blue-current", 3.0, 400),
    "parameters.sentence_years.launderer": ("blue-current", 3.0, 400),
    "parameters.sentence_years.recruiter": ("glass-harbour", 3.0, 400),
    "parameters.sentence_years.storekeeper": ("blue-current", 3.0, 400),
    "parameters.sentence_years.straw_owner": ("blue-current", 3.0, 400),
    "parameters.unfinanced_share": ("blue-current", 0.0, 60),
    "people.charge_minor_per_day": ("glass-harbour", 3.0, 60),
    "people.lost_on_leg.air": ("glass-harbour", 1.0, 60),
    "people.lost_on_leg.road": ("moved", 1.0, 60),
    "people.uncontrolled": ("glass-harbour", 0.3, 400),
}
"""Where a number that few ways wake was seen to matter: scenario, factor and days that are tried before all others."""

AGES = 5000 * DAY
FEW = 3
"""Of things of one kind, so many are tried."""


@cache
def frozen(name: str) -> FrozenScenario:
    """A scenario that ships, with its pools of names."""
    return moved_frozen() if name == "moved" else freeze(load_scenario(directory_of(name)), 1)


@cache
def written(name: str) -> object:
    """A scenario's crime as an author writes it."""
    return frozen(name).scenario.crime.model_dump(mode="json")


def output(world: FrozenScenario, days: int) -> Iterator[str]:
    """Everything that comes of a world: what happened and the books, part by part, and at last every trace."""
    network = new_network(world, Draws(1), Agenda())
    for day in (*range(0, days, 20), days):
        while (entry := network.agenda.pop_due(day * DAY)) is not None:
            fire(network, entry)
        intervene(network, day)
        yield repr((network.happenings.drain(), metrics.ledger(network)))
    lawful = [
        network.money.lawful_transfers(key, 0, 60 * DAY)
        for key in sorted(network.money.accounts)
        if network.money.accounts[key].is_story
    ]
    entities = sorted(network.entities.items())
    traces = [network.traces.about(key, (), -AGES, AGES, now) for now in (0, days * DAY) for key, _ in entities]
    yield repr(
        (
            network.happenings.drain(),
            metrics.ledger(network),
            traces,
            metrics.measure(network, days * DAY),
            lawful,
            entities,
        )
    )


def intervene(network: World, day: int) -> None:
    """What authorities do, now here and now there, so that every rule that answers them has its turn."""
    now = day * DAY
    functions = tuple(Function)
    if day == 0:  # while there still is money to be released, and somebody who would spend it
        shocks.apply(
            network, Shock.model_validate({"kind": "arrest", "select": {"function": "financier", "count": 9}}), now
        )
        return
    if day % 80 == 60:  # while there are people at the sites
        shocks.apply(
            network, Shock.model_validate({"kind": "arrest", "select": {"function": "controller", "share": 1.0}}), now
        )
    for body in (
        {"kind": "arrest", "select": {"function": functions[day // 20 % len(functions)], "share": 1.0}, "days": 200},
        {"kind": "interdiction", "select": {"rank": "random", "share": 0.5}, "factor": 5.0, "days": 20},
        {"kind": "arrest", "select": {"rank": "random", "count": 3}, "days": 90},
        {"kind": "freeze", "select": {"rank": "money", "count": 1}, "days": 30},
        {"kind": "seize", "select": {"rank": "random", "count": 1}},
    ):
        shocks.apply(network, Shock.model_validate(body), now)
    for key in sorted(network.membership.members)[:: 1 + day % 3]:
        member = network.membership.members[key]
        if not member.is_free:
            authorities.charged(network, key, now)
        authorities.seen_by_officials(
            network, key, member.whereabouts, now, f"request/{day}", confidential=day % 40 == 0
        )
    for site in sorted(network.people.sites)[:: 1 + day % 2] if day % 80 == 0 else ():
        authorities.inspect(network, site, now)
    for person in sorted(network.people.persons)[::2]:
        authorities.protect(network, person, network.people.persons[person].country, now)


@cache
def usual(name: str, days: int) -> tuple[str, ...]:
    """The output of a scenario as it ships."""
    return tuple(output(frozen(name), days))


def matters(name: str, path: Path, factor: float, days: int) -> bool:
    """Whether this number of a scenario, so changed, changes what comes of it."""
    try:
        crime = Crime.model_validate(changed(written(name), path, factor))
    except ValidationError:
        return False
    parts = zip(output(with_crime(frozen(name), crime), days), usual(name, days), strict=True)
    return any(part != expected for part, expected in parts)  # runs no further than the first that differs


def is_alive(each: str, places: dict[str, list[Path]]) -> bool:
    """Whether a number of this pattern matters in some scenario; many parameters do so only after more than weeks."""
    ways = [
        (name, path, factor, days)
        for days in DAYS
        for name, paths in places.items()
        for path in paths[:FEW]
        for factor in FACTORS
    ]
    if each.startswith("parameters."):
        ways.sort(key=lambda way: FACTORS.index(way[2]))
    ways.sort(key=lambda way: (way[0], *way[2:]) != SEEN.get(each))
    return any(matters(*way) for way in ways)


@cache
def found() -> dict[str, dict[str, list[Path]]]:
    """Every pattern with the scenarios that have such numbers, and where."""
    known: dict[str, dict[str, list[Path]]] = {}
    for name in ("moved", *available()):
        crime = frozen(name).scenario.crime
        idle = {*MODES} - {leg.mode for leg in crime.corridors} | {*Exploitation} - {
            site.exploitation for site in crime.sites if site.organisation is not None
        }
        for path in numbers(written(name)):
            if path[0] == "people" and path[-1] in idle:
                continue  # of a mode or a form that nothing in this scenario has
            if name == "moved" and path[0] != "people":
                continue
            known.setdefault(pattern(path), {}).setdefault(name, []).append(path)
    return known


@pytest.mark.parametrize(
    "section", [field for field in Crime.model_fields if field not in {"cast", "companies", "knowledge"}]
)
def test_no_number_is_dead(section: str) -> None:
    here = {each: places for each, places in found().items() if each.partition(".")[0] == section}
    dead = [each for each, places in sorted(here.items()) if each not in DRAWN | ASLEEP and not is_alive(each, places)]
    assert dead == []
