"""Whole runs without people: a scenario played by policies from the first day for so many days."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from simulation.exercise.automation.player import Player
from simulation.exercise.clock.commands import StartExercise
from simulation.exercise.core.event import Event
from simulation.exercise.core.settings import Settings
from simulation.exercise.core.treatment import AS_IT_IS, Treatment
from simulation.exercise.engine import Exercise, Watcher
from simulation.kernel.agenda import DAY
from simulation.players.policies import NONE, players
from simulation.scenario.schema.play import Preset
from simulation.scenario.schema.scenario import FrozenScenario, Scenario

CONTROL = "control"
"""The member who stands for exercise control in commands."""


def policies_for(scenario: Scenario, everybody: str, single: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """The policy of every country: countries in outline only answer, unless nobody cooperates at all.

    Args:
        scenario: The scenario.
        everybody: Policy of the played countries.
        single: Policies of single countries.
    """
    outline = NONE.name if everybody == NONE.name and not single else "auto"
    return tuple(
        (country.code, single.get(country.code, everybody if country.played else outline))
        for country in scenario.countries
    )


def usual_preset(scenario: Scenario) -> Preset:
    """The first preset in which every office has its own seat; the first of all when there is none."""
    return next((preset for preset in scenario.play.presets if not preset.merged), scenario.play.presets[0])


def begin_told(
    frozen: FrozenScenario,
    policies: tuple[tuple[str, str], ...],
    seed: int,
    *,
    preset: str = "",
    explain: bool = False,
    levers: tuple[tuple[str, str, int], ...] = (),
    others: Iterable[Player] = (),
    treatment: Treatment = AS_IT_IS,
    watcher: Watcher | None = None,
) -> tuple[Exercise, tuple[Event, ...]]:
    """An exercise at its first second with its office hours open and nobody but policies at its seats.

    With it comes what happened in that second: what was in flight, and what opening files show. Whoever counts what an
    exercise came to needs it.

    Args:
        frozen: Scenario and name pools.
        policies: Policy by country.
        seed: Seed of every draw.
        preset: Key of a preset; the usual one when left out.
        explain: Keep the network's because-records.
        levers: Country, lever and day of the decision; day 0: in place from the start.
        others: Policies that may be named besides those of the registry.
        treatment: Factors on the waits of each holder.
        watcher: Reads each command in the state in which it is performed.
    """
    settings = Settings(
        preset=preset or usual_preset(frozen.scenario).key,
        seed=seed,
        policies=policies,
        inherited=any(policy != NONE.name for _, policy in policies),
        levers=levers,
    )
    known = players() | {player.name: player for player in others}
    exercise = Exercise(frozen, settings, known, explain=explain, treatment=treatment, watcher=watcher)
    start = StartExercise(id="run/start", member=CONTROL, warm_up=False)
    exercise.check(start)
    return exercise, exercise.perform(start)


def begin(
    frozen: FrozenScenario,
    policies: tuple[tuple[str, str], ...],
    seed: int,
    *,
    levers: tuple[tuple[str, str, int], ...] = (),
    preset: str = "",
    treatment: Treatment = AS_IT_IS,
    watcher: Watcher | None = None,
) -> Exercise:
    """The exercise of `begin_told` alone, for whoever counts nothing from its first second."""
    exercise, _ = begin_told(frozen, policies, seed, levers=levers, preset=preset, treatment=treatment, watcher=watcher)
    return exercise


def play(exercise: Exercise, days: int, each_day: Callable[[int], None] | None = None) -> None:
    """Let days pass.

    Args:
        exercise: As `begin` made it.
        days: How many days from the start.
        each_day: Called with the number of each day that has ended.
    """
    if each_day is None:
        exercise.advance(days * DAY)
        return
    for day in range(1, days + 1):
        exercise.advance(day * DAY)
        each_day(day)
