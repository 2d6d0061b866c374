"""`rogatory delay` tells of one run what its thirteen replays came to, and says in one line what it cannot do."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stdout
from dataclasses import replace
from pathlib import Path

import pytest

from simulation.exercise.core.settings import Settings
from simulation.exercise.registry import load_scenario
from simulation.players.policies import players
from simulation.players.workshop import Workshop
from simulation.review.branches import Record
from simulation.review.bundles import plan, play_run
from simulation.scenario.load import directory_of
from simulation.scenario.schema.name_pools import freeze
from webapp.cli.commands import delay


def test_no_such_exercise(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROGATORY_DATA", str(tmp_path))
    assert delay.run(["nobody", "--json"]) == 2
    told = capsys.readouterr()
    assert not told.out
    assert len(told.err.strip().splitlines()) == 1


@pytest.mark.parametrize(("option", "value"), [("--runs", "0"), ("--workers", "-1")])
def test_numbers_that_make_no_sense(capsys: pytest.CaptureFixture[str], option: str, value: str) -> None:
    assert delay.run(["x", option, value]) == 2
    assert option in capsys.readouterr().err


@pytest.fixture(scope="module")
def record() -> Record:
    """One move that the textbook typed in a case in which people are moved."""
    frozen = freeze(load_scenario(directory_of("glass-harbour")), 5)
    played = Workshop(frozen, Settings(preset="half_day_14", seed=5), (30,))
    return Record(frozen, played.settings, tuple(played.entries), played.events)


@pytest.fixture(scope="module")
def anew(record: Record) -> str:
    """What is told of runs that the command plays itself."""
    written = io.StringIO()
    with redirect_stdout(written):
        assert delay.find(record, 1, 0, as_json=True) == 0
    return written.getvalue()


@pytest.mark.acceptance("plays an exercise of one move again under every bundle")
def test_what_it_tells(anew: str) -> None:
    told = json.loads(anew)
    assert told["horizon"] == "end_of_play"
    assert told["day"] == 31
    figures = {each["figure"]: each for each in told["figures"]}
    assert "drugs_delivered_g" not in figures
    people = figures["exploitation_person_days"]
    assert people["acts"] == "like_them"
    assert people["together"] is None, "no shares are told of people"
    papers = figures["papers_that_stand"]
    assert [each["holder"] for each in papers["holders"]] == ["asking", "answering", "offices", "channel", "third"]
    assert papers["nothing_asked"]["says"] in {"same", "unclear"}, "one run is never clear"


@pytest.mark.acceptance("plays an exercise of one move again under every bundle, twice")
def test_runs_that_the_review_has_played_are_told_as_they_are_and_not_played_again(
    record: Record, anew: str, capsys: pytest.CaptureFixture[str]
) -> None:
    played = {key: play_run(record, players(), key) for key in plan(record, 1)}
    delay.find(record, 1, 0, as_json=True, there=played)
    assert capsys.readouterr().out == anew
    one = next(iter(played))
    planted = replace(played[one], figures={name: value + 7 for name, value in played[one].figures.items()})
    delay.find(record, 1, 0, as_json=True, there={**played, one: planted})
    assert capsys.readouterr().out != anew, "what the review has played is what is told"
