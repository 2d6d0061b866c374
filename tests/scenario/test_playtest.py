"""What a check tells after two plays: a dead network, people at risk of whom nobody learns, lessons that never come."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from simulation.exercise.registry import load_scenario
from simulation.players.playtest import Played, findings, played, playtest
from simulation.players.runs import usual_preset
from simulation.scenario.load import directory_of
from simulation.scenario.new_scenario import begin
from simulation.scenario.schema.name_pools import freeze
from simulation.scenario.schema.scenario import Scenario
from webapp.cli.commands import scenario as command

SEED = 1
THREAT = '\n[[knowledge]]\nkey = "clerk_threat"'


@pytest.fixture(scope="module")
def skeleton(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `scenario new` writes."""
    folder = tmp_path_factory.mktemp("own") / "grey-harbour"
    begin(folder)
    return folder


@pytest.fixture(scope="module")
def fresh(skeleton: Path) -> Scenario:
    """It, loaded."""
    return load_scenario(skeleton)


@pytest.fixture(scope="module")
def blue_current() -> Scenario:
    """The scenario that ships."""
    return load_scenario(directory_of("blue-current"))


def alive(scenario: Scenario, policy: str = "none") -> Played:
    """A play in which everything comes."""
    keys = frozenset(line.key for line in scenario.play.injects)
    people = frozenset(member.key for member in scenario.crime.cast if member.at_risk)
    return Played(policy, 120, 118, people, keys)


def told(scenario: Scenario, *plays: Played) -> list[str]:
    return [str(problem) for problem in findings(scenario, plays)]


def test_nothing_is_told_of_a_play_in_which_everything_comes(blue_current: Scenario) -> None:
    assert told(blue_current, alive(blue_current)) == []


@pytest.mark.parametrize(("last", "is_told"), [(0, True), (75, True), (76, False), (118, False)])
def test_a_network_that_stops_for_the_last_third_is_told(fresh: Scenario, last: int, *, is_told: bool) -> None:
    lines = told(fresh, replace(alive(fresh), last_sign=last))
    assert bool(lines) is is_told
    assert all("network.toml" in line for line in lines)


def test_somebody_at_risk_of_whom_no_file_learns_is_named(fresh: Scenario) -> None:
    (line,) = told(fresh, replace(alive(fresh), at_risk=frozenset()))
    assert "cast/clerk is at risk, but no file ever learns of it" in line
    assert told(fresh, replace(alive(fresh), at_risk=frozenset()), alive(fresh, "textbook")) == []


def test_events_and_objectives_that_never_come_are_named(blue_current: Scenario) -> None:
    scenario = blue_current
    objective = scenario.play.objectives[0].key
    giving = {line.key for line in scenario.play.injects if objective in line.objectives}
    one = alive(scenario)
    lines = told(scenario, replace(one, fired=one.fired - giving))
    assert any(f"chance for '{objective}' comes" in line for line in lines)
    named = {line.key for line in scenario.play.injects if f"{line.key} never comes in play" in "\n".join(lines)}
    assert named <= giving
    assert named


def test_a_line_that_may_be_needless_is_named_too_when_it_never_comes(blue_current: Scenario) -> None:
    line = next(each for each in blue_current.play.injects if each.trigger.unless and not each.contingency)
    without = [
        replace(each, fired=each.fired - {line.key}) for each in (alive(blue_current), alive(blue_current, "textbook"))
    ]
    assert any(f"{line.key} never comes in play" in said for said in told(blue_current, *without))
    assert told(blue_current, alive(blue_current), without[1]) == [], "it is needless only where somebody acted"


def test_in_the_scenario_that_new_begins_the_file_learns_who_is_in_danger(fresh: Scenario, skeleton: Path) -> None:
    preset = usual_preset(fresh)
    assert played(freeze(fresh, SEED), preset, SEED, "none").at_risk == {"cast/clerk"}
    network, words = skeleton / "network.toml", skeleton / "texts" / "en.toml"
    whole, said = network.read_text(encoding="utf-8"), words.read_text(encoding="utf-8")
    before, _mark, rest = whole.partition(THREAT)
    network.write_text(before + "\n[laundering]" + rest.partition("\n[laundering]")[2], encoding="utf-8")
    words.write_text(re.sub(r"^clerk_threat.*\n", "", said, flags=re.MULTILINE), encoding="utf-8")
    try:
        silent = load_scenario(skeleton)
        assert any("cast/clerk" in str(each) for each in playtest(freeze(silent, SEED), preset, SEED))
        verdict = command.after_play(command.verdict_on(str(skeleton), with_needs=False), "")
        assert any("cast/clerk" in str(note) for note in verdict.notes)
    finally:
        network.write_text(whole, encoding="utf-8")
        words.write_text(said, encoding="utf-8")
