"""A surrender that is not granted: the prosecutor of the country that keeps the person can take the case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from simulation.exercise.matters.views import ProcedureView
from simulation.exercise.procedures.extradition.table import EXTRADITION, RULES, ExtraditionAction, ExtraditionStatus
from simulation.kernel.offices import OfficeTask
from simulation.kernel.terms import Side
from webapp.desk.current_view import known_offices
from webapp.desk.procedures.sources import cited_between, source_between
from webapp.desk.readable import Reader
from webapp.desk.suspects import charge_url
from webapp.text.marking import N_
from webapp.text.say import say_code


def _basis_of_submitting() -> str:
    submits = RULES.transition(ExtraditionStatus.OWN_PROSECUTION, ExtraditionAction.SUBMIT_CASE, Side.REQUESTED)
    return submits.basis if submits is not None else ""


_BASES: Mapping[str, str] = {
    ExtraditionStatus.OWN_PROSECUTION: _basis_of_submitting(),
    ExtraditionStatus.PROSECUTED_THERE: _basis_of_submitting(),
    ExtraditionStatus.REFUSED: N_("UNTOC 15(4): jurisdiction over a person who is not extradited"),
}
"""Ends of a surrender after which the country that keeps the person can prosecute, with where that stands."""


@dataclass(frozen=True, slots=True)
class OwnCase:
    """Whose prosecutor can take the case now, where that stands, and the form; "" for who does not charge there."""

    text: str
    source: str
    url: str


def own_case(procedure: ProcedureView, reading: Reader) -> OwnCase | None:
    """What follows for the case from a surrender that is not granted; None of every other procedure."""
    if procedure.kind != EXTRADITION or procedure.status not in _BASES:
        return None
    side = "ours" if procedure.incoming else "theirs"
    cited = cited_between(procedure.kind, procedure.requesting, procedure.requested, reading.scenario)
    return OwnCase(
        say_code(f"own_case.{side}", country=reading.country(procedure.requested)),
        source_between(_BASES[procedure.status], cited),
        _form(procedure, reading),
    )


def _form(procedure: ProcedureView, reading: Reader) -> str:
    """The form of the charge, for the own office that charges and while nobody has charged the person."""
    person = next(iter(procedure.subjects), None)
    number = reading.entities.number_of(person.key) if person is not None else None
    may = any(office in reading.offices for office in known_offices().leading(OfficeTask.CHARGES))
    if number is None or person is None or not procedure.incoming or not may or reading.view.clock.is_over:
        return ""
    return "" if any(each.person == person.key for each in reading.view.charges) else charge_url(number)
