"""`run.py bench pricing --json`: screening of all decisions, the price of one with a warm pool, and of more.

Two days in which a third of the acts is a move late and at least 140 requests are sent, so that there is something to
gain. All choices are screened with the exercise's own chance events; what is priced are those that move something. It
stops where no sending has room or every price is nothing.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections import Counter

from benchmarks.review_day import bar, barred
from simulation.kernel.agenda import DAY
from simulation.review.prices.prices import FIRST_TOLD, TOLD, Pricer, chosen

DECISIONS = 6
WORKERS = 2
ON_CLICK = 16
"""Runs of a price on a click."""

CLICK_SECONDS = 3.0
"""The bar of a price on a click, warm."""


def main() -> None:
    """Measure and print one JSON document; `--quick` prices one decision only."""
    found = barred()
    record = found.record
    with Pricer(record, WORKERS) as pricer:
        started = time.perf_counter()
        screened = pricer.screen()
        screen_seconds = time.perf_counter() - started
        asked = [each for each in screened if each.why is None]
        moving = [each for each in asked if each.differences]
        if not any(each.decision.kind == "send" for each in asked):
            raise SystemExit("no sending has any room: there is nothing to price")
        if not moving:
            raise SystemExit("no decision moves anything: these prices measure nothing")
        todo = chosen(moving, 1 if "--quick" in sys.argv else DECISIONS)
        runs = range(FIRST_TOLD, FIRST_TOLD + ON_CLICK)
        pricer.price(todo[0].decision, todo[0].variant, runs)  # the runs as they were are there from now on
        started = time.perf_counter()
        pricer.price(todo[0].decision, todo[0].variant, runs)
        one = time.perf_counter() - started
        started = time.perf_counter()
        for each in todo[1:]:
            pricer.price(each.decision, each.variant)
        rest = time.perf_counter() - started
    shifts = [each.held.seconds for each in asked if each.held.seconds]
    body = {
        "screen_seconds": round(screen_seconds, 1),
        "choices": dict(sorted(Counter(each.decision.kind.value for each in screened).items())),
        "with_room": len(asked),
        "moving": len(moving),
        "nonzero_share": round(len(moving) / len(asked), 2),
        "mean_moved_days": round(sum(shifts) / max(len(shifts), 1) / DAY, 1),
        "sends": found.sends,
        "load": round(os.getloadavg()[0], 1),
        "click": bar(one, CLICK_SECONDS),
        "click_runs": ON_CLICK,
        "further_prices": len(todo) - 1,
        "further_seconds": round(rest, 1),
        "further_runs": TOLD,
    }
    print(json.dumps(body))


if __name__ == "__main__":
    main()
