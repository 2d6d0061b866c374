"""The rules of letters and of questions between police and financial units: their declaration, one a route.

What keeps an act from being taken, what has to be right in what is handed in, and whose time an unfounded question is,
stand here; who may do what from where stands in `table`, what an act writes in `effects`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

from simulation.exercise.procedures.letter.effects import EFFECTS, NOTHING, LetterAct, no_effect, opens
from simulation.exercise.procedures.letter.letter import Letter
from simulation.exercise.procedures.letter.short_way import OF_ASSET_OFFICES, OF_UNITS
from simulation.exercise.procedures.letter.statuses import (
    STATUSES,
    ConsultationAnswer,
    LetterAction,
    LetterStatus,
    Proposal,
)
from simulation.exercise.procedures.letter.table import TRANSITIONS
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Holder, Office, Side, TimeKind
from simulation.law.book.assistance_types import Kind
from simulation.law.book.content import is_narrower
from simulation.law.book.governance import regime_of
from simulation.law.book.grounds import Ground, named_ground, postponing
from simulation.law.book.rules import ClockRule
from simulation.law.book.transmission import TransmissionResult
from simulation.matters import machine
from simulation.matters.declaration import Call, Family, Rules, Status, Transition
from simulation.scenario.schema.country import CountryPair
from simulation.scenario.schema.play import Route


def offers(letter: Letter, side: Side, office: Office | None, now: int) -> tuple[Transition, ...]:
    """What a seat may do with a letter now, in the table's order.

    Args:
        letter: The letter.
        side: On which side the seat is.
        office: The seat; None for an automatic authority, which may act for every office of its side.
        now: The moment; nothing is offered before the present status began.
    """
    return machine.offers(rules_of(letter), letter, side, office, now)


def advance(
    letter: Letter, action: str, side: Side, office: Office | None, now: int, act: LetterAct = NOTHING
) -> Letter:
    """The letter after an act.

    Args:
        letter: The letter as it is.
        action: What is done.
        side: Who does it.
        office: The seat that does it; None for the system and for an automatic authority.
        now: When.
        act: What goes with it.

    Raises:
        RuleViolation: It may not be done now, by this seat or in this way; nothing has changed. Codes:
            `request.closed`, `request.not_possible_now`, `request.not_your_turn`, `request.wrong_office`,
            `request.time_before`, `request.<input>_missing`, `request.until_past`, `request.no_own_case`,
            `request.ground_unknown`, `request.ground_only_postpones`, `request.query_already_open`,
            `request.no_query_open`, `request.no_consultation_open`, `request.already_shared`,
            `request.direction_given`, `request.not_narrower`, `request.nothing_supplied`,
            `request.no_confidentiality_asked`, `request.told_already`, `request.proposal_unknown`.
    """
    return machine.advance(rules_of(letter), letter, action, side, office, now, act)


def _obstacle(letter: Letter, transition: Transition) -> str | None:
    """Why a transition does not apply to this letter just now."""
    for stands, code in _OBSTACLES.get(transition.action, ()):
        if stands(letter):
            return code
    return None


def _is_asked_after(request: Letter) -> bool:
    return request.query_open_since is not None


def _no_contact_asked(request: Letter) -> bool:
    return request.contact_since is None


_OBSTACLES: dict[str, tuple[tuple[Callable[[Letter], bool], str], ...]] = {
    LetterAction.QUERY_STATUS: ((_is_asked_after, "request.query_already_open"),),
    LetterAction.FOUND_MISSING: (
        (lambda request: not _is_asked_after(request) and _no_contact_asked(request), "request.no_query_open"),
    ),
    LetterAction.ANSWER_CONSULTATION: (
        (lambda request: request.consulted_since is None, "request.no_consultation_open"),
    ),
    LetterAction.ANSWER_QUERY: ((lambda request: not _is_asked_after(request), "request.no_query_open"),),
    LetterAction.RETURN_MISSENT: ((lambda request: request.way != TransmissionResult.REFUSED, "request.way_is_good"),),
    LetterAction.CONFIRM_IN_WRITING: (
        (lambda request: request.way != TransmissionResult.TO_CONFIRM, "request.nothing_to_confirm"),
    ),
    LetterAction.ACCEPT: ((lambda request: request.way == TransmissionResult.TO_CONFIRM, "request.not_confirmed"),),
    LetterAction.ASK_CONTACT: ((lambda request: not _no_contact_asked(request), "request.contact_asked"),),
    LetterAction.ANSWER_CONTACT: ((_no_contact_asked, "request.no_contact_asked"),),
    LetterAction.CONTACT_ANSWERED: ((_no_contact_asked, "request.no_contact_asked"),),
    LetterAction.NOT_CONFIDENTIAL: (
        (lambda request: not request.content.confidential, "request.no_confidentiality_asked"),
        (
            lambda request: any(entry.action == LetterAction.NOT_CONFIDENTIAL for entry in request.log),
            "request.told_already",
        ),
    ),
    LetterAction.DIRECT: ((lambda request: request.directed is not None, "request.direction_given"),),
    LetterAction.RESERVE: ((lambda request: request.directed is False, "request.direction_given"),),
    LetterAction.SHARE_DRAFT: ((lambda request: request.draft_shared, "request.already_shared"),),
}
"""What keeps an act that the table has from being taken, and its code."""


def _check_inputs(letter: Letter, transition: Transition, act: LetterAct, now: int) -> None:
    if act.until is not None and act.until <= now:
        raise RuleViolation("request.until_past", action=transition.action)
    if transition.action == LetterAction.POSTPONE and act.own_case is None:
        raise RuleViolation("request.no_own_case", action=transition.action)
    if transition.action == LetterAction.CONSULT:
        _check_proposal(act)
    if transition.action == LetterAction.ANSWER_CONSULTATION:
        _check_answer(letter, act)
    if transition.action == LetterAction.REFUSE and not may_refuse_on(act.named_ground):
        only_postpones = act.ground == postponing()
        code = "request.ground_only_postpones" if only_postpones else "request.ground_unknown"
        raise RuleViolation(code, ground=act.ground or "")


def _check_proposal(act: LetterAct) -> None:
    """A proposal is one of four kinds, made on a ground for which it can count; terms are named."""
    if len(act.choices) != 1 or act.choices[0] not in set(Proposal):
        raise RuleViolation("request.proposal_unknown")
    if not may_consult_on(act.named_ground):
        raise RuleViolation("request.ground_unknown", ground=act.ground or "")
    if act.choices[0] == Proposal.TERMS and not act.conditions:
        raise RuleViolation("request.conditions_missing", action=LetterAction.CONSULT)


def _check_answer(letter: Letter, act: LetterAct) -> None:
    """An answer to a proposal is one of four, and what it says goes with it."""
    if len(act.choices) != 1 or act.choices[0] not in set(ConsultationAnswer):
        raise RuleViolation("request.choices_missing", action=LetterAction.ANSWER_CONSULTATION)
    match act.choices[0]:
        case ConsultationAnswer.NARROW if act.content is None or not is_narrower(act.content, letter.content):
            raise RuleViolation("request.not_narrower")
        case ConsultationAnswer.SUPPLY_MORE if not act.text.strip() and act.content in (None, letter.content):
            raise RuleViolation("request.nothing_supplied")
        case ConsultationAnswer.NO_AGREEMENT if not act.text.strip():
            raise RuleViolation("request.text_missing", action=LetterAction.ANSWER_CONSULTATION)
        case _:
            pass


def may_refuse_on(ground: Ground | None) -> bool:
    """Whether a letter may be refused on a ground.

    Args:
        ground: The ground, or a letter of an instrument as one; None for one that nobody knows.
    """
    return ground is not None and "letter" in ground.refuses


def may_consult_on(ground: Ground | None) -> bool:
    """Whether a consultation on a ground can count: before a refusal on it, a safeguard, or a postponement.

    Args:
        ground: The ground, or a letter of an instrument as one; None for one that nobody knows.
    """
    if ground is None:
        return False
    return may_refuse_on(ground) or ground.is_safeguard or named_ground(ground.id) == postponing()


_QUESTIONS = frozenset({LetterAction.ASK_CLARIFICATION, LetterAction.RETURN_DEFICIENT})


def _status_after(letter: Letter, transition: Transition, act: LetterAct, status: Status) -> Status:
    """Whose time follows: the table's word, except that an unfounded question does not stop the asker's clock."""
    if transition.action in _QUESTIONS and not opens(letter, act):
        return replace(status, holder=Holder.REQUESTED, time_kind=TimeKind.DECISION)
    return status


_OPEN_TO_ALL = (
    LetterAction.WITHDRAW,
    LetterAction.NOT_CONFIDENTIAL,
    LetterAction.ASK_CONSENT,
    LetterAction.SHARE_DRAFT,
    LetterAction.ANSWER_CONTACT,
    LetterAction.RESERVE,
    LetterAction.RETURN_DEFICIENT,
)
"""Acts that are open to whoever waits: nothing lies because nobody takes one (contact points answer by themselves)."""


def _declared(route: Route, transitions: tuple[Transition, ...]) -> Rules[Letter, LetterAct]:
    named = {code for each in transitions for code in (each.origin, each.target)}
    return Rules(
        route,
        Transition("", "opened", LetterStatus.DRAFTING, Side.REQUESTING, "law.md 7.1 O1"),
        [status for code, status in STATUSES.items() if code in named],
        transitions,
        family=Family("request", "{input}_missing"),
        effects=EFFECTS,
        effect=no_effect,
        obstacle=_obstacle,
        check_inputs=_check_inputs,
        status_after=_status_after,
        calls=dict.fromkeys(_OPEN_TO_ALL, Call.NEVER),
    )


RULES: dict[Route, Rules[Letter, LetterAct]] = {route: _declared(route, rows) for route, rows in TRANSITIONS.items()}
"""The rules of each route."""


def rules_of(letter: Letter) -> Rules[Letter, LetterAct]:
    """The rules of a letter: those of its route, at the desks of the two offices that have it."""
    return rules_between(letter.route, letter.ends)


@cache
def rules_between(route: Route, ends: tuple[Office, ...]) -> Rules[Letter, LetterAct]:
    """The rules of a route; `ends` are the offices that ask and answer, where they are not those that speak on it."""
    if not ends:
        return RULES[route]
    asks, answers = ends
    desks = {Side.REQUESTING: (asks,), Side.REQUESTED: (answers,)}
    are_units = asks is answers is Office.FIU
    rows = []
    for each in TRANSITIONS[route]:
        basis = OF_ASSET_OFFICES if each.basis == OF_UNITS and not are_units else each.basis
        rows.append(replace(each, offices=desks.get(each.side, ()), basis=basis))
    return _declared(route, tuple(rows))


def binding_clock(status: str, pair: CountryPair, kind: Kind, basis: str) -> ClockRule | None:
    """The time of the instrument that binds the holder of a request; None where its days are a benchmark.

    Args:
        status: Where the request stands.
        pair: What binds the two countries.
        kind: What is asked.
        basis: Instrument that the request names; "" for none.
    """
    return regime_of(pair, kind, basis).binding_clock(STATUSES[status].clock)
