"""Persons at home: arrest when evidence supports it, release when it does not, charge when the elements are proved."""

from __future__ import annotations

from simulation.casework.charges import Charge
from simulation.casework.file import CaseFile
from simulation.casework.measures import MeasureKind
from simulation.casework.proof import ElementState, assess_case
from simulation.exercise.commands import ChargePerson, Command
from simulation.players.desk import Desk
from simulation.players.orders import is_held
from simulation.players.reading import STRONG
from simulation.records import Entity, EntityKind, Office
from simulation.scenario.country import Offence

PAPERS_FOR_ARREST = 2
"""Separate papers that stand as evidence and name the person before anybody is arrested (assumption)."""


def arrests(desk: Desk) -> list[Command]:
    """Arrest those against whom separate papers stand as evidence."""
    if not desk.sits(Office.POLICE):
        return []
    written: list[Command] = []
    for person in desk.reading.pointed_at(STRONG, EntityKind.PERSON, sort=desk.habits.sorts):
        evidence = desk.reading.evidence_on(person.key)
        if not desk.reading.is_named(person.key) or person.country != desk.code:
            continue
        if len(evidence) < PAPERS_FOR_ARREST or is_held(desk, person.key):
            continue
        if not desk.may_order(MeasureKind.ARREST, person.key) or _is_watched(desk, person):
            continue
        papers = tuple(paper.key for paper in evidence[-4:])
        written.append(desk.order(MeasureKind.ARREST, person.key, Office.POLICE, papers))
    return written


def releases(desk: Desk) -> list[Command]:
    """Let go at once who was arrested and for whom the file has come to speak."""
    if not desk.sits(Office.PROSECUTOR):
        return []
    written: list[Command] = []
    for measure in desk.view.measures:
        if measure.kind != MeasureKind.ARREST or measure.result != "done" or not is_held(desk, measure.target):
            continue
        if measure.target in desk.reading.cleared and desk.may_order(MeasureKind.RELEASE, measure.target):
            written.append(desk.order(MeasureKind.RELEASE, measure.target, Office.PROSECUTOR, ()))
    return written


def charges(desk: Desk) -> list[Command]:
    """Charge those who are held, once every element of an offence of the own law is proved by papers of the file."""
    if not desk.sits(Office.PROSECUTOR):
        return []
    charged = {charge.person for charge in desk.view.charges if charge.outcome != "dismissal"}
    held = [
        person
        for person in desk.reading.pointed_at(STRONG, EntityKind.PERSON, sort=desk.habits.sorts)
        if person.key not in charged and is_held(desk, person.key)
    ]
    if not held:
        return []
    file = _file(desk)
    written: list[Command] = []
    for person in held:
        found = _provable(desk, file, person)
        if found is not None:
            offence, papers = found
            written.append(
                ChargePerson(
                    id=desk.name(f"charge/{person.key}"),
                    by=desk.seat(Office.PROSECUTOR),
                    rests_on=papers[-1:],
                    person=person.key,
                    offence=offence.key,
                    documents=papers,
                )
            )
    return written


def _provable(desk: Desk, file: CaseFile, person: Entity) -> tuple[Offence, tuple[str, ...]] | None:
    """The gravest offence whose every element the file proves, with the papers: proof, and all that is disclosed."""
    for offence in sorted(desk.country.offences, key=lambda offence: -offence.max_years):
        papers = tuple(document.key for document in file.documents if document.use.stands)
        trial = Charge("", person.key, offence.key, offence.elements, desk.now, desk.now, papers)
        assessed = assess_case(trial, file, desk.country)
        proofs = assessed.elements
        if all(proof.state is ElementState.PROVED and not proof.has_doubt for proof in proofs):
            needed = {key for proof in proofs for key in proof.documents} | set(assessed.exculpatory)
            needed |= {document.key for document in desk.reading.evidence_on(person.key)}
            return offence, tuple(document.key for document in file.documents if document.key in needed)
    return None


def _file(desk: Desk) -> CaseFile:
    """The team's papers as a case file, for the same rules of proof that the court applies."""
    file = CaseFile(desk.code)
    for filed in desk.view.documents:
        file.add(filed.document, filed.received, filed.source)
    return file


def _is_watched(desk: Desk, person: Entity) -> bool:
    return any(each.is_running for each in desk.ordered(MeasureKind.SURVEILLANCE, person.key))
