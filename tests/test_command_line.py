"""The command line finds its commands, and says in one line what is wrong with a call."""

import importlib

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
