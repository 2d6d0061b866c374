"""Preservation, then content: what contact points and custodians do, and how an order really ends.

The content itself comes by a letter of its own (or, at home, by a production order); that letter keeps the records
until it is decided (Budapest Convention 29(7)). Once nothing holds them, their custodian's retention deletes.
"""

from __future__ import annotations

from simulation.casework.documents.document import Origin
from simulation.exercise.core.command import Seat
from simulation.exercise.core.event import Event
from simulation.exercise.core.state import State
from simulation.exercise.evidence import gathering
from simulation.exercise.matters import handlers as matters
from simulation.exercise.matters.commands import BeginProcedure
from simulation.exercise.matters.procedure import Procedure
from simulation.exercise.matters.state import Procedures
from simulation.exercise.measures.events import MeasureCompleted, MeasureOrdered
from simulation.exercise.procedures.letter.events import RequestMoved
from simulation.exercise.procedures.letter.letter import Letter
from simulation.exercise.procedures.letter.play.refusal import RefusedElsewhere
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.exercise.procedures.letter.play.visibility import has_arrived
from simulation.exercise.procedures.letter.statuses import LetterStatus
from simulation.exercise.procedures.preservation import table as preservation_table
from simulation.exercise.procedures.preservation.table import PRESERVATION, PreservationAction, PreservationStatus
from simulation.kernel.agenda import DAY
from simulation.kernel.entities import EntityKind
from simulation.kernel.errors import RuleViolation
from simulation.kernel.offices import OfficeTask
from simulation.kernel.terms import Facts
from simulation.kernel.traces import TraceKind
from simulation.law.assessment.refusal_grounds import may_be_named
from simulation.law.book.law_book import LawBook
from simulation.law.book.preservation_days import KeepingDays, keeping_at_home, keeping_between
from simulation.matters.declaration import Transition
from simulation.matters.matter import Act, LogEntry
from simulation.matters.proceeding import Proceeding
from simulation.network.world.world import World
from simulation.scenario.schema.play import DocumentKind, MeasureKind, Sought
from simulation.scenario.schema.scenario import Scenario

KEEPS: dict[EntityKind, tuple[TraceKind, ...]] = {
    EntityKind.PHONE: (TraceKind.CALL, TraceKind.SUBSCRIBER, TraceKind.CONNECTION),
    EntityKind.ACCOUNT: (TraceKind.TRANSFER,),
    EntityKind.CONTAINER: (TraceKind.PORT_MOVEMENT, TraceKind.BORDER_CHECK, TraceKind.MANIFEST),
    EntityKind.PERSON: (TraceKind.BORDER_ENTRY, TraceKind.LODGING, TraceKind.BORDER_CHECK),
    EntityKind.PLACE: (TraceKind.LODGING, TraceKind.BORDER_ENTRY),
}
"""What custodians keep on an order, by what it is about."""

_LONGER = frozenset({PreservationAction.ASK_PROLONGATION, PreservationAction.PROLONG})
_RUNNING = frozenset(
    {PreservationStatus.PRESERVED, PreservationStatus.PATH_ASKED, PreservationStatus.PROLONGATION_ASKED}
)
_RECENT = DAY
"""Within so long the end of a letter still counts as the answer to the procedure that waits for it."""


def _check_opening(state: State, command: BeginProcedure, seat: Seat) -> Facts:
    """One record, of a kind that somebody keeps, for which no order runs yet.

    Raises:
        RuleViolation: `preservation.one_subject`, `preservation.no_records`, `preservation.running`.
    """
    if len(command.subjects) != 1:
        raise RuleViolation("preservation.one_subject")
    (subject,) = command.subjects
    entity = state.network.entities.get(subject)
    if entity is None or entity.kind not in KEEPS:
        raise RuleViolation("preservation.no_records")
    if open_about(state.part(Procedures), seat.country, command.requested, subject) is not None:
        raise RuleViolation("preservation.running")
    return ()


