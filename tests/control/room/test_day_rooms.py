"""Rooms of the same day: exercises of one case and seed beside each other, and one word to all of them."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from html import unescape

from werkzeug.test import TestResponse

from simulation.exercise.clock.commands import StartExercise
from simulation.exercise.core.command import CONTROL, Seat
from simulation.exercise.injects.commands import EditInject, FireInject
from simulation.exercise.procedures.letter.commands import OpenDraft
from simulation.kernel.terms import Office
from simulation.scenario.schema.play import Sought
from tests.control.conftest import Room
from tests.webapp.house import House
from webapp.control.room.day_rooms import MOST_ROOMS
from webapp.store.tables import ExerciseRecord


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
    assert "No other room plays this case" in text(room.get("/rooms"))
    second_room(house, seed=seed_of(house, room) + 1)
    assert "No other room plays this case" in text(room.get("/rooms"))
    second_room(house, seed=seed_of(house, room))
    page = text(room.get("/rooms"))
    assert "Room B" in page
    for row in (
        "Clock",
        "People at seats",
        "People known to be at risk, not protected",
        "Money held",
        "Requests sent abroad",
    ):
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


def form(page: str) -> dict[str, str | list[str]]:
    """What the form sends as it stands: the rooms that are ticked, and how each was seen."""
    boxes = re.findall(r'name="room"\s+value="(\w+)" checked', page)
    return {**dict(re.findall(r'name="(seen-\w+)" value="(\d+)"', page)), "room": boxes}


def tell(at: Room, page: str, /, **fields: str | list[str]) -> TestResponse:
    return at.cast.ines.post(at.address("/rooms"), {**form(page), **fields})


def backdated(house: House, exercise: str, days: int) -> None:
    """Makes, begins and moves an exercise so many days earlier."""
    with house.database.writing() as session:
        row = session.get_one(ExerciseRecord, exercise)
        row.created_at -= timedelta(days=days)
        row.phase_since -= timedelta(days=days)
        time = json.loads(row.room_time)
        row.room_time = json.dumps(time | {"since": time["since"] - days * 86_400})


def test_minutes_words_and_the_jump_go_to_the_rooms_that_are_ticked(house: House, room: Room) -> None:
    other = second_room(house, seed=seed_of(house, room))
    waiting = second_room(house, seed=seed_of(house, room), opened=False)
    here = room.cast.exercise
    before = {each: house.store.published(each).room for each in (here, other)}
    page = room.get("/rooms")
    assert set(form(page)["room"]) == {here, other}
    assert tell(room, page, what="minutes", room=[here, other, waiting]).status_code == 303
    for each, time in before.items():
        now = house.store.published(each).room
        assert now.ends is not None
        assert time.ends is not None
        assert now.ends == time.ends + 300
    page = room.get("/rooms")
    assert "Done in:" in text(page)
    assert "Not done in Room B: This cannot be done now: the exercise has not started." in text(page)
    assert tell(room, page, what="say", said="Coffee at eleven").status_code == 303
    assert tell(room, room.get("/rooms"), what="jump", room=[other]).status_code == 303
    for each in before:
        assert house.store.published(each).room.said == "Coffee at eleven"
    shown = house.store.published(other)
    assert shown.room.jump is not None
    assert shown.room.jump.days == shown.control.clock.next_jump_days
    assert house.store.published(here).room.jump is None
    page = room.get("/rooms")
    assert tell(room, page, what="say", said="").status_code == 422
    assert tell(room, page, what="all").status_code == 422
    assert tell(room, page, what="minutes", room=[]).status_code == 422


def test_a_second_click_and_an_older_page_change_nothing_and_say_why(house: House, room: Room) -> None:
    page = room.get("/rooms")
    ends = house.store.published(room.cast.exercise).room.ends
    for _twice in range(2):
        assert tell(room, page, what="minutes").status_code == 303
    assert ends is not None
    assert house.store.published(room.cast.exercise).room.ends == ends + 300
    assert "Somebody has changed the clock in the meantime" in text(room.get("/rooms"))


def test_rooms_of_another_day_case_or_seed_are_neither_shown_nor_reached(house: House, room: Room) -> None:
    old = second_room(house, seed=seed_of(house, room))
    backdated(house, old, 7)
    page = room.get("/rooms")
    assert "No other room plays this case" in text(page)
    assert "rooms" not in text(room.cast.ines.get("/exercises").text)
    before = house.store.published(old).room
    assert tell(room, page, what="minutes", room=[old], **{f"seen-{old}": str(before.changes)}).status_code == 422
    assert house.store.published(old).room == before


def test_each_of_many_rooms_is_reached_although_six_stand_beside_each_other(house: House, room: Room) -> None:
    others = [second_room(house, seed=seed_of(house, room)) for _each in range(MOST_ROOMS)]
    page = room.get("/rooms")
    assert page.count('<th scope="col">') == MOST_ROOMS
    assert tell(room, page, what="say", said="Coffee at eleven").status_code == 303
    for each in (room.cast.exercise, *others):
        assert house.store.published(each).room.said == "Coffee at eleven"


def test_the_page_hears_of_what_happens_in_another_room(house: House, room: Room) -> None:
    beside = second_room(house, seed=seed_of(house, room))
    page = room.get("/rooms")
    body = page.partition("<body")[2].partition(">")[0]
    assert "data-stream" not in body
    poll = room.address("/rooms/poll")
    assert f'data-poll="{poll}"' in body
    before = json.loads(room.get("/rooms/poll"))
    assert f'data-version="{before["panels"]["rooms"]}"' in page
    assert json.loads(room.get("/rooms/poll")) == before
    house.store.retime(beside, house.store.published(beside).room.changes, lambda time: time.pauses("", 77))
    after = json.loads(room.get("/rooms/poll"))
    assert after["panels"]["rooms"] != before["panels"]["rooms"]
    assert after["sum"] != before["sum"]
    part = room.get("/rooms/part")
    assert f'data-version="{after["panels"]["rooms"]}"' in part
    assert "pause" in text(part)
    seen = re.search(rf'form="tell-rooms" name="seen-{beside}" value="(\d+)"', part)
    assert seen is not None
    assert int(seen[1]) == house.store.published(beside).room.changes


def test_words_do_not_end_a_pause(house: House, room: Room) -> None:
    exercise = room.cast.exercise
    house.store.retime(exercise, house.store.published(exercise).room.changes, lambda time: time.pauses("", 77))
    assert tell(room, room.get("/rooms"), what="say", said="Coffee at eleven").status_code == 303
    assert house.store.published(exercise).room.said == "Coffee at eleven"
    assert house.store.published(exercise).room.paused == 77


def test_a_draft_is_not_asked_abroad(house: House, room: Room) -> None:
    def asked() -> str:
        return text(room.get("/rooms")).partition("Requests sent abroad")[2].partition(" FIU")[0]

    before = asked()
    drafts = [each for each in house.store.published(room.cast.exercise).control.requests if each.status == "drafting"]
    person = house.store.published(room.cast.exercise).teams["SOV"].entities[0].key
    opened = OpenDraft(
        id="draftsomething",
        by=Seat("SOV", Office.AUTHORITY),
        member=room.cast.alba.member_id,
        sought=Sought.BANK_RECORDS,
        requested="VAL",
        targets=(person,),
    )
    house.store.execute(room.cast.exercise, opened)
    now = [each for each in house.store.published(room.cast.exercise).control.requests if each.status == "drafting"]
    assert len(now) == len(drafts) + 1
    assert asked() == before


def test_an_event_has_the_titles_that_the_rooms_gave_it(house: House, room: Room) -> None:
    other = second_room(house, seed=seed_of(house, room))
    third = second_room(house, seed=seed_of(house, room))
    line = next(
        each
        for each in house.store.published(other).control.injects
        if each.fired_at is None and each.answer_days and each.countries and not each.contingency
    )
    for number, exercise in enumerate((other, third)):
        edit = EditInject(
            id=f"edit{number:08}",
            member=CONTROL,
            inject=line.key,
            title="Two at the gate" if exercise == other else line.title,
            text=line.text,
            country=line.countries[0],
            day=None,
            answer_days=line.answer_days,
        )
        house.store.execute(exercise, edit)
        house.store.execute(exercise, FireInject(id=f"fire{number:08}", member=CONTROL, inject=line.key))
    assert "has not come" in text(room.get("/rooms"))
    assert f"Two at the gate / {line.title}" in text(room.get("/rooms"))
