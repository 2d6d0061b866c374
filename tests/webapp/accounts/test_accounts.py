"""The first start, signing in and out, and a forgotten password."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest
import sqlalchemy as sa

from tests.webapp.house import PASSWORD, House, nobody, trainer
from webapp.accounts.trainers import has_trainer, new_first_link
from webapp.process.one_process import Guard
from webapp.store.tables import TrainerRecord


def test_the_first_link_makes_a_trainer_once(house: House) -> None:
    ines = nobody(house, "Ines")
    assert "No trainer yet" in ines.get("/sign-in").text
    token = new_first_link(house.database)
    assert ines.get(f"/first/{token}?next=/exercises/new").status_code == 200
    form: dict[str, str | list[str]] = {"name": "Ines", "password": PASSWORD, "again": PASSWORD}
    done = ines.post(f"/first/{token}", {**form, "next": "/exercises/new"})
    assert (done.status_code, done.headers["Location"]) == (303, "/exercises/new")
    assert ines.get("/exercises").status_code == 200
    otto = nobody(house)
    assert otto.get(f"/first/{token}").status_code == 410
    assert otto.post(f"/first/{token}", form).status_code == 410


@pytest.mark.parametrize(
    ("name", "password", "again", "words"),
    [
        ("", PASSWORD, PASSWORD, "Write a name"),
        ("Ines", "short", "short", "at least 8 characters"),
        ("Ines", PASSWORD, PASSWORD + "x", "The two passwords differ"),
        ("Ines", "Password2026!", "Password2026!", "one of the first that somebody tries who guesses"),
        ("Ines Maria", "ines-maria-1", "ines-maria-1", "is the same as the name for signing in"),
    ],
)
def test_the_form_says_what_is_wrong(house: House, name: str, password: str, again: str, words: str) -> None:
    token = new_first_link(house.database)
    answer = nobody(house).post(f"/first/{token}", {"name": name, "password": password, "again": again})
    assert answer.status_code == 422
    assert words in answer.text
    assert password not in answer.text
    assert not has_trainer(house.database)


def test_wrong_name_or_password(house: House) -> None:
    trainer(house)
    otto = nobody(house)
    for form in ({"name": "Ines", "password": "wrong"}, {"name": "Otto", "password": PASSWORD}):
        answer = otto.post("/sign-in", {**form})
        assert answer.status_code == 422
        assert "The name or the password is wrong" in answer.text
    assert otto.get("/exercises").status_code == 303


def test_a_page_that_was_wanted_comes_after_signing_in(house: House) -> None:
    trainer(house)
    again = nobody(house, "Ines")
    wanted = again.get("/exercises/new")
    assert wanted.headers["Location"] == "/sign-in?next=/exercises/new"
    answer = again.post("/sign-in", {"name": "Ines", "password": PASSWORD, "next": "/exercises/new"})
    assert answer.headers["Location"] == "/exercises/new"


def test_signing_out(house: House) -> None:
    ines = trainer(house)
    assert ines.post("/sign-out").status_code == 303
    assert ines.get("/exercises").status_code == 303


def test_a_new_password_signs_every_browser_out(house: House) -> None:
    ines = trainer(house)
    token = new_first_link(house.database)
    other = nobody(house, "Ines")
    fresh: dict[str, str | list[str]] = {"name": "Ines", "password": "another password", "again": "another password"}
    assert other.post(f"/first/{token}", fresh).status_code == 303
    assert ines.get("/exercises").status_code == 303
    assert other.get("/exercises").status_code == 200


def test_passwords_are_kept_as_scrypt_only(house: House) -> None:
    chosen: dict[str, str | list[str]] = {"name": "Ines", "password": PASSWORD, "again": PASSWORD}
    assert nobody(house, "Ines").post(f"/first/{new_first_link(house.database)}", chosen).status_code == 303
    raw = (house.config.data / "rogatory.sqlite").read_bytes()
    wal = (house.config.data / "rogatory.sqlite-wal").read_bytes()
    assert PASSWORD.encode() not in raw + wal
    assert b"scrypt:16384:8:1$" in raw + wal


class Together(Guard):
    """Lets two write only when both are about to."""

    def __init__(self, house: House) -> None:
        """Nobody waits yet."""
        super().__init__(house.database.engine)
        self.both = Barrier(2)

    def check(self) -> None:
        """Waits for the other one, who in the end may not come."""
        with suppress(BrokenBarrierError):
            self.both.wait(timeout=10)


@pytest.mark.parametrize("act", ["/remove", ""])
def test_two_who_take_the_list_from_each_other_at_once_leave_one_who_keeps_it(house: House, act: str) -> None:
    people = (trainer(house, "Ines"), trainer(house, "Milo"))
    numbers = dict(house_trainers(house, TrainerRecord.name, TrainerRecord.id))
    for person in people:
        person.token()
    house.database.guard = Together(house)
    with ThreadPoolExecutor(2) as hands:
        done = [
            hands.submit(person.post, f"/trainers/{numbers[other.name]}{act}")
            for person, other in zip(people, reversed(people), strict=True)
        ]
        codes = sorted(each.result().status_code for each in done)
    house.database.guard = None
    assert codes == [303, 403]
    assert [sees for _name, sees in house_trainers(house, TrainerRecord.name, TrainerRecord.sees_all)].count(True) == 1


def house_trainers(house: House, *columns: sa.orm.InstrumentedAttribute[Any]) -> list[tuple[Any, ...]]:
    with house.database.reading() as session:
        return [tuple(row) for row in session.execute(sa.select(*columns))]
