"""`rogatory scenario`: what it prints, its JSON and its exit codes."""

import json
from pathlib import Path

import pytest

from simulation.exercise.registry import SHIPPED, load_scenario
from simulation.scenario.checks.demands import examine
from simulation.scenario.new_scenario import FILES
from tests.needs.planted import planted
from tests.scenario.copies import copy_of_blue_current, replaced
from webapp.cli.commands.scenario import run

type Said = pytest.CaptureFixture[str]


def test_list_names_what_ships(capsys: Said) -> None:
    assert run(["list", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["name"] for row in rows] == ["first-request", "blue-current", "glass-harbour"]
    assert rows[1]["countries"] == ["SOV", "ISA", "VAL", "KES"]
    assert rows[2]["countries"] == ["LMR", "QSA", "ZRN", "CRR"]
    assert run(["list"]) == 0
    told = capsys.readouterr().out
    assert "blue-current: Blue current" in told
    assert "glass-harbour: Glass harbour" in told


@pytest.mark.acceptance("examines the needs of every scenario")
def test_what_ships_is_good(capsys: Said) -> None:
    assert run(["check", "--all", "--json"]) == 0
    bodies = json.loads(capsys.readouterr().out)
    assert [body["scenario"] for body in bodies] == ["blue-current", "first-request", "glass-harbour"]
    for body in bodies:
        assert (body["ok"], body["problems"], body["demands"]) == (True, [], [])
        assert {key for each in body["notes"] for key in each} <= {"path", "line", "message"}
    assert any(body["notes"] for body in bodies)


def test_what_is_good_is_told_in_a_line(tmp_path: Path, capsys: Said) -> None:
    assert run(["check", "first-request"]) == 0
    assert capsys.readouterr().out == "first-request: no problems\n"
    run(["check", str(planted(tmp_path))])
    notes = [line for line in capsys.readouterr().out.splitlines() if "information" in line]
    assert notes
    assert all(line.startswith("  for information: ") for line in notes)


def test_a_broken_directory_is_bad_with_every_problem(tmp_path: Path, capsys: Said) -> None:
    directory = copy_of_blue_current(tmp_path)
    replaced("countries.toml", "archetype =", "archtype =")(directory)
    replaced("play.toml", "people = 14", "people = 0")(directory)
    assert run(["check", str(directory), "--json"]) == 1
    body = json.loads(capsys.readouterr().out)
    assert {problem["path"] for problem in body["problems"]} == {
        "countries.toml: countries.0.archetype",
        "countries.toml: countries.0.archtype",
        "play.toml: presets.0.people",
    }
    assert all(problem["line"] for problem in body["problems"])
    assert run(["check", str(directory)]) == 1
    said = capsys.readouterr().out
    assert "3 problems; it cannot be used" in said
    line = (directory / "play.toml").read_text(encoding="utf-8").split("\n").index("people = 0") + 1
    assert f"play.toml, line {line}: presets.0.people: " in said


def test_new_writes_a_scenario_that_loads_and_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["new", "grey-harbour"]) == 0
    said = capsys.readouterr().out
    assert "rogatory scenario check grey-harbour" in said
    assert {path.relative_to(tmp_path / "grey-harbour").as_posix() for path in tmp_path.rglob("*.toml")} == set(FILES)
    scenario = load_scenario(tmp_path / "grey-harbour")
    assert scenario.name == "grey-harbour"
    for demand in examine(scenario, SHIPPED.allowed_names):
        assert str(demand).partition(": ")[2] in said


def test_new_overwrites_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "scenario.toml").write_text("kept", encoding="utf-8")
    assert run(["new", "mine"]) == 2
    assert "exists already" in capsys.readouterr().err
    assert (tmp_path / "mine" / "scenario.toml").read_text(encoding="utf-8") == "kept"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["frob"],
        ["check"],
        ["check", "blue-current", "--all"],
        ["check", "--frob"],
        ["new"],
        ["new", "Grey Harbour"],
        ["needs"],
        ["needs", "nowhere"],
    ],
)
def test_bad_use_is_one_line_on_standard_error(arguments: list[str], capsys: Said) -> None:
    assert run(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1


def test_describe_prints_the_format(capsys: Said) -> None:
    assert run(["describe"]) == 0
    assert capsys.readouterr().out.startswith("# The scenario format, version 1")
