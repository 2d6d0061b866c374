"""Office minutes, the plan of the day and an announced jump, with a wall clock that the test moves."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest

from simulation.exercise.registry import load_scenario
from simulation.scenario.load import directory_of
from tests.control.conftest import Room
from tests.desk.journeys import DRAFT, desk, open_draft, write_section
from tests.webapp.conftest import Cast
from tests.webapp.house import STOPPED, House, in_house, nobody, same_house
from webapp.store.room_time import RoomTime

MINUTE = 60
OFFICE = 22
"""Office minutes of the preset `day_28`."""

CELL = re.compile(
    r'<li class="r-dayplan-(\w+)"[^>]*><strong>(?:<svg.*?</svg>)?([^<]+)</strong><span>(?:(\d\d):(\d\d), )?day',
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Hall(Room):
    """A room whose wall clock stands on the wall in front of the test."""

    wall: list[float]

    def pass_minutes(self, minutes: float) -> None:
        """Wall time goes by."""
        self.wall[0] += minutes * MINUTE

    def jump(self, days: int = 30) -> None:
        """Jumps to the next move."""
        assert self.post("/jump", days=str(days), ends_move="yes").status_code == 303

    def press(self, label: str) -> str:
        """Presses a button of the room by what stands on it; the room's text afterwards."""
        page = self.get("/")
        forms = [form for form in page.split("<form")[1:] if label in unescape(form.partition("</form>")[0])]
        assert forms, label
        form = forms[0].partition("</form>")[0]
        action = re.search(r'action="([^"]+)"', form)
        assert action is not None
        fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
        assert self.cast.ines.post(action[1], fields).status_code == 303
        return self.get("/")

    def left(self, page: str) -> str:
        """What the countdown of a page says."""
        found = re.search(r'data-text="{n} min left" data-text-over="time is up">([^<]*)</span>', page)
        assert found is not None
        return found[1]

    def desk(self) -> str:
        """Alba's desk."""
        return self.cast.alba.get(f"/x/{self.cast.exercise}/desk/").text

    def cells(self, page: str = "") -> list[tuple[str, str, int]]:
        """The plan of the day: state, label, and minutes from now, of the cells that say a time."""
        now = int(self.wall[0]) // MINUTE
        found = []
        for state, label, hour, minute in CELL.findall(page or self.get("/")):
            at = (int(hour) * 60 + int(minute)) if hour else 0
            here = _minute_of_day(now)
            found.append((state, label, (at - here + 720) % 1440 - 720))
        return found


def _minute_of_day(minutes: int) -> int:
    from datetime import UTC, datetime  # noqa: PLC0415  # only for what the clock on the wall says

    local = datetime.fromtimestamp(minutes * 60, UTC).astimezone()
    return local.hour * 60 + local.minute


@pytest.fixture
def hall(standing: Cast, tmp_path: Path) -> Iterator[Hall]:
    """The cast's exercise, in whose first move no minute has passed."""
    wall = [STOPPED]
    house = same_house(standing.alba.house, tmp_path, lambda: wall[0])
    alba, brava, ines, otto = (in_house(house, person) for person in standing.everybody())
    yield Hall(Cast(standing.exercise, alba, brava, ines, otto), wall)
    house.close()


def house_of(hall: Hall) -> House:
    return hall.cast.ines.house


