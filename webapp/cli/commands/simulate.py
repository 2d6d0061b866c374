"""`rogatory simulate`: one run of a scenario with automatic players, printed as JSON or in a few lines."""

from __future__ import annotations

import json
import sys
from gettext import gettext as _

from webapp.cli.arguments import BadUseError, Parser
from webapp.cli.run_options import (
    Run,
    Value,
    add_options,
    ledger_of,
    metrics_of,
    plan_of,
    reasons_of,
    requests_of,
    shocks_of,
    told,
)

BAD_USE = 2


def run(arguments: list[str]) -> int:
    """Carries out `rogatory simulate ...` and gives its exit code."""
    parser = Parser(prog="rogatory simulate", description=_("one run of a scenario with automatic players"))
    add_options(parser)
    parser.add_argument("--seed", type=int, default=1, metavar="S")
    parser.add_argument("--series", action="store_true")
    parser.add_argument("--because", action="store_true")
    parser.add_argument("--json", action="store_true")
    try:
        given = parser.parse_args(arguments)
        plan = plan_of(given, explain=given.because)
        played = Run(plan, given.seed, with_series=given.series)
    except BadUseError as error:
        print(f"rogatory: {error}", file=sys.stderr)
        return BAD_USE
    if given.json:
        print(json.dumps(_body(played, given.series, given.because), ensure_ascii=False, indent=2))
        return 0
    title = _("{name}, seed {seed}, {days} days, {policy}: {milliseconds} ms")
    print(
        title.format(
            name=played.scenario.name,
            seed=played.seed,
            days=played.days,
            policy=plan.policy,
            milliseconds=played.elapsed_ms,
        )
    )
    print(told(list(played.outcome.items())))
    return 0


def _body(played: Run, with_series: bool, with_because: bool) -> dict[str, Value]:  # noqa: FBT001 - two switches
    body: dict[str, Value] = {
        "scenario": played.scenario.name,
        "seed": played.seed,
        "days": played.days,
        "policy": played.plan.policy,
        "elapsed_ms": played.elapsed_ms,
        "outcome": played.outcome,
        "ledger": ledger_of(played.exercise),
        "network": metrics_of(played.exercise),
        "requests": requests_of(played.exercise),
    }
    if played.plan.shocks:
        body["shocks"] = shocks_of(played.exercise)
    if with_series:
        body["series"] = list(played.series)
    if with_because:
        body["because"] = reasons_of(played.exercise)
    return body
