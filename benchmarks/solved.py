"""`run.py bench solved [--seeds A:B] [--policies textbook,novice] --json`: whether cases can be solved from documents.

Each run goes to the horizon, epilogue included. A seed counts as solved when a court decided on the merits about
somebody who leads or deals for an organisation, and money that was frozen for a case was confiscated.
"""

from __future__ import annotations

import argparse
import json

from simulation.agenda import DAY
from simulation.exercise.events import Event, FreezeEnded, RequestMoved, UninvolvedAffected, VerdictGiven
from simulation.exercise.outcome import SENT
from simulation.players.runs import begin, policies_for
from simulation.scenario.load import directory_of, load
from simulation.scenario.names import freeze

SCENARIOS = ("blue-current", "glass-harbour")
SEEDS = "201:205"
"""Seeds on which rules are tried; 1 to 100 judge them."""


def row(name: str, seed: int, policy: str) -> dict[str, object]:
    """One run: what was decided, recovered, hit and sent."""
    scenario = load(directory_of(name))
    exercise = begin(freeze(scenario, seed), policies_for(scenario, policy, {}), seed)
    events: list[Event] = []
    for day in range(30, scenario.horizon_days + 30, 30):
        events += exercise.advance(min(day, scenario.horizon_days) * DAY)
    played = {country.code for country in scenario.played}
    verdicts = [each for each in events if isinstance(each, VerdictGiven)]
    sent = {
        each.request
        for each in events
        if isinstance(each, RequestMoved)
        and each.status in SENT
        and exercise.state.requests[each.request].request.requesting in played
        and each.request.split("/")[1] == "auto"
    }
    decided = any(each.is_organiser and each.outcome in {"conviction", "acquittal"} for each in verdicts)
    recovered = sum(each.amount_minor for each in events if isinstance(each, FreezeEnded) and each.how == "confiscated")
    return {
        "scenario": name,
        "seed": seed,
        "policy": policy,
        "solved": decided and recovered > 0,
        "organiser_decided": decided,
        "recovered_minor": recovered,
        "requests_sent": len(sent),
        "uninvolved_persons_affected": len({each.entity for each in events if isinstance(each, UninvolvedAffected)}),
    }


def main() -> None:
    """Run and print one JSON document."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", default=SEEDS)
    parser.add_argument("--policies", default="textbook,novice")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    first, last = (int(each) for each in given.seeds.split(":"))
    rows = [
        row(name, seed, policy)
        for name in SCENARIOS
        for policy in given.policies.split(",")
        for seed in range(first, last)
    ]
    print(json.dumps(rows))


if __name__ == "__main__":
    main()
