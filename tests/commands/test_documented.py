"""`docs/cli.md` names every command, option and JSON key, and none else; other pages only commands that exist."""

import importlib
import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import cast

import pytest

from simulation.exercise.core.treatment import FACTORS
from tests.commands.conftest import Played
from tests.needs.planted import planted, replaced
from webapp.cli import main as cli
from webapp.cli import run_options
from webapp.cli.commands import scenario

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## rogatory ([\w-]+)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))
ROW = re.compile(r"^\| `([^`]+)` \| (.+) \|$", re.MULTILINE)
OPTION = re.compile(r"(?<![\w-])(--?[a-z][\w-]*)")
OPEN = {"days_by_holder", "sources", "sinks", "by_country", "decisions"}
"""Keys whose value is an object with names of things in it."""
ACTIONS = {"scenario": tuple(scenario.ACTIONS), "words": ("export", "import")}
"""Commands of which the next word says what is done."""
RUN_PY = {"test", "check", "bench", "kit"}


def rows(command: str, *, options: bool) -> set[str]:
    return {name for name, _meaning in ROW.findall(SECTIONS[command]) if name.startswith("-") is options}


def keys(value: object) -> Iterator[str]:
    if isinstance(value, list):
        for each in value:
            yield from keys(each)
    elif isinstance(value, dict):
        for key, each in value.items():
            yield key
            if key not in OPEN:
                yield from keys(each)


@cache
def help_of(command: str, action: str = "") -> str:
    lines: list[str] = []
    carry_out = cast("Callable[[list[str]], int]", importlib.import_module(cli.COMMANDS[command]).run)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "argparse.ArgumentParser._print_message", lambda _self, message, _file=None: lines.append(message)
        )
        with pytest.raises(SystemExit):
            carry_out([*([action] if action else []), "--help"])
    return "".join(lines).partition("options:")[2]


def test_every_command_has_a_section_in_order() -> None:
    assert list(SECTIONS) == list(cli.COMMANDS)


@pytest.mark.parametrize("command", list(cli.COMMANDS))
def test_every_option(command: str) -> None:
    actions = ACTIONS.get(command, ("",))
    listed = [line for action in actions for line in help_of(command, action).splitlines() if line.startswith("  -")]
    known = {option for line in listed for option in OPTION.findall(re.split(r"\s{2,}", line.strip())[0])}
    assert rows(command, options=True) == known - {"-h", "--help"}


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> object:
    capsys.readouterr()
    assert cli.run(list(arguments)) in {0, 1}
    return json.loads(capsys.readouterr().out)


def test_keys_of_a_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shocks = tmp_path / "shocks.json"
    shocks.write_text('[{"day": 5, "kind": "leak", "select": {}}]')
    asked = ("--days", "12", "--series", "--because", "--shocks", str(shocks), "--json")
    body = told(capsys, "simulate", "blue-current", *asked)
    assert set(keys(body)) == rows("simulate", options=False)


def test_factors_on_waits() -> None:
    named = re.findall(r"`treatment\.(\w+)` \|$", SECTIONS["simulate"], re.MULTILINE)
    assert named == [*FACTORS, run_options.ALL]


def test_columns_of_an_ensemble(capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert cli.run(["ensemble", "blue-current", "--days", "3", "--seeds", "1:2"]) == 0
    columns = set(capsys.readouterr().out.splitlines()[0].split(","))
    outcome = SECTIONS["simulate"].partition("Keys of `outcome`")[2].partition("Keys of `ledger`")[0]
    assert columns == rows("ensemble", options=False) | {name for name, _meaning in ROW.findall(outcome)}


@pytest.mark.acceptance("plays a small world under every policy")
def test_keys_of_scenarios(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    begun, world = tmp_path / "begun", planted(tmp_path)
    replaced(world, "play.toml", "urgency_share", 'lead_outcomes = [["requests_sent", "more"]]\nurgency_share')
    replaced(world, "scenario.toml", "horizon_days = 900", "horizon_days = 121")
    short = ("scenario", "dry-run", str(world), "--preset", "half_day")
    found = {
        *keys(told(capsys, "scenario", "list", "--json")),
        *keys(told(capsys, "scenario", "check", str(world), "--json")),
        *keys(told(capsys, "scenario", "new", str(begun), "--json")),
        *keys(told(capsys, "scenario", "needs", str(world), "--json")),
        *keys(told(capsys, *short, "--json")),
        *keys(told(capsys, *short, "--cooperation", "--leave-one-out", "--seeds", "1:3", "--json")),
    }
    assert found == rows("scenario", options=False)


@pytest.mark.acceptance("plays a par")
def test_keys_of_a_par(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    directory = planted(tmp_path)
    replaced(directory, "scenario.toml", "horizon_days = 900", "horizon_days = 121")
    body = told(capsys, "par", str(directory), "--seeds", "1:3", "--json")
    assert set(keys(body)) == rows("par", options=False)


def test_keys_of_files(played: Played, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, kept = str(tmp_path / "one.rogatory"), str(tmp_path / "all.backup")
    calls = {
        "export": [played.exercise, "-o", file],
        "verify": [file],
        "import": [file],
        "backup": [kept],
        "restore": [kept],
        "erase": [played.exercise, "--yes"],
    }
    for command, arguments in calls.items():
        assert set(keys(told(capsys, command, *arguments, "--json"))) == rows(command, options=False), command


@pytest.mark.parametrize(
    "page", ["README.md", "docs/cli.md", "docs/trainer-guide.md", "docs/run-of-show.md", "CONTRIBUTING.md"]
)
def test_commands_that_pages_name(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    named = set(re.findall(r"(?:python3 run\.py|`rogatory) ([a-z][a-z-]*)", text))
    assert named <= {*list(cli.COMMANDS), *RUN_PY}
    actions = set(re.findall(r"(?:python3 run\.py|rogatory) scenario ([a-z][a-z-]*)", text))
    assert actions <= set(scenario.ACTIONS)
