"""Roles by exercise: who is let in, and over every form of the application what each role may send."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
import sqlalchemy as sa
from werkzeug.routing import Rule

from tests.webapp.conftest import Cast
from tests.webapp.house import PASSWORD, House, Person, nobody, trainer
from tests.webapp.judging.test_judging import fields_of
from webapp.app import allow_list
from webapp.judging.records import judgements
from webapp.store.tables import (
    EventRecord,
    ExerciseRecord,
    JournalRecord,
    JudgementRecord,
    ObservationRecord,
    Role,
    RoleRecord,
    TrainerRecord,
)
from webapp.visit.area import Who

OWNERS = {
    *("lobby.rename_exercise", "lobby.copy_exercise", "lobby.archive_exercise", "lobby.hand_over"),
    *("lobby.give_roles", "lobby.delete_exercise", "review.branch_off"),
}
"""What becomes of an exercise."""

EVALUATORS = {"judge.rate", "judge.rate_words"}
OBSERVERS = {"judge.pin"}

REFUSED = {
    Role.CONTROLLER: "You are a controller of this exercise",
    Role.EVALUATOR: "You are an evaluator of this exercise",
    Role.OBSERVER: "You are an observer of this exercise",
}
WITH_CARDS = ("people", "people_part", "person_page", "expected", "card_page", "pack")
KNOWN = {"country": "SOV", "code": "SOV", "at": "SOV", "seat": "fiu"}


def acts(house: House, role: Role) -> set[str]:
    """The table: every form that a trainer may send in an exercise, by role."""
    everything = {rule.endpoint for rule in forms(house)}
    return {
        Role.CONTROLLER: everything - OWNERS,
        Role.EVALUATOR: EVALUATORS | OBSERVERS,
        Role.OBSERVER: OBSERVERS,
    }[role]


def forms(house: House) -> list[Rule]:
    """Every form within an exercise that is sent as a trainer, those of the desks by the address of a country."""
    allowed = allow_list()
    found = [rule for rule in house.app.url_map.iter_rules() if "POST" in (rule.methods or ())]
    return [
        rule
        for rule in found
        if "exercise" in rule.arguments
        and (
            allowed[rule.endpoint] in {Who.TRAINER, Who.EVALUATOR, Who.PERSON}
            or (allowed[rule.endpoint] is Who.DESK and "at" in rule.arguments)
        )
    ]


def address(house: House, rule: Rule, exercise: str) -> str:
    view = house.store.published(exercise).teams["SOV"]
    number = view.documents[0].label if "/documents/" in rule.rule else view.requests[0].label
    path = rule.rule.replace("<exercise>", exercise)
    for name in rule.arguments:
        path = re.sub(rf"<int:{name}>", "1", path).replace(
            f"<{name}>", number if name == "number" else KNOWN.get(name, "unknown")
        )
    return path


def card_address(house: House, cast: Cast, name: str) -> str:
    """Where a page with personal codes stands, of a person who is there."""
    values = {"exercise": cast.exercise, "who": cast.alba.member_id}
    return house.app.url_map.bind("localhost").build(f"control.{name}", values)


def number_of(house: House, name: str) -> int:
    with house.database.reading() as session:
        return session.scalars(sa.select(TrainerRecord.id).where(TrainerRecord.name == name)).one()


def own(house: House, exercise: str, name: str) -> None:
    """Makes an exercise a trainer's own."""
    with house.database.writing() as session:
        session.get_one(ExerciseRecord, exercise).trainer_id = number_of(house, name)


def guest(house: House, owner: Person, name: str = "Milo") -> Person:
    """A signed-in trainer who sees the own exercises only."""
    owner.post("/trainers", {"name": name, "password": PASSWORD, "again": PASSWORD})
    milo = nobody(house, name)
    assert milo.post("/sign-in", {"name": name, "password": PASSWORD}).status_code == 303
    return milo


def give(house: House, owner: Person, exercise: str, role: str, name: str = "Milo") -> None:
    answer = owner.post(f"/x/{exercise}/shelf/roles", {f"role-{number_of(house, name)}": role})
    assert answer.status_code == 303


@pytest.fixture
def milo(house: House, cast: Cast) -> Person:
    """Another trainer, to whom the cast's exercise is closed: it is Ines's."""
    own(house, cast.exercise, "Ines")
    person = guest(house, cast.ines)
    assert person.get(f"/x/{cast.exercise}/control/").status_code == 403
    return person


def stored(house: House) -> list[int]:
    with house.database.reading() as session:
        tables = (JournalRecord, EventRecord, ObservationRecord, JudgementRecord, ExerciseRecord)
        return [session.scalar(sa.select(sa.func.count()).select_from(table)) or 0 for table in tables]


