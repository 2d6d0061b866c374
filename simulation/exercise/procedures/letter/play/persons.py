"""In which quality a letter's persons are concerned, and whether they agreed, as both files know it."""

from __future__ import annotations

from simulation.casework.file.case_file import CaseFile
from simulation.casework.file.measure_orders import WANTS_TO_BE_HEARD, recovers_until, wish_of
from simulation.exercise.procedures.letter.letter import Letter
from simulation.kernel.entities import EntityKind
from simulation.law.assessment.findings import Consented, PersonFacts, PersonStatus
from simulation.law.book.assistance_types import Kind
from simulation.scenario.schema.play import DocumentKind

NO_CONSENT = "no_consent"
"""What a note of answer says of somebody who did not agree to be heard or brought over."""


def persons_of(asking: CaseFile | None, asked: CaseFile, request: Letter) -> tuple[PersonFacts, ...]:
    """Status and consent of the persons whom a letter is about, as far as papers tell.

    The status is what the side that asks has on file: its letter says so. Consent is given or refused where the person
    is, and stands in the file there.

    Args:
        asking: File of the side that asks; None where it has none.
        asked: File of the side that is asked.
        request: The letter.
    """
    told = []
    for key in request.targets:
        entity = asked.known.get(key) or (asking.known.get(key) if asking is not None else None)
        if entity is not None and entity.kind is EntityKind.PERSON:
            status = status_of(asking, key) if asking is not None else ""
            told.append(PersonFacts(key, status, consent_of(asked, key)))
    return tuple(each for each in told if each.status or each.consent)


def recovering(file: CaseFile, request: Letter, kind: Kind, days: int, now: int) -> int | None:
    """Until when nobody whom a letter wants heard may be pressed to speak; None when the hearing can take place.

    Who recovers, by the papers of the country that is asked, and wants to be heard now, is heard now.

    Args:
        file: File of the country that is asked.
        request: The letter.
        kind: What it asks for.
        days: Days that this country's law gives (`reflection_days`).
        now: Seconds since the scenario's start.
    """
    if not kind.hears_person:
        return None
    waits = [
        until
        for target in request.targets
        if (until := recovers_until(file.naming(target), target, days)) is not None
        and now < until
        and wish_of(file, target) != WANTS_TO_BE_HEARD
    ]
    return max(waits, default=None)


def status_of(file: CaseFile, person: str) -> PersonStatus:
    """In which quality a file shows a person; "" where it shows none.

    A charge goes before all else: who is charged may also have been harmed or held.
    """
    charges = [each for each in file.charges.all if each.person == person]
    if any(not each.outcome for each in charges):
        return "accused"
    if any(each.outcome == "conviction" for each in charges):
        return "convicted"
    if recovers_until(file.naming(person), person, 0) is not None:
        return "victim"
    is_heard = any(person in each.by_video for each in file.charges.all)
    if is_heard or any(each.person == person for each in file.risks.all):
        return "witness"
    return "suspect" if file.detentions.is_held(person) else ""


def consent_of(file: CaseFile, person: str) -> Consented:
    """What a person said when asked last, where he or she is; "" when nobody asked.

    Args:
        file: File of the country in which the person is.
        person: Key.
    """
    notes = [paper for paper in file.naming(person) if paper.kind is DocumentKind.ANSWER_NOTE and paper.about == person]
    last = max(notes, key=lambda paper: (paper.dated, paper.key), default=None)
    if last is not None and any((name, cell.value) == ("outcome", NO_CONSENT) for name, cell in last.heading):
        return "refused"
    return "given" if wish_of(file, person) == WANTS_TO_BE_HEARD else ""
