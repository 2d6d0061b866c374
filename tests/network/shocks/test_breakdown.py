"""The finer part of the series adds up to the whole."""

import pytest

from simulation.network import metrics
from simulation.network.shocks import shocks
from simulation.network.shocks.breakdown import by_corridor, by_country
from simulation.scenario.schema.shocks import Select, Shock, ShockKind
from tests.builders.scenarios import small_frozen
from tests.network.world_driver import Drive

FROZEN = small_frozen()


@pytest.mark.parametrize("day", [0, 47, 200])
def test_corridors_and_countries_add_up_to_the_ledger(day: int) -> None:
    drive = Drive(FROZEN).to(day)
    network = drive.network
    shocks.apply(network, Shock(kind=ShockKind.FREEZE, select=Select(count=2)), drive.now)
    corridors, countries = by_corridor(network, drive.now), by_country(network)
    drugs, money = metrics.ledger(network).drugs, metrics.ledger(network).money
    assert sum(row.drugs_in_transit_g for row in corridors) == drugs.amount("in_transit")
    assert sum(row.drugs_in_store_g for row in countries) == drugs.amount("in_store")
    for rows in (corridors, countries):
        assert sum(row.drugs_seized_g for row in rows) == drugs.amount("seized")
    assert sum(row.drugs_delivered_g for row in countries) == drugs.amount("delivered")
    assert sum(row.money_frozen_minor for row in countries) == money.amount("frozen")
    cash = sum(organisation.treasury.cash for organisation in network.membership.organisations.values())
    assert sum(row.money_free_minor for row in countries) + cash == money.amount("free")
    assert sum(row.active_members for row in countries) == metrics.measure(network, drive.now).active_members


def test_what_reached_a_market_came_to_the_end_of_a_corridor() -> None:
    drive = Drive(FROZEN).to(250)
    legs = drive.network.terrain.corridors
    markets = {market for each in drive.network.membership.organisations.values() for market in each.settings.markets}
    rows = by_corridor(drive.network, drive.now)
    into_markets = sum(row.drugs_carried_g for row in rows if legs[row.corridor].destination in markets)
    assert into_markets >= metrics.ledger(drive.network).drugs.amount("delivered") > 0


def test_campaigns_and_closures_show_on_their_corridor() -> None:
    drive = Drive(FROZEN).to(30)
    one, other = sorted(drive.network.terrain.corridors)[:2]
    shocks.apply(drive.network, Shock(kind=ShockKind.INTERDICTION, target=one, factor=3.0), drive.now)
    shocks.apply(drive.network, Shock(kind=ShockKind.CLOSURE, target=other), drive.now)
    rows = {row.corridor: row for row in by_corridor(drive.network, drive.now)}
    assert (rows[one].pressure, rows[one].is_closed) == (3.0, False)
    assert (rows[other].pressure, rows[other].is_closed) == (1.0, True)
