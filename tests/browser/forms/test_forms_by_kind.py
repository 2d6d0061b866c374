"""Six forms in a real browser: each is begun, has what its instrument asks, is shown, printed and taken away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.people import Trainee
from tests.browser.rooms import Place, Room
from tests.browser.test_procedures import NAMED, act, begin, charge, open_procedure


@pytest.fixture(scope="module")
def union(place: Place) -> Iterator[Room]:
    """Anna in Corrimore and Bram in Quessa, between which orders of mutual recognition work."""
    made = place.room("Orders", "Glass harbour", ("Corrimore", "Quessa"))
    yield made
    made.leave()


@pytest.fixture(scope="module")
def treaty(place: Place) -> Iterator[Room]:
    """Anna in Kestria and Bram in Sorvane."""
    made = place.room("Treaties")
    yield made
    made.leave()


def draft(anna: Trainee, kind: str, country: str, about: str) -> None:
    """Opens a draft of a kind about something of the other country."""
    page = anna.page
    anna.open_area("Requests")
    anna.follow("New request")
    page.get_by_role("radio", name=kind, exact=True).check()
    page.get_by_role("radio", name=re.compile(country)).check()
    page.get_by_role("checkbox", name=re.compile(about)).first.check()
    anna.press("Open the draft")
    expect(page.get_by_role("heading", name="What only you can write", level=1)).to_be_visible()


def taken_away(who: Trainee) -> str:
    """What the files say that the page of a form gives; on a phone nothing is cut off."""
    said = ""
    for name in ("PDF", "DOCX"):
        with who.page.expect_download() as waited:
            who.page.get_by_role("link", name=name, exact=True).click()
        path = Path(waited.value.path())
        if name == "PDF":
            made = PdfReader(path)
            assert "/StructTreeRoot" in made.root_object
            said += " ".join(page.extract_text() for page in made.pages)
        else:
            document = Document(str(path))
            said += " ".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    who.page.set_viewport_size({"width": 390, "height": 844})
    assert who.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    who.page.set_viewport_size({"width": 1366, "height": 768})
    return " ".join(said.split())


def test_a_hearing_by_video(union: Room) -> None:
    anna = union.anna
    draft(anna, "Hearing by video link", "Quessa", "Farkubrin")
    anna.fill({"List of questions or topics": "1. Who brought the papers?"})
    expect(anna.page.get_by_text("right to silence").first).to_be_attached()
    expect(anna.page.get_by_text("Saved").first).to_be_visible()
    anna.page.get_by_role("link", name="Print", exact=True).click()
    anna.see("European Investigation Order (Annex A)")
    said = taken_away(anna)
    assert "1. Who brought the papers?" in said
    assert "[x] H2 Hearing by video" in said


def test_a_prisoner(union: Room) -> None:
    anna = union.anna
    draft(anna, "Transfer of a detained person to testify", "Quessa", "Farkubrin")
    consent = "Free and informed consent of the person, recorded"
    anna.fill({consent: "Given before counsel on 2 March"})
    expect(anna.page.get_by_text("returns him or her without extradition").first).to_be_attached()
    expect(anna.page.get_by_text("Saved").first).to_be_visible()
    anna.page.get_by_role("link", name="Print", exact=True).click()
    anna.see("H1 Transfer of a person held in custody")
    assert "Given before counsel on 2 March" in taken_away(anna)


def test_a_freezing_certificate(union: Room) -> None:
    anna = union.anna
    draft(anna, "Freezing of assets", "Quessa", "^XH63")
    anna.fill({"Facts that support the freeze": "It leaves within three days."})
    expect(anna.page.get_by_text("Saved").first).to_be_visible()
    anna.page.get_by_role("link", name="Print", exact=True).click()
    anna.see("Freezing certificate (Annex I)")
    for mark in "ABCDEFGHI":
        expect(anna.page.get_by_role("heading", name=re.compile(rf"^{mark}\. ")).first).to_be_visible()
    assert "It leaves within three days." in taken_away(anna)


def test_a_preservation_of_six_fields(treaty: Room) -> None:
    anna, bram = treaty.anna, treaty.bram
    begin(anna, "Preservation of records", "Have the records kept")
    open_procedure(bram, "KES-SOV-P1")
    bram.follow("Request for the expedited preservation of stored computer data")
    for mark in "abcdef":
        expect(bram.page.get_by_role("heading", name=re.compile(rf"^{mark}\. "))).to_be_visible()
    assert "A linked case." in taken_away(bram)


def test_a_joint_team_of_three(treaty: Room) -> None:
    anna, bram = treaty.anna, treaty.bram
    anna.open_area("Procedures")
    card = anna.main().locator("section.r-card", has=anna.page.get_by_role("heading", name="Joint investigation team"))
    card.get_by_role("link", name="Begin").click()
    anna.page.get_by_role("radio", name="Sorvane").check()
    anna.page.get_by_role("checkbox", name="Valmora").check()
    anna.choose("About", re.compile(NAMED))
    anna.page.get_by_label(re.compile("^Your text")).fill("Three cases are linked.")
    anna.press("Propose a joint team")
    number = "KES-SOV-J1"
    act(bram, number, "Open the talks")
    proposal = bram.act("Propose the agreement")
    proposal.get_by_label("Duration in days").fill("180")
    proposal.get_by_role("radio", name="Kestria").check()
    proposal.get_by_role("button", name="Propose the agreement").click()
    bram.see("Draft to be agreed by the inviting side")
    act(anna, number, "Agree to the draft")
    act(anna, number, "Sign the agreement")
    act(bram, number, "Sign the agreement")
    open_procedure(bram, number)
    bram.follow("Agreement on a joint investigation team")
    said = taken_away(bram)
    for country in ("Kestria", "Sorvane", "Valmora"):
        assert country in said


def test_an_extradition_by_its_papers(treaty: Room) -> None:
    anna, bram = treaty.anna, treaty.bram
    charge(anna, NAMED)
    begin(anna, "Extradition", "Open the file", NAMED)
    number = "KES-SOV-E1"
    open_procedure(anna, "KES-SOV-ED1")
    card = anna.act("Ask for provisional arrest")
    card.get_by_label("Why we believe that the person is there now").fill("Seen at the port on 1 March.")
    card.get_by_label(re.compile("^Your text")).fill("He leaves on Friday.")
    with anna.page.expect_navigation():
        card.get_by_role("button", name="Ask for provisional arrest", exact=True).click()
    open_procedure(bram, number)
    bram.follow("Request for provisional arrest")
    said = taken_away(bram)
    for words in ("Seen at the port on 1 March.", "He leaves on Friday.", NAMED):
        assert words in said
