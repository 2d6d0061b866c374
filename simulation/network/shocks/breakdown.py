"""Numbers about the network at one moment, by corridor and by country: the finer part of the series.

Counted anew from loads, accounts and members whenever it is asked for, so that it costs nothing where nobody asks.
"""

from __future__ import annotations

from dataclasses import dataclass

from simulation.kernel.agenda import DAY
from simulation.network.metrics import ACTIVE_DAYS
from simulation.network.world.consignments import Consignment, LoadStatus
from simulation.network.world.world import World


@dataclass(slots=True)
class CorridorRow:
    """One corridor.

    Attributes:
        corridor: Its key.
        drugs_in_transit_g: Grams under way on it now.
        drugs_carried_g: Grams that came to its end since history began, found there or not.
        drugs_seized_g: Grams taken on it, or where it begins, since history began.
        pressure: Factor of interdiction campaigns under way on what checks find, 1 in calm.
        is_active: A load has set out on it in the last ninety days.
        is_closed: Nobody can pass now.
    """

    corridor: str
    drugs_in_transit_g: int = 0
    drugs_carried_g: int = 0
    drugs_seized_g: int = 0
    pressure: float = 1.0
    is_active: bool = False
    is_closed: bool = False


@dataclass(slots=True)
class CountryRow:
    """One country.

    Attributes:
        country: Its code.
        drugs_in_store_g: Grams waiting there now.
        drugs_delivered_g: Grams that reached its markets since history began.
        drugs_seized_g: Grams taken there since history began.
        money_free_minor: The network's money that lies there in accounts and tills and that nobody holds.
        money_frozen_minor: The network's money that its authorities hold.
        active_members: Free members who are there.
    """

    country: str
    drugs_in_store_g: int = 0
    drugs_delivered_g: int = 0
    drugs_seized_g: int = 0
    money_free_minor: int = 0
    money_frozen_minor: int = 0
    active_members: int = 0


def by_corridor(world: World, now: int) -> tuple[CorridorRow, ...]:
    """Every corridor, by key."""
    rows = {
        key: CorridorRow(
            key,
            pressure=world.terrain.pressure(key),
            is_active=key in world.terrain.last_used and now - ACTIVE_DAYS * DAY < world.terrain.last_used[key] <= now,
            is_closed=key in world.terrain.closed,
        )
        for key in world.terrain.corridors
    }
    for load in world.goods.consignments.values():
        for corridor in load.corridors[: _legs_passed(load, world)]:
            rows[corridor].drugs_carried_g += load.grams
        here = rows[load.corridors[min(load.leg, len(load.corridors) - 1)]]
        if load.status is LoadStatus.MOVING:
            here.drugs_in_transit_g += load.grams
        elif load.status is LoadStatus.SEIZED:
            here.drugs_seized_g += load.grams
    return tuple(rows.values())


def _legs_passed(load: Consignment, world: World) -> int:
    """Legs that a load has behind it; one that is found at the end of a leg has passed it."""
    if load.status is not LoadStatus.SEIZED or load.leg >= len(load.corridors):
        return load.leg
    return load.leg + int(load.place == world.terrain.corridors[load.corridors[load.leg]].destination)


def by_country(world: World) -> tuple[CountryRow, ...]:
    """Every country, by code."""
    rows = {code: CountryRow(code) for code in world.terrain.countries}
    for load in world.goods.consignments.values():
        row = rows[world.terrain.country_of(load.place)]
        match load.status:
            case LoadStatus.STORED:
                row.drugs_in_store_g += load.grams
            case LoadStatus.DELIVERED:
                row.drugs_delivered_g += load.grams
            case LoadStatus.SEIZED:
                row.drugs_seized_g += load.grams
            case _:
                pass
    for account in world.money.accounts.values():
        if account.frozen:
            rows[account.country].money_frozen_minor += account.balance
        else:
            rows[account.country].money_free_minor += account.balance
    for organisation in world.membership.organisations.values():
        for code, amount in organisation.treasury.tills.items():
            rows[code].money_free_minor += amount
    for member in world.membership.members.values():
        if member.is_free:
            rows[member.whereabouts].active_members += 1
    return tuple(rows.values())