class TestOfficeMinutes:
    def test_they_begin_anew_with_each_move_that_opens(self, hall: Hall) -> None:
        for _move in range(3):
            assert hall.left(hall.get("/")) == f"{OFFICE} min left"
            assert hall.left(hall.desk()) == f"{OFFICE} min left"
            hall.pass_minutes(25)
            assert hall.left(hall.get("/projector/clock")) == "time is up"
            hall.jump()

    def test_a_restart_of_the_server_forgets_nothing(
        self, hall: Hall, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        hall.jump()
        hall.pass_minutes(5)
        hall.press("+5 minutes")
        house_of(hall).services.store.copies.forget(hall.cast.exercise)
        assert hall.left(hall.get("/")) == f"{OFFICE} min left"
        other = same_house(house_of(hall), tmp_path_factory.mktemp("again"), lambda: hall.wall[0])
        other.store.copies.forget(hall.cast.exercise)
        assert f"{OFFICE} min left" in in_house(other, hall.cast.ines).get(hall.address("/")).text
        other.close()

    @pytest.mark.parametrize("minutes", [30, -30])
    def test_open_pages_follow_a_wall_clock_that_was_set_between_two_starts(
        self, hall: Hall, tmp_path_factory: pytest.TempPathFactory, minutes: int
    ) -> None:
        """A page fetches its clock anew when its version is another one."""
        people = ((hall.cast.alba, "team"), (hall.cast.ines, "control"))
        exercise = hall.cast.exercise
        before = [person.get(f"/x/{exercise}/live/{kind}/poll").json for person, kind in people]
        hall.pass_minutes(minutes)
        other = same_house(house_of(hall), tmp_path_factory.mktemp("again"), lambda: hall.wall[0])
        after = [in_house(other, person).get(f"/x/{exercise}/live/{kind}/poll").json for person, kind in people]
        other.close()
        for was, now in zip(before, after, strict=True):
            assert was is not None
            assert now is not None
            assert was["panels"]["clock"] != now["panels"]["clock"]
            assert was["panels"]["moment"] == now["panels"]["moment"], "the page itself need not be loaded again"

    def test_a_short_jump_goes_on_with_them(self, hall: Hall) -> None:
        hall.pass_minutes(10)
        hall.post("/jump", on="/jump?days=2", days="2")
        assert hall.left(hall.get("/")) == f"{OFFICE - 10} min left"

    def test_going_back_to_another_move_opens_it_anew_and_an_undo_within_one_gives_no_time_back(
        self, hall: Hall
    ) -> None:
        start = house_of(hall).store.published(hall.cast.exercise).sequence
        hall.jump()
        hall.pass_minutes(4)
        jumped = house_of(hall).store.published(hall.cast.exercise).sequence
        hall.press("Hold")
        hall.press("+5 minutes")
        hall.post(f"/journal/{jumped}/undo", on=f"/journal/{jumped}/undo")
        assert hall.left(hall.get("/")) == f"{OFFICE - 4 + 5} min left"
        hall.post(f"/journal/{start}/undo", on=f"/journal/{start}/undo")
        assert "Move 1 of 8" in hall.get("/")
        assert hall.left(hall.get("/")) == f"{OFFICE} min left"

    def test_five_more_are_seen_everywhere_and_end_with_the_move(self, hall: Hall) -> None:
        hall.pass_minutes(10)
        before = house_of(hall).store.published(hall.cast.exercise)
        page = hall.press("+5 minutes")
        after = house_of(hall).store.published(hall.cast.exercise)
        for viewer in (*before.teams, "control"):
            assert before.facets[viewer]["clock"] != after.facets[viewer]["clock"]
        assert hall.left(page) == hall.left(hall.desk()) == f"{OFFICE - 5} min left"
        assert hall.left(hall.get("/projector/clock")) == f"{OFFICE - 5} min left"
        assert before.sequence == after.sequence, "room time is no part of the journal"
        hall.jump()
        assert hall.left(hall.get("/")) == f"{OFFICE} min left"

    def test_when_time_is_up_five_more_count_from_now(self, hall: Hall) -> None:
        hall.pass_minutes(OFFICE + 9)
        assert hall.left(hall.press("+5 minutes")) == "5 min left"

    def test_five_fewer_only_while_more_are_left(self, hall: Hall) -> None:
        assert hall.left(hall.press("−5 minutes")) == f"{OFFICE - 5} min left"
        hall.pass_minutes(13)
        assert "−5 minutes" not in hall.get("/")
        answer = hall.post("/minutes", what="fewer", seen="99", command_id="")
        assert answer.status_code == 409
        assert "Somebody has changed the clock in the meantime" in answer.text

    def test_time_is_up_says_what_happens_now(self, hall: Hall) -> None:
        told = "Time is up: your trainer will start the jump soon. You can still send."
        shown = re.compile(rf"<p class=\"r-clock-notice\"[^>]*?( hidden)?>{re.escape(told)}")
        for page in (hall.desk(), hall.get("/projector/clock")):
            found = shown.search(page)
            assert found is not None
            assert found[1], "not before it is so"
        hall.pass_minutes(OFFICE)
        for page in (hall.desk(), hall.get("/projector/clock")):
            found = shown.search(page)
            assert found is not None
            assert not found[1]

    def test_a_wall_clock_that_was_set_back_gives_no_more_than_they_were_long(self, hall: Hall) -> None:
        hall.pass_minutes(-60)
        assert hall.left(hall.get("/")) == f"{OFFICE} min left"


class TestPlan:
    def test_what_comes_is_never_in_the_past(self, hall: Hall) -> None:
        for minutes in (0, 25, 31):
            hall.pass_minutes(minutes)
            if minutes:
                hall.jump()
            hall.pass_minutes(40)
            cells = hall.cells()
            coming = [at for state, _label, at in cells if state in {"coming", "end"}]
            assert coming
            assert coming[0] == 3, "after the jump that everybody waits for"
            assert coming == sorted(coming)
            assert [at for state, _label, at in cells if state == "done"] == sorted(
                at for state, _label, at in cells if state == "done"
            )

    def test_late_and_early_in_words_against_the_plan_of_the_first_opening(self, hall: Hall) -> None:
        assert "On time." in hall.get("/")
        hall.pass_minutes(OFFICE + 3)
        hall.jump()
        assert "On time." in hall.get("/")
        hall.pass_minutes(OFFICE + 3 + 12)
        hall.jump()
        assert "12 minutes late." in hall.get("/")
        assert "12 minutes late." in hall.get("/projector/clock")
        hall.pass_minutes(9)
        hall.jump()
        assert "4 minutes early." in hall.get("/")

    def test_minutes_off_the_plan_are_those_between_the_two_times_beside_them(self, hall: Hall) -> None:
        hall.pass_minutes(OFFICE + 3)
        hall.jump()
        for seconds in (200, 20, 25, 30):
            hall.pass_minutes(seconds / 60)
            hall.jump()
            told = re.search(
                r"(\d+) minutes (?:early|late)\.</strong> The day would end at (\d+):(\d+) instead of (\d+):(\d+)",
                hall.get("/"),
            )
            assert told is not None
            off, at, past, hour, minute = map(int, told.groups())
            apart = at * 60 + past - hour * 60 - minute
            assert off == abs((apart + 720) % 1440 - 720), "one of the two may be after midnight"

    def test_shorter_moves_bring_the_room_back_and_can_be_taken_back(self, hall: Hall) -> None:
        hall.pass_minutes(OFFICE + 3 + 40)
        hall.jump()
        page = hall.get("/")
        assert "40 minutes late." in page
        offer = re.search(r"(\d+) moves left, (\d+) minutes: (\d+) minutes a move, and 3 minutes for each jump", page)
        assert offer is not None
        moves, minutes, each = map(int, offer.groups())
        assert moves == 6
        assert each == minutes // moves - 3
        page = hall.press(offer[0])
        assert re.search(r"On time\.|\d minutes early", page)
        assert hall.left(page) == f"{OFFICE} min left", "the open move keeps its minutes"
        hall.pass_minutes(OFFICE)
        hall.jump()
        assert hall.left(hall.get("/")) == f"{each} min left"
        hall.press("Back to 8 moves of 22 minutes")
        hall.jump()
        assert hall.left(hall.get("/")) == f"{OFFICE} min left"

    def test_a_move_is_left_out_and_comes_back(self, hall: Hall) -> None:
        hall.pass_minutes(OFFICE + 40)
        hall.jump()
        page = hall.press("Leave out move 8")
        assert "Move 2 of 7" in page
        assert "Move 2 of 7" in hall.desk()
        assert [label for _state, label, _at in hall.cells(page)][-2:] == ["Move 7", "End"]
        page = hall.press("Back to 8 moves of 22 minutes")
        assert "Move 2 of 8" in page

    def test_a_plan_that_is_kept_is_on_time(self, hall: Hall) -> None:
        hall.pass_minutes(OFFICE + 15)
        hall.jump()
        assert "On time." in hall.press("Keep this plan")

    def test_the_next_morning_the_day_is_planned_from_now(self, hall: Hall) -> None:
        hall.pass_minutes(16 * 60)
        page = hall.get("/")
        assert "This plan is for another day." in page
        assert "minutes late" not in page
        assert "On time." in hall.press("Plan the day from now")

    def test_a_plan_that_two_trainers_change_is_changed_once(self, hall: Hall) -> None:
        seen = re.search(r'name="seen" value="(\d+)"', hall.get("/"))
        assert seen is not None
        first = hall.post("/minutes", what="more", seen=seen[1], command_id="")
        second = hall.post("/minutes", what="more", seen=seen[1], command_id="")
        assert (first.status_code, second.status_code) == (303, 409)
        assert hall.left(hall.get("/")) == f"{OFFICE + 5} min left"


class TestAfterTheLastMove:
    def test_no_move_is_counted_beyond_the_plan(self, hall: Hall) -> None:
        for _move in range(8):
            hall.jump(days=30)
        for page in (hall.get("/"), hall.desk(), hall.get("/projector/clock")):
            assert "After the last move" in page
            assert "Move 9" not in page
            assert "min left" not in page.replace("{n} min left", "")
        states = [state for state, _label, _at in hall.cells()]
        assert states == [*["done"] * 8, "now", "end"]
        wash = hall.get("/hot-wash/SOV")
        assert "Move 9" not in wash
        assert "The last jump and what followed: days" in wash
        hall.post("/end", on="/end")
        hall.post("/epilogue")
        assert "Epilogue over" in hall.get("/")
        assert "Move 9" not in hall.desk()
        review = hall.cast.ines.get(f"/x/{hall.cast.exercise}/review/").text
        assert "9 moves" not in review
        assert "8 moves" in review

    def test_the_first_hot_wash_is_not_after_move_two(self, hall: Hall) -> None:
        hall.jump()
        page = hall.get("/hot-wash/SOV")
        assert "After move 2" not in page
        assert "The jump to move 2 and its office hours: days 1 to 31" in page
        assert "Office hours of move 1: day 1" in hall.get("/hot-wash/SOV?move=1")


class TestJumpAsksFirst:
    def test_the_page_says_what_a_jump_would_cut_short(self, hall: Hall) -> None:
        page = hall.get("/jump?days=30&ends_move=yes")
        assert "Jump 30 days, to Day 31" in page
        assert "It is Day 1," in page
        due = page.partition("Due before then")[2]
        assert re.search(r"\d+ due", due)
        assert "Nobody is typing" in page
        teams = re.findall(r"</span> (\w+) <span class=\"r-meta\">\d+ due", due)
        assert set(teams) <= {"Sorvane", "Kestria"}, "nobody sits elsewhere"
        assert teams

    def test_who_is_typing(self, hall: Hall) -> None:
        hall.cast.alba.get(f"/x/{hall.cast.exercise}/live/team/poll", headers={"X-Tick": "typing"})
        page = hall.get("/jump?days=30")
        assert "1 is typing" in page
        assert "Alba" in page.partition("1 is typing")[2]
        hall.pass_minutes(2)
        assert "Nobody is typing" in hall.get("/jump?days=30")

    def test_whoever_has_sent_it_is_not_typing_any_more(self, hall: Hall) -> None:
        hall.cast.alba.get(f"/x/{hall.cast.exercise}/live/team/poll", headers={"X-Tick": "typing"})
        assert "1 is typing" in hall.get("/jump?days=30")
        hall.cast.alba.post(desk(hall.cast, "messages"), {"text": "Two containers.", "to": "KES.police"})
        assert "Nobody is typing" in hall.get("/jump?days=30")

    def test_a_note_of_somebody_who_reads_along_holds_nobody_up(self, hall: Hall) -> None:
        karin = nobody(house_of(hall), "Karin", hall.cast.exercise)
        assert karin.join("observer", "SOV").status_code == 303
        karin.get(f"/x/{hall.cast.exercise}/live/team/poll", headers={"X-Tick": "typing"})
        assert "Nobody is typing" in hall.get("/jump?days=30")

    def test_an_open_page_learns_that_nobody_types_any_more(self, hall: Hall) -> None:
        """The part is fetched when its version is another one: that has to change with what the part says."""
        label = open_draft(house_of(hall), hall.cast, hall.cast.alba).label
        hall.cast.alba.post(desk(hall.cast, f"requests/{label}/draft"), {"version": "0", "facts": "What we know."})
        seen = []
        for minutes in (0, 0.9, 0.2, 5):
            hall.pass_minutes(minutes)
            page = hall.get("/jump?days=30")
            version = re.search(r'data-panel="busy".*?data-version="([^"]+)"', page, re.DOTALL)
            assert version is not None
            seen.append((version[1], "1 is typing" in page))
        assert [typing for _version, typing in seen] == [True, True, False, False]
        typed, over = ({version for version, typing in seen if typing is wanted} for wanted in (True, False))
        assert not typed & over

    def test_whose_draft_is_not_sent(self, hall: Hall) -> None:
        counted = re.compile(r"(\d+) drafts? (?:is|are) not sent")
        before = counted.search(hall.get("/jump?days=30"))
        label = open_draft(house_of(hall), hall.cast, hall.cast.alba).label
        hall.cast.alba.post(desk(hall.cast, f"requests/{label}/draft"), {"version": "0", "facts": "What we know."})
        page = hall.get("/jump?days=30")
        assert "1 is typing" in page, "a draft that was saved just now"
        hall.pass_minutes(7)
        page = hall.get("/jump?days=30")
        assert "Nobody is typing" in page
        after = counted.search(page)
        assert after is not None
        assert int(after[1]) == 1 + (int(before[1]) if before else 0)
        assert "Alba, 7 minutes ago" in page.partition(label)[2]

    def test_who_sent_a_letter_for_vetting_is_not_named_as_late(self, hall: Hall) -> None:
        label = open_draft(house_of(hall), hall.cast, hall.cast.alba).label
        assert write_section(hall.cast, hall.cast.alba, label, 7, DRAFT[7], "submit") == 303
        page = hall.get("/jump?days=30")
        row = page.partition(label)[2].partition("</li>")[0]
        assert "Alba" not in row
        drafts, *vetted = re.split(r"\d+ letters? (?:is|are) being vetted", page)
        assert label in "".join(vetted)
        assert label not in drafts, "it was sent"

    def test_a_page_older_than_a_jump_jumps_no_second_time(self, hall: Hall) -> None:
        page = hall.get("/jump?days=30&ends_move=yes")
        begun = re.search(r'name="begun" value="(\d+)"', page)
        assert begun is not None
        hall.post("/adversary", adversary="hold", command_id=hall.command(page, "/jump")[:-1] + "0")
        hall.jump()
        answer = hall.post("/jump", days="30", ends_move="yes", begun=begun[1], command_id="olderthanthejump")
        assert answer.status_code == 409
        assert "The clock has jumped in the meantime: it is now Day 31" in answer.text

    def test_numbers_that_are_no_jump(self, hall: Hall) -> None:
        for days in ("0", "61", "many", ""):
            assert hall.cast.ines.get(hall.address(f"/jump?days={days}")).status_code == 422


class TestAnnouncement:
    def announce(self, hall: Hall, minutes: str = "2", days: str = "30") -> None:
        page = hall.get(f"/jump?days={days}&ends_move=yes")
        seen = re.search(r'name="seen" value="(\d+)"', page)
        assert seen is not None
        answer = hall.post("/jump/announce", days=days, ends_move="yes", minutes=minutes, seen=seen[1], command_id="")
        assert answer.status_code == 303

    def test_every_desk_and_the_wall_count_down_and_nothing_jumps_by_itself(self, hall: Hall) -> None:
        self.announce(hall)
        hall.pass_minutes(0.5)
        for page in (hall.desk(), hall.get("/projector/clock"), hall.get("/")):
            assert "Jump to Day 31, " in page
            assert "in 1:30." in page
        assert "Send what is ready: drafts are kept." in hall.desk()
        hall.pass_minutes(2)
        for page in (hall.desk(), hall.get("/projector/clock")):
            assert "can come at any moment." in page
        assert re.search(r'">The jump to Day 31, [^<]+ is due: it waits for you\.</strong>', hall.get("/"))
        assert "Move 1 of 8" in hall.desk()
        page = hall.press("Jump now")
        assert "Move 2 of 8" in page
        assert "can come at any moment" not in hall.desk()

    def test_it_is_called_off(self, hall: Hall) -> None:
        before = house_of(hall).store.published(hall.cast.exercise).facets["SOV"]["clock"]
        self.announce(hall)
        page = hall.press("Cancel the announced jump")
        assert "Jump to Day 31" not in page
        assert "Jump to Day 31" not in hall.desk()
        after = house_of(hall).store.published(hall.cast.exercise).facets["SOV"]["clock"]
        assert after != before, "a browser must not show an older countdown that it kept"

    def test_another_jump_or_an_undo_to_another_day_ends_it(self, hall: Hall) -> None:
        self.announce(hall)
        hall.post("/jump", on="/jump?days=2", days="2")
        assert "Jump to Day" not in hall.desk()

    def test_it_stays_through_what_teams_do(self, hall: Hall) -> None:
        self.announce(hall)
        hall.post("/adversary", adversary="hold", command_id="holdtheadversary")
        assert "Jump to Day 31" in hall.desk()

    def test_only_while_the_offices_are_open(self, hall: Hall) -> None:
        hall.post("/end", on="/end")
        seen = str(house_of(hall).store.published(hall.cast.exercise).room.changes)
        for path, fields in (
            ("/jump/announce", {"days": "30", "minutes": "1"}),
            ("/minutes", {"what": "more"}),
            ("/plan", {"left_out": "1"}),
        ):
            assert hall.post(path, seen=seen, command_id="", **fields).status_code == 422, path


def test_what_is_said_stands_on_every_screen_until_it_is_taken_off(hall: Hall) -> None:
    seen = re.search(r'name="seen" value="(\d+)"', hall.get("/"))
    assert seen is not None
    assert hall.post("/say", command_id="-", said="Coffee is <there>.", seen=seen[1]).status_code == 303
    for page in (hall.get("/"), hall.desk(), hall.get("/projector/clock")):
        assert "Coffee is &lt;there&gt;." in page
    assert hall.post("/say", command_id="-", said="Again.", seen=seen[1]).status_code == 409
    hall.press("Take the message off the screens")
    assert "Coffee is" not in hall.desk()


def test_no_office_minute_passes_in_a_pause(hall: Hall) -> None:
    hall.pass_minutes(5)
    before = hall.left(hall.get("/"))
    seen = re.search(r'name="seen" value="(\d+)"', hall.get("/"))
    assert seen is not None
    assert hall.post("/say", command_id="-", said="", pause="yes", seen=seen[1]).status_code == 303
    assert "Pause: everybody look up." in hall.desk()
    hall.pass_minutes(9)
    page = hall.press("Go on")
    assert hall.left(page) == before
    assert "Pause: everybody look up." not in hall.desk()


def test_words_and_a_second_pause_do_not_end_a_pause(hall: Hall) -> None:
    def shown() -> str:
        return str(house_of(hall).store.published(hall.cast.exercise).room.changes)

    before = hall.left(hall.get("/"))
    assert hall.post("/say", command_id="-", said="Coffee.", pause="yes", seen=shown()).status_code == 303
    hall.pass_minutes(4)
    assert hall.post("/say", command_id="-", said="Back at eleven.", seen=shown()).status_code == 303
    for page in (hall.get("/"), hall.desk(), hall.get("/projector/clock")):
        assert "Pause: everybody look up." in page
        assert "Back at eleven." in page
    hall.pass_minutes(4)
    assert hall.post("/say", command_id="-", said="", pause="yes", seen=shown()).status_code == 303
    assert "Back at eleven." in hall.desk()
    hall.pass_minutes(4)
    assert hall.left(hall.press("Go on")) == before, "all twelve minutes stood still"


def test_nothing_said_is_refused(hall: Hall) -> None:
    assert hall.post("/say", command_id="-", said=" ", seen="0").status_code == 422


def test_that_the_trainer_went_back_is_said_in_the_warm_up_and_no_longer_in_the_move_that_opens() -> None:
    preset = load_scenario(directory_of("blue-current")).play.presets[0]
    practised = RoomTime().following("warm_up", 0, 0, 10, preset).back_on(0, {"SOV": 2})
    assert practised.following("warm_up", 0, 0, 20, preset).went_back == 1
    opened = practised.following("office_hours", 1, 0, 30, preset)
    assert (opened.went_back, opened.undone) == (0, {})
