"""Formalities are checked before the return: what the executing body does not do by itself has to be added."""

from __future__ import annotations

import pytest

from simulation.casework.proof.usability import Defect, usability
from simulation.exercise.core.event import FindingMade
from simulation.exercise.core.settings import Settings
from simulation.exercise.core.state import State
from simulation.exercise.procedures.letter.opening import open_request
from simulation.exercise.procedures.letter.play import execution
from simulation.exercise.procedures.letter.play.state import RequestState
from simulation.exercise.procedures.letter.statuses import LetterAction
from simulation.kernel.terms import Office, Side
from simulation.law.book.assistance_types import kind_of
from simulation.law.book.content import Content
from simulation.matters.matter import LogEntry
from simulation.players.policies import players
from simulation.scenario.schema.country import Tradition
from simulation.scenario.schema.play import DocumentKind, Sought
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.bots import open_room


@pytest.fixture
def state(blue_current: FrozenScenario) -> State:
    return open_room(blue_current, Settings(preset="half_day_14", seed=7), players()).exercise.state


def sent_back(state: State, added: tuple[str, ...]) -> tuple[frozenset[str], list[str], frozenset[Defect]]:
    """Formalities of a statement of account that a civil-law country sends back, findings on it, and its defects."""
    asking = next(each for each in state.scenario.played if each.tradition is Tradition.COMMON)
    traditions = {each.code: each.tradition for each in state.scenario.played}
    accounts = sorted(state.network.money.accounts.items())
    account = next(key for key, each in accounts if traditions.get(each.country) is Tradition.CIVIL)
    civil = state.scenario.country(state.network.money.accounts[account].country)
    content = Content(formalities=("F1", "F5"), offences=(asking.offences[0].key,))
    opened = open_request("form/a", kind_of(Sought.BANK_RECORDS), asking.code, civil.code, (account,), state.now)
    request = opened._replace(content=content)
    done = execution.execute(state, request)
    step = LogEntry(LetterAction.RETURN_FULL, Side.REQUESTED, Office.AUTHORITY, state.now, choices=added)
    execution.deliver(state, RequestState(request._replace(log=(step,)), "X-1", results=done))
    file = state.countries[asking.code].file
    paper = next(each for each in file.documents if each.key.startswith("form/a/" + DocumentKind.ACCOUNT_FILE))
    made = [f"{each.finding} {dict(each.facts)['item']}" for each in state.drained() if isinstance(each, FindingMade)]
    found = usability(paper, asking.offences[0].key, asking).findings
    return frozenset(paper.use.formalities), made, frozenset(each.defect for each in found)


def test_what_is_added_before_the_return_comes_with_it(state: State) -> None:
    formalities, made, defects = sent_back(state, ("F1",))
    assert (set(formalities), made, set(defects)) == ({"F1", "F5"}, [], set())


def test_what_nobody_added_is_missing_and_found(state: State) -> None:
    formalities, made, defects = sent_back(state, ())
    assert formalities == {"F5"}
    assert made == ["returned_without_formality F1"]
    assert defects == {Defect.CERTIFICATE_MISSING}
