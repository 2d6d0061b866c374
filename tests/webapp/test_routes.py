"""The route matrix: every route of the application has a row, and keeps out whom it should."""

import pytest
from werkzeug.routing import Rule

from tests.webapp.conftest import Cast
from tests.webapp.house import House, Person
from webapp.app import allow_list
from webapp.visit.area import Who

PUBLIC_FILES = {"static", "assets"}


def rules(house: House) -> list[Rule]:
    return sorted(house.app.url_map.iter_rules(), key=lambda rule: (rule.rule, sorted(rule.methods or ())))


def test_every_route_has_a_row_and_every_row_a_route(house: House) -> None:
    endpoints = {rule.endpoint for rule in rules(house)} - PUBLIC_FILES
    assert endpoints == set(allow_list())


def test_pages_for_members_stand_under_an_exercise(house: House) -> None:
    allowed = allow_list()
    for rule in rules(house):
        if allowed.get(rule.endpoint) in {Who.MEMBER, Who.DESK, Who.INTERPRETER, Who.PERSON}:
            assert rule.rule.startswith("/x/<exercise>/"), rule


def address(house: House, rule: Rule, exercise: str) -> str:
    known = {"exercise": exercise, "code": house.join_code(exercise), "country": "SOV", "kind": "lobby", "at": "KES"}
    values = {name: known.get(name, "1" if "int" in rule.rule else "unknown") for name in rule.arguments}
    with house.app.test_request_context():
        adapter = house.app.url_map.bind("localhost")
        return adapter.build(rule.endpoint, values, method="GET" if "GET" in (rule.methods or ()) else "POST")


def allowed_in(rule: Rule, who: Who, person: Person, cast: Cast) -> bool:
    if "at" in rule.arguments:  # the desk of a country as a trainer has it
        return person is cast.ines
    member = person in (cast.alba, cast.brava)
    trainer = person is cast.ines
    return {
        Who.ANYONE: True,
        Who.TRAINER: trainer,
        Who.MEMBER: member,
        Who.DESK: member,
        Who.PERSON: member or trainer,
        Who.EVALUATOR: trainer,
        Who.INTERPRETER: False,
    }[who]


def denied(status: int, location: str) -> bool:
    if status == 303:
        return location.startswith("/sign-in?next=") or location.endswith("/after")
    return status in {300, 403, 409}


@pytest.mark.acceptance("opens every address for everybody")
@pytest.mark.parametrize("name", ["alba", "brava", "ines", "otto"])
def test_each_member_of_the_cast_at_each_route(house: House, cast: Cast, name: str) -> None:
    person: Person = getattr(cast, name)
    allowed = allow_list()
    wrong = []
    leaves = {"accounts.sign_out", "accounts.end_sign_in", "lobby.leave"}
    for rule in rules(house):
        if rule.endpoint in PUBLIC_FILES | leaves:
            continue
        where = address(house, rule, cast.exercise)
        inside = allowed_in(rule, allowed[rule.endpoint], person, cast)
        answer = person.get(where) if "GET" in (rule.methods or ()) else person.post(where)
        is_denied = denied(answer.status_code, answer.headers.get("Location", ""))
        if answer.status_code >= 500 or is_denied == inside:
            wrong.append((rule.endpoint, where, answer.status_code))
    assert wrong == []


@pytest.mark.parametrize("name", ["alba", "brava", "ines", "otto"])
def test_an_unknown_exercise_is_not_there_for_anybody(house: House, cast: Cast, name: str) -> None:
    person: Person = getattr(cast, name)
    for rule in rules(house):
        if "exercise" in rule.arguments and "GET" in (rule.methods or ()):
            known = address(house, rule, cast.exercise)
            assert person.get(known.replace(cast.exercise, "deadbeef00")).status_code == 404, rule


def test_a_member_of_another_exercise_is_nobody_here(house: House, cast: Cast) -> None:
    other = house.new_exercise(title="Wednesday group")
    assert cast.alba.get(f"/x/{other}/lobby/").status_code == 403
    assert cast.alba.get(f"/x/{other}/live/team/poll").status_code == 403
