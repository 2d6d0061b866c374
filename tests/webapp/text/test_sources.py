"""Every legal text on every page shows its source and confidence, and no template holds law of its own."""

import re
from pathlib import Path

import pytest

import webapp
from simulation.exercise.clock.commands import Jump
from tests.webapp.conftest import Cast
from tests.webapp.crawl import walk
from tests.webapp.house import House, nobody
from tests.webapp.sources import unsourced

pytestmark = pytest.mark.acceptance("opens every page")

LAW = re.compile(r"\b(?:UNTOC|UNCAC|ETS|CETS|ICCPR)\b|\bart\. ?\d|\bBudapest\b")


TARGETS = 12
"""Entities of a file for which the form of measures is opened."""


def test_a_text_without_source_is_found() -> None:
    sourced = '<li class="r-law-text">Ask first.<br><p class="r-law-source">UNTOC</p></li>'
    page = f'<ul>{sourced}<li class="r-law-text">No</li></ul>'
    assert unsourced(page) == (2, ["No"])
    assert unsourced('<p class="r-law-text">Text <i class="r-law-source"> </i></p>') == (1, ["Text"])


def test_each_legal_text_of_a_played_exercise_has_its_source(house: House, cast: Cast) -> None:
    house.store.execute(cast.exercise, Jump(id="jump00000001", member="control", days=30))
    found: dict[str, int] = {}
    for person in (cast.alba, cast.brava, cast.ines):
        for path, page in walk(house, person, cast.exercise).items():
            count, bare = unsourced(page)
            assert bare == [], (person.name, path)
            for kind in ("law/", "requests/", "documents/", "countries/"):
                found[kind] = found.get(kind, 0) + (count if kind in path else 0)
    assert all(found.values()), found


def test_each_measure_that_a_seat_may_order_has_its_source(house: House, cast: Cast) -> None:
    officer = nobody(house, "Pia", cast.exercise)
    assert officer.join("police", "SOV").status_code == 303
    pages = [officer.get(f"/x/{cast.exercise}/desk/measures?target={n}").text for n in range(1, TARGETS + 1)]
    told = [unsourced(page) for page in pages]
    assert [bare for _, bare in told if bare] == []
    assert sum(count for count, _ in told) > TARGETS


def test_templates_hold_no_law() -> None:
    places = Path(webapp.__file__).parent.rglob("*.html")
    assert [each.name for each in places if LAW.search(each.read_text(encoding="utf-8"))] == []
