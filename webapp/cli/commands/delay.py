"""`rogatory delay`: what delay cost in an exercise, by holder, from a file or from the database."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future
from functools import partial
from gettext import gettext as _
from types import MappingProxyType

from tqdm import tqdm

from simulation.kernel.agenda import DAY
from simulation.kernel.terms import TimeKind
from simulation.players.policies import players
from simulation.review.branches import Record
from simulation.review.bundles import RUNS, Cost, ReplayRun, RunKey, WhoseActs, costs, plan, play_again
from simulation.review.clock import HolderDays, WholeClock, whole_clock
from simulation.review.flows import in_play
from simulation.review.strength import Clarity, Strength, least_one_way
from simulation.review.timelines import timelines
from simulation.review.workers import Workers
from webapp.cli.arguments import BadUseError, Parser
from webapp.cli.cluster import add_scheduler, cluster_at
from webapp.cli.commands.what_if import found, runs_kept
from webapp.cli.run_options import Value
from webapp.cli.server import CannotRunError
from webapp.store.exchange_file import ExerciseFileError

BAD_USE = 2
INTERRUPTED = 130
EMPTY: Mapping[RunKey, ReplayRun] = MappingProxyType({})


def run(arguments: list[str]) -> int:
    """Carries out `rogatory delay ...` and gives its exit code."""
    parser = Parser(prog="rogatory delay", description=_("what delay cost in an exercise, by holder"))
    parser.add_argument("exercise", metavar="FILE|EXERCISE-ID")
    parser.add_argument("--runs", type=int, default=RUNS, metavar="K")
    parser.add_argument("--workers", type=int, default=None, metavar="N")
    add_scheduler(parser)
    parser.add_argument("--json", action="store_true")
    try:
        given = parser.parse_args(arguments)
        _check(given)
        record = found(given.exercise)
        there = {each.key: each for each in runs_kept(given.exercise)}
        return find(record, given.runs, given.workers, given.scheduler, as_json=given.json, there=there)
    except (BadUseError, ExerciseFileError, CannotRunError) as error:
        print(f"rogatory: {error}", file=sys.stderr)
        return BAD_USE


def find(
    record: Record,
    runs: int,
    count: int | None,
    scheduler: str = "",
    *,
    as_json: bool,
    there: Mapping[RunKey, ReplayRun] = EMPTY,
) -> int:
    """Play the runs and print their results, or those that are there after an interruption; give the exit code.

    Args:
        record: The exercise.
        runs: How many.
        count: Processes; as many as processors for None, this one for 0.
        scheduler: Address of a Dask cluster that plays them instead; "" if there is none.
        as_json: Whether the result is printed as JSON.
        there: Runs that the review has played: they are not played again.

    Raises:
        BadUseError: The cluster cannot be used.
    """
    rows: list[ReplayRun] = []
    code = 0
    with cluster_at(scheduler) as cluster, Workers(record, players(), count, cluster) as workers:
        keys = list(plan(record, runs))
        try:
            for row in _shown(_in_turn(workers, keys, there), len(keys)):
                rows.append(row)  # noqa: PERF402 - what is there is told, also when it is interrupted
        except KeyboardInterrupt:
            code = INTERRUPTED
    _tell(record, costs(record, rows), as_json=as_json)
    return code


def _check(given: Namespace) -> None:
    """Check that the numbers make sense.

    Raises:
        BadUseError: One of them does not.
    """
    if given.runs < 1:
        raise BadUseError(_("--runs needs a number of at least 1, not {count}").format(count=given.runs))
    if given.workers is not None and given.workers < 0:
        raise BadUseError(_("--workers needs a number of at least 0, not {count}").format(count=given.workers))


def _in_turn(workers: Workers, keys: list[RunKey], there: Mapping[RunKey, ReplayRun]) -> Iterator[ReplayRun]:
    """The runs in their order; in this process each is played when the caller needs it."""
    waiting: dict[RunKey, Future[ReplayRun]] = {}
    if not workers.is_here:
        waiting = {key: workers.submit(partial(play_again, key)) for key in keys if key not in there}
    for key in keys:
        if key in there:
            yield there[key]
        else:
            yield (waiting.get(key) or workers.submit(partial(play_again, key))).result()


def _shown(rows: Iterable[ReplayRun], total: int) -> Iterable[ReplayRun]:
    shown: Iterable[ReplayRun] = tqdm(rows, total=total, desc=_("replays"), file=sys.stderr, disable=None, leave=False)
    return shown


def _tell(record: Record, told: tuple[Cost, ...], *, as_json: bool) -> None:
    played = in_play(record.events)
    end = max((event.at for event in played), default=0)
    clock = whole_clock(timelines(played, end))
    day = end // DAY + 1
    if as_json:
        print(json.dumps(_body(told, clock, day, record.frozen.scenario.horizon_days), ensure_ascii=False, indent=2))
        return
    minor = 10**record.frozen.scenario.currency.minor_digits
    print("\n".join((*_clock_lines(clock, day), "", *(line for each in told for line in _lines(each, minor)))))


def _body(told: tuple[Cost, ...], clock: WholeClock, day: int, horizon_days: int) -> dict[str, Value]:
    return {
        "horizon": "end_of_play",
        "day": day,
        "day_after": horizon_days + 1,
        "clock": {
            "formal_requests": clock.requests,
            "drafts_never_sent": clock.drafts,
            "draft_days": clock.draft_days,
            "holders": [_holder(each) for each in clock.holders],
        },
        "figures": [_figure(each) for each in told],
    }


def _holder(each: HolderDays) -> Value:
    days: dict[str, Value] = {f"{kind.value}_days": int(getattr(each, kind.value)) for kind in TimeKind}
    return {"holder": each.holder.value, **days}


def _figure(cost: Cost) -> Value:
    return {
        "figure": cost.figure.key,
        "unit": cost.figure.unit,
        "subject": cost.figure.subject.value,
        "acts": cost.played.value,
        "runs": cost.pairs,
        "other_stories": cost.other_stories,
        "as_played_median": cost.as_played.median,
        "nothing_asked": _strength(cost.nothing_asked),
        "all_shortened": _strength(cost.all),
        "after_epilogue": None
        if cost.after is None
        else {
            "runs": cost.after.all.runs,
            "as_played_median": cost.after.as_played.median,
            "nothing_asked": _strength(cost.after.nothing_asked),
            "all_shortened": _strength(cost.after.all),
        },
        "divisible": cost.is_divisible,
        "together": None if cost.together is None else _strength(cost.together),
        "holders": [
            {
                "holder": each.component,
                "first_in": _strength(each.first),
                "last_in": None if each.last is None else _strength(each.last),
                "share": None if each.share is None else _strength(each.share),
            }
            for each in cost.shares
        ],
    }


def _strength(found: Strength) -> Value:
    return {
        "says": found.clarity.value,
        "less": found.less,
        "more": found.more,
        "same": found.same,
        "median": found.median,
        "low": found.low,
        "high": found.high,
    }


def _clock_lines(clock: WholeClock, day: int) -> list[str]:
    head = _(
        "End of play, day {day}. All figures are those of this model. A run is this exercise played "
        "again by the computer with other chance events."
    )
    told = _(
        "{count} formal requests took {days} days in all. Another {pace} days between office hours "
        "count against nobody. {drafts} drafts were never sent."
    )
    pace = clock.total(TimeKind.PACE)
    lines = [
        head.format(day=day),
        told.format(days=clock.days, count=clock.requests, pace=pace, drafts=clock.drafts),
    ]
    row = _(
        "  {holder}: {decision} days for a decision, {system} days in queues and transmission, "
        "{protected} days of protected time"
    )
    for each in clock.holders:
        days = {name: round(float(getattr(each, name))) for name in ("decision", "system", "protected")}
        lines.append(row.format(holder=each.holder.value, **days))
    return lines


def _lines(cost: Cost, minor: int) -> list[str]:
    divide = {"g": 1000, "minor units": minor}.get(cost.figure.unit, 1)
    unit = {"g": "kg", "minor units": _("in the currency of the exercise"), "items": "", "cases": ""}.get(
        cost.figure.unit, cost.figure.unit
    )
    names = {
        "asking": _("the requesting side decides at once"),
        "answering": _("the requested side decides at once"),
        "offices": _("offices at usual speed"),
        "channel": _("channel at usual speed, nothing lost"),
        "third": _("third parties at usual speed"),
    }
    parts = [(_("nothing asked abroad"), cost.nothing_asked)]
    for each in cost.shares:
        share = each.share if cost.is_divisible and each.share is not None else each.first
        parts.append((names[each.component], share))
    if cost.is_divisible and cost.together is not None:
        parts.append((_("joint effect, not divisible"), cost.together))
    parts.append((_("all of these"), cost.all))
    if cost.after is not None:
        parts.append((_("nothing asked, after automatic play"), cost.after.nothing_asked))
        parts.append((_("all of these, after automatic play"), cost.after.all))
    acts = _("the textbook policy in every seat") if cost.played is WhoseActs.LIKE_THEM else _("the same acts")
    head = _("{figure}: {value} {unit} as played ({acts}, {count} runs, {left} left out)")
    value = f"{cost.as_played.median / divide:,.0f}"
    lines = [
        head.format(
            figure=cost.figure.key, value=value, unit=unit, acts=acts, count=cost.pairs, left=cost.other_stories
        ).replace("  ", " ")
    ]
    return lines + [
        f"  {name:<40} {_amount(found.median / divide):>9}  {_words(found, divide)}" for name, found in parts
    ]


def _amount(value: float) -> str:
    return f"{value:+,.0f}" if abs(value) >= 10 or value == int(value) else f"{value:+,.1f}"


def _words(found: Strength, divide: int) -> str:
    ends = {"low": _amount(found.low / divide), "high": _amount(found.high / divide)}
    match found.clarity:
        case Clarity.SAME:
            return _("no effect: all {count} runs unchanged").format(count=found.runs)
        case Clarity.LESS:
            text = _("less in {less} of {count} runs ({low} to {high})")
        case Clarity.MORE:
            text = _("more in {more} of {count} runs ({low} to {high})")
        case _ if least_one_way(found.runs) is None:
            text = _("too few runs so far: less in {less}, more in {more} of {count} ({low} to {high})")
        case _:
            text = _("no clear effect: less in {less}, more in {more} of {count} runs ({low} to {high})")
    return text.format(less=found.less, more=found.more, count=found.runs, **ends)