def _obstacle(state: State, proceeding: Proceeding, transition: Transition) -> str | None:
    if transition.action == PreservationAction.ASK_PATH and _kind(state.network, proceeding) is not EntityKind.PHONE:
        return "preservation.no_path"
    if transition.action in _LONGER:
        times = _keeping(state.scenario, proceeding).times
        if times is not None and sum(entry.action == PreservationAction.PROLONG for entry in proceeding.log) >= times:
            return "preservation.prolonged_enough"
    return None


def _check_act(state: State, proceeding: Proceeding, transition: Transition, act: Act, _seat: Seat) -> Facts:
    """A refusal needs one of two grounds; keeping has a last day.

    Raises:
        RuleViolation: `preservation.ground_unknown`.
    """
    given = dict(act.terms).get("preservation_ground")
    if given is not None and not may_be_named(
        str(given),
        "preservation",
        state.scenario,
        (proceeding.requesting, proceeding.requested),
        state.part(Letters).grounds,
    ):
        raise RuleViolation("preservation.ground_unknown", ground=str(given))
    match transition.action:
        case PreservationAction.PRESERVE:
            return (("until", state.now + _keeping(state.scenario, proceeding).days * DAY),)
        case PreservationAction.PROLONG:
            more = _keeping(state.scenario, proceeding).more
            return (("until", max(proceeding.number("until") or 0, state.now) + more * DAY),)
        case _:
            return ()


def _next_due(state: State, proceeding: Proceeding) -> int | None:
    if proceeding.status == PreservationStatus.ASKED:
        return state.now if proceeding.requesting == proceeding.requested else None
    return proceeding.number("until") if proceeding.status in _RUNNING else None


def _next_act(state: State, proceeding: Proceeding) -> tuple[str, Facts] | None:
    if proceeding.status == PreservationStatus.ASKED and proceeding.requesting == proceeding.requested:
        return PreservationAction.PRESERVE, (("until", state.now + _keeping(state.scenario, proceeding).days * DAY),)
    if proceeding.status in _RUNNING:
        if asked_for(state, proceeding):
            return PreservationAction.CONTENT_ASKED, ()
        until = proceeding.number("until")
        if until is not None and state.now >= until:
            return PreservationAction.EXPIRE, ()
    return None


def _after_act(state: State, before: Proceeding | None, proceeding: Proceeding, entry: LogEntry) -> None:
    """Custodians keep, hand over what shows the path, or let go."""
    (subject,) = proceeding.subjects
    kinds = KEEPS[_kind(state.network, proceeding)]
    traces, country = state.network.traces, proceeding.requested
    match entry.action:
        case PreservationAction.PRESERVE | PreservationAction.PROLONG:
            traces.preserve(subject, kinds, proceeding.number("until") or state.now, state.now, country)
        case PreservationAction.CONTENT_ASKED:
            horizon = state.scenario.horizon_days * DAY
            traces.preserve(subject, kinds, max(horizon, state.now) + DAY, state.now, country)
        case PreservationAction.CONTENT_REFUSED:
            traces.preserve(subject, kinds, max(proceeding.number("until") or 0, state.now), state.now, country)
        case PreservationAction.REFUSE | PreservationAction.WITHHOLD_PATH:
            RefusedElsewhere(state, proceeding).weigh(proceeding.word("preservation_ground"), "preservation")
        case PreservationAction.DISCLOSE_PATH:
            _disclose(state, proceeding, subject)
        case PreservationAction.END | PreservationAction.CONTENT_RETURNED | PreservationAction.EXPIRE:
            traces.let_go(subject, kinds, state.now, country)
        case _:
            pass
    if proceeding.status == PreservationStatus.PRESERVED and before is not None and asked_for(state, proceeding):
        state.agenda.schedule(state.now, f"content/{proceeding.key}", "exercise.procedure", (proceeding.key,))


def _disclose(state: State, proceeding: Proceeding, subject: str) -> None:
    """Enough traffic to see the path: whose number was reached lately; a lead, no content (Budapest 30(1))."""
    start = state.now - preservation_table.PATH_DAYS * DAY
    key = f"{proceeding.key}/path/{proceeding.version}"
    use = gathering.lead(Origin.POLICE)
    paper = gathering.make(state, DocumentKind.CALL_RECORDS, subject, proceeding.requested, key, use, start=start)
    if paper is None:
        paper = gathering.note(state, Sought.PHONE_CHECK, subject, proceeding.requested, key, use, "")
    told = state.with_task(proceeding.requesting, OfficeTask.INQUIRIES)
    gathering.file_document(state, proceeding.requesting, paper, proceeding.key, told)


