"""Files of shocks: a JSON list, checked against the scenario before anything is played."""

from __future__ import annotations

import json
from gettext import gettext as _
from pathlib import Path

import pydantic

from simulation.scenario.checks.problems import Findings
from simulation.scenario.checks.shocks import check_shock
from simulation.scenario.schema.scenario import Scenario
from simulation.scenario.schema.shocks import PlannedShock
from simulation.scenario.text.complaints import problem_of
from webapp.cli.arguments import BadUseError, one_line


def shocks_in(name: str, scenario: Scenario) -> tuple[PlannedShock, ...]:
    """The shocks of a file.

    Args:
        name: Name of the file.
        scenario: The scenario to which they belong.

    Raises:
        BadUseError: It cannot be read, is not a list of shocks, or names something that the scenario does not have.
    """
    body = scenario.model_dump(mode="json")
    body["play"]["shocks"] = _listed(name)
    try:
        shocks = Scenario.model_validate(body).play.shocks
    except pydantic.ValidationError as error:
        raise BadUseError(one_line(str(problem_of(error.errors()[0], body, name)))) from error
    findings = Findings()
    for index, shock in enumerate(shocks):
        check_shock(shock, f"shocks.{index}", "", scenario, findings, name)
    for problem in findings.problems():
        raise BadUseError(one_line(str(problem)))
    return shocks


def with_shocks(scenario: Scenario, shocks: tuple[PlannedShock, ...]) -> Scenario:
    """The scenario with these additional shocks."""
    if not shocks:
        return scenario
    play = scenario.play.model_copy(update={"shocks": (*scenario.play.shocks, *shocks)})
    return scenario.model_copy(update={"play": play})


def _listed(name: str) -> list[object]:
    try:
        text = Path(name).read_text(encoding="utf-8")
    except OSError as error:
        raise BadUseError(_("cannot read {file}: {why}").format(file=name, why=error.strerror)) from error
    except UnicodeDecodeError as error:
        raise BadUseError(_("{file} is not UTF-8 text").format(file=name)) from error
    try:
        listed = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadUseError(one_line(_("{file} is not JSON: {why}").format(file=name, why=error))) from error
    if not isinstance(listed, list):
        raise BadUseError(_("{file} needs a list of shocks").format(file=name))
    return listed
