"""The pen: who has none sees it before writing, and takes it in one click once the holder is away long enough."""

from __future__ import annotations

import re

import pytest

from tests.webapp.conftest import Cast
from tests.webapp.house import House, Person, nobody
from tests.webapp.lobby.test_door import act, seats

TAKE = re.compile(r'<form method="post" action="([^"]+/pen)"[^>]*>(.*?)</form>', re.DOTALL)
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


@pytest.fixture
def wall(house: House) -> list[float]:
    """The wall clock of the lamps, which a test moves."""
    moved = [house.services.wall_clock()]
    house.services.presence.wall_clock = lambda: moved[0]
    return moved


@pytest.fixture
def second(house: House, cast: Cast) -> Person:
    """Sits beside Alba, who holds the pen."""
    person = nobody(house, "Second", cast.exercise)
    person.join("authority", "SOV")
    return person


def take(person: Person, page: str) -> int:
    """Presses the button of the strip."""
    strip = page.partition("r-pen-strip")[2]
    found = TAKE.search(strip)
    assert found is not None
    fields: dict[str, str | list[str]] = dict(HIDDEN.findall(found[2]))
    return person.post(found[1], fields).status_code


def test_who_has_no_pen_sees_who_has_it_on_every_page(cast: Cast, second: Person, wall: list[float]) -> None:
    cast.alba.get(f"/x/{cast.exercise}/desk/")
    for page in ("", "requests/new", "measures", "messages", "case", "meetings", "procedures", "documents"):
        text = second.get(f"/x/{cast.exercise}/desk/{page}").text
        assert "You can read; Alba holds the pen of Central authority" in text, page
        assert "Take the pen" not in text, page
        assert "You can read" not in cast.alba.get(f"/x/{cast.exercise}/desk/{page}").text


def test_nothing_on_the_desk_looks_as_if_it_could_be_sent(cast: Cast, second: Person) -> None:
    assert "btn-primary" in cast.alba.get(f"/x/{cast.exercise}/desk/").text
    main = second.get(f"/x/{cast.exercise}/desk/").text.partition('id="main"')[2]
    assert "btn-primary" not in main.partition("<dialog")[0]


def test_a_pen_is_taken_once_the_holder_is_away_for_the_set_time(
    house: House, cast: Cast, second: Person, wall: list[float]
) -> None:
    desk = f"/x/{cast.exercise}/desk/"
    cast.alba.get(desk)
    wall[0] += 50
    page = second.get(desk).text
    assert "Alba (away) holds the pen" in page
    assert "You can take the pen once its holder has been away for 1 min" in page
    assert "Take the pen" not in page
    wall[0] += 190
    page = second.get(desk).text
    assert "Alba (away 4 min) holds the pen" in page
    assert take(second, page) == 303
    assert seats(house, cast.exercise, "SOV")["authority"][0] == second.member_id
    assert "You can read; Second holds the pen" in cast.alba.get(desk).text


def test_nobody_takes_the_pen_of_who_is_here(house: House, cast: Cast, second: Person, wall: list[float]) -> None:
    cast.alba.get(f"/x/{cast.exercise}/desk/")
    form: dict[str, str | list[str]] = {
        "command_id": "takethepen001",
        "to": second.member_id,
        "office": "authority",
    }
    answer = second.post(f"/x/{cast.exercise}/lobby/pen", form)
    assert answer.status_code == 422
    assert "The pen holder of this seat is here" in answer.text
    assert seats(house, cast.exercise, "SOV")["authority"][0] == cast.alba.member_id


def test_the_time_is_a_setting_of_the_exercise(house: House, cast: Cast, second: Person, wall: list[float]) -> None:
    cast.alba.get(f"/x/{cast.exercise}/desk/")
    assert act(cast.ines, cast.exercise, "door", {"act": "pens", "minutes": "10"}).status_code == 303
    wall[0] += 300
    page = second.get(f"/x/{cast.exercise}/desk/").text
    assert "away for 10 min" in page
    assert "Take the pen" not in page


def test_who_observes_is_told_so(cast: Cast, second: Person) -> None:
    assert act(cast.ines, cast.exercise, f"{second.member_id}/move", {"seat": "SOV/observer"}).status_code == 303
    page = second.get(f"/x/{cast.exercise}/desk/").text
    assert "You observe: you read everything your team reads" in page
    assert "r-reads-along" in page


def test_the_alert_of_an_absent_pen_leads_to_people(cast: Cast, second: Person, wall: list[float]) -> None:
    cast.alba.get(f"/x/{cast.exercise}/desk/")
    wall[0] += 100
    second.get(f"/x/{cast.exercise}/desk/")
    page = cast.ines.get(f"/x/{cast.exercise}/control/?alerts=all").text
    found = re.search(r"the pen holder is away.*?href=\"([^\"]+)\"", page, re.DOTALL)
    assert found is not None
    assert found[1].endswith("/control/people")
