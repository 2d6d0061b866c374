"""A trainer prepares a day for 28 named people from a CSV file, prints the pack, and begins: check, words, a pause."""

from __future__ import annotations

import re
from io import BytesIO

from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.people import Trainee, Trainer
from tests.browser.rooms import Place

AGENCIES = ("Ministry of Justice", "Prosecution, district", "Customs", "Police, economic crime")
LIST = "Name;Agency\r\n" + "\r\n".join(
    f"{first} {last};{AGENCIES[number % 4]}"
    for number, (first, last) in enumerate(
        (first, last)
        for last in ("Vården", "Maas", "Olin", "Venn")
        for first in ("Ilse", "Joren", "Petra", "Oskar", "Samir", "Noor", "Ana")
    )
)
"""Twenty-eight invented people, as a spreadsheet writes them in Western Europe."""


def test_a_day_for_28_people_from_a_list_to_the_first_pause(place: Place) -> None:
    ines = Trainer(place.trainer.new_page())
    ines.page.goto(place.address)
    ines.follow("New exercise")
    ines.page.get_by_role("link", name="Blue current").click()
    ines.page.get_by_label("Name of the group or day").fill("A day for 28")
    ines.choose("Length and group size", re.compile(r"28 people"))
    ines.page.get_by_label("People", exact=True).fill("28")
    ines.page.get_by_label("Everybody leaves").fill("09:30")
    ines.press("Look at the day")
    ines.see(re.compile(r"It does not fit: \d+ minutes too long"))
    ines.page.get_by_label("Plan the day by the clock").uncheck()
    ines.press("Make the exercise")
    ines.follow("Names, seats and cards")
    ines.page.get_by_text("Or take them from a file").click()
    ines.page.get_by_label("File", exact=True).set_input_files(
        {"name": "people.csv", "mimeType": "text/csv", "buffer": LIST.encode("cp1252")}
    )
    ines.press("Read the names")
    ines.see("28 people added.")
    expect(ines.page.locator("input[value='Ilse Vården']")).to_have_count(1)
    ines.press("Seat them for me")
    ines.see("28 of 28")
    href = ines.page.get_by_role("link", name="Print the whole pack").get_attribute("href")
    assert href is not None
    pack = ines.page.request.get(place.address + href, timeout=120_000)
    assert pack.ok
    text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(pack.body())).pages)
    assert text.count("Vården") >= 7
    ines.page.locator("a", has_text=re.compile("^Card")).first.click()
    card = ines.page.get_by_text(re.compile(r"^[0-9A-Z]{4} [0-9A-Z]{4}$")).first.inner_text()
    code = ines.page.locator(".r-topbar .r-code, .r-code").first.inner_text()
    assert code

    ilse = Trainee(place.new_context().new_page())
    ilse.page.set_viewport_size({"width": 390, "height": 844})
    ilse.page.goto(place.address)
    ilse.page.get_by_label("Exercise code").fill(card)
    ilse.press("Go on")
    ilse.page.get_by_role("button", name=re.compile("Sit down")).click()
    ilse.see("You have a seat")
    ilse.follow("Begin")

    ines.page.goto(re.sub(r"/control/.*", "/control/people", ines.page.url))
    ines.press("Ask every device")
    ilse.page.reload()
    ilse.press("Yes, I am here")
    ines.see("Everybody can be read.")
    ines.follow("Control room")
    ines.press("Open the first move")
    ines.page.get_by_text("Everybody look up").first.click()
    ines.page.get_by_label("Say on every screen").fill("The wall, please")
    ines.press("Pause and show it")
    expect(ilse.page.get_by_text("The wall, please").first).to_be_visible()
    ines.press("Go on")
    expect(ilse.page.get_by_text("The wall, please")).to_have_count(0)
    for page in (ines.page, ilse.page):
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.close()
