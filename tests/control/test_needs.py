"""The page of chains: what each country needs, how far that has come, in words, for trainers alone."""

from __future__ import annotations

import re
from html import unescape
from threading import Event

import pytest

from simulation.exercise.core.command import Command, Seat
from simulation.exercise.procedures.letter.commands import OpenDraft
from simulation.kernel.terms import Office
from simulation.needs.chains import KnownDays, links_of
from simulation.needs.dates import lost_days
from simulation.scenario.schema.play import Sought
from simulation.scenario.schema.scenario import FrozenScenario
from tests.control.conftest import Room
from tests.needs.conftest import frozen
from tests.webapp.house import House
from webapp.control.records.loss_days import LossDays
from webapp.live.panels import Kind, Viewer
from webapp.store.published_views import Published
from webapp.visit.visitor import Services

__all__ = ["frozen"]

NEXT = "need/kes_next_account"


def published(house: House, room: Room) -> Published:
    return house.store.published(room.cast.exercise)


def article(house: House, room: Room, need: str) -> str:
    """What the page says of one need, as text."""
    page = room.get("/needs")
    start = page.index(f'id="{house.handle(room.cast.exercise, "need", need)}"')
    text = re.sub(r"<[^>]+>", " ", page[start : page.index("</article>", start)])
    return " ".join(unescape(text).split())


def versions(house: House, room: Room) -> dict[str, str]:
    services: Services = house.services
    return services.panels.of(Viewer(room.cast.exercise, Kind.CONTROL))


def ask(house: House, room: Room, target: str) -> None:
    """Kestria opens a draft to Isandre for bank records."""
    done: Command = OpenDraft(
        id=f"asks {target}",
        member=next(each.id for each in house.members(room.cast.exercise) if each.country == "KES"),
        by=Seat("KES", Office.AUTHORITY),
        sought=Sought.BANK_RECORDS,
        requested="ISA",
        targets=(target,),
    )
    house.store.execute(room.cast.exercise, done)


def test_every_chain_stands_there_with_names_and_no_key(house: House, room: Room) -> None:
    page = unescape(room.get("/needs"))
    shown = published(house, room)
    for link in links_of(shown.scenario):
        assert shown.scenario.text(f"chain.{link.chain}") in page
    labels = {key: label for each in shown.needs for key, label in each.names}
    assert str(labels["account/trading_second"]) in page
    said = article(house, room, NEXT)
    assert f"Kestria lacks the destination of the money: {labels['account/trading_second']}" in said
    assert f"Bank records: {labels['account/forwarding']}, {labels['company/forwarding']} (CETS198, UNTOC, BIL)" in said
    assert "Not asked for" in said
    assert not re.search(r"\b(account|company|cast|phone|container|need)/\w", page)


def test_it_says_how_far_a_need_has_come_and_renews_itself_for_that_alone(house: House, room: Room) -> None:
    before = versions(house, room)["needs"]
    ask(house, room, "account/trading_main")
    assert versions(house, room)["needs"] == before, "a request about something else is no news of a need"
    ask(house, room, "account/forwarding")
    assert versions(house, room)["needs"] != before
    said = article(house, room, NEXT)
    assert "A draft, not sent" in said
    assert "Asked day 1 Sent – Answered – Used –" in said
    assert "0 sent, 0 answered, 0 used" in room.get("/needs")


def test_nobody_of_a_team_is_told_of_it(house: House, room: Room) -> None:
    before = {code: house.services.panels.of(team_viewer(house, room, code)) for code in ("SOV", "KES")}
    facets = published(house, room).facets
    assert "needs" in facets["control"]
    assert all("needs" not in facets[code] for code in before)
    house.services.panels.has_worked_out(room.cast.exercise)
    assert {code: house.services.panels.of(team_viewer(house, room, code)) for code in before} == before
    for path in ("/needs", "/needs/part"):
        assert room.cast.alba.get(room.address(path)).status_code == 403


def team_viewer(house: House, room: Room, country: str) -> Viewer:
    member = next(each.id for each in house.members(room.cast.exercise) if each.country == country)
    return Viewer(room.cast.exercise, Kind.TEAM, country, member)


def test_trainers_find_it_from_the_lobby_and_the_room(room: Room) -> None:
    link = f'href="{room.address("/needs")}"'
    assert link in room.cast.ines.get(f"/x/{room.cast.exercise}/lobby/").text
    assert link not in room.cast.alba.get(f"/x/{room.cast.exercise}/lobby/").text
    assert room.get("/").count(link) == 2


@pytest.mark.acceptance("works out the days of a small world in another process")
def test_days_are_worked_out_once_beside_the_server(frozen: FrozenScenario) -> None:
    known, told = LossDays(), [Event(), Event()]
    assert known.of("one", frozen.scenario, told[0].set) is None
    assert known.of("two", frozen.scenario, told[1].set) is None
    assert all(each.wait(120) for each in told)
    days = known.of("one", frozen.scenario, told[0].set)
    assert days == lost_days(frozen)
    assert days is known.of("two", frozen.scenario, told[0].set)
    assert days["need/alv_next"] == 71
    links = {link.need: link for link in links_of(frozen.scenario, {key: KnownDays(day) for key, day in days.items()})}
    assert [phrase.code for phrase in links["need/alv_next"].days] == ["need.from", "need.lost.drain"]
    assert dict(links["need/alv_next"].days[1].params)["day"] == 71
