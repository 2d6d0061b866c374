"""`rogatory erase`: removes an exercise with the names and texts of its people."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from gettext import gettext as _
from pathlib import Path

import sqlalchemy as sa

from webapp.cli.arguments import BadUseError, Parser
from webapp.cli.server import CannotRunError, refuse
from webapp.cli.stored_exercise import BAD, opened_database, unknown
from webapp.cli.upgrading import copies_with
from webapp.store.database import Database
from webapp.store.shelf import erase
from webapp.store.tables import ExerciseRecord, JournalRecord, MemberRecord
from webapp.store.transfer import NoSuchExerciseError
from webapp.store.use_log import COMMAND_LINE


def parser() -> Parser:
    """The arguments."""
    made = Parser(
        prog="rogatory erase",
        description=_("Removes an exercise with the names and texts of its people permanently."),
    )
    made.add_argument("exercise", metavar="ID", help=_("id of the exercise: the part after /x/ in its addresses"))
    made.add_argument("--yes", action="store_true", help=_("do not ask"))
    made.add_argument(
        "--copies",
        action="store_true",
        help=_(
            "also delete the copies of the database, made before an upgrade or a restore, that contain the exercise"
        ),
    )
    made.add_argument("--json", action="store_true", help=_("print as JSON what was removed"))
    return made


def run(arguments: Sequence[str]) -> int:
    """Asks, then removes."""
    try:
        options = parser().parse_args(arguments)
        with opened_database() as database:
            copies = copies_with(database, options.exercise)
            try:
                title, people, commands = counted(database, options.exercise)
            except NoSuchExerciseError as problem:
                if not (options.copies and copies):
                    raise unknown(database, problem) from problem
                title, people, commands = "", 0, 0  # erased before; its copies are still there
            if not options.yes and not _agreed(title, people, commands):
                print(_("Nothing was erased."), file=sys.stderr)
                return BAD
            erase(database, options.exercise, who=COMMAND_LINE)
            if options.copies:
                _delete(copies)
    except (BadUseError, CannotRunError) as problem:
        return refuse(problem)
    if options.json:
        told = {"exercise": options.exercise, "title": title, "people": people, "commands": commands}
        told |= {"copies": [str(each) for each in copies], "copies_deleted": options.copies}
        print(json.dumps(told, ensure_ascii=False, indent=2))
        return 0
    print(_("Erased: {title}. People: {people}. Commands: {commands}.").format(
        title=title, people=people, commands=commands
    ))  # fmt: skip
    if copies and options.copies:
        print(_("Also deleted: {copies}.").format(copies=", ".join(map(str, copies))))
    elif copies:
        print(_("These copies still contain the exercise: {copies}. Delete them with rogatory erase "
"{exercise} --copies.").format(
            copies=", ".join(map(str, copies)), exercise=options.exercise
        ))  # fmt: skip
    print(_("Backups and exports that were made earlier still contain the exercise; delete them too."))
    return 0


def _delete(copies: Sequence[Path]) -> None:
    for each in copies:
        try:
            each.unlink(missing_ok=True)
        except OSError as problem:
            raise CannotRunError(_("cannot delete {file}: {why}").format(file=each, why=problem)) from problem


def _agreed(title: str, people: int, commands: int) -> bool:
    if not sys.stdin.isatty():
        raise BadUseError(_("the question cannot be asked here; use --yes to erase without a question"))
    text = _("Permanently erase {title!r} (people: {people}, commands: {commands})? Type yes: ")
    print(text.format(title=title, people=people, commands=commands), end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() == _("yes")


def counted(database: Database, exercise: str) -> tuple[str, int, int]:
    """Title, people and commands of an exercise.

    Raises:
        NoSuchExerciseError: There is no exercise with this id.
    """
    with database.reading() as session:
        row = session.get(ExerciseRecord, exercise)
        if row is None:
            raise NoSuchExerciseError(exercise)
        people = session.scalar(
            sa.select(sa.func.count()).select_from(MemberRecord).where(MemberRecord.exercise_id == exercise)
        )
        commands = session.scalar(
            sa.select(sa.func.count()).select_from(JournalRecord).where(JournalRecord.exercise_id == exercise)
        )
        return row.title, people or 0, commands or 0
