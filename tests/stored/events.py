"""A year of each scenario that policies play, event by event: its day, its name and the sum of what is stored of it."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

from simulation.exercise.journal import encode_event
from simulation.exercise.registry import load_scenario
from simulation.kernel.agenda import DAY
from simulation.players.runs import begin
from simulation.scenario.load import directory_of
from simulation.scenario.schema.name_pools import freeze
from tests.stored.files import EVENTS

SCENARIOS = ("blue-current", "glass-harbour")
SEED, DAYS, LETTERS = 11, 365, 12
POLICIES = ("auto", "novice", "textbook", "expert")


def now(scenario: str) -> str:
    """The events of a year: a policy in each country, in turn."""
    frozen = freeze(load_scenario(directory_of(scenario)), SEED)
    policies = tuple(
        (country.code, POLICIES[number % len(POLICIES)]) for number, country in enumerate(frozen.scenario.countries)
    )
    exercise = begin(frozen, policies, SEED)
    return "".join(_line(event.at, encode_event(event)) for event in exercise.advance(DAYS * DAY))


def _line(at: int, text: str) -> str:
    return f"{at // DAY} {json.loads(text)['type']} {sha256(text.encode()).hexdigest()[:LETTERS]}\n"


def file(scenario: str) -> Path:
    """Where the events of a scenario are stored."""
    return EVENTS / f"{scenario}.txt.xz"
