"""Goods and money from day 1 to a moment, counted from events in whole grams and minor units.

What was frozen at the start and what was frozen since is released, taken for good, or still frozen: `Flows` adds up at
every moment. Figures are the whole world's, whatever a team's file shows; nothing of it is set against people.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from simulation.exercise.core.event import Event, WorldChanged
from simulation.exercise.restrained_assets.events import FreezeEnded
from simulation.kernel.traces import Happening
from simulation.network.world.accounts import Account


@dataclass(frozen=True, slots=True, kw_only=True)
class Flows:
    """Goods and money from day 1 to a moment.

    Attributes:
        drugs_delivered_g: Grams that reached a market.
        drugs_seized_g: Grams taken by authorities.
        drugs_lost_g: Grams abandoned on the way.
        money_laundered_minor: Money that came to the organisers clean.
        money_frozen_at_start_minor: Money of organisations that authorities held when day 1 began.
        money_ever_frozen_minor: Money that came to be held since: by an order, by customs, or by coming in on what is
            held.
        money_lapsed_minor: Money let go because no proof came in time.
        money_lifted_minor: Money let go for any other reason, cash that a court gave back among it.
        money_confiscated_minor: Money taken for good by courts.
        money_confiscated_free_minor: Of this, money that nobody had held before.
        money_frozen_minor: Money that authorities hold at the moment.
    """

    drugs_delivered_g: int
    drugs_seized_g: int
    drugs_lost_g: int
    money_laundered_minor: int
    money_frozen_at_start_minor: int
    money_ever_frozen_minor: int
    money_lapsed_minor: int
    money_lifted_minor: int
    money_confiscated_minor: int
    money_confiscated_free_minor: int
    money_frozen_minor: int

    @property
    def money_released_minor(self) -> int:
        """Money that was held and let go."""
        return self.money_lapsed_minor + self.money_lifted_minor


def fact(happening: Happening, name: str) -> int:
    """A number of a happening; 0 when it has none of that name."""
    return next((value for key, value in happening.facts if key == name and isinstance(value, int)), 0)


def flows_at(events: Iterable[Event], moments: Sequence[int], at_start: Mapping[str, int]) -> tuple[Flows, ...]:
    """The flows at each of some moments, each moment's own second included.

    Args:
        events: What happened, in order.
        moments: Seconds, the earliest first.
        at_start: Money held when day 1 began, by account (`held_at_start`).
    """
    happened = tuple(events)
    lapsed = {(each.account, each.at) for each in happened if isinstance(each, FreezeEnded) and each.how == "lapsed"}
    running = _Running(lapsed, dict(at_start), sum(at_start.values()))
    found: list[Flows] = []
    for event in happened:
        while len(found) < len(moments) and event.at > moments[len(found)]:
            found.append(running.so_far())
        if isinstance(event, WorldChanged) and event.at >= 0:
            running.take(event.happening)
    while len(found) < len(moments):
        found.append(running.so_far())
    return tuple(found)


def flows_until(events: Iterable[Event], until: int, accounts: Mapping[str, Account]) -> Flows:
    """The flows at one moment.

    Args:
        events: What happened from the first second, in order.
        until: The moment.
        accounts: The network's accounts at the end of these events.
    """
    happened = tuple(events)
    (found,) = flows_at(happened, (until,), held_at_start(happened, accounts))
    return found


def held_at_start(events: Iterable[Event], accounts: Mapping[str, Account]) -> dict[str, int]:
    """Money that authorities held when day 1 began, by account: no event of the play tells when that was blocked.

    It is what was first released or taken there, or lies there still, without what came in meanwhile. Cash that has
    been given back is no account any more; its first event says whether it was held before.

    Args:
        events: What happened from the first second, in order.
        accounts: The network's accounts at the end; none where they are not known, as of an exercise of other rules,
            of which money that was held from beginning to end stays unknown, and money taken counts as held before.
    """
    came_in: dict[str, int] = {}
    first: dict[str, str] = {}
    ended: dict[str, int] = {}
    for event in events:
        if not isinstance(event, WorldChanged) or event.at < 0:
            continue
        happening = event.happening
        if happening.code not in {"MoneyFrozen", "FreezeLifted", "MoneyConfiscated"}:
            continue
        key = happening.subjects[0]
        is_inflow = dict(happening.facts).get("by") == "inflow"
        first.setdefault(key, "inflow" if is_inflow else happening.code)
        if key in ended:
            continue
        if happening.code != "MoneyFrozen":
            ended[key] = fact(happening, "amount_minor")
        elif is_inflow:
            came_in[key] = came_in.get(key, 0) + fact(happening, "amount_minor")
    held: dict[str, int] = {}
    for key in sorted({*first, *accounts}):
        account = accounts.get(key)
        was_held = account.is_blocked_at(-1) if account is not None else first[key] != "MoneyFrozen"
        if was_held:
            last = ended.get(key, account.balance if account is not None else 0)
            held[key] = max(0, last - came_in.get(key, 0))
    return held


_SUMS = {
    "GoodsDelivered": ("drugs_delivered_g", "grams"),
    "GoodsSeized": ("drugs_seized_g", "grams"),
    "GoodsLost": ("drugs_lost_g", "grams"),
    "MoneyLaundered": ("money_laundered_minor", "amount_minor"),
    "MoneyConfiscated": ("money_confiscated_minor", "amount_minor"),
    "MoneyFrozen": ("money_ever_frozen_minor", "amount_minor"),
}
"""Happenings that add to a total, with the fact that says how much."""


@dataclass(slots=True)
class _Running:
    """The totals on the way."""

    lapsed: set[tuple[str, int]]
    held: dict[str, int]
    at_start: int
    totals: dict[str, int] = field(default_factory=dict)

    def take(self, happening: Happening) -> None:
        row = _SUMS.get(happening.code)
        if row is not None:
            self._add(row[0], fact(happening, row[1]))
        if not happening.subjects:
            return
        account, amount = happening.subjects[0], fact(happening, "amount_minor")
        match happening.code:
            case "MoneyFrozen":
                self.held[account] = self.held.get(account, 0) + amount
            case "FreezeLifted":
                self.held.pop(account, None)
                self._add("lapsed" if (account, happening.time) in self.lapsed else "lifted", amount)
            case "MoneyConfiscated" if account in self.held:
                del self.held[account]
            case "MoneyConfiscated":
                self._add("money_confiscated_free_minor", amount)
            case _:
                pass

    def _add(self, name: str, amount: int) -> None:
        self.totals[name] = self.totals.get(name, 0) + amount

    def so_far(self) -> Flows:
        def total(name: str) -> int:
            return self.totals.get(name, 0)

        return Flows(
            drugs_delivered_g=total("drugs_delivered_g"),
            drugs_seized_g=total("drugs_seized_g"),
            drugs_lost_g=total("drugs_lost_g"),
            money_laundered_minor=total("money_laundered_minor"),
            money_frozen_at_start_minor=self.at_start,
            money_ever_frozen_minor=total("money_ever_frozen_minor"),
            money_lapsed_minor=total("lapsed"),
            money_lifted_minor=total("lifted"),
            money_confiscated_minor=total("money_confiscated_minor"),
            money_confiscated_free_minor=total("money_confiscated_free_minor"),
            money_frozen_minor=sum(self.held.values()),
        )
