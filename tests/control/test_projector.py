"""Screens for the wall."""

import re

from tests.control.conftest import Room
from tests.webapp.house import House, nobody


def test_the_join_screen_shows_code_and_square(house: House, room: Room) -> None:
    page = room.get("/projector/join")
    code = house.join_code(room.cast.exercise)
    assert f"{code[:3]} {code[3:]}" in page
    assert "<svg" in page.split("r-projector-qr", 1)[1]
    assert re.search(r"2 joined", page)


def test_the_join_screen_counts_people_and_seats_apart(house: House, room: Room) -> None:
    other = house.new_exercise(title="Many at one table")
    for name in ("Ana", "Ben", "Cleo"):
        assert nobody(house, name, other).join("authority", "SOV").status_code == 303
    page = room.cast.ines.get(f"/x/{other}/control/projector/join").text
    assert "3 joined" in page
    assert "1 of 16 seats taken" in page


def test_the_clock_screen_names_no_delegation(room: Room) -> None:
    page = room.get("/projector/clock")
    assert "Move 1 of 8" in page
    assert "Alba" not in page


def test_a_hot_wash_is_of_one_team_only(house: House, room: Room) -> None:
    for _move in range(3):
        room.post("/jump", days="36", ends_move="yes")
    published = house.store.published(room.cast.exercise)
    told: set[str] = set()
    for code, view in published.teams.items():
        page = room.get(f"/hot-wash/{code}")
        facts, _mark, questions = page.partition("Three questions")
        assert facts.count("<h3>") == 3, code
        assert questions.count("<h3>") == 3, code
        own = {request.label for request in view.requests}
        named = set(re.findall(r"\b[A-Z]{3}-[A-Z]{3}-\d+\b", page))
        assert named <= own
        assert "A request" not in facts, "a fact about a request that this team does not know"
        told.add(facts.split("Three facts", 1)[1])
        assert "Alba" not in page
        assert "score" not in page.replace("Nothing here is scored", "")
    assert len(told) == len(published.teams)


def test_a_hot_wash_before_the_first_move_says_what_to_wait_for(house: House, room: Room) -> None:
    other = house.new_exercise(title="Empty")
    answer = room.cast.ines.get(f"/x/{other}/control/hot-wash/SOV")
    assert answer.status_code == 200
    assert "The first move has not opened yet" in answer.text
    assert room.cast.ines.get(room.address("/hot-wash/XXX")).status_code == 404


def test_the_wall_after_a_jump_names_nobody_and_nothing(house: House, room: Room) -> None:
    room.post("/jump", days="36", ends_move="yes")
    page = room.get("/projector/news?all=1")
    main = page.partition("<main")[2].partition("</main>")[0]
    assert main.count('<li class="r-beat')
    published = house.store.published(room.cast.exercise)
    for view in published.teams.values():
        for entity in view.entities:
            assert entity.label not in main
        assert not re.findall(r"\b[A-Z]{3}-[A-Z]{3}-\d+\b", main)
    assert not [country.code for country in published.scenario.countries if re.search(rf"\b{country.code}\b", main)]
    assert "is-timed" in room.get("/projector/news")
    assert "projector/news" in room.get("/projector")
