"""The lawful life of accounts, made only when somebody looks.

Most of what a statement shows has nothing to do with any offence (network.md a.3: background traffic is generated per
account when its records are asked for). Each account has a few usual partners, and with each a habit that fits the two:
a person is paid wages by a firm, pays rent or a loan, shops; a firm sells, buys, pays rent and insurance. What is paid
in a month is a keyed draw over the sorted pair of accounts and the month, so that both parties' statements show the
same payment, in whatever order they are asked for; a standing order is the same sum on the same day of every month.
Months are periods of thirty days. Lawful money is outside the network's ledger.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import accumulate
from typing import NamedTuple

from simulation.kernel.agenda import DAY
from simulation.kernel.draws import Draws, Purpose, quantile
from simulation.kernel.entities import Entity, EntityKind
from simulation.kernel.traces import Trace, TraceKind
from simulation.network.world.accounts import Account

MONTH = 30 * DAY
MOST_PARTNERS = 8

BACK_MONTHS, ON_MONTHS = 13, 20
"""Months of lawful life before and after a moment that what lies on an account then has to cover (assumption)."""

type Sizes = tuple[float, ...]
"""Quantiles of one payment in minor units."""

TRADE: Sizes = (30e3, 70e3, 120e3, 190e3, 270e3, 370e3, 520e3, 720e3, 977e3)
"""Between firms. Assumption: many small, few large."""
MEAN_PAYMENT = 363_000
"""Mean of one lawful payment of a firm in minor units: the mean of the quantiles above."""

REFUNDS = 0.03
"""Share of payments that are a refund, the other way and a tenth as large. Assumption."""


class Habit(NamedTuple):
    """Why two accounts pay each other in ordinary life.

    Attributes:
        purposes: References of which the pair has one.
        sizes: How large a payment is (all assumptions: a month's wages, rent, a week's shopping, an invoice).
        is_received: The account whose habit it is, is paid; otherwise it pays.
        is_standing: One payment a month, the same sum on the same day.
        with_people: The partner is a person's account; otherwise a firm's.
    """

    purposes: tuple[str, ...]
    sizes: Sizes
    is_received: bool = False
    is_standing: bool = False
    with_people: bool = False


_SHOPPING: Sizes = (900.0, 3_200.0, 8_400.0, 16_000.0, 27_000.0, 48_000.0)
_SALE = Habit(("goods", "services", "freight"), TRADE, is_received=True)
_BUYING = Habit(("goods", "services", "freight"), TRADE)

OF_PEOPLE: tuple[Habit, ...] = (
    Habit(("wages",), (110e3, 165e3, 210e3, 255e3, 310e3, 400e3, 590e3), is_received=True, is_standing=True),
    Habit(("goods", "services"), _SHOPPING),
    Habit(("rent", "rent", "loan"), (36e3, 52e3, 68e3, 85e3, 118e3), is_standing=True),
    Habit(("goods",), _SHOPPING),
    Habit(("personal",), (2e3, 5e3, 12e3, 30e3), with_people=True),
    Habit(("utilities", "insurance"), (3_400.0, 5_900.0, 9_800.0, 16_500.0), is_standing=True),
    Habit(("services", "goods"), _SHOPPING),
    Habit(("personal", "refund"), (2e3, 5e3, 12e3, 30e3), is_received=True, with_people=True),
)
"""Habits of a person's account, as many as it has partners."""

OF_FIRMS: tuple[Habit, ...] = (
    _SALE,
    _BUYING,
    Habit(("rent",), (80e3, 120e3, 180e3, 290e3, 460e3), is_standing=True),
    _SALE,
    _BUYING,
    Habit(("insurance", "utilities"), (14e3, 26e3, 44e3, 90e3), is_standing=True),
    _SALE,
    Habit(("goods", "services"), _SHOPPING, is_received=True, with_people=True),
)
"""Habits of a firm's account, as many as it has partners."""


class Tie(NamedTuple):
    """A habit between two accounts: who pays whom for what, and how often in a month."""

    payer: str
    payee: str
    purpose: str
    habit: Habit
    rate: float


def _is_public(account: Account) -> bool:
    return account.organisation is None and bool(account.holder) and not account.is_story


