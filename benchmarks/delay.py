"""`run.py bench delay --json`: what delay cost in workshops of a late typist, and what it costs to tell.

For each scenario (`--scenarios`) and seed (`--seeds A:B`), in a workshop in which a third of the acts is a move late:
the figures of the case under each bundle over so many `--lives`, CPU seconds for each run, acts that no longer applied,
and with `--choices` how many choices move something in the exercise's own luck.
"""

from __future__ import annotations

import argparse
import json
from time import process_time

from benchmarks.review_day import HALF_A_DAY, played
from simulation.players.policies import players
from simulation.review.bundles import Cost, costs, life, plan
from simulation.review.prices.prices import Pricer
from simulation.review.strength import Strength

SCENARIOS = "blue-current,glass-harbour"


def told(found: Strength) -> dict[str, object]:
    """A difference over the lives."""
    return {
        "says": found.clarity.value,
        "less": found.less,
        "more": found.more,
        "same": found.same,
        "median": found.median,
        "p5": found.low,
        "p95": found.high,
    }


def row(cost: Cost) -> dict[str, object]:
    """One figure."""
    return {
        "figure": cost.figure.key,
        "acts": cost.played.value,
        "as_played_median": cost.as_played.median,
        "nothing_asked": told(cost.nothing_asked),
        "all_shortened": told(cost.all),
        "alone": {each.component: told(each.first) for each in cost.shares},
        "other_stories": cost.other_stories,
    }


def measured(scenario: str, preset: str, seed: int, lives: int, *, choices: bool) -> dict[str, object]:
    """One workshop."""
    record = played(preset, late=True, scenario=scenario, seed=seed).record
    keys = list(plan(record, lives))
    begun = process_time()
    rows = [life(record, players(), key) for key in keys]
    seconds = (process_time() - begun) / len(keys)
    body: dict[str, object] = {
        "scenario": scenario,
        "preset": preset,
        "seed": seed,
        "lives": lives,
        "runs": len(keys),
        "cpu_seconds_a_run": round(seconds, 2),
        "most_skipped_share": round(max(each.skipped / max(each.applied + each.skipped, 1) for each in rows), 3),
        "figures": [row(each) for each in costs(record, rows)],
    }
    if choices:
        with Pricer(record, 0) as pricer:
            screened = pricer.screen()
        asked = [each for each in screened if each.why is None]
        body |= {
            "choices": len(screened),
            "with_room": len(asked),
            "moving": sum(bool(each.differences) for each in asked),
        }
    return body


def main() -> None:
    """Measure and print one JSON document."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scenarios", default=SCENARIOS)
    parser.add_argument("--preset", default=HALF_A_DAY)
    parser.add_argument("--seeds", default="7:8")
    parser.add_argument("--lives", type=int, default=8)
    parser.add_argument("--choices", action="store_true")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    first, last = (int(each) for each in given.seeds.split(":"))
    found = [
        measured(scenario, given.preset, seed, given.lives, choices=given.choices)
        for scenario in given.scenarios.split(",")
        for seed in range(first, last)
    ]
    print(json.dumps({"workshops": found}, indent=1))


if __name__ == "__main__":
    main()
