"""Cross-checks."""

from __future__ import annotations

from simulation.errors import Problem
from simulation.scenario.model import Scenario


def check(scenario: Scenario) -> tuple[Problem, ...]:
    """Every problem of meaning."""
    return ()
