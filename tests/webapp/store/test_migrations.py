"""The tables: made by migrations, equal to the records, on SQLite and on PostgreSQL; and the way back."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.exc import IntegrityError

from tests.webapp.house import build
from webapp.cli.server import words_of
from webapp.store.database import (
    Database,
    DatabaseProblemError,
    bring_up_to_date,
    connect,
    held_alone,
    migration_settings,
)
from webapp.store.tables import Record


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'rogatory.sqlite'}"
    else:
        url = request.getfixturevalue("postgres_url")
    made = connect(url)
    yield made
    made.close()


def test_up_equals_the_records_and_down_leaves_nothing(database: Database) -> None:
    bring_up_to_date(database)
    bring_up_to_date(database)
    with database.engine.execution_options(writes=True).begin() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Record.metadata) == []
        names = set(sa.inspect(connection).get_table_names())
        assert names == {*Record.metadata.tables, "alembic_version"}
        command.downgrade(migration_settings(connection), "base")
        assert set(sa.inspect(connection).get_table_names()) == {"alembic_version"}
    bring_up_to_date(database)


def test_an_upgrade_from_the_first_tables_loses_no_row(database: Database) -> None:
    """SQLite changes a column by making its table anew: what belongs to the rows of the old one has to stay."""
    with database.engine.execution_options(writes=True).begin() as connection:
        command.upgrade(migration_settings(connection), "0001")
    moment = "'2031-03-03 09:00:00+00:00'"
    rows = {
        "exercises": f"('x', 't', 'ABCDEF', NULL, {moment}, '', '', 's', '', 3, 'lobby', {moment}, 0, 1, 1)",
        "journal": f"('x', 1, 0, 'c', 'm', 'TakeSeat', '{{}}', {moment})",
        "events": "('x', 1, 1, 0, 'SeatTaken', '{}', NULL)",
        "members": f"('m', 'x', 'Anna', 'VAL', 'player', 'token', 'c', {moment}, NULL)",
        "reads": "('m', 'document/1', 0)",
    }
    columns = {
        "exercises": "id, title, join_code, trainer_id, created_at, frozen, settings, scenario, digest, rules_version,"
        " phase, phase_since, horizon, sequence, event_sequence",
        "journal": "exercise_id, sequence, at, command_id, member, kind, payload, wall",
        "events": "exercise_id, sequence, journal_sequence, at, kind, payload, superseded_by",
        "members": "id, exercise_id, name, country, post, link_token, join_command, joined_at, left_at",
        "reads": "member_id, about, at",
    }
    with database.engine.execution_options(writes=True).begin() as connection:
        for table, values in rows.items():
            connection.execute(sa.text(f"INSERT INTO {table} ({columns[table]}) VALUES {values}"))  # noqa: S608
    bring_up_to_date(database)
    with database.engine.connect() as connection:
        kept = {table: connection.scalar(sa.text(f"SELECT count(*) FROM {table}")) for table in rows}  # noqa: S608
        guarded = database.engine.dialect.name != "sqlite" or connection.scalar(sa.text("PRAGMA foreign_keys"))
    assert kept == dict.fromkeys(rows, 1)
    assert guarded


def test_the_database_repeats_the_enums(database: Database) -> None:
    bring_up_to_date(database)
    row = {"id": "a", "title": "t", "join_code": "c", "frozen": "", "settings": "", "scenario": "", "digest": ""}
    insert = sa.text(
        "INSERT INTO exercises (id, title, join_code, created_at, frozen, settings, scenario, digest, rules_version,"
        " phase, phase_since, horizon, sequence, event_sequence) VALUES (:id, :title, :join_code, '2031-03-03',"
        " :frozen, :settings, :scenario, :digest, 1, 'dreaming', '2031-03-03', 0, 0, 0)"
    )
    with pytest.raises(IntegrityError), database.engine.execution_options(writes=True).begin() as connection:
        connection.execute(insert, row)


def test_a_database_of_a_newer_version(database: Database) -> None:
    bring_up_to_date(database)
    with database.engine.execution_options(writes=True).begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseProblemError) as problem:
        bring_up_to_date(database)
    assert (problem.value.code, problem.value.detail) == ("database.newer", "9999")
    with database.engine.connect() as connection:
        assert connection.scalar(sa.text("SELECT version_num FROM alembic_version")) == "9999"


def test_one_process_at_a_time(database: Database) -> None:
    with held_alone(database):
        other = connect(database.engine.url.render_as_string(hide_password=False))
        with pytest.raises(DatabaseProblemError) as problem, held_alone(other):
            pass
        other.close()
        assert problem.value.code == "database.in_use"
    with held_alone(database):
        pass


def test_an_exercise_lives_in_postgresql_too(postgres_url: str, tmp_path: Path) -> None:
    house = build(tmp_path, url=postgres_url)
    from_sqlite = build(tmp_path)
    shown = []
    for each in (house, from_sqlite):
        exercise = each.new_exercise()
        shown.append(each.store.published(exercise))
        each.store.copies.forget(exercise)
        assert each.store.published(exercise).teams == shown[-1].teams
        each.close()
    assert shown[0].teams == shown[1].teams


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "rogatory.sqlite"
    path.write_bytes(b"this is a letter, not a database" * 100)
    database = connect(f"sqlite:///{path}")
    with pytest.raises(DatabaseProblemError) as problem:
        bring_up_to_date(database)
    assert problem.value.code == "database.damaged"
    database.close()
    assert path.read_bytes().startswith(b"this is a letter")


def test_a_file_of_another_program_is_left_alone(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "rogatory.sqlite")) as other:
        other.execute("CREATE TABLE bookmarks (url TEXT)")
    with closing(connect(f"sqlite:///{tmp_path / 'rogatory.sqlite'}")) as database:
        with pytest.raises(DatabaseProblemError, match=r"database\.foreign"):
            bring_up_to_date(database)
        with database.engine.connect() as connection:
            assert sa.inspect(connection).get_table_names() == ["bookmarks"]


def test_a_file_with_damaged_pages_is_told_in_words(tmp_path: Path) -> None:
    file = tmp_path / "rogatory.sqlite"
    with closing(connect(f"sqlite:///{file}")) as database:
        bring_up_to_date(database)
    whole = bytearray(file.read_bytes())
    whole[len(whole) // 2 :] = b"\xff" * (len(whole) - len(whole) // 2)
    file.write_bytes(whole)
    with closing(connect(f"sqlite:///{file}")) as database, pytest.raises(DatabaseProblemError) as told:
        bring_up_to_date(database)
    assert told.value.code == "database.damaged"
    assert "can read" in words_of(told.value, database)
