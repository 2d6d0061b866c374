"""Departures of the story: an owner, a witness, a courier or an agent leaves on a day, unless something keeps them.

A dated row is a chance that ends. Who is held, protected or in somebody's hands does not leave, nor who has been heard
or is looked after otherwise where the row says so. Who has left can be heard, arrested and protected where he or she is
now, and nowhere if nobody knows where that is.
"""

from __future__ import annotations

from simulation.kernel.agenda import DAY, HOUR, Entry
from simulation.kernel.traces import TraceKind
from simulation.network.membership.recruiting import open_vacancy
from simulation.network.people.exits import settle
from simulation.network.world.members import Member, MemberStatus
from simulation.network.world.moved_people import HELD_BY_OTHERS, JourneyStage
from simulation.network.world.world import World
from simulation.scenario.schema.crime import DepartureBar, PlannedDeparture

NOT_AT_LIBERTY = HELD_BY_OTHERS | {JourneyStage.INTERCEPTED}
"""Stages of somebody who is moved in which others decide where he or she goes."""


def schedule_departures(world: World) -> None:
    """Put every departure of the story on the calendar, in the morning of its day."""
    for planned in world.crime.departures:
        due = planned.day * DAY + 7 * HOUR
        world.agenda.schedule(due, f"network/{planned.key}", "network.leave", (planned.key,))


def leave(world: World, entry: Entry) -> None:
    """A person of the story leaves, unless he or she is kept; whom others see off at a border, a post writes down."""
    planned = next(each for each in world.crime.departures if each.key == entry.payload[0])
    person, now = planned.person, entry.time
    if not _is_at_liberty(world, person) or _is_kept(world, planned, now):
        return
    member, moved = world.membership.members.get(person), world.people.persons.get(person)
    place = moved.place if moved is not None else _home(world, person)
    before = world.terrain.country_of(place)
    to = "" if planned.to is None else world.terrain.country_of(planned.to)
    world.membership.presence.gone[person] = to
    if planned.to is not None:
        _leave_records(world, person, place, now)
    if member is not None:
        _give_up_post(world, member, to, now)
    elif moved is not None and planned.to is not None:
        moved.place = planned.to
        settle(world, moved, now)
    facts = (("from", before), ("to", to), ("cause", planned.key))
    world.happenings.add(now, f"{person}/left/{now}", "PersonLeft", (person,), facts)


def _home(world: World, person: str) -> str:
    return next(each.place for each in world.crime.cast if each.key == person)


def _is_at_liberty(world: World, person: str) -> bool:
    member, moved = world.membership.members.get(person), world.people.persons.get(person)
    if member is not None:
        return member.is_at_large
    if person in world.membership.detained:
        return False
    return moved is None or (moved.stage not in NOT_AT_LIBERTY and not moved.protected)


def _is_kept(world: World, planned: PlannedDeparture, now: int) -> bool:
    """Whether something that the row allows keeps the person; protection always does."""
    person = planned.person
    if person in world.membership.presence.safe:
        return True
    kept = {
        DepartureBar.HEARD: world.membership.presence.heard.get(person, 0) > 0,
        DepartureBar.PRESERVED: world.traces.is_preserved(person, now),
    }
    return any(kept[bar] for bar in planned.unless)


def _give_up_post(world: World, member: Member, to: str, now: int) -> None:
    """A member who has left is out of reach at home like one who fled (R11), and the post falls vacant (R5)."""
    was_free = member.is_free
    member.status, member.taken_at, member.whereabouts = MemberStatus.FLED, now, to
    world.roll_changed(member)
    if was_free:
        open_vacancy(world, member, now)


def _leave_records(world: World, person: str, place: str, now: int) -> None:
    """The post at the way out has the person in its register of travellers, and whoever watches sees it."""
    country = world.terrain.country_of(place)
    expires = now + world.terrain.countries[country].retention.border * DAY
    for kind in (TraceKind.BORDER_ENTRY, TraceKind.BORDER_CHECK):
        key = f"{person}/{place}/left/{kind}"
        custodian = world.entities[place].label
        world.traces.add(key, kind, now, country, custodian, expires, (person, place), (("event", "left"),))
