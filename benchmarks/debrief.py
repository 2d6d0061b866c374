"""`run.py bench debrief --json`: from the end of play to the whole debrief, by the work in the background of a server.

Two days in which at least 140 requests are sent, stored as an exercise that just ended. The first slide about delay is
there with eight runs under every bundle; the debrief with all runs, all decisions looked at and six told. It stops
where any work breaks off. `--runs` plays fewer, for a first look at the program itself.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.review_day import bar, barred
from simulation.exercise.core.settings import Settings
from simulation.players.policies import players
from simulation.review.bundles import FIRST_LOOK, RUNS
from webapp.review.pricing_jobs import AllWanted, DelayWanted, Jobs, Wanted
from webapp.review.record_store import marks, prices, runs_of, screening_of, sequence_of_play
from webapp.store.database import bring_up_to_date, connect
from webapp.store.played_example import played_file
from webapp.store.transfer import put_in

FIRST_SLIDE, WHOLE = 60.0, 720.0
"""Seconds from the end of play, on two idle cores: the first look at what delay cost, and all of the debrief."""

WORKERS = 2


def main() -> None:
    """Measure and print one JSON document."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--workers", type=int, default=WORKERS)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    found = barred()
    record = found.record
    assert isinstance(record.settings, Settings)
    with tempfile.TemporaryDirectory() as folder:
        address = f"sqlite:///{Path(folder) / 'bench.sqlite'}"
        database = connect(address)
        bring_up_to_date(database)
        stored = [(entry.sequence, event) for entry in record.entries[:1] for event in record.events]
        file = played_file(
            record.frozen, record.settings, record.entries, stored, max(event.at for event in record.events), "ended"
        )
        exercise = put_in(database, file, title="Bench")
        with database.reading() as session:
            sequence = sequence_of_play(session, exercise)
        jobs = Jobs(database, given.workers, players())
        begun = time.perf_counter()
        first = 0.0

        def played_runs() -> int:
            return len({each.key.number for each in runs_of(database, exercise, sequence)})

        def work(wanted: Wanted) -> None:
            nonlocal first
            jobs.ask(exercise, sequence, wanted, record)
            while pending := jobs.of(exercise):
                if any(job.failed for job in pending):
                    raise SystemExit(f"{wanted.key}: broke off; the log above says why")
                if not first and played_runs() >= FIRST_LOOK:
                    first = time.perf_counter() - begun
                    print(f"first slide after {first:.1f} s", file=sys.stderr)
                time.sleep(0.25)

        work(DelayWanted(given.runs))
        lived = time.perf_counter() - begun
        print(f"{played_runs()} runs after {lived:.1f} s", file=sys.stderr)
        work(AllWanted())
        whole = time.perf_counter() - begun
        if "looked" not in marks(database, exercise, sequence):
            raise SystemExit("decisions: broke off before all were looked at")
        body = {
            "sends": found.sends,
            "processors": os.cpu_count(),
            "load": round(os.getloadavg()[0], 1),
            "first_slide": bar(first or lived, FIRST_SLIDE),
            "runs_seconds": round(lived, 1),
            "runs": played_runs(),
            "whole_debrief": bar(whole, WHOLE),
            "decisions_looked_at": len(screening_of(database, exercise, sequence)),
            "decisions_told": len(prices(database, exercise, sequence)),
        }
        jobs.end()
        database.close()
    print(json.dumps(body))


if __name__ == "__main__":
    main()
