"""What the facts and the law let a requested country do with a request: execute, condition, postpone or refuse.

Only grounds that the request's own facts, the law tables and the country's own file contain; never chance, never
convenience. Where the treaty leaves a choice the cooperative one is taken (EWG 2001, law.md 5.2: reduce use limits,
read law flexibly).
"""

from __future__ import annotations

from dataclasses import dataclass

from simulation.casework.documents.document import detail
from simulation.casework.file.known import person_at_risk, shows_force
from simulation.exercise.procedures.letter.play.views import RequestView
from simulation.exercise.procedures.letter.statuses import LetterAction
from simulation.kernel.entities import Entity, EntityKind
from simulation.law.assessment.dual_criminality import LISTED, is_asked, reserved_by
from simulation.law.assessment.findings import FISHING
from simulation.law.assessment.safeguards import PROMISED
from simulation.law.book.assistance_types import kind_of
from simulation.law.book.governance import may_keep, regime_of, regime_of_letter
from simulation.law.book.required_contents import NO_DEATH_PENALTY, carries_death
from simulation.law.book.rules import LetterNature
from simulation.players.turn.turn import Turn
from simulation.scenario.schema.play import Sought

OWN_NATIONAL = "G8"
"""Ground: own nationals are not surrendered (law.md 5.5 G8)."""

DEATH_PENALTY = "G1"
"""Ground: death penalty without an assurance (law.md 5.5 G1)."""

IN_DANGER = "person_in_danger"
"""What the rules call letters on a witness or another person in danger (UNTOC 24(1))."""

COMPELLED = "victim_compelled"
"""What the rules call letters on a victim who was forced (CETS 197 articles 10(2), 26)."""

PROTECTED_THERE = ("assurance_non_punishment", "assurance_protection")
"""Conditions on which somebody at risk is surrendered where the danger is no ground for refusing."""

SAFE_HEARING = "protected_hearing"
"""Condition that a threatened witness is heard under protection, identity kept from the file (law.md 5.5 G7)."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What to do, and why.

    Attributes:
        action: ACCEPT, OFFER_CONDITIONS, POSTPONE or REFUSE.
        reasons: Why, for the other side.
        ground: Id of the ground.
        conditions: Conditions to offer.
        part_because: Why only a part may be handed over; "" for all of it.
        papers: Papers of the own file that a refusal rests on.
        alternative: Why no term would help, for a refusal.
    """

    action: LetterAction
    reasons: str = ""
    ground: str = ""
    conditions: tuple[str, ...] = ()
    part_because: str = ""
    papers: tuple[str, ...] = ()
    alternative: str = ""


EXECUTE = Answer(LetterAction.ACCEPT)


def open_items(request: RequestView) -> tuple[str, ...]:
    """Contents that are missing, as the assessment says; where it says nothing, those that are empty."""
    named = [
        finding.item
        for finding in request.findings
        if finding.is_open and (finding.verdict == "settled" or finding.code == FISHING)
    ]
    return tuple(dict.fromkeys(named or [check.item for check in request.checks if check.state == "empty"]))


def barred(desk: Turn, request: RequestView) -> Answer | None:
    """A refusal that nothing which the other side might add would change, so that there is nothing to ask for."""
    return _own_national(desk, request) or _no_such_offence(desk, request)


def answer_to(desk: Turn, request: RequestView) -> Answer:
    """The answer that facts and law give, in the order: never allowed, on terms, not yet, never completed, yes."""
    refusal = barred(desk, request)
    if refusal is not None:
        return refusal
    for rule in (
        _sent_into_danger,
        _death_penalty,
        _promises_missing,
        _witness_at_risk,
        _own_measure,
        _nothing_to_go_on,
    ):
        answer = rule(desk, request)
        if answer is not None:
            return answer
    return EXECUTE


def _own_national(desk: Turn, request: RequestView) -> Answer | None:
    """A country that may keep its nationals refuses, and takes over the prosecution (UNTOC 16(10))."""
    if request.sought is not Sought.SURRENDER:
        return None
    pair, basis = desk.pair(request.requesting), request.content.basis
    if not any(may_keep(pair, desk.country, nationality_of(target), basis) for target in request.targets):
        return None
    text = "Our law does not allow the surrender of nationals; we submit the case to our prosecutor without undue delay"
    why = "A condition cannot change the person’s nationality; we offer to prosecute the person here"
    papers = tuple(key for target in request.targets for key in _newest(desk, target.key))
    return Answer(LetterAction.REFUSE, text, OWN_NATIONAL, papers=papers, alternative=why)


