"""F16, F17 and F21: who belongs to it, in what groups, and what a courier is paid."""

from __future__ import annotations

from collections import Counter

from simulation.network.world.consignments import LoadStatus
from simulation.scenario.schema.functions import FACILITATORS, Function
from tests.pattern.runs import YEAR, Bench, Run, relative, shock

SIZES = range(8, 39)


def facilitators(bench: Bench) -> dict[str, float | None]:
    """F16."""
    members = [member for member in bench.start().network.membership.members.values() if member.is_free]
    wanted = FACILITATORS | {Function.LAUNDERER}
    return {"share": sum(member.function in wanted for member in members) / len(members)}


def groups(bench: Bench) -> dict[str, float | None]:
    """F17."""
    members = bench.run(YEAR).network.membership.members.values()
    sizes = Counter((member.organisation, member.whereabouts) for member in members if member.is_free)
    grouped = sum(size for size in sizes.values() if size > 1)
    return {"within": sum(size for size in sizes.values() if size in SIZES) / grouped if grouped else None}


def _legs(run: Run) -> int:
    """Legs on which a courier moved goods or guided somebody, since history began."""
    network = run.network
    goods = sum(
        load.leg + (load.status in {LoadStatus.MOVING, LoadStatus.SEIZED})
        for load in network.goods.consignments.values()
    )
    guided = sum(
        event == "travelled" and any(name in network.membership.members for name in named)
        for person in network.people.persons.values()
        for _, event, named in person.lived
    )
    return goods + guided


def _pay(bench: Bench, run: Run) -> float:
    """What couriers were paid by the job in the year, a leg."""
    start = bench.start()
    by_job = run.network.money.totals.wages - start.network.money.totals.wages - run.day_wages
    legs = _legs(run) - _legs(start)
    return by_job / legs if legs else 0.0


def risk_pay(bench: Bench) -> dict[str, float | None]:
    """F21. Whoever is paid by the day alone is paid the same whatever the risk: no change."""
    base = _pay(bench, bench.run(YEAR))
    done = _pay(bench, bench.run(YEAR, shock("interdiction", factor=3.0)))
    return {"pay": relative(done, base) if base else 0.0}
