"""`rogatory serve` by a wall clock that a file names: `python -m tests.rehearsal.served serve --clock FILE ...`."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.webapp.serving import READY
from webapp.cli.arguments import Parser
from webapp.cli.commands.serve import trainer_link
from webapp.cli.server import opened_house, run_house


def main(arguments: list[str]) -> int:
    """Serves until it is ended."""
    parser = Parser(prog="tests.rehearsal.served")
    parser.add_argument("command", choices=("serve",))
    parser.add_argument("--host", required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--clock", type=Path, required=True, help="a file with the seconds since 1970")
    options = parser.parse_args(arguments)

    def wall_clock() -> float:
        return float(options.clock.read_text(encoding="ascii"))

    with opened_house(options.host, options.port, wall_clock=wall_clock) as house:
        link = trainer_link(house, "/exercises")
        run_house(house, lambda: print(f"{link}\n{READY}", flush=True))  # noqa: T201  # the test reads it
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
