"""The debrief: where it stands, five slides from the review's own numbers, and what the room said in the report."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.exercise.core.event import Actor
from simulation.exercise.procedures.letter.events import RequestMoved
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Holder, TimeKind
from simulation.review.clock import whole_clock
from simulation.review.record_reading import RecordReading
from tests.webapp.conftest import Cast
from tests.webapp.house import House
from tests.webapp.review.test_delay_page import eight_more, keep
from tests.webapp.review.test_prices_shown import finished
from webapp.review.debrief.clock_slides import desk_steps, request_slide, telling_requests
from webapp.review.debrief.standing import (
    LONGEST_NOTE,
    MINUTE,
    MINUTES,
    MOST_NOTES,
    SLIDES,
    Plan,
    Standing,
)
from webapp.review.play.profile_said import profiles_of

NOW = 1_900_000_000
ACTS = st.one_of(
    st.tuples(st.just("go"), st.integers(-3, 9), st.integers(-2, 120)),
    st.tuples(st.just("wait"), st.integers(0, 900), st.just(0)),
    st.tuples(st.just("blank"), st.just(0), st.just(0)),
    st.tuples(st.just("note"), st.integers(0, 1500), st.just(0)),
    st.tuples(st.just("drop"), st.integers(-1, 4), st.just(0)),
    st.tuples(st.just("plan"), st.integers(0, 400), st.just(0)),
)


@given(st.lists(ACTS, max_size=30))
def test_whatever_is_clicked_the_debrief_stands_on_a_slide_and_comes_back_from_its_row(
    acts: list[tuple[str, int, int]],
) -> None:
    wall, standing = NOW, Standing().begins(NOW)
    for act, one, other in acts:
        before = standing
        match act:
            case "go":
                standing = standing.goes_to(one, other, wall)
            case "wait":
                wall += one
            case "blank":
                standing = standing.blanks()
            case "note":
                standing = standing.notes_down("word " * one)
            case "drop":
                standing = standing.drops(one)
            case _:
                standing = standing.agrees("police", Plan("x" * one, "head", "1 Dec"))
        assert standing.changes >= before.changes
        assert 1 <= standing.slide <= SLIDES
        assert standing.step >= 0
        assert sum(standing.used(wall)) == wall - NOW, "every second belongs to one slide"
        assert len(standing.notes) <= MOST_NOTES
        assert all(0 < len(note.text) <= LONGEST_NOTE for note in standing.notes)
        assert Standing.of(standing.text()) == standing
    over = standing.ends()
    assert (over.notes, over.plans, over.is_blank) == (standing.notes, standing.plans, True)


def test_the_room_is_ahead_within_and_behind_its_plan() -> None:
    begun = Standing().begins(NOW)
    third = begun.goes_to(3, 0, NOW + 8 * MINUTE)
    assert begun.ahead(NOW + 4 * MINUTE) == 0
    assert begun.ahead(NOW + 7 * MINUTE) == -2
    assert third.ahead(NOW + 8 * MINUTE) == 3
    assert third.ahead(NOW + 12 * MINUTE) == 0
    assert sum(MINUTES) == 30


def steps_add_up(reading: RecordReading) -> None:
    """The bars of the first slide are all days of the request, each kind once."""
    for line in telling_requests(reading):
        steps = desk_steps(line)
        counted = sum(step.days for step in steps)
        pace = sum(step.pace_days for step in steps)
        assert counted + pace == pytest.approx(line.days)
        assert pace == pytest.approx(line.days_of(kind=TimeKind.PACE))


def teams_tell_what_was_counted(cast: Cast, exercise: str, reading: RecordReading) -> None:
    """Each team's profile: the counts of the profile, nobody named, and a way down to the events."""
    for profile in profiles_of(reading):
        page = cast.ines.get(f"/x/{exercise}/review/teams?team={profile.country}").text
        told = dict(re.findall(r'data-fact="(\w+)">([^<]*)<', page))
        for fact in profile.facts:
            assert told[fact.kind.key] == (f"{fact.met} of {fact.among}" if fact.among else "none")
        assert ("Legality: condition met" in page) is profile.gate.is_passed
        behind = cast.ines.get(f"/x/{exercise}/review/teams?team={profile.country}&fact=complete").text
        complete = next(each for each in profile.facts if each.kind.key == "complete")
        assert behind.count("/review/events?request=") == complete.among
        assert "This scenario has no reference results" in page or "Automatic players held every seat" in page
    for person in (cast.alba, cast.otto):
        assert person.get(f"/x/{exercise}/review/teams").status_code in {303, 403}


