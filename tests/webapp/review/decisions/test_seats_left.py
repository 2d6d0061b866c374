"""What people left undone at their own seat is theirs: no page says that an automatic office, or nobody, did it."""

from __future__ import annotations

import html
from dataclasses import replace

import pytest

from simulation.exercise.core.event import Actor
from simulation.exercise.seats.events import SeatLeft, SeatTaken
from simulation.kernel.terms import Office
from simulation.review.prices.choices import UNPROTECTED, ChoiceKind, Decision
from simulation.review.record_reading import RecordReading
from simulation.review.stand_ins import StandIn
from tests.webapp.conftest import Cast
from tests.webapp.house import House
from tests.webapp.review.test_prices_shown import finished
from webapp.review import decision_pages
from webapp.review.current_review import Here
from webapp.review.current_review import here as seen
from webapp.review.sentences import delay_headline


@pytest.mark.acceptance("plays an exercise")
def test_the_seat_is_named_at_which_nobody_decided(house: House, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    exercise, reading, _sequence = finished(house, "blue-current")
    waited = next(each for each in reading.decisions if each.kind is ChoiceKind.AUTO)
    line = reading.line(waited.about)
    assert line is not None
    person = next(key for key in reading.names if key.startswith("cast/"))
    at_risk = Decision(
        f"omitted/{UNPROTECTED}/{waited.country}/x", ChoiceKind.OMITTED, waited.country, "", 0, person, UNPROTECTED
    )
    sat = SeatTaken(
        at=0, cause="", country=waited.country, offices=(Office.AUTHORITY, Office.POLICE), member="p1", post="deciding"
    )
    stood_in = StandIn(
        waited.at, waited.country, "authority", "request", waited.about, line.label, "approve", Actor.DUTY_OFFICER
    )

    def page(changed: RecordReading) -> str:
        def here() -> Here:
            return replace(seen(), reading=changed)

        monkeypatch.setattr(decision_pages, "here", here)
        return html.unescape(cast.ines.get(f"/x/{exercise}/review/decisions").text)

    bare = replace(reading, decisions=(waited, at_risk))
    nobody = page(bare)
    assert nobody.count(f"automatic office, or nobody, {waited.country}") == 2
    assert f"{line.label}, left to wait by an automatic office" in nobody
    assert f"Person at risk according to a file, not protected: {reading.names[person]}" in nobody
    record = replace(reading.record, events=(sat, *reading.record.events))
    left = page(replace(bare, record=record, stand_ins=(stood_in,)))
    assert "automatic office, or nobody" not in left
    assert "left to wait by an automatic office" not in left
    assert f"{line.label}, left to wait: nobody at the seat decided, so the duty officer did" in left
    gone = SeatLeft(at=0, cause="", country=waited.country, member="p1")
    for events in (
        (sat, gone, *reading.record.events),
        (*reading.record.events, replace(sat, at=reading.span.end + 1)),
    ):
        empty = page(replace(bare, record=replace(reading.record, events=events)))
        assert "nobody at the seat decided" not in empty, "they had left, or came when play was over"
    assert f"Central authority, {waited.country}; nobody at the seat decided" in left
    assert f"Police, {waited.country}; nobody at the seat decided" in left


@pytest.mark.acceptance("plays an exercise")
def test_no_half_is_told_of_one_request(house: House, cast: Cast) -> None:
    _exercise, reading, _sequence = finished(house, "blue-current")
    few = replace(reading.waiting_of_teams, begun=1, sent=1, answered=0, open=1, never_sent=0, steps=())
    with house.app.test_request_context("/"):
        said, _text = delay_headline(replace(reading, waiting_of_teams=few))
    assert "half" not in said.lower()
    assert "Answered: 0; open: 1; not sent: 0." in said
