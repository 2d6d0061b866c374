"""R9: an organisation that lost a load at a post looks for an official there who can be paid.

Officials are those of automatic posts (ports and crossings), never of a played seat. Whoever refuses is an uninvolved
person who can tell of the offer.
"""

from __future__ import annotations

from simulation.kernel.agenda import DAY, Entry
from simulation.kernel.draws import Purpose
from simulation.kernel.traces import TraceKind
from simulation.network.membership.population import add_member, add_person
from simulation.network.membership.recruiting import begin_career
from simulation.network.world import rules
from simulation.network.world.members import Broker, CorruptOfficial
from simulation.network.world.organisations import Organisation
from simulation.network.world.world import World
from simulation.scenario.schema.crime import PlaceKind
from simulation.scenario.schema.functions import Function, Search

POSTS = frozenset({PlaceKind.PORT, PlaceKind.CROSSING})
"""Places where an official decides what is looked at."""

FIRST_DAYS = 10
LAST_DAYS = 40
"""R9: an approach comes so many days after a loss. Assumption."""

FIRST_OFFER_DAYS = 365
"""R9: the first offer is what the post would pay on the side in so many days, if the margin carries it. Assumption."""

PAUSE_DAYS = 365
"""R9: after an approach at a place the organisation tries no other there for so long. Assumption."""

SPOKE_OF_OFFER = "spoke_of_offer"
"""Statement of an official who refused; the words are `statement.<code>` in the language files."""


def consider_approach(world: World, organisation: Organisation, place: str, now: int) -> None:
    """After a loss: look for an official at that place, unless the organisation pays one in the country already."""
    if world.terrain.places[place].kind not in POSTS:
        return
    country = world.terrain.country_of(place)
    if any(official.whereabouts == country for official in organisation.crew.free(Function.CORRUPT_OFFICIAL)):
        return
    tried = organisation.approached.get(place)
    if tried is not None and now - tried < PAUSE_DAYS * DAY:
        return
    organisation.approached[place] = now
    u = world.chance.uniform(Purpose.CORRUPTION, organisation.key, f"{place}/{now // DAY}", now)
    due = now + int((FIRST_DAYS + (LAST_DAYS - FIRST_DAYS) * u) * DAY)
    key = f"network/approach/{organisation.key}/{place}"
    world.agenda.schedule(due, key, "network.approach", (organisation.key, place))


def approach(world: World, entry: Entry) -> None:
    """R9: a broker offers a first sum; the official takes it and joins, or refuses and may tell."""
    organisation = world.membership.organisations[str(entry.payload[0])]
    place = str(entry.payload[1])
    now = entry.time
    country = world.terrain.country_of(place)
    broker = organisation.crew.rested(Function.BROKER, country, now)
    offer = min(_offer(world, organisation), organisation.treasury.funds())
    if not isinstance(broker, Broker) or offer <= 0:
        return
    broker.take_job(now)
    key = f"org/{organisation.key}/{Function.CORRUPT_OFFICIAL}/{place}/{now // DAY}"
    add_person(world, key, country, world.labels.person(key, country))
    integrity = world.chance.uniform(Purpose.CORRUPTION, key, "integrity", now)
    sanction = CorruptOfficial.SANCTION_DAYS * world.parameters.wage_minor_per_day[Function.CORRUPT_OFFICIAL]
    takes = rules.accepts_bribe(offer, integrity, sanction)
    inputs = (("offer", float(offer)), ("integrity", integrity), ("sanction", float(sanction)))
    ends = ("take", "refuse")
    world.reasons.add(now, key, "R9", inputs, integrity, ends[not takes], ends[takes])
    if takes:
        _recruit(world, organisation, key, place, offer, now)
    else:
        _refused(world, organisation, broker, key, now)


def _offer(world: World, organisation: Organisation) -> int:
    """What the post would pay in a year, and no more than a share of the margin of one ordinary load on one leg."""
    routes = organisation.open_routes()
    if not routes:
        return 0
    parameters = world.parameters
    grams = organisation.ordinary_load()
    route = routes[0]
    price = world.terrain.price(route.corridors, parameters, None) - parameters.source_price_minor_per_kg
    margin = max(0, price) * grams // 1000 // len(route.corridors)
    usual = FIRST_OFFER_DAYS * parameters.wage_minor_per_day[Function.CORRUPT_OFFICIAL]
    return min(usual, rules.share_of(margin, parameters.bribe_share))


def _recruit(world: World, organisation: Organisation, key: str, place: str, offer: int, now: int) -> None:
    organisation.treasury.spend(offer)
    world.money.totals.bribes += offer
    country = world.terrain.country_of(place)
    official = CorruptOfficial(
        world,
        key,
        position=key,
        organisation=organisation.key,
        country=country,
        place=place,
        joined=now,
        start_quality=world.parameters.replacement_quality[Search.BROKER],
    )
    official.trust = world.parameters.replacement_trust[Search.BROKER]
    add_member(world, official)
    begin_career(world, official, now)
    facts = (("function", official.function.value), ("organisation", organisation.key), ("country", country))
    world.happenings.add(now, f"{key}/bribed", "OfficialBribed", (key, organisation.key), facts)


def _refused(world: World, organisation: Organisation, broker: Broker, key: str, now: int) -> None:
    broker.becomes_exposed(now)
    organisation.alarm(now, 1)
    person = world.entities[key]
    world.traces.add(
        f"knowledge/{key}/offer",
        TraceKind.KNOWLEDGE,
        now,
        person.country,
        person.label,
        None,
        (key, broker.key),
        (("statement", SPOKE_OF_OFFER), ("asserts", "stated")),
    )
    world.happenings.add(now, f"{key}/refused", "BribeRefused", (key, organisation.key), (("country", person.country),))
