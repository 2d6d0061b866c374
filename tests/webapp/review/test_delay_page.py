"""What delay cost, on the page: a finding with its horizon, runs in words, people on their own, and kept runs."""

from __future__ import annotations

import csv
import json
import re
import time
from collections.abc import Callable

import pytest

from simulation.players.policies import players
from simulation.review.branches import Record
from simulation.review.bundles import AS_PLAYED, ReplayRun, RunKey, WhoseActs, plan, play_run
from simulation.review.figures import FIGURES, figures_of_case
from tests.webapp.conftest import Cast
from tests.webapp.house import House
from webapp.review.pricing_jobs import DelayWanted, Jobs
from webapp.review.record_store import keep_runs, runs_of, sequence_of_play
from webapp.store.exercise_rows import record_of
from webapp.store.played_example import finished_example
from webapp.store.tables import ExerciseRecord

pytestmark = pytest.mark.acceptance("plays an exercise for each scenario")


def finished(house: House, scenario: str) -> tuple[str, Record, int]:
    """A finished exercise, its record, and the number of its last journal entry."""
    exercise = finished_example(house.database, scenario=scenario, seed=5, title="Finished")
    with house.database.reading() as session:
        row = session.get_one(ExerciseRecord, exercise)
        return exercise, record_of(session, row), sequence_of_play(session, exercise)


def keep(
    house: House, exercise: str, record: Record, sequence: int, papers: Callable[[RunKey], float], runs: int = 12
) -> None:
    """Runs in which papers alone are otherwise."""
    case = {each.key for each in figures_of_case(record.frozen.scenario)}
    for number in range(1, runs + 1):
        rows = [
            ReplayRun(
                key,
                {each.key: 100.0 for each in FIGURES if each.key in case} | {"papers_that_stand": papers(key)},
                applied=300,
                skipped=3,
                left_out=0,
            )
            for key in plan(record, 1, number)
        ]
        keep_runs(house.database, exercise, sequence, number, rows)


def eight_more(key: RunKey) -> float:
    return {"all": 108.0, "nothing_asked": 80.0, "only/offices": 105.0}.get(key.bundle, 100.0) + key.number


@pytest.mark.parametrize(("scenario", "has_goods"), [("blue-current", True), ("glass-harbour", False)])
def test_the_finding_with_its_horizon_and_each_figure_on_its_own(
    house: House, cast: Cast, scenario: str, *, has_goods: bool
) -> None:
    exercise, record, sequence = finished(house, scenario)
    address = f"/x/{exercise}/review/delay"
    before = cast.ines.get(address).text
    assert "Find out what delay cost" in before
    assert "days of formal requests" in before
    keep(house, exercise, record, sequence, eight_more)
    page = cast.ines.get(address).text
    assert re.search(r"<h1>With every wait shortened: 8 more usable documents by day \d+, in this model\.</h1>", page)
    assert "more in 12 of 12 runs" in page
    assert "20 fewer usable documents, less in 12 of 12 runs" in page
    assert "no effect: all 12 runs unchanged" in page
    assert {">106.5<", ">114.5<"} <= set(re.findall(r">[\d.]+<", page)), "as played, 8 more, and their difference agree"
    assert "so no shares are given" in page
    assert page.count("<svg") >= 3
    assert not re.search(r"<style|\sstyle=", page)
    assert "People, counted separately; no other figure offsets them" in page
    assert bool(re.search(r"\d kg\b", page)) == has_goods
    assert "Go on" in page
    nothing = cast.ines.get(f"{address}?figure=records_expired").text
    assert "the same in every run with every wait shortened" in nothing
    rows = list(csv.DictReader(cast.ines.get(f"/x/{exercise}/review/table/delay.csv").text.splitlines()))
    papers = next(
        row for row in rows if row["\ufefffigure"] == "papers_that_stand" and row["compared"] == "all_shortened"
    )
    assert (papers["says"], papers["median"], papers["more (runs)"]) == ("more", "8.0", "12")
    paper = json.loads(cast.ines.get(f"/x/{exercise}/review/paper/after-action.json").text)
    section = next(each for each in paper["sections"] if each["key"] == "delay")
    assert section["blocks"][0]["title"].startswith("With every wait shortened: 8 more usable documents by day")
    assert {each["name"] for each in section["blocks"]} == {"delay_by_holder", "delay_figures"}
    for person in (cast.alba, cast.otto):
        assert person.get(address).status_code in {303, 403}
        assert person.post(f"/x/{exercise}/review/delay/play", {}).status_code in {303, 403}


def test_a_run_is_kept_when_it_is_played_and_never_played_again(house: House, cast: Cast) -> None:
    exercise, record, sequence = finished(house, "blue-current")
    jobs = Jobs(house.database, workers=0, policies=players())
    jobs.ask(exercise, sequence, DelayWanted(runs=1), record)
    deadline = time.monotonic() + 120
    while jobs.of(exercise) and time.monotonic() < deadline:
        time.sleep(0.2)
    kept = runs_of(house.database, exercise, sequence)
    assert [each.key for each in sorted(kept, key=lambda row: row.key)] == sorted(plan(record, 1))
    own = RunKey(1, WhoseActs.SAME_ACTS, AS_PLAYED.key)
    assert play_run(record, players(), own) == next(each for each in kept if each.key == own)
    assert runs_of(house.database, exercise, sequence + 1) == ()
    begun = time.monotonic()
    jobs.ask(exercise, sequence, DelayWanted(runs=1), record)
    while jobs.of(exercise) and time.monotonic() < begun + 60:
        time.sleep(0.05)
    assert runs_of(house.database, exercise, sequence) == kept
    jobs.end()


def test_two_runs_are_too_few_to_say_that_there_is_no_effect(house: House, cast: Cast) -> None:
    exercise, record, sequence = finished(house, "blue-current")
    keep(house, exercise, record, sequence, eight_more, runs=2)
    address = f"/x/{exercise}/review/delay?figure=papers_that_stand"
    page = cast.ines.get(address).text
    assert re.search(
        r"<h1>Usable documents by day \d+: too few runs so far to say what shorter waits change\.</h1>", page
    )
    assert "too few runs so far: less in 0, more in 2 of 2" in page
    assert "no clear effect" not in page
    assert "no effect: all 2 runs unchanged" in page
