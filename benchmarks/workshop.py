"""`run.py bench workshop --json`: what is in the workshops that the other programs measure on.

For each scenario, preset and typist (prompt, or a move late in a third of the acts): commands, what was sent and
answered, acts that rest on an answer, the decisions with room (those that could have been taken in the office hours
before) by kind, and the days of requests begun in play by holder and kind of time.
"""

from __future__ import annotations

import json
from collections import Counter

from benchmarks.review_day import HALF_A_DAY, ONE_DAY, TWO_DAYS, played, require_whole
from simulation.kernel.agenda import DAY
from simulation.players.policies import players
from simulation.review.prices.choices import Room, a_move, decisions
from simulation.review.record_reading import read

SCENARIOS = ("blue-current", "glass-harbour")
NO_CHOICE = frozenset({"acknowledge", "query_status", "answer_query", "ask_contact", "consult"})
"""Acts on requests that are not among the decisions of which room is told."""


def row(scenario: str, preset: str, *, late: bool) -> dict[str, object]:
    """One workshop."""
    found = played(preset, late=late, scenario=scenario)
    require_whole(found, preset, late=late)
    record = found.record
    room = Room(record)
    all_, free = Counter[str](), Counter[str]()
    for decision in decisions(record):
        if decision.action in NO_CHOICE:
            continue
        all_[decision.kind] += 1
        free[decision.kind] += decision.at > 0 and room.a_move_earlier(decision) >= a_move(record, decision.at)
    days: Counter[str] = Counter()
    for line in read(record, record.events[-1].at, players()).lines:
        if not line.inherited:
            for stretch in line.stretches:
                days[f"{stretch.holder}.{stretch.kind}"] += stretch.end - stretch.start
    return {
        "scenario": scenario,
        "preset": preset,
        "late": late,
        "commands": len(record.entries),
        "sends": found.sends,
        "answers": found.answers,
        "acts_on_answers": found.used,
        "decisions": dict(sorted(all_.items())),
        "decisions_with_room": dict(sorted(free.items())),
        "days": {name: round(seconds / DAY) for name, seconds in sorted(days.items())},
    }


def main() -> None:
    """Measure and print one JSON document."""
    rows = [
        row(scenario, preset, late=late)
        for scenario in SCENARIOS
        for preset in (HALF_A_DAY, ONE_DAY, TWO_DAYS)
        for late in (False, True)
    ]
    print(json.dumps({"workshops": rows}, indent=1))


if __name__ == "__main__":
    main()
