"""The wall and what is printed speak the language chosen with the exercise, whatever the trainer's browser speaks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
import sqlalchemy as sa
from pypdf import PdfReader

from simulation.exercise.core.settings import RULES_VERSION
from tests.webapp.house import House, Person, build, trainer
from tests.webapp.review.test_prices_shown import finished
from tests.webapp.text.english_left import english_on, known_english
from tests.webapp.text.test_french_pages import WALL
from webapp.review.debrief.standing import SLIDES
from webapp.store.exercise_store import Store
from webapp.store.published_views import Published
from webapp.store.tables import ExerciseRecord
from webapp.visit.languages import COOKIE


def wall(house: House, exercise: str) -> list[str]:
    """Every address of an exercise that the room reads."""
    rules = [
        rule for rule in house.app.url_map.iter_rules() if WALL.search(rule.rule) and "GET" in (rule.methods or ())
    ]
    found = [rule.rule.replace("/x/<exercise>", exercise).replace("<code>", "SOV") for rule in rules]
    assert len(found) >= 8
    assert not [path for path in found if "<" in path], "a new address has a value that this function does not know"
    return found


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


SAID = {"en": "Scan the QR code", "fr": "Scannez le code QR"}


def printed(ines: Person, exercise: str) -> str:
    pages = PdfReader(BytesIO(ines.get(f"{exercise}/control/prepare/pack.pdf?part=countries").data)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.mark.parametrize(("chosen", "own"), [("fr", "en"), ("en", "fr")])
def test_the_room_reads_what_was_chosen_and_the_trainer_the_own_language(house: House, chosen: str, own: str) -> None:
    ines = reads(house, own)
    exercise = made(ines, language=chosen)
    for path in wall(house, exercise):
        page = ines.get(path)
        assert page.status_code == 200
        assert f'<html lang="{own}"' not in page.text, path
    assert f'<html lang="{chosen}"' in " ".join(ines.get(f"{exercise}/review/epilogue?wall=1").text.split())
    assert f'<html lang="{own}"' in " ".join(ines.get(f"{exercise}/review/epilogue").text.split())
    assert spoken(ines, f"{exercise}/control/projector/join") == chosen
    assert f'<html lang="{own}"' in ines.get(f"{exercise}/control/projector").text
    hand_out = "Document à remettre à toute la table" if chosen == "fr" else "Handout for everybody at this table"
    assert hand_out in printed(ines, exercise)


def test_one_card_speaks_as_the_pack_does_and_the_page_around_it_as_the_trainer(house: House) -> None:
    ines = reads(house, "en")
    exercise = made(ines, language="fr")
    assert (
        ines.post(f"{exercise}/control/prepare", {"names": "Joren Maas; Prosecution; VAL prosecutor"}).status_code
        == 303
    )
    (who,) = set(re.findall(r'/people/(m\w+)/card"', ines.get(f"{exercise}/control/prepare").text))
    page = ines.get(f"{exercise}/control/people/{who}/card").text
    assert '<html lang="en"' in " ".join(page.split())
    card = page.partition('<section class="r-card" lang="fr">')[2].partition("</section>")[0]
    assert "Sans appareil photo" in card
    assert "Without a camera" not in page
    assert "All who are expected" in page


def test_left_open_it_is_the_trainer_s(house: House) -> None:
    ines = reads(house, "fr")
    page = ines.get("/exercises/new?scenario=blue-current").text
    field = page.partition('<select class="form-select" id="language"')[2].partition("</select>")[0]
    assert 'value="fr" selected' in " ".join(field.split())
    exercise = made(ines)
    ines.client.set_cookie(COOKIE, "en")
    assert spoken(ines, f"{exercise}/control/projector/join") == "fr"


def english(ines: Person, paths: Iterable[str]) -> dict[str, list[str]]:
    """What is English on pages, by page."""
    known, left = known_english(), dict[str, list[str]]()
    for path in paths:
        page = ines.get(path)
        assert page.status_code == 200, path
        assert '<html lang="en"' not in page.text, path
        if found := list(english_on(page.text, known)):
            left[path] = found
    return left


def test_no_english_is_left_on_the_wall_of_an_exercise_in_french(house: House) -> None:
    ines = reads(house, "en")
    exercise = made(ines, language="fr")
    paths = wall(house, exercise)
    assert english(ines, paths) == {}
    begun = ines.post(f"{exercise}/lobby/start", {"what": "first_move", "command_id": "openthefirstmove"})
    assert begun.status_code == 303
    assert english(ines, paths) == {}


@pytest.mark.acceptance("opens every page of the wall of a finished exercise")
def test_no_english_is_left_on_the_wall_after_play(house: House) -> None:
    ines = reads(house, "en")
    name, _reading, _sequence = finished(house, "blue-current")
    with house.database.writing() as session:
        row = session.get_one(ExerciseRecord, name)
        row.settings = json.dumps({**json.loads(row.settings), "language": "fr"})
    house.store.copies.forget(name)
    exercise = f"/x/{name}"
    assert english(ines, wall(house, exercise)) == {}
    for slide in range(1, SLIDES + 1):
        assert ines.post(f"{exercise}/review/debrief/turn", {"slide": f"{slide}", "step": "9"}).status_code == 303
        assert english(ines, (f"{exercise}/review/debrief/wall", f"{exercise}/review/debrief/wall/part")) == {}, slide


def test_the_wall_of_the_debrief_needs_no_copy_in_memory(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    ines = reads(house, "en")
    exercise = made(ines, language="fr")
    name = exercise.removeprefix("/x/")
    with house.database.writing() as session:
        session.execute(sa.update(ExerciseRecord).values(rules_version=RULES_VERSION - 1))
    house.store.copies.forget(name)
    monkeypatch.setattr(Store, "published", no_copy)
    for path in ("wall", "wall/part"):
        assert "L’écran mural est vide." in ines.get(f"{exercise}/review/debrief/{path}").text


def no_copy(_store: Store, _exercise: str) -> Published:
    raise AssertionError("a copy was loaded")
