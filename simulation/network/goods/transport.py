"""Loads under way: departures, checks at borders without any request, bribes (R9), seizure, controlled delivery.

A load is never divided on the way. Whether it is found on a leg is one sealed envelope for each load and leg, compared
on arrival with a probability that rises with pressure and falls with security, bribes and skill.
"""

from __future__ import annotations

from simulation.kernel.agenda import DAY, Agenda, Entry
from simulation.kernel.draws import Purpose
from simulation.kernel.traces import TraceKind
from simulation.network.goods.market import deliver
from simulation.network.membership import custody
from simulation.network.membership.corruption import consider_approach
from simulation.network.membership.reactions import arrest_member
from simulation.network.world import rules
from simulation.network.world.consignments import Consignment, LoadStatus
from simulation.network.world.members import CorruptOfficial, Courier
from simulation.network.world.organisations import Organisation
from simulation.network.world.record_keeping import (
    leave_border_check,
    leave_call,
    leave_manifest,
    leave_port_movement,
    leave_transfer,
    seal,
)
from simulation.network.world.world import World
from simulation.scenario.schema.crime import Corridor, PlaceKind
from simulation.scenario.schema.functions import Function

ABANDONED_DAYS = 45
"""A load that nobody can move for so long is given up. Assumption."""

CAUGHT_WITH_LOAD = 0.5
"""Probability that whoever drives is taken with a load that a check finds, on land or by air. Assumption."""

LOSES_SIGHT = 0.1
"""Probability that a controlled delivery is lost from sight. Assumption."""

LOGGED = frozenset({PlaceKind.PORT, PlaceKind.CROSSING})
"""Places that keep a log of containers."""


def wait_for_departure(world: World, load: Consignment, now: int) -> None:
    """Schedule the next leg one to three days ahead, later when the organisation is closed or the story holds it."""
    u = world.chance.uniform(Purpose.TRAVEL, load.key, f"wait{load.leg}", now)
    slow = rules.slowness(world.membership.organisations[load.organisation].security_now(now))
    due = now + int((1.0 + 2.0 * u) * slow * DAY)
    if load.given_until is not None and load.held_at == load.place:
        due = max(due, load.given_until)
    _schedule(world.agenda, load, "depart", due)


def depart(world: World, entry: Entry) -> None:
    """A load sets out on its next leg, if there is somebody to move it and means to pay for it."""
    load = world.goods.consignments[str(entry.payload[0])]
    if load.status is not LoadStatus.STORED:
        return
    now = entry.time
    organisation = world.membership.organisations[load.organisation]
    leg = world.terrain.corridors[load.corridors[load.leg]]
    courier = organisation.crew.rested(
        Function.COURIER, world.terrain.country_of(leg.origin), None if load.is_planted else now
    )
    freight = load.grams * leg.cost_minor_per_kg // 1000
    pay = (
        courier.price(organisation.experience.risk(leg.key, now), CAUGHT_WITH_LOAD)
        if isinstance(courier, Courier)
        else 0
    )
    cost = freight + pay
    given = load.is_given(now) or (load.is_planted and load.watched)
    means = organisation.treasury.funds()
    if not isinstance(courier, Courier) or leg.key in world.terrain.closed or (means < cost and not given):
        if now - load.since > ABANDONED_DAYS * DAY:
            _abandon(world, load, now)
        else:
            _schedule(world.agenda, load, "depart", now + 3 * DAY)
        return
    organisation.treasury.spend(min(cost, means))
    world.money.totals.outside += max(0, cost - means)
    world.money.totals.transport += freight
    world.money.totals.wages += pay
    courier.take_job(now)
    load.courier = courier.key
    load.odds = _bribe(world, organisation, load, leg, courier, now)
    load.status, load.since = LoadStatus.MOVING, now
    world.terrain.last_used[leg.key] = now
    travel = world.chance.days(leg.travel_days, Purpose.TRAVEL, load.key, f"leg{load.leg}", now)
    slow = 1.0 if given else rules.slowness(organisation.security_now(now))
    _schedule(world.agenda, load, "arrive", now + int(travel * slow))
    if world.terrain.places[leg.origin].kind in LOGGED:
        leave_port_movement(world, load, leg.origin, "loaded", now)
    if (leg.mode == "sea" or load.leg == 0) and load.carrier:
        leave_manifest(world, load, leg, now)
    world.activity.note(now, 1, 0)
    if load.leg == 0:
        facts = (("grams", load.grams), ("corridor", leg.key), ("market", load.market))
        world.happenings.add(now, f"{load.key}/departed", "ConsignmentDeparted", (load.key, load.organisation), facts)


