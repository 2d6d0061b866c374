"""What a seat does with a request: the draft, each act on it, and the ruling of control on a point of it.

The machine alone moves a request; this module gives it the facts: open contents, own case, abused urgency.
"""

from __future__ import annotations

from dataclasses import replace

from simulation.exercise.core.command import Seat
from simulation.exercise.core.handler import Handler, decided_or_waited
from simulation.exercise.core.state import State
from simulation.exercise.core.texts import check_length, require_text
from simulation.exercise.procedures.letter.commands import ActOnRequest, KeepActs, OpenDraft, RuleOnPoint
from simulation.exercise.procedures.letter.effects import LetterAct, has_consulted
from simulation.exercise.procedures.letter.events import ActsKept, RefusalArgued, RulingMade
from simulation.exercise.procedures.letter.letter import Letter
from simulation.exercise.procedures.letter.opening import ends_of, open_request
from simulation.exercise.procedures.letter.play import (
    conduct_findings,
    contact_points,
    execution,
    mistakes,
    own_prosecution,
    required_texts,
    routine,
)
from simulation.exercise.procedures.letter.play.facts import between, findings, open_items
from simulation.exercise.procedures.letter.play.hooks import move, open_matter, settle
from simulation.exercise.procedures.letter.play.refusal import Refusal
from simulation.exercise.procedures.letter.play.state import ControlRuling, Letters, RequestState
from simulation.exercise.procedures.letter.play.visibility import side_of
from simulation.exercise.procedures.letter.rules import advance
from simulation.exercise.procedures.letter.rules import offers as machine_offers
from simulation.exercise.procedures.letter.statuses import LetterAction, LetterStatus
from simulation.exercise.seats.handlers import require_pen
from simulation.kernel.agenda import DAY
from simulation.kernel.errors import RuleViolation
from simulation.kernel.offices import OfficeTask
from simulation.kernel.terms import Side
from simulation.law.assessment.refusal_grounds import consultation
from simulation.law.book.governance import is_surrender_closed
from simulation.law.book.grounds import postponing
from simulation.law.book.transmission import WAYS
from simulation.scenario.schema.play import Sought


def _check_draft(state: State, command: OpenDraft) -> None:
    """Whether a request file can be opened so.

    Raises:
        RuleViolation: Not this office's, unknown country, or something that the file does not know.
    """
    seat = require_pen(state, command)
    requested = command.requested
    kind = state.law.kind_of(command.sought)
    own = kind.office_in(state.scenario.country(seat.country))
    if seat.office not in ((own,) if own is not None else state.offices.asking_on(kind.route)):
        raise RuleViolation("seat.wrong_office", office=seat.office)
    if requested not in {country.code for country in state.scenario.countries}:
        raise RuleViolation("country.unknown", country=requested)
    file = state.countries[seat.country].file
    for target in command.targets:
        if file.known.get(target) is None:
            raise RuleViolation("request.unknown_target")
    _draft(state, command)
    law, pair = state.scenario.country(requested), state.scenario.pair(seat.country, requested)
    if command.sought is Sought.SURRENDER and is_surrender_closed(pair, law):
        raise RuleViolation("extradition.no_basis")


def _draft(state: State, command: OpenDraft) -> Letter:
    country = require_pen(state, command).country
    key = f"{country}/{command.id}"
    kind = state.law.kind_of(command.sought)
    ends = ends_of(state.scenario, kind, country, command.requested)
    return open_request(key, kind, country, command.requested, command.targets, state.now, ends=ends)


def _check_ruling(state: State, command: RuleOnPoint) -> None:
    """Whether control can rule on this point.

    Raises:
        RuleViolation: No reasons, or no such request or finding.
    """
    require_text(command.reasons)
    letters = state.part(Letters)
    if not command.finding or not (command.request in letters.requests or command.request in letters.elsewhere):
        raise RuleViolation("request.unknown")


