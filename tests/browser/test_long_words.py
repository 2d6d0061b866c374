"""No text that people write widens a page: words without a blank, as long as the fields take, wherever others read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NewContext
from tests.browser.demo import Demo
from tests.browser.geometry import misfits
from tests.browser.pages import FIRST_CONTROL, FIRST_TEAM, Visitor, room_of, trainer_of
from tests.browser.people import Trainee, Trainer
from tests.browser.rooms import SEAT, Place

WORD = "Ω" * 3000
TITLE = "M" * 120
WINDOWS = {390: 844, 1366: 768}
POLICE = "Police, Financial intelligence unit"
CUT = "element => element.scrollWidth - element.clientWidth"


def write(field: Locator) -> None:
    """Writes the word, as much of it as the field takes."""
    field.fill(WORD[: int(field.get_attribute("maxlength") or len(WORD))])


def say(person: Trainee, to: str) -> None:
    """Sends the word to somebody."""
    person.open_area("Messages")
    person.choose("To", re.compile(to))
    write(person.page.get_by_label("Message", exact=True))
    person.press("Send")
    expect(person.main().get_by_text(WORD).first).to_be_visible()


def note_and_hand_over(person: Trainee, taker: Trainee) -> None:
    """Notes on a paper and on what it names; the paper goes to the other seat, which gives it back with a reason."""
    person.open_area("Documents")
    person.main().locator('a[href*="/documents/"]').first.click()
    paper = person.page.url
    write(person.page.get_by_label("Note", exact=True))
    person.press("Keep the note")
    person.main().locator('a[href*="/entities/"]').first.click()
    write(person.page.get_by_label("Note", exact=True))
    person.press("Keep the note")
    person.page.goto(paper)
    person.follow("Hand over")
    person.page.get_by_label("To which seat").select_option(label="Police")
    write(person.page.get_by_label("What has been done, and what is to be done"))
    person.press("Hand over")
    taker.page.goto(f"{room_of(taker.page)}/desk/handovers")
    write(taker.page.get_by_label("Reason, if you give it back"))
    taker.press("Give it back")
    taker.see(WORD[:2000])


def call(person: Trainee, country: str) -> None:
    """Calls a meeting with the central authority of another country."""
    person.open_area("Meetings")
    person.page.get_by_role("group", name="Who is invited").get_by_text(country, exact=True).first.click()
    person.page.get_by_role("group", name=country).get_by_label("Central authority").check()
    person.page.get_by_label("Facts", exact=True).check()
    write(person.page.get_by_label("What it is about"))
    person.main().locator("form").get_by_role("button", name="Invite").click()
    person.see(WORD)


def answer(person: Trainee) -> None:
    """Answers an event in own words."""
    person.open_area("Messages")
    person.main().locator('a[href*="/injects/"]').first.click()
    write(person.page.get_by_label("In your words"))
    choices = person.main().get_by_role("radio")
    if choices.count():
        choices.first.check()
    person.press("Answer")
    person.see(WORD)


def ask_back(person: Trainee, number: str) -> None:
    """Asks the other side a question about its request."""
    person.open_request(number)
    card = person.act("Ask for clarification")
    card.get_by_role("checkbox").first.check()
    write(card.get_by_label("Question"))
    card.get_by_role("button", name=re.compile("^Ask ")).click()
    person.stands_at(number, "Clarification")


def draft_and_return(person: Trainee) -> None:
    """Drafts a letter of long words; the own authority returns it with a reason as long."""
    page = person.page
    page.goto(f"{room_of(page)}/desk/requests/new")
    page.get_by_role("radio", name="Bank records").check()
    page.get_by_role("radio", name=re.compile("Sorvane")).check()
    page.get_by_role("checkbox", name=re.compile(r"[A-Z]{2}\d\d( \d{4})+")).first.check()
    person.press("Open the draft")
    number = page.get_by_role("link", name=re.compile(r"^KES-SOV-D\d+$")).first.inner_text()
    person.section("Authority and contact")
    while page.get_by_role("button", name="Save and continue").count():
        for area in page.locator("main textarea:visible").all():
            write(area)
        here = re.escape(page.url)
        person.press("Save and continue")
        page.wait_for_url(re.compile(f"^(?!{here}$)"))
    person.press("Send to your own authority for vetting")
    person.stands_at(number, "Being vetted")
    card = person.act("Return for repair")
    card.get_by_role("checkbox").first.check()
    write(card.get_by_label("What has to be repaired"))
    card.get_by_role("button", name="Return for repair").click()
    person.stands_at(number, "Draft")


def too_wide(page: Page, first: tuple[str, ...]) -> Iterator[str]:
    """What does not fit, on one page of each kind."""
    visitor = Visitor(page, room_of(page), first)
    for _name in visitor.visits():
        yield from misfits(page, WINDOWS, {})


def test_no_word_is_too_long(place: Place, new_context: NewContext) -> None:
    ines = Trainer(place.trainer.new_page())
    ines.page.goto(place.address)
    ines.make_exercise(title=TITLE, preset=re.compile("^Half a day"), seed=4)
    ines.press("Open the first move")
    ines.end()  # another room with the same case and seed: its title heads a column beside the one below
    ines.page.goto(place.address)
    code = ines.make_exercise(title=TITLE, preset=re.compile("^Half a day"), seed=4)
    anna, bram, cleo, dora = (Trainee(new_context().new_page()) for _ in range(4))
    anna.join(place.address, code, name="W" * 60, seat=f"{SEAT}, Kestria")
    bram.join(place.address, code, name="Ω" * 60, seat=f"{SEAT}, Sorvane")
    cleo.join(place.address, code, name="M" * 60, seat=f"{POLICE}, Kestria")
    dora.join(place.address, code, name="Dora", seat=f"{POLICE}, Isandre")
    ines.see("4 joined")
    ines.press("Open the first move")
    ines.follow("Control room")
    say(bram, "Central authority, Kestria")
    say(bram, "Exercise control")
    note_and_hand_over(anna, cleo)
    call(bram, "Kestria")
    answer(dora)
    ask_back(anna, "SOV-KES-02")
    draft_and_return(anna)
    first = {
        anna: (*FIRST_TEAM, "desk/handovers"),
        bram: FIRST_TEAM,
        cleo: ("desk/handovers",),
        dora: ("desk/messages",),
        ines: FIRST_CONTROL,
    }
    problems = [line for person, pages in first.items() for line in too_wide(person.page, pages)]
    assert not problems, "\n".join(problems)


def test_no_stage_of_the_requests_is_cut_off(demo: Demo, new_context: NewContext) -> None:
    page = new_context(width=1366).new_page()
    trainer_of(demo, page)
    page.goto(demo.control)
    board = page.get_by_role("group", name="Requests by stage")
    assert board.evaluate(CUT) <= 0
