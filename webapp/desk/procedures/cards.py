"""What stands beside a procedure: the days that hold for it, the meeting that a joint team comes from."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request, url_for
from flask_babel import gettext as _

from simulation.exercise.matters.views import ProcedureView
from simulation.exercise.procedures.extradition.table import EXTRADITION
from simulation.exercise.procedures.joint_team.table import JOINT_TEAM
from simulation.exercise.procedures.letter.statuses import LetterStatus
from simulation.exercise.procedures.preservation.table import PreservationStatus
from simulation.exercise.procedures.restraint.table import FREEZING
from simulation.law.book.extradition_days import ExtraditionDays, periods_of
from simulation.law.book.rules import CONFIDENCE
from simulation.law.periods.restraint import restraint_row
from simulation.scenario.schema.play import Sought
from webapp.desk.readable import Reader
from webapp.pages.forms import Option
from webapp.text.formatting import days_text
from webapp.text.law_texts import basis_name, law_book, law_text, source_text, sure_text
from webapp.visit.handles import handle_of, held


@dataclass(frozen=True, slots=True)
class PeriodCard:
    """The days of an extradition by the instrument that binds the two, or for how long and on what money is blocked."""

    title: str
    name: str
    lines: tuple[tuple[str, str], ...]
    source: str
    confidence: str
    law: tuple[tuple[str, str], ...] = ()


def periods(procedure: ProcedureView, reading: Reader) -> PeriodCard | None:
    """The days that hold for an extradition between the two, or for the money of a freeze."""
    if procedure.kind == EXTRADITION:
        return _extradition(procedure, reading)
    if procedure.kind == FREEZING and not procedure.incoming:
        return _freezing(procedure, reading)
    return None


def surrender_days(found: ExtraditionDays) -> tuple[tuple[str, str], ...]:
    """The days of an extradition with their words, each with the day from which it runs.

    Framework Decision 2002/584 article 23(2) to (5): days from the decision, and as many from a new day.
    """
    words = {
        "may_release": _("Without documents, the arrest may end after"),
        "papers": _("Without documents, the arrest has to end after"),
        "consent": _("The person is asked for consent within"),
        "appointed": _("From the decision to the day set for the surrender"),
        "may_free": _("From that day, a person who has not been collected may be released after")
        if found.appointed
        else _("A person who has not been collected may be released after"),
        "collect": _("From that day, a person who has not been collected has to be released after")
        if found.appointed
        else _("A person who has not been collected has to be released after"),
        "decide": _("Time for the court’s decision, counted from the arrest"),
    }
    lines: list[tuple[str, str]] = []
    for name, row in found.rows:
        if name == "collect" and row.extend:
            lines.append((_("From the decision to surrender, the person is surrendered within"), days_text(row.days)))
            again = _(
                "If this is not possible, a new day is set; from that day, "
                "a person who has not been collected has to be released after"
            )
            lines.append((again, days_text(row.extend)))
        elif row.days:
            lines.append((words[name], days_text(row.at_most)))
    if not found.asks_for_papers:
        lines.insert(0, (_("Documents after the arrest"), _("none: the warrant is enough")))
    return tuple(lines)


def _extradition(procedure: ProcedureView, reading: Reader) -> PeriodCard:
    found = periods_of(reading.scenario.pair(procedure.requesting, procedure.requested))
    surest = [row for _name, row in found.rows if row.i == found.instrument] or [row for _name, row in found.rows]
    return PeriodCard(
        _("Time limits between the two countries"),
        basis_name(found.instrument, Sought.SURRENDER),
        surrender_days(found),
        source_text("; ".join(dict.fromkeys(row.source for row in surest))),
        sure_text(CONFIDENCE[surest[0].sure]),
    )


def _freezing(procedure: ProcedureView, reading: Reader) -> PeriodCard | None:
    """Until when the money stays, on what, and what is missing; None while nothing is blocked for the own case."""
    subjects = {entity.key for entity in procedure.subjects}
    asset = next((each for each in reading.view.assets if each.account in subjects and each.ground), None)
    if asset is None:
        return None
    row = restraint_row(asset.ground)
    until = _("no day is set") if asset.until is None else reading.calendar.short(asset.until)
    lines = [
        (_("On hold or frozen since"), reading.calendar.short(asset.began)),
        (_("Lapses on"), until),
        *(((_("Longest time on this ground"), days_text(row.days)),) if row.days is not None else ()),
    ]
    law = ((_("What it means"), law_text(row.text)), (_("What is missing"), law_text(row.lacks)))
    return PeriodCard(
        _("How long a hold or a freeze lasts"),
        law_text(row.name),
        tuple(lines),
        source_text(row.source),
        sure_text(row.confidence),
        law,
    )


def content_letter(procedure: ProcedureView, reading: Reader) -> Option | None:
    """Where the content of what is kept abroad is asked for: the letter that is open already, else a new one."""
    is_kept = procedure.status == PreservationStatus.PRESERVED and procedure.requesting != procedure.requested
    if procedure.incoming or not is_kept or reading.view.clock.is_over:
        return None
    subject = procedure.subjects[0]
    for letter in reading.view.requests:
        fetches = subject.kind in law_book().kind_of(letter.sought).fetches_kept
        about = {target.key for target in letter.targets}
        if letter.incoming or not letter.is_open or letter.requested != procedure.requested:
            continue
        if fetches and subject.key in about:
            if letter.status == LetterStatus.DRAFTING:
                return Option(url_for("desk.request_form", number=letter.label), _("Continue the draft"))
            return Option(url_for("desk.request_page", number=letter.label), _("Open %(number)s", number=letter.label))
    number = reading.entities.number_of(subject.key)
    url = url_for("desk.new_request", requested=procedure.requested, target=number)
    return Option(url, _("Write the request for the content"))


def meeting_handle() -> str:
    """Handle of the meeting from which a joint team comes, "" for none."""
    return request.values.get("meeting", "")[:20]


def meeting_chosen(kind: str, reading: Reader) -> tuple[str, ...]:
    """The meeting that the form names, for a joint team."""
    meeting = held("meeting", reading.view.meetings, meeting_handle())
    return (meeting.key,) if meeting is not None and kind == JOINT_TEAM else ()


def meeting_of(procedure: ProcedureView, reading: Reader) -> Option | None:
    """The meeting that it came from, as a link."""
    for meeting in reading.view.meetings:
        if meeting.key == procedure.term("meeting"):
            when = reading.calendar.short(meeting.at)
            anchor = f"meeting-{handle_of('meeting', meeting.key)}"
            return Option(url_for("desk.meetings", _anchor=anchor), _("meeting of %(date)s", date=when))
    return None
