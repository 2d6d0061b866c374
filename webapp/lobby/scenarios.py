"""The trainer's scenarios: those that ship and those of the data folder; upload, download, copy, remove."""

from __future__ import annotations

from dataclasses import dataclass

from flask import flash, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from simulation.kernel.errors import Problem, ScenarioError
from simulation.scenario.library import Library
from simulation.scenario.load import load
from simulation.scenario.pack import ENDING, MOST_BYTES
from simulation.scenario.schema.scenario import Scenario
from webapp.lobby.blueprint import blueprint
from webapp.pages.page import plain_page
from webapp.store.registered import registry
from webapp.visit.config import OWN_SCENARIOS
from webapp.visit.languages import language, language_name
from webapp.visit.visitor import services

MOST_TOLD = 12
"""Problems of a scenario that are told on the page; `rogatory scenario check` lists all."""


@dataclass(frozen=True, slots=True)
class ScenarioRow:
    """A scenario of the list.

    Attributes:
        name: Its name.
        title: What it is called, its name where it cannot be read.
        summary: What it is about.
        facts: Version, author, licence and languages.
        ships: Whether it ships with the program.
        problems: Why it cannot be used.
        is_for_rooms: Whether a room plays it, not one person alone.
    """

    name: str
    title: str
    summary: str
    facts: str
    ships: bool
    problems: tuple[str, ...]
    is_for_rooms: bool = True


def library() -> Library:
    """What ships, and what lies in the data folder."""
    return Library(services().config.data / OWN_SCENARIOS)


def scenario_of(name: str) -> Scenario:
    """A scenario of the library by its name.

    Raises:
        ScenarioError: It cannot be used.
    """
    return load(library().directory(name), registry().allowed_names)


@blueprint.get("/scenarios")
def scenarios() -> ResponseReturnValue:
    """The list."""
    return _list()


def _list(status: int = 200, problems: tuple[Problem, ...] = ()) -> ResponseReturnValue:
    found = library()
    rows = tuple(_row(name, found) for name in found.names())
    return plain_page("lobby/scenarios.html", status, rows=rows, refused=told(problems))


def _row(name: str, found: Library) -> ScenarioRow:
    ships = name in found.shipped()
    try:
        scenario = scenario_of(name)
        manifest = found.manifest(name, scenario)
    except ScenarioError as error:
        return ScenarioRow(name, name, "", "", ships, told(error.problems))
    facts = [_("version %(version)s", version=scenario.version)]
    if manifest.author:
        facts.append(_("by %(author)s", author=manifest.author))
    if manifest.licence:
        facts.append(manifest.licence)
    facts.append(", ".join(language_name(each) for each in manifest.languages))
    code = language()
    title, summary = scenario.text("title", code), scenario.text("summary", code)
    return ScenarioRow(name, title, summary, " · ".join(facts), ships, (), not scenario.is_tutorial)


def told(problems: tuple[Problem, ...], most: int = MOST_TOLD) -> tuple[str, ...]:
    """The first problems, and how many more there are."""
    shown = [f"{each}"[:400] for each in problems[:most]]
    if len(problems) > most:
        shown.append(_("and %(num)s more", num=len(problems) - most))
    return tuple(shown)


@blueprint.post("/scenarios")
def upload_scenario() -> ResponseReturnValue:
    """Takes a file in, or says why not; a refused one leaves nothing behind."""
    file = request.files.get("pack")
    content = file.stream.read(MOST_BYTES + 1) if file is not None else b""
    try:
        scenario = library().install(content, registry().allowed_names)
    except ScenarioError as error:
        return _list(422, error.problems)
    flash(_("“%(title)s” was added. You can find it under “New exercise”.", title=scenario.text("title", language())))
    return redirect(url_for("lobby.scenarios"), 303)


@blueprint.get("/scenarios/<name>.rogscn")
def download_scenario(name: str) -> ResponseReturnValue:
    """A scenario as one file."""
    found = library()
    if name not in found.names():
        raise NotFound
    try:
        content = found.pack(name, registry().allowed_names)
    except ScenarioError as error:
        return _list(422, error.problems)
    answer = make_response(content)
    answer.headers["Content-Type"] = "application/zip"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}{ENDING}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.post("/scenarios/<name>/copy")
def duplicate_scenario(name: str) -> ResponseReturnValue:
    """A copy of one's own, to be changed in its files."""
    found = library()
    if name not in found.names():
        raise NotFound
    try:
        new = found.duplicate(name, registry().allowed_names)
    except ScenarioError as error:
        return _list(422, error.problems)
    flash(_("Your own copy was made: %(name)s. Its files are in %(folder)s.", name=new, folder=found.directory(new)))
    return redirect(url_for("lobby.scenarios"), 303)


@blueprint.post("/scenarios/<name>/remove")
def remove_scenario(name: str) -> ResponseReturnValue:
    """Removes an own scenario."""
    try:
        library().remove(name)
    except ScenarioError:
        raise NotFound from None
    flash(_("%(name)s is removed. Exercises that were made from it go on.", name=name))
    return redirect(url_for("lobby.scenarios"), 303)
