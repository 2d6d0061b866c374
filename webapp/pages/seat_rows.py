"""Who sits where, as people see it: seats of the preset, names, lamps and pens."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from flask import url_for
from flask_babel import gettext as _

from simulation.exercise.core.command import SeatRole
from simulation.exercise.seats.views import SeatView
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.terms import Office
from webapp.live.presence import PresenceBook
from webapp.pages.team_rows import members
from webapp.store.published_views import CONTROL, Published
from webapp.text.say import office_name, post_name, wording_of
from webapp.visit.visitor import Member, current_exercise, services


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at a seat; `id` is the member's, for the forms that pass the pen."""

    id: str
    name: str
    presence: str
    has_pen: bool
    you: bool


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A seat with its people; several offices where the preset merges them."""

    offices: tuple[Office, ...]
    label: str
    people: tuple[Person, ...]
    automatic: bool
    own: bool
    does: str = ""
    """What the automatic colleague at a seat that nobody holds does, in words."""

    also_url: str = ""
    """Where the visitor takes it besides the own seat; "" where it cannot be taken."""


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post without a pen, with the people who have it in one team."""

    post: SeatRole
    label: str
    people: tuple[Person, ...]


def merged_seats(published: Published, *countries: str) -> tuple[tuple[Office, ...], ...]:
    """The seats of countries in the exercise's preset: offices that one seat plays together, the others alone.

    Args:
        published: The exercise.
        countries: Whose seats; those of all teams when none is named.
    """
    preset = next(p for p in published.scenario.play.presets if p.key == published.settings.preset)
    together = {office: group for group in preset.merged for office in group}
    offices = (office for code in countries or published.teams for office in published.scenario.country(code).offices)
    seats = (together.get(office, (office,)) for office in offices)
    return tuple(dict.fromkeys(seats))


def seat_label(offices: Iterable[Office], *, is_short: bool = False) -> str:
    """The name of a seat; the short one is for narrow places."""
    return ", ".join((is_short and wording_of(f"office_short.{office}")) or office_name(office) for office in offices)


def seat_rows(
    seats: Sequence[SeatView],
    groups: Iterable[tuple[Office, ...]],
    known: Mapping[str, Member],
    presence: PresenceBook,
    own: str,
) -> tuple[SeatRow, ...]:
    """The seats of one country with the players who sit there, in the order in which they came."""
    by_office = {seat.seat.office: seat for seat in seats}
    rows = []
    for offices in groups:
        parts = [by_office[office] for office in offices if office in by_office]
        there = tuple(dict.fromkeys(member for part in parts for member in part.members))
        players = [member for member in there if member not in known or known[member].post is SeatRole.PLAYER]
        rows.append(
            SeatRow(
                offices=offices,
                label=seat_label(offices),
                people=tuple(
                    Person(
                        id=member,
                        name=known[member].name if member in known else _("somebody"),
                        presence=presence.of(member).value,
                        has_pen=any(part.pen == member for part in parts),
                        you=member == own,
                    )
                    for member in players
                ),
                automatic=bool(parts) and all(part.automatic for part in parts),
                own=own in there,
            )
        )
    return tuple(rows)


def post_rows(
    seats: Sequence[SeatView], known: Mapping[str, Member], presence: PresenceBook, own: str
) -> tuple[PostRow, ...]:
    """The posts without a pen of one country, each with its people; a post that nobody has is there too."""
    there = sorted({member for seat in seats for member in seat.members} & known.keys())
    return tuple(
        PostRow(
            post=post,
            label=post_name(post),
            people=tuple(
                Person(member, known[member].name, presence.of(member).value, has_pen=False, you=member == own)
                for member in there
                if known[member].post is post
            ),
        )
        for post in SeatRole
        if post is not SeatRole.PLAYER
    )


def seen_text(member: str) -> str:
    """For how long a member is away, in words, or that the member has not come yet; "" for somebody who is here."""
    presence = services().presence
    return _("not here yet") if presence.is_expected(member) else away_text(presence.away_seconds(member))


