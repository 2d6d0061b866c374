"""Nobody but a trainer gets into the room, on any of its addresses."""

from tests.control.conftest import Room
from webapp.control.area import VIEWS

FILLED = {"code": "SOV", "number": "1", "handle": "0123456789", "name": "clock", "who": "unknown"}


def addresses(room: Room) -> list[tuple[str, str]]:
    found = []
    for rule in room.cast.ines.house.app.url_map.iter_rules():
        if rule.endpoint.startswith("control."):
            values = {name: FILLED[name] for name in rule.arguments if name != "exercise"}
            built = rule.build({"exercise": room.cast.exercise, **values}, append_unknown=False)
            assert built is not None
            found.append((built[1], "POST" if "POST" in (rule.methods or ()) else "GET"))
    return found


def test_every_view_has_a_row_and_an_address(room: Room) -> None:
    endpoints = {rule.endpoint for rule in room.cast.ines.house.app.url_map.iter_rules()}
    assert {each for each in endpoints if each.startswith("control.")} == {f"control.{view}" for view in VIEWS}


def test_members_and_strangers_stay_outside(room: Room) -> None:
    found = addresses(room)
    assert len(found) >= len(VIEWS)
    for address, method in found:
        for person in (room.cast.alba, room.cast.otto):
            answer = person.get(address) if method == "GET" else person.post(address, {})
            assert answer.status_code in {303, 403}, (address, person.name)
            assert "Adversary" not in answer.text
            if answer.status_code == 303:
                assert "/sign-in" in answer.headers["Location"]
