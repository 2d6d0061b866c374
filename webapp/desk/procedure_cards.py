"""What stands beside a procedure: the days that hold for an extradition, the meeting that a joint team comes from."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request, url_for
from flask_babel import gettext as _

from simulation.assistance.extradition_periods import periods_of
from simulation.assistance.procedure import ProcedureKind
from simulation.exercise.procedure_views import ProcedureView
from webapp.desk.figures import days_text
from webapp.desk.law import source_text
from webapp.desk.offers import Option
from webapp.desk.reader import Reader
from webapp.desk.speech import say_code


@dataclass(frozen=True, slots=True)
class PeriodCard:
    """The days of an extradition by the instrument that binds the two."""

    name: str
    lines: tuple[tuple[str, str], ...]
    source: str
    confidence: str


def periods(procedure: ProcedureView, reading: Reader) -> PeriodCard | None:
    """The days that hold for an extradition between the two."""
    if procedure.kind is not ProcedureKind.EXTRADITION:
        return None
    row = periods_of(reading.scenario.pair(procedure.requesting, procedure.requested))
    lines = [
        (_("Without papers an arrest may end after"), row.may_release),
        (_("and has to end after"), row.papers),
        (_("The person is asked for consent within"), row.consent),
        (_("Who is not collected may be released after"), row.may_free),
        (_("and has to be released after"), row.collect),
        *(((_("The court decides within"), row.decide),) if row.decide is not None else ()),
    ]
    return PeriodCard(
        row.name,
        tuple((words, days_text(days)) for words, days in lines),
        source_text(row.source),
        say_code(f"confidence.{row.confidence[:1]}"),
    )


def meeting_number() -> str:
    """Number of the meeting from which a joint team comes, "" for none."""
    return request.values.get("meeting", "")[:6]


def meeting_chosen(kind: ProcedureKind, reading: Reader) -> tuple[str, ...]:
    """The meeting that the form names, for a joint team."""
    number = meeting_number()
    meeting = reading.meeting_numbered(int(number)) if number.isdecimal() else None
    return (meeting.key,) if meeting is not None and kind is ProcedureKind.JOINT_TEAM else ()


def meeting_of(procedure: ProcedureView, reading: Reader) -> Option | None:
    """The meeting that it came from, as a link."""
    for number, meeting in enumerate(reading.view.meetings, start=1):
        if meeting.key == procedure.term("meeting"):
            when = reading.calendar.short(meeting.at)
            return Option(url_for("desk.meetings", _anchor=f"meeting-{number}"), _("meeting of %(date)s", date=when))
    return None
