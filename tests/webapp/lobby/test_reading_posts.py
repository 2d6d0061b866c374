"""Observers, interpreters and heads of delegation read along: over every form of the application, none of theirs
changes what a team sees, and a form that is added tomorrow is closed to them until somebody opens it."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from werkzeug.routing import Rule

from simulation.exercise.core.command import SeatRole
from tests.webapp.conftest import Cast
from tests.webapp.house import House, Person, nobody
from webapp.app import allow_list, penless_list
from webapp.store.tables import DraftRecord, EventRecord, JournalRecord, MarkRecord, NoteRecord, PlaceRecord
from webapp.visit.area import Who

WRITTEN = (JournalRecord, EventRecord, NoteRecord, MarkRecord, PlaceRecord, DraftRecord)
OWN_PLACE = {"lobby.leave", "lobby.change_seat", "lobby.say_here"}
NOTES = {"desk.note_document", "desk.note_entity"}
JUDGED = {"judge.pin", "judge.rate", "judge.answer_survey"}
"""What observers and those who answer the survey write is beside the journal, and no team sees it (`test_judging`)."""


def forms(house: House) -> list[Rule]:
    found = (rule for rule in house.app.url_map.iter_rules() if "POST" in (rule.methods or ()))
    return [rule for rule in found if "exercise" in rule.arguments]


def address(house: House, rule: Rule, exercise: str) -> str:
    view = house.store.published(exercise).teams["SOV"]
    number = view.documents[0].label if "/documents/" in rule.rule else view.requests[0].label
    known = {"exercise": exercise, "number": number, "code": "SOV", "country": "SOV", "seat": "fiu"}
    path = rule.rule
    for name in rule.arguments:
        path = path.replace(f"<int:{name}>", "1").replace(f"<{name}>", known.get(name, "unknown"))
    return path


def written(house: House) -> dict[str, int]:
    with house.database.reading() as session:
        return {
            table.__tablename__: session.scalar(sa.select(sa.func.count()).select_from(table)) or 0 for table in WRITTEN
        }


def reading(house: House, cast: Cast, post: SeatRole) -> Person:
    person = nobody(house, f"The {post}", cast.exercise)
    assert person.join(post.value, "SOV").status_code == 303
    return person


def form_of(number: int) -> dict[str, str | list[str]]:
    return {
        "command_id": f"readingalong{number:04d}",
        "text": "not to be seen",
        "to": "KES.authority",
        "documents": ["D-001"],
        "line": ["1"],
        "facts": "not to be seen",
        "version": "0",
        "entity": "1",
        "x": "1",
        "y": "1",
    }


@pytest.mark.parametrize("post", [SeatRole.HEAD, SeatRole.INTERPRETER, SeatRole.OBSERVER])
def test_no_form_of_the_application_takes_anything_from_a_reading_post(
    house: House, cast: Cast, post: SeatRole
) -> None:
    person = reading(house, cast, post)
    before = written(house)
    allowed = allow_list()
    sent = [rule for rule in forms(house) if rule.endpoint not in OWN_PLACE | NOTES | JUDGED]
    assert len(sent) > 60
    answers = {
        rule.endpoint: person.post(address(house, rule, cast.exercise), form_of(number)).status_code
        for number, rule in enumerate(sent)
        if allowed[rule.endpoint] is not Who.ANYONE
    }
    assert {endpoint for endpoint, status in answers.items() if status != 403} == set()
    assert written(house) == before


def test_what_is_open_to_them_is_a_short_list() -> None:
    assert set(penless_list()) == OWN_PLACE | NOTES | JUDGED
    assert all(posts == {SeatRole.HEAD} for endpoint, posts in penless_list().items() if endpoint in NOTES)


def test_the_refusal_says_why(house: House, cast: Cast) -> None:
    person = reading(house, cast, SeatRole.OBSERVER)
    answer = person.post(f"/x/{cast.exercise}/desk/messages", form_of(1))
    assert answer.status_code == 403
    assert "Observer: in this post you can read, but you cannot send anything" in answer.text


def test_a_head_of_delegation_writes_notes_under_the_own_name(house: House, cast: Cast) -> None:
    head = reading(house, cast, SeatRole.HEAD)
    paper = house.store.published(cast.exercise).teams["SOV"].documents[0].label
    notes = f"/x/{cast.exercise}/desk/documents/{paper}"
    assert head.post(f"{notes}/notes", {"text": "Ask the bank first."}).status_code == 303
    page = cast.alba.get(notes).text
    assert "Ask the bank first." in page
    assert "The head" in page


@pytest.mark.parametrize("post", [SeatRole.INTERPRETER, SeatRole.OBSERVER, SeatRole.HEAD])
def test_reading_along_leaves_no_mark(house: House, cast: Cast, post: SeatRole) -> None:
    person = reading(house, cast, post)
    paper = house.store.published(cast.exercise).teams["SOV"].documents[0].label
    assert person.get(f"/x/{cast.exercise}/desk/documents/{paper}").status_code == 200
    assert person.name not in cast.alba.get(f"/x/{cast.exercise}/desk/documents/{paper}").text
