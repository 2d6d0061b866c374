"""Runs of the network alone that experiments compare: one scenario and seed, the same chance, one thing different.

A `Bench` freezes a scenario for a seed, plays its history once and keeps a copy of day 0; every run starts from such a
copy, so that a base run and its `do(X)` share the past exactly, and equal runs are made once for all facts.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from simulation.exercise.registry import load_scenario
from simulation.kernel.agenda import DAY
from simulation.kernel.traces import TraceKind
from simulation.network import authorities
from simulation.network.criminal_network import fire
from simulation.network.shocks import shocks
from simulation.scenario.load import directory_of
from simulation.scenario.schema.name_pools import freeze
from simulation.scenario.schema.scenario import FrozenScenario, Scenario
from simulation.scenario.schema.shocks import PlannedShock, Select, Shock, ShockKind
from tests.network.world_driver import Drive

YEAR = 365
ACTIVE_DAYS = 90


class Row(NamedTuple):
    """One day: members at liberty at its end, corridors used in ninety days, acts, and what can be seen of them."""

    members: int
    corridors: int
    real: int
    visible: int
    income: int


class Record(NamedTuple):
    """What an act left behind: causal key, second, and whom or what it names."""

    key: str
    time: int
    subjects: tuple[str, ...]


class Run(Drive):
    """A network driven day by day, with what each day came to.

    `rows[d]` is day d, from d to d + 1. `income` counts what the network brings in since day 0: the value of goods
    delivered, takings of exploitation, fees of journeys. `day_wages` is what was paid by the day, so that the rest of
    the wages was paid by the job.
    """

    def __init__(self, frozen: FrozenScenario, seed: int) -> None:
        """Play history up to day 0."""
        super().__init__(frozen, seed)
        self.to(0)
        self.happened.clear()
        self.rows: list[Row] = []
        self.day_wages = 0
        self.delivered_value = 0
        totals = self.network.money.totals
        self.before = totals.exploitation + totals.journey_fees

    @property
    def day(self) -> int:
        """Days played."""
        return len(self.rows)

    def strike(self, shock: Shock) -> None:
        """Do something now."""
        shocks.apply(self.network, shock, self.now)
        self.settle()

    def arrest(self, person: str) -> bool:
        """Take somebody now; False when he or she is out of reach."""
        taken = authorities.arrest(self.network, person, self.now)
        self.settle()
        return taken

    def play(self, until: int, shocks: Sequence[PlannedShock] = ()) -> Run:
        """Play to a day; shocks come at the beginning of their day."""
        due: dict[int, list[PlannedShock]] = {}
        for shock in shocks:
            for day in shock.comes_on(until - 1):
                due.setdefault(day, []).append(shock)
        for day in range(self.day, until):
            for shock in due.get(day, ()):
                self.strike(shock)
            self._one_day(day)
        return self

    def _one_day(self, day: int) -> None:
        network = self.network
        self.now = (day + 1) * DAY
        while (entry := self.agenda.pop_due(self.now)) is not None:
            if entry.rule == "network.day":
                self.day_wages += sum(
                    each.crew.daily_wages()
                    for each in network.membership.organisations.values()
                    if each.treasury.funds() >= each.crew.daily_wages()
                )
            fire(network, entry)
        fresh = network.happenings.drain()
        self.happened.extend(fresh)
        for each in fresh:
            if each.code == "GoodsDelivered":
                facts = dict(each.facts)
                self.delivered_value += int(facts["grams"]) * int(facts["price"]) // 1000
        real, visible = network.activity.by_day.get(day, (0, 0))
        used = sum(1 for time in network.terrain.last_used.values() if self.now - ACTIVE_DAYS * DAY < time)
        totals = network.money.totals
        income = self.delivered_value + totals.exploitation + totals.journey_fees - self.before
        self.rows.append(Row(self.free(), used, real, visible, income))

    def free(self) -> int:
        """Members at liberty and at work."""
        return sum(member.is_free for member in self.network.membership.members.values())

    def income_between(self, start: int, end: int) -> int:
        """What came in from one day to another."""
        first = self.rows[start - 1].income if start else 0
        return self.rows[end - 1].income - first

    def records(self, kind: TraceKind, start: int, end: int) -> list[Record]:
        """Acts of a kind from one day to another, whether their records still exist or not."""
        rows = self.network.traces._rows.values()
        return [Record(row[0], row[2], row[6]) for row in rows if row[1] is kind and start * DAY <= row[2] < end * DAY]

    def grams(self, code: str, corridor: str = "") -> int:
        """Grams of what happened to loads under a code since day 0, on a way over a corridor when one is named."""
        total = 0
        for each in self.named(code):
            load = next(
                self.network.goods.consignments[key] for key in each.subjects if key in self.network.goods.consignments
            )
            if corridor in {"", *load.corridors}:
                total += int(dict(each.facts)["grams"])
        return total


def mean(values: Iterable[float]) -> float:
    """Plain mean of at least one value."""
    found = list(values)
    return sum(found) / len(found)


def relative(value: float, base: float) -> float | None:
    """Change as a share of base, None where base is nothing."""
    return value / base - 1.0 if base else None


def slope(xs: Sequence[float], ys: Sequence[float]) -> float | None:
    """Least squares, None where there are not two different xs."""
    middle, level = mean(xs), mean(ys)
    spread = sum((x - middle) ** 2 for x in xs)
    if not spread:
        return None
    return sum((x - middle) * (y - level) for x, y in zip(xs, ys, strict=True)) / spread


def shock(
    kind: str, day: int = 0, *, factor: float = 1.0, repeat: int = 0, times: int = 1, **select: object
) -> PlannedShock:
    """`do(X)` in short."""
    return PlannedShock(
        kind=ShockKind(kind),
        day=day,
        factor=factor,
        repeat_days=repeat,
        times=times,
        select=Select.model_validate(select),
    )


@lru_cache(maxsize=4)
def scenario(name: str) -> Scenario:
    """A shipped scenario."""
    return load_scenario(directory_of(name))


class Bench:
    """A scenario under one seed, with all runs made so far.

    Attributes:
        name: Scenario.
        seed: Seed of every draw.
        short: Only as many days as the sign needs, for the smoke test; whole programmes say what that means.
    """

    def __init__(self, name: str, seed: int, *, short: bool = False) -> None:
        """Freeze; nothing is played yet."""
        self.name, self.seed, self.short = name, seed, short
        self.scenario = scenario(name)
        self._frozen: FrozenScenario | None = None
        self._starts: dict[float | None, bytes] = {}
        self._runs: dict[tuple[object, ...], Run] = {}

    @property
    def frozen(self) -> FrozenScenario:
        """The scenario with its names."""
        if self._frozen is None:
            self._frozen = freeze(self.scenario, self.seed)
        return self._frozen

    def start(self, *, replacement: float = 1.0, security: float | None = None) -> Run:
        """A run at day 0.

        Args:
            replacement: Factor on the days until a vacancy is filled, from day 0 on.
            security: Usual security of every organisation, its history included.
        """
        if security not in self._starts:
            self._starts[security] = pickle.dumps(Run(_with_security(self.frozen, security), self.seed))
        run: Run = pickle.loads(self._starts[security])  # noqa: S301 - our own copy of a moment ago
        if replacement != 1.0:
            old = run.network.parameters
            days = {
                function: tuple(value * replacement for value in row) for function, row in old.replacement_days.items()
            }
            run.network.parameters = old.model_copy(update={"replacement_days": days})
        return run

    def run(
        self,
        days: int,
        *shocks: PlannedShock,
        replacement: float = 1.0,
        security: float | None = None,
    ) -> Run:
        """A whole run; the same one is played once. Nobody may play it on."""
        key = (days, replacement, security, *(each.model_dump_json() for each in shocks))
        if key not in self._runs:
            self._runs[key] = self.start(replacement=replacement, security=security).play(days, shocks)
        return self._runs[key]


def _with_security(frozen: FrozenScenario, security: float | None) -> FrozenScenario:
    if security is None:
        return frozen
    crime = frozen.scenario.crime
    organisations = tuple(each.model_copy(update={"security": security}) for each in crime.organisations)
    changed = crime.model_copy(update={"organisations": organisations})
    return frozen.model_copy(update={"scenario": frozen.scenario.model_copy(update={"crime": changed})})