def asked_for(state: State, proceeding: Proceeding) -> bool:
    """Whether a letter, or at home an order, for the content is open."""
    (subject,) = proceeding.subjects
    if proceeding.requesting == proceeding.requested:
        return any(
            measure.is_running and measure.target == subject and measure.kind is MeasureKind.PRODUCTION_ORDER
            for measure in state.countries[proceeding.requesting].file.measures.all
        )
    return any(
        is_for_content(state.network, state.law, kept.matter, proceeding)
        and not kept.matter.is_final
        and has_arrived(kept.matter)
        for kept in state.part(Letters).requests.values()
    )


def is_for_content(network: World, law: LawBook, request: Letter, proceeding: Proceeding) -> bool:
    """Whether a letter asks for what a procedure has preserved."""
    return (
        proceeding.subjects[0] in request.targets
        and (request.requesting, request.requested) == (proceeding.requesting, proceeding.requested)
        and _kind(network, proceeding) in law.kind_of(request.sought).fetches_kept
    )


def open_about(procedures: Procedures, requesting: str, requested: str, subject: str) -> Proceeding | None:
    """The preservation that one country has another keep about a subject; None when none is open."""
    for kept in procedures.begun.values():
        proceeding = kept.matter
        if (
            proceeding.kind == PRESERVATION
            and not proceeding.is_final
            and (proceeding.requesting, proceeding.requested) == (requesting, requested)
            and proceeding.subjects == (subject,)
        ):
            return proceeding
    return None


def _kind(network: World, proceeding: Proceeding) -> EntityKind:
    return network.entities[proceeding.subjects[0]].kind


def _keeping(scenario: Scenario, proceeding: Proceeding) -> KeepingDays:
    """The days of an order at home, or of the instrument that binds the two."""
    if proceeding.requesting == proceeding.requested:
        return keeping_at_home()
    return keeping_between(scenario.pair(proceeding.requesting, proceeding.requested))


def _listens(state: State, event: Event) -> None:
    """Follow letters that ask for the content, and production orders at home."""
    match event:
        case RequestMoved():
            _letter(state, event)
        case MeasureOrdered(kind=MeasureKind.PRODUCTION_ORDER) | MeasureCompleted(kind=MeasureKind.PRODUCTION_ORDER):
            _produced(state, event.country, event.target, is_done=isinstance(event, MeasureCompleted))
        case _:
            pass


def _letter(state: State, event: RequestMoved) -> None:
    if event.before == event.status:
        return
    request = state.part(Letters).requests[event.request].matter
    is_received = event.status == LetterStatus.RECEIVED
    if not (is_received or request.is_final):
        return
    is_here = request.status is LetterStatus.RETURNED
    ended = PreservationAction.CONTENT_RETURNED if is_here else PreservationAction.CONTENT_REFUSED
    for target in request.targets:
        kept = open_about(state.part(Procedures), request.requesting, request.requested, target)
        if kept is not None and is_for_content(state.network, state.law, request, kept):
            if is_received:
                matters.drive_if_open(state, kept, PreservationAction.CONTENT_ASKED)
            elif not asked_for(state, kept):
                matters.drive_if_open(state, kept, ended)


def _produced(state: State, country: str, target: str, *, is_done: bool) -> None:
    kept = open_about(state.part(Procedures), country, country, target)
    if kept is not None:
        done = PreservationAction.CONTENT_RETURNED if is_done else PreservationAction.CONTENT_ASKED
        matters.drive_if_open(state, kept, done)


PROCEDURE = Procedure(
    rules=preservation_table.RULES,
    label_letter="P",
    check_opening=_check_opening,
    obstacle=_obstacle,
    check_act=_check_act,
    next_due=_next_due,
    next_act=_next_act,
    after_act=_after_act,
    listens=_listens,
    argued=RefusedElsewhere,
    package="simulation.exercise.procedures.preservation",
)
"""How preservation is conducted."""
