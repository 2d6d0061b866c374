"""Shocks: what an author, a trainer's inject or a file of `--shocks` does to the network, and whom or what it meets.

A shock names its target, or selects among what there is at that moment: `do(X)` of reference network.md b.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from simulation.kernel.field_types import CountryCode, FrozenModel, Key
from simulation.scenario.schema.functions import Function


class ShockKind(StrEnum):
    """What is done."""

    ARREST = "arrest"
    SEIZE = "seize"
    INTERDICTION = "interdiction"
    FREEZE = "freeze"
    FAILED_RAID = "failed_raid"
    LEAK = "leak"
    CLOSURE = "closure"


class Rank(StrEnum):
    """By what the most important come first."""

    DEGREE = "degree"
    BETWEENNESS = "betweenness"
    MONEY = "money"
    RANDOM = "random"


FITTING: dict[ShockKind, frozenset[str]] = {
    ShockKind.ARREST: frozenset({"function", "corridor", "country", "organisation"}),
    ShockKind.SEIZE: frozenset({"corridor", "country", "organisation"}),
    ShockKind.INTERDICTION: frozenset({"corridor", "country", "organisation"}),
    ShockKind.FREEZE: frozenset({"function", "country", "organisation"}),
    ShockKind.FAILED_RAID: frozenset({"function", "corridor", "country", "organisation"}),
    ShockKind.LEAK: frozenset({"function", "corridor", "country", "organisation"}),
    ShockKind.CLOSURE: frozenset({"function", "corridor", "country", "organisation"}),
}
"""What each kind can be selected by, besides rank, count and share."""

PLACELESS_RANKS = frozenset({Rank.MONEY, Rank.RANDOM})
"""Ranks of loads, which have no partners."""


class Select(FrozenModel):
    """The targets of a shock, chosen when the shock comes; without `count` and `share`: all that match.

    Attributes:
        function: Members with this function; for freeze and closure: accounts or companies of such members.
        rank: Order of the targets: by degree or betweenness in the network (for a corridor: among corridors), by money
            in hand (for a load or corridor: by the value of the goods), or at random.
        count: Number of targets.
        share: Share of all targets that match, but at least one target.
        corridor: Key of a corridor; for arrest, failed_raid and leak: members who work at either end of this corridor;
            for seize: loads on it or waiting to use it.
        country: Country where the targets are when the shock comes.
        organisation: Organisation to which the targets belong.
    """

    function: Function | None = None
    rank: Rank = Rank.DEGREE
    count: Annotated[int, Field(ge=1, le=10_000)] | None = None
    share: Annotated[float, Field(gt=0.0, le=1.0)] | None = None
    corridor: Key | None = None
    country: CountryCode | None = None
    organisation: Key | None = None

    @model_validator(mode="after")
    def _one_measure(self) -> Self:
        if self.count is not None and self.share is not None:
            message = "name count or share, not both"
            raise ValueError(message)
        return self

    def most(self, fitting: int) -> int:
        """How many of those who fit are met."""
        if self.share is not None:
            return min(fitting, max(1, int(self.share * fitting + 0.5)))
        return fitting if self.count is None else min(fitting, self.count)


class Shock(FrozenModel):
    """What an inject does to the network: the same `do(X)` as `--shocks` of the command line.

    Attributes:
        kind: arrest, seize, interdiction, freeze, failed_raid, leak or closure.
        target: Cast, account, container, corridor, company, organisation or site key.
        select: Instead of a target: how the targets are chosen when the shock comes.
        factor: For interdiction: factor applied to the probability that a load is found.
        days: How long it lasts; 0: permanently.
    """

    kind: ShockKind
    target: Key | None = None
    select: Select | None = None
    factor: Annotated[float, Field(ge=0, le=50)] = 1.0
    days: Annotated[int, Field(ge=0, le=1000)] = 0

    @model_validator(mode="after")
    def _one_aim(self) -> Self:
        if (self.target is None) == (self.select is None):
            message = "name what it meets by select or by target, one of the two"
            raise ValueError(message)
        if self.select is None:
            return self
        given = {name for name in ("function", "corridor", "country", "organisation") if getattr(self.select, name)}
        wrong = sorted(given - FITTING[self.kind])
        if wrong:
            message = f"{self.kind} cannot be selected by {wrong[0]}"
            raise ValueError(message)
        if (
            self.kind is ShockKind.SEIZE
            and "rank" in self.select.model_fields_set
            and self.select.rank not in PLACELESS_RANKS
        ):
            message = f"loads cannot be ranked by {self.select.rank}; take money or random"
            raise ValueError(message)
        return self


def _not_before_the_start(day: int) -> int:
    if day < 0:
        message = "a shock cannot lie in the past; days count from the start, which is 0"
        raise ValueError(message)
    return day


class PlannedShock(Shock):
    """A shock in the scenario itself, or in a file of `--shocks`.

    Attributes:
        kind: As for the shock of an inject.
        target: As for the shock of an inject.
        select: As for the shock of an inject.
        factor: As for the shock of an inject.
        days: As for the shock of an inject.
        day: Number of days after the start on which the shock comes.
        repeat_days: Number of days after which the shock comes again; 0: it does not come again.
        times: How many times it comes in total; without a number, a repeated shock comes until the end of the run.
    """

    day: Annotated[int, AfterValidator(_not_before_the_start), Field(le=2000)]
    repeat_days: Annotated[int, Field(ge=0, le=1000)] = 0
    times: Annotated[int, Field(ge=1, le=2000)] | None = None

    @model_validator(mode="after")
    def _repeats(self) -> Self:
        if self.times is not None and self.times > 1 and not self.repeat_days:
            message = f"it comes {self.times} times, so say after how many days in repeat_days"
            raise ValueError(message)
        return self

    def comes_on(self, horizon: int) -> tuple[int, ...]:
        """The days on which it comes, none after the horizon."""
        if not self.repeat_days:
            return (self.day,) if self.day <= horizon else ()
        last = horizon if self.times is None else min(horizon, self.day + (self.times - 1) * self.repeat_days)
        return tuple(range(self.day, last + 1, self.repeat_days))
