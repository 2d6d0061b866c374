"""In real browsers: an observer's phone pins a note, the trainer rates two objectives and reads the survey."""

from __future__ import annotations

import os
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext
from tests.browser.people import Trainee, Trainer
from tests.browser.rooms import SEAT, Place

PICTURES = os.environ.get("ROGATORY_JUDGING_PICTURES", "")
"""A folder for pictures of these pages, where somebody wants to look at them."""


def picture(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def fits(page: Page) -> None:
    """Nothing has to be read sideways."""
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1")


def test_a_note_from_a_phone_two_ratings_and_the_survey(place: Place, new_context: NewContext) -> None:
    ines = Trainer(place.trainer.new_page())
    ines.page.goto(place.address)
    code = ines.make_exercise(title="Judged", preset=re.compile("^Half a day"), seed=4)
    anna = Trainee(place.new_context().new_page())
    anna.join(place.address, code, name="Anna", seat=f"{SEAT}, Kestria")
    karin = Trainee(new_context(width=390, height=844, phone=True).new_page())
    karin.page.goto(place.address)
    karin.page.get_by_label("Exercise code").fill(code)
    karin.press("Go on")
    karin.page.get_by_label("Name").fill("Karin")
    karin.press("Choose a seat")
    kestria = karin.page.locator(".r-card", has=karin.page.get_by_role("heading", name="Kestria"))
    kestria.get_by_text("Watch, or help a team").click()
    kestria.get_by_role("button", name=re.compile("Observer, Kestria$")).click()
    karin.see("You have knocked")
    ines.follow("Control room")
    ines.follow("People")
    ines.page.get_by_role("button", name=re.compile("Admit.*Karin")).click()
    karin.see("You have a seat")
    ines.page.goto(f"{re.sub(r'/control/.*', '', ines.page.url)}/lobby/")
    ines.press("Open the first move")
    ines.follow("Control room")
    exercise = re.search(r"/x/(\w+)/", karin.page.url)
    assert exercise is not None
    base = f"{place.address}/x/{exercise[1]}"

    karin.page.goto(f"{base}/desk/requests")
    karin.main().get_by_role("link", name=re.compile(r"KES-")).first.click()
    karin.follow("Pin a note")
    expect(karin.page.get_by_label("Pinned to")).not_to_have_value("")
    karin.page.get_by_label("What you see and hear").fill("Nobody opened this for ten minutes.")
    karin.press("Pin the note")
    karin.see("The note is pinned.")
    fits(karin.page)
    picture(karin.page, "observer-390")

    ines.follow("Ratings")
    fits(ines.page)
    for objective, mark in (("answering", "done in part, with much to improve"), ("protection", "done well")):
        sheet = ines.page.locator(f"#sheet-{objective}")
        sheet.get_by_role("radio", name=mark, exact=True).check()
        sheet.get_by_label("What you saw and heard").fill(f"What I saw of {objective}")
        sheet.get_by_role("button", name="Save this sheet").click()
        ines.see("The sheet is saved.")
        expect(ines.page.locator(f"#sheet-{objective}").get_by_role("radio", name=mark, exact=True)).to_be_checked()
    picture(ines.page, "sheets-1366")
    ines.follow("Pinned notes")
    ines.see("Nobody opened this for ten minutes.")
    ines.see(re.compile("Karin, observer of KES"))
    picture(ines.page, "notes-1366")

    ines.page.goto(f"{base}/control/end")
    ines.press("End the exercise for everybody")
    anna.page.goto(f"{base}/desk/")
    anna.follow("Answer six questions")
    anna.page.get_by_role("group", name="I knew what my office had to do.").get_by_role(
        "radio", name="mostly", exact=True
    ).check()
    anna.page.get_by_label("What will you do differently from now on?").fill("Call before I write.")
    picture(anna.page, "survey")
    anna.press("Send my answers")
    anna.see("Thank you.")
    ines.page.goto(f"{base}/judge/survey/answers")
    ines.see("1 person has answered.")
    ines.see("Call before I write.")
    picture(ines.page, "survey-read")
    for person in (ines, anna):
        person.page.close()
