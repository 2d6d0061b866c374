"""What a trainer does with people: each act is one transaction, and the person's open pages follow at once.

Names stay in the members' rows: the journal gets ids only. A seat is taken and left by the same commands as ever.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from simulation.exercise.core.command import CONTROL, Command, SeatRole
from simulation.exercise.seats.commands import LeaveSeat
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from webapp.lobby import door
from webapp.pages.page import all_views, do_all, new_command_id, refusal
from webapp.pages.seat_rows import further_seats, offices_of
from webapp.store.members import new_seed
from webapp.store.new_exercise import new_code
from webapp.store.tables import Door, ExerciseRecord, GuestRecord, MemberRecord, ReadRecord, Standing
from webapp.visit.access import member_value
from webapp.visit.refusals import Refusal
from webapp.visit.visitor import current_exercise, services


def row_of(database: Session, who: str) -> MemberRecord:
    """The row of somebody of this exercise.

    Raises:
        NotFound: Nobody of this exercise has this id.
    """
    row = database.get(MemberRecord, who)
    if row is None or row.exercise_id != current_exercise().id:
        raise NotFound
    return row


def person(who: str) -> MemberRecord:
    """The same, to be read."""
    with services().database.reading() as database:
        row = row_of(database, who)
        database.expunge(row)
        return row


def sits(who: str) -> bool:
    """Whether somebody has a seat in the exercise as it stands."""
    return any(who in seat.members for view in all_views().teams.values() for seat in view.seats)


def pens_of(*who: str) -> tuple[tuple[str, Office], ...]:
    """The offices whose pen one of these people holds, by country."""
    views = all_views().teams.items()
    return tuple((code, seat.seat.office) for code, view in views for seat in view.seats if seat.pen in who)


def told(*countries: str) -> None:
    """Every page that shows people of these countries is told; the lobby and control always are."""
    services().panels.touch_people(current_exercise().id, *countries)


def ended(*who: str) -> None:
    """The streams of these people end; who may still look opens a new one."""
    for each in who:
        services().hub.dismiss(each)


# --- the door itself --------------------------------------------------------------------------------------------------


def set_door(chosen: Door) -> None:
    """Locks or opens it."""
    with services().database.writing() as database:
        row = database.get_one(ExerciseRecord, current_exercise().id)
        row.door = chosen
    told()


def set_pen_minutes(minutes: int) -> None:
    """After how long an absence a pen may be taken within its seat."""
    with services().database.writing() as database:
        row = database.get_one(ExerciseRecord, current_exercise().id)
        row.pen_minutes = minutes
    told(*all_views().teams)


def renew_code() -> str:
    """A new join code; the old one opens nothing any more."""
    with services().database.writing() as database:
        taken = set(database.scalars(sa.select(ExerciseRecord.join_code)))
        row = database.get_one(ExerciseRecord, current_exercise().id)
        row.join_code = new_code(taken)
        code = row.join_code
    told()
    return code


# --- those who knock --------------------------------------------------------------------------------------------------


def admit(who: str, choice: door.Choice) -> Refusal | None:
    """Lets somebody in, to a seat."""
    row = person(who)
    if row.standing not in {Standing.WAITING, Standing.TURNED_AWAY}:
        return None

    def write(database: Session) -> None:
        mine = row_of(database, who)
        mine.standing, mine.same_as, mine.wants = Standing.IN, None, ""
        mine.country, mine.post, mine.joined_at = choice.country, choice.post, datetime.now(UTC)

    refused = do_all([door.seat_command(who, row.join_command, choice)], write)
    if refused is None:
        services().presence.joined(who)
        told(choice.country)
    return refused


def admit_as_expected(who: str, guest: str) -> Refusal | None:
    """Lets somebody at the door in as a person of the list, to the seat that is kept: one entry, with its card.

    Raises:
        NotFound: There is no such person on the list.
    """
    if person(who).standing is not Standing.WAITING:
        return None
    with services().database.reading() as database:
        listed = database.get(GuestRecord, guest)
        if listed is None or listed.exercise_id != current_exercise().id:
            raise NotFound
    choice = door.chosen(all_views(), listed.country, listed.seat)

    def write(database: Session) -> None:
        row = row_of(database, who)
        kept = {
            "member": listed.id,
            "command": listed.join_command,
            "name": listed.name,
            "link": listed.link_seed,
            "device": row.device,
        }
        database.add(door.new_row(current_exercise().id, choice, kept, Standing.IN))
        row.standing, row.same_as, row.wants = Standing.MERGED, listed.id, ""
        row.country, row.post = choice.country, choice.post

    refused = do_all([door.seat_command(listed.id, listed.join_command, choice)], write)
    if refused is None:
        services().presence.joined(listed.id)
        told(choice.country)
    return refused


def ask_devices() -> None:
    """Asks every device whether it can be read; earlier answers count no more."""
    exercise = current_exercise().id
    now = int(services().wall_clock())
    services().store.ask_devices(exercise, max(now, all_views().room.asked + 1))
    told()


def end_question() -> None:
    """Takes the question off the devices."""
    services().store.ask_devices(current_exercise().id, 0)
    told()


def admit_as_same(who: str, same: str) -> None:
    """Says that somebody at the door is a person who is in: that browser becomes this person.

    Raises:
        NotFound: There is no such person in this exercise.
    """
    with services().database.writing() as database:
        row, other = row_of(database, who), row_of(database, same)
        if not other.is_in or row.standing is not Standing.WAITING:
            raise NotFound
        row.standing, row.same_as = Standing.MERGED, same
        row.country, row.post = other.country, other.post
    told()


def turn_away(*who: str) -> None:
    """Sends people away from the door."""
    with services().database.writing() as database:
        for each in who:
            row = row_of(database, each)
            if row.standing is Standing.WAITING:
                row.standing = Standing.TURNED_AWAY
    told()


# --- those who are in -------------------------------------------------------------------------------------------------


def rename(who: str, name: str) -> None:
    """Corrects a name."""
    with services().database.writing() as database:
        row = row_of(database, who)
        row.name = name
        country = row.country
    told(country)


def move(who: str, choice: door.Choice, command: str) -> Refusal | None:
    """Seats somebody elsewhere."""
    before = person(who).country

    def write(database: Session) -> None:
        row = row_of(database, who)
        row.country, row.post = choice.country, choice.post

    refused = do_all([door.seat_command(who, command, choice)], write)
    if refused is None:
        ended(who)
        told(before, choice.country)
    return refused


def free_seats(who: str) -> tuple[tuple[Office, ...], ...]:
    """The seats that somebody can be given besides the own one."""
    return further_seats(all_views(), member_value(person(who)))


def seat_also(who: str, seat: str, command: str) -> Refusal | None:
    """Gives somebody a free seat of the own team besides the own one.

    Raises:
        RuleViolation: It is not free, or not one of that team.
    """
    row, published = person(who), all_views()
    wanted = door.further_seat(published, member_value(row), seat)
    offices = (*offices_of(published.teams[row.country], who), *wanted.offices)
    refused = do_all(door.seat_commands(published, who, command, row.country, offices))
    if refused is None:
        told(row.country)
    return refused


def give_pen(who: str, command: str, seat: Sequence[str] = ()) -> Refusal | None:
    """Gives somebody the pen of the offices of one seat, or of every office at which that person sits."""
    offices = [
        (code, line.seat.office)
        for code, view in all_views().teams.items()
        for line in view.seats
        if who in line.members and line.pen != who and (not seat or line.seat.office in seat)
    ]
    if not offices:
        return None
    return do_all(door.pen_commands(command, CONTROL, who, offices))


def renew_link(who: str) -> None:
    """A new personal link and code; the old ones open nothing any more, while browsers that are in stay in."""
    with services().database.writing() as database:
        row_of(database, who).link_seed = new_seed()
    told()


def remove(who: str, command: str) -> Refusal | None:
    """Takes somebody off the exercise: the seat is free, open pages end, link and code open nothing any more."""

    def write(database: Session) -> None:
        row = row_of(database, who)
        row.left_at, row.link_seed = datetime.now(UTC), new_seed()

    refused = _without(who, command, write)
    if refused is None:
        ended(who)
        told(person(who).country)
    return refused


def merge(who: str, into: str, command: str) -> Refusal | None:
    """Makes two entries one person: browsers, links and pens of the first become the second's, the first's seat is
    free again."""
    kept = person(into)
    if who == into or not kept.is_in or not person(who).is_in:
        return refusal(RuleViolation("seat.not_here"))
    held = pens_of(who, into)

    def write(database: Session) -> None:
        row = row_of(database, who)
        row.standing, row.same_as, row.left_at = Standing.MERGED, into, datetime.now(UTC)
        database.execute(sa.update(MemberRecord).where(MemberRecord.same_as == who).values(same_as=into))
        read = set(database.scalars(sa.select(ReadRecord.about).where(ReadRecord.member_id == into)))
        for each in database.scalars(sa.select(ReadRecord).where(ReadRecord.member_id == who)).all():
            if each.about not in read:
                database.add(ReadRecord(member_id=into, about=each.about, at=each.at))

    seats = all_views().teams[kept.country].seats
    own = {seat.seat.office for seat in seats if into in seat.members} if kept.post is SeatRole.PLAYER else set()
    pens = [(code, office) for code, office in held if code == kept.country and office in own]
    refused = _without(who, command, write, door.pen_commands(f"{command}p", CONTROL, into, pens))
    if refused is None:
        ended(who, into)
        told(kept.country, person(who).country)
    return refused


def _without(who: str, command: str, write: door.Write, then: Sequence[Command] = ()) -> Refusal | None:
    """Frees the seat of somebody and writes the row in the same transaction; only the row where there is no seat."""
    if sits(who):
        return do_all([LeaveSeat(id=command, member=CONTROL, who=who), *then], write)
    with services().database.writing() as database:
        write(database)
    return None


def form_id(act: str, who: str) -> str:
    """The id of a form about somebody: another one once that person or control has done something."""
    return new_command_id(f"people/{act}/{who}/{all_views().commands.get(who, 0)}")