@pytest.mark.parametrize("role", [Role.EVALUATOR, Role.OBSERVER, Role.CONTROLLER])
def test_every_form_is_open_to_the_roles_of_the_table_and_to_no_other(
    house: House, cast: Cast, milo: Person, role: Role
) -> None:
    give(house, cast.ines, cast.exercise, role)
    over = f"/x/{cast.exercise}/control/countries/SOV/take"
    assert cast.ines.post(over, {"command_id": "inestakesover"}).status_code == 303
    before, open_to, sent = stored(house), acts(house, role), forms(house)
    assert len(sent) > 110
    closed_first = sorted(sent, key=lambda rule: rule.endpoint in open_to)
    for number, rule in enumerate(closed_first):
        if rule.endpoint in open_to and role is not Role.CONTROLLER:
            assert stored(house) == before
        answer = milo.post(address(house, rule, cast.exercise), {"command_id": f"ofanotherrole{number:04d}"})
        is_refused = answer.status_code == 403 and REFUSED[role] in answer.text
        assert is_refused is (rule.endpoint not in open_to), (rule.rule, answer.status_code)


@pytest.mark.parametrize("role", [Role.EVALUATOR, Role.OBSERVER])
def test_who_looks_on_reads_every_page_but_those_with_personal_codes(
    house: House, cast: Cast, milo: Person, role: Role
) -> None:
    give(house, cast.ines, cast.exercise, role)
    pages = ("control/", "control/events", "control/requests", "control/journal", "control/world", "judge/", "lobby/")
    for page in (*pages, "at/SOV/desk/", "control/rooms"):
        text = milo.get(f"/x/{cast.exercise}/{page}").text
        assert f"r-looks-as-{role}" in text, page
        assert "You cannot send anything else." in text, page
    assert "/control/people" not in milo.get(f"/x/{cast.exercise}/control/").text.partition("</header>")[0]
    for name in WITH_CARDS:
        refused = milo.get(card_address(house, cast, name))
        assert refused.status_code == 403, name
        assert REFUSED[role] in refused.text, name
    lobby = milo.get(f"/x/{cast.exercise}/lobby/").text
    assert "/control/people" not in lobby
    assert "/control/prepare" not in lobby
    assert "Copy this exercise as another room" not in milo.get(f"/x/{cast.exercise}/control/rooms").text
    assert "Copy this exercise as another room" in cast.ines.get(f"/x/{cast.exercise}/control/rooms").text
    for page in ("control/jump?days=2", "control/end", "control/events/new", "control/events/bring"):
        assert milo.get(f"/x/{cast.exercise}/{page}").status_code == 403, page
    assert "Add an event" not in milo.get(f"/x/{cast.exercise}/control/events").text
    for page in ("shelf", "shelf/backup", "shelf/delete"):
        assert milo.get(f"/x/{cast.exercise}/{page}").status_code == 403, page
    assert "r-looks-on" not in cast.ines.get(f"/x/{cast.exercise}/control/").text


def rated(house: House, exercise: str) -> list[tuple[str, str]]:
    with house.database.reading() as session:
        return [(each.author, each.mark) for each in judgements(session, exercise) if each.mark]


def test_an_evaluator_rates_and_notes_and_an_observer_notes(house: House, cast: Cast, milo: Person) -> None:
    home = f"/x/{cast.exercise}/judge/"
    sheet = f"{home}sheets/answering"
    give(house, cast.ines, cast.exercise, "observer")
    rating = {**fields_of(cast.ines.get(home).text, sheet), "mark": "M", "note": "of Milo"}
    assert milo.post(sheet, rating).status_code == 403
    assert rated(house, cast.exercise) == []
    give(house, cast.ines, cast.exercise, "evaluator")
    assert cast.ines.post(sheet, {**rating, "note": "of Ines"}).status_code == 303
    assert "of Ines" not in milo.get(home).text
    assert milo.post(sheet, rating).status_code == 303
    own_author = f"trainer/{number_of(house, 'Milo')}"
    assert (own_author, "M") in rated(house, cast.exercise)
    assert "of Milo" in cast.ines.get(home).text
    give(house, cast.ines, cast.exercise, "observer")
    notes = f"/x/{cast.exercise}/judge/notes"
    assert milo.post(notes, {"text": "They asked by telephone first.", "about": ""}).status_code == 303
    note = cast.ines.get(notes).text
    assert "They asked by telephone first." in note
    assert "Milo" in note


def test_the_list_says_the_role_and_offers_nothing_of_the_owners(house: House, cast: Cast, milo: Person) -> None:
    assert cast.exercise not in milo.get("/exercises").text
    give(house, cast.ines, cast.exercise, "evaluator")
    page = milo.get("/exercises").text
    assert f"/x/{cast.exercise}/" in page
    assert "evaluator" in page
    assert f"/x/{cast.exercise}/shelf" not in page
    give(house, cast.ines, cast.exercise, "")
    assert cast.exercise not in milo.get("/exercises").text
    assert milo.get(f"/x/{cast.exercise}/control/").status_code == 403
    assert "changed who works in an exercise" in cast.ines.get("/trainers/log").text


def test_a_rehearsal_has_the_roles_of_its_exercise(house: House, cast: Cast, milo: Person) -> None:
    give(house, cast.ines, cast.exercise, "observer")
    made = cast.ines.post(f"/x/{cast.exercise}/shelf/copy", {"what": "rehearsal"})
    rehearsal = made.headers["Location"].split("/x/")[1].split("/")[0]
    assert milo.get(f"/x/{rehearsal}/lobby/").status_code == 200
    assert milo.post(f"/x/{rehearsal}/lobby/start", {"what": "first_move"}).status_code == 403


