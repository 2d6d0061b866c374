"""Idle agents cost nothing: what a year takes is bounded by what happens in it."""

from simulation.kernel.agenda import DAY
from tests.builders.scenarios import small_frozen
from tests.network.world_driver import Drive


def test_a_year_of_three_hundred_members_keeps_its_promise() -> None:
    drive = Drive(small_frozen(couriers=58)).to(0)
    network = drive.network
    assert 270 <= len(network.membership.members) <= 330
    firings, drawn = network.activity.firings, network.chance.drawn
    drive.to(365)
    assert network.activity.firings - firings <= 15_000
    assert network.chance.drawn - drawn <= 30_000


def test_more_idle_members_mean_no_more_work() -> None:
    few, many = Drive(small_frozen(couriers=15)).to(200), Drive(small_frozen(couriers=55)).to(200)
    assert many.network.activity.firings < 1.1 * few.network.activity.firings


def test_making_the_world_runs_nothing() -> None:
    network = Drive().network
    assert network.activity.firings == 0
    assert network.happenings.drain() == ()
    first = min(entry.time for entry in network.agenda.pending())
    assert first == -120 * DAY
