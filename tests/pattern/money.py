"""F18 to F20: how fast money moves on, how long cleaning takes, what it costs."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from simulation.kernel.agenda import DAY, HOUR
from simulation.kernel.traces import TraceKind
from simulation.network.world.accounts import Keeping
from tests.pattern.runs import YEAR, Bench, Record, Run, shock

DELAYS = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0)
GONE = 0.05


@dataclass(frozen=True, slots=True)
class Stay:
    """Money that was paid into an account on its way, and moved on, or not by the end of the run."""

    first: bool
    at_exchange: bool
    since: int
    until: int | None


def _payments(run: Run) -> dict[str, dict[int, list[Record]]]:
    """Payments of each batch of takings by hop; -1 is the payment with which it began."""
    found: dict[str, dict[int, list[Record]]] = {}
    for record in run.records(TraceKind.TRANSFER, 0, run.day):
        place = _place(record.key)
        if place is not None:
            found.setdefault(place[0], {}).setdefault(place[1], []).append(record)
    return found


def _place(key: str) -> tuple[str, int] | None:
    """Batch and hop of a payment: `batch/in/3`, `batch/2/0`, `batch/2/drawn0` where cash is carried on."""
    parts = key.split("/")
    if len(parts) < 3 or "batch" not in parts or not parts[-1].removeprefix("drawn").isdigit():
        return None
    batch, hop = "/".join(parts[:-2]), parts[-2]
    if hop == "in":
        return batch, -1
    return (batch, int(hop)) if hop.isdigit() else None


def _stays(run: Run) -> Iterator[Stay]:
    """Every stay of takings in an account from the first deposit on, but for the one in the treasury."""
    accounts = run.network.money.accounts
    for hops in _payments(run).values():
        last = max(hops)
        for hop in sorted(hops):
            for paid in hops[hop]:
                account = accounts.get(paid.subjects[1])
                if account is None or account.keeping not in {Keeping.BANK, Keeping.EXCHANGE}:
                    continue
                left = [
                    each.time
                    for later in range(hop + 1, last + 1)
                    for each in hops.get(later, ())
                    if each.subjects[0] == account.key
                ]
                if not left and hop == last:
                    continue
                until = min(left) if left else None
                yield Stay(hop == -1, account.keeping is Keeping.EXCHANGE, paid.time, until)


def _still_there(stays: list[Stay], days: float) -> float:
    return sum(stay.until is None or stay.until - stay.since > days * DAY for stay in stays) / len(stays)


def _half_life(stays: list[Stay]) -> float | None:
    moved = [float("inf") if stay.until is None else (stay.until - stay.since) / DAY for stay in stays]
    middle = statistics.median(moved) if moved else float("inf")
    return middle if middle < float("inf") else None


def outruns(bench: Bench) -> dict[str, float | None]:
    """F18."""
    run = bench.run(YEAR)
    stays = [stay for stay in _stays(run) if stay.since < run.now - DELAYS[-1] * DAY]
    first = [stay for stay in stays if stay.first]
    falls = None
    if first:
        shares = [1.0, *(_still_there(first, days) for days in DELAYS)]
        falls = float(all(before <= GONE or after < before for before, after in pairwise(shares)))
    return {
        "decreasing": falls,
        "half_life_bank": _half_life([stay for stay in stays if not stay.at_exchange]),
        "half_life_virtual": _half_life([stay for stay in stays if stay.at_exchange]),
    }


def cleaning(bench: Bench) -> dict[str, float | None]:
    """F19."""
    run = bench.run(YEAR)
    first = [(stay.until - stay.since) / HOUR for stay in _stays(run) if stay.first and stay.until is not None]
    home = [int(dict(each.facts)["hours"]) / 24 for each in run.named("MoneyLaundered")]
    return {
        "first_hop": statistics.median(first) if first else None,
        "integration": statistics.median(home) if home else None,
    }


def _fee(bench: Bench, run: Run) -> float | None:
    before, after = bench.start().network.money.totals, run.network.money.totals
    laundered = after.laundered - before.laundered
    return (after.fees - before.fees) / laundered if laundered else None


def price_of_cleaning(bench: Bench) -> dict[str, float | None]:
    """F20."""
    base = _fee(bench, bench.run(YEAR))
    done = _fee(bench, bench.run(YEAR, shock("freeze", repeat=60, times=7, rank="money", count=1)))
    return {"fee": None if base is None or done is None else done - base}
