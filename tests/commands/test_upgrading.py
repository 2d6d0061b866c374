"""A database of an older version: a copy is kept first, and whoever would lose something is asked."""

import io
import json
import sqlite3
import stat
import sys
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command

from simulation.exercise.core.settings import RULES_VERSION
from tests.commands.conftest import NAME, Played
from tests.webapp.serving import launch, wait_until
from webapp.cli import main as cli
from webapp.cli.server import CannotRunError, opened_house
from webapp.cli.upgrading import COPIES_KEPT, NotUpgradedError, prepare
from webapp.store.database import Database, bring_up_to_date, connect, held_alone, known_revisions, migration_settings

pytestmark = pytest.mark.acceptance("takes databases and files through versions in processes of their own")

BEFORE = known_revisions()[1]


def make_older(database: Database) -> None:
    with database.engine.execution_options(writes=True).begin() as connection:
        command.downgrade(migration_settings(connection), BEFORE)
    database.close()


def older_rules(played: Played) -> None:
    with played.house.database.writing() as session:
        session.execute(sa.text("UPDATE exercises SET rules_version = 1"))
    played.house.close()


def copies(played: Played) -> list[Path]:
    return sorted(played.folder.glob("rogatory-before-upgrade-*.sqlite"))


class Terminal(io.StringIO):
    """Somebody sits in front of it."""

    def isatty(self) -> bool:
        return True


def test_a_copy_is_kept_before_an_upgrade(played: Played, capsys: pytest.CaptureFixture[str]) -> None:
    make_older(played.house.database)
    assert cli.run(["export", played.exercise, "-o", str(played.folder / "x.rogatory")]) == 0
    (kept,) = copies(played)
    assert str(kept) in capsys.readouterr().err
    with closing(sqlite3.connect(kept)) as copy:
        assert copy.execute("SELECT version_num FROM alembic_version").fetchone() == (BEFORE,)
        assert copy.execute("SELECT count(*) FROM exercises").fetchone() == (1,)
    if sys.platform != "win32":
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert cli.run(["export", played.exercise, "-o", str(played.folder / "y.rogatory")]) == 0
    assert copies(played) == [kept]


def test_only_the_latest_copies_are_kept(played: Played) -> None:
    for _ in range(COPIES_KEPT + 2):
        make_older(played.house.database)
        prepare(played.house.database, held=False)
    assert len(copies(played)) == COPIES_KEPT


def test_a_copy_that_cannot_be_kept_stops_the_upgrade(played: Played, monkeypatch: pytest.MonkeyPatch) -> None:
    make_older(played.house.database)

    def full(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("webapp.cli.upgrading.begin_private", full)
    with pytest.raises(NotUpgradedError, match="Nothing was changed"):
        prepare(played.house.database, held=False)
    with played.house.database.reading() as session:
        assert session.scalar(sa.text("SELECT version_num FROM alembic_version")) == BEFORE
    assert copies(played) == []


@pytest.mark.parametrize("arguments", [["reset-admin"], ["export", "ID", "-o", "x.rogatory"], ["erase", "ID", "--yes"]])
def test_no_command_changes_tables_under_a_running_server(
    played: Played, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    make_older(played.house.database)
    with held_alone(played.house.database):
        assert cli.run([played.exercise if each == "ID" else each for each in arguments]) == 2
    assert "another Rogatory" in capsys.readouterr().err
    with played.house.database.reading() as session:
        assert session.scalar(sa.text("SELECT version_num FROM alembic_version")) == BEFORE


def test_reset_admin_works_beside_a_running_server(played: Played, capsys: pytest.CaptureFixture[str]) -> None:
    with held_alone(played.house.database):
        assert cli.run(["reset-admin"]) == 0
    assert "/first/" in capsys.readouterr().out


def test_exercises_that_would_become_archives_are_named_first(
    played: Played, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    older_rules(played)
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    with pytest.raises(CannotRunError, match=r"Canaryfeather ministry.*--yes"), opened_house("127.0.0.1", 0):
        pass
    monkeypatch.setattr(sys, "stdin", Terminal("no\n"))
    with pytest.raises(CannotRunError, match="as you wished"), opened_house("127.0.0.1", 0):
        pass
    assert f"rules {RULES_VERSION}" in capsys.readouterr().err
    monkeypatch.setattr(sys, "stdin", Terminal("yes\n"))
    with opened_house("127.0.0.1", 0):
        pass
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    with opened_house("127.0.0.1", 0):
        pass  # asked once


def test_a_script_says_yes_or_is_refused_in_one_line(played: Played) -> None:
    older_rules(played)
    server = launch("serve", played.folder, "--host", "127.0.0.1", "--port", "0")
    out, err = server.communicate(timeout=120)
    assert (server.returncode, out, err.count("\n")) == (2, "", 1)
    assert "--yes" in err
    server = launch("serve", played.folder, "--host", "127.0.0.1", "--port", "0", "--yes")
    assert server.stdout is not None
    assert "First start" in server.stdout.readline()
    server.terminate()
    out, err = server.communicate(timeout=60)
    assert (server.returncode, err) == (0, "")
    wait_until(lambda: server.poll() is not None)


def test_postgresql_asks_for_a_copy_by_pg_dump(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    database = connect(postgres_url)
    bring_up_to_date(database)
    make_older(database)
    monkeypatch.setenv("ROGATORY_DATA", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", postgres_url)
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert cli.run(["reset-admin"]) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "pg_dump" in told
    with opened_house("127.0.0.1", 0, yes=True):
        pass
    assert cli.run(["reset-admin"]) == 0
    database.close()


def test_erase_names_the_copies_that_keep_names_and_deletes_them(
    played: Played, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    backup = tmp_path / "monday.backup"
    assert cli.run(["backup", str(backup)]) == 0
    assert cli.run(["restore", str(backup)]) == 0
    (kept,) = played.folder.glob("rogatory-before-restore-*.sqlite")
    assert NAME.encode() in kept.read_bytes()
    capsys.readouterr()
    assert cli.run(["erase", played.exercise, "--yes"]) == 0
    told = capsys.readouterr().out
    assert str(kept) in told
    assert "--copies" in told
    assert kept.exists()
    assert cli.run(["erase", played.exercise, "--yes", "--copies", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["copies"] == [str(kept)]
    assert not kept.exists()
    assert cli.run(["erase", played.exercise, "--yes", "--copies"]) == 2
