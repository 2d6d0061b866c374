"""The page that asks before a jump: holds that end on the way, what is due, and what the last jump opens."""

from __future__ import annotations

import re

from simulation.casework.file.restrained_assets import BLOCKED
from simulation.exercise.clock.commands import Jump
from simulation.exercise.views.due import due_this_move
from simulation.kernel.agenda import DAY
from tests.control.conftest import Room
from tests.webapp.house import House


def test_holds_that_end_on_the_way_are_named_with_the_jump_that_stops_before(house: House, room: Room) -> None:
    for number, days in enumerate((1, 2, 3, 5, 10, 20)):
        house.store.execute(room.cast.exercise, Jump(id=f"jumpalittle{number}", member="control", days=days))
    shown = house.store.published(room.cast.exercise)
    now = shown.control.clock.now
    held = [each for view in shown.teams.values() for each in view.assets if each.state in BLOCKED and each.until]
    hold = min(held, key=lambda each: each.until or 0)
    assert hold.until is not None
    days = -(-(hold.until - now) // DAY)
    assert days > 1
    page = room.get(f"/jump?days={days}")
    card = page.partition("Holds that end before then")[2].partition("</section>")[0]
    label = next(e.label for view in shown.teams.values() for e in view.entities if e.key == hold.account)
    assert label in card
    assert f"{round(hold.amount_minor / 100):,} " in card
    assert f"ends on Day {hold.until // DAY + 1}" in card
    assert f"Short jump of {days - 1} day" in card
    assert f"/control/jump?days={days - 1}" in card
    assert "Holds that end before then" not in room.get(f"/jump?days={days - 1}")


def test_the_room_counts_what_is_due_as_desks_do(house: House, room: Room) -> None:
    found = 0
    for _move in range(4):
        room.post("/jump", days="20", ends_move="yes")
        shown = house.store.published(room.cast.exercise)
        bar = room.cast.alba.get(f"/x/{room.cast.exercise}/desk/").text
        said = re.findall(r"\d+ due this move", bar)
        presence = room.get("/part/presence").partition("Sorvane")[2].partition("</tr>")[0]
        mine = due_this_move(shown.teams["SOV"])
        found += len(mine)
        assert f"{len(mine)} due this move" in presence
        assert (said or ["0 due this move"])[0] == f"{len(mine)} due this move"
        ahead = shown.control.clock.next_jump_days
        asked = room.get(f"/jump?days={ahead}&ends_move=yes").partition("Due before then")[2]
        if mine:
            assert f"{len(mine)} due" in asked.partition("Sorvane")[2].partition("</h3>")[0]
    assert found


def test_the_last_jump_promises_no_office_minutes(house: House, room: Room) -> None:
    first = room.get("/jump?days=5&ends_move=yes")
    assert "The next move opens, and office minutes start again." in first
    while (clock := house.store.published(room.cast.exercise).control.clock).move < clock.moves:
        room.post("/jump", days="2", ends_move="yes")
    page = room.get("/jump?days=5&ends_move=yes")
    assert "This is the last jump" in page
    assert "office minutes start again" not in page
    assert "This is the last jump" not in room.get("/jump?days=5")
    room.post("/jump", days="2", ends_move="yes")
    after = room.get("/jump?days=5&ends_move=yes")
    assert "Offices stay open without office minutes." in after
    assert "This is the last jump" not in after


def test_a_benchmark_that_is_past_is_called_one_and_every_row_can_be_read(house: House, room: Room) -> None:
    benchmarks = unfolded = 0
    for number in range(4):
        house.store.execute(room.cast.exercise, Jump(id=f"jumpfordue{number}", member="control", days=22))
        clock = house.store.published(room.cast.exercise).control.clock
        page = room.get("/jump?days=30&ends_move=yes").partition("Due before then")[2]
        for rest in page.split('<section class="r-card-body">')[1:]:
            team = rest.partition("</section>")[0]
            count = re.search(r"(\d+) due(?:, (\d+) late)?", team)
            assert count is not None
            assert team.count('<li class="r-line">') == int(count[1])
            tones = re.findall(r'r-deadline r-deadline-(\w+)">([^<]*)<', team)
            assert sum(tone == "late" for tone, _said in tones) == int(count[2] or 0)
            assert [tone for tone, _said in tones if tone == "late"] == [
                tone for tone, _said in tones[: int(count[2] or 0)]
            ]
            for tone, said in tones:
                assert ("benchmark of the exercise" in said) is (tone == "benchmark")
            benchmarks += any(tone == "benchmark" for tone, _said in tones)
            unfolded += "<summary" in team
        assert clock.day > 1
    assert benchmarks
    assert unfolded
