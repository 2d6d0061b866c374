"""Files that nobody exported: one clear line, exit code 1, nothing stored."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.commands.conftest import Played
from webapp.cli import main as cli
from webapp.store import exchange_file
from webapp.store.tables import EventRecord, ExerciseRecord, JournalRecord, MemberRecord

pytestmark = pytest.mark.acceptance("imports many broken files")

type Body = dict[str, list[dict[str, dict[str, object]]]]


def rows(played: Played) -> tuple[int, ...]:
    with played.house.database.reading() as session:
        return tuple(
            session.scalar(sa.select(sa.func.count()).select_from(table)) or 0
            for table in (ExerciseRecord, JournalRecord, EventRecord, MemberRecord)
        )


def refused(played: Played, path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """Imports and verifies; both have to say no in one line, and nothing may be there afterwards."""
    before = rows(played)
    capsys.readouterr()
    last = ""
    for command in ("verify", "import"):
        assert cli.run([command, str(path)]) == 1
        told = capsys.readouterr()
        assert told.out == ""
        assert told.err.count("\n") == 1, told.err
        assert len(told.err) < 600
        assert "Traceback" not in told.err
        last = told.err
    assert rows(played) == before
    return last


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\xff\xfe garbage",
        b"PK\x03\x04 a zip",
        b"[]",
        b"null",
        b'{"rogatory": 1}',
        b'{"rogatory": 99}',
        b'{"rogatory": ' + b"[" * 200_000,
        b'{"rogatory": ' + b"9" * 10_000 + b"}",
        b'{"rogatory": NaN}',
    ],
    ids=["empty", "binary", "zip", "list", "null", "bare", "newer", "deep", "huge number", "nan"],
)
def test_no_exercise_at_all(played: Played, tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bad.rogatory"
    path.write_bytes(content)
    refused(played, path, capsys)


def cut(body: Body) -> None:
    del body["journal"][2]


def repeated(body: Body) -> None:
    body["journal"][3]["command"]["id"] = body["journal"][2]["command"]["id"]


def endless(body: Body) -> None:
    body["horizon"] = 10**17  # type: ignore[assignment]  # made up


def before_the_start(body: Body) -> None:
    body["journal"][0]["at"] = -(10**9)  # type: ignore[assignment]  # made up


def unknown_command(body: Body) -> None:
    body["journal"][0]["command"] = {"type": "Detonate", "id": "x"}


def unknown_event(body: Body) -> None:
    body["events"][0]["event"] = {"type": "Detonated", "at": 0, "cause": "x"}


def stranger(body: Body) -> None:
    body["journal"][0]["command"]["member"] = "somebody"


def unchecked_command(body: Body) -> None:
    body["journal"][3]["command"]["by"] = {"country": "XXX", "office": "police"}


def other_scenario(body: Body) -> None:
    body["frozen"]["scenario"]["horizon_days"] = 40  # type: ignore[call-overload]  # made up


def broken_scenario(body: Body) -> None:
    body["frozen"]["scenario"]["countries"] = []  # type: ignore[call-overload]  # made up


def no_such_preset(body: Body) -> None:
    body["settings"]["preset"] = "none_of_them"  # type: ignore[call-overload]  # made up


def no_such_phase(body: Body) -> None:
    body["phase"] = "lunch"  # type: ignore[assignment]  # made up


def extra(body: Body) -> None:
    body["sql"] = "DROP TABLE exercises"  # type: ignore[assignment]  # made up


@pytest.mark.parametrize(
    "spoil",
    [
        cut, repeated, endless, before_the_start, unknown_command, unknown_event, stranger, unchecked_command,
        other_scenario, broken_scenario, no_such_preset, extra,
    ],
    ids=lambda spoil: spoil.__name__,
)  # fmt: skip
def test_a_file_that_somebody_changed(
    played: Played, tmp_path: Path, spoil: Callable[[Body], None], capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "one.rogatory"
    assert cli.run(["export", played.exercise, "-o", str(path)]) == 0
    body = json.loads(path.read_text(encoding="utf-8"))
    spoil(body)
    path.write_text(json.dumps(body), encoding="utf-8")
    refused(played, path, capsys)


def test_a_phase_that_there_is_not(played: Played, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "one.rogatory"
    assert cli.run(["export", played.exercise, "-o", str(path)]) == 0
    body = json.loads(path.read_text(encoding="utf-8"))
    no_such_phase(body)
    path.write_text(json.dumps(body), encoding="utf-8")
    before = rows(played)
    assert cli.run(["import", str(path)]) == 1
    assert "lunch" in capsys.readouterr().err
    assert rows(played) == before


def test_half_a_file(played: Played, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "one.rogatory"
    assert cli.run(["export", played.exercise, "-o", str(path)]) == 0
    path.write_bytes(path.read_bytes()[:-2000])
    assert "a part of one" in refused(played, path, capsys)


def test_a_file_that_is_too_large(
    played: Played, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "one.rogatory"
    assert cli.run(["export", played.exercise, "-o", str(path)]) == 0
    monkeypatch.setattr(exchange_file, "LARGEST", 1000)
    assert "larger than" in refused(played, path, capsys)


@pytest.mark.parametrize("command", ["verify", "import", "restore"])
def test_a_file_that_is_not_there(
    played: Played, tmp_path: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run([command, str(tmp_path / "nothing")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert rows(played)[0] == 1
