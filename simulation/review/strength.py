"""Clear or not: the one rule that turns differences between runs into words.

A run is the exercise played again with other chance events. Of the runs that changed, so many have to point one way
that fewer than one decision in a hundred without any effect would be called clear (two-sided sign test), and the median
has to be worth naming. The band that is drawn beside the words decides nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from math import comb

from simulation.kernel.draws import quantile

CALLED_BY_CHANCE = 100
"""Of so many decisions without effect, fewer than one is called clear: strict, for hundreds of decisions are tried
(our own choice; the picture guide of the review, section 3)."""

BAND = (0.05, 0.95)
"""Ends of the band that is drawn: nine runs in ten."""


class Clarity(StrEnum):
    """What can be said of a difference."""

    SAME = "same"
    """No run changed."""
    UNCLEAR = "unclear"
    """Runs changed, and not clearly one way."""
    LESS = "less"
    MORE = "more"


@cache
def least_one_way(changed: int) -> int | None:
    """Of so many runs that changed, the least number that has to point one way; None where no number is enough."""
    reached = 0
    for least in range(changed, changed // 2, -1):
        reached += comb(changed, least)
        if 2 * CALLED_BY_CHANCE * reached >= 1 << changed:
            return least + 1 if least < changed else None
    return None


@dataclass(frozen=True, slots=True)
class Strength:
    """A difference over paired runs, in the unit of its figure.

    Attributes:
        clarity: What can be said of it.
        less: Runs in which it is below zero.
        more: Runs in which it is above zero.
        same: Runs that did not change.
        median: Median over all runs; 0 where there is none.
        low: Lower end of nine runs in ten.
        high: Their upper end.
        mean: Mean over all runs; tables to download have it, pages tell the median.
        differences: Each run's, in the order of the runs.
    """

    clarity: Clarity
    less: int
    more: int
    same: int
    median: float
    low: float
    high: float
    mean: float
    differences: tuple[float, ...]

    @property
    def runs(self) -> int:
        """How many runs were compared."""
        return self.less + self.more + self.same

    @property
    def is_clear(self) -> bool:
        """Whether a direction may be named."""
        return self.clarity in {Clarity.LESS, Clarity.MORE}


def strength(differences: Sequence[float], least: float) -> Strength:
    """What differences between paired runs say.

    Args:
        differences: Changed minus as it was, one a run.
        least: The smallest median worth naming, in the same unit.
    """
    row = sorted(differences)
    less, more = sum(each < 0 for each in row), sum(each > 0 for each in row)
    spread = row if len(row) > 1 else row * 2 or [0, 0]
    low, median, high = (round(quantile(spread, share), 4) for share in (BAND[0], 0.5, BAND[1]))
    needed = least_one_way(less + more)
    clarity = Clarity.UNCLEAR if less + more else Clarity.SAME
    if needed is not None and abs(median) >= least:
        if less >= needed and median < 0:
            clarity = Clarity.LESS
        elif more >= needed and median > 0:
            clarity = Clarity.MORE
    mean = round(sum(row) / len(row), 4) if row else 0.0
    return Strength(clarity, less, more, len(row) - less - more, median, low, high, mean, tuple(differences))
