"""The case plan on the case page: both tracks as the own file shows them, for the own team alone."""

from __future__ import annotations

import re

import pytest

from simulation.kernel.entities import EntityKind
from simulation.scenario.schema.scenario import Scenario
from tests.desk.journeys import desk, hidden, view
from tests.webapp.conftest import Cast
from tests.webapp.house import House, Person, nobody
from webapp.desk.case import plan_rows as plan_view


@pytest.fixture
def petra(house: House, cast: Cast) -> Person:
    """The prosecutor of the country whose central authority is Alba's."""
    petra = nobody(house, "Petra", cast.exercise)
    assert petra.join("prosecutor", "SOV").status_code == 303
    return petra


def planned(house: House, cast: Cast, petra: Person, offence: str = "laundering") -> str:
    """The case page after somebody of the file, whose account it knows, was put into the plan."""
    shown = view(house, cast, petra)
    holder = next(
        link.a
        for link in shown.board.links
        if link.kind in {"holds", "owns"} and (who := shown.entity(link.a)) and who.kind is EntityKind.PERSON
    )
    number = next(n for n, each in enumerate(shown.entities, start=1) if each.key == holder)
    page = petra.get(desk(cast, "case")).text
    values = {**hidden(page, "case/plan"), "person": str(number), "offence": offence}
    assert petra.post(desk(cast, "case/plan"), values).status_code == 303
    return petra.get(desk(cast, "case")).text


def plan_part(page: str) -> str:
    return page.partition('id="plan"')[2].partition('id="plan-person"')[0]


def test_both_tracks_stand_side_by_side_with_the_papers_behind_them(
    house: House, cast: Cast, petra: Person, scenario: Scenario
) -> None:
    part = plan_part(planned(house, cast, petra))
    shown = view(house, cast, petra)
    (plan,) = shown.plans
    person = shown.entity(plan.person)
    assert person is not None
    assert person.label in part
    law = scenario.country("SOV").offence("laundering")
    assert law is not None
    assert part.count("r-planned") >= len(law.elements)
    assert re.search(r"\d of \d proved", part)
    assert "held" in part or "no account of this person" in part
    assert plan.key not in part


def test_it_is_nobody_elses_and_can_be_handed_on_and_taken_out(house: House, cast: Cast, petra: Person) -> None:
    planned(house, cast, petra)
    assert "Put into the plan" in cast.brava.get(desk(cast, "case")).text
    assert "You have chosen no suspect yet" in cast.brava.get(desk(cast, "case")).text
    assert "You have chosen no suspect yet" not in cast.alba.get(desk(cast, "case")).text, "its own authority sees it"
    plan = house.handle(cast.exercise, "plan", view(house, cast, petra).plans[0].key, "SOV")
    page = petra.get(desk(cast, f"handovers?about=plan:{plan}")).text
    values = {**hidden(page, "handovers", "command_id"), "to": "authority", "text": "Please ask for the records."}
    assert petra.post(desk(cast, "handovers"), values).status_code == 303
    assert "Case plan: " in cast.alba.get(desk(cast, "")).text
    page = cast.alba.get(desk(cast, "case")).text
    out = hidden(page, "case/plan", "Take out")
    assert cast.alba.post(desk(cast, "case/plan"), out).status_code == 303
    assert view(house, cast, petra).plans == ()
    assert "Case plan: " in cast.alba.get(desk(cast, "handovers")).text
    assert "plan/" not in re.sub(r'="[^"]*"', "", cast.alba.get(desk(cast, "handovers")).text)


def test_at_exam_level_it_says_what_has_to_be_proved_and_not_how_that_stands(
    house: House, cast: Cast, petra: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan_view, "help_level", lambda: "exam")
    part = plan_part(planned(house, cast, petra))
    assert part.count("r-planned") > 1
    assert "proved" not in part
    assert "D-0" not in part
