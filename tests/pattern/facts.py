"""The stylised facts of `facts.toml`, and how values of paired seeds are judged by them."""

from __future__ import annotations

import statistics
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

FACTS = Path(__file__).with_name("facts.toml")
NORMAL_95 = 1.959964
"""Half the width of a 95 % interval in standard errors."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One condition of a fact.

    Attributes:
        name: Key of the value in what an experiment gives for a seed.
        statistic: What the value is, in words.
        rule: See `facts.toml`.
        low: The figure must not lie below; None for no bound.
        high: The figure must not lie above; None for no bound.
        sign: What the smoke test looks at.
    """

    name: str
    statistic: str
    rule: str
    low: float | None
    high: float | None
    sign: str

    @property
    def expected(self) -> str:
        """The condition in words, as the table of facts prints it."""
        match self.rule:
            case "ci_above":
                return f"interval above {self.low:g}"
            case "ci_below":
                return f"interval below {self.high:g}"
            case "share_at_least":
                return f"in at least {self.low:.0%} of seeds"
            case "median_within":
                return f"median {self.low:g} to {self.high:g}"
            case _:
                return f"mean {self.low:g} to {self.high:g}"


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that the network has to reproduce.

    Attributes:
        key: F1 to F25.
        name: Its name.
        fact: What is known.
        source: From where.
        experiment: What is run.
        note: What was made precise, empty for nothing.
        applies: Scenarios in which it has to hold.
        not_applicable: Reason for each other scenario.
        criteria: All have to hold.
    """

    key: str
    name: str
    fact: str
    source: str
    experiment: str
    note: str
    applies: tuple[str, ...]
    not_applicable: dict[str, str]
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """What the seeds gave for one criterion.

    Attributes:
        figure: Mean, median or share.
        low: Lower end of the 95 % interval.
        high: Upper end.
        count: Seeds that gave a value.
        holds: Whether the criterion holds.
    """

    figure: float
    low: float
    high: float
    count: int
    holds: bool


def _criterion(row: dict[str, object]) -> Criterion:
    rule = str(row["rule"])
    bounds = row.get("bounds")
    if isinstance(bounds, list):
        low, high = float(bounds[0]), float(bounds[1])
        return Criterion(str(row["name"]), str(row["statistic"]), rule, low, high, str(row["sign"]))
    bound = float(str(row["bound"]))
    is_upper = rule == "ci_below"
    return Criterion(
        str(row["name"]),
        str(row["statistic"]),
        rule,
        None if is_upper else bound,
        bound if is_upper else None,
        str(row["sign"]),
    )


def _read() -> dict[str, dict[str, object] | list[int]]:
    with FACTS.open("rb") as file:
        return tomllib.load(file)


def facts() -> tuple[Fact, ...]:
    """All facts in their order."""
    found = []
    for key, row in _read().items():
        if not isinstance(row, dict):
            continue
        criteria = row["criteria"]
        applies = row["applies"]
        excused = row.get("not_applicable", {})
        assert isinstance(criteria, list)
        assert isinstance(applies, list)
        assert isinstance(excused, dict)
        found.append(
            Fact(
                key=key,
                name=str(row["name"]),
                fact=str(row["fact"]),
                source=str(row["source"]),
                experiment=str(row["experiment"]),
                note=str(row.get("note", "")),
                applies=tuple(str(each) for each in applies),
                not_applicable={str(name): str(reason) for name, reason in excused.items()},
                criteria=tuple(_criterion(each) for each in criteria),
            )
        )
    return tuple(found)


def seeds(*, smoke: bool) -> range:
    """The seeds of the smoke test or of the whole one."""
    span = _read()["smoke_seeds" if smoke else "seeds"]
    assert isinstance(span, list)
    return range(*span)


def judge(criterion: Criterion, values: Sequence[float]) -> Judged:
    """What values of paired seeds say; none at all never hold.

    For `share_at_least` a value of 1 says that the seed satisfies it, 0 that it does not.
    """
    if not values:
        return Judged(float("nan"), float("nan"), float("nan"), 0, holds=False)
    middle = statistics.median if criterion.rule == "median_within" else statistics.fmean
    figure = middle(values)
    spread = statistics.stdev(values) / len(values) ** 0.5 * NORMAL_95 if len(values) > 1 else 0.0
    low, high = figure - spread, figure + spread
    match criterion.rule:
        case "ci_above":
            holds = criterion.low is not None and low > criterion.low
        case "ci_below":
            holds = criterion.high is not None and high < criterion.high
        case "share_at_least":
            holds = criterion.low is not None and figure >= criterion.low
        case _:
            holds = criterion.low is not None and criterion.high is not None
            holds = holds and (criterion.low or 0.0) <= figure <= (criterion.high or 0.0)
    return Judged(figure, low, high, len(values), holds)


def points_the_right_way(criterion: Criterion, values: Sequence[float]) -> bool:
    """The smoke test: only the sign of the mean, or for a range that nothing absurd comes out."""
    if not values:
        return False
    mean = statistics.fmean(values)
    if criterion.sign == "positive":
        return mean > 0
    if criterion.sign == "negative":
        return mean < 0
    return mean >= 0
