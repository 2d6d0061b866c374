"""A team's rows beside the journal: notes, marked lines, what was read, where entities stand. No engine reads them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.exc import OperationalError

from simulation.exercise.clock.warm_up import PREFIX
from simulation.exercise.core.command import Seat, SeatRole
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.terms import Office
from webapp.live.panels import ROWS
from webapp.process.faults import Fault, fault_of
from webapp.store.published_views import CONTROL
from webapp.store.tables import MarkRecord, MemberRecord, NoteRecord, PlaceRecord, ReadRecord
from webapp.visit.visitor import Member, current_exercise, current_member, current_visit, forget, remembered, services


@dataclass(frozen=True, slots=True)
class Note:
    """A note with its author's name and the simulated second at which it was written."""

    id: int
    about: str
    text: str
    author: str
    at: int


def members(country: str = "") -> Mapping[str, Member]:
    """The exercise's people by id, of one country or of all; people who left are among them."""
    return remembered(f"members/{country}", lambda: _members(country))


def _members(country: str) -> Mapping[str, Member]:
    chosen = sa.select(MemberRecord).where(MemberRecord.exercise_id == current_exercise().id)
    if country:
        chosen = chosen.where(MemberRecord.country == country)
    with services().database.reading() as session:
        return {
            row.id: Member(row.id, row.exercise_id, row.name, row.country, row.post, row.link_seed)
            for row in session.scalars(chosen)
        }


def member_names() -> Mapping[str, str]:
    """Names by member id, within the visitor's reach: a trainer's whole exercise, a member's own country."""
    country = "" if current_visit().trainer is not None else current_member().country
    return {CONTROL: _("Exercise control"), **{member.id: member.name for member in members(country).values()}}


def notes(about: str = "") -> tuple[Note, ...]:
    """The team's notes about something, oldest first; all notes without a key."""
    member = current_member()
    chosen = (
        sa.select(NoteRecord)
        .where(NoteRecord.exercise_id == member.exercise, NoteRecord.country == member.country)
        .order_by(NoteRecord.id)
    )
    if about:
        chosen = chosen.where(NoteRecord.about == about)
    names = member_names()
    with services().database.reading() as session:
        rows = session.scalars(chosen).all()
    return tuple(Note(row.id, row.about, row.text, names.get(row.member_id, ""), row.at) for row in rows)


def add_note(about: str, text: str) -> None:
    """Writes a note."""
    member = current_member()
    with services().database.writing() as session:
        session.add(
            NoteRecord(
                exercise_id=member.exercise,
                country=member.country,
                about=about,
                member_id=member.id,
                text=text,
                at=current_exercise().horizon,
            )
        )
    touch_team()


def marks(document: str) -> frozenset[int]:
    """The lines of a document that the team marked."""
    member = current_member()
    with services().database.reading() as session:
        return frozenset(
            session.scalars(
                sa.select(MarkRecord.line).where(
                    MarkRecord.exercise_id == member.exercise,
                    MarkRecord.country == member.country,
                    MarkRecord.document == document,
                )
            )
        )


def set_marks(document: str, lines: Iterable[int]) -> None:
    """Marks exactly these lines of a document."""
    member = current_member()
    with services().database.writing() as session:
        session.execute(
            sa.delete(MarkRecord).where(
                MarkRecord.exercise_id == member.exercise,
                MarkRecord.country == member.country,
                MarkRecord.document == document,
            )
        )
        for line in sorted(set(lines)):
            session.add(MarkRecord(exercise_id=member.exercise, country=member.country, document=document, line=line))
    touch_team()


def read_keys() -> frozenset[str]:
    """What the member has read, by key; for control at a desk what anybody of that country has."""
    member = current_member()
    return remembered(f"read/{member.id}/{member.country}", lambda: _read_keys(member))


def unread_messages(view: TeamView, offices: Iterable[Office]) -> frozenset[str]:
    """Messages and injects that reached seats of the member and were not read yet, by key."""
    mine = {Seat(view.country, office) for office in offices}
    messages = (f"message:{each.key}" for each in view.messages if each.to in mine and each.sender not in mine)
    at = {seat.office for seat in mine}
    injects = (f"inject:{each.key}" for each in view.injects if not each.offices or not at.isdisjoint(each.offices))
    return frozenset((*messages, *injects)) - read_keys()


