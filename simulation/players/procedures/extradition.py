"""Extradition by an automatic office: it holds, hears, decides on the grounds that its facts contain, and collects."""

from __future__ import annotations

from simulation.casework.file.charges import Appeal
from simulation.casework.file.detention import LOAD
from simulation.casework.proof.judged import FINAL, are_same_facts
from simulation.casework.proof.prospects import Prospect
from simulation.exercise.core.command import Command
from simulation.exercise.matters.commands import BeginProcedure
from simulation.exercise.matters.views import ProcedureView
from simulation.exercise.procedures.extradition.table import EXTRADITION
from simulation.exercise.procedures.extradition.table import ExtraditionAction as Act
from simulation.exercise.procedures.extradition.table import ExtraditionStatus as Status
from simulation.exercise.trials.views import ChargeView
from simulation.kernel.agenda import DAY
from simulation.kernel.entities import Entity, EntityKind
from simulation.kernel.terms import Facts, Office
from simulation.law.book.assistance_types import kind_of
from simulation.law.book.governance import regime_of, surrender_bases
from simulation.players.letters.grounds import PROTECTED_THERE, letter_on_risk, nationality_of, showing_risk
from simulation.players.tasks.custody import PAPERS_FOR_ARREST
from simulation.players.turn.findings import found_once
from simulation.players.turn.parameters import PolicyMistake
from simulation.players.turn.suspicion import LEAD
from simulation.players.turn.turn import Turn
from simulation.scenario.schema.play import Sought

KIND = EXTRADITION

PAPERS = 6
"""Papers that go with a request for surrender, the latest first (assumption)."""

SEARCHES = 2
"""How often the other side is asked to look for a person (assumption)."""

RETURN_BEFORE_DAYS = 10
"""Days before the date agreed at which a person who was lent is brought back (assumption)."""

THERE: Facts = (("presence_there", "Our documents show that the person is in your country"),)
"""What an automatic office says of where somebody is."""

BINDING: Facts = (
    ("signed_by", "minister_of_justice prosecutor_general government_of_the_prison"),
    ("watched_by", "copy_of_judgment mission_visits"),
)
"""Who signs an assurance that binds, and who watches that it is kept."""

EMPTY: Facts = (("signed_by", "ambassador"),)
"""A promise by somebody who cannot bind: the mistake of a beginner (M17)."""

SPARED = " ".join(PROTECTED_THERE)
"""What is asked for somebody in danger or forced before a surrender is refused."""

NO_TERM_HELPS = (
    "A condition cannot remove the danger; a hearing by video link from our country can give you the statement"
)
"""Why nothing else would help, of somebody in danger."""

NO_DEATH_PENALTY = "assurance_no_death_penalty"

_LOOKED = frozenset({Status.PROVISIONAL, Status.COURT, Status.APPEALED})
"""Statuses that a court ends, and it asks whether the person has been judged."""


def extradition(
    desk: Turn, procedure: ProcedureView, offered: frozenset[str]
) -> tuple[str, str, tuple[str, ...], Facts] | None:
    """The next step of an extradition, of those that are offered."""
    move = _asked(desk, procedure, offered) if procedure.incoming else _asking(desk, procedure)
    return move if move is not None and move[0] in offered else None


def wanted(desk: Turn) -> list[Command]:
    """Ask for the surrender of somebody abroad once papers that stand prove an offence of the own law."""
    if not desk.sits(Office.PROSECUTOR) or desk.workload.is_full(Office.PROSECUTOR):
        return []
    known = {entity.key for each in desk.view.procedures if each.kind is KIND for entity in each.subjects}
    for person in desk.reading.pointed_at(LEAD, EntityKind.PERSON, sort=desk.parameters.sorts):
        found = None if person.country == desk.code or person.key in known else _proved(desk, person)
        if found is None:
            continue
        desk.workload.took_on(Office.PROSECUTOR)
        keys = tuple(paper.key for paper in desk.reading.evidence_on(person.key)[-PAPERS:])
        return [
            BeginProcedure(
                id=desk.name(f"{KIND}/{person.key}"),
                by=desk.seat(Office.PROSECUTOR),
                rests_on=keys,
                kind=KIND,
                requested=person.country,
                subjects=(person.key,),
                documents=keys,
                terms=(("offence", found.offence),),
            )
        ]
    return []


