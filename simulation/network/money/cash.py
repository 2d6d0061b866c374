"""Cash that couriers carry over borders (network.md d.4), and what customs do with what they find, without a request.

Undeclared cash is kept where it is found. A court of that country decides: it takes it for good, or gives it back
(fact F6: about half of what is held is taken).
"""

from __future__ import annotations

from dataclasses import replace

from simulation.kernel.agenda import DAY
from simulation.kernel.draws import Purpose
from simulation.kernel.traces import TraceKind
from simulation.network.world import rules
from simulation.network.world.accounts import Account, AccountShare, Batch, Keeping
from simulation.network.world.organisations import Organisation
from simulation.network.world.record_keeping import leave_transfer
from simulation.network.world.terrain import Terrain
from simulation.network.world.world import World
from simulation.scenario.schema.crime import PlaceKind
from simulation.scenario.schema.functions import Function
from simulation.scenario.schema.money import HopMode

POSTS = (PlaceKind.CROSSING, PlaceKind.PORT)
"""Places where customs look at travellers; a country without any has them at its first place."""


def carry(world: World, organisation: Organisation, batch: Batch, target: Account, now: int) -> None:
    """Draw what a batch has in its accounts, and set out for the country of the target.

    Args:
        world: The world.
        organisation: Whose money it is.
        batch: The batch; its parts lie in the purse afterwards.
        target: Account where it is paid in again.
        now: When.
    """
    first = world.money.accounts[batch.parts[0].account]
    courier = organisation.crew.rested(Function.COURIER, first.country)
    who = courier.key if courier is not None else batch.launderer or first.owner
    if courier is not None:
        courier.take_job(now)
    purse = Account(
        key=f"purse/{batch.key}/{batch.stage}",
        country=first.country,
        bank="",
        holder=who,
        owner=first.owner,
        organisation=organisation.key,
        opened=now,
        monitoring=0.0,
        lawful_monthly=0,
        keeping=Keeping.PURSE,
    )
    carried: list[AccountShare] = []
    for number, part in enumerate(batch.parts):
        account = world.money.accounts[part.account]
        amount = min(part.amount, account.balance)
        if amount <= 0:
            continue
        account.balance -= amount
        purse.balance += amount
        most = world.crime.laundering.tranche_minor
        carried += [
            AccountShare(purse.key, load, part.slot) for load in rules.tranches(amount, most, -(-amount // most))
        ]
        key = f"{batch.key}/{batch.stage}/drawn{number}"
        leave_transfer(world, key, now, account.key, f"cash/{account.country.lower()}", amount, "cash")
    if not carried:
        del world.money.batches[batch.key]
        return
    world.money.accounts[purse.key] = purse
    batch.parts, batch.purse = carried, purse.key
    world.activity.note(now, 1, 0)
    row = world.crime.laundering.hop_days[HopMode.CASH]
    delay = world.chance.days(row, Purpose.TRAVEL, batch.key, f"carried{batch.stage}", now)
    key = f"network/hop/{batch.key}/{batch.stage}/{target.country.lower()}"
    world.agenda.schedule(now + delay, key, "network.hop", (batch.key,))


def check(world: World, organisation: Organisation, batch: Batch, target: Account, now: int) -> None:
    """The border between the purse and the account where it is paid in: each courier has one tranche.

    Parts that are found leave the batch; what happens to them is up to a court of the country.
    """
    purse = world.money.accounts[batch.purse]
    if purse.frozen or purse.country == target.country or not post(world.terrain, target.country):
        return
    odds = rules.openness(organisation.security_now(now))
    chance = rules.detection(world.crime.laundering.cash_control, 1.0, odds)
    through: list[AccountShare] = []
    for number, part in enumerate(batch.parts):
        u = world.chance.uniform(Purpose.INTERCEPTION, batch.key, f"cash{batch.stage}/{number}", now)
        ends = ("found", "passed") if u < chance else ("passed", "found")
        world.reasons.add(now, organisation.key, "customs", (("chance", chance),), u, *ends)
        if u >= chance:
            through.append(part)
        else:
            found = _detain(
                world, organisation, purse, min(part.amount, purse.balance), f"{purse.key}/{number}", target, now
            )
            found.stopped = found.balance if batch.is_fresh else 0
    batch.parts = through


def _detain(
    world: World, organisation: Organisation, purse: Account, amount: int, key: str, target: Account, now: int
) -> Account:
    country = target.country
    found = replace(purse, key=key, country=country, balance=amount, freezes=[])
    purse.balance -= amount
    found.block(now)
    world.money.accounts[key] = found
    organisation.experience.passed("money", now, lost=True)
    place = post(world.terrain, country)
    world.traces.add(
        f"{key}/found",
        TraceKind.CASH_FOUND,
        now,
        country,
        world.entities[place].label,
        now + world.terrain.countries[country].retention.border * DAY,
        (found.holder, place),
        (("amount_minor", amount),),
    )
    facts = (("amount_minor", amount), ("country", country), ("by", "customs"))
    world.happenings.add(now, f"{key}/found", "MoneyFrozen", (key, found.holder), facts)
    world.happenings.add(now, f"{key}/cash", "CashFound", (found.holder, place), facts)
    world.activity.note(now, 0, 1)
    delay = world.chance.days(world.crime.laundering.cash_decision_days, Purpose.STAGE, key, "cash", now)
    world.agenda.schedule(now + delay, f"network/cash/{key}", "network.decide_cash", (key,))
    return found


def post(terrain: Terrain, country: str) -> str:
    """Where a country's customs check travellers, empty when it has no place at all."""
    own = [place for _, place in sorted(terrain.places.items()) if place.country == country]
    return next((place.key for place in own if place.kind in POSTS), own[0].key if own else "")


def is_taken(world: World, purse: str, now: int) -> bool:
    """Whether the court takes cash that was found for good."""
    u = world.chance.uniform(Purpose.STAGE, purse, "taken", now)
    return u < world.crime.laundering.cash_confiscated
