"""One country in the trainer's hands: its seats and pens, and playing it while its people are away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from flask import abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from simulation.exercise.clock.commands import HandBack, TakeOver
from simulation.exercise.cooperation.commands import PullLever
from simulation.exercise.core.command import CONTROL, Command, Seat
from simulation.exercise.injects.commands import AnswerInject
from simulation.exercise.injects.views import InjectView
from simulation.exercise.measures.commands import TriageReport
from simulation.exercise.measures.views import ReportView
from simulation.exercise.procedures.letter.commands import ActOnRequest
from simulation.exercise.procedures.letter.play.views import RequestView
from simulation.exercise.procedures.letter.statuses import LetterAction
from simulation.exercise.views.control_view import CountryLine
from simulation.exercise.views.work_list import waiting
from simulation.kernel.errors import RuleViolation
from simulation.kernel.offices import OfficeTask
from simulation.law.book.levers import load_levers
from webapp.control.blueprint import blueprint
from webapp.control.room.lever_rows import LeverRow, lever_rows
from webapp.control.room.pages import Choice
from webapp.control.room.seats import CountryRow, DecisionCell, rows, short_office
from webapp.control.value_names import country, names, reader
from webapp.desk.current_view import papers_chosen
from webapp.desk.readable import Reader
from webapp.desk.requests import offers
from webapp.desk.requests.checks import FindingRow, finding_rows
from webapp.desk.requests.offers import OfferForm
from webapp.desk.requests.rows import stage
from webapp.lobby.door import pen_commands
from webapp.pages.forms import command_id, key_field, one_of, seen_field, some_of, text_field
from webapp.pages.page import (
    ControlPage,
    all_views,
    back,
    control_page,
    control_view,
    do,
    do_all,
    new_command_id,
    refusal,
)
from webapp.pages.seat_rows import PostRow, SeatRow
from webapp.store.registered import registry
from webapp.text.formatting import day_number, days_text
from webapp.text.law_texts import law_text
from webapp.text.names import choice_words
from webapp.text.say import say_code
from webapp.visit.handles import handle_of
from webapp.visit.refusals import Refusal

TRIAGE = ("disseminate", "keep", "archive")


@dataclass(frozen=True, slots=True)
class Work:
    """Something that waits for this country."""

    title: str
    why: str
    offices: str
    url: str


@dataclass(frozen=True, slots=True)
class Question:
    """An event that waits for this country's answer."""

    handle: str
    title: str
    text: str
    choices: tuple[Choice, ...]
    command: str


@dataclass(frozen=True, slots=True)
class Report:
    """A report that waits for a decision."""

    label: str
    title: str
    command: str


def line_of(code: str) -> CountryLine:
    """The country's line in control's view."""
    found = next((line for line in control_view().countries if line.country == code), None)
    if found is None or code not in all_views().teams:
        abort(404)
    return found


@blueprint.get("/countries/<code>")
def country_page(code: str) -> ResponseReturnValue:
    """The country's page."""
    return show(code)


@dataclass(frozen=True, slots=True)
class CountryPage(ControlPage):
    """A country as control sees and plays it."""

    template: ClassVar[str] = "control/country.html"
    key: ClassVar[str] = "room"

    refused: Refusal | None
    code: str
    name: str
    controlled: bool
    is_over: bool
    seats: tuple[SeatRow, ...]
    readers: tuple[PostRow, ...]
    decisions: tuple[DecisionCell, ...]
    work: tuple[Work, ...]
    questions: tuple[Question, ...]
    reports: tuple[Report, ...]
    levers: tuple[LeverRow, ...]
    triage: tuple[Choice, ...]
    last_day: int
    at_risk: int
    risk_abroad: int
    ids: Mapping[str, str]
    new_id: Callable[[str], str]
    others: tuple[CountryRow, ...]


def show(code: str, status: int = 200, refused: Refusal | None = None) -> ResponseReturnValue:
    """Seats, pens, and what waits when control plays it."""
    line = line_of(code)
    reading = reader(code)
    mine = next(row for row in rows(control_view()) if row.code == code)
    return control_page(
        CountryPage(
            refused=refused,
            code=code,
            name=country(code),
            controlled=line.controlled,
            is_over=reading.view.clock.is_over,
            seats=mine.seats,
            readers=mine.readers,
            decisions=tuple(DecisionCell(short_office(each), count) for each, count in line.decisions_this_move),
            work=tuple(_work(reading, code)),
            questions=_questions(reading),
            reports=_reports(reading),
            levers=lever_rows(code),
            triage=tuple(Choice(each, say_code(f"triage.{each}")) for each in TRIAGE),
            last_day=day_number(all_views().played_to),
            at_risk=len([person for person in reading.view.at_risk if person[2] is None]),
            risk_abroad=len(reading.view.risk_abroad),
            ids={
                "take": new_command_id(f"take/{code}"),
                "give": new_command_id(f"give/{code}"),
            },
            new_id=new_command_id,
            others=tuple(row for row in rows(control_view()) if row.code != code),
        ),
        status,
    )


