"""Shocks: whom each kind meets, what it does, and that nothing else does it."""

import pytest
from pydantic import ValidationError

from simulation.kernel.agenda import DAY
from simulation.network import metrics, questions
from simulation.network.shocks import shocks
from simulation.network.shocks.targets import ranked, targets
from simulation.scenario.schema.scenario import FrozenScenario
from simulation.scenario.schema.shocks import PlannedShock, Select, Shock, ShockKind
from tests.builders.scenarios import small_frozen
from tests.network.world_driver import Drive, state_of

FROZEN = small_frozen()


def planned(*shocks: PlannedShock) -> FrozenScenario:
    """The small scenario with shocks of its own."""
    play = FROZEN.scenario.play.model_copy(update={"shocks": shocks})
    return FROZEN.model_copy(update={"scenario": FROZEN.scenario.model_copy(update={"play": play})})


def shock(kind: str, day: int = 10, **more: object) -> PlannedShock:
    return PlannedShock.model_validate({"day": day, "kind": kind, "select": {}, **more})


def test_a_planned_shock_is_the_same_as_one_that_an_inject_brings() -> None:
    select = Select.model_validate({"function": "courier", "rank": "betweenness", "count": 2})
    calm = Drive(FROZEN).to(10)
    shocks.apply(calm.network, Shock(kind=ShockKind.ARREST, select=select), 10 * DAY)
    by_inject = calm.to(60)
    by_file = Drive(planned(shock("arrest", select=select))).to(60)
    assert len(by_file.network.shocks_met) == 1
    ours, theirs = state_of(by_file.network), state_of(by_inject.network)
    assert ours[0] == theirs[0]
    assert ours[2:] == theirs[2:]


def test_the_most_important_are_arrested() -> None:
    before = Drive(FROZEN).to(9.99)
    wanted = ranked(before.network, "degree", before.now, function="courier")[:3]
    drive = Drive(planned(shock("arrest", select={"function": "courier", "rank": "degree", "count": 3}))).to(10)
    assert drive.network.shocks_met == [(10 * DAY, "arrest", wanted)]
    assert all(not questions.is_free(drive.network, person) for person in wanted)


def test_a_share_is_of_all_that_fit() -> None:
    drive = Drive(FROZEN).to(10)
    couriers = len(drive.free_members("courier"))
    select = Select.model_validate({"function": "courier", "rank": "random", "share": 0.25})
    met = targets(drive.network, Shock(kind=ShockKind.ARREST, select=select), drive.now)
    assert len(met) == int(couriers * 0.25 + 0.5)
    tiny = select.model_copy(update={"share": 0.001})
    assert len(targets(drive.network, Shock(kind=ShockKind.ARREST, select=tiny), drive.now)) == 1


