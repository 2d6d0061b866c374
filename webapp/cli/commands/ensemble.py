"""`rogatory ensemble`: the same run under many seeds, one row for each seed, the same rows on every machine."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Sequence
from functools import partial
from gettext import gettext as _
from pathlib import Path

from simulation.scenario.schema.scenario import Scenario
from webapp.cli.arguments import BadUseError, Parser
from webapp.cli.many_seeds import Where, add_where, seeds_named, spread, where_named
from webapp.cli.run_options import Plan, Run, Value, add_options, plan_of, scenario_of

BAD_USE = 2


def run(arguments: list[str]) -> int:
    """Carries out `rogatory ensemble ...` and gives its exit code."""
    parser = Parser(prog="rogatory ensemble", description=_("runs of a scenario with many seeds"))
    add_options(parser)
    parser.add_argument("--seeds", required=True, metavar="A:B")
    add_where(parser)
    parser.add_argument("--out", metavar="FILE.csv|.json")
    try:
        given = parser.parse_args(arguments)
        seeds = seeds_named(given.seeds)
        out = _out(given.out)
        rows = rows_of(plan_of(given), seeds, where_named(given))
        text = as_json(rows) if out is not None and out.suffix == ".json" else as_csv(rows)
        _deliver(text, out)
    except BadUseError as error:
        print(f"rogatory: {error}", file=sys.stderr)
        return BAD_USE
    return 0


def rows_of(plan: Plan, seeds: range, where: Where) -> list[dict[str, Value]]:
    """One row for each seed, in the order of the seeds; a terminal's standard error shows the progress."""
    return list(spread(partial(row_of, plan, scenario_of(plan)), seeds, where, _("seeds")))


def row_of(plan: Plan, scenario: Scenario, seed: int) -> dict[str, Value]:
    """The outcome of a plan's scenario under one seed."""
    return {"seed": seed, **Run(plan, seed, scenario=scenario).outcome}


def as_csv(rows: Sequence[dict[str, Value]]) -> str:
    """The rows with a line of names; a value that was not counted is left empty."""
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def as_json(rows: Sequence[dict[str, Value]]) -> str:
    """The rows as a list of objects."""
    return json.dumps(rows, indent=2) + "\n"


def _deliver(text: str, out: Path | None) -> None:
    if out is None:
        print(text, end="")
        return
    try:
        out.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise BadUseError(_("cannot write {file}: {why}").format(file=out, why=error.strerror)) from error


def _out(name: str | None) -> Path | None:
    if name is None:
        return None
    if Path(name).suffix not in {".csv", ".json"}:
        raise BadUseError(_("--out needs a file whose name ends in .csv or .json, not {name!r}").format(name=name))
    return Path(name)
