"""`run.py bench replay --json`: the journal of a two-day workshop replayed from nothing."""

from __future__ import annotations

import json
import time

from benchmarks.review_day import TWO_DAYS, workshop_record
from simulation.exercise.journal import replay
from simulation.players.policies import players


def main() -> None:
    """Measure and print one JSON document."""
    record = workshop_record(TWO_DAYS)
    started = time.perf_counter()
    _, events = replay(record.frozen, record.settings, record.entries, players())
    seconds = time.perf_counter() - started
    if events != record.events:
        message = "the replay differs from the exercise"
        raise SystemExit(message)
    print(json.dumps({"journal_commands": len(record.entries), "seconds": round(seconds, 3)}))


if __name__ == "__main__":
    main()
