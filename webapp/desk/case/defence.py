"""The defence's points against a charge, in words: from the team's own file alone."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from simulation.casework.file.case_file import CaseFile
from simulation.casework.file.charges import Charge
from simulation.casework.proof.defence import DefencePoint, PointKind, defence_points
from simulation.casework.proof.proof import to_disclose
from simulation.exercise.trials.views import ChargeView
from webapp.desk.documents.evidence_repair import cure_text
from webapp.desk.readable import Reader
from webapp.text.law_texts import source_text, sure_text
from webapp.text.say import say_code


@dataclass(frozen=True, slots=True)
class Disclosure:
    """A paper of the file that the defence has to be shown and the court does not have."""

    number: str
    title: str
    why: str


@dataclass(frozen=True, slots=True)
class PointRow:
    """A point as the page prints it."""

    about: str
    url: str
    text: str
    rule: str
    source: str
    confidence: str


def point_rows(charge: ChargeView, file: CaseFile, reading: Reader) -> tuple[PointRow, ...]:
    """What the defence will raise, until the court has decided."""
    country = reading.scenario.country(reading.view.country)
    brought = _as_brought(charge, reading)
    if charge.outcome or brought is None:
        return ()
    return tuple(_row(point, charge, reading) for point in defence_points(brought, file, country))


def disclosures(charge: ChargeView, file: CaseFile, reading: Reader) -> tuple[Disclosure, ...]:
    """What is still to be disclosed to the defence, until the court has decided."""
    brought = None if charge.outcome else _as_brought(charge, reading)
    return tuple(
        Disclosure(
            filed.label,
            reading.documents.title_of(filed),
            _("in favour of %(who)s", who=reading.entity(charge.person))
            if charge.person in filed.document.exculpates
            else _("shows what a source was paid for"),
        )
        for key in (to_disclose(brought, file) if brought is not None else ())
        if (filed := reading.view.document(key)) is not None
    )


def _as_brought(charge: ChargeView, reading: Reader) -> Charge | None:
    """The charge as the rules read it; None when the law knows no such offence."""
    law = reading.scenario.country(reading.view.country).offence(charge.offence)
    if law is None:
        return None
    return Charge(
        charge.key,
        charge.person,
        charge.offence,
        law.elements,
        charge.charged,
        charge.trial_at,
        charge.documents,
        by_video=charge.by_video,
    )


def _row(point: DefencePoint, charge: ChargeView, reading: Reader) -> PointRow:
    about, url = _about(point, charge, reading)
    text = say_code(f"defence.{point.kind}")
    if point.kind is PointKind.DEFECT:
        text = say_code(f"defect.{point.detail}")
    if point.step:
        text = _("%(what)s; can be repaired by: %(step)s", what=text, step=_cure(point, charge, reading))
    return PointRow(
        about, url, text, point.rule.partition(".")[0], source_text(point.source), sure_text(point.confidence)
    )


def _cure(point: DefencePoint, charge: ChargeView, reading: Reader) -> str:
    """The step that makes a point good, and whether it can be had before this court sits."""
    words, filed = say_code(f"cure.{point.step}"), reading.view.document(point.about)
    takes = cure_text(point.step, filed.document, reading, charge.trial_at) if filed is not None else ""
    return _("%(step)s, which %(takes)s", step=words, takes=takes) if takes else words


def _about(point: DefencePoint, charge: ChargeView, reading: Reader) -> tuple[str, str]:
    """What a point is about, and its page."""
    match point.kind:
        case PointKind.NOT_PROVED | PointKind.DOUBT:
            return reading.element(point.about), ""
        case PointKind.WITNESS | PointKind.COMPELLED:
            person = point.about or charge.person
            number = reading.entities.number_of(person)
            return reading.entity(person), "" if number is None else url_for("desk.entity_page", number=number)
        case _:
            label = reading.documents.label_of(point.about)
            return label, url_for("desk.document_page", number=label)
