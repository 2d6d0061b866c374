"""One event of the list: what it is for, what is expected, hints; fire, hold, edit, add, note."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from flask import abort, flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from simulation.exercise.core.command import CONTROL
from simulation.exercise.injects.commands import EditInject, FireInject, HoldInject, SendHint
from simulation.exercise.injects.views import InjectLine
from simulation.kernel.errors import RuleViolation
from webapp.control.blueprint import blueprint
from webapp.control.event_list import rows as event_rows
from webapp.control.event_list.changes import LAST_DAY, NOTE_LIMIT, TITLE_LIMIT
from webapp.control.event_list.choices import ChoiceRow, choice_rows
from webapp.control.event_list.kept_event import held_now, scenarios_to_keep_in
from webapp.control.event_list.notes import keep_notes, notes
from webapp.control.event_list.rows import Answer, EventRow, Hint
from webapp.control.value_names import country, date_at
from webapp.judging.note_rows import NoteRow, note_rows
from webapp.judging.rubric import Criterion, rubrics
from webapp.pages.forms import Option, command_id, one_of, optional_int_field, text_field
from webapp.pages.page import (
    ControlPage,
    all_views,
    back,
    control_page,
    control_view,
    do,
    new_command_id,
    refusal,
)
from webapp.visit.handles import held
from webapp.visit.refusals import Refusal


def find(handle: str) -> InjectLine:
    """The line with this handle."""
    found = held("event", control_view().injects, handle)
    if found is None:
        abort(404)
    return found


@blueprint.get("/events/<handle>")
def event_page(handle: str) -> ResponseReturnValue:
    """One event with all its words."""
    return show(handle)


@dataclass(frozen=True, slots=True)
class EventPage(ControlPage):
    """An event of the list, with what was answered."""

    template: ClassVar[str] = "control/event.html"
    key: ClassVar[str] = "events"

    refused: Refusal | None
    handle: str
    row: EventRow
    title: str
    text: str
    purpose: str
    expected: str
    objectives: tuple[str, ...]
    sender: str
    offices: str
    fired_on: str
    fired: bool
    held: bool
    can_change: bool
    choices: tuple[ChoiceRow, ...]
    answers: tuple[Answer, ...]
    silent: tuple[str, ...]
    note: str
    pinned: tuple[NoteRow, ...]
    rubrics: Mapping[str, tuple[Criterion, ...]]
    hints: tuple[Hint, ...]
    countries: tuple[Option, ...]
    to_options: tuple[Option, ...]
    form: Mapping[str, str | int]
    is_own: bool
    early: bool
    enclosure: str
    paper: str
    keep_in: tuple[Option, ...]
    ids: Mapping[str, str]


def show(handle: str, status: int = 200, refused: Refusal | None = None) -> ResponseReturnValue:
    """One event; a refused edit comes back with what was written."""
    view = control_view()
    line = find(handle)
    inject = event_rows.whole(line)
    editing = request.method == "POST" and "title" in request.form
    given = request.form if editing else {}
    fired = line.fired_at is not None
    return control_page(
        EventPage(
            refused=refused,
            handle=handle,
            row=event_rows.row(line, view, event_rows.following(view)),
            title=event_rows.title_of(line),
            text=event_rows.text_of(line),
            purpose=event_rows.trainers_words(line, "purpose"),
            expected=event_rows.trainers_words(line, "expected"),
            objectives=event_rows.objectives(inject),
            sender=event_rows.sender_of(inject),
            offices=event_rows.offices_text(inject),
            fired_on=date_at(line.fired_at) if line.fired_at is not None else "",
            fired=fired,
            held=line.state == "held",
            can_change=not view.clock.is_over,
            choices=choice_rows(line),
            answers=event_rows.answers(line),
            is_own=line.written is not None,
            early=line.is_early,
            enclosure=line.enclosure,
            paper=event_rows.paper_text(line),
            keep_in=scenarios_to_keep_in() if line.written is not None else (),
            silent=tuple(country(code) for code in event_rows.without_answer(line)),
            note=notes().get(line.key, ""),
            pinned=note_rows(about=f"event/{line.key}"),
            rubrics=rubrics(line),
            hints=event_rows.hints(line),
            countries=tuple(Option(code, country(code)) for code in line.countries),
            to_options=country_options(),
            form={
                "title": given.get("title", line.title),
                "text": given.get("text", line.text),
                "day": given.get("day", line.day if line.day is not None else ""),
                "answer_days": given.get("answer_days", line.answer_days),
                "country": given.get("country", line.countries[0] if len(line.countries) == 1 else ""),
            },
            ids={
                name: new_command_id(f"{name}/{line.key}")
                for name in (
                    "fire",
                    "hold",
                    "edit",
                    "early",
                    *(f"hint{hint}/{code}" for hint in event_rows.HINTS for code in line.countries),
                )
            }
            | ({"keep": new_command_id(f"keep/{line.key}/{held_now()}")} if line.written is not None else {}),
        ),
        status,
    )


def country_options() -> tuple[Option, ...]:
    """The played countries."""
    return tuple(Option(each.code, country(each.code)) for each in all_views().scenario.played)


@blueprint.post("/events/<handle>/fire")
def fire(handle: str) -> ResponseReturnValue:
    """Fires an event now."""
    line = find(handle)
    refused = do(FireInject(id=command_id(), member=CONTROL, inject=line.key))
    if refused is not None:
        return show(handle, refused.status, refused)
    flash(_("“%(title)s” has reached its seats.", title=event_rows.title_of(line)))
    match request.form.get("stay", ""):
        case "":
            return back("control.home")
        case "list":
            return back("control.events")
        case _:
            return back("control.event_page", handle=handle)


@blueprint.post("/events/<handle>/hold")
def hold(handle: str) -> ResponseReturnValue:
    """Holds an event back, or releases it."""
    line = find(handle)
    held = request.form.get("held") == "yes"
    refused = do(HoldInject(id=command_id(), member=CONTROL, inject=line.key, held=held))
    return show(handle, refused.status, refused) if refused is not None else back("control.event_page", handle=handle)


@blueprint.post("/events/<handle>/edit")
def edit(handle: str) -> ResponseReturnValue:
    """Changes an event's words, day or addressee."""
    refused = _edit(find(handle).key)
    if refused is not None:
        return show(handle, refused.status, refused)
    flash(_("The event is changed."))
    return back("control.event_page", handle=handle)


