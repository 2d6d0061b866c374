"""Preservation, then content: what contact points and custodians do, and how an order really ends.

The content itself comes by a letter of its own (or, at home, by a production order); that letter keeps the records
until it is decided (Budapest Convention 29(7)). Once nothing holds them, their custodian's retention deletes.
"""

from __future__ import annotations

from simulation.casework.documents.document import Origin
from simulation.casework.file.measures import MeasureKind
from simulation.exercise.core.command import Seat
from simulation.exercise.core.state import State
from simulation.exercise.evidence import gathering
from simulation.exercise.matters.commands import BeginProcedure
from simulation.exercise.matters.procedure import Conduct
from simulation.exercise.matters.state import Procedures
from simulation.exercise.procedures.letter.letter import AssistanceRequest
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.exercise.procedures.letter.play.visibility import has_arrived
from simulation.exercise.procedures.preservation import table as preservation_table
from simulation.exercise.procedures.preservation.table import Action, Status
from simulation.kernel.agenda import DAY
from simulation.kernel.entities import EntityKind
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Facts, Office
from simulation.kernel.traces import TraceKind
from simulation.law.periods.preservation import KeepingRow, keeping_at_home, keeping_between
from simulation.matters.declaration import ProcedureKind, Row
from simulation.matters.machine import Act, Details, Procedure
from simulation.scenario.schema.play import DocumentKind, Sought

KEEPS: dict[EntityKind, tuple[TraceKind, ...]] = {
    EntityKind.PHONE: (TraceKind.CALL, TraceKind.SUBSCRIBER, TraceKind.CONNECTION),
    EntityKind.ACCOUNT: (TraceKind.TRANSFER,),
    EntityKind.CONTAINER: (TraceKind.PORT_MOVEMENT, TraceKind.BORDER_CHECK, TraceKind.MANIFEST),
    EntityKind.PERSON: (TraceKind.BORDER_ENTRY, TraceKind.LODGING, TraceKind.BORDER_CHECK),
    EntityKind.PLACE: (TraceKind.LODGING, TraceKind.BORDER_ENTRY),
}
"""What custodians keep on an order, by what it is about."""

CONTENT: dict[EntityKind, tuple[Sought, ...]] = {
    EntityKind.PHONE: (
        Sought.CALL_RECORDS,
        Sought.CONNECTION_RECORDS,
        Sought.SUBSCRIBER_DATA,
        Sought.CONTENT_DATA,
        Sought.SEARCH,
    ),
    EntityKind.ACCOUNT: (Sought.BANK_RECORDS,),
    EntityKind.CONTAINER: (Sought.PORT_RECORDS, Sought.SEARCH),
    EntityKind.PERSON: (Sought.TRAVEL_RECORDS,),
    EntityKind.PLACE: (Sought.TRAVEL_RECORDS, Sought.SEARCH),
}
"""Letters that ask for what was kept, by what it is about."""

_LONGER = frozenset({Action.ASK_PROLONGATION, Action.PROLONG})
_RUNNING = frozenset({Status.PRESERVED, Status.PATH_ASKED, Status.PROLONGATION_ASKED})
_RECENT = DAY
"""Within so long the end of a letter still counts as the answer to the procedure that waits for it."""


def _begun(state: State, command: BeginProcedure, seat: Seat) -> Facts:
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
    if open_about(state, seat.country, command.requested, subject) is not None:
        raise RuleViolation("preservation.running")
    return ()


def _obstacle(state: State, procedure: Procedure, row: Row) -> str | None:
    if row.action == Action.ASK_PATH and _kind(state, procedure) is not EntityKind.PHONE:
        return "preservation.no_path"
    if row.action in _LONGER:
        times = _keeping(state, procedure).times
        if times is not None and sum(act.action == Action.PROLONG for act in procedure.log) >= times:
            return "preservation.prolonged_enough"
    return None


def _judged(state: State, procedure: Procedure, row: Row, details: Details, seat: Seat) -> Facts:  # noqa: ARG001
    """A refusal needs one of two grounds; keeping has a last day.

    Raises:
        RuleViolation: `preservation.ground_unknown`.
    """
    given = dict(details.terms).get("preservation_ground")
    if given is not None and given not in preservation_table.GROUNDS:
        raise RuleViolation("preservation.ground_unknown", ground=str(given))
    match row.action:
        case Action.PRESERVE:
            return (("until", state.now + _keeping(state, procedure).days * DAY),)
        case Action.PROLONG:
            more = _keeping(state, procedure).more
            return (("until", max(procedure.number("until") or 0, state.now) + more * DAY),)
        case _:
            return ()


