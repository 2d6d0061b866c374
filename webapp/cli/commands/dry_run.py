"""`rogatory scenario dry-run`: whether every office has enough work, as a table or JSON; exit 1 if one has not."""

from __future__ import annotations

import json
from gettext import gettext as _

from simulation.players.dry_run import LEAST, MOST, DryRun, SeatLoad, dry_run, never_fired, with_desks
from simulation.scenario.schema.name_pools import freeze
from webapp.cli.arguments import Parser, preset_named, scenario_named
from webapp.cli.commands import cooperation
from webapp.cli.commands.cooperation import compare
from webapp.cli.many_seeds import add_where, seeds_named, where_named
from webapp.cli.run_options import Value

BAD = 1


def run(arguments: list[str]) -> int:
    """Carries out `rogatory scenario dry-run ...` and gives its exit code; raises an error for bad use."""
    parser = Parser(prog="rogatory scenario dry-run")
    parser.add_argument("name", metavar="NAME")
    parser.add_argument("--seeds", default="1:2", metavar="A:B")
    parser.add_argument("--preset", default="", metavar="KEY")
    parser.add_argument("--cooperation", action="store_true")
    parser.add_argument("--leave-one-out", action="store_true")
    add_where(parser)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(arguments)
    seeds = seeds_named(given.seeds)
    scenario = scenario_named(given.name)
    preset = preset_named(scenario, given.preset)
    if given.cooperation:
        found = compare(scenario, preset, seeds, where_named(given), leaves_out=given.leave_one_out)
        print(cooperation.as_json(found) if given.json else cooperation.in_words(found))
        return 0 if found.is_good else BAD
    worlds = [(seed, freeze(scenario, seed)) for seed in seeds]
    runs = [with_desks(dry_run(frozen, preset, seed), frozen, preset) for seed, frozen in worlds]
    silent = never_fired(runs)
    is_good = not silent and all(one.is_good for one in runs)
    if given.json:
        bodies: list[Value] = [as_json(one) for one in runs]
        body: Value = {"scenario": scenario.name, "good": is_good, "never_fired": list(silent), "runs": bodies}
        print(json.dumps(body, ensure_ascii=False, indent=2))
    else:
        print("\n\n".join(in_words(one) for one in runs))
        for key in silent:
            print(_("never fired in any of these runs: {inject}").format(inject=key))
    return 0 if is_good else BAD


def as_json(found: DryRun) -> Value:
    """A dry run as plain values."""
    seats: list[Value] = [
        {
            "country": seat.country,
            "office": seat.office.value,
            "decisions_by_move": list(seat.by_move),
            "moves_outside": list(seat.outside),
            "waiting_by_move": list(seat.waiting),
        }
        for seat in found.seats
    ]
    return {
        "preset": found.preset,
        "seed": found.seed,
        "good": found.is_good,
        "seats": seats,
        "by_country": dict(found.by_country),
        "even": found.is_even,
        "decisions": dict(found.moments),
        "silent_injects": list(found.silent_injects),
        "reserve_injects": list(found.reserve_injects),
        "later_injects": list(found.later_injects),
    }


def in_words(found: DryRun) -> str:
    """A dry run as a table: a star marks a move with too little or too much to decide."""
    title = _(
        "{scenario}, {preset}, seed {seed}: decisions of each office by move, even where offices "
        "share a seat; in brackets the matters waiting on its desk when the move opens"
    )
    lines = [title.format(scenario=found.scenario, preset=found.preset, seed=found.seed)]
    lines += [f"  {f'{seat.country} {seat.office}':<20}{_counts(seat)}" for seat in found.seats]
    counts = ", ".join(f"{code} {count}" for code, count in found.by_country)
    lines.append(_("by country: {counts}").format(counts=counts))
    if not found.is_even:
        lines.append(_("one country decides at least 1.5 times as often as another"))
    crowded = sum(len(seat.outside) for seat in found.seats)
    if crowded:
        text = _(
            "times that an office has fewer than {least} or more than {most} decisions in a move: {count} (marked *)"
        )
        lines.append(text.format(count=crowded, least=LEAST, most=MOST))
    lines += [_("not fired: {inject}").format(inject=inject) for inject in found.silent_injects]
    if found.reserve_injects:
        lines.append(_("events held in reserve and not needed: {keys}").format(keys=", ".join(found.reserve_injects)))
    if found.later_injects:
        lines.append(_("events after the last move of this preset: {keys}").format(keys=", ".join(found.later_injects)))
    if found.is_good:
        lines.append(_("every office has a suitable number of decisions in each move"))
    return "\n".join(lines)


def _counts(seat: SeatLoad) -> str:
    outside = seat.outside
    return "".join(
        f"{count:>4}{'*' if move in outside else ' '}{f'({waits})':<4}"
        for move, (count, waits) in enumerate(zip(seat.by_move, seat.waiting, strict=True), start=1)
    )
