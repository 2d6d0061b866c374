"""The sheets: each objective with its tasks by office, what was measured filled in, fields for what people judge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from simulation.review.measured import MEASURED_FACTS
from webapp.judging.blueprint import blueprint
from webapp.judging.evaluator import Evaluator, evaluator, names_of_authors, what_was_measured
from webapp.judging.measured_said import counted_said, measured_said
from webapp.judging.note_rows import NoteRow, about_options, note_rows
from webapp.judging.records import EVERYBODY, OBJECTIVE, Judgement, judgements, of_task
from webapp.judging.scale import Mark, Scale, mark_said, scale_of
from webapp.pages.forms import Option
from webapp.pages.page import ControlPage, TeamPage, Values, all_views, control_page, scenario, team_page, text
from webapp.text.names import ScenarioNames
from webapp.visit.languages import language
from webapp.visit.refusals import Refusal
from webapp.visit.roles import LOOKS_ON, role_of
from webapp.visit.visitor import current_exercise, current_visit, services

SHOWN = 6
"""Measured lines of a task that stand open; the others are behind a fold."""


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task with what was measured.

    Attributes:
        key: Name of its fields.
        office: Whose task.
        text: The task.
        counted: How many were within the reference, "" where none can be compared.
        lines: What was measured, the first few.
        further: The rest.
        is_measured: Whether the program can measure anything of it.
        options: The ratings.
    """

    key: str
    office: str
    text: str
    counted: str
    lines: tuple[str, ...]
    further: tuple[str, ...]
    is_measured: bool
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A sheet: an objective of the exercise.

    Attributes:
        key: Its key.
        name: What it is.
        tasks: Its tasks.
        options: The ratings of the whole.
        note: What the evaluator wrote.
        others: What other evaluators gave, for trainers.
    """

    key: str
    name: str
    tasks: tuple[TaskRow, ...]
    options: tuple[Option, ...]
    note: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A place to go."""

    url: str
    label: str
    current: bool
    count: int | None = None


@dataclass(frozen=True, slots=True)
class SheetsShown(Values):
    """What both kinds of evaluators see of the sheets."""

    sheets: tuple[SheetRow, ...]
    team: str
    refused: Refusal | None


@dataclass(frozen=True, slots=True)
class SheetsPage(ControlPage):
    """The sheets of a trainer."""

    template: ClassVar[str] = "judge/home.html"
    key: ClassVar[str] = "judge"

    shown: SheetsShown
    parts: tuple[Link, ...]
    teams: tuple[Link, ...]
    is_hseep: bool


@dataclass(frozen=True, slots=True)
class ObserverPage(TeamPage):
    """An observer's page: a note at once, and the sheets of the own table."""

    template: ClassVar[str] = "judge/observe.html"
    key: ClassVar[str] = "judge"

    shown: SheetsShown
    about: tuple[Option, ...]
    notes: tuple[NoteRow, ...]
    text: str


@blueprint.get("/")
def home() -> ResponseReturnValue:
    """The sheets, team by team or of all."""
    return show_sheets()


@blueprint.get("/observe")
def observe() -> ResponseReturnValue:
    """What an observer has on the phone."""
    return show_sheets()


def show_sheets(status: int = 200, refused: Refusal | None = None, text: str = "") -> ResponseReturnValue:
    """The page of whoever asks."""
    who = evaluator()
    with services().database.reading() as session:
        given = judgements(session, current_exercise().id)
    team = who.country if not who.is_trainer else chosen_team()
    shown = SheetsShown(_sheets(who, team, given), team, refused)
    if who.is_trainer:
        return control_page(
            SheetsPage(
                shown=shown,
                parts=parts("home"),
                teams=_teams(team),
                is_hseep=scale_of(given) is Scale.HSEEP,
            ),
            status,
        )
    return team_page(
        ObserverPage(
            shown=shown,
            about=about_options(request.values.get("about", "")),
            notes=note_rows(who.author),
            text=text,
        ),
        status,
    )


def chosen_team() -> str:
    """The team in the address of a trainer's page; "" for all."""
    asked = request.values.get("team", EVERYBODY)
    return asked if asked in all_views().teams else EVERYBODY


def parts(current: str) -> tuple[Link, ...]:
    """The pages of a trainer who judges."""
    labels = (("home", _("Sheets")), ("all_notes", _("Pinned notes")), ("survey_read", _("Survey")))
    return tuple(Link(url_for(f"judge.{name}"), label, name == current) for name, label in labels)


def _teams(current: str) -> tuple[Link, ...]:
    names = ScenarioNames(scenario(), language())
    found = [Link(url_for("judge.home"), _("All teams"), current == EVERYBODY)]
    found += [
        Link(url_for("judge.home", team=code), names.country(code), current == code) for code in all_views().teams
    ]
    return tuple(found)


def _sheets(who: Evaluator, team: str, given: Sequence[Judgement]) -> tuple[SheetRow, ...]:
    own = {each.about: each for each in given if each.author == who.author and each.country == team}
    scale = scale_of(given)
    authors = names_of_authors() if who.is_trainer else {}
    return tuple(
        SheetRow(
            key=objective.key,
            name=text(f"objective.{objective.key}"),
            tasks=tuple(_task(task.key, task.office, task.fact, team, own, scale) for task in objective.tasks),
            options=options(own.get(f"{OBJECTIVE}{objective.key}"), scale),
            note=own[f"{OBJECTIVE}{objective.key}"].text if f"{OBJECTIVE}{objective.key}" in own else "",
            others=_others(f"{OBJECTIVE}{objective.key}", who, given, scale, authors),
        )
        for objective in scenario().play.objectives
    )


def _task(key: str, office: str, fact: str, team: str, own: Mapping[str, Judgement], scale: Scale) -> TaskRow:
    names = ScenarioNames(scenario(), language())
    found = [each for each in what_was_measured() if each.fact == fact and team in {EVERYBODY, each.country}]
    lines = [measured_said(each) if team else f"{names.country(each.country)}: {measured_said(each)}" for each in found]
    return TaskRow(
        key=key,
        office=names.office(office),
        text=text(key),
        counted=counted_said(found),
        lines=tuple(lines[:SHOWN]),
        further=tuple(lines[SHOWN:]),
        is_measured=fact in MEASURED_FACTS,
        options=options(own.get(of_task(key)), scale),
    )


def options(given: Judgement | None, scale: Scale) -> tuple[Option, ...]:
    """The ratings to choose from; "not assessed" comes first and stands until somebody chooses."""
    mark = given.mark if given is not None else ""
    return tuple(Option(code, mark_said(code, scale), selected=code == mark) for code in ("", *Mark))


def _others(
    about: str, who: Evaluator, given: Sequence[Judgement], scale: Scale, authors: Mapping[str, str]
) -> tuple[str, ...]:
    """What others gave: for trainers who run the exercise, so that evaluators judge each for themselves."""
    if not who.is_trainer or role_of(current_visit()) in LOOKS_ON:
        return ()
    names = ScenarioNames(scenario(), language())
    found = []
    for each in given:
        if each.about != about or each.author == who.author:
            continue
        whose = authors.get(each.author, _("somebody"))
        said = _("%(who)s: %(mark)s", who=whose, mark=mark_said(each.mark, scale))
        if each.country:
            said = f"{names.country(each.country)}. {said}"
        found.append(f"{said}. {each.text}" if each.text else said)
    return tuple(found)
