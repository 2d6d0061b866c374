"""`rogatory par`: makes `par.json` of a scenario, the same file whichever machine plays the runs."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from functools import partial
from gettext import gettext as _
from pathlib import Path

from simulation.review.authoring.par import FILE, WAYS, MadeFrom, as_text, made_from, par_of
from simulation.review.cooperation import Measured, by_way, jobs, longest, measure_job
from webapp.cli.arguments import BadUseError, Parser, preset_named, scenario_directory, scenario_named
from webapp.cli.kept_runs import Job, KeptRuns, kept_beside
from webapp.cli.many_seeds import Where, add_where, seeds_named, spread, where_named

BAD_USE = 2
LEAST_SEEDS = 2


def run(arguments: list[str]) -> int:
    """Carries out `rogatory par ...` and gives its exit code."""
    parser = Parser(prog="rogatory par", description=_("the results of a scenario under each policy, as a file"))
    parser.add_argument("name", metavar="NAME")
    parser.add_argument("--seeds", default="1:101", metavar="A:B")
    add_where(parser)
    parser.add_argument("--preset", default="", metavar="KEY")
    parser.add_argument("--out", metavar="FILE.json")
    parser.add_argument("--json", action="store_true")
    try:
        given = parser.parse_args(arguments)
        scenario = scenario_named(given.name)
        preset = preset_named(scenario, given.preset) if given.preset else longest(scenario)
        seeds, where = seeds_named(given.seeds, LEAST_SEEDS), where_named(given)
        place = Path(given.out) if given.out else _beside(given.name)
        source, todo = made_from(scenario, preset, seeds), jobs(WAYS, seeds)
        found = _played(place, source, todo, partial(measure_job, scenario, preset, to_horizon=True), where)
        _write(place, as_text(par_of(source, by_way(todo, found), scenario.needs)))
    except BadUseError as error:
        print(f"rogatory: {error}", file=sys.stderr)
        return BAD_USE
    if given.json:
        print(
            json.dumps(
                {"file": str(place), "scenario": scenario.name, "preset": preset.key, "runs": len(seeds) * len(WAYS)}
            )
        )
    else:
        print(
            _("{file}: {ways} ways of playing, {seeds} seeds each").format(file=place, ways=len(WAYS), seeds=len(seeds))
        )
    return 0


def _beside(name: str) -> Path:
    """The path of a scenario's par: in its directory."""
    return scenario_directory(name) / FILE


def _played(
    place: Path, source: MadeFrom, todo: list[Job], play: Callable[[Job], Measured], where: Where
) -> list[Measured]:
    """Every run, of which those of a computation that was stopped are not played again."""
    try:
        kept = KeptRuns(place, source)
        lacking = kept.lacking(todo)
        if len(lacking) < len(todo):
            print(_("{count} runs have already been played").format(count=len(todo) - len(lacking)), file=sys.stderr)
        kept.keep(zip(lacking, spread(play, lacking, where, _("runs")), strict=True))
    except OSError as error:
        raise _unwritable(place, error) from error
    return [kept.found[way.name, seed] for way, seed in todo]


def _write(place: Path, text: str) -> None:
    try:
        place.write_text(text, encoding="utf-8", newline="")
        kept_beside(place).unlink(missing_ok=True)
    except OSError as error:
        raise _unwritable(place, error) from error


def _unwritable(place: Path, error: OSError) -> BadUseError:
    return BadUseError(_("cannot write {file}: {why}").format(file=place, why=error.strerror))
