"""Every device answers the check once; who comes with the wall code although listed gets the seat that is kept."""

from __future__ import annotations

import pytest
from werkzeug.test import TestResponse

from tests.control.prepare.test_expected import Prepared, prepared
from tests.webapp.conftest import Cast
from tests.webapp.house import Person, in_house, nobody
from webapp.store.tables import Standing

__all__ = ["prepared"]

ASKED = "Can you read this?"


def ask(ines: Person, exercise: str) -> None:
    """The trainer asks every device; the wall clock of the house stands still."""
    assert ines.post(f"/x/{exercise}/control/people/door", {"act": "ask"}).status_code == 303


def say_here(person: Person, exercise: str) -> TestResponse:
    """Presses the button that the page shows."""
    asked = person.house.store.published(exercise).room.asked
    return person.post(f"/x/{exercise}/lobby/here?asked={asked}")


def test_each_device_answers_once_and_the_trainer_sees_who_did_not(cast: Cast) -> None:
    exercise, desk = cast.exercise, f"/x/{cast.exercise}/desk/"
    assert ASKED not in cast.alba.get(desk).text
    ask(cast.ines, exercise)
    assert ASKED in cast.alba.get(desk).text
    assert ASKED in cast.brava.get(f"/x/{exercise}/lobby/").text
    cast.ines.get(f"/x/{exercise}/control/people")  # tells the trainer what was asked
    assert ASKED not in cast.ines.get(f"/x/{exercise}/at/SOV/desk/").text
    assert cast.otto.post(f"/x/{exercise}/lobby/here?asked=1").status_code == 403
    phone = in_house(cast.alba.house, cast.alba)
    for _press in range(2):
        assert say_here(cast.alba, exercise).status_code == 303
    assert ASKED not in cast.alba.get(desk).text
    assert ASKED in phone.get(desk).text  # another device of the same person
    page = cast.ines.get(f"/x/{exercise}/control/people").text
    assert "1 of 2" in page
    assert "1 device has answered. No answer yet:" in page
    assert "Brava" in page.partition("No answer yet:")[2].partition("</ul>")[0]
    say_here(phone, exercise)
    say_here(cast.brava, exercise)
    page = cast.ines.get(f"/x/{exercise}/control/people").text
    assert "2 of 2" in page
    assert "3 devices have answered. Everybody has answered." in page


def test_a_second_check_begins_anew_and_an_old_page_answers_nothing(cast: Cast) -> None:
    exercise = cast.exercise
    ask(cast.ines, exercise)
    old = cast.alba.house.store.published(exercise).room.asked
    ask(cast.ines, exercise)
    assert cast.alba.house.store.published(exercise).room.asked > old
    cast.alba.post(f"/x/{exercise}/lobby/here?asked={old}")
    assert "0 of 2" in cast.ines.get(f"/x/{exercise}/control/people").text
    assert cast.alba.post(f"/x/{exercise}/lobby/here?asked=much").status_code == 303
    assert "0 of 2" in cast.ines.get(f"/x/{exercise}/control/people").text
    cast.ines.post(f"/x/{exercise}/control/people/door", {"act": "end_question"})
    assert ASKED not in cast.alba.get(f"/x/{exercise}/desk/").text


def comes(prepared: Prepared, name: str) -> tuple[Person, str, str]:
    """Somebody types the wall code and a name: the person, the page of seats, and where it stands."""
    person = nobody(prepared.house, name, prepared.exercise)
    code = prepared.house.join_code(prepared.exercise)
    person.post(f"/join/{code}", {"name": name})
    return person, person.get(f"/join/{code}/seat").text, f"/join/{code}/expected"


@pytest.mark.parametrize("name", ["Joren Maas", "maas, JOREN", "Joren"])
def test_who_is_listed_gets_the_kept_seat_and_stays_one_entry(prepared: Prepared, name: str) -> None:
    prepared.hand_in()
    prepared.seat()
    person, page, kept = comes(prepared, name)
    assert "You are expected: Joren Maas" in page
    assert person.post(kept).status_code == 303
    rows = prepared.house.members(prepared.exercise)
    assert [(row.name, row.country) for row in rows] == [("Joren Maas", "VAL")]
    card = list(prepared.codes().values())[1]
    second, _answer = prepared.by_card(card)
    assert second.get(f"/x/{prepared.exercise}/lobby/welcome").status_code == 200
    assert len(prepared.house.members(prepared.exercise)) == 1
    other, page, kept = comes(prepared, "Joren Maas")
    assert "You are expected" not in page
    assert other.post(kept).status_code == 409


def test_nobody_is_told_the_seat_of_another(prepared: Prepared) -> None:
    prepared.hand_in("Joren Maas; Police\nJoren Vent; Police\nIlse Varden; Police")
    _person, page, _kept = comes(prepared, "Ilse Varden")
    assert "You are expected" not in page  # no seat was given yet
    prepared.seat()
    for name in ("Joren", "Sten Borg", "Ilse V"):
        assert "You are expected" not in comes(prepared, name)[1], name


def test_who_knocks_is_admitted_as_the_listed_person(prepared: Prepared) -> None:
    prepared.hand_in()
    prepared.seat()
    prepared.ines.post(f"/x/{prepared.exercise}/control/people/door", {"act": "lock"})
    person, page, kept = comes(prepared, "Joren Maas")
    assert "That is me: knock" in page
    assert person.post(kept).headers["Location"].endswith("/lobby/waiting")
    shown = prepared.ines.get(f"/x/{prepared.exercise}/control/people").text
    assert "On the list: Joren Maas" in shown
    knock = next(row for row in prepared.house.members(prepared.exercise) if row.standing is Standing.WAITING)
    guest = list(prepared.codes())[1]
    where = f"/x/{prepared.exercise}/control/people/{knock.id}/admit"
    assert prepared.ines.post(where, {"how": "expected", "guest": "nobody"}).status_code == 404
    for _press in range(2):
        assert prepared.ines.post(where, {"how": "expected", "guest": guest}).status_code == 303
    assert person.get(f"/x/{prepared.exercise}/lobby/waiting").status_code == 303
    assert person.get(f"/x/{prepared.exercise}/lobby/welcome").status_code == 200
    rows = {row.id: row for row in prepared.house.members(prepared.exercise)}
    assert rows[guest].is_in
    assert rows[knock.id].same_as == guest
    assert {who for there in prepared.seats().values() for who in there} == {guest}
