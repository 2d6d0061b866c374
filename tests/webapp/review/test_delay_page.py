"""What delay cost, on the page: a finding with its horizon, runs in words, people on their own, and kept runs."""

from __future__ import annotations

import csv
import html
import json
import re
import time
from collections.abc import Callable

import pytest

from simulation.players.policies import players
from simulation.review.branches import Record
from simulation.review.bundles import AS_PLAYED, ReplayRun, RunKey, WhoseActs, plan, play_run
from simulation.review.figures import FIGURES, figures_of_case
from simulation.review.flows import STEP, flowing
from tests.webapp.conftest import Cast
from tests.webapp.house import House
from tests.webapp.review.finished import finished_example
from webapp.review.pricing_jobs import DelayWanted, Jobs
from webapp.review.record_store import keep_runs, runs_of, sequence_of_play
from webapp.store.exercise_rows import record_of
from webapp.store.tables import ExerciseRecord

pytestmark = pytest.mark.acceptance("plays an exercise for each scenario")


def finished(house: House, scenario: str) -> tuple[str, Record, int]:
    """A finished exercise, its record, and the number of its last journal entry."""
    exercise = finished_example(house.database, scenario=scenario, seed=5, title="Finished")
    with house.database.reading() as session:
        row = session.get_one(ExerciseRecord, exercise)
        return exercise, record_of(session, row), sequence_of_play(session, exercise)


