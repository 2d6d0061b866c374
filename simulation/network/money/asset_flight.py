"""R8: how a treasury leaves a country where it may be held.

The first move comes within two days of a warning, in a pattern that is done quickly; what follows takes the days that
its ways take (network.md b F18).
"""

from __future__ import annotations

from simulation.kernel.agenda import DAY, Entry
from simulation.network.money.account_opening import bonds, choose_reserve
from simulation.network.money.laundering import choose_typology, drafted
from simulation.network.money.transfers import new_batch, runner_of, take_hop
from simulation.network.money.treasury import open_elsewhere, opening_days
from simulation.network.world.accounts import Account, AccountShare
from simulation.network.world.organisations import Organisation
from simulation.network.world.typologies import Layer
from simulation.network.world.world import World


def move_assets(world: World, entry: Entry) -> None:
    """R8: bring the treasury out of the country where it lies, towards an account that nobody is known to hold."""
    organisation = world.membership.organisations[str(entry.payload[0])]
    cause = str(entry.payload[1])
    now = entry.time
    old = world.money.accounts.get(organisation.treasury.reserve)
    leaving = "" if old is None else old.country
    chosen = choose_reserve(world, organisation, leaving)
    if not chosen or world.money.accounts[chosen].country == leaving:
        if len(entry.payload) == 2:
            payload = (organisation.key, cause, "opened")
            world.agenda.schedule(now + opening_days(organisation, now) * DAY, entry.key, entry.rule, payload)
            return
        chosen = open_elsewhere(world, organisation, leaving, cause, now)
    organisation.treasury.reserve = chosen
    reachable = (world.money.accounts[key] for key in organisation.treasury.channels)
    full = [each for each in reachable if each.country == leaving and each.balance and not each.frozen]
    moved = _send(world, organisation, full, leaving, cause, now)
    options = (
        ("moved_minor", float(moved)),
        ("bonds", float(bonds(world, world.money.accounts[chosen].country, leaving))),
    )
    world.reasons.add(now, organisation.key, "R8", options, 0.0, chosen, old.key if old else "")
    facts = (("amount_minor", moved), ("from", leaving), ("to", world.money.accounts[chosen].country), ("cause", cause))
    world.happenings.add(now, f"{organisation.key}/moved/{cause}", "AssetsMoved", (organisation.key, chosen), facts)


def move_savings(world: World, entry: Entry) -> None:
    """R8: what is put by leaves for the treasury, since another of the organisation's accounts was found to be held."""
    organisation = world.membership.organisations[str(entry.payload[0])]
    cause, now = str(entry.payload[1]), entry.time
    account = world.money.accounts[organisation.treasury.savings]
    if account.frozen or not account.balance:
        return
    moved = _send(world, organisation, [account], account.country, cause, now)
    to = organisation.treasury.reserve
    world.reasons.add(now, organisation.key, "R8", (("moved_minor", float(moved)),), 0.0, to, account.key)
    ends = (("from", account.country), ("to", world.money.accounts[to].country))
    facts = (("amount_minor", moved), *ends, ("cause", cause))
    world.happenings.add(now, f"{organisation.key}/moved/{cause}", "AssetsMoved", (organisation.key, to), facts)


def _send(world: World, organisation: Organisation, full: list[Account], leaving: str, cause: str, now: int) -> int:
    """Everything that lies in these accounts sets out at once to leave a country; how much that is."""
    if not full:
        return 0
    key = f"{organisation.key}/moved/{cause}"
    runner = runner_of(world.membership, organisation, "")
    pattern, entries = "direct", 1
    layers: tuple[Layer, ...] = ()
    if runner is not None:
        typology = choose_typology(organisation, runner, key, 0.0, 1.0, now)
        plan = drafted(world, typology, key, now)
        pattern, layers, entries = typology.value, plan.layers, plan.entries
    parts = [AccountShare(account.key, account.balance, index % entries) for index, account in enumerate(full)]
    moved = sum(part.amount for part in parts)
    batch = new_batch(world.crime, key, organisation, organisation, pattern, layers, parts, now)
    batch.launderer = "" if runner is None else runner.key
    batch.is_fresh, batch.leaving = False, leaving
    world.money.batches[key] = batch
    take_hop(world, organisation, batch, now)
    return moved
