"""An event of the event list on a page of its own: its words, its choices and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from flask import Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from simulation.exercise.injects.commands import AnswerInject
from simulation.exercise.injects.views import InjectView
from simulation.exercise.injects.writing import LONGEST_CHOICE
from webapp.desk.beside import BesideEvent, beside_event
from webapp.desk.blueprint import blueprint
from webapp.desk.current_view import acting, attempt, own_offices, reader
from webapp.desk.deadlines import Deadline, deadline
from webapp.desk.messages.rows import signed
from webapp.desk.next_task import flash_done
from webapp.desk.readable import Reader
from webapp.desk.story_rows import StoryRow, told_here
from webapp.pages.forms import Option, command_id, text_field
from webapp.pages.page import TeamPage, has_pen, new_command_id, team_page
from webapp.pages.team_rows import mark_read
from webapp.text.names import choice_words
from webapp.visit.handles import handle_of, held
from webapp.visit.refusals import Refusal
from webapp.visit.visitor import current_member


@blueprint.get("/injects/<handle>", endpoint="inject_page")
def inject_page(handle: str) -> ResponseReturnValue:
    reading = reader()
    inject = held("inject", reading.view.injects, handle)
    if inject is None:
        abort(404)
    mark_read(f"inject:{inject.key}")
    return _inject_page(reading, inject)


@dataclass(frozen=True, slots=True)
class InjectPage(TeamPage):
    """Something of the event list that asks for an answer."""

    template: ClassVar[str] = "desk/inject.html"
    key: ClassVar[str] = "messages"

    handle: str
    title: str
    text: str
    sender: str
    sent: str
    due: Deadline | None
    answered: str
    words: str
    signed: str
    choices: tuple[Option, ...]
    unanswered: str
    hints: tuple[str, ...]
    document: str
    enclosure: str
    outcome: tuple[StoryRow, ...]
    offices: str
    asks: bool
    is_standing: bool
    written: str
    command: str
    can_send: bool
    beside: BesideEvent
    refusal: Refusal | None


def _inject_page(reading: Reader, inject: InjectView, status: int = 200, refusal: Refusal | None = None) -> Response:
    asks = inject.answer_due_day is not None
    offices = inject.offices or own_offices()
    return team_page(
        InjectPage(
            handle=handle_of("inject", inject.key),
            title=reading.text(inject.title),
            text=reading.text(inject.text),
            sender=reading.persona(inject.sender),
            sent=reading.calendar.short(inject.at),
            due=deadline(inject.answer_due_day, reading.view.clock, reading.calendar)
            if asks and not inject.answered and not reading.view.clock.is_over
            else None,
            answered=choice_words(reading, inject.key, inject.answered),
            words=inject.words,
            signed=signed(inject),
            choices=tuple(
                Option(code, choice_words(reading, inject.key, code), "", code == request.form.get("choice"))
                for code in inject.choices
            ),
            unanswered=choice_words(reading, inject.key, inject.unanswered),
            hints=inject.hint_texts or tuple(reading.text(f"inject.{inject.key}.hint{n}") for n in inject.hints),
            document=reading.documents.label_of(inject.document),
            enclosure=inject.enclosure,
            outcome=told_here(inject.key, reading),
            offices=", ".join(reading.office(office) for office in offices),
            asks=asks,
            is_standing=inject.is_standing,
            written=request.form.get("text", "") if request.method == "POST" else "",
            command=new_command_id(f"inject/{inject.key}"),
            can_send=any(has_pen(office) for office in reading.offices if office in offices),
            beside=beside_event(inject, offices, reading),
            refusal=refusal,
        ),
        status,
    )


@blueprint.post("/injects/<handle>", endpoint="answer_inject")
def answer_inject(handle: str) -> ResponseReturnValue:
    inject = held("inject", reader().view.injects, handle)
    if inject is None:
        abort(404)
    refused = attempt(
        lambda: AnswerInject(
            id=command_id(),
            by=acting(*(inject.offices or own_offices())),
            member=current_member().id,
            rests_on=(inject.key,),
            inject=inject.key,
            choice=request.form.get("choice", "")[:LONGEST_CHOICE],
            text=text_field("text", label=_("Your answer"), limit=4000),
        )
    )
    if refused is not None:
        again = reader()
        now = held("inject", again.view.injects, handle) or inject
        if refused.code == "command.differs" and now.answered:
            words = _("Not sent: you have already answered this message in another tab.")
            refused = Refusal(refused.code, words, refused.status)
        return _inject_page(again, now, refused.status, refused)
    page = url_for("desk.inject_page", handle=handle)
    flash_done(_("Answered: %(title)s.", title=reader().text(inject.title)), page)
    return redirect(page, 303)
