"""What lay on an account before a payment, so that a bank's statement adds up.

The books of the network know its own money alone. A bank's book knows all of an account: what lay there when the
history began, every recorded payment since, and its lawful life. What of it was lawful at first stands in no scenario:
it is the least that covers what the story pays out beyond what it pays in, and the lawful life of the account, with a
reserve that is drawn (assumption). So it is the same whenever somebody asks.
"""

from __future__ import annotations

from itertools import accumulate

from simulation.kernel.agenda import DAY
from simulation.kernel.draws import Purpose, quantile
from simulation.kernel.traces import TraceKind
from simulation.network.world.world import World

STORY_DAYS = 600
"""Days after the scenario's start up to which the first balance covers payments by timetable (assumption)."""

RESERVE = (9_000.0, 34_000.0, 80_000.0, 160_000.0, 310_000.0, 640_000.0)
"""Quantiles of what people and firms have beyond what they come to need, in minor units. Assumption."""


def balance_before(world: World, account: str, time: int, now: int) -> int:
    """What the bank's book shows just before a payment, in minor units.

    Args:
        world: The world.
        account: Key of an account with a bank or provider.
        time: Second of the payment; the bank still has everything since then.
        now: When the bank is asked.
    """
    later = world.traces.about(account, (TraceKind.TRANSFER,), time, now, now)
    begin = -world.crime.history_days * DAY
    balance = world.money.accounts[account].booked - sum(each.signed(account) for each in later)
    balance += max(0, -min(accumulate(_story(world, account), initial=0)))
    balance += int(quantile(RESERVE, world.chance.draws.uniform(Purpose.ACCOUNT, account, "reserve")))
    lawful = world.money.lawful
    if lawful is None:
        return balance
    since = lawful.net(account, begin, time - 1) if time > begin else -lawful.net(account, time, begin - 1)
    return balance + lawful.need(account, begin) + since


def _story(world: World, account: str) -> list[int]:
    """What the story pays from and to an account beyond the network's own money, in order of time."""
    paid: list[tuple[int, str, int]] = []
    for each in world.crime.transfers:
        if each.only_own or account not in {each.origin, each.destination}:
            continue
        last = STORY_DAYS if each.until_day is None else each.until_day
        days = range(each.day, last + 1, each.every_days) if each.every_days else (each.day,)
        sign = 1 if each.destination == account else -1
        paid += [(day, each.key, sign * each.amount_minor) for day in days]
    return [amount for _day, _key, amount in sorted(paid)]
