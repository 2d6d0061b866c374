"""R8: where the treasury lies: an account that nobody is known to hold, in a country that is hard to reach."""

from __future__ import annotations

from simulation.kernel.agenda import DAY, Agenda, Entry
from simulation.network.money.account_opening import add_account, bonds, choose_reserve
from simulation.network.world.accounts import Keeping
from simulation.network.world.members import Enabler
from simulation.network.world.organisations import Organisation
from simulation.network.world.record_keeping import leave_transfer
from simulation.network.world.world import World
from simulation.scenario.schema.functions import Function

WITHOUT_ENABLER_DAYS = 30
"""Days until a new account can be used when no enabler of the organisation is at liberty. Assumption."""

LEAST_ACCOUNTS = 3
"""An organisation that knows of fewer open bank accounts has another one opened. Assumption: a pattern needs some."""


def opening_days(organisation: Organisation, now: int) -> int:
    """Days until a new account can be used."""
    enabler = organisation.crew.rested(Function.ENABLER)
    return enabler.opening_days(now) if isinstance(enabler, Enabler) else WITHOUT_ENABLER_DAYS


def rebuild(world: World, organisation: Organisation, now: int) -> None:
    """Have another account opened when too few are left; one at a time."""
    known = [world.money.accounts[key] for key in organisation.treasury.channels]
    left = sum(1 for account in known if account.keeping is Keeping.BANK and not account.noticed)
    key = f"network/open/{organisation.key}"
    if not known or left >= LEAST_ACCOUNTS or world.agenda.when(key) is not None:
        return
    due = now + max(1, opening_days(organisation, now)) * DAY
    world.agenda.schedule(due, key, "network.open_account", (organisation.key, len(known)))


def open_account(world: World, entry: Entry) -> None:
    """A new account can be used."""
    organisation = world.membership.organisations[str(entry.payload[0])]
    chosen = open_elsewhere(world, organisation, "", f"again{entry.payload[1]}", entry.time)
    inputs = (("accounts", float(len(organisation.treasury.channels))),)
    world.reasons.add(entry.time, organisation.key, "R8", inputs, 0.0, chosen, "wait")


def open_elsewhere(world: World, organisation: Organisation, leaving: str, cause: str, now: int) -> str:
    """A new account abroad in the name of a front company, or of a coordinator where there is none."""
    abroad = [code for code in world.terrain.countries if code != leaving] or [leaving]
    ranked = sorted(
        abroad,
        key=lambda code: (
            world.terrain.countries[code].chain_role != "finance",
            bonds(world, code, leaving),
            world.terrain.countries[code].played,
            code,
        ),
    )
    front = world.money.fronts[organisation.key]
    holder = front[0] if front else next(iter(sorted(organisation.crew.members)))
    owner = dict(world.entities[holder].details).get("owner", holder)
    key = f"account/fresh/{organisation.key}/{cause}"
    if key not in world.money.accounts:
        add_account(world, key, ranked[0], holder, str(owner), organisation.key, now, 0.3, 3, now)
    return key


def schedule_settlement(agenda: Agenda, organisation: Organisation) -> None:
    """On the eve of day 0 a reserve of the story holds what the scenario says."""
    if organisation.settings.reserve_minor is not None:
        agenda.schedule(-1, f"network/settle/{organisation.key}", "network.settle_reserve", (organisation.key,))


def settle_reserve(world: World, entry: Entry) -> None:
    """The owners take out of the treasury's account what is above the reserve of the story, or pay in what is missing.

    What is paid in comes from outside the network's books. An account that is held stays as it is.
    """
    organisation = world.membership.organisations[str(entry.payload[0])]
    account = world.money.accounts[organisation.treasury.reserve]
    kept = organisation.settings.reserve_minor
    if kept is None or account.frozen:
        return
    organisation.treasury.paid_on = 0
    missing = kept - world.money.at_rest(account)
    key, counter = f"{organisation.key}/settled", f"cash/{account.country.lower()}"
    account.balance += missing
    if missing > 0:
        world.money.totals.outside += missing
        leave_transfer(world, key, entry.time, counter, account.key, missing, "loan")
    elif missing < 0:
        world.money.totals.spent -= missing
        leave_transfer(world, key, entry.time, account.key, counter, -missing, "dividend")


def secure_reserve(world: World, organisation: Organisation, now: int) -> None:
    """The treasury's account is known to be held by an authority: use another one from now on, and close up (R6)."""
    reserve = world.money.accounts.get(organisation.treasury.reserve)
    if reserve is None or not reserve.noticed:
        return
    chosen = choose_reserve(world, organisation, reserve.country)
    if not chosen:
        chosen = open_elsewhere(world, organisation, reserve.country, f"frozen/{reserve.key}", now)
    organisation.treasury.reserve = chosen
    organisation.alarm(now, 1)
    world.reasons.add(now, organisation.key, "R8", (("frozen", float(reserve.balance)),), 0.0, chosen, reserve.key)
