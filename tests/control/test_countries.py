"""Taking a country over and handing it back, playing it, and passing pens."""

import re

import pytest

from simulation.exercise.clock.commands import EndExercise
from simulation.exercise.core.command import Seat
from simulation.exercise.messages.commands import SendMessage
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from tests.control.conftest import Room
from tests.webapp.house import House, nobody
from webapp.store.tables import JournalRecord


def write(house: House, room: Room, command: str) -> None:
    house.store.execute(
        room.cast.exercise,
        SendMessage(
            id=command,
            by=Seat("SOV", Office.AUTHORITY),
            member=room.cast.alba.member_id,
            to=Seat("KES", Office.AUTHORITY),
            text="Hello",
        ),
    )


def test_while_control_plays_it_control_decides_for_it(house: House, room: Room) -> None:
    assert room.post("/countries/SOV/take", on="/countries/SOV").status_code == 303
    assert house.store.published(room.cast.exercise).control.countries[0].controlled
    page = room.get("/countries/SOV")
    links = re.findall(rf'href="{re.escape(room.address(""))}(/countries/SOV/requests/[^"]+)"', page)
    assert links, "something waits for this country"
    for link in links:
        shown = room.get(link)
        acted = re.search(r'name="action" value="(direct_execution|accept|approve)"', shown)
        if acted is None:
            continue
        form = shown[shown.rindex("<form", 0, acted.start()) : acted.end()]
        command = re.search(r'name="command_id" value="([^"]+)"', form)
        seen = re.search(r'name="seen" value="(\d+)"', form)
        assert command is not None
        assert seen is not None
        fields = {"action": acted[1], "text": "", "seen": seen[1], "command_id": command[1]}
        assert room.post(f"{link}/act", **fields).status_code == 303
        return
    pytest.fail("no act was offered")


def test_a_decision_on_behalf_of_a_seat_is_marked_and_its_people_keep_playing(house: House, room: Room) -> None:
    page = room.get("/countries/SOV")
    before = house.store.published(room.cast.exercise).sequence
    for link in re.findall(rf'href="{re.escape(room.address(""))}(/countries/SOV/requests/[^"]+)"', page):
        shown = room.get(link)
        acted = re.search(r'name="action" value="(direct_execution|accept|approve)"', shown)
        if acted is None:
            continue
        assert "entered on behalf of the seat" in shown
        form = shown[shown.rindex("<form", 0, acted.start()) : acted.end()]
        command = re.search(r'name="command_id" value="([^"]+)"', form)
        seen = re.search(r'name="seen" value="(\d+)"', form)
        assert command is not None
        assert seen is not None
        odd = room.post(f"{link}/act", action=acted[1], text="", seen="999", command_id="somecommand00000")
        assert odd.status_code in {409, 422}
        assert house.store.published(room.cast.exercise).sequence == before  # neither taken over nor half done
        fields = {"action": acted[1], "text": "", "seen": seen[1], "command_id": command[1]}
        assert room.post(f"{link}/act", **fields).status_code == 303
        published = house.store.published(room.cast.exercise)
        assert published.sequence == before + 3
        assert not any(line.controlled for line in published.control.countries)
        with house.database.reading() as session:
            stored = session.get_one(JournalRecord, (room.cast.exercise, before + 2))
        assert (stored.kind, stored.member) == ("ActOnRequest", "control")
        write(house, room, "albawritesafter0")
        return
    pytest.fail("no act was offered")


def test_handed_back_its_people_act_again(house: House, room: Room) -> None:
    write(house, room, "albawritesbefore")
    room.post("/countries/SOV/take", on="/countries/SOV")
    room.post("/countries/SOV/give", on="/countries/SOV")
    assert not house.store.published(room.cast.exercise).control.countries[0].controlled
    write(house, room, "albawritesafter0")


def test_taking_twice_is_refused(room: Room) -> None:
    room.post("/countries/SOV/take", on="/countries/SOV")
    answer = room.post("/countries/SOV/take", command_id="takesitagain0000")
    assert answer.status_code == 422
    assert "already played like this" in answer.text


def test_an_unknown_country_is_not_found(room: Room) -> None:
    for code in ("XXX", "ORL"):
        assert room.cast.ines.get(room.address(f"/countries/{code}")).status_code == 404


def test_the_pen_goes_to_somebody_at_the_seat(house: House, room: Room) -> None:
    rasmus = nobody(house, "Rasmus", room.cast.exercise)
    assert rasmus.join("authority", "SOV").status_code == 303
    passed = room.post("/countries/SOV/pen", on="/countries/SOV", to=rasmus.member_id, office="authority")
    assert passed.status_code == 303
    seats = house.store.published(room.cast.exercise).teams["SOV"].seats
    assert next(seat.pen for seat in seats if seat.seat.office is Office.AUTHORITY) == rasmus.member_id
    refused = room.post(
        "/countries/SOV/pen", to=room.cast.brava.member_id, office="authority", command_id="pentostranger000"
    )
    assert refused.status_code == 422


def test_control_speaks_for_nobody_else(house: House, room: Room) -> None:
    command = SendMessage(
        id="controlasseat000", by=Seat("SOV", Office.POLICE), member="control", to=Seat("KES", Office.POLICE), text="Hi"
    )
    with pytest.raises(RuleViolation):
        house.store.execute(room.cast.exercise, command)


def test_the_people_of_a_country_that_control_plays_are_told_so(room: Room) -> None:
    told = "Exercise control is playing your country now. You can read, but not act."
    desk, clock = (f"/x/{room.cast.exercise}/{path}" for path in ("desk/", "live/clock"))
    before = clock_version(room.cast.alba.get(desk).text)
    room.post("/countries/SOV/take", on="/countries/SOV")
    shown = room.cast.alba.get(desk).text
    assert told in shown
    assert told in room.cast.alba.get(clock).text
    assert clock_version(shown) != before, "open pages learn of it"
    assert told not in room.cast.brava.get(desk).text
    assert told not in room.cast.ines.get(f"/x/{room.cast.exercise}/at/SOV/desk/").text
    room.post("/countries/SOV/give", on="/countries/SOV")
    assert told not in room.cast.alba.get(desk).text


def clock_version(page: str) -> str:
    """By which version of the clock an open page asks for a newer one."""
    found = re.search(r'<[^>]*data-src="[^"]*/live/clock"[^>]*>', page)
    assert found is not None
    version = re.search(r'data-version="([^"]+)"', found[0])
    assert version is not None
    return version[1]


def test_after_the_end_the_page_of_a_country_offers_no_act_that_is_refused(house: House, room: Room) -> None:
    for _move in range(3):
        room.post("/jump", days="36", ends_move="yes")
    teams = house.store.published(room.cast.exercise).teams
    pages = [room.get(f"/countries/{code}") for code in teams]
    assert all("Take it over" in page for page in pages)
    assert any("/answer/" in page or "/triage" in page for page in pages), "somebody is asked for a decision"
    house.store.execute(room.cast.exercise, EndExercise(id="endendend1", member="control"))
    for code in teams:
        page = room.get(f"/countries/{code}")
        assert "Take it over" not in page
        assert "/answer/" not in page
        assert f"/countries/{code}/answer" not in page
        assert "/triage" not in page
        assert "/levers" not in page
        assert "Play is over. Nobody can act for this country any more." in page
