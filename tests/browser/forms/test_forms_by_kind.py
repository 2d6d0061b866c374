"""Six forms in a real browser: each has what its instrument asks, is shown, printed and taken away, and is answered.

Letters are sent and decided on by the other team in its own browser; one of them is refused after a proposal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Locator, expect
from pypdf import PdfReader

from tests.browser.forms.test_refusing import asked_before
from tests.browser.people import Trainee
from tests.browser.rooms import Place, Room
from tests.browser.test_procedures import NAMED, act, begin, charge, open_procedure, stage
from tests.rehearsal.hands import sent_as

MOST_JUMPS = 12
RIGHTS = re.compile(r"8\(1\)\(f\)")
"""The ground of fundamental rights, by its article."""


@pytest.fixture(scope="module")
def union(place: Place) -> Iterator[Room]:
    """Anna in Corrimore and Bram in Quessa, between which orders of mutual recognition work."""
    made = place.room("Orders", "Glass harbour", ("Corrimore", "Quessa"))
    yield made
    made.leave()


@pytest.fixture(scope="module")
def treaty(place: Place) -> Iterator[Room]:
    """Anna in Kestria, Bram in Sorvane and Cleo in Valmora."""
    made = place.room("Treaties", countries=("Kestria", "Sorvane", "Valmora"))
    yield made
    made.leave()


def draft(anna: Trainee, kind: str, country: str, about: str) -> str:
    """Opens a draft of a kind about something of the other country; gives its number."""
    page = anna.page
    anna.open_area("Requests")
    anna.follow("New request")
    page.get_by_role("radio", name=kind, exact=True).check()
    page.get_by_role("radio", name=re.compile(country)).check()
    page.get_by_role("checkbox", name=re.compile(about)).first.check()
    anna.press("Open the draft")
    expect(page.get_by_role("heading", name="What only you can write", level=1)).to_be_visible()
    return page.get_by_role("link", name=re.compile(r"^CRR-QSA-D\d+$")).first.inner_text()


def send(anna: Trainee, number: str) -> None:
    """Anna, back from the print, sends the draft; her own authority approves it."""
    anna.page.goto(re.sub(r"/desk/.*", f"/desk/requests/{number}/form", anna.page.url))
    anna.choose("Language of the request", re.compile("^English$"))
    anna.press("Send to your own authority for vetting")
    anna.stands_at(number, "Being vetted")
    anna.act("Approve and dispatch").get_by_role("button", name="Approve and dispatch", exact=True).click()
    expect(anna.page.get_by_text("Approve and dispatch")).to_have_count(0)


def arrived(room: Room, draft: str) -> str:
    """Days pass until Bram's team has to decide; gives the number of the letter."""
    for _ in range(MOST_JUMPS):
        room.ines.jump()
        number = sent_as(room.anna, draft)
        stage = room.bram.stage_of(number)
        if stage == "To be decided":
            return number
    pytest.fail(f"{draft} is not there after {MOST_JUMPS} jumps")


def accepted(room: Room, draft: str, form: str) -> None:
    """Bram reads the form and accepts the letter; Anna reads that it was accepted."""
    number = arrived(room, draft)
    bram = room.bram
    bram.open_request(number)
    card = bram.act("Accept and execute")
    card.get_by_role("button", name="Accept and execute", exact=True).click()
    bram.see("Accepted")
    bram.page.get_by_role("link", name="Letter", exact=True).click()
    bram.see(form)
    room.anna.open_request(number)
    room.anna.see("Accepted")


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
    number = draft(anna, "Hearing by video link", "Quessa", "Farkubrin")
    anna.fill({"List of questions or topics": "1. Who brought the papers?"})
    expect(anna.page.get_by_text("right to silence").first).to_be_attached()
    expect(anna.page.get_by_text("Saved").first).to_be_visible()
    anna.page.get_by_role("link", name="Print", exact=True).click()
    anna.see("European Investigation Order (Annex A)")
    said = taken_away(anna)
    assert "1. Who brought the papers?" in said
    assert "[x] H2 Hearing by video" in said
    send(anna, number)
    accepted(union, number, "European Investigation Order (Annex A)")