def _rule(state: State, command: RuleOnPoint) -> None:
    letters = state.part(Letters)
    finding, verdict, reasons = command.finding, command.verdict, command.reasons
    beside = letters.elsewhere.get(command.request)
    if beside is not None:
        label = beside.label
        letters.elsewhere[command.request] = replace(beside, ruled={**beside.ruled, finding: verdict})
    else:
        kept = letters.requests[command.request]
        label, kept.ruled = kept.label, {**kept.ruled, finding: verdict}
    letters.rulings = (*letters.rulings, ControlRuling(state.now, label, finding, verdict, reasons))
    state.emit(
        RulingMade(
            at=state.now,
            cause=state.cause,
            by=state.by,
            request=command.request,
            finding=finding,
            verdict=verdict,
            reasons=reasons,
        )
    )


def _party(state: State, command: ActOnRequest) -> tuple[RequestState, Side, Seat]:
    seat = require_pen(state, command)
    kept = state.part(Letters).requests.get(command.request)
    side = None if kept is None else side_of(kept.matter, seat.country)
    if kept is None or side is None:
        raise RuleViolation("request.unknown")
    if command.seen is not None and command.seen != kept.seen_by(side).version:
        raise RuleViolation("seen.changed", what="request")
    return kept, side, seat


def _after(state: State, command: ActOnRequest) -> Letter:
    """The request as it would be after the act; a command that was just checked is performed as it was checked."""
    kept, side, seat = _party(state, command)
    as_it_stands = (command, kept.matter, state.now, state.log.commands)
    return state.memory.keep("after", as_it_stands, lambda: _moved(state, command, kept, side, seat))


def _moved(state: State, command: ActOnRequest, kept: RequestState, side: Side, seat: Seat) -> Letter:
    check_length(command.text)
    check_length(command.alternative)
    file = state.countries[seat.country].file
    if command.content is not None:
        file.chosen(command.content.grounds)
    if side is Side.REQUESTED and kept.matter.status == LetterStatus.CHECKING:
        if not {document.key for document in kept.results}.issuperset(command.documents):
            raise RuleViolation("file.unknown_document")
    else:
        file.chosen(command.documents)
    if command.content is not None and command.content.channel not in ("", *WAYS):
        raise RuleViolation("request.unknown_way")
    if command.action is LetterAction.ASK_CONTACT and command.items:
        contact_points.chosen(state.scenario, kept.matter, command.items)
    required_texts.require_words(kept, command)
    details, seen = _letter_act(state, kept, command), kept.seen_by(side)
    if seen.status != kept.matter.status:
        advance(seen, command.action, side, seat.office, state.now, details)  # refused by what this side can know
    return advance(kept.matter, command.action, side, seat.office, state.now, details)


_FOR_WHAT_IS_OPEN = frozenset({LetterAction.ASK_CLARIFICATION, LetterAction.RETURN_DEFICIENT})
"""Acts that are judged by the contents that are open."""


def _letter_act(state: State, kept: RequestState, command: ActOnRequest) -> LetterAct:
    request = kept.matter
    conditions = command.conditions + ((command.consent,) if command.consent else ())
    asks = command.action is LetterAction.ASK_CONTACT
    named = {LetterAction.REFUSE: command.ground, LetterAction.POSTPONE: postponing()}.get(command.action, "")
    stands = between(state.scenario, state.law, request)
    return LetterAct(
        hours=contact_points.chosen(state.scenario, request, command.items).hours if asks else 0,
        text=command.text,
        until=None if command.until_day is None else (command.until_day - 1) * DAY,
        choices=command.items,
        content=command.content,
        documents=command.documents,
        conditions=conditions,
        ground=command.ground or None,
        law_ground=state.part(Letters).grounds.of(command.ground),
        consultation=consultation(named, stands) if named else None,
        regime=stands.regime,
        open_items=open_items(state, request) if command.action in _FOR_WHAT_IS_OPEN else (),
        own_case=own_prosecution.own_case(state.countries, kept.matter)
        if command.action is LetterAction.POSTPONE
        else None,
        is_urgency_void=command.action is LetterAction.ACKNOWLEDGE
        and mistakes.is_urgency_abused(state.part(Letters), state.scenario, request.requesting),
        terms=(("alternative", command.alternative),) if command.alternative.strip() else (),
        is_reserved=state.part(Letters).keeps(request.requested, LetterAction.ACCEPT),
    )


