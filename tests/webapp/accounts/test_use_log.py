"""The log of the server: what is in it, who reads it, and that nobody changes it."""

from __future__ import annotations

import re
from html import unescape

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError

from simulation.exercise.core.command import SeatRole
from tests.webapp.house import PASSWORD, House, nobody, trainer
from webapp.store.tables import UseRecord


def rows(house: House) -> list[tuple[str, str, str]]:
    with house.database.reading() as session:
        found = session.scalars(sa.select(UseRecord).order_by(UseRecord.id))
        return [(each.what, each.who, each.exercise) for each in found]


def text(page: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page)))


def test_sign_ins_joins_files_and_erasures_are_logged_without_names_of_people(house: House) -> None:
    ines, exercise = trainer(house), house.new_exercise(title="Thursday group")
    somebody = nobody(house, "Secret Name", exercise)
    assert somebody.join(SeatRole.OBSERVER.value, "SOV").status_code == 303
    assert ines.get(f"/x/{exercise}/shelf/backup").status_code == 200
    page = text(ines.get("/trainers/log").text)
    assert "Thursday group" in page
    assert ines.post(f"/x/{exercise}/shelf/delete", {"sure": "yes"}).status_code == 303
    assert nobody(house, "x").post("/sign-in", {"name": "Ines", "password": "not my password"}).status_code == 422
    told = rows(house)
    assert ("exported", ines.name, exercise) in told
    assert ("erased", ines.name, exercise) in told
    assert ("sign_in_refused", "", "") in told
    assert any(what in {"joined", "knocked"} and about == exercise for what, _who, about in told)
    assert ("signed_in", ines.name, "") in told
    page = text(ines.get("/trainers/log").text)
    for said in ("signed in", "a sign-in was refused", "an exercise was saved to a file", "an exercise was erased"):
        assert said in page
    assert "Secret Name" not in page
    assert "not my password" not in repr(told)


def test_nobody_changes_or_removes_a_line(house: House) -> None:
    trainer(house)
    before = rows(house)
    for act in ("UPDATE use_log SET who = 'somebody else'", "DELETE FROM use_log"):
        with pytest.raises(DatabaseError, match="only added"), house.database.writing() as session:
            session.execute(sa.text(act))
    assert rows(house) == before


def test_only_a_trainer_who_sees_everything_reads_it(house: House) -> None:
    ines = trainer(house)
    ines.post("/trainers", {"name": "Milo", "password": PASSWORD, "again": PASSWORD})
    milo = nobody(house, "Milo")
    milo.post("/sign-in", {"name": "Milo", "password": PASSWORD})
    assert milo.get("/trainers/log").status_code == 403
    assert nobody(house, "x").get("/trainers/log").status_code == 303
    assert "Milo" in ines.get("/trainers/log").text
