"""Files that hold names or tokens: for their owner only, whole or not there, and one clear line when they are not."""

import errno
import os
import stat
import sys
from pathlib import Path

import pytest

from tests.commands.conftest import Played, played, standing  # noqa: F401  # fixtures
from tests.webapp.house import build
from tests.webapp.serving import launch
from webapp.cli import main as cli
from webapp.process.private_files import write_private
from webapp.visit.config import BadSettingError, database_address, secret_key

pytestmark = pytest.mark.acceptance("starts and ends server processes")

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="rights of files as POSIX has them")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@POSIX
def test_a_database_in_an_older_folder_is_for_its_owner_only(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    house = build(tmp_path)
    house.new_exercise()
    made = sorted(each.name for each in tmp_path.iterdir() if mode(each) & 0o077)
    house.close()
    assert made == []
    assert mode(tmp_path) == 0o755


@POSIX
def test_files_that_others_could_read_are_taken_from_them(tmp_path: Path) -> None:
    house = build(tmp_path)
    house.new_exercise()
    key = tmp_path / "secret-key"
    key.write_text("ab" * 32, encoding="ascii")
    for each in tmp_path.iterdir():
        each.chmod(0o644)
    again = build(tmp_path)
    again.new_exercise()
    secret_key(tmp_path)
    assert {each.name: oct(mode(each)) for each in tmp_path.iterdir() if mode(each) & 0o077} == {}
    again.close()
    house.close()


@POSIX
def test_what_commands_write_is_for_its_owner_only(played: Played, tmp_path: Path) -> None:  # noqa: F811
    backup, export = tmp_path / "monday.backup", tmp_path / "names.rogatory"
    old = os.umask(0o022)
    try:
        assert cli.run(["backup", str(backup)]) == 0
        assert cli.run(["export", played.exercise, "--with-names", "-o", str(export)]) == 0
        assert cli.run(["restore", str(backup)]) == 0
    finally:
        os.umask(old)
    (kept,) = played.folder.glob("*before-restore*")
    assert [mode(each) for each in (backup, export, kept)] == [0o600] * 3


@pytest.mark.parametrize("held", [b"", b"abc", b"\xff" * 64, b"   \n"])
def test_a_damaged_key_is_one_line_with_what_to_do(tmp_path: Path, held: bytes) -> None:
    key = tmp_path / "secret-key"
    key.write_bytes(held)
    server = launch("serve", tmp_path, "--host", "127.0.0.1", "--port", "0")
    out, err = server.communicate(timeout=60)
    assert (server.returncode, out, err.count("\n")) == (2, "", 1)
    assert str(key) in err
    assert "delete that file" in err
    assert key.read_bytes() == held


def test_a_key_is_whole_or_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is full in the middle of writing it."""

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space left"):
            secret_key(tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert len(secret_key(tmp_path)) == 64
    assert secret_key(tmp_path) == secret_key(tmp_path)


def test_of_two_that_make_a_key_both_have_the_same(tmp_path: Path) -> None:
    write_private(tmp_path / "secret-key", b"ab" * 32, replace=False)
    with pytest.raises(FileExistsError):
        write_private(tmp_path / "secret-key", b"cd" * 32, replace=False)
    assert secret_key(tmp_path) == "ab" * 32
    assert [each.name for each in tmp_path.iterdir()] == ["secret-key"]


@pytest.mark.parametrize(
    "address", ["foo://x", "mysql://root@localhost/x", "not an address", "postgresql://u@h:port/x"]
)
def test_a_database_of_an_unknown_kind_is_one_line(
    tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ROGATORY_DATA", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", address)
    for command in (["serve", "--port", "0"], ["reset-admin"], ["export", "x", "-o", "y"], ["erase", "x", "--yes"]):
        assert cli.run(command) == 2
        told = capsys.readouterr()
        assert (told.out, told.err.count("\n")) == ("", 1), told.err
        assert "DATABASE_URL" in told.err


def test_an_address_that_cannot_be_read_does_not_tell_its_password() -> None:
    with pytest.raises(BadSettingError) as problem:
        database_address("mysql://root:hunter2@localhost/x", Path())
    assert "hunter2" not in str(problem.value)