@found_once
def _proved(desk: Turn, person: Entity) -> Prospect | None:
    """What is proved against somebody of whom papers say what he or she did, where a treaty binds the two countries."""
    if not desk.reading.is_named(person.key) or len(desk.reading.evidence_on(person.key)) < PAPERS_FOR_ARREST:
        return None
    there = desk.scenario.country(person.country)
    return desk.prospects.gravest(person.key, 0) if surrender_bases(desk.pair(there.code), there) else None


def _asked(
    desk: Turn, procedure: ProcedureView, offered: frozenset[str]
) -> tuple[str, str, tuple[str, ...], Facts] | None:
    match procedure.status:
        case Status.ARREST_ASKED:
            return Act.ORDER_ARREST, "", (), ()
        case Status.RECEIVED:
            return Act.BRING_TO_COURT, "", (), ()
        case Status.DECIDING:
            return _decision(desk, procedure, offered)
        case Status.OWN_PROSECUTION:
            return Act.SUBMIT_CASE, "The case is with our prosecutor", (), ()
        case Status.SURRENDERED:
            return Act.CONSENT_FURTHER, "", (), ()
        case _:
            return None


def _decision(desk: Turn, procedure: ProcedureView, offered: frozenset[str]) -> tuple[str, str, tuple[str, ...], Facts]:
    """People at risk first, then the own national, the death penalty, an own charge before the court; else granted."""
    if _person(procedure) in {person for person, _, _ in desk.view.at_risk}:
        if procedure.term("assurances") is None:
            return Act.ASK_ASSURANCES, "", (), (("assurances", SPARED),)
        ground = letter_on_risk(desk, _person(procedure), procedure.requesting)
        if ground:
            terms: Facts = (("ground", ground), ("alternative", NO_TERM_HELPS))
            return (
                Act.REFUSE,
                "Our documents show that this person is in danger, or was forced to commit the offence",
                showing_risk(desk, _person(procedure)),
                terms,
            )
    if Act.REFUSE_NATIONAL in offered:
        return (
            Act.REFUSE_NATIONAL,
            "Our law does not allow the surrender of nationals; we submit the case to our prosecutor",
            (),
            (),
        )
    if _is_judged_here(desk, procedure):
        terms = (
            ("ground", _letter(desk, procedure, "G4")),
            ("alternative", "A condition cannot change a final judgment"),
        )
        return Act.REFUSE, "Our court has already tried the person on the same facts", (), terms
    offence = desk.scenario.country(procedure.requesting).offence(str(procedure.term("offence")))
    assured = NO_DEATH_PENALTY in str(procedure.term("assured") or "").split()
    if offence is not None and offence.death_penalty and not assured:
        if procedure.term("assurances") is None:
            return Act.ASK_ASSURANCES, "", (), (("assurances", NO_DEATH_PENALTY),)
        ground = _letter(desk, procedure, "G1")
        terms = (("ground", ground), ("alternative", "We asked for the assurance; no other condition would help"))
        return Act.REFUSE, "We received no assurance that the death penalty will not be carried out", (), terms
    own = [charge for charge in desk.shown.charges if charge.person == _person(procedure) and _is_pending(charge)]
    if own and Act.GRANT_LATER in offered:
        until = max(desk.now, *(charge.appeal_until or charge.trial_at for charge in own)) + DAY
        return Act.GRANT_LATER, "Our own case against the person has priority", (), (("until", until),)
    return Act.GRANT, _said_of_risk(desk, procedure), (), ()


def _said_of_risk(desk: Turn, procedure: ProcedureView) -> str:
    """What is said with the surrender of somebody at risk, where the list of grounds leaves no refusal."""
    if _person(procedure) not in {person for person, _, _ in desk.view.at_risk}:
        return ""
    return "Our documents show that the person is at risk: please protect the person from the day of the surrender"


def _is_judged_here(desk: Turn, procedure: ProcedureView) -> bool:
    """Whether an own court has given a final judgment for the same facts since the court of the surrender looked."""
    offence = desk.scenario.country(procedure.requesting).offence(str(procedure.term("offence")))
    if offence is None:
        return False
    ended = (
        desk.country.offence(charge.offence)
        for charge in desk.shown.charges
        if charge.person == _person(procedure) and charge.outcome in FINAL and not _is_pending(charge)
    )
    return (LOAD in offence.elements and _is_convicted_since(desk, procedure)) or any(
        own is not None and are_same_facts(own.elements, offence.elements) for own in ended
    )


