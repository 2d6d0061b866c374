"""A milder sentence for help: who takes the offer, what the statement says of it, and what it is worth in court."""

from __future__ import annotations

import pytest

from simulation.casework.documents.document import Document
from simulation.casework.file.charges import Charge
from simulation.casework.proof.derived_evidence import following
from simulation.casework.proof.proof import assess_case
from simulation.casework.proof.sentencing import sentence
from simulation.casework.proof.usability import Defect, usability
from simulation.exercise.evidence import gathering
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from simulation.scenario.schema.play import MeasureKind
from simulation.scenario.schema.scenario import FrozenScenario
from tests.exercise.measures.test_covert_work import DEALS, forum, lead, met, order
from tests.exercise.procedure_play import Table

OFFER = MeasureKind.COOPERATION_OFFER


@pytest.fixture
def table(blue_current: FrozenScenario) -> Table:
    return met(blue_current, DEALS)


def offered(table: Table) -> list[Document]:
    return order(table, OFFER, office=Office.PROSECUTOR)


def held(table: Table, rate: float) -> None:
    """The subject is under arrest, with this hazard of speaking a year."""
    order(table, MeasureKind.ARREST, lead(table, table.subject, "test/evidence", is_evidence=True))
    custody = table.exercise.state.network.membership.members[table.subject].custody
    assert custody is not None
    custody.rate = rate
    table.exercise.state.agenda.cancel(f"network/speak/{table.subject}")


def test_only_an_accused_is_offered_anything(table: Table) -> None:
    with pytest.raises(RuleViolation, match=r"measure\.not_accused"):
        offered(table)
    held(table, 0.0)
    order(table, MeasureKind.RELEASE, office=Office.PROSECUTOR)
    with pytest.raises(RuleViolation, match=r"measure\.not_accused"):
        offered(table)


def test_who_does_not_take_it_says_nothing_however_often_he_is_asked(table: Table) -> None:
    held(table, 0.0)
    assert offered(table) == offered(table) == []
    results = {each.result for each in table.exercise.team_view(table.asking).measures if each.kind == OFFER}
    assert results == {"declined"}


def test_the_statement_says_what_was_promised_and_the_court_has_to_see_it(table: Table) -> None:
    held(table, 1e9)
    (paper,) = offered(table)
    heading = {name: cell.value for name, cell in paper.heading}
    assert (heading["benefit"], heading["status"]) == ("milder_sentence", "suspect")
    assert paper.assertions
    law = forum(table)
    assert usability(paper, "", law, shown=frozenset({paper.key})).needs_support
    named = paper.assertions[0].object
    file = table.exercise.state.countries[table.asking].file
    assert following(file, (paper.key,), named, gathering.HOME).rewards == (paper.key,)
    (again,) = order(table, MeasureKind.INTERVIEW)
    assert again.use.rewards == (paper.key,)
    assert Defect.REWARD_UNDISCLOSED in defects(again, table)
    assert Defect.REWARD_UNDISCLOSED not in defects(again, table, paper.key)


def defects(paper: Document, table: Table, *shown: str) -> set[Defect]:
    return {found.defect for found in usability(paper, "", forum(table), shown=frozenset(shown)).findings}


def test_who_gave_a_statement_for_it_gets_a_third_less(table: Table) -> None:
    held(table, 1e9)
    file, law = table.exercise.state.countries[table.asking].file, forum(table)
    offence = law.offences[0]
    charge = Charge("c", table.subject, offence.key, offence.elements, table.now, table.now, ())
    plain = sentence(table.subject, offence, file, assess_case(charge, file, law))
    offered(table)
    milder = sentence(table.subject, offence, file, assess_case(charge, file, law))
    assert milder.grounds == (*plain.grounds, "cooperates")
    assert milder.months == plain.months * 2 // 3
