"""What exploitation and journeys bring in, on its way into the money flow: cash, or payments of defrauded residents."""

from __future__ import annotations

from simulation.kernel.draws import Purpose
from simulation.network.money.laundering import send_on
from simulation.network.world import rules
from simulation.network.world.accounts import Account
from simulation.network.world.money import Money
from simulation.network.world.organisations import Organisation
from simulation.network.world.record_keeping import credit, leave_transfer
from simulation.network.world.sites import Site
from simulation.network.world.world import World

MOST_PAYMENTS = 3
"""Residents who pay in a week at one site: a sample of many small frauds, with their sum. Assumption."""


def take_cash(world: World, organisation: Organisation, country: str, amount: int) -> None:
    """Cash takings: a share goes on to be laundered, the rest is spent."""
    banked = rules.share_of(amount, world.parameters.proceeds_to_launder)
    world.money.totals.spent += amount - banked
    organisation.treasury.tills[country] = organisation.treasury.tills.get(country, 0) + banked


def take_in(world: World, organisation: Organisation, site: Site, amount: int, now: int) -> None:
    """Takings of a week at a site; what residents were made to pay is credited on the day of the week's account."""
    defrauded = site.settings.defrauds
    if defrauded is not None and now >= 0:
        world.money.totals.defrauded += amount
    account = None if defrauded is None else _collecting(world.money, organisation, defrauded)
    payers = [] if defrauded is None else _residents(world, defrauded)
    if account is None or not payers:
        take_cash(world, organisation, site.country, amount)
        return
    key = f"{site.key}/paid/{site.rounds}"
    u = world.chance.uniform(Purpose.LAWFUL, key, "payers", now)
    count = min(len(payers), 1 + int(u * MOST_PAYMENTS), amount)
    first = int(u * len(payers))
    part = amount // count
    for index in range(count):
        paid = part if index < count - 1 else amount - part * (count - 1)
        payer = payers[(first + index * 5) % len(payers)]
        credit(world.happenings, account, paid, f"{key}/{index}", now)
        leave_transfer(world, f"{key}/{index}", now, payer.key, account.key, paid, "investment")
    world.activity.note(now, count, 0)
    banked = rules.share_of(amount, world.parameters.proceeds_to_launder)
    if send_on(world, organisation, account, banked, key, now):
        account.balance -= amount - banked
        world.money.totals.spent += amount - banked
        leave_transfer(
            world, f"{key}/spent", now, account.key, f"cash/{account.country.lower()}", amount - banked, "cash"
        )
    else:
        _draw_cash(world, organisation, account, amount, key, now)


def _draw_cash(world: World, organisation: Organisation, account: Account, amount: int, key: str, now: int) -> None:
    """Without a launderer what residents paid is drawn as cash, to be laundered with other takings."""
    account.balance -= amount
    leave_transfer(world, f"{key}/drawn", now, account.key, f"cash/{account.country.lower()}", amount, "cash")
    take_cash(world, organisation, account.country, amount)


def _collecting(money: Money, organisation: Organisation, country: str) -> Account | None:
    """An account of the organisation into which residents pay: in their own country if it has one there."""
    free = [money.accounts[key] for key in organisation.treasury.channels if not money.accounts[key].frozen]
    near = [account for account in free if account.country == country]
    return next(iter(near or free), None)


def _residents(world: World, country: str) -> list[Account]:
    """Accounts of uninvolved people of a country whose lawful business the scenario does not fix."""
    return [
        account
        for key in sorted(world.money.accounts)
        if (account := world.money.accounts[key]).country == country
        and account.organisation is None
        and account.lawful_monthly
        and not account.is_story
        and account.holder not in world.membership.members
    ]
