"""Who sits where: up to four people at a seat, one of whom holds the pen."""

from __future__ import annotations

from simulation.exercise.core.command import Command, LeaveSeat, PassPen, Post, Seat, TakeSeat
from simulation.exercise.core.event import PenPassed, SeatLeft, SeatTaken
from simulation.exercise.core.state import SeatState, State
from simulation.exercise.views.team_view import SeatView
from simulation.kernel.errors import RuleViolation

PLAYERS_AT_A_SEAT = 4
"""Most players at one office (design.md 6)."""

CONTROL = "control"
"""Member under which exercise control acts."""


def check(state: State, command: Command) -> None:
    """Whether the seat can be taken, left, or its pen passed.

    Raises:
        RuleViolation: Unknown country or office, no room, not at that seat, or somebody else's place; control may
            stand anybody up and pass any pen.
    """
    match command:
        case TakeSeat(country=country, offices=offices, post=post, member=member):
            _require_played(state, country)
            if not member:
                raise RuleViolation("seat.no_member")
            if not offices or len(set(offices)) != len(offices):
                raise RuleViolation("seat.no_office")
            if state.phase in {"ended", "epilogue", "closed"}:
                raise RuleViolation("exercise.ended")
            for office in offices:
                if post is Post.PLAYER and _room(state.seats[Seat(country, office)], member) <= 0:
                    raise RuleViolation("seat.full", country=country, office=office)
        case LeaveSeat(who=who, member=member):
            if member not in {who, CONTROL} or not any(who in seat.members for seat in state.seats.values()):
                raise RuleViolation("seat.not_here")
        case PassPen(country=country, office=office, to=to, member=member):
            _require_played(state, country)
            seat = state.seats[Seat(country, office)]
            if seat.members.get(to) is not Post.PLAYER:
                raise RuleViolation("seat.pen_to_whom", country=country, office=office)
            if member != CONTROL and seat.members.get(member) is not Post.PLAYER:
                raise RuleViolation("seat.not_here")
        case _:
            pass


def perform(state: State, command: Command) -> None:
    """Do it."""
    match command:
        case TakeSeat(country=country, offices=offices, post=post, member=member):
            _leave(state, member, quietly=True)
            for office in offices:
                seat = state.seats[Seat(country, office)]
                seat.members[member] = post
                if post is Post.PLAYER and not seat.pen:
                    seat.pen = member
            state.emit(
                SeatTaken(
                    at=state.now,
                    cause=state.cause,
                    by=state.by,
                    country=country,
                    offices=offices,
                    member=member,
                    post=post.value,
                )
            )
            state.touch(country)
        case LeaveSeat(who=who):
            _leave(state, who, quietly=False)
        case PassPen(country=country, office=office, to=to):
            state.seats[Seat(country, office)].pen = to
            state.emit(
                PenPassed(at=state.now, cause=state.cause, by=state.by, country=country, office=office, member=to)
            )
            state.touch(country)
        case _:
            pass


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


def require_player(state: State, command: Command) -> None:
    """Somebody whose post has no pen enters no command: heads, interpreters and observers only sit down and stand up.

    Raises:
        RuleViolation: `seat.reads_along`, with the post.
    """
    if isinstance(command, TakeSeat | LeaveSeat):
        return
    post = post_of(state, command.member)
    if post not in {None, Post.PLAYER}:
        raise RuleViolation("seat.reads_along", post=post or "")


def post_of(state: State, member: str) -> Post | None:
    """What a member is at the seats where it sits: a player if at any; None for somebody without a seat."""
    posts = {taken.members[member] for taken in state.seats.values() if member in taken.members}
    return Post.PLAYER if Post.PLAYER in posts else next(iter(sorted(posts)), None)


def seats_of(state: State, country: str) -> tuple[SeatView, ...]:
    """A country's seats as its team and control see them."""
    return tuple(
        SeatView(seat, taken.pen, tuple(taken.members), state.is_automatic(seat))
        for seat, taken in state.seats.items()
        if seat.country == country
    )


def _require_played(state: State, country: str) -> None:
    if not any(played.code == country for played in state.scenario.played):
        raise RuleViolation("country.not_played", country=country)


def _room(seat: SeatState, member: str) -> int:
    players = [who for who, post in seat.members.items() if post is Post.PLAYER and who != member]
    return PLAYERS_AT_A_SEAT - len(players)


def _leave(state: State, member: str, *, quietly: bool) -> None:
    for seat, taken in state.seats.items():
        if taken.members.pop(member, None) is None:
            continue
        if taken.pen == member:
            taken.pen = next((who for who, post in taken.members.items() if post is Post.PLAYER), "")
        state.touch(seat.country)
        state.wake(seat.country, "seats")
        if not quietly:
            state.emit(SeatLeft(at=state.now, cause=state.cause, by=state.by, country=seat.country, member=member))
