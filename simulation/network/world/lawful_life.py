"""The lawful life of accounts, made only when somebody looks.

Most of what a statement shows has nothing to do with any offence (network.md a.3: background traffic is generated per
account when its records are asked for). Each account pays a few usual partners; how often and how much in a month is a
keyed draw over the sorted pair of accounts and the month, so that both parties' statements show the same payment, in
whatever order they are asked for. Some pairs have a standing order, as for rent or wages: the same sum on the same day
of every month. Months are periods of thirty days. Lawful money is outside the network's ledger.
"""

from __future__ import annotations

from collections.abc import Mapping

from simulation.kernel.agenda import DAY
from simulation.kernel.draws import Draws, Purpose, quantile
from simulation.kernel.traces import BY_TIME, Trace, TraceKind
from simulation.network.world.accounts import Account

MONTH = 30 * DAY
MOST_PARTNERS = 8
AMOUNTS = (1_900.0, 6_400.0, 12_500.0, 28_000.0, 61_000.0, 118_000.0, 260_000.0, 720_000.0, 3_400_000.0)
"""Quantiles of one lawful payment in minor units. Assumption: many small, few large, as in any business account."""
MEAN_PAYMENT = 363_000
"""Mean of one lawful payment in minor units: the mean of the quantiles above."""

STANDING_PAIRS = 0.35
"""Share of pairs with a standing order. Assumption."""

STANDING = ("rent", "wages", "insurance", "utilities", "loan")
PURPOSES = ("goods", "services", "rent", "wages", "insurance", "freight", "utilities", "refund", "loan", "personal")


def _is_public(account: Account) -> bool:
    return account.organisation is None and bool(account.holder) and not account.is_story


type _Luck = tuple[float, float, float]
"""What is drawn for a payment: when in the month, how large, and which way it goes."""


class LawfulLife:
    """Who pays whom in ordinary life."""

    def __init__(self, accounts: Mapping[str, Account], draws: Draws) -> None:
        """Take the accounts that exist at the start as possible partners; later ones pay these too."""
        self._accounts = accounts
        self._draws = draws
        self._pool = tuple(sorted(key for key, account in accounts.items() if _is_public(account)))
        self._partners: dict[str, dict[str, float]] = {}
        self._joined: set[str] = set()
        self._made: dict[tuple[str, str, int], tuple[Trace, ...]] = {}
        self._orders: dict[str, _Luck | None] = {}

    def __getstate__(self) -> dict[str, object]:
        """A stored copy leaves out what can be made again."""
        return {**self.__dict__, "_made": {}, "_orders": {}}

    def transfers(self, account: str, start: int, end: int) -> tuple[Trace, ...]:
        """Lawful payments from and to an account between two seconds, in order of time."""
        self._join_all()
        found: list[Trace] = []
        months = range(start // MONTH, end // MONTH + 1)
        for partner in sorted(self._partners.get(account, {})):
            first, second = sorted((account, partner))
            for month in months:
                found += [trace for trace in self._month(first, second, month) if start <= trace.time <= end]
        return tuple(sorted(found, key=BY_TIME))

    def _join_all(self) -> None:
        if len(self._joined) == len(self._accounts):
            return
        for key in sorted(self._accounts):
            if key not in self._joined:
                self._joined.add(key)
                self._choose_partners(self._accounts[key])

    def _choose_partners(self, account: Account) -> None:
        monthly = account.lawful_monthly
        if not monthly or not self._pool:
            return
        number = max(1, min(MOST_PARTNERS, monthly // 2))
        rate = monthly / number
        for index in range(number):
            partner = self._pool[self._draws.below(len(self._pool), Purpose.STRUCTURE, account.key, f"partner{index}")]
            if partner != account.key:
                for one, other in ((account.key, partner), (partner, account.key)):
                    rates = self._partners.setdefault(one, {})
                    rates[other] = rates.get(other, 0.0) + rate

    def _month(self, first: str, second: str, month: int) -> tuple[Trace, ...]:
        asked = (first, second, month)
        made = self._made.get(asked)
        if made is None:
            made = self._make(self._accounts[first], self._accounts[second], month)
            self._made[asked] = made
        return tuple([trace for trace in made if self._could_pass(trace)])

    def _make(self, first: Account, second: Account, month: int) -> tuple[Trace, ...]:
        pair = f"{first.key}|{second.key}"
        rate = self._partners[first.key][second.key]
        count = int(rate + self._draws.uniform(Purpose.LAWFUL, pair, f"{month}/count", month * MONTH))
        return tuple([self._payment(first, second, pair, month, index) for index in range(count)])

    def _luck(self, purpose: Purpose, pair: str, occasion: str, now: int) -> _Luck:
        draw = self._draws.uniform
        when = draw(purpose, pair, f"{occasion}/time", now)
        return when, draw(purpose, pair, f"{occasion}/size", now), draw(purpose, pair, f"{occasion}/kind", now)

    def _order(self, pair: str) -> _Luck | None:
        """The standing order of a pair, None when it has none."""
        if pair not in self._orders:
            has_one = self._draws.uniform(Purpose.STRUCTURE, pair, "standing") < STANDING_PAIRS
            self._orders[pair] = self._luck(Purpose.STRUCTURE, pair, "standing", 0) if has_one else None
        return self._orders[pair]

    def _payment(self, first: Account, second: Account, pair: str, month: int, index: int) -> Trace:
        begin = month * MONTH
        order = self._order(pair) if index == 0 else None
        when, size, kind = order or self._luck(Purpose.LAWFUL, pair, f"{month}/{index}", begin)
        time = begin + int(when * 30) * DAY + 8 * 3600 + int((when * 30 - int(when * 30)) * 9 * 3600)
        payer, payee = (
            (first, second)
            if kind < first.lawful_monthly / max(1, first.lawful_monthly + second.lawful_monthly)
            else (second, first)
        )
        kinds = PURPOSES if order is None else STANDING
        reference = kinds[int(size * 7919.0) % len(kinds)]
        return Trace(
            key=f"lawful/{first.key}/{second.key}/{month}/{index}",
            kind=TraceKind.TRANSFER,
            time=time,
            country=payer.country,
            custodian=payer.bank,
            expires=None,
            subjects=(payer.key, payee.key),
            facts=(("amount_minor", int(quantile(AMOUNTS, size))), ("purpose", reference)),
        )

    def _could_pass(self, trace: Trace) -> bool:
        for key in trace.subjects:
            party = self._accounts[key]
            if party.opened > trace.time or party.is_blocked_at(trace.time):
                return False
        return True