def _edit(key: str) -> Refusal | None:
    try:
        to = request.form.get("country", "")
        return do(
            EditInject(
                id=command_id(),
                member=CONTROL,
                inject=key,
                title=text_field("title", label=_("Title"), limit=TITLE_LIMIT, required=True),
                text=text_field("text", label=_("Text"), required=True),
                country=one_of("country", [each.value for each in country_options()], label=_("To")) if to else None,
                day=optional_int_field("day", lowest=1, highest=LAST_DAY, label=_("Day")),
                answer_days=optional_int_field("answer_days", lowest=0, highest=400, label=_("Days to answer")) or 0,
            )
        )
    except RuleViolation as violation:
        return refusal(violation)


@blueprint.post("/events/<handle>/note")
def note(handle: str) -> ResponseReturnValue:
    """Keeps what the trainer notes about an event; nothing written removes the note."""
    line = find(handle)
    try:
        keep_notes({line.key: text_field("note", label=_("Note"), limit=NOTE_LIMIT)})
    except RuleViolation as violation:
        refused = refusal(violation)
        return show(handle, refused.status, refused)
    flash(_("The note is kept."))
    return back("control.event_page", handle=handle)


@blueprint.post("/events/<handle>/hint")
def hint(handle: str) -> ResponseReturnValue:
    """Sends a hint to the seats that got the event."""
    line = find(handle)
    try:
        chosen = int(one_of("number", [str(each) for each in event_rows.HINTS], label=_("Hint")))
        code = one_of("country", line.countries, label=_("To"))
        refused = do(SendHint(id=command_id(), member=CONTROL, inject=line.key, number=chosen, country=code))
    except RuleViolation as violation:
        refused, code = refusal(violation), ""
    if refused is not None:
        return show(handle, refused.status, refused)
    flash(_("%(country)s has received the hint.", country=country(code)))
    return back("control.event_page", handle=handle)
