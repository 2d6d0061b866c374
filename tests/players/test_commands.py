"""The commands that play without people: keys of the output, the same rows on any workers, one line for faults."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from webapp.cli.commands import ensemble, simulate

OUTCOME = {
    *("drugs_delivered_g", "drugs_seized_g", "drugs_lost_g", "exploitation_person_days", "known_exposure_days"),
    *("persons_identified", "persons_protected", "money_laundered_minor", "money_free_minor", "money_frozen_minor"),
    *("money_ever_frozen_minor", "money_released_minor", "money_confiscated_minor", "money_defrauded_minor"),
    *("members_arrested", "members_charged", "members_convicted", "organisers_convicted", "cases_decided_on_merits"),
    *("case_solved", "organiser_decided", "recovered_minor", "day_solved", "day_proved", "papers_that_stand"),
    *("case_solved_in_play", "organiser_decided_in_play", "recovered_in_play_minor"),
    *("uninvolved_persons_affected", "requests_sent", "requests_answered", "requests_refused", "requests_withdrawn"),
    *("requests_open", "requests_never_sent", "inherited_requests", "inherited_answered", "inherited_open"),
    "median_days_to_answer",
}
SERIES = {
    *("day", "drugs_in_transit_g", "drugs_delivered_g", "drugs_seized_g", "supply_g", "active_corridors"),
    *("active_members", "true_activity", "visible_activity", "largest_component", "centralisation"),
    *("global_efficiency", "treasury_minor", "frozen_minor"),
}


def test_simulate_tells_everything_that_scripts_rely_on(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["blue-current", "--seed", "7", "--days", "20", "--policy", "auto,VAL=textbook", "--series", "--json"]
    assert simulate.run(asked) == 0
    body = json.loads(capsys.readouterr().out)
    assert {"scenario", "seed", "days", "policy", "elapsed_ms", "outcome", "ledger", "network", "requests"} < set(body)
    assert set(body["outcome"]) == OUTCOME
    assert body["outcome"]["exploitation_person_days"] is None
    assert body["ledger"]["balanced"] is True
    assert [row["day"] for row in body["series"]] == list(range(1, 21))
    assert set(body["series"][0]) == SERIES | {"flows", "corridors", "countries"}
    assert body["series"][-1]["flows"] == body["ledger"]
    begun = {request["requesting"] for request in body["requests"] if "/auto/" in request["key"]}
    assert begun == {"VAL"}


@pytest.mark.acceptance("plays two runs of each scenario")
@pytest.mark.parametrize("scenario", ["blue-current", "glass-harbour"])
def test_figures_are_the_same_wherever_a_command_tells_them(
    scenario: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = [scenario, "--days", "60"]
    assert simulate.run([*asked, "--seed", "3", "--series", "--json"]) == 0
    body = json.loads(capsys.readouterr().out)
    outcome, network, last = body["outcome"], body["network"], body["series"][-1]
    sinks = body["ledger"]["money"]["sinks"]
    assert outcome["money_frozen_minor"] == network["frozen_minor"] == last["frozen_minor"] == sinks["frozen"]
    assert outcome["money_frozen_minor"] == sum(each["money_frozen_minor"] for each in last["countries"])
    assert outcome["money_free_minor"] == sinks["free"]
    inherited = [each for each in body["requests"] if each["inherited"]]
    begun = [each for each in body["requests"] if not each["inherited"]]
    assert outcome["inherited_requests"] == len(inherited)
    assert outcome["requests_sent"] + outcome["requests_never_sent"] == len(begun)
    refused = [each for each in begun if each["status"] in {"refused", "declined"}]
    assert outcome["requests_refused"] == len(refused)
    for name in ("case_solved", "organiser_decided", "recovered"):
        there = f"{name}_minor" if name == "recovered" else name
        assert outcome[there] == outcome[there.replace(name, f"{name}_in_play")], "60 days are all played"
    out = tmp_path / "rows.json"
    assert ensemble.run([*asked, "--seeds", "3:4", "--out", str(out)]) == 0
    assert json.loads(out.read_text())[0] == {"seed": 3, **outcome}


def test_the_series_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["blue-current", "--seed", "3", "--days", "25", "--policy", "textbook", "--json"]
    simulate.run(asked)
    at_once = json.loads(capsys.readouterr().out)
    simulate.run([*asked, "--series"])
    day_by_day = json.loads(capsys.readouterr().out)
    for name in ("outcome", "ledger", "network", "requests"):
        assert at_once[name] == day_by_day[name], name


def test_a_value_of_the_scenario_can_be_set(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["blue-current", "--days", "60", "--policy", "none", "--json"]
    simulate.run(asked)
    before = json.loads(capsys.readouterr().out)
    simulate.run([*asked, "--set", "crime.corridors.highlands_serrine.interception=0.9"])
    after = json.loads(capsys.readouterr().out)
    assert after["network"]["drugs_seized_g"] != before["network"]["drugs_seized_g"]


@pytest.mark.acceptance("plays four long runs")
def test_waits_can_be_shortened(capsys: pytest.CaptureFixture[str]) -> None:
    def told(*settings: str) -> dict[str, float]:
        asked = ["blue-current", "--seed", "1", "--days", "300", "--json"]
        assert simulate.run([*asked, *(word for each in settings for word in ("--set", each))]) == 0
        found: dict[str, float] = json.loads(capsys.readouterr().out)["outcome"]
        return found

    usual = told()
    assert told("treatment.all=1") == usual
    assert told("treatment.all=0")["median_days_to_answer"] < 0.7 * usual["median_days_to_answer"]
    assert told("treatment.offices=0.5")["median_days_to_answer"] < usual["median_days_to_answer"]


@pytest.mark.acceptance("starts worker processes")
def test_ensemble_gives_the_same_rows_on_any_number_of_workers(tmp_path: Path) -> None:
    asked = ["blue-current", "--seeds", "1:4", "--days", "20", "--policy", "textbook"]
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"
    assert ensemble.run([*asked, "--out", str(one)]) == 0
    assert ensemble.run([*asked, "--out", str(two), "--workers", "2"]) == 0
    assert one.read_bytes() == two.read_bytes()
    lines = one.read_text().splitlines()
    assert lines[0].split(",")[0] == "seed"
    assert set(lines[0].split(",")) == {"seed", *OUTCOME}
    assert [line.split(",")[0] for line in lines[1:]] == ["1", "2", "3"]


def test_a_terminal_shows_how_far_an_ensemble_is() -> None:
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (25, 80))
    program = "import sys; from webapp.cli.main import run; sys.exit(run(sys.argv[1:]))"
    asked = ["ensemble", "blue-current", "--seeds", "1:3", "--days", "2", "--policy", "none"]
    done = subprocess.run([sys.executable, "-c", program, *asked], stdout=subprocess.PIPE, stderr=theirs, check=True)
    shown = os.read(ours, 100_000).decode()
    os.close(theirs)
    os.close(ours)
    assert "0/2" in shown
    assert len(done.stdout.splitlines()) == 3


def test_ensemble_as_json(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out = tmp_path / "rows.json"
    assert ensemble.run(["blue-current", "--seeds", "5:6", "--days", "5", "--policy", "none", "--out", str(out)]) == 0
    assert capsys.readouterr().out == ""
    assert json.loads(out.read_text())[0]["seed"] == 5


@pytest.mark.parametrize(
    ("command", "asked", "word"),
    [
        (simulate, ["nowhere"], "nowhere"),
        (simulate, ["blue-current", "--policy", "clever"], "clever"),
        (simulate, ["blue-current", "--policy", "XYZ=auto"], "XYZ"),
        (simulate, ["blue-current", "--days", "-3"], "-3"),
        (simulate, ["blue-current", "--days", "99999"], "99999"),
        (simulate, ["blue-current", "--set", "crime.nothing=1"], "crime.nothing"),
        (simulate, ["blue-current", "--set", "horizon_days=no"], "horizon_days"),
        (simulate, ["blue-current", "--set", "horizon_days=1e999"], "horizon_days"),
        (simulate, ["blue-current", "--set", "crime.corridors.highlands_serrine.interception=-1"], "highlands_serrine"),
        (
            simulate,
            ["blue-current", "--set", "crime.corridors.highlands_serrine.interception=NaN"],
            "highlands_serrine",
        ),
        (simulate, ["blue-current", "--set", "crime.corridors.highlands_serrine.origin=nowhere"], "nowhere"),
        (simulate, ["blue-current", "--shocks", "no_such_file.json"], "no_such_file.json"),
        (simulate, ["blue-current", "--unknown"], "--unknown"),
        (simulate, ["blue-current", "--preset", "week"], "week"),
        (simulate, ["blue-current", "--set", "treatment.courts=0"], "treatment.courts"),
        (simulate, ["blue-current", "--set", "treatment.all=-1"], "'-1'"),
        (ensemble, ["blue-current", "--seeds", "5"], "'5'"),
        (ensemble, ["blue-current", "--seeds", "1:3", "--workers", "0"], "0"),
        (ensemble, ["blue-current", "--seeds", "1:3", "--out", "x.txt"], "x.txt"),
    ],
)
def test_bad_use_is_one_line(command: object, asked: list[str], word: str, capsys: pytest.CaptureFixture[str]) -> None:
    run = simulate.run if command is simulate else ensemble.run
    assert run(asked) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert word in told.err
