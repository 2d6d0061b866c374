"""A page on which somebody writes says that its matter has moved on, and keeps what is on it."""

from __future__ import annotations

import re
from html import unescape

from simulation.exercise.procedures.letter.play.views import RequestView
from tests.desk.journeys import act, desk, hidden
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
        "moved/nothing/1?seen=1",
        "moved/entity/9999?seen=1",
        "moved/entity/x?seen=1",
        "moved/inject/x?seen=",
    ):
        assert cast.alba.get(desk(cast, address)).status_code == 404
    nobody_there = cast.otto.get(desk(cast, f"moved/request/{theirs}?seen=1"))
    assert nobody_there.status_code == 403


def test_pages_of_a_colleague_say_that_protection_was_ordered_meanwhile(house: House, cast: Cast) -> None:
    paula, petra = (nobody(house, name, cast.exercise) for name in ("Paula", "Petra"))
    assert paula.join("prosecutor", "SOV").status_code == 303
    assert petra.join("police", "SOV").status_code == 303
    start = petra.get(desk(cast, "start"))
    part = re.search(r'data-panel="start" data-src="([^"]+)" data-version="([^"]*)"', start.text)
    assert part is not None
    first = re.search(r'id="now-head">([^<]+)<', start.text)
    link = re.search(r'/desk/entities/(\d+)"[^>]*>\s*Protect\s*<', start.text)
    assert first is not None
    assert link is not None, "the one thing to do is about a person at risk"
    number = link[1]
    moved = [
        unescape(found[1])
        for page in (f"entities/{number}", f"entities/{number}/acts?order=protection")
        if (found := PART.search(petra.get(desk(cast, page)).text))
    ]
    assert len(moved) == 2
    assert all(MOVED not in petra.get(each, {"X-Tick": "1"}).text for each in moved)

    page = paula.get(desk(cast, f"entities/{number}/acts?order=protection")).text
    assert first[1].split()[0] in page.split('id="order"', 1)[1], "the form says what is ordered, and for whom"
    values = {**hidden(page, "measures", "command_id"), "kind": "protection", "target": number, "text": ""}
    assert paula.post(desk(cast, "measures"), values).status_code == 303

    assert all(MOVED in petra.get(each, {"X-Tick": "1"}).text for each in moved)
    told = petra.get(unescape(part[1]), {"X-Tick": "1"}).text
    assert first[1] not in told
    assert f'data-version="{part[2]}"' not in told, "a tick tells of it"
