"""A trainer prepares a day for 28 named people from a CSV file and prints the pack; a phone uses a card."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.conftest import NewContext
from tests.browser.people import Trainee, Trainer
from tests.browser.rooms import Place

pytestmark = pytest.mark.browser

AGENCIES = ("Ministry of Justice", "Prosecution, district", "Police, economic crime", "FIU", "Customs", "Court", "Bar")
NAMES = tuple(
    f"{first} {last}"
    for first in ("Ilse", "Łucja", "Noor", "Teo")
    for last in ("Vard", "Maas", "Žák", "Venn", "Lund", "Sarn", "Wold")
)
CARD = re.compile(r"type ([0-9A-Z]{4} [0-9A-Z]{4})")


def test_a_day_for_twenty_eight_is_prepared_from_a_file_and_printed(
    place: Place, new_context: NewContext, tmp_path: Path
) -> None:
    people = tmp_path / "people.csv"
    lines = [f'{name};"{AGENCIES[number % 7]}"' for number, name in enumerate(NAMES)]
    people.write_text("\n".join(["Name;Agency", *lines]), encoding="utf-8")
    ines = Trainer(place.trainer.new_page())
    ines.page.goto(place.address)
    ines.make_exercise(title="Prepared", preset=re.compile("28"), seed=5)
    ines.follow("Names, seats and cards")
    ines.page.get_by_text("Or take the names from a file").click()
    ines.page.get_by_label("File", exact=True).set_input_files(people)
    ines.press("Read the names")
    ines.see("28 people added.")
    ines.press("Assign seats for me")
    ines.see("28 of 28")
    ines.see("nobody plays the office that he or she holds")
    seat = ines.page.get_by_label("Seat of Ilse Vard", exact=True)
    seat.select_option(label="Interpreter, Valmora")
    ines.press("Save changes")
    expect(ines.page.get_by_label("Seat of Ilse Vard", exact=True)).to_have_value("VAL/interpreter")
    link = ines.page.get_by_role("link", name="Print the whole pack")
    answer = ines.page.request.get(f"{place.address}{link.get_attribute('href')}")
    assert answer.ok
    reader = PdfReader(BytesIO(answer.body()))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert [name for name in NAMES if name not in text] == []
    codes = CARD.findall(text)
    assert len(set(codes)) == 28
    assert "Interpreter, Valmora" in text
    phone = Trainee(new_context(width=390, height=844, phone=True).new_page())
    phone.page.goto(place.address)
    phone.page.get_by_label("Exercise code").fill(codes[0])
    phone.press("Go on")
    phone.see("A seat is reserved for you")
    phone.press("Take the seat")
    phone.see("You have a seat")
    phone.follow("Begin")
    ines.follow("People")
    ines.see("1 of the 28 people expected have come.")
    ines.page.close()


def test_a_plan_that_is_asked_for_is_what_the_page_stands_at(place: Place) -> None:
    page = place.trainer.new_page()
    page.goto(f"{place.address}/exercises/new?scenario=blue-current&preset=half_day_14")
    page.get_by_label("People", exact=True).fill("9")  # what can be chosen above the timetable leaves the page there
    page.get_by_role("button", name="Show the plan").click()
    expect(page.get_by_role("list", name="Plan of the day")).to_be_in_viewport()
    expect(page.get_by_text("The plan fits")).to_be_in_viewport()
    for label, text in (("Begins", "nine"), ("Everybody leaves", "late")):
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_role("button", name="Show the plan").click()
    for label in ("Begins", "Everybody leaves"):
        expect(page.get_by_role("link", name=f"{label}: a time such as 09:30 is needed.")).to_be_in_viewport()
    page.get_by_label("Length and group size").select_option(index=1)
    expect(page.get_by_label("Begins", exact=True)).not_to_have_value("nine")
    expect(page.get_by_label("Length and group size")).to_be_in_viewport()
    page.close()
