"""The door: who sits down with the code on the wall and who knocks, and what a trainer does with people."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape

import pytest
import sqlalchemy as sa
from werkzeug.test import TestResponse

from simulation.exercise.core.command import SeatRole
from tests.webapp.conftest import Cast
from tests.webapp.house import House, Person, nobody, trainer
from webapp.store.tables import JournalRecord, MemberRecord, Standing

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


@pytest.fixture
def exercise(house: House) -> str:
    return house.new_exercise()


def knock(person: Person, seat: str, country: str, form: dict[str, str | list[str]] | None = None) -> TestResponse:
    """Name and seat, and nobody who opens."""
    code = person.house.join_code(person.exercise)
    assert person.post(f"/join/{code}", {"name": person.name}).status_code == 303
    return person.post(f"/join/{code}/seat/{country}/{seat}", form)


def waiting_url(exercise: str) -> str:
    return f"/x/{exercise}/lobby/waiting"


def rows(house: House, exercise: str) -> dict[str, MemberRecord]:
    return {row.name: row for row in house.members(exercise)}


def seats(house: House, exercise: str, country: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    view = house.store.published(exercise).teams[country]
    return {seat.seat.office.value: (seat.pen, seat.members) for seat in view.seats}


def act(keeper: Person, exercise: str, what: str, form: Mapping[str, str] | None = None) -> TestResponse:
    """An act on the page of people; a page that asks is answered with yes, by the button that stands on it."""
    url = f"/x/{exercise}/control/people/{what}"
    who = what.partition("/")[0]
    page = keeper.get(f"/x/{exercise}/control/people/{who}" if "/" in what else f"/x/{exercise}/control/people").text
    found = re.search(rf'action="[^"]*/control/people/{what}">(.*?)</form>', page, re.DOTALL)
    fields = dict(HIDDEN.findall(found[1])) if found else {}
    answer = keeper.post(url, {**fields, **(form or {})})
    if answer.status_code == 200:
        assert "Back, change nothing" in answer.text
        asked = dict(HIDDEN.findall(answer.text.partition("Back, change nothing")[2]))
        answer = keeper.post(url, {name: unescape(value) for name, value in asked.items()})
    return answer


def test_before_the_first_move_players_sit_down_and_the_others_knock(house: House, exercise: str) -> None:
    alba, otto = nobody(house, "Alba", exercise), nobody(house, "Otto", exercise)
    assert knock(alba, "police", "VAL").headers["Location"].endswith("/lobby/welcome")
    for seat in (SeatRole.OBSERVER, SeatRole.INTERPRETER, SeatRole.HEAD):
        assert knock(otto, seat.value, "VAL").headers["Location"].endswith("/lobby/waiting")
    assert otto.get(f"/x/{exercise}/desk/").headers["Location"].endswith("/lobby/waiting")
    assert {who for _pen, there in seats(house, exercise, "VAL").values() for who in there} == {
        rows(house, exercise)["Alba"].id
    }


def test_the_list_of_seats_says_once_what_an_office_does(house: House, exercise: str) -> None:
    alba = nobody(house, "Alba", exercise)
    code = house.join_code(exercise)
    alba.post(f"/join/{code}", {"name": "Alba"})
    page = alba.get(f"/join/{code}/seat").text
    assert page.count("Investigates, protects people, contacts police abroad.") == 1


def test_once_the_first_move_is_open_the_code_only_knocks(house: House, cast: Cast) -> None:
    late = nobody(house, "Late", cast.exercise)
    assert knock(late, "police", "VAL").headers["Location"].endswith("/lobby/waiting")
    page = late.get(waiting_url(cast.exercise))
    assert page.status_code == 200
    assert "You have knocked" in page.text
    assert "Police, Valmora" in page.text
    assert 'http-equiv="refresh"' in page.text
    assert late.get(f"/x/{cast.exercise}/desk/").headers["Location"].endswith("/lobby/waiting")
    assert "Late" in cast.ines.get(f"/x/{cast.exercise}/control/people").text
    assert "Late waits at the door" in cast.ines.get(f"/x/{cast.exercise}/control/?alerts=all").text
    who = rows(house, cast.exercise)["Late"].id
    assert act(cast.ines, cast.exercise, f"{who}/admit", {"how": "new"}).status_code == 303
    assert "not here yet" in cast.ines.get(f"/x/{cast.exercise}/control/people").text
    assert late.get(waiting_url(cast.exercise)).headers["Location"].endswith("/lobby/welcome")
    assert "Police, Valmora" in late.get(f"/x/{cast.exercise}/lobby/welcome").text
    assert late.get(f"/x/{cast.exercise}/desk/").status_code == 200
    assert "not here yet" not in cast.ines.get(f"/x/{cast.exercise}/control/people").text
    assert seats(house, cast.exercise, "VAL")["police"][0] == who


def test_who_was_admitted_gets_in_from_every_page(house: House, cast: Cast) -> None:
    late, stranger = nobody(house, "Late", cast.exercise), nobody(house, "Stranger", cast.exercise)
    knock(late, "police", "VAL")
    act(cast.ines, cast.exercise, f"{rows(house, cast.exercise)['Late'].id}/admit", {"how": "new"})
    on = late.get(f"/x/{cast.exercise}/desk/documents")
    assert late.get(late.get(on.headers["Location"]).headers["Location"]).status_code == 200
    assert late.get(f"/x/{cast.exercise}/desk/documents").status_code == 200
    assert stranger.get(f"/x/{cast.exercise}/desk/documents").status_code == 403


def test_the_trainer_may_seat_a_late_comer_elsewhere(house: House, cast: Cast) -> None:
    late = nobody(house, "Late", cast.exercise)
    knock(late, "police", "VAL")
    who = rows(house, cast.exercise)["Late"].id
    answer = act(cast.ines, cast.exercise, f"{who}/admit", {"how": "new", "seat": "KES/fiu"})
    assert answer.status_code == 303
    assert seats(house, cast.exercise, "KES")["fiu"][0] == who
    assert rows(house, cast.exercise)["Late"].country == "KES"


def test_who_knocks_or_is_turned_away_has_not_joined(house: House, cast: Cast) -> None:
    def joined() -> str:
        return str(re.findall(r"\d+ (?:person|people)", cast.ines.get("/exercises").text)[-1])

    before = joined()
    knock(nobody(house, "Late", cast.exercise), "police", "VAL")
    assert joined() == before
    assert (
        act(cast.ines, cast.exercise, f"{rows(house, cast.exercise)['Late'].id}/admit", {"how": "no"}).status_code
        == 303
    )
    assert joined() == before


def test_what_is_abroad_is_no_draft_of_who_came_late(house: House, cast: Cast) -> None:
    late = nobody(house, "Late", cast.exercise)
    knock(late, "authority", "ISA")
    assert (
        act(cast.ines, cast.exercise, f"{rows(house, cast.exercise)['Late'].id}/admit", {"how": "new"}).status_code
        == 303
    )
    asked = [
        each.label for each in house.store.published(cast.exercise).teams["ISA"].requests if each.status == "clarifying"
    ]
    assert asked
    page = cast.ines.get(f"/x/{cast.exercise}/control/jump?days=30").text
    assert not set(asked) & set(re.findall(r"[A-Z]{3}-[A-Z]{3}-\d+", page.partition("Who has not finished")[2]))


def test_turned_away_means_a_page_that_says_so(house: House, cast: Cast) -> None:
    late = nobody(house, "Late", cast.exercise)
    knock(late, "observer", "VAL")
    who = rows(house, cast.exercise)["Late"].id
    assert act(cast.ines, cast.exercise, f"{who}/admit", {"how": "no"}).status_code == 303
    assert "You were not let in" in late.get(waiting_url(cast.exercise)).text
    assert late.get(f"/x/{cast.exercise}/desk/").headers["Location"].endswith("/lobby/waiting")
    assert late.post(waiting_url(cast.exercise)).status_code == 303
    assert knock(late, "police", "VAL").headers["Location"].endswith("/lobby/waiting")


def test_locking_opening_and_a_new_code(house: House, exercise: str) -> None:
    ines, otto = trainer(house), nobody(house, "Otto", exercise)
    assert act(ines, exercise, "door", {"act": "lock"}).status_code == 303
    assert "Joining is locked." in ines.get(f"/x/{exercise}/control/people").text
    assert knock(otto, "police", "VAL").headers["Location"].endswith("/lobby/waiting")
    otto.post(waiting_url(exercise))
    assert act(ines, exercise, "door", {"act": "open"}).status_code == 303
    old = house.join_code(exercise)
    asked = ines.post(f"/x/{exercise}/control/people/door", {"act": "code"})
    assert "Make a new join code?" in asked.text
    assert house.join_code(exercise) == old
    assert ines.post(f"/x/{exercise}/control/people/door", {"act": "code", "sure": "yes"}).status_code == 303
    assert house.join_code(exercise) != old
    assert otto.get(f"/join/{old}").status_code == 404
    assert knock(otto, "police", "VAL").headers["Location"].endswith("/lobby/welcome")


def test_so_many_may_wait_and_no_more(house: House, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webapp.lobby.door.MOST_WAITING", 1)
    assert knock(nobody(house, "One", cast.exercise), "observer", "VAL").status_code == 303
    answer = knock(nobody(house, "Two", cast.exercise), "observer", "VAL")
    assert answer.status_code == 422
    assert "Too many people are already waiting to be let in" in answer.text


def test_the_same_name_at_the_same_seat_comes_back_when_the_trainer_says_so(house: House, cast: Cast) -> None:
    again = nobody(house, " alba ", cast.exercise)
    answer = knock(again, "authority", "SOV")
    assert answer.status_code == 200
    assert "Is this you?" in answer.text
    assert knock(again, "authority", "SOV", {"who": "same"}).headers["Location"].endswith("/lobby/waiting")
    page = cast.ines.get(f"/x/{cast.exercise}/control/people").text
    assert "Same person" in page
    who = next(row.id for row in house.members(cast.exercise) if row.standing is Standing.WAITING)
    before = len(house.members(cast.exercise))
    assert act(cast.ines, cast.exercise, f"{who}/admit", {"how": "same"}).status_code == 303
    assert again.get(waiting_url(cast.exercise)).status_code == 303
    assert again.get(f"/x/{cast.exercise}/desk/").status_code == 200
    pen, there = seats(house, cast.exercise, "SOV")["authority"]
    assert there == (cast.alba.member_id,)
    assert pen == cast.alba.member_id
    assert len(house.members(cast.exercise)) == before
    assert cast.alba.get(f"/x/{cast.exercise}/desk/").status_code == 200


def test_somebody_else_of_the_same_name_is_another_person(house: House, cast: Cast) -> None:
    other = nobody(house, "Alba", cast.exercise)
    knock(other, "authority", "SOV", {"who": "new"})
    who = next(row.id for row in house.members(cast.exercise) if row.standing is Standing.WAITING)
    assert act(cast.ines, cast.exercise, f"{who}/admit", {"how": "new"}).status_code == 303
    page = cast.ines.get(f"/x/{cast.exercise}/control/people").text
    assert cast.alba.member_id[-4:].upper() in page
    assert who[-4:].upper() in page
    assert seats(house, cast.exercise, "SOV")["authority"][1] == (cast.alba.member_id, who)


def test_all_who_wait_are_let_in_at_once_but_whoever_claims_somebodys_seat(house: House, cast: Cast) -> None:
    knock(nobody(house, "Alba", cast.exercise), "authority", "SOV", {"who": "same"})
    late = ("Lea", "Leo", "Liv", "Lou", "Lux")
    for name in late:
        knock(nobody(house, name, cast.exercise), "police", "VAL")
    page = f"/x/{cast.exercise}/control/people"
    assert cast.ines.post(f"{page}/door", {"act": "admit_all"}).status_code == 303
    door = cast.ines.get(page).text
    assert "4 people were let in." in door
    assert "Decide on these people one by one: Alba, Lux." in door  # a seat holds four
    known = rows(house, cast.exercise)
    assert [known[name].standing for name in late] == [Standing.IN] * 4 + [Standing.WAITING]
    assert len(seats(house, cast.exercise, "VAL")["police"][1]) == 4


def test_a_stranger_with_the_name_of_somebody_who_is_here_is_not_let_in_by_the_marked_button(
    house: House, cast: Cast
) -> None:
    cast.alba.get(f"/x/{cast.exercise}/live/team/poll")
    knock(nobody(house, "Alba", cast.exercise), "authority", "SOV", {"who": "same"})
    door = cast.ines.get(f"/x/{cast.exercise}/control/people").text
    assert "That person is here now." in door
    assert re.search(r'class="btn btn-secondary btn-sm">Same person<', door)


def test_nobody_is_moved_without_a_seat_being_chosen(house: House, cast: Cast) -> None:
    who = cast.alba.member_id
    page = cast.ines.get(f"/x/{cast.exercise}/control/people/{who}").text
    assert re.search(r'<select[^>]* id="seat"[^>]* required><option value="">Choose</option>', page)


def code_of(person: Person) -> str:
    page = person.get(f"/x/{person.exercise}/lobby/welcome").text
    found = re.search(r">([0-9A-Z]{4} [0-9A-Z]{4})<", page)
    assert found is not None
    return found[1]


def test_the_personal_code_opens_the_seat_at_once(house: House, cast: Cast) -> None:
    phone = nobody(house, "Alba", cast.exercise)
    join = f"/join/{house.join_code(cast.exercise)}"
    assert phone.post(f"{join}/back", {"card": "ABCD EFGH"}).status_code == 404
    assert phone.post(f"{join}/back", {"card": code_of(cast.alba).lower()}).status_code == 303
    assert "Alba" in phone.get(f"/x/{cast.exercise}/desk/").text
    assert len(house.members(cast.exercise)) == 2


def test_the_database_holds_nothing_that_opens_a_seat(house: House, cast: Cast) -> None:
    seed = rows(house, cast.exercise)["Alba"].link_seed
    assert nobody(house).get(f"/me/{seed}").status_code == 404
    assert nobody(house).get(f"/me/{cast.alba.member_id}-{seed}").status_code == 404
    assert seed not in cast.alba.get(f"/x/{cast.exercise}/lobby/welcome").text


def link_of(person: Person) -> str:
    found = re.search(r"/me/[\w-]+", person.get(f"/x/{person.exercise}/lobby/welcome").text)
    assert found is not None
    return found[0]


def test_a_new_link_ends_the_old_one(house: House, cast: Cast) -> None:
    old, code = link_of(cast.alba), code_of(cast.alba)
    who = cast.alba.member_id
    assert act(cast.ines, cast.exercise, f"{who}/link").status_code == 303
    assert nobody(house).get(old).status_code == 404
    back = f"/join/{house.join_code(cast.exercise)}/back"
    assert nobody(house, "x", cast.exercise).post(back, {"card": code}).status_code == 404
    page = cast.ines.get(f"/x/{cast.exercise}/control/people/{who}").text
    new = re.search(r"/me/[\w-]+", page)
    assert new is not None
    assert "<svg" in page
    assert nobody(house).get(new[0]).status_code == 303
    assert cast.alba.get(f"/x/{cast.exercise}/desk/").status_code == 200


def test_moving_a_person_moves_the_desk(house: House, cast: Cast) -> None:
    who = cast.alba.member_id
    before = cast.alba.get(f"/x/{cast.exercise}/live/team/poll").json
    asked = cast.ines.post(
        f"/x/{cast.exercise}/control/people/{who}/move", {"seat": "VAL/police", "command_id": "movealba1"}
    )
    assert "knows the documents of Sorvane" in asked.text
    assert act(cast.ines, cast.exercise, f"{who}/move", {"seat": "VAL/police"}).status_code == 303
    assert seats(house, cast.exercise, "SOV")["authority"] == ("", ())
    assert seats(house, cast.exercise, "VAL")["police"][0] == who
    assert "Valmora" in cast.alba.get(f"/x/{cast.exercise}/desk/").text
    after = cast.alba.get(f"/x/{cast.exercise}/live/team/poll").json
    assert before is not None
    assert after is not None
    assert before["panels"]["you"] != after["panels"]["you"]
    back = act(cast.ines, cast.exercise, f"{who}/move", {"seat": "SOV/observer"})
    assert back.status_code == 303
    assert rows(house, cast.exercise)["Alba"].post is SeatRole.OBSERVER
    assert cast.alba.post(f"/x/{cast.exercise}/desk/messages", {"text": "x"}).status_code == 403


def test_removing_a_person_ends_everything_that_is_theirs(house: House, cast: Cast) -> None:
    link, who = link_of(cast.alba), cast.alba.member_id
    assert act(cast.ines, cast.exercise, f"{who}/remove").status_code == 303
    page = cast.alba.get(f"/x/{cast.exercise}/desk/")
    assert page.status_code == 403
    assert "You have no seat here any more" in page.text
    assert cast.alba.get(f"/x/{cast.exercise}/live/team/poll").status_code == 403
    assert nobody(house).get(link).status_code == 404
    assert seats(house, cast.exercise, "SOV")["authority"] == ("", ())
    assert cast.ines.get(f"/x/{cast.exercise}/control/people/{who}").status_code == 404


def test_two_entries_of_one_person_become_one(house: House, cast: Cast) -> None:
    second = nobody(house, "Alba", cast.exercise)
    knock(second, "authority", "SOV", {"who": "new"})
    ghost = cast.alba.member_id
    who = next(row.id for row in house.members(cast.exercise) if row.standing is Standing.WAITING)
    act(cast.ines, cast.exercise, f"{who}/admit", {"how": "new"})
    second.get(waiting_url(cast.exercise))
    assert seats(house, cast.exercise, "SOV")["authority"][0] == ghost
    assert act(cast.ines, cast.exercise, f"{ghost}/merge", {"into": who}).status_code == 303
    assert seats(house, cast.exercise, "SOV")["authority"] == (who, (who,))
    for browser in (cast.alba, second):
        assert browser.get(f"/x/{cast.exercise}/desk/").status_code == 200
    assert link_of(cast.alba) == link_of(second)


def test_a_name_is_corrected_and_never_journalled(house: House, cast: Cast) -> None:
    who = cast.alba.member_id
    assert act(cast.ines, cast.exercise, f"{who}/name", {"name": "Albertina Sonderbar"}).status_code == 303
    assert act(cast.ines, cast.exercise, f"{who}/name", {"name": " "}).status_code == 422
    assert "Albertina Sonderbar" in cast.alba.get(f"/x/{cast.exercise}/desk/").text
    with house.database.reading() as session:
        journal = "".join(session.scalars(sa.select(JournalRecord.payload)))
    assert "Albertina" not in journal
    assert "Alba" not in journal


def test_the_trainer_gives_the_pen(house: House, cast: Cast) -> None:
    second = nobody(house, "Second", cast.exercise)
    second.join("authority", "SOV")
    assert act(cast.ines, cast.exercise, f"{second.member_id}/pen").status_code == 303
    assert seats(house, cast.exercise, "SOV")["authority"][0] == second.member_id


def test_everybody_stands_on_the_page(house: House, cast: Cast) -> None:
    people = {"observer": "Ona", "interpreter": "Ivo", "head": "Hela", "fiu": "Fay"}
    for seat, name in people.items():
        nobody(house, name, cast.exercise).join(seat, "SOV")
    page = cast.ines.get(f"/x/{cast.exercise}/control/people").text
    for name in (*people.values(), "Alba", "Brava"):
        assert name in page
    for row in house.members(cast.exercise):
        assert row.id[-4:].upper() in page
    assert cast.alba.get(f"/x/{cast.exercise}/control/people").status_code == 403


def test_somebody_of_another_exercise_cannot_be_touched(house: House, cast: Cast) -> None:
    other = house.new_exercise(title="Wednesday group")
    stranger = nobody(house, "Stranger", other)
    stranger.join("police", "VAL")
    for what in ("move", "remove", "merge", "name", "link", "pen", "admit"):
        url = f"/x/{cast.exercise}/control/people/{stranger.member_id}/{what}"
        assert cast.ines.post(url, {"sure": "yes", "command_id": "touchstranger", "seat": "VAL/fiu"}).status_code == 404


def test_the_lobby_tells_the_trainer_who_knocks_and_nobody_else(house: House, exercise: str) -> None:
    ines, alba, again = trainer(house), nobody(house, "Alba", exercise), nobody(house, "Alba", exercise)
    assert knock(alba, "authority", "SOV").status_code == 303
    lobby = f"/x/{exercise}/lobby/"
    before = ines.get(lobby).text
    assert "waits at the door" not in before
    knock(again, "authority", "SOV", {"who": "same"})
    page = ines.get(lobby).text
    assert "Alba waits at the door" in page
    assert re.search(rf'href="/x/{exercise}/control/people#door">\s*See who waits', page)
    shown = [re.search(r'data-panel="lobby"[^>]* data-version="([^"]+)"', each) for each in (before, page)]
    assert shown[0] is not None
    assert shown[1] is not None
    assert shown[0][1] != shown[1][1], "a lobby that is open hears of it"
    assert "Alba waits at the door" in ines.get(f"{lobby}teams").text
    for other in (alba, again):
        assert "at the door" not in other.get(lobby).text
    who = next(row.id for row in house.members(exercise) if row.standing is Standing.WAITING)
    assert act(ines, exercise, f"{who}/admit", {"how": "same"}).status_code == 303
    assert "at the door" not in ines.get(lobby).text
