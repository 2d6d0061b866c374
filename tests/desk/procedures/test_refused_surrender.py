"""On pages: a proposal before a surrender is refused, what both sides read of the refusal, and the trainer's ruling."""

from __future__ import annotations

import re

from simulation.exercise.procedures.extradition.table import EXTRADITION
from simulation.exercise.procedures.extradition.table import ExtraditionStatus as Status
from simulation.kernel.terms import Office
from tests.control.conftest import Room
from tests.desk.journeys import desk
from tests.desk.procedures.test_every_end import Gathered, Pages, gathered, laid
from tests.exercise.procedures.test_extradition import AT_COURT, BROKER

__all__ = ["gathered"]

POINT = re.compile(r'action="[^"]*/points/([0-9a-z]+)"')


def page(table: Pages, country: str) -> str:
    """The page of the procedure as the central authority of a country reads it."""
    person = table.people[country, Office.AUTHORITY]
    return person.get(desk(table.cast, f"procedures/{table.view(country).label}")).text


def test_a_proposal_an_argument_and_a_ruling(gathered: Gathered) -> None:
    table = laid(gathered, *BROKER)
    table.open(EXTRADITION, Office.PROSECUTOR, terms=(("offence", "trafficking"),))
    table.play(AT_COURT)
    assert "Make a proposal before you refuse" in page(table, "ISA")
    table.act("asked", "consult_on_surrender", {"ground": "ETS24-7.1"})
    assert table.status == Status.CONSULTED
    assert "Answer the proposal" in page(table, "VAL")
    table.act("asking", "answer_on_surrender", {"said_to_it": "consult_no"})
    refusing = page(table, "ISA")
    assert "Why a condition, partial execution or a later date would not be enough" in refusing
    assert 'data-confirm="{ground.follows} {ground.lacks} This ends the procedure' in refusing
    assert "Missing: {parts}." in refusing
    assert re.search(r'value="[^"]+"\s+data-follows="This is not a ground between the two countries', refusing)
    table.act("asked", "refuse_surrender", {"ground": "ETS24-7.1", "alternative": "", "text": "No."})
    ours, theirs = page(table, "ISA"), page(table, "VAL")
    for shown in (ours, theirs):
        assert "Findings about the refusal" in shown
        assert "The refusal does not give full reasons yet" in shown
    room = Room(table.cast)
    points = room.get("/points")
    assert table.view("ISA").label in points
    for handle in POINT.findall(points):
        answer = room.post(f"/points/{handle}", on="/points", verdict="stands", reasons="Five words at least are owed")
        assert answer.status_code == 303, answer.text
    assert "Five words at least are owed" in page(table, "VAL")
