"""`run.py bench solved [--seeds A:B] [--policies textbook,novice] --json`: whether cases can be solved from documents.

Each run goes to the horizon, and is judged there and on the last day of the longest preset, by
`simulation/exercise/outcome/case_solved.py`. Money that only the judgment against an organiser reaches is told besides.

`novice-M14` is the novice without that mistake; several are joined: `novice-M11-M14`.

A request or question is valid when the other side neither sent it back or refused it, nor had to ask for what was
missing in it: the strictest reading. Of formal letters the count that the other side took up in the end is told too.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import replace

from simulation.exercise.core.event import Event, FindingMade
from simulation.exercise.evidence.events import UninvolvedAffected
from simulation.exercise.outcome.case_solved import LEAST_MINOR, solution_of, taken_for, verdicts_on_the_trade
from simulation.exercise.outcome.flows import flows_until
from simulation.exercise.outcome.requests import SENT
from simulation.exercise.procedures.letter.events import RequestMoved
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.exercise.procedures.letter.statuses import LetterAction
from simulation.exercise.registry import load_scenario
from simulation.kernel.agenda import DAY
from simulation.players.policies import NOVICE
from simulation.players.runs import begin_told, policies_for
from simulation.players.shared_policy import Policy
from simulation.players.turn.parameters import PolicyMistake
from simulation.scenario.load import directory_of
from simulation.scenario.schema.name_pools import freeze
from simulation.scenario.schema.play import Route

SCENARIOS = ("blue-current", "glass-harbour")
NOT_VALID = frozenset({LetterAction.RETURN_DEFICIENT, LetterAction.REFUSE})
"""How the other side turns a request down."""

SEEDS = "201:205"
"""Seeds on which rules are tried; 1 to 100 judge them."""


def row(name: str, seed: int, policy: str) -> dict[str, object]:
    """One run: what was decided, recovered, hit and sent."""
    scenario = load_scenario(directory_of(name))
    chosen = policies_for(scenario, policy, {})
    exercise, opened = begin_told(freeze(scenario, seed), chosen, seed, others=_careful(policy))
    events: list[Event] = [*opened]
    for day in range(30, scenario.horizon_days + 30, 30):
        events += exercise.advance(min(day, scenario.horizon_days) * DAY)
    played = {country.code for country in scenario.played}
    own = {
        key
        for key, kept in exercise.state.part(Letters).requests.items()
        if kept.matter.requesting in played and key.split("/")[1] == "auto"
    }
    moved = [each for each in events if isinstance(each, RequestMoved) and each.request in own]
    sent = {each.request for each in moved if each.status in SENT}
    returned = {each.request for each in moved if each.action in NOT_VALID}
    asked_back = {each.request for each in moved if each.action == LetterAction.ASK_CLARIFICATION}
    formal = {key for key in sent if exercise.state.part(Letters).requests[key].matter.route is Route.MLA}
    end = max(sum(preset.jumps) for preset in scenario.play.presets) * DAY
    solution, in_play = solution_of(exercise.state, events), solution_of(exercise.state, events, end)
    flows = flows_until(events, exercise.now, exercise.state.network.money.accounts)
    about_organisers = [each for each in verdicts_on_the_trade(scenario, events) if each.is_organiser]
    from_organisers = taken_for(exercise.state, events, about_organisers)
    mistakes = Counter(
        each.finding.removeprefix("mistake.")
        for each in events
        if isinstance(each, FindingMade) and each.finding.startswith("mistake.") and each.against in played
    )
    return {
        "scenario": name,
        "seed": seed,
        "policy": policy,
        "solved": solution.case_solved,
        "solved_in_play": in_play.case_solved,
        "day_solved": solution.day_solved,
        "organiser_decided": solution.organiser_decided,
        "recovered_minor": solution.recovered_minor,
        "recovered_from_organisers_minor": sum(each.amount_minor for each in from_organisers),
        "requests_sent": len(sent),
        "requests_valid": len(sent - returned - asked_back),
        "formal_sent": len(formal),
        "formal_carried_out_or_pending": len(formal - returned),
        "formal_complete_at_once": len(formal - returned - asked_back),
        "mistakes": dict(sorted(mistakes.items())),
        "uninvolved_persons_affected": len({each.entity for each in events if isinstance(each, UninvolvedAffected)}),
        "ever_frozen_minor": flows.money_ever_frozen_minor,
        "confiscated_minor": flows.money_confiscated_minor,
    }


def _careful(policy: str) -> tuple[Policy, ...]:
    """The novice without the mistakes that a name like `novice-M14` lists; nothing for other names."""
    name, *without = policy.split("-")
    if name != NOVICE.name or not without:
        return ()
    left = NOVICE.parameters.mistakes - {PolicyMistake(each) for each in without}
    return (replace(NOVICE, name=policy, parameters=replace(NOVICE.parameters, mistakes=left)),)


def summary(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    """Per scenario and policy: shares of seeds, and means of what was sent."""
    found: list[dict[str, object]] = []
    for name, policy in dict.fromkeys((row["scenario"], row["policy"]) for row in rows):
        some = [row for row in rows if (row["scenario"], row["policy"]) == (name, policy)]

        def mean(key: str, some: list[dict[str, object]] = some) -> float:
            values = [value for row in some if isinstance(value := row[key], int)]
            return round(sum(values) / len(some), 3)

        counted = ("requests_sent", "requests_valid", "formal_sent", "formal_carried_out_or_pending")
        found.append(
            {
                "scenario": name,
                "policy": policy,
                "seeds": len(some),
                "solved": mean("solved"),
                "solved_in_play": mean("solved_in_play"),
                "organiser_decided": mean("organiser_decided"),
                "organisers_money": round(sum(_is_taken_from_organisers(row) for row in some) / len(some), 3),
                "confiscated_of_frozen": _share(some),
                "uninvolved": round(sum(row["uninvolved_persons_affected"] != 0 for row in some) / len(some), 3),
            }
            | {key: mean(key) for key in counted}
        )
    return found


def _is_taken_from_organisers(row: dict[str, object]) -> bool:
    taken = row["recovered_from_organisers_minor"]
    return isinstance(taken, int) and taken >= LEAST_MINOR


def _share(rows: list[dict[str, object]]) -> float | None:
    """Money confiscated over money ever frozen, totals over all runs."""

    def total(key: str) -> int:
        return sum(value for row in rows if isinstance(value := row[key], int))

    return round(total("confiscated_minor") / total("ever_frozen_minor"), 3) if total("ever_frozen_minor") else None


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
    print(json.dumps({"runs": rows, "summary": summary(rows)}))


if __name__ == "__main__":
    main()
