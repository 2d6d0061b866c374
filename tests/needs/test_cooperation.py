"""Paired runs of the planted world: how they are compared, how far a need came, and the par that is made of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simulation.exercise.outcome.exercise_outcome import ExerciseOutcome
from simulation.exercise.registry import load_scenario
from simulation.needs.standing import STAGES
from simulation.players.policies import HOME
from simulation.review.cooperation import (
    BASE,
    POLICIES,
    WAITS,
    Measured,
    interval,
    mean_of,
    measure,
    paired,
    share_answered,
    shares_of,
)
from simulation.scenario.load import directory_of, for_rooms
from simulation.scenario.schema.scenario import FrozenScenario
from tests.needs.planted import planted, replaced
from webapp.cli.commands import par, scenario

WAYS = ("purpose", "purpose_tower")
"""Two witnesses in two countries who can tell the same."""

NAMES = set(ExerciseOutcome.__dataclass_fields__)


def test_an_interval_is_students() -> None:
    """Mean 3, standard deviation 2 over the root of four, t(3) = 2.353."""
    found = interval([1.0, 1.0, 5.0, 5.0])
    assert found is not None
    assert found.mean == 3.0
    assert found.high - found.mean == pytest.approx(2.353 * (16 / 3) ** 0.5 / 2)
    assert found.low + found.high == pytest.approx(6.0)
    assert found.is_off_zero
    wide = interval([-1.0, 5.0])
    assert wide is not None
    assert not wide.is_off_zero
    assert interval([1.0]) is None
    many = interval([0.0, 1.0] * 50)
    assert many is not None
    assert many.high - many.mean == pytest.approx(1.6604 * 0.502519 / 10, rel=0.002)


def test_runs_are_paired_by_their_seed_and_what_is_missing_pairs_with_nothing() -> None:
    base = [Measured(1, {"x": 1.0, "day": None}, {}), Measured(2, {"x": 10.0, "day": 5.0}, {})]
    runs = [Measured(2, {"x": 12.0, "day": 4.0}, {}), Measured(1, {"x": 3.0, "day": 9.0}, {})]
    found = paired(runs, base, "x")
    assert found is not None
    assert (found.mean, found.low, found.high, found.count) == (2.0, 2.0, 2.0, 2)
    assert paired(runs, base, "day") is None
    assert mean_of(base, "day") == 5.0


def test_how_far_each_need_came(frozen: FrozenScenario) -> None:
    """The textbook asks for something that it lacks; who begins nothing abroad asks for nothing and gets nothing."""
    preset = frozen.scenario.play.presets[0]
    home = next(way for way in POLICIES if way.name == HOME.name)
    book, stays = (measure(frozen.scenario, way, preset, 1, to_horizon=False) for way in (BASE, home))
    assert set(book.needs) == {need.key for need in frozen.scenario.needs}
    assert any("sent" in stages for stages in book.needs.values())
    assert set(stays.needs.values()) == {()}
    for stages in book.needs.values():
        assert [stage for stage in STAGES if stage in stages] == list(stages), "a later stage needs the ones before"
    need = next(key for key, stages in book.needs.items() if "sent" in stages)
    assert shares_of([book, stays], need)["sent"] == 0.5


def test_two_ways_to_one_thing_are_one_need() -> None:
    """What one witness did not say another did: the need is met; without either it is not."""
    glass = load_scenario(directory_of("glass-harbour"))
    first, second = (next(each for each in glass.needs if each.key == f"need/lmr_{name}") for name in WAYS)
    assert first.thing == second.thing
    assert sum(need.thing == first.thing for need in glass.needs) == len(WAYS)
    runs = [Measured(1, {}, {second.key: ("asked", "sent", "answered")}), Measured(2, {}, {first.key: ("asked",)})]
    assert share_answered(runs, [first.key]) == 0
    assert share_answered(runs, [first.key, second.key]) == 0.5


def test_ways_of_playing_have_names_of_their_own() -> None:
    names = [way.name for way in (*POLICIES, *WAITS)]
    assert len(set(names)) == len(names) == 8


@pytest.mark.parametrize("name", for_rooms())
def test_what_a_scenario_is_judged_by_is_counted(name: str) -> None:
    shipped = load_scenario(directory_of(name))
    assert shipped.play.lead_outcomes
    assert {key for key, _better in shipped.play.lead_outcomes} <= NAMES
    assert {key for need in shipped.needs for key, _sign in need.moves} <= NAMES


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    assert scenario.run([*arguments, "--json"]) in {0, 1}
    body = json.loads(capsys.readouterr().out)
    assert isinstance(body, dict)
    return body


def demands(capsys: pytest.CaptureFixture[str], directory: Path) -> list[str]:
    found = told(capsys, "check", str(directory))["demands"]
    assert isinstance(found, list)
    return [each["message"] for each in found if each["path"] == "par.json"]


@pytest.mark.acceptance("plays a par twice")
def test_a_par_is_made_is_the_same_again_and_goes_stale(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    directory = planted(tmp_path)
    replaced(directory, "scenario.toml", "horizon_days = 900", "horizon_days = 121")
    asked = [str(directory), "--seeds", "1:3", "--preset", "half_day"]
    assert par.run(asked) == 0
    made = (directory / "par.json").read_text()
    assert par.run([*asked, "--workers", "2", "--out", str(tmp_path / "again.json")]) == 0
    assert (tmp_path / "again.json").read_text() == made
    body = json.loads(made)
    assert set(body["ways"]) == {way.name for way in (*POLICIES, *WAITS)}
    book = body["ways"]["textbook"]
    assert set(book["figures"]) > NAMES
    assert "case_solved_at_horizon" in book["figures"]
    assert book["against_textbook"] == {}
    sent = body["ways"]["home"]["against_textbook"]["requests_sent"]
    assert sent["low"] <= sent["mean"] <= sent["high"]
    needs = {need.key for need in load_scenario(directory).needs}
    assert needs
    assert all(set(way["needs_met"]) == needs for way in body["ways"].values())
    assert set(body["ways"]["none"]["needs_met"].values()) == {0}
    assert sent["mean"] < 0
    quantiles = book["figures"]["requests_sent"]["quantiles"]
    assert quantiles == sorted(quantiles)
    capsys.readouterr()
    assert demands(capsys, directory) == []
    replaced(directory, "scenario.toml", "horizon_days = 121", "horizon_days = 122")
    assert len(demands(capsys, directory)) == 1
    (directory / "par.json").write_text("{}")
    assert len(demands(capsys, directory)) == 1


@pytest.mark.acceptance("plays a small world under every policy")
def test_the_table_tells_each_policy_and_each_need(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    directory = planted(tmp_path)
    replaced(directory, "scenario.toml", "horizon_days = 900", "horizon_days = 121")
    replaced(
        directory, "play.toml", "urgency_share", 'lead_outcomes = [["money_laundered_minor", "less"]]\nurgency_share'
    )
    asked = ("dry-run", str(directory), "--cooperation", "--leave-one-out", "--seeds", "1:3", "--preset", "half_day")
    body = told(capsys, *asked)
    policies = body["policies"]
    assert isinstance(policies, list)
    assert [each["policy"] for each in policies] == [way.name for way in POLICIES]
    assert body["lead_outcomes"][0]["key"] == "money_laundered_minor"  # type: ignore[index]  # a list of objects
    assert scenario.run(list(asked)) in {0, 1}
    words = capsys.readouterr().out
    moved = {(need.key, key) for need in load_scenario(directory).needs for key, _sign in need.moves}
    assert isinstance(body["left_out"], list)
    assert {(each["need"], each["key"]) for each in body["left_out"]} == moved
    assert all(f"without the answer to {need}: {key}" in words for need, key in moved)
    assert "money_laundered_minor, less is better" in words
    assert "need/" in words
    replaced(directory, "play.toml", "money_laundered_minor", "money_lost")
    assert scenario.run(list(asked)) == 2
