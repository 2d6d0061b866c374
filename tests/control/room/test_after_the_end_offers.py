"""After the end of play the room offers nothing that the server refuses."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

from simulation.exercise.clock.commands import EndExercise, Jump, PlayEpilogue
from tests.control.conftest import Room
from tests.webapp.house import House

CONFLICT = 409


class Forms(HTMLParser):
    """The forms of a page: where each posts to, and its fields with what stands in them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | list[str]]]] = []
        self._fields: dict[str, str | list[str]] | None = None
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and given.get("method") == "post":
            self._fields = {}
            self.found.append((given["action"], self._fields))
        if self._fields is None:
            return
        name = given.get("name", "")
        if tag in {"input", "button", "textarea"} and name:
            self._fields.setdefault(name, given.get("value", "") or ("words" if tag == "textarea" else ""))
        if tag == "select":
            self._select = name
        if tag == "option" and self._select and given.get("value"):
            self._fields.setdefault(self._select, given["value"])

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._fields = None
        if tag == "select":
            self._select = ""


def forms(page: str) -> list[tuple[str, dict[str, str | list[str]]]]:
    """What a page lets somebody send."""
    found = Forms()
    found.feed(page)
    return found.found


def ended(house: House, room: Room, *, epilogue: bool) -> None:
    exercise = room.cast.exercise
    house.store.execute(exercise, Jump(id="one-jump-for-test", member="control", days=22))
    house.store.execute(exercise, EndExercise(id="end-for-a-test", member="control"))
    if epilogue:
        house.store.execute(exercise, PlayEpilogue(id="epilogue-for-a-test", member="control"))


def test_nothing_is_offered_that_the_server_refuses(house: House, room: Room) -> None:
    ended(house, room, epilogue=True)
    shown = house.store.published(room.cast.exercise)
    events = re.findall(r'href="[^"]*/control(/events/[^"#?]+)"', room.get("/events"))
    letters = [f"/requests/{each.label}" for each in shown.control.requests][:3]
    countries = [f"/countries/{code}" for code in shown.teams]
    pages = ("/", "/messages", "/people", "/points", "/world", *countries, *letters, *sorted(set(events))[:12])
    refused = []
    for path in pages:
        for action, fields in forms(room.get(path)):
            if "/people/" in action or "/logout" in action:
                continue
            if "/control/" in action and room.cast.ines.post(action, fields).status_code == CONFLICT:
                refused.append((path, action, fields))
    assert refused == []


def test_no_way_leads_to_what_is_over(house: House, room: Room) -> None:
    ended(house, room, epilogue=False)
    home = room.get("/")
    for words in ("Play as", "Add an event", "Hold"):
        assert f">{words}<" not in re.sub(r"\s*([<>])\s*", r"\1", home), words
    assert "Scheduled" not in home
    assert "Waiting for its trigger" not in home
    assert "Did not come" in home
    assert not re.search(r">\s*Next\s*<", home)
    events = room.get("/events")
    assert "Add an event" not in events
    assert "Upload an XLSX" not in events
    assert "Download as XLSX" in events
    country = room.get("/countries/SOV")
    assert "Write to this country" not in country
    assert ">Decide<" not in re.sub(r"\s*([<>])\s*", r"\1", country)


def test_a_message_can_be_sent_as_long_as_desks_show_it(house: House, room: Room) -> None:
    ended(house, room, epilogue=False)
    assert "Send</button>" in room.get("/messages")
    house.store.execute(room.cast.exercise, PlayEpilogue(id="epilogue-for-a-test", member="control"))
    messages = unescape(room.get("/messages"))
    assert "Send</button>" not in messages
    assert "no message reaches them" in messages
