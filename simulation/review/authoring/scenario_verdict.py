"""What is said of a scenario before anybody plays it: what is wrong, what is missing for a room, what to know."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from simulation.exercise.registry import SHIPPED
from simulation.kernel.errors import Problem
from simulation.needs.examination import examine_needs
from simulation.players.playtest import playtest
from simulation.review.authoring import par
from simulation.scenario.checks.demands import examine
from simulation.scenario.schema.name_pools import freeze
from simulation.scenario.schema.play import Preset
from simulation.scenario.schema.scenario import Scenario
from simulation.scenario.text.line_numbers import with_lines

SEED = 1
"""Seed under which needs are examined and plays are looked at, the same for everybody."""


@dataclass(frozen=True, slots=True)
class ScenarioVerdict:
    """What a check found: problems make a scenario unusable, demands not ready for a room; notes forbid nothing."""

    name: str
    problems: tuple[Problem, ...]
    demands: tuple[Problem, ...]
    notes: tuple[Problem, ...] = ()

    @property
    def is_good(self) -> bool:
        """Whether nothing was found that has to be mended."""
        return not self.problems and not self.demands


def verdict_on(name: str, scenario: Scenario, directory: Path, *, with_needs: bool = True) -> ScenarioVerdict:
    """What is said of a scenario that can be opened.

    What a row of `needs.toml` says has to be true, and every team has to need others and to hold something for them.

    Args:
        name: What the verdict calls it.
        scenario: The scenario.
        directory: Where its files are.
        with_needs: Whether its needs are examined, which takes some seconds.
    """
    demands = with_lines(directory, examine(scenario, SHIPPED.allowed_names))
    if scenario.is_tutorial:
        return ScenarioVerdict(name, (), demands)
    demands = (*demands, *par.problems(directory, scenario))
    if not with_needs:
        return ScenarioVerdict(name, (), demands)
    needs = examine_needs(freeze(scenario, SEED))
    told = with_lines(directory, (finding.problem for finding in needs.findings))
    notes = with_lines(directory, (finding.problem for finding in needs.notes))
    return ScenarioVerdict(name, (), (*demands, *told), notes)


def after_play(verdict: ScenarioVerdict, scenario: Scenario, preset: Preset) -> ScenarioVerdict:
    """The same with what two plays of a preset tell."""
    told = playtest(freeze(scenario, SEED), preset, SEED)
    return replace(verdict, notes=(*verdict.notes, *told))
