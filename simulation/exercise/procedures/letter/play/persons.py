"""In which quality a letter's persons are concerned, and whether they agreed, as both files know it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Protocol

from simulation.casework.documents.document import Document
from simulation.casework.file.case_file import CaseFile
from simulation.casework.file.measure_orders import WANTS_TO_BE_HEARD, recovers_until, wish_of
from simulation.exercise.core.state import CountryState
from simulation.exercise.procedures.letter.letter import Letter
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.law.assessment.findings import Consented, PersonFacts, PersonStatus
from simulation.law.book.assistance_types import Kind
from simulation.scenario.schema.play import DocumentKind, Sought

type SoughtIn = Callable[[str], Sought | None]
"""What a letter asks for, by its key; None for what is no letter."""

NO_CONSENT = "no_consent"
"""What a note of answer says of somebody who did not agree to be heard or brought over."""


def persons_of(
    countries: Mapping[str, CountryState], letters: Letters, request: Letter, kind: Kind
) -> tuple[PersonFacts, ...]:
    """Status and consent of the persons whom a letter is about, as far as papers tell.

    The status is what the letter says since it was written, before that what the own file has. Consent is given or
    refused where the person is, and stands in the file there.
    """
    said, asked = letters.named.get(request.key), countries[request.requested].file
    if said is None:
        said = statuses_of(countries[request.requesting].file, request)
    statuses = {each.key: each.status for each in said}
    told = [
        PersonFacts(key, statuses.get(key, ""), consent_of(asked, key, kind, letters.sought_in))
        for key in request.targets
    ]
    return tuple(each for each in told if each.status or each.consent)


def statuses_of(file: CaseFile, request: Letter) -> tuple[PersonFacts, ...]:
    """In which quality the file of the side that asks shows each target of a letter; those whom it shows in none, not.

    Args:
        file: Its file.
        request: The letter.
    """
    held = [row.person for row in file.detentions.rows.values() if row.ended is None]
    risks, planned = [each.person for each in file.risks.all], [each.person for each in file.case_plan.all]
    found = [
        PersonFacts(key, status_of(key, file.charges.all, file.naming(key), at_risk=risks, suspected=[*held, *planned]))
        for key in request.targets
    ]
    return tuple(each for each in found if each.status)


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


class Charged(Protocol):
    """A charge, as a file keeps it or a team sees it."""

    @property
    def person(self) -> str:
        """Who is charged."""
        ...

    @property
    def outcome(self) -> str:
        """The verdict; "" while there is none."""
        ...

    @property
    def by_video(self) -> tuple[str, ...]:
        """Who is heard at the trial by video."""
        ...


def status_of(
    person: str,
    charges: Iterable[Charged],
    papers: Iterable[Document],
    *,
    at_risk: Collection[str],
    suspected: Collection[str],
) -> PersonStatus:
    """In which quality a file shows a person; "" where it shows none.

    A charge goes before all else: who is charged may also have been harmed or held.

    Args:
        person: Key.
        charges: All of the file.
        papers: Those that name the person.
        at_risk: People at risk in the file.
        suspected: Those whom its country holds, or works towards in its case plan.
    """
    brought = tuple(charges)
    outcomes = [each.outcome for each in brought if each.person == person]
    if "" in outcomes:
        return "accused"
    if "conviction" in outcomes:
        return "convicted"
    if recovers_until(papers, person, 0) is not None:
        return "victim"
    if person in at_risk or any(person in each.by_video for each in brought):
        return "witness"
    return "suspect" if person in suspected else ""


def consent_of(file: CaseFile, person: str, kind: Kind, sought_in: SoughtIn) -> Consented:
    """What a person said when last asked for the same kind of assistance, where he or she is; "" when nobody asked.

    Args:
        file: File of the country in which the person is.
        person: Key.
        kind: The kind of assistance.
        sought_in: What a letter asks for, by its key.
    """
    notes = [
        paper
        for paper in file.naming(person)
        if paper.kind is DocumentKind.ANSWER_NOTE
        and paper.about == person
        and sought_in(file.filed[paper.key].source) == kind.id
    ]
    last = max(notes, key=lambda paper: (paper.dated, paper.key), default=None)
    if last is not None and any((name, cell.value) == ("outcome", NO_CONSENT) for name, cell in last.heading):
        return "refused"
    return "given" if kind.hears_person and wish_of(file, person) == WANTS_TO_BE_HEARD else ""
