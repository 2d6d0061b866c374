"""Par: how a scenario comes out under each way of playing, as a file beside the scenario.

`par.json` holds quantiles of every figure of the outcome, paired differences from the textbook, and what it was made
from. Made from another scenario or other rules it is stale, and `rogatory scenario check` says so.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from simulation.exercise.core.settings import RULES_VERSION
from simulation.kernel.draws import quantile
from simulation.kernel.errors import Problem
from simulation.kernel.field_types import FrozenModel
from simulation.review.cooperation import BASE, POLICIES, WAITS, Figure, Measured, paired, share_answered, ways_to
from simulation.scenario.load import SCENARIOS, available
from simulation.scenario.schema.name_pools import freeze
from simulation.scenario.schema.needs import Need
from simulation.scenario.schema.play import Preset
from simulation.scenario.schema.scenario import Scenario

FILE = "par.json"
WAYS = (*POLICIES, *WAITS)
"""The ways of playing that par is made of."""

QUANTILES = (5, 25, 50, 75, 95)
"""Per cent of the runs that lie below."""


class MadeFrom(FrozenModel):
    """What a par was made from.

    Attributes:
        rules: Number of the rules.
        scenario: SHA-256 of the scenario and its names, without its texts: no run depends on what they say.
        preset: Key of the preset.
        play_days: Days to the end of play.
        horizon_days: Days to the horizon.
        first_seed: First seed.
        seeds: How many seeds, one after the other.
    """

    rules: int
    scenario: str
    preset: str
    play_days: int
    horizon_days: int
    first_seed: int
    seeds: int


class Spread(FrozenModel):
    """A figure over the runs of one way of playing.

    Attributes:
        mean: Mean of the runs that have one; None when none has.
        quantiles: Quantiles at 5, 25, 50, 75 and 95 per cent of these.
        count: How many runs have one.
    """

    mean: Figure
    quantiles: tuple[float, ...]
    count: int


class Against(FrozenModel):
    """A paired difference from the textbook: mean, and the ends of its 90 % interval."""

    mean: float
    low: float
    high: float


class WayPar(FrozenModel):
    """One way of playing.

    Attributes:
        figures: Each figure of the outcome.
        against_textbook: Its difference from the textbook; none for the textbook itself.
        needs_met: For each need, the share of runs in which an answer brought the thing, by any of the ways to it.
    """

    figures: dict[str, Spread]
    against_textbook: dict[str, Against]
    needs_met: dict[str, float]


class Par(FrozenModel):
    """The file."""

    made_from: MadeFrom
    ways: dict[str, WayPar]


def made_from(scenario: Scenario, preset: Preset, seeds: range) -> MadeFrom:
    """What a par of these runs is made from."""
    return MadeFrom(
        rules=RULES_VERSION,
        scenario=freeze(scenario.model_copy(update={"texts": {}}), seeds.start).digest,
        preset=preset.key,
        play_days=sum(preset.jumps),
        horizon_days=scenario.horizon_days,
        first_seed=seeds.start,
        seeds=len(seeds),
    )


def par_of(source: MadeFrom, runs: Mapping[str, Sequence[Measured]], needs: Sequence[Need]) -> Par:
    """Par of the runs of each way of playing, by its name."""
    base = runs[BASE.name]
    keys = tuple(base[0].figures)
    return Par(
        made_from=source,
        ways={
            name: WayPar(
                figures={key: _spread([run.figures.get(key) for run in some]) for key in keys},
                against_textbook={
                    key: Against(mean=_short(found.mean), low=_short(found.low), high=_short(found.high))
                    for key in keys
                    if name != BASE.name and (found := paired(some, base, key)) is not None
                },
                needs_met={need.key: _short(share_answered(some, ways_to(need, needs))) for need in needs},
            )
            for name, some in runs.items()
        },
    )


def as_text(par: Par) -> str:
    """The file's text, the same for the same runs."""
    return json.dumps(par.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n"


def problems(directory: Path, scenario: Scenario) -> tuple[Problem, ...]:
    """What is wrong with the par of a scenario, when it has one."""
    place = directory / FILE
    if not place.is_file():
        return ()
    try:
        par = TypeAdapter(Par).validate_json(place.read_bytes())
    except ValidationError as error:
        return (Problem(FILE, f"this is no par: {error.errors()[0]['msg']}; make it anew with `rogatory par`"),)
    if is_stale(par, scenario):
        return (Problem(FILE, "it was made from another version of the scenario or the rules; make it anew"),)
    return ()


def is_stale(par: Par, scenario: Scenario) -> bool:
    """Whether a par was made from another version of a scenario, or under other rules."""
    found = par.made_from
    preset = next((each for each in scenario.play.presets if each.key == found.preset), None)
    seeds = range(found.first_seed, found.first_seed + found.seeds)
    return preset is None or made_from(scenario, preset, seeds) != found


def shipped(name: str) -> Par | None:
    """The par that ships with a scenario; None where it has none, or one that cannot be read."""
    place = SCENARIOS / name / FILE
    if name not in available() or not place.is_file():
        return None
    try:
        return TypeAdapter(Par).validate_json(place.read_bytes())
    except ValidationError:
        return None


def _spread(figures: Sequence[Figure]) -> Spread:
    values = sorted(each for each in figures if each is not None)
    if not values:
        return Spread(mean=None, quantiles=(), count=0)
    row = values if len(values) > 1 else values * 2
    return Spread(
        mean=_short(sum(values) / len(values)),
        quantiles=tuple(_short(quantile(row, each / 100)) for each in QUANTILES),
        count=len(values),
    )


def _short(value: float) -> float:
    return round(value, 4)
