"""The lobby follows the exercise by itself: what can be chosen, and the way on to the desk."""

from __future__ import annotations

import re

import pytest

from simulation.exercise.clock.commands import EndExercise, EndWarmUp, StartExercise
from simulation.exercise.core.command import CONTROL
from tests.webapp.conftest import Cast
from tests.webapp.house import House, Person, nobody, trainer

FORM = re.compile(r"<form[^>]*action=\"([^\"]+)\"[^>]*>(.*?)</form>", re.DOTALL)
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


def part(person: Person) -> str:
    """What a tick brings to an open page of the lobby."""
    return person.get(f"/x/{person.exercise}/lobby/teams", {"X-Tick": "1"}).text


def test_an_open_page_of_the_lobby_leads_to_the_desk_once_the_first_move_opens(house: House) -> None:
    kira = nobody(house, "Kira", house.new_exercise())
    kira.join("police", "KES")
    page = kira.get(f"/x/{kira.exercise}/lobby/").text
    change = next(action for action, _body in FORM.findall(page) if "/lobby/seat/KES/fiu" in action)
    assert kira.post(change).status_code == 303
    assert "Choose a seat" in part(kira)
    assert "Your trainer will open the exercise soon" in part(kira)
    trainer(house).post(f"/x/{kira.exercise}/lobby/start", {"what": "first_move", "command_id": "openthefirstmove"})
    shown = part(kira)
    assert "Choose a seat" not in shown
    assert "you can change until" not in shown
    assert "The exercise is open." in shown
    assert f"/x/{kira.exercise}/desk/" in shown
    assert shown.index("Go to the desk") < shown.index("Kestria"), "the way on stands before the seats"


def test_the_lobby_says_in_every_phase_what_is_open(house: House) -> None:
    kira = nobody(house, "Kira", house.new_exercise())
    kira.join("police", "KES")
    for number, (act, words) in enumerate(
        (
            (StartExercise(id="warmup", member=CONTROL, warm_up=True), "The warm-up is open."),
            (EndWarmUp(id="firstmove", member=CONTROL), "The exercise is open."),
            (EndExercise(id="theend", member=CONTROL), "Play is over."),
        )
    ):
        house.store.execute(kira.exercise, act)
        assert words in part(kira)
        assert ("The exercise is open." in part(kira)) == (number == 1)


def test_the_pen_is_passed_in_the_lobby(house: House) -> None:
    exercise = house.new_exercise()
    kira, lev = nobody(house, "Kira", exercise), nobody(house, "Lev", exercise)
    for person in (kira, lev):
        person.join("police", "KES")
    action, body = next(found for found in FORM.findall(part(kira)) if "To Lev" in found[1])
    assert kira.post(action, dict(HIDDEN.findall(body))).status_code == 303
    seats = house.store.published(exercise).teams["KES"].seats
    assert next(seat.pen for seat in seats if seat.seat.office == "police") == lev.member_id


def test_the_page_of_the_personal_link_is_live_and_says_when_the_warm_up_opens(house: House) -> None:
    kira = nobody(house, "Kira", house.new_exercise())
    kira.join("police", "KES")
    page = kira.get(f"/x/{kira.exercise}/lobby/welcome").text
    stream = re.search(r'data-stream="([^"]+)"', page)
    assert stream is not None, "without a stream somebody who sits there counts as away"
    assert stream[1].endswith("/live/lobby/stream")
    src = re.search(r'data-panel="lobby"\s+data-src="([^"]+)"', page)
    assert src is not None
    assert "Your trainer will open the exercise soon." in kira.get(src[1], {"X-Tick": "1"}).text
    trainer(house).post(f"/x/{kira.exercise}/lobby/start", {"what": "warm_up", "command_id": "openthewarmup1"})
    shown = kira.get(src[1], {"X-Tick": "1"}).text
    assert "The warm-up is open." in shown
    assert f"/x/{kira.exercise}/desk/start" in shown


@pytest.mark.parametrize(
    ("pressed_on", "leads_to"),
    [
        ("desk/requests/VAL-D1/act", "desk/requests/VAL-D1"),
        ("at/SOV/desk/measures/stop", "at/SOV/desk/measures"),
        ("lobby/also/police", "lobby"),
        ("desk/messages?page=2", "desk/messages?page=2"),
        ("desk/board", "desk/board"),
    ],
)
def test_a_switch_on_the_answer_to_a_refused_form_leads_to_a_page_that_can_be_opened(
    cast: Cast, pressed_on: str, leads_to: str
) -> None:
    start = f"/x/{cast.exercise}/"
    answer = cast.alba.post("/language", {"language": "en"}, {"Referer": f"http://localhost{start}{pressed_on}"})
    assert answer.headers["Location"] == f"{start}{leads_to}"


@pytest.mark.parametrize(
    "elsewhere", ["", "http://other.test/exercises", "http://localhost//other.test/", "http://localhost/theme"]
)
def test_a_switch_pressed_nowhere_leads_to_the_front_door(cast: Cast, elsewhere: str) -> None:
    assert cast.alba.post("/theme", {}, {"Referer": elsewhere}).headers["Location"] == "/"
