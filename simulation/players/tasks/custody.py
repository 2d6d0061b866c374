"""Persons at home: arrest when evidence supports it, release when it does not, charge when the elements are proved."""

from __future__ import annotations

from collections.abc import Callable

from simulation.casework.documents.document import AssertionKind as Says
from simulation.casework.documents.document import Document
from simulation.casework.file.detention import LOAD
from simulation.casework.proof.judged import JUDGED_ALREADY, Accusation
from simulation.casework.proof.prospects import Prospect
from simulation.exercise.core.command import Command
from simulation.exercise.trials.commands import ChargePerson, SupplementCharge
from simulation.kernel.agenda import DAY
from simulation.kernel.entities import Entity, EntityKind
from simulation.kernel.terms import Office
from simulation.players.tasks.confiscation import is_money_blocked, is_money_open, money_papers, without_money
from simulation.players.tasks.joint_day import day_of
from simulation.players.tasks.orders import granted_for, in_hand_since, is_held, is_in_hand
from simulation.players.turn.parameters import PolicyMistake
from simulation.players.turn.plans import proved_gain
from simulation.players.turn.suspicion import LEAD, STRONG, ways_told
from simulation.players.turn.tipping import papers_for
from simulation.players.turn.turn import Turn
from simulation.players.turn.whereabouts import is_within_reach
from simulation.scenario.schema.play import MeasureKind

PAPERS_FOR_ARREST = 2
"""Papers that stand as evidence, name the person and each say something else of him or her before anybody is arrested
(assumption): three extracts of one register are one."""

BEFORE_TRIAL_DAYS = 20
"""Days before a trial in which what came since the charge is put before the court (assumption)."""

PROCEEDS = "proceeds"
"""Element of the offences that are about what is done with money."""

GRAVER_WITHIN_DAYS = 30
"""Days after an arrest for which a charge waits while a graver offence is within reach (assumption)."""


def arrests(desk: Turn) -> list[Command]:
    """Arrest those against whom separate papers stand as evidence, once a case against them is begun and money held.

    Then it is urgent: who finds the money blocked leaves. Nor does it wait where somebody at risk is threatened.
    Whoever is less suspicious, or of whom no paper says what he or she did, is arrested too, once an offence by which
    one earns is proved against him or her.
    """
    if not desk.sits(Office.POLICE):
        return []
    written: list[Command] = []
    for person in desk.reading.pointed_at(LEAD, EntityKind.PERSON, sort=desk.parameters.sorts):
        if desk.workload.is_full(Office.POLICE):
            break
        if not is_within_reach(desk, person) or not desk.may_order(MeasureKind.ARREST, person.key):
            continue
        if is_held(desk, person.key) or _is_watched(desk, person):
            continue
        evidence = desk.reading.evidence_on(person.key)
        if ways_told(evidence, person.key) < PAPERS_FOR_ARREST:
            continue
        is_pressing = _is_dangerous(desk, person.key) or is_money_blocked(desk, person.key)
        is_strong = desk.reading.heat(person.key) >= STRONG and desk.reading.is_named(person.key)
        is_strong = is_strong and (is_pressing or _is_begun(desk, person.key))
        found = None if is_strong and is_pressing else proved_gain(desk, person.key)
        if found is None and not (is_strong and (is_pressing or desk.workload.has_time(Office.POLICE))):
            continue
        day = day_of(desk, person.key)
        if day is not None and day > desk.today and not _is_dangerous(desk, person.key):
            continue
        if found is None and is_money_open(desk, person.key):
            desk.workload.took_on(Office.POLICE)  # time is kept for it
            continue
        if found is None:
            papers = papers_for(desk, person.key, STRONG, _is_needed(evidence, person.key))
        else:
            proof = desk.prospects.strongest(person.key, found)
            names = any(paper.key in proof for paper in evidence)
            papers = proof if names else (*proof, evidence[-1].key)
        written.append(desk.order(MeasureKind.ARREST, person.key, Office.POLICE, papers))
    return written


