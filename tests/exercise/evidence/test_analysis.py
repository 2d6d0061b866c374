"""A financial unit's analysis: a lead of what banks at home hold on a target and on whom it deals with, no more."""

from __future__ import annotations

from collections import Counter

import pytest

from simulation.casework.documents.document import AssertionKind, Document, Origin
from simulation.casework.documents.kinds.fiu_analysis import OWN_PAYMENTS, RELATED_ACCOUNTS, RELATED_PAYMENTS
from simulation.casework.file.measures import measure_rule
from simulation.casework.proof.usability import UsabilityStatus, usability
from simulation.exercise.core.command import Seat
from simulation.exercise.measures.commands import OrderMeasure
from simulation.kernel.agenda import DAY
from simulation.kernel.entities import EntityKind
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from simulation.kernel.traces import Trace, TraceKind
from simulation.network import questions
from simulation.scenario.schema.play import MeasureKind
from simulation.scenario.schema.scenario import FrozenScenario
from tests.exercise import ground_truth
from tests.exercise.procedure_play import Table, laid


@pytest.fixture
def table(blue_current: FrozenScenario) -> Table:
    """The country whose file names most accounts in its own banks."""
    table = laid(blue_current, "", "", "")
    table.asking = max(table.exercise.state.countries, key=lambda code: len(accounts(table, code)))
    table.subject = accounts(table, table.asking)[0]
    return table


def accounts(table: Table, code: str) -> list[str]:
    file = table.exercise.state.countries[code].file
    return [each.key for each in file.known.all if (each.kind, each.country) == (EntityKind.ACCOUNT, code)]


def order(table: Table, target: str, office: Office = Office.FIU) -> str:
    """Order an analysis; its key."""
    file = table.exercise.state.countries[table.asking].file
    papers = tuple(each.key for each in file.naming(target))
    by = Seat(table.asking, office)
    table.perform(OrderMeasure(id="look", by=by, kind=MeasureKind.ANALYSIS, target=target, documents=papers))
    return f"{table.asking}/look"


def report(table: Table, target: str) -> Document:
    """What an analysis brings."""
    key = order(table, target)
    table.wait(int(measure_rule(MeasureKind.ANALYSIS).days[-1]) + 1)
    (found,) = [each.document for each in table.exercise.team_view(table.asking).documents if each.source == key]
    return found


def paid(table: Table, account: str, paper: Document) -> list[Trace]:
    """All payments over an account that its bank knew of in the paper's year, the largest first."""
    network = table.exercise.state.network
    start = (paper.period or (0, 0))[0]
    made = list(network.traces.about(account, (TraceKind.TRANSFER,), start, paper.dated, paper.dated))
    made += network.money.lawful_transfers(account, start, paper.dated)
    known = [each for each in made if each.time < paper.dated]
    return sorted(known, key=by_size)


def amount(payment: Trace) -> int:
    return int(payment.fact("amount_minor") or 0)


def by_size(payment: Trace) -> tuple[int, int, str]:
    return -amount(payment), payment.time, payment.key


def test_it_lists_the_largest_payments_of_a_target_and_of_whom_it_deals_with(table: Table) -> None:
    paper = report(table, table.subject)
    network = table.exercise.state.network
    at_home = {each for each in network.money.accounts if network.entities[each].country == table.asking}
    own = at_home.intersection(questions.accounts_of(network, network.money.holder_of(table.subject) or ""))
    known = {each.key: each for account in own for each in paid(table, account, paper)}
    first = sorted(known.values(), key=by_size)[:OWN_PAYMENTS]
    between: Counter[str] = Counter()
    for each in first:
        for end in at_home.intersection(each.subjects[:2]) - own:
            between[end] += amount(each)
    related = sorted(between, key=lambda account: (-between[account], account))[:RELATED_ACCOUNTS]
    assert related
    wanted = [*first, *(each for account in related for each in paid(table, account, paper)[:RELATED_PAYMENTS])]
    assert {row.trace for row in paper.rows if row.section == ""} == {each.key for each in wanted}
    assert {row.entities[0] for row in paper.rows if row.section == "opened"} <= own.union(related)


def test_no_row_is_invented_and_holders_are_those_that_banks_know(table: Table) -> None:
    paper = report(table, table.subject)
    assert ground_truth.untrue(table.exercise) == []
    network = table.exercise.state.network
    held = [said for said in paper.assertions if said.kind is AssertionKind.HOLDS]
    assert held
    assert all(network.money.holder_of(said.object) == said.subject for said in held)
    reported = {
        trace.key
        for account in {row.entities[0] for row in paper.rows if row.section == "opened"}
        for trace in network.traces.about(
            account, (TraceKind.SUSPICIOUS_REPORT,), paper.dated - 365 * DAY, paper.dated, paper.dated
        )
        if trace.time < paper.dated
    }
    assert {row.trace for row in paper.rows if row.section == "report"} == reported


def test_it_is_intelligence_and_no_evidence(table: Table) -> None:
    paper = report(table, table.subject)
    assert (paper.use.stands, paper.use.origin) == (False, Origin.HOME)
    judged = usability(paper, "", table.exercise.scenario.country(table.asking))
    assert judged.status is UsabilityStatus.EXCLUDED
    assert [finding.step for finding in judged.findings] == ["production_order"]


def test_about_a_holder_it_begins_with_the_holders_accounts_at_home(table: Table) -> None:
    state = table.exercise.state
    table.asking, table.subject, holder = next(
        (code, account, holder)
        for code, country in state.countries.items()
        for account in accounts(table, code)
        if (holder := state.network.money.holder_of(account)) and country.file.known.get(holder)
    )
    paper = report(table, holder)
    assert paper.about == holder
    assert table.subject in {row.entities[0] for row in paper.rows if row.section == "opened"}


def test_it_is_the_units_alone(table: Table) -> None:
    with pytest.raises(RuleViolation, match=r"measure\.wrong_office"):
        order(table, table.subject, Office.POLICE)
