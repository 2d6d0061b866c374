"""Rooms of one day: exercises of one case and seed beside each other, and one word to all of them."""

from __future__ import annotations

import re
from html import unescape

from simulation.exercise.clock.commands import StartExercise
from simulation.exercise.core.command import CONTROL
from tests.control.conftest import Room
from tests.webapp.house import House


def text(page: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page)))


def second_room(house: House, *, seed: int = 1, opened: bool = True) -> str:
    made = house.new_exercise(seed=seed, title="Room B")
    if opened:
        house.store.execute(made, StartExercise(id="roombbegins0001", member=CONTROL, warm_up=False))
    return made


def seed_of(house: House, room: Room) -> int:
    return house.store.published(room.cast.exercise).settings.seed


def test_rooms_of_one_seed_stand_beside_each_other_and_others_do_not(house: House, room: Room) -> None:
    assert "This is the only room" in text(room.get("/rooms"))
    second_room(house, seed=seed_of(house, room) + 1)
    assert "This is the only room" in text(room.get("/rooms"))
    second_room(house, seed=seed_of(house, room))
    page = text(room.get("/rooms"))
    assert "Room B" in page
    for row in ("Clock", "People at seats", "Known at risk, not protected", "Money held", "Asked abroad"):
        assert row in page
    assert "one of 2 rooms" in text(room.cast.ines.get("/exercises").text)


def test_the_same_event_has_each_rooms_answer(house: House, room: Room) -> None:
    second_room(house, seed=seed_of(house, room))
    line = next(
        each
        for each in house.store.published(room.cast.exercise).control.injects
        if each.fired_at is not None and each.answer_days
    )
    page = text(room.get("/rooms"))
    assert line.title in page
    assert "not answered yet" in page


def test_minutes_words_and_the_jump_go_to_all_whose_offices_are_open(house: House, room: Room) -> None:
    other = second_room(house, seed=seed_of(house, room))
    waiting = second_room(house, seed=seed_of(house, room), opened=False)
    before = {each: house.store.published(each).room for each in (room.cast.exercise, other)}
    cast = room.cast.ines
    assert cast.post(room.address("/rooms"), {"what": "minutes"}).status_code == 303
    for each, time in before.items():
        now = house.store.published(each).room
        assert now.ends is not None
        assert time.ends is not None
        assert now.ends >= time.ends + 300
    page = text(room.get("/rooms"))
    assert "Done in:" in page
    assert "Not done, since office hours are not open there: Room B" in page
    assert cast.post(room.address("/rooms"), {"what": "say", "said": "Coffee at eleven"}).status_code == 303
    assert cast.post(room.address("/rooms"), {"what": "jump"}).status_code == 303
    for each in before:
        shown = house.store.published(each)
        assert shown.room.said == "Coffee at eleven"
        assert shown.room.jump is not None
        assert shown.room.jump.days == shown.control.clock.next_jump_days
    assert house.store.published(waiting).room.jump is None
    assert cast.post(room.address("/rooms"), {"what": "say", "said": ""}).status_code == 422
    assert cast.post(room.address("/rooms"), {"what": "all"}).status_code == 422
