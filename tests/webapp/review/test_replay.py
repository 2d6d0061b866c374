"""What did you know on this day: the files as events tell them, and a branch that is the same exercise so far."""

from __future__ import annotations

import html
import re

import pytest
import sqlalchemy as sa

from simulation.exercise.evidence.events import DocumentReceived
from simulation.exercise.journal import encode_event
from simulation.exercise.seats.events import SeatLeft
from simulation.kernel.agenda import DAY
from simulation.players.policies import players
from simulation.review.replay import moment, opening_before
from tests.webapp.conftest import Cast
from tests.webapp.house import House
from tests.webapp.review.test_prices_shown import finished
from webapp.store.comparison import compare
from webapp.store.exercise_rows import record_of
from webapp.store.tables import ExerciseRecord, MemberRecord
from webapp.store.transfer import taken_out

pytestmark = pytest.mark.acceptance("plays an exercise and looks at several of its days")


def test_a_day_shows_what_each_file_held_and_hides_the_world_first(house: House, cast: Cast) -> None:
    exercise, reading, _sequence = finished(house, "blue-current")
    address = f"/x/{exercise}/review/replay"
    for day in (1, 50, 133):
        page = html.unescape(cast.ines.get(f"{address}?day={day}").text)
        assert not re.search(r"<style|\sstyle=", page)
        told = re.findall(
            r'<th class="r-nowrap" scope="row"><bdi>[^<]*</bdi></th><td class="r-num">([\d,]+)</td>', page
        )
        until = min(day * DAY - 1, reading.span.end)
        for country, count in zip(reading.scenario.played, told, strict=True):
            papers = {
                event.document
                for event in reading.record.events
                if isinstance(event, DocumentReceived) and event.country == country.code and event.at <= until
            }
            assert int(count.replace(",", "")) == len(papers), (country.code, day)
        assert "The world as it is." in page
        hidden = cast.ines.get(f"{address}?day={day}&hide=world").text
        assert "The world as it is." not in hidden
        assert "Let the team say first" in hidden
        assert "In the world, in no file" not in hidden
    for person in (cast.alba, cast.otto):
        assert person.get(address).status_code in {303, 403}
        assert person.post(f"{address}/branch", {"day": "50"}).status_code in {303, 403}


def test_the_day_on_which_a_move_opens_shows_what_was_done_in_it_and_branches_there(house: House, cast: Cast) -> None:
    exercise, reading, _sequence = finished(house, "blue-current")
    page = html.unescape(cast.ines.get(f"/x/{exercise}/review/replay").text)
    found = re.search(r"days on which a move opens:(.*?)</span>\s*</div>", page, re.DOTALL)
    assert found is not None
    days = [int(each) for each in re.findall(r">\s*(\d+)\s*</a>", found[1])]
    assert days == [at // DAY + 1 for at in reading.span.moves[: reading.moves_played]]
    for day in (days[1], days[-1]):
        shown = html.unescape(cast.ines.get(f"/x/{exercise}/review/replay?day={day}").text)
        assert f"Branch from day {day}" in shown
    letters = [line for line in reading.lines if line.opened // DAY + 1 == days[0] and line.opened >= 0]
    assert letters
    held = moment(reading.record, players(), days[0] * DAY - 1)
    assert {each.key for view in held.teams.values() for each in view.requests} >= {
        line.key for line in letters if line.requesting in held.teams
    }


def test_the_list_of_routes_calls_places_as_the_map_does(house: House, cast: Cast) -> None:
    exercise, _reading, _sequence = finished(house, "blue-current")
    page = html.unescape(cast.ines.get(f"/x/{exercise}/review/replay?day=45").text)
    places = re.findall(r'<text[^>]*class="r-map-label"[^>]*>([^<]+)</text>', page)
    routes = [line for line in re.findall(r"<li>([^<]+)</li>", page) if re.search(r" by (road|sea|rail|air)$", line)]
    assert routes
    for route in routes:
        origin, _to, rest = route.partition(" to ")
        assert {origin, rest.rpartition(" by ")[0]} <= set(places), route


def test_the_last_day_is_what_play_came_to(house: House) -> None:
    _exercise, reading, _sequence = finished(house, "blue-current")
    at_end = moment(reading.record, players(), reading.span.end)
    for code, view in at_end.teams.items():
        assert len(view.documents) == len(reading.files[code].documents)
        assert {each.key: each.status for each in view.requests} == {
            each.key: each.status for each in reading.files[code].requests
        }


def test_a_branch_is_the_same_exercise_so_far_with_empty_seats(house: House, cast: Cast) -> None:
    exercise, reading, _sequence = finished(house, "blue-current")
    before = len(reading.record.events)
    made = cast.ines.post(f"/x/{exercise}/review/replay/branch", {"day": "50"})
    assert made.status_code == 303
    found = re.search(r"/x/(\w+)/", made.headers["Location"])
    assert found is not None
    other = found[1]
    assert other != exercise
    opening = opening_before(tuple(reading.span.moves), 49 * DAY)
    with house.database.reading() as session:
        row = session.get_one(ExerciseRecord, other)
        branched = record_of(session, row)
        assert row.phase == "office_hours"
        assert row.horizon == opening
        sitting = sa.select(MemberRecord).where(MemberRecord.exercise_id == other, MemberRecord.left_at.is_(None))
        assert session.scalars(sitting).all() == []
        assert len(record_of(session, session.get_one(ExerciseRecord, exercise)).events) == before

    def told(events: tuple[object, ...]) -> list[str]:
        return [re.sub(r"person-\d+|member-\d+|m[0-9a-f]{12}", "*", encode_event(event)) for event in events]  # type: ignore[arg-type]

    so_far = [event for event in branched.events if not (isinstance(event, SeatLeft) and event.at == opening)]
    assert told(tuple(so_far))[: len(so_far) - 8] == told(reading.record.events)[: len(so_far) - 8]
    assert compare(taken_out(house.database, other, with_names=True), players()).is_same
    assert cast.ines.get(f"/x/{other}/control/").status_code == 200
