"""Frozen money from events written by hand: what was held before, what came in, what was let go and what was taken."""

from __future__ import annotations

from simulation.exercise.core.event import Actor, Event, WorldChanged
from simulation.exercise.outcome.flows import flows_at, held_at_start
from simulation.exercise.restrained_assets.events import FreezeEnded
from simulation.kernel.agenda import DAY
from simulation.kernel.traces import Happening


def money(day: int, code: str, account: str, amount: int, by: str = "order") -> WorldChanged:
    at = day * DAY
    facts = (("amount_minor", amount), ("country", "AAA"), ("by", by))
    return WorldChanged(
        at=at, cause="", by=Actor.NOBODY, happening=Happening(at, f"{code}/{day}", code, (account, "holder"), facts)
    )


def ended(day: int, account: str, how: str) -> FreezeEnded:
    return FreezeEnded(at=day * DAY, cause="", by=Actor.NOBODY, country="AAA", account=account, amount_minor=0, how=how)


STORY: tuple[Event, ...] = (
    money(1, "MoneyFrozen", "shop", 100),
    money(2, "MoneyFrozen", "shop", 30, "inflow"),
    money(3, "MoneyConfiscated", "free", 40),
    money(4, "MoneyFrozen", "old", 5, "inflow"),
    money(5, "FreezeLifted", "shop", 130),
    ended(5, "shop", "lapsed"),
    money(6, "MoneyFrozen", "front", 70),
    money(7, "FreezeLifted", "old", 25),
    money(8, "MoneyConfiscated", "front", 70),
    money(9, "FreezeLifted", "cash", 8),
)


AT_START = {"cash": 8, "old": 20}


def test_what_was_held_before_is_what_was_let_go_without_what_came_in() -> None:
    """Where accounts are not known, what was taken without a freeze counts as held before."""
    assert held_at_start(STORY, {}) == {**AT_START, "free": 40}


def test_every_moment_adds_up() -> None:
    for found in flows_at(STORY, [day * DAY for day in range(12)], AT_START):
        came = found.money_frozen_at_start_minor + found.money_ever_frozen_minor
        out_of_frozen = found.money_confiscated_minor - found.money_confiscated_free_minor
        assert came == found.money_released_minor + out_of_frozen + found.money_frozen_minor
    (last,) = flows_at(STORY, (20 * DAY,), AT_START)
    assert (last.money_ever_frozen_minor, last.money_lapsed_minor, last.money_lifted_minor) == (205, 130, 33)
    assert (last.money_confiscated_minor, last.money_confiscated_free_minor) == (110, 40)
    assert last.money_frozen_minor == 0


def test_a_moment_holds_its_own_second() -> None:
    found = flows_at(STORY, [DAY - 1, DAY, 2 * DAY, 5 * DAY], AT_START)
    assert [each.money_frozen_minor for each in found] == [28, 128, 158, 33]
