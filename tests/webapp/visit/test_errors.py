"""Each fault gets words and the right status; nothing that a stranger sends breaks a page."""

import pytest
import sqlalchemy as sa

from simulation.exercise.core.settings import RULES_VERSION
from tests.webapp.conftest import Cast
from tests.webapp.house import House, nobody, trainer
from webapp.store.tables import ExerciseRecord


@pytest.mark.parametrize("path", ["/nothing", "/x/", "/x/abc/", "/static/../config.py", "/assets/../secret", "/%00"])
def test_an_unknown_address(house: House, path: str) -> None:
    answer = nobody(house).get(path)
    assert answer.status_code == 404
    assert "There is nothing here" in answer.text


def test_a_wrong_method(house: House) -> None:
    answer = nobody(house).get("/theme")
    assert answer.status_code == 405
    assert "cannot be used in this way" in answer.text


def test_a_form_without_its_token(house: House, cast: Cast) -> None:
    answer = cast.ines.client.post(f"/x/{cast.exercise}/lobby/start", data={"what": "end_warm_up"})
    assert answer.status_code == 400
    assert "Nothing was changed" in answer.text
    assert house.client().post("/join", data={"code": "ABCDEF", "csrf_token": "forged"}).status_code == 400


def test_a_body_that_is_too_large(house: House) -> None:
    otto = nobody(house)
    answer = otto.post("/join", {"code": "x" * (1024 * 1024 + 1)})
    assert answer.status_code == 413
    assert "Too large" in answer.text


def test_a_part_of_a_page_gets_only_a_box(cast: Cast) -> None:
    answer = cast.otto.get(f"/x/{cast.exercise}/lobby/teams", {"HX-Request": "true"})
    assert answer.status_code == 403
    assert answer.text.lstrip().startswith('<div class="r-error"')


def test_a_missing_command_id(cast: Cast) -> None:
    answer = cast.ines.post(f"/x/{cast.exercise}/lobby/start", {"what": "end_warm_up"})
    assert answer.status_code == 422
    assert "This form is not complete" in answer.text


def test_an_act_in_the_wrong_phase(cast: Cast) -> None:
    answer = cast.ines.post(f"/x/{cast.exercise}/lobby/start", {"what": "warm_up", "command_id": "secondstart0"})
    assert answer.status_code == 422
    assert "This cannot be done now: office hours" in answer.text


def test_an_archive_says_why(house: House, cast: Cast) -> None:
    with house.database.writing() as session:
        session.execute(sa.update(ExerciseRecord).values(rules_version=RULES_VERSION + 1))
    house.store.copies.forget(cast.exercise)
    for person in (cast.alba, cast.ines):
        answer = person.get(f"/x/{cast.exercise}/lobby/")
        assert answer.status_code == 200
        assert "other rules" in answer.text
    assert cast.alba.get(f"/x/{cast.exercise}/live/clock").status_code == 409
    assert "archive, read only" in cast.ines.get("/exercises").text


HOSTILE = ("", "../../etc/passwd", "<b>", "9" * 300, "\x00", "💥" * 200)


@pytest.mark.parametrize("field", ["title", "seed", "preset", "scenario", "policy_VAL", "help_KES"])
def test_hostile_input_at_the_form_for_an_exercise(house: House, field: str) -> None:
    ines = trainer(house)
    good: dict[str, str | list[str]] = {
        "title": "Group", "scenario": "blue-current", "preset": "solo", "seed": "3",
        **{f"policy_{code}": "auto" for code in ("SOV", "ISA", "VAL", "KES")},
        **{f"help_{code}": "practice" for code in ("SOV", "ISA", "VAL", "KES")},
    }  # fmt: skip
    for value in HOSTILE:
        answer = ines.post("/exercises/new", {**good, field: value})
        assert answer.status_code == (303 if field == "title" and value in {"../../etc/passwd", "<b>"} else 422), value
        assert "<b>" not in answer.text.partition("<main")[2]
        if answer.status_code == 422 and field != "title":
            assert 'value="Group"' in answer.text
            assert "What you filled in is kept" in answer.text


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_signing_in_leads_nowhere_else(house: House, target: str) -> None:
    again = trainer(house)
    answer = again.post("/sign-in", {"name": "Ines", "password": "correct horse battery", "next": target})
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/exercises"