def _is_needed(evidence: tuple[Document, ...], person: str) -> Callable[[str], bool]:
    """Whether without a paper too few that stand tell of somebody in different ways."""
    return lambda key: (
        any(paper.key == key for paper in evidence)
        and ways_told(tuple(paper for paper in evidence if paper.key != key), person) < PAPERS_FOR_ARREST
    )


def _is_begun(desk: Turn, person: str) -> bool:
    """Whether papers prove an element of an offence by which somebody earns; a beginner does not look."""
    return desk.parameters.makes(PolicyMistake.NO_PLAN) or desk.prospects.is_gain_begun(person)


def _is_dangerous(desk: Turn, person: str) -> bool:
    """Whether somebody at risk whom nobody protects yet is threatened by a person, as papers say."""
    unprotected = {at_risk for at_risk, _, protected in desk.view.at_risk if protected is None}
    return not unprotected.isdisjoint(desk.reading.linked(person, Says.THREATENED, subject=False))


def releases(desk: Turn) -> list[Command]:
    """Let go at once who was arrested and for whom the file has come to speak."""
    if not desk.sits(Office.PROSECUTOR):
        return []
    written: list[Command] = []
    for measure in desk.shown.measures:
        if measure.kind != MeasureKind.ARREST or measure.result != "done" or not is_held(desk, measure.target):
            continue
        if measure.target in desk.reading.cleared and desk.may_order(MeasureKind.RELEASE, measure.target):
            written.append(desk.order(MeasureKind.RELEASE, measure.target, Office.PROSECUTOR, ()))
    return written


def charges(desk: Turn) -> list[Command]:
    """Charge those who are held, once every element of an offence of the own law is proved by papers of the file.

    Whom another country wants to have is charged too: the own case comes first (ETS 24 articles 8 and 19(1)).

    While a graver offence is within reach the charge waits for it, for a time; a graver one that comes to be proved
    later is charged besides, and so is what was done with the money.
    """
    if not desk.sits(Office.PROSECUTOR):
        return []
    held = [
        person
        for person in desk.reading.pointed_at(LEAD, EntityKind.PERSON, sort=desk.parameters.sorts)
        if is_in_hand(desk, person.key) and not _is_sought(desk, person)
    ]
    if not held:
        return []
    prospects = desk.prospects
    written: list[Command] = []
    for person in held:
        if desk.workload.is_full(Office.PROSECUTOR):
            break
        charged = _charged_years(desk, person.key)
        is_gravest = charged is not None and charged >= max(offence.max_years for offence in desk.country.offences)
        found = None if is_gravest else _gravest(desk, person.key, charged or 0)
        if found is None and charged is not None:
            found = _about_money(desk, person.key)
        if found is None or not _is_covered(desk, person.key, found.offence):
            continue
        waits = charged is None and not _held_long(desk, person.key)
        if waits and prospects.is_graver_near(person.key, found.years):
            continue
        desk.workload.took_on(Office.PROSECUTOR)
        before = sum(charge.person == person.key for charge in desk.shown.charges)
        written.append(
            ChargePerson(
                id=desk.name(f"charge/{person.key}" + (f"/{before + 1}" if before else "")),
                by=desk.seat(Office.PROSECUTOR),
                rests_on=prospects.strongest(person.key, found),
                person=person.key,
                offence=found.offence,
                documents=_with_money(desk, person.key, found),
            )
        )
    return written


