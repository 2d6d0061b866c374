"""`rogatory backup`: the whole database in one file, beside a running server or without one."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from gettext import gettext as _
from pathlib import Path

from webapp.cli.arguments import BadUseError, Parser
from webapp.cli.server import CannotRunError, refuse
from webapp.cli.stored_exercise import opened_database, sqlite_file
from webapp.cli.upgrading import copied


def parser() -> Parser:
    """The arguments."""
    made = Parser(
        prog="rogatory backup",
        description=_(
            "Writes the whole database to one file: every exercise and every name. The server may be running."
        ),
    )
    made.add_argument("file", metavar="FILE", help=_("file to write; it must not exist yet"))
    made.add_argument("--json", action="store_true", help=_("print as JSON what was written"))
    return made


def run(arguments: Sequence[str]) -> int:
    """Writes the file, or nothing."""
    try:
        options = parser().parse_args(arguments)
        path = _new(options.file)
        source = sqlite_file("pg_dump")
        with opened_database():
            part = path.with_name(f"{path.name}.part")
            try:
                copied(source, part)
                with closing(sqlite3.connect(part)) as made:
                    exercises = int(made.execute("SELECT count(*) FROM exercises").fetchone()[0])
                os.replace(part, path)  # noqa: PTH105  # atomic on every system
            except (OSError, sqlite3.Error) as problem:
                part.unlink(missing_ok=True)
                reason = getattr(problem, "strerror", None) or str(problem)
                raise CannotRunError(_("cannot write {file}: {why}").format(file=path, why=reason)) from problem
    except (BadUseError, CannotRunError) as problem:
        return refuse(problem)
    if options.json:
        print(json.dumps({"file": str(path), "exercises": exercises, "bytes": path.stat().st_size}, indent=2))
        return 0
    print(_("{file}: the whole database. Exercises: {count}.").format(file=path, count=exercises))
    print(_("The file holds names and texts of people. Keep it as you keep the list of participants."))
    return 0


def _new(name: str) -> Path:
    path = Path(name)
    if path.exists():
        raise BadUseError(_("{file} already exists; choose another name").format(file=path))
    return path
