"""The clock's buttons."""

import re

from tests.control.conftest import Room
from tests.webapp.house import House


def day(house: House, room: Room) -> int:
    return house.store.published(room.cast.exercise).control.clock.day


def test_a_jump_opens_the_next_move_and_says_so(house: House, room: Room) -> None:
    answer = room.post("/jump", days="30", ends_move="yes")
    assert answer.status_code == 303
    page = room.get("/")
    assert "Move 2 of 8" in page
    assert "Days passed: 30. It is now Day 31" in page
    assert day(house, room) == 31


def test_a_short_jump_stays_in_the_move(house: House, room: Room) -> None:
    room.post("/jump", days="2")
    assert day(house, room) == 3
    assert "Move 1 of 8" in room.get("/")


def test_a_jump_sent_twice_is_one_jump(house: House, room: Room) -> None:
    command = room.command(room.get("/jump?days=30&ends_move=yes"), "/jump")
    for _time in range(2):
        assert room.post("/jump", days="30", ends_move="yes", command_id=command).status_code == 303
    assert day(house, room) == 31


def test_a_jump_too_long_is_explained(house: House, room: Room) -> None:
    for days in ("90", "", "many"):
        answer = room.post("/jump", days=days, ends_move="yes")
        assert answer.status_code == 422
        assert "r-error" in answer.text
        assert "from 1 to 60" in answer.text
    assert day(house, room) == 1


def test_the_plan_shows_what_is_done_and_what_comes(room: Room) -> None:
    room.post("/jump", days="12", ends_move="yes")
    page = room.get("/")
    cells = re.findall(
        r'<li class="r-dayplan-(\w+)".*?<strong>.*?</strong><span>\d\d:\d\d, (.*?)</span>', page, re.DOTALL
    )
    assert [state for state, _day in cells] == ["done", "now", *["coming"] * 6, "end"]
    assert [shown for _state, shown in cells][:3] == ["day 1", "day 13", "day 49"]


def test_the_running_clock_starts_and_stops(house: House, room: Room) -> None:
    assert room.post("/clock", rate="3600").status_code == 303
    assert house.store.published(room.cast.exercise).control.clock.phase == "running"
    assert "Stop the clock" in room.get("/")
    assert room.post("/clock", what="stop").status_code == 303
    assert house.store.published(room.cast.exercise).control.clock.phase == "office_hours"


def test_the_adversary_is_held_and_let_go(house: House, room: Room) -> None:
    page = room.get("/")
    held = re.search(r'name="command_id" value="([^"]+)"><button name="adversary" value="hold"', page)
    assert held is not None
    assert room.post("/adversary", adversary="hold", command_id=held[1]).status_code == 303
    assert house.store.published(room.cast.exercise).control.clock.adversary_held
    assert "it takes no new decisions" in room.get("/")


def test_ending_asks_first_and_leads_to_the_epilogue(house: House, room: Room) -> None:
    asked = room.get("/end")
    assert "Nobody can act any more" in asked
    assert room.post("/end", on="/end").status_code == 303
    assert house.store.published(room.cast.exercise).control.clock.phase == "ended"
    assert room.post("/epilogue").status_code == 303
    clock = house.store.published(room.cast.exercise).control.clock
    assert clock.phase == "closed"
    assert clock.day >= 900
    assert "There is nothing to end now" in room.get("/end")


def test_the_console_tells_why_the_network_decided(room: Room) -> None:
    room.post("/jump", days="30", ends_move="yes")
    page = room.get("/")
    assert "Reasons" in page
    assert re.search(r"<li><strong>Day \d+, [^<]+</strong> [^<]*(chose|money|bribe)", page)
    assert "because.R" not in page
    assert "cast/" not in page.split("<main", 1)[1].split("command_id", 1)[0]


def test_each_part_renews_itself(room: Room) -> None:
    page = room.get("/")
    for name in ("clock", "points", "requests", "injects", "alerts", "presence", "marks"):
        source = re.search(rf'data-panel="{name}" data-src="([^"]+)" data-version="([^"]*)"', page)
        assert source is not None, name
        answer = room.cast.ines.get(source[1].replace("&amp;", "&"), headers={"X-Tick": "1"})
        assert answer.status_code == 200
        assert f'data-panel="{name}"' in answer.text
        assert f'data-version="{source[2]}"' in answer.text
    assert room.cast.ines.get(room.address("/part/world")).status_code == 404


def test_what_is_unfolded_in_the_console_has_a_name_by_which_it_is_found_open_again(room: Room) -> None:
    console = room.get("/").split('data-panel="clock"', 1)[1]
    folded = re.findall(r"<details[^>]*>", console.split("data-panel=", 1)[0])
    assert len(folded) >= 2
    assert all(' id="' in each for each in folded), folded
