"""An exercise goes with its people: no row, and no byte of a name, is left in the database."""

import io

import pytest
import sqlalchemy as sa

from tests.commands.conftest import NAME, TYPED, UNDONE, Played
from webapp.cli import main as cli
from webapp.store.tables import Record


def left(played: Played) -> dict[str, int]:
    with played.house.database.reading() as session:
        counts = {
            table.name: session.scalar(sa.select(sa.func.count()).select_from(table)) or 0
            for table in Record.metadata.sorted_tables
        }
    return {name: count for name, count in counts.items() if count}


def content(played: Played) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(played.folder.iterdir()) if path.is_file())


def test_nothing_is_left(played: Played, capsys: pytest.CaptureFixture[str]) -> None:
    other = played.house.new_exercise(title="Wednesday group")
    assert NAME.encode() in content(played)
    assert cli.run(["erase", played.exercise, "--yes"]) == 0
    assert "People: 2." in capsys.readouterr().out
    assert left(played) == {"exercises": 1, "use_log": 1}, "the log of the server says that one was erased"
    played.house.close()
    remains = content(played)
    for canary in (NAME, TYPED, UNDONE, "Canaryfeather ministry", "token-mfirst000001"):
        assert canary.encode() not in remains
    assert other.encode() in remains


def test_without_a_terminal_it_wants_yes(
    played: Played, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("yes\n"))
    assert cli.run(["erase", played.exercise]) == 2
    assert "--yes" in capsys.readouterr().err
    assert left(played)["exercises"] == 1


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("typed", "exit_code", "remain"), [("no\n", 1, 1), ("\n", 1, 1), ("yes\n", 0, 0)])
def test_on_a_terminal_it_asks(
    played: Played, typed: str, exit_code: int, remain: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal(typed))
    assert cli.run(["erase", played.exercise]) == exit_code
    assert left(played).get("exercises", 0) == remain


def test_an_unknown_exercise(played: Played, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["erase", "nothere", "--yes"]) == 2
    assert "there is no exercise 'nothere'" in capsys.readouterr().err
    assert left(played)["exercises"] == 1