def on_behalf(code: str, command: Command) -> Refusal | None:
    """A decision entered for a seat, which the record names as exercise control's.

    Its people keep their country: control has it for this one act alone, all in one transaction.
    """
    if line_of(code).controlled:
        return do(command)
    take = TakeOver(id=f"{command.id}t", member=CONTROL, country=code)
    give = HandBack(id=f"{command.id}h", member=CONTROL, country=code)
    return do_all((take, command, give), in_turn=True)


def _work(reading: Reader, code: str) -> list[Work]:
    found = []
    for item in waiting(reading.view.work, None):
        url = ""
        if item.about_kind == "request" and not reading.view.clock.is_over:
            shown = reading.view.request(item.about)
            if shown is not None:
                url = url_for("control.play_request", code=code, number=shown.label)
        offices = ", ".join(short_office(each) for each in item.offices)
        found.append(Work(reading.say(item.title), reading.say(item.why), offices, url))
    return found


def _open_injects(reading: Reader) -> tuple[InjectView, ...]:
    if reading.view.clock.is_over:
        return ()
    return tuple(each for each in reading.view.injects if each.answer_due_day is not None and not each.answered)


def _questions(reading: Reader) -> tuple[Question, ...]:
    return tuple(
        Question(
            handle=handle_of("inject", f"{reading.view.country}|{each.key}"),
            title=each.title,
            text=each.text,
            choices=tuple(Choice(choice, choice_words(names(), each.key, choice)) for choice in each.choices),
            command=f"answer/{reading.view.country}/{each.key}",
        )
        for each in _open_injects(reading)
    )


def _open_reports(reading: Reader) -> tuple[ReportView, ...]:
    return () if reading.view.clock.is_over else tuple(each for each in reading.view.reports if not each.decision)


def _reports(reading: Reader) -> tuple[Report, ...]:
    found = []
    for each in _open_reports(reading):
        filed = reading.view.document(each.document)
        title = reading.documents.title_of(filed) if filed is not None else _("Suspicious transaction report")
        found.append(
            Report(reading.documents.label_of(each.document), title, f"triage/{reading.view.country}/{each.key}")
        )
    return tuple(found)


@blueprint.post("/countries/<code>/take")
def take_over(code: str) -> ResponseReturnValue:
    """Control plays the country from now on."""
    refused = do(TakeOver(id=command_id(), member=CONTROL, country=code))
    if refused is not None:
        return show(code, refused.status, refused)
    flash(_("You play %(country)s now. Its people can read, but not act.", country=country(code)))
    return back("control.country_page", code=code)


@blueprint.post("/countries/<code>/give")
def hand_back(code: str) -> ResponseReturnValue:
    """Gives the country back."""
    refused = do(HandBack(id=command_id(), member=CONTROL, country=code))
    if refused is not None:
        return show(code, refused.status, refused)
    flash(_("%(country)s is played by its people again; empty seats are automatic.", country=country(code)))
    return back("control.country_page", code=code)


@blueprint.post("/countries/<code>/levers")
def pull_lever(code: str) -> ResponseReturnValue:
    """Decides on a lever for the country; it works after its lead time."""
    key = one_of("lever", load_levers(), label=_("Lever"))
    refused = do(PullLever(id=command_id(), member=CONTROL, country=code, lever=key))
    if refused is not None:
        return show(code, refused.status, refused)
    lever = load_levers()[key]
    flash(
        _(
            "%(lever)s: decided. It takes effect in %(days)s.",
            lever=law_text(lever.name),
            days=days_text(lever.lead_days),
        )
    )
    return back("control.country_page", code=code)


@blueprint.post("/countries/<code>/pen")
def give_pen(code: str) -> ResponseReturnValue:
    """Gives a seat's pen to somebody who sits there; a merged seat has one pen in each of its offices."""
    offices = [(code, office) for office in some_of("office", registry().offices.codes)]
    refused = do_all(pen_commands(command_id(), CONTROL, key_field("to", required=True), offices))
    if refused is not None:
        return show(code, refused.status, refused)
    return back("control.country_page", code=code)


# --- acting for a seat, and playing a country -------------------------------------------------------------------------


@blueprint.get("/countries/<code>/requests/<number>")
def play_request(code: str, number: str) -> ResponseReturnValue:
    """What the country may do with a request now."""
    return show_play(code, number)


@dataclass(frozen=True, slots=True)
class PlayPage(ControlPage):
    """A letter as control acts on it for a country."""

    template: ClassVar[str] = "control/play.html"
    key: ClassVar[str] = "room"

    refused: Refusal | None
    code: str
    name: str
    controlled: bool
    shown: RequestView
    title: str
    stage_text: str
    tone: str
    facts: str
    findings: tuple[FindingRow, ...]
    forms: tuple[OfferForm, ...]
    command_ids: Mapping[str, str]


