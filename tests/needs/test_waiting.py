"""Where waiting is right: freezing what a bank reported before it is known where the rest lies loses the rest.

Twenty paired seeds, `run.py test -m pattern`. Of the reserve of blue-current, 9 million crowns on day 1, nothing is
held on day 120 where the reported account was frozen on day 2; 5.7 to 6 million where that waited for the answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean, stdev

import pytest

from simulation.exercise.clock.commands import StartExercise
from simulation.exercise.core.command import Seat
from simulation.exercise.core.settings import Settings
from simulation.exercise.engine import Exercise
from simulation.exercise.evidence import gathering
from simulation.exercise.measures.commands import OrderMeasure
from simulation.exercise.registry import load_scenario
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Office
from simulation.needs import answers
from simulation.players.policies import NONE, players
from simulation.players.runs import CONTROL, usual_preset
from simulation.scenario.load import directory_of
from simulation.scenario.schema.name_pools import freeze
from simulation.scenario.schema.needs import by_key
from simulation.scenario.schema.play import MeasureKind
from simulation.scenario.schema.scenario import FrozenScenario

pytestmark = pytest.mark.pattern

SEEDS = range(1, 21)

LEAST = 500_000_000
"""What waiting holds more, minor units, at the low end of the 90 % interval: more than half of the reserve."""

NEED = "need/kes_next_account"
REPORTED = "account/trading_main"
EARLY, ANSWERED, LATE, LOOKED_AT = 2, 75, 90, 120
"""Days: of a freeze on what is at home at once; of the answer (its median, well asked) and the freeze that it makes
possible; of a freeze on what is at home by somebody who waited for that; on which is counted what is held."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The same chance events twice.

    Attributes:
        seed: Its number.
        early: Of the reserve held on day 120, minor units, where the reported account was frozen on day 2.
        waited: The same where it was frozen on day 90, after the reserve.
    """

    seed: int
    early: int
    waited: int


def pair(name: str, seed: int) -> Pair:
    """Play both."""
    frozen = freeze(load_scenario(directory_of(name)), seed)
    return Pair(seed, _held(frozen, seed, EARLY), _held(frozen, seed, LATE))


def interval(pairs: list[Pair]) -> tuple[float, float]:
    """The 90 % interval of the mean difference, waited less early, minor units (normal)."""
    found = [float(each.waited - each.early) for each in pairs]
    half = 1.645 * stdev(found) / len(found) ** 0.5
    return fmean(found) - half, fmean(found) + half


def _held(frozen: FrozenScenario, seed: int, day: int) -> int:
    """What of the reserve is held when the reported account is frozen on a day, and the reserve once it is known."""
    scenario = frozen.scenario
    policies = tuple((country.code, NONE.name) for country in scenario.countries)
    exercise = Exercise(frozen, Settings(preset=usual_preset(scenario).key, seed=seed, policies=policies), players())
    exercise.perform(StartExercise(id="waiting/start", member=CONTROL, warm_up=False))
    need = by_key(scenario.needs)[NEED]
    for now in sorted((day, ANSWERED)):
        exercise.advance(now * DAY)
        if now == ANSWERED:
            _answer(exercise)
        _freeze(exercise, need.country, REPORTED if now == day else need.enables.target)
    exercise.advance(LOOKED_AT * DAY)
    return exercise.state.network.money.held_on(need.enables.target)


def _answer(exercise: Exercise) -> None:
    """The letter comes back, and is read."""
    need = by_key(exercise.state.scenario.needs)[NEED]
    for paper in answers.formal(exercise.state, need, need.by[0]):
        gathering.file_document(exercise.state, need.country, paper, NEED)


def _freeze(exercise: Exercise, country: str, account: str) -> None:
    """A prosecutor orders it on all papers that name the account."""
    naming = tuple(paper.key for paper in exercise.state.countries[country].file.naming(account))
    order = OrderMeasure(
        id=f"freeze/{account}",
        by=Seat(country, Office.PROSECUTOR),
        kind=MeasureKind.FREEZE,
        target=account,
        documents=naming,
    )
    exercise.check(order)
    exercise.perform(order)


def test_who_waits_for_the_answer_holds_more_of_the_reserve() -> None:
    found = [pair("blue-current", seed) for seed in SEEDS]
    assert all(each.early < each.waited for each in found)
    low, _high = interval(found)
    assert low > LEAST