def _gravest(desk: Turn, person: str, years: int) -> Prospect | None:
    """The gravest that is proved and not judged yet: an ordinary court has judged earlier loads (ICCPR 14(7)).

    What a court has ended as judged already is not charged again.
    """
    prospects = desk.prospects
    ended = frozenset(
        charge.offence
        for charge in desk.shown.charges
        if charge.person == person and charge.reasons == (JUDGED_ALREADY,)
    )
    found = prospects.gravest(person, years, ended)
    one = desk.shown.one
    taken = [each.taken for each in desk.view.convicted if one.get(each.person, each.person) == person]
    loads = frozenset(each.key for each in desk.country.offences if LOAD in each.elements)
    if found is None or not taken or found.offence not in loads:
        return found
    chosen = set(_with_money(desk, person, found))
    papers = tuple(each.document for each in desk.shown.documents if each.document.key in chosen)
    last = Accusation(person, (LOAD,), papers).last_load
    return found if last is not None and last > max(taken) else prospects.gravest(person, years, loads | ended)


def supplements(desk: Turn) -> list[Command]:
    """Shortly before a trial: put before the court what came since the charge and names the accused, for or against."""
    if not desk.sits(Office.PROSECUTOR):
        return []
    written: list[Command] = []
    for charge in desk.shown.charges:
        is_near = charge.trial_at - desk.now <= BEFORE_TRIAL_DAYS * DAY
        if charge.outcome or not is_near or desk.workload.is_full(Office.PROSECUTOR):
            continue
        shown = set(charge.documents)
        fresh = tuple(
            paper.key
            for paper in desk.reading.naming(charge.person)
            if paper.key not in shown and (paper.use.stands or charge.person in paper.exculpates)
        )
        fresh += tuple(key for key in money_papers(desk, charge.offence) if key not in {*shown, *fresh})
        fresh = without_money(desk, fresh)
        if fresh:
            desk.workload.took_on(Office.PROSECUTOR)
            written.append(
                SupplementCharge(
                    id=desk.name(f"supplement/{charge.key}/{charge.version}"),
                    by=desk.seat(Office.PROSECUTOR),
                    seen=charge.version,
                    rests_on=fresh[-1:],
                    charge=charge.key,
                    documents=fresh,
                )
            )
    return written


def _with_money(desk: Turn, person: str, found: Prospect) -> tuple[str, ...]:
    """What proves an offence and has to be disclosed, and what shows whose the blocked money is, as received."""
    chosen = {*desk.prospects.disclosed(person, found), *money_papers(desk, found.offence)}
    return without_money(desk, (each.document.key for each in desk.shown.documents if each.document.key in chosen))


def _charged_years(desk: Turn, person: str) -> int | None:
    """Highest penalty, in years, of what a person is charged with here; None when the person is not charged."""
    named = [
        charge.offence for charge in desk.shown.charges if charge.person == person and charge.outcome != "dismissal"
    ]
    return max((each.max_years for key in named if (each := desk.country.offence(key)) is not None), default=None)


def _about_money(desk: Turn, person: str) -> Prospect | None:
    """What was done with the proceeds, where papers prove it and the person is not charged with it yet."""
    if desk.parameters.makes(PolicyMistake.NO_PLAN):
        return None
    known = {charge.offence for charge in desk.shown.charges if charge.person == person}
    offences = (each for each in desk.country.offences if PROCEEDS in each.elements and each.key not in known)
    return next((found for each in offences if (found := desk.prospects.of(person, each)) is not None), None)


def _held_long(desk: Turn, person: str) -> bool:
    taken = in_hand_since(desk, person)
    return taken is not None and desk.now - taken >= GRAVER_WITHIN_DAYS * DAY


def _is_covered(desk: Turn, person: str, offence: str) -> bool:
    """Whether somebody may be tried for an offence: after a surrender only for what it was granted for (ETS 24 14)."""
    granted = granted_for(desk, person)
    return granted is None or offence in granted


def _is_sought(desk: Turn, person: Entity) -> bool:
    """Whether an arrest is ordered that is not carried out yet."""
    return any(each.is_running for each in desk.ordered(MeasureKind.ARREST, person.key))


def _is_watched(desk: Turn, person: Entity) -> bool:
    return any(each.is_running for each in desk.ordered(MeasureKind.SURVEILLANCE, person.key))
