"""The map of a team: its lines can be followed to the papers that show them, also after the part was fetched anew."""

from __future__ import annotations

import re

from tests.desk.journeys import desk
from tests.webapp.conftest import Cast


def test_each_line_of_the_map_leads_to_the_papers_that_show_it(cast: Cast) -> None:
    page = cast.brava.get(desk(cast, "map")).text
    rows = re.findall(r"<li class=\"r-row-apart\">(.*?)</li>", page, re.DOTALL)
    assert rows
    for row in rows:
        assert re.search(r"XCR from \w+ to \w+", row)
        links = re.findall(r'href="([^"]+/documents/D-\d+)"', row)
        assert links
        assert cast.brava.get(links[0]).status_code == 200


def test_the_large_map_stays_large_when_it_is_fetched_anew(cast: Cast) -> None:
    page = cast.brava.get(desk(cast, "map")).text
    source = re.search(r'data-src="([^"]*parts/map[^"]*)"', page)
    assert source is not None
    letters = r'class="r-map-label"[^>]*font-size="([\d.]+)"'
    shown = re.findall(letters, page)
    assert shown
    assert re.findall(letters, cast.brava.get(source[1]).text) == shown


def test_the_signs_are_explained_above_the_map(cast: Cast) -> None:
    """A large map fills the window: what its lines mean would stand below the fold."""
    page = cast.brava.get(desk(cast, "map")).text
    assert 0 < page.find('class="r-legend"') < page.find('class="r-map"')