def _no_such_offence(desk: Turn, request: RequestView) -> Answer | None:
    """No offence of the own law shares the conduct (UNTOC 18(9)); by elements, never by name (law.md 2.8)."""
    kind, pair = kind_of(request.sought), desk.pair(request.requesting)
    theirs = desk.scenario.country(request.requesting)
    regime = regime_of_letter(request.content, kind, pair, theirs)
    if not is_asked(pair, kind, regime, reserved_by(desk.country, regime)) or request.content.says(LISTED):
        return None
    named = theirs.named(request.content.offences)
    if not named:
        return None
    known = [set(offence.elements) for offence in desk.country.offences]
    if any(elements & set(offence.elements) for offence in named for elements in known):
        return None
    why = "A condition cannot make this conduct an offence here; please ask again if the facts show another offence"
    return Answer(LetterAction.REFUSE, "The conduct described is not an offence under our law", "R5", alternative=why)


def _nothing_to_go_on(desk: Turn, request: RequestView) -> Answer | None:
    """Asked once for facts or a link and still without them: not in conformity with the treaty (UNTOC 18(21)(a))."""
    was_asked = any(line.action == LetterAction.ASK_CLARIFICATION for line in request.history)
    content = request.content
    pair, theirs = desk.pair(request.requesting), desk.scenario.country(request.requesting)
    regime = regime_of_letter(content, kind_of(request.sought), pair, theirs)
    if regime.letter_for("R1") is None:
        return None  # the instrument lets nobody refuse for a gap
    is_linked = all(finding.code != "nexus_missing" for finding in request.findings)
    if not was_asked or (content.facts.strip() and content.grounds and is_linked):
        return None
    text = "Your request does not show the link between the assistance and the offence, although we asked about it"
    why = "A condition cannot replace the link that our court needs; if you show it, we will examine the request again"
    return Answer(LetterAction.REFUSE, text, "R1", alternative=why)


def _death_penalty(desk: Turn, request: RequestView) -> Answer | None:
    """An offence that is named carries the death penalty there; for other offences the use limits are enough."""
    theirs = desk.scenario.country(request.requesting)
    assured = {*request.content.undertakings, *request.conditions}
    if not carries_death(request.content, theirs, desk.country) or NO_DEATH_PENALTY in assured:
        return None
    text = "We need an assurance that the death penalty will not be requested, imposed or carried out"
    if any(line.action == LetterAction.DECLINE_CONDITIONS for line in request.history):
        why = "We offered assistance subject to this assurance, and you did not accept"
        return Answer(LetterAction.REFUSE, text, DEATH_PENALTY, alternative=why)
    return Answer(LetterAction.OFFER_CONDITIONS, text, DEATH_PENALTY, (NO_DEATH_PENALTY,))


def _promises_missing(desk: Turn, request: RequestView) -> Answer | None:
    """The instrument wants a promise of reciprocity, or on use and return, and the request has none (ASEAN 3(1))."""
    theirs, kind = desk.scenario.country(request.requesting), kind_of(request.sought)
    regime = regime_of_letter(request.content, kind, desk.pair(request.requesting), theirs)
    given = {*request.content.undertakings, *request.conditions}
    lacking = [
        (letter, name)
        for tag, promises in PROMISED.items()
        if (letter := regime.by_tag.get(tag)) is not None and letter.nature is LetterNature.MANDATORY
        for name in promises
        if name not in given
    ]
    if not lacking:
        return None
    text = "The treaty between us requires promises that your request does not contain"
    if any(line.action == LetterAction.DECLINE_CONDITIONS for line in request.history):
        why = "We offered assistance subject to these promises, and you did not accept"
        return Answer(LetterAction.REFUSE, text, lacking[0][0].id, alternative=why)
    return Answer(LetterAction.OFFER_CONDITIONS, text, lacking[0][0].id, tuple(name for _, name in lacking))


