"""`run.py bench delay --json`: what delay cost in workshops, and how many single decisions move something in them.

One workshop for each scenario (`--scenarios`), typist (`--rooms`: `textbook`, `novice`; `late`: the textbook, a third
of its acts a move late) and seed (`--seeds A:B`). In each: the figures of the case under each bundle over so many
`--runs` and, with `--choices`, the choices that move something with the exercise's own chance events. Told is the table
over the seeds, in the units of the case, for the documents (`--table`), or all rows. `--workers` and `--scheduler` as
for an ensemble. The tables of the documents: `run.py bench delay --rooms textbook,novice --seeds 1:21 --choices
--table`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from time import process_time

from benchmarks.review_day import HALF_A_DAY, played
from simulation.exercise.registry import load_scenario
from simulation.kernel.draws import quantile
from simulation.players.policies import players
from simulation.review.bundles import costs, plan, play_run
from simulation.review.figures import BY_KEY
from simulation.review.prices.prices import Pricer
from simulation.review.strength import Clarity, Strength
from simulation.scenario.load import directory_of
from webapp.cli.many_seeds import Where, spread

SCENARIOS = "blue-current,glass-harbour"
LATE, TEXTBOOK = "late", "textbook"
ENDS = (0.05, 0.5, 0.95)
"""What is told over the seeds: the median, and the band of nine in ten."""

type Job = tuple[str, str, int]
"""Scenario, typist, seed."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure under one bundle in one workshop, over its runs."""

    says: str
    less: int
    more: int
    same: int
    median: float
    p5: float
    p95: float


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of one workshop."""

    figure: str
    acts: str
    as_played_median: float
    nothing_asked: Difference
    all_shortened: Difference
    alone: dict[str, Difference]
    other_stories: int


@dataclass(frozen=True, slots=True)
class Row:
    """One workshop.

    Attributes:
        sends: Requests and questions that people sent.
        choices: Decisions, waits and omissions; None where they were not looked at.
        with_room: Of these, those that could have been otherwise.
        moving: Of these, those that move a figure with the exercise's own chance events.
    """

    scenario: str
    preset: str
    room: str
    seed: int
    sends: int
    runs: int
    replays: int
    cpu_seconds_a_replay: float
    most_skipped_share: float
    figures: tuple[Figure, ...]
    choices: int | None = None
    with_room: int | None = None
    moving: int | None = None


def told(found: Strength) -> Difference:
    """A difference over the runs."""
    return Difference(found.clarity.value, found.less, found.more, found.same, found.median, found.low, found.high)


def measured(preset: str, runs: int, job: Job, *, choices: bool) -> Row:
    """One workshop."""
    scenario, room, seed = job
    policy = TEXTBOOK if room == LATE else room
    typed = played(preset, late=room == LATE, scenario=scenario, seed=seed, policy=policy)
    record = typed.record
    keys = list(plan(record, runs))
    begun = process_time()
    rows = [play_run(record, players(), key) for key in keys]
    seconds = (process_time() - begun) / len(keys)
    looked: tuple[int, int, int] | tuple[None, None, None] = (None, None, None)
    if choices:
        with Pricer(record, 0) as pricer:
            screened = pricer.screen()
        asked = [each for each in screened if each.why is None]
        looked = (len(screened), len(asked), sum(bool(each.differences) for each in asked))
    return Row(
        *(scenario, preset, room, seed, typed.sends, runs, len(keys), round(seconds, 2)),
        round(max(each.skipped / max(each.applied + each.skipped, 1) for each in rows), 3),
        tuple(
            Figure(
                *(cost.figure.key, cost.played.value, cost.as_played.median),
                *(told(cost.nothing_asked), told(cost.all)),
                {each.component: told(each.first) for each in cost.shares},
                cost.other_stories,
            )
            for cost in costs(record, rows)
        ),
        *looked,
    )


def over_seeds(values: Sequence[float]) -> list[float]:
    """Ends and median over the seeds."""
    row = sorted(values)
    return [quantile(row if len(row) > 1 else row * 2, share) for share in ENDS]


def band(values: Sequence[float], divide: float) -> str:
    """`8 (2 to 14)`: the median over the seeds, and nine in ten of them."""
    low, median, high = (each / divide for each in over_seeds(values))
    return f"{plain(median)} ({plain(low)} to {plain(high)})"


def plain(value: float) -> str:
    """A number of a table, with three figures."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:,.1f}".removesuffix(".0")


