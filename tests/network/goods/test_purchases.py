"""A sample that an officer buys: books, happenings and the worth of what is left agree."""

from __future__ import annotations

import pytest

from simulation.network import metrics
from simulation.network.goods.covert_purchase import SAMPLE_G, SELLERS, buy
from simulation.network.world.consignments import Consignment, LoadStatus
from tests.network.world_driver import Drive


def beside(load_is: LoadStatus) -> tuple[Drive, Consignment, str]:
    """A world in which a load lies somewhere, and somebody of its organisation who can sell of it there."""
    drive = Drive()
    for day in range(200):
        network = drive.to(day).network
        for load in network.goods.consignments.values():
            country = network.terrain.country_of(load.place)
            for member in network.membership.organisations[load.organisation].crew.members.values():
                sells = member.function in SELLERS and member.is_free and member.whereabouts == country
                if sells and load.status is load_is and load.since > drive.now - 86_400:
                    return drive, load, member.key
    raise AssertionError


@pytest.mark.parametrize(("load_is", "sample_g"), [(LoadStatus.STORED, SAMPLE_G), (LoadStatus.DELIVERED, 0)])
def test_books_and_happenings_agree_on_a_sample(load_is: LoadStatus, sample_g: int) -> None:
    """What lies in store is a sample less; of what is on sale already the officer is one of the buyers."""
    drive, load, seller = beside(load_is)
    network = drive.network
    known = {key: (each.grams, each.value) for key, each in network.goods.consignments.items()}
    assert buy(network, "order", seller, network.terrain.country_of(load.place), drive.now, pressing=True) == SAMPLE_G
    drive.settle()
    assert metrics.ledger(network).balanced
    for code, booked in (
        ("GoodsSeized", network.goods.totals.seized),
        ("GoodsDelivered", network.goods.totals.delivered),
    ):
        assert sum(int(dict(each.facts)["grams"]) for each in drive.named(code)) == booked
    samples = [network.goods.consignments[key] for key in set(network.goods.consignments) - set(known)]
    assert sum(sample.grams for sample in samples) == sample_g
    for key, (grams, value) in known.items():
        left = network.goods.consignments[key]
        assert left.value * grams == pytest.approx(value * left.grams, abs=grams)
    assert sum(each.value for each in network.goods.consignments.values()) == sum(value for _, value in known.values())
