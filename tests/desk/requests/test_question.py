"""A question to a police or financial unit abroad: three fields from the card of a thing, and a thread of answers."""

from __future__ import annotations

import re

import pytest

from simulation.exercise.core.command import Seat
from simulation.exercise.procedures.letter.commands import ActOnRequest
from simulation.exercise.procedures.letter.play.views import RequestView
from simulation.exercise.procedures.letter.statuses import LetterAction
from simulation.kernel.entities import EntityKind
from simulation.kernel.terms import Office
from simulation.law.book.assistance_types import load_kinds
from simulation.scenario.schema.play import Route
from tests.desk.journeys import desk, hidden, target_abroad, view
from tests.webapp.conftest import Cast
from tests.webapp.house import House, Person, nobody
from webapp.text.say import wording_of

FIELD = re.compile(r'<(?:input|textarea|select)[^>]*name="(sought|text|use|documents|to)"')


@pytest.fixture
def finn(house: House, cast: Cast) -> Person:
    """Somebody at Sorvane's financial unit."""
    found = nobody(house, "Finn", cast.exercise)
    assert found.join("fiu", "SOV").status_code == 303
    return found


def ask(cast: Cast, who: Person, number: int, **values: str | list[str]) -> tuple[int, str]:
    """Sends the question about the thing of this number; gives the status and the answer's text."""
    where = desk(cast, f"entities/{number}/ask")
    page = who.get(where).text
    sent = who.post(where, {**hidden(page, f"entities/{number}/ask"), "use": "intelligence", **values})
    return sent.status_code, sent.text


def questions(house: House, cast: Cast, who: Person) -> list[RequestView]:
    return [each for each in view(house, cast, who).requests if each.route is not Route.MLA and not each.incoming]


def test_a_question_is_three_fields_and_goes_out_with_one_press(house: House, cast: Cast, finn: Person) -> None:
    number = target_abroad(house, cast, finn, "KES")
    before = len(questions(house, cast, finn))
    page = finn.get(desk(cast, f"entities/{number}/ask")).text
    assert set(FIELD.findall(page)) <= {"sought", "text", "use", "documents", "to"}
    assert not re.search(r'name="documents"[^>]*checked', page), "papers are chosen, never ticked beforehand"
    assert "An answer usually takes" in page
    status, text = ask(cast, finn, number, sought="account_check", text="Who holds it?", use="court")
    assert status == 303, text
    asked = questions(house, cast, finn)[-1]
    assert len(questions(house, cast, finn)) == before + 1
    assert (asked.status, asked.requested, asked.content.assistance) == ("asked", "KES", "Who holds it?")
    assert "consent" in asked.content.purpose


def test_who_is_asked_is_named_or_called_the_other_side(house: House, cast: Cast, finn: Person) -> None:
    for country, who in (("KES", "Kestria"), ("SOV", "The other side")):
        page = finn.get(desk(cast, f"entities/{target_abroad(house, cast, finn, country)}/ask")).text
        assert f"{who} decides what you may do with the answer." in page


def test_a_question_chosen_under_new_request_has_its_three_fields(house: House, cast: Cast, finn: Person) -> None:
    number = target_abroad(house, cast, finn, "KES")
    new = desk(cast, "requests/new")
    paper = view(house, cast, finn).documents[0].label
    chosen: dict[str, str | list[str]] = {"sought": "account_check", "requested": "KES", "target": [str(number)]}
    chosen["rests_on"] = [paper]
    before = len(questions(house, cast, finn))
    opened = finn.post(new, {**hidden(finn.get(new).text, "requests/new"), **chosen})
    assert opened.status_code == 303
    assert f"entities/{number}/ask?" in opened.headers["Location"]
    assert f"origin={paper}" in opened.headers["Location"], "the paper because of which it is asked goes along"
    page = finn.get(opened.headers["Location"]).text
    assert re.search(r'name="sought" value="account_check"[^>]*checked', page)
    assert len(questions(house, cast, finn)) == before, "no draft is left behind"


def test_nothing_is_begun_when_it_cannot_be_sent_and_the_words_are_kept(house: House, cast: Cast, finn: Person) -> None:
    number = target_abroad(house, cast, finn, "KES")
    before = len(view(house, cast, finn).requests)
    status, text = ask(cast, finn, number, sought="account_check", text=" ")
    assert status == 422
    assert "what you want to know" in text
    status, text = ask(cast, finn, number, sought="bank_records", text="Everything, please")
    assert (status, "Everything, please" in text) == (422, True)
    assert len(view(house, cast, finn).requests) == before


def test_an_answer_stands_in_the_thread_as_a_lead(house: House, cast: Cast, finn: Person) -> None:
    number = target_abroad(house, cast, finn, "KES")
    ask(cast, finn, number, sought="account_check", text="Who holds it?")
    shown = questions(house, cast, finn)[-1]
    house.store.execute(
        cast.exercise,
        ActOnRequest(
            id="answeredbyhand",
            by=Seat("KES", Office.FIU),
            member="",
            request=shown.key,
            action=LetterAction.ANSWER,
            text="A firm of the port, since March.",
        ),
    )
    page = finn.get(desk(cast, f"entities/{number}/ask")).text
    thread = page[page.index('id="thread"') : page.index('id="ask-head"')]
    assert thread.index("Who holds it?") < thread.index("A firm of the port, since March.")
    assert "For intelligence only" in thread
    assert "Days until your last questions to this country were answered: 0." in page
    part = finn.get(desk(cast, f"entities/{number}/ask/part")).text
    assert "A firm of the port, since March." in part


def test_the_question_is_no_letter(house: House, cast: Cast, finn: Person) -> None:
    number = target_abroad(house, cast, finn, "KES")
    ask(cast, finn, number, sought="postponement", text="Please suspend payments from it.")
    label = questions(house, cast, finn)[-1].label
    sheet = finn.get(desk(cast, f"requests/{label}/letter")).text
    assert "Please suspend payments from it." in sheet
    assert "For intelligence only" in sheet
    for formal in ("compliments", "Offences", "Formalities", "Undertakings", "Language", "central authority"):
        assert formal not in sheet[sheet.index("<main") :], formal


def test_each_office_asks_what_is_its_own(house: House, cast: Cast, finn: Person) -> None:
    shown = view(house, cast, finn)
    phone = next(n for n, each in enumerate(shown.entities, start=1) if each.kind is EntityKind.PHONE)
    page = finn.get(desk(cast, f"entities/{phone}/ask")).text
    assert "Your office cannot ask questions on this channel." in page
    assert ask_status(cast, finn, phone) in {403, 422}
    place = next((n for n, each in enumerate(shown.entities, start=1) if each.kind is EntityKind.PLACE), None)
    if place is not None:
        assert finn.get(desk(cast, f"entities/{place}/ask")).status_code == 404


def ask_status(cast: Cast, who: Person, number: int) -> int:
    """Sends a police question with a form of another thing."""
    page = who.get(desk(cast, "messages")).text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token is not None
    values = {"csrf_token": token[1], "command_id": "0123456789abcdef", "sought": "phone_check", "text": "Whose?"}
    return who.post(desk(cast, f"entities/{number}/ask"), {**values, "use": "intelligence", "to": "KES"}).status_code


def test_every_short_kind_has_its_words() -> None:
    assert all(
        wording_of(f"question_example.{each.id}") for each in load_kinds().values() if each.route is not Route.MLA
    )
