"""The flow of money: accounts and what moves through them, and the treasury of one organisation."""

from __future__ import annotations

from dataclasses import dataclass, field

from simulation.kernel.traces import Trace
from simulation.network.world.accounts import Account, Batch
from simulation.network.world.lawful_life import LawfulLife
from simulation.network.world.ledger import MoneyTotals


@dataclass(slots=True)
class Treasury:
    """What an organisation owns.

    Attributes:
        accounts: Every bank account, by key.
        cash: In cash, minor units.
        tills: Takings not yet in accounts, by country.
        reserve: Key of the account in which it lies.
        channels: Keys of the accounts through which takings are laundered, sorted.
        unsigned: Keys of channels that nobody can sign for now, by the vacant post of their straw owner.
        savings: Key of the account in which the story has it keep what it has put by, empty for none; nothing goes
            through it.
    """

    accounts: dict[str, Account]
    cash: int = 0
    tills: dict[str, int] = field(default_factory=dict)
    reserve: str = ""
    channels: list[str] = field(default_factory=list)
    unsigned: dict[str, list[str]] = field(default_factory=dict)
    savings: str = ""

    def funds(self) -> int:
        """What it can pay with now: cash, and the reserve account unless it is frozen."""
        reserve = self.accounts.get(self.reserve)
        return self.cash + (0 if reserve is None or reserve.frozen else reserve.balance)

    def raise_cash(self, amount: int) -> bool:
        """Have an amount at hand, out of takings that lie in tills where it falls short: whether there is."""
        for country in sorted(self.tills):
            short = amount - self.funds()
            if short <= 0:
                break
            brought = min(short, self.tills[country])
            self.tills[country] -= brought
            self.cash += brought
        return self.funds() >= amount

    def spend(self, amount: int, *, reserve_first: bool = False) -> tuple[int, int]:
        """Take an amount out; the caller books where it went.

        Returns:
            What came from cash and what from the reserve account.

        Raises:
            ValueError: It does not have so much; callers ask `funds` first.
        """
        if amount > self.funds():
            message = f"a treasury of {self.funds()} cannot pay {amount}"
            raise ValueError(message)
        reserve = self.accounts.get(self.reserve)
        banked = 0 if reserve is None or reserve.frozen else reserve.balance
        from_reserve = min(amount, banked) if reserve_first else max(0, amount - self.cash)
        if reserve is not None:
            reserve.balance -= from_reserve
        self.cash -= amount - from_reserve
        return amount - from_reserve, from_reserve

    def own(self) -> tuple[str, ...]:
        """Keys of the accounts whose money it can move: channels, and what it has put by."""
        return (*self.channels, self.savings) if self.savings else tuple(self.channels)

    def at_hand(self) -> int:
        """Cash and takings, minor units."""
        return self.cash + sum(self.tills.values())

    def total(self) -> int:
        """All that the organisation owns and can reach: cash, takings, and what lies in its accounts unfrozen."""
        banked = sum(self.accounts[key].balance for key in self.own() if not self.accounts[key].frozen)
        return self.at_hand() + banked


@dataclass(slots=True)
class Money:
    """The flow of money.

    Attributes:
        accounts: Every bank account, by key.
        by_holder: Keys of the accounts in the name of a person or company.
        batches: Takings on their way through accounts, by key.
        banks: Names of each country's banks.
        exchanges: Names of each country's providers of virtual assets.
        fronts: Front companies of each organisation.
        shut: Front companies that are closed, with their organisation and the accounts that they held for it.
        lawful: Lawful payments; None until everybody exists.
        totals: Running totals.
    """

    accounts: dict[str, Account] = field(default_factory=dict)
    by_holder: dict[str, list[str]] = field(default_factory=dict)
    batches: dict[str, Batch] = field(default_factory=dict)
    banks: dict[str, tuple[str, ...]] = field(default_factory=dict)
    exchanges: dict[str, tuple[str, ...]] = field(default_factory=dict)
    fronts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    shut: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    lawful: LawfulLife | None = None
    totals: MoneyTotals = field(default_factory=MoneyTotals)

    def holder_of(self, account: str) -> str | None:
        """In whose name an account is, None if there is no such account."""
        known = self.accounts.get(account)
        return None if known is None else known.holder

    def owner_of(self, account: str) -> str | None:
        """To whom an account really belongs, None if there is no such account."""
        known = self.accounts.get(account)
        return None if known is None else known.owner

    def is_frozen(self, account: str) -> bool:
        """Whether an authority holds an account now."""
        known = self.accounts.get(account)
        return known is not None and known.frozen

    def held_on(self, account: str) -> int:
        """The network's money on an account that an authority holds, 0 when nobody holds it; minor units."""
        known = self.accounts.get(account)
        return known.balance if known is not None and known.frozen else 0

    def at_rest(self, account: Account) -> int:
        """The network's money on an account that no batch has on its way through it, minor units.

        Below 0 where a treasury that lies there has spent of what was on its way.
        """
        parts = (part for batch in self.batches.values() for part in batch.parts)
        return account.balance - sum(part.amount for part in parts if part.account == account.key)

    def lawful_transfers(self, account: str, start: int, end: int) -> tuple[Trace, ...]:
        """Lawful payments of an account, the same in both parties' statements; made when asked for."""
        if self.lawful is None or account not in self.accounts:
            return ()
        return self.lawful.transfers(account, start, end)
