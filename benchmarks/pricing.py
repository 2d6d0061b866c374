"""`run.py bench pricing --json`: the price of one decision with a warm pool, and of twenty requests."""

from __future__ import annotations

import json
import sys
import time

from benchmarks.review_day import HALF_A_DAY, workshop_record
from simulation.review.decisions import decisions
from simulation.review.pricing import REPLICATES, Pricer

REQUESTS = 20
WORKERS = 2


def main() -> None:
    """Measure and print one JSON document; `--quick` prices one decision only."""
    record = workshop_record(HALF_A_DAY)
    taken = [each for each in decisions(record) if each.kind != "measure" and each.at > 0]
    with Pricer(record, WORKERS) as pricer:
        pricer.price(taken[0], 2)
        started = time.perf_counter()
        pricer.price(taken[1], REPLICATES)
        one = time.perf_counter() - started
        twenty = None
        if "--quick" not in sys.argv:
            started = time.perf_counter()
            for decision in taken[:REQUESTS]:
                pricer.price(decision, REPLICATES)
            twenty = round(time.perf_counter() - started, 2)
    body = {"one_decision_seconds": round(one, 2), "twenty_requests_seconds": twenty, "replicates": REPLICATES}
    print(json.dumps(body))


if __name__ == "__main__":
    main()
