"""Requests in play: how a new value is taken in, and what offices, courts and the channel do by themselves.

The machine alone moves a request; this module puts what follows by itself on the agenda, lets the world answer when a
request is executed, and tells both sides.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from simulation.casework.file.measure_orders import WANTS_TO_BE_HEARD
from simulation.exercise.cooperation import trust
from simulation.exercise.cooperation.state import Cooperation
from simulation.exercise.core.command import Seat
from simulation.exercise.core.digest import HistoryLine
from simulation.exercise.core.event import Actor, Event, FindingMade
from simulation.exercise.core.handler import ComeDue, subject
from simulation.exercise.core.state import TURN, State
from simulation.exercise.core.treatment import Treatment
from simulation.exercise.matters import deadlines
from simulation.exercise.matters.deadlines import DaysGiven
from simulation.exercise.measures.events import MeasureCompleted
from simulation.exercise.procedures.letter.effects import LetterAct
from simulation.exercise.procedures.letter.events import RequestMoved, RequestOpened
from simulation.exercise.procedures.letter.letter import Letter
from simulation.exercise.procedures.letter.play import (
    contact_points,
    execution,
    labels,
    mistakes,
    notifications,
    routine,
    silence,
)
from simulation.exercise.procedures.letter.play.facts import assessed, chain, checks, findings
from simulation.exercise.procedures.letter.play.persons import recovering, statuses_of
from simulation.exercise.procedures.letter.play.state import Letters, RequestState
from simulation.exercise.procedures.letter.play.visibility import (
    BEFORE_SENDING,
    ITS_OWN,
    is_known_to_requested,
    side_of,
)
from simulation.exercise.procedures.letter.rules import RULES, advance, binding_clock
from simulation.exercise.procedures.letter.statuses import CAME, LetterAction, LetterStatus
from simulation.exercise.procedures.letter.workflow import Due, Surroundings, due, usual
from simulation.exercise.seats import duty_officer
from simulation.kernel.agenda import Entry
from simulation.kernel.terms import Side
from simulation.law.assessment.safeguards import remedy_of
from simulation.law.book.assistance_types import Kind, answer_row
from simulation.law.book.contact_points import NOT_ARRIVED
from simulation.law.book.content import Content
from simulation.law.book.pace import pace_of
from simulation.law.book.transmission import outcome_of
from simulation.law.time.answer_times import answer_seconds
from simulation.law.time.trust import FINDING

STAGE = "exercise.stage"
"""Rule of the agenda that gives a request what follows by itself."""

_AMENDING = frozenset({LetterAction.ANSWER_CLARIFICATION, LetterAction.ANSWER_CONSULTATION})
"""Answers with which a letter may come anew."""

_WRITING = frozenset({LetterAction.SUBMIT, LetterAction.SHARE_DRAFT, LetterAction.ASK})
"""Acts with which a letter is written."""

_NOBODY = "-"
"""Who reads a line of a request's history that neither side can know."""


def open_matter(state: State, request: Letter, *, inherited: bool = False) -> RequestState:
    """Take a new request file into the exercise, with its number for people."""
    letters = state.part(Letters)
    kept = RequestState(request, labels.first_label(state.countries, request), inherited=inherited)
    kept.draft = kept.label if labels.is_out(request) else ""
    letters.requests[request.key] = kept
    state.emit(
        RequestOpened(
            at=request.opened,
            cause=state.cause,
            by=state.by,
            request=request.key,
            route=request.route,
            sought=request.sought,
            requesting=request.requesting,
            requested=request.requested,
            targets=request.targets,
            inherited=inherited,
            label=kept.label,
        )
    )
    settle(state, kept)
    return kept


