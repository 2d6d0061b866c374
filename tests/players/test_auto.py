"""The automatic office: it begins nothing of its own but the protection of people at home."""

from __future__ import annotations

from simulation.exercise.measures.events import MeasureOrdered
from simulation.exercise.messages.state import Messages
from simulation.exercise.procedures.letter.events import RequestOpened
from simulation.kernel.agenda import DAY
from simulation.scenario.schema.scenario import Scenario
from tests.players.conftest import played

LONGEST_DAYS = 10
"""An office is awake every seven days, and not at weekends."""


def test_who_is_at_risk_at_home_is_protected_soon(shipped: Scenario) -> None:
    run = played(shipped, "auto", 7, 120)
    ordered = {
        (each.country, each.target): each.at
        for each in run.events
        if isinstance(each, MeasureOrdered) and each.kind == "protection"
    }
    known = {
        (code, risk.person): risk.since
        for code, country in run.exercise.state.countries.items()
        for risk in country.file.risks.all
    }
    waited = {each: (at - max(0, known[each])) // DAY for each, at in ordered.items() if each in known}
    assert waited
    assert max(waited.values()) <= LONGEST_DAYS, waited


def test_nothing_else_is_begun(shipped: Scenario) -> None:
    run = played(shipped, "auto", 7, 120)
    opened = [each for each in run.events if isinstance(each, RequestOpened) and each.at >= 0]
    assert [each for each in opened if "/auto/" in each.request] == []
    assert [each for each in run.exercise.state.part(Messages).sent if "at_risk" in each.key] == []