def test_repeated_shocks_come_as_often_as_they_say() -> None:
    drive = Drive(planned(shock("arrest", select={"count": 1}, repeat_days=7, times=3))).to(100)
    assert [time // DAY for time, _, _ in drive.network.shocks_met] == [10, 17, 24]
    endless = shock("arrest", select={"count": 1}, repeat_days=50)
    assert endless.comes_on(200) == (10, 60, 110, 160)


def test_seizing_takes_the_most_valuable_load_under_way() -> None:
    drive = Drive(FROZEN).to(40)
    loads = [load for load in drive.network.goods.consignments.values() if load.is_under_way]
    best = min(loads, key=lambda load: (-load.value, load.key))
    shocks.apply(drive.network, Shock(kind=ShockKind.SEIZE, select=Select(count=1)), drive.now)
    assert [each.subjects[1] for each in drive.settle().named("GoodsSeized")][-1] == best.key


def test_freezing_by_money_holds_the_fullest_account() -> None:
    drive = Drive(FROZEN).to(40)
    select = Select.model_validate({"rank": "money", "count": 1, "organisation": "north"})
    accounts = [account for account in drive.network.money.accounts.values() if account.organisation == "north"]
    fullest = min(accounts, key=lambda account: (-account.balance, account.key))
    shocks.apply(drive.network, Shock(kind=ShockKind.FREEZE, select=select, days=5), drive.now)
    assert fullest.frozen
    drive.to(46)
    assert not fullest.frozen


def test_interdiction_presses_the_corridor_that_carries_most_and_adds_up() -> None:
    drive = Drive(FROZEN).to(40)
    select = Select.model_validate({"rank": "money", "count": 1})
    press = Shock(kind=ShockKind.INTERDICTION, select=select, factor=2.0)
    (corridor,) = targets(drive.network, press, drive.now)
    shocks.apply(drive.network, press, drive.now)
    shocks.apply(drive.network, press.model_copy(update={"factor": 0.25}), drive.now)
    assert drive.network.terrain.pressure(corridor) == 0.5
    others = set(drive.network.terrain.corridors) - {corridor}
    assert all(drive.network.terrain.pressure(other) == 1.0 for other in others)


@pytest.mark.parametrize("kind", [ShockKind.LEAK, ShockKind.FAILED_RAID])
def test_a_warning_harms_nobody_but_is_heard(kind: ShockKind) -> None:
    drive = Drive(FROZEN).to(40)
    before = metrics.ledger(drive.network), drive.free_members("courier")
    shocks.apply(drive.network, Shock(kind=kind, select=Select(organisation="north")), drive.now)
    assert (metrics.ledger(drive.network), drive.free_members("courier")) == before
    assert [each.subjects for each in drive.settle().named("OrganisationWarned")] == [("north",)]
    assert drive.network.membership.organisations["north"].security_now(drive.now) > 0.5


def test_a_closed_firm_gets_no_more_goods_or_money() -> None:
    drive = Drive(FROZEN).to(40)
    network = drive.network
    (firm, *_) = targets(network, Shock(kind=ShockKind.CLOSURE, select=Select(organisation="north")), drive.now)
    north = network.membership.organisations["north"]
    held = [key for key in north.treasury.channels if network.money.accounts[key].holder == firm]
    assert held
    shocks.apply(
        network, Shock(kind=ShockKind.CLOSURE, select=Select(organisation="north", count=1), days=90), drive.now
    )
    assert firm not in network.money.fronts["north"]
    assert not set(held) & {*north.treasury.channels, north.treasury.reserve}
    assert metrics.ledger(network).balanced
    drive.to(120)
    assert all(
        load.consignee != firm for load in network.goods.consignments.values() if load.since > 41 * DAY and not load.leg
    )
    drive.to(131)
    assert firm in network.money.fronts["north"]
    assert set(held) <= set(north.treasury.channels)


def test_closing_every_firm_leaves_a_network_that_goes_on() -> None:
    drive = Drive(planned(shock("closure", repeat_days=40, times=3))).to(200)
    network = drive.network
    assert all(firm.startswith("company/fresh/") for firm in network.money.fronts["north"])
    assert metrics.ledger(network).balanced
    assert network.membership.organisations["north"].treasury.channels
    assert any(each.time > 100 * DAY for each in drive.named("MoneyLaundered"))


def test_a_closed_corridor_is_not_a_closed_firm() -> None:
    drive = Drive(FROZEN).to(20)
    corridor = next(iter(drive.network.terrain.corridors))
    shocks.apply(drive.network, Shock(kind=ShockKind.CLOSURE, select=Select(corridor=corridor), days=3), drive.now)
    assert drive.network.terrain.closed == {corridor: 1}
    assert drive.to(24).network.terrain.closed == {}


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ({"day": -1, "kind": "leak", "select": {}}, "past"),
        ({"day": 1, "kind": "leak"}, "select"),
        ({"day": 1, "kind": "leak", "select": {}, "target": "north"}, "one of the two"),
        ({"day": 1, "kind": "freeze", "select": {"corridor": "a"}}, "corridor"),
        ({"day": 1, "kind": "seize", "select": {"rank": "degree"}}, "degree"),
        ({"day": 1, "kind": "seize", "select": {"function": "courier"}}, "function"),
        ({"day": 1, "kind": "arrest", "select": {"count": 1, "share": 0.5}}, "not both"),
        ({"day": 1, "kind": "arrest", "select": {"count": 1}, "times": 2}, "repeat_days"),
        ({"day": 1, "kind": "arrest", "select": {"count": -1}}, "count"),
        ({"day": 1, "kind": "interdiction", "select": {}, "factor": -2}, "factor"),
        ({"day": 1, "kind": "arrest", "select": {"functions": "broker"}}, "functions"),
    ],
)
def test_a_shock_that_makes_no_sense_is_refused(body: dict[str, object], word: str) -> None:
    with pytest.raises(ValidationError, match=word):
        PlannedShock.model_validate(body)
