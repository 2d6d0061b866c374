"""The ground on which the network's agents stand: the Mesa model with calendar, draws, records and entities.

It is put together from parts, each with a state and methods of its own, and knows no agents, so that agents can be
written against it; `world.py` adds the parts that hold them. Mesa gives the agent classes, the model and the daily
step; its randomness and its event list are never used (reference stack.md 7).
"""

from __future__ import annotations

from dataclasses import dataclass, field

import mesa

from simulation.kernel.agenda import DAY, Agenda
from simulation.kernel.draws import Draws, Purpose, quantile
from simulation.kernel.entities import Entity, EntityKind
from simulation.kernel.terms import Facts
from simulation.kernel.traces import Happening
from simulation.network.world.consignments import Goods
from simulation.network.world.labels import Labels
from simulation.network.world.money import Money
from simulation.network.world.terrain import Terrain
from simulation.network.world.traces import TraceStore
from simulation.scenario.schema.play import DocumentKind
from simulation.scenario.schema.scenario import FrozenScenario


@dataclass(slots=True)
class CountedDraws:
    """Draws, counted.

    Attributes:
        draws: Sealed envelopes; what is drawn from them directly is not counted.
        drawn: Draws made by rules so far.
    """

    draws: Draws
    drawn: int = 0

    def uniform(self, purpose: Purpose, key: str, occasion: str | int, now: int) -> float:
        """A uniform draw, 0 to 1."""
        self.drawn += 1
        return self.draws.uniform(purpose, key, occasion, now)

    def gumbel(self, purpose: Purpose, key: str, occasion: str | int, now: int) -> float:
        """A draw of the standard Gumbel distribution."""
        self.drawn += 1
        return self.draws.gumbel(purpose, key, occasion, now)

    def exponential(self, purpose: Purpose, key: str, occasion: str | int, now: int) -> float:
        """A draw of the exponential distribution with mean 1."""
        self.drawn += 1
        return self.draws.exponential(purpose, key, occasion, now)

    def days(self, row: tuple[float, ...], purpose: Purpose, key: str, occasion: str | int, now: int) -> int:
        """A duration in seconds from a row of quantiles in days, at least one second."""
        return max(1, int(quantile(row, self.uniform(purpose, key, occasion, now)) * DAY))


@dataclass(frozen=True, slots=True)
class Because:
    """Why a rule chose what it chose (design 1.7).

    Attributes:
        time: When.
        who: Key of who decided.
        rule: Rule of the reference, e.g. `R2`.
        inputs: Numbers that went in, by name.
        draw: The keyed draw that took part, 0 when none did.
        chosen: What was chosen.
        runner_up: The next best, empty when there was none.
    """

    time: int
    who: str
    rule: str
    inputs: tuple[tuple[str, float], ...]
    draw: float
    chosen: str
    runner_up: str


@dataclass(slots=True)
class Reasons:
    """Because-records of what rules chose.

    Attributes:
        on: Whether they are kept.
        kept: In order of time.
    """

    on: bool
    kept: list[Because] = field(default_factory=list)

    def add(
        self,
        time: int,
        who: str,
        rule: str,
        inputs: tuple[tuple[str, float], ...],
        draw: float,
        chosen: str,
        runner_up: str = "",
    ) -> None:
        """Keep a because-record, when records are on."""
        if self.on:
            self.kept.append(Because(time, who, rule, inputs, draw, chosen, runner_up))


@dataclass(slots=True)
class Happenings:
    """What happened and was not asked for yet.

    Attributes:
        waiting: In the order in which it happened.
    """

    waiting: list[Happening] = field(default_factory=list)

    def add(self, time: int, key: str, code: str, subjects: tuple[str, ...], facts: Facts = ()) -> None:
        """Note that something happened."""
        self.waiting.append(Happening(time, key, code, subjects, facts))

    def drain(self) -> tuple[Happening, ...]:
        """What happened since the last time this was asked, in order."""
        happened = tuple(self.waiting)
        self.waiting.clear()
        return happened


@dataclass(slots=True)
class ActivityCount:
    """How much is going on.

    Attributes:
        by_day: By day: [legs and payments made, calls and checks left].
        firings: Rules fired so far.
    """

    by_day: dict[int, list[int]] = field(default_factory=dict)
    firings: int = 0

    def note(self, now: int, real: int, visible: int) -> None:
        """Count acts and what can be seen of them, by day."""
        row = self.by_day.get(now // DAY)
        if row is None:
            self.by_day[now // DAY] = [real, visible]
        else:
            row[0] += real
            row[1] += visible


@dataclass(slots=True)
class Identities:
    """By what people can be recognised.

    Attributes:
        phones: Person to the telephone.
        vehicles: Keeper to the vehicle.
        bearers: Entity of a second spelling to the person whom it means.
        spellings: By country and kind of paper, person to the second spelling under which it is written there.
        operators: Name of each country's telephone operator.
        parents: Company to the company above it, where there is one.
    """

    phones: dict[str, str] = field(default_factory=dict)
    vehicles: dict[str, str] = field(default_factory=dict)
    bearers: dict[str, str] = field(default_factory=dict)
    spellings: dict[tuple[str, DocumentKind], dict[str, str]] = field(default_factory=dict)
    operators: dict[str, str] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)

    def bearer(self, key: str) -> str:
        """Whom a second spelling means; anything else means itself."""
        return self.bearers.get(key, key)

    def phone_of(self, person: str) -> str | None:
        """Key of a person's telephone, None without one."""
        return self.phones.get(self.bearer(person))


class NetworkModel(mesa.Model["mesa.Agent[NetworkModel]", "mesa.experimental.scenarios.Scenario[NetworkModel]"]):
    """Everything of the world but its agents.

    Attributes:
        frozen: The frozen scenario.
        crime: Its part about the network.
        parameters: Numbers of the rules.
        agenda: The engine's calendar.
        entities: Every person, company, account, phone, container and place, by key; grows.
        labels: What papers print for them.
        identities: By what people can be recognised.
        terrain: Countries, places and corridors.
        traces: What acts left.
        chance: Draws.
        reasons: Because-records.
        happenings: What happened and was not asked for yet.
        activity: How much is going on.
        money: Accounts, and money on its way through them.
        goods: Loads.
    """

    def __init__(self, frozen: FrozenScenario, draws: Draws, agenda: Agenda, *, explain: bool) -> None:
        """Lay the ground; nothing is scheduled yet."""
        super().__init__(rng=0)
        self.frozen = frozen
        self.crime = frozen.scenario.crime
        self.parameters = frozen.scenario.crime.parameters
        self.agenda = agenda
        self.entities: dict[str, Entity] = {}
        self.labels = Labels(frozen, draws)
        self.identities = Identities()
        self.terrain = Terrain(self.crime, frozen.scenario.countries)
        self.traces = TraceStore()
        self.chance = CountedDraws(draws)
        self.reasons = Reasons(explain)
        self.happenings = Happenings()
        self.activity = ActivityCount()
        self.money = Money()
        self.goods = Goods()

    def add_entity(self, key: str, kind: EntityKind, label: str, country: str, details: Facts = ()) -> None:
        """Put a person or thing into the world."""
        self.entities[key] = Entity(key, kind, label, country, details)
