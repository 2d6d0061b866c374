"""`rogatory export`: an exercise as a file."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from gettext import gettext as _
from pathlib import Path

from simulation.players.policies import players
from webapp.cli.arguments import BadUseError, Parser
from webapp.cli.server import CannotRunError, refuse
from webapp.cli.stored_exercise import bad, opened_database, unknown
from webapp.process.private_files import write_private
from webapp.store.comparison import compare
from webapp.store.exchange_file import ExerciseFileError, read, text_of
from webapp.store.transfer import NoSuchExerciseError, taken_out
from webapp.store.use_log import COMMAND_LINE, Use, log


def parser() -> Parser:
    """The arguments."""
    made = Parser(
        prog="rogatory export",
        description=_(
            "Writes an exercise to a file: scenario, settings, journal and events. The server may be running."
        ),
    )
    made.add_argument("exercise", metavar="ID", help=_("id of the exercise: the part after /x/ in its addresses"))
    made.add_argument("-o", "--out", required=True, metavar="FILE.rogatory", help=_("file to write"))
    made.add_argument(
        "--with-names", action="store_true", help=_("include the names of people and every text that they wrote")
    )
    made.add_argument("--json", action="store_true", help=_("print as JSON what was written"))
    return made


def run(arguments: Sequence[str]) -> int:
    """Writes the file, or nothing."""
    try:
        options = parser().parse_args(arguments)
    except BadUseError as problem:
        return refuse(problem)
    try:
        with opened_database() as database:
            try:
                file = taken_out(database, options.exercise, with_names=options.with_names)
            except NoSuchExerciseError as problem:
                raise unknown(database, problem) from problem
            with database.writing() as session:
                log(session, Use.EXPORTED, who=COMMAND_LINE, exercise=options.exercise)
        path = Path(options.out)
        text = text_of(file).encode()
        write_whole(path, text, check=_is_whole)
    except ExerciseFileError as problem:
        why = _("what was written could not be read again ({why})").format(why=problem)
        return bad(
            _("{file} was not written: {why}. Please report this; the exercise is unchanged.").format(
                file=options.out, why=why
            )
        )
    except CannotRunError as problem:
        return refuse(problem)
    told = {
        "exercise": options.exercise,
        "file": str(path),
        "with_names": file.with_names,
        "rules_version": file.rules_version,
        "commands": len(file.journal),
        "events": len(file.events),
        "bytes": len(text),
    }
    if options.json:
        print(json.dumps(told, ensure_ascii=False, indent=2))
        return 0
    print(_("{file}: {commands} commands, {events} events.").format(**told))
    if file.with_names:
        print(_("The file holds names and texts of people. Keep it as you keep the list of participants."))
    else:
        print(_("Names and texts of people were left out (--with-names puts them in)."))
    return 0


def _is_whole(part: Path) -> None:
    """Read the written file like `import` and `verify`, and play it once.

    Raises:
        ExerciseFileError: One of them would refuse it.
    """
    found = compare(read(part), players())
    if found.is_playable and not found.is_same:
        message = f"its journal does not give event {found.differs_at}"
        raise ExerciseFileError(message)


def write_whole(path: Path, content: bytes, check: Callable[[Path], None]) -> None:
    """Write a file that passes a check, or leave the old file unchanged.

    Raises:
        CannotRunError: It cannot be written.
    """
    try:
        write_private(path, content, check)
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise CannotRunError(_("cannot write {file}: {why}").format(file=path, why=reason)) from problem
