"""The flow of money: takings through accounts to the treasury (R8), reports by banks (R12), the owners' share.

Each week an organisation brings what its launderers can handle into accounts, in parts of at most one tranche; the
parts hop in one of three patterns (AMLSim: fan-out, stack, gather), lose the fee at each hop, and end in the account
where the treasury lies. A part that lies in a frozen account, or arrives in one, stays there.
"""

from __future__ import annotations

from simulation.agenda import DAY, Entry
from simulation.draws import Purpose, quantile
from simulation.network import rules
from simulation.network.accounts import Account, Batch
from simulation.network.members import Launderer
from simulation.network.organisations import Organisation
from simulation.network.reactions import secure_reserve
from simulation.network.world import World
from simulation.records import TraceKind
from simulation.scenario.functions import Function
from simulation.scenario.money import HopMode

WEEK = 7 * DAY
HOARD_WEEKS = 12
"""Takings beyond what launderers handle in so many weeks are spent where they lie. Assumption."""

FLOAT_DAYS = 30
"""The treasury keeps wages of so many days in cash. Assumption."""

FALSE_REASON = "unusual_for_customer"
PURPOSES = ("consulting", "freight_charges", "goods", "loan", "services", "storage_services")


def launder(world: World, entry: Entry) -> None:
    """R8: the weekly decision to bring takings into accounts."""
    organisation = world.organisations[str(entry.payload[0])]
    week = int(entry.payload[1])
    now = entry.time
    start_laundering(world, organisation, week + 1, now)
    secure_reserve(world, organisation, now)
    crew = [member for member in organisation.free(Function.LAUNDERER) if isinstance(member, Launderer)]
    channels = [world.accounts[key] for key in organisation.channels if not world.accounts[key].frozen]
    capacity = sum(member.capacity(now) for member in crew)
    for country in sorted(organisation.tills):
        if crew and channels:
            capacity -= _place(world, organisation, crew, channels, country, capacity, week, now)
    _spend_hoard(world, organisation, len(crew))


def start_laundering(world: World, organisation: Organisation, week: int, now: int) -> None:
    """Schedule the next week's laundering."""
    world.agenda.schedule(
        now + WEEK, f"network/launder/{organisation.key}/{week}", "network.launder", (organisation.key, week)
    )


def _place(
    world: World,
    organisation: Organisation,
    crew: list[Launderer],
    channels: list[Account],
    country: str,
    capacity: int,
    week: int,
    now: int,
) -> int:
    """Bring the takings of one country into accounts; how many parts it took."""
    parts = rules.tranches(organisation.tills[country], world.crime.laundering.tranche_minor, capacity)
    if not parts:
        return 0
    key = f"{organisation.key}/batch/{week}/{country.lower()}"
    runner = min(crew, key=lambda member: (member.last_job, member.key))
    runner.take_job(now)
    pattern = runner.choose_pattern(key, organisation.security_now(now), now)
    hops = world.crime.laundering.depth
    stages = max(1, int(quantile(hops, world.uniform(Purpose.LAUNDERING, key, "hops", now)) + 0.5))
    batch = Batch(key, organisation.key, pattern, stages, 0, [], runner.key)
    near = [account for account in channels if account.country == country] or channels
    first = int(world.uniform(Purpose.LAUNDERING, key, "first", now) * len(near))
    for index, amount in enumerate(parts):
        account = near[(first + (index if pattern == "gather" else 0)) % len(near)]
        organisation.tills[country] -= amount
        account.balance += amount
        batch.parts.append((account.key, amount))
        time = now + index * 1700
        world.leave_transfer(f"{key}/0/{index}", time, f"cash/{account.country.lower()}", account.key, amount, "cash")
        _suspect(world, account, amount, now)
    world.batches[key] = batch
    world.note_activity(now, len(parts), 0)
    _schedule_hop(world, batch, now)
    return len(parts)


def _schedule_hop(world: World, batch: Batch, now: int) -> None:
    row = world.crime.laundering.hop_days[HopMode.BANK]
    delay = world.days(row, Purpose.LAUNDERING, batch.key, f"days{batch.stage}", now)
    world.agenda.schedule(now + delay, f"network/hop/{batch.key}/{batch.stage}", "network.hop", (batch.key,))


def hop(world: World, entry: Entry) -> None:
    """R8: the next hop of a batch; the last one ends where the treasury lies. Nobody free to do it: a week later."""
    batch = world.batches[str(entry.payload[0])]
    organisation = world.organisations[batch.organisation]
    now = entry.time
    if not organisation.free(Function.LAUNDERER) and not organisation.free(Function.COORDINATOR):
        world.agenda.schedule(now + WEEK, entry.key, entry.rule, entry.payload)
        return
    batch.stage += 1
    is_last = batch.stage >= batch.stages
    channels = [world.accounts[key] for key in organisation.channels]
    first = int(world.uniform(Purpose.LAUNDERING, batch.key, f"hop{batch.stage}", now) * len(channels))
    moved: list[tuple[str, int]] = []
    arrived = 0
    for index, (key, planned) in enumerate(batch.parts):
        account = world.accounts[key]
        amount = min(planned, account.balance)
        if account.frozen or amount <= 0:
            continue
        step = index if batch.pattern == "fan_out" else 0
        target = world.accounts[organisation.reserve] if is_last else channels[(first + step) % len(channels)]
        received = _pay_on(world, batch, account, target, amount, index, now)
        if target.frozen:
            continue
        moved.append((target.key, received))
        arrived += received
    batch.parts = moved
    world.note_activity(now, len(moved), 0)
    if not moved or is_last:
        del world.batches[batch.key]
    else:
        _schedule_hop(world, batch, now)
    if is_last and arrived:
        _arrive(world, organisation, batch, arrived, now)