def _bribe(
    world: World, organisation: Organisation, load: Consignment, leg: Corridor, courier: Courier, now: int
) -> float:
    """R9: pay an official at either end of the leg to look away; the factor on the odds of detection that results."""
    ends = (world.terrain.country_of(leg.destination), world.terrain.country_of(leg.origin))
    official = next(
        (
            found
            for country in ends
            if isinstance(found := organisation.crew.rested(Function.CORRUPT_OFFICIAL, country, now), CorruptOfficial)
            and found.country == country
        ),
        None,
    )
    if official is None:
        return 1.0
    odds = rules.openness(organisation.security_now(now)) * courier.odds(now) * load.cover
    pressure = world.terrain.pressure(leg.key)
    before = rules.detection(leg.interception, pressure, odds)
    after = rules.detection(leg.interception, pressure, odds * rules.BRIBED_ODDS)
    margin = load.value - load.grams * world.parameters.source_price_minor_per_kg // 1000
    budget = rules.share_of(max(0, margin) // len(load.corridors), world.parameters.bribe_share)
    offer = min(rules.bribe_offer(budget, (before - after) * load.value), organisation.treasury.funds())
    if offer <= 0 or not official.considers(offer, now):
        return 1.0
    reserve = organisation.treasury.reserve
    _, banked = organisation.treasury.spend(offer)
    world.money.totals.bribes += offer
    official.take_job(now)
    own = world.money.by_holder.get(official.key)
    if banked and own:
        leave_transfer(world, f"{load.key}/bribe{load.leg}", now, reserve, own[0], banked, "services")
    leave_call(world, f"{load.key}/official{load.leg}", now, courier.key, official.key, 70)
    return rules.BRIBED_ODDS


def arrive(world: World, entry: Entry) -> None:
    """A load reaches the end of its leg: it is checked or not, found or not, and waits or is delivered."""
    load = world.goods.consignments[str(entry.payload[0])]
    if load.status is not LoadStatus.MOVING:
        return
    now = entry.time
    organisation = world.membership.organisations[load.organisation]
    leg = world.terrain.corridors[load.corridors[load.leg]]
    courier = world.membership.members[load.courier]
    chance = rules.detection(
        leg.interception,
        world.terrain.pressure(leg.key),
        rules.openness(organisation.security_now(now))
        * load.odds
        * load.cover
        * (courier.odds(now) if isinstance(courier, Courier) else 1.0),
    )
    load.place, load.since = leg.destination, now
    person = "" if leg.mode == "sea" or not courier.is_free else courier.key
    if not load.is_given(now) and not load.watched:
        u = world.chance.uniform(Purpose.INTERCEPTION, load.key, load.leg, now)
        ends = ("found", "passed") if u < chance else ("passed", "found")
        world.reasons.add(now, load.key, "check", (("chance", chance),), u, *ends)
        if u < chance:
            leave_border_check(world, load, leg.destination, person, now, "found")
            take(world, load, now, "check")
            if person and world.chance.uniform(Purpose.INTERCEPTION, load.key, "driver", now) < CAUGHT_WITH_LOAD:
                courier.whereabouts = world.terrain.country_of(leg.destination)  # held where the load was found
                arrest_member(world, courier, now, f"{load.key}/found", custody.CAUGHT_RED_HANDED)
            return
    _pass(world, organisation, load, leg, person, now)


def _pass(world: World, organisation: Organisation, load: Consignment, leg: Corridor, person: str, now: int) -> None:
    organisation.experience.passed(leg.key, now, lost=False)
    if world.terrain.places[leg.destination].kind in LOGGED:
        leave_port_movement(world, load, leg.destination, "discharged", now)
    if world.terrain.crosses_border(leg.key):
        leave_border_check(world, load, leg.destination, person, now, "passed")
        world.activity.note(now, 0, 1)
    load.leg += 1
    load.odds = 1.0
    load.status = LoadStatus.STORED
    if load.leg < len(load.corridors):
        wait_for_departure(world, load, now)
    elif load.watched and world.chance.uniform(Purpose.LOSS, load.key, "sight", now) >= LOSES_SIGHT:
        _close_control(world, organisation, load, now)
    else:
        deliver(world, load, now)


def _close_control(world: World, organisation: Organisation, load: Consignment, now: int) -> None:
    """The end of a controlled delivery: whoever collects is identified, and the goods are taken."""
    country = world.terrain.country_of(load.place)
    collector = organisation.crew.rested(Function.STOREKEEPER, country, now) or organisation.crew.rested(
        Function.COURIER, country, now
    )
    if collector is not None:
        collector.take_job(now)
        leave_border_check(world, load, load.place, collector.key, now, "collected")
        facts = (("place", load.place), ("country", country))
        world.happenings.add(
            now, f"{load.key}/collected", "CollectorIdentified", (collector.key, load.container), facts
        )
    take(world, load, now, "controlled_delivery")


def take(world: World, load: Consignment, now: int, found_by: str) -> int:
    """A load is seized: the grams leave the network, the organisation learns (R1, R3, R13). Grams taken."""
    organisation = world.membership.organisations[load.organisation]
    leg = load.corridors[min(load.leg, len(load.corridors) - 1)]
    load.status, load.since = LoadStatus.SEIZED, now
    world.goods.totals.seized += load.grams
    organisation.experience.passed(leg, now, lost=True)
    organisation.experience.lost(load.value, now)
    for key in sorted({*load.hands, load.courier} - {""}):
        world.membership.members[key].loses_a_load(now)
    consider_approach(world, organisation, load.place, now)
    country = world.terrain.country_of(load.place)
    world.traces.add(
        f"{load.key}/seizure",
        TraceKind.SEIZURE,
        now,
        country,
        world.entities[load.place].label,
        None,
        (load.container, load.place),
        (("grams", load.grams), ("seal", seal(world, load)), ("found_by", found_by)),
    )
    facts = (("grams", load.grams), ("place", load.place), ("country", country), ("found_by", found_by))
    world.happenings.add(now, f"{load.key}/seized", "GoodsSeized", (load.container, load.key, load.organisation), facts)
    key = f"network/review/{load.organisation}/{load.key}"
    world.agenda.schedule(now + 2 * DAY, key, "network.review", (load.organisation, "loss"))
    return load.grams


def let_run(world: World, load: Consignment, now: int) -> bool:
    """Controlled delivery: the load moves on under watch, and what the story held is released."""
    if not load.is_under_way or load.watched:
        return False
    load.watched = True
    if load.status is LoadStatus.STORED and load.held_at == load.place:
        load.given_until = now
        _schedule(world.agenda, load, "depart", now + DAY)
    facts = (("place", load.place), ("grams", load.grams))
    world.happenings.add(now, f"{load.key}/let_run", "GoodsLetRun", (load.container, load.key), facts)
    return True


def let_go(agenda: Agenda, load: Consignment, now: int) -> bool:
    """What was held at a place is released: it moves on, and nobody watches it."""
    if not load.is_under_way:
        return False
    load.watched = False
    if load.status is LoadStatus.STORED and load.held_at == load.place:
        load.given_until = now
        _schedule(agenda, load, "depart", now + DAY)
    return True


def _abandon(world: World, load: Consignment, now: int) -> None:
    load.status, load.since = LoadStatus.LOST, now
    world.goods.totals.lost += load.grams
    world.membership.organisations[load.organisation].experience.lost(load.value, now)
    facts = (("grams", load.grams), ("place", load.place))
    world.happenings.add(now, f"{load.key}/lost", "GoodsLost", (load.key, load.organisation), facts)


def _schedule(agenda: Agenda, load: Consignment, what: str, due: int) -> None:
    agenda.schedule(due, f"network/{what}/{load.key}/{load.leg}", f"network.{what}", (load.key,))
