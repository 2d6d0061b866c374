"""An exercise outside play: copied, rehearsed, renamed, backed up, put away, deleted while people sit in it."""

from __future__ import annotations

import re
from pathlib import Path

import sqlalchemy as sa

from tests.webapp.conftest import Cast
from tests.webapp.house import PASSWORD, House, Person, nobody, trainer
from webapp.store.exchange_file import read
from webapp.store.tables import ExerciseRecord, GuestRecord, TrainerRecord
from webapp.store.transfer import put_in

NAMES = "Ilse Varden; Ministry of Justice\nJoren Maas; Prosecution; VAL prosecutor"


def guests(house: House, exercise: str) -> list[GuestRecord]:
    """Who is expected."""
    with house.database.reading() as session:
        chosen = sa.select(GuestRecord).where(GuestRecord.exercise_id == exercise).order_by(GuestRecord.place)
        return list(session.scalars(chosen))


def row(house: House, exercise: str) -> ExerciseRecord:
    """The exercise as it is stored."""
    with house.database.reading() as session:
        return session.get_one(ExerciseRecord, exercise)


def rehearsed(ines: Person, exercise: str) -> str:
    """A rehearsal of an exercise."""
    made = ines.post(f"/x/{exercise}/shelf/copy", {"what": "rehearsal"})
    assert made.status_code == 303, made.text
    return made.headers["Location"].split("/")[2]


def test_a_copy_is_the_same_set_up_with_its_own_code_and_cards(house: House) -> None:
    ines, exercise = trainer(house), house.new_exercise(seed=7)
    ines.post(f"/x/{exercise}/control/prepare", {"names": NAMES})
    form: dict[str, str | list[str]] = {"what": "copy", "title": "Room B", "seed": "7", "people": "yes"}
    made = ines.post(f"/x/{exercise}/shelf/copy", form)
    copy = made.headers["Location"].split("/")[2]
    one, other = row(house, exercise), row(house, copy)
    assert (other.frozen, other.settings, other.title) == (one.frozen, one.settings, "Room B")
    assert other.join_code != one.join_code
    assert [(each.name, each.country, each.seat) for each in guests(house, copy)] == [
        (each.name, each.country, each.seat) for each in guests(house, exercise)
    ]
    assert not {each.link_seed for each in guests(house, copy)} & {each.link_seed for each in guests(house, exercise)}
    other_seed = ines.post(f"/x/{exercise}/shelf/copy", {**form, "seed": "8", "people": ""})
    third = other_seed.headers["Location"].split("/")[2]
    assert house.store.published(third).settings.seed == 8
    assert row(house, third).digest != one.digest
    assert guests(house, third) == []


def test_what_is_odd_makes_no_copy(house: House) -> None:
    ines, exercise = trainer(house), house.new_exercise()
    for form in ({"title": "", "seed": "1"}, {"title": "Room B", "seed": "many"}, {"title": "x" * 121, "seed": "1"}):
        answer = ines.post(f"/x/{exercise}/shelf/copy", {"what": "copy", **form})
        assert answer.status_code == 422
        assert "Nothing was changed" in answer.text
    with house.database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(ExerciseRecord)) == 1


def test_renamed_and_put_away_and_back(house: House) -> None:
    ines, exercise = trainer(house), house.new_exercise()
    ines.post(f"/x/{exercise}/shelf/name", {"title": "Thursday group"})
    assert "Thursday group" in ines.get("/exercises").text
    ines.post(f"/x/{exercise}/shelf/archive", {"what": "away"})
    listed = ines.get("/exercises").text
    assert "Thursday group" not in listed
    assert "Archive: 1 exercise" in listed
    assert "Thursday group" in ines.get("/exercises?archive=1").text
    assert ines.get(f"/x/{exercise}/lobby/").status_code == 200
    ines.post(f"/x/{exercise}/shelf/archive", {"what": "back"})
    assert "Thursday group" in ines.get("/exercises").text


def test_a_backup_brings_back_the_list_of_people_too(cast: Cast, tmp_path: Path) -> None:
    house, exercise = cast.alba.house, cast.exercise
    cast.ines.post(f"/x/{exercise}/control/prepare", {"names": NAMES})
    answer = cast.ines.get(f"/x/{exercise}/shelf/backup")
    assert ".rogatory" in answer.headers["Content-Disposition"]
    path = tmp_path / "kept.rogatory"
    path.write_bytes(answer.data)
    again = put_in(house.database, read(path))
    assert house.store.published(again).horizon == house.store.published(exercise).horizon
    assert [each.name for each in guests(house, again)] == ["Ilse Varden", "Joren Maas"]
    assert {each.name for each in house.members(again)} >= {"Alba", "Brava"}


def test_a_rehearsal_has_no_results_and_disappears_while_somebody_sits_in_it(house: House) -> None:
    ines, exercise = trainer(house), house.new_exercise()
    rehearsal = rehearsed(ines, exercise)
    alba = nobody(house, "Alba", rehearsal)
    assert alba.join("police", "VAL").status_code == 303
    ines.post(f"/x/{rehearsal}/lobby/start", {"what": "first_move", "command_id": "openthefirstmove"})
    ines.post(f"/x/{rehearsal}/control/end", {"command_id": "endtheexercise"})
    assert house.store.published(rehearsal).control.clock.is_over
    for page in ("review/", "review/papers"):
        refused = ines.get(f"/x/{rehearsal}/{page}")
        assert refused.status_code == 422, page
        assert "This is a rehearsal" in refused.text
    assert f"/x/{rehearsal}/review/" not in ines.get(f"/x/{rehearsal}/control/people").text
    asked = ines.get(f"/x/{exercise}/shelf/delete").text
    assert "1 person has a seat in this exercise" in asked
    assert "Its rehearsal is deleted too" in asked
    assert ines.post(f"/x/{rehearsal}/shelf/delete", {"sure": "yes"}).status_code == 303
    for answer in (
        alba.get(f"/x/{rehearsal}/desk/"),
        alba.post(f"/x/{rehearsal}/lobby/leave", {"command_id": "leave"}),
    ):
        assert answer.status_code == 410
        assert "the rehearsal is over" in answer.text
    assert alba.get(f"/x/{rehearsal}/live/team/poll").status_code == 410
    assert ines.get(f"/x/{rehearsal}/control/").status_code == 404
    assert house.members(rehearsal) == []
    assert row(house, exercise).title == "Tuesday group"


