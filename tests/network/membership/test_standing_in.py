"""Who does the work of those who are gone: standing in, taking over, and what nobody is left to do (facts F12, F15)."""

from __future__ import annotations

import pytest

from simulation.kernel.agenda import DAY
from simulation.network.people.exploitation import _brokered
from simulation.network.people.recruitment import _stood_in_for
from simulation.network.world.organisations import Organisation
from simulation.scenario.schema.functions import Function
from tests.pattern.runs import Bench, Run


@pytest.fixture(scope="module")
def glass() -> Bench:
    return Bench("glass-harbour", 3)


@pytest.fixture(scope="module")
def blue() -> Bench:
    return Bench("blue-current", 3)


def _without(run: Run, organisation: str, *functions: Function) -> Organisation:
    """Everybody of these functions is taken, and nobody follows for years."""
    network = run.network
    days = dict.fromkeys(network.parameters.replacement_days, (900.0, 900.0))
    network.parameters = network.parameters.model_copy(update={"replacement_days": days})
    found = network.membership.organisations[organisation]
    for function in functions:
        for member in list(found.crew.free(function)):
            run.arrest(member.key)
    return found


def test_a_coordinator_achieves_part_of_what_brokers_do_and_with_both_gone_nobody_does(glass: Bench) -> None:
    parts = []
    part = glass.start().network.parameters.stand_in
    for functions in ((), (Function.BROKER,), (Function.BROKER, Function.COORDINATOR)):
        run = glass.start()
        organisation = _without(run, "glasswork", *functions)
        for member in organisation.crew.members.values():
            member.exposure = None
        site = next(
            each
            for each in run.network.people.sites.values()
            if each.settings.organisation == "glasswork" and each.settings.defrauds not in {None, each.country}
        )
        came = sum(_stood_in_for(run.network, organisation, f"person/x/{number}", run.now) for number in range(200))
        parts.append((_brokered(run.network, organisation, site, run.now), came))
    assert [row[0] for row in parts] == [1.0, part, 0.0]
    assert 0.35 * 200 < parts[1][1] < 0.65 * 200
    assert parts[2][1] == 0


def test_closing_up_lets_fewer_people_come_and_takes_nothing_from_what_those_there_bring_in(glass: Bench) -> None:
    taken = []
    recruited = []
    for steps in (0, 12):
        run = glass.start()
        organisation = run.network.membership.organisations["glasswork"]
        organisation.alarm(run.now, steps)
        site = run.network.people.sites["site/tower"]
        site.count(run.now)
        site.seconds, site.carried = 100 * DAY, 0
        before = run.network.money.totals.exploitation
        run.play(8)
        assert site.rounds
        taken.append(run.network.money.totals.exploitation - before)
        run.play(90)
        came = [run.network.people.persons[each.subjects[0]].organisation for each in run.named("PersonRecruited")]
        recruited.append(came.count("glasswork"))
    assert taken[1] >= taken[0] > 0
    assert recruited[1] < recruited[0]
