"""`rogatory what-if`: the price of decisions in an exercise, from a file or from the database."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable
from gettext import gettext as _
from pathlib import Path

import sqlalchemy as sa
from tqdm import tqdm

from simulation.exercise.core.settings import RULES_VERSION
from simulation.exercise.journal import replay
from simulation.kernel.agenda import DAY
from simulation.players.policies import players
from simulation.review.branches import Record
from simulation.review.bundles import ReplayRun
from simulation.review.figures import Compared, figures_of_case
from simulation.review.prices.choices import Decision, Held, Room, all_choices
from simulation.review.prices.prices import (
    FIRST_TOLD,
    LEVER,
    TOLD,
    TOLD_AFTER,
    CannotMoveError,
    Price,
    Pricer,
    Screened,
    verdict,
)
from simulation.review.prices.variants import BY_PERSON, ROUTINE, NoPrice, Variant, first_way, ways_for
from simulation.review.record_reading import read as review
from simulation.review.strength import Strength
from webapp.cli.arguments import BadUseError, Parser, levers_named
from webapp.cli.cluster import add_scheduler, cluster_at
from webapp.cli.run_options import Value
from webapp.cli.server import CannotRunError, settings
from webapp.cli.stored_exercise import words_alone
from webapp.review.record_store import runs_of, sequence_of_play
from webapp.review.sentences import decision_title
from webapp.store.database import DatabaseProblemError, connect
from webapp.store.exchange_file import ExerciseFileError, read
from webapp.store.exercise_rows import record_of
from webapp.store.tables import ExerciseRecord
from webapp.visit.config import Config

BAD_USE = 2

type Progress = Callable[[int, int], None]
"""Is told how many pieces are done, and how many there are."""


def run(arguments: list[str]) -> int:
    """Carries out `rogatory what-if ...` and gives its exit code."""
    parser = Parser(prog="rogatory what-if", description=_("the price of decisions in an exercise"))
    parser.add_argument("exercise", metavar="FILE|EXERCISE-ID")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--look", action="store_true")
    parser.add_argument("--decision", action="append", default=[], metavar="KEY")
    parser.add_argument("--variant", default="", metavar="NAME")
    parser.add_argument("--lever", action="append", default=[], metavar="COUNTRY=LEVER[@DAY]", dest="levers")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--runs", type=int, default=TOLD, metavar="K")
    parser.add_argument("--workers", type=int, default=None, metavar="N")
    add_scheduler(parser)
    parser.add_argument("--json", action="store_true")
    try:
        given = parser.parse_args(arguments)
        check(given)
        record = found(given.exercise)
        known, room = all_choices(record), Room(record)
        held = {each.key: room.held(each) for each in known if each.kind in BY_PERSON}
        chosen = wanted(given, known)
        levers = levers_named(given.levers, record.frozen.scenario)
        if given.list or not (chosen or levers or given.look):
            titles = _titles(record, known)
            body: dict[str, Value] = {
                "decisions": [{**listed(each), **titles[each.key], **_room(held.get(each.key))} for each in known]
            }
        else:
            with cluster_at(given.scheduler) as cluster, Pricer(record, given.workers, cluster=cluster) as pricer:
                body = _found(pricer, given, chosen, levers)
    except (BadUseError, ExerciseFileError, CannotRunError) as error:
        print(f"rogatory: {error}", file=sys.stderr)
        return BAD_USE
    _tell(body, as_json=given.json)
    return 0


def _found(
    pricer: Pricer, given: Namespace, chosen: tuple[Decision, ...], levers: Iterable[tuple[str, str, int]]
) -> dict[str, Value]:
    """The decisions and levers that were asked for.

    Raises:
        BadUseError: A decision that was named has no price.
    """
    if given.look:
        return {"decisions": [screened(each) for each in _looked(pricer)]}
    case = figures_of_case(pricer.record.frozen.scenario)
    runs = range(FIRST_TOLD, FIRST_TOLD + given.runs)
    prices: list[Value] = []
    for each in chosen:
        variant = Variant(given.variant) if given.variant else first_way(each)
        try:
            prices.append(told(_shown(pricer, each, variant, runs), case))
        except CannotMoveError as error:
            if not given.all:
                raise BadUseError(_why(error)) from error
    prices += [told(pricer.lever(*each, runs, after=TOLD_AFTER), case) for each in levers]
    return {"horizon": "end_of_play", "runs": given.runs, "prices": prices}


def check(given: Namespace) -> None:
    """Check that the arguments make sense.

    Raises:
        BadUseError: They do not.
    """
    if given.runs < 1:
        raise BadUseError(_("--runs needs a number of at least 1, not {count}").format(count=given.runs))
    if given.workers is not None and given.workers < 0:
        raise BadUseError(_("--workers needs a number of at least 0, not {count}").format(count=given.workers))
    if given.variant and given.variant not in {each.value for each in Variant}:
        names = ", ".join(each.value for each in Variant)
        raise BadUseError(_("there is no variant {name!r}; there are: {names}").format(name=given.variant, names=names))


def wanted(given: Namespace, known: tuple[Decision, ...]) -> tuple[Decision, ...]:
    """The decisions to price: all choices, or those that are named.

    Raises:
        BadUseError: One of them does not exist, or cannot be different in the way that is named.
    """
    if given.all:
        return tuple(each for each in known if each.action not in ROUTINE)
    by_key = {each.key: each for each in known}
    for key in given.decision:
        if key not in by_key:
            raise BadUseError(_("there is no decision {key!r}; --list names them").format(key=key))
        fitting = [way.variant.value for way in ways_for(by_key[key])]
        if given.variant and given.variant not in fitting:
            text = _("{key!r} cannot be changed in this way; it can be changed to: {names}")
            raise BadUseError(text.format(key=key, names=", ".join(fitting) or "-"))
    return tuple(by_key[key] for key in given.decision)


def _why(error: CannotMoveError) -> str:
    reasons = {
        NoPrice.HELD: _(
            "could not have been taken earlier, because its basis arrived only on that day; it has no price"
        ),
        NoPrice.LAST_HOURS: _("was taken in the last office hours; it has no price"),
        NoPrice.WAS_COMPLETE: _("was complete: it was not returned, and no question was asked about it"),
        NoPrice.WAS_RIGHT: _("was sent through the agreed channel"),
        NoPrice.MANDATORY: _("is a refusal that the law required"),
        NoPrice.NOT_POSSIBLE: _("was not allowed by the rules then"),
    }
    return f"{error.args[0].partition(':')[0]!r} {reasons[error.why]}"


def _bar(what: str) -> tuple[Progress, Callable[[], None]]:
    """A bar on a terminal's standard error, and what ends it."""
    bar = tqdm(desc=what, file=sys.stderr, disable=None, leave=False)

    def show(done: int, total: int) -> None:
        bar.total = total
        bar.update(done - bar.n)

    return show, bar.close


