"""What a duty officer did for a seat: told to that seat alone, with a cure where somebody could have acted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from simulation.exercise.core.command import Seat
from simulation.exercise.core.digest import DigestLine, HistoryLine
from simulation.exercise.core.event import Actor
from simulation.exercise.matters.deadlines import OfficeHours
from simulation.exercise.procedures.letter.play.views import RequestView
from simulation.exercise.procedures.letter.statuses import LetterAction
from simulation.exercise.seats.duty_officer import STOOD_IN
from simulation.exercise.seats.views import SeatView
from simulation.exercise.trials.views import ChargeView
from simulation.exercise.views.stories import news
from simulation.exercise.views.team_view import TeamView
from simulation.exercise.views.work_list import request_items
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Office, Phrase
from tests.builders.views import clock, offer, request, team
from webapp.desk.home.rows import work_rows
from webapp.desk.readable import Reader
from webapp.desk.story_rows import StoryRow, story_rows

HOURS = OfficeHours(has_people=True, openings=(0, 22 * DAY), closings=(0, 22 * DAY), arrives=None)
CLOCK = replace(clock(), hours=HOURS)
SEATS = tuple(SeatView(Seat("SOV", each), "", (), automatic=False) for each in Office)


def asked(number: int, at: int) -> RequestView:
    """A request about which a contact point was asked, and the duty officer's answer ten days later."""
    lines = (
        HistoryLine(at, LetterAction.ASK_CONTACT, "preparing", "KES", "authority", "", ""),
        HistoryLine(at + 10 * DAY, LetterAction.CONTACT_ANSWERED, "preparing", "", "", "", "", by=Actor.DUTY_OFFICER),
    )
    return request(number, requesting="KES", requested="SOV", incoming=True, history=lines, holder="")


def told(each: RequestView, office: Office) -> DigestLine:
    """What the team is told of it."""
    return DigestLine(each.history[-1].at, Phrase(STOOD_IN, ()), "request", each.key, (office,))


def rows_for(view: TeamView, office: Office, reading: Callable[[TeamView], Reader]) -> tuple[StoryRow, ...]:
    return story_rows(news(view, 0, (office,)).stories, replace(reading(view), offices=(office,)))


def test_each_seat_is_told_of_its_own_matters_alone(reading: Callable[[TeamView], Reader]) -> None:
    one, other = asked(1, 0), asked(2, 0)
    digest = (told(one, Office.AUTHORITY), told(other, Office.POLICE))
    view = team(requests=(one, other), digest=digest, seats=SEATS, clock=CLOCK)
    for office, own, others in ((Office.AUTHORITY, one, other), (Office.POLICE, other, one)):
        (row,) = rows_for(view, office, reading)
        said = " ".join(line.text for line in row.lines)
        assert own.label in said
        assert others.label not in said
        assert row.is_loss
        assert any(line.is_cure for line in row.lines)
    assert rows_for(view, Office.FIU, reading) == ()


def test_what_came_and_fell_due_in_one_jump_has_no_cure(reading: Callable[[TeamView], Reader]) -> None:
    late = asked(1, DAY // 3)
    view = team(requests=(late,), digest=(told(late, Office.AUTHORITY),), seats=SEATS, clock=CLOCK)
    (row,) = rows_for(view, Office.AUTHORITY, reading)
    assert not row.is_loss
    assert not any(line.is_cure for line in row.lines)
    assert "because nobody" not in row.title
    assert "came and fell due during the jump" in row.lines[-1].text


def test_a_matter_that_was_let_lie_is_told_once(reading: Callable[[TeamView], Reader]) -> None:
    late = asked(1, DAY // 3)
    later = DigestLine(30 * DAY, Phrase(STOOD_IN, ()), "request", late.key, (Office.AUTHORITY,))
    late = replace(
        late, history=(*late.history, HistoryLine(30 * DAY, "answer", "answered", "SOV", "authority", "", ""))
    )
    digest = (DigestLine(late.history[1].at, Phrase(STOOD_IN, ()), "request", late.key, (Office.AUTHORITY,)), later)
    view = team(requests=(late,), digest=digest, seats=SEATS, clock=CLOCK)
    (row,) = rows_for(view, Office.AUTHORITY, reading)
    assert row.is_loss


def test_the_work_list_says_when_a_duty_officer_answers(reading: Callable[[TeamView], Reader]) -> None:
    waits = request(
        1,
        requesting="KES",
        requested="SOV",
        incoming=True,
        status="preparing",
        holder="",
        offers=(offer("authority", "answer_contact"),),
        contact_until=36,
    )
    view = team(requests=(waits,))
    (row,) = work_rows(request_items(waits), reading(view))
    assert row.deadline != "No limit"
    assert "a duty officer answers it" in row.why
    assert "%(" not in row.why


def test_a_verdict_is_told_first_and_with_its_reason(reading: Callable[[TeamView], Reader]) -> None:
    matters = [asked(number, 0) for number in (1, 2)]
    charge = ChargeView(
        key="charge/1", person="person/1", offence="laundering", charged=0, trial_at=9 * DAY, documents=(), elements=(),
        outcome="acquittal", reasons=("no_usable_paper",),
    )  # fmt: skip
    what = Phrase("digest.verdict", (("outcome", "acquittal"), ("person", "person/1")))
    verdict = DigestLine(9 * DAY, what, "charge", charge.key, (Office.PROSECUTOR,))
    digest = (*(told(each, Office.PROSECUTOR) for each in matters), verdict)
    view = team(requests=tuple(matters), digest=digest, seats=SEATS, clock=CLOCK, charges=(charge,))
    first, second = rows_for(view, Office.PROSECUTOR, reading)
    assert first.title.startswith("Acquittal")
    assert [line.text for line in first.lines] == ["No document before the court could be used."]
    assert second.is_loss
