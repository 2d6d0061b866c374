"""`run.py bench pricing --json`: the price of one decision with a warm pool, and of twenty.

Half a day in which a third of the acts is a move late, so that there is something to gain. What is priced are decisions
with room, those by which something was sent first. It stops where no sending is among them or every price is nothing.
"""

from __future__ import annotations

import json
import sys
import time

from benchmarks.review_day import HALF_A_DAY, workshop_record
from simulation.kernel.agenda import DAY
from simulation.review.decisions import Room, decisions
from simulation.review.pricing import REPLICATES, Pricer
from simulation.review.what_if import EFFECTS, Price

DECISIONS = 20
WORKERS = 2


def is_nothing(price: Price) -> bool:
    """Whether the decision moved no effect in any life."""
    return all(pair.difference(effect) == 0 for pair in price.pairs for effect in EFFECTS)


def main() -> None:
    """Measure and print one JSON document; `--quick` prices one decision only."""
    record = workshop_record(HALF_A_DAY, late=True)
    room = Room(record)
    taken = [each for each in decisions(record) if each.kind != "measure" and each.at > 0 and room.a_move_earlier(each)]
    taken.sort(key=lambda each: each.kind != "send")  # sendings first, in their order
    chosen = taken[: 1 if "--quick" in sys.argv else DECISIONS]
    if not any(each.kind == "send" for each in chosen):
        raise SystemExit("no sending has any room: there is nothing to price")
    prices: list[Price] = []
    with Pricer(record, WORKERS) as pricer:
        pricer.price(taken[-1], 2)
        started = time.perf_counter()
        prices.append(pricer.price(chosen[0], REPLICATES))
        one = time.perf_counter() - started
        started = time.perf_counter()
        prices += [pricer.price(decision, REPLICATES) for decision in chosen[1:]]
        rest = time.perf_counter() - started
    moving = [price for price in prices if not is_nothing(price)]
    if len(prices) > 1 and not moving:
        raise SystemExit("no decision moves anything in any life: these prices measure nothing")
    body = {
        "one_decision_seconds": round(one, 2),
        "further_decisions_seconds": round(rest, 2) if len(prices) > 1 else None,
        "decisions": len(prices),
        "sendings": sum(each.kind == "send" for each in chosen),
        "mean_moved_days": round(sum(price.seconds for price in prices) / len(prices) / DAY, 1),
        "nonzero_share": round(len(moving) / len(prices), 2),
        "replicates": REPLICATES,
    }
    print(json.dumps(body))


if __name__ == "__main__":
    main()
