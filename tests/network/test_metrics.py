"""Numbers about the network."""

import networkx as nx
import pytest

from simulation.network import authorities, metrics
from simulation.network.metrics import shape
from simulation.network.shocks.targets import graph
from tests.builders.scenarios import small_frozen
from tests.network.world_driver import Drive

FROZEN = small_frozen()


def test_the_form_is_that_of_the_graph() -> None:
    drive = Drive(FROZEN).to(20)
    made = graph(drive.network.membership)
    form = shape(drive.network.membership)
    assert form.size == made.number_of_nodes()
    assert form.largest == max(len(group) for group in nx.connected_components(made))
    assert form.efficiency == pytest.approx(nx.global_efficiency(made))


def test_arrests_show_at_once() -> None:
    drive = Drive(FROZEN).to(20)
    before = metrics.measure(drive.network, drive.now)
    for key in drive.free_members("broker"):
        authorities.arrest(drive.network, key, drive.now)
    after = metrics.measure(drive.network, drive.now)
    assert after.active_members == before.active_members - 5
    assert after.largest_component < before.largest_component
    assert after.global_efficiency < before.global_efficiency


def test_going_dark_hides_more_than_it_stops() -> None:
    plain, warned = Drive(FROZEN).to(60), Drive(FROZEN).to(60)
    for organisation in ("north", "south"):
        authorities.warn(warned.network, organisation, warned.now, "request/1")
    rows = []
    for drive in (plain, warned):
        real = visible = 0
        for day in range(90, 271, 30):
            drive.to(day)
            figures = metrics.measure(drive.network, drive.now)
            real += figures.true_activity
            visible += figures.visible_activity
        rows.append((real, visible))
    (plain_real, plain_visible), (real, visible) = rows
    assert visible / plain_visible < real / plain_real


def test_numbers_agree_with_the_ledger() -> None:
    drive = Drive(FROZEN).to(150)
    figures, ledger = metrics.measure(drive.network, drive.now), metrics.ledger(drive.network)
    assert figures.day == 150
    assert figures.drugs_delivered_g == ledger.drugs.amount("delivered")
    assert figures.drugs_seized_g == ledger.drugs.amount("seized")
    assert figures.drugs_in_transit_g == ledger.drugs.amount("in_store") + ledger.drugs.amount("in_transit")
    assert figures.frozen_minor == ledger.money.amount("frozen")
    assert figures.active_corridors >= 2
    assert 0 <= figures.supply_g <= figures.drugs_delivered_g


def test_every_happening_has_its_own_key() -> None:
    drive = Drive(FROZEN).to(400)
    keys = [each.key for each in drive.happened]
    assert len(keys) == len(set(keys))
