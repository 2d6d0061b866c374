"""R8: where the treasury lies: an account that nobody is known to hold, in a country that is hard to reach."""

from __future__ import annotations

from simulation.kernel.agenda import DAY, Entry
from simulation.network.money.account_opening import add_account, bonds, choose_reserve
from simulation.network.world.accounts import Keeping
from simulation.network.world.members import Enabler
from simulation.network.world.organisations import Organisation
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
