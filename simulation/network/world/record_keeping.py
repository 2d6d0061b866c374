"""What acts leave with banks, operators, carriers, ports and border posts, each with its country's retention."""

from __future__ import annotations

from simulation.kernel.agenda import DAY
from simulation.kernel.draws import Purpose
from simulation.kernel.traces import TraceKind
from simulation.network.world.accounts import Account
from simulation.network.world.consignments import Consignment
from simulation.network.world.model import Happenings, NetworkModel
from simulation.scenario.schema.crime import Corridor

CARGO = ("cargo.fruit", "cargo.timber", "cargo.tiles", "cargo.textiles", "cargo.furniture", "cargo.machinery")
"""Goods that carriers declare. Assumption."""


def credit(happenings: Happenings, account: Account, amount: int, key: str, now: int) -> None:
    """Money comes in on an account; where an authority holds it, it is held from then on too, and that is told.

    Args:
        happenings: Where it is told.
        account: Where it comes in.
        amount: How much, minor units.
        key: Causal key of the payment.
        now: When.
    """
    account.balance += amount
    if account.frozen:
        facts = (("amount_minor", amount), ("country", account.country), ("by", "inflow"))
        happenings.add(now, f"{key}/blocked", "MoneyFrozen", (account.key, account.holder), facts)


def leave_transfer(
    world: NetworkModel, key: str, time: int, origin: str, destination: str, amount: int, purpose: str
) -> None:
    """The record of a payment between two accounts, kept by the longer of the two banks' retentions."""
    accounts, countries = world.money.accounts, world.terrain.countries
    payer = accounts[origin]
    payer.booked -= amount
    accounts[destination].booked += amount
    kept = max(countries[payer.country].retention.bank, countries[accounts[destination].country].retention.bank)
    world.traces.add(
        key,
        TraceKind.TRANSFER,
        time,
        payer.country,
        payer.bank,
        time + kept * DAY,
        (origin, destination),
        (("amount_minor", amount), ("purpose", purpose)),
    )


def leave_connection(world: NetworkModel, key: str, time: int, person: str, account: str) -> None:
    """The log entry that a person's provider makes when an account is operated; none without a phone."""
    phone = world.identities.phones.get(person)
    if phone is None:
        return
    country = world.entities[phone].country
    operator = world.identities.operators[country]
    expires = time + world.terrain.countries[country].retention.connections * DAY
    facts = (("address", world.labels.address_of_net(phone)), ("service", "online_banking"))
    world.traces.add(key, TraceKind.CONNECTION, time, country, operator, expires, (phone, account), facts)


def leave_call(world: NetworkModel, key: str, time: int, caller: str, called: str, seconds: int) -> None:
    """The record of a call between two people with phones; none when one has no phone."""
    phones = world.identities.phones
    first, second = phones.get(caller), phones.get(called)
    if first is None or second is None:
        return
    country = world.entities[first].country
    operator = world.identities.operators[country]
    expires = time + world.terrain.countries[country].retention.calls * DAY
    world.traces.add(key, TraceKind.CALL, time, country, operator, expires, (first, second), (("seconds", seconds),))


def leave_port_movement(world: NetworkModel, load: Consignment, place: str, event: str, time: int) -> None:
    """The record that a port or a crossing makes when a container passes, by the number and the seal alone."""
    country = world.terrain.country_of(place)
    world.traces.add(
        f"{load.key}/{place}/{event}",
        TraceKind.PORT_MOVEMENT,
        time,
        country,
        world.entities[place].label,
        time + world.terrain.countries[country].retention.port * DAY,
        (load.container, load.carrier, place, load.consignee),
        (("event", event), ("seal", seal(world, load))),
    )


def leave_manifest(world: NetworkModel, load: Consignment, leg: Corridor, time: int) -> None:
    """What a carrier declares of a container that it takes over; where it goes has a copy if that is abroad."""
    line, port = world.entities[load.carrier], world.entities[leg.destination]
    draws = world.chance.draws
    place = draws.below(len(CARGO), Purpose.NUMBER, load.key, "cargo")
    packages = 40 + draws.below(900, Purpose.NUMBER, load.key, "packages")
    facts = (
        ("bill", f"BL{world.entities[load.container].label[-6:]}{load.leg}"),
        ("goods", CARGO[place]),
        ("packages", packages),
        ("declared_g", packages * 18_000),
    )
    subjects = (load.container, load.carrier, load.consignee, leg.origin, leg.destination)
    for keeper in (line,) if line.country == port.country else (line, port):
        world.traces.add(
            f"{load.key}/{leg.key}/manifest/{keeper.country}",
            TraceKind.MANIFEST,
            time,
            keeper.country,
            keeper.label,
            time + world.terrain.countries[keeper.country].retention.port * DAY,
            subjects,
            facts,
        )


def leave_border_check(world: NetworkModel, load: Consignment, place: str, person: str, time: int, result: str) -> None:
    """The record of a check at a border, which needs no request."""
    country = world.terrain.country_of(place)
    vehicles = world.identities.vehicles
    driven = (person, vehicles[person]) if person in vehicles else (person,)
    subjects = (load.container, place, *driven) if person else (load.container, place)
    world.traces.add(
        f"{load.key}/{place}/check",
        TraceKind.BORDER_CHECK,
        time,
        country,
        world.entities[place].label,
        time + world.terrain.countries[country].retention.border * DAY,
        subjects,
        (("event", result),),
    )


def seal(world: NetworkModel, load: Consignment) -> str:
    """Number of the container's seal: changes where an official looked away."""
    digits = world.entities[load.container].label[-6:]
    return f"S{digits}{load.leg if load.odds < 1.0 else 0}"
