"""`rogatory what-if`: the price of decisions in an exercise, from a file or from the database."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Mapping
from gettext import gettext as _
from pathlib import Path

import sqlalchemy as sa

from simulation.exercise.core.settings import RULES_VERSION
from simulation.exercise.journal import replay
from simulation.kernel.agenda import DAY
from simulation.players.policies import players
from simulation.review.branches import Record
from simulation.review.decisions import Decision, Room, decisions
from simulation.review.pricing import REPLICATES, LeverPrice, Pricer
from simulation.review.what_if import UNITS, Band, Pair, Price, effects_of_case
from webapp.cli.arguments import BadUseError, Parser, levers_named
from webapp.cli.run_options import Value
from webapp.cli.server import CannotRunError, settings
from webapp.review.record_store import record_of
from webapp.store.database import DatabaseProblemError, connect
from webapp.store.exchange_file import ExerciseFileError, read
from webapp.store.tables import ExerciseRecord
from webapp.visit.config import Config

BAD_USE = 2


def run(arguments: list[str]) -> int:
    """Carries out `rogatory what-if ...` and gives its exit code."""
    parser = Parser(prog="rogatory what-if", description=_("the price of decisions in an exercise"))
    parser.add_argument("exercise", metavar="FILE|EXERCISE-ID")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--decision", action="append", default=[], metavar="KEY")
    parser.add_argument("--lever", action="append", default=[], metavar="COUNTRY=LEVER[@DAY]", dest="levers")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--replicates", type=int, default=REPLICATES, metavar="K")
    parser.add_argument("--workers", type=int, default=None, metavar="N")
    parser.add_argument("--json", action="store_true")
    try:
        given = parser.parse_args(arguments)
        check(given)
        record = found(given.exercise)
        known, room = decisions(record), Room(record)
        gained = {each.key: room.a_move_earlier(each) for each in known}
        chosen = wanted(given, known, gained)
        levers = levers_named(given.levers, record.frozen.scenario)
    except (BadUseError, ExerciseFileError, CannotRunError) as error:
        print(f"rogatory: {error}", file=sys.stderr)
        return BAD_USE
    if given.list or not (chosen or levers):
        rows: list[Value] = [{**listed(each), "earlier_days": _days(gained[each.key])} for each in known]
        _tell({"decisions": rows}, as_json=given.json)
        return 0
    with Pricer(record, given.workers) as pricer:
        case = effects_of_case(record.frozen.scenario)
        prices: list[Value] = [told(pricer.price(each, given.replicates), case) for each in chosen]
        prices += [told_of_lever(pricer.lever(*each, given.replicates), case) for each in levers]
    _tell({"replicates": given.replicates, "prices": prices}, as_json=given.json)
    return 0


def check(given: Namespace) -> None:
    """Whether the numbers make sense.

    Raises:
        BadUseError: One does not.
    """
    if given.replicates < 1:
        raise BadUseError(_("--replicates needs a number from 1 on, not {count}").format(count=given.replicates))
    if given.workers is not None and given.workers < 0:
        raise BadUseError(_("--workers needs a number from 0 on, not {count}").format(count=given.workers))


def wanted(given: Namespace, known: tuple[Decision, ...], gained: Mapping[str, int]) -> tuple[Decision, ...]:
    """The decisions that are to be priced: all that could have been earlier, or those that are named.

    Raises:
        BadUseError: One of them is not there, or could not have been earlier.
    """
    if given.all:
        return tuple(each for each in known if gained[each.key])
    by_key = {each.key: each for each in known}
    for key in given.decision:
        if key not in by_key:
            raise BadUseError(_("there is no decision {key!r}; --list names them").format(key=key))
        if not gained[key]:
            text = _("{key!r} could not have been taken earlier: what it rests on came then; it has no price")
            raise BadUseError(text.format(key=key))
    return tuple(by_key[key] for key in given.decision)


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
                text = _("{name} was played under rules {old}; these are {new}, so it cannot be played again")
                raise BadUseError(text.format(name=name, old=row.rules_version, new=RULES_VERSION))
            return record_of(session, row)
    except sa.exc.OperationalError as error:
        raise BadUseError(_("there is no file and no exercise {name!r}").format(name=name)) from error
    finally:
        database.close()


def from_file(path: Path) -> Record:
    """The exercise that `rogatory export` wrote, played again for its events.

    Raises:
        ExerciseFileError: The file is none.
        BadUseError: It was played under other rules.
    """
    file = read(path)
    if file.rules_version != RULES_VERSION:
        text = _("{name} was played under rules {old}; these are {new}, so it cannot be played again")
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


def told(price: Price, case: tuple[str, ...]) -> dict[str, Value]:
    """A price as plain values: each effect of the case with its band, and the lower bound."""
    return {
        **listed(price.decision),
        "earlier_days": _days(price.seconds),
        "replicates": len(price.pairs),
        "diverged": price.diverged,
        "skipped": price.pairs[0].skipped,
        "effects": {effect: _effect(price, effect) for effect in case},
    }


def told_of_lever(price: LeverPrice, case: tuple[str, ...]) -> dict[str, Value]:
    """What a lever would have changed, as plain values."""
    return {
        "key": f"lever/{price.country}/{price.lever}",
        "kind": "lever",
        "country": price.country,
        "office": "",
        "day": price.day,
        "about": price.lever,
        "replicates": len(price.pairs),
        "diverged": price.diverged,
        "skipped": price.pairs[0].skipped,
        "effects": {effect: _band(effect, price.pairs[0], band) for effect, band in price.bands if effect in case},
    }


def _effect(price: Price, effect: str) -> dict[str, Value]:
    return {
        **_band(effect, price.pairs[0], price.band(effect)),
        "as_acted": price.as_acted.difference(effect),
    }


def _band(effect: str, own: Pair, band: Band) -> dict[str, Value]:
    return {
        "unit": UNITS[effect],
        "this_exercise": own.difference(effect),
        "median": band.median,
        "p5": band.p5,
        "p25": band.p25,
        "p75": band.p75,
        "p95": band.p95,
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
        line = f"{row.get('key')}  {row.get('office')}, {row.get('country')}, day {row.get('day')}"
        earlier, effects = row.get("earlier_days"), row.get("effects")
        if earlier is not None:
            line += f", {earlier} days earlier" if earlier else ", could not have been earlier"
        print(line)
        for effect, band in effects.items() if isinstance(effects, dict) else ():
            if isinstance(band, dict):
                print(f"  {effect}: {band['median']} {band['unit']} ({band['p5']} to {band['p95']})")
