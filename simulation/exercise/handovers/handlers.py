"""Hand-overs between the seats of a country: a matter waits at another seat until it is taken or given back.

What a seat may do is not changed by it; that somebody else goes on with a matter is said.
"""

from __future__ import annotations

from simulation.exercise.core.command import Command, Post, Seat
from simulation.exercise.core.state import HandOverState, State
from simulation.exercise.handovers.commands import HandOver, HandOverChanged, Matter, SettleHandOver
from simulation.exercise.matters.handlers import sides_of
from simulation.exercise.messages.handlers import require_text
from simulation.exercise.procedures.letter.play.visibility import side_of
from simulation.exercise.seats.handlers import require_pen
from simulation.exercise.views.team_view import HandOverView
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office

HANDED, TAKEN, RETURNED = "handed", "taken", "returned"
"""Where a hand-over stands; given back, or while nobody sits where it waits, it waits at the seat that gave it."""


def check(state: State, command: Command) -> None:
    """Whether this can be handed over, taken or given back.

    Raises:
        RuleViolation: Without the pen, no such matter at home, no words, or nobody else there who could take it.
    """
    seat = require_pen(state, command)
    match command:
        case HandOver(matter=matter, about=about, to=to, text=text):
            require_text(text)
            if to is seat.office:
                raise RuleViolation("handover.to_whom")
            if not _is_ours(state, seat.country, matter, about):
                raise RuleViolation("handover.no_matter")
            if not _players(state, seat.country, to) - _players(state, seat.country, seat.office):
                raise RuleViolation("handover.nobody", office=to)
            same = (seat.country, about, to)
            if any((kept.country, kept.about, kept.to) == same and kept.stands != TAKEN for kept in _all(state)):
                raise RuleViolation("handover.handed_before", office=to)
        case SettleHandOver(taken=taken, text=text):
            kept = _waiting(state, seat, command.handover)
            if not taken:
                require_text(text)
                if _where(state, kept)[2] == RETURNED:
                    raise RuleViolation("handover.returned_before")
        case _:
            pass


def perform(state: State, command: Command) -> None:
    """Do it."""
    seat = require_pen(state, command)
    match command:
        case HandOver(matter=matter, about=about, to=to, text=text):
            key = f"{seat.country}/{command.id}"
            made = HandOverState(key, seat.country, seat.office, to, matter, about, text, state.now, HANDED)
            state.handovers[key] = made
            _changed(state, made, seat.office, HANDED, text)
        case SettleHandOver(taken=taken, text=text):
            kept = _waiting(state, seat, command.handover)
            kept.by, kept.to, _ = _where(state, kept)
            kept.stands, kept.since = (TAKEN if taken else RETURNED), state.now
            if not taken:
                kept.by, kept.to, kept.text = kept.to, kept.by, text
            _changed(state, kept, seat.office, kept.stands, text)
        case _:
            pass


def handover_views(state: State, country: str) -> tuple[HandOverView, ...]:
    """A country's hand-overs, in order; one between seats that the same people hold waits for nobody."""
    return tuple(_view(state, kept) for kept in _all(state) if kept.country == country)


def _view(state: State, kept: HandOverState) -> HandOverView:
    by, to, stands = _where(state, kept)
    waits = stands != TAKEN and not _is_in_one_hand(state, kept)
    return HandOverView(kept.key, kept.since, by, to, kept.matter.value, kept.about, kept.text, stands, waits)


def _all(state: State) -> tuple[HandOverState, ...]:
    return tuple(state.handovers.values())


def _players(state: State, country: str, office: Office) -> set[str]:
    """Who plays at an office."""
    return {who for who, post in state.seats[Seat(country, office)].members.items() if post is Post.PLAYER}


def _where(state: State, kept: HandOverState) -> tuple[Office, Office, str]:
    """From which seat, at which, and as what it waits: with nobody there, it is back where it came from meanwhile."""
    is_empty = not _players(state, kept.country, kept.to)
    if kept.stands != TAKEN and is_empty and _players(state, kept.country, kept.by):
        return kept.to, kept.by, RETURNED
    return kept.by, kept.to, kept.stands


def _is_in_one_hand(state: State, kept: HandOverState) -> bool:
    there = _players(state, kept.country, kept.to)
    return bool(there) and there <= _players(state, kept.country, kept.by)


def _is_ours(state: State, country: str, matter: Matter, about: str) -> bool:
    """Whether the country has it: in its file, or as a party to it."""
    file = state.countries[country].file
    match matter:
        case Matter.REQUEST:
            return about in state.requests and side_of(state.requests[about].request, country) is not None
        case Matter.PROCEDURE:
            return about in state.procedures and bool(sides_of(state.procedures[about].procedure, country))
        case Matter.DOCUMENT:
            return file.filing(about) is not None
        case Matter.ENTITY:
            return file.entity(about) is not None
        case Matter.MEASURE:
            return file.measure(about) is not None
        case Matter.PLAN:
            return any(plan.key == about for plan in file.plans)


def _waiting(state: State, seat: Seat, key: str) -> HandOverState:
    """The hand-over that waits for a seat.

    Raises:
        RuleViolation: None of the country's, taken already, or it waits for another seat.
    """
    kept = state.handovers.get(key)
    if kept is None or kept.country != seat.country:
        raise RuleViolation("handover.unknown")
    if kept.stands == TAKEN:
        raise RuleViolation("handover.taken_before")
    if _where(state, kept)[1] is not seat.office:
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
    state.touch(kept.country)
