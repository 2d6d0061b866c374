"""What a lever would have changed: the exercise as it was against the same with the lever in place."""

from dataclasses import replace
from threading import Event

import pytest

from simulation.exercise.procedures.letter.play.state import Letters
from simulation.players.policies import players
from simulation.review.branches import Otherwise, Record, rerun
from simulation.review.figures import figures_of
from simulation.review.prices.prices import Pricer
from simulation.review.workers import StoppedError
from tests.review.conftest import Planted


def test_progress_is_told_and_the_work_can_be_stopped(planted: Planted) -> None:
    record, _key = planted
    requested = record.frozen.scenario.countries[1].code
    told: list[tuple[int, int]] = []
    with Pricer(record, 0) as pricer:
        pricer.lever(requested, "training", 0, (), progress=lambda done, total: told.append((done, total)))
        assert told == [(1, 1)]
        stop = Event()
        stop.set()
        with pytest.raises(StoppedError):
            pricer.lever(requested, "training", 0, (), stop=stop)


def with_lever(record: Record, country: str, lever: str) -> Record:
    return replace(record, settings=replace(record.settings, levers=((country, lever, 0),)))


def test_a_lever_is_priced_as_the_same_exercise_with_it(planted: Planted) -> None:
    record, key = planted
    requested = record.frozen.scenario.countries[1].code
    with Pricer(record, 0) as pricer:
        price = pricer.lever(requested, "training", 0, ())
    for played, found in (
        (with_lever(record, requested, "training"), price.pairs[0].moved),
        (record, price.pairs[0].was),
    ):
        branch = rerun(played, players(), otherwise=Otherwise(to_horizon=False))
        assert found.figures == figures_of(branch.exercise.state, branch.events)
    assert key


def test_what_is_asked_for_comes_sooner_with_it(planted: Planted) -> None:
    record, key = planted
    requested = rerun(record, players()).exercise.state.part(Letters).requests[key].matter.requested

    def age(played: Record) -> int:
        return rerun(played, players()).exercise.state.part(Letters).requests[key].matter.stays[-1].since

    assert age(with_lever(record, requested, "training")) < age(record)
