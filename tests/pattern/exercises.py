"""F5, F6 and F25: whole exercises played by policies."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from simulation.exercise.core.event import Event, WorldChanged
from simulation.exercise.engine import Exercise
from simulation.exercise.procedures.letter import workflow
from simulation.kernel.agenda import DAY
from simulation.law.time.durations import transmission
from simulation.network.metrics import money_held
from simulation.players.runs import begin, policies_for
from tests.pattern.runs import YEAR, Bench, mean, relative

LATE_DAYS = 30
SAMPLE_DAYS = 5
SHORT_DAYS = 120
"""Days of a run in the smoke test."""


@contextmanager
def _every_transmission_late() -> Iterator[None]:
    """Formal papers travel thirty days longer, whatever the channel."""

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workflow, "transmission", _later(transmission))
        yield


def _later[**Around](travel: Callable[Around, int]) -> Callable[Around, int]:
    def late(*around: Around.args, **named: Around.kwargs) -> int:
        return travel(*around, **named) + LATE_DAYS * DAY

    return late


class _Played:
    """An exercise as it is played: sums of what happened in the world, and money in authorities' hands by sample."""

    def __init__(self, bench: Bench, policy: str) -> None:
        policies = policies_for(bench.scenario, policy, {})
        self.exercise: Exercise = begin(bench.frozen, policies, bench.seed)
        self.sums: dict[tuple[str, str], int] = {}
        self.held: list[tuple[int, int]] = []
        self.day = 0
        self.at_start = self._proceeds()

    def to(self, day: int) -> _Played:
        """Play to a day."""
        while self.day < day:
            self.day = min(day, self.day + SAMPLE_DAYS)
            for event in self.exercise.advance(self.day * DAY):
                self._note(event)
            network = self.exercise.state.network
            self.held.append((self.day, money_held(network)[1] + network.money.totals.confiscated))
        return self

    def _note(self, event: Event) -> None:
        if isinstance(event, WorldChanged):
            for name, value in event.happening.facts:
                if name in {"grams", "amount_minor"} and isinstance(value, int):
                    key = event.happening.code, name
                    self.sums[key] = self.sums.get(key, 0) + value

    def sum(self, code: str, name: str = "amount_minor") -> int:
        return self.sums.get((code, name), 0)

    def _proceeds(self) -> int:
        totals = self.exercise.state.network.money.totals
        return totals.sales + totals.exploitation + totals.journey_fees

    def proceeds(self) -> int:
        """What the network took in since the start."""
        return self._proceeds() - self.at_start

    def evidence(self) -> int:
        """Papers that stand as evidence in the files of the played countries."""
        countries = self.exercise.state.countries
        return sum(
            paper.use.stands
            for country in self.exercise.scenario.countries
            if country.played
            for paper in countries[country.code].file.documents
        )


def _days(bench: Bench, usual: int) -> int:
    return min(usual, SHORT_DAYS) if bench.short else usual


def interception(bench: Bench) -> dict[str, float | None]:
    """F5."""
    played = _Played(bench, "auto").to(_days(bench, YEAR))
    seized, delivered = played.sum("GoodsSeized", "grams"), played.sum("GoodsDelivered", "grams")
    mass = seized / (seized + delivered) if seized + delivered else None
    proceeds = played.proceeds()
    frozen = played.sum("MoneyFrozen") / proceeds if proceeds else None
    return {
        "mass_seized": mass,
        "frozen": frozen,
        "confiscated": played.sum("MoneyConfiscated") / proceeds if proceeds else None,
        "ratio": None if mass is None or frozen is None else mass - 10 * frozen,
    }


def outlasting(bench: Bench) -> dict[str, float | None]:
    """F6: the two totals of which it is the share."""
    played = _Played(bench, "textbook").to(_days(bench, bench.scenario.horizon_days))
    return {"confiscated": float(played.sum("MoneyConfiscated")), "frozen": float(played.sum("MoneyFrozen"))}


def timely(bench: Bench) -> dict[str, float | None]:
    """F25."""
    days = _days(bench, YEAR)
    in_time = _Played(bench, "textbook").to(days)
    with _every_transmission_late():
        late = _Played(bench, "textbook").to(days)
    least = min(90, days // 2)
    usual = mean(money for day, money in in_time.held if day >= least)
    return {
        "records": float(late.evidence() - in_time.evidence()),
        "money": relative(mean(money for day, money in late.held if day >= least), usual),
    }
