"""Covert purchases: an officer who is not known as one is there to buy goods, and waits, or presses.

Goods only, never persons. Whoever deals sells to a buyer who waits, unless the organisation is on its guard; whoever
does not deal makes no offer. Pressing brings goods from both: some people who never dealt find something to sell when
they are asked again and again. That is what the European Court of Human Rights calls incitement (Teixeira de Castro v.
Portugal, 1998; Ramanauskas v. Lithuania, 2008), and the log shows it.
"""

from __future__ import annotations

from dataclasses import replace

from simulation.kernel.agenda import DAY
from simulation.kernel.draws import Purpose
from simulation.kernel.traces import TraceKind
from simulation.network.world import rules
from simulation.network.world.consignments import Consignment, LoadStatus
from simulation.network.world.members import Member
from simulation.network.world.world import World
from simulation.scenario.schema.functions import Function
from simulation.scenario.schema.parameters import Parameters

SAMPLE_G = 50
"""Grams that are bought: enough for a laboratory. Assumption."""

GIVES_IN = 0.5
"""Probability that somebody who does not deal procures something when pressed. Assumption; no published figure."""

ON_SALE_DAYS = 28
"""Days for which a load that was delivered is on sale. Assumption."""

SELLERS = frozenset({Function.COORDINATOR, Function.BROKER, Function.COURIER, Function.STOREKEEPER})
"""Members who can sell of a load. Assumption."""


def buy(world: World, key: str, person: str, country: str, now: int, *, pressing: bool) -> int:
    """Meet a person as a buyer in a country; grams bought, 0 when nothing is sold.

    Args:
        world: The world.
        key: Causal key of the measure.
        person: Whom the officer meets.
        country: Where.
        now: When.
        pressing: Whether the officer asks again after a refusal.
    """
    load = _within_reach(world, person, country, now)
    member = world.membership.members.get(person)
    waits = load is None or member is None or not _offers(world, key, member, now)
    offers = load is not None and (pressing or not waits)
    gives_in = not offers and pressing and world.chance.uniform(Purpose.YIELD, key, "gives_in", now) < GIVES_IN
    steps: list[tuple[str, int, int]] = [("contact", 0, 0)]
    if waits:
        steps.append(("no_offer", 0, 0))
    if pressing:
        steps.append(("asked_again", 0, 0))
    grams = 0
    if offers or gives_in:
        taken = load if offers else None
        grams, price = SAMPLE_G, _price(world.parameters, load)
        steps += [("offer", 0, 0), ("bought", grams, price)]
        if taken is not None and taken.status is LoadStatus.STORED:
            _hand_over(world, key, taken, country, grams, price, now)
    place = _place(world, person, country)
    for number, (event, mass, price) in enumerate(steps):
        facts = (("event", event), ("grams", mass), ("amount_minor", price))
        police = f"police/{country.lower()}"
        world.traces.add(
            f"{key}/log/{number}", TraceKind.COVERT_CONTACT, now, country, police, None, (person, place), facts
        )
    return grams


def _within_reach(world: World, person: str, country: str, now: int) -> Consignment | None:
    """The load of the person's organisation that lies in the country, the first by key; None without one to sell of."""
    member = world.membership.members.get(person)
    if member is None or not member.is_free or member.function not in SELLERS:
        return None
    for key in sorted(world.goods.consignments):
        load = world.goods.consignments[key]
        on_hand = load.status is LoadStatus.STORED or (
            load.status is LoadStatus.DELIVERED and now - load.since < ON_SALE_DAYS * DAY
        )
        is_here = on_hand and world.terrain.country_of(load.place) == country
        if load.organisation == member.organisation and is_here and load.grams > SAMPLE_G:
            return load
    return None


def _offers(world: World, key: str, member: Member, now: int) -> bool:
    """R6: a closed organisation sells to nobody whom it does not know; who presses is sold to all the same."""
    openness = rules.openness(world.membership.organisations[member.organisation].security_now(now))
    u = world.chance.uniform(Purpose.YIELD, key, "offers", now)
    world.reasons.add(now, member.key, "R6", (("openness", openness),), u, "offer" if u < openness else "wait")
    return u < openness


def _price(parameters: Parameters, load: Consignment | None) -> int:
    """What the sample costs, minor units: by the value of the load, or at the price of the source without one."""
    per_kg = parameters.source_price_minor_per_kg if load is None else load.value * 1000 // max(1, load.grams)
    return max(1, per_kg * SAMPLE_G // 1000)


def _hand_over(world: World, key: str, load: Consignment, country: str, grams: int, price: int, now: int) -> None:
    """The sample is a load of its own from now on, in official hands; what was paid is a sale like any other.

    The organisation has sold something and lost nothing: it is not alarmed as by a seizure. Nothing is taken of a load
    that was delivered: the officer is one of the buyers whose payments its portions bring.
    """
    value = load.value * grams // load.grams
    sample = replace(
        load, key=f"{key}/sample", grams=grams, value=value, container="", status=LoadStatus.SEIZED, since=now
    )
    world.goods.consignments[sample.key] = sample
    load.grams -= grams
    load.value -= value
    world.goods.totals.seized += grams
    facts = (("grams", grams), ("place", load.place), ("country", country), ("found_by", "purchase"))
    world.happenings.add(now, f"{sample.key}/seized", "GoodsSeized", (sample.key, load.organisation), facts)
    world.money.totals.sales += price
    tills = world.membership.organisations[load.organisation].treasury.tills
    tills[country] = tills.get(country, 0) + price


def _place(world: World, person: str, country: str) -> str:
    """Where they meet: where the person works if that is in the country, else its first place."""
    member = world.membership.members.get(person)
    if member is not None and member.place in world.entities and world.entities[member.place].country == country:
        return member.place
    return next(key for key in sorted(world.terrain.places) if world.terrain.country_of(key) == country)
