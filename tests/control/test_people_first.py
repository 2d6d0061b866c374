"""Where a list says what waits, people at risk come first, whatever else is due."""

import re

from simulation.exercise.clock.commands import Jump
from simulation.exercise.core.command import Seat
from simulation.exercise.measures.commands import OrderMeasure
from simulation.exercise.views.work_list import waiting
from simulation.kernel.terms import Office
from simulation.scenario.schema.play import MeasureKind
from tests.control.conftest import Room
from tests.webapp.house import House


def test_on_every_desk_and_in_the_control_room(house: House, unguarded: Room) -> None:
    house.store.execute(unguarded.cast.exercise, Jump(id="jump00001", member="control", days=30))
    teams = house.store.published(unguarded.cast.exercise).teams
    at_risk = {code for code, view in teams.items() if any(until is None for _who, _since, until in view.at_risk)}
    assert at_risk
    for code in at_risk:
        items = waiting(teams[code].work, None)
        kinds = [item.about_kind == "person" for item in items]
        assert kinds[0], code
        assert kinds == sorted(kinds, reverse=True), code
        assert any(item.due_day is not None for item in items[1:]), "something else is due sooner"
    alerts = re.search(r"<h2>Alerts</h2>.*?</section>", unguarded.get("/"), re.DOTALL)
    assert alerts is not None
    titles = re.findall(
        r"(\d+ (?:person|people) at risk|past (?:its|their) usual|past its limit|not answered|pen holder is away)",
        alerts[0],
    )
    assert "at risk" in titles[0]


def test_a_trainer_sees_where_protection_is_ordered_and_not_yet_in_place(house: House, unguarded: Room) -> None:
    team = house.store.published(unguarded.cast.exercise).teams["VAL"]
    person = next(who for who, _since, until in team.at_risk if until is None)
    holder = next(seat.pen for seat in team.seats if seat.seat.office == Office.POLICE)
    said = "Protection of 1 person is ordered and not yet in place."
    assert said not in unguarded.get("/")
    order = OrderMeasure(
        id="protect1", member=holder, by=Seat("VAL", Office.POLICE), kind=MeasureKind.PROTECTION, target=person
    )
    house.store.execute(unguarded.cast.exercise, order)
    page = unguarded.get("/")
    assert "Valmora: 1 person at risk is not protected" in page
    assert page.count(said) == 1