def show_play(code: str, number: str, status: int = 200, refused: Refusal | None = None) -> ResponseReturnValue:
    """The forms of the desk, sent by control."""
    line = line_of(code)
    reading = reader(code)
    shown = reading.requests.labelled(number)
    if shown is None:
        abort(404)
    stage_text, tone = stage(shown, reading)
    given = offers.NOTHING
    if refused is not None:
        given = offers.Given(
            action=request.form.get("action", ""),
            values={name: request.form.get(name, "")[:8000] for name in ("text", "until")},
            lists={
                name: tuple(request.form.getlist(name))
                for name in ("items", "conditions", "documents", "ground", "consent")
            },
        )
    forms = offers.offer_forms(shown, reading, reading.offices, given)
    return control_page(
        PlayPage(
            refused=refused,
            code=code,
            name=country(code),
            controlled=line.controlled,
            shown=shown,
            title=reading.requests.title_of(shown),
            stage_text=stage_text,
            tone=tone,
            facts=shown.content.facts,
            findings=finding_rows(shown.findings, reading),
            forms=forms,
            command_ids={form.action: new_command_id(f"play/{number}/{form.action}") for form in forms},
        ),
        status,
    )


@blueprint.post("/countries/<code>/requests/<number>/act")
def play_act(code: str, number: str) -> ResponseReturnValue:
    """Control decides for the country."""
    reading = reader(code)
    shown = reading.requests.labelled(number)
    if shown is None:
        abort(404)
    offered = {offer.action: offices for offer, offices in offers.merged(shown.offers)}
    done = ""
    try:
        action = LetterAction(one_of("action", offered, label=_("Act")))
        done = say_code(f"action.{action}")
        if shown.incoming and shown.status == "checking":
            ticked = request.form.getlist("documents")
            documents = offers.results_chosen(shown, ticked)
        else:
            documents = papers_chosen(reading)
        until = request.form.get("until", "")
        refused = on_behalf(
            code,
            ActOnRequest(
                id=command_id(),
                by=Seat(code, offered[action][0]),
                member=CONTROL,
                seen=seen_field(),
                rests_on=tuple(dict.fromkeys((*shown.rests_on, *documents))),
                request=shown.key,
                action=action,
                text=text_field("text", label=_("Text")),
                documents=documents,
                ground=request.form.get("ground", "")[:40],
                conditions=tuple(each[:40] for each in request.form.getlist("conditions")[:12]),
                items=tuple(each[:4] for each in request.form.getlist("items")[:15]),
                until_day=reading.calendar.day_of_iso(until) if until else None,
                consent=request.form.get("consent", "")[:10],
            ),
        )
    except RuleViolation as violation:
        refused = refusal(violation)
    if refused is not None:
        return show_play(code, number, refused.status, refused)
    flash(_("Done for %(country)s: %(action)s.", country=country(code), action=done))
    return back("control.country_page", code=code)


@blueprint.post("/countries/<code>/answer/<handle>")
def play_answer(code: str, handle: str) -> ResponseReturnValue:
    """Control answers an event for the country."""
    line_of(code)
    named = (each for each in reader(code).view.injects if handle_of("inject", f"{code}|{each.key}") == handle)
    inject = next(named, None)
    if inject is None:
        abort(404)
    key = inject.key
    try:
        choice = one_of("choice", inject.choices, label=_("The answer")) if inject.choices else ""
        by = Seat(code, (inject.offices or reader(code).offices)[0])
        words = text_field("text", label=_("Text"))
        refused = on_behalf(
            code,
            AnswerInject(
                id=command_id(), by=by, member=CONTROL, rests_on=(key,), inject=key, choice=choice, text=words
            ),
        )
    except RuleViolation as violation:
        refused = refusal(violation)
    return show(code, refused.status, refused) if refused is not None else back("control.country_page", code=code)


@blueprint.post("/countries/<code>/triage")
def play_triage(code: str) -> ResponseReturnValue:
    """Control decides on a report for the country."""
    line_of(code)
    reading = reader(code)
    label = request.form.get("about", "")
    report = next((each for each in reading.view.reports if reading.documents.label_of(each.document) == label), None)
    if report is None:
        abort(404)
    try:
        refused = on_behalf(
            code,
            TriageReport(
                id=command_id(),
                by=Seat(code, registry().offices.leading(OfficeTask.REPORTS)[0]),
                member=CONTROL,
                rests_on=(report.document,),
                report=report.key,
                decision=one_of("decision", TRIAGE, label=_("Decision")),
            ),
        )
    except RuleViolation as violation:
        refused = refusal(violation)
    return show(code, refused.status, refused) if refused is not None else back("control.country_page", code=code)
