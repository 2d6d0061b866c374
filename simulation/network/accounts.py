"""Bank accounts: what of the network's money lies in them, and whether an authority holds it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Account:
    """An account at a bank.

    Only the network's money is counted in `balance`; lawful business is another matter (`lawful.py`).

    Attributes:
        key: Causal key.
        country: Where the bank sits.
        bank: Name of the bank: the custodian of its records.
        holder: Key of the person or company in whose name it is.
        owner: Key of the person to whom it really belongs.
        organisation: Organisation that moves money through it, None for an uninvolved account.
        opened: Second at which it was opened.
        monitoring: How closely the bank looks (R12).
        lawful_monthly: Lawful payments that it starts in a month.
        is_story: Named by the scenario, which says how much lawful business it shows: others do not choose it as a
            partner.
        balance: The network's money in it, minor units.
        frozen: Whether an authority holds it now.
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
    balance: int = 0
    frozen: bool = False
    freezes: list[tuple[int, int | None]] = field(default_factory=list)
    hazard: float = 0.0
    threshold: float = 0.0
    reports: int = 0

    def is_blocked_at(self, time: int) -> bool:
        """Whether an authority held it at a moment."""
        return any(start <= time and (end is None or time < end) for start, end in self.freezes)

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
        self.frozen = False
        start, _ = self.freezes[-1]
        self.freezes[-1] = (start, now)
        return True


@dataclass(slots=True)
class Batch:
    """Takings of one week on their way through accounts (R8).

    Attributes:
        key: Causal key, e.g. `northern/batch/12`.
        organisation: Whose.
        pattern: `fan_out`, `stack` or `gather` (typologies of AMLSim).
        stages: Hops that it takes.
        stage: Hops done.
        parts: (account, amount) of every part still moving.
        launderer: Key of the member who runs it.
    """

    key: str
    organisation: str
    pattern: str
    stages: int
    stage: int
    parts: list[tuple[str, int]]
    launderer: str
