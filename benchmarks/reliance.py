"""`run.py bench reliance [--policies textbook] [--seeds 7:8] [--days 300] --json`: what acts rest on, and its cost.

Shares: of the measures and charges of the played countries in rooms of one policy, those that rest on an answer to
something asked in play, at any depth: by stated or implied links, and by implied links alone (`reliance.acts`).

Cost: CPU seconds to play the journal of one typed exercise again, without and with the reading of what acts rest on.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import asdict
from time import process_time

from simulation.exercise.core.settings import Settings
from simulation.exercise.engine import Exercise, Watcher
from simulation.exercise.journal import replay
from simulation.exercise.registry import load_scenario
from simulation.exercise.reliance.acts import ActKind, Reliance
from simulation.exercise.reliance.reading import RelianceReader
from simulation.players.policies import players
from simulation.players.runs import begin, play, policies_for
from simulation.players.workshop import Workshop
from simulation.scenario.load import directory_of
from simulation.scenario.schema.name_pools import freeze

SCENARIOS = ("blue-current", "glass-harbour")
TYPED = "day_28"
"""Preset of the exercise whose journal is played again."""


def room(name: str, policy: str, seed: int, days: int) -> dict[str, object]:
    """One room of a policy: its shares, and where the papers came from on which its acts rest."""
    scenario = load_scenario(directory_of(name))
    reading = RelianceReader()
    exercise = begin(freeze(scenario, seed), policies_for(scenario, policy, {}), seed, watcher=reading)
    play(exercise, days)
    reliance = reading.reliance(exercise)
    shares = reliance.shares(country.code for country in scenario.played)
    return {"scenario": name, "policy": policy, "seed": seed, "days": days, **asdict(shares), **_papers(reliance)}


def _papers(reliance: Reliance) -> dict[str, object]:
    """Implied papers of measures and charges by how they came, and acts of each kind with and without any."""
    came: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    without: Counter[str] = Counter()
    for act in reliance.acts.values():
        kinds[act.kind] += 1
        without[act.kind] += not act.implied
        if act.kind in {ActKind.MEASURE, ActKind.CHARGE}:
            for group in act.implied:
                ways = {reliance.papers[act.country, key].came.value for key in group}
                (alone if len(group) == 1 else came)["/".join(sorted(ways))] += 1
    return {
        "acts_by_kind": dict(sorted(kinds.items())),
        "acts_without_implied": dict(sorted(without.items())),
        "papers_needed_alone": dict(sorted(alone.items())),
        "groups_needed_together": dict(sorted(came.items())),
    }


def typed(name: str, seed: int) -> dict[str, object]:
    """One typed exercise: CPU seconds to play it again, without and with the reading, and its shares."""
    scenario = load_scenario(directory_of(name))
    frozen = freeze(scenario, seed)
    preset = next(each for each in scenario.play.presets if each.key == TYPED)
    journal = Workshop(frozen, Settings(preset=preset.key, seed=seed), preset.jumps)

    def again(watcher: Watcher | None) -> tuple[float, Exercise]:
        begun = process_time()
        exercise, _ = replay(frozen, journal.settings, journal.entries, players(), until=journal.now, watcher=watcher)
        return round(process_time() - begun, 2), exercise

    plain, _ = again(None)
    reader = RelianceReader()
    watched, exercise = again(reader)
    shares = reader.reliance(exercise).shares(country.code for country in scenario.played)
    told = {"scenario": name, "preset": TYPED, "seed": seed, "replay_seconds": plain, "with_reading_seconds": watched}
    return told | asdict(shares)


def main() -> None:
    """Run and print one JSON document."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--policies", default="textbook")
    parser.add_argument("--seeds", default="7:8")
    parser.add_argument("--days", type=int, default=300)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    first, last = (int(each) for each in given.seeds.split(":"))
    rooms = [
        room(name, policy, seed, given.days)
        for name in SCENARIOS
        for policy in given.policies.split(",")
        for seed in range(first, last)
    ]
    print(json.dumps({"rooms": rooms, "typed": [typed(name, first) for name in SCENARIOS]}, indent=1))


if __name__ == "__main__":
    main()
