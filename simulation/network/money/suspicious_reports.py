"""R12: banks and providers of virtual assets report what looks odd, and now and then what is not."""

from __future__ import annotations

from simulation.kernel.agenda import DAY, Entry
from simulation.kernel.draws import Purpose
from simulation.kernel.traces import TraceKind
from simulation.network.world import money_rules
from simulation.network.world.accounts import Account
from simulation.network.world.lawful_life import MEAN_PAYMENT
from simulation.network.world.world import World

FALSE_REASON = "unusual_for_customer"


def suspect(world: World, account: Account, amount: int, reason: str, now: int) -> None:
    """A payment adds to a bank's suspicion; once it passes the threshold, a report follows within two weeks.

    Args:
        world: The world.
        account: The account that is paid.
        amount: The payment.
        reason: What about it would strike the bank.
        now: When it is made.
    """
    if account.organisation is None or account.threshold <= 0.0:
        return
    laundering = world.crime.laundering
    strange = money_rules.anomaly(amount, account.lawful_monthly * MEAN_PAYMENT)
    account.hazard += money_rules.suspicion(strange, account.monitoring, laundering.report_rate)
    if account.hazard < account.threshold:
        return
    account.hazard = 0.0
    account.reports += 1
    account.threshold = world.chance.exponential(Purpose.REPORT, account.key, account.reports, now)
    delay = int((1.0 + 13.0 * world.chance.uniform(Purpose.REPORT, account.key, f"delay{account.reports}", now)) * DAY)
    key = f"report/{account.key}/{account.reports}"
    world.agenda.schedule(now + delay, f"network/{key}", "network.report", (account.key, key, reason))
    inputs = (("anomaly", strange), ("monitoring", account.monitoring))
    world.reasons.add(now, account.bank, "R12", inputs, account.threshold, reason, "let_pass")


def report(world: World, entry: Entry) -> None:
    """A bank reports an account to its country's financial intelligence unit."""
    account = world.money.accounts[str(entry.payload[0])]
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
    world.happenings.add(entry.time, key, "ReportFiled", (key, account.key, account.holder), facts)
    world.activity.note(entry.time, 0, 1)


def false_report(world: World, entry: Entry) -> None:
    """A lawful account is reported without cause; the next time for it is drawn at once."""
    account = world.money.accounts[str(entry.payload[0])]
    number = int(entry.payload[1])
    schedule_false_report(world, account, number + 1, entry.time)
    key = f"report/{account.key}/false{number}"
    report(world, Entry(entry.time, entry.key, entry.rule, (account.key, key, FALSE_REASON)))


def schedule_false_report(world: World, account: Account, number: int, now: int) -> None:
    """When a lawful account is next reported without cause: one exponential waiting time."""
    monthly = world.crime.laundering.report_false_monthly
    if monthly <= 0.0:
        return
    months = world.chance.exponential(Purpose.REPORT, account.key, f"false{number}", now) / monthly
    due = now + int(months * 30 * DAY) + 1
    key = f"network/report/{account.key}/false{number}"
    world.agenda.schedule(due, key, "network.false_report", (account.key, number))
