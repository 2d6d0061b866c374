"""Hostile forms through every address that takes one: a clear answer, no half-done act, nothing rendered raw."""

from __future__ import annotations

import itertools
from hashlib import blake2b

import pytest
import sqlalchemy as sa

from simulation.kernel.draws import Draws
from tests.partition.game import Game
from tests.partition.surface import LEAVING, handles, rules
from tests.webapp.house import Person
from webapp.store.tables import EventRecord, JournalRecord

pytestmark = pytest.mark.acceptance("sends hostile forms to every address")

MARK = "<script>alert('hostile')</script>"
VALUES = (
    "", MARK, '"><img src=x onerror=alert(1)>', "9" * 5_000, "-1", "٣", "\x00\x01", "💥" * 300, "../../etc/passwd",
    "message-00000010", "country.KES.case", "KES.police", "XXX.police", "x" * 20_000, "inject-99999", "2031-99-99",
    "\u202egnp.exe", "{{ 7*7 }}", "0",
)  # fmt: skip
FIELDS = (
    "text", "to", "about", "answers", "kind", "target", "documents", "person", "offence", "sought", "requested",
    "seats",
    "agenda", "action", "until", "items", "conditions", "ground", "consent", "seen", "version", "entity", "other", "x",
    "y", "line", "link", "split", "office", "country", "member", "by", "choice", "decision", "minutes", "what0",
    "owner0", "due0", "rests_on", "facts", "persons", "section", "keep", "q", "name", "days", "rate", "word",
)  # fmt: skip
FIXED = {"<at>": "SOV", "<code>": "KES", "<country>": "KES", "<seat>": "police", "<kind>": "extradition"}
FIXED |= {"<name>": "glass-harbour", "<objective>": "1"}
FINE = {200, 204, 303, 400, 403, 404, 409, 410, 422}


def done(game: Game) -> tuple[int, int]:
    """How much has happened: commands and events."""
    with game.house.database.reading() as session:
        counts = (
            session.scalar(sa.select(sa.func.count()).select_from(JournalRecord)),
            session.scalar(sa.select(sa.func.count()).select_from(EventRecord)),
        )
    return counts[0] or 0, counts[1] or 0


def targets(game: Game, person: Person) -> list[str]:
    """Every address that takes a form, with things of the own team and of nobody."""
    view = game.view(person.country)
    known = (*handles(game, person.country), "0123456789")
    found = []
    for rule in rules(game, "POST"):
        if rule.endpoint in LEAVING or "/control/" in rule.rule or not rule.rule.startswith("/x/"):
            continue
        tried = {
            "<number>": (view.requests[0].label, view.requests[-1].label, view.documents[0].label, "KES-VAL-98"),
            "<int:number>": ("1", "999999999999"),
            "<handle>": known,
        }
        named = [name for name in tried if name in rule.rule]
        for values in itertools.product(*(tried[name] for name in named)):
            path = rule.rule
            for name, value in (*FIXED.items(), ("<exercise>", game.exercise), *zip(named, values, strict=True)):
                path = path.replace(name, value)
            assert "<" not in path, f"say in {__name__} what {path} takes"
            found.append(path)
    return list(dict.fromkeys(found))


@pytest.mark.parametrize("round_", [0, 1])
def test_no_form_breaks_a_page_or_does_half_a_thing(busy: Game, round_: int) -> None:
    draws = Draws(17 + round_)
    wrong = []
    asked = 0
    for path in targets(busy, busy.alba):
        for step in range(2):
            before = done(busy)
            form = hostile(draws, f"{path}/{step}/{round_}")
            try:
                answer = busy.alba.post(path, form)
            except Exception as problem:  # noqa: BLE001  # whatever breaks is what this looks for
                wrong.append((path, repr(problem), form))
                continue
            asked += 1
            if answer.status_code not in FINE or MARK in answer.text or "Traceback" in answer.text:
                wrong.append((path, str(answer.status_code), form))
            if answer.status_code >= 400 and done(busy) != before:
                wrong.append((path, "half done", form))
    assert asked > 60
    assert wrong == []


def hostile(draws: Draws, key: str) -> dict[str, str | list[str]]:
    """A form with odd values in fields that some view reads."""
    bits = blake2b(f"{draws!r}{key}".encode(), digest_size=64).digest()
    form: dict[str, str | list[str]] = {
        name: VALUES[bits[index % 64] * (index + 3) % len(VALUES)] for index, name in enumerate(FIELDS)
    }
    form["command_id"] = ("", "hostile00000" + bits[:6].hex(), "../x", MARK)[bits[0] % 4]
    return form


def test_a_number_longer_than_any_names_nothing(busy: Game) -> None:
    endless = "9" * 5_000
    assert busy.alba.get(busy.url(f"desk/entities/{endless}")).status_code == 404
    form: dict[str, str | list[str]] = {"command_id": "endlessnumber", "link": f"linked:{endless}:1"}
    assert busy.alba.post(busy.url("desk/entities/1/remove"), form).status_code in FINE


def test_an_answer_to_a_message_that_is_not_there(busy: Game) -> None:
    for number in ("message-00000010", "message-99999999999", "message-٣", "message--1", "message-"):
        form: dict[str, str | list[str]] = {"to": "control", "text": "To what?", "answers": number}
        page = busy.alba.post(busy.url("desk/messages"), {**form, "command_id": f"answer{len(number):06d}x"})
        assert page.status_code in {303, 409}, number


def test_without_its_token_no_form_does_anything(busy: Game) -> None:
    before = done(busy)
    for path in targets(busy, busy.alba):
        assert busy.alba.client.post(path, data={"text": "x"}).status_code in {400, 403}, path
        assert busy.alba.client.put(path).status_code in {400, 405}, path
    assert done(busy) == before


def test_the_country_in_a_form_is_not_believed(busy: Game) -> None:
    """Somebody else's seat, id and command change nothing: who acts is who the cookie names."""
    url = busy.url("desk/messages")
    forged: dict[str, str | list[str]] = {
        "command_id": "forgedforged", "to": "VAL.police", "text": "From whom?", "by": "KES.police",
        "member": busy.brava.member_id, "country": "KES",
    }  # fmt: skip
    assert busy.alba.post(url, forged).status_code == 303
    message = next(each for each in busy.view("VAL").messages if each.text == "From whom?")
    assert message.sender is not None
    assert message.sender.country == "SOV"
    before = done(busy)
    assert busy.brava.post(url, forged).status_code == 409
    pen: dict[str, str | list[str]] = {"command_id": "takethepen00", "to": busy.alba.member_id, "office": "police"}
    assert busy.alba.post(busy.url("lobby/pen"), {**pen, "country": "KES"}).status_code in {303, 422}
    assert {seat.pen for seat in busy.view("KES").seats} == {busy.brava.member_id}
    assert done(busy)[0] <= before[0] + 1
