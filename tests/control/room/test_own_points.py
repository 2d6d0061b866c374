"""Points to rule on: those about decisions of teams with people come first, and the room counts them apart."""

import re

from tests.control.conftest import Room
from tests.webapp.house import House


def test_points_on_the_teams_own_decisions_come_first_and_are_counted_apart(house: House, room: Room) -> None:
    view = house.store.published(room.cast.exercise).control
    played = {line.country for line in view.countries if any(not seat.automatic for seat in line.seats)}
    assert played == {"SOV", "KES"}
    still_open = [point for point in view.points if not point.ruled]
    own = [point for point in still_open if point.requested in played]
    assert own
    assert len(own) < len(still_open)
    console = room.get("/part/points")
    assert f"{len(own)} open on teams’ decisions" in console
    assert f"{len(still_open) - len(own)} other" in console
    page = room.get("/points")
    heads = re.findall(r'r-point-kind">(.*?)</div>', page, re.DOTALL)
    marked = ["about the teams’ own decisions" in head for head in heads]
    assert any(marked)
    assert marked == sorted(marked, reverse=True)
