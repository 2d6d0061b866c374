"""A trainer makes an exercise, sees it in the list, and starts it from its lobby."""

import re

import pytest

from tests.webapp.house import House, command_of, nobody, trainer
from webapp.store.tables import ExerciseRecord

PLAYED = ("SOV", "ISA", "VAL", "KES")


def form(**changed: str) -> dict[str, str | list[str]]:
    return {
        "title": "Tuesday group",
        "scenario": "blue-current",
        "preset": "half_day_14",
        "seed": "7",
        **{f"policy_{code}": "textbook" for code in PLAYED},
        **{f"help_{code}": "guided" for code in PLAYED},
        **changed,
    }


def test_make_list_start(house: House) -> None:
    ines = trainer(house)
    assert "No exercise yet" in ines.get("/exercises").text
    page = ines.get("/exercises/new").text
    assert "Half a day, 14 people" in page
    made = ines.post("/exercises/new", form())
    assert made.status_code == 303
    found = re.fullmatch(r"/x/(\w+)/lobby/", made.headers["Location"])
    assert found is not None
    exercise = found[1]
    published = house.store.published(exercise)
    assert published.settings.seed == 7
    assert dict(published.settings.policies) == dict.fromkeys(PLAYED, "textbook")
    assert dict(published.settings.help_levels) == dict.fromkeys(PLAYED, "guided")
    lobby = ines.get(made.headers["Location"]).text
    assert "<svg" in lobby
    code = house.join_code(exercise)
    assert f"{code[:3]} {code[3:]}" in lobby
    assert "Open the warm-up" in lobby
    lobby_url = made.headers["Location"]
    assert ines.post(lobby_url + "start", {"what": "warm_up", "command_id": command_of(lobby)}).status_code == 303
    assert house.store.published(exercise).control.clock.phase == "warm_up"
    opened = ines.post(lobby_url + "start", {"what": "end_warm_up", "command_id": "endthewarmup"})
    assert opened.status_code == 303
    assert house.store.published(exercise).control.clock.phase == "office_hours"
    listed = ines.get("/exercises").text
    assert "Tuesday group" in listed
    assert "office hours" in listed


def test_two_clicks_on_start_are_one(house: House) -> None:
    ines = trainer(house)
    exercise = house.new_exercise()
    start: dict[str, str | list[str]] = {"what": "first_move", "command_id": "startstartstart"}
    assert [ines.post(f"/x/{exercise}/lobby/start", start).status_code for _ in range(2)] == [303, 303]
    assert house.store.published(exercise).sequence == 1


def test_the_form_is_of_the_scenario_that_was_chosen(house: House) -> None:
    ines = trainer(house)
    page = ines.get("/exercises/new?scenario=glass-harbour").text
    assert 'name="policy_LMR"' in page
    assert 'name="policy_SOV"' not in page
    played = ("LMR", "QSA", "ZRN", "CRR")
    sent = form(scenario="glass-harbour", **{f"policy_{code}": "auto" for code in played})
    sent |= {f"help_{code}": "exam" for code in played}
    assert ines.post("/exercises/new", sent).status_code == 303
    assert "Glass harbour" in ines.get("/exercises").text or "glass-harbour" in ines.get("/exercises").text


def test_levers_that_are_in_place_from_the_start(house: House) -> None:
    ines = trainer(house)
    assert "Levers that are in place from the start" in ines.get("/exercises/new").text
    sent = form() | {"lever_VAL": ["lawyers", "electronic"]}
    made = ines.post("/exercises/new", sent)
    exercise = made.headers["Location"].split("/")[2]
    published = house.store.published(exercise)
    assert published.settings.levers == (("VAL", "lawyers", 0), ("VAL", "electronic", 0))
    assert {lever for _, lever, _ in published.control.levers} == {"lawyers", "electronic"}


DAY = {
    "planned": "yes", "begins": "09:00", "ends": "13:00", "briefing": "20", "warm_up": "20", "moves": "6",
    "minutes": "15", "breaks": "3: 15", "nights": "", "debrief": "30",
}  # fmt: skip


def test_two_days_are_planned_as_two(house: House) -> None:
    ines = trainer(house)
    half, two = (ines.get(f"/exercises/new?preset={key}").text for key in ("half_day_14", "two_day_28"))
    assert "The plan fits: the day ends at" in half
    assert "Day 1 of the workshop" not in half
    # 20 + 20 + 7 * (25 + 3) + 15 + 60 + 15 + 30 = 356 minutes after nine, and 40 fewer on the second day
    assert "The plan fits: the days end at 14:56 and 14:16; the planned end is 15:00." in two
    first, second = (part.partition("</ol>")[0] for part in two.split('class="r-dayplan"')[1:])
    for part in ("Briefing", "Move 1<", "Move 7<", "Hot wash", "End of the day"):
        assert part in first, part
        assert (part in second) is (part == "Hot wash"), part
    assert first.count("r-dayplan-break") == second.count("r-dayplan-break") == 3
    assert "Move 8" in second
    assert "Move 14" in second
    assert "09:00, day 245" in second, "the second day begins with a move, on the day that the jumps before it reach"


