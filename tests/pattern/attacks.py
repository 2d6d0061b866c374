"""F7 to F11: whom it hits, how it recovers, and what its form has to do with it."""

from __future__ import annotations

from simulation.kernel.traces import TraceKind
from simulation.network.metrics import shape
from simulation.network.shocks.targets import ranked
from simulation.scenario.schema.functions import Function
from tests.pattern.runs import YEAR, Bench, Run, mean, relative, shock

HIT = 30
RANKS = ("degree", "betweenness", "money", "random")
PACES = (0.5, 1.0, 2.0)
MOST_STEPS = 60
FAST, SLOW = 0.25, 4.0


# --- F7


def _worked_together(run: Run, start: int, end: int) -> dict[str, set[str]]:
    """Who called whom among members in a time: the partners of each."""
    members = run.network.membership.members
    holder = {phone: person for person, phone in run.network.identities.phones.items() if person in members}
    partners: dict[str, set[str]] = {}
    for record in run.records(TraceKind.CALL, start, end):
        ends = {holder[phone] for phone in record.subjects if phone in holder}
        for person in ends if len(ends) > 1 else ():
            partners.setdefault(person, set()).update(ends - {person})
    return partners


def _centralisation(partners: dict[str, set[str]]) -> float | None:
    size = len(partners)
    if size < 3:
        return None
    degrees = [len(others) for others in partners.values()]
    return sum(max(degrees) - degree for degree in degrees) / ((size - 1) * (size - 2))


def _leading(partners: dict[str, set[str]]) -> set[str]:
    return set(sorted(partners, key=lambda key: (-len(partners[key]), key))[:5])


def seizures(bench: Bench) -> dict[str, float | None]:
    """F7."""
    run = bench.run(730, shock("seize", 33, repeat=66, times=11, rank="money", count=1))
    first, last = _worked_together(run, 0, 243), _worked_together(run, 487, 730)
    before, after = _centralisation(first), _centralisation(last)
    both = _leading(first) | _leading(last)
    return {
        "centralisation": None if before is None or after is None else after - before,
        "key_members": len(_leading(first) & _leading(last)) / len(both) if both else None,
    }


# --- F8


def recovery(bench: Bench) -> dict[str, float | None]:
    """F8."""
    table = [
        [
            float(bench.run(YEAR, shock("arrest", HIT, rank=rank, share=0.1), replacement=pace).rows[-1].members)
            for pace in PACES
        ]
        for rank in RANKS
    ]
    grand = mean(mean(row) for row in table)
    total = sum((value - grand) ** 2 for row in table for value in row)
    attack = len(PACES) * sum((mean(row) - grand) ** 2 for row in table)
    recover = len(RANKS) * sum((mean(row[index] for row in table) - grand) ** 2 for index in range(len(PACES)))
    return {"variance": (recover - attack) / total if total else None}


# --- F9


def _steps(bench: Bench, rank: str) -> int:
    """Arrests, one a day, until the largest connected group is half of what it was."""
    run = bench.start().play(HIT)
    half = shape(run.network.membership).largest / 2
    for step in range(MOST_STEPS):
        if shape(run.network.membership).largest <= half:
            return step
        following = ranked(run.network, rank, run.now)
        if following:
            run.arrest(following[0])
        if shape(run.network.membership).largest <= half:
            return step + 1
        run.play(run.day + 1)
    return MOST_STEPS


def aiming(bench: Bench) -> dict[str, float | None]:
    """F9."""
    steps = {rank: _steps(bench, rank) for rank in ("betweenness", "money", "random")}
    return {
        "betweenness": steps["betweenness"] - steps["random"],
        "money": steps["money"] - steps["random"],
        "order": steps["betweenness"] - steps["money"],
    }


# --- F10


def _loss(bench: Bench, base: Run, replacement: float, *, hubs: bool) -> float | None:
    run = bench.start(replacement=replacement).play(HIT)
    network = run.network
    taken = ranked(network, "degree", run.now, function=Function.BROKER.value)
    if hubs:
        others = [key for key in ranked(network, "degree", run.now) if key not in taken]
        taken = tuple(others[: len(taken)])
    for person in taken:
        run.arrest(person)
    run.play(210)
    change = relative(run.income_between(HIT, 210), base.income_between(HIT, 210))
    return None if change is None else -change


def specialists(bench: Bench) -> dict[str, float | None]:
    """F10."""
    gap: dict[float, float] = {}
    for pace in (FAST, SLOW):
        base = bench.run(210, replacement=pace)
        special, hub = _loss(bench, base, pace, hubs=False), _loss(bench, base, pace, hubs=True)
        if special is None or hub is None:
            return {"interaction": None}
        gap[pace] = special - hub
    return {"interaction": gap[SLOW] - gap[FAST]}


# --- F11


def efficient_or_secure(bench: Bench) -> dict[str, float | None]:
    """F11."""
    once = shock("arrest", HIT, rank="random", share=0.2)
    monthly = shock("arrest", HIT, repeat=30, times=24, rank="random", count=2)
    left = {
        (security, kind): bench.run(730, blow, security=security)
        for security in (0.1, 0.8)
        for kind, blow in (("one_hit", once), ("sustained", monthly))
    }
    size = {key: run.rows[-1].members / run.rows[HIT - 1].members for key, run in left.items()}
    return {kind: size[0.1, kind] - size[0.8, kind] for kind in ("one_hit", "sustained")}
