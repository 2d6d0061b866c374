"""Observers, interpreters and heads of delegation read along: over every form of the application, none of theirs
changes what a team sees, and a form that is added tomorrow is closed to them until somebody opens it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape

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
    page = cast.alba.get(f"/x/{cast.exercise}/desk/documents/{paper}").text
    assert person.name not in page[page.index('<div class="r-content"') :]


FORM = re.compile(r'<form\b([^>]*\bmethod="post"[^>]*)>(.*?)</form>', re.DOTALL)
BUTTON = re.compile(r"<button\b([^>]*)>")
OTHERS = ("/judge/", "/language", "/theme", "/lobby/")
"""Forms that are open to an observer stand under these addresses."""


def offered(page: str, *besides: str) -> list[str]:
    """The forms of a page that can be sent and are not open to an observer."""
    content = page[page.index('<div class="r-content"') :]
    return [
        head
        for head, body in FORM.findall(content)
        if not any(each in head for each in (*OTHERS, *besides))
        and any("disabled" not in button and 'type="button"' not in button for button in BUTTON.findall(body))
    ]


def pages_of_the_desk(person: Person, exercise: str) -> Iterator[tuple[str, str]]:
    """Pages of a desk: two of each kind."""
    base = f"/x/{exercise}/desk/"
    waiting, seen, kinds = [base], {base}, Counter[str]()
    while waiting:
        path = waiting.pop(0)
        answer = person.get(path)
        if answer.mimetype != "text/html":
            continue
        assert answer.status_code == 200, path
        yield path, answer.text
        for link in map(unescape, re.findall(rf'href="({re.escape(base)}[^"#]*)', answer.text)):
            kind = re.sub(r"[A-Z]+-[\w-]+|\d+|\?.*", "", link)
            if link not in seen and kinds[kind] < 2:
                seen.add(link)
                kinds[kind] += 1
                waiting.append(link)


def test_no_page_of_the_desk_offers_an_observer_what_only_players_send(house: House, cast: Cast) -> None:
    person = reading(house, cast, SeatRole.OBSERVER)
    pages = dict(pages_of_the_desk(person, cast.exercise))
    assert len(pages) > 40
    assert {path: found for path, page in pages.items() if (found := offered(page))} == {}


@pytest.mark.parametrize("post", [SeatRole.HEAD, SeatRole.INTERPRETER, SeatRole.OBSERVER])
def test_the_page_of_messages_says_that_they_read_along(house: House, cast: Cast, post: SeatRole) -> None:
    page = reading(house, cast, post).get(f"/x/{cast.exercise}/desk/messages").text
    assert "In your post you read along: you cannot send messages." in page
    assert "<textarea" not in page
    assert "#write" not in page
    assert "<textarea" in cast.alba.get(f"/x/{cast.exercise}/desk/messages").text


def test_a_head_of_delegation_is_offered_notes(house: House, cast: Cast) -> None:
    head = reading(house, cast, SeatRole.HEAD)
    paper = house.store.published(cast.exercise).teams["SOV"].documents[0].label
    page = head.get(f"/x/{cast.exercise}/desk/documents/{paper}").text
    assert "Keep the note" in page
    assert offered(page, "/notes") == []


@pytest.mark.parametrize("path", ["control/", "control/countries/SOV", "control/people", "lobby/"])
def test_the_trainer_sees_who_observes_which_team(house: House, cast: Cast, path: str) -> None:
    reading(house, cast, SeatRole.OBSERVER)
    page = cast.ines.get(f"/x/{cast.exercise}/{path}").text
    assert "The observer" in page
    assert "Observer" in page
    if path == "control/countries/SOV":
        assert "The observer" not in cast.ines.get(f"/x/{cast.exercise}/control/countries/KES").text


def test_an_observer_at_an_automatic_seat_is_nobody_who_lacks_the_pen(house: House, cast: Cast) -> None:
    reading(house, cast, SeatRole.OBSERVER)
    assert "nobody holds the pen" not in cast.ines.get(f"/x/{cast.exercise}/control/?alerts=all").text


def test_the_team_sees_who_observes_it_and_others_do_not(house: House, cast: Cast) -> None:
    reading(house, cast, SeatRole.OBSERVER)
    for path in ("desk/", "live/seats"):
        assert "The observer" in cast.alba.get(f"/x/{cast.exercise}/{path}").text
        assert "The observer" not in cast.brava.get(f"/x/{cast.exercise}/{path}").text
