"""The page of a request in the control room says what the two sides read."""

from simulation.scenario.schema.play import Route
from tests.control.conftest import Room
from tests.webapp.house import House


def test_a_question_between_police_is_not_said_to_be_for_evidence(house: House, room: Room) -> None:
    shown = house.store.published(room.cast.exercise)
    general = {words.get("request.purpose") for words in shown.scenario.texts.values()}
    asked = next(
        each for each in shown.control.requests if each.route is Route.POLICE and each.content.purpose in general
    )
    page = room.get(f"/requests/{asked.label}")
    assert "For intelligence only. The information will not be used as evidence." in page
    assert asked.content.purpose not in page
    letter = next(each for each in shown.control.requests if each.route is Route.MLA and each.content.purpose)
    assert letter.content.purpose in room.get(f"/requests/{letter.label}")
