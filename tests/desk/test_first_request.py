"""The tutorial, played from its button to its last page by what its lines say, and nothing else."""

from __future__ import annotations

import re
from html import unescape

import pytest
import sqlalchemy as sa

from simulation.exercise.clock.commands import Rewind
from simulation.exercise.core.command import CONTROL
from tests.desk.journeys import hidden
from tests.webapp.house import House, Person, trainer

NEXT = re.compile(r'<p class="r-next is-first" data-next="(\w+)">(.*?)</p>', re.DOTALL)
GO = re.compile(r'href="([^"]+)"')


def line(page: str) -> tuple[str, str]:
    """Where the next step stands, and its line."""
    found = NEXT.search(page)
    assert found is not None, page[:2000]
    return found[1], found[2]


def followed(person: Person, page: str, at: str) -> str:
    """The page of the next step, which has its line beside the control."""
    place, text = line(page)
    if place == "elsewhere":
        go = GO.search(text)
        assert go is not None
        page = person.get(unescape(go[1])).text
    assert line(page)[0] == at
    return page


def begun(house: House) -> tuple[Person, str, str]:
    """Somebody who has pressed the button: the person, the desk's address and its first page."""
    ines = trainer(house)
    assert "Try it alone, 25 minutes" in ines.get("/exercises/new").text
    made = ines.post("/exercises/alone/first-request")
    assert made.status_code == 303
    start = made.headers["Location"]
    return ines, start.removesuffix("start"), ines.get(start).text


def test_a_list_of_exercises_offers_it_until_it_was_made(house: House) -> None:
    ines = trainer(house)
    house.new_exercise()
    assert "Try it alone, 25 minutes" in ines.get("/exercises").text
    assert "Try it alone" not in ines.get("/exercises?archive=1").text
    assert ines.post("/exercises/alone/first-request").status_code == 303
    assert "Try it alone" not in ines.get("/exercises").text


def test_what_another_trainer_made_does_not_hide_it(house: House) -> None:
    ines, newcomer = trainer(house), trainer(house, "Nora")
    assert ines.post("/exercises/alone/first-request").status_code == 303
    listed = newcomer.get("/exercises").text
    assert ", Ines" in listed
    assert "Try it alone, 25 minutes" in listed


def read_both(person: Person, page: str) -> str:
    """Reads the two papers in the order of the lines."""
    for number in ("D-001", "D-002"):
        place, text = line(page)
        assert place == "paper"
        row = page[: page.index(text)].rpartition("<li")[2]
        assert number in row
        link = GO.search(row)
        assert link is not None
        page = followed(person, person.get(unescape(link[1])).text, "paper" if number == "D-001" else "open_draft")
    return page


def opened(person: Person, desk: str, page: str) -> str:
    """Opens the draft of a request for the records of the account in Sarvane."""
    named = re.search(r"XB[0-9 ]+[0-9]", line(page)[1])
    assert named is not None
    box = re.search(rf'name="target"\s+value="(\d+)"[^>]*>\s*<label[^>]*>\s*<bdi>{named[0]}', page)
    assert box is not None
    sent = {**hidden(page, "requests/new"), "sought": "bank_records", "requested": "SRV", "target": [box[1]]}
    answer = person.post(f"{desk}requests/new", sent)
    assert answer.status_code == 303
    return person.get(answer.headers["Location"]).text


FILLED: dict[str, str | list[str]] = {
    "facts": "She was told that her money had to lie somewhere safe, and paid it to this account.",
    "grounds": ["D-001", "D-002"],
    "assistance": "The account file, and all statements with the other side of each payment.",
    "period_from_day": "2031-02-10",
    "period_to_day": "2031-03-03",
    "offences": ["fraud"],
}

URGENT: dict[str, str | list[str]] = {
    "urgent": "yes",
    "urgency_reason": "The money moves on.",
    "urgent_by_day": "2031-04-10",
    "undertakings": ["use_limits"],
}


