"""The policy that stays at home: it begins nothing abroad, works what was inherited, and does the rest."""

from __future__ import annotations

from simulation.exercise.matters.state import Procedures
from simulation.exercise.measures.events import MeasureOrdered
from simulation.exercise.messages.state import Messages
from simulation.exercise.procedures.letter.events import RequestMoved, RequestOpened
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.scenario.schema.scenario import Scenario
from tests.players.conftest import played


def test_nothing_is_begun_abroad_and_the_rest_is_done(shipped: Scenario) -> None:
    run = played(shipped, "home", 7, 120)
    state, own = run.exercise.state, {country.code for country in shipped.played}
    assert [
        each for each in run.events if isinstance(each, RequestOpened) and each.at >= 0 and "/auto/" in each.request
    ] == []
    begun = [kept.matter for kept in state.part(Procedures).begun.values() if "/auto/" in kept.matter.key]
    assert [each for each in begun if each.requesting in own and each.requested != each.requesting] == []
    assert [each for each in state.part(Messages).sent if "spontaneous" in each.key] == []
    ordered = {each.kind for each in run.events if isinstance(each, MeasureOrdered)}
    assert {"production_order", "arrest", "freeze", "protection"} <= ordered
    inherited = {key for key, kept in state.part(Letters).requests.items() if kept.inherited}
    decided = {each.request for each in run.events if isinstance(each, RequestMoved) and each.by.value == "player"}
    assert decided & inherited