def test_rehearsals_go_with_their_exercise(house: House) -> None:
    ines, exercise = trainer(house), house.new_exercise()
    rehearsal = rehearsed(ines, rehearsed(ines, exercise))
    assert row(house, rehearsal).rehearsal_of == exercise
    ines.post(f"/x/{exercise}/shelf/delete", {"sure": "yes"})
    with house.database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(ExerciseRecord)) == 0


def test_a_trainer_of_one_exercise_sees_no_others(house: House) -> None:
    ines, others = trainer(house), house.new_exercise(title="Of Ines")
    added = ines.post("/trainers", {"name": "Milo", "password": PASSWORD, "again": PASSWORD})
    assert added.status_code == 303
    milo = nobody(house, "Milo")
    assert milo.post("/sign-in", {"name": "Milo", "password": PASSWORD}).status_code == 303
    own = re.search(r"/x/(\w+)/", milo.post("/exercises/new", a_form()).headers["Location"])
    assert own is not None
    with house.database.reading() as session:
        owner = session.get_one(ExerciseRecord, own[1]).trainer_id
    assert owner is not None
    assert milo.get(f"/x/{others}/control/").status_code == 200  # every trainer's
    keeper = next(
        each for each in re.findall(r'value="(\d+)"', ines.get(f"/x/{others}/shelf").text) if int(each) != owner
    )
    assert ines.post(f"/x/{others}/shelf/owner", {"owner": keeper}).status_code == 303
    pages = (
        "control/",
        "control/people",
        "review/",
        "shelf",
        "shelf/backup",
        "lobby/",
        "at/VAL/desk/",
        "control/part/clock",
    )
    for page in pages:
        answer = milo.get(f"/x/{others}/{page}")
        assert answer.status_code in {403, 404}, page
    refused = milo.get(f"/x/{others}/control/")
    assert "Another trainer" in refused.text
    for page, form in (
        ("shelf/delete", {}),
        ("shelf/name", {"title": "Mine"}),
        ("control/people/door", {"act": "code"}),
    ):
        assert milo.post(f"/x/{others}/{page}", {**form}).status_code == 403, page
    assert row(house, others).title == "Of Ines"
    listed = milo.get("/exercises").text
    assert "Of Ines" not in listed
    assert "Milo's day" in listed.replace("&#39;", "'")
    assert ines.get(f"/x/{own[1]}/control/").status_code == 200
    assert milo.get("/trainers").status_code == 403
    assert milo.post(f"/x/{own[1]}/shelf/owner", {"owner": ""}).status_code == 422


def a_form() -> dict[str, str | list[str]]:
    """A new exercise."""
    played = ("SOV", "ISA", "VAL", "KES")
    return {
        "title": "Milo's day",
        "scenario": "blue-current",
        "preset": "half_day_14",
        "seed": "7",
        **{f"policy_{code}": "textbook" for code in played},
        **{f"help_{code}": "guided" for code in played},
    }


def test_a_name_is_taken_once_and_nobody_locks_themselves_out(house: House) -> None:
    ines = trainer(house)
    again = ines.post("/trainers", {"name": "Ines", "password": "another password", "again": "another password"})
    assert again.status_code == 422
    assert "already" in again.text
    assert trainer(house, "Second").get("/trainers").status_code == 200
    own = re.search(r'/trainers/(\d+)"', ines.get("/trainers").text)
    assert own is not None
    me = 1 if own[1] != "1" else 2
    assert ines.post(f"/trainers/{me}", {}).status_code == 400


def test_a_trainer_who_is_removed_is_out_at_once_and_leaves_the_exercises(house: House) -> None:
    ines = trainer(house)
    ines.post("/trainers", {"name": "Milo", "password": PASSWORD, "again": PASSWORD})
    milo = nobody(house, "Milo")
    milo.post("/sign-in", {"name": "Milo", "password": PASSWORD})
    own = re.search(r"/x/(\w+)/", milo.post("/exercises/new", a_form()).headers["Location"])
    assert own is not None
    removal = re.search(r'action="(/trainers/(\d+)/remove)"', ines.get("/trainers").text)
    assert removal is not None
    assert milo.post(removal[1], {}).status_code == 403
    assert ines.post(removal[1], {}).status_code == 303
    assert milo.get("/exercises").status_code == 303
    assert nobody(house, "Milo").post("/sign-in", {"name": "Milo", "password": PASSWORD}).status_code == 422
    assert row(house, own[1]).trainer_id not in {None, int(removal[2])}
    assert ines.get(f"/x/{own[1]}/control/").status_code == 200
    assert ines.post(removal[1], {}).status_code == 404
    with house.database.reading() as session:
        me = session.scalars(sa.select(TrainerRecord.id)).one()
    assert ines.post(f"/trainers/{me}/remove", {}).status_code == 400
