"""Requests in a table: whole days that add up, stage words, deadlines by move."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from simulation.exercise.procedures.letter.statuses import LetterStatus
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Holder, TimeKind
from simulation.matters.matter import Segment
from simulation.scenario.schema.scenario import Scenario
from tests.builders.views import clock, request, segment, statement, team
from webapp.desk.deadlines import deadline
from webapp.desk.procedures.fields import Sides, said
from webapp.desk.readable import Reader
from webapp.desk.requests.rows import Box, held_days, in_box, request_row, stage
from webapp.pages.frame import day_text

Reading = Callable[[TeamView], Reader]


@given(
    st.lists(
        st.tuples(st.sampled_from(list(Holder)), st.sampled_from(list(TimeKind)), st.integers(1, 90 * DAY)), max_size=12
    )
)
def test_whole_days_add_up_to_the_age(parts: list[tuple[Holder, TimeKind, int]]) -> None:
    at, segments = 0, []
    for holder, kind, seconds in parts:
        segments.append(Segment(holder, kind, LetterStatus.SENT, at, at + seconds))
        at += seconds
    assert sum(part.days for part in held_days(segments)) == at // DAY


def test_neighbouring_stays_of_one_holder_are_one_part_but_protected_time_stays_apart() -> None:
    parts = held_days(
        (
            segment("requested", "decision", 0, 3),
            segment("requested", "system", 3, 10),
            segment("requested", "protected", 10, 20),
            segment("court", "protected", 20, 25),
        )
    )
    assert [(part.holder, part.kind, part.days) for part in parts] == [
        ("requested", "decision", 10),
        ("requested", "protected", 10),
        ("court", "protected", 5),
    ]


def test_deadlines_speak_of_moves(reading: Reading) -> None:
    calendar = reading(team()).calendar
    shown = {day: deadline(day, clock(), calendar) for day in (28, 31, 60, 61, 90, 91)}
    assert [(shown[day].text, shown[day].tone) for day in (28, 31, 60, 61, 90)] == [
        ("3 days late", "late"),
        ("this move", "now"),
        ("this move", "now"),
        ("next move", "next"),
        ("next move", "next"),
    ]
    assert shown[91].tone == "plain"
    assert shown[91].text == calendar.short_day(91)
    benchmarks = [deadline(day, clock(), calendar, binds=False) for day in (28, 31, 91)]
    assert {each.tone for each in benchmarks} == {"benchmark"}
    assert benchmarks[0].text == f"benchmark of the exercise: {calendar.short_day(28)}"


def test_a_row_says_who_holds_it_and_links_to_its_page(reading: Reading) -> None:
    row = request_row(request(), reading(team()))
    assert (row.number, row.outgoing, row.partner, row.holder, row.days) == (
        "SOV-KES-01",
        True,
        "KES",
        "requesting",
        20,
    )
    assert row.subject == "Bank records, XD09 6565 7271 4980"
    assert row.url.endswith("/desk/requests/SOV-KES-01")
    assert "account/one" not in row.url


def test_a_date_of_another_year_has_its_year(reading: Reading, scenario: Scenario) -> None:
    reader = reading(team())
    assert reader.calendar.short_day(1) == "Mon 3 Mar"
    text, _tone = stage(request(status="postponed", due_day=366), reader)
    assert text == "Postponed until Tue 2 Mar 2032"
    assert day_text(scenario, 901) == "Day 901, Fri 19 Aug 2033"
    until = said("until", 365 * DAY, Sides("SOV", "KES"), reader)
    assert until == "2 March 2032", "what is settled is printed on papers too, with its year"
    assert said("until", DAY, Sides("SOV", "KES"), reader) == "4 March 2031"


def test_refused_is_red_ended_is_grey_and_postponed_names_its_date(reading: Reading) -> None:
    reader = reading(team())
    assert stage(request(status="refused", holder=""), reader)[1] == "refused"
    assert stage(request(status="returned", holder=""), reader)[1] == "none"
    text, tone = stage(request(status="postponed", due_day=70), reader)
    assert tone == "none"
    assert reader.calendar.short_day(70) in text
    text, tone = stage(request(status="recovering", due_day=80), reader)
    assert (text, tone) == (f"Recovery and reflection period until {reader.calendar.short_day(80)}", "none")


def test_a_returned_request_names_the_papers_that_it_brought_beside_its_stage(reading: Reading) -> None:
    papers = (statement(4), statement(5))
    reader = reading(team(documents=papers))
    keys = tuple(each.document.key for each in papers)
    both = request_row(request(status="returned", holder="", results=keys), reader)
    assert (both.brought, both.deadline) == ("new documents: D-004, D-005", "")
    one = request_row(request(status="returned", holder="", results=keys[:1]), reader)
    assert one.brought == "new document: D-004"
    assert request_row(request(), reader).brought == ""


def test_boxes_put_what_waits_for_us_first() -> None:
    ended = request(1, status="returned", holder="", since=25 * DAY)
    theirs = request(2, status="deciding", holder="requested")
    ours = request(3, status="clarifying")
    incoming = request(4, incoming=True, status="deciding", holder="requested")
    order = [each.label for each in in_box((ended, theirs, ours, incoming), Box.ALL)]
    assert order == ["SOV-KES-03", "SOV-KES-04", "SOV-KES-02", "SOV-KES-01"]
    assert [each.label for each in in_box((ended, incoming), Box.IN)] == ["SOV-KES-04"]
