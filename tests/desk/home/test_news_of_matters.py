"""The news of letters and procedures: what the other side said, what a colleague ended, and what is routine."""

from collections.abc import Callable
from dataclasses import replace

from flask import render_template_string

from simulation.exercise.core.command import Seat
from simulation.exercise.core.digest import DigestLine, HistoryLine
from simulation.exercise.core.event import Actor
from simulation.exercise.seats.views import SeatView
from simulation.exercise.views.stories import news
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Office, Phrase
from simulation.law.book.content import Content
from tests.builders.views import procedure, request, team
from webapp.desk.home.news import NewsPart, RoutineRow, headline
from webapp.desk.home.wall import WallPart
from webapp.desk.readable import Reader
from webapp.desk.story_rows import story_rows

SINCE = 20 * DAY


def digest(about: str, action: str) -> DigestLine:
    """What the team was told of a step of a request on day 24."""
    return DigestLine(24 * DAY, Phrase("digest.request", (("action", action),)), "request", about)


def withdrawn(at: int, by: Actor, text: str) -> HistoryLine:
    """The own central authority withdrew a matter."""
    return HistoryLine(at, "withdraw", "withdrawn", "SOV", Office.AUTHORITY, "", text, by)


def test_what_an_automatic_colleague_ended_is_told_to_the_people_of_the_team(
    reading: Callable[[TeamView], Reader],
) -> None:
    """It was ended at home: no word from abroad tells of it."""
    seats = (
        SeatView(Seat("SOV", Office.PROSECUTOR), "anna", ("anna",), automatic=False),
        SeatView(Seat("SOV", Office.AUTHORITY), "", (), automatic=True),
    )
    ours = {"status": "withdrawn", "holder": "", "since": 24 * DAY}
    for by, is_told in ((Actor.PLAYER, True), (Actor.PEOPLE, False)):
        letter = request(1, **ours, history=(withdrawn(24 * DAY, by, "Nobody needs it."),))
        surrender = procedure(
            kind="extradition",
            status="extradition_withdrawn",
            holder="",
            history=(replace(withdrawn(24 * DAY, by, ""), action="withdraw_extradition"),),
        )
        view = team(seats=seats, requests=(letter,), procedures=(surrender,))
        told = story_rows(news(view, SINCE, (Office.PROSECUTOR,)).stories, reading(view))
        assert bool(told) is is_told
        if told:
            of_surrender, of_letter = told
            assert "Central authority" in of_letter.title
            assert "Nobody needs it." in of_letter.lines[0].text
            assert "begin it anew" in of_letter.lines[1].text
            assert of_surrender.title.endswith("extradition is no longer sought")
            assert "No reason was given." in of_surrender.lines[0].text
            assert of_surrender.url


def test_a_decision_of_the_other_side_is_news_and_no_routine(reading: Callable[[TeamView], Reader]) -> None:
    def line(action: str) -> HistoryLine:
        return HistoryLine(24 * DAY, action, "executing", "KES", Office.AUTHORITY, "", "")

    for action, status, holder, said in (
        ("accept", "executing", "requested", "Kestria accepted"),
        ("postpone", "postponed", "requested", "Kestria postponed"),
        ("offer_conditions", "conditions", "requesting", "Kestria offers conditions"),
    ):
        ours = request(1, status=status, holder=holder, history=(line(action), replace(line("allocated"), at=25 * DAY)))
        view = team(requests=(ours,), digest=(digest(ours.key, action),))
        found = news(view, SINCE)
        (row,) = story_rows(found.stories, reading(view))
        assert row.title.startswith(said)
        assert headline(found, reading(view)).startswith(said)
        assert found.routine == ()
        assert row.url


def test_the_fold_of_routine_counts_what_it_opens(reading: Callable[[TeamView], Reader]) -> None:
    part = NewsPart(
        headline="", rows=(), more=(), steps=7, routine=(RoutineRow(7, "Put before the court", "", "3 March"),),
        held={}, wall=WallPart({}, ()), strip=None, days_text="day 3", may_act=False, print_url="", src="", version="",
    )  # fmt: skip
    reading(team())
    page = " ".join(render_template_string('{% include "desk/parts/digest.html" %}', digest=part).split())
    assert "1 matter took its usual course" in page
    assert "the last of 7 steps" in page
    assert "Show 7 steps" not in page


def test_a_day_by_which_an_answer_was_needed_does_not_pass_without_a_word(
    reading: Callable[[TeamView], Reader],
) -> None:
    content = Content(urgent=True, urgency_reason="A hearing.", urgent_by_day=26)
    ours = request(1, status="executing", holder="requested", content=content)
    for shown, is_told in (
        (ours, True),
        (replace(ours, status="answered", holder="", since=10 * DAY), False),
        (replace(ours, content=replace(content, urgent=False)), False),
        (replace(ours, content=replace(content, urgent_by_day=40)), False),
        (replace(ours, content=replace(content, urgent_by_day=12)), False),
    ):
        view = team(requests=(shown,))
        rows = story_rows(news(view, SINCE).stories, reading(view))
        assert any(row.title.startswith("You needed the answer of Kestria by") for row in rows) is is_told
