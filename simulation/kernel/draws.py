"""Keyed random draws: each decision has its own sealed envelope.

A draw is a pure function of (seed, purpose, causal key, occasion): it has no state, no order and no neighbour, so one
more request, agent or document changes no other draw (common random numbers, network.md e). The hash is
BLAKE2b; the first 53 bits give a number in (0, 1).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import blake2b

from simulation.kernel.quantiles import EXPONENTIAL, GUMBEL, NORMAL
from simulation.kernel.shared import shared

_SCALE = 1.0 / 9_007_199_254_740_992.0  # 2 to the power of -53
_MILLIONTH = 1_000_000.0


class DrawNature(StrEnum):
    """What a purpose decides: who and what exists, or what chance decides."""

    IDENTITY = "identity"
    CHANCE = "chance"


class Purpose(StrEnum):
    """The registry of every reason to draw; the part before the dot is its nature."""

    NAME = "identity.name"
    BIRTH = "identity.birth"
    ADDRESS = "identity.address"
    NUMBER = "identity.number"
    STRUCTURE = "identity.structure"
    ACCOUNT = "identity.account"
    CASELOAD = "identity.caseload"

    CORRIDOR = "chance.corridor"
    LOAD = "chance.load"
    INTERCEPTION = "chance.interception"
    TRAVEL = "chance.travel"
    REPLACEMENT = "chance.replacement"
    LAUNDERING = "chance.laundering"
    REPORT = "chance.report"
    CALLS = "chance.calls"
    LAWFUL = "chance.lawful"
    LEAK = "chance.leak"
    CORRUPTION = "chance.corruption"
    DISPATCH = "chance.dispatch"
    FLIGHT = "chance.flight"
    ATTRITION = "chance.attrition"
    COOPERATION = "chance.cooperation"
    SELECTION = "chance.selection"
    JOURNEY = "chance.journey"
    FATE = "chance.fate"
    INSPECTION = "chance.inspection"
    IDENTIFICATION = "chance.identification"

    STAGE = "chance.stage"
    DIFFICULTY = "chance.difficulty"
    LOSS = "chance.loss"
    APPEAL = "chance.appeal"
    QUEUE = "chance.queue"
    ANSWER = "chance.answer"

    MEASURE = "chance.measure"
    YIELD = "chance.yield"
    ATTENDANCE = "chance.attendance"

    @property
    def nature(self) -> DrawNature:
        """Whether the draw settles identity (never re-keyed) or chance."""
        return DrawNature(self.value.partition(".")[0])


@shared
@dataclass(frozen=True, slots=True)
class Draws:
    """The sealed envelopes of one run.

    Attributes:
        seed: The run's seed.
        replicate: 0 for the chance events of the exercise itself; other numbers give other events from `rekey_from` on.
        rekey_from: Simulated second from which `chance` purposes are re-keyed with the replicate.
    """

    seed: int
    replicate: int = 0
    rekey_from: int = 0

    def with_chance(self, replicate: int, rekey_from: int) -> Draws:
        """The same past and cast with other chance events from a moment on."""
        return replace(self, replicate=replicate, rekey_from=rekey_from)

    def uniform(self, purpose: Purpose, key: str, occasion: str | int = "", now: int = 0) -> float:
        """A number in (0, 1).

        Args:
            purpose: Why it is drawn.
            key: Stable causal key of the entity or pair (sort the two of a pair).
            occasion: Which of the entity's draws of this purpose: the day, or the entity's own count.
            now: Simulated second of the draw; decides only whether a replicate's key applies.
        """
        text = f"{self.seed}|{purpose!s}|{key}|{occasion}"
        if self.replicate and now >= self.rekey_from and purpose.nature is DrawNature.CHANCE:
            text = f"{text}|{self.replicate}"
        bits = int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big") >> 11
        return (bits + 0.5) * _SCALE

    def below(self, count: int, purpose: Purpose, key: str, occasion: str | int = "", now: int = 0) -> int:
        """An integer from 0 to count - 1; for choices from lists that may change use `gumbel` per candidate."""
        return min(int(self.uniform(purpose, key, occasion, now) * count), count - 1)

    def normal(self, purpose: Purpose, key: str, occasion: str | int = "", now: int = 0) -> float:
        """A standard normal number."""
        return quantile(NORMAL, self.uniform(purpose, key, occasion, now)) / _MILLIONTH

    def exponential(self, purpose: Purpose, key: str, occasion: str | int = "", now: int = 0) -> float:
        """A unit exponential number: the threshold that an accumulated hazard has to cross."""
        return quantile(EXPONENTIAL, self.uniform(purpose, key, occasion, now)) / _MILLIONTH

    def gumbel(self, purpose: Purpose, key: str, occasion: str | int = "", now: int = 0) -> float:
        """Standard Gumbel noise: added to each candidate's value, the largest sum is a logit choice."""
        return quantile(GUMBEL, self.uniform(purpose, key, occasion, now)) / _MILLIONTH


def quantile(row: Sequence[float], u: float) -> float:
    """Linear interpolation in a row of quantiles at equally spaced probabilities 0..1.

    Args:
        row: At least two non-decreasing values; the first and the last stand for the clamped ends.
        u: Probability in [0, 1].
    """
    position = u * (len(row) - 1)
    index = min(int(position), len(row) - 2)
    weight = position - index
    return row[index] * (1.0 - weight) + row[index + 1] * weight


def percentile(row: Sequence[float], u: float) -> float:
    """Value of a row of percentiles p1..p99 (99 values) at probability u, clamped to p1 and p99."""
    place = u * 100.0 - 1.0
    if place <= 0.0:
        return float(row[0])
    if place >= 98.0:
        return float(row[98])
    index = int(place)
    weight = place - index
    return row[index] * (1.0 - weight) + row[index + 1] * weight
