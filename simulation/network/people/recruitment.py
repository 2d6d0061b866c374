"""Recruitment of people: whom an organisation approaches, where it takes them, what it asks for (F23).

People are recruited by deceit or need, by recruiters in the places they come from; who is recruited is not an offender.
Also the people who are at sites when history begins, and the ways of people of the story.
"""

from __future__ import annotations

from simulation.kernel.agenda import DAY, Entry
from simulation.kernel.draws import Purpose
from simulation.kernel.entities import EntityKind
from simulation.network.goods.rerouting import start_people_reviews
from simulation.network.membership.population import add_person
from simulation.network.money.takings import take_cash
from simulation.network.people.exits import identify, said_of
from simulation.network.people.exploitation import admit, open_rounds
from simulation.network.people.journeys import CALLS_BEFORE, wait
from simulation.network.world import exploitation_rules, rules
from simulation.network.world.members import Coordinator, Member
from simulation.network.world.moved_people import PersonMoved, Traits
from simulation.network.world.organisations import Organisation
from simulation.network.world.record_keeping import leave_call
from simulation.network.world.sites import Site
from simulation.network.world.terrain import Terrain
from simulation.network.world.world import World
from simulation.scenario.schema.functions import Function
from simulation.scenario.schema.people import Exploitation, PeopleParameters, Recruitment

UNPAID_DAYS = 14
"""Members unpaid for so long take no new job. Assumption, as for loads."""

YOUNGEST, ADULT, OLDEST = 12, 18, 46
"""Ages of people who are recruited. Assumption."""


def open_people(world: World, start: int) -> None:
    """Open the sites and put on the calendar all that begins by itself with people."""
    for settings in sorted(world.crime.sites, key=lambda each: each.key):
        site = Site(world, settings, start)
        world.people.sites[site.key] = site
        country = site.country
        label = world.frozen.scenario.text(settings.key)
        world.add_entity(site.key, EntityKind.PLACE, label, country, (("kind", "site"), ("place", settings.place)))
        open_rounds(world, site, start)
        _already_there(world, site, start)
    for organisation in world.membership.organisations.values():
        if organisation.settings.people is not None:
            _schedule_slot(world, organisation, organisation.settings.people, 1, start)
            start_people_reviews(world.agenda, organisation, start)
    for way in sorted(world.crime.moved, key=lambda each: each.person):
        due = max(start, way.recruited_day * DAY)
        world.agenda.schedule(due, f"network/plant_person/{way.person}", "network.plant_person", (way.person,))


def _already_there(world: World, site: Site, start: int) -> None:
    organisation = site.settings.organisation
    if organisation is None:
        return
    settings = world.membership.organisations[organisation].settings.people
    if settings is None:
        return
    for index in range(1, site.settings.held_at_start + 1):
        key = f"person/{site.key.removeprefix('site/')}/{index}"
        origins = sorted(settings.origins)
        home = origins[world.chance.draws.below(len(origins), Purpose.STRUCTURE, key, "home")]
        person = _make(world, key, organisation, home, (), site.key, site.settings.exploitation, settings, start)
        _ask_fee(world, person, (), start)
        world.people.totals.there_at_start += 1
        admit(world, person, site, start)


def _schedule_slot(world: World, organisation: Organisation, settings: Recruitment, slot: int, now: int) -> None:
    gap = world.chance.days(settings.every_days, Purpose.DISPATCH, organisation.key, f"person{slot}", now)
    gap = int(gap * organisation.crew.pace() / rules.throughput(organisation.security_now(now)))
    world.agenda.schedule(
        now + gap, f"network/recruit/{organisation.key}/{slot}", "network.recruit", (organisation.key, slot)
    )