def _is_pending(charge: ChargeView) -> bool:
    return not charge.outcome or charge.appeal in {Appeal.TERM, Appeal.LODGED}


def _is_convicted_since(desk: Turn, procedure: ProcedureView) -> bool:
    """Whether an ordinary court has convicted the person of loads since; of what it did before, the court knew."""
    looked = max((stay.end for stay in procedure.stays if stay.status in _LOOKED), default=procedure.since)
    one, person = desk.shown.one, _person(procedure)
    return any(
        each.at > looked and one.get(each.person, each.person) == one.get(person, person)
        for each in desk.view.convicted
    )


def _letter(desk: Turn, procedure: ProcedureView, ground: str) -> str:
    """The letter of what governs that has a ground; the ground itself where none has it."""
    letter = regime_of(desk.pair(procedure.requesting), kind_of(Sought.SURRENDER)).letter_for(ground)
    return letter.id if letter is not None else ground


def _asking(desk: Turn, procedure: ProcedureView) -> tuple[str, str, tuple[str, ...], Facts] | None:
    if _person(procedure) in desk.reading.threatened | desk.reading.cleared and procedure.is_open:
        return Act.WITHDRAW, "The person is now regarded as a victim or a witness", (), ()
    match procedure.status:
        case Status.WANTED:
            return (
                Act.ASK_ARREST,
                "A warrant has been issued; the documents will follow within the time limit of the treaty",
                (),
                THERE,
            )
        case Status.PROVISIONAL:
            return _papers(desk, procedure)
        case Status.NOT_HELD:
            return _search_again(desk, procedure)
        case Status.SUPPLEMENTING:
            return Act.SUPPLEMENT, "We add what is in our file", (), ()
        case Status.ASSURANCES:
            signed = EMPTY if desk.parameters.makes(PolicyMistake.EMPTY_PROMISE) else BINDING
            return Act.GIVE_ASSURANCES, "We give the assurances that you asked for", (), signed
        case Status.CONSULTED:
            return Act.ANSWER, "We do not change our request; please decide", (), (("said_to_it", "consult_no"),)
        case Status.GRANTED | Status.GRANTED_FOR_A_TIME:
            return Act.COLLECT, "", (), ()
        case Status.LENT:
            until = procedure.term("until")
            is_near = isinstance(until, int) and until - desk.now <= RETURN_BEFORE_DAYS * DAY
            return (Act.RETURN_PERSON, "", (), ()) if is_near else None
        case _:
            return None


def _search_again(desk: Turn, procedure: ProcedureView) -> tuple[str, str, tuple[str, ...], Facts] | None:
    """Papers that never went out go now; who was not found is looked for again, then the request is withdrawn."""
    if all(line.action != Act.SEND_REQUEST for line in procedure.history):
        return _papers(desk, procedure)
    if sum(line.action == Act.ASK_ARREST for line in procedure.history) < SEARCHES:
        return Act.ASK_ARREST, "Please look for the person once more", (), THERE
    return Act.WITHDRAW, "The person cannot be found", (), ()


def _papers(desk: Turn, procedure: ProcedureView) -> tuple[str, str, tuple[str, ...], Facts] | None:
    person = _person(procedure)
    named = [filed.document for filed in desk.shown.documents if filed.document.names(person)]
    standing = [paper for paper in named if paper.use.stands] or named
    if not standing:
        return None
    keys = tuple(dict.fromkeys((*_proof_for_them(desk, procedure), *(paper.key for paper in standing[-PAPERS:]))))
    return Act.SEND_REQUEST, "The request is enclosed, with the warrant, the facts and the text of the law", keys, ()


def _proof_for_them(desk: Turn, procedure: ProcedureView) -> tuple[str, ...]:
    """The whole proof, where their law will keep a national: their prosecutor needs the file (ETS 24 article 6(2))."""
    there, person = desk.scenario.country(procedure.requested), procedure.subjects[0] if procedure.subjects else None
    offence = desk.country.offence(str(procedure.term("offence")))
    if person is None or offence is None or there.surrenders(nationality_of(person)):
        return ()
    found = desk.prospects.of(person.key, offence)
    return desk.prospects.disclosed(person.key, found) if found is not None else ()


def _person(procedure: ProcedureView) -> str:
    return procedure.subjects[0].key if procedure.subjects else ""
