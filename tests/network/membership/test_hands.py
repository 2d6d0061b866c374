"""Whose hands the work needs: posts filled, brokers between groups, trust after losses; checks that are heard of."""

from __future__ import annotations

import pytest

from simulation.kernel.agenda import DAY
from simulation.network.goods.transport import take
from simulation.network.world import rules
from simulation.network.world.members import Faded
from simulation.scenario.schema.functions import Function
from simulation.scenario.schema.shocks import Shock
from tests.network.world_driver import Drive
from tests.pattern.runs import Bench


@pytest.fixture(scope="module")
def bench() -> Bench:
    return Bench("glass-harbour", 3)


def test_a_few_vacancies_slow_nothing_and_many_slow_everything() -> None:
    assert rules.pace(1.0) == rules.pace(0.95) == 1.0
    assert rules.pace(0.6) == pytest.approx(1.5)
    assert rules.pace(0.0) == rules.pace(rules.LEAST_HANDS)


def test_passages_under_heavier_checks_say_more_and_news_of_them_raises_the_risk() -> None:
    calm = rules.perceived_risk(1, 9, 1.0, 9.0)
    assert rules.perceived_risk(1, 9, 1.0, 9.0, 2.0) == pytest.approx(2 * calm)
    assert rules.perceived_risk(2, 2 * 9 + 10, 1.0, 9.0, 2.0) == pytest.approx(2 * 3 / 38)
    assert rules.perceived_risk(9, 9, 1.0, 9.0, 8.0) == 1.0


def test_an_organisation_hears_of_a_campaign_month_by_month_and_forgets_it_when_it_ends() -> None:
    drive = Drive().to(0)
    network = drive.network
    organisation = next(each for each in network.membership.organisations.values() if each.source)
    corridor = organisation.corridors[0]
    before = organisation.experience.risk(corridor, drive.now)
    network.terrain.campaigns[corridor] = [3.0]
    rising = []
    for _ in range(12):
        organisation.experience.hear_of_checks()
        rising.append(organisation.experience.risk(corridor, drive.now))
    assert before < rising[0] < rising[1]
    assert rising[-1] == pytest.approx(3 * before, rel=0.02)
    network.terrain.campaigns[corridor] = []
    for _ in range(12):
        organisation.experience.hear_of_checks()
    assert organisation.experience.risk(corridor, drive.now) == pytest.approx(before, rel=0.02)


def test_a_deal_goes_past_whoever_lost_loads_until_it_is_forgotten() -> None:
    drive = Drive(Bench("blue-current", 3).frozen, 3, explain=True).to(0)
    network = drive.network
    organisation = network.membership.organisations["tideway"]
    load = next(each for each in network.goods.consignments.values() if each.hands and each.organisation == "tideway")
    broker = network.membership.members[load.hands[1]]
    country = broker.country
    for member in network.membership.members.values():
        member.doubted = None
    losses = 4
    for _ in range(losses):
        take(network, load, drive.now, "shock")
    others = [each for each in organisation.crew.free(Function.BROKER) if each.key != broker.key]
    for other in others:
        if other.country == country:
            other.doubted = Faded(1.0, drive.now)
    assert broker.doubted_now(drive.now) == pytest.approx(1 - (1 - rules.DOUBT_STEP) ** losses)
    chosen = organisation.crew.trusted(Function.BROKER, country, drive.now)
    assert chosen is not None
    assert chosen.country != country
    told = network.reasons.kept[-1]
    assert (told.rule, told.chosen) == ("R5", f"pass_on:{chosen.key}")
    later = drive.now + 3 * rules.DOUBT_HALF_LIFE_DAYS * DAY
    near = organisation.crew.trusted(Function.BROKER, country, later)
    assert near is not None
    assert near.country == country


def test_without_a_broker_nobody_is_brought_from_abroad(bench: Bench) -> None:
    everyone = Shock.model_validate({"kind": "arrest", "select": {"function": "broker", "share": 1.0}})
    alone = bench.start()
    alone.strike(everyone)
    alone.network.parameters = alone.network.parameters.model_copy(
        update={"replacement_days": dict.fromkeys(alone.network.parameters.replacement_days, (900.0, 900.0))}
    )
    usual = bench.start()
    for run in (usual, alone):
        run.play(60)
    brought = {
        run: sum(
            run.network.people.persons[each.subjects[0]].organisation == "glasswork"
            for each in run.named("PersonRecruited")
        )
        for run in (usual, alone)
    }
    assert brought[usual] > brought[alone]
    assert usual.income_between(0, 60) > alone.income_between(0, 60)
