"""Once play has ended pages are there to be read: nothing is offered that would be refused, and the reason is true."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from simulation.exercise.clock.commands import EndExercise
from simulation.exercise.core.event import Actor
from simulation.exercise.injects.views import InjectView
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.agenda import DAY
from tests.builders.views import team
from tests.desk.journeys import desk
from tests.desk.test_nothing_lost import fired, place_of
from tests.webapp.conftest import Cast
from tests.webapp.house import House
from webapp.desk.messages.pages import inject_rows
from webapp.desk.readable import Reader

OVER = "Play is over: nothing more can be done."
FORMS = {
    "messages": "messages",
    "requests/new": "requests/new",
    "procedures/new/extradition": "procedures/new",
    "meetings": "meetings",
    "channels": "channels",
    "case": "case/charge",
    "measures?kind=protection": "measures",
}
"""Pages with a form that begins something, and the address to which it goes."""


MOST_PAGES = 150
"""Pages of a desk that are opened; nearly all kinds of them stand among the first."""


@pytest.fixture
def asked(house: House, cast: Cast) -> InjectView:
    """An event that nobody has answered when play ends."""
    event = fired(house, cast)
    house.store.execute(cast.exercise, EndExercise(id="endeverything", member="control"))
    return event


def test_no_form_is_left_that_would_be_refused(cast: Cast, asked: InjectView) -> None:
    assert not asked.answered
    for place in FORMS:
        page = cast.alba.get(desk(cast, place)).text
        main = page.partition("<main")[2].partition("</main>")[0] + page.partition("<aside")[2]
        assert not re.findall(r'<button\s+class="btn btn-primary[^>]*>[^<]*', main), place
        assert "pen holder" not in main, place
        assert OVER in main or place.startswith("measures"), place
    requests = cast.alba.get(desk(cast, "requests")).text
    assert "requests/new" not in requests.partition("<main")[2].partition("</main>")[0]
    assert "#write" not in cast.alba.get(desk(cast)).text


@pytest.mark.usefixtures("asked")
def test_no_page_leads_to_a_request_that_nobody_can_make(cast: Cast) -> None:
    start = desk(cast)
    waiting, known, leading = [start], {start}, []
    while waiting:
        here = waiting.pop()
        answer = cast.alba.get(here)
        page = answer.text if answer.mimetype == "text/html" else ""
        links = {link.partition("#")[0] for link in re.findall(r'href="([^"]+)"', page)}
        leading += [here for link in links if "/requests/new" in link]
        for link in sorted(links - known):
            if link.startswith(start) and len(known) < MOST_PAGES:
                known.add(link)
                waiting.append(link)
    assert len(known) > MOST_PAGES / 2
    assert not leading


def test_an_event_that_nobody_answered_says_so_and_asks_no_more(house: House, cast: Cast, asked: InjectView) -> None:
    page = cast.alba.get(desk(cast, place_of(house, cast, asked))).text
    assert "Play ended before anybody in your team answered." in page
    assert "<textarea" not in page
    assert "pen holder" not in page
    listed = cast.alba.get(desk(cast, "messages")).text
    assert "not answered" in listed.partition(asked.title)[2].partition("</div>")[0]


def test_what_the_time_decided_is_not_called_answered(reading: Callable[[TeamView], Reader]) -> None:
    lapsed = InjectView("inject/1", 0, "ambassador", (), "The files", "text", ("a", "b"), 3, "a", "", ())
    people = replace(lapsed, key="inject/2", answered_at=DAY, answered_by=Actor.PEOPLE)
    rows = inject_rows(reading(team(injects=(lapsed, people))), frozenset())
    assert [row.stands for row in rows] == ["not answered in time", "answered"]


@pytest.mark.usefixtures("asked")
def test_the_ways_on_after_the_end_stand_apart(cast: Cast) -> None:
    note = cast.alba.get(desk(cast)).text.partition('class="r-note')[2].partition("</div>")[0]
    assert "<p>Play ended on" in note
    assert "Answer six questions" in note.partition("</p>")[2]


@pytest.mark.usefixtures("asked")
def test_who_has_played_reads_that_a_review_comes(cast: Cast) -> None:
    """Until the trainer opens it; then its link is there."""
    for path in (desk(cast), f"/x/{cast.exercise}/lobby/after"):
        page = " ".join(cast.alba.get(path).text.split())
        assert "A review of your team is still to come" in page
        assert "Read the review of your team" not in page