def sent(person: Person, page: str, *, urgent: bool = True) -> str:
    """Fills in the form by its lines, sends it, and approves it; gives the page after that."""
    for name in ("facts", "grounds", "assistance", "period"):
        assert f'data-next="{name}"' in page
    form = re.search(r'action="([^"]+)/form"', page)
    assert form is not None
    address = f"{unescape(form[1])}/form"
    saved = person.post(address, {**hidden(page, "/form"), **FILLED, "action": "urgent"})
    page = followed(person, person.get(saved.headers["Location"]).text, "urgent")
    said = URGENT if urgent else {"undertakings": ["use_limits"]}
    if urgent:
        saved = person.post(address, {**hidden(page, "/form"), **said, "action": "save"})
        page = followed(person, person.get(saved.headers["Location"]).text, "send")
    answer = person.post(address, {**hidden(page, "/form"), **said, "action": "submit"})
    assert answer.status_code == 303, answer.text
    page = person.get(answer.headers["Location"]).text
    assert 'data-next="approve"' in page
    assert 'data-next="onward"' not in page
    act = re.search(r'<form[^>]*action="([^"]+/act[^"]*)"', page)
    assert act is not None
    approve = hidden(page, unescape(act[1]).rpartition("/desk/")[2].split("#")[0], 'value="approve"')
    done = person.post(unescape(act[1]), approve)
    assert done.status_code == 303, done.text
    return person.get(done.headers["Location"]).text


def onward(person: Person, desk: str, page: str) -> str:
    """Lets days pass."""
    answer = person.post(f"{desk}onward", hidden(page, "desk/onward"))
    assert answer.status_code == 303
    return person.get(answer.headers["Location"]).text


def test_what_was_taken_back_is_to_be_done_again_and_the_journal_is_read_once_a_page(house: House) -> None:
    person, desk, page = begun(house)
    page = read_both(person, page)
    exercise = desk.split("/")[2]
    before = house.store.published(exercise).sequence
    opened(person, desk, page)
    house.store.execute(exercise, Rewind(id="takeitback", member=CONTROL, to=before))
    page = followed(person, person.get(f"{desk}start").text, "open_draft")
    page = opened(person, desk, page)
    assert 'data-next="facts"' in page
    asked = list[str]()

    def told(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.extend(re.findall(r"FROM journal\b", statement))

    sa.event.listen(house.database.engine, "before_cursor_execute", told)
    person.get(f"{desk}start")
    sa.event.remove(house.database.engine, "before_cursor_execute", told)
    assert len(asked) == 1


@pytest.mark.timeout(120)
def test_a_good_request_is_answered_within_play_and_the_end_compares(house: House) -> None:
    person, desk, page = begun(house)
    assert "You are the prosecutor of Aldmere" in page or "Aldmere" in page
    early = person.post(f"{desk}end-alone", {"command_id": "endbeforethebutton"})
    assert early.status_code == 422
    assert "Play cannot end yet" in early.text
    page = opened(person, desk, read_both(person, page))
    page = sent(person, page)
    jumps = 0
    while "End the exercise and compare" not in page:
        assert line(page)[0] == "onward"
        page = onward(person, desk, page)
        jumps += 1
        assert jumps <= 4, "no answer within play"
    page = followed(person, page, "results")
    result = re.search(r'"(/x/[^"]+/documents/D-00[34])"', page)
    assert result is not None
    page = person.get(result[1]).text
    assert line(page)[0] == "compare"
    end = person.post(f"{desk}end-alone", hidden(page, "desk/end-alone"))
    assert end.status_code == 303
    last = person.get(end.headers["Location"]).text
    days = re.search(r"Your letter was answered in (\d+) days", last)
    letter = re.search(r'href="(/x/[^"]+/requests/[^"]+)"', last)
    assert days is not None
    assert letter is not None
    assert f"{days[1]} days in all" in person.get(letter[1]).text, "one number, however it is told"
    onwards = re.findall(r'<a class="btn[^"]*" href="(/x/[^"]+)"', last.partition("What you have now")[2])
    assert any(each.endswith("/money") for each in onwards), "where the money went"
    assert all(person.get(each).status_code == 200 for each in onwards)
    assert len(onwards) > 1
    more = [int(number) for number in re.findall(r"(\d+) more days", last)]
    assert len(more) == 3
    assert min(more) >= 10


def test_what_she_says_that_she_paid_is_no_second_payment(house: House) -> None:
    ines, desk, _page = begun(house)
    money = ines.get(f"{desk}money").text
    account = re.search(r'href="([^"]+/entities/\d+/money)">\s*<bdi[^>]*>XB17', money)
    assert account is not None, money
    book = ines.get(f"{unescape(account[1])}?fold=no").text
    assert len(re.findall(r'id="row-\d+"', book)) == 1
    assert "2030" not in re.sub(r"<[^>]*>", " ", book)


def test_the_first_page_does_not_ask_to_read_what_was_read(house: House) -> None:
    ines, desk, page = begun(house)
    assert "Read your first document" in page
    ines.get(f"{desk}documents/D-001")
    page = ines.get(f"{desk}start").text
    assert "Read your first document" not in page
    assert "Read the next document" in page
    ines.get(f"{desk}documents/D-002")
    assert "One thing to do now" not in ines.get(f"{desk}start").text
