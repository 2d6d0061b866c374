"""Hand-overs between the seats of a country: a matter waits at another seat until it is taken or given back.

What a seat may do is not changed by it; that somebody else goes on with a matter is said.
"""

from __future__ import annotations

from simulation.exercise.core.command import Seat
from simulation.exercise.core.handler import Handler
from simulation.exercise.core.state import SeatState, State
from simulation.exercise.core.texts import require_text
from simulation.exercise.handovers.commands import HandedItem, HandOver, SettleHandOver
from simulation.exercise.handovers.events import HandOverChanged
from simulation.exercise.handovers.state import HANDED, RETURNED, TAKEN, HandOvers, HandOverState, players, where
from simulation.exercise.matters.handlers import sides_of
from simulation.exercise.matters.state import Procedures
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.exercise.procedures.letter.play.visibility import side_of
from simulation.exercise.seats.handlers import require_pen
from simulation.kernel.errors import RuleViolation
from simulation.kernel.registers import Register
from simulation.kernel.terms import Office


def _check_handing(state: State, command: HandOver) -> None:
    """Whether this can be handed over.

    Raises:
        RuleViolation: Without the pen, no words, no such matter at home, or nobody else there who could take it.
    """
    seat = require_pen(state, command)
    about, to = command.about, command.to
    require_text(command.text)
    if to is seat.office:
        raise RuleViolation("handover.to_whom")
    if not _is_ours(state, seat.country, command.matter, about):
        raise RuleViolation("handover.no_matter")
    if not players(state.seats, seat.country, to) - players(state.seats, seat.country, seat.office):
        raise RuleViolation("handover.nobody", office=to)
    same = (seat.country, about, to)
    if any(
        (kept.country, kept.about, kept.to) == same and kept.stands != TAKEN for kept in _all(state.part(HandOvers))
    ):
        raise RuleViolation("handover.handed_before", office=to)


def _hand(state: State, command: HandOver) -> None:
    seat = require_pen(state, command)
    key = f"{seat.country}/{command.id}"
    made = HandOverState(
        key, seat.country, seat.office, command.to, command.matter, command.about, command.text, state.now, HANDED
    )
    state.part(HandOvers).handovers[key] = made
    _changed(state, made, seat.office, HANDED, command.text)


def _check_settling(state: State, command: SettleHandOver) -> None:
    """Whether this can be taken or given back.

    Raises:
        RuleViolation: Without the pen, it does not wait for this seat, no words, or it was given back before.
    """
    kept = _waiting(state.part(HandOvers), state.seats, require_pen(state, command), command.handover)
    if not command.taken:
        require_text(command.text)
        if where(state.seats, kept)[2] == RETURNED:
            raise RuleViolation("handover.returned_before")


def _settle(state: State, command: SettleHandOver) -> None:
    seat = require_pen(state, command)
    kept = _waiting(state.part(HandOvers), state.seats, seat, command.handover)
    kept.by, kept.to, _ = where(state.seats, kept)
    kept.stands, kept.since = (TAKEN if command.taken else RETURNED), state.now
    if not command.taken:
        kept.by, kept.to, kept.text = kept.to, kept.by, command.text
    _changed(state, kept, seat.office, kept.stands, command.text)


def _all(hand_overs: HandOvers) -> tuple[HandOverState, ...]:
    return tuple(hand_overs.handovers.values())


def _is_ours(state: State, country: str, matter: HandedItem, about: str) -> bool:
    """Whether the country has it: in its file, or as a party to it."""
    letters = state.part(Letters)
    procedures = state.part(Procedures)
    file = state.countries[country].file
    match matter:
        case HandedItem.REQUEST:
            return about in letters.requests and side_of(letters.requests[about].matter, country) is not None
        case HandedItem.PROCEDURE:
            return about in procedures.begun and bool(
                sides_of(state.part(Procedures), procedures.begun[about].matter, country)
            )
        case HandedItem.DOCUMENT:
            return file.filed.get(about) is not None
        case HandedItem.ENTITY:
            return file.known.get(about) is not None
        case HandedItem.MEASURE:
            return file.measures.get(about) is not None
        case HandedItem.PLAN:
            return any(plan.key == about for plan in file.case_plan.all)


def _waiting(hand_overs: HandOvers, seats: Register[Seat, SeatState], seat: Seat, key: str) -> HandOverState:
    """The hand-over that waits for a seat.

    Raises:
        RuleViolation: None of the country's, taken already, or it waits for another seat.
    """
    kept = hand_overs.handovers.get(key)
    if kept is None or kept.country != seat.country:
        raise RuleViolation("handover.unknown")
    if kept.stands == TAKEN:
        raise RuleViolation("handover.taken_before")
    if where(seats, kept)[1] is not seat.office:
        raise RuleViolation("seat.wrong_office", office=seat.office)
    return kept


def _changed(state: State, kept: HandOverState, office: Office, change: str, text: str) -> None:
    state.emit(
        HandOverChanged(
            at=state.now,
            cause=state.cause,
            by=state.by,
            country=kept.country,
            handover=kept.key,
            matter=kept.matter.value,
            about=kept.about,
            office=office,
            to=kept.to,
            change=change,
            text=text,
        )
    )


HANDLERS = (Handler(HandOver, _check_handing, _hand), Handler(SettleHandOver, _check_settling, _settle))
"""Who checks and performs each command of hand-overs."""
