"""After a jump the room counts what each country got; late requests stand in one row a country; money is on the map."""

import re

from simulation.exercise.core.digest import AlertView
from simulation.exercise.registry import load_scenario
from simulation.exercise.views.control_view import MarkView
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Phrase
from simulation.law.book.content import Content
from simulation.scenario.load import directory_of
from tests.builders.views import request
from tests.control.conftest import Room
from tests.webapp.house import House
from webapp.control.room.alerts import bound


def test_a_jump_leads_to_a_line_for_each_country(house: House, room: Room) -> None:
    assert "What the jump and this move brought" not in room.get("/")
    answer = room.post("/jump", days="30", ends_move="yes")
    page = room.cast.ines.get(answer.headers["Location"]).text
    assert "What the jump and this move brought" in page
    teams = house.store.published(room.cast.exercise).teams
    start = page.index("What the jump and this move brought")
    card = page[start : page.index("</section>", start)]
    assert card.count("<li") == len(teams)
    assert "documents" in card
    assert card.count("/control/hot-wash/") == len(teams)
    assert card in room.get("/"), "it stays for the whole move"
    assert card in room.get("/part/arrivals")


def test_an_alert_of_somebody_at_risk_counts_the_days(house: House, unguarded: Room) -> None:
    for _jump in range(2):
        unguarded.post("/jump", days="40", ends_move="yes")
    shown = house.store.published(unguarded.cast.exercise)
    code, days = next(
        (code, shown.control.clock.now // DAY - min(waiting) // DAY)
        for code, view in shown.teams.items()
        if (waiting := [known for _person, known, until in view.at_risk if until is None])
    )
    page = unguarded.get("/?alerts=all")
    assert re.search(rf"nprotected for {days} days?\.", page), code
    assert "Known since day" not in page


def test_late_requests_of_a_country_are_one_row_and_never_red(house: House, room: Room) -> None:
    for _jump in range(3):
        room.post("/jump", days="40", ends_move="yes")
    view = house.store.published(room.cast.exercise).control
    late = [alert for alert in view.alerts if alert.what.code == "alert.late"]
    assert len(late) > 1
    page = room.get("/?alerts=all")
    holders = {str(dict(alert.why.params)["country"]) for alert in late}
    start = page.index(">Alerts<")
    shown = page[start : page.index("</section>", start)]
    assert shown.count("usual time") == len(holders)


def test_an_alert_tells_a_limit_from_a_usual_time() -> None:
    glass = load_scenario(directory_of("glass-harbour"))
    pair = next(each for each in glass.pairs if "EIO" in each.instruments)
    late = AlertView("late/x", "amber", Phrase("alert.late"), Phrase("alert.late.why"), "request", "x")
    ordered = request(requesting=pair.a, requested=pair.b, status="deciding", content=Content(basis="EIO"))
    assert bound(late, ordered, glass).what.code == "alert.late.limit"
    other = next(each for each in glass.pairs if each.instruments == ("UNTOC",))
    asked = request(requesting=other.a, requested=other.b, status="deciding", content=Content(basis="UNTOC"))
    assert bound(late, asked, glass) == bound(late, None, glass) == late


def test_money_between_countries_is_on_the_map(house: House, room: Room) -> None:
    marks: list[MarkView] = []
    for _jump in range(3):
        room.post("/jump", days="40", ends_move="yes")
        marks = [m for m in house.store.published(room.cast.exercise).control.marks if m.kind == "money"]
        if marks:
            break
    assert marks
    assert all(mark.amount > 0 and mark.place != mark.to for mark in marks)
    page = room.get("/")
    assert page.count("r-badge-shape") >= len(marks)
