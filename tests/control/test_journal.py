"""The journal in words, and undo."""

from tests.control.conftest import Room
from tests.webapp.house import House


def test_undo_names_what_it_takes_back_and_goes_back(house: House, room: Room) -> None:
    before = house.store.published(room.cast.exercise)
    room.post("/jump", days="30", ends_move="yes")
    room.post("/messages", on="/messages", persona="press", to="SOV.authority", text="Is it true?", answers="")
    asked = room.get(f"/journal/{before.sequence}/undo")
    assert "Jumped 30 days" in asked
    assert "Wrote to Central authority, Sorvane as The press" in asked
    done = room.post(f"/journal/{before.sequence}/undo", on=f"/journal/{before.sequence}/undo")
    assert done.status_code == 303
    after = house.store.published(room.cast.exercise)
    assert after.control.clock.now == before.control.clock.now
    assert after.control.clock.move == 1
    assert after.sequence == before.sequence + 3
    journal = room.get("/journal")
    assert journal.count("<s>") == 2
    assert "Undid everything after entry" in journal


def test_what_was_undone_cannot_be_gone_back_to(house: House, room: Room) -> None:
    start = house.store.published(room.cast.exercise).sequence
    room.post("/jump", days="30", ends_move="yes")
    room.post(f"/journal/{start}/undo", on=f"/journal/{start}/undo")
    assert room.cast.ines.get(room.address(f"/journal/{start + 1}/undo")).status_code == 404
    assert room.cast.ines.get(room.address("/journal/999/undo")).status_code == 404


def test_the_journal_speaks_in_words(room: Room) -> None:
    room.post("/jump", days="2")
    page = room.get("/journal")
    for words in ("Jumped 2 days", "Opened the first move", "Sat down: Central authority, Sorvane", "Alba"):
        assert words in page
    for code in ("TakeSeat", "StartExercise", "office_hours"):
        assert code not in page


def test_a_plan_after_an_undo_counts_the_move_from_its_new_start(house: House, room: Room) -> None:
    start = house.store.published(room.cast.exercise).sequence
    room.post("/jump", days="30", ends_move="yes")
    room.post(f"/journal/{start}/undo", on=f"/journal/{start}/undo")
    page = room.get("/")
    assert "Move 1 of 8" in page
    assert page.count('class="r-plan-done"') == 0
