"""The ground on which the network's agents stand: the Mesa model with calendar, draws, books, records and entities.

It knows no agents, so that agents can be written against it; `world.py` adds them. Mesa gives the agent classes, the
model and the daily step; its randomness and its event list are never used (reference stack.md 7).
"""

from __future__ import annotations

from dataclasses import dataclass

import mesa

from simulation.kernel.agenda import DAY, Agenda
from simulation.kernel.draws import Draws, Purpose, quantile
from simulation.kernel.entities import Entity, EntityKind
from simulation.kernel.terms import Facts
from simulation.kernel.traces import Happening, TraceKind
from simulation.network.world.accounts import Account, Batch
from simulation.network.world.labels import Labels
from simulation.network.world.lawful_life import LawfulLife
from simulation.network.world.ledger import Books
from simulation.network.world.terrain import Terrain
from simulation.network.world.traces import TraceStore
from simulation.scenario.schema.country import Country
from simulation.scenario.schema.play import DocumentKind
from simulation.scenario.schema.scenario import FrozenScenario


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


class NetworkModel(mesa.Model["mesa.Agent[NetworkModel]", "mesa.experimental.scenarios.Scenario[NetworkModel]"]):
    """Everything of the world but its agents.

    Attributes:
        frozen: The frozen scenario.
        crime: Its part about the network.
        parameters: Numbers of the rules.
        agenda: The engine's calendar.
        draws: Sealed envelopes.
        explain: Whether because-records are kept.
        entities: Every person, company, account, phone, container and place, by key; grows.
        accounts: Every bank account, by key.
        batches: Takings on their way through accounts, by key.
        traces: What acts left.
        books: Running totals.
        terrain: Places and corridors.
        campaigns: Factors of interdiction campaigns under way, by corridor.
        closed: Corridors that nobody can pass now.
        because: Because-records.
        firings: Rules fired so far.
        drawn: Draws made by rules so far.
        bearers: Entity of a second spelling to the person whom it means.
        spellings: By country and kind of paper, person to the second spelling under which it is written there.
    """

    def __init__(self, frozen: FrozenScenario, draws: Draws, agenda: Agenda, *, explain: bool) -> None:
        """Lay the ground; nothing is scheduled yet."""
        super().__init__(rng=0)
        self.frozen = frozen
        self.crime = frozen.scenario.crime
        self.parameters = frozen.scenario.crime.parameters
        self.agenda = agenda
        self.draws = draws
        self.explain = explain
        self.countries: dict[str, Country] = {
            country.code: country for country in sorted(frozen.scenario.countries, key=lambda country: country.code)
        }
        self.entities: dict[str, Entity] = {}
        self.accounts: dict[str, Account] = {}
        self.batches: dict[str, Batch] = {}
        self.traces = TraceStore()
        self.books = Books()
        self.terrain = Terrain(self.crime)
        self.labels = Labels(frozen, draws)
        self.lawful: LawfulLife | None = None
        self.campaigns: dict[str, list[float]] = {}
        self.closed: dict[str, int] = {}
        self.phones: dict[str, str] = {}
        self.bearers: dict[str, str] = {}
        self.spellings: dict[tuple[str, DocumentKind], dict[str, str]] = {}
        self.accounts_by_holder: dict[str, list[str]] = {}
        self.operators: dict[str, str] = {}
        self.banks: dict[str, tuple[str, ...]] = {}
        self.exchanges: dict[str, tuple[str, ...]] = {}
        self.because: list[Because] = []
        self.firings = 0
        self.drawn = 0
        self.happenings: list[Happening] = []

    def uniform(self, purpose: Purpose, key: str, occasion: str | int, now: int) -> float:
        """A counted draw."""
        self.drawn += 1
        return self.draws.uniform(purpose, key, occasion, now)

    def gumbel(self, purpose: Purpose, key: str, occasion: str | int, now: int) -> float:
        """A counted Gumbel draw."""
        self.drawn += 1
        return self.draws.gumbel(purpose, key, occasion, now)

    def exponential(self, purpose: Purpose, key: str, occasion: str | int, now: int) -> float:
        """A counted exponential draw."""
        self.drawn += 1
        return self.draws.exponential(purpose, key, occasion, now)

    def days(self, row: tuple[float, ...], purpose: Purpose, key: str, occasion: str | int, now: int) -> int:
        """A duration in seconds from a row of quantiles in days, at least one second."""
        return max(1, int(quantile(row, self.uniform(purpose, key, occasion, now)) * DAY))

    def pressure(self, corridor: str) -> float:
        """Factor on a corridor's interception from all campaigns under way, 1 in calm."""
        factor = 1.0
        for campaign in self.campaigns.get(corridor, ()):
            factor *= campaign
        return factor

    def happen(self, time: int, key: str, code: str, subjects: tuple[str, ...], facts: Facts = ()) -> None:
        """Note that something happened."""
        self.happenings.append(Happening(time, key, code, subjects, facts))

    def explain_choice(
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
        if self.explain:
            self.because.append(Because(time, who, rule, inputs, draw, chosen, runner_up))

    def bearer(self, key: str) -> str:
        """Whom a second spelling means; anything else means itself."""
        return self.bearers.get(key, key)

    def add_entity(self, key: str, kind: EntityKind, label: str, country: str, details: Facts = ()) -> None:
        """Put a person or thing into the world."""
        self.entities[key] = Entity(key, kind, label, country, details)

    def add_account(self, account: Account, label: str, now: int) -> None:
        """Open an account: the entity, the bank's account file and the threshold of its first report."""
        self.accounts[account.key] = account
        self.accounts_by_holder.setdefault(account.holder, []).append(account.key)
        opened = self.labels.calendar(account.opened // DAY)
        details = (("bank", account.bank), ("holder", account.holder), ("owner", account.owner), ("opened", opened))
        self.add_entity(account.key, EntityKind.ACCOUNT, label, account.country, details)
        account.threshold = self.exponential(Purpose.REPORT, account.key, 0, now)
        self.traces.add(
            f"{account.key}/opened",
            TraceKind.ACCOUNT_OPENED,
            account.opened,
            account.country,
            account.bank,
            None,
            (account.key, account.holder, account.owner),
        )

    def credit(self, account: Account, amount: int, key: str, now: int) -> None:
        """Money comes in on an account; where an authority holds it, it is held from then on too, and that is told.

        Args:
            account: Where it comes in.
            amount: How much, minor units.
            key: Causal key of the payment.
            now: When.
        """
        account.balance += amount
        if account.frozen:
            facts = (("amount_minor", amount), ("country", account.country), ("by", "inflow"))
            self.happen(now, f"{key}/blocked", "MoneyFrozen", (account.key, account.holder), facts)

    def leave_transfer(self, key: str, time: int, origin: str, destination: str, amount: int, purpose: str) -> None:
        """The record of a payment between two accounts, kept by the longer of the two banks' retentions."""
        payer = self.accounts[origin]
        kept = max(
            self.countries[payer.country].retention.bank,
            self.countries[self.accounts[destination].country].retention.bank,
        )
        self.traces.add(
            key,
            TraceKind.TRANSFER,
            time,
            payer.country,
            payer.bank,
            time + kept * DAY,
            (origin, destination),
            (("amount_minor", amount), ("purpose", purpose)),
        )

    def leave_connection(self, key: str, time: int, person: str, account: str) -> None:
        """The log entry that a person's provider makes when an account is operated; none without a phone."""
        phone = self.phones.get(person)
        if phone is None:
            return
        country = self.entities[phone].country
        expires = time + self.countries[country].retention.connections * DAY
        facts = (("address", self.labels.address_of_net(phone)), ("service", "online_banking"))
        self.traces.add(
            key, TraceKind.CONNECTION, time, country, self.operators[country], expires, (phone, account), facts
        )

    def leave_call(self, key: str, time: int, caller: str, called: str, seconds: int) -> None:
        """The record of a call between two people with phones; none when one has no phone."""
        first, second = self.phones.get(caller), self.phones.get(called)
        if first is None or second is None:
            return
        country = self.entities[first].country
        expires = time + self.countries[country].retention.calls * DAY
        subjects = (first, second)
        facts = (("seconds", seconds),)
        self.traces.add(key, TraceKind.CALL, time, country, self.operators[country], expires, subjects, facts)