type _Payment = tuple[int, str, str, str, str, int]
"""A payment before it is a record: second, key, who pays, who is paid, purpose, amount in minor units."""


class LawfulLife:
    """Who pays whom in ordinary life."""

    def __init__(self, accounts: Mapping[str, Account], entities: Mapping[str, Entity], draws: Draws) -> None:
        """Take the accounts that exist at the start as possible partners; later ones pay these too."""
        self._accounts = accounts
        self._entities = entities
        self._draws = draws
        public = sorted(key for key, account in accounts.items() if _is_public(account))
        self._firms = tuple(key for key in public if self._is_firm(accounts[key]))
        self._people = tuple(key for key in public if not self._is_firm(accounts[key]))
        self._ties: dict[str, dict[str, tuple[Tie, ...]]] = {}
        self._joined: set[str] = set()
        self._made: dict[tuple[str, str, int], tuple[_Payment, ...]] = {}
        self._standing: dict[tuple[str, str], tuple[float, float]] = {}
        self._needs: dict[tuple[str, int], int] = {}

    def __getstate__(self) -> dict[str, object]:
        """A stored copy leaves out what can be made again."""
        return {**self.__dict__, "_made": {}, "_standing": {}, "_needs": {}, "_ties": {}, "_joined": set()}

    def transfers(self, account: str, start: int, end: int) -> tuple[Trace, ...]:
        """Lawful payments from and to an account between two seconds, in order of time."""
        return tuple([self._record(payment) for payment in sorted(self._passed(account, start, end))])

    def net(self, account: str, start: int, end: int) -> int:
        """What came in less what went out between two seconds, minor units."""
        return sum(_signed(payment, account) for payment in self._passed(account, start, end))

    def need(self, account: str, begin: int) -> int:
        """The least that has to lie on an account at a moment so that its lawful life never goes below zero.

        It looks back and ahead over the months that count, at what would be paid if nobody held the account.

        Args:
            account: Key of the account.
            begin: The moment, in seconds since the scenario's start.
        """
        if (account, begin) not in self._needs:
            self._join_all()
            first = begin // MONTH
            months = range(first - BACK_MONTHS, first + ON_MONTHS)
            opened = self._accounts[account].opened
            payments = sorted(each for each in self._of_months(account, months) if each[0] >= opened)
            onward = [_signed(each, account) for each in payments if each[0] >= begin]
            back = [-_signed(each, account) for each in reversed(payments) if each[0] < begin]
            self._needs[account, begin] = max(0, -min(accumulate(onward, initial=0)), -min(accumulate(back, initial=0)))
        return self._needs[account, begin]

    def _is_firm(self, account: Account) -> bool:
        return self._entities[account.holder].kind is EntityKind.COMPANY

    def _join_all(self) -> None:
        if len(self._joined) == len(self._accounts):
            return
        for key in sorted(self._accounts):
            if key not in self._joined:
                self._joined.add(key)
                self._choose_partners(self._accounts[key])

    def _choose_partners(self, account: Account) -> None:
        """The habits of an account; what it pays in a month beside its standing orders is spread over the others."""
        monthly = account.lawful_monthly
        if not monthly:
            return
        habits = (OF_FIRMS if self._is_firm(account) else OF_PEOPLE)[: max(1, min(MOST_PARTNERS, monthly // 2))]
        standing = sum(habit.is_standing for habit in habits)
        others = max(1, len(habits) - standing)
        for index, habit in enumerate(habits):
            pool = self._partners(habit)
            if not pool:
                return
            draw = self._draws.below
            partner = pool[draw(len(pool), Purpose.STRUCTURE, account.key, f"partner{index}")]
            if partner == account.key:
                continue
            purpose = habit.purposes[draw(len(habit.purposes), Purpose.STRUCTURE, account.key, f"habit{index}")]
            ends = (partner, account.key) if habit.is_received else (account.key, partner)
            rate = 1.0 if habit.is_standing else (monthly - standing) / others
            tie = Tie(*ends, purpose, habit, rate)
            for one, other in (ends, ends[::-1]):
                known = self._ties.setdefault(one, {})
                known[other] = (*known.get(other, ()), tie)

    def _partners(self, habit: Habit) -> tuple[str, ...]:
        """Who may be at the other end of a habit: some are only paid by others' accounts, the rest only pay them.

        Money that leaves an account in ordinary life thus never comes to another through an innocent third, which would
        show that one as fed by the first.
        """
        among = (self._people if habit.with_people else self._firms) or self._firms or self._people
        return (among[::2] if habit.is_received else among[1::2]) or among

    def _passed(self, account: str, start: int, end: int) -> list[_Payment]:
        """Payments of an account between two seconds that both parties could make or get, in no order."""
        self._join_all()
        months = range(start // MONTH, end // MONTH + 1)
        return [each for each in self._of_months(account, months) if start <= each[0] <= end and self._could_pass(each)]

    def _of_months(self, account: str, months: range) -> Iterator[_Payment]:
        """What an account would pay and get in some months if nobody held it."""
        for partner in self._ties.get(account, {}):
            first, second = sorted((account, partner))
            for month in months:
                asked = (first, second, month)
                made = self._made.get(asked)
                if made is None:
                    made = self._made[asked] = self._make(first, second, month)
                yield from made

    def _make(self, first: str, second: str, month: int) -> tuple[_Payment, ...]:
        pair = f"{first}|{second}"
        made: list[_Payment] = []
        for place, tie in enumerate(self._ties[first][second]):
            mark = f"{place}-" if place else ""
            key = f"lawful/{first}/{second}/{month}/{mark}"
            if tie.habit.is_standing:
                made.append(self._ordered(tie, pair, f"{key}0", month, f"standing/{mark}0"))
                continue
            chance = self._draws.uniform(Purpose.LAWFUL, pair, f"{month}/{mark}count", month * MONTH)
            made += [
                self._chosen(tie, pair, f"{key}{index}", month, f"{month}/{mark}{index}")
                for index in range(int(tie.rate + chance))
            ]
        return tuple(made)

    def _ordered(self, tie: Tie, pair: str, key: str, month: int, order: str) -> _Payment:
        """What a standing order pays in a month."""
        known = self._standing.get((pair, order))
        if known is None:
            draw = self._draws.uniform
            known = draw(Purpose.STRUCTURE, pair, f"{order}/time"), draw(Purpose.STRUCTURE, pair, f"{order}/size")
            self._standing[pair, order] = known
        when, size = known
        amount = int(quantile(tie.habit.sizes, size))
        return _second(month, when), key, tie.payer, tie.payee, tie.purpose, amount - amount % 500

    def _chosen(self, tie: Tie, pair: str, key: str, month: int, occasion: str) -> _Payment:
        """One payment that somebody makes when there is need, or its refund."""
        draw, begin = self._draws.uniform, month * MONTH
        time = _second(month, draw(Purpose.LAWFUL, pair, f"{occasion}/time", begin))
        amount = int(quantile(tie.habit.sizes, draw(Purpose.LAWFUL, pair, f"{occasion}/size", begin)))
        if draw(Purpose.LAWFUL, pair, f"{occasion}/kind", begin) < REFUNDS:
            return time, key, tie.payee, tie.payer, "refund", max(100, amount // 10)
        return time, key, tie.payer, tie.payee, tie.purpose, amount

    def _record(self, payment: _Payment) -> Trace:
        """What the bank of the payer writes of a payment."""
        time, key, payer, payee, purpose, amount = payment
        bank = self._accounts[payer]
        facts = (("amount_minor", amount), ("purpose", purpose))
        return Trace(key, TraceKind.TRANSFER, time, bank.country, bank.bank, None, (payer, payee), facts)

    def _could_pass(self, payment: _Payment) -> bool:
        time, _key, payer, payee, _purpose, _amount = payment
        for key in (payer, payee):
            party = self._accounts[key]
            if party.opened > time or party.is_blocked_at(time):
                return False
        return True


def _second(month: int, when: float) -> int:
    """The second of office hours at which something is paid, by its draw over the days of a month."""
    day = int(when * 30)
    return month * MONTH + day * DAY + 8 * 3600 + int((when * 30 - day) * 9 * 3600)


def _signed(payment: _Payment, account: str) -> int:
    """What a payment brought into an account, minor units; below 0 what it took out."""
    return payment[5] if payment[3] == account else -payment[5]