def recruit(world: World, entry: Entry) -> None:
    """A recruiter approaches somebody, if a broker brings the way together, and it can be paid, and there is room.

    R5: what crosses borders needs a broker between the groups on either side; without one it waits (Duijn et al. 2014
    on scarce roles, fact F10). Organisations that never had one bring their ways together themselves.
    """
    organisation = world.membership.organisations[str(entry.payload[0])]
    slot, now = int(entry.payload[1]), entry.time
    settings, numbers = organisation.settings.people, world.crime.people
    if settings is None or numbers is None:
        return
    _schedule_slot(world, organisation, settings, slot + 1, now)
    if now < organisation.dark_until or organisation.wages_unpaid >= UNPAID_DAYS:
        return
    key = f"person/{organisation.key}/{slot}"
    origins = sorted(settings.origins)
    home = origins[min(int(world.chance.uniform(Purpose.JOURNEY, key, "home", now) * len(origins)), len(origins) - 1)]
    recruiter = organisation.crew.rested(Function.RECRUITER, world.terrain.country_of(home), now)
    broker = organisation.crew.rested(Function.BROKER, world.terrain.country_of(home), now)
    needs = broker is None and organisation.crew.has_posts(Function.BROKER)
    if recruiter is None or (needs and not _stood_in_for(world, organisation, key, now)):
        return
    exploited = world.chance.uniform(Purpose.JOURNEY, key, "exploited", now) < settings.exploited
    way = _choose_way(world, organisation, key, home, numbers, now, exploited=exploited)
    if way is None:
        return
    site, route = way
    forger = organisation.crew.rested(Function.FORGER, "", now)
    fee = exploitation_rules.journey_fee(_legs(world.terrain, route), numbers)
    travel = rules.share_of(fee, numbers.journey_cost)
    papers = numbers.papers_minor if forger is not None else 0
    if organisation.treasury.funds() < travel + papers + numbers.commission_minor:
        return
    organisation.treasury.spend(travel + papers + numbers.commission_minor)
    world.money.totals.transport += travel
    world.money.totals.papers += papers
    world.money.totals.recruitment += numbers.commission_minor
    form = world.people.sites[site.key].settings.exploitation
    person = _make(world, key, organisation.key, home, route, site.key if exploited else "", form, settings, now)
    person.recruiter = recruiter.key
    if broker is not None:
        broker.take_job(now)
    if forger is not None:
        person.papers = forger.skill(now)
        forger.take_job(now)
    if exploited:
        site.expected.add(key)
    _ask_fee(world, person, route, now)
    _begin(world, person, recruiter, forger, now)
    if world.chance.uniform(Purpose.REPORT, key, "missing", now) < numbers.reported_missing:
        due = now + world.chance.days(numbers.reported_after_days, Purpose.REPORT, key, "missing_after", now)
        world.agenda.schedule(due, f"network/missing/{key}", "network.missing", (key,))
    wait(world, person, now)


def _stood_in_for(world: World, organisation: Organisation, key: str, now: int) -> bool:
    """R5, fact F15: while no broker is at liberty a coordinator who is brings part of the ways together."""
    deputy = organisation.crew.rested(Function.COORDINATOR, "", now)
    if deputy is None:
        return False
    part = world.parameters.stand_in
    u = world.chance.uniform(Purpose.JOURNEY, key, "stood_in", now)
    ends = (f"stand_in:{deputy.key}", "wait") if u < part else ("wait", f"stand_in:{deputy.key}")
    world.reasons.add(now, organisation.key, "R5", (("part", part),), u, *ends)
    return u < part


def _choose_way(
    world: World,
    organisation: Organisation,
    key: str,
    home: str,
    numbers: PeopleParameters,
    now: int,
    *,
    exploited: bool,
) -> tuple[Site, tuple[str, ...]] | None:
    """R2: site and way, by what the site brings in a year against the fee's cost and the risk as it is perceived."""
    active = frozenset(organisation.corridors).difference(world.terrain.closed)
    options: dict[str, tuple[Site, tuple[str, ...]]] = {}
    values: list[tuple[str, float]] = []
    for site in world.people.sites.values():
        if site.settings.organisation != organisation.key or (exploited and site.room <= 0):
            continue
        stake = 365.0 * site.settings.profit_minor_per_day * (site.room / site.settings.capacity)
        for route in world.terrain.open_routes(home, (site.settings.place,), active):
            fee = exploitation_rules.journey_fee(_legs(world.terrain, route.corridors), numbers)
            risk = rules.path_risk([organisation.experience.risk(leg, now) for leg in route.corridors])
            gain = stake if exploited else float(fee)
            value = rules.route_value(gain, fee * numbers.journey_cost, risk, organisation.settings.risk_aversion)
            name = f"{site.key}|{route.key}"
            options[name] = (site, route.corridors)
            values.append((name, value))
    if not values:
        return None
    coordinator = organisation.crew.rested(Function.COORDINATOR, "", now)
    if isinstance(coordinator, Coordinator):
        noise = world.parameters.choice_noise * max(abs(value) for _, value in values)
        return options[coordinator.choose(key, tuple(values), noise, now, "R2")]
    return options[min(values, key=lambda each: (-each[1], each[0]))[0]]


def _legs(terrain: Terrain, route: tuple[str, ...]) -> list[tuple[str, int, bool]]:
    legs = [terrain.corridors[key] for key in route]
    return [(leg.mode, leg.km, terrain.crosses_border(leg.key)) for leg in legs]


