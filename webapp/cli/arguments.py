"""How commands read their words: one clear line on standard error and exit code 2 when something is wrong."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Sequence
from gettext import gettext as _
from pathlib import Path
from typing import NoReturn

import pydantic

from simulation.exercise.registry import SHIPPED, load_scenario
from simulation.kernel.errors import ScenarioError
from simulation.law.book.levers import load_levers
from simulation.players.policies import players
from simulation.players.runs import usual_preset
from simulation.scenario.checks.all_checks import check
from simulation.scenario.library import Library
from simulation.scenario.schema.play import Preset
from simulation.scenario.schema.scenario import Scenario
from simulation.scenario.text.complaints import problem_of
from webapp.visit.config import OWN_SCENARIOS, data_folder


class BadUseError(Exception):
    """The command line cannot be understood; its text is for the person who wrote it."""


class Parser(argparse.ArgumentParser):
    """A parser that explains a fault in one line."""

    def error(self, message: str) -> NoReturn:
        """Raise an error instead of printing the usage."""
        raise BadUseError(f"{self.prog}: {message}")


def library() -> Library:
    """The shipped scenarios, and those in this person's data folder."""
    return Library(data_folder(os.environ) / OWN_SCENARIOS)


def scenario_directory(name: str) -> Path:
    """The directory of the scenario with this name, shipped or installed, whether or not it exists."""
    found = library()
    return found.directory(name) if name in found.names() else Path(name)


def scenario_named(name: str) -> Scenario:
    """The scenario with this name, shipped or installed, or in this directory."""
    directory = scenario_directory(name)
    if not directory.is_dir():
        known = ", ".join(library().names())
        raise BadUseError(_("there is no scenario {name!r}; there are: {known}").format(name=name, known=known))
    try:
        return load_scenario(directory)
    except ScenarioError as error:
        first, *more = error.problems
        text = _("the scenario {name!r} cannot be used: {first} ({more} more; rogatory scenario check lists all)")
        raise BadUseError(text.format(name=name, first=first, more=len(more))) from error


def preset_named(scenario: Scenario, key: str) -> Preset:
    """The scenario's preset with this key; the usual one for ""."""
    if not key:
        return usual_preset(scenario)
    found = next((preset for preset in scenario.play.presets if preset.key == key), None)
    if found is None:
        known = ", ".join(preset.key for preset in scenario.play.presets)
        raise BadUseError(_("there is no preset {key!r}; there are: {known}").format(key=key, known=known))
    return found


def policies_named(text: str, scenario: Scenario) -> tuple[str, dict[str, str]]:
    """The policy for all played countries and those of single ones, from `textbook` or `auto,VAL=textbook`."""
    everybody, single = "auto", dict[str, str]()
    known = players()
    for part in text.split(","):
        country, equals, policy = part.strip().rpartition("=")
        if policy not in known:
            names = ", ".join(known)
            raise BadUseError(_("there is no policy {policy!r}; there are: {names}").format(policy=policy, names=names))
        if not equals:
            everybody = policy
        elif any(each.code == country for each in scenario.countries):
            single[country] = policy
        else:
            raise BadUseError(_("the scenario has no country {country!r}").format(country=country))
    return everybody, single


def levers_named(texts: Sequence[str], scenario: Scenario) -> tuple[tuple[str, str, int], ...]:
    """Levers from `VAL=lawyers` (in place from the start) or `VAL=lawyers@40` (decided on day 40)."""
    found = []
    for text in texts:
        country, _equals, rest = text.partition("=")
        lever, at, day = rest.partition("@")
        if not any(each.code == country for each in scenario.countries):
            raise BadUseError(_("the scenario has no country {country!r}").format(country=country))
        if lever not in load_levers():
            names = ", ".join(load_levers())
            raise BadUseError(_("there is no lever {lever!r}; there are: {names}").format(lever=lever, names=names))
        if at and not (day.isdigit() and int(day) > 0):
            raise BadUseError(_("--lever needs COUNTRY=LEVER or COUNTRY=LEVER@DAY, not {text!r}").format(text=text))
        found.append((country, lever, int(day) if at else 0))
    if len({(country, lever) for country, lever, _day in found}) < len(found):
        raise BadUseError(_("--lever names one lever of a country twice"))
    return tuple(found)


def changed(scenario: Scenario, settings: Sequence[str]) -> Scenario:
    """The scenario with values replaced at dotted paths, e.g. `crime.laundering.report_rate=2.5`."""
    if not settings:
        return scenario
    body = scenario.model_dump(mode="json")
    for setting in settings:
        path, equals, text = setting.partition("=")
        if not equals:
            raise BadUseError(_("--set needs KEY=VALUE, not {setting!r}").format(setting=setting))
        _put(body, path, text)
    text = _("with --set, the scenario is no longer valid: {what}")
    try:
        made = Scenario.model_validate(body)
    except pydantic.ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        what = f"{where}: {problem_of(first, body, where).message}"
        raise BadUseError(one_line(text.format(what=what))) from error
    for problem in check(made, SHIPPED.allowed_names):
        raise BadUseError(one_line(text.format(what=problem)))
    return made


def one_line(text: str) -> str:
    """A message without line breaks, so that a fault is one line on standard error."""
    return " ".join(text.split())


def _put(body: object, path: str, text: str) -> None:
    """Puts a value in; parts of the path are names of fields, numbers, or names of elements of a list."""
    *way, last = path.split(".")
    here = body
    for part in way:
        here = _step(here, part, path)
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError):
        value = text
    if isinstance(here, dict) and last in here:
        here[last] = value
    elif isinstance(here, list) and last.isdigit() and int(last) < len(here):
        here[int(last)] = value
    else:
        raise BadUseError(_("the scenario has no value {path!r}").format(path=path))


def _step(here: object, part: str, path: str) -> object:
    if isinstance(here, dict) and part in here:
        return here[part]
    if isinstance(here, list):
        if part.isdigit() and int(part) < len(here):
            return here[int(part)]
        for element in here:
            if isinstance(element, dict) and part in _names_of(element):
                return element
    raise BadUseError(_("the scenario has no value {path!r}").format(path=path))


def _names_of(element: dict[str, object]) -> set[object]:
    """The names that a path can use for an element of a list: its key, its code, or the two countries that it binds."""
    return {element.get("key"), element.get("code"), f"{element.get('a')}-{element.get('b')}"}