def _read_keys(member: Member) -> frozenset[str]:
    of_whom = ReadRecord.member_id == member.id
    if member.id == CONTROL:
        people = sa.select(MemberRecord.id).where(
            MemberRecord.exercise_id == member.exercise,
            MemberRecord.country == member.country,
            MemberRecord.post == SeatRole.PLAYER,
        )
        of_whom = ReadRecord.member_id.in_(people)
    with services().database.reading() as session:
        return frozenset(session.scalars(sa.select(ReadRecord.about).where(of_whom)))


def mark_read(*about: str) -> None:
    """Remembers that the member has read these; what control reads at a desk leaves no mark.

    A page that is read comes though nothing can be written; then there is no mark.
    """
    if current_member().id == CONTROL:
        return
    new = [key for key in dict.fromkeys(about) if key not in read_keys()]
    if not new:
        return
    try:
        _keep_read(new)
    except OperationalError as problem:
        fault = fault_of(problem)
        if fault is not Fault.LOCKED:  # a busy moment is no trouble
            services().troubles.noted(fault)


def _keep_read(new: Sequence[str]) -> None:
    member = current_member()
    with services().database.writing(at_leisure=True) as session:
        known = set(
            session.scalars(
                sa.select(ReadRecord.about).where(ReadRecord.member_id == member.id, ReadRecord.about.in_(new))
            )
        )
        for key in new:
            if key not in known:
                session.add(ReadRecord(member_id=member.id, about=key, at=current_exercise().horizon))
    forget()
    services().panels.has_read(member.exercise, member.country, member.id)
    if any(key.startswith("document:") or PREFIX in key for key in new):
        # the list of papers tells the team who has read them, and the warm-up ticks off what was read
        services().panels.touch(member.exercise, member.country, ROWS)


def readers_of(prefix: str) -> Mapping[str, tuple[str, ...]]:
    """Who of the member's team has read what, in the order of their first reading, by key without the prefix."""
    member = current_member()
    asked = (
        sa.select(ReadRecord.about, MemberRecord.name)
        .join(MemberRecord, ReadRecord.member_id == MemberRecord.id)
        .where(
            MemberRecord.exercise_id == member.exercise,
            MemberRecord.country == member.country,
            MemberRecord.post == SeatRole.PLAYER,  # who only reads along leaves no mark that a team sees
            ReadRecord.about.startswith(prefix, autoescape=True),
        )
        .order_by(ReadRecord.at, MemberRecord.name)
    )
    found: dict[str, tuple[str, ...]] = {}
    with services().database.reading() as session:
        for about, name in session.execute(asked):
            key = about.removeprefix(prefix)
            found[key] = (*found.get(key, ()), name)
    return found


def readers(about: str) -> tuple[str, ...]:
    """Who of the member's team has read something, in the order of their first reading."""
    return readers_of(about).get("", ())


def board_places() -> Mapping[str, tuple[int, int]]:
    """Where the team put its entities on the board."""
    member = current_member()
    with services().database.reading() as session:
        rows = session.scalars(
            sa.select(PlaceRecord).where(
                PlaceRecord.exercise_id == member.exercise, PlaceRecord.country == member.country
            )
        )
        return {row.entity: (row.x, row.y) for row in rows}


def place_entity(entity: str, x: int, y: int) -> None:
    """Moves an entity on the team's board."""
    member = current_member()
    with services().database.writing() as session:
        session.merge(PlaceRecord(exercise_id=member.exercise, country=member.country, entity=entity, x=x, y=y))
    touch_team()


def place_all(places: Mapping[str, tuple[int, int]], *, over: bool) -> None:
    """Keeps where a browser laid out entities.

    Args:
        places: Where, by key.
        over: Also those that somebody of the team placed; else these stay where they are.
    """
    member = current_member()
    with services().database.writing() as session:
        known = set(
            session.scalars(
                sa.select(PlaceRecord.entity).where(
                    PlaceRecord.exercise_id == member.exercise, PlaceRecord.country == member.country
                )
            )
        )
        for entity, (x, y) in places.items():
            if over or entity not in known:
                session.merge(PlaceRecord(exercise_id=member.exercise, country=member.country, entity=entity, x=x, y=y))
    touch_team()


def touch_team(what: str = ROWS) -> None:
    """Tells the team's open pages that rows of theirs have changed; no other team's."""
    member = current_member()
    forget()
    services().panels.touch(member.exercise, member.country, what)
