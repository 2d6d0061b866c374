"""The door of an exercise: who sits down at once and who knocks, and what a knock becomes.

The code on the wall opens the room, not the files: players sit down with it until the first move opens, everybody else
knocks, and a trainer admits or turns away (docs/decisions/085-join-code-and-knocking.md).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa
from flask import session
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from simulation.exercise.core.command import Command, Seat, SeatRole
from simulation.exercise.seats.commands import PassPen, TakeSeat
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from simulation.scenario.schema.scenario import Scenario
from webapp.live.panels import BEFORE_THE_FIRST_MOVE
from webapp.pages.seat_rows import further_seats, merged_seats, offices_of
from webapp.store.members import new_seed
from webapp.store.published_views import CONTROL, Published
from webapp.store.tables import LONGEST_NAME, Door, MemberRecord, Standing
from webapp.store.use_log import Use, log
from webapp.text.say import office_name, post_name
from webapp.visit.access import MEMBERS_KEY
from webapp.visit.languages import PSEUDO, country_name, speaking
from webapp.visit.roles import LOOKS_ON
from webapp.visit.visitor import ExerciseInfo, Member, current_exercise, current_visit, remembered, services

type Write = Callable[[Session], None]
"""Writes rows beside the journal in the transaction of an act."""

READS_AHEAD = frozenset({SeatRole.INTERPRETER, SeatRole.OBSERVER})
"""Posts that read what players must not know: events before they come, and what teams are judged by."""

AHEAD_KEY = "ahead"
"""Exercises in which this browser held a post that reads ahead of players, also once it has left."""

MOST_WAITING = 30
"""Most people who wait at one door, so that nobody fills the trainer's page from outside."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A seat that somebody asks for: offices, or a post without a pen; `name` is how addresses and rows call it."""

    country: str
    offices: tuple[Office, ...]
    post: SeatRole
    name: str


def seat_said(scenario: Scenario, country: str, name: str) -> str:
    """A seat in words, with its country."""
    where = post_name(name) if name in set(SeatRole) else ", ".join(map(office_name, name.split("+")))
    return _("%(seat)s, %(country)s", seat=where, country=country_name(scenario, country))


def chosen(published: Published, country: str, seat: str) -> Choice:
    """The seat that an address names: offices joined by `+`, or a post without a pen.

    Raises:
        RuleViolation: There is no such seat.
    """
    if country not in published.teams or country in published.settings.automatic:
        raise RuleViolation("country.not_played", country=country[:3])
    if seat in {SeatRole.HEAD, SeatRole.INTERPRETER, SeatRole.OBSERVER}:
        return Choice(country, published.scenario.country(country).offices, SeatRole(seat), seat)
    for offices in merged_seats(published, country):
        if "+".join(offices) == seat:
            return Choice(country, offices, SeatRole.PLAYER, seat)
    raise RuleViolation("seat.no_office")


def pen_commands(command: str, member: str, to: str, offices: Sequence[tuple[str, Office]]) -> list[Command]:
    """The commands that pass the pens of offices to somebody; a merged seat has one in each of its offices.

    Args:
        command: Id of the first of them.
        member: Who passes them: somebody of the seat, or control.
        to: Who gets them.
        offices: The offices, each with its country.
    """
    return [
        PassPen(
            id=f"{command}{number or ''}",
            by=None if member == CONTROL else Seat(country, office),
            member=member,
            country=country,
            office=office,
            to=to,
        )
        for number, (country, office) in enumerate(offices)
    ]


def is_locked(exercise: ExerciseInfo) -> bool:
    """Whether the code lets nobody sit down, only knock."""
    match exercise.door:
        case Door.OPEN:
            return False
        case Door.LOCKED:
            return True
        case Door.AUTOMATIC:
            return exercise.phase not in BEFORE_THE_FIRST_MOVE


def knocks(exercise: ExerciseInfo, choice: Choice) -> bool:
    """Whether somebody who asks for this seat has to be admitted; who only reads along always has."""
    return choice.post is not SeatRole.PLAYER or is_locked(exercise)


def has_read_ahead(exercise: str) -> bool:
    """Whether this browser holds or held a post there that reads ahead of players; it is kept from then on."""
    return remembered(f"ahead/{exercise}", lambda: _has_read_ahead(exercise))


def _has_read_ahead(exercise: str) -> bool:
    kept = session.get(AHEAD_KEY, [])
    if exercise in kept:
        return True
    named = session.get(MEMBERS_KEY, {}).get(exercise)
    if named is None:
        return False
    with services().database.reading() as database:
        row = database.get(MemberRecord, named)
    if row is None or row.exercise_id != exercise or row.post not in READS_AHEAD:
        return False
    session[AHEAD_KEY] = [*kept, exercise]
    return True


def must_knock(exercise: ExerciseInfo, choice: Choice) -> bool:
    """Whether this browser has to be admitted to the seat: where everybody has, and once it has read ahead."""
    return knocks(exercise, choice) or has_read_ahead(exercise.id)


def require_no_onlooker(exercise: ExerciseInfo, choice: Choice) -> None:
    """Keeps players' seats from a signed-in trainer whose role there is to look on.

    Raises:
        RuleViolation: It is such a trainer (`role.plays_not`).
    """
    visitor = current_visit().trainer
    if choice.post is SeatRole.PLAYER and visitor is not None and visitor.role_in(exercise) in LOOKS_ON:
        raise RuleViolation("role.plays_not")


_JOINERS = re.compile("[\u200c\u200d]")


