"""A page on which somebody writes says that its matter has moved on, and keeps what is on it."""

from __future__ import annotations

import re
from html import unescape

from simulation.exercise.procedures.letter.play.views import RequestView
from tests.desk.journeys import act, desk
from tests.webapp.conftest import Cast
from tests.webapp.house import House, nobody

PART = re.compile(r'data-src="([^"]*/moved/[^"]+)"')
MOVED = "This matter has moved on since you opened the page"


def asked(house: House, cast: Cast, country: str) -> RequestView:
    """A question that waits for an answer of this country's financial unit."""
    requests = house.store.published(cast.exercise).teams[country].requests
    return next(each for each in requests if each.incoming and each.deciding_offices == ("fiu",))


def test_a_page_says_that_its_request_was_answered_meanwhile(house: House, cast: Cast) -> None:
    fay = nobody(house, "Fay", cast.exercise)
    assert fay.join("fiu", "KES").status_code == 303
    shown = asked(house, cast, "KES")
    page = fay.get(desk(cast, f"requests/{shown.label}")).text
    assert MOVED not in page
    found = PART.search(page)
    assert found is not None
    part = unescape(found[1])
    assert MOVED not in fay.get(part, {"X-Tick": "1"}).text
    before = re.findall(r'data-version="([^"]*)"', fay.get(part).text)
    assert act(cast, fay, shown.label, "answer", text="Nothing on record.") == 303
    told = fay.get(part, {"X-Tick": "1"}).text
    assert MOVED in told
    assert f'href="/x/{cast.exercise}/desk/requests/{shown.label}"' in told
    assert re.findall(r'data-version="([^"]*)"', told) != before, "a tick tells of it"
    assert MOVED not in fay.get(desk(cast, f"requests/{shown.label}")).text, "a page that is loaded again is new"


def test_only_the_own_team_hears_of_a_matter(house: House, cast: Cast) -> None:
    theirs = next(
        each.label
        for each in house.store.published(cast.exercise).teams["KES"].requests
        if "SOV" not in {each.requesting, each.requested}
    )
    for address in (
        f"moved/request/{theirs}?seen=1",
        "moved/request/KES-VAL-98?seen=1",
        "moved/entity/1?seen=1",
        "moved/inject/x?seen=",
    ):
        assert cast.alba.get(desk(cast, address)).status_code == 404
    nobody_there = cast.otto.get(desk(cast, f"moved/request/{theirs}?seen=1"))
    assert nobody_there.status_code == 403
