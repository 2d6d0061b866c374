"""What confused a trainer and three people in a whole half day: words that were not true where they stood."""

import re
from html import unescape

import pytest

from simulation.exercise.clock.commands import EndExercise, Jump, StartExercise
from tests.control.conftest import Room
from tests.webapp.house import Person

DAYS = 30


def desk(room: Room, path: str = "", who: Person | None = None) -> str:
    answer = (who or room.cast.alba).get(f"/x/{room.cast.exercise}/desk/{path}")
    assert answer.status_code == 200
    return unescape(answer.text)


def jump(room: Room, times: int = 1) -> None:
    store = room.cast.alba.house.store
    for _time in range(times):
        at = store.published(room.cast.exercise).sequence
        store.execute(room.cast.exercise, Jump(id=f"tired-jump-{at}", member="control", days=DAYS))


def test_on_the_first_day_nobody_has_left_anybody_without_protection(unguarded: Room) -> None:
    brava = unguarded.cast.brava
    assert "is at risk and unprotected" not in desk(unguarded, who=brava)
    jump(unguarded)
    assert "is at risk and unprotected" in desk(unguarded, who=brava)


def test_the_wall_tells_of_no_jump_before_there_is_one_nor_after_it_is_taken_back(room: Room) -> None:
    nothing = "No day has passed yet"
    before = room.get("/projector/news")
    assert nothing in before
    assert "unprotected" not in before
    assert "The last jump in sixty seconds" not in room.get("/projector")
    jump(room)
    after = room.get("/projector/news")
    assert nothing not in after
    assert f"{DAYS} days, in which offices worked" in after
    assert "The last jump in sixty seconds" in room.get("/projector")


def test_after_the_end_nothing_can_still_be_done_today(unguarded: Room) -> None:
    jump(unguarded)
    now = "You can still give a date or a reason today."
    assert now in desk(unguarded, who=unguarded.cast.brava)
    assert "It can be ordered today" in desk(unguarded, who=unguarded.cast.brava)
    unguarded.cast.alba.house.store.execute(unguarded.cast.exercise, EndExercise(id="tired-end", member="control"))
    page = desk(unguarded, who=unguarded.cast.brava)
    assert "is at risk and unprotected" in page
    assert now not in page
    assert "It can be ordered today" not in page


def test_what_an_automatic_player_chose_is_not_told_as_the_teams_choice(room: Room) -> None:
    jump(room, 2)
    store = room.cast.alba.house.store
    view = store.published(room.cast.exercise).teams["SOV"]
    chosen = {each.about for each in view.reactions if each.code == "outcome"}
    assert chosen, "something came of a choice"
    assert not any(each.answered_by.is_person for each in view.injects if each.key in chosen)
    page = desk(room)
    assert "Result of a choice that nobody in your team made:" in page
    assert "Result of your choice" not in page
    assert "Your decision is on record" not in page
    told = desk(room, "messages")
    assert "Automatic player: nobody sat at this seat" in told
    assert "Your answer:" not in told


def test_days_after_the_last_move_are_no_move_in_the_drawing_of_the_events(room: Room) -> None:
    moves = room.cast.alba.house.store.published(room.cast.exercise).control.clock.moves
    jump(room, moves)
    heads = re.findall(r'class="r-events-head"[^>]*>([^<]*)<', room.get("/events"))
    assert [head.strip() for head in heads][-2:] == [f"Move {moves}", "After the last move"]


def test_an_event_that_is_fired_from_the_list_leads_back_to_the_list(room: Room) -> None:
    page = room.get("/events")
    found = re.search(r'action="([^"]*/events/[^"]+/fire)"(.*?)</form>', page, re.DOTALL)
    assert found is not None
    fields = dict(re.findall(r'name="(command_id|stay)"\s+value="([^"]*)"', found[2]))
    answer = room.cast.ines.post(found[1], fields)
    assert answer.status_code == 303
    assert answer.headers["Location"].endswith("/control/events")


@pytest.mark.parametrize("path", ["", "requests"])
def test_the_minutes_stand_first_in_the_bar_where_a_narrow_one_cuts_the_end(room: Room, path: str) -> None:
    page = desk(room, path)
    note = page[page.index('class="r-clock-note"') :]
    words = re.sub(r"<[^>]*>", " ", note[: note.index("</div>")])
    assert words.index("min left") < words.index("date stands still")
    assert "clock stopped" not in words, "the minutes run"


def test_a_review_is_offered_once_there_is_something_to_review(room: Room) -> None:
    ines, house = room.cast.ines, room.cast.alba.house
    made = house.new_exercise(title="Not begun")
    review = f"/x/{made}/review/"
    assert review not in ines.get("/exercises").text
    assert review not in ines.get(f"/x/{made}/control/needs").text
    house.store.execute(made, StartExercise(id="notbegun00000001", member="control", warm_up=True))
    assert review in ines.get("/exercises").text
    assert review in ines.get(f"/x/{made}/control/needs").text
