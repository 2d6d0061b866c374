"""The baseline run of the rules, and the program that rewrites it.

Usage, after a change of the rules that is meant: raise `RULES_VERSION` in simulation/exercise/core/settings.py (an
exercise under an older version opens as an archive), then `python -m tests.exercise.baseline`.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

from simulation.exercise.clock.commands import Jump, StartExercise
from simulation.exercise.core.settings import RULES_VERSION, Settings
from simulation.exercise.engine import Exercise
from simulation.kernel.agenda import DAY
from simulation.players.policies import players
from tests.builders.scenarios import small_frozen
from tests.exercise.digest import digest

FILE = Path(__file__).with_name("baseline.toml")
DAYS = 60


def run() -> str:
    """Digest of sixty days of the small scenario, every country played by its policy."""
    frozen = small_frozen()
    codes = tuple(country.code for country in frozen.scenario.countries)
    settings = Settings(preset="", seed=3, policies=tuple((code, "textbook") for code in codes))
    exercise = Exercise(frozen, settings, players())
    events = list(exercise.advance(0))
    for command in (
        StartExercise(id="start", member="control", warm_up=False),
        Jump(id="jump", member="control", days=DAYS),
    ):
        exercise.check(command)
        events += exercise.perform(command)
    events += exercise.advance(DAYS * DAY)
    return digest(events)


def stored() -> dict[str, str | int]:
    """The baseline as committed."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


if __name__ == "__main__":
    events = run()
    if events != stored()["events"] and stored()["rules_version"] == RULES_VERSION:
        sys.exit("The events are others than those stored under this number: raise RULES_VERSION first.")
    FILE.write_text(f'rules_version = {RULES_VERSION}\nevents = "{events}"\n', encoding="utf-8")
