"""`rogatory import`: a file that `rogatory export` wrote becomes a new exercise."""

from __future__ import annotations

import json
from argparse import ArgumentTypeError
from collections.abc import Sequence
from gettext import gettext as _

import sqlalchemy as sa

from simulation.exercise.core.settings import RULES_VERSION
from simulation.players.policies import players
from webapp.cli.arguments import BadUseError, Parser
from webapp.cli.server import CannotRunError, refuse
from webapp.cli.stored_exercise import bad, existing, opened_database
from webapp.pages.frame import grouped
from webapp.store.comparison import compare
from webapp.store.exchange_file import ExerciseFileError, read
from webapp.store.tables import ExerciseRecord
from webapp.store.transfer import put_in

LONGEST_TITLE = 120


def _title(text: str) -> str:
    if len(text) > LONGEST_TITLE:
        raise ArgumentTypeError(_("at most {most} characters").format(most=LONGEST_TITLE))
    return text


def parser() -> Parser:
    """The arguments."""
    made = Parser(
        prog="rogatory import",
        description=_(
            "Makes a new exercise from a file. The file is checked and played once before anything is "
            "stored. If it was played under other rules, it becomes an archive that can be read but not "
            "continued."
        ),
    )
    made.add_argument("file", metavar="FILE", help=_("file that rogatory export wrote"))
    made.add_argument("--title", default="", type=_title, metavar="TEXT", help=_("title of the new exercise"))
    made.add_argument("--json", action="store_true", help=_("print as JSON what was made"))
    return made


def run(arguments: Sequence[str]) -> int:
    """Stores the whole file, or nothing."""
    try:
        options = parser().parse_args(arguments)
        path = existing(options.file)
        try:
            file = read(path)
            found = compare(file, players())
            if found.is_playable and not found.is_same:
                return bad(
                    _("{file} was not imported: its journal, played again, gives other events (rogatory verify "
"tells more).")
                    .format(file=path)
                )  # fmt: skip
            with opened_database() as database:
                exercise = put_in(database, file, title=options.title)
                with database.reading() as session:
                    row = session.get_one(ExerciseRecord, exercise)
        except ExerciseFileError as problem:
            return bad(_("{file} was not imported: {why}.").format(file=path, why=problem))
        except sa.exc.StatementError as problem:
            return bad(_("{file} was not imported: {why}.").format(file=path, why=type(problem).__name__))
    except (BadUseError, CannotRunError) as problem:
        return refuse(problem)
    if options.json:
        told = {
            "exercise": exercise,
            "title": row.title,
            "join_code": row.join_code,
            "playable": found.is_playable,
            "rules_version": file.rules_version,
            "commands": len(file.journal),
            "events": len(file.events),
        }
        print(json.dumps(told, ensure_ascii=False, indent=2))
        return 0
    print(_("{title}: a new exercise, id {id}.").format(title=row.title, id=exercise))
    if found.is_playable:
        print(_("The exercise continues from where it was. Join code: {code}").format(code=grouped(row.join_code)))
    else:
        text = _(
            "The exercise was played under rules {file}, and this program has rules {ours}: the exercise "
            "opens as an archive."
        )
        print(text.format(file=file.rules_version, ours=RULES_VERSION))
    return 0