def open_inherited(state: State, kept: RequestState, due_at: int) -> None:
    """Enter an inherited matter where it stands; its next step falls on the day that the scenario says."""
    request = kept.matter
    state.part(Letters).named[request.key] = statuses_of(state.countries[request.requesting].file, request)
    kept.checks = checks(state, request)
    kept.chain = chain(state, request)
    if is_known_to_requested(request):
        kept.received_checks = checks(state, request)
    entry = f"request/{request.key}"
    if state.agenda.when(entry) is not None:
        around = surroundings(state, request)
        coming = due(request, around)
        if coming is not None:
            at = around.treatment.ends(request, state.now, max(due_at, state.now), usual(request, around))
            state.agenda.schedule(at, entry, STAGE, (request.key, coming.action.value))
    else:
        kept.due = due_at
    state.emit(
        RequestMoved(
            at=state.now,
            cause=state.cause,
            by=state.by,
            request=request.key,
            occurrence=request.occurrence_key(),
            action="inherited",
            before=request.status,
            status=request.status,
            holder=request.holder_code,
            kind=request.time_kind_code,
            country="",
            office="",
            label=kept.label,
        )
    )
    for country in (request.requesting, request.requested):
        if side_of(request, country) is not None:
            state.wake(country, request.occurrence_key(), state.part(Treatment).reading(request, country))


def step(state: State, kept: RequestState, action: LetterAction, side: Side, content: Content | None = None) -> None:
    """Take a step for an automatic authority, without a command."""
    moved = advance(kept.matter, action, side, None, state.now, LetterAct(content=content))
    move(state, kept, moved, action, None, "")


def _come_due(state: State, key: str, action: str) -> None:
    """What follows by itself has come due for a request."""
    kept = state.part(Letters).requests[key]
    before = kept.matter
    details = LetterAct()
    chosen = LetterAction(action)
    if chosen is LetterAction.TRANSMIT:
        details = LetterAct(way=outcome_of(before.content, surroundings(state, before).pair).value)
    elif chosen is LetterAction.ACKNOWLEDGE:
        is_void = mistakes.is_urgency_abused(state.part(Letters), state.scenario, before.requesting)
        details = LetterAct(
            is_urgency_void=is_void, is_reserved=state.part(Letters).keeps(before.requested, LetterAction.ACCEPT)
        )
    why = remedy_of(assessed(state, before)) if chosen is LetterAction.APPEAL_DECIDED else ""
    is_executed = chosen in {LetterAction.EXECUTED, LetterAction.APPEAL_DECIDED} and not why
    until = None
    if is_executed:
        there, kind = state.scenario.country(before.requested), state.law.kind_of(before.sought)
        until = recovering(state.countries[there.code].file, before, kind, there.reflection_days, state.now)
    if until is not None and before.status == LetterStatus.RECOVERING:  # another recovers still, or has begun to
        kept.matter = before._replace(until=until)
        settle(state, kept)
        return
    if until is not None:
        chosen, details = LetterAction.AWAIT_RECOVERY, LetterAct(until=until)
    elif why:
        chosen, details, kept.results = LetterAction.APPEAL_ALLOWED, LetterAct(ground=why), ()
    elif is_executed and not kept.results:
        kept.results = execution.execute(state, before)
        details = LetterAct(documents=tuple(document.key for document in kept.results))
    move(state, kept, advance(before, chosen, Side.SYSTEM, None, state.now, details), chosen, None, why)
    if chosen is LetterAction.DELIVERED:
        kept.returned = execution.deliver(state, kept)


def follow(state: State, events: tuple[Event, ...]) -> None:
    """Go on with the hearing of whoever recovers and has said that he or she wants to be heard."""
    for event in events:
        if not isinstance(event, MeasureCompleted) or event.result != WANTS_TO_BE_HEARD:
            continue
        for kept in tuple(state.part(Letters).requests.values()):
            request = kept.matter
            is_theirs = request.requested == event.country and event.target in request.targets
            if is_theirs and request.status == LetterStatus.RECOVERING:
                _come_due(state, request.key, LetterAction.EXECUTED)