def _ask_fee(world: World, person: PersonMoved, route: tuple[str, ...], now: int) -> None:
    """F23: the fee: part is paid before leaving, the rest is called a debt."""
    numbers = person.numbers
    person.debt.fee = exploitation_rules.journey_fee(_legs(world.terrain, route), numbers)
    paid = rules.share_of(person.debt.fee, numbers.paid_before) if route else 0
    person.debt.amount, person.debt.since = person.debt.fee - paid, now
    if paid:
        world.money.totals.journey_fees += paid
        take_cash(world, world.membership.organisations[person.organisation], person.country, paid)


def _make(
    world: World,
    key: str,
    organisation: str,
    home: str,
    route: tuple[str, ...],
    site: str,
    form: Exploitation,
    settings: Recruitment,
    now: int,
) -> PersonMoved:
    country = world.terrain.country_of(home)
    u = world.chance.draws.uniform(Purpose.STRUCTURE, key, "who")
    child = u < settings.children
    woman = world.chance.draws.uniform(Purpose.STRUCTURE, key, "woman") < settings.women
    ages = (YOUNGEST, ADULT - 1) if child else (ADULT + 1, OLDEST)
    if key not in world.entities:
        born = world.labels.born(key, *ages)
        add_person(world, key, country, world.labels.person(key, country), born=born)
    person = PersonMoved(
        world,
        key,
        organisation=organisation,
        traits=Traits(home, woman, child),
        route=route,
        site=site,
        form=form,
        now=now,
    )
    world.people.persons[key] = person
    return person


def _begin(world: World, person: PersonMoved, recruiter: Member | None, forger: Member | None, now: int) -> None:
    """What recruitment leaves behind: calls, and what the person can tell one day."""
    if recruiter is not None:
        recruiter.take_job(now)
        u = world.chance.uniform(Purpose.CALLS, person.key, "recruiter", now)
        security = world.membership.organisations[person.organisation].security_now(now)
        calls = max(1, int(CALLS_BEFORE * rules.openness(security)))
        for index in range(calls):
            time = now + int(rules.fraction(u, index) * DAY)
            ends = (recruiter.key, person.key) if index else (person.key, recruiter.key)
            leave_call(
                world, f"{person.key}/recruiter{index}", time, *ends, 40 + int(rules.fraction(u, index + 9) * 400)
            )
        world.activity.note(now, 1, calls)
    person.notes(now, "recruited", person.recruiter)
    if forger is not None:
        person.notes(now, "papers")
    if person.debt.amount:
        person.notes(now, "debt", person.recruiter)
    world.people.totals.recruited += 1
    world.happenings.add(now, f"{person.key}/recruited", "PersonRecruited", (person.key,), said_of(person))


# --- people of the story


def plant(world: World, entry: Entry) -> None:
    """A person of the story is recruited; the way is the scenario's, and who does it is the organisation's."""
    way = next(each for each in world.crime.moved if each.person == entry.payload[0])
    organisation = world.membership.organisations[way.organisation]
    now = entry.time
    settings = organisation.settings.people
    if settings is None:
        return
    home = world.terrain.corridors[way.corridors[0]].origin
    recruiter = organisation.crew.rested(Function.RECRUITER, world.terrain.country_of(home))
    forger = organisation.crew.rested(Function.FORGER)
    site = way.site or ""
    form = world.people.sites[site].settings.exploitation if site else Exploitation.OTHER
    person = _make(world, way.person, organisation.key, home, way.corridors, site, form, settings, now)
    person.given_until = way.given_until_day * DAY
    person.recruiter = recruiter.key if recruiter is not None else ""
    person.papers = forger.skill(now) if forger is not None else 0.0
    if site:
        world.people.sites[site].expected.add(person.key)
    if way.intercepted_at is not None:
        world.people.story_stops[person.key] = way.intercepted_at
    _ask_fee(world, person, way.corridors, now)
    _begin(world, person, recruiter, forger, now)
    if way.missing_day is not None:
        due = max(now, way.missing_day * DAY)
        world.agenda.schedule(due, f"network/missing/{person.key}", "network.missing", (person.key,))
    if way.identified_day is not None:
        due = max(now, way.identified_day * DAY)
        world.agenda.schedule(due, f"network/story/{person.key}", "network.story_identified", (person.key,))
    wait(world, person, now)


def story_identified(world: World, entry: Entry) -> None:
    """A person of the story is seen as a victim, wherever he or she is."""
    identify(world, world.people.persons[str(entry.payload[0])], entry.time, "ngo")
