"""Accounts: what of the network's money lies in them, and whether an authority holds it; and money on its way."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from simulation.network.world.typologies import Layer
from simulation.scenario.schema.money import HopMode


class Keeping(StrEnum):
    """Where money lies, and whose records show it."""

    BANK = "bank"
    EXCHANGE = "exchange"
    COUNTER = "counter"
    PURSE = "purse"


@dataclass(slots=True)
class Account:
    """An account at a bank or a provider of virtual assets, a bank's cash counter, or cash that a courier carries.

    Cash counters hold nothing; they stand in records where money is paid in or out. A purse lives as long as somebody
    carries it, is no entity and leaves no records of its own: the counters at both ends show it.

    Only the network's money is counted in `balance`; lawful business is another matter (`lawful.py`).

    Attributes:
        key: Causal key.
        country: Where the bank sits.
        bank: Name of the bank or provider: the custodian of its records.
        holder: Key of the person or company in whose name it is.
        owner: Key of the person to whom it really belongs.
        organisation: Organisation that moves money through it, None for an uninvolved account.
        opened: Second at which it was opened.
        monitoring: How closely the bank looks (R12).
        lawful_monthly: Lawful payments that it starts in a month.
        is_story: Named by the scenario, which says how much lawful business it shows: others do not choose it as a
            partner.
        keeping: What kind it is.
        balance: The network's money in it, minor units.
        booked: The network's money that lay there at first, with what recorded payments have brought in since, less
            what they took out, minor units; lawful payments are not among them.
        stopped: How much of that is takings that an authority stopped before they were home.
        frozen: Whether an authority holds it now.
        noticed: Whether the organisation knows that it is held.
        freezes: When it was held: (from, to), the last end None while it is.
        hazard: Suspicion gathered since the last report (R12).
        threshold: Unit exponential threshold of the next report.
        reports: Reports made about it so far.
    """

    key: str
    country: str
    bank: str
    holder: str
    owner: str
    organisation: str | None
    opened: int
    monitoring: float
    lawful_monthly: int
    is_story: bool = False
    keeping: Keeping = Keeping.BANK
    balance: int = 0
    booked: int = 0
    stopped: int = 0
    frozen: bool = False
    noticed: bool = False
    freezes: list[tuple[int, int | None]] = field(default_factory=list)
    hazard: float = 0.0
    threshold: float = 0.0
    reports: int = 0

    def is_blocked_at(self, time: int) -> bool:
        """Whether an authority held it at a moment."""
        return bool(self.freezes) and any(start <= time and (end is None or time < end) for start, end in self.freezes)

    def block(self, now: int) -> bool:
        """Hold it; False when it is held already."""
        if self.frozen:
            return False
        self.frozen = True
        self.freezes.append((now, None))
        return True

    def unblock(self, now: int) -> bool:
        """Let it go; False when it was not held."""
        if not self.frozen:
            return False
        self.frozen = self.noticed = False
        start, _ = self.freezes[-1]
        self.freezes[-1] = (start, now)
        return True


class AccountShare(NamedTuple):
    """A part of takings on its way: where it lies, how much, and in which slot of the pattern."""

    account: str
    amount: int
    slot: int


@dataclass(slots=True)
class Batch:
    """Money on its way through accounts (R8): takings of a week, or a treasury that leaves a country.

    Attributes:
        key: Causal key, e.g. `northern/batch/12`.
        organisation: Whose money it is.
        provider: Organisation whose people and accounts move it: the same, or a laundering service.
        pattern: Typology, or `direct` where money goes straight home.
        layers: What goes where, layer by layer; after the last everything goes to the reserve.
        parts: Every part still moving.
        fee: Share kept at each hop.
        home: Account in which it began.
        launderer: Key of the member who runs it, empty for none.
        is_fresh: Takings, which count as laundered when they are home.
        leaving: Country that it has to get out of, empty for none.
        stage: Hops done.
        mode: The way that the next hop takes.
        purse: Key of the purse in which it is carried now, empty for none.
        began: When it first hopped, None before.
    """

    key: str
    organisation: str
    provider: str
    pattern: str
    layers: tuple[Layer, ...]
    parts: list[AccountShare]
    fee: float
    home: str
    launderer: str = ""
    is_fresh: bool = True
    leaving: str = ""
    stage: int = 0
    mode: HopMode = HopMode.BANK
    purse: str = ""
    began: int | None = None

    @property
    def stages(self) -> int:
        """Hops that it takes: one for each layer, and the one home."""
        return len(self.layers) + 1
