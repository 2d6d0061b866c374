"""What is printed is read back: every name, code and square of every card, and nothing of the trainer's beside them."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO

import pytest
import segno
from PIL import Image
from pypdf import PdfReader

from tests.control.prepare.test_expected import Prepared
from tests.webapp.house import ROOM, STOPPED, House
from webapp.control.prepare.pack import QR_SCALE

NAMES = ("Ilse Varden", "Łucja Žák", "Самир Одел", "Zoë d'Aubigné-Müller", "<b>Bo</b> #strong[x]")
LINK = re.compile(r"/me/[\w-]+")


@pytest.fixture
def prepared(house: House) -> Prepared:
    found = Prepared(house)
    found.hand_in("\n".join(f"{name}; agency {number}" for number, name in enumerate(NAMES)))
    found.seat()
    return found


def printed(prepared: Prepared, *parts: str) -> PdfReader:
    question = "&".join(f"part={part}" for part in parts)
    answer = prepared.ines.get(f"{prepared.url}/pack.pdf?{question}")
    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    return PdfReader(BytesIO(answer.data))


def words(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def squares(picture: Image.Image) -> list[list[int]]:
    """What a scanner sees: one square of the code each, without the white edge."""
    grey = picture.convert("L")
    side = grey.width // QR_SCALE - 4

    points = grey.tobytes()

    def dark(row: int, column: int) -> int:
        return int(points[int((row + 2.5) * QR_SCALE) * grey.width + int((column + 2.5) * QR_SCALE)] < 128)

    return [[dark(row, column) for column in range(side)] for row in range(side)]


def test_every_name_code_and_square_is_on_a_card_and_right(prepared: Prepared) -> None:
    reader = printed(prepared, "cards")
    assert len(reader.pages) == 2  # four a page
    text = words(reader)
    codes = prepared.codes()
    seen = [squares(image.image) for page in reader.pages for image in page.images if image.image is not None]
    assert len(seen) == len(NAMES)
    for name in NAMES:
        assert name in text
    for who, code in codes.items():
        assert code in text
        found = prepared.ines.post("/join", {"code": code}).headers["Location"]
        assert LINK.fullmatch(found)
        assert found.startswith(f"/me/{who}-")
        wanted = segno.make(f"{ROOM}{found}", error="m").matrix
        assert [list(row) for row in wanted] in seen


def test_the_pack_holds_hand_outs_roles_and_last_the_event_list(prepared: Prepared) -> None:
    reader = printed(prepared)
    pages = [" ".join(page.extract_text().split()) for page in reader.pages]
    own = [number for number, page in enumerate(pages) if "For the trainer only" in page]
    assert own == list(range(own[0], len(pages)))
    text = " ".join(pages)
    for country in ("Sorvane", "Isandre", "Valmora", "Kestria"):
        assert f"{country} Handout for everybody at this table" in text
    assert "You decide whether a request of your prosecutor goes out" in text
    assert "Event list" in pages[own[0]]


def test_papers_of_the_teams_say_nothing_of_the_event_list(prepared: Prepared) -> None:
    text = words(printed(prepared, "cards", "countries", "roles"))
    assert "For the trainer only" not in text
    lines = prepared.house.store.published(prepared.exercise).control.injects
    scenario = prepared.house.store.published(prepared.exercise).scenario
    titles = [scenario.text(f"{line.key}.title") for line in lines if scenario.has_text(f"{line.key}.title")]
    assert titles
    assert not [title for title in titles if title in text]


def test_papers_carry_the_clock_of_the_house_and_are_the_same_twice(prepared: Prepared) -> None:
    first = prepared.ines.get(f"{prepared.url}/pack.pdf").data
    assert first == prepared.ines.get(f"{prepared.url}/pack.pdf").data
    told = datetime.fromtimestamp(STOPPED).astimezone()
    assert f"printed {told:%Y-%m-%d %H:%M}" in words(PdfReader(BytesIO(first)))


def test_only_the_trainer_prints_and_only_what_there_is(prepared: Prepared) -> None:
    assert prepared.ines.get(f"{prepared.url}/pack.pdf?part=answers").status_code == 404
    person, _answer = prepared.by_card(next(iter(prepared.codes().values())))
    assert person.get(f"{prepared.url}/pack.pdf").status_code == 403


def test_an_empty_list_prints_the_papers_of_every_country(house: House) -> None:
    nobody_listed = Prepared(house)
    assert "Kestria" in words(printed(nobody_listed))
    assert "Event list" in words(printed(nobody_listed, "events"))
    assert nobody_listed.ines.get(f"{nobody_listed.url}/pack.pdf?part=cards").status_code == 303
    assert "Nobody is on the list yet" in nobody_listed.page()
