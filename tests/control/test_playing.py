"""At a country's desk the trainer plays it while it is taken over, and otherwise looks only."""

from simulation.exercise.clock.commands import EndExercise
from simulation.exercise.core.command import CONTROL, Seat
from simulation.kernel.terms import Office
from tests.control.conftest import Room
from tests.webapp.house import House, command_of

PAGES = ("", "requests", "documents", "board", "measures", "assets", "messages", "meetings", "reports", "case", "map")


def desk(room: Room, page: str = "", country: str = "KES") -> str:
    return f"/x/{room.cast.exercise}/at/{country}/desk/{page}"


def own_desk(room: Room, page: str = "") -> str:
    return f"/x/{room.cast.exercise}/desk/{page}"


def take(room: Room, country: str = "KES") -> None:
    assert room.post(f"/countries/{country}/take", on=f"/countries/{country}").status_code == 303
    assert f'href="{desk(room, country=country)}"' in room.get(f"/countries/{country}")


def test_an_address_without_a_country_asks_whose_desk(room: Room) -> None:
    asked = room.cast.ines.get(own_desk(room, "requests?box=in"))
    assert asked.status_code == 300
    assert "Whose desk?" in asked.text
    for country in ("KES", "SOV", "VAL"):
        assert f'href="{desk(room, "requests?box=in", country)}"' in asked.text
    sent = room.cast.ines.post(own_desk(room, "messages"), {"text": "Where does this go?", "to": "SOV.police"})
    assert sent.status_code == 409
    assert "Where does this go?" in sent.text
    assert room.cast.ines.get(desk(room, country="XXX")).status_code == 404
    assert room.cast.ines.get(f"/x/{room.cast.exercise}/live/seats").status_code == 403


def test_two_tabs_are_two_desks(house: House, room: Room) -> None:
    take(room)
    take(room, "SOV")
    pages = {country: room.cast.ines.get(desk(room, "messages", country)).text for country in ("KES", "SOV")}
    assert command_of(pages["KES"]) != command_of(pages["SOV"])
    for country, page in pages.items():
        assert f"You play {'Kestria' if country == 'KES' else 'Sorvane'}" in page
        other = "SOV" if country == "KES" else "KES"
        assert f"/at/{other}/" not in page
        fields = {"to": "VAL.authority", "text": f"From {country}", "command_id": command_of(page)}
        assert room.cast.ines.post(desk(room, "messages", country), {**fields}).status_code == 303
        sent = house.store.published(room.cast.exercise).teams[country].messages[-1]
        assert (sent.text, sent.sender) == (f"From {country}", Seat(country, Office.AUTHORITY))


def test_every_page_of_a_country_taken_over(room: Room) -> None:
    take(room)
    for page in PAGES:
        answer = room.cast.ines.get(desk(room, page))
        assert answer.status_code == 200, page
        assert "You play Kestria as exercise control" in answer.text, page
        assert "Back to the room" in answer.text


def test_control_writes_to_another_country_from_the_seat(house: House, room: Room) -> None:
    take(room)
    words = "From the desk of Kestria"
    fields = {"to": "SOV.authority", "office": "authority", "text": words, "command_id": "controlatadesk00"}
    answer = room.cast.ines.post(desk(room, "messages"), {**fields})
    assert answer.status_code == 303, answer.text
    sent = house.store.published(room.cast.exercise).teams["SOV"].messages[-1]
    assert sent.text == words
    assert sent.sender == Seat("KES", Office.AUTHORITY)


def test_the_teams_stream_is_that_of_the_desk(room: Room) -> None:
    take(room)
    polled = room.cast.ines.get(f"/x/{room.cast.exercise}/at/KES/live/team/poll").json
    assert polled is not None
    assert "work" in polled["panels"]
    assert room.cast.ines.get(f"/x/{room.cast.exercise}/at/KES/live/seats").status_code == 200
    room_side = room.cast.ines.get(f"/x/{room.cast.exercise}/live/control/poll").json
    assert room_side is not None
    assert "alerts" in room_side["panels"]


def test_without_taking_over_the_trainer_looks_and_cannot_write(house: House, room: Room) -> None:
    for page in PAGES:
        answer = room.cast.ines.get(desk(room, page))
        assert answer.status_code == 200, page
        assert "nothing can be sent" in answer.text
    before = house.store.published(room.cast.exercise).sequence
    fields = {"to": "SOV.authority", "office": "authority", "text": "No", "command_id": "lookingonly00000"}
    refused = room.cast.ines.post(desk(room, "messages"), {**fields})
    assert refused.status_code == 422
    assert "Take Kestria over first" in refused.text
    assert house.store.published(room.cast.exercise).sequence == before


def test_handing_back_ends_the_writing(room: Room) -> None:
    take(room)
    room.post("/countries/KES/give", on="/countries/KES")
    assert "nothing can be sent" in room.cast.ines.get(desk(room)).text


def test_back_to_the_room(room: Room) -> None:
    take(room)
    assert f'href="{room.address("/countries/KES")}"' in room.cast.ines.get(desk(room)).text


def test_the_people_of_the_country_see_that_and_keep_their_own_desk(room: Room) -> None:
    take(room)
    theirs = room.cast.brava.get(own_desk(room))
    assert theirs.status_code == 200
    assert "as exercise control" not in theirs.text


def test_only_a_trainer_has_the_desks_of_others(room: Room) -> None:
    for person in (room.cast.otto, room.cast.alba, room.cast.brava):
        assert person.get(desk(room)).status_code == 403
        assert person.get(f"/x/{room.cast.exercise}/at/KES/live/team/poll").status_code == 403


def test_control_begins_a_request_for_the_country(house: House, room: Room) -> None:
    take(room)
    before = len(house.store.published(room.cast.exercise).teams["KES"].requests)
    fields = {"sought": "bank_records", "requested": "SOV", "target": "1", "command_id": "controldrafts000"}
    answer = room.cast.ines.post(desk(room, "requests/new"), {**fields})
    assert answer.status_code == 303, answer.text
    assert len(house.store.published(room.cast.exercise).teams["KES"].requests) == before + 1
    form = room.cast.ines.get(answer.headers["Location"])
    assert form.status_code == 200
    assert "You play Kestria as exercise control" in form.text


def test_the_people_page_says_who_plays_a_country_that_was_taken_over(house: House, room: Room) -> None:
    assert "exercise control plays it" not in room.get("/people")
    take(room, "ISA")
    page = room.get("/people")
    isandre = page[page.index("ISA</") :].partition("</tbody>")[0]
    assert "exercise control plays it" in isandre
    assert "automatic" not in isandre
    assert "free" in isandre
    house.store.execute(room.cast.exercise, EndExercise(id="theend", member=CONTROL))
    assert "exercise control plays it" not in room.get("/people")
