"""Measures the facts and writes `measured.json` and the table of docs/odd.md.

    python -m tests.pattern.measure [--smoke] [--facts F1,F2] [--scenarios A,B] [--workers N] [--seeds N [--write]]
                                    [--journal FILE] [--calibrate A:B]

Facts and scenarios that are not named keep what stands in `measured.json`. With a journal, values of seeds that it
holds already are not measured again, so that a long run can be stopped and carried on. `--smoke` prints and writes
nothing. Nor does `--calibrate`, which measures seeds A to B - 1: those for calibration, never those that judge.
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import multiprocessing
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import replace
from functools import partial
from pathlib import Path

from tqdm import tqdm

from tests.pattern.experiments import Values, run_seed, values_of
from tests.pattern.facts import Fact, facts, judge, points_the_right_way, seeds
from tests.pattern.table import write_table

MEASURED = Path(__file__).with_name("measured.json")
DIGITS = 4

type Found = dict[tuple[str, str, int], Values]
"""Values by fact, scenario and seed."""

type Report = dict[str, dict[str, dict[str, object]]]
"""Fact, scenario: whether it passes, and each criterion's figures."""


def scenarios(wanted: Iterable[Fact]) -> list[str]:
    """Scenarios to which any of the facts apply."""
    return sorted({name for fact in wanted for name in fact.applies})


def chosen(keys: Iterable[str], names: Iterable[str]) -> tuple[Fact, ...]:
    """Facts of some keys, each applied to some scenarios only; all keys or all scenarios when none is given."""
    wanted, places = set(keys), set(names)
    narrowed = (
        replace(fact, applies=tuple(name for name in fact.applies if not places or name in places))
        for fact in facts()
        if not wanted or fact.key in wanted
    )
    return tuple(fact for fact in narrowed if fact.applies)


def collect(
    wanted: Sequence[Fact], span: Sequence[int], workers: int, *, short: bool = False, journal: Path | None = None
) -> Found:
    """Run every experiment for every seed, on a pool of processes."""
    known = _known(journal)
    jobs = []
    for seed in span:
        for name in scenarios(wanted):
            missing = {fact.key for fact in wanted if name in fact.applies and (fact.key, name, seed) not in known}
            if missing:
                jobs.append((name, seed, frozenset(missing)))
    for (name, seed, _), rows in tqdm(
        _done(jobs, workers, short=short), total=len(jobs), disable=None, file=sys.stderr
    ):
        for key, values in rows.items():
            known[key, name, seed] = values
            if journal is not None:
                with journal.open("a", encoding="utf-8") as file:
                    file.write(json.dumps([key, name, seed, values]) + "\n")
    asked = {(fact.key, name) for fact in wanted for name in fact.applies}
    return {place: values for place, values in known.items() if place[:2] in asked and place[2] in span}


def _known(journal: Path | None) -> Found:
    if journal is None or not journal.exists():
        return {}
    rows = (json.loads(line) for line in journal.read_text(encoding="utf-8").splitlines())
    return {(key, name, seed): values for key, name, seed, values in rows}


def _one(job: tuple[str, int, frozenset[str]], *, short: bool) -> dict[str, Values]:
    gc.collect()  # networks are full of cycles; what the last seed left goes first
    return run_seed(*job, short=short)


