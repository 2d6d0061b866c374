"""Turns that are left out are those in which nothing would have been done."""

from __future__ import annotations

import pytest

from simulation.exercise.automation import waiting_matters
from simulation.exercise.registry import load_scenario
from simulation.kernel.agenda import DAY
from simulation.players.runs import begin, policies_for
from simulation.scenario.load import directory_of
from simulation.scenario.schema.name_pools import freeze

DAYS = 60


@pytest.mark.parametrize(
    ("scenario", "policy", "seed"), [("blue-current", "textbook", 201), ("glass-harbour", "novice", 202)]
)
def test_an_office_that_looks_every_time_does_the_same(
    scenario: str, policy: str, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The naive oracle: every office looks whenever it hears anything."""
    frozen = freeze(load_scenario(directory_of(scenario)), seed)
    exercise = begin(frozen, policies_for(frozen.scenario, policy, {}), seed)
    curious = exercise.copy()
    quick = exercise.advance(DAYS * DAY)
    monkeypatch.setattr(waiting_matters, "is_asked", lambda *_: True)

    assert quick == curious.advance(DAYS * DAY)
