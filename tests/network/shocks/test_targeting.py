"""Whom a shock meets."""

import pytest

from simulation.network import authorities
from simulation.network.shocks.targets import RANKS, graph, ranked
from tests.builders.scenarios import small_frozen
from tests.network.world_driver import Drive

FROZEN = small_frozen()


def test_ranks_name_the_same_people_in_another_order() -> None:
    drive = Drive(FROZEN).to(20)
    orders = {rank: ranked(drive.network, rank, drive.now) for rank in RANKS}
    assert len({tuple(sorted(order)) for order in orders.values()}) == 1
    assert len(set(orders.values())) == len(RANKS)


def test_those_who_fit_are_chosen() -> None:
    drive = Drive(FROZEN).to(20)
    network = drive.network
    found = ranked(network, "degree", drive.now, function="courier", country="HUB", organisation="north")
    at_work = [key for key in drive.free_members("courier") if key.startswith("org/north/courier/quay")]
    assert sorted(found) == at_work
    assert len(found) > 3
    authorities.arrest(drive.network, found[0], drive.now)
    assert found[0] not in ranked(network, "degree", drive.now)


def test_the_most_connected_come_first() -> None:
    drive = Drive(FROZEN).to(20)
    made = graph(drive.network.membership)
    degrees = [made.degree[key] for key in ranked(drive.network, "degree", drive.now)]
    assert degrees == sorted(degrees, reverse=True)


def test_who_owns_the_treasurys_account_comes_first_by_money() -> None:
    drive = Drive(FROZEN).to(20)
    first = ranked(drive.network, "money", drive.now, organisation="north")[0]
    assert first == drive.network.money.owner_of(drive.network.membership.organisations["north"].treasury.reserve)


def test_an_unknown_rank_is_refused() -> None:
    with pytest.raises(ValueError, match="there is no rank"):
        ranked(Drive(FROZEN).network, "height", 0)
