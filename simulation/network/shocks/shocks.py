"""Shocks: `do(X)` for injects, for scenarios and for files of shocks, by one mechanism.

A shock that comes on a day of its own is an entry of the calendar; so is the end of one that lasts some days.
"""

from __future__ import annotations

from simulation.kernel.agenda import DAY, Entry
from simulation.network.goods.transport import take
from simulation.network.membership.population import add_company, add_person
from simulation.network.membership.reactions import warn
from simulation.network.money.account_opening import choose_reserve
from simulation.network.money.treasury import open_elsewhere
from simulation.network.people.exploitation import plan_to_leave
from simulation.network.shocks.interventions import arrest, freeze, lift, release
from simulation.network.shocks.targets import targets
from simulation.network.world.organisations import Organisation
from simulation.network.world.record_keeping import credit, leave_transfer
from simulation.network.world.world import World
from simulation.scenario.schema.functions import Function
from simulation.scenario.schema.shocks import Shock, ShockKind


def schedule_shocks(world: World) -> None:
    """Put the scenario's own shocks on the calendar."""
    scenario = world.frozen.scenario
    for index, shock in enumerate(scenario.play.shocks):
        for day in shock.comes_on(scenario.horizon_days):
            world.agenda.schedule(day * DAY, f"network/shock/{index:04}/{day}", "network.shock", (index,))


def come(world: World, entry: Entry) -> None:
    """A planned shock comes."""
    shock = world.frozen.scenario.play.shocks[int(entry.payload[0])]
    met = apply(world, shock, entry.time)
    world.shocks_met.append((entry.time, shock.kind.value, met))


def apply(world: World, shock: Shock, now: int) -> tuple[str, ...]:
    """Do it; the keys of all on whom it had an effect, in order."""
    return tuple(target for target in targets(world, shock, now) if _strike(world, shock, target, now))


def _strike(world: World, shock: Shock, target: str, now: int) -> bool:
    done = _do(world, shock, target, now)
    if done and shock.days:
        key = f"network/end/{shock.kind}/{target}/{now}"
        payload = (shock.kind.value, target, repr(float(shock.factor)))
        world.agenda.schedule(now + shock.days * DAY, key, "network.end_shock", payload)
    return done


def _do(world: World, shock: Shock, target: str, now: int) -> bool:
    match shock.kind:
        case ShockKind.ARREST:
            return arrest(world, target, now)
        case ShockKind.SEIZE:
            load = world.goods.consignments.get(world.goods.by_container.get(target, target))
            if load is None or not load.is_under_way:
                return False
            take(world, load, now, "shock")
            return True
        case ShockKind.FREEZE:
            known = world.money.accounts.get(target)
            if known is None or known.frozen:
                return False
            freeze(world, target, now)
            return True
        case ShockKind.INTERDICTION:
            if target not in world.terrain.corridors:
                return False
            world.terrain.campaigns[target] = sorted((*world.terrain.campaigns.get(target, ()), float(shock.factor)))
            return True
        case ShockKind.CLOSURE:
            if target in world.terrain.corridors:
                world.terrain.closed[target] = world.terrain.closed.get(target, 0) + 1
                return True
            return _shut(world, target, now)
        case ShockKind.FAILED_RAID | ShockKind.LEAK:
            return _alarm(world, target, f"{shock.kind}/{now}", now)


def _alarm(world: World, target: str, cause: str, now: int) -> bool:
    """A failed raid or a leak: whoever is concerned learns that somebody is looking (R7); a site is emptied (R14)."""
    member = world.membership.members.get(target)
    account = world.money.accounts.get(target)
    key = member.organisation if member is not None else account.organisation if account is not None else target
    site = world.people.sites.get(target)
    if site is not None:
        key = site.settings.organisation or ""
        plan_to_leave(world.agenda, site, now)
    concerned = [world.membership.organisations[key]] if key in world.membership.organisations else []
    if target in world.terrain.corridors:
        concerned = [each for each in world.membership.organisations.values() if target in each.corridors]
    for organisation in concerned:
        warn(world, organisation, member, now, cause)
    return bool(concerned)


def _shut(world: World, firm: str, now: int) -> bool:
    """A front company is closed: no goods are addressed to it, and no new money comes into its accounts.

    What lies there stays the network's: batches under way move on, and the treasury is laid elsewhere (R8). Whoever has
    no firm left founds one: a shell is bought in a day (assumption).
    """
    organisation = next(
        (world.membership.organisations[key] for key, firms in world.money.fronts.items() if firm in firms), None
    )
    if organisation is None:
        return False
    world.money.fronts[organisation.key] = tuple(
        front for front in world.money.fronts[organisation.key] if front != firm
    )
    accounts = [key for key in organisation.treasury.channels if world.money.accounts[key].holder == firm]
    world.money.shut[firm] = (organisation.key, tuple(accounts))
    for key in accounts:
        organisation.treasury.channels.remove(key)
    if not organisation.treasury.channels:
        _found(world, organisation, firm, now)
    if organisation.treasury.reserve in accounts:
        old = world.money.accounts[organisation.treasury.reserve]
        chosen = choose_reserve(world, organisation, "")
        if chosen and not old.frozen and old.balance:
            amount, old.balance = old.balance, 0
            credit(world.happenings, world.money.accounts[chosen], amount, f"{firm}/closed/{now}", now)
            leave_transfer(world, f"{firm}/closed/{now}", now, old.key, chosen, amount, "loan")
        organisation.treasury.reserve = chosen or organisation.treasury.reserve
    facts = (("country", world.entities[firm].country), ("organisation", organisation.key))
    world.happenings.add(now, f"{firm}/closed/{now}", "FirmClosed", (firm, organisation.key), facts)
    return True


def _found(world: World, organisation: Organisation, lost: str, now: int) -> None:
    country = world.entities[lost].country
    firm = f"company/fresh/{organisation.key}/{now}"
    if firm not in world.entities:
        straw = f"{firm}/straw"
        add_person(world, straw, country, world.labels.person(straw, country))
        leading = organisation.crew.free(Function.LAUNDERER) or organisation.crew.free(Function.COORDINATOR)
        owner = leading[0].key if leading else straw
        add_company(world, firm, country, straw, owner, now)
    world.money.fronts[organisation.key] = (firm,)
    open_elsewhere(world, organisation, "", f"closed/{lost}/{now}", now)


def _reopen(world: World, firm: str) -> None:
    organisation, accounts = world.money.shut.pop(firm)
    world.money.fronts[organisation] = tuple(sorted((*world.money.fronts[organisation], firm)))
    channels = world.membership.organisations[organisation].treasury.channels
    channels[:] = sorted({*channels, *accounts})


def end_shock(world: World, entry: Entry) -> None:
    """The end of a shock that lasted some days."""
    kind, target = str(entry.payload[0]), str(entry.payload[1])
    match kind:
        case "arrest":
            release(world, target, entry.time)
        case "freeze":
            lift(world, target, entry.time)
        case "interdiction":
            world.terrain.campaigns[target].remove(float(str(entry.payload[2])))
        case "closure" if target in world.money.shut:
            _reopen(world, target)
        case "closure":
            world.terrain.closed[target] -= 1
            if not world.terrain.closed[target]:
                del world.terrain.closed[target]
        case _:
            pass
