"""Journeys, person by person: recruitment, legs with a guide and papers, border checks without any request, arrival.

Fees rise with distance and mode (F23); part is paid before leaving and the rest is called a debt. Who is stopped at a
border may be seen as a victim or not: the official decides, and the odds are the scenario's.
"""

from __future__ import annotations

from simulation.kernel.agenda import DAY, Agenda, Entry
from simulation.kernel.draws import Purpose
from simulation.network.membership.reactions import arrest_member
from simulation.network.money.takings import take_cash
from simulation.network.people.exits import (
    escape,
    identify,
    intercept,
    leave_border_entry,
    leave_lodging,
    lose,
    report_missing,
    said_of,
)
from simulation.network.people.exploitation import admit
from simulation.network.world import exploitation_rules, rules
from simulation.network.world.members import CorruptOfficial, Courier
from simulation.network.world.moved_people import JourneyStage, PersonMoved
from simulation.network.world.organisations import Organisation
from simulation.network.world.record_keeping import leave_call
from simulation.network.world.sites import Site
from simulation.network.world.terrain import Terrain
from simulation.network.world.world import World
from simulation.scenario.schema.crime import Corridor
from simulation.scenario.schema.functions import Function

STRANDED_DAYS = 45
"""Somebody whom nobody moves on for so long goes his or her own way. Assumption."""

RETRY_DAYS = 7

GUIDE_CAUGHT = 0.3
"""Probability that the guide of somebody who is stopped at a border is taken as well. Assumption."""

CALLS_BEFORE = 3
"""Calls between recruiter and person before leaving, fewer where the organisation is closed (R6). Assumption."""


def wait(world: World, person: PersonMoved, now: int) -> None:
    """Wait for the next leg: one to five days, longer when the organisation is closed (R6)."""
    u = world.chance.uniform(Purpose.JOURNEY, person.key, f"wait{person.leg}/{now}", now)
    slow = rules.slowness(world.membership.organisations[person.organisation].security_now(now))
    _schedule(world.agenda, person, "depart", now + int((1.0 + 4.0 * u) * slow * DAY))


def depart(world: World, entry: Entry) -> None:
    """A person sets out on the next leg, if it is open and there is somebody to take him or her."""
    person = world.people.persons[str(entry.payload[0])]
    if person.stage is not JourneyStage.WAITING:
        return
    now = entry.time
    organisation = world.membership.organisations[person.organisation]
    if person.leg >= len(person.route):
        _at_the_end(world, person, now)
        return
    leg = world.terrain.corridors[person.route[person.leg]]
    guide = organisation.crew.rested(Function.COURIER, world.terrain.country_of(leg.origin), now)
    alone = person.given_until > now or (leg.mode == "air" and person.papers > 0.0)
    if leg.key in world.terrain.closed or (guide is None and not alone):
        if now - person.since > STRANDED_DAYS * DAY:
            escape(world, person, now, "stranded")
        else:
            _schedule(world.agenda, person, "depart", now + RETRY_DAYS * DAY)
        return
    person.guide = guide.key if guide is not None else ""
    if isinstance(guide, Courier):
        guide.take_job(now)
        pay = min(guide.price(organisation.experience.risk(leg.key, now), GUIDE_CAUGHT), organisation.treasury.funds())
        organisation.treasury.spend(pay)
        world.money.totals.wages += pay
    first = person.leg == 0 and person.stage is JourneyStage.WAITING
    person.enter(JourneyStage.TRAVELLING, now)
    world.terrain.last_used[leg.key] = now
    world.activity.note(now, 1, 0)
    person.notes(now, "travelled", person.guide, leg.destination)
    if first:
        world.happenings.add(now, f"{person.key}/departed/{now}", "PersonDeparted", (person.key,), said_of(person))
    travel = world.chance.days(leg.travel_days, Purpose.TRAVEL, person.key, f"{person.leg}/{now}", now)
    _schedule(world.agenda, person, "arrive", now + travel)