def _done(
    jobs: list[tuple[str, int, frozenset[str]]], workers: int, *, short: bool
) -> Iterator[tuple[tuple[str, int, frozenset[str]], dict[str, Values]]]:
    if workers == 1:
        yield from ((job, _one(job, short=short)) for job in jobs)
        return
    # A fresh process for each worker: a forked one would inherit whatever threads and locks this one has.
    with ProcessPoolExecutor(max_workers=workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        pending = {pool.submit(partial(_one, short=short), job): job for job in jobs}
        yield from ((pending[future], future.result()) for future in as_completed(pending))


def rows_of(found: Found, key: str, name: str) -> list[Values]:
    """A fact's values in a scenario, by seed."""
    return [values for place, values in sorted(found.items(), key=lambda row: row[0]) if place[:2] == (key, name)]


def report_of(found: Found, wanted: Iterable[Fact]) -> Report:
    """Judge the facts."""
    report: Report = {}
    for fact in wanted:
        report[fact.key] = {}
        for name in fact.applies:
            rows = rows_of(found, fact.key, name)
            criteria: dict[str, object] = {}
            holds = True
            for criterion in fact.criteria:
                judged = judge(criterion, values_of(fact.key, criterion.name, rows))
                holds = holds and judged.holds
                criteria[criterion.name] = {
                    "figure": rounded(judged.figure),
                    "low": rounded(judged.low),
                    "high": rounded(judged.high),
                    "count": judged.count,
                    "holds": judged.holds,
                }
            report[fact.key][name] = {"seeds": len(rows), "holds": holds, "criteria": criteria}
    return report


def rounded(value: float) -> float | None:
    """Four significant digits; None for no value."""
    return float(f"{value:.{DIGITS}g}") if math.isfinite(value) else None


def passing(report: Report) -> list[str]:
    """Facts that pass in every scenario to which they apply."""
    return [key for key, of in report.items() if of and all(each["holds"] for each in of.values())]


def read_report() -> Report:
    """What was measured last."""
    if not MEASURED.exists():
        return {}
    report: Report = json.loads(MEASURED.read_text(encoding="utf-8"))
    return report


def write_report(report: Report) -> None:
    """Keep it, with the table in the model's description."""
    known = read_report()
    whole = {fact.key: known.get(fact.key, {}) | report.get(fact.key, {}) for fact in facts()}
    ordered = {
        fact.key: {name: whole[fact.key][name] for name in fact.applies if name in whole[fact.key]} for fact in facts()
    }
    MEASURED.write_text(json.dumps(ordered, indent=1) + "\n", encoding="utf-8")
    write_table(ordered)


def _say(line: str) -> None:
    sys.stdout.write(line.rstrip() + "\n")


def _print_signs(found: Found, wanted: Iterable[Fact]) -> bool:
    fine = True
    for fact in wanted:
        for name in fact.applies:
            rows = rows_of(found, fact.key, name)
            for criterion in fact.criteria:
                values = values_of(fact.key, criterion.name, rows)
                right = points_the_right_way(criterion, values)
                fine = fine and right
                middle = sum(values) / len(values) if values else float("nan")
                _say(f"{fact.key:4} {name:14} {criterion.name:20} {middle:12.4g} {'' if right else 'WRONG'}")
    return fine


def _print_report(report: Report) -> None:
    told = {fact.key: {each.name: each.expected for each in fact.criteria} for fact in facts()}
    for key, of in report.items():
        for name, row in of.items():
            criteria = row["criteria"]
            assert isinstance(criteria, dict)
            for criterion, each in criteria.items():
                _say(
                    f"{key:4} {name:14} {criterion:20} {each['figure']} [{each['low']}, {each['high']}] "
                    f"n={each['count']} {'' if each['holds'] else 'FAILS'} ({told[key][criterion]})"
                )


def _outside(text: str) -> range:
    """Seeds A:B, none of which judges."""
    first, _, last = text.partition(":")
    span = range(int(first), int(last))
    if not span or set(span) & set(seeds(smoke=False)):
        message = f"seeds {text} are none, or some of those that judge"
        raise argparse.ArgumentTypeError(message)
    return span


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out the command."""
    parser = argparse.ArgumentParser(prog="python -m tests.pattern.measure", description="measures the stylised facts")
    parser.add_argument("--smoke", action="store_true", help="ten seeds, signs only, nothing written")
    parser.add_argument("--facts", default="", help="such as F1,F2; all when left out")
    parser.add_argument("--scenarios", default="", help="such as glass-harbour; all when left out")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seeds", type=int, default=0, help="only so many seeds, and nothing written without --write")
    parser.add_argument("--write", action="store_true", help="write although there are fewer seeds; the table says so")
    parser.add_argument("--calibrate", type=_outside, help="measure these seeds, A:B, and write nothing")
    parser.add_argument("--journal", type=Path, help="keeps the values of every seed, and is carried on")
    given = parser.parse_args(arguments)
    wanted = chosen(filter(None, given.facts.split(",")), filter(None, given.scenarios.split(",")))
    if not wanted:
        parser.error(f"no fact {given.facts or 'at all'} applies to {given.scenarios or 'any scenario'}")
    span = given.calibrate or seeds(smoke=given.smoke)
    found = collect(
        wanted,
        span[: given.seeds] if given.seeds else span,
        given.workers,
        short=given.smoke,
        journal=given.journal,
    )
    if given.smoke:
        return 0 if _print_signs(found, wanted) else 1
    report = report_of(found, wanted)
    _print_report(report)
    _say(f"{len(passing(report))} of {len(report)} facts pass")
    if given.calibrate is None and (given.write or not given.seeds):
        write_report(report)
    return 0


if __name__ == "__main__":
    sys.exit(main())
