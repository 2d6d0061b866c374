"""Somebody who sits alone takes a further free seat of the own team, gives it up again, stands up from both."""

from __future__ import annotations

import re
from html import unescape

import pytest

from simulation.exercise.clock.commands import EndExercise
from simulation.exercise.core.command import CONTROL
from simulation.exercise.core.settings import Settings
from tests.webapp.conftest import Cast
from tests.webapp.house import House, Person, nobody, trainer
from webapp.store.new_exercise import new_exercise

FORM = re.compile(r"<form[^>]*action=\"([^\"]+)\"[^>]*>(.*?)</form>", re.DOTALL)
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
AS_WELL = "Take this seat as well"
GIVE_UP = "Give this seat up"


@pytest.fixture
def alone(house: House) -> Person:
    """Somebody at the second seat of Kesteren before the first move, where a country has two seats."""
    exercise = house.new_exercise(preset="half_day_14")
    person = nobody(house, "Kira", exercise)
    assert person.join("police+fiu", "KES").status_code == 303
    return person


def lobby(person: Person) -> str:
    return person.get(f"/x/{person.exercise}/lobby/").text


def desk(person: Person, path: str = "") -> str:
    return person.get(f"/x/{person.exercise}/desk/{path}").text


def pens(person: Person, country: str) -> dict[str, str]:
    view = person.house.store.published(person.exercise).teams[country]
    return {seat.seat.office.value: seat.pen for seat in view.seats}


def held(person: Person, country: str) -> set[str]:
    return {office for office, pen in pens(person, country).items() if pen == person.member_id}


def press(person: Person, page: str, button: str, having: str = "") -> int:
    """Presses the first button of this name, in a form that holds this text."""
    for action, body in FORM.findall(page):
        if button in body and having in action + body:
            hidden = HIDDEN.findall(body)
            form = {name: [value for other, value in hidden if other == name] for name, _value in hidden}
            return person.post(unescape(action), {**form}).status_code
    message = f"no button {button!r} {having!r}"
    raise AssertionError(message)


def open_first_move(person: Person) -> None:
    keeper = trainer(person.house)
    opened = keeper.post(f"/x/{person.exercise}/lobby/start", {"what": "first_move", "command_id": "openthefirstmove"})
    assert opened.status_code == 303


def test_a_free_seat_of_the_own_team_is_taken_as_well_before_the_first_move(alone: Person) -> None:
    page = lobby(alone)
    assert page.count(AS_WELL) == 1, "only the free seat of the own team"
    assert press(alone, page, AS_WELL) == 303
    assert held(alone, "KES") == {"authority", "prosecutor", "police", "fiu"}
    assert AS_WELL not in lobby(alone)


def test_in_play_the_desk_offers_it_and_both_seats_work_is_there(alone: Person) -> None:
    open_first_move(alone)
    page = desk(alone)
    assert page.count(AS_WELL) == 1
    assert AS_WELL in lobby(alone)
    assert press(alone, page, AS_WELL) == 303
    assert held(alone, "KES") == {"authority", "prosecutor", "police", "fiu"}
    page = desk(alone)
    assert AS_WELL not in page
    for office in ("Central authority", "Prosecutor", "Police"):
        assert office in page


def test_one_of_two_seats_is_given_up_and_leaving_frees_both(alone: Person) -> None:
    press(alone, lobby(alone), AS_WELL)
    open_first_move(alone)
    page = lobby(alone)
    assert page.count(GIVE_UP) == 2
    assert press(alone, page, GIVE_UP, "police") == 303
    assert held(alone, "KES") == {"authority", "prosecutor"}
    page = lobby(alone)
    assert GIVE_UP not in page, "the last seat is left by leaving"
    press(alone, page, AS_WELL)
    assert len(held(alone, "KES")) == 4
    assert press(alone, lobby(alone), "Leave", "/leave") == 200
    assert set(pens(alone, "KES").values()) == {""}


def test_another_seat_in_place_of_two_frees_both(alone: Person) -> None:
    press(alone, lobby(alone), AS_WELL)
    assert press(alone, lobby(alone), "Sit here", "/VAL/") == 303
    assert set(pens(alone, "KES").values()) == {""}
    assert len(held(alone, "VAL")) == 2


def test_a_further_seat_keeps_the_pen_of_a_seat_with_two_people(alone: Person) -> None:
    beside = nobody(alone.house, "Lev", alone.exercise)
    beside.join("police+fiu", "KES")
    assert press(alone, lobby(alone), AS_WELL) == 303
    assert held(alone, "KES") == {"authority", "prosecutor", "police", "fiu"}
    assert press(alone, lobby(alone), GIVE_UP, "authority") == 303
    assert held(alone, "KES") == {"police", "fiu"}
    assert press(beside, lobby(beside), AS_WELL) == 303
    assert held(alone, "KES") == {"police", "fiu"}, "who had no pen has none by sitting down elsewhere"
    assert held(beside, "KES") == {"authority", "prosecutor"}


