"""What a team puts on its board and into its case plan: private to it.

The board costs somebody when it is acted on and wrong.
"""

from __future__ import annotations

from simulation.casework.file.case_file import CaseFile
from simulation.casework.file.changes import Change
from simulation.exercise.board.commands import ClaimEntity, ClaimLink, MergeEntities, PlanCase, RemoveClaim
from simulation.exercise.board.events import BoardChanged
from simulation.exercise.core.command import CONTROL, Command
from simulation.exercise.core.handler import Handler
from simulation.exercise.core.state import State
from simulation.kernel.errors import RuleViolation

type _BoardCommand = ClaimEntity | ClaimLink | RemoveClaim | MergeEntities | PlanCase


def _apply(file: CaseFile, command: _BoardCommand, now: int) -> tuple[Change, ...]:
    match command:
        case ClaimEntity(entity=entity, documents=documents):
            return file.claim_entity(entity, documents, now)
        case ClaimLink(a=a, b=b, kind=kind, documents=documents):
            return file.claim_link(a, b, kind, documents, now)
        case RemoveClaim(claim=claim):
            return file.remove_claim(claim)
        case MergeEntities(a=a, b=b, merged=merged):
            return file.merge(a, b, now, merged=merged)
        case PlanCase(person=person, offence=offence, planned=planned):
            return file.case_plan.put(person, offence, now, planned=planned)


def _check(state: State, command: _BoardCommand) -> None:
    """Whether the board or the plan allows it; everybody at a seat may work on them, pen or not.

    Raises:
        RuleViolation: Not at a seat of the country, control without having taken it over, or the file does not hold
            what is claimed.
    """
    _apply(state.countries[_country(state, command)].file.for_trial(), command, state.now)


def _check_plan(state: State, command: PlanCase) -> None:
    """Likewise, and the law of the country has to have such an offence."""
    country = _country(state, command)
    if state.scenario.country(country).offence(command.offence) is None:
        raise RuleViolation("charge.unknown_offence", offence=command.offence)
    _check(state, command)


def _check_removal(state: State, command: RemoveClaim) -> None:
    """Likewise, and nothing has been added to what would be taken off since it was seen."""
    board = state.countries[_country(state, command)].file.board
    if command.seen is not None and board.would_lose(command.claim, command.seen):
        raise RuleViolation("seen.changed", what="board")
    _check(state, command)


def _check_merging(state: State, command: MergeEntities) -> None:
    """Likewise, and the board is as it was seen."""
    board = state.countries[_country(state, command)].file.board
    if command.seen is not None and board.version != command.seen:
        raise RuleViolation("seen.changed", what="board")
    _check(state, command)


def _perform(state: State, command: _BoardCommand) -> None:
    country = _country(state, command)
    for change in _apply(state.countries[country].file, command, state.now):
        state.emit(
            BoardChanged(
                at=state.now,
                cause=state.cause,
                by=state.by,
                country=country,
                change=change.code.value,
                claim=change.subject,
                documents=change.documents,
            )
        )


def _country(state: State, command: Command) -> str:
    seat = command.by
    if seat is None or seat not in state.seats:
        raise RuleViolation("seat.none")
    if command.member == CONTROL:
        if not state.countries[seat.country].to_control:
            raise RuleViolation("country.not_taken_over", country=seat.country)
    elif command.member and command.member not in state.seats[seat].members:
        raise RuleViolation("seat.not_here")
    return seat.country


HANDLERS = (
    Handler(ClaimEntity, _check, _perform),
    Handler(ClaimLink, _check, _perform),
    Handler(RemoveClaim, _check_removal, _perform),
    Handler(MergeEntities, _check_merging, _perform),
    Handler(PlanCase, _check_plan, _perform),
)
"""Who checks and performs each command of the board and the case plan."""