def arrive(world: World, entry: Entry) -> None:
    """A person comes to the end of a leg, is checked where it crosses a border, and goes on, is stopped, or is lost."""
    person = world.people.persons[str(entry.payload[0])]
    if person.stage is not JourneyStage.TRAVELLING:
        return
    now = entry.time
    leg = world.terrain.corridors[person.route[person.leg]]
    given = now < person.given_until
    occasion = f"{leg.key}/{person.leg}"
    deadly = person.numbers.lost_on_leg[leg.mode]
    if not given and deadly > 0.0 and world.chance.uniform(Purpose.FATE, person.key, f"leg/{occasion}", now) < deadly:
        lose(world, person, now)
        return
    person.place = leg.destination
    if world.terrain.crosses_border(leg.key):
        world.activity.note(now, 0, 1)
        if _stopped(world, person, leg, occasion, now):
            return
        leave_border_entry(world, person, leg.destination, now, "entered")
    person.leg += 1
    person.enter(JourneyStage.WAITING, now)
    if person.leg < len(person.route):
        leave_lodging(world, person, person.place, now)
        wait(world, person, now)
    else:
        _at_the_end(world, person, now)


def _stopped(world: World, person: PersonMoved, leg: Corridor, occasion: str, now: int) -> bool:
    """A border check without any request: True when the journey ends here."""
    organisation = world.membership.organisations[person.organisation]
    if person.key in world.people.story_stops and world.people.story_stops[person.key] == leg.destination:
        del world.people.story_stops[person.key]
        _stop(world, person, leg, occasion, now, recognised=False)
        return True
    if now < person.given_until or leg.person_check is None:
        return False
    odds = rules.openness(organisation.security_now(now)) * exploitation_rules.papers_odds(person.papers)
    odds *= _looks_away(world, organisation, person, leg, now)
    chance = rules.detection(leg.person_check, world.terrain.pressure(leg.key), odds)
    u = world.chance.uniform(Purpose.INTERCEPTION, person.key, occasion, now)
    stopped = u < chance
    ends = ("stopped", "passed") if stopped else ("passed", "stopped")
    world.reasons.add(now, person.key, "check", (("chance", chance),), u, *ends)
    organisation.experience.passed(leg.key, now, lost=stopped)
    if stopped:
        numbers = person.numbers
        seen = exploitation_rules.recognised(numbers.recognised_at_border, person.detection() if person.site else 0.0)
        recognised = world.chance.uniform(Purpose.IDENTIFICATION, person.key, f"border/{occasion}", now) < seen
        _stop(world, person, leg, occasion, now, recognised=recognised)
    return stopped


def _stop(world: World, person: PersonMoved, leg: Corridor, occasion: str, now: int, *, recognised: bool) -> None:
    guide = world.membership.members.get(person.guide)
    leave_border_entry(world, person, leg.destination, now, "referred" if recognised else "refused")
    if recognised:
        identify(world, person, now, "border")
    else:
        intercept(world, person, now, "border")
    if guide is not None and guide.is_free and leg.mode != "sea":
        caught = world.chance.uniform(Purpose.INTERCEPTION, person.key, f"guide/{occasion}", now) < GUIDE_CAUGHT
        if caught and now >= person.given_until:
            guide.whereabouts = world.terrain.country_of(leg.destination)  # held where the journey ended
            arrest_member(world, guide, now, f"{person.key}/{occasion}")


def _looks_away(world: World, organisation: Organisation, person: PersonMoved, leg: Corridor, now: int) -> float:
    """R9: an official at the border may be paid a share of the fee; the factor on the odds of being stopped."""
    country = world.terrain.country_of(leg.destination)
    official = organisation.crew.rested(Function.CORRUPT_OFFICIAL, country)
    if not isinstance(official, CorruptOfficial) or official.country != country:
        return 1.0
    offer = min(rules.share_of(person.debt.fee, world.parameters.bribe_share), organisation.treasury.funds())
    if offer <= 0 or not official.considers(offer, now):
        return 1.0
    organisation.treasury.spend(offer)
    world.money.totals.bribes += offer
    official.take_job(now)
    return rules.BRIBED_ODDS


