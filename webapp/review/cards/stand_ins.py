"""What was done for teams because none of their people did it, as rows."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from simulation.exercise.core.event import Actor
from simulation.review.record_reading import RecordReading
from simulation.review.stand_ins import StandIn
from webapp.review.charts.charts import day_of
from webapp.text.say import act_on, wording_of
from webapp.visit.languages import language


@dataclass(frozen=True, slots=True)
class StandInRow:
    """Something that was done without the people of a seat."""

    what: str
    seat: str
    day: int
    by: str


def stand_in_rows(reading: RecordReading) -> tuple[StandInRow, ...]:
    """A row for each, in order of time."""
    return tuple(_row(reading, each) for each in reading.stand_ins)


def _row(reading: RecordReading, each: StandIn) -> StandInRow:
    country = reading.scenario.text(f"country.{each.country}.name", language())
    office = wording_of(f"office.{each.office}") if each.office else ""
    return StandInRow(
        _what(reading, each),
        ", ".join(part for part in (office, country) if part),
        day_of(each.at),
        _("duty officer: nobody at the seat answered")
        if each.by is Actor.DUTY_OFFICER
        else _("nobody: the time limit for an answer had passed"),
    )


def _what(reading: RecordReading, each: StandIn) -> str:
    if each.kind == "inject":
        return reading.scenario.text(f"{each.about}.title", language())
    return act_on(each.kind, each.label, each.action)
