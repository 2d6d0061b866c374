"""Procedures beside the letter of request (`test_joint_exercise`) in a real browser, each played to an end."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.people import Trainee, Trainer
from tests.browser.rooms import Place, Room

MOST_JUMPS = 14
NAMED = "Pavrel Valmouche"
"""Somebody in Sorvane whom a paper that may be evidence names."""

TERMS = ("Purpose", "Members", "Law that applies", "Use of evidence", "Costs", "Confidentiality")


def begin(who: Trainee, kind: str, button: str, about: str = r"\(Person, Sorvane\)") -> None:
    """Opens the form of a procedure with Sorvane, about somebody there of whom the file knows."""
    who.open_area("Procedures")
    card = who.main().locator("section.r-card", has=who.page.get_by_role("heading", name=kind, exact=True))
    card.get_by_role("link", name="Begin").click()
    who.page.get_by_role("radio", name="Sorvane").check()
    who.choose("About", re.compile(about, re.IGNORECASE))
    offence = who.page.get_by_label("Offence", exact=True)
    if offence.count():
        offence.select_option(index=1)
    for paper in who.page.get_by_role("group", name=re.compile("^Documents")).get_by_role("checkbox").all():
        paper.check()
    words = who.page.get_by_label(re.compile("^(Your text|Summary of the facts)"))
    if words.count():
        words.fill("A linked case.")
    who.press(button)


def charge(who: Trainee, name: str) -> None:
    """Brings a charge on all papers: a surrender rests on a warrant. Chosen is the first offence of the table."""
    who.open_area("Case")
    who.choose("Person", re.compile(name))
    who.page.get_by_role("radio", name=re.compile("^Drug trafficking")).first.check()
    for paper in who.page.get_by_role("group", name="Documents put before the court").get_by_role("checkbox").all():
        paper.check()
    who.press("Bring the charge")
    who.confirm("Bring the charge")
    expect(who.page.get_by_role("heading", name=name)).to_be_visible()


def open_procedure(who: Trainee, number: str) -> None:
    who.open_area("Procedures")
    who.main().get_by_role("link", name=number, exact=True).click()
    expect(who.main().get_by_text(number).first).to_be_visible()
    who.arrive()  # what asks before an act is there once the page is whole


def act(who: Trainee, number: str, name: str, *, words: str = "", papers: bool = False, ends: bool = False) -> None:
    """Takes an act of the page, with words and papers where it wants them."""
    open_procedure(who, number)
    card = who.act(name)
    if words:
        card.get_by_label(re.compile("^Your text")).fill(words)
    if papers:
        card.get_by_role("checkbox").first.check()
    button = card.get_by_role("button", name=name, exact=True)
    if ends:
        button.click()
    with who.page.expect_navigation():  # what the table says is read only once the act has been taken
        if ends:
            who.confirm(name)
        else:
            button.click()


def stage(who: Trainee, number: str) -> str:
    """The stage of a procedure in the team's table; nothing while none of that number is open."""
    who.open_area("Procedures")
    expect(who.page.get_by_role("region", name="Start a procedure")).to_be_visible()  # it comes after the table
    row = who.page.get_by_role("row").filter(has=who.page.get_by_role("link", name=number, exact=True))
    return row.get_by_role("cell").nth(4).inner_text().strip() if row.count() else ""


