"""Persons at home: arrest when evidence supports it, release when it does not, charge when the elements are proved."""

from __future__ import annotations

from functools import lru_cache

from simulation.casework.charges import Charge
from simulation.casework.documents import Document
from simulation.casework.file import CaseFile
from simulation.casework.measures import MeasureKind
from simulation.casework.proof import first_proved
from simulation.exercise.commands import ChargePerson, Command
from simulation.players.desk import Desk
from simulation.players.orders import is_held
from simulation.players.sheets import ByIdentity
from simulation.players.suspicion import STRONG
from simulation.records import Entity, EntityKind, Office
from simulation.scenario.country import Country

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
    papers = tuple(ByIdentity(filed.document.key, filed.document) for filed in desk.view.documents)
    law = ByIdentity(desk.code, desk.country)
    written: list[Command] = []
    for person in held:
        if desk.is_full(Office.PROSECUTOR):
            break
        found = _provable(person.key, papers, law)
        if found is not None:
            offence, disclosed = found
            desk.took_on(Office.PROSECUTOR)
            written.append(
                ChargePerson(
                    id=desk.name(f"charge/{person.key}"),
                    by=desk.seat(Office.PROSECUTOR),
                    rests_on=disclosed[-1:],
                    person=person.key,
                    offence=offence,
                    documents=disclosed,
                )
            )
    return written


@lru_cache(maxsize=512)
def _provable(
    person: str, papers: tuple[ByIdentity[Document], ...], law: ByIdentity[Country]
) -> tuple[str, tuple[str, ...]] | None:
    """The gravest offence whose every element the papers prove, with the proof and all that has to be disclosed.

    A function of its arguments alone: that it is remembered changes no decision.
    """
    file = CaseFile(law.key)
    for paper in papers:
        file.add(paper.value, paper.value.dated)
    standing = tuple(document.key for document in file.documents if document.use.stands)
    offences = sorted(law.value.offences, key=lambda offence: -offence.max_years)
    trials = [Charge("", person, offence.key, offence.elements, 0, 0, standing) for offence in offences]
    found = first_proved(trials, file, law.value)
    if found is None:
        return None
    trial, assessed = found
    needed = {key for proof in assessed.elements for key in proof.documents} | set(assessed.exculpatory)
    needed |= {paper.key for paper in file.documents if paper.use.stands and paper.names(person)}
    return trial.offence, tuple(document.key for document in file.documents if document.key in needed)


def _is_watched(desk: Desk, person: Entity) -> bool:
    return any(each.is_running for each in desk.ordered(MeasureKind.SURVEILLANCE, person.key))
