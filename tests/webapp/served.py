"""`rogatory serve` as tests want it: `python -m tests.webapp.served serve [--clock FILE] [--no-ahead] ...`.

Many tests end an exercise on a server that they share. To price each would keep a processor busy for minutes, while
none of these tests looks at prices; those that do start a server that works ahead.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from tests.webapp.serving import READY
from webapp.cli.arguments import Parser
from webapp.cli.commands.serve import trainer_link
from webapp.cli.server import opened_house, run_house


def main(arguments: list[str]) -> int:
    """Serves until it is ended."""
    parser = Parser(prog="tests.webapp.served")
    parser.add_argument("command", choices=("serve",))
    parser.add_argument("--host", required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--clock", type=Path, help="a file with the seconds since 1970; else the clock of this machine")
    parser.add_argument("--no-ahead", action="store_true", help="work out no review before somebody opens it")
    options = parser.parse_args(arguments)

    def wall_clock() -> float:
        return float(options.clock.read_text(encoding="ascii"))

    def ready() -> None:
        print(f"{link}\n{READY}", flush=True)  # noqa: T201  # the test reads it

    with opened_house(options.host, options.port, wall_clock=wall_clock if options.clock else time.time) as house:
        link = trainer_link(house, "/exercises")
        run_house(house, ready, prices_ahead=not options.no_ahead)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
