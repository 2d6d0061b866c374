"""Which experiment gives the values of which fact."""

from __future__ import annotations

from collections.abc import Callable

from tests.pattern import attacks, crew, exercises, goods, money, people, reactions
from tests.pattern.facts import facts
from tests.pattern.runs import Bench

type Values = dict[str, float | None]
"""Value of each criterion for one scenario and seed; None where the seed gives none."""

EXPERIMENTS: dict[str, Callable[[Bench], Values]] = {
    "F1": goods.balloon,
    "F2": goods.interdiction,
    "F3": goods.distance,
    "F4": goods.markup,
    "F5": exercises.interception,
    "F6": exercises.outlasting,
    "F7": attacks.seizures,
    "F8": attacks.recovery,
    "F9": attacks.aiming,
    "F10": attacks.specialists,
    "F11": attacks.efficient_or_secure,
    "F12": reactions.going_dark,
    "F13": reactions.hysteresis,
    "F14": reactions.recruiting,
    "F15": reactions.together,
    "F16": crew.facilitators,
    "F17": crew.groups,
    "F18": money.outruns,
    "F19": money.cleaning,
    "F20": money.price_of_cleaning,
    "F21": crew.risk_pay,
    "F22": people.found,
    "F23": people.fee,
    "F24": reactions.small_blows,
    "F25": exercises.timely,
}

TOTALS = {("F6", "share"): ("confiscated", "frozen")}
"""Criteria about totals over all seeds: what over what."""


def run_seed(name: str, seed: int, wanted: frozenset[str], *, short: bool) -> dict[str, Values]:
    """The values of facts that apply to a scenario, for one seed."""
    bench = Bench(name, seed, short=short)
    keys = [fact.key for fact in facts() if fact.key in wanted and name in fact.applies]
    return {key: EXPERIMENTS[key](bench) for key in keys}


def values_of(key: str, criterion: str, rows: list[Values]) -> list[float]:
    """The values of a criterion over seeds; of a share of totals, so that their mean is that share."""
    if (key, criterion) not in TOTALS:
        return [value for row in rows if (value := row.get(criterion)) is not None]
    over, under = TOTALS[key, criterion]
    pairs = [(row[over] or 0.0, row[under] or 0.0) for row in rows]
    level = sum(low for _, low in pairs) / len(pairs) if pairs else 0.0
    return [high / level for high, _ in pairs] if level else []