def _due(state: State, procedure: Procedure) -> int | None:
    if procedure.status == Status.ASKED:
        return state.now if procedure.requesting == procedure.requested else None
    return procedure.number("until") if procedure.status in _RUNNING else None


def _step(state: State, procedure: Procedure) -> tuple[str, Facts] | None:
    if procedure.status == Status.ASKED and procedure.requesting == procedure.requested:
        return Action.PRESERVE, (("until", state.now + _keeping(state, procedure).days * DAY),)
    if procedure.status in _RUNNING:
        if asked_for(state, procedure):
            return Action.CONTENT_ASKED, ()
        until = procedure.number("until")
        if until is not None and state.now >= until:
            return Action.EXPIRE, ()
    return None


def _follows(state: State, before: Procedure | None, procedure: Procedure, act: Act) -> None:
    """Custodians keep, hand over what shows the path, or let go."""
    (subject,) = procedure.subjects
    kinds = KEEPS[_kind(state, procedure)]
    traces, country = state.network.traces, procedure.requested
    match act.action:
        case Action.PRESERVE | Action.PROLONG:
            traces.preserve(subject, kinds, procedure.number("until") or state.now, state.now, country)
        case Action.CONTENT_ASKED:
            horizon = state.scenario.horizon_days * DAY
            traces.preserve(subject, kinds, max(horizon, state.now) + DAY, state.now, country)
        case Action.CONTENT_REFUSED:
            traces.preserve(subject, kinds, max(procedure.number("until") or 0, state.now), state.now, country)
        case Action.DISCLOSE_PATH:
            _disclose(state, procedure, subject)
        case Action.END | Action.CONTENT_RETURNED | Action.EXPIRE:
            traces.let_go(subject, kinds, state.now, country)
        case _:
            pass
    if procedure.status == Status.PRESERVED and before is not None and asked_for(state, procedure):
        state.agenda.schedule(state.now, f"content/{procedure.key}", "exercise.procedure", (procedure.key,))


def _disclose(state: State, procedure: Procedure, subject: str) -> None:
    """Enough traffic to see the path: whose number was reached lately; a lead, no content (Budapest 30(1))."""
    start = state.now - preservation_table.PATH_DAYS * DAY
    key = f"{procedure.key}/path/{procedure.version}"
    use = gathering.lead(Origin.POLICE)
    paper = gathering.make(state, DocumentKind.CALL_RECORDS, subject, procedure.requested, key, use, start=start)
    if paper is None:
        paper = gathering.note(state, Sought.PHONE_CHECK, subject, procedure.requested, key, use, "")
    gathering.file_document(state, procedure.requesting, paper, procedure.key, (Office.POLICE, Office.PROSECUTOR))


def asked_for(state: State, procedure: Procedure) -> bool:
    """Whether a letter, or at home an order, for the content is open."""
    (subject,) = procedure.subjects
    if procedure.requesting == procedure.requested:
        return any(
            measure.is_running and measure.target == subject and measure.kind is MeasureKind.PRODUCTION_ORDER
            for measure in state.countries[procedure.requesting].file.measures
        )
    return any(
        is_for_content(state, kept.request, procedure)
        and not kept.request.is_final
        and (kept.request.draft_shared or has_arrived(kept.request))
        for kept in state.part(Letters).requests.values()
    )


def is_for_content(state: State, request: AssistanceRequest, procedure: Procedure) -> bool:
    """Whether a letter asks for what a procedure has preserved."""
    return (
        procedure.subjects[0] in request.targets
        and (request.requesting, request.requested) == (procedure.requesting, procedure.requested)
        and request.sought in CONTENT[_kind(state, procedure)]
    )


def open_about(state: State, requesting: str, requested: str, subject: str) -> Procedure | None:
    """The preservation that one country has another keep about a subject; None when none is open."""
    for kept in state.part(Procedures).begun.values():
        procedure = kept.procedure
        if (
            procedure.kind is ProcedureKind.PRESERVATION
            and not procedure.is_final
            and (procedure.requesting, procedure.requested) == (requesting, requested)
            and procedure.subjects == (subject,)
        ):
            return procedure
    return None


def _kind(state: State, procedure: Procedure) -> EntityKind:
    return state.network.entities[procedure.subjects[0]].kind


def _keeping(state: State, procedure: Procedure) -> KeepingRow:
    """The days of an order at home, or of the instrument that binds the two."""
    if procedure.requesting == procedure.requested:
        return keeping_at_home()
    return keeping_between(state.scenario.pair(procedure.requesting, procedure.requested))


CONDUCT = Conduct(
    table=preservation_table.TABLE,
    letter="P",
    begun=_begun,
    obstacle=_obstacle,
    judged=_judged,
    due=_due,
    step=_step,
    follows=_follows,
)
"""How preservation is conducted."""