def who_decided_is_said(house: House, exercise: str, reading: RecordReading) -> None:
    """The longest wait of a request, ended by a person, by the duty officer, and by the office itself."""
    line = next(
        each for each in telling_requests(reading) if not each.is_open and each.days_of(kind=TimeKind.DECISION) >= 1
    )
    for by, words in (
        (Actor.PEOPLE, "and was decided on day"),
        (Actor.DUTY_OFFICER, "Nobody at the seat decided; the duty officer did on day"),
        (Actor.NOBODY, "No person decided; the office went on by itself on day"),
    ):
        events = tuple(
            replace(event, by=by) if isinstance(event, RequestMoved) and event.request == line.key else event
            for event in reading.record.events
        )
        changed = replace(reading, record=replace(reading.record, events=events))
        with house.app.test_request_context():
            assert words in request_slide(changed, exercise, line.key, 99).note


def a_letter_that_waited_for_people_comes_first(house: House, exercise: str, reading: RecordReading) -> None:
    """Not one for which an automatic player took longer."""
    line = next(
        each
        for each in reversed(telling_requests(reading))
        if any(stay.kind is TimeKind.DECISION and stay.start >= 0 and stay.days >= 1 for stay in each.stretches)
    )
    assert line is not telling_requests(reading)[0]
    ends = {stay.end for stay in line.stretches if stay.kind is TimeKind.DECISION}
    events = tuple(
        replace(event, by=Actor.PEOPLE if event.request == line.key and event.at in ends else Actor.PLAYER)
        if isinstance(event, RequestMoved)
        else event
        for event in reading.record.events
    )
    changed = replace(reading, record=replace(reading.record, events=events))
    assert telling_requests(changed)[0] is line
    with house.app.test_request_context():
        title = request_slide(changed, exercise, "", 0).title
    assert title.startswith("The letter that waited longest for people")
    alone = tuple(
        replace(event, by=Actor.PLAYER) if isinstance(event, RequestMoved) else event for event in reading.record.events
    )
    unwatched = replace(reading, record=replace(reading.record, events=alone))
    with house.app.test_request_context():
        assert "waited longest for decisions" in request_slide(unwatched, exercise, "", 0).title


def no_longest_where_another_country_held_one_longer(house: House, exercise: str, reading: RecordReading) -> None:
    """A letter to a country that nobody plays is not shown, but it may have waited longer."""
    line = telling_requests(reading)[0]
    stretch = replace(line.stretches[0], kind=TimeKind.DECISION, start=0, end=2000 * DAY)
    other = replace(line, key="other", requested="XXX", stretches=(stretch,))
    with house.app.test_request_context():
        title = request_slide(replace(reading, lines=(*reading.lines, other)), exercise, "", 0).title
    assert title.startswith("The letter between teams that waited longest for people")