def keep(
    house: House,
    exercise: str,
    record: Record,
    sequence: int,
    papers: Callable[[RunKey], float],
    runs: int = 12,
    skipped: int = 3,
) -> None:
    """Runs in which papers alone are otherwise."""
    case = {each.key for each in figures_of_case(record.frozen.scenario)}
    for number in range(1, runs + 1):
        rows = [
            ReplayRun(
                key,
                {each.key: 100.0 for each in FIGURES if each.key in case} | {"papers_that_stand": papers(key)},
                applied=300,
                skipped=skipped,
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


def test_runs_that_cannot_be_compared_are_no_finding(house: House, cast: Cast) -> None:
    exercise, record, sequence = finished(house, "blue-current")
    keep(house, exercise, record, sequence, eight_more, skipped=200)
    review = f"/x/{exercise}/review"
    page = html.unescape(cast.ines.get(f"{review}/delay").text)
    left_out = "In 12 runs, more than a fifth of the acts no longer applied; these runs are left out."
    assert left_out in page
    assert "12 of 40 runs have been played." in page
    for address in ("", "/delay", "/debrief", "/paper/after-action.json"):
        told = html.unescape(cast.ines.get(f"{review}{address}").text)
        assert "the same in every run" not in told
        assert "no run to compare" not in told
    cast.ines.post(f"{review}/debrief/turn", {"slide": "3", "step": "99"})
    for address in ("/debrief", "/debrief/wall"):
        slide = html.unescape(cast.ines.get(f"{review}{address}").text)
        assert "The runs so far cannot be compared" in slide
        assert left_out in slide


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


GAINS = {"asking": 1.0, "answering": 2.0, "offices": 3.0, "channel": 1.0, "third": 1.0}


def lopsided(key: RunKey) -> float:
    """Eight more with every wait shortened, as parts that add up; one run is far off, so that means tell another."""
    off = 60.0 if key.number == 12 else 0.0
    base = 100.0 + key.number + off
    whole = base + 8.0 + off / 10
    match key.bundle.split("/"):
        case ["all"]:
            return whole
        case ["nothing_asked"]:
            return base - 20.0 - off / 4
        case ["only", component]:
            return base + GAINS[component]
        case ["all_but", component]:
            return whole - GAINS[component] - (2.0 if component == "offices" else 0.0)
        case _:
            return base


def cells(text: str, label: str) -> list[str]:
    """The cells of the first row of a table that begins so."""
    row = re.split(rf">{re.escape(label)}</t[dh]>", text, maxsplit=1)[-1].partition("</tr>")[0] if label in text else ""
    return [re.sub(r"<[^>]+>", "", each).strip() for each in re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)]


def test_one_statistic_in_title_bars_and_paper_beside_this_exercise(house: House, cast: Cast) -> None:
    exercise, record, sequence = finished(house, "blue-current")
    keep(house, exercise, record, sequence, lopsided)
    address = f"/x/{exercise}/review"
    page = html.unescape(cast.ines.get(f"{address}/delay?figure=papers_that_stand").text)
    cast.ines.post(f"{address}/debrief/pick", {"slot": "figure", "key": "papers_that_stand"})
    cast.ines.post(f"{address}/debrief/turn", {"slide": "3", "step": "99"})
    wall = html.unescape(cast.ines.get(f"{address}/debrief/wall").text)
    assert "8 more usable documents" in page
    assert "8 more usable documents" in wall
    for text in (page, wall):
        assert cells(text, "Nothing asked abroad")[0] == "86.5"
        assert cells(text, "As played")[0] == "106.5"
        assert cells(text, "Every wait shortened")[0] == "114.5", "as played and the title’s difference"
        assert cells(text, "Rest, so that the parts add up")[0] == "−1", "what the medians leave of eight"
    paper = json.loads(cast.ines.get(f"{address}/paper/after-action.json").text)
    tables = {
        block["name"]: {row["cells"][0]["text"]: [cell["text"] for cell in row["cells"][1:]] for row in block["rows"]}
        for section in paper["sections"]
        for block in section["blocks"]
        if block["type"] == "table"
    }
    heads = {
        block["name"]: [column["label"] for column in block["columns"]]
        for section in paper["sections"]
        for block in section["blocks"]
        if block["type"] == "table"
    }
    holders = tables["delay_by_holder"]
    for label, short, told in (
        ("Offices as fast as usual", "Offices as usual", "+4"),
        ("The requesting side decides at once", "Requesting side decides at once", "+1"),
    ):
        assert cells(page, label)[0] == cells(wall, short)[0] == holders[label][0] == told
        assert f"{label}, alone" in page, "another measure has another name"
    assert holders["Rest, so that the parts add up"][0] == "−1"
    assert heads["delay_figures"][:3] == ["Figure", "This exercise", "As played, median of 12 runs"]
    assert "As played, median of 12 runs" in page
    result = {label: row for name, rows in tables.items() if name.startswith("outcome_") for label, row in rows.items()}
    shared = tables["delay_figures"].keys() & result.keys()
    assert {"Members arrested", "Usable documents", "Money frozen now", "Goods delivered"} <= shared
    for label in shared:
        assert tables["delay_figures"][label][0].removesuffix(" XCR") == result[label][0], label
        assert f"{tables['delay_figures'][label][0]}</td>" in page, label
    assert tables["delay_figures"]["Usable documents"][1] == "106.5"
    assert "Runs so far: 12 of 40." in json.dumps(paper)
    asked = html.unescape(cast.ines.get(f"{address}/delay?figure=requests_answered").text)
    assert "Answers to requests and questions, all countries" in asked
    assert not cells(asked.partition('id="figures"')[0], "Nothing asked abroad"), "who asks nothing has no answers"


def test_titles_of_charts_say_what_the_table_says_and_name_the_same_day(house: House, cast: Cast) -> None:
    exercise, record, sequence = finished(house, "blue-current")
    days = record.frozen.scenario.horizon_days
    case = {each.key for each in figures_of_case(record.frozen.scenario)}
    for number in range(1, 13):
        rows = []
        for key in plan(record, 1, number):
            laundered = 1e9 + ((1e8 if number % 2 else -1e8) if key.bundle == "all" else 0.0)
            figures = {each.key: 100.0 for each in FIGURES if each.key in case} | {"money_laundered_minor": laundered}
            if key.bundle in {"all", "as_played", "nothing_asked"}:
                flows = {each.key: (figures[each.key],) * (days // STEP) for each in flowing(record.frozen.scenario)}
                rows.append(ReplayRun(key, figures, 300, 3, 0, figures, flows))
            else:
                rows.append(ReplayRun(key, figures, 300, 3, 0))
        keep_runs(house.database, exercise, sequence, number, rows)
    page = html.unescape(cast.ines.get(f"/x/{exercise}/review/delay").text)
    (title,) = re.findall(r"<h2>(Money laundered with every wait shortened[^<]*)</h2>", page)
    *parts, drawn = title.partition("as played: ")[2].split("; ")
    assert drawn == "line: medians of 12 runs"
    said = [part.rpartition(" by day ") for part in parts]
    assert [each.partition(":")[0] for each, _by, _day in said] == ["no clear effect", "no clear effect"]
    assert said[-1][2] == str(days + 1)
    for each, _by, _day in said:
        assert each in page.partition('id="figures"')[2].partition("</table>")[0], "the table says the same"
    assert f"day {days}" not in page, "one horizon has one name"
    assert f"<td>{days}</td>" not in page
    last = list(csv.DictReader(cast.ines.get(f"/x/{exercise}/review/table/flows_apart.csv").text.splitlines()))[-1]
    assert last["day"] == str(days + 1)
    assert cells(page, str(days + 1)) or f">{days + 1}</td>" in page
