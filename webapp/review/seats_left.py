"""The seats of people at which something was left to wait or undone: no automatic office did that."""

from __future__ import annotations

from simulation.exercise.core.event import Actor
from simulation.exercise.seats.events import SeatLeft, SeatTaken
from simulation.kernel.terms import Office
from simulation.law.book.assistance_types import kind_of
from simulation.review.flows import in_play
from simulation.review.prices.choices import UNPROTECTED, ChoiceKind, Decision
from simulation.review.prices.variants import protecting_office
from simulation.review.record_reading import RecordReading
from simulation.scenario.schema.play import Route

_SPEAKS = {Route.MLA: Office.AUTHORITY, Route.POLICE: Office.POLICE, Route.FIU: Office.FIU}
"""The office that answers on each way."""


def left_to_duty_officer(reading: RecordReading, decision: Decision) -> str:
    """The seat whose people let a request wait until the duty officer acted for them; "" for an automatic office."""
    return next(
        (
            each.office
            for each in reading.stand_ins
            if decision.kind is ChoiceKind.AUTO
            and each.by is Actor.DUTY_OFFICER
            and (each.about, each.at, each.country) == (decision.about, decision.at, decision.country)
        ),
        "",
    )


def seat_left(reading: RecordReading, decision: Decision) -> str:
    """The seat that could have done what nobody did, held by people while the matter lay there; "" where none was."""
    if decision.kind is not ChoiceKind.OMITTED:
        return left_to_duty_officer(reading, decision)
    office = _office_for(reading, decision)
    return office.value if office is not None and _was_held(reading, decision, office) else ""


def _was_held(reading: RecordReading, decision: Decision, office: Office) -> bool:
    """Whether somebody sat at an office when a matter could first have been done, or sat down before it was over."""
    ends = (
        each.end
        for each in reading.exposures
        if decision.action == UNPROTECTED and (each.country, each.person) == (decision.country, decision.about)
    )
    end = max(ends, default=reading.span.end)
    there: set[str] = set()
    for event in in_play(reading.record.events):
        if not isinstance(event, SeatTaken | SeatLeft) or event.at > end:
            continue
        if there and event.at > decision.at:
            break
        there.discard(event.member)  # who sits down elsewhere stands up
        if isinstance(event, SeatTaken) and event.country == decision.country and office in event.offices:
            there.add(event.member)
    return bool(there)


def _office_for(reading: RecordReading, decision: Decision) -> Office | None:
    """The office that a matter lay with."""
    country = reading.scenario.country(decision.country)
    if decision.action == UNPROTECTED:
        return protecting_office(country)
    line = reading.line(decision.about)
    return (kind_of(line.sought).office_in(country) or _SPEAKS[line.route]) if line is not None else None
