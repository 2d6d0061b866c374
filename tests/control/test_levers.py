"""Levers in the trainer's hands: shown with their source, decided once, told to the country's desk."""

from tests.control.conftest import Room
from tests.webapp.house import House


def test_a_lever_is_decided_once_and_told(house: House, room: Room) -> None:
    page = room.get("/countries/SOV")
    assert "Standard forms" in page
    assert "figures of the exercise" in page
    command = "lever/SOV/standard_forms"
    sent = room.post("/countries/SOV/levers", on="/countries/SOV", lever="standard_forms")
    assert sent.status_code == 303, command
    assert "in force from day" in room.get("/countries/SOV")
    view = house.store.published(room.cast.exercise).teams["SOV"]
    assert any(line.what.code == "digest.lever_decided" for line in view.digest)
    again = room.post("/countries/SOV/levers", lever="standard_forms", command_id="otherotherother1")
    assert again.status_code == 422
    assert "decided on this already" in again.text
    assert "Decided for Sorvane: Standard forms" in room.get("/journal")
