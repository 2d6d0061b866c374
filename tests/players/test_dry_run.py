"""The dry run counts decisions by seat and move."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulation.players.dry_run import DryRun, SeatLoad, dry_run
from simulation.players.runs import usual_preset
from simulation.records import Office
from simulation.scenario.model import FrozenScenario


@pytest.fixture(scope="module")
def found(frozen: FrozenScenario) -> DryRun:
    return dry_run(frozen, usual_preset(frozen.scenario), 7)


def test_every_seat_is_counted_in_every_move(found: DryRun, frozen: FrozenScenario) -> None:
    jumps = usual_preset(frozen.scenario).jumps
    assert len(found.seats) == 4 * len(frozen.scenario.played)
    assert {len(seat.by_move) for seat in found.seats} == {len(jumps)}
    assert sum(count for _, count in found.moments) == sum(count for _, count in found.by_country)


def test_countries_are_even(found: DryRun) -> None:
    assert found.is_even


def test_most_seats_have_three_to_eight_decisions_in_a_move(found: DryRun) -> None:
    cells = [(seat, move) for seat in found.seats for move in range(len(seat.by_move))]
    outside = sum(len(seat.outside) for seat in found.seats)
    assert outside * 8 <= len(cells)


def test_too_few_and_too_many_are_named() -> None:
    seat = SeatLoad("ALB", (Office.POLICE,), (2, 3, 8, 9))
    assert seat.outside == (1, 4)
    run = DryRun("x", "y", 1, (seat,), (), ())
    assert not run.is_good
    assert replace(run, seats=(replace(seat, by_move=(3, 8)),)).is_good
    uneven = replace(run, seats=(SeatLoad("ALB", (Office.FIU,), (4,)), SeatLoad("BRV", (Office.FIU,), (6,))))
    assert not uneven.is_even
    assert not replace(run, seats=(replace(seat, by_move=(5,)),), silent_injects=("inject/x",)).is_good