def test_a_prisoner(union: Room) -> None:
    anna = union.anna
    number = draft(anna, "Transfer of a detained person to testify", "Quessa", "Farkubrin")
    consent = "Free and informed consent of the person, recorded"
    anna.fill({consent: "Given before counsel on 2 March"})
    expect(anna.page.get_by_text("returns him or her without extradition").first).to_be_attached()
    expect(anna.page.get_by_text("Saved").first).to_be_visible()
    anna.page.get_by_role("link", name="Print", exact=True).click()
    anna.see("H1 Transfer of a person held in custody")
    assert "Given before counsel on 2 March" in taken_away(anna)
    send(anna, number)
    accepted(union, number, "European Investigation Order (Annex A)")


def test_a_freezing_certificate(union: Room) -> None:
    anna = union.anna
    number = draft(anna, "Freezing of assets", "Quessa", "^XH63")
    anna.fill({"Facts that support the freeze": "It leaves within three days."})
    expect(anna.page.get_by_text("Saved").first).to_be_visible()
    anna.page.get_by_role("link", name="Print", exact=True).click()
    anna.see("Freezing certificate (Annex I)")
    for mark in "ABCDEFGHI":
        expect(anna.page.get_by_role("heading", name=re.compile(rf"^{mark}\. ")).first).to_be_visible()
    assert "It leaves within three days." in taken_away(anna)
    send(anna, number)
    accepted(union, number, "Freezing certificate (Annex I)")


def refusal(bram: Trainee) -> Locator:
    """Fills the form of a refusal, with fact, rule and why a proposal would not help."""
    card = bram.act("Refuse")
    card.get_by_role("radio", name=RIGHTS).check()
    papers = card.get_by_role("group", name="Documents to enclose")
    about_others = papers.locator("details:not([open]) summary")
    if about_others.count():
        about_others.click()
    papers.get_by_role("checkbox").first.check()
    card.get_by_label("The fact, and the rule applied to it").fill("The account pays the rent of five people.")
    words = card.get_by_label("Why a condition, partial execution or a later date would not be enough")
    words.fill("One half was offered, and not accepted.")
    return card


def test_a_freezing_certificate_is_refused_after_a_proposal(union: Room) -> None:
    """Regulation 2018/1805 article 8(2): the issuing authority is consulted before the ground is used."""
    anna, bram = union.anna, union.bram
    own = draft(anna, "Freezing of assets", "Quessa", "^XH63")
    anna.fill({"Facts that support the freeze": "It leaves within three days."})
    expect(anna.page.get_by_text("Saved").first).to_be_visible()
    send(anna, own)
    number = arrived(union, own)
    bram.open_request(number)
    assert "You have not consulted Corrimore on this ground." in asked_before(refusal(bram))
    card = bram.act("Consult before deciding")
    card.get_by_role("radio", name=RIGHTS).check()
    card.get_by_role("radio", name="a part of what is asked").check()
    card.get_by_label("Your proposal").fill("We freeze one half, so that the family can live.")
    card.get_by_role("button", name="Consult Corrimore").click()
    bram.see("wants to consult before deciding")
    anna.open_request(number)
    card = anna.act("Answer the proposal")
    card.get_by_role("radio", name="no agreement").check()
    card.get_by_label("Your answer").fill("All of it is proceeds.")
    card.get_by_role("button", name="Answer the proposal", exact=True).click()
    anna.see("answered the proposal")
    bram.open_request(number)
    assert "You have not consulted" not in asked_before(refusal(bram))
    bram.act("Refuse").get_by_role("button", name="Refuse and notify Corrimore").click()
    bram.confirm("Refuse and notify Corrimore")
    for who in (bram, anna):
        assert who.stage_of(number) == "Refused"
        who.open_request(number)
        who.see("The account pays the rent of five people.")
        who.page.get_by_role("link", name="Letter", exact=True).click()
        who.see("Freezing certificate (Annex I)")


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
    (cleo,) = treaty.others
    third = "KES-VAL-J1"
    act(cleo, third, "Open the talks")
    open_procedure(cleo, third)
    expect(cleo.main().get_by_role("heading", name="Propose the agreement")).to_have_count(0)  # one text for all
    act(cleo, third, "Agree to the draft")
    act(anna, third, "Sign the agreement")
    act(cleo, third, "Sign the agreement")
    assert {stage(anna, each) for each in (number, third)} == {"Active"}
    for who, mine in ((bram, number), (cleo, third)):
        open_procedure(who, mine)
        who.follow("Agreement on a joint investigation team")
        said = taken_away(who)
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
