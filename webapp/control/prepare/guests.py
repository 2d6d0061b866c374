"""The list of those expected: rows beside the journal, written a whole list at a time or not at all."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from simulation.exercise.core.command import SeatRole
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from webapp.control.people.door_acts import person
from webapp.control.people.rows import people_in, seat_said
from webapp.control.prepare import proposal
from webapp.control.prepare.people_list import MOST_PEOPLE, ListedPerson, news, plain
from webapp.control.prepare.proposal import ROOM, Place, Somebody
from webapp.pages.page import all_views
from webapp.pages.seat_rows import merged_seats, offices_of
from webapp.store.members import new_seed
from webapp.store.tables import ExerciseRecord, GuestRecord, MemberRecord
from webapp.text.say import office_name
from webapp.visit.languages import country_name
from webapp.visit.visitor import current_exercise, services


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who is expected, or has come already: then `country` and `seat` are where the person really sits.

    Attributes:
        id: Of the list, and of the member once the card was used.
        link_seed: What the link and code of the card are made from now.
        has_come: Whether the card was used.
        is_gone: Whether the person came and was taken off the exercise since.
    """

    id: str
    name: str
    agency: str
    held: str
    country: str
    seat: str
    link_seed: str
    has_come: bool
    is_gone: bool

    @property
    def place(self) -> Place | None:
        """The seat, None for none."""
        return next((place for place in places() if (place.country, place.seat) == (self.country, self.seat)), None)


def places(countries: Iterable[str] = ()) -> tuple[Place, ...]:
    """The seats with a pen, of some countries or of all, seat by seat so that teams are filled alike."""
    published = all_views()
    chosen = tuple(countries) or published.open_countries
    by_country = {code: merged_seats(published, code) for code in chosen}
    most = max((len(seats) for seats in by_country.values()), default=0)
    return tuple(
        Place(code, "+".join(seats[number]), seats[number])
        for number in range(most)
        for code, seats in by_country.items()
        if number < len(seats)
    )


def offices() -> tuple[Office, ...]:
    """Every office of the exercise."""
    return tuple(dict.fromkeys(office for place in places() for office in place.offices))


def expected() -> tuple[Guest, ...]:
    """Everybody on the list, in its order."""
    exercise = current_exercise().id
    with services().database.reading() as database:
        rows = database.scalars(
            sa.select(GuestRecord).where(GuestRecord.exercise_id == exercise).order_by(GuestRecord.place)
        ).all()
        came = {
            row.id: row for row in database.scalars(sa.select(MemberRecord).where(MemberRecord.exercise_id == exercise))
        }
    return tuple(_guest(row, came.get(row.id)) for row in rows)


def _guest(row: GuestRecord, member: MemberRecord | None) -> Guest:
    if member is None:
        return Guest(
            row.id, row.name, row.agency, row.held, row.country, row.seat, row.link_seed, has_come=False, is_gone=False
        )
    seat = str(member.post)
    if member.post is SeatRole.PLAYER:
        seat = "+".join(offices_of(all_views().teams[member.country], member.id))
    return Guest(
        row.id,
        member.name,
        row.agency,
        row.held,
        member.country if seat else "",
        seat,
        member.link_seed,
        has_come=True,
        is_gone=not member.is_in,
    )


def carded(who: str) -> Guest:
    """Somebody who has a card: listed, or in without having been.

    Raises:
        NotFound: Nobody of this exercise has this id.
    """
    listed = next((guest for guest in expected() if guest.id == who), None)
    if listed is not None:
        return listed
    row = person(who)
    unlisted = GuestRecord(id=row.id, agency="", held="")
    return _guest(unlisted, row)


def seat_asked_for(text: str) -> tuple[str, str]:
    """Country and seat that a row asks for in words or codes, e.g. `VAL police` or `Valmora, Prosecutor`.

    Returns:
        Two empty texts when it is not said without doubt.
    """
    written = f" {plain(text.replace(',', ' ').replace('/', ' '))} "
    scenario = all_views().scenario
    found = [
        place
        for place in places()
        if (f" {place.country.casefold()} " in written or plain(country_name(scenario, place.country)) in written)
        and any(plain(office_name(office)) in written or str(office) in written for office in place.offices)
    ]
    return (found[0].country, found[0].seat) if len(found) == 1 else ("", "")


