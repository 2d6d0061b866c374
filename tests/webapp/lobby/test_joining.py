"""Joining: a name and a seat, a link back, the same seat twice, pens, leaving."""

import re
from datetime import UTC, datetime

import pytest

from simulation.exercise.clock.commands import EndExercise
from simulation.exercise.core.settings import Settings
from tests.webapp.conftest import Cast
from tests.webapp.house import House, command_of, nobody, trainer
from webapp.store.new_exercise import new_exercise
from webapp.store.tables import MemberRecord


@pytest.fixture
def exercise(house: House) -> str:
    return house.new_exercise()


def pens(house: House, exercise: str, country: str) -> dict[str, str]:
    return {seat.seat.office.value: seat.pen for seat in house.store.published(exercise).teams[country].seats}


def test_with_code_name_and_seat(house: House, exercise: str) -> None:
    alba = nobody(house, "Alba", exercise)
    code = house.join_code(exercise)
    typed = alba.post("/join", {"code": f" {code[:3].lower()} {code[3:]} "})
    assert typed.status_code == 303
    assert typed.headers["Location"] == f"/join/{code}"
    assert "Invented facts only" in alba.get(f"/join/{code}").text
    joined = alba.join("police", "VAL")
    assert joined.headers["Location"] == f"/x/{exercise}/lobby/welcome"
    assert [(row.name, row.country) for row in house.members(exercise)] == [("Alba", "VAL")]
    assert pens(house, exercise, "VAL")["police"] == alba.member_id


def test_joining_twice_is_the_same_seat(house: House, exercise: str) -> None:
    alba = nobody(house, "Alba", exercise)
    alba.join("police", "VAL")
    code = house.join_code(exercise)
    for url in (f"/join/{code}", f"/join/{code}/seat"):
        assert alba.get(url).headers["Location"] == f"/x/{exercise}/lobby/"
    assert alba.post(f"/join/{code}/seat/KES/fiu").status_code == 303
    assert [(row.id, row.country) for row in house.members(exercise)] == [(alba.member_id, "VAL")]


def test_the_personal_link_brings_back_on_another_device(house: House, exercise: str) -> None:
    alba = nobody(house, "Alba", exercise)
    alba.join("police", "VAL")
    found = re.search(r"/me/[\w-]+", alba.get(f"/x/{exercise}/lobby/welcome").text)
    assert found is not None
    phone = nobody(house, "Alba", exercise)
    assert phone.get(f"/x/{exercise}/lobby/").status_code == 403
    assert phone.get(found[0]).status_code == 303
    page = phone.get(f"/x/{exercise}/lobby/")
    assert page.status_code == 200
    assert "Joined as" in page.text
    assert phone.get("/me/nothing").status_code == 404


def test_an_unknown_code_says_so(house: House, exercise: str) -> None:
    otto = nobody(house, "Otto", exercise)
    answer = otto.post("/join", {"code": "ZZZ ZZZ"})
    assert answer.status_code == 404
    assert "No exercise has this code" in answer.text
    assert "What you wrote" not in answer.text
    assert 'value="ZZZZZZ"' in answer.text
    assert otto.get("/join/ZZZZZZ").status_code == 404
    assert otto.post("/join/ZZZZZZ", {"name": "Otto"}).status_code == 404


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "\x00\x01", "\u200b\u2060", "\u202e", "\u3164", "\ufe0f\ue000"])
def test_a_name_has_to_be_a_name(house: House, exercise: str, name: str) -> None:
    otto = nobody(house, "Otto", exercise)
    answer = otto.post(f"/join/{house.join_code(exercise)}", {"name": name})
    assert answer.status_code == 422
    assert "r-field-error" in answer.text
    assert house.members(exercise) == []


def test_a_hostile_name_is_only_a_name(house: House, exercise: str) -> None:
    name = "<script>alert(1)</script> {{7*7}} %(x)s"
    alba = nobody(house, f"\u202e{name}\u2066", exercise)
    alba.join("police", "VAL")
    page = alba.get(f"/x/{exercise}/lobby/").text
    assert [row.name for row in house.members(exercise)] == [name]
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{7*7}} %(x)s" in page


