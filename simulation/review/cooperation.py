"""What cooperation is worth in a scenario: paired runs of the policies, and of other waits, beside the textbook's.

Every way of playing gets the same seeds, so that two runs of a seed share cast and chance events, and their difference
is what the players, or the days, did. Differences are told with a 90 % interval of the paired mean (Student's t).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from math import sqrt

from simulation.exercise.core.treatment import AS_IT_IS, FACTORS, Treatment
from simulation.exercise.outcome.case_solved import solution_of
from simulation.exercise.outcome.exercise_outcome import outcome_of
from simulation.kernel.agenda import DAY
from simulation.needs.standing import STAGES, standings
from simulation.players.policies import AUTO, EXPERT, HOME, NONE, NOVICE, TEXTBOOK
from simulation.players.runs import begin_told, policies_for
from simulation.review.profile import profiles, shares
from simulation.scenario.schema.name_pools import freeze
from simulation.scenario.schema.needs import Need
from simulation.scenario.schema.play import Preset
from simulation.scenario.schema.scenario import Scenario

type Figure = float | None
"""A number of one run; None where nothing of the kind is counted, or it never came."""


@dataclass(frozen=True, slots=True)
class WayOfPlaying:
    """A policy in every played country, and factors on the waits.

    Attributes:
        name: How it is told.
        policy: Name of the policy.
        treatment: Factors on the waits of each holder.
    """

    name: str
    policy: str
    treatment: Treatment = AS_IT_IS


def waits(factor: float) -> Treatment:
    """Every wait that is anybody's to shorten, by a factor."""
    return Treatment.of(dict.fromkeys(FACTORS, factor))


def without(need: Need, needs: Iterable[Need]) -> WayOfPlaying:
    """The textbook, which asks for what a country needs and gets no paper back, by any of the ways to the same thing.

    Args:
        need: What is left out.
        needs: All needs of the scenario.
    """
    rows = [need, *(each for each in needs if each.thing == need.thing)]
    formal = {(row.country, row.holder, way.kind.value, way.target) for row in rows for way in row.by}
    short = {(row.country, row.holder, way.kind.value, way.target) for row in rows for way in row.informal}
    withheld = frozenset(formal | short)
    return WayOfPlaying(f"without {need.key}", TEXTBOOK.name, Treatment(withheld=withheld))


BASE = WayOfPlaying(TEXTBOOK.name, TEXTBOOK.name)
"""With what all others are compared."""

POLICIES = tuple(
    BASE if policy is TEXTBOOK else WayOfPlaying(policy.name, policy.name)
    for policy in (NONE, HOME, AUTO, NOVICE, TEXTBOOK, EXPERT)
)
"""The policies, the least active first."""

WAITS = (
    WayOfPlaying("textbook, waits x 0.5", TEXTBOOK.name, waits(0.5)),
    WayOfPlaying("textbook, waits x 2", TEXTBOOK.name, waits(2.0)),
)
"""The textbook with quicker and with slower offices, channels, banks and answers."""

AT_HORIZON = "at_horizon"
"""Behind the name of a figure that counts up to the scenario's horizon; others count up to the end of play."""

T_95 = (6.314, 2.920, 2.353, 2.132, 2.015, 1.943, 1.895, 1.860, 1.833, 1.812, 1.796, 1.782, 1.771, 1.761, 1.753)
"""95 % quantile of Student's t by degrees of freedom from 1; beyond these `1.645 + 1.6 / df` (error below 0.005)."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One run.

    Attributes:
        seed: Its seed.
        figures: The outcome at the end of play, the shares of the profile over all teams, and what was solved at the
            horizon, by key.
        needs: For each need of the scenario, the stages that it came to.
    """

    seed: int
    figures: Mapping[str, Figure]
    needs: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Difference:
    """A paired mean difference with its 90 % interval.

    Attributes:
        mean: Mean of the differences, run by run.
        low: Lower end of the interval.
        high: Its upper end.
        count: Pairs in which both runs have a figure.
    """

    mean: float
    low: float
    high: float
    count: int

    @property
    def is_off_zero(self) -> bool:
        """Whether the interval leaves out zero."""
        return self.low > 0 or self.high < 0


