"""Alerts by harm, who waits for whom by seat, the page of one seat, and rulings of one kind."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from simulation.exercise.clock.commands import EndExercise
from simulation.exercise.restrained_assets.views import AssetView
from simulation.kernel.agenda import DAY
from tests.control.conftest import Room
from tests.webapp.house import House
from webapp.control.room import alerts
from webapp.control.room.alerts import Harm


def test_alerts_stand_by_harm_with_people_before_everything_else(room: Room) -> None:
    page = room.get("/?alerts=all")
    part = page[page.index("<h2>Alerts</h2>") :]
    groups = re.findall(r'class="r-alert-group">([^<]+)<', part)
    order = ["Door", "Server", "People", "Money", "Deadlines", "Pens", "Document"]
    assert groups == sorted(groups, key=order.index)
    assert len(groups) == len(set(groups))
    assert groups[0] == "People"
    assert re.search(r"People \d+", part[: part.index("</div>")])


def test_money_that_gets_free_before_the_next_jump_is_told_with_its_day(house: House, room: Room) -> None:
    shown = house.store.published(room.cast.exercise)
    clock = shown.control.clock
    plain = AssetView("account/1", "SOV", 16_168_400, 0, None, "frozen", "", 0, "")
    soon, later = clock.now + 5 * DAY, clock.now + (clock.next_jump_days + 5) * DAY
    for until, held, is_told in ((soon, 16_168_400, True), (later, 16_168_400, False), (soon, 0, False)):
        team = replace(shown.teams["SOV"], assets=(replace(plain, until=until, amount_minor=held),))
        teams = {**shown.teams, "SOV": team}
        live = house.store.copies.of(room.cast.exercise)
        live.published = replace(shown, teams=teams)
        page = room.get("/?alerts=all")
        assert ("is released from" in page) is is_told
    assert Harm.MONEY < Harm.TIME
    assert alerts.SHOWN >= 4


def test_who_waits_for_whom_by_seat_leads_to_the_page_of_that_seat(room: Room) -> None:
    page = room.get("/?view=seat")
    table = page[page.index("Who waits for whom, by seat") :]
    link = re.search(r'href="(/x/\w+/at/(\w+)/desk/\?seat=([^"]+))"', table)
    assert link is not None
    seat = room.cast.ines.get(link[1].replace("&amp;", "&"))
    assert seat.status_code == 200
    assert "as that seat sees it" in seat.text
    assert "command_id" not in seat.text[seat.text.index('id="main"') :]


def test_the_page_of_a_seat_is_for_trainers_alone(room: Room) -> None:
    desk = f"/x/{room.cast.exercise}"
    assert room.cast.alba.get(f"{desk}/at/KES/desk/?seat=police").status_code == 403
    own = room.cast.alba.get(f"{desk}/desk/").text
    asked = room.cast.alba.get(f"{desk}/desk/?seat=police").text
    assert "as that seat sees it" not in asked
    assert len(asked) == pytest.approx(len(own), abs=200)


def test_one_ruling_for_all_points_of_a_kind(house: House, room: Room) -> None:
    page = room.get("/points")
    kind = re.search(r'action="[^"]*(/points/kind/[0-9a-f]+)"', page)
    points = house.store.published(room.cast.exercise).control.points
    kinds: dict[tuple[str, str], int] = {}
    for point in points:
        kinds[(point.finding, point.item)] = kinds.get((point.finding, point.item), 0) + 1
    if max(kinds.values(), default=0) < 2:
        assert kind is None
        pytest.skip("the first move has no two points of one kind")
    assert kind is not None
    odd = room.post(kind[1], on="/points", verdict="stands", reasons="")
    assert odd.status_code == 422
    assert not any(point.ruled for point in house.store.published(room.cast.exercise).control.points)
    assert room.post(kind[1], on="/points", verdict="stands", reasons="For every one of them.").status_code == 303
    ruled = [each for each in house.store.published(room.cast.exercise).control.points if each.ruled]
    assert len(ruled) == max(kinds.values())
    rulings = house.store.published(room.cast.exercise).teams["SOV"].rulings
    assert {each.reasons for each in rulings} == {"For every one of them."}


def test_nothing_is_ruled_on_after_the_end(house: House, room: Room) -> None:
    """A ruling would change what the automatic players do in the epilogue."""
    assert "Issue the ruling" in room.get("/points")
    house.store.execute(room.cast.exercise, EndExercise(id="nomorerulings", member="control"))
    page = room.get("/points")
    assert "Issue the ruling" not in page
    assert "stay without a ruling" in page
