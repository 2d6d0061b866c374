"""A workshop of two days: each day has its own row of the plan, its own end, and is late or early by itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from pathlib import Path

import pytest

from tests.webapp.house import House, Person, command_of, same_house, trainer
from tests.webapp.lobby.test_making_exercises import DAY, form
from webapp.store.day_outline import DayOutline

MINUTE = 60
MORNING = datetime(2026, 11, 27, 9, 40).timestamp()  # noqa: DTZ001  # by the clock of the room
"""When the first move opens by the plan: the day begins at nine, with 20 minutes of briefing and 20 of warm-up."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """Six moves of 15 minutes, of which three are played on each day."""

    ines: Person
    exercise: str
    wall: list[float]

    def page(self) -> str:
        """The control room."""
        return self.ines.get(f"/x/{self.exercise}/control/").text

    def jump(self) -> None:
        """To the next move."""
        page = self.ines.get(f"/x/{self.exercise}/control/jump?days=22&ends_move=yes").text
        sent: dict[str, str | list[str]] = {"days": "22", "ends_move": "yes", "command_id": command_of(page)}
        assert self.ines.post(f"/x/{self.exercise}/control/jump", sent).status_code == 303

    def cells(self) -> list[str]:
        """Labels and times of the plan."""
        plan = self.page().partition('class="r-dayplan"')[2].partition("</ol>")[0]
        found = re.findall(r"<strong>(?:<svg.*?</svg>)?([^<]+)</strong><span>([^<]*)</span>", plan, re.DOTALL)
        return [unescape(f"{label} {text.partition(',')[0]}") for label, text in found]


@pytest.fixture
def workshop(blank: House, tmp_path: Path) -> Iterator[Workshop]:
    """Before the first move of the first day, which is not yet open."""
    wall = [MORNING]
    house = same_house(blank, tmp_path, lambda: wall[0])
    ines = trainer(house)
    made = ines.post("/exercises/new", form(**{**DAY, "nights": "3", "breaks": "1: 10, 3: 90, 5: 15"}))
    exercise = made.headers["Location"].split("/")[2]
    yield Workshop(ines, exercise, wall)
    house.close()


def begin(workshop: Workshop) -> None:
    """Opens the first move."""
    sent: dict[str, str | list[str]] = {"what": "first_move", "command_id": "openthefirstmove"}
    assert workshop.ines.post(f"/x/{workshop.exercise}/lobby/start", sent).status_code == 303


def test_each_day_has_its_own_row_and_its_own_end(workshop: Workshop) -> None:
    begin(workshop)
    # 3 * (15 + 3) + 10 + 30 minutes after 9:40; the break after move 3 would be at night
    assert workshop.cells() == [
        "Move 1 09:40", "Break 09:58", "Move 2 10:08", "Move 3 10:26", "Hot wash 10:44", "End of the day 11:14",
    ]  # fmt: skip
    assert "On time." in workshop.page()
    workshop.wall[0] += (18 + 10 + 7) * MINUTE
    workshop.jump()
    page = workshop.page()
    assert "7 minutes late." in page
    assert "The day would end at 11:21 instead of 11:14." in page
    assert "Leave out move" not in page, "what is left out is the last move, and that is tomorrow's"
    workshop.wall[0] += 18 * MINUTE
    workshop.jump()
    workshop.wall[0] = MORNING + 24 * 60 * MINUTE - 38 * MINUTE
    workshop.jump()
    # 3 * (15 + 3) + 15 + 30 minutes after 9:02; planned is what begins at nine
    assert workshop.cells() == [
        "Move 4 09:02", "Move 5 09:20", "Break 09:38", "Move 6 09:53", "Hot wash 10:11", "End 10:41",
    ]  # fmt: skip
    page = workshop.page()
    assert "2 minutes late." in page
    assert "The day would end at 10:41 instead of 10:39." in page
    assert "Leave out move 6" in page


def test_an_undo_over_the_night_begins_no_day(workshop: Workshop) -> None:
    begin(workshop)
    for _move in range(3):
        workshop.wall[0] += 18 * MINUTE
        workshop.jump()
    store = workshop.ines.house.store
    morning = store.published(workshop.exercise).room
    assert morning.move == 4
    back = f"/x/{workshop.exercise}/control/journal/{store.published(workshop.exercise).sequence - 1}/undo"
    assert workshop.ines.post(back, {"command_id": command_of(workshop.ines.get(back).text)}).status_code == 303
    again = store.published(workshop.exercise).room
    assert again.move == 3
    assert again.plan_ends == morning.plan_ends


def test_a_row_of_an_earlier_version_is_read(workshop: Workshop) -> None:
    del workshop
    old = {"begins": 540, "ends": 780, "briefing": 20, "warm_up": 0, "pause_after": 3, "pause": 15, "debrief": 30}
    assert DayOutline.of(old) == DayOutline(warm_up=0, breaks=((3, 15),))
    assert DayOutline.of(old | {"pause_after": 0}).breaks == ()


def press(workshop: Workshop, label: str) -> None:
    """A button of the plan."""
    page = workshop.page()
    form_of_it = page[: page.index(label)].rpartition("<form")[2]
    sent: dict[str, str | list[str]] = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form_of_it))
    assert workshop.ines.post(f"/x/{workshop.exercise}/control/plan", sent).status_code == 303


def test_the_plan_that_the_trainer_made_is_the_one_to_go_back_to(blank: House, tmp_path: Path) -> None:
    wall = [MORNING + 9 * MINUTE]
    house = same_house(blank, tmp_path, lambda: wall[0])
    ines = trainer(house)
    made = ines.post("/exercises/new", form(**{**DAY, "moves": "5", "minutes": "10", "breaks": ""}))
    late = Workshop(ines, made.headers["Location"].split("/")[2], wall)
    begin(late)
    assert "9 minutes late." in late.page()
    assert "Back to" not in late.page(), "nothing has been changed yet"
    press(late, "Leave out move 5")
    assert "Move 1 of 4" in late.page()
    press(late, "Back to 5 moves of 10 minutes")
    page = late.page()
    assert "Move 1 of 5" in page
    assert "9 minutes late." in page
    assert "Back to" not in page
    house.close()
