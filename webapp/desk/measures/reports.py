"""The unit's stream of suspicious transaction reports: read, then decide what becomes of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from flask import Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from simulation.casework.file.reports import Triage
from simulation.exercise.evidence.views import FiledDocument
from simulation.exercise.measures.commands import TriageReport
from simulation.exercise.measures.views import ReportView
from simulation.kernel.offices import OfficeTask
from webapp.desk.blueprint import blueprint
from webapp.desk.current_view import acting, attempt, document_or_404, known_offices, may_send, reader, unread
from webapp.desk.deadlines import Deadline, deadline
from webapp.desk.documents.facts import summary
from webapp.desk.documents.sheet import PrintedPaper, SheetPart, parts, printed
from webapp.desk.next_task import flash_done
from webapp.desk.readable import Reader
from webapp.pages.forms import Option, command_id
from webapp.pages.page import TeamPage, new_command_id, panel_response, panel_version, team_page
from webapp.pages.team_rows import mark_read, marks
from webapp.text.formatting import day_number
from webapp.text.say import say_code
from webapp.visit.refusals import Refusal
from webapp.visit.visitor import current_member

REFERENCE_DAYS = 31
"""Days within which a report is looked at, as the work list counts them."""


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report of the stream."""

    number: str
    url: str
    title: str
    shows: str
    received: str
    decision: str
    to: str
    due: Deadline
    unread: bool


def report_rows(reading: Reader) -> tuple[ReportRow, ...]:
    """Open ones first, the oldest first; then what was decided, the latest first."""
    fresh = unread("document", tuple(report.document for report in reading.view.reports))
    rows = []
    for report in reading.view.reports:
        filed = reading.view.document(report.document)
        if filed is None:
            continue
        is_open = not report.decision
        last = day_number(report.received) + REFERENCE_DAYS - 1
        due = deadline(last, reading.view.clock, reading.calendar, binds=False)
        rows.append(
            (
                not is_open,
                report.received if is_open else -report.received,
                ReportRow(
                    filed.label,
                    url_for("desk.report_page", number=filed.label),
                    reading.documents.title_of(filed),
                    summary(filed.document, reading),
                    reading.calendar.short(report.received),
                    say_code(f"triage.{report.decision}") if report.decision else "",
                    _to(report, reading),
                    due if is_open else Deadline("", "plain"),
                    report.document in fresh,
                ),
            )
        )
    rows.sort(key=lambda row: row[:2])
    return tuple(row[2] for row in rows)


def _to(report: ReportView, reading: Reader) -> str:
    return ", ".join(reading.country(code.strip()) for code in report.to.split(",") if code.strip())


@dataclass(frozen=True, slots=True)
class ReportList:
    """The reports of suspicion."""

    rows: tuple[ReportRow, ...]
    src: str
    version: str


def _values(reading: Reader) -> ReportList:
    return ReportList(
        rows=report_rows(reading),
        src=url_for("desk.reports_part"),
        version=panel_version("reports"),
    )


@dataclass(frozen=True, slots=True)
class ReportsPage(TeamPage):
    """The reports of suspicion in the file."""

    template: ClassVar[str] = "desk/reports.html"
    key: ClassVar[str] = "reports"

    list: ReportList


@blueprint.get("/reports", endpoint="reports")
def reports() -> ResponseReturnValue:
    return team_page(
        ReportsPage(
            list=_values(reader()),
        )
    )


@blueprint.get("/reports/part", endpoint="reports_part")
def reports_part() -> ResponseReturnValue:
    return panel_response("reports", "desk/parts/reports.html", lambda: {"list": _values(reader())})


@blueprint.get("/reports/<number>", endpoint="report_page")
def report_page(number: str) -> ResponseReturnValue:
    reading = reader()
    filed = document_or_404(reading, number)
    mark_read(f"document:{filed.document.key}")
    return _page(reading, filed)


@dataclass(frozen=True, slots=True)
class ReportPage(TeamPage):
    """A report of suspicion, and the decision on it."""

    template: ClassVar[str] = "desk/report.html"
    key: ClassVar[str] = "reports"

    filed: FiledDocument
    title: str
    decided: str
    to: str
    paper: PrintedPaper
    parts: tuple[SheetPart, ...]
    received: str
    decisions: tuple[Option, ...]
    countries: tuple[Option, ...]
    command: str
    refusal: Refusal | None
    can_send: bool


def _page(reading: Reader, filed: FiledDocument, status: int = 200, refusal: Refusal | None = None) -> Response:
    report = next((each for each in reading.view.reports if each.document == filed.document.key), None)
    if report is None:
        abort(404)
    own = reading.view.country
    paper = printed(filed, reading, marks(filed.document.key))
    kept = request.form if request.method == "POST" else {}
    return team_page(
        ReportPage(
            filed=filed,
            title=reading.documents.title_of(filed),
            decided=say_code(f"triage.{report.decision}") if report.decision else "",
            to=_to(report, reading),
            paper=paper,
            parts=parts(paper, filed.document, paper.rows),
            received=reading.calendar.short(report.received),
            decisions=tuple(
                Option(
                    each.value,
                    say_code(f"triage.{each}"),
                    say_code(f"triage_hint.{each}"),
                    each.value == kept.get("decision"),
                )
                for each in Triage
            ),
            countries=tuple(
                Option(each.code, reading.country(each.code), "", each.code == kept.get("to"))
                for each in reading.scenario.countries
                if each.code != own
            ),
            command=new_command_id(f"report/{filed.label}"),
            refusal=refusal,
            can_send=may_send(*known_offices().leading(OfficeTask.REPORTS)),
        ),
        status,
    )


@blueprint.post("/reports/<number>", endpoint="triage_report")
def triage_report(number: str) -> ResponseReturnValue:
    reading = reader()
    filed = document_or_404(reading, number)
    decision = request.form.get("decision", "")[:20]
    if not decision:
        return _page(reading, filed, 422, Refusal("form", _("Choose what to do with the report."), 422))
    refused = attempt(
        lambda: TriageReport(
            id=command_id(),
            by=acting(*known_offices().leading(OfficeTask.REPORTS)),
            member=current_member().id,
            rests_on=(filed.document.key,),
            report=filed.document.key,
            decision=decision,
            to=request.form.get("to", "")[:3] if decision == Triage.SHARE_ABROAD else "",
        )
    )
    if refused is not None:
        again = reader()
        return _page(again, document_or_404(again, number), refused.status, refused)
    done = _("%(number)s, report of a bank: %(decision)s.", number=number, decision=say_code(f"triage.{decision}"))
    flash_done(done, request.path)
    return redirect(url_for("desk.reports"), 303)
