"""A change of the rules is noticed, and comes with a new number of the rules."""

from __future__ import annotations

from simulation.exercise.core.settings import RULES_VERSION
from tests.exercise.baseline import run, stored


def test_rules_and_their_number_change_together() -> None:
    baseline = stored()
    same_events = baseline["events"] == run()
    same_version = baseline["rules_version"] == RULES_VERSION
    assert same_events, "the rules give other events: if that is meant, see tests/exercise/baseline.py"
    assert same_version, "RULES_VERSION was changed: rewrite the baseline, see tests/exercise/baseline.py"
