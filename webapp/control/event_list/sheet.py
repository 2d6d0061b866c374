"""The event list taken out as a workbook and brought in again: a dry run first, then all of it or nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import ClassVar

from flask import flash, make_response, request
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, ngettext
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from simulation.exercise.core.command import CONTROL
from simulation.exercise.injects.commands import EditInject
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Phrase
from webapp.control.blueprint import blueprint
from webapp.control.event_list import rows as event_rows
from webapp.control.event_list.changes import Change, Changes, Standing, compared
from webapp.control.event_list.columns import (
    ALL,
    CODE,
    DAY,
    DAYS,
    NOTE,
    OPEN,
    TITLE,
    TO,
    WORDS,
    cells,
    columns,
    open_cells,
)
from webapp.control.event_list.notes import keep_notes, notes, write_notes
from webapp.control.event_list.pages import moves_of
from webapp.control.event_list.workbook import read, written
from webapp.control.value_names import names
from webapp.pages.forms import command_id
from webapp.pages.page import (
    ControlPage,
    all_views,
    back,
    control_page,
    control_view,
    do_all,
    new_command_id,
    refusal,
    scenario,
)
from webapp.visit.refusals import Refusal
from webapp.visit.visitor import current_exercise

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell before and after, in words; `warning` is what has to be known of it."""

    column: str
    before: str
    after: str
    warning: str


@dataclass(frozen=True, slots=True)
class LineChange:
    """A line that would change, or a new one."""

    row: int
    title: str
    is_new: bool
    cells: tuple[CellChange, ...]


@dataclass(frozen=True, slots=True)
class BringPage(ControlPage):
    """The way in for a list, and what it would change."""

    template: ClassVar[str] = "control/bring_events.html"
    key: ClassVar[str] = "events"

    refused: Refusal | None
    is_read: bool
    problems: tuple[str, ...]
    remarks: tuple[str, ...]
    lines: tuple[LineChange, ...]
    told: str
    """The changes as the form sends them back."""
    id: str
    open_labels: tuple[str, ...]


@blueprint.get("/events/list.xlsx")
def events_sheet() -> ResponseReturnValue:
    """The whole list as a workbook."""
    view, noted, moves, listed = control_view(), notes(), moves_of(control_view()), columns()
    rows = []
    for line in event_rows.ordered(view):
        found = cells(line, view, moves, noted.get(line.key, ""))
        rows.append([found[column.name] for column in listed])
    about = (
        _("Green columns may be changed; changes in the others are ignored."),
        _("A row without a code is a new event. If the row of an event is missing, the event stays as it is."),
        _(
            "Code: do not change it. To: the code of a country, or “all”. Day: leave it empty if a "
            "trigger or the trainer fires the event."
        ),
    )
    body = written([each.head for each in listed], rows, scenario().name, about, _("Event list"))
    answer = make_response(body)
    answer.headers["Content-Type"] = XLSX
    answer.headers["Content-Disposition"] = f'attachment; filename="rogatory-{current_exercise().id}-events.xlsx"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.get("/events/bring")
def bring_events() -> ResponseReturnValue:
    """The way in for a list."""
    return _page()


@blueprint.post("/events/bring")
def look_at_events() -> ResponseReturnValue:
    """The dry run: reads a list and says what it would change; nothing is changed."""
    try:
        rows, known = _handed_in()
    except RuleViolation as violation:
        refused = refusal(violation)
        return _page(refused.status, refused)
    return _page(changes=compared(rows, _standing(), _countries()), known=known)


def _handed_in() -> tuple[list[tuple[int, dict[str, str]]], set[str]]:
    file = request.files.get("file")
    body = file.read() if file is not None else b""
    if not body:
        raise RuleViolation("event_list.no_file")
    found = read(body)
    if found.scenario and found.scenario != scenario().name:
        raise RuleViolation("event_list.other", what=found.scenario)
    by_label = _by_label()
    known = {by_label[label] for label in found.labels if label in by_label}
    if CODE not in known or not known & set(OPEN):
        labels = ", ".join(column.label for column in columns() if column.name in (CODE, *OPEN))
        raise RuleViolation("event_list.columns", labels=labels)
    return [(number, _named(row, by_label)) for number, row in found.rows], known


@blueprint.post("/events/bring/all")
def change_events() -> ResponseReturnValue:
    """Makes the changes that a dry run has shown: all of them, or none."""
    try:
        changes, standing = _still_so(_sent_back(request.form.get("changes", "")))
        form = command_id()
    except RuleViolation as violation:
        refused = refusal(violation)
        return _page(refused.status, refused)
    refusing = _do(changes, standing, form)
    if refusing is not None:
        return _page(refusing.status, refusing)
    flash(ngettext("%(num)s event is changed.", "%(num)s events are changed.", len(changes)))
    return back("control.events")


def _still_so(changes: Sequence[Change]) -> tuple[Sequence[Change], Mapping[str, Standing]]:
    """The changes, when they would still change what they were shown to change.

    Raises:
        RuleViolation: Somebody has changed the list meanwhile, or the changes are not those of a dry run.
    """
    standing = _standing()
    found = compared([(each.row, {CODE: each.code, **each.after}) for each in changes], standing, _countries())
    if found.problems or found.changes != tuple(changes):
        raise RuleViolation("event_list.moved_on")
    return changes, standing


