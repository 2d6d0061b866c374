"""At the market: delivery and sale (R4). Sales make cash; a share of it goes on to be laundered, the rest is spent."""

from __future__ import annotations

from simulation.kernel.agenda import DAY, Entry
from simulation.network.world.consignments import Consignment, LoadStatus
from simulation.network.world.members import Storekeeper
from simulation.network.world.rules import share_of
from simulation.network.world.world import World
from simulation.scenario.schema.functions import Function

SALE_DAYS = 7
"""Days between two portions of a load. Assumption."""


def deliver(world: World, load: Consignment, now: int) -> None:
    """A load has reached its market; it is sold in portions at the price of that day (R4)."""
    organisation = world.membership.organisations[load.organisation]
    load.status, load.since = LoadStatus.DELIVERED, now
    world.goods.totals.delivered += load.grams
    world.goods.delivered_on.append((now, load.grams))
    keeper = organisation.crew.rested(Function.STOREKEEPER, world.terrain.country_of(load.market), now)
    risks = {corridor: organisation.experience.risk(corridor, now) for corridor in load.corridors}
    price = world.terrain.price(load.corridors, world.parameters, risks)
    facts = (("grams", load.grams), ("corridor", load.corridors[-1]), ("market", load.market), ("price", price))
    who = keeper.key if keeper is not None else ""
    world.happenings.add(now, f"{load.key}/delivered", "GoodsDelivered", (load.key, load.organisation, who), facts)
    third = load.grams // 3
    portions = (
        keeper.portions(load.grams) if isinstance(keeper, Storekeeper) else (third, third, load.grams - 2 * third)
    )
    if keeper is not None:
        keeper.take_job(now)
    for number, grams in enumerate(portions):
        due = now + (2 + SALE_DAYS * number) * DAY
        key = f"network/sell/{load.key}/{number}"
        world.agenda.schedule(due, key, "network.sell", (load.key, grams, price))


def sell(world: World, entry: Entry) -> None:
    """A portion is sold; without a storekeeper it waits a week."""
    load = world.goods.consignments[str(entry.payload[0])]
    grams, price = int(entry.payload[1]), int(entry.payload[2])
    organisation = world.membership.organisations[load.organisation]
    country = world.terrain.country_of(load.market)
    keeper = organisation.crew.rested(Function.STOREKEEPER, country, entry.time)
    if keeper is None:
        world.agenda.schedule(entry.time + SALE_DAYS * DAY, entry.key, entry.rule, entry.payload)
        return
    keeper.take_job(entry.time)
    takings = grams * price // 1000
    banked = share_of(takings, world.parameters.proceeds_to_launder)
    world.money.totals.sales += takings
    world.money.totals.spent += takings - banked
    organisation.treasury.tills[country] = organisation.treasury.tills.get(country, 0) + banked