def plain_name(name: str) -> str:
    """A name as it is compared."""
    return " ".join(_JOINERS.sub("", name).replace("'", "’").casefold().split())


def is_of_control(name: str) -> bool:
    """Whether exercise control is called so in one of the languages."""
    for code in {*services().config.languages} - {PSEUDO}:
        with speaking(code):
            if plain_name(name) == plain_name(_("Exercise control")):
                return True
    return False


def told_apart(database: Session, exercise: str, name: str) -> str:
    """The name, with a number where somebody in the exercise or at its door has it."""
    there = sa.select(MemberRecord.name).where(
        MemberRecord.exercise_id == exercise,
        MemberRecord.standing.in_((Standing.IN, Standing.WAITING)),
        MemberRecord.left_at.is_(None),
    )
    taken = set(map(plain_name, database.scalars(there)))
    found, number = name, 1
    while plain_name(found) in taken:
        number += 1
        mark = f" ({number})"
        found = f"{name[: LONGEST_NAME - len(mark)]}{mark}"
    return found


def namesake(database: Session, published: Published, exercise: str, name: str, choice: Choice) -> MemberRecord | None:
    """Somebody of the same name at the same seat."""
    seats = published.teams[choice.country].seats
    there = {member for seat in seats if seat.seat.office in choice.offices for member in seat.members}
    rows = database.scalars(
        sa.select(MemberRecord).where(
            MemberRecord.exercise_id == exercise,
            MemberRecord.post == choice.post,
            MemberRecord.standing == Standing.IN,
            MemberRecord.left_at.is_(None),
        )
    )
    return next((row for row in rows if row.id in there and plain_name(row.name) == plain_name(name)), None)


def new_row(exercise: str, choice: Choice, kept: dict[str, str], standing: Standing) -> MemberRecord:
    """The row of somebody who sits down or knocks."""
    return MemberRecord(
        id=kept["member"],
        exercise_id=exercise,
        name=kept["name"],
        country=choice.country,
        post=choice.post,
        link_seed=kept.get("link") or new_seed(),
        join_command=kept["command"],
        joined_at=datetime.now(UTC),
        left_at=None,
        standing=standing,
        wants=choice.name if standing is Standing.WAITING else "",
        same_as=None,
        device=kept.get("device", ""),
    )


def knock(exercise: str, choice: Choice, kept: dict[str, str], same_as: str | None) -> None:
    """Puts somebody at the door; knocking twice is one knock.

    Raises:
        RuleViolation: Too many wait already (`door.full`).
    """
    with services().database.writing() as database:
        row = database.get(MemberRecord, kept["member"])
        if row is None:
            waiting = sa.select(sa.func.count()).where(
                MemberRecord.exercise_id == exercise, MemberRecord.standing == Standing.WAITING
            )
            if (database.scalar(waiting) or 0) >= MOST_WAITING:
                raise RuleViolation("door.full")
            name = kept["name"] if same_as else told_apart(database, exercise, kept["name"])
            row = new_row(exercise, choice, {**kept, "name": name}, Standing.WAITING)
            database.add(row)
            log(database, Use.KNOCKED, exercise=exercise)
        if row.standing is Standing.WAITING:
            row.country, row.post, row.wants, row.same_as = choice.country, choice.post, choice.name, same_as
    services().panels.touch(exercise)


def waiting(database: Session, exercise: str) -> Sequence[MemberRecord]:
    """Who waits at the door, the first to knock first."""
    return database.scalars(
        sa.select(MemberRecord)
        .where(MemberRecord.exercise_id == exercise, MemberRecord.standing == Standing.WAITING)
        .order_by(MemberRecord.joined_at)
    ).all()


def notice() -> str:
    """Who waits at the door of this exercise, for a trainer; "" when nobody does."""
    with services().database.reading() as database:
        names = [row.name for row in waiting(database, current_exercise().id)]
    if not names:
        return ""
    if len(names) == 1:
        return _("%(name)s waits at the door", name=names[0])
    return ngettext(
        "%(name)s and %(num)s other wait at the door",
        "%(name)s and %(num)s others wait at the door",
        len(names) - 1,
        name=names[0],
    )


def seat_commands(
    published: Published, row_id: str, command: str, country: str, offices: Sequence[Office]
) -> list[Command]:
    """The commands after which somebody plays at these offices of the own team and keeps the pens held there.

    Sitting down anew passes a pen to the next player at the seat, so it is passed back.

    Args:
        published: The exercise before.
        row_id: Who sits down.
        command: Id of the first command.
        country: The team.
        offices: All offices at which the person plays from then on.
    """
    kept = [
        (country, seat.seat.office)
        for seat in published.teams[country].seats
        if seat.seat.office in offices and seat.pen == row_id and len(seat.members) > 1
    ]
    besides = offices_of(published.teams[country], row_id)
    sit = TakeSeat(id=command, member=row_id, country=country, offices=tuple(offices), besides=besides)
    return [sit, *pen_commands(f"{command}p", row_id, row_id, kept)]


def further_seat(published: Published, member: Member, seat: str) -> Choice:
    """The free seat of the own team that somebody may take as well.

    Raises:
        RuleViolation: It is not free, or not one of the team (`seat.not_free`).
    """
    for offices in further_seats(published, member):
        if "+".join(offices) == seat:
            return chosen(published, member.country, seat)
    raise RuleViolation("seat.not_free")


def seat_command(row_id: str, command: str, choice: Choice) -> TakeSeat:
    """The command that seats somebody."""
    return TakeSeat(id=command, member=row_id, country=choice.country, offices=choice.offices, post=choice.post)