def away_text(seconds: float | None) -> str:
    """For how long somebody is away, in words; "" for somebody who is not."""
    if seconds is None:
        return ""
    minutes = int(seconds // 60)
    if minutes < 1:
        return _("away")
    return _("away %(minutes)s min", minutes=minutes) if minutes < 100 else _("away for a long time")


def offices_of(view: TeamView, member: str) -> tuple[Office, ...]:
    """The offices at which a member sits; control at a desk sits at all of them."""
    if member == CONTROL:
        return tuple(seat.seat.office for seat in view.seats)
    return tuple(seat.seat.office for seat in view.seats if member in seat.members)


def holds_pen(view: TeamView, member: str, office: Office | None = None) -> bool:
    """Whether a member holds the pen of an office, or of any."""
    return any(seat.pen == member and office in {None, seat.seat.office} for seat in view.seats)


@dataclass(frozen=True, slots=True)
class PenLine:
    """A seat of the visitor's whose pen the visitor has not: who holds it, and whether it can be taken now."""

    seat: str
    offices: tuple[Office, ...]
    holder: str
    away: str
    minutes: int
    can_take: bool


def can_take(holder: str, minutes: int) -> bool:
    """Whether a pen can be taken within its seat: nobody holds it, or the holder is away for so many minutes."""
    if not holder:
        return True
    away = services().presence.away_seconds(holder)
    return away is not None and away >= minutes * 60


def pen_lines(published: Published, member: Member, minutes: int) -> tuple[PenLine, ...]:
    """The seats at which a player reads along; none for who holds every pen, and none once play is over."""
    if member.post is not SeatRole.PLAYER or member.id == CONTROL or published.teams[member.country].clock.is_over:
        return ()
    found = []
    for row in team_seats(published, member):
        holder = next((person for person in row.people if person.has_pen), None)
        if not row.own or (holder is not None and holder.you):
            continue
        who = holder.id if holder is not None else ""
        away = seen_text(who) if who else ""
        name = holder.name if holder is not None else ""
        found.append(PenLine(row.label, row.offices, name, away, minutes, can_take(who, minutes)))
    return tuple(found)


def own_seats(published: Published, country: str, member: str) -> tuple[tuple[Office, ...], ...]:
    """The seats of a country at which somebody plays."""
    own = offices_of(published.teams[country], member)
    return tuple(seat for seat in merged_seats(published, country) if not set(seat).isdisjoint(own))


def further_seats(published: Published, member: Member) -> tuple[tuple[Office, ...], ...]:
    """The seats that somebody can take besides the own one: those of the own team at which nobody plays.

    None for who has no seat or no pen to hold, for a trainer at a desk, and once play is over.
    """
    view = published.teams[member.country]
    if member.post is not SeatRole.PLAYER or member.id == CONTROL or view.clock.is_over:
        return ()
    if not own_seats(published, member.country, member.id):
        return ()
    taken = {seat.seat.office for seat in view.seats if seat.pen}
    return tuple(seat for seat in merged_seats(published, member.country) if taken.isdisjoint(seat))


def team_seats(published: Published, member: Member) -> tuple[SeatRow, ...]:
    """The seats of a member's team, each free one with the address that takes it as well."""
    view = published.teams[member.country]
    free = further_seats(published, member)
    rows = seat_rows(
        view.seats, merged_seats(published, member.country), members(member.country), services().presence, member.id
    )
    does = automatic_does(published, member.country)
    return tuple(
        replace(row, does=does if row.automatic else "", also_url=also_url(row.offices) if row.offices in free else "")
        for row in rows
    )


def automatic_does(published: Published, country: str) -> str:
    """What automatic colleagues at the free seats of a country do, in words; "" for a way of playing without words."""
    words = {
        "auto": _("answers what comes in, protects people at home, begins nothing else"),
        "textbook": _("plays by the textbook"),
        "novice": _("plays like a beginner"),
        "expert": _("plays like an expert"),
    }
    return words.get(published.settings.policy(country), "")


def also_url(offices: Iterable[Office]) -> str:
    """Where a member takes a further seat of the own team."""
    return url_for("lobby.take_also", exercise=current_exercise().id, seat="+".join(offices))


def give_up_url(offices: Iterable[Office]) -> str:
    """Where a member gives one of several own seats up."""
    return url_for("lobby.give_up", exercise=current_exercise().id, seat="+".join(offices))


def team_readers(published: Published, member: Member) -> tuple[PostRow, ...]:
    """Who reads along in a member's team: the posts without a pen that somebody has."""
    view = published.teams[member.country]
    rows = post_rows(view.seats, members(member.country), services().presence, member.id)
    return tuple(row for row in rows if row.people)
