"""Two at one thing at once: exactly one effect, and a clear answer for the other."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import sqlalchemy as sa

from tests.partition.game import SEAT, Game
from tests.webapp.house import Person, command_of, nobody
from webapp.store.tables import JournalRecord


def browsers(game: Game, person: Person, count: int) -> list[Person]:
    """The same person in several browsers."""
    cookie = person.client.get_cookie("rogatory")
    assert cookie is not None
    found = []
    for _ in range(count):
        client = game.house.client()
        client.set_cookie("rogatory", cookie.value)
        found.append(Person(game.house, client, person.name, person.exercise, person.country, person.member_id))
    return found


def journal(game: Game, kind: str) -> int:
    """How many commands of a kind there are."""
    with game.house.database.reading() as session:
        counted = sa.select(sa.func.count()).select_from(JournalRecord).where(JournalRecord.kind == kind)
        return session.scalar(counted) or 0


def send_all(people: list[Person], url: str, forms: list[dict[str, str | list[str]]]) -> list[int]:
    """All at once; the statuses in order."""
    people[0].token()
    with ThreadPoolExecutor(len(people)) as pool:
        jobs = [pool.submit(person.post, url, form) for person, form in zip(people, forms, strict=True)]
        return [job.result().status_code for job in jobs]


def test_a_form_sent_eight_times_is_one_message(busy: Game) -> None:
    url = busy.url("desk/messages")
    form: dict[str, str | list[str]] = {
        "command_id": command_of(busy.alba.get(url).text),
        "to": "KES.police",
        "text": "Once only.",
    }
    before = journal(busy, "SendMessage")
    assert set(send_all(browsers(busy, busy.alba, 8), url, [form] * 8)) == {303}
    assert journal(busy, "SendMessage") == before + 1
    assert [message.text for message in busy.view("KES").messages].count("Once only.") == 1


def test_other_words_from_another_tab_are_another_message(busy: Game) -> None:
    url = busy.url("desk/messages")
    command = command_of(busy.alba.get(url).text)
    forms: list[dict[str, str | list[str]]] = [
        {"command_id": command, "to": "KES.police", "text": f"Wording {number}"} for number in range(4)
    ]
    before = journal(busy, "SendMessage")
    people = browsers(busy, busy.alba, 4)
    statuses = send_all(people, url, forms)
    assert Counter(statuses) == {303: 4}
    assert journal(busy, "SendMessage") == before + 4
    texts = [message.text for message in busy.view("KES").messages]
    assert [texts.count(f"Wording {number}") for number in range(4)] == [1] * 4


def test_two_answers_to_one_request_have_one_effect(busy: Game) -> None:
    request, offer = next(
        (request, offer)
        for country in ("SOV",)
        for request in busy.view(country).requests
        for offer in request.offers
        if set(offer.needs) <= {"text"} and offer.action not in {"submit", "ask"}
    )
    url = busy.url(f"desk/requests/{request.label}/act")
    before = journal(busy, "ActOnRequest")
    forms: list[dict[str, str | list[str]]] = [
        {"command_id": f"answernumber{n}", "seen": str(request.version), "action": offer.action, "text": f"Reason {n}."}
        for n in range(4)
    ]
    statuses = send_all(browsers(busy, busy.alba, 4), url, forms)
    assert Counter(statuses) == {303: 1, 409: 3}
    assert journal(busy, "ActOnRequest") == before + 1


def test_the_trainer_passes_the_pen_while_its_holder_orders(busy: Game) -> None:
    colleague = nobody(busy.house, "Anton Quay", busy.exercise)
    assert colleague.join(SEAT, "SOV").status_code == 303
    url = busy.url("desk/requests/new")
    form: dict[str, str | list[str]] = {
        "command_id": command_of(busy.alba.get(url).text),
        "sought": "bank_records",
        "requested": "KES",
        "target": ["1"],
    }
    passing = busy.url(f"control/people/{colleague.member_id}/pen")
    before = journal(busy, "OpenDraft")
    with ThreadPoolExecutor(2) as pool:
        sent = pool.submit(busy.alba.post, url, form)
        passed = pool.submit(busy.ines.post, passing, {"command_id": "passthepen00"})
        status = sent.result().status_code
        assert passed.result().status_code == 303
    assert status in {303, 422}
    assert journal(busy, "OpenDraft") - before == (1 if status == 303 else 0)
    assert {seat.pen for seat in busy.view("SOV").seats} == {colleague.member_id}
    assert busy.alba.post(url, {**form, "command_id": "afterthepen0"}).status_code == 422
    assert journal(busy, "OpenDraft") - before == (1 if status == 303 else 0)