def _do(changes: Sequence[Change], standing: Mapping[str, Standing], form: str) -> Refusal | None:
    commands, noted = [], {}
    for number, change in enumerate(changes):
        key = change.code or f"added/{form}{number}"
        whole = {**(standing[key].cells if key in standing else {}), **change.after}
        if NOTE in change.after:
            noted[key] = whole[NOTE]
        if set(change.after) - {NOTE}:
            commands.append(
                EditInject(
                    id=f"{form}{number}",
                    member=CONTROL,
                    inject=key,
                    title=whole[TITLE],
                    text=whole[WORDS],
                    country=None if whole[TO] == ALL else whole[TO],
                    day=int(whole[DAY]) if whole[DAY] else None,
                    answer_days=int(whole[DAYS]),
                )
            )
    if not commands:
        keep_notes(noted)
        return None
    return do_all(commands, _noting(noted))


def _noting(noted: Mapping[str, str]) -> Callable[[Session], None]:
    return lambda session: write_notes(session, noted)


def _standing() -> dict[str, Standing]:
    noted = notes()
    return {
        line.key: Standing(line.fired_at is not None, open_cells(line, noted.get(line.key, "")))
        for line in control_view().injects
    }


def _countries() -> tuple[str, ...]:
    return tuple(each.code for each in all_views().scenario.played)


def _by_label() -> dict[str, str]:
    """Names of columns by their labels, in the language of the page and in English."""
    found = {column.label: column.name for column in columns()}
    with force_locale("en"):
        return {column.label: column.name for column in columns()} | found


def _named(row: Mapping[str, str], by_label: Mapping[str, str]) -> dict[str, str]:
    return {by_label[label]: text for label, text in row.items() if label in by_label}


def _sent_back(text: str) -> tuple[Change, ...]:
    """The changes that the dry run's form held.

    Raises:
        RuleViolation: They are none.
    """
    try:
        found = tuple(
            Change(str(each["code"]), int(each["row"]), _texts(each["before"]), _texts(each["after"]))
            for each in json.loads(text)
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as problem:
        raise RuleViolation("event_list.moved_on") from problem
    if not found or not all(set(each.after) <= set(OPEN) and set(each.before) <= set(OPEN) for each in found):
        raise RuleViolation("event_list.moved_on")
    return found


def _texts(cells: Mapping[str, object]) -> dict[str, str]:
    return {str(name): str(value) for name, value in cells.items()}


def _page(
    status: int = 200,
    refused: Refusal | None = None,
    changes: Changes | None = None,
    known: set[str] | None = None,
) -> ResponseReturnValue:
    labels = {column.name: column.label for column in columns()}
    found = changes or Changes()
    titles = {line.key: event_rows.title_of(line) for line in control_view().injects}
    problems = tuple(_problem(row, phrase, labels) for row, phrase in found.problems)
    return control_page(
        BringPage(
            refused=refused,
            is_read=changes is not None,
            problems=problems,
            remarks=tuple(_remarks(found, known or set(), labels)) if changes is not None else (),
            lines=tuple(_line(each, titles, labels) for each in found.changes),
            told=json.dumps([asdict(each) for each in found.changes]) if not problems else "",
            id=new_command_id("bring_events"),
            open_labels=tuple(labels[name] for name in OPEN),
        ),
        status,
    )


def _problem(row: int, phrase: Phrase, labels: Mapping[str, str]) -> str:
    values = tuple((name, labels[str(value)] if name == "column" else value) for name, value in phrase.params)
    said = names().say(Phrase(phrase.code, values))
    return _("Row %(row)s: %(problem)s", row=row, problem=said) if row else said


def _remarks(found: Changes, known: set[str], labels: Mapping[str, str]) -> list[str]:
    told = []
    lacking = [labels[name] for name in OPEN if name not in known]
    if lacking:
        columns_text = ", ".join(lacking)
        told.append(
            _(
                "Columns missing from the list: %(columns)s. Their entries in the exercise stay as they are.",
                columns=columns_text,
            )
        )
    if found.absent:
        told.append(
            ngettext(
                "%(num)s event of the exercise is not in the workbook and stays as it is.",
                "%(num)s events of the exercise are not in the workbook and stay as they are.",
                found.absent,
            )
        )
    return told


def _line(change: Change, titles: Mapping[str, str], labels: Mapping[str, str]) -> LineChange:
    changed = tuple(
        CellChange(labels[name], change.before.get(name, ""), value, _warning(name, value))
        for name, value in change.after.items()
        if change.code or value
    )
    return LineChange(change.row, titles.get(change.code, change.after.get(TITLE, "")), not change.code, changed)


def _warning(name: str, value: str) -> str:
    clock = control_view().clock
    is_due = name == DAY and value.isdigit() and int(value) <= clock.day and bool(clock.move)
    return _("The event comes at once.") if is_due else ""