def longest(scenario: Scenario) -> Preset:
    """The preset that plays the most days."""
    return max(scenario.play.presets, key=lambda preset: sum(preset.jumps))


def measure(scenario: Scenario, way: WayOfPlaying, preset: Preset, seed: int, *, to_horizon: bool = True) -> Measured:
    """Play one run.

    Args:
        scenario: The scenario.
        way: Who plays, and with which waits.
        preset: Its capacity holds, and its last jump ends play.
        seed: Seed of every draw.
        to_horizon: Whether it is played on to the horizon.
    """
    policies = policies_for(scenario, way.policy, {})
    exercise, opened = begin_told(freeze(scenario, seed), policies, seed, preset=preset.key, treatment=way.treatment)
    end = min(sum(preset.jumps), scenario.horizon_days) * DAY
    events = [*opened, *exercise.advance(end)]
    figures: dict[str, Figure] = {
        name: None if value is None else float(value)
        for name, value in asdict(outcome_of(exercise.state, events)).items()
    }
    figures |= shares(profiles(events, scenario.played, end))
    needs = {each.need: each.stages for each in standings(exercise.state)}
    if to_horizon:
        events += exercise.advance(scenario.horizon_days * DAY)
        for name, value in asdict(solution_of(exercise.state, events)).items():
            figures[f"{name}_{AT_HORIZON}"] = None if value is None else float(value)
    return Measured(seed, figures, needs)


def jobs(ways: Iterable[WayOfPlaying], seeds: range) -> list[tuple[WayOfPlaying, int]]:
    """Every run that a comparison is made of: each way of playing under each seed."""
    return [(way, seed) for way in ways for seed in seeds]


def measure_job(scenario: Scenario, preset: Preset, job: tuple[WayOfPlaying, int], *, to_horizon: bool) -> Measured:
    """Play one of them (`measure`)."""
    way, seed = job
    return measure(scenario, way, preset, seed, to_horizon=to_horizon)


def by_way(played: Sequence[tuple[WayOfPlaying, int]], found: Sequence[Measured]) -> dict[str, list[Measured]]:
    """The runs of each way of playing, by its name."""
    runs: dict[str, list[Measured]] = {}
    for (way, _seed), run in zip(played, found, strict=True):
        runs.setdefault(way.name, []).append(run)
    return runs


def paired(runs: Sequence[Measured], base: Sequence[Measured], key: str) -> Difference | None:
    """The mean difference of a figure between two ways of playing under the same seeds; None below two pairs."""
    known = {run.seed: run.figures.get(key) for run in base}
    pairs = [(run.figures.get(key), known.get(run.seed)) for run in runs]
    return interval([one - other for one, other in pairs if one is not None and other is not None])


def interval(differences: Sequence[float]) -> Difference | None:
    """Their mean with its 90 % interval; None below two."""
    count = len(differences)
    if count < 2:
        return None
    mean = sum(differences) / count
    spread = sqrt(sum((each - mean) * (each - mean) for each in differences) / (count - 1))
    freedom = count - 1
    t = T_95[freedom - 1] if freedom <= len(T_95) else 1.645 + 1.6 / freedom
    half = t * spread / sqrt(count)
    return Difference(mean, mean - half, mean + half, count)


def mean_of(runs: Sequence[Measured], key: str) -> Figure:
    """The mean of a figure over the runs that have one."""
    values = [value for run in runs if (value := run.figures.get(key)) is not None]
    return sum(values) / len(values) if values else None


def shares_of(runs: Sequence[Measured], need: str) -> Mapping[str, float]:
    """Share of runs in which a need came to each stage."""
    counted = Counter(stage for run in runs for stage in run.needs.get(need, ()))
    return {stage: counted[stage] / len(runs) for stage in STAGES}


def ways_to(need: Need, needs: Iterable[Need]) -> tuple[str, ...]:
    """Keys of the needs that are ways to the same thing: one of them is enough."""
    return tuple(each.key for each in needs if each.thing == need.thing)


def share_answered(runs: Sequence[Measured], ways: Sequence[str]) -> float:
    """Share of runs in which an answer brought what is needed, by any of some rows of the needs."""
    return sum(any("answered" in run.needs.get(way, ()) for way in ways) for run in runs) / len(runs)
