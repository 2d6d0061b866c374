"""`rogatory restore`: the whole database from a backup; what was there before is kept beside it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from gettext import gettext as _
from pathlib import Path
from tempfile import TemporaryDirectory

from webapp.cli.arguments import BadUseError, Parser
from webapp.cli.server import CannotRunError, refuse, words_of
from webapp.cli.stored_exercise import bad, existing, opened_database, sqlite_file
from webapp.cli.upgrading import copied, free_name
from webapp.store.database import DatabaseProblemError, bring_up_to_date, connect

MAGIC = b"SQLite format 3\x00"


class BadBackupError(Exception):
    """The file is not a backup that can be restored; the text says why."""


def parser() -> Parser:
    """The arguments."""
    made = Parser(
        prog="rogatory restore",
        description=_(
            "Restores the whole database from a backup. End the server first. The earlier database is "
            "kept in the same folder."
        ),
    )
    made.add_argument("file", metavar="FILE", help=_("file that rogatory backup wrote"))
    made.add_argument("--json", action="store_true", help=_("print as JSON what was done"))
    return made


def run(arguments: Sequence[str]) -> int:
    """Replaces everything in one transaction, or nothing."""
    try:
        options = parser().parse_args(arguments)
        path = existing(options.file)
        target = sqlite_file("pg_restore")
        with opened_database(alone=True) as database:
            try:
                with TemporaryDirectory(dir=target.parent) as folder:
                    checked = Path(folder) / "checked.sqlite"
                    exercises = examined(path, checked)
                    kept = free_name(target, "before-restore")
                    copied(target, kept)
                    database.close()
                    _into(checked, target)
            except BadBackupError as problem:
                return bad(_("{file} was not restored: {why}. Nothing was changed.").format(file=path, why=problem))
            except (OSError, sqlite3.Error) as problem:
                text = _("{file} was not restored: {why}. Nothing was changed.")
                raise CannotRunError(text.format(file=path, why=problem)) from problem
    except (BadUseError, CannotRunError) as problem:
        return refuse(problem)
    if options.json:
        print(json.dumps({"file": str(path), "exercises": exercises, "kept": str(kept)}, ensure_ascii=False, indent=2))
        return 0
    print(_("Restored from {file}. Exercises: {count}.").format(file=path, count=exercises))
    print(_("The earlier database is in {kept}; delete it when you no longer need it.").format(kept=kept))
    return 0


def examined(path: Path, checked: Path) -> int:
    """Copy a backup, check the copy and bring it up to date; give the number of its exercises.

    Raises:
        BadBackupError: It is not a backup, is damaged, or comes from a newer version.
    """
    with path.open("rb") as handle:
        if handle.read(len(MAGIC)) != MAGIC:
            raise BadBackupError(_("the file was not written by rogatory backup"))
    try:
        copied(path, checked)
        with closing(sqlite3.connect(checked)) as made:
            sound = [row[0] for row in made.execute("PRAGMA integrity_check(1)")]
            tables = {row[0] for row in made.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except sqlite3.Error as problem:
        raise BadBackupError(_("the file is damaged ({why})").format(why=problem)) from problem
    if sound != ["ok"]:
        raise BadBackupError(_("the file is damaged ({why})").format(why=sound[0]))
    if not {"alembic_version", "exercises", "journal", "events"} <= tables:
        raise BadBackupError(_("the file is another program's database"))
    copy = connect(f"sqlite:///{checked.as_posix()}")
    try:
        bring_up_to_date(copy)
    except DatabaseProblemError as problem:
        raise BadBackupError(words_of(problem, copy).rstrip(".")) from problem
    finally:
        copy.close()
    with closing(sqlite3.connect(checked)) as made:
        made.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return int(made.execute("SELECT count(*) FROM exercises").fetchone()[0])


def _into(source: Path, target: Path) -> None:
    """Replaces the content of a database; the backup interface does it in one transaction."""
    with closing(sqlite3.connect(source)) as reader, closing(sqlite3.connect(target)) as writer:
        reader.backup(writer)
