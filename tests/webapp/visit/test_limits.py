"""Bounds: what one person may send in a minute, how long a text may be, and wrong codes of a shared address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.webapp.conftest import Cast, gather
from tests.webapp.crawl import walk
from tests.webapp.house import House, build, command_of, nobody
from webapp.app import create_app
from webapp.visit.limits import PER_MINUTE

FIELD = re.compile(r"<textarea\b[^>]*>|<input\b[^>]*>")
OPEN_FORM = re.compile(r'<form\b[^>]*method="post"[^>]*>.*?</form>', re.DOTALL)


@pytest.fixture
def strict(tmp_path: Path) -> Iterator[Cast]:
    """The cast in a house with the bounds of a real one."""
    house = build(tmp_path)
    bounded = House(create_app(replace(house.config, patience=1), house.database), house.database, house.config)
    yield gather(bounded)
    house.close()


def test_a_flood_of_messages_ends_and_the_text_is_kept(strict: Cast) -> None:
    desk = f"/x/{strict.exercise}/desk/messages"
    most = PER_MINUTE["messages"][0]
    for number in range(most):
        form: dict[str, str | list[str]] = {"command_id": f"flood{number:06d}", "to": "KES.authority", "text": "Again."}
        assert strict.alba.post(desk, form).status_code == 303
    form = {"command_id": "floodlast01", "to": "KES.authority", "text": "This is what I\nhad to say."}
    answer = strict.alba.post(desk, form)
    assert answer.status_code == 429
    assert "Nothing was sent; what you wrote is kept." in answer.text
    assert re.search(r"Send it again in \d+ seconds?\.", answer.text)
    assert "This is what I\nhad to say.</textarea>" in answer.text
    assert 'name="command_id" value="floodlast01"' in answer.text
    other: dict[str, str | list[str]] = {"command_id": "ofbrava0001", "to": "SOV.authority", "text": "Mine goes."}
    assert strict.brava.post(desk, other).status_code == 303


def test_a_draft_that_saves_itself_is_answered_in_its_own_way(strict: Cast) -> None:
    url = f"/x/{strict.exercise}/desk/requests/unknown/draft"
    json = {"Accept": "application/json"}
    answers = [strict.alba.post(url, {}, headers=json) for _ in range(PER_MINUTE["drafts"][0] + 1)]
    assert answers[-1].status_code == 429
    assert "Send it again" in str(answers[-1].json)


@pytest.mark.acceptance("opens every page")
def test_every_field_of_text_says_how_much_it_takes(house: House, cast: Cast) -> None:
    fields = 0
    for person in (cast.alba, cast.ines):
        for path, page in walk(house, person, cast.exercise).items():
            for form in OPEN_FORM.findall(page):
                for field in FIELD.findall(form):
                    kind = re.search(r'\btype="(\w+)"', field)
                    if field.startswith("<input") and kind is not None and kind[1] not in {"text", "password"}:
                        continue
                    fields += 1
                    assert "maxlength=" in field or "readonly" in field, (path, field)
    assert fields > 20


def test_a_text_that_is_too_long_is_refused_with_words(cast: Cast) -> None:
    form: dict[str, str | list[str]] = {"command_id": "waytoolong1", "to": "KES.authority", "text": "x" * 8001}
    answer = cast.alba.post(f"/x/{cast.exercise}/desk/messages", form)
    assert answer.status_code == 422
    assert "at most 8000 characters fit" in answer.text
    assert "x" * 8001 in answer.text


def test_a_long_conversation_stands_on_pages(cast: Cast) -> None:
    desk = f"/x/{cast.exercise}/desk/messages"
    for number in range(45):
        form: dict[str, str | list[str]] = {
            "command_id": command_of(cast.alba.get(desk).text) if not number else f"longtalk{number:04d}",
            "to": "KES.authority",
            "text": f"Line {number:03d}",
        }
        assert cast.alba.post(desk, form).status_code == 303
    first, second = cast.brava.get(desk).text, cast.brava.get(f"{desk}?page=2").text
    assert "Line 044" in first
    assert "Line 001" not in first
    assert "Line 001" in second
    assert "Page 1 of 2" in first


def test_wrong_codes_are_counted_and_the_right_one_still_opens(tmp_path: Path) -> None:
    house = build(tmp_path)
    strict = House(create_app(replace(house.config, joins_per_minute=5), house.database), house.database, house.config)
    exercise = strict.new_exercise()
    bad, good = nobody(strict, "Bad", exercise), nobody(strict, "Good", exercise)
    answers = [bad.post("/join", {"code": f"WRONG{n}"}).status_code for n in range(7)]
    assert answers == [404] * 5 + [429] * 2
    assert good.post("/join", {"code": strict.join_code(exercise)}).status_code == 303
    assert good.join("police", "VAL").status_code == 303
    house.close()