def test_whose_rehearsal_it_is_gives_no_role_and_it_goes_with_its_exercise(
    house: House, cast: Cast, milo: Person
) -> None:
    made = cast.ines.post(f"/x/{cast.exercise}/shelf/copy", {"what": "rehearsal"})
    rehearsal = made.headers["Location"].split("/x/")[1].split("/")[0]
    own(house, rehearsal, "Milo")
    assert "shelf/roles" not in milo.get(f"/x/{rehearsal}/shelf").text
    answer = milo.post(f"/x/{rehearsal}/shelf/roles", {f"role-{number_of(house, 'Milo')}": "controller"})
    assert answer.status_code == 422
    assert "A rehearsal has the roles of its exercise" in answer.text
    with house.database.reading() as session:
        assert session.scalars(sa.select(RoleRecord)).all() == []
    handed = cast.ines.post(f"/x/{rehearsal}/shelf/owner", {"owner": str(number_of(house, "Milo"))})
    assert handed.status_code == 303
    with house.database.reading() as session:
        owners = session.scalars(sa.select(ExerciseRecord.trainer_id)).all()
        assert set(owners) == {number_of(house, "Milo")}


@pytest.mark.parametrize("role", [Role.EVALUATOR, Role.OBSERVER])
def test_who_looks_on_takes_no_seat_of_a_player_with_the_code(house: House, role: Role) -> None:
    ines, exercise = trainer(house), house.new_exercise()
    own(house, exercise, "Ines")
    milo = replace(guest(house, ines), exercise=exercise)
    give(house, ines, exercise, role)
    refused = milo.join("police", "VAL")
    assert refused.status_code == 403
    assert "you cannot take a player’s seat" in refused.text
    assert house.members(exercise) == []
    assert milo.join("head", "VAL").status_code == 303
    moved = milo.post(f"/x/{exercise}/lobby/seat/VAL/police?command_id=fromheadtoplayer")
    assert moved.status_code == 422
    assert [row.post.value for row in house.members(exercise)] == ["head"]


def test_a_trainer_who_sat_down_before_the_role_came_plays_on(house: House, cast: Cast, milo: Person) -> None:
    seated = replace(milo, exercise=cast.exercise)
    assert seated.join("authority", "SOV").status_code == 303
    give(house, cast.ines, cast.exercise, "observer")
    desk = seated.get(f"/x/{cast.exercise}/desk/")
    assert desk.status_code == 200
    assert "r-looks-on" not in desk.text
    assert "You cannot send anything else." not in desk.text


def test_nobody_gives_a_role_who_has_only_one_and_no_role_is_invented(house: House, cast: Cast, milo: Person) -> None:
    give(house, cast.ines, cast.exercise, "controller")
    field = f"role-{number_of(house, 'Milo')}"
    assert milo.post(f"/x/{cast.exercise}/shelf/roles", {field: "observer"}).status_code == 403
    for wrong in ("owner", "king"):
        answer = cast.ines.post(f"/x/{cast.exercise}/shelf/roles", {field: wrong})
        assert answer.status_code == 422
        assert "There is no such role" in answer.text
    with house.database.reading() as session:
        assert [row.role for row in session.scalars(sa.select(RoleRecord))] == [Role.CONTROLLER]


def test_a_controller_tells_only_rooms_that_are_run(house: House, cast: Cast, milo: Person) -> None:
    give(house, cast.ines, cast.exercise, "controller")
    answer = cast.ines.post(f"/x/{cast.exercise}/shelf/copy", {"what": "copy", "title": "Beside", "seed": "1"})
    assert answer.status_code == 303
    beside = answer.headers["Location"].split("/x/")[1].split("/")[0]
    give(house, cast.ines, beside, "observer")
    page = milo.get(f"/x/{cast.exercise}/control/rooms").text
    assert "Beside" in page
    assert f'value="{beside}"' not in page
    told: dict[str, str | list[str]] = {
        "what": "say",
        "said": "Coffee",
        "room": [cast.exercise, beside],
        f"seen-{beside}": "0",
    }
    assert milo.post(f"/x/{cast.exercise}/control/rooms", told).status_code == 303
    assert house.store.published(beside).room.said == ""


def test_a_trainer_who_goes_takes_the_roles_along(house: House, cast: Cast, milo: Person) -> None:
    give(house, cast.ines, cast.exercise, "controller")
    assert cast.ines.post(f"/trainers/{number_of(house, 'Milo')}/remove").status_code == 303
    assert milo.get(f"/x/{cast.exercise}/control/").status_code in {303, 403}
    with house.database.reading() as session:
        assert session.scalars(sa.select(RoleRecord)).all() == []


def test_without_another_trainer_the_page_says_why_there_is_nothing_to_give(house: House) -> None:
    ines, exercise = trainer(house), house.new_exercise()
    assert "on this server nobody needs one" in ines.get(f"/x/{exercise}/shelf").text
