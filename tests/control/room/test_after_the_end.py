"""After the end of play the room is about the last day that people played, and offers nothing that is refused."""

from __future__ import annotations

import re
from html import unescape

import pytest

from simulation.exercise.clock.commands import EndExercise, Jump, PlayEpilogue
from tests.control.conftest import Room
from tests.webapp.house import House


def words(page: str) -> str:
    """The text of a page."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


@pytest.fixture
def last_day(house: House, unguarded: Room) -> int:
    """The day on which play ended: one jump was made, and automatic players have played on for years since."""
    exercise = unguarded.cast.exercise
    house.store.execute(exercise, Jump(id="one-jump-for-test", member="control", days=22))
    house.store.execute(exercise, EndExercise(id="end-for-a-test", member="control"))
    day = house.store.published(exercise).control.clock.day
    house.store.execute(exercise, PlayEpilogue(id="epilogue-for-a-test", member="control"))
    assert house.store.published(exercise).control.clock.day > day + 100
    return day


def test_people_at_risk_are_told_as_on_the_last_day_of_play(room: Room, last_day: int) -> None:
    told = words(room.get("/?alerts=all"))
    alerts = told[told.index("Alerts") :]
    assert f"When play ended, on day {last_day}" in alerts
    assert "person at risk was not protected" in alerts
    assert "is not protected" not in alerts
    assert not [days for days in re.findall(r"[Uu]nprotected for (\d+) day", alerts) if int(days) >= last_day]
    assert "/review/epilogue" in room.get("/?alerts=all")


def test_the_page_of_a_country_tells_its_people_as_on_the_last_day_of_play(room: Room, last_day: int) -> None:
    told = words(room.get("/countries/KES")) + words(room.get("/countries/SOV")) + words(room.get("/countries/VAL"))
    assert f"When play ended, on day {last_day}" in told
    assert "is at risk and not protected" not in told
    assert "are at risk and not protected" not in told


def test_nothing_is_due_in_a_move_once_play_has_ended(room: Room, last_day: int) -> None:
    assert last_day
    assert "due this move" not in words(room.get("/"))


def test_the_wall_tells_of_the_last_days_of_play(room: Room, last_day: int) -> None:
    wall = words(room.get("/projector/news?all=1"))
    assert re.search(rf"Day \d+ Day {last_day}\b", wall)
    assert f"Play ended on day {last_day}" in wall
    assert "can still be ordered" not in wall
    assert "can order protection" not in wall
    assert "now wait for you" not in wall


def test_the_plan_ends_on_the_day_on_which_play_ended(room: Room, last_day: int) -> None:
    for path in ("/", "/projector/clock"):
        plan = words(room.get(path).partition('class="r-dayplan"')[2].partition("</ol>")[0])
        assert plan.endswith(f"End day {last_day}"), path


def test_nothing_that_nobody_can_do_any_more_is_among_the_alerts(house: House, unguarded: Room) -> None:
    house.store.execute(unguarded.cast.exercise, Jump(id="one-jump-for-test", member="control", days=22))
    late = re.compile(r"past (its|their) (usual|limit)")
    assert late.search(words(unguarded.get("/?alerts=all")))
    house.store.execute(unguarded.cast.exercise, EndExercise(id="end-for-a-test", member="control"))
    told = words(unguarded.get("/?alerts=all"))
    assert not late.search(told)
    assert "People" in told[told.index("Alerts") :]


def test_open_points_are_told_as_left_without_a_ruling(room: Room, last_day: int) -> None:
    said = "Points that were open when play ended stay without a ruling."
    for path in ("/", "/points", "/part/points"):
        told = words(room.get(path))
        assert said in told, path
        assert "o point is open" not in told, path
    assert "Rule on a point" not in words(room.get("/"))
    assert "Rulings so far" in words(room.get("/"))
