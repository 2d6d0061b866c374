"""What a team puts on its board and into its case plan: private to it.

The board costs somebody when it is acted on and wrong.
"""

from __future__ import annotations

from copy import copy, deepcopy

from simulation.casework.file.case_file import CaseFile
from simulation.casework.file.changes import Change
from simulation.exercise.board.commands import PlanCase
from simulation.exercise.core.command import ClaimEntity, ClaimLink, Command, MergeEntities, RemoveClaim
from simulation.exercise.core.event import BoardChanged
from simulation.exercise.core.state import State
from simulation.exercise.seats.handlers import CONTROL
from simulation.kernel.errors import RuleViolation


def check(state: State, command: Command) -> None:
    """Whether board or plan allow it; everybody at a seat may work on them, pen or not.

    Raises:
        RuleViolation: Not at a seat of the country, control without having taken it over, what would be taken off has
            been added to since it was seen, the file does not hold what is claimed, or the law has no such offence.
    """
    country = _country(state, command)
    file = state.countries[country].file
    if isinstance(command, PlanCase) and state.scenario.country(country).offence(command.offence) is None:
        raise RuleViolation("charge.unknown_offence", offence=command.offence)
    if command.seen is not None and _is_stale(file, command, command.seen):
        raise RuleViolation("seen.changed", what="board")
    trial = copy(file)
    trial.board = deepcopy(file.board)
    _apply(trial, command, state.now)


def _is_stale(file: CaseFile, command: Command, seen: int) -> bool:
    """Whether what was done since a member looked stands in the way: what only adds to a board never does."""
    match command:
        case RemoveClaim(claim=claim):
            return file.board.would_lose(claim, seen)
        case MergeEntities():
            return file.board.version != seen
        case _:
            return False


def perform(state: State, command: Command) -> None:
    """Do it."""
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
    state.touch(country)


def _apply(file: CaseFile, command: Command, now: int) -> tuple[Change, ...]:
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
            return file.plan(person, offence, now, planned=planned)
        case _:
            return ()


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
