"""The wall and what is printed speak the language chosen with the exercise, whatever the trainer's browser speaks."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.webapp.house import House, Person, build, trainer
from webapp.visit.languages import COOKIE

WALL = ("projector/join", "projector/filling", "projector/clock", "projector/clock/part", "projector/news")


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    found = build(tmp_path, languages=("en", "fr"))
    yield found
    found.close()


def reads(house: House, language: str) -> Person:
    ines = trainer(house)
    ines.client.set_cookie(COOKIE, language)
    return ines


def made(ines: Person, **form: str) -> str:
    """A new exercise's pages, of which the form says nothing but what is given."""
    page = ines.get("/exercises/new?scenario=blue-current").text
    preset = page.partition('name="preset"')[2].partition('value="')[2].partition('"')[0]
    fields = {"scenario": "blue-current", "title": "North", "seed": "1", "preset": preset, "people": "8"}
    countries = {f"{name}_{code}": value for code in ("VAL", "SOV", "KES", "ISA") for name, value in TEAMS.items()}
    answer = ines.post("/exercises/new", {**fields, **countries, **form})
    assert answer.status_code == 303, answer.text
    return answer.location.removesuffix("/lobby/")


TEAMS = {"who": "people", "policy": "auto", "help": "practice"}


def spoken(ines: Person, path: str) -> str:
    """The language in which a screen of the wall is."""
    text = ines.get(path).text
    found = {code for code, word in SAID.items() if word in text}
    assert len(found) == 1, text
    return found.pop()


SAID = {"en": "Scan the square", "fr": "Scannez le carré"}


def printed(ines: Person, exercise: str) -> str:
    pages = PdfReader(BytesIO(ines.get(f"{exercise}/control/prepare/pack.pdf?part=countries").data)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.mark.parametrize(("chosen", "own"), [("fr", "en"), ("en", "fr")])
def test_the_room_reads_what_was_chosen_and_the_trainer_the_own_language(house: House, chosen: str, own: str) -> None:
    ines = reads(house, own)
    exercise = made(ines, language=chosen)
    for path in WALL:
        page = ines.get(f"{exercise}/control/{path}")
        assert page.status_code == 200
        assert f'<html lang="{own}"' not in page.text, path
    assert spoken(ines, f"{exercise}/control/projector/join") == chosen
    assert f'<html lang="{own}"' in ines.get(f"{exercise}/control/projector").text
    hand_out = "Document à remettre à toute la table" if chosen == "fr" else "Hand-out for everybody at this table"
    assert hand_out in printed(ines, exercise)


def test_left_open_it_is_the_trainer_s(house: House) -> None:
    ines = reads(house, "fr")
    page = ines.get("/exercises/new?scenario=blue-current").text
    field = page.partition('<select class="form-select" id="language"')[2].partition("</select>")[0]
    assert 'value="fr" selected' in " ".join(field.split())
    exercise = made(ines)
    ines.client.set_cookie(COOKIE, "en")
    assert spoken(ines, f"{exercise}/control/projector/join") == "fr"
