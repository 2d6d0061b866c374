"""How long a simulated half year takes: `python benchmarks/simulate.py [--seed 7] [--days 180] [--policy textbook]`.

Prints one JSON document with `cpu_ms` (processor time of this process, which other work on the machine hardly changes)
and `elapsed_ms` (as `rogatory simulate` tells it), each the least of three runs in fresh processes, imports excluded.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import time

from webapp.cli.run_options import Plan, Run

RUNS = 3


def once(plan: Plan, seed: int) -> tuple[float, int]:
    """Processor milliseconds and elapsed milliseconds of one run."""
    started = time.process_time()
    played = Run(plan, seed)
    return (time.process_time() - started) * 1000, played.elapsed_ms


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scenario", default="blue-current")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--days", type=int, default=180)
    parser.add_argument("--policy", default="textbook")
    given = parser.parse_args()
    plan = Plan(given.scenario, given.days, given.policy, ())
    context = multiprocessing.get_context("spawn")
    measured = []
    for _ in range(RUNS):
        with context.Pool(1) as pool:
            measured.append(pool.apply(once, (plan, given.seed)))
    told = {
        "seed": given.seed,
        "days": given.days,
        "policy": given.policy,
        "cpu_ms": round(min(cpu for cpu, _ in measured)),
        "elapsed_ms": min(elapsed for _, elapsed in measured),
    }
    print(json.dumps(told, indent=2))


if __name__ == "__main__":
    main()
