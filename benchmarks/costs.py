"""`run.py bench costs --json`: processor time of a played year, a copy, a replay and a desk page, in this tree.

Keys are a line for each of the four: `ms`, processor milliseconds (of copies and pages the median of some), and
`events`, how many events the exercise had that was played, copied, replayed or shown. Other rules of play make another
exercise of the same seed, so two versions are compared per 1,000 events: `run.py bench alternating` does it.

It uses what versions have long had in common, so that it measures an older tree as well when it is started with that
tree first on the path of imports.
"""

from __future__ import annotations

import gc
import json
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import simulation
from benchmarks.review_day import TWO_DAYS, workshop_record
from simulation.exercise.engine import Exercise
from simulation.exercise.journal import replay
from simulation.players.policies import players
from tests.webapp.conftest import gather
from tests.webapp.house import build
from webapp.cli.run_options import Plan, Run

SCENARIO = "blue-current"
DAYS = 365
SEED = 1
ROUNDS = 15


def busy(work: Callable[[], object]) -> float:
    """Processor milliseconds of some work, without collections of garbage that others left."""
    gc.collect()
    started = time.process_time()
    work()
    return (time.process_time() - started) * 1000


def row(ms: float, events: int) -> dict[str, float]:
    """One line."""
    return {"ms": round(ms, 3), "events": events}


def desk_page_ms(exercise: Exercise) -> float:
    """The first page of a seat with this exercise's view behind it, as the application answers a browser, warm."""
    codes = [country.code for country in exercise.scenario.played]
    view = max((exercise.team_view(code) for code in codes), key=lambda each: len(each.documents))
    with TemporaryDirectory() as folder:
        house = build(Path(folder))
        cast = gather(house)
        own = house.store.published(cast.exercise)
        teams = {**own.teams, cast.alba.country: replace(view, country=cast.alba.country)}
        shown = replace(own, teams=teams)
        vars(house.store)["published"] = lambda _exercise: shown
        statuses: list[int] = []
        times = [
            busy(lambda: statuses.append(cast.alba.get(f"/x/{cast.exercise}/desk/").status_code))
            for _ in range(ROUNDS + 1)
        ]
        house.close()
    if {*statuses} != {200}:
        message = f"the desk answers {sorted({*statuses})}"
        raise SystemExit(message)
    return statistics.median(times[1:])


def main() -> int:
    """Measure and print one JSON document."""
    Run(Plan(SCENARIO, 5, "textbook", (), explain=False), SEED)  # what is made once in a process is made here
    runs: list[Run] = []
    year = busy(lambda: runs.append(Run(Plan(SCENARIO, DAYS, "textbook", (), explain=False), SEED)))
    events = len(runs[0].events)
    copies = [busy(runs[0].exercise.copy) for _ in range(ROUNDS)]
    record = workshop_record(TWO_DAYS)
    again: list[Exercise] = []
    replayed = busy(
        lambda: again.append(replay(record.frozen, record.settings, record.entries, players())[0]),
    )
    told = {
        "tree": str(Path(simulation.__file__).parents[1]),
        "year": row(year, events),
        "copy": row(statistics.median(copies), events),
        "replay": row(replayed, len(record.events)),
        "desk_page": row(desk_page_ms(again[0]), len(record.events)),
    }
    print(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main())
