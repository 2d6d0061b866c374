"""Persons at home: arrest when evidence supports it, release when it does not, charge when the elements are proved."""

from __future__ import annotations

from simulation.casework.measures import MeasureKind
from simulation.exercise.commands import ChargePerson, Command
from simulation.players.desk import Desk
from simulation.players.orders import is_held
from simulation.players.reading import STRONG
from simulation.records import Entity, EntityKind, Office

PAPERS_FOR_ARREST = 2
"""Separate papers that stand as evidence and name the person before anybody is arrested (assumption)."""


def arrests(desk: Desk) -> list[Command]:
    """Arrest those against whom separate papers stand as evidence."""
    if not desk.sits(Office.POLICE):
        return []
    written: list[Command] = []
    for person in desk.reading.pointed_at(STRONG, EntityKind.PERSON, sort=desk.habits.sorts):
        evidence = desk.reading.evidence_on(person.key)
        if person.country != desk.code or len(evidence) < PAPERS_FOR_ARREST or is_held(desk, person.key):
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
    """Charge, with the offence that most evidence supports, disclosing every paper that names the person."""
    if not desk.sits(Office.PROSECUTOR):
        return []
    written: list[Command] = []
    charged = {charge.person for charge in desk.view.charges if charge.outcome != "dismissal"}
    for person in desk.reading.pointed_at(STRONG, EntityKind.PERSON, sort=desk.habits.sorts):
        if person.key in charged or not is_held(desk, person.key):
            continue
        evidence = desk.reading.evidence_on(person.key)
        if len(evidence) < PAPERS_FOR_ARREST:
            continue
        papers = tuple(paper.key for paper in evidence)
        written.append(
            ChargePerson(
                id=desk.name(f"charge/{person.key}"),
                by=desk.seat(Office.PROSECUTOR),
                rests_on=papers[-1:],
                person=person.key,
                offence=desk.country.offences[0].key,
                documents=papers,
            )
        )
    return written


def _is_watched(desk: Desk, person: Entity) -> bool:
    return any(not each.result for each in desk.ordered(MeasureKind.SURVEILLANCE, person.key))
