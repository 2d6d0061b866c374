"""Checks at borders need no request; without them nothing is found, and perfect ones let nothing through."""

import pytest

from simulation.kernel.agenda import DAY
from simulation.network import authorities, metrics
from simulation.network.shocks import shocks
from simulation.network.world import rules
from simulation.scenario.schema.scenario import FrozenScenario
from simulation.scenario.schema.shocks import Shock, ShockKind
from tests.builders.scenarios import small_frozen, with_crime
from tests.network.world_driver import Drive


def intercepting(probability: float, *, planted: bool = True) -> FrozenScenario:
    frozen = small_frozen()
    crime = frozen.scenario.crime
    corridors = tuple(each.model_copy(update={"interception": probability}) for each in crime.corridors)
    changes: dict[str, object] = {"corridors": corridors}
    if not planted:
        changes["consignments"] = ()
    return with_crime(frozen, crime.model_copy(update=changes))


def test_without_checks_nothing_is_seized() -> None:
    ledger = metrics.ledger(Drive(intercepting(0.0)).to(400).network)
    assert ledger.drugs.amount("seized") == 0
    assert ledger.drugs.amount("delivered") > 0


def test_perfect_checks_let_nothing_through() -> None:
    ledger = metrics.ledger(Drive(intercepting(1.0, planted=False)).to(400).network)
    assert ledger.drugs.amount("delivered") == 0
    assert ledger.drugs.amount("seized") > 0


@pytest.mark.parametrize("odds", [0.2, 0.7, 1.0, 1.5])
def test_more_interception_never_saves_a_load(odds: float) -> None:
    chances = [rules.detection(p / 20, 1.0, odds) for p in range(21)]
    assert chances == sorted(chances)
    assert chances[0] == 0.0
    assert chances[-1] == 1.0


def test_a_campaign_finds_more_while_it_lasts() -> None:
    plain, pressed = Drive().to(30), Drive().to(30)
    for corridor in ("bay_quay", "quay_square", "bay_pass", "pass_square"):
        shocks.apply(
            pressed.network, Shock(kind=ShockKind.INTERDICTION, target=corridor, factor=5.0, days=120), pressed.now
        )
    assert pressed.to(150).network.goods.totals.seized > plain.to(150).network.goods.totals.seized
    assert not any(pressed.network.terrain.campaigns.values())


def test_a_closed_corridor_is_not_passed() -> None:
    drive = Drive().to(30)
    shocks.apply(drive.network, Shock(kind=ShockKind.CLOSURE, target="bay_quay", days=60), drive.now)
    drive.to(90)
    legs = [each for each in drive.named("ConsignmentDeparted") if each.time > 30 * DAY]
    assert "bay_quay" not in {dict(each.facts)["corridor"] for each in legs}
    drive.to(200)
    legs = [each for each in drive.named("ConsignmentDeparted") if each.time > 90 * DAY]
    assert "bay_quay" in {dict(each.facts)["corridor"] for each in legs}


def test_the_load_of_the_story_waits_where_the_story_says() -> None:
    drive = Drive().to(11.9)
    load = drive.network.goods.consignments["load/story"]
    assert (load.place, load.status) == ("quay", "stored")
    drive.to(40)
    assert load.place != "quay" or load.status == "seized"


def test_a_load_is_seized_once() -> None:
    drive = Drive().to(5)
    assert authorities.seize(drive.network, "container/story", drive.now) == 250_000
    assert authorities.seize(drive.network, "container/story", drive.now) == 0
    assert authorities.seize(drive.network, "container/none", drive.now) == 0
    (event,) = [each for each in drive.settle().named("GoodsSeized") if each.subjects[0] == "container/story"]
    assert dict(event.facts) == {"grams": 250_000, "place": "quay", "country": "HUB", "found_by": "order"}


def test_a_controlled_delivery_shows_who_collects() -> None:
    outcomes = set()
    for seed in range(1, 30):
        drive = Drive(intercepting(1.0), seed=seed).to(5)
        assert authorities.let_run(drive.network, "container/story", drive.now)
        assert not authorities.let_run(drive.network, "container/story", drive.now)
        drive.to(40)
        load = drive.network.goods.consignments["load/story"]
        outcomes.add(load.status.value)
        shown = [each for each in drive.named("CollectorIdentified") if each.subjects[1] == "container/story"]
        assert bool(shown) == (load.status == "seized")
    assert outcomes == {"seized", "delivered"}


def test_a_leg_is_driven_by_somebody_who_lives_where_it_begins() -> None:
    drive = Drive()
    seen = 0
    for day in range(-110, 200):
        drive.to(day)
        for load in drive.network.goods.consignments.values():
            if load.status == "moving" and load.since > drive.now - DAY:
                courier = drive.network.membership.members[load.courier]
                begins = drive.network.terrain.corridors[load.corridors[load.leg]].origin
                if begins in {"bay", "quay"}:
                    assert courier.country == drive.network.terrain.country_of(begins)
                    seen += 1
    assert seen > 20


def test_who_is_caught_with_a_load_is_held_where_it_was_found() -> None:
    drive = Drive(intercepting(1.0, planted=False)).to(400)
    where = {each.subjects[1]: dict(each.facts)["country"] for each in drive.named("GoodsSeized")}
    caught = [dict(each.facts) for each in drive.named("MemberArrested")]
    found = [each for each in caught if str(each["cause"]).endswith("/found")]
    assert found
    assert all(each["country"] == where[str(each["cause"]).removesuffix("/found")] for each in found)
