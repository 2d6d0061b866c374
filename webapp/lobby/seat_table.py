"""The seats of all countries as the lobby shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from flask_babel import gettext as _
from flask_babel import ngettext

from simulation.kernel.terms import Office
from webapp.pages.frame import country_summary
from webapp.pages.seat_rows import (
    Person,
    also_url,
    automatic_does,
    further_seats,
    give_up_url,
    merged_seats,
    own_seats,
    post_rows,
    seat_rows,
)
from webapp.store.published_views import Published
from webapp.store.tables import MemberRecord
from webapp.text.say import office_name, wording_of
from webapp.visit.access import member_value
from webapp.visit.languages import country_name
from webapp.visit.visitor import Member, services

ROOM = 4

type Address = Callable[[str, str], str]
"""The address to which choosing a seat posts, by country and seat."""


@dataclass(frozen=True, slots=True)
class LobbySeat:
    """A seat of a card."""

    label: str
    offices: tuple[Office, ...]
    people: tuple[Person, ...]
    automatic: bool
    own: bool
    full: bool
    join_url: str
    does: str = ""
    """What the automatic colleague does while nobody holds it, in words."""

    also_url: str = ""
    """Where the visitor takes it besides the own seat; "" where it cannot be taken."""

    give_up_url: str = ""
    """Where the visitor gives it up and keeps another; "" where it is not one of several."""

    throughout: bool = False
    """Nobody can ever sit there: its country is played automatically to the end."""


@dataclass(frozen=True, slots=True)
class Extra:
    """A post without a pen."""

    label: str
    people: tuple[Person, ...]
    own: bool
    join_url: str


@dataclass(frozen=True, slots=True)
class Team:
    """A country's card."""

    code: str
    name: str
    text: str
    count_text: str
    seats: tuple[LobbySeat, ...]
    extras: tuple[Extra, ...]
    own: bool

    @property
    def is_offered(self) -> bool:
        """Whether another seat than the own one can be chosen in it."""
        return any(seat.join_url and not seat.own for seat in self.seats) or any(
            post.join_url and not post.own for post in self.extras
        )


@dataclass(frozen=True, slots=True)
class Filling:
    """How full the lobby is."""

    joined: int
    connected: int
    taken: int
    seats: int


def all_members(exercise: str) -> dict[str, Member]:
    """Everybody who joined an exercise, by id."""
    with services().database.reading() as session:
        rows = session.scalars(sa.select(MemberRecord).where(MemberRecord.exercise_id == exercise))
        return {row.id: member_value(row) for row in rows}


def seated(published: Published, countries: Iterable[str], known: Mapping[str, Member]) -> list[str]:
    """Members who sit somewhere now."""
    there = {
        member: None for country in countries for seat in published.teams[country].seats for member in seat.members
    }
    return [member for member in there if member in known]


def filling(published: Published, known: Mapping[str, Member], countries: tuple[str, ...] = ()) -> Filling:
    """How many people have joined and are connected, in some countries or in all."""
    countries = tuple(code for code in countries or published.teams if code in published.open_countries)
    people = seated(published, countries, known)
    book = services().presence
    rows = [
        row
        for code in countries
        for row in seat_rows(published.teams[code].seats, merged_seats(published, code), known, book, "")
    ]
    return Filling(
        joined=len(people),
        connected=sum(book.of(member) != "away" for member in people),
        taken=sum(bool(row.people) for row in rows),
        seats=len(rows),
    )


def teams(
    published: Published,
    countries: Iterable[str],
    known: Mapping[str, Member],
    own: str,
    address: Address | None,
    member: Member | None = None,
) -> tuple[Team, ...]:
    """Every country's card; without an address nothing can be chosen.

    Args:
        published: The exercise.
        countries: Whose cards.
        known: Who has joined, by id.
        own: Id of the visitor; "" for somebody who has not joined.
        address: Where choosing a seat in place of the own one posts.
        member: The visitor, where one of the own team's free seats can be taken as well.
    """
    scenario = published.scenario
    cards = []
    free = further_seats(published, member) if member is not None else ()
    for code in countries:
        view = published.teams[code]
        is_own = member is not None and member.country == code
        does = automatic_does(published, code)
        is_open = code in published.open_countries
        choose = address if is_open else None
        rows = seat_rows(view.seats, merged_seats(published, code), known, services().presence, own)
        there = {who for seat in view.seats for who in seat.members}
        several = is_own and not view.clock.is_over and len(own_seats(published, code, own)) > 1
        extras = tuple(
            Extra(
                label=row.label,
                people=row.people,
                own=any(person.you for person in row.people),
                join_url=choose(code, row.post.value) if choose is not None else "",
            )
            for row in post_rows(view.seats, known, services().presence, own)
        )
        count = len(there)
        cards.append(
            Team(
                code=code,
                name=country_name(scenario, code),
                text=country_summary(scenario, code),
                count_text=_("automatic throughout")
                if not is_open
                else ngettext("%(num)s person", "%(num)s people", count)
                if count
                else _("automatic"),
                seats=tuple(
                    LobbySeat(
                        label=row.label,
                        offices=row.offices,
                        people=row.people,
                        automatic=row.automatic,
                        own=row.own and own in {person.id for person in row.people},
                        full=len(row.people) >= ROOM,
                        join_url=choose(code, "+".join(row.offices)) if choose is not None else "",
                        does=does if row.automatic else "",
                        also_url=also_url(row.offices) if is_own and row.offices in free else "",
                        give_up_url=give_up_url(row.offices) if several and row.own else "",
                        throughout=not is_open,
                    )
                    for row in rows
                ),
                extras=extras,
                own=own in there,
            )
        )
    return tuple(cards)


def what_offices_do(published: Published) -> tuple[tuple[str, str], ...]:
    """Each office of the teams with a line on its work; an office without such words is left out."""
    offices = dict.fromkeys(row.seat.office for view in published.teams.values() for row in view.seats)
    return tuple((office_name(each), does) for each in offices if (does := wording_of(f"office_does.{each}")))
