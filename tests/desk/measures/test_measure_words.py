"""What pages of measures and of money offer: what the seat can order, in words that fit the act."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from simulation.casework.documents.document import AssertionKind
from simulation.casework.file.measures import measure_rule
from simulation.exercise.measures.protection import THINKS_DAYS
from simulation.exercise.measures.views import MeasureView
from simulation.exercise.views.people_stories import people
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Office
from simulation.scenario.schema.play import MeasureKind
from tests.builders.views import PERSON, team
from tests.desk.journeys import desk, view
from tests.webapp.conftest import Cast
from tests.webapp.house import House, nobody
from webapp.desk.measures.rows import measure_rows
from webapp.desk.readable import Reader
from webapp.desk.story_rows import story_rows


@pytest.mark.parametrize(
    ("seat", "button"), [("prosecutor", "Freeze at home"), ("fiu", "Suspend a transaction"), ("police", "")]
)
def test_money_is_held_by_what_the_seat_can_order(house: House, cast: Cast, seat: str, button: str) -> None:
    """The seat's own is a button; the other is told with the office that orders it."""
    cara = nobody(house, "Cara", cast.exercise)
    assert cara.join(seat, "SOV").status_code == 303
    page = cara.get(desk(cast, "assets")).text
    orders = {"Freeze at home": "Prosecutor", "Suspend a transaction": "Financial intelligence unit"}
    assert {each for each in orders if re.search(rf">\s*{each}\s*</a>", page)} == ({button} if button else set())
    assert {each for each, by in orders.items() if f"{each} ({by})" in page} == orders.keys() - {button}


def test_an_account_is_listed_with_its_holder(house: House, cast: Cast) -> None:
    shown = view(house, cast, cast.alba)
    holds = next(
        said
        for filed in shown.documents
        for said in filed.document.assertions
        if said.kind is AssertionKind.HOLDS and shown.entity(said.object) and shown.entity(said.subject)
    )
    account, holder = shown.entity(holds.object), shown.entity(holds.subject)
    assert account is not None
    assert holder is not None
    page = cast.alba.get(desk(cast, "measures?kind=freeze")).text
    option = re.search(rf"<option[^>]*>([^<]*{re.escape(account.label)}[^<]*)<", page)
    assert option is not None
    assert holder.label in html.unescape(option[1])


def test_protection_that_is_under_way_is_not_called_running(reading: Callable[[TeamView], Reader]) -> None:
    order = MeasureView("SOV/m1", "protection", PERSON.key, Office.POLICE, DAY, DAY, True, "", ())
    (row,) = measure_rows((order,), reading(team(entities=(PERSON,), measures=(order,))))
    assert row.state.startswith("under way since")
    assert not row.brings
    (search,) = measure_rows((replace(order, kind="search"),), reading(team(entities=(PERSON,))))
    assert search.state.startswith("running since")


def test_an_offer_has_its_own_day_and_protection_another(reading: Callable[[TeamView], Reader]) -> None:
    order = MeasureView("SOV/m1", "protection", PERSON.key, Office.POLICE, DAY, 2 * DAY, False, "offered", ())
    (row,) = measure_rows((order,), reading(team(entities=(PERSON,), measures=(order,))))
    assert row.state.startswith("offered: the person thinks it over")
    safe = ((PERSON.key, DAY, 7 * DAY),)
    (row,) = measure_rows((order,), reading(team(entities=(PERSON,), measures=(order,), at_risk=safe)))
    days = [reading(team()).calendar.short(day * DAY) for day in (2, 7)]
    assert row.state == f"offered on {days[0]}; protected since {days[1]}"


def test_the_days_until_protection_count_the_time_to_think(reading: Callable[[TeamView], Reader]) -> None:
    days = measure_rule(MeasureKind.PROTECTION).days
    view = team(entities=(PERSON,), at_risk=((PERSON.key, 2 * DAY, None),))
    (row,) = story_rows(tuple(people(view, 0)), reading(view))
    assert row.lines[-1].text.startswith(
        f"Protection is usually in place {days[1]:.0f} to {days[3]:.0f} days after the order. "
        f"It is in place {THINKS_DAYS} days later if the person first wants time to think."
    )


def test_the_question_before_protection_is_not_that_before_an_arrest(house: House, cast: Cast) -> None:
    cara = nobody(house, "Cara", cast.exercise)
    assert cara.join("police", "SOV").status_code == 303
    shown = view(house, cast, cara)
    number, person = next((n, each) for n, each in enumerate(shown.entities, start=1) if each.kind == "person")
    page = cara.get(desk(cast, f"measures?target={number}")).text
    asked = re.search(r'id="kind-protection".*?>', page, flags=re.DOTALL)
    assert asked is not None
    assert f"Protect {person.label}?" in asked[0]
    assert "never depends on testimony" in asked[0]
    assert "cannot withdraw" not in asked[0]
    assert 'data-tone="calm"' in asked[0]
    arrest = re.search(r'id="kind-arrest".*?>', page, flags=re.DOTALL)
    assert arrest is not None
    assert "data-tone" not in arrest[0]
