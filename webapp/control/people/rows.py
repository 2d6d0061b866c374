"""Everybody in the exercise as the page of people shows them: by seat, and who knocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa
from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from simulation.exercise.core.command import SeatRole
from simulation.kernel.terms import Office
from webapp.control.people import door_acts as acts
from webapp.control.value_names import country, wall_time
from webapp.lobby import door
from webapp.lobby.walk_ins import expected_as
from webapp.pages.device_check import answered
from webapp.pages.frame import grouped
from webapp.pages.page import all_views, panel_version
from webapp.pages.seat_rows import merged_seats, offices_of, seat_label, seen_text
from webapp.store.tables import Door, GuestRecord, MemberRecord, Standing
from webapp.text.say import post_name
from webapp.visit.visitor import current_exercise, services

PEN_MINUTES = (0, 1, 2, 5, 10, 30)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody, told apart from others of the same name by the small id, the device and the times.

    `has_pen` says whether the person holds a pen of the seat, `pen_id` is the id of the form that gives what is missing
    of its pens, "" where nothing is.
    """

    id: str
    short: str
    name: str
    presence: str
    seen_text: str
    joined_text: str
    device: str
    has_pen: bool
    url: str
    pen_id: str = ""


@dataclass(frozen=True, slots=True)
class SeatGroup:
    """A seat of a country with the people who sit there."""

    label: str
    automatic: bool
    people: tuple[PersonRow, ...]
    reads_along: bool = False
    offices: tuple[Office, ...] = ()


@dataclass(frozen=True, slots=True)
class CountryGroup:
    """A country with everybody who sits there."""

    code: str
    name: str
    count_text: str
    seats: tuple[SeatGroup, ...]
    is_open: bool
    """People can sit there; the others are played automatically throughout."""


@dataclass(frozen=True, slots=True)
class Knock:
    """Somebody at the door."""

    id: str
    name: str
    text: str
    wants: str
    same: PersonRow | None
    code: str
    guest: str = ""
    guest_text: str = ""
    """Who on the list this may be, by id and in words; empty for nobody."""


@dataclass(frozen=True, slots=True)
class SeatOption:
    """A seat of the exercise as a choice of a form."""

    value: str
    label: str


def device_word(name: str) -> str:
    """What somebody joined with."""
    return {"phone": _("phone"), "tablet": _("tablet"), "computer": _("computer")}.get(name, "")


def person_row(row: MemberRecord, seat: Sequence[Office] = ()) -> PersonRow:
    """Somebody as the lists show it, at one seat of several or at all of them."""
    book = services().presence
    offices = seat or offices_of(all_views().teams[row.country], row.id)
    pens = {office for _code, office in acts.pens_of(row.id)}
    is_given = row.post is not SeatRole.PLAYER or pens.issuperset(offices)
    return PersonRow(
        id=row.id,
        short=row.id[-4:].upper(),
        name=row.name,
        presence=book.of(row.id).value,
        seen_text=seen_text(row.id),
        joined_text=_("joined at %(time)s", time=wall_time(row.joined_at)),
        device=device_word(row.device),
        has_pen=not pens.isdisjoint(offices),
        url=url_for("control.person_page", who=row.id),
        pen_id="" if is_given else acts.form_id("+".join(("pen", *seat)), row.id),
    )


def people_in() -> dict[str, MemberRecord]:
    """Everybody who is in, by id, in the order in which they came."""
    with services().database.reading() as database:
        rows = database.scalars(
            sa.select(MemberRecord)
            .where(
                MemberRecord.exercise_id == current_exercise().id,
                MemberRecord.standing == Standing.IN,
                MemberRecord.left_at.is_(None),
            )
            .order_by(MemberRecord.joined_at, MemberRecord.id)
        ).all()
        database.expunge_all()
    return {row.id: row for row in rows}


def countries(known: dict[str, MemberRecord]) -> tuple[CountryGroup, ...]:
    """Everybody by country and seat; posts without a pen after the seats, then those who have no seat now."""
    found = []
    published = all_views()
    for code, view in published.teams.items():
        groups = []
        for offices in merged_seats(published, code):
            parts = [seat for seat in view.seats if seat.seat.office in offices]
            there = dict.fromkeys(member for seat in parts for member in seat.members)
            rows = [known[who] for who in there if who in known and known[who].post is SeatRole.PLAYER]
            automatic = bool(parts) and all(seat.automatic for seat in parts) and not view.is_taken_over
            people = tuple(person_row(row, offices) for row in rows)
            groups.append(SeatGroup(seat_label(offices), automatic, people, offices=offices))
        everybody = {member for seat in view.seats for member in seat.members}
        for post in (SeatRole.HEAD, SeatRole.INTERPRETER, SeatRole.OBSERVER):
            rows = [row for row in known.values() if row.post is post and row.id in everybody and row.country == code]
            if rows:
                groups.append(SeatGroup(post_name(post), False, tuple(map(person_row, rows)), reads_along=True))
        lost = [row for row in known.values() if row.country == code and not acts.sits(row.id)]
        if lost:
            groups.append(SeatGroup(_("No seat"), False, tuple(map(person_row, lost)), reads_along=True))
        count = len({row.id for group in groups for row in group.people})
        is_open = code in published.open_countries
        text = ngettext("%(num)s person", "%(num)s people", count) if count else automatic_text(is_open=is_open)
        if view.is_taken_over and not view.clock.is_over:
            text = _("exercise control plays it")
        found.append(CountryGroup(code, country(code), text, tuple(groups), is_open))
    return tuple(found)


