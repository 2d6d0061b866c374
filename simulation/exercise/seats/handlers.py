"""Who sits where: up to four people at a seat, one of whom holds the pen."""

from __future__ import annotations

from simulation.exercise.core.command import CONTROL, Command, Seat, SeatRole
from simulation.exercise.core.handler import Handler
from simulation.exercise.core.state import SeatState, State
from simulation.exercise.seats.commands import LeaveSeat, PassPen, TakeSeat
from simulation.exercise.seats.events import PenPassed, SeatLeft, SeatTaken
from simulation.kernel.errors import RuleViolation
from simulation.kernel.registers import Register
from simulation.kernel.terms import Office
from simulation.scenario.schema.scenario import Scenario

PLAYERS_AT_A_SEAT = 4
"""Most players at one office (design.md 6)."""


def _check_taking(state: State, command: TakeSeat) -> None:
    """Whether a seat can be taken.

    Raises:
        RuleViolation: Unknown country or office, play has ended, no room, or seats that have changed meanwhile.
    """
    _require_played(state.scenario, command.country)
    if not command.member:
        raise RuleViolation("seat.no_member")
    if not command.offices or len(set(command.offices)) != len(command.offices):
        raise RuleViolation("seat.no_office")
    if state.clock.is_over:
        raise RuleViolation("exercise.ended")
    for office in command.offices:
        seat = _seat(state.seats, command.country, office)
        if command.post is SeatRole.PLAYER and _room(seat, command.member) <= 0:
            raise RuleViolation("seat.full", country=command.country, office=office)
    if command.besides is not None:
        _check_unchanged(state.seats, command, command.besides)


def _check_unchanged(seats: Register[Seat, SeatState], command: TakeSeat, besides: tuple[Office, ...]) -> None:
    own = {seat for seat, taken in seats.items() if command.member in taken.members}
    if own != {Seat(command.country, office) for office in besides}:
        raise RuleViolation("seat.changed")
    for office in set(command.offices).difference(besides):
        if SeatRole.PLAYER in _seat(seats, command.country, office).members.values():
            raise RuleViolation("seat.not_free")


def _take(state: State, command: TakeSeat) -> None:
    _leave(state, command.member, quietly=True)
    for office in command.offices:
        seat = state.seats[Seat(command.country, office)]
        seat.members = {**seat.members, command.member: command.post}
        if command.post is SeatRole.PLAYER and not seat.pen:
            seat.pen = command.member
    state.emit(
        SeatTaken(
            at=state.now,
            cause=state.cause,
            by=state.by,
            country=command.country,
            offices=command.offices,
            member=command.member,
            post=command.post.value,
        )
    )


def _check_leaving(state: State, command: LeaveSeat) -> None:
    """Whether somebody can stand up; control may stand anybody up.

    Raises:
        RuleViolation: Not at a seat, or somebody else's place.
    """
    is_seated = any(command.who in seat.members for seat in state.seats.values())
    if command.member not in {command.who, CONTROL} or not is_seated:
        raise RuleViolation("seat.not_here")


def _check_passing(state: State, command: PassPen) -> None:
    """Whether a pen can be passed; control may pass any.

    Raises:
        RuleViolation: Unknown country, to somebody who does not play there, or not at that seat.
    """
    _require_played(state.scenario, command.country)
    seat = _seat(state.seats, command.country, command.office)
    if seat.members.get(command.to) is not SeatRole.PLAYER:
        raise RuleViolation("seat.pen_to_whom", country=command.country, office=command.office)
    if command.member != CONTROL and seat.members.get(command.member) is not SeatRole.PLAYER:
        raise RuleViolation("seat.not_here")


def _pass_pen(state: State, command: PassPen) -> None:
    country, office = command.country, command.office
    state.seats[Seat(country, office)].pen = command.to
    state.emit(
        PenPassed(at=state.now, cause=state.cause, by=state.by, country=country, office=office, member=command.to)
    )


def require_pen(state: State, command: Command) -> Seat:
    """The seat that acts; a person needs the pen, an automatic player an automatic seat, control a country taken over.

    Raises:
        RuleViolation: None of these.
    """
    seat = command.by
    if seat is None or seat not in state.seats:
        raise RuleViolation("seat.none")
    country = state.countries[seat.country]
    if command.member == CONTROL:
        if not country.to_control:
            raise RuleViolation("country.not_taken_over", country=seat.country)
    elif command.member:
        if country.to_control:
            raise RuleViolation("country.taken_over", country=seat.country)
        if state.seats[seat].members.get(command.member) is None:
            raise RuleViolation("seat.not_here")
        if state.seats[seat].pen != command.member:
            raise RuleViolation("seat.no_pen", office=seat.office)
    return seat


def require_player(seats: Register[Seat, SeatState], command: Command) -> None:
    """Somebody whose post has no pen enters no command: heads, interpreters and observers only sit down and stand up.

    Raises:
        RuleViolation: `seat.reads_along`, with the post.
    """
    if command.reads_along:
        return
    post = post_of(seats, command.member)
    if post not in {None, SeatRole.PLAYER}:
        raise RuleViolation("seat.reads_along", post=post or "")


def post_of(seats: Register[Seat, SeatState], member: str) -> SeatRole | None:
    """What a member is at the seats where it sits: a player if at any; None for somebody without a seat."""
    posts = {taken.members[member] for taken in seats.values() if member in taken.members}
    return SeatRole.PLAYER if SeatRole.PLAYER in posts else next(iter(sorted(posts)), None)


def _require_played(scenario: Scenario, country: str) -> None:
    if not any(played.code == country for played in scenario.played):
        raise RuleViolation("country.not_played", country=country)


def _seat(seats: Register[Seat, SeatState], country: str, office: Office) -> SeatState:
    """The seat of an office of a country.

    Raises:
        RuleViolation: The country has no such office.
    """
    seat = seats.get(Seat(country, office))
    if seat is None:
        raise RuleViolation("seat.no_office")
    return seat


def _room(seat: SeatState, member: str) -> int:
    players = [who for who, post in seat.members.items() if post is SeatRole.PLAYER and who != member]
    return PLAYERS_AT_A_SEAT - len(players)


def _leave(state: State, member: str, *, quietly: bool) -> None:
    for seat, taken in state.seats.items():
        if member not in taken.members:
            continue
        taken.members = {who: post for who, post in taken.members.items() if who != member}
        if taken.pen == member:
            taken.pen = next((who for who, post in taken.members.items() if post is SeatRole.PLAYER), "")
        state.wake(seat.country, "seats")
        if not quietly:
            state.emit(SeatLeft(at=state.now, cause=state.cause, by=state.by, country=seat.country, member=member))


HANDLERS = (
    Handler(TakeSeat, _check_taking, _take),
    Handler(LeaveSeat, _check_leaving, lambda state, command: _leave(state, command.who, quietly=False)),
    Handler(PassPen, _check_passing, _pass_pen),
)
"""Who checks and performs each command of seats."""