@pytest.mark.parametrize(
    "typed", ["Ine\u200bs", "Ines\ufe0f", "I\u00adnes", " Ines\u3164", "\ue000Ines", "Ines\u200d", "Ines\U000e0041"]
)
def test_a_name_is_what_can_be_seen_of_it(house: House, exercise: str, typed: str) -> None:
    assert nobody(house, typed, exercise).join("police", "VAL").status_code == 303
    assert [row.name for row in house.members(exercise)] == ["Ines"]


def test_letters_that_need_a_joiner_between_them_keep_it(house: House, exercise: str) -> None:
    names = ["\u0639\u0644\u06cc\u200c\u0631\u0636\u0627", "\u0915\u094d\u200d\u0937", "J\u0302\u0301\u0302\u0301ana"]
    for name, seat in zip(names, ("police", "fiu", "authority"), strict=True):
        assert nobody(house, name, exercise).join(seat, "VAL").status_code == 303
    assert {row.name for row in house.members(exercise)} == {*names[:2], "\u0134\u0301\u0302\u0301ana"}


def test_people_of_the_same_name_have_numbers(house: House, exercise: str) -> None:
    for typed, seat in (("Ines", "police"), ("INE\u200bS", "police"), ("ines", "fiu")):
        person = nobody(house, typed, exercise)
        code = house.join_code(exercise)
        person.post(f"/join/{code}", {"name": typed})
        assert person.post(f"/join/{code}/seat/VAL/{seat}", {"who": "new"}).status_code == 303
    assert {row.name for row in house.members(exercise)} == {"Ines", "INES (2)", "ines (3)"}


@pytest.mark.parametrize("typed", ["Exercise control", "exercise  CONTROL", "Exercise\u200b control"])
def test_nobody_takes_the_name_of_exercise_control(house: House, exercise: str, typed: str) -> None:
    otto = nobody(house, typed, exercise)
    answer = otto.post(f"/join/{house.join_code(exercise)}", {"name": typed})
    assert answer.status_code == 422
    assert "Exercise control has this name. Write another one." in answer.text
    assert house.members(exercise) == []


def test_the_fifth_at_a_seat_hears_that_it_is_full(house: House, exercise: str) -> None:
    people = [nobody(house, f"Person {number}", exercise) for number in range(5)]
    for person in people[:4]:
        assert person.join("fiu", "KES").status_code == 303
    answer = people[4].join("fiu", "KES")
    assert answer.status_code == 422
    assert "This seat is full: Financial intelligence unit" in answer.text
    assert people[4].join("police", "KES").status_code == 303
    assert people[4].name in {row.name for row in house.members(exercise)}


@pytest.mark.parametrize(("country", "seat"), [("ORL", "police"), ("ZZZ", "police"), ("VAL", "admiral"), ("VAL", "-")])
def test_a_seat_that_is_none(house: House, exercise: str, country: str, seat: str) -> None:
    otto = nobody(house, "Otto", exercise)
    assert otto.join(seat, country).status_code == 422
    assert house.members(exercise) == []


def test_posts_without_a_pen(house: House, exercise: str) -> None:
    head = nobody(house, "Head", exercise)
    assert head.join("head", "VAL").status_code == 303
    assert set(pens(house, exercise, "VAL").values()) == {""}
    assert "Head of delegation" in head.get(f"/x/{exercise}/lobby/").text


def test_merged_seats_of_a_small_group(house: House) -> None:
    exercise = house.new_exercise(preset="half_day_14")
    alba = nobody(house, "Alba", exercise)
    assert alba.join("authority", "VAL").status_code == 422
    assert alba.join("authority+prosecutor", "VAL").status_code == 303
    held = pens(house, exercise, "VAL")
    assert held["authority"] == held["prosecutor"] == alba.member_id
    assert held["police"] == ""


def test_changing_the_seat_until_the_first_move_opens(house: House, exercise: str) -> None:
    alba = nobody(house, "Alba", exercise)
    alba.join("police", "VAL")
    page = alba.get(f"/x/{exercise}/lobby/").text
    found = re.search(rf'action="(/x/{exercise}/lobby/seat/KES/fiu\?command_id=\w+)"', page)
    assert found is not None
    for _twice in range(2):
        assert alba.post(found[1]).status_code == 303
    assert pens(house, exercise, "KES")["fiu"] == alba.member_id
    assert pens(house, exercise, "VAL")["police"] == ""
    assert [row.country for row in house.members(exercise)] == ["KES"]
    ines = trainer(house)
    ines.post(f"/x/{exercise}/lobby/start", {"what": "first_move", "command_id": "openthefirstmove"})
    late = alba.post(f"/x/{exercise}/lobby/seat/VAL/police?command_id=afterthestart")
    assert late.status_code == 422
    assert "the first move has opened" in late.text