def _contact_due(state: State, entry: Entry) -> None:
    """A contact point answers by itself; asked about a request that was lost, it says so, and the sender learns it."""
    kept = state.part(Letters).requests[str(entry.payload[0])]
    request = kept.matter
    if request.contact_since is None:
        return
    is_missed = contact_points.is_missed(request)
    if is_missed:
        found = advance(request, LetterAction.FOUND_MISSING, Side.SYSTEM, None, state.now)
        move(state, kept, found, LetterAction.FOUND_MISSING, None, "")
    details = LetterAct(choices=(NOT_ARRIVED,) if is_missed else contact_points.answer(state, request))
    said = advance(kept.matter, LetterAction.CONTACT_ANSWERED, Side.SYSTEM, None, state.now, details)
    seat = contact_points.seat_of(state, request)
    is_for_people = contact_points.is_peopled(state, seat)
    state.by = Actor.DUTY_OFFICER if is_for_people else Actor.NOBODY
    move(state, kept, said, LetterAction.CONTACT_ANSWERED, None, " ".join(said.contact_said))
    state.by = Actor.NOBODY
    if is_for_people:
        duty_officer.tell(state, seat, "request", request.key, kept.label)


def _days_given(request: Letter, around: Surroundings, kind: Kind) -> DaysGiven:
    """Days for the holder of a request; those of an instrument for its decision count from the receipt.

    Directive 2014/41 article 12(3): after receipt by the executing authority.
    """
    clock = binding_clock(request.status, around.pair, kind, request.content.basis)
    if clock is None:
        return DaysGiven(RULES[request.route].statuses[request.status].days)
    came = next((each.time for each in request.log if each.action in CAME), None)
    return DaysGiven(clock.days, binds=True, since=came if clock.what == "decide" else None)


def settle(state: State, kept: RequestState) -> None:
    """Put on the agenda what follows by itself from where the request stands, and note when its holder is due.

    Both are fixed when it comes to its holder: a question about its status, or word on it, moves no day. A new date
    until which it waits, and the search for a lost one, do.
    """
    letters = state.part(Letters)
    request = kept.matter
    around = surroundings(state, request)
    tradition, found = around.requested.tradition, partial(findings, state, kept, Side.REQUESTED)
    routine_act = routine.next_act(kept, letters, state.law, tradition, found)
    coming = due(request, around) if routine_act is None else Due(routine_act, state.now)
    entry = f"request/{request.key}"
    known = letters.settled.get(request.key)
    stay = (request.occurrence_key(), "" if coming is None else coming.action.value, request.until, _searched(request))
    if coming is None:
        state.agenda.cancel(entry)
    elif stay != known or state.agenda.when(entry) is None:
        state.agenda.schedule(max(coming.time, state.now), entry, STAGE, (request.key, coming.action.value))
    if known is None or known[0] != stay[0]:
        kept.due = deadlines.due(state, request, _days_given(request, around, state.law.kind_of(request.sought)))
    letters.settled[request.key] = stay
    is_draft = request.status == LetterStatus.DRAFTING  # its writer's own
    deadlines.plan_overdue(state, request, None if is_draft else kept.due)
    contact_points.plan(state, request)
    silence.plan(state, kept)
    letters.asked.pop(request.key, None)
    if request.status == LetterStatus.ASKED:
        letters.asked[request.key] = None
        asked, visit = around.requested, request.occurrence_key()
        row = answer_row(state.law.kind_of(request.sought))
        wait = answer_seconds(state.times, state.draws, asked, row, visit, request.since)
        kept.ready = max(around.treatment.ends(request, request.since, request.since + wait), state.now)
        state.agenda.schedule(kept.ready, f"answer/{request.key}", TURN, (asked.code, 0))


def _searched(request: Letter) -> int | None:
    """Since when somebody looks for a request that was lost; None for any other."""
    return request.query_open_since if request.status == LetterStatus.LOST else None


def surroundings(state: State, request: Letter) -> Surroundings:
    """The two countries of a request, what binds them, and the run's desks and draws."""
    scenario = state.scenario
    pair = scenario.pair(request.requesting, request.requested)
    return Surroundings(
        requesting=scenario.country(request.requesting),
        requested=scenario.country(request.requested),
        pair=pair,
        times=state.times,
        desks=state.desks,
        draws=state.draws,
        trust=trust.trust_in(state.part(Cooperation), request.requested, request.requesting),
        levers=state.part(Cooperation).levers,
        treatment=state.part(Treatment),
        pace=pace_of(pair, state.law.kind_of(request.sought), request.content.basis),
    )