def _looked(pricer: Pricer) -> tuple[Screened, ...]:
    show, close = _bar(_("decisions"))
    try:
        return pricer.screen(show)
    finally:
        close()


def _shown(pricer: Pricer, decision: Decision, variant: Variant, runs: range) -> Price:
    show, close = _bar(decision.key)
    try:
        return pricer.price(decision, variant, runs, show, after=TOLD_AFTER)
    finally:
        close()


def found(name: str) -> Record:
    """The exercise in a file, or in the database under its id."""
    path = Path(name)
    if path.is_file():
        return from_file(path)
    config: Config = settings()
    try:
        database = connect(config.database_url)
    except DatabaseProblemError as error:
        raise BadUseError(str(error)) from error
    try:
        with database.reading() as session:
            row = session.get(ExerciseRecord, name)
            if row is None:
                raise BadUseError(_("there is no file and no exercise {name!r}").format(name=name))
            if row.rules_version != RULES_VERSION:
                text = _(
                    "{name} was played under rules {old}. This program has rules {new} and cannot play it again. Use "
                    "a version with rules {old}."
                )
                raise BadUseError(text.format(name=name, old=row.rules_version, new=RULES_VERSION))
            return record_of(session, row)
    except sa.exc.OperationalError as error:
        raise BadUseError(_("there is no file and no exercise {name!r}").format(name=name)) from error
    finally:
        database.close()


def runs_kept(name: str) -> tuple[ReplayRun, ...]:
    """What the review of an exercise in the database has played for what delay cost; nothing of one in a file."""
    if Path(name).is_file():
        return ()
    database = connect(settings().database_url)
    try:
        with database.reading() as session:
            sequence = sequence_of_play(session, name)
        return runs_of(database, name, sequence)
    finally:
        database.close()


