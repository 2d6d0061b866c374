"""Persons at home: arrest when evidence supports it, release when it does not, charge when the elements are proved."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from simulation.agenda import DAY
from simulation.casework.charges import Charge
from simulation.casework.documents import Document
from simulation.casework.file import CaseFile
from simulation.casework.measures import MeasureKind
from simulation.casework.proof import first_proved, proved_elements
from simulation.exercise.commands import ChargePerson, Command
from simulation.players.desk import Desk
from simulation.players.orders import is_held
from simulation.players.sheets import ByIdentity
from simulation.players.suspicion import STRONG
from simulation.records import Entity, EntityKind, Office
from simulation.scenario.country import Country

PAPERS_FOR_ARREST = 2
"""Separate papers that stand as evidence and name the person before anybody is arrested (assumption)."""

GRAVER_WITHIN_DAYS = 60
"""Days after an arrest for which a charge waits while a graver offence is within reach (assumption)."""


def arrests(desk: Desk) -> list[Command]:
    """Arrest those against whom separate papers stand as evidence."""
    if not desk.sits(Office.POLICE):
        return []
    written: list[Command] = []
    for person in desk.reading.pointed_at(STRONG, EntityKind.PERSON, sort=desk.habits.sorts):
        if not desk.has_time(Office.POLICE):
            break
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
    """Charge those who are held, once every element of an offence of the own law is proved by papers of the file.

    While a graver offence is within reach the charge waits for it, for a time; a graver one that comes to be proved
    later is charged besides.
    """
    if not desk.sits(Office.PROSECUTOR):
        return []
    held = [
        person
        for person in desk.reading.pointed_at(STRONG, EntityKind.PERSON, sort=desk.habits.sorts)
        if is_held(desk, person.key)
    ]
    if not held:
        return []
    papers = tuple(ByIdentity(filed.document.key, filed.document) for filed in desk.view.documents)
    law = ByIdentity(desk.code, desk.country)
    written: list[Command] = []
    for person in held:
        if desk.is_full(Office.PROSECUTOR):
            break
        charged = _charged_years(desk, person.key)
        if charged is not None and charged >= max(offence.max_years for offence in desk.country.offences):
            continue
        found = _provable(person.key, papers, law, charged or 0)
        if found is None:
            continue
        waits = charged is None and not _held_long(desk, person.key)
        if waits and _is_graver_near(person.key, papers, law, found.years):
            continue
        desk.took_on(Office.PROSECUTOR)
        before = sum(charge.person == person.key for charge in desk.view.charges)
        written.append(
            ChargePerson(
                id=desk.name(f"charge/{person.key}" + (f"/{before + 1}" if before else "")),
                by=desk.seat(Office.PROSECUTOR),
                rests_on=found.disclosed[-1:],
                person=person.key,
                offence=found.offence,
                documents=found.disclosed,
            )
        )
    return written


def _charged_years(desk: Desk, person: str) -> int | None:
    """Highest penalty, in years, of what a person is charged with here; None when the person is not charged."""
    named = [
        charge.offence for charge in desk.view.charges if charge.person == person and charge.outcome != "dismissal"
    ]
    return max((each.max_years for key in named if (each := desk.country.offence(key)) is not None), default=None)


def _held_long(desk: Desk, person: str) -> bool:
    taken = max(each.ordered for each in desk.ordered(MeasureKind.ARREST, person))
    return desk.now - taken >= GRAVER_WITHIN_DAYS * DAY


@dataclass(frozen=True, slots=True)
class _Provable:
    """The gravest offence whose every element papers prove.

    Attributes:
        offence: Its key.
        years: Its highest penalty, in years.
        disclosed: The proof and all that has to be disclosed with it.
    """

    offence: str
    years: int
    disclosed: tuple[str, ...]


@lru_cache(maxsize=512)
def _provable(
    person: str, papers: tuple[ByIdentity[Document], ...], law: ByIdentity[Country], above: int
) -> _Provable | None:
    """The gravest offence with a higher penalty than so many years that can be proved; None when there is none.

    A function of its arguments alone: that it is remembered changes no decision.
    """
    file = _file_of(papers, law)
    trials = _trials(person, file, law.value, above)
    found = first_proved(trials, file, law.value)
    if found is None:
        return None
    trial, assessed = found
    needed = {key for proof in assessed.elements for key in proof.documents} | set(assessed.exculpatory)
    needed |= {paper.key for paper in file.documents if paper.use.stands and paper.names(person)}
    years = {offence.key: offence.max_years for offence in law.value.offences}
    return _Provable(
        offence=trial.offence,
        years=years[trial.offence],
        disclosed=tuple(document.key for document in file.documents if document.key in needed),
    )


@lru_cache(maxsize=512)
def _is_graver_near(
    person: str, papers: tuple[ByIdentity[Document], ...], law: ByIdentity[Country], years: int
) -> bool:
    """Whether at least half of the elements of an offence with a higher penalty are proved already."""
    file = _file_of(papers, law)
    return any(_is_near(trial, file, law.value) for trial in _trials(person, file, law.value, years))


def _file_of(papers: tuple[ByIdentity[Document], ...], law: ByIdentity[Country]) -> CaseFile:
    file = CaseFile(law.key)
    for paper in papers:
        file.add(paper.value, paper.value.dated)
    return file


def _trials(person: str, file: CaseFile, law: Country, years: int) -> list[Charge]:
    """A charge of each offence with a higher penalty than so many years, the gravest first."""
    standing = tuple(document.key for document in file.documents if document.use.stands)
    offences = sorted(law.offences, key=lambda offence: -offence.max_years)
    return [
        Charge("", person, offence.key, offence.elements, 0, 0, standing)
        for offence in offences
        if offence.max_years > years
    ]


def _is_near(trial: Charge, file: CaseFile, law: Country) -> bool:
    return 2 * proved_elements(trial, file, law) >= len(trial.elements)


def _is_watched(desk: Desk, person: Entity) -> bool:
    return any(each.is_running for each in desk.ordered(MeasureKind.SURVEILLANCE, person.key))
