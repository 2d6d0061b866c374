"""Opening accounts: those of the story, of members and of uninvolved people; and where a treasury should lie (R8)."""

from __future__ import annotations

from simulation.kernel.agenda import DAY
from simulation.kernel.draws import Purpose
from simulation.kernel.entities import EntityKind
from simulation.kernel.traces import TraceKind
from simulation.network.world.accounts import Account, Keeping
from simulation.network.world.organisations import Organisation
from simulation.network.world.world import World
from simulation.scenario.schema.functions import Function

HAVE_ACCOUNTS = frozenset({Function.COORDINATOR, Function.BROKER, Function.LAUNDERER, Function.CORRUPT_OFFICIAL})
"""Members whose own lawful account exists without the scenario saying so."""


def add_account(
    world: World,
    key: str,
    country: str,
    holder: str,
    owner: str,
    organisation: str | None,
    opened: int,
    monitoring: float,
    monthly: int,
    now: int,
    *,
    keeping: Keeping = Keeping.BANK,
    named: bool = True,
) -> Account:
    """An account at one of the country's banks, or with one of its providers of virtual assets.

    Of a company with another above it the bank knows that one as the owner. Where it is not `named` other banks have
    the number alone.
    """
    at_exchange = keeping is Keeping.EXCHANGE
    keepers = world.money.exchanges[country] if at_exchange else world.money.banks[country]
    keeper = keepers[world.chance.draws.below(len(keepers), Purpose.ACCOUNT, key, "bank")]
    account = Account(key, country, keeper, holder, owner, organisation, opened, monitoring, monthly, keeping=keeping)
    world.money.accounts[key] = account
    world.money.by_holder.setdefault(holder, []).append(key)
    printed = world.labels.wallet if at_exchange else world.labels.account
    label = printed(key, world.terrain.countries[country])
    names = (("holder", holder), ("owner", owner)) if named else ()
    details = (("bank", keeper), *names, ("opened", world.labels.calendar(opened // DAY)))
    world.add_entity(key, EntityKind.ACCOUNT, label, country, details)
    account.threshold = world.chance.exponential(Purpose.REPORT, key, 0, now)
    told = (key, holder, world.identities.parents.get(holder, owner))
    world.traces.add(f"{key}/opened", TraceKind.ACCOUNT_OPENED, opened, country, keeper, None, told)
    if organisation is not None and is_channel(world, account):
        channels = world.membership.organisations[organisation].treasury.channels
        channels.append(key)
        channels.sort()
    return account


def is_channel(world: World, account: Account) -> bool:
    """Takings go through companies' accounts, not those of officials whom the network pays, nor what is kept apart."""
    owner = world.membership.members.get(account.owner)
    is_officials = owner is not None and owner.function is Function.CORRUPT_OFFICIAL
    kept_apart = {organisation.reserve for organisation in world.crime.organisations}
    kept_apart |= {planned.key for planned in world.crime.accounts if planned.story_only}
    is_companys = world.entities[account.holder].kind is EntityKind.COMPANY
    return is_companys and not is_officials and account.key not in kept_apart


def planned_accounts(world: World, start: int) -> None:
    """The accounts of the story, and the lawful ones of members who would have one."""
    for planned in sorted(world.crime.accounts, key=lambda planned: planned.key):
        member = world.membership.members.get(planned.owner)
        organisation = member.organisation if planned.laundering and member is not None else None
        account = add_account(
            world,
            planned.key,
            planned.country,
            planned.holder,
            planned.owner,
            organisation,
            planned.opened_day * DAY,
            planned.monitoring,
            planned.lawful_monthly,
            start,
            keeping=Keeping(planned.kind.value),
            named=not planned.unnamed,
        )
        account.is_story = True
    for key in sorted(world.membership.members):
        member = world.membership.members[key]
        if member.function in HAVE_ACCOUNTS and not world.money.by_holder.get(key):
            own_account(world, key, member.country, start)


def own_account(world: World, person: str, country: str, start: int) -> None:
    """The ordinary account of somebody."""
    u = world.chance.draws.uniform(Purpose.ACCOUNT, person, "own")
    opened = -int(400 + u * 1600) * DAY
    add_account(world, f"account/{person}", country, person, person, None, opened, 0.2, 4 + int(u * 9), start)


def exchange_accounts(world: World, organisation: Organisation, company: str, owner: str, start: int) -> None:
    """An account of a front company with a provider of virtual assets, where the scenario has one."""
    exchanges = sorted(world.crime.exchanges, key=lambda exchange: exchange.key)
    if not exchanges:
        return
    exchange = exchanges[world.chance.draws.below(len(exchanges), Purpose.ACCOUNT, company, "exchange")]
    u = world.chance.draws.uniform(Purpose.ACCOUNT, company, "wallet")
    opened = min(start, -int(120 + 400 * u) * DAY)
    add_account(
        world,
        f"account/exchange/{owner}",
        exchange.country,
        company,
        owner,
        organisation.key,
        opened,
        exchange.monitoring,
        1 + int(u * 3),
        start,
        keeping=Keeping.EXCHANGE,
    )


def bonds(world: World, one: str, other: str) -> int:
    """R8: instruments of mutual legal assistance that bind two countries: the fewer, the longer help takes."""
    pairs = world.frozen.scenario.pairs
    return next((len(pair.instruments) for pair in pairs if {pair.a, pair.b} == {one, other}), 0)


def choose_reserve(world: World, organisation: Organisation, leaving: str) -> str:
    """R8: where the treasury should lie: a busy bank account that nobody is known to hold, in the financial centre.

    Of the story's accounts rather, unless the story says where it keeps what it has put by: then rather another.

    Args:
        world: The world.
        organisation: Whose treasury.
        leaving: Country to get out of, empty when none.
    """
    known = [world.money.accounts[key] for key in organisation.treasury.channels]
    usable = [account for account in known if not account.noticed and account.keeping is Keeping.BANK]
    ranked = sorted(
        usable,
        key=lambda account: (
            account.country == leaving,
            world.terrain.countries[account.country].chain_role != "finance",
            bonds(world, account.country, leaving),
            account.is_story is (organisation.settings.reserve is not None),
            -account.lawful_monthly,
            account.key,
        ),
    )
    return ranked[0].key if ranked else ""