@pytest.mark.parametrize("post", ["interpreter", "head", "observer"])
def test_nobody_becomes_one_who_reads_along_by_changing_seats(house: House, exercise: str, post: str) -> None:
    alba = nobody(house, "Alba", exercise)
    alba.join("police", "VAL")
    page = alba.get(f"/x/{exercise}/lobby/").text
    for country in ("VAL", "KES"):
        seat = f"/x/{exercise}/lobby/seat/{country}/{post}"
        assert seat not in page
        refused = alba.post(f"{seat}?command_id=readsalong{country.lower()}")
        assert refused.status_code == 422
        assert "Only a trainer can admit people" in refused.text
        assert alba.get(f"/x/{exercise}/desk/ahead").status_code == 403
    assert [(row.country, row.post.value) for row in house.members(exercise)] == [("VAL", "player")]
    assert pens(house, exercise, "VAL")["police"] == alba.member_id


def test_an_interpreter_stays_with_the_own_team(house: House, exercise: str) -> None:
    inga = nobody(house, "Inga", exercise)
    inga.join("interpreter", "VAL")
    assert inga.get(f"/x/{exercise}/desk/ahead").status_code == 200
    assert inga.post(f"/x/{exercise}/lobby/seat/KES/interpreter?command_id=otherteam").status_code == 422
    assert inga.post(f"/x/{exercise}/lobby/seat/VAL/observer?command_id=otherpost").status_code == 422
    assert [(row.country, row.post.value) for row in house.members(exercise)] == [("VAL", "interpreter")]


@pytest.mark.parametrize("post", ["interpreter", "observer"])
def test_who_reads_ahead_of_the_players_becomes_none_of_them(house: House, exercise: str, post: str) -> None:
    inga = nobody(house, "Inga", exercise)
    inga.join(post, "VAL")
    page = inga.get(f"/x/{exercise}/lobby/").text
    assert f"/x/{exercise}/lobby/seat/" not in page
    assert "Choose a seat" not in page
    assert "you can change until" not in page
    for country in ("VAL", "KES"):
        refused = inga.post(f"/x/{exercise}/lobby/seat/{country}/police?command_id=player{country.lower()}")
        assert refused.status_code == 422
        assert "you read what players must not know" in refused.text
        assert pens(house, exercise, country)["police"] == ""
    assert [(row.country, row.post.value) for row in house.members(exercise)] == [("VAL", post)]


@pytest.mark.parametrize("post", ["interpreter", "observer"])
def test_who_has_read_ahead_and_leaves_comes_back_only_by_a_trainer(house: House, exercise: str, post: str) -> None:
    inga = nobody(house, "Inga", exercise)
    inga.join(post, "VAL")
    lobby, code = f"/x/{exercise}/lobby/", house.join_code(exercise)
    left = inga.post(f"{lobby}leave", {"command_id": command_of(inga.get(lobby).text)})
    assert left.status_code == 200
    assert f"/join/{code}" in left.text
    assert inga.post(f"/join/{code}", {"name": "Another"}).status_code == 303
    assert "then knock" in inga.get(f"/join/{code}/seat").text
    answer = inga.post(f"/join/{code}/seat/VAL/police")
    assert answer.headers["Location"].endswith("/lobby/waiting")
    assert inga.get(f"/x/{exercise}/desk/").headers["Location"].endswith("/lobby/waiting")
    assert pens(house, exercise, "VAL")["police"] == ""


def test_who_has_read_ahead_is_removed_and_still_knocks(house: House, exercise: str) -> None:
    inga = nobody(house, "Inga", exercise)
    inga.join("interpreter", "VAL")
    with house.database.writing() as session:
        session.get_one(MemberRecord, inga.member_id).left_at = datetime.now(UTC)
    code = house.join_code(exercise)
    inga.post(f"/join/{code}", {"name": "Another"})
    assert inga.post(f"/join/{code}/seat/VAL/police").headers["Location"].endswith("/lobby/waiting")
    inga.post(f"/x/{exercise}/lobby/waiting")
    inga.join("head", "VAL")
    assert inga.post(f"/x/{exercise}/lobby/seat/VAL/police?command_id=fromheadtoplayer").status_code == 422
    assert pens(house, exercise, "VAL")["police"] == ""


