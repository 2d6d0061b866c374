"""The defence's points against a charge, in words: from the team's own file alone."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from simulation.casework.charges import Charge
from simulation.casework.defence import DefencePoint, PointKind, defence_points
from simulation.casework.file import CaseFile
from simulation.exercise.case_views import ChargeView
from webapp.desk.law import source_text, sure_text
from webapp.desk.reader import Reader
from webapp.desk.speech import say_code


@dataclass(frozen=True, slots=True)
class PointRow:
    """A point as the page prints it."""

    about: str
    url: str
    text: str
    rule: str
    source: str
    confidence: str


def own_file(reading: Reader) -> CaseFile:
    """The team's file, made from what its view holds."""
    file = CaseFile(reading.view.country)
    for filed in reading.view.documents:
        file.add(filed.document, filed.received, filed.source)
    return file


def point_rows(charge: ChargeView, file: CaseFile, reading: Reader) -> tuple[PointRow, ...]:
    """What the defence will raise, until the court has decided."""
    country = reading.scenario.country(reading.view.country)
    law = country.offence(charge.offence)
    if charge.outcome or law is None:
        return ()
    brought = Charge(
        charge.key, charge.person, charge.offence, law.elements, charge.charged, charge.trial_at, charge.documents
    )
    return tuple(_row(point, charge, reading) for point in defence_points(brought, file, country))


def _row(point: DefencePoint, charge: ChargeView, reading: Reader) -> PointRow:
    about, url = _about(point, charge, reading)
    text = say_code(f"defence.{point.kind}")
    if point.kind is PointKind.DEFECT:
        text = say_code(f"defect.{point.detail}")
    if point.step:
        text = _("%(what)s; made good by: %(step)s", what=text, step=say_code(f"cure.{point.step}"))
    return PointRow(
        about, url, text, point.rule.partition(".")[0], source_text(point.source), sure_text(point.confidence)
    )


def _about(point: DefencePoint, charge: ChargeView, reading: Reader) -> tuple[str, str]:
    """What a point is about, and its page."""
    match point.kind:
        case PointKind.NOT_PROVED | PointKind.DOUBT:
            return reading.element(point.about), ""
        case PointKind.WITNESS | PointKind.COMPELLED:
            person = point.about or charge.person
            number = reading.number_of(person)
            return reading.entity(person), "" if number is None else url_for("desk.entity_page", number=number)
        case _:
            label = reading.label_of(point.about)
            return label, url_for("desk.document_page", number=label)