@pytest.mark.acceptance("plays an exercise of each scenario")
@pytest.mark.parametrize("scenario", ["blue-current", "glass-harbour"])
def test_five_slides_from_the_numbers_of_the_review(house: House, cast: Cast, scenario: str) -> None:
    exercise, reading, sequence = finished(house, scenario)
    steps_add_up(reading)
    who_decided_is_said(house, exercise, reading)
    address = f"/x/{exercise}/review/debrief"
    post = cast.ines.post

    def wall(slide: int, step: int = 99) -> str:
        assert post(f"{address}/turn", {"slide": str(slide), "step": str(step)}).status_code == 303
        page = cast.ines.get(f"{address}/wall").text
        assert not re.search(r"<style|\sstyle=", page)
        assert f'data-slide="{slide}"' in page
        return page

    assert post(f"{address}/begin", {}).status_code == 303
    line = telling_requests(reading)[0]
    first = wall(1)
    told = "was still open after" if line.is_open else "took"
    assert f"The letter that waited longest for people {told} {round(line.days)} days." in first
    no_longest_where_another_country_held_one_longer(house, exercise, reading)
    a_letter_that_waited_for_people_comes_first(house, exercise, reading)
    home = cast.ines.get(f"/x/{exercise}/review/").text
    assert f"/review/events?request={line.label}" in home.partition('id="findings"')[2].partition("</section>")[0]
    assert line.label not in first, "the wall names no country"
    assert "<kbd>" not in wall(1, 0), "the wall has no keys"
    assert "<kbd>Space</kbd>" in cast.ines.get(address).text
    assert line.label in cast.ines.get(address).text
    events = cast.ines.get(f"/x/{exercise}/review/events?request={line.label}").text
    assert events.count("<tr>") > len(desk_steps(line))
    lay = max(reading.lines, key=lambda each: each.days_of(kind=TimeKind.PACE))
    behind = cast.ines.get(f"/x/{exercise}/review/events?request={lay.label}").text
    assert "Of these, between office hours" in behind
    pace = [float(text) for text in re.findall(r'<td class="r-num">([\d.]+)</td>\s*</tr>', behind)]
    assert abs(sum(pace) - lay.days_of(kind=TimeKind.PACE)) < 0.1 * max(1, len(pace)), "as on the slide"
    assert "waits for a decision" in wall(1, 0)
    for other in telling_requests(reading)[:12]:
        assert post(f"{address}/pick", {"slot": "request", "key": other.key}).status_code == 303
        assert ("still open after" in wall(1)) is other.is_open, "a request that waits is not said to be over"
    days = whole_clock(reading.lines)
    second = wall(2, 0)
    shown = sum(round(days.total(kind)) for kind in TimeKind if kind is not TimeKind.PACE)
    assert f"Of {shown:,} days of formal requests, {round(days.total(TimeKind.DECISION)):,} were spent" in second
    teams_tell_what_was_counted(cast, exercise, reading)
    assert "What the waits cost has not been worked out yet." in wall(3)
    assert "Letters that the teams began: " in wall(3), "what is known without runs"
    fourth = wall(4)
    assert "No decision has been tested in runs yet." in fourth
    assert "could have been taken a day or more earlier. Those that could have been much earlier: " in fourth
    assert not re.search(r"Request \d", fourth), "nobody in the room knows a request by its place in the list"
    assert re.search(r"day \d+\): possible \d+ days? earlier[;.]", fourth)
    assert re.search(r"decisions? w\w+ taken in play\.", wall(4))
    wall(2)
    assert "Skip to slide 5: before it there are no numbers yet" in cast.ines.get(address).text
    keep(house, exercise, reading.record, sequence, eight_more)
    third = wall(3)
    assert "asking abroad goes with 20 more usable documents; shorter waits go with 8 more usable documents" in third
    assert "more in 12 of 12 runs" in third
    assert f"This exercise itself: {reading.figures['papers_that_stand']:,.0f}." in third
    wall(2)
    assert "Skip to slide" not in cast.ines.get(address).text, "the next slide has numbers"
    assert "more in 12 of 12 runs" not in wall(3, 1), "the rows come one by one"
    assert post(f"{address}/pick", {"slot": "figure", "key": "records_expired"}).status_code == 303
    assert "records" in wall(3).lower()
    assert post(f"{address}/pick", {"slot": "nothing", "key": "x"}).status_code == 404
    plan: dict[str, str | list[str]] = {
        "office": "authority",
        "what": "Vet on the day <b>it</b> arrives",
        "who": "Head of unit",
        "by": "1 Dec",
    }
    assert "0 of 4 tables are done" in wall(5)
    assert "steps shown" not in cast.ines.get(address).text, "this slide has none"
    half = {**plan, "office": "police", "who": "", "by": ""}
    assert post(f"{address}/agree", half).status_code == 303
    assert "0 of 4 tables are done" in wall(5), "nobody is responsible yet, on no date"
    assert post(f"{address}/agree", plan).status_code == 303
    assert post(f"{address}/agree", {**plan, "office": "king"}).status_code == 404
    fifth = wall(5)
    assert "1 of 4 tables is done" in fifth
    assert "Vet on the day &lt;b&gt;it&lt;/b&gt; arrives" in fifth
    post(f"{address}/note", {"text": "We waited for a translation"})
    paper = json.loads(cast.ines.get(f"/x/{exercise}/review/paper/after-action.json").text)
    sections = {each["key"]: json.dumps(each) for each in paper["sections"]}
    assert "We waited for a translation" in sections["said"]
    assert "Head of unit" in sections["plan"]
    post(f"{address}/blank", {})
    blank = cast.ines.get(f"{address}/wall").text
    assert "data-slide" not in blank
    seen = re.search(r"seen=(\d+)", blank)
    assert seen is not None
    assert cast.ines.get(f"{address}/wall/part?seen={seen[1]}").status_code == 204
    assert cast.ines.get(f"{address}/wall/part?seen=0").status_code == 200
    for person in (cast.alba, cast.otto):
        for name in ("", "/wall", "/wall/part"):
            assert person.get(address + name).status_code in {303, 403}
        for name in ("begin", "end", "turn", "blank", "pick", "note", "drop", "agree"):
            assert person.post(f"{address}/{name}", {}).status_code in {303, 403}


