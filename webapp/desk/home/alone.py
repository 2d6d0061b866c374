"""A tutorial for one person: days pass when the person says so, and its last page compares."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from flask import abort, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from pydantic import TypeAdapter

from simulation.exercise.clock.commands import EndExercise, Jump
from simulation.exercise.core.command import CONTROL, Command
from simulation.exercise.procedures.letter.play.views import RequestView
from simulation.kernel.entities import EntityKind
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import TimeKind
from simulation.matters.matter import Segment
from simulation.review.prices.one_letter import Badly, LetterRun, runs_of_letter
from webapp.desk.blueprint import blueprint
from webapp.desk.current_view import acting, may_send, reader
from webapp.desk.documents.facts import DocumentRow, document_rows
from webapp.desk.readable import Reader
from webapp.desk.requests.rows import HeldDays, held_days
from webapp.pages.alone import may_end
from webapp.pages.forms import Option, command_id
from webapp.pages.page import TeamPage, do, scenario, team_page, team_view
from webapp.store.exercise_rows import record_of
from webapp.store.tables import ExerciseRecord
from webapp.text.say import say_code
from webapp.visit.visitor import current_exercise, services

GONE_BY = frozenset({"pace.wrong_phase", "command.differs"})
"""Refusals of a button that was pressed twice: what it asks for is done already."""

WIDEST = 300
"""Pixels of the longest bar: what a phone has room for."""


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One way to write the letter, and the days that it took.

    Attributes:
        title: What was different.
        why: Why that takes longer.
        days_text: Days until the answer.
        more_text: How many more than as it was sent; "" for none.
        note: What is to be said besides: it was like this, it was asked back.
        segments: Whose the days were.
        is_own: It is what was sent.
    """

    title: str
    why: str
    days_text: str
    more_text: str
    note: str
    segments: tuple[HeldDays, ...]
    is_own: bool


@dataclass(frozen=True, slots=True)
class ComparedPage(TeamPage):
    """What was done in a tutorial, and what it would have cost to do it badly."""

    template: ClassVar[str] = "desk/compared.html"
    key: ClassVar[str] = "start"

    heading: str
    letter: str
    letter_url: str
    rows: tuple[ComparedRow, ...]
    day_width: float
    """Pixels of a day in the bars: the longest fits on a phone."""

    results: tuple[DocumentRow, ...]
    money: tuple[Option, ...]
    """Where the money of the accounts that the letter was about went, page by page."""

    closing: str


@blueprint.post("/onward", endpoint="onward")
def onward() -> ResponseReturnValue:
    """Lets the planned days pass; the news tells what came."""
    _require_alone()
    return _done(Jump(id=command_id(), member=CONTROL, days=team_view().clock.next_jump_days), "desk.home")


@blueprint.post("/end-alone", endpoint="end_alone")
def end_alone() -> ResponseReturnValue:
    """Ends play once its button is there, and compares.

    Raises:
        RuleViolation: There is nothing to compare yet (`alone.too_early`).
    """
    _require_alone()
    view = team_view()
    if not view.clock.is_over and not may_end(view):
        raise RuleViolation("alone.too_early")
    return _done(EndExercise(id=command_id(), member=CONTROL), "desk.compared")


def _require_alone() -> None:
    """Sees to it that nobody else leads the exercise, and that the visitor writes in it.

    Raises:
        NotFound: A trainer leads it.
        RuleViolation: The visitor holds no pen (`seat.no_pen`).
    """
    if not scenario().is_tutorial:
        abort(404)
    if not team_view().clock.is_over and not may_send():
        raise RuleViolation("seat.no_pen", office=acting().office)


def _done(command: Command, then: str) -> ResponseReturnValue:
    refused = do(command)
    if refused is not None and refused.code not in GONE_BY:
        raise RuleViolation(refused.code)
    return redirect(url_for(then), 303)


@blueprint.get("/compared", endpoint="compared")
def compared() -> ResponseReturnValue:
    """The letter as it was sent beside the same letter written badly, each played again."""
    reading = reader()
    if not scenario().is_tutorial or not reading.view.clock.is_over:
        abort(404)
    own = _letter(reading)
    runs = _runs(own.key) if own is not None else ()
    brought = own.results if own is not None else ()
    filed = tuple(each for each in reading.view.documents if each.document.key in brought)
    rows = tuple(_row(each, runs[0]) for each in runs)
    return team_page(
        ComparedPage(
            heading=_heading(runs),
            letter=reading.requests.title_of(own) if own is not None else "",
            letter_url=url_for("desk.request_page", number=own.label) if own is not None else "",
            rows=rows,
            day_width=WIDEST / max((sum(part.days for part in row.segments) for row in rows), default=WIDEST),
            results=document_rows(filed, reading, frozenset(), {}),
            money=_money(own, reading) if own is not None and filed else (),
            closing=reading.written("closing") if filed else "",
        )
    )


def _money(own: RequestView, reading: Reader) -> tuple[Option, ...]:
    accounts = (each for each in own.targets if each.kind is EntityKind.ACCOUNT)
    numbered = ((each.label, reading.entities.number_of(each.key)) for each in accounts)
    return tuple(Option(url_for("desk.money", number=n), label) for label, n in numbered if n is not None)


def _letter(reading: Reader) -> RequestView | None:
    """The letter of which the page tells: the first that brought something, else the first that was sent."""
    own = [each for each in reading.view.requests if not each.incoming and each.status != "drafting"]
    return next((each for each in own if each.results), own[0] if own else None)


@cache
def _codec() -> TypeAdapter[tuple[LetterRun, ...]]:
    return TypeAdapter(tuple[LetterRun, ...])


def _runs(request: str) -> tuple[LetterRun, ...]:
    """The reruns, made once for each end of an exercise, however many look."""
    info, store = current_exercise(), services().store

    def make() -> str:
        with store.database.reading() as session:
            record = record_of(session, session.get_one(ExerciseRecord, info.id), store.registry)
        return _codec().dump_json(runs_of_letter(record, request, store.players)).decode()

    return _codec().validate_json(services().parts.once((info.id, "compared", request, str(info.sequence)), make))


def _heading(runs: tuple[LetterRun, ...]) -> str:
    if not runs:
        return _("You sent no letter")
    days = runs[0].days
    if days is None:
        return _("Your letter was not answered")
    return ngettext("Your letter was answered in %(num)s day", "Your letter was answered in %(num)s days", days)


def _row(run: LetterRun, sent: LetterRun) -> ComparedRow:
    is_own = run.way is Badly.AS_SENT
    notes = []
    if run.is_as_sent and not is_own:
        notes.append(_("You had already sent your letter in this way."))
    if run.asked_back:
        notes.append(
            ngettext("The other side asked one question.", "The other side asked %(num)s questions.", run.asked_back)
        )
    if any(each.kind is TimeKind.PACE for each in run.line.stretches):
        notes.append(_("Dotted: days between your office hours, on which nobody could answer."))
    more = run.days - sent.days if run.days is not None and sent.days is not None else 0
    return ComparedRow(
        title=say_code(f"compared.{run.way}"),
        why=say_code(f"compared.{run.way}.why"),
        days_text=ngettext("%(num)s day", "%(num)s days", run.days) if run.days is not None else _("no answer"),
        more_text=ngettext("%(num)s more day", "%(num)s more days", more) if more > 0 else "",
        note=" ".join(notes),
        segments=held_days(
            tuple(Segment(each.holder, each.kind, each.status, each.start, each.end) for each in run.line.stretches)
        ),
        is_own=is_own,
    )
