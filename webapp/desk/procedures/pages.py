"""Procedures beside letters of request: their list, a page for each, a form to begin one, and what a seat does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from flask import Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from simulation.casework.file.impossible import impossible_acts
from simulation.exercise.matters.commands import ActOnProcedure, BeginProcedure
from simulation.exercise.matters.views import ActOffer, ProcedureView
from simulation.exercise.restrained_assets.views import AssetView
from simulation.kernel.entities import Entity, EntityKind
from simulation.kernel.terms import Office
from webapp.desk.amounts import AMOUNT, amounts
from webapp.desk.arrests import arrest_text
from webapp.desk.beside import Beside, beside
from webapp.desk.blueprint import blueprint
from webapp.desk.current_view import (
    acting,
    attempt,
    entity_chosen,
    origins,
    own_offices,
    papers_chosen,
    reader,
    rests_on,
)
from webapp.desk.deadlines import Deadline, deadline
from webapp.desk.documents.because import Because, because_of
from webapp.desk.documents.facts import summary
from webapp.desk.measures.rows import AssetRow, asset_rows
from webapp.desk.procedures import cards as procedure_cards
from webapp.desk.procedures.cards import PeriodCard
from webapp.desk.procedures.fields import Field, Sides, fields, read_terms, said, without
from webapp.desk.procedures.own_case import OwnCase, own_case
from webapp.desk.procedures.papers import PaperLink, papers_of
from webapp.desk.procedures.sources import cited_between, source_between
from webapp.desk.procedures.usual import usual
from webapp.desk.readable import Reader, is_target
from webapp.desk.refusing import WARNING, lacking
from webapp.desk.requests.checks import FindingRow, finding_rows
from webapp.desk.requests.rows import RequestRow, age_text, held_days
from webapp.desk.story_rows import StoryRow, losses_of
from webapp.desk.suspects import SubjectOption, subject_options
from webapp.pages.forms import Option, command_id, seen_field, text_field
from webapp.pages.page import TeamPage, has_pen, new_command_id, panel_response, panel_version, team_page
from webapp.store.registered import registry
from webapp.text.formatting import day_text
from webapp.text.say import capital, say_code, wording_of
from webapp.text.signing import signature
from webapp.visit.refusals import Refusal
from webapp.visit.visitor import current_member


@dataclass(frozen=True, slots=True)
class ActForm:
    """An act that this seat may do, as a form; `is_aside`: nothing asks for it, so that it is no main button."""

    action: str
    label: str
    offices: str
    allowed: bool
    fields: tuple[Field, ...]
    asks_text: bool
    needs_text: bool
    papers: tuple[Option, ...]
    needs_papers: bool
    is_end: bool
    is_aside: bool
    source: str
    confidence: str
    opened: bool
    text: str
    command: str
    warning: str = ""
    lacking: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ProcedureHistoryRow:
    """A line of what happened; `signed` says when people had no part in it."""

    day: str
    what: str
    who: str
    text: str
    signed: str


def procedure_title(procedure: ProcedureView) -> str:
    """Like `Extradition, I. Moskal`."""
    kind = say_code(f"procedure_kind.{procedure.kind}")
    names = ", ".join(entity.label for entity in procedure.subjects[:3])
    return f"{kind}, {names}" if names else kind


def _money(procedure: ProcedureView, reading: Reader) -> tuple[AssetView, ...]:
    """The blocked money that it is about."""
    subjects = {each.key for each in procedure.subjects}
    return tuple(each for each in reading.view.assets if each.account in subjects)


def _deadline(procedure: ProcedureView, reading: Reader) -> Deadline:
    """By when this side has to act, else what comes by itself where that is known."""
    is_kept = any(each.is_kept_by_letter for each in _money(procedure, reading))
    days = [day for day in (None if is_kept else procedure.due_day, procedure.limit_day) if day is not None]
    due = min(days, default=None) if procedure.waits_for_us else procedure.limit_day
    if due is None:
        return Deadline("", "plain")
    binds = procedure.due_binds or due == procedure.limit_day
    return deadline(due, reading.view.clock, reading.calendar, binds=binds)


def _row(procedure: ProcedureView, reading: Reader) -> RequestRow:
    due = _deadline(procedure, reading)
    return RequestRow(
        url=url_for("desk.procedure_page", number=procedure.label),
        number=procedure.label,
        subject=procedure_title(procedure),
        partner=procedure.other,
        outgoing=not procedure.incoming,
        holder=procedure.holder,
        stage_text=say_code(f"procedure_status.{procedure.status}"),
        kind=procedure.time_kind,
        tone="" if procedure.is_open else "none",
        segments=held_days(procedure.segments(reading.now)),
        days=procedure.days(reading.now),
        deadline=due.text,
        deadline_tone=due.tone,
        unread=False,
        key=procedure.label,
    )


def _rows(reading: Reader) -> tuple[RequestRow, ...]:
    ordered = sorted(
        reading.view.procedures, key=lambda each: (not each.waits_for_us, not each.is_open, -each.since, each.label)
    )
    return tuple(_row(procedure, reading) for procedure in ordered)


@dataclass(frozen=True, slots=True)
class ProcedureList:
    """The procedures."""

    rows: tuple[RequestRow, ...]
    kinds: tuple[tuple[str, str, str], ...]
    src: str
    version: str


def _values(reading: Reader) -> ProcedureList:
    return ProcedureList(
        rows=_rows(reading),
        kinds=tuple(
            (kind, say_code(f"procedure_kind.{kind}"), say_code(f"procedure_intro.{kind}"))
            for kind in registry().procedure_by_code
        ),
        src=url_for("desk.procedures_part"),
        version=panel_version("procedures"),
    )


@dataclass(frozen=True, slots=True)
class ProceduresPage(TeamPage):
    """The list of procedures."""

    template: ClassVar[str] = "desk/procedures.html"
    key: ClassVar[str] = "procedures"

    list: ProcedureList


@blueprint.get("/procedures", endpoint="procedures")
def procedures() -> ResponseReturnValue:
    return team_page(
        ProceduresPage(
            list=_values(reader()),
        )
    )


@blueprint.get("/procedures/part", endpoint="procedures_part")
def procedures_part() -> ResponseReturnValue:
    return panel_response("procedures", "desk/parts/procedures.html", lambda: {"list": _values(reader())})


# --- one procedure ----------------------------------------------------------------------------------------------------


def _found(reading: Reader, number: str) -> ProcedureView:
    named = (each for each in reading.view.procedures if number in {each.label, each.draft})
    found = next(named, None)
    if found is None:
        abort(404)
    return found


def _papers(procedure: ProcedureView, reading: Reader) -> tuple[Option, ...]:
    """Papers of the file that name what it is about first, then the others."""
    subjects = [entity.key for entity in procedure.subjects]
    chosen = set(request.form.getlist("documents"))
    options = [
        Option(
            filed.label,
            f"{filed.label} {reading.documents.title_of(filed)}",
            summary(filed.document, reading),
            filed.label in chosen,
            apart=not any(filed.document.names(key) for key in subjects),
        )
        for filed in reading.view.documents
    ]
    return tuple(sorted(options, key=lambda option: option.apart))


def _merged(offers: tuple[ActOffer, ...]) -> dict[str, tuple[ActOffer, tuple[Office, ...]]]:
    """Each act once, with the offices that may do it."""
    merged: dict[str, tuple[ActOffer, tuple[Office, ...]]] = {}
    for offer in offers:
        _first, offices = merged.get(offer.action, (offer, ()))
        merged[offer.action] = (offer, (*offices, offer.office))
    return merged


def _forms(procedure: ProcedureView, reading: Reader) -> tuple[ActForm, ...]:
    if reading.view.clock.is_over:
        return ()
    sides = Sides(procedure.requesting, procedure.requested)
    rules = registry().procedure_by_code[procedure.kind].rules
    chosen = request.form.get("action", "")
    about = next(iter(procedure.subjects), None)
    before = usual(procedure.kind, about, str(procedure.term("offence") or ""), reading)
    cited = cited_between(procedure.kind, procedure.requesting, procedure.requested, reading.scenario)
    forms: list[ActForm] = []
    for action, (offer, offices) in _merged(procedure.offers).items():
        inputs = (*offer.needs, *offer.may)
        forms.append(
            ActForm(
                action=action,
                label=say_code(f"procedure_action.{action}"),
                offices=", ".join(reading.office(office) for office in offices),
                allowed=any(office in reading.offices and has_pen(office) for office in offices),
                fields=fields(offer.needs, offer.may, sides, procedure.terms, reading, before),
                asks_text="text" in inputs,
                needs_text="text" in offer.needs,
                papers=_papers(procedure, reading) if "documents" in inputs else (),
                needs_papers="documents" in offer.needs,
                is_aside=action in rules.open_to_all,
                is_end=rules.statuses[offer.target].is_final and procedure.is_open,
                source=source_between(offer.basis, cited),
                confidence=say_code(f"confidence.{offer.confidence[:1]}"),
                opened=action == chosen,
                text=request.form.get("text", "")[:8000] if action == chosen else "",
                command=new_command_id(f"procedure/{procedure.label}/{action}"),
                warning=WARNING if "ground" in inputs else "",
                lacking=lacking() if "ground" in inputs else (),
            )
        )
    return tuple(forms)


def _history(procedure: ProcedureView, reading: Reader) -> tuple[ProcedureHistoryRow, ...]:
    rows = [
        ProcedureHistoryRow(
            day_text(line.at) if line.at >= 0 else reading.calendar.short(line.at),
            capital(say_code(f"procedure_done.{line.action}")),
            ", ".join(part for part in (reading.office(line.office), reading.country(line.country)) if part),
            line.text,
            signature(line.by, line.at, own=line.country == reading.view.country),
        )
        for line in procedure.history
    ]
    return tuple(reversed(rows))


@dataclass(frozen=True, slots=True)
class ProcedurePage(TeamPage):
    """A procedure, with what may be done in it."""

    template: ClassVar[str] = "desk/procedure.html"
    key: ClassVar[str] = "procedures"

    shown: ProcedureView
    told: tuple[StoryRow, ...]
    holds: tuple[AssetRow, ...]
    row: RequestRow
    age: str
    title: str
    other_name: str
    subjects: tuple[tuple[str, int | None], ...]
    stay_source: str
    stay_confidence: str
    meeting: Option | None
    content: Option | None
    periods: PeriodCard | None
    limit_text: str
    arrest: str
    own_case: OwnCase | None
    terms: tuple[tuple[str, str], ...]
    forms: tuple[ActForm, ...]
    beside: Beside
    findings: tuple[FindingRow, ...]
    rulings: tuple[tuple[str, str], ...]
    history: tuple[ProcedureHistoryRow, ...]
    papers: tuple[tuple[str, str], ...]
    sheets: tuple[PaperLink, ...]
    refusal: Refusal | None
    origins: tuple[str, ...]


def _told(procedure: ProcedureView, reading: Reader) -> tuple[StoryRow, ...]:
    """What was lost of the money that a procedure is about, with its cause; of other procedures nothing."""
    accounts = (each for each in procedure.subjects if each.kind is EntityKind.ACCOUNT)
    return tuple(row for each in accounts for row in losses_of(each.key, reading))


def _page(reading: Reader, procedure: ProcedureView, status: int = 200, refusal: Refusal | None = None) -> Response:
    sides = Sides(procedure.requesting, procedure.requested)
    stands = registry().procedure_by_code[procedure.kind].rules.statuses[procedure.status]
    cited = cited_between(procedure.kind, procedure.requesting, procedure.requested, reading.scenario)
    forms = _forms(procedure, reading)
    mine = {offer.action for offer in procedure.offers if offer.office in reading.offices}
    offices = {action: each for action, (_offer, each) in _merged(procedure.offers).items()}
    return team_page(
        ProcedurePage(
            shown=procedure,
            told=_told(procedure, reading),
            holds=()
            if reading.view.clock.is_over
            else tuple(each for each in asset_rows(_money(procedure, reading), reading) if each.keeps),
            row=_row(procedure, reading),
            age=age_text(procedure.days(reading.now), is_open=procedure.is_open, is_over=reading.view.clock.is_over),
            title=procedure_title(procedure),
            other_name=reading.country(procedure.other),
            subjects=tuple((entity.label, reading.entities.number_of(entity.key)) for entity in procedure.subjects),
            stay_source=source_between(stands.basis, cited) if stands.basis else "",
            stay_confidence=say_code(f"confidence.{stands.confidence[:1]}"),
            meeting=procedure_cards.meeting_of(procedure, reading),
            content=procedure_cards.content_letter(procedure, reading),
            periods=procedure_cards.periods(procedure, reading),
            limit_text=reading.calendar.short_day(procedure.limit_day) if procedure.limit_day is not None else "",
            arrest=arrest_text(procedure, reading),
            own_case=own_case(procedure, reading),
            terms=(
                *(
                    (say_code(f"procedure_term.{name}"), words)
                    for name, value in procedure.terms
                    if name != AMOUNT and (words := said(name, value, sides, reading))
                ),
                *amounts(procedure, reading),
            ),
            forms=tuple(form for form in forms if form.action in mine),
            beside=beside(
                "procedure",
                procedure.label or procedure.draft,
                ((form.label, offices[form.action]) for form in forms if form.action not in mine),
                reading,
            ),
            findings=finding_rows(
                procedure.found,
                reading,
                {each.finding: each.verdict for each in reading.view.rulings if each.request == procedure.label},
            ),
            rulings=tuple(
                (reading.calendar.short(each.at), each.reasons)
                for each in reading.view.rulings
                if each.request == procedure.label
            ),
            history=_history(procedure, reading),
            papers=tuple(
                (filed.label, reading.documents.title_of(filed))
                for filed in reading.view.documents
                if filed.document.key in procedure.documents
            ),
            sheets=papers_of(procedure, reading),
            refusal=refusal,
            origins=origins(),
        ),
        status,
    )


@blueprint.get("/procedures/<number>", endpoint="procedure_page")
def procedure_page(number: str) -> ResponseReturnValue:
    reading = reader()
    return _page(reading, _found(reading, number))


@blueprint.post("/procedures/<number>/act", endpoint="act_on_procedure")
def act_on_procedure(number: str) -> ResponseReturnValue:
    """Takes one of the acts that the page offered."""
    reading = reader()
    shown = _found(reading, number)
    action = request.form.get("action", "")[:60]
    found = tuple(each for each in registry().procedure_by_code[shown.kind].rules.transitions if each.action == action)
    if not found:
        abort(422)
    offered = _merged(shown.offers).get(action)
    offices = offered[1] if offered is not None else found[0].offices or own_offices()
    inputs = (*offered[0].needs, *offered[0].may) if offered is not None else ()

    def command() -> ActOnProcedure:
        documents = papers_chosen(reading)
        return ActOnProcedure(
            id=command_id(),
            by=acting(*(tuple(office for office in offices if office in reading.offices) or offices)),
            member=current_member().id,
            seen=seen_field(),
            rests_on=tuple(dict.fromkeys((*shown.rests_on, *rests_on(reading), *documents))),
            procedure=shown.key,
            action=action,
            text=text_field("text", label=_("Text")),
            documents=documents,
            terms=read_terms(inputs, reading),
        )

    refused = attempt(command)
    if refused is not None:
        again = reader()
        return _page(again, _found(again, number), refused.status, refused)
    return redirect(url_for("desk.procedure_page", number=number), 303)


# --- a new one --------------------------------------------------------------------------------------------------------


def _kind(name: str) -> str:
    if name not in registry().procedure_by_code:
        abort(404)
    return name


def can_be(kind: str, entity: Entity) -> bool:
    """Whether such a procedure can be about such a thing at all."""
    return not any(row.act == kind and entity.kind in row.kinds for row in impossible_acts())


@dataclass(frozen=True, slots=True)
class NewProcedurePage(TeamPage):
    """The form that begins a procedure."""

    template: ClassVar[str] = "desk/procedure_new.html"
    key: ClassVar[str] = "procedures"

    title: str
    intro: str
    source: str
    confidence: str
    countries: tuple[Option, ...]
    subjects: tuple[SubjectOption, ...]
    subject: str
    fields: tuple[Field, ...]
    asks_text: bool
    needs_text: bool
    text_label: str
    text: str
    papers: tuple[Option, ...]
    offices: str
    allowed: bool
    meeting: str
    label: str
    command: str
    refusal: Refusal | None
    because: Because


def _begin_page(kind: str, reading: Reader, status: int = 200, refusal: Refusal | None = None) -> Response:
    row = registry().procedure_by_code[kind].rules.begins
    own = reading.view.country
    given = request.form if request.method == "POST" else None
    inputs = (*row.needs, *row.may)
    chosen = set(given.getlist("documents")) if given is not None else set()
    to = given.get("requested", "") if given is not None else request.args.get("to", "")
    other = next((each.code for each in reading.scenario.countries if each.code == to), own)
    wanted = given.get("subject", "") if given is not None else request.args.get("about", "")
    about = reading.entities.called(wanted)
    return team_page(
        NewProcedurePage(
            title=say_code(f"procedure_kind.{kind}"),
            intro=say_code(f"procedure_intro.{kind}"),
            source=source_between(row.basis, cited_between(kind, own, other, reading.scenario)),
            confidence=say_code(f"confidence.{row.confidence[:1]}"),
            countries=tuple(
                Option(each.code, reading.country(each.code), "", to == each.code)
                for each in reading.scenario.countries
                if each.code != own or not registry().procedure_by_code[kind].is_abroad
            ),
            subjects=subject_options(
                kind,
                tuple(each for each in reading.entities.by_name() if is_target(each[2]) and can_be(kind, each[2])),
                reading,
            ),
            subject=wanted,
            fields=fields(row.needs, row.may, Sides(own, own), (), reading, usual(kind, about, "", reading)),
            asks_text="text" in inputs,
            needs_text="text" in row.needs,
            text_label=wording_of(f"procedure_text.{kind}"),
            text=given.get("text", "")[:8000] if given is not None else "",
            papers=tuple(
                Option(filed.label, f"{filed.label} {reading.documents.title_of(filed)}", "", filed.label in chosen)
                for filed in reading.view.documents
            )
            if "documents" in inputs
            else (),
            offices=", ".join(reading.office(office) for office in row.offices),
            allowed=any(office in reading.offices and has_pen(office) for office in row.offices),
            meeting=procedure_cards.meeting_handle() if procedure_cards.meeting_chosen(kind, reading) else "",
            label=say_code(f"procedure_action.{row.action}"),
            command=new_command_id(f"procedure/new/{kind}"),
            refusal=refusal,
            because=because_of(reading, has_papers="documents" in inputs),
        ),
        status,
    )


@blueprint.get("/procedures/new/<kind>", endpoint="new_procedure")
def new_procedure(kind: str) -> ResponseReturnValue:
    return _begin_page(_kind(kind), reader())


@blueprint.post("/procedures/new/<kind>", endpoint="begin_procedure")
def begin_procedure(kind: str) -> ResponseReturnValue:
    """Begins one, and leads to its page."""
    chosen, reading = _kind(kind), reader()
    row = registry().procedure_by_code[chosen].rules.begins
    before = {procedure.key for procedure in reading.view.procedures}

    def command() -> BeginProcedure:
        documents = papers_chosen(reading)
        subject = entity_chosen(reading, "subject")
        came_from = procedure_cards.meeting_chosen(chosen, reading)
        return BeginProcedure(
            id=command_id(),
            by=acting(*row.offices),
            member=current_member().id,
            rests_on=tuple(dict.fromkeys((*came_from, *rests_on(reading), *documents))),
            kind=chosen,
            requested=request.form.get("requested", "")[:3],
            subjects=(subject,) if subject else (),
            text=text_field("text", label=_("Text")),
            documents=documents,
            terms=without(request.form.get("requested", "")[:3], read_terms((*row.needs, *row.may), reading)),
        )

    refused = attempt(command)
    if refused is not None:
        return _begin_page(chosen, reader(), refused.status, refused)
    new = next((each for each in reader().view.procedures if each.key not in before), None)
    if new is None:
        return redirect(url_for("desk.procedures"), 303)
    return redirect(url_for("desk.procedure_page", number=new.label), 303)