@pytest.mark.parametrize("seat", ["authority+prosecutor", "fiu", "head", "-"])
def test_only_a_free_seat_can_be_taken_as_well(alone: Person, seat: str) -> None:
    other = nobody(alone.house, "Mara", alone.exercise)
    other.join("authority+prosecutor", "KES")
    before = pens(alone, "KES")
    assert AS_WELL not in lobby(alone)
    answer = alone.post(f"/x/{alone.exercise}/lobby/also/{seat}", {"command_id": "alsothatseat"})
    assert answer.status_code == 422
    assert "Nothing was changed" in answer.text
    assert alone.post(f"/x/{alone.exercise}/lobby/also/police+fiu", {"command_id": "ownseatagain"}).status_code == 303
    last = alone.post(f"/x/{alone.exercise}/lobby/give-up/police+fiu", {"command_id": "theonlyseat1"})
    assert last.status_code == 422
    assert "your only seat" in last.text
    assert pens(alone, "KES") == before


def test_nobody_without_a_pen_and_nobody_after_the_end_takes_a_seat(house: House, cast: Cast) -> None:
    head = nobody(house, "Head", cast.exercise)
    head.join("head", "SOV")
    assert AS_WELL not in lobby(head)
    assert AS_WELL not in desk(head)
    url = f"/x/{cast.exercise}/lobby/also/police"
    assert head.post(url, {"command_id": "headtakesone"}).status_code in {403, 422}
    assert AS_WELL in desk(cast.alba)
    house.store.execute(cast.exercise, EndExercise(id="theend", member=CONTROL))
    assert AS_WELL not in desk(cast.alba)
    assert AS_WELL not in lobby(cast.alba)
    assert cast.alba.post(url, {"command_id": "aftertheend"}).status_code in {409, 422}


def test_a_trainer_gives_somebody_a_further_seat(alone: Person) -> None:
    open_first_move(alone)
    keeper = trainer(alone.house)
    address = f"/x/{alone.exercise}/control/people/{alone.member_id}"
    page = keeper.get(address).text
    form = next(body for action, body in FORM.findall(page) if action.endswith("/also"))
    assert re.findall(r'<option value="([^"]+)"', form) == ["authority+prosecutor"], "the free seats of the team"
    values = {**dict(HIDDEN.findall(form)), "seat": "authority+prosecutor"}
    assert keeper.post(f"{address}/also", values).status_code == 303
    assert held(alone, "KES") == {"authority", "prosecutor", "police", "fiu"}
    page = keeper.get(address).text
    assert "Central authority, Prosecutor, Police" in re.sub(r"\s*<[^>]+>", "", page)
    assert not any(action.endswith("/also") for action, _body in FORM.findall(page))
    people = keeper.get(f"/x/{alone.exercise}/control/people").text
    assert "1 person" in people
    assert "2 people" not in people


def test_a_trainer_gives_the_pen_of_one_of_two_seats(alone: Person) -> None:
    lev = nobody(alone.house, "Lev", alone.exercise)
    lev.join("police+fiu", "KES")
    assert press(lev, lobby(lev), AS_WELL) == 303
    assert held(lev, "KES") == {"authority", "prosecutor"}
    keeper = trainer(alone.house)
    people = f"/x/{alone.exercise}/control/people"
    page = keeper.get(people).text
    lines = [line for line in page.split("<tr")[1:] if f'data-key="{lev.member_id}"' in line]
    assert [('class="r-pen"' in line, "Give the pen" in line) for line in lines] == [(True, False), (False, True)]
    own = keeper.get(f"{people}/{lev.member_id}").text
    assert own.count('class="r-pen') == 1
    assert "Give the pen" in own
    assert press(keeper, page, "Give the pen", lev.member_id) == 303
    assert len(held(lev, "KES")) == 4
    assert press(keeper, keeper.get(people).text, "Give the pen", alone.member_id) == 303
    assert held(alone, "KES") == {"police", "fiu"}
    assert press(keeper, keeper.get(f"{people}/{lev.member_id}").text, "Give the pen") == 303
    assert len(held(lev, "KES")) == 4, "the page of the person gives all"


def test_the_lobby_says_once_a_country_what_automatic_colleagues_do(alone: Person) -> None:
    house = alone.house
    settings = Settings(preset="half_day_14", seed=1, policies=(("KES", "textbook"),))
    other = new_exercise(house.database, scenario="blue-current", settings=settings, title="Other", trainer=None)
    assert "protects people at home, begins nothing else" in lobby(alone)
    assert "plays by the textbook" not in lobby(alone)
    lev = nobody(house, "Lev", other)
    assert lev.join("police+fiu", "KES").status_code == 303
    assert lobby(lev).count("plays by the textbook") == 1, "once for the country, not at each of its seats"
