"""What the people of a chain do with their hands: a letter that lacks nothing, the act that it asks for, an order."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from playwright.sync_api import Locator, expect

from tests.browser.people import Trainee, Trainer

MOVES = 6
"""Moves of half a day; the last jump leads to its end."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of request.

    Attributes:
        sought: What is asked for, as the form has it.
        to: Name of the country that is asked.
        about: What it is about, as the own file calls it.
        basis: The instrument on which it rests.
        offence: The offence of the own law.
        papers: Papers of the own file that show why it is asked, by their titles.
        why: Why it is urgent.
        by: Until when it is needed.
        id: Id of the form with which it is begun: how long each stay lasts follows from it.
        period: From and to which day records are wanted; none for what has no period.
        particulars: What the instrument wants besides in the facts and their link to the offence, by label.
    """

    sought: str
    to: str
    about: str
    basis: re.Pattern[str]
    offence: re.Pattern[str]
    papers: tuple[re.Pattern[str], ...]
    why: str
    by: str
    id: str
    period: tuple[str, str] | None = None
    particulars: Mapping[str, str] = field(default_factory=dict)


def with_id(button: Locator, command: str) -> Locator:
    """The button, whose form now has an id that is the same in every run: chance events follow from ids."""
    button.evaluate("(button, id) => { button.form.elements.command_id.value = id; }", command)
    return button


def send(anna: Trainee, letter: Letter) -> str:
    """Writes a letter that lacks nothing, shows the draft to the other side, and sends it; its number."""
    page = anna.page
    anna.open_area("Requests")
    anna.follow("New request")
    page.get_by_role("radio", name=letter.sought, exact=True).check()
    page.get_by_role("radio", name=re.compile(letter.to)).check()
    page.get_by_role("checkbox", name=re.compile(re.escape(letter.about))).check()
    with_id(page.get_by_role("button", name="Open the draft"), letter.id).click()
    page.wait_for_url("**/form*")
    number = page.get_by_role("link", name=re.compile(r"^[A-Z]{3}-[A-Z]{3}-D\d+$")).first.inner_text()
    anna.section("Authority and contact")
    anna.fill(
        {
            "Requesting authority and contact point": "Central authority, desk 4, in office hours.",
            "Subject and nature of the proceeding": "Investigation at the stage of inquiry, against persons known.",
            "Earlier contacts and parallel channels": "None on this; what was asked before is on its way.",
        }
    )
    anna.press("Save and continue")
    anna.choose("Legal basis", letter.basis)
    page.get_by_role("checkbox", name=letter.offence).check()
    anna.fill({"Text of the provisions and the penalties": "Whoever does so: up to ten years. The text is enclosed."})
    anna.press("Save and continue")
    anna.press("Save and continue")
    facts = "The papers named here show when, where and by whom it was done."
    anna.fill({"Summary of the facts": facts, **letter.particulars})
    for paper in letter.papers:
        for box in page.get_by_role("checkbox", name=paper).all():
            box.check()
    anna.press("Save and continue")
    page.get_by_role("checkbox", name=re.compile("Certified copy")).check()
    anna.fill(
        {
            "Assistance sought": "What is named above, from whoever keeps it, certified.",
            "Purpose": "Evidence in the proceeding named above.",
            **(dict(zip(("Records from", "Records to"), letter.period, strict=True)) if letter.period else {}),
        }
    )
    anna.press("Save and continue")
    page.get_by_role("checkbox", name=re.compile("^Urgent")).check()
    anna.fill({"Why": letter.why, "Needed by": letter.by})
    page.get_by_role("checkbox", name=re.compile("^Reciprocity")).check()
    anna.press("Save and continue")
    anna.choose("Language of the request", re.compile("^English$"))
    anna.press("Save")
    anna.press(f"Share the draft with {letter.to} first")
    number = sent_as(anna, number)
    anna.follow("Write the draft")
    anna.press("Send to your own authority for vetting")
    anna.stands_at(number, "Being vetted")
    expect(page.get_by_text("Missing:")).to_have_count(0)
    anna.take(number, "Approve and dispatch", "Being typed")
    return number


def sent_as(anna: Trainee, draft: str) -> str:
    """The number that a draft got when the other side first saw it; its own until then."""
    anna.page.goto(re.sub(r"/desk/.*", f"/desk/requests/{draft}", anna.page.url))
    return anna.page.title().split()[0]


def have_it_executed(bram: Trainee, number: str, stage: str) -> None:
    """The one act that the letter wants of the requested side: as asked, the certificate included."""
    bram.open_request(number)
    act = "Accept and execute" if stage == "To be decided" else "Execute as requested, after the assessment"
    card = bram.act(act)
    card.get_by_role("checkbox", name=re.compile("Certified copy")).check()
    card.get_by_role("button", name=act, exact=True).click()
    bram.see("Accepted" if stage == "To be decided" else "To be executed as requested, after the assessment")


def until_returned(ines: Trainer, bram: Trainee, number: str) -> int:
    """Jumps, and between them the one act of the requested authority, until the result is back; in which move it is."""
    is_directed = False
    for move in range(2, MOVES + 1):
        ines.follow("Control room")
        ines.jump()
        stage = bram.stage_of(number)
        if stage == "Result returned":
            assert is_directed, "nobody directed it"
            return move
        if not is_directed and stage in {"Being registered", "Being assessed", "To be decided"}:
            have_it_executed(bram, number, stage)
            is_directed = True
        else:
            assert stage not in {"Received", "To be decided", "Checking"}, f"a second act waits: {stage}"
    raise AssertionError("it is not back within the half day")


def order(anna: Trainee, measure: re.Pattern[str], command: str) -> None:
    """Orders a measure against what the page is about, on every paper that names it.

    The page is that of measures, or all that can be done about the thing.
    """
    page = anna.page
    if page.get_by_role("table", name="What can be done").count():
        row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=measure))
        row.get_by_role("link", name=re.compile("^Order the measure")).click()
        anna.arrive()
    else:
        page.get_by_role("radio", name=measure).check()
    for box in page.get_by_role("group", name="Documents on which the measure rests").get_by_role("checkbox").all():
        box.check()
    anna.fill({"Reasons": "What came back from abroad leads here."})
    with_id(page.get_by_role("button", name="Order the measure", exact=True), command).click()
    anna.confirm("Order the measure")
    expect(page.locator(f"input[value='{command}']")).to_have_count(0)
    anna.arrive()