def clear(found: Sequence[Difference]) -> str:
    """In how many workshops it is clear which way."""
    less, more = (sum(each.says == way for each in found) for way in (Clarity.LESS, Clarity.MORE))
    parts = [f"{name} in {count}" for name, count in (("less", less), ("more", more)) if count]
    return f"clearly {', '.join(parts)} of {len(found)}" if parts else f"clear in none of {len(found)}"


def table(rows: Sequence[Row]) -> Iterable[str]:
    """The tables of the documents: one for each scenario and typist, in the units of the case."""
    for scenario, room in dict.fromkeys((row.scenario, row.room) for row in rows):
        here = [row for row in rows if (row.scenario, row.room) == (scenario, room)]
        currency = load_scenario(directory_of(scenario)).currency
        first = here[0]
        yield f"**{scenario}, {room}**, {first.preset}: {len(here)} seeds from {first.seed}, {first.runs} runs each."
        yield "Medians over runs, then over seeds, with nine seeds in ten.\n"
        yield "| figure | as played | nothing asked abroad | | every wait shortened | |"
        yield "|---|---|---|---|---|---|"
        for place, figure in enumerate(here[0].figures):
            found = [row.figures[place] for row in here if len(row.figures) > place]
            divide, unit = {
                "g": (1000, "kg"),
                "minor units": (10**currency.minor_digits, currency.code),
                "days": (1, "person-days"),
            }.get(BY_KEY[figure.figure].unit, (1, ""))
            asked, short = [each.nothing_asked for each in found], [each.all_shortened for each in found]
            name = f"{figure.figure.removesuffix('_g').removesuffix('_minor')}{f', {unit}' if unit else ''}"
            cells = (
                *(name, band([each.as_played_median for each in found], divide)),
                *(band([each.median for each in asked], divide), clear(asked)),
                *(band([each.median for each in short], divide), clear(short)),
            )
            yield f"| {' | '.join(cells)} |"
        looked = [row for row in here if row.choices is not None]
        if looked:
            yield "\nSingle decisions: " + ", ".join(
                f"{band([float(getattr(row, name) or 0) for row in looked], 1)} {words}"
                for name, words in (
                    ("choices", "choices"),
                    ("with_room", "could have been otherwise"),
                    ("moving", "move something."),
                )
            )
        yield ""


def main() -> None:
    """Measure and print one JSON document, or the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scenarios", default=SCENARIOS)
    parser.add_argument("--preset", default=HALF_A_DAY)
    parser.add_argument("--rooms", default=LATE)
    parser.add_argument("--seeds", default="7:8")
    parser.add_argument("--runs", type=int, default=8)
    parser.add_argument("--choices", action="store_true")
    parser.add_argument("--table", action="store_true")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--scheduler", default="")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    first, last = (int(each) for each in given.seeds.split(":"))
    todo = [
        (scenario, room, seed)
        for scenario in given.scenarios.split(",")
        for room in given.rooms.split(",")
        for seed in range(first, last)
    ]
    work = partial(measured, given.preset, given.runs, choices=given.choices)
    rows = list(spread(work, todo, Where(given.workers, given.scheduler), "workshops"))
    print("\n".join(table(rows)) if given.table else json.dumps({"workshops": [asdict(row) for row in rows]}, indent=1))


if __name__ == "__main__":
    main()