def test_nothing_of_the_debrief_is_shown_before_the_end_of_play(house: House, cast: Cast) -> None:
    address = f"/x/{cast.exercise}/review/debrief"
    cast.ines.post(f"{address}/begin", {})
    assert "data-slide" not in cast.ines.get(f"{address}/wall").text
    assert "Start the debrief" not in cast.ines.get(address).text


@pytest.mark.acceptance("plays an exercise of each scenario")
@pytest.mark.parametrize("scenario", ["blue-current", "glass-harbour"])
def test_days_by_holder_are_the_same_on_slide_page_paper_and_table(house: House, cast: Cast, scenario: str) -> None:
    """One clock: the slide of the wall, the page, the paper and the rows that can be downloaded."""
    exercise, _reading, _sequence = finished(house, scenario)
    address = f"/x/{exercise}/review"
    cast.ines.post(f"{address}/debrief/turn", {"slide": "2", "step": "0"})

    def days(text: str) -> list[float]:
        return [float(each.replace(",", "")) for each in re.findall(r">([\d.,]+)<", text)]

    cells = r"((?:<td[^>]*>[^<]*</td>){4})</tr>"
    holders = "Requesting sides|Requested sides|Channel|Courts|Banks and operators"
    wall = [
        days(found)
        for _, found in re.findall(rf"<tr><td>({holders})</td>{cells}", cast.ines.get(f"{address}/debrief/wall").text)
    ]
    names = "requesting|requested|channel|court|third party"
    page = [
        days(found)
        for _, found in re.findall(rf"<tr><td>({names})</td>{cells}", cast.ines.get(f"{address}/delay").text)
    ]
    assert len(wall) == len(page) == 5
    for one, other in zip(wall, page, strict=True):
        assert one == pytest.approx(other, abs=0.51)
    paper = json.loads(cast.ines.get(f"{address}/paper/after-action.json").text)
    clock = next(each for each in paper["sections"] if each["key"] == "clock")
    table = next(each for each in clock["blocks"] if each.get("name") == "days_by_holder")
    told = [[cell["value"] for cell in row["cells"][1:]] for row in table["rows"]]
    assert [[a, b, d, e] for a, b, _, d, e in told] == [pytest.approx(row, abs=0.06) for row in page if any(row)]

    def downloaded(name: str) -> list[dict[str, str]]:
        text = cast.ines.get(f"{address}/table/{name}.csv").text.lstrip("\ufeff")
        return list(csv.DictReader(text.splitlines()))

    at_home = {"drafting", "vetting", "preparing", "translating"}
    left = {row["label"] for row in downloaded("segments") if row["status"] not in at_home}
    sums = [
        [
            sum(
                float(row.get(f"{holder}_{kind} (days)") or 0)
                for row in downloaded("requests")
                if row["route"] == "mla" and (row["inherited"] == "1" or row["label"] in left)
            )
            for kind in TimeKind
        ]
        for holder in Holder
    ]
    for summed, shown in zip(sums, page, strict=True):
        # A letter that left in the last second has no stay abroad, by which alone the rows tell that it left.
        assert summed == pytest.approx(shown, rel=0.01, abs=1)