def looked_at(house: House, **changed: str) -> str:
    """What the page says of a day."""
    answer = trainer(house).post("/exercises/new", form(look="yes", **{**DAY, **changed}))
    assert answer.status_code == 200, answer.text
    return answer.text


def test_the_day_fits_or_says_by_how_much_not(house: House) -> None:
    # 20 + 20 + 6 * (15 + 3) + 15 + 30 = 193 minutes after nine
    assert "The plan fits: the day ends at 12:13; the planned end is 13:00." in looked_at(house)
    late = looked_at(house, ends="12:00")
    assert "The plan does not fit: 13 minutes too long. The day would end at 12:13 instead of 12:00." in late
    assert "The plan would fit with 12 minutes for each move." in late
    assert "The plan would fit with 1 move." in looked_at(house, ends="10:50", minutes="20")
    assert "Not even one move fits" in looked_at(house, ends="10:00")
    days = looked_at(house, nights="4", breaks="2: 60, 5: 20", ends="11:00")
    # 20 + 20 + 4 * 18 + 60 + 30 = 202 minutes on the first day, 2 * 18 + 20 + 30 = 86 on the second
    assert "82 minutes too long. Day 1 of the workshop would end at 12:22 instead of 11:00." in days
    assert "The plan would fit with 2 moves." in days, "and then they are played on one day"
    with house.database.reading() as session:
        assert session.query(ExerciseRecord).count() == 0


def test_what_is_no_time_is_told_and_everything_that_was_typed_stands(house: House) -> None:
    ines = trainer(house)
    for changed, words in (
        ({"begins": "nine"}, "Begins: a time such as 09:30 is needed."),
        ({"ends": "08:00"}, "not after 09:00"),
        ({"moves": "9"}, "Moves: a whole number from 1 to 6"),
        ({"breaks": "after lunch"}, "Breaks: “after lunch” is no break. Write the move, a colon and the minutes"),
        ({"breaks": "2: 15, 2: 60"}, "each move is named once"),
        ({"breaks": "7: 15"}, "Moves go from 1 to 6, minutes from 1 to 240"),
        ({"nights": "6"}, "A day ends after move: “6” is not a move from 1 to 5."),
        ({"people": "71"}, "People: a whole number from 1 to 70"),
        ({"people": "70"}, "70 people are too many: the seats that people may play have room for 32."),
        (dict.fromkeys((f"who_{code}" for code in PLAYED), "automatic"), "Choose at least one country"),
    ):
        answer = ines.post("/exercises/new", form(title="Kept words", **{**DAY, **changed}))
        assert answer.status_code == 422, changed
        assert words in answer.text
        assert 'value="Kept words"' in answer.text
    with house.database.reading() as session:
        assert session.query(ExerciseRecord).count() == 0


@pytest.mark.parametrize("look", [{}, {"look": "yes"}])
def test_all_that_is_wrong_is_told_at_once_each_with_the_way_to_its_field(house: House, look: dict[str, str]) -> None:
    wrong = {"begins": "nine", "briefing": "long", "moves": "9", "breaks": "lunch", "nights": "6", "ends": "late"}
    page = trainer(house).post("/exercises/new", form(**look, **{**DAY, **wrong})).text
    told = page.partition('class="r-error"')[2].partition("</div>")[0]
    assert re.findall(r'href="#(\w+)"', told) == ["begins", "briefing", "moves", "breaks", "nights", "ends"]
    assert all(f'id="{name}"' in page for name in wrong)
    outside = form(title=" ", seed="x", people="71", **{**DAY, "ends": "late"})
    assert re.findall(r'href="#(\w+)"><strong>', trainer(house, "Olga").post("/exercises/new", outside).text) == [
        *("title", "people", "seed", "ends")
    ]


