"""A half day with 28 named people, from the list to the survey: prepared, printed and read back, run, judged."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO

import segno
from openpyxl import load_workbook
from PIL import Image
from playwright.sync_api import APIRequestContext, expect
from pypdf import PdfReader

from tests.browser.people import Trainee, Trainer
from tests.browser.rooms import Place
from tests.control.prepare.test_pack import squares

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


NAMES = tuple(line.partition(";")[0] for line in LIST.split("\r\n")[1:])
PHONE = {"width": 390, "height": 844}


def test_a_half_day_for_28_people_from_a_list_to_the_survey(place: Place) -> None:
    ines = Trainer(place.trainer.new_page())
    prepare(ines, place)
    codes = read_the_pack_back(ines, place)
    ilse = sit_down_by_card(place, codes["Ilse Vården"])
    base = re.sub(r"/control/.*", "", ines.page.url)
    check_communications(ines, ilse, base)
    karin = let_an_observer_in(ines, place, base)
    ines.page.goto(f"{base}/control/")
    ines.press("Open the first move")
    announce_and_pause(ines, ilse)
    pin_a_note(karin, base)
    change_the_event_list(ines, base)
    ines.page.goto(f"{base}/control/")
    ines.jump()
    ilse.page.goto(f"{base}/desk/")
    expect(ilse.page.get_by_role("heading", name="What needs you now")).to_be_visible()
    rate_two_objectives(ines, base)
    end_and_read_the_survey(ines, ilse, base)
    for page in (ines.page, ilse.page, karin.page):
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.close()


def prepare(ines: Trainer, place: Place) -> None:
    """A day that does not fit is told; the people come from a file, and everybody has a seat."""
    ines.page.goto(place.address)
    ines.follow("New exercise")
    ines.page.get_by_role("link", name="Blue current").click()
    ines.page.get_by_label("Name of the group or day").fill("A day for 28")
    ines.choose("Length and group size", re.compile(r"28 people"))
    ines.page.get_by_label("People", exact=True).fill("28")
    ines.page.get_by_label("Everybody leaves").fill("09:30")
    ines.press("Show the plan")
    ines.see(re.compile(r"The plan does not fit: \d+ minutes too long"))
    ines.page.get_by_label("Plan the timetable").uncheck()
    ines.press("Make the exercise")
    ines.follow("Names, seats and cards")
    ines.page.get_by_text("Or take the names from a file").click()
    ines.page.get_by_label("File", exact=True).set_input_files(
        {"name": "people.csv", "mimeType": "text/csv", "buffer": LIST.encode("cp1252")}
    )
    ines.press("Read the names")
    ines.see("28 people added.")
    expect(ines.page.locator("input[value='Ilse Vården']")).to_have_count(1)
    ines.press("Assign seats for me")
    ines.see("28 of 28")


def read_the_pack_back(ines: Trainer, place: Place) -> dict[str, str]:
    """Every name, code and square of the printed pack is right; gives the code of each person."""
    href = ines.page.get_by_role("link", name="Print the whole pack").get_attribute("href")
    assert href is not None
    asked = ines.page.request
    pack = asked.get(place.address + href, timeout=120_000)
    assert pack.ok
    reader = PdfReader(BytesIO(pack.body()))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    seen = [
        squares(each.image)
        for page in reader.pages
        for each in page.images
        if each.image is not None and is_square(each.image)
    ]
    codes: dict[str, str] = {}
    cards = ines.page.locator("a", has_text=re.compile("^Card"))
    urls = [place.address + str(each.get_attribute("href")) for each in cards.all()]
    assert len(urls) == len(NAMES)
    front = place.new_context().request
    for url in urls:
        card = unescape(asked.get(url).text())
        name, code = (first(pattern, card) for pattern in (r"<h1><bdi>(.*?)</bdi>", r"([0-9A-Z]{4} [0-9A-Z]{4})</bdi>"))
        host = first(r"open (\S+?)/join and type", card)
        assert name in text
        assert code in text
        assert matrix(f"http://{host}{own_address(front, place, code)}") in seen
        codes[name] = code
    assert sorted(codes) == sorted(NAMES)
    assert len(set(codes.values())) == len(NAMES)
    return codes


def is_square(picture: Image.Image) -> bool:
    """A square to scan, not another picture."""
    return picture.width == picture.height


def matrix(link: str) -> list[list[int]]:
    """The squares of a code for a link."""
    return [list(row) for row in segno.make(link, error="m").matrix]


def first(pattern: str, text: str) -> str:
    """What a pattern finds first."""
    found = re.search(pattern, text)
    assert found is not None, pattern
    return found[1]


def own_address(front: APIRequestContext, place: Place, code: str) -> str:
    """Where a code leads that is typed at the front door."""
    form = front.get(place.address).text()
    token = first(r'name="csrf_token"[^>]*value="([^"]+)"', form)
    answer = front.post(
        f"{place.address}/join",
        form={"code": code, "csrf_token": token},
        headers={"Referer": place.address},
        max_redirects=0,
    )
    assert answer.status == 303
    return answer.headers["location"].removeprefix(place.address)


def sit_down_by_card(place: Place, code: str) -> Trainee:
    """Somebody types the code of a card on a phone and sits down."""
    ilse = Trainee(place.new_context().new_page())
    ilse.page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    ilse.page.goto(place.address)
    ilse.page.get_by_label("Exercise code").fill(code)
    ilse.press("Go on")
    ilse.page.get_by_role("button", name=re.compile("Take the seat")).click()
    ilse.see("You have a seat")
    ilse.follow("Begin")
    return ilse


def check_communications(ines: Trainer, ilse: Trainee, base: str) -> None:
    """Every device is asked, and the trainer sees that it has answered."""
    ines.page.goto(f"{base}/control/people")
    ines.press("Ask every device")
    ilse.page.reload()
    ilse.press("Yes, I am here")
    ines.see("Everybody has answered.")


def let_an_observer_in(ines: Trainer, place: Place, base: str) -> Trainee:
    """An observer knocks with the code on the wall, on a phone, and is let in."""
    wall = ines.page.locator(".r-joincode").first.inner_text()
    karin = Trainee(place.new_context().new_page())
    karin.page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    karin.page.goto(place.address)
    karin.page.get_by_label("Exercise code").fill(wall)
    karin.press("Go on")
    karin.page.get_by_label("Name").fill("Karin")
    karin.press("Choose a seat")
    kestria = karin.page.locator(".r-card", has=karin.page.get_by_role("heading", name="Kestria"))
    kestria.get_by_text("Watch, or help a team").click()
    kestria.get_by_role("button", name=re.compile("Observer, Kestria$")).click()
    karin.see("You have knocked")
    ines.page.goto(f"{base}/control/people")
    ines.page.get_by_role("button", name=re.compile("Admit.*Karin")).click()
    karin.see("You have a seat")
    return karin


def announce_and_pause(ines: Trainer, ilse: Trainee) -> None:
    """Words alone, then with a pause, which ends on every screen."""
    ines.page.get_by_text("Everybody look up").first.click()
    ines.page.get_by_label("Message for every screen").fill("Coffee is ready")
    ines.press("Show the message")
    expect(ilse.page.get_by_text("Coffee is ready").first).to_be_visible()
    ines.press("Take the message off the screens")
    ines.page.get_by_text("Everybody look up").first.click()
    ines.page.get_by_label("Message for every screen").fill("The wall, please")
    ines.press("Pause and show the message")
    expect(ilse.page.get_by_text("The wall, please").first).to_be_visible()
    ines.press("Go on")
    expect(ilse.page.get_by_text("The wall, please")).to_have_count(0)


def pin_a_note(karin: Trainee, base: str) -> None:
    """The observer pins a note to a request of the team."""
    karin.page.goto(f"{base}/desk/requests")
    karin.main().get_by_role("link", name=re.compile(r"KES-")).first.click()
    karin.follow("Pin a note")
    karin.page.get_by_label("What you see and hear").fill("Nobody opened this for ten minutes.")
    karin.press("Pin the note")
    karin.see("The note is pinned.")


def change_the_event_list(ines: Trainer, base: str) -> None:
    """The list goes out as a workbook; one title is changed and one row added in a library; in again: just that."""
    ines.page.goto(f"{base}/control/events")
    link = ines.page.get_by_role("link", name="Download as XLSX").get_attribute("href")
    taken = ines.page.request.get(base.partition("/x/")[0] + str(link))
    assert taken.ok
    book = load_workbook(BytesIO(taken.body()))
    sheet = book.worksheets[0]
    heads = next(sheet.iter_rows())
    column = {str(cell.value): cell.column for cell in heads if cell.value}
    last = max(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, column["Title"]).value)
    state = column.get("State")
    coming = next(
        row for row in range(2, last + 1) if state is None or "Fired" not in str(sheet.cell(row, state).value)
    )
    sheet.cell(coming, column["Title"]).value = "Another title from the workbook"
    for name, value in (
        ("Day", 9),
        ("To", "KES"),
        ("Title", "A row of the workbook"),
        ("What the seats read", "A bus waits."),
    ):
        sheet.cell(last + 1, column[name]).value = value
    changed = BytesIO()
    book.save(changed)
    ines.follow("Upload an XLSX")
    ines.page.get_by_label("Workbook (XLSX)").set_input_files(
        {
            "name": "events.xlsx",
            "mimeType": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "buffer": changed.getvalue(),
        }
    )
    ines.press("Show what would change")
    ines.see("Another title from the workbook")
    ines.see("A row of the workbook")
    ines.press("Make these changes")
    ines.page.goto(f"{base}/control/events")
    for title in ("Another title from the workbook", "A row of the workbook"):
        expect(ines.page.get_by_role("link", name=title, exact=True)).to_be_visible()


def rate_two_objectives(ines: Trainer, base: str) -> None:
    """Two sheets are kept, and the observer's note is there."""
    ines.page.goto(f"{base}/judge/")
    for objective, mark in (("answering", "done in part, with much to improve"), ("protection", "done well")):
        sheet = ines.page.locator(f"#sheet-{objective}")
        sheet.get_by_role("radio", name=mark, exact=True).check()
        sheet.get_by_role("button", name="Save this sheet").click()
        ines.see("The sheet is saved.")
        expect(ines.page.locator(f"#sheet-{objective}").get_by_role("radio", name=mark, exact=True)).to_be_checked()
    ines.follow("Pinned notes")
    ines.see("Nobody opened this for ten minutes.")


def end_and_read_the_survey(ines: Trainer, ilse: Trainee, base: str) -> None:
    """Play ends, somebody answers six questions on a phone, and the trainer reads them."""
    ines.page.goto(f"{base}/control/end")
    ines.press("End the exercise for everybody")
    ilse.page.goto(f"{base}/desk/")
    ilse.follow("Answer six questions")
    ilse.page.get_by_role("group", name="I knew what my office had to do.").get_by_role(
        "radio", name="mostly", exact=True
    ).check()
    ilse.page.get_by_label("What will you do differently from now on?").fill("Call before I write.")
    ilse.press("Send my answers")
    ilse.see("Thank you.")
    ines.page.goto(f"{base}/judge/survey/answers")
    ines.see("1 person has answered.")
    ines.see("Call before I write.")