def _sent_into_danger(desk: Turn, request: RequestView) -> Answer | None:
    """Whom the own papers show at risk is heard here and not surrendered; that papers clear somebody is for the trial.

    Guilt is not looked at before a surrender (ETS 24: no review of evidence). The letter goes by what the papers show:
    somebody who was forced, or somebody in danger.
    """
    if request.sought is not Sought.SURRENDER:
        return None
    at_risk = {person for person, _, _ in desk.view.at_risk}
    spared = [target.key for target in request.targets if target.key in at_risk]
    if not spared:
        return None
    text = (
        "Our documents show that the person is a witness or a victim at risk; you can hear the "
        "person in our country, under protection"
    )
    ground = letter_on_risk(desk, spared[0], request.requesting, request.content.basis)
    if not ground:
        return _protected_there(request)
    why = "A condition cannot remove the danger; a hearing by video link from our country can give you the statement"
    papers = tuple(key for person in spared for key in showing_risk(desk, person))
    return Answer(LetterAction.REFUSE, text, ground, papers=papers, alternative=why)


def _protected_there(request: RequestView) -> Answer | None:
    """Where the list of grounds is closed, the danger leads to conditions (EAW articles 3 to 4a; ETS 24 article 1)."""
    wanted = tuple(name for name in PROTECTED_THERE if name not in request.conditions)
    if not wanted or any(line.action == LetterAction.DECLINE_CONDITIONS for line in request.history):
        return None
    text = "The person is at risk: we ask for assurances of protection and of no punishment for acts under force"
    return Answer(LetterAction.OFFER_CONDITIONS, text, "", wanted)


def letter_on_risk(desk: Turn, person: str, requesting: str, basis: str = "") -> str:
    """The letter on which a surrender of somebody at risk is refused, by what the own papers show; "" for none.

    Args:
        desk: The office.
        person: Key.
        requesting: Code of the country that asks.
        basis: Id of the instrument that the request names; "" for none.
    """
    tag = COMPELLED if shows_force(desk.reading.naming(person), person) else IN_DANGER
    letter = regime_of(desk.pair(requesting), kind_of(Sought.SURRENDER), basis).by_tag.get(tag)
    return letter.id if letter is not None else ""


def showing_risk(desk: Turn, person: str) -> tuple[str, ...]:
    """The newest own paper that shows somebody at risk; the newest that names the person where none does."""
    showing = [
        paper.key
        for paper in desk.reading.naming(person)
        if any(person_at_risk(said) == person for said in paper.assertions)
    ]
    return tuple(showing[-1:]) or _newest(desk, person)


def _newest(desk: Turn, person: str) -> tuple[str, ...]:
    """The newest paper of the own file that names somebody."""
    return tuple(paper.key for paper in desk.reading.naming(person))[-1:]


def _witness_at_risk(desk: Turn, request: RequestView) -> Answer | None:
    if request.sought is not Sought.STATEMENT or SAFE_HEARING in request.conditions:
        return None
    threatened = {person for person, _, _ in desk.view.at_risk}
    if not any(target.key in threatened for target in request.targets):
        return None
    if any(line.action == LetterAction.DECLINE_CONDITIONS for line in request.history):
        return None
    text = "The witness is at risk: we offer a hearing under protection, without the name and the address in the file"
    return Answer(LetterAction.OFFER_CONDITIONS, text, "", (SAFE_HEARING,))


def _own_measure(desk: Turn, request: RequestView) -> Answer | None:
    """An own covert measure on the same target is running: not yet, once, and for as long as it runs."""
    if any(line.action == LetterAction.POSTPONE for line in request.history):
        return None
    targets = {target.key for target in request.targets}
    for measure in desk.shown.measures:
        if measure.is_running and measure.is_covert and measure.target in targets:
            return Answer(
                LetterAction.POSTPONE,
                "Execution now would interfere with a measure in our own case that is not finished",
                "R6",
            )
    return None


def nationality_of(target: Entity) -> str:
    """Code of the country whose national a person is, as far as papers say, else of the residence; "" of a thing."""
    if target.kind is not EntityKind.PERSON:
        return ""
    nationality = detail(target, "nationality")
    return nationality if isinstance(nationality, str) and nationality else target.country