def test_a_locked_door_holds_for_those_who_are_in(house: House, exercise: str) -> None:
    alba = nobody(house, "Alba", exercise)
    alba.join("police", "VAL")
    trainer(house).post(f"/x/{exercise}/control/people/door", {"act": "lock"})
    seat = f"/x/{exercise}/lobby/seat"
    assert alba.post(f"{seat}/KES/fiu?command_id=otherteam").status_code == 422
    assert alba.post(f"{seat}/VAL/fiu?command_id=otheroffice").status_code == 303
    assert pens(house, exercise, "VAL")["fiu"] == alba.member_id


def test_the_pen_passes_in_one_click(house: House, cast: Cast) -> None:
    second = nobody(house, "Second", cast.exercise)
    second.join("authority", "SOV")
    lobby = f"/x/{cast.exercise}/lobby/"
    page = cast.alba.get(lobby).text
    assert "To Second" in page
    data: dict[str, str | list[str]] = {"command_id": "passthepen1", "to": second.member_id, "office": "authority"}
    assert cast.alba.post(lobby + "pen", data).status_code == 303
    assert pens(house, cast.exercise, "SOV")["authority"] == second.member_id
    foreign: dict[str, str | list[str]] = {**data, "command_id": "passthepen2", "to": cast.brava.member_id}
    assert second.post(lobby + "pen", foreign).status_code == 422
    back: dict[str, str | list[str]] = {**data, "command_id": "passthepen3", "to": cast.alba.member_id}
    assert cast.ines.post(lobby + "pen", {**back, "country": "SOV"}).status_code == 303
    assert pens(house, cast.exercise, "SOV")["authority"] == cast.alba.member_id


def test_leaving_frees_the_seat_and_ends_the_link(house: House, cast: Cast) -> None:
    link = re.search(r"/me/[\w-]+", cast.alba.get(f"/x/{cast.exercise}/lobby/welcome").text)
    assert link is not None
    lobby = f"/x/{cast.exercise}/lobby/"
    answer = cast.alba.post(lobby + "leave", {"command_id": command_of(cast.alba.get(lobby).text)})
    assert answer.status_code == 200
    assert "You have left" in answer.text
    assert pens(house, cast.exercise, "SOV")["authority"] == ""
    assert cast.alba.get(lobby).status_code == 403
    left = [row for row in house.members(cast.exercise) if row.left_at is not None]
    assert [row.name for row in left] == ["Alba"]
    assert nobody(house).get(link[0]).status_code == 404


def test_nobody_joins_an_exercise_that_has_ended(house: House, cast: Cast) -> None:
    house.store.execute(cast.exercise, EndExercise(id="endtheexercise", member="control"))
    code = house.join_code(cast.exercise)
    page = cast.otto.get(f"/join/{code}")
    assert page.status_code == 410
    assert "has ended" in page.text
    late = nobody(house, "Late", cast.exercise)
    assert late.join("police", "VAL").status_code == 409
    assert "Late" not in {row.name for row in house.members(cast.exercise)}


def test_a_trainer_is_no_member(cast: Cast) -> None:
    assert cast.ines.post(f"/x/{cast.exercise}/lobby/leave", {"command_id": "leavethelobby"}).status_code == 403


def test_seats_that_nobody_can_take_are_automatic_throughout(house: House) -> None:
    settings = Settings(preset="day_28", seed=1, automatic=("VAL",))
    made = new_exercise(house.database, scenario="blue-current", settings=settings, title="Three teams", trainer=None)
    ines = trainer(house)
    for path, part in (("lobby/", "<section"), ("control/people", "<tbody>")):
        cards = " ".join(ines.get(f"/x/{made}/{path}").text.split()).split(part)
        theirs = next(card for card in cards if "Valmora" in card and "Authority" in card.title())
        assert "automatic throughout" in theirs
        assert "automatic until somebody joins" not in theirs
        other = next(card for card in cards if "Sorvane" in card and "Authority" in card.title())
        assert "automatic throughout" not in other
