"""The world beside what each team knows of it: told from the team's own papers, for trainers alone."""

from __future__ import annotations

import re

from tests.control.conftest import Room
from tests.webapp.house import House
from webapp.control.records.world import Knowing, knowledge


def test_each_fact_is_marked_by_each_teams_own_papers(house: House, room: Room) -> None:
    page = room.get("/world")
    views = house.store.published(room.cast.exercise)
    labels = {entity.key: entity.label for team in views.teams.values() for entity in team.entities}
    coordinator = next(member for member in views.scenario.crime.cast if str(member.function) == "coordinator")
    row = next(each for each in re.findall(r"<tr>.*?</tr>", page, re.DOTALL) if labels[coordinator.key] in each)
    shown = re.findall(r"r-know-(\w+)", row)
    for mark, (code, team) in zip(shown, views.teams.items(), strict=True):
        stands = any(
            filed.document.use.stands and coordinator.key in {said.subject, said.object}
            for filed in team.documents
            for said in filed.document.assertions
        )
        assert (mark == "evidence") is stands, code
        assert knowledge(team).get(coordinator.key, Knowing.NOTHING) == mark
    assert {"evidence", "lead", "nothing"} <= set(re.findall(r"r-know-(\w+)\" title", page))


def test_the_map_of_each_team_stands_beside_the_worlds(room: Room) -> None:
    for code, name in (("SOV", "Sorvane"), ("KES", "Kestria")):
        page = room.get(f"/world?team={code}")
        assert "Map of the world as it is" in page
        assert f"Map of {name}, from its own documents" in page
        assert f"/at/{code}/desk/board" in page
    assert "Map of Sorvane" in room.get("/world?team=XXX")
    assert room.cast.alba.get(room.address("/world")).status_code == 403
