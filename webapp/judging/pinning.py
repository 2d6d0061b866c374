"""Pinning notes to an event, a request or a document while it happens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from simulation.kernel.errors import RuleViolation
from webapp.judging.blueprint import blueprint
from webapp.judging.evaluator import evaluator
from webapp.judging.note_rows import NoteRow, about_options, note_rows, things
from webapp.judging.records import Observation
from webapp.judging.records import pin as keep_note
from webapp.judging.sheets import Link, parts, show_sheets
from webapp.pages.forms import Option, text_field
from webapp.pages.page import ControlPage, all_views, control_page, refusal
from webapp.visit.refusals import Refusal
from webapp.visit.visitor import current_exercise, services

NOTE_LIMIT = 2000
"""Letters of a note."""


@dataclass(frozen=True, slots=True)
class NotesPage(ControlPage):
    """Every note, for trainers."""

    template: ClassVar[str] = "judge/notes.html"
    key: ClassVar[str] = "judge"

    parts: tuple[Link, ...]
    refused: Refusal | None
    about: tuple[Option, ...]
    notes: tuple[NoteRow, ...]
    text: str


@blueprint.get("/notes")
def all_notes() -> ResponseReturnValue:
    """Every note of the exercise."""
    return _notes_page()


def _notes_page(status: int = 200, refused: Refusal | None = None, text: str = "") -> ResponseReturnValue:
    return control_page(
        NotesPage(
            refused=refused,
            about=about_options(request.values.get("about", "")),
            notes=note_rows(),
            parts=parts("all_notes"),
            text=text,
        ),
        status,
    )


@blueprint.post("/notes")
def pin() -> ResponseReturnValue:
    """Pins a note; what it is pinned to has to be something that the evaluator can read."""
    who = evaluator()
    token = request.form.get("about", "")
    thing = next((each for each in things(who) if each.token == token), None)
    try:
        written = text_field("text", label=_("Note"), limit=NOTE_LIMIT, required=True)
        noted = Observation(
            author=who.author,
            country=who.country,
            about=thing.key if thing is not None else "",
            said=thing.said if thing is not None else "",
            text=written,
            at=all_views().control.clock.now,
            wall=datetime.now(UTC),
        )
        with services().database.writing() as session:
            keep_note(session, current_exercise().id, noted)
    except RuleViolation as violation:
        refused, kept = refusal(violation), request.form.get("text", "")
        if who.is_trainer:
            return _notes_page(refused.status, refused, kept)
        return show_sheets(refused.status, refused, kept)
    flash(_("The note is pinned."))
    return redirect(url_for("judge.all_notes" if who.is_trainer else "judge.observe"), 303)