def from_file(path: Path) -> Record:
    """The exercise that `rogatory export` wrote, played again for its events.

    Raises:
        ExerciseFileError: It is not an exercise file.
        BadUseError: It was played under other rules.
    """
    file = read(path)
    if file.rules_version != RULES_VERSION:
        text = _(
            "{name} was played under rules {old}. This program has rules {new} and cannot play it again. Use "
            "a version with rules {old}."
        )
        raise BadUseError(text.format(name=path.name, old=file.rules_version, new=RULES_VERSION))
    frozen, settings_made, entries = file.scenario(), file.settings.settings(), tuple(file.entries())
    _exercise, events = replay(frozen, settings_made, entries, players())
    return Record(frozen, settings_made, entries, events)


def listed(decision: Decision) -> dict[str, Value]:
    """A decision as plain values."""
    return {
        "key": decision.key,
        "kind": decision.kind,
        "country": decision.country,
        "office": decision.office,
        "day": round(decision.at / DAY + 1, 2),
        "about": decision.about,
        "action": decision.action,
    }


def _titles(record: Record, known: Iterable[Decision]) -> dict[str, dict[str, Value]]:
    """What the pages of the review call each decision."""
    reading = review(record, max((event.at for event in record.events), default=0), players())
    with words_alone():
        return {each.key: {"title": decision_title(reading, each, roles_only=False)} for each in known}


def _room(held: Held | None) -> dict[str, Value]:
    """How much earlier a decision of a person could have been taken, and what prevented it."""
    if held is None:
        return {"earlier_days": None, "held_by": None, "held_day": None}
    return {"earlier_days": _days(held.seconds), "held_by": held.by.value, "held_day": held.at // DAY + 1}


def screened(found: Screened) -> dict[str, Value]:
    """What a decision changes with the exercise's own chance events, as plain values."""
    return {
        **listed(found.decision),
        "variant": found.variant.value,
        **_room(found.held),
        "no_price": None if found.why is None else found.why.value,
        "moves": dict(found.differences),
    }


def told(price: Price, case: tuple[Compared, ...]) -> dict[str, Value]:
    """A price as plain values: each figure of the case over the runs with other chance events."""
    own, later = price.own, price.after
    return {
        **(listed(price.decision) if price.decision is not None else _lever(price.key)),
        "variant": price.variant,
        **_room(price.held),
        "runs": len(price.runs),
        "other_stories": price.other_stories,
        "skipped": [pair.moved.skipped for pair in price.runs],
        "verdict": verdict(price, case).value,
        "figures": {
            figure.key: _figure(price.strength(figure), figure, own.difference(figure.key) if own else None)
            for figure in case
        },
        "runs_after": len(later.runs) if later is not None else 0,
        "after_epilogue": {figure.key: _figure(later.strength(figure), figure, None) for figure in case}
        if later is not None
        else None,
    }


def _lever(key: str) -> dict[str, Value]:
    _kind, country, lever, day = key.split("/")
    return {
        "key": key,
        "kind": LEVER,
        "country": country,
        "office": "",
        "day": int(day),
        "about": lever,
        "action": "",
    }


def _figure(found: Strength, figure: Compared, own: float | None) -> dict[str, Value]:
    return {
        "unit": figure.unit,
        "says": found.clarity.value,
        "less": found.less,
        "more": found.more,
        "same": found.same,
        "median": found.median,
        "low": found.low,
        "high": found.high,
        "this_exercise": own,
    }


def _days(seconds: int) -> float:
    return round(seconds / DAY, 2)


def _tell(body: dict[str, Value], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(body, ensure_ascii=False, indent=2))
        return
    rows = body.get("decisions", body.get("prices"))
    for row in rows if isinstance(rows, list) else ():
        if not isinstance(row, dict):
            continue
        who = ", ".join(str(part) for part in (row.get("office"), row.get("country")) if part)
        title = f"{row['title']}; " if row.get("title") else ""
        line = f"{row.get('key')}  {title}{who}, day {row.get('day')}"
        if "variant" in row:
            line += f", {row['variant']}"
        earlier, held = row.get("earlier_days"), row.get("held_by")
        if earlier is not None:
            line += f", {earlier} days earlier" if earlier else f", could not have been taken earlier ({held})"
        if row.get("no_price"):
            line += f", no price: {row['no_price']}"
        if "verdict" in row:
            line += f": {row['verdict']}"
        print(line)
        figures, moves = row.get("figures"), row.get("moves")
        for key, value in moves.items() if isinstance(moves, dict) else ():
            print(f"  {key}: {value:+,}")
        for key, found_of in figures.items() if isinstance(figures, dict) else ():
            if isinstance(found_of, dict):
                counts = f"less in {found_of['less']}, more in {found_of['more']}, same in {found_of['same']}"
                print(f"  {key}: {found_of['median']} {found_of['unit']}; {found_of['says']}: {counts}")
