"""Money that is traced and not held is called so on the page of assets, with the form that holds it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from simulation.exercise.views.team_view import TeamView
from simulation.kernel.entities import EntityKind
from simulation.kernel.terms import Office
from simulation.scenario.schema.play import Sought
from tests.builders.views import ACCOUNT, asset, procedure, request, team
from tests.desk.journeys import desk, view
from tests.desk.procedures.test_every_act import OWN_FORM, filled
from tests.webapp.conftest import Cast
from tests.webapp.house import House, nobody
from webapp.desk.measures.traced_rows import traced_rows
from webapp.desk.readable import Reader

Reading = Callable[[TeamView], Reader]


def test_who_traces_an_account_reads_that_its_money_is_not_held(house: House, cast: Cast) -> None:
    petra = nobody(house, "Petra", cast.exercise)
    assert petra.join("prosecutor", "SOV").status_code == 303
    path = desk(cast, "procedures/new/freezing")
    (body,) = OWN_FORM.findall(petra.get(path).text)
    known = view(house, cast, petra).entities
    number, account = next((n, each) for n, each in enumerate(known, start=1) if each.kind is EntityKind.ACCOUNT)
    given = {**filled(body, []), "subject": str(number), "requested": account.country}
    assert petra.post(path, given).status_code == 303
    page = petra.get(desk(cast, "assets")).text
    traced = page[page.index('id="traced"') :].partition("</section>")[0]
    assert "The money in these accounts is not held: it can leave at any time." in traced
    assert re.search(r'href="[^"]*(?:measures\?kind=freeze|requests/new\?)[^"]*target=\d+', traced)


@pytest.mark.parametrize(
    ("country", "office", "way"),
    [
        ("KES", Office.AUTHORITY, "sought=freeze"),
        ("KES", Office.POLICE, "/acts"),
        ("SOV", Office.PROSECUTOR, "kind=freeze"),
        ("SOV", Office.POLICE, "/acts"),
    ],
)
def test_the_way_to_hold_money_is_the_form_of_the_seat(
    reading: Reading, country: str, office: Office, way: str
) -> None:
    followed = procedure(status="traced", requested=country)
    reader = replace(reading(team(entities=(ACCOUNT,), procedures=(followed,))), offices=(office,))
    (row,) = traced_rows(reader)
    assert way in row.way_url


def test_money_that_is_held_or_asked_for_is_not_called_free_to_hold(reading: Reading) -> None:
    followed = procedure(status="traced")
    held = reading(team(entities=(ACCOUNT,), procedures=(followed,), assets=(asset("frozen"),)))
    assert not traced_rows(held)
    asked = request(sought=Sought.FREEZE, status="sent", holder="channel")
    (row,) = traced_rows(reading(team(entities=(ACCOUNT,), procedures=(followed,), requests=(asked,))))
    assert row.way == "Open request SOV-KES-01, which asks for a hold"
