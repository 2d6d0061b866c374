"""The dry run counts decisions by office and move, in every preset with separate moves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulation.exercise.registry import load_scenario
from simulation.kernel.terms import Office
from simulation.players.dry_run import DryRun, SeatLoad, dry_run, never_fired
from simulation.scenario.load import directory_of, for_rooms
from simulation.scenario.schema.name_pools import freeze
from simulation.scenario.schema.play import Preset
from simulation.scenario.schema.scenario import FrozenScenario, Scenario

pytestmark = pytest.mark.acceptance("plays every preset with several seeds")

PRESETS = ("half_day_14", "day_28", "two_day_28")


SEEDS = {"half_day_14": 5, "day_28": 3, "two_day_28": 2}
"""Seeds by preset; a long preset has as many months in two runs as a short one in seven."""

RUNS = [(preset, seed) for preset in PRESETS for seed in range(1, SEEDS[preset] + 1)]


def preset_of(frozen: FrozenScenario, key: str) -> Preset:
    return next(each for each in frozen.scenario.play.presets if each.key == key)


@pytest.fixture(scope="module", params=for_rooms())
def scenario(request: pytest.FixtureRequest) -> Scenario:
    return load_scenario(directory_of(str(request.param)))


@pytest.fixture(scope="module", params=RUNS)
def found(request: pytest.FixtureRequest, scenario: Scenario) -> DryRun:
    key, seed = request.param
    frozen = freeze(scenario, seed)
    return dry_run(frozen, preset_of(frozen, key), seed)


def test_every_office_is_counted_in_every_move(found: DryRun, scenario: Scenario) -> None:
    preset = next(each for each in scenario.play.presets if each.key == found.preset)
    assert len(found.seats) == 4 * len(scenario.played)
    assert {len(seat.by_move) for seat in found.seats} == {len(preset.jumps)}
    assert sum(count for _, count in found.moments) == sum(count for _, count in found.by_country)


def test_countries_are_even(found: DryRun) -> None:
    assert found.is_even


def test_every_office_has_three_to_eight_decisions_in_every_move(found: DryRun) -> None:
    outside = {(seat.country, seat.office): seat.by_move for seat in found.seats if seat.outside}
    assert not outside


def test_injects_fire_when_the_time_reaches_them(found: DryRun, scenario: Scenario) -> None:
    assert found.silent_injects == ()
    preset = next(each for each in scenario.play.presets if each.key == found.preset)
    days = {each.key: each.trigger.day for each in scenario.play.injects}
    assert all((days[key] or 0) > sum(preset.jumps) for key in found.later_injects)
    contingency = {each.key for each in scenario.play.injects if each.contingency}
    assert set(found.reserve_injects) <= contingency


def test_a_line_is_silent_or_needless_never_both(scenario: Scenario) -> None:
    """A line whose day was left out never comes, though `unless` stands in it; the others are needless or come."""
    lines = [each for each in scenario.play.injects if each.trigger.unless and not each.contingency]
    other = [each.model_copy(update={"trigger": each.trigger.model_copy(update={"day": None})}) for each in lines[:1]]
    changed = [*other, *(each for each in scenario.play.injects if each.key != other[0].key)]
    play = scenario.play.model_copy(update={"injects": tuple(changed)})
    frozen = freeze(scenario.model_copy(update={"play": play}), 3)
    preset = min(scenario.play.presets, key=lambda each: sum(each.jumps))
    assert dry_run(frozen, preset, 3).silent_injects == (other[0].key,), "nothing calls for it any more"


def test_too_few_and_too_many_are_named() -> None:
    seat = SeatLoad("ALB", Office.POLICE, (2, 3, 8, 9))
    assert seat.outside == (1, 4)
    run = DryRun("x", "y", 1, (seat,), (), ())
    assert not run.is_good
    assert replace(run, seats=(replace(seat, by_move=(3, 8)),)).is_good
    uneven = replace(run, seats=(SeatLoad("ALB", Office.FIU, (4,)), SeatLoad("BRV", Office.FIU, (6,))))
    assert not uneven.is_even


def test_an_inject_is_silent_when_no_run_of_several_fired_it() -> None:
    one = DryRun("x", "y", 1, (), (), ("inject/x", "inject/y"))
    assert never_fired((one, replace(one, silent_injects=("inject/y",)))) == ("inject/y",)
    assert never_fired((one, replace(one, silent_injects=()))) == ()