def _pay_on(world: World, batch: Batch, account: Account, target: Account, amount: int, index: int, now: int) -> int:
    """One part goes on, less the fee; what the target receives."""
    if target is account:
        return amount
    fee = rules.share_of(amount, world.crime.laundering.fee)
    received = amount - fee
    account.balance -= amount
    target.balance += received
    world.books.fees += fee
    purpose = PURPOSES[(batch.stage * 5 + index) % len(PURPOSES)]
    key = f"{batch.key}/{batch.stage}/{index}"
    world.leave_transfer(key, now + index * 900, account.key, target.key, received, purpose)
    _suspect(world, target, received, now)
    if target.frozen:
        facts = (("amount_minor", received), ("country", target.country), ("by", "inflow"))
        world.happen(now, f"{key}/blocked", "MoneyFrozen", (target.key, target.holder), facts)
    return received


def _arrive(world: World, organisation: Organisation, batch: Batch, arrived: int, now: int) -> None:
    """A batch is home: it counts as laundered, cash is drawn for wages, and what is too much goes to the owners."""
    world.books.laundered += arrived
    facts = (("amount_minor", arrived), ("pattern", batch.pattern), ("hops", batch.stages))
    world.happen(now, f"{batch.key}/laundered", "MoneyLaundered", (organisation.key, organisation.reserve), facts)
    reserve = world.accounts[organisation.reserve]
    if reserve.frozen:
        return
    wanted = min(max(0, FLOAT_DAYS * organisation.daily_wages() - organisation.cash), reserve.balance)
    if wanted:
        reserve.balance -= wanted
        organisation.cash += wanted
        _withdraw(world, f"{batch.key}/wages", reserve, wanted, "cash", now)
    surplus = min(world.funds(organisation) - organisation.reserve_target(), reserve.balance)
    if surplus > 0:
        reserve.balance -= surplus
        world.books.spent += surplus
        _withdraw(world, f"{batch.key}/owners", reserve, surplus, "dividend", now)


def _withdraw(world: World, key: str, account: Account, amount: int, purpose: str, now: int) -> None:
    world.leave_transfer(key, now + 3600, account.key, f"cash/{account.country.lower()}", amount, purpose)


def _spend_hoard(world: World, organisation: Organisation, launderers: int) -> None:
    most = HOARD_WEEKS * max(1, launderers) * Launderer.CAPACITY * world.crime.laundering.tranche_minor
    for country in sorted(organisation.tills):
        surplus = organisation.tills[country] - most
        if surplus > 0:
            organisation.tills[country] -= surplus
            world.books.spent += surplus


def recover(world: World, organisation: Organisation, account: Account, now: int) -> None:
    """R8: money that an authority lets go sets out for the treasury again."""
    if account.key == organisation.reserve or account.key not in organisation.channels or account.balance <= 0:
        return
    key = f"{organisation.key}/recover/{account.key}/{len(account.freezes)}"
    batch = Batch(key, organisation.key, "stack", 1, 0, [(account.key, account.balance)], "")
    world.batches[key] = batch
    _schedule_hop(world, batch, now)


def _suspect(world: World, account: Account, amount: int, now: int) -> None:
    """R12: a payment adds to a bank's suspicion; once it passes the threshold, a report follows within two weeks."""
    account.hazard += rules.suspicion(
        amount, world.crime.laundering.tranche_minor, account.monitoring, world.crime.laundering.report_rate
    )
    if account.hazard < account.threshold:
        return
    account.hazard = 0.0
    account.reports += 1
    account.threshold = world.exponential(Purpose.REPORT, account.key, account.reports, now)
    delay = int((1.0 + 13.0 * world.uniform(Purpose.REPORT, account.key, f"delay{account.reports}", now)) * DAY)
    key = f"report/{account.key}/{account.reports}"
    world.agenda.schedule(now + delay, f"network/{key}", "network.report", (account.key, key, "round_sums_onward"))


def report(world: World, entry: Entry) -> None:
    """R12: a bank reports an account to its country's financial intelligence unit."""
    account = world.accounts[str(entry.payload[0])]
    key, reason = str(entry.payload[1]), str(entry.payload[2])
    world.traces.add(
        key,
        TraceKind.SUSPICIOUS_REPORT,
        entry.time,
        account.country,
        account.bank,
        None,
        (account.key, account.holder),
        (("reason", reason),),
    )
    facts = (("country", account.country), ("bank", account.bank), ("reason", reason))
    world.happen(entry.time, key, "ReportFiled", (key, account.key, account.holder), facts)
    world.note_activity(entry.time, 0, 1)


def false_report(world: World, entry: Entry) -> None:
    """R12: a lawful account is reported without cause; the next time for it is drawn at once."""
    account = world.accounts[str(entry.payload[0])]
    number = int(entry.payload[1])
    schedule_false_report(world, account, number + 1, entry.time)
    key = f"report/{account.key}/false{number}"
    report(world, Entry(entry.time, entry.key, entry.rule, (account.key, key, FALSE_REASON)))


def schedule_false_report(world: World, account: Account, number: int, now: int) -> None:
    """R12: when a lawful account is next reported without cause: one exponential waiting time."""
    monthly = world.crime.laundering.report_false_monthly
    if monthly <= 0.0:
        return
    months = world.exponential(Purpose.REPORT, account.key, f"false{number}", now) / monthly
    due = now + int(months * 30 * DAY) + 1
    key = f"network/report/{account.key}/false{number}"
    world.agenda.schedule(due, key, "network.false_report", (account.key, number))
