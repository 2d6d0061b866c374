"""Procedures that move because something happened on another table: a measure, a letter, a verdict, a freeze."""

from __future__ import annotations

from simulation.casework.file.charges import Appeal
from simulation.casework.file.measures import MeasureKind
from simulation.casework.file.restrained_assets import AssetState
from simulation.casework.proof.proof import Outcome
from simulation.exercise.core.event import Event
from simulation.exercise.core.state import State
from simulation.exercise.judgments.events import AppealMoved, VerdictGiven
from simulation.exercise.matters import handlers as matters
from simulation.exercise.matters.state import Procedures
from simulation.exercise.measures.events import MeasureCompleted, MeasureOrdered
from simulation.exercise.procedures.letter.events import RequestMoved
from simulation.exercise.procedures.letter.letter import Letter
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.exercise.procedures.letter.statuses import LetterStatus
from simulation.exercise.procedures.preservation import hooks as preservation
from simulation.exercise.procedures.preservation import table as preservation_table
from simulation.exercise.procedures.restraint import hooks as restraint
from simulation.exercise.procedures.restraint import table as restraint_table
from simulation.exercise.restrained_assets.events import AssetsFrozen, FreezeEnded
from simulation.kernel.entities import EntityKind
from simulation.kernel.terms import Facts, Side
from simulation.matters.declaration import ProcedureKind
from simulation.matters.proceeding import Proceeding
from simulation.scenario.schema.play import Sought

_ENDED = {
    "lapsed": restraint_table.RestraintAction.LAPSE,
    "lifted": restraint_table.RestraintAction.LIFT,
    "confiscated": restraint_table.RestraintAction.CONFISCATE,
}


def notice(state: State, events: tuple[Event, ...]) -> None:
    """Let procedures follow what has just happened."""
    for event in events:
        match event:
            case RequestMoved():
                _letter(state, event)
            case AssetsFrozen():
                _blocked(state, event)
            case FreezeEnded():
                _ended(state, event)
            case VerdictGiven(outcome=Outcome.CONVICTION) | AppealMoved(stage=Appeal.LAPSED | Appeal.DISMISSED):
                _convicted(state, event.country)
            case (
                MeasureOrdered(kind=MeasureKind.PRODUCTION_ORDER) | MeasureCompleted(kind=MeasureKind.PRODUCTION_ORDER)
            ):
                _produced(state, event.country, event.target, is_done=isinstance(event, MeasureCompleted))
            case _:
                pass


def _letter(state: State, event: RequestMoved) -> None:
    request = state.part(Letters).requests[event.request].request
    has_arrived = event.status == LetterStatus.RECEIVED
    if event.before == event.status or not (has_arrived or request.is_final):
        return
    if request.sought is Sought.FREEZE:
        for account in request.targets:
            _asked_to_freeze(state, request, account, has_arrived=has_arrived)
    for target in request.targets:
        kept = preservation.open_about(state, request.requesting, request.requested, target)
        if kept is not None and preservation.is_for_content(state, request, kept):
            if has_arrived:
                _drive(state, kept, preservation_table.PreservationAction.CONTENT_ASKED)
            elif not preservation.asked_for(state, kept):
                is_here = request.status == LetterStatus.RETURNED
                action = (
                    preservation_table.PreservationAction.CONTENT_RETURNED
                    if is_here
                    else preservation_table.PreservationAction.CONTENT_REFUSED
                )
                _drive(state, kept, action)


def _asked_to_freeze(state: State, request: Letter, account: str, *, has_arrived: bool) -> None:
    entity = state.network.entities.get(account)
    if entity is None or entity.kind is not EntityKind.ACCOUNT or entity.country != request.requested:
        return
    if has_arrived:
        _drive(
            state,
            _about(state, request.requesting, account, request.requested),
            restraint_table.RestraintAction.LETTER_ARRIVED,
        )
        return
    known = restraint.open_about(state, request.requesting, account)
    if known is not None:
        _drive(state, known, restraint_table.RestraintAction.LETTER_ENDED)
        asset = state.countries[request.requesting].file.asset(account)
        if asset is not None and asset.state is AssetState.POSTPONED:
            _drive(state, known, restraint_table.RestraintAction.HOLD)


def _blocked(state: State, event: AssetsFrozen) -> None:
    asset = state.countries[event.for_country].file.asset(event.account)
    if asset is None or not asset.is_blocked:
        return
    is_order = asset.state is AssetState.FROZEN
    action = restraint_table.RestraintAction.FREEZE if is_order else restraint_table.RestraintAction.HOLD
    _drive(
        state,
        _about(state, event.for_country, event.account, event.country),
        action,
        (("amount_minor", event.amount_minor),),
    )


def _ended(state: State, event: FreezeEnded) -> None:
    known = restraint.open_about(state, event.country, event.account)
    if known is not None:
        _drive(state, known, _ENDED[event.how], (("amount_minor", event.amount_minor),))


def _convicted(state: State, country: str) -> None:
    for kept in tuple(state.part(Procedures).begun.values()):
        procedure = kept.procedure
        if procedure.kind is ProcedureKind.FREEZING and procedure.requesting == country and not procedure.is_final:
            matters.come_due(state, procedure.key)


def _produced(state: State, country: str, target: str, *, is_done: bool) -> None:
    kept = preservation.open_about(state, country, country, target)
    if kept is not None:
        done = (
            preservation_table.PreservationAction.CONTENT_RETURNED
            if is_done
            else preservation_table.PreservationAction.CONTENT_ASKED
        )
        _drive(state, kept, done)


def _about(state: State, country: str, account: str, bank: str) -> Proceeding:
    """The procedure about an account for a country's case, begun now if there is none."""
    known = restraint.open_about(state, country, account)
    if known is not None:
        return known
    made = restraint.traced(state, country, account, bank)
    matters.take_in(state, made)
    return made


def _drive(state: State, procedure: Proceeding, action: str, terms: Facts = ()) -> None:
    """Take a system's step if the table has it from where the procedure stands now."""
    now = state.part(Procedures).begun[procedure.key].procedure
    if matters.procedure_of(state, now).rules.transition(now.status, action, Side.SYSTEM) is not None:
        matters.drive(state, now.key, action, terms)