def move(
    state: State,
    kept: RequestState,
    moved: Letter,
    action: LetterAction,
    seat: Seat | None,
    reason: str,
    text: str = "",
) -> None:
    """Take the value in to which a request has moved: number, checks, event, findings, history, what follows, word.

    Args:
        state: The exercise.
        kept: The request.
        moved: Its new value, from the machine.
        action: What was done.
        seat: Who did it; None for an office, a court, the channel or the requested side's registry by itself.
        reason: Ground, item or short code that the action names.
        text: Words that went with it.
    """
    before = kept.matter
    is_registry = seat is None and action is routine.ACTS.get(before.status)
    if len(moved.stays) != len(before.stays):
        moved = deadlines.to_be_read(state, moved, RULES[moved.route])
    kept.matter = moved
    labels.number(state.part(Letters), state.countries, kept)
    if action in _WRITING or action in _AMENDING:
        state.part(Letters).named[moved.key] = statuses_of(state.countries[moved.requesting].file, moved)
    if action in {LetterAction.SUBMIT, LetterAction.SHARE_DRAFT}:
        kept.checks = checks(state, moved)
        kept.chain = chain(state, moved)
    if moved.status == LetterStatus.RECEIVED or action in _AMENDING:
        kept.received_checks = checks(state, moved)
        kept.letter = moved.content
    country = seat.country if seat is not None else moved.requested if is_registry else ""
    office = seat.office.value if seat is not None else ""
    state.emit(
        RequestMoved(
            at=state.now,
            cause=state.cause,
            by=state.by,
            request=moved.key,
            occurrence=moved.occurrence_key(),
            action=action.value,
            before=before.status,
            status=moved.status,
            holder=moved.holder_code,
            kind=moved.time_kind_code,
            country=country,
            office=office,
            reason=reason,
            text=text,
            label=kept.label,
            read_from=moved.stays[-1].read_from,
        )
    )
    if country:
        side = Side.REQUESTING if country == moved.requesting else Side.REQUESTED
        trust.seen(state.part(Cooperation), *moved.from_side(side), action.value, side)
    for finding in moved.findings[len(before.findings) :]:
        trust.seen(state.part(Cooperation), *moved.from_side(finding.side), FINDING, finding.side)
        against = moved.requesting if finding.side is Side.REQUESTING else moved.requested
        state.emit(
            FindingMade(
                at=state.now,
                cause=state.cause,
                by=state.by,
                request=moved.key,
                finding=finding.code,
                verdict="settled",
                against=against,
                facts=finding.params,
            )
        )
    mistakes.note(state, kept, before, action)
    internal = moved.status in BEFORE_SENDING and before.status in BEFORE_SENDING and action not in notifications.TOLD
    line = HistoryLine(
        state.now,
        action.value,
        RULES[moved.route].shown(moved.status, Side.REQUESTING),
        country,
        office,
        reason,
        text,
        state.by,
        str(dict(moved.log[-1].terms).get("alternative", "")),
        len(moved.log[-1].documents),
        moved.log[-1].documents,
    )
    owner = _NOBODY if action is LetterAction.LOSE else moved.requesting if internal else ""
    owner = moved.requested if action in ITS_OWN else owner
    kept.remember(owner, line)
    settle(state, kept)
    is_told = seat is None and action is not LetterAction.ACKNOWLEDGE
    notifications.tell(state, kept, before, action, "" if is_told else country)


COMES_DUE: Mapping[str, ComeDue] = {
    STAGE: lambda state, entry: _come_due(state, subject(entry), str(entry.payload[1])),
    contact_points.CONTACT: _contact_due,
    silence.SILENCE: silence.come_due,
}
"""What comes due of it, by the rule of the agenda."""
