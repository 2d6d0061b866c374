"""Turns that are left out are those in which nothing would have been done."""

from __future__ import annotations

import pytest

from simulation.agenda import DAY
from simulation.exercise import waiting
from simulation.exercise.events import Event
from simulation.players.runs import begin, policies_for
from simulation.scenario.model import FrozenScenario

DAYS = 60


@pytest.mark.parametrize(("policy", "seed"), [("textbook", 201), ("novice", 202)])
def test_an_office_that_looks_every_time_does_the_same(
    blue_current: FrozenScenario, policy: str, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The naive oracle: every office looks whenever it hears anything."""
    quick = _played(blue_current, policy, seed)
    monkeypatch.setattr(waiting, "is_asked", lambda *_: True)

    assert quick == _played(blue_current, policy, seed)


def _played(frozen: FrozenScenario, policy: str, seed: int) -> tuple[Event, ...]:
    exercise = begin(frozen, policies_for(frozen.scenario, policy, {}), seed)
    return exercise.advance(DAYS * DAY)