def _at_the_end(world: World, person: PersonMoved, now: int) -> None:
    """The journey is over: to the site, or free where the person wanted to go."""
    organisation = world.membership.organisations[person.organisation]
    site = world.people.sites.get(person.site)
    if site is not None:
        if not site.is_open and person.given_until <= now:
            _go_elsewhere(world, organisation, person, site, now)
            return
        if len(site.people) >= site.settings.capacity and person.given_until <= now:
            _schedule(world.agenda, person, "depart", now + RETRY_DAYS * DAY)
            return
        controller = organisation.crew.rested(Function.CONTROLLER, site.country)
        if person.guide and controller is not None:
            leave_call(world, f"{person.key}/handed_over/{now}", now, person.guide, controller.key, 90)
        admit(world, person, site, now)
        return
    person.enter(JourneyStage.ARRIVED, now)
    if person.debt.amount > 0:
        world.money.totals.journey_fees += person.debt.amount
        take_cash(world, organisation, person.country, person.debt.amount)
        person.debt.amount = 0
    leave_lodging(world, person, person.place, now)
    world.happenings.add(now, f"{person.key}/arrived", "PersonArrived", (person.key,), said_of(person))


def _go_elsewhere(world: World, organisation: Organisation, person: PersonMoved, site: Site, now: int) -> None:
    """The site is not open: on to another one that has room, or wait for one."""
    onward = next(((other, route) for other, route in ways_on(world, organisation, site) if other.room > 0), None)
    if onward is None:
        _schedule(world.agenda, person, "depart", now + RETRY_DAYS * DAY)
        return
    site.expected.discard(person.key)
    set_out(world, person, onward[1], onward[0].key, now)


def ways_on(world: World, organisation: Organisation, site: Site) -> list[tuple[Site, tuple[str, ...]]]:
    """The organisation's other sites that can be reached from one of them, with the way; those in the same place first.

    That people are not taken on a journey as long as there is room around the corner is an assumption.
    """
    found = [
        (other, route)
        for other in world.people.sites.values()
        if other.settings.organisation == organisation.key and other.key != site.key
        if (route := way_to(world.terrain, organisation, site.settings.place, other.settings.place)) is not None
    ]
    return sorted(found, key=lambda each: len(each[1]) > 0)


def missing(world: World, entry: Entry) -> None:
    """A family's report falls due."""
    report_missing(world, world.people.persons[str(entry.payload[0])], entry.time)


def draw_back(world: World, person: PersonMoved, now: int) -> bool:
    """R14: somebody who is out and not protected is drawn back to a site that has room; False if none can be reached.

    The way is the shortest one that the organisation uses and that is open. Nobody reaches whom an authority holds.
    """
    if person.key in world.membership.detained:
        return False
    organisation = world.membership.organisations[person.organisation]
    for site in world.people.sites.values():
        if site.settings.organisation != organisation.key or site.room <= 0:
            continue
        route = way_to(world.terrain, organisation, person.place, site.settings.place)
        if route is None:
            continue
        person.notes(now, "drawn_back")
        world.happenings.add(
            now, f"{person.key}/drawn_back/{now}", "PersonDrawnBack", (person.key, site.key), said_of(person)
        )
        set_out(world, person, route, site.key, now)
        return True
    return False


def way_to(terrain: Terrain, organisation: Organisation, place: str, destination: str) -> tuple[str, ...] | None:
    """The shortest way between two places over corridors in use and open; empty for the same place, None for no way."""
    if place == destination:
        return ()
    active = frozenset(organisation.corridors).difference(terrain.closed)
    routes = terrain.open_routes(place, (destination,), active)
    best = min(routes, key=lambda route: (len(route.corridors), route.key), default=None)
    return None if best is None else best.corridors


def set_out(world: World, person: PersonMoved, route: tuple[str, ...], site: str, now: int) -> None:
    """Be taken over a way to a site, "" for nobody's."""
    person.route, person.leg, person.site = route, 0, site
    if site:
        world.people.sites[site].expected.add(person.key)
    person.enter(JourneyStage.WAITING, now)
    world.agenda.cancel(f"network/fate/{person.key}")
    wait(world, person, now)


def _schedule(agenda: Agenda, person: PersonMoved, what: str, due: int) -> None:
    agenda.schedule(due, f"network/person_{what}/{person.key}", f"network.person_{what}", (person.key,))
