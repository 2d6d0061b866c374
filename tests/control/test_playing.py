"""At a country's desk the trainer plays it while it is taken over, and otherwise looks only."""

from simulation.exercise.commands import Seat
from simulation.records import Office
from tests.control.conftest import Room
from tests.webapp.house import House

PAGES = ("", "requests", "documents", "board", "measures", "assets", "messages", "meetings", "reports", "case", "map")


def desk(room: Room, page: str = "") -> str:
    return f"/x/{room.cast.exercise}/desk/{page}"


def take(room: Room, country: str = "KES") -> None:
    assert room.post(f"/countries/{country}/take", on=f"/countries/{country}").status_code == 303
    opened = room.post(f"/countries/{country}/desk", command_id="")
    assert opened.status_code == 303
    assert opened.headers["Location"].endswith(desk(room))


def test_no_desk_before_one_is_opened(room: Room) -> None:
    assert room.cast.ines.get(desk(room)).status_code == 403
    assert room.post("/countries/XXX/desk", command_id="").status_code == 404


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
    polled = room.cast.ines.get(f"/x/{room.cast.exercise}/live/team/poll").json
    assert polled is not None
    assert "work" in polled["panels"]
    assert room.cast.ines.get(f"/x/{room.cast.exercise}/live/seats").status_code == 200
    room_side = room.cast.ines.get(f"/x/{room.cast.exercise}/live/control/poll").json
    assert room_side is not None
    assert "alerts" in room_side["panels"]


def test_without_taking_over_the_trainer_looks_and_cannot_write(house: House, room: Room) -> None:
    room.post("/countries/KES/desk", command_id="")
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


def test_back_to_the_room_closes_the_desk(room: Room) -> None:
    take(room)
    left = room.post("/desk/close", command_id="")
    assert left.headers["Location"].endswith(room.address("/countries/KES"))
    assert room.cast.ines.get(desk(room)).status_code == 403


def test_the_people_of_the_country_see_that_and_keep_their_own_desk(room: Room) -> None:
    take(room)
    theirs = room.cast.brava.get(desk(room))
    assert theirs.status_code == 200
    assert "as exercise control" not in theirs.text


def test_a_desk_opened_without_being_a_trainer_opens_nothing(room: Room) -> None:
    with room.cast.otto.client.session_transaction() as cookie:
        cookie["playing"] = {room.cast.exercise: "KES"}
    assert room.cast.otto.get(desk(room)).status_code == 403


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
