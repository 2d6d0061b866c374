"""The papers of a procedure in their form, on a page and as files: who has which, and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from flask import abort, url_for
from flask.typing import ResponseReturnValue

from simulation.exercise.matters.views import ProcedureView
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Office
from simulation.law.book.forms import FormRow, form_of
from webapp.desk.authorities import addressed, issuer, recipient, said_of, to_contact_point
from webapp.desk.blueprint import blueprint
from webapp.desk.current_view import reader
from webapp.desk.procedures.paper_rules import PAPERS, PaperRule, between, sent
from webapp.desk.readable import Reader
from webapp.desk.requests.form_paper import HANDED_OUT, handed_out, paper_of
from webapp.desk.requests.letter import Letter, parts_of
from webapp.pages.page import TeamPage, team_page
from webapp.papers.paper import FormKind
from webapp.text.law_texts import law_text, source_text
from webapp.text.say import say_code


@dataclass(frozen=True, slots=True)
class PaperLink:
    """A paper on the page of its procedure: what it is called, where it is shown, and its files."""

    label: str
    url: str
    is_draft: bool
    files: tuple[tuple[str, str], ...]


def papers_of(procedure: ProcedureView, reading: Reader) -> tuple[PaperLink, ...]:
    """The papers that this side has: its own while they can be sent, and whatever was sent."""
    return tuple(
        PaperLink(
            label=law_text(_form(rule, procedure, reading).name),
            url=url_for("desk.procedure_paper", number=procedure.label, paper=rule.code),
            is_draft=sent(procedure, rule.acts) is None,
            files=_files(procedure.label, rule.code),
        )
        for rule in _held(procedure)
    )


def _held(procedure: ProcedureView) -> tuple[PaperRule, ...]:
    at_home = procedure.requesting == procedure.requested
    return tuple(
        rule
        for rule in PAPERS.get(procedure.kind, ())
        if not at_home and (_is_draft(procedure, rule) or sent(procedure, rule.acts) is not None)
    )


def _is_draft(procedure: ProcedureView, rule: PaperRule) -> bool:
    """Whether this side may still be writing it: nothing goes out of a procedure that is over."""
    is_time = not rule.after or sent(procedure, {rule.after}) is not None
    return procedure.is_open and is_time and not procedure.incoming and not rule.by_asked


def _files(number: str, code: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (ending.upper(), url_for("desk.procedure_file", number=number, paper=code, ending=ending))
        for ending in HANDED_OUT
    )


def _form(rule: PaperRule, procedure: ProcedureView, reading: Reader) -> FormRow:
    found = form_of(rule.code, between(procedure, rule.sought, reading).instrument)
    if found is None:  # pragma: no cover - every paper has a form, a test looks
        raise LookupError(rule.code)
    return found


def sheet(rule: PaperRule, procedure: ProcedureView, reading: Reader) -> Letter:
    """The paper with what is written in it."""
    row, line = _form(rule, procedure, reading), sent(procedure, rule.acts)
    regime, (writes, gets) = between(procedure, rule.sought, reading), rule.sides(procedure)
    country, there = reading.country(writes), reading.country(gets)
    by_actor = rule.by_actor and not regime.recognises
    office = Office(line.office) if by_actor and line is not None else issuer(regime)
    lines = rule.lines(procedure, reading)
    goes_to = recipient(regime, reading.scenario.pair(writes, gets))
    return Letter(
        state=country,
        office=say_code(f"office.{office}"),
        number=procedure.label,
        place_date=reading.calendar.long(line.at if line is not None else reading.now),
        to=to_contact_point(reading.scenario.country(gets), there)
        if rule.to_contact_point and not regime.recognises
        else addressed(row, lines.get("custodian", ""), goes_to, there),
        title=law_text(row.name),
        opening="",
        parts=parts_of(row, rule.sought, lines, dict.fromkeys(rule.wanted, "")),
        closing=said_of(office, country),
        form=source_text(row.source),
    )


@dataclass(frozen=True, slots=True)
class ProcedurePaperPage(TeamPage):
    """A paper of a procedure in its form, to be printed or taken away."""

    template: ClassVar[str] = "desk/procedure_paper.html"
    key: ClassVar[str] = "procedures"

    letter: Letter
    number: str
    files: tuple[tuple[str, str], ...]


def _found(number: str, paper: str, reading: Reader) -> tuple[ProcedureView, PaperRule]:
    procedure = next((each for each in reading.view.procedures if number in {each.label, each.draft}), None)
    rule = next((each for each in _held(procedure) if each.code == paper), None) if procedure is not None else None
    if procedure is None or rule is None:
        abort(404)
    return procedure, rule


@blueprint.get("/procedures/<number>/paper/<paper>", endpoint="procedure_paper")
def procedure_paper(number: str, paper: str) -> ResponseReturnValue:
    """A paper of a procedure in its form."""
    reading = reader()
    procedure, rule = _found(number, paper, reading)
    return team_page(
        ProcedurePaperPage(
            letter=sheet(rule, procedure, reading),
            number=procedure.label,
            files=_files(procedure.label, rule.code),
        )
    )


@blueprint.get("/procedures/<number>/paper/<paper>.<ending>", endpoint="procedure_file")
def procedure_file(number: str, paper: str, ending: str) -> ResponseReturnValue:
    """A paper of a procedure as a file."""
    if ending not in HANDED_OUT:
        abort(404)
    reading = reader()
    procedure, rule = _found(number, paper, reading)
    line = sent(procedure, rule.acts)
    dated = reading.calendar.iso_of_day((line.at if line is not None else reading.now) // DAY + 1)
    return handed_out(paper_of(sheet(rule, procedure, reading), FormKind.PROCEDURE, dated), ending)
