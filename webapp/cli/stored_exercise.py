"""The database for commands that need no server: opened, brought up to date, closed again."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from gettext import gettext as _
from pathlib import Path

import sqlalchemy as sa

from webapp.app import create_app
from webapp.cli.arguments import BadUseError
from webapp.cli.server import CannotRunError, settings, words_of
from webapp.cli.upgrading import NotUpgradedError, prepare
from webapp.store.database import Database, DatabaseProblemError, connect, held_alone
from webapp.store.tables import ExerciseRecord
from webapp.store.transfer import NoSuchExerciseError
from webapp.visit.config import Config

BAD = 1
LISTED = 10

UNUSED = "nothing is signed where no server runs"
"""In the place of the secret key."""


@contextmanager
def opened_database(*, alone: bool = False) -> Iterator[Database]:
    """The database that the environment names.

    Args:
        alone: Only if no server uses it.

    Raises:
        CannotRunError: It cannot be used.
    """
    database = connect(settings().database_url)
    try:
        with ExitStack() as held:
            if alone:
                held.enter_context(held_alone(database))
            prepare(database, held=alone)
            yield database
    except DatabaseProblemError as problem:
        raise CannotRunError(words_of(problem, database)) from problem
    except NotUpgradedError as problem:
        raise CannotRunError(str(problem)) from problem
    except sa.exc.DBAPIError as problem:
        unreachable = DatabaseProblemError("database.unreachable", str(problem.orig))
        raise CannotRunError(words_of(unreachable, database)) from problem
    finally:
        database.close()


def sqlite_file(instead: str) -> Path:
    """The file of the database, which is not open yet.

    Raises:
        CannotRunError: It is another kind of database; `instead` names the tool for it.
    """
    url = sa.make_url(settings().database_url)
    if url.get_backend_name() != "sqlite":
        text = _("this works only for SQLite; for the PostgreSQL database that DATABASE_URL names, use {tool}.")
        raise CannotRunError(text.format(tool=instead))
    return Path(url.database or "")


def unknown(database: Database, problem: NoSuchExerciseError) -> CannotRunError:
    """The message if there is no such exercise: it lists the exercises that exist."""
    with database.reading() as session:
        rows = session.execute(
            sa.select(ExerciseRecord.id, ExerciseRecord.title).order_by(ExerciseRecord.created_at.desc())
        ).all()
    known = ", ".join(f"{identity} ({title})" for identity, title in rows[:LISTED]) or _("none yet")
    return CannotRunError(_("there is no exercise {name!r}; there are: {known}").format(name=str(problem), known=known))


def existing(name: str) -> Path:
    """The file with this name.

    Raises:
        BadUseError: There is no such file.
    """
    path = Path(name)
    if not path.is_file():
        raise BadUseError(_("there is no file {file}").format(file=path))
    return path


def bad(text: str) -> int:
    """Say in one line that the thing checked is bad."""
    print(f"rogatory: {text}", file=sys.stderr)
    return BAD


@contextmanager
def words_alone() -> Iterator[None]:
    """The application that says sentences, in the first of its languages, with a database that holds nothing."""
    alone = Config(data=Path(), database_url="sqlite://", secret_key=UNUSED)
    with create_app(alone, Database(sa.create_engine(alone.database_url))).test_request_context():
        yield