def add(found: Sequence[ListedPerson]) -> tuple[int, tuple[str, ...]]:
    """Puts people on the list who are not on it yet, all in one transaction.

    Returns:
        How many are new, and the names of those of them who asked for a seat that was not understood.

    Raises:
        RuleViolation: There would be more than the list holds (`list.too_many`); nobody is added.
    """
    exercise = current_exercise().id
    odd = []
    with services().database.writing() as database:
        database.execute(sa.select(ExerciseRecord.id).where(ExerciseRecord.id == exercise).with_for_update())
        rows = database.scalars(sa.select(GuestRecord).where(GuestRecord.exercise_id == exercise)).all()
        new = news(((row.name, row.agency) for row in rows), found)
        if len(rows) + len(new) > MOST_PEOPLE:
            raise RuleViolation("list.too_many", rows=len(rows) + len(new), most=MOST_PEOPLE)
        last = max((row.place for row in rows), default=0)
        for place, person in enumerate(new, start=last + 1):
            country, seat = seat_asked_for(person.seat) if person.seat else ("", "")
            if person.seat and not seat:
                odd.append(person.name)
            database.add(
                GuestRecord(
                    id=f"m{secrets.token_hex(6)}",
                    exercise_id=exercise,
                    place=place,
                    name=person.name,
                    agency=person.agency,
                    held=person.held,
                    country=country,
                    seat=seat,
                    link_seed=new_seed(),
                    join_command=f"join{secrets.token_hex(6)}",
                )
            )
    return len(new), tuple(odd)


def write(changed: Mapping[str, Mapping[str, str]]) -> None:
    """Writes columns of some rows; of somebody who has come only the agency, for the rest stands with the members.

    Args:
        changed: Columns by name, for each id.
    """
    exercise = current_exercise().id
    with services().database.writing() as database:
        for who, columns in changed.items():
            row = database.get(GuestRecord, who)
            if row is None or row.exercise_id != exercise:
                continue
            has_come = database.get(MemberRecord, who) is not None
            for name, value in columns.items():
                if not has_come or name in {"agency", "held"}:
                    setattr(row, name, value)
    services().panels.touch(exercise)


def remove(*who: str) -> None:
    """Takes people off the list; cards of those who have not come open nothing any more."""
    exercise = current_exercise().id
    with services().database.writing() as database:
        database.execute(sa.delete(GuestRecord).where(GuestRecord.exercise_id == exercise, GuestRecord.id.in_(who)))
    services().panels.touch(exercise)


def seat_all(guests: Sequence[Guest], countries: Iterable[str], *, anew: bool) -> int:
    """Gives a seat to everybody who has not come: to those without one, or to all anew.

    Args:
        guests: The list.
        countries: Countries that people play; the others stay automatic.
        anew: Whether seats that were given before are dealt out again.

    Returns:
        How many found every seat full.
    """
    there = [guest for guest in guests if guest.has_come and not guest.is_gone]
    kept = [guest for guest in guests if not guest.has_come and guest.seat and not anew]
    wanting = [guest for guest in guests if not guest.has_come and (anew or not guest.seat)]
    fixed = [(somebody(guest), place) for guest in (*there, *kept) if (place := guest.place) is not None]
    listed = {guest.id for guest in guests}
    views = all_views().teams
    for place in places():
        seats = views[place.country].seats
        here = {member for seat in seats if seat.seat.office in place.offices for member in seat.members}
        fixed += [(Somebody(who, "", ""), place) for who in sorted(here - listed) if who in people_in()]
    found = proposal.proposed([somebody(guest) for guest in wanting], fixed, places(countries))
    write({who: {"country": place.country, "seat": place.seat} for who, place in found.items()})
    return len(wanting) - len(found)


def somebody(guest: Guest) -> Somebody:
    """What the proposal looks at."""
    return Somebody(guest.id, plain(guest.agency), guest.held)


def check_room(wanted: Mapping[str, tuple[str, str]]) -> None:
    """Sees to it that no seat has more people than it can hold.

    Args:
        wanted: Country and seat of everybody who is expected or has come.

    Raises:
        RuleViolation: One has (`list.seat_full`).
    """
    players = {(place.country, place.seat) for place in places()}
    count: dict[tuple[str, str], int] = {}
    for place in wanted.values():
        count[place] = count.get(place, 0) + 1
        if place in players and count[place] > ROOM:
            raise RuleViolation("list.seat_full", text=seat_said(*place), most=ROOM)
