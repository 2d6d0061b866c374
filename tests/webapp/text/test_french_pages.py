"""No English is left on the pages of people who read French, in an exercise that others play in English."""

import re
from itertools import filterfalse
from pathlib import Path

import pytest

from tests.stored.pages import Look, Visit, crawled
from tests.webapp.conftest import gather
from tests.webapp.house import build
from tests.webapp.text.english_left import english_on, known_english
from webapp.visit.languages import COOKIE

WALL = re.compile(r"/projector/|/hot-wash/|/debrief/wall")
"""What speaks the language of the exercise: `tests/control/room/test_language_of_the_room.py`."""


def test_english_is_noticed() -> None:
    known = {"Pen": "Plume"}
    page = (
        '<p>Pen</p><p lang="en">Pen</p><p title="Who waits">Plume</p><p translate="no">of the</p><p>fait <b>by</b> lui'
    )
    assert sorted(english_on(page, known)) == ["Pen", "Who waits", "fait by lui"]


@pytest.mark.acceptance("opens every page")
def test_no_english_for_those_who_read_french(tmp_path: Path) -> None:
    house = build(tmp_path, languages=("en", "fr"))
    cast = gather(house)
    known, left = known_english(), dict[str, set[str]]()
    everybody = {"alba": cast.alba, "ines": cast.ines}
    for person in everybody.values():
        person.client.set_cookie(COOKIE, "fr")
    visit = Visit(house, cast.exercise, {"SOV": cast.alba, "KES": cast.brava})
    for name, person in everybody.items():
        for path in filterfalse(WALL.search, crawled(visit, person, Look("", 1, 1))[0]):
            answer = person.get(path)
            if answer.status_code == 200 and answer.mimetype == "text/html":
                for text in english_on(answer.text, known):
                    left.setdefault(text, set()).add(f"{name} {path}")
    house.close()
    assert {text: sorted(where)[:2] for text, where in left.items()} == {}