def extradition(room: Room) -> None:
    """Kestria wants somebody from Sorvane; who consents is not surrendered but prosecuted there, as a national.

    Who does not consent stands before a court for a year or more: Kestria withdraws, and the person is let go.
    """
    ines, anna, bram = room.ines, room.anna, room.bram
    begin(anna, "Extradition", "Open the file")
    anna.see("A lead is not enough.")
    begin(anna, "Extradition", "Open the file", NAMED)
    anna.see("Charge the person first")
    charge(anna, NAMED)
    begin(anna, "Extradition", "Open the file", NAMED)
    open_procedure(anna, "KES-SOV-ED1")
    card = anna.act("Ask for provisional arrest")
    card.get_by_label("Why we believe that the person is there now").fill("Our papers name the person there.")
    card.get_by_label(re.compile("^Your text")).fill("A warrant is issued.")
    with anna.page.expect_navigation():
        card.get_by_role("button", name="Ask for provisional arrest", exact=True).click()
    number = "KES-SOV-E1"
    expect(anna.main().get_by_text(number).first).to_be_visible()
    act(bram, number, "Order the arrest")
    for _ in range(MOST_JUMPS):
        match stage(anna, number):
            case "Provisionally arrested, documents awaited" | "Person not in custody":
                act(anna, number, "Send the request with documents", papers=True)
            case "Documents received":
                act(bram, number, "Bring the case before the court")
            case "Before the court" | "Surrender to be decided":
                break
            case _:
                ines.jump()
    if stage(anna, number) == "Before the court":
        act(anna, number, "Withdraw: extradition is no longer sought", ends=True)
        assert {stage(who, number) for who in (anna, bram)} == {"Withdrawn"}
        return
    open_procedure(bram, number)
    expect(bram.main().get_by_text(re.compile(r"UNTOC 16\(10\)")).first).to_be_attached()
    act(bram, number, "Keep your national and prosecute here", words="Our law does not surrender nationals.")
    act(bram, number, "Submit the case for prosecution", ends=True)
    assert {stage(who, number) for who in (anna, bram)} == {"Prosecuted where the person is"}


def joint_team(anna: Trainee, bram: Trainee) -> None:
    """Both sides agree on a team item by item, sign, and close it when it has done its work."""
    begin(anna, "Joint investigation team", "Propose a joint team")
    number = "KES-SOV-J1"
    act(bram, number, "Open the talks")
    card = bram.act("Propose the agreement")
    for label in TERMS:
        card.get_by_label(label, exact=True).fill("As the model agreement has it")
    card.get_by_label("Duration in days").fill("180")
    card.get_by_role("radio", name="Kestria").check()
    card.get_by_role("button", name="Propose the agreement").click()
    bram.see("Draft to be agreed by the inviting side")
    act(anna, number, "Agree to the draft")
    act(anna, number, "Sign the agreement")
    act(bram, number, "Sign the agreement")
    assert stage(anna, number) == "Active"
    act(bram, number, "Close the team", words="It has done its work.", ends=True)
    assert {stage(who, number) for who in (anna, bram)} == {"Closed"}


def preservation(anna: Trainee, bram: Trainee) -> None:
    """Sorvane keeps records for Kestria, gives more time, and lets them go when they are no longer needed."""
    begin(anna, "Preservation of records", "Have the records kept")
    number = "KES-SOV-P1"
    act(bram, number, "Order the custodian to keep the records")
    assert stage(anna, number) == "Preserved, content to be requested"
    act(anna, number, "Ask for more time", words="The request is being translated.")
    act(bram, number, "Prolong the preservation")
    act(anna, number, "End the preservation", ends=True)
    assert {stage(who, number) for who in (anna, bram)} == {"Preservation ended"}


def freezing(ines: Trainer, anna: Trainee) -> None:
    """What a letter of Kestria's has frozen in Isandre is prolonged by a judge and released in the end."""
    number = "KES-ISA-F1"
    for _ in range(MOST_JUMPS):
        if stage(anna, number) == "Frozen":
            break
        ines.jump()
    act(anna, number, "Ask the judge to prolong the freeze", words="The case goes on.", papers=True)
    ines.jump()
    open_procedure(anna, number)
    expect(anna.main().get_by_text(re.compile("freeze prolonged|prolongation refused", re.IGNORECASE))).to_be_visible()
    assert stage(anna, number) == "Frozen"
    act(anna, number, "Release the money", words="It is not what we took it for.", ends=True)
    assert stage(anna, number) == "Money released"


@pytest.fixture(scope="module")
def room(place: Place) -> Iterator[Room]:
    """The exercise of the procedures for which no time has to pass; their numbers are apart."""
    made = place.room("Procedures")
    yield made
    made.leave()


def test_an_extradition(place: Place) -> None:
    """In an exercise of its own: a court takes a year and more."""
    room = place.room("Extradition")
    extradition(room)
    room.leave()


def test_a_joint_team(room: Room) -> None:
    joint_team(room.anna, room.bram)


def test_a_preservation(room: Room) -> None:
    preservation(room.anna, room.bram)


def test_a_freeze(place: Place) -> None:
    """In an exercise of its own: months pass, in which automatic players begin procedures too."""
    room = place.room("A freeze")
    freezing(room.ines, room.anna)
    room.leave()
