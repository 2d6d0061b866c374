"""What people do and what befalls them (R14): one entry of the calendar for the first of the risks that somebody faces.

Also how an organisation moves people on when a site has been seen, or is given up by the story: to another of its sites
that has room, while nobody is watching.
"""

from __future__ import annotations

from simulation.kernel.agenda import DAY, HOUR, Entry
from simulation.network.people.exits import escape, identify, leave_hands, lose, said_of, settle, statement
from simulation.network.people.journeys import RETRY_DAYS, draw_back, set_out, ways_on
from simulation.network.world.moved_people import JourneyStage, PersonMoved
from simulation.network.world.sites import Site
from simulation.network.world.world import World


def fate(world: World, entry: Entry) -> None:
    """The first risk of a person has come."""
    person = world.people.persons[str(entry.payload[0])]
    what, now = str(entry.payload[1]), entry.time
    person.risks.running.pop(what, None)
    match what:
        case "escape":
            escape(world, person, now, "fled")
        case "speak":
            identify(world, person, now, "self_report")
        case "help":
            identify(world, person, now, "ngo")
        case "lost":
            lose(world, person, now)
        case "back":
            if not draw_back(world, person, now):
                settle(world, person, now)
        case _:
            raise AssertionError(what)


def hear_statement(world: World, entry: Entry) -> None:
    """Time to recover is over: the person speaks or does not."""
    statement(world, world.people.persons[str(entry.payload[0])], entry.time)


def move_on(world: World, entry: Entry) -> None:
    """R14: people at a site that has been seen are moved on, as far as there is room elsewhere."""
    empty(world, world.people.sites[str(entry.payload[0])], entry.time)


def schedule_sites(world: World) -> None:
    """Put on the calendar when sites of the story open and are given up, at night; one may take another's place."""
    for site in world.people.sites.values():
        nights = (("open_site", site.settings.opens_day, 1), ("give_up", site.settings.given_up_day, 2))
        for rule, day, hour in nights:
            if day is not None:
                key = f"network/{rule}/{site.key}"
                world.agenda.schedule(day * DAY + hour * HOUR, key, f"network.{rule}", (site.key,))


def open_site(world: World, entry: Entry) -> None:
    """From now on people are taken to a site."""
    world.people.sites[str(entry.payload[0])].is_open = True


def give_up(world: World, entry: Entry) -> None:
    """R14: a site is given up: who is there is moved on as far as there is room elsewhere, the others a week later."""
    site = world.people.sites[str(entry.payload[0])]
    site.is_open = False
    empty(world, site, entry.time)
    if site.people:
        world.agenda.schedule(entry.time + RETRY_DAYS * DAY, entry.key, entry.rule, entry.payload)


def empty(world: World, site: Site, now: int) -> int:
    """Move everybody at a site on to other sites of the organisation; how many were moved."""
    organisation = world.membership.organisations.get(site.settings.organisation or "")
    if organisation is None:
        return 0
    others = ways_on(world, organisation, site)
    moved = 0
    for key in sorted(site.people):
        person = world.people.persons[key]
        target = next(((other, route) for other, route in others if other.room > 0), None)
        if target is None:
            break
        if person.given_until > now:
            continue
        _move(world, person, target[0], target[1], now)
        moved += 1
    if moved:
        facts = (("country", site.country), ("place", site.settings.place), ("moved", moved))
        world.happenings.add(now, f"{site.key}/emptied/{now}", "SiteEmptied", (site.key, organisation.key), facts)
        inputs = (("people", float(moved)), ("left", float(len(site.people))))
        world.reasons.add(now, organisation.key, "R14", inputs, 0.0, "move_on", "stay")
    return moved


def _move(world: World, person: PersonMoved, other: Site, route: tuple[str, ...], now: int) -> None:
    leave_hands(world, person, JourneyStage.WAITING, now)
    person.notes(now, "moved_on", other.key)
    world.happenings.add(now, f"{person.key}/moved_on/{now}", "PersonMovedOn", (person.key, other.key), said_of(person))
    set_out(world, person, route, other.key, now)
