"""Everything in one file and back again, with what was there before kept."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from simulation.exercise.clock.commands import Jump
from tests.commands.conftest import Played
from tests.webapp.house import build
from webapp.cli import main as cli
from webapp.store.database import connect, held_alone
from webapp.store.tables import ExerciseRecord


def horizon(played: Played) -> int:
    with played.house.database.reading() as session:
        return session.get_one(ExerciseRecord, played.exercise).horizon


def test_a_backup_beside_an_open_database_is_restored(
    played: Played, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    backup = tmp_path / "monday.backup"
    then = horizon(played)
    assert cli.run(["backup", str(backup), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["exercises"] == 1
    played.house.store.execute(played.exercise, Jump(id="jump00009", member="control", days=7))
    assert horizon(played) > then
    played.house.close()
    assert cli.run(["restore", str(backup), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert horizon(played) == then
    kept = Path(told["kept"])
    with closing(sqlite3.connect(kept)) as before:
        assert before.execute("SELECT horizon FROM exercises").fetchone()[0] > then
    again = build(played.folder)
    again.store.execute(played.exercise, Jump(id="jump00010", member="control", days=7))
    again.close()


def test_a_backup_does_not_overwrite(played: Played, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    backup = tmp_path / "monday.backup"
    backup.write_text("mine", encoding="utf-8")
    assert cli.run(["backup", str(backup)]) == 2
    assert "already exists" in capsys.readouterr().err
    assert backup.read_text(encoding="utf-8") == "mine"
    assert horizon(played) > 0


def test_nothing_is_restored_beside_a_running_server(
    played: Played, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    backup = tmp_path / "monday.backup"
    assert cli.run(["backup", str(backup)]) == 0
    with held_alone(played.house.database):
        assert cli.run(["restore", str(backup)]) == 2
    assert "another Rogatory" in capsys.readouterr().err


def other_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as made:
        made.execute("CREATE TABLE recipes (name TEXT)")
        made.commit()


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as made:
        made.execute("UPDATE alembic_version SET version_num = '9999'")
        made.commit()


def damaged(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096 * 2 : 4096 * 60] = b"\xaa" * (4096 * 58)
    path.write_bytes(bytes(content))


@pytest.mark.parametrize("kind", ["text", "other", "newer", "damaged", "cut"])
def test_what_is_no_backup(played: Played, tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bad.backup"
    if kind == "text":
        path.write_text("hello", encoding="utf-8")
    elif kind == "other":
        other_database(path)
    else:
        assert cli.run(["backup", str(path)]) == 0
    if kind == "newer":
        newer(path)
    elif kind == "damaged":
        damaged(path)
    elif kind == "cut":
        path.write_bytes(path.read_bytes()[: 4096 * 3 + 100])
    then = horizon(played)
    capsys.readouterr()
    assert cli.run(["restore", str(path)]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1, told.err
    assert "Nothing was changed" in told.err
    assert horizon(played) == then
    assert sorted(each.name for each in played.folder.iterdir() if "restore" in each.name) == []


def test_the_live_database_survives_as_it_is_after_a_restore(played: Played, tmp_path: Path) -> None:
    backup = tmp_path / "monday.backup"
    assert cli.run(["backup", str(backup)]) == 0
    assert cli.run(["restore", str(backup)]) == 0
    database = connect(played.house.config.database_url)
    with database.engine.connect() as connection:
        assert connection.scalar(sa.text("PRAGMA journal_mode")) == "wal"
        assert connection.scalar(sa.text("PRAGMA integrity_check")) == "ok"
    database.close()


@pytest.mark.parametrize(("command", "tool"), [("backup", "pg_dump"), ("restore", "pg_restore")])
def test_postgresql_has_its_own_tools(
    command: str, tool: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The address decides before anything is opened."""
    monkeypatch.setenv("ROGATORY_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    path = tmp_path / "file"
    if command == "restore":
        path.write_bytes(b"x")
    assert cli.run([command, str(path)]) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert tool in told
