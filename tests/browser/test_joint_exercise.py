"""The main job, in a real browser: an exercise from the first-start link to the after-action page."""

import re
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext
from tests.browser.people import Trainee, Trainer
from tests.browser.stored import Stored
from tests.webapp.serving import Process

SEED = 4
SEAT = "Central authority, Prosecutor"
MOST_JUMPS = 12


def first_start_link(server: Process) -> str:
    """The link that the console shows on a first start."""
    return next(found[0] for line in server.said if (found := re.search(r"http://\S+/first/\S+", line)))


def draft(anna: Trainee, account: str, suspect: str) -> str:
    """Begins a request for bank records and writes it, without facts and grounds; returns its number."""
    page = anna.page
    anna.follow("New request")
    page.get_by_role("radio", name="Bank records").check()
    page.get_by_role("radio", name=re.compile("Isandre")).check()
    page.get_by_role("checkbox", name=re.compile(account)).check()
    anna.press("Open the draft")
    number = page.get_by_role("link", name=re.compile(r"^KES-ISA-\d+$")).first.inner_text()
    anna.fill(
        {
            "Requesting authority and contact point": "Central authority of Kestria, desk 4, by telephone in office hours.",
            "Subject and nature of the proceeding": "Investigation of laundering, at the stage of inquiry.",
            "Earlier contacts and parallel channels": "A freeze of the same account was asked for a month ago.",
        }
    )
    anna.press("Save and go on")
    anna.choose("Legal basis", re.compile("Transnational Organized Crime"))
    page.get_by_role("checkbox", name=re.compile("^Money laundering")).check()
    anna.fill({"Text of the provisions and the penalties": "Whoever moves proceeds of crime: up to ten years."})
    anna.press("Save and go on")
    page.get_by_role("checkbox", name=re.compile(suspect)).check()
    anna.press("Save and go on")
    anna.press("Save and go on")
    anna.fill(
        {
            "Assistance sought": "Statements of the account and the papers of its opening, for a quarter of a year.",
            "Purpose": "Evidence in the proceeding named above.",
        }
    )
    anna.press("Save and go on")
    anna.press("Save and go on")
    anna.choose("Language of the request", re.compile("^English$"))
    anna.press("Send to own authority for vetting")
    return number


def test_a_joint_exercise(server: Process, new_context: NewContext) -> None:
    address = f"http://127.0.0.1:{server.port}"
    ines = Trainer(new_context().new_page())
    ines.sign_up(first_start_link(server))
    code = ines.make_exercise(title="Tuesday group", preset=re.compile("^Half a day"), seed=SEED)
    anna = Trainee(new_context().new_page())
    bram = Trainee(new_context().new_page())
    anna.join(address, code, name="Anna", seat=f"{SEAT}, Kestria")
    bram.join(address, code, name="Bram", seat=f"{SEAT}, Isandre")
    ines.see("2 joined")
    ines.press("Open the first move")
    ines.follow("Control room")
    anna.open_area("Documents")
    anna.follow(re.compile("^Account file"))
    suspect = anna.page.locator("dt", has_text="Beneficial owner").locator("+ dd").inner_text()
    anna.open_area("Requests")
    frozen = anna.page.get_by_role("row", name=re.compile("Freezing of assets, .* ISA ")).inner_text()
    account = re.search(r"[A-Z]{2}\d\d( \d{4})+", frozen)
    assert account is not None
    number = draft(anna, account[0], suspect)
    # the own authority sends it back, and says what is missing
    expect(anna.page.get_by_text("With own authority").first).to_be_visible()
    card = anna.act("Return for repair")
    card.get_by_role("checkbox", name=re.compile("^C3 ")).check()
    card.get_by_role("checkbox", name=re.compile("^C11 ")).check()
    card.get_by_label("What has to be repaired").fill("No facts and no grounds: nobody abroad can act on this.")
    card.get_by_role("button", name="Return for repair").click()
    print(anna.main().aria_snapshot()); print(anna.page.locator("aside").last.aria_snapshot())
    anna.follow("Write the draft")
    anna.see("nobody abroad can act on this")
    anna.section("Facts and grounds")
    print(anna.main().aria_snapshot()[-3500:]); print(anna.page.locator("aside").last.aria_snapshot()[:1500])
