"""What stands in a paper and what is read from it agree, for every kind of document: on the sheet that people see."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from simulation.casework.documents.document import CellKind, Document
from simulation.exercise.evidence.views import FiledDocument
from simulation.exercise.registry import load_scenario
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.agenda import DAY
from simulation.kernel.traces import Trace, TraceKind
from simulation.scenario.load import directory_of, for_rooms
from simulation.scenario.schema.name_pools import freeze
from simulation.scenario.schema.play import DocumentKind
from tests.builders.bots import begun
from tests.builders.views import team
from tests.casework.builders import CLERK, OWN_ACCOUNT, QUAY, WORLD, a_paper, a_trace
from tests.casework.test_papers_from_traces import RECORDS
from webapp.desk.documents.facts import shown
from webapp.desk.documents.sheet import printed
from webapp.desk.readable import Reader

Reading = Callable[[TeamView], Reader]


def agrees(paper: Document, reader: Reader) -> None:
    """Whoever a paper speaks of is named on its sheet, in its head or in the line that says so; so is every sum."""
    sheet = printed(FiledDocument("D-001", 0, "", paper), reader)
    head = " ".join(fact.text for fact in sheet.facts)
    lines = {
        row.trace: " ".join(text for cell in line.cells for text in (cell.text, *(each.text for each in cell.also)))
        for row, line in zip(paper.rows, sheet.rows, strict=True)
    }
    everything = " ".join((head, *lines.values()))
    for said in paper.assertions:
        there = " ".join((head, *(lines[key] for key in said.traces)))
        for key in filter(None, (said.subject, said.object)):
            found = paper.mention(key)
            assert found is not None
            assert found.label in there, (paper.kind, said.kind, key)
    for entity in paper.mentions:
        assert entity.key == paper.about or entity.label in everything, (paper.kind, entity.key)
    for pair in shown(paper, reader):
        assert pair.origin in everything
        assert pair.goal in everything
    sums = {cell.value for row in paper.rows for cell in row.cells if cell.kind is CellKind.AMOUNT}
    assert {said.amount_minor for said in paper.assertions if said.amount_minor} <= sums


@pytest.fixture
def reader(reading: Reading) -> Reader:
    return reading(team(entities=tuple(WORLD.values())))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(
    kind=DocumentKind.BANK_STATEMENT,
    target=CLERK,
    traces=[a_trace(TraceKind.ACCOUNT_OPENED, OWN_ACCOUNT, QUAY, CLERK)],
)
@given(kind=st.sampled_from(DocumentKind), target=st.sampled_from(sorted(WORLD)), traces=st.lists(RECORDS, min_size=1))
def test_every_kind_of_paper_shows_whom_it_speaks_of(
    reader: Reader, kind: DocumentKind, target: str, traces: list[Trace]
) -> None:
    agrees(a_paper(kind, target, *traces), reader)


@pytest.mark.parametrize("name", for_rooms())
def test_the_papers_of_a_played_exercise_show_whom_they_speak_of(reading: Reading, name: str) -> None:
    exercise = begun(freeze(load_scenario(directory_of(name)), 7), "textbook", 7)
    exercise.advance(70 * DAY)
    kinds = set()
    for code, country in exercise.state.countries.items():
        reader = reading(team(code))
        for paper in country.file.told():
            agrees(paper, reader)
            kinds.add(paper.kind)
    assert len(kinds) >= 8


@pytest.mark.parametrize("name", for_rooms())
def test_statements_add_up_and_each_begins_where_the_other_ended(name: str) -> None:
    exercise = begun(freeze(load_scenario(directory_of(name)), 7), "textbook", 7)
    exercise.advance(70 * DAY)
    papers = [paper for country in exercise.state.countries.values() for paper in country.file.told()]
    shown_on: dict[tuple[str, str], int] = {}
    statements = [paper for paper in papers if paper.kind is DocumentKind.BANK_STATEMENT]
    assert len(statements) > 10
    for paper in statements:
        head = {code: int(cell.value) for code, cell in paper.heading if cell.kind is CellKind.AMOUNT}
        if "opening_balance" not in head:
            continue
        balance = head["opening_balance"]
        for row in paper.rows:
            out, into, after = row.cells[-3:]
            if after.kind is CellKind.AMOUNT:
                balance += int(into.value or 0) - int(out.value or 0)
                assert balance == after.value
                assert balance >= 0
                assert shown_on.setdefault((paper.about, row.trace), balance) == balance
        assert balance == head["closing_balance"] == head["opening_balance"] + head["total_in"] - head["total_out"]
