"""R8: the weekly decision to bring takings into accounts, in parts of at most one tranche, in one of eight typologies.

What an organisation's own launderers can't handle goes to a laundering service that has it as a client. What nobody can
handle for long is spent where it lies.
"""

from __future__ import annotations

from simulation.kernel.agenda import DAY, Agenda, Entry
from simulation.kernel.draws import Purpose, quantile
from simulation.network.money.suspicious_reports import suspect
from simulation.network.money.transfers import in_keyed_order, new_batch, set_out, usable
from simulation.network.money.treasury import rebuild, secure_reserve
from simulation.network.world import rules
from simulation.network.world.accounts import Account, AccountShare, Keeping
from simulation.network.world.members import Launderer
from simulation.network.world.money import Money
from simulation.network.world.organisations import Organisation
from simulation.network.world.record_keeping import credit, leave_transfer
from simulation.network.world.typologies import Draft, Typology, draft, leaning
from simulation.network.world.world import Membership, World
from simulation.scenario.schema.functions import Function

WEEK = 7 * DAY
HOARD_WEEKS = 12
"""Takings beyond what launderers handle in so many weeks are spent where they lie. Assumption."""


def launder(world: World, entry: Entry) -> None:
    """R8: takings of the week set out through accounts."""
    organisation = world.membership.organisations[str(entry.payload[0])]
    week = int(entry.payload[1])
    now = entry.time
    start_laundering(world.agenda, organisation, week + 1, now)
    secure_reserve(world, organisation, now)
    rebuild(world, organisation, now)
    handled = 0
    for provider in _providers(world.membership, organisation):
        crew = _crew(provider)
        left = sum(member.capacity(now) for member in crew)
        handled += left
        for country in sorted(organisation.treasury.tills):
            if left > 0 and _entrances(world.money, provider, country):
                left -= _place(world, organisation, provider, country, left, week, now)
    _spend_hoard(world, organisation, handled)


def start_laundering(agenda: Agenda, organisation: Organisation, week: int, now: int) -> None:
    """Schedule the next week's laundering."""
    agenda.schedule(
        now + int(WEEK * organisation.crew.pace()),
        f"network/launder/{organisation.key}/{week}",
        "network.launder",
        (organisation.key, week),
    )


def _providers(membership: Membership, organisation: Organisation) -> tuple[Organisation, ...]:
    """The organisation itself, then the services whose client it is."""
    services = (each for each in membership.organisations.values() if organisation.key in each.settings.clients)
    return (organisation, *services)


def _crew(provider: Organisation) -> list[Launderer]:
    return [member for member in provider.crew.free(Function.LAUNDERER) if isinstance(member, Launderer)]


def _entrances(money: Money, provider: Organisation, country: str) -> list[Account]:
    """Bank accounts into which cash of a country can be paid."""
    known = [account for account in usable(money, provider) if account.keeping is Keeping.BANK]
    return [account for account in known if account.country == country] or known


def _place(
    world: World, organisation: Organisation, provider: Organisation, country: str, capacity: int, week: int, now: int
) -> int:
    """Bring the takings of one country into accounts; how many parts it took."""
    amounts = rules.tranches(organisation.treasury.tills[country], world.crime.laundering.tranche_minor, capacity)
    if not amounts:
        return 0
    own = provider is organisation
    key = f"{organisation.key}/batch/{week}/{country.lower()}" + ("" if own else f"/{provider.key}")
    runner = min(_crew(provider), key=lambda member: (member.last_job, member.key))
    runner.take_job(now)
    typology = choose_typology(provider, runner, key, len(amounts) / capacity, 0.0, now)
    plan = drafted(world, typology, key, now)
    near = in_keyed_order(world, _entrances(world.money, provider, country), key, "in", now)
    parts: list[AccountShare] = []
    for index, amount in enumerate(amounts):
        slot = index % plan.entries
        account = near[slot % len(near)]
        organisation.treasury.tills[country] -= amount
        credit(world.happenings, account, amount, f"{key}/in/{index}", now)
        parts.append(AccountShare(account.key, amount, slot))
        leave_transfer(world, f"{key}/in/{index}", now, f"cash/{account.country.lower()}", account.key, amount, "cash")
        suspect(world, account, amount, "cash_paid_in", now)
    batch = new_batch(world.crime, key, organisation, provider, typology.value, plan.layers, parts, now)
    batch.launderer = runner.key
    world.activity.note(now, 1, 0)
    set_out(world, batch, now)
    return len(parts)


def send_on(world: World, organisation: Organisation, account: Account, amount: int, key: str, now: int) -> bool:
    """R8: proceeds that came by payment into an account set out from there; False when no launderer is free.

    Args:
        world: The world.
        organisation: Whose account it is.
        account: Where the money lies.
        amount: How much of it sets out.
        key: Causal key of what brought it.
        now: When.
    """
    crew = _crew(organisation)
    if not crew or amount <= 0 or account.frozen:
        return False
    runner = min(crew, key=lambda member: (member.last_job, member.key))
    runner.take_job(now)
    batch_key = f"{key}/batch"
    typology = choose_typology(organisation, runner, batch_key, 0.0, 0.0, now)
    plan = drafted(world, typology, batch_key, now)
    parts = [AccountShare(account.key, amount, 0)]
    batch = new_batch(world.crime, batch_key, organisation, organisation, typology.value, plan.layers, parts, now)
    batch.launderer = runner.key
    set_out(world, batch, now)
    return True


def choose_typology(
    provider: Organisation, runner: Launderer, occasion: str, size: float, urgency: float, now: int
) -> Typology:
    """R8: the pattern, by security and context.

    Args:
        provider: Organisation whose people and accounts move the money.
        runner: Who decides.
        occasion: Causal key of the batch.
        size: Share of what can be handled, 0 to 1.
        urgency: 1 when the money has to leave at once, else 0.
        now: When.
    """
    security = provider.security_now(now)
    options = tuple((typology.value, leaning(typology, security, urgency, size)) for typology in Typology)
    return Typology(runner.choose(occasion, options, now))


def drafted(world: World, typology: Typology, key: str, now: int) -> Draft:
    """The typology in the size that this batch has."""
    laundering = world.crime.laundering
    width = max(2, int(quantile(laundering.width, world.chance.uniform(Purpose.LAUNDERING, key, "width", now)) + 0.5))
    depth = max(1, int(quantile(laundering.depth, world.chance.uniform(Purpose.LAUNDERING, key, "depth", now)) + 0.5))
    u = world.chance.uniform(Purpose.LAUNDERING, key, "random", now) if typology is Typology.RANDOM else 0.0
    return draft(typology, width, depth, [rules.fraction(u, index) for index in range(width * depth)])


def _spend_hoard(world: World, organisation: Organisation, handled: int) -> None:
    most = HOARD_WEEKS * max(Launderer.CAPACITY, handled) * world.crime.laundering.tranche_minor
    for country in sorted(organisation.treasury.tills):
        surplus = organisation.treasury.tills[country] - most
        if surplus > 0:
            organisation.treasury.tills[country] -= surplus
            world.money.totals.spent += surplus
