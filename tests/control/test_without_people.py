"""What people did not do is never told as theirs: the duty officer in play, automatic players after it."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest

from simulation.exercise.clock.commands import EndExercise, Jump, PlayEpilogue
from simulation.exercise.core.event import Actor
from simulation.exercise.registry import SHIPPED
from simulation.kernel.agenda import DAY
from simulation.review.hot_wash import hot_wash, spans
from simulation.review.stand_ins import stand_ins
from tests.control.conftest import Room
from tests.control.test_hot_wash import STORY, moved
from tests.webapp.house import Person
from webapp.store import exercise_rows

VERSION = re.compile(r'data-version="[^"]*"')
"""What a browser asks by whether a part is still the same: nobody reads it."""


def jump(room: Room, times: int) -> None:
    for number in range(times):
        room.cast.alba.house.store.execute(
            room.cast.exercise, Jump(id=f"jump-for-test-{number}", member="control", days=45)
        )


def end(room: Room, *, epilogue: bool) -> None:
    store = room.cast.alba.house.store
    store.execute(room.cast.exercise, EndExercise(id="end-for-a-test", member="control"))
    if epilogue:
        store.execute(room.cast.exercise, PlayEpilogue(id="epilogue-for-a-test", member="control"))


def page(who: Person, room: Room, path: str = "/") -> str:
    answer = who.get(f"/x/{room.cast.exercise}/desk{path}")
    assert answer.status_code == 200, (path, answer.status_code)
    return VERSION.sub("", unescape(answer.text))


@pytest.fixture
def late(room: Room) -> Room:
    """A hundred and thirty-five days in which the authorities of two countries, at which people sit, do nothing."""
    jump(room, 3)
    return room


def stood_in_for(room: Room, country: str) -> list[str]:
    """Numbers of the matters on which the duty officer acted for a country's authority."""
    house = room.cast.alba.house
    with house.database.reading() as session:
        stored = exercise_rows.stood_in(session, room.cast.exercise, SHIPPED.codes)
    found = stand_ins((each.event for each in stored), 10_000 * DAY)
    return [each.label for each in found if each.country == country and each.by is Actor.DUTY_OFFICER]


def test_the_team_reads_first_that_the_duty_officer_acted(late: Room) -> None:
    assert stood_in_for(late, "KES")
    shown = page(late.cast.brava, late, "/digest")
    assert re.search(r"Duty officer: nobody in your team answered \S+ by day \d+", shown)
    lines = re.findall(r'class="r-digest-day"[^>]*>[^<]*</span><span[^>]*>(.{0,80})', shown)
    assert "Duty officer" in lines[0]
    assert "A duty officer acted for you" in page(late.cast.brava, late)


def test_the_matter_and_the_journal_say_so(late: Room) -> None:
    number = stood_in_for(late, "KES")[0]
    path = "procedures" if re.fullmatch(r".*-[A-Z]\d+", number) and "-D" not in number else "requests"
    shown = page(late.cast.brava, late, f"/{path}/{number}")
    assert re.search(r"Duty officer: nobody in your team answered by day \d+", shown)
    journal = unescape(late.get("/journal"))
    assert re.search(r"Duty officer, Central authority, Kestria", journal)
    assert number in journal


def test_the_hot_wash_never_says_that_you_acted() -> None:
    stands = moved(31, "r1", "received", "assessing", "requested", "system", "acknowledge")
    for by, code in ((Actor.DUTY_OFFICER, "stood_in"), (Actor.PEOPLE, "waited_for_you")):
        story = tuple(replace(each, by=by) if each == stands else each for each in STORY)
        facts = hot_wash(story, "KES", spans(story)[1])
        assert [fact.code for fact in facts if fact.code in {"stood_in", "waited_for_you"}] == [code]


def test_the_review_lists_them_apart_from_decisions(late: Room) -> None:
    end(late, epilogue=False)
    numbers = stood_in_for(late, "KES")
    shown = unescape(late.cast.ines.get(f"/x/{late.cast.exercise}/review/decisions").text)
    assert "Done without the people of a seat" in shown
    apart = shown[shown.index("Done without the people") :]
    assert all(number in apart for number in numbers)
    table = late.cast.ines.get(f"/x/{late.cast.exercise}/review/table/stand_ins.csv").text
    assert all(number in table for number in numbers)


def test_after_play_the_desk_shows_the_file_as_play_ended_and_the_rest_apart(late: Room) -> None:
    end(late, epilogue=False)
    before = {path: page(late.cast.brava, late, path) for path in ("/documents", "/requests", "/measures", "/messages")}
    late.cast.alba.house.store.execute(late.cast.exercise, PlayEpilogue(id="epilogue-for-a-test", member="control"))
    for path, shown in before.items():
        assert page(late.cast.brava, late, path) == shown
    home = page(late.cast.brava, late)
    assert "Play ended on day 136" in home
    assert "What automatic players and courts did after play" in home
    apart = page(late.cast.brava, late, "/after-play")
    assert "What automatic players and courts did after play" in apart
    assert "No team took part" in apart


def test_there_is_no_page_of_the_epilogue_before_it(late: Room) -> None:
    assert late.cast.brava.get(f"/x/{late.cast.exercise}/desk/after-play").status_code == 404


def test_the_event_list_never_tells_automatic_answers_as_a_teams(late: Room) -> None:
    end(late, epilogue=True)
    listed = unescape(late.get("/events"))
    assert not re.search(r"[Ff]ired, answered by", listed)  # nobody of the two people here answered anything
    assert "after the end of play, automatic players answered for" in listed
    before, _said, _rest = listed.partition("after the end of play, automatic players answered for")
    event = re.findall(r'href="([^"]*/control/events/[^"]+)"', before)[-1]
    assert "After play, by an automatic player" in unescape(late.cast.ines.get(event).text)