def test_the_plan_stands_on_the_wall_before_anybody_has_begun(house: House) -> None:
    ines = trainer(house)
    made = ines.post("/exercises/new", form(**{**DAY, "moves": "5", "minutes": "12"}))
    exercise = made.headers["Location"].split("/")[2]
    room = house.store.published(exercise).room
    assert (room.minutes, room.left_out) == (12, 1)
    wall = ines.get(f"/x/{exercise}/control/projector/clock").text
    for part in (
        "Briefing",
        "09:00",
        "Warm-up",
        "09:20",
        "Move 1",
        "09:40",
        "Break",
        "10:25",
        "Hot wash",
        "11:10",
        "11:40",
    ):
        assert part in wall, part
    assert "Move 6" not in wall
    assert 'aria-current="step"' not in wall
    ines.post(f"/x/{exercise}/lobby/start", {"what": "warm_up", "command_id": "openthewarmup1"})
    for page in ("projector/clock", ""):
        open_now = ines.get(f"/x/{exercise}/control/{page}").text.partition('aria-current="step"')[2]
        assert "Warm-up" in open_now.partition("</li>")[0], "the plan says that the warm-up is open"
    ines.post(f"/x/{exercise}/lobby/start", {"what": "end_warm_up", "command_id": "openthefirstmove"})
    shown = house.store.published(exercise)
    assert shown.room.outline == room.outline
    assert shown.room.ends is not None
    assert shown.room.ends - shown.room.since == 12 * 60
    in_play = ines.get(f"/x/{exercise}/control/projector/clock").text
    assert "Break" in in_play
    assert "Hot wash" in in_play
    copy = ines.post(f"/x/{exercise}/shelf/copy", {"what": "rehearsal"}).headers["Location"].split("/")[2]
    assert house.store.published(copy).room.outline == room.outline


def test_a_country_that_is_automatic_throughout_has_no_seats(house: House) -> None:
    ines = trainer(house)
    made = ines.post("/exercises/new", form(who_KES="automatic", people="9", **DAY))
    exercise = made.headers["Location"].split("/")[2]
    published = house.store.published(exercise)
    assert published.open_countries == ("SOV", "ISA", "VAL")
    alba = nobody(house, "Alba", exercise)
    code = house.join_code(exercise)
    alba.post(f"/join/{code}", {"name": "Alba"})
    page = alba.get(f"/join/{code}/seat").text
    assert f"/join/{code}/seat/VAL/" in page
    assert f"/join/{code}/seat/KES/" not in page
    assert alba.post(f"/join/{code}/seat/KES/police").status_code == 422
    assert 'value="KES/' not in ines.get(f"/x/{exercise}/control/people").text
    ines.post(f"/x/{exercise}/control/prepare", {"names": "\n".join(f"Person {n}" for n in range(9))})
    ines.post(f"/x/{exercise}/control/prepare/seats", {"country": ["SOV", "ISA", "VAL", "KES"]})
    assert 'value="KES/' not in ines.get(f"/x/{exercise}/control/prepare").text


def test_a_surprise_is_another_seed_each_time(house: House) -> None:
    ines = trainer(house)
    seeds = set()
    for _time in range(2):
        made = ines.post("/exercises/new", form(surprise="yes", seed=""))
        seeds.add(house.store.published(made.headers["Location"].split("/")[2]).settings.seed)
    assert len(seeds) == 2


def test_another_preset_brings_its_own_people_and_moves(house: House) -> None:
    ines = trainer(house)
    first = ines.get("/exercises/new?scenario=blue-current").text
    assert 'name="for_preset" value="half_day_14"' in first
    chosen = form(for_preset="half_day_14", preset="day_28", people="14", title="Kept words", **DAY)
    pages = [ines.post("/exercises/new", sent).text for sent in ({**chosen, "look": "yes"}, chosen)]
    for page in pages:
        assert "28 people at 16 seats" in page
        assert re.search(r'name="people"[^>]* value="28"', page)
        assert re.search(r'name="moves"[^>]* value="8"', page)
        assert 'name="for_preset" value="day_28"' in page
        assert 'value="Kept words"' in page
        assert "What you wrote" not in page, "times and minutes are no text to be copied"
    assert "now those of One day, 28 people" in pages[1]
    with house.database.reading() as session:
        assert session.query(ExerciseRecord).count() == 0
    kept = {**chosen, "for_preset": "day_28", "people": "20", "moves": "7", "look": "yes"}
    page = ines.post("/exercises/new", kept).text
    assert "20 people at 16 seats" in page, "what was typed for the chosen preset stays"
    assert re.search(r'name="moves"[^>]* value="7"', page)


def test_seats_left_to_automatic_players_are_told_before_the_exercise_is_made(house: House) -> None:
    ines = trainer(house)
    first = ines.get("/exercises/new?scenario=blue-current").text
    assert "From 1 to 70 people" in first
    assert "From 6" not in first
    chosen = form(for_preset="day_28", preset="day_28", **DAY)
    page = ines.post("/exercises/new", {**chosen, "people": "3", "look": "yes"}).text
    assert "3 people at 16 seats" in page
    assert "Automatic players take 13 seats." in page
    refused = ines.post("/exercises/new", {**chosen, "people": "999"})
    assert refused.status_code == 422
    assert "from 1 to 70" in refused.text
