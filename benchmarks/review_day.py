"""A two-day workshop at the keyboard: what the programs about the review measure on."""

from __future__ import annotations

from simulation.exercise.core.settings import Settings
from simulation.exercise.registry import load_scenario
from simulation.players.workshop import Workshop
from simulation.review.branches import Record
from simulation.scenario.load import directory_of
from simulation.scenario.schema.name_pools import freeze


def workshop_record(jumps: tuple[int, ...], seed: int = 7) -> Record:
    """Blue-current with the textbook policy typing for everybody, played to the end of its last move."""
    frozen = freeze(load_scenario(directory_of("blue-current")), seed)
    played = Workshop(frozen, Settings(preset="half_day_14", seed=seed), jumps)
    return Record(frozen, played.settings, tuple(played.entries), played.events)


TWO_DAYS = (30, 35, 40, 40, 35, 30, 40, 40, 35, 30, 40, 40, 35, 30)
"""Jumps of fourteen moves, about 500 days."""

HALF_A_DAY = (30, 35, 40, 40)
"""Jumps of four moves."""