def _act(state: State, command: ActOnRequest) -> None:
    kept, side, seat = _party(state, command)
    options = tuple(
        offer.action
        for offer in machine_offers(kept.matter, side, seat.office, state.now)
        if offer.is_decision and offer.action != LetterAction.WITHDRAW
    )
    is_decision = command.action.value in options or command.action in {LetterAction.SUBMIT, LetterAction.ASK}
    moment = kept.matter.occurrence_key()
    moved = _after(state, command)
    reason = " ".join(code for code in (command.ground, *command.items) if code)
    refusal = None
    if command.action is LetterAction.REFUSE:
        stands = between(state.scenario, state.law, kept.matter)
        refusal = Refusal(command, state.part(Letters).grounds, stands, findings(state, kept, Side.REQUESTED))
    judged = conduct_findings.judged(state, kept, command, refusal)
    move(state, kept, moved, command.action, seat, reason, command.text)
    for finding in judged:
        state.emit(finding)
    if refusal is not None:
        found = state.part(Letters).refusals[moved.key] = refusal.found_in_all(moved, state.now)
        state.emit(
            RefusalArgued(
                at=state.now,
                cause=state.cause,
                by=state.by,
                request=moved.key,
                requesting=moved.requesting,
                requested=moved.requested,
                ground=command.ground,
                papers=command.documents,
                lacks=refusal.lacks,
                findings=tuple(each.code for each in found),
                is_consulted=has_consulted(moved, command.ground, state.now),
            )
        )
    if is_decision:
        decided_or_waited(state, seat, moment, command.action.value, options, command)
    if command.action in {LetterAction.ANSWER, LetterAction.ANSWER_PART}:
        kept.returned = execution.answer(state, kept, command)
        state.part(Letters).to_allow[moved.key] = execution.to_allow(state.countries, kept)
    elif command.action is LetterAction.REFUSE:
        own_prosecution.after_refusal(state, kept.matter)
    elif command.action is LetterAction.GIVE_CONSENT:
        papers = state.part(Letters).to_allow.get(moved.key, ())
        conditions = command.conditions + ((command.consent,) if command.consent else ())
        execution.consent(state.countries.get(moved.requesting), papers, conditions)


def _check_keeping(state: State, command: KeepActs) -> None:
    """Whether a seat may say which acts are its own.

    Raises:
        RuleViolation: Not the seat of the central authority, or no act that its registry takes.
    """
    seat = require_pen(state, command)
    if seat.office not in state.leading(seat.country, OfficeTask.CENTRAL_AUTHORITY):
        raise RuleViolation("seat.wrong_office", office=seat.office)
    if not set(command.acts) <= set(routine.ACTS.values()):
        raise RuleViolation("request.no_routine")


def _keep(state: State, command: KeepActs) -> None:
    letters, seat = state.part(Letters), require_pen(state, command)
    acts = tuple(act for act in routine.ACTS.values() if act in command.acts)
    letters.own_acts = {**letters.own_acts, seat.country: acts}
    state.emit(
        ActsKept(
            at=state.now, cause=state.cause, by=state.by, country=seat.country, office=seat.office.value, acts=acts
        )
    )
    for kept in tuple(letters.requests.values()):
        if kept.matter.requested == seat.country and kept.matter.status in routine.ACTS:
            settle(state, kept)


def _check_act(state: State, command: ActOnRequest) -> None:
    """Whether this can be done with the request now.

    Raises:
        RuleViolation: Not a party, not the holder, the request moved on, or the table and its inputs say no; or
            consent is asked for that would change nothing.
    """
    _after(state, command)
    if command.action is LetterAction.ASK_CONSENT and not state.part(Letters).to_allow.get(command.request):
        raise RuleViolation("request.nothing_to_allow")


def _open(state: State, command: OpenDraft) -> None:
    request = _draft(state, command)
    state.part(Letters).because[request.key] = command.rests_on
    open_matter(state, request)


HANDLERS = (
    Handler(OpenDraft, _check_draft, _open),
    Handler(ActOnRequest, _check_act, _act),
    Handler(RuleOnPoint, _check_ruling, _rule),
    Handler(KeepActs, _check_keeping, _keep),
)
"""Who checks and performs each command of requests."""
