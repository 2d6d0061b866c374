"""`rogatory serve` with the additions: `python -m tests.scratch.served serve --host HOST --port PORT`."""

from __future__ import annotations

import sys
from functools import partial

from simulation.exercise.registry import SHIPPED, Registry
from simulation.kernel.offices import Offices
from simulation.players.policies import players
from tests.scratch.customs import office as customs
from tests.scratch.customs import procedure as customs_question
from tests.scratch.fees import assistance, document, ground, measure
from tests.scratch.visit.policy import visit
from tests.scratch.visit.procedure import PROCEDURE, VISIT
from tests.webapp.serving import READY
from webapp.app import create_app
from webapp.cli.arguments import Parser
from webapp.cli.commands.serve import trainer_link
from webapp.cli.server import opened_house, run_house

REGISTRY = Registry(
    procedures=(*SHIPPED.procedures, PROCEDURE, customs_question.PROCEDURE),
    offices=Offices((*SHIPPED.offices.records, customs.RECORD)),
    documents=(*SHIPPED.documents, document.RECORD),
    measures=(*SHIPPED.measures, measure.RECORD),
    assistance=(*SHIPPED.assistance, assistance.RECORD),
    further_grounds=(ground.COSTS,),
)
POLICIES = players({VISIT: visit})
WITH_ADDITIONS = partial(create_app, registry=REGISTRY, policies=POLICIES)


def main(arguments: list[str]) -> int:
    """Serves until it is ended."""
    parser = Parser(prog="tests.scratch.served")
    parser.add_argument("command", choices=("serve",))
    parser.add_argument("--host", required=True)
    parser.add_argument("--port", type=int, required=True)
    options = parser.parse_args(arguments)
    with opened_house(options.host, options.port, make=WITH_ADDITIONS) as house:
        link = trainer_link(house, "/exercises")
        run_house(house, lambda: print(f"{link}\n{READY}", flush=True))  # noqa: T201  # the test reads it
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