def automatic_text(*, is_open: bool) -> str:
    """What is said of a country at which nobody sits."""
    return _("automatic") if is_open else _("automatic throughout")


def expected_text() -> str:
    """How many of those on the list have come, "" where nobody is expected."""
    with services().database.reading() as database:
        listed = sa.select(GuestRecord.id).where(GuestRecord.exercise_id == current_exercise().id)
        everybody = database.scalars(listed).all()
        came = database.scalars(sa.select(MemberRecord.id).where(MemberRecord.id.in_(listed))).all()
    if not everybody:
        return ""
    return _("%(count)s of the %(all)s people expected have come.", count=len(came), all=len(everybody))


def seat_said(code: str, name: str) -> str:
    """A seat in words, with its country."""
    return door.seat_said(all_views().scenario, code, name)


def guest_text(guest: GuestRecord | None) -> str:
    """Who on the list somebody may be, "" for nobody."""
    if guest is None:
        return ""
    return _("On the list: %(name)s, %(seat)s.", name=guest.name, seat=seat_said(guest.country, guest.seat))


def knocks(known: dict[str, MemberRecord]) -> tuple[Knock, ...]:
    """Who waits at the door."""
    with services().database.reading() as database:
        rows = door.waiting(database, current_exercise().id)
        guests = {row.id: expected_as(database, current_exercise().id, row.name) for row in rows}
        return tuple(
            Knock(
                id=row.id,
                name=row.name,
                text=_(
                    "knocked at %(time)s, %(device)s", time=wall_time(row.joined_at), device=device_word(row.device)
                ),
                wants=seat_said(row.country, row.wants),
                same=person_row(known[row.same_as]) if row.same_as in known else None,
                code=f"{row.country}/{row.wants}",
                guest=guest.id if guest is not None else "",
                guest_text=guest_text(guest),
            )
            for row in rows
            for guest in (guests[row.id],)
        )


@dataclass(frozen=True, slots=True)
class Silent:
    """Somebody whose devices have not answered."""

    name: str
    url: str
    text: str


@dataclass(frozen=True, slots=True)
class DeviceCheck:
    """How far the communications check is: people, not devices, are what it waits for."""

    asked_text: str
    answered: int
    people: int
    devices: int
    silent: tuple[Silent, ...]


def device_check(known: dict[str, MemberRecord]) -> DeviceCheck | None:
    """Who can be read, None when nobody was asked."""
    asked = all_views().room.asked
    if not asked:
        return None
    found = answered(asked, known)
    book = services().presence
    words = {"here": _("page open"), "quiet": _("page open, no activity")}
    silent = tuple(
        Silent(
            row.name,
            url_for("control.person_page", who=row.id),
            words.get(book.of(row.id).value) or seen_text(row.id),
        )
        for row in known.values()
        if row.id not in found
    )
    return DeviceCheck(
        asked_text=_("asked at %(time)s", time=wall_time(datetime.fromtimestamp(asked, UTC))),
        answered=len(found),
        people=len(known),
        devices=sum(found.values()),
        silent=silent,
    )


def seat_options() -> tuple[SeatOption, ...]:
    """Every seat and post of the exercise."""
    published = all_views()
    posts = (SeatRole.HEAD, SeatRole.INTERPRETER, SeatRole.OBSERVER)
    return tuple(
        SeatOption(f"{code}/{name}", seat_said(code, name))
        for code in published.open_countries
        for name in (*map("+".join, merged_seats(published, code)), *posts)
    )


def further_options(row: MemberRecord) -> tuple[SeatOption, ...]:
    """Free seats of the own team that somebody can play as well."""
    return tuple(SeatOption("+".join(offices), seat_label(offices)) for offices in acts.free_seats(row.id))


def chosen_seat(text: str) -> door.Choice:
    """The seat that a form names.

    Raises:
        RuleViolation: There is none.
    """
    code, _slash, name = text.partition("/")
    return door.chosen(all_views(), code, name)


def values() -> dict[str, object]:
    """What the page shows."""
    exercise = current_exercise()
    known = people_in()
    return {
        "groups": countries(known),
        "knocks": knocks(known),
        "seats": seat_options(),
        "total": len(known),
        "expected": expected_text(),
        "check": device_check(known),
        "locked": door.is_locked(exercise),
        "is_automatic": exercise.door is Door.AUTOMATIC,
        "code": grouped(exercise.join_code),
        "pen_minutes": exercise.pen_minutes,
        "pen_choices": PEN_MINUTES,
        "people_version": panel_version("people"),
    }
