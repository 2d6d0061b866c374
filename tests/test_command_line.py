"""The command line finds its commands, and says in one line what is wrong with a call."""

import importlib
import subprocess
import sys

import pytest

from webapp.cli import main as cli


def test_no_word_at_all_is_bad_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run([]) == cli.BAD_USE
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("usage: rogatory ")


def test_help_lists_what_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["--help"]) == 0
    told = capsys.readouterr().out
    for name in cli.COMMANDS:
        assert f"\n  {name} " in told


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("rogatory ")


def test_unknown_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["simulat", "blue-current"]) == cli.BAD_USE
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert "'simulat'" in told.err


def test_every_command_that_is_named_is_there() -> None:
    for module in cli.COMMANDS.values():
        assert callable(importlib.import_module(module).run)


def test_every_command_has_a_summary() -> None:
    assert list(cli.summaries()) == list(cli.COMMANDS)


@pytest.mark.parametrize("name", list(cli.COMMANDS))
def test_every_command_can_be_loaded(name: str) -> None:
    assert callable(importlib.import_module(cli.COMMANDS[name]).run)


def test_a_reader_that_has_read_enough_is_no_error() -> None:
    """`rogatory scenario describe --json | head` ends without a word."""
    line = "import webapp.cli.main as cli; raise SystemExit(cli.main())"
    with subprocess.Popen(
        [sys.executable, "-c", line, "scenario", "describe", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline() == b"{\n"
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait() == cli.NOT_READ
