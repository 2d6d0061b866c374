"""Connection logs, manifests and vehicles: from what happened in the world to a paper in a file, and gone in time."""

from __future__ import annotations

import pytest

from simulation.casework.documents.document import AssertionKind, Document, Origin, Use
from simulation.casework.proof.assertions import Assertions
from simulation.casework.proof.proof_context import Scene, SetName
from simulation.exercise.core.command import Seat
from simulation.exercise.engine import Exercise
from simulation.exercise.evidence import gathering
from simulation.exercise.measures.commands import OrderMeasure
from simulation.exercise.procedures.preservation.procedure import KEEPS
from simulation.kernel.agenda import DAY
from simulation.kernel.entities import EntityKind
from simulation.kernel.terms import Office
from simulation.kernel.traces import Trace, TraceKind
from simulation.network.connections import LOGIN, connections
from simulation.scenario.schema.play import DocumentKind, MeasureKind, Sought
from simulation.scenario.schema.scenario import FrozenScenario
from tests.exercise.ground_truth import book_of, differing, origin_of
from tests.exercise.procedure_play import Table, laid


@pytest.fixture(scope="module")
def three_weeks(blue_current: FrozenScenario) -> Exercise:
    """A world that has gone on for so long, for copies."""
    table = laid(blue_current, "", "", "")
    table.wait(21)
    return table.exercise


@pytest.fixture
def table(three_weeks: Exercise) -> Table:
    return Table(three_weeks.copy(), "", "", "")


def records(table: Table, kind: TraceKind) -> list[Trace]:
    """Records of the last days that lie with custodians of a country with a file."""
    rows = table.exercise.state.network.traces._rows.values()
    here = table.exercise.state.countries
    return [Trace(*row) for row in rows if row[1] is kind and row[3] in here and row[2] <= table.now and row[2] > 0]


def ordered(table: Table, target: str, country: str, name: str) -> list[Document]:
    """What a production order against somebody or something brings, on a lead that names it."""
    state = table.exercise.state
    use = Use(is_evidence=False, origin=Origin.HOME)
    paper = gathering.note(state, Sought.PERSON_CHECK, target, country, f"test/{name}", use, "served")
    gathering.file_document(state, country, paper, "test")
    table.perform(
        OrderMeasure(
            id=name,
            by=Seat(country, Office.PROSECUTOR),
            kind=MeasureKind.PRODUCTION_ORDER,
            target=target,
            documents=(paper.key,),
        )
    )
    key = f"{country}/{name}"
    while any(each.key == key and each.is_running for each in table.exercise.team_view(country).measures):
        table.wait(1)
    papers = [each.document for each in table.exercise.team_view(country).documents if each.source == key]
    for paper in papers:
        assert not untrue(table, paper)
    return papers


def untrue(table: Table, paper: Document) -> list[str]:
    """Rows of a paper that the world knows nothing of, or tells otherwise."""
    found, book = [], book_of(table.exercise, paper)
    for row in paper.rows:
        trace = origin_of(table.exercise, row)
        found += [row.trace] if trace is None else differing(paper, row, trace, book)
    return found


def test_who_moves_money_logs_in_and_the_log_ties_the_person_to_the_account(table: Table) -> None:
    login = records(table, TraceKind.CONNECTION)[-1]
    phone, account = login.subjects
    network = table.exercise.state.network
    person = next(key for key, number in network.identities.phones.items() if number == phone)
    assert network.membership.members[person].function == "launderer"
    papers = ordered(table, phone, login.country, "login")
    log = next(paper for paper in papers if paper.kind is DocumentKind.CONNECTION_LOG)
    assert login.key in {row.trace for row in log.rows}
    assert (person, phone) in {(said.subject, said.object) for said in log.assertions}
    assert account in Scene(Assertions((log,)), person).members(SetName.ACCUSED_ACCOUNT)


def test_logs_are_kept_for_weeks_only_unless_somebody_has_them_preserved(table: Table) -> None:
    network = table.exercise.state.network
    login = records(table, TraceKind.CONNECTION)[0]
    phone = login.subjects[0]
    kept = network.terrain.countries[login.country].retention.connections * DAY

    def there(now: int) -> bool:
        return login.key in {each.key for each in connections(network, phone, 0, now, now)}

    assert there(login.time + kept - 1)
    assert not there(login.time + kept)
    assert TraceKind.CONNECTION in KEEPS[EntityKind.PHONE]
    network.traces.preserve(phone, KEEPS[EntityKind.PHONE], login.time + 3 * kept, login.time + 1, login.country)
    assert there(login.time + 2 * kept)


def test_people_who_have_nothing_to_do_with_it_log_in_to_pay_as_well(table: Table) -> None:
    network = table.exercise.state.network
    person = next(key for key in sorted(network.identities.phones) if key.startswith("person/public/"))
    found = connections(network, network.identities.phones[person], table.now - 25 * DAY, table.now, table.now)
    assert found
    paid = {each.key for each in network.money.lawful_transfers(found[0].subjects[1], 0 - 10 * DAY, table.now)}
    assert {each.key.removesuffix(LOGIN) for each in found} <= paid


def test_a_shipping_line_hands_over_its_manifests(table: Table) -> None:
    entities = table.exercise.state.network.entities
    made = records(table, TraceKind.MANIFEST)
    declared = [each for each in made if entities[each.subjects[1]].label == each.custodian][-1]
    papers = ordered(table, declared.subjects[1], declared.country, "line")
    manifest = next(paper for paper in papers if paper.kind is DocumentKind.MANIFEST)
    assert declared.key in {row.trace for row in manifest.rows}
    assert manifest.custodian == declared.custodian


def test_a_vehicle_at_the_gate_leads_to_its_keeper(table: Table) -> None:
    state = table.exercise.state
    passed = next(each for each in records(table, TraceKind.BORDER_CHECK) if len(each.subjects) > 3)
    container, _place, driver, vehicle = passed.subjects
    log = gathering.make(state, DocumentKind.PORT_LOG, container, passed.country, "test/gate", gathering.HOME)
    assert log is not None
    assert vehicle in {entity.key for entity in log.mentions if entity.kind is EntityKind.VEHICLE}
    country = state.network.entities[vehicle].country
    extract = gathering.make(state, DocumentKind.VEHICLE_EXTRACT, vehicle, country, "test/register", gathering.HOME)
    assert extract is not None
    assert not untrue(table, log)
    assert not untrue(table, extract)
    said = {(each.subject, each.object) for each in extract.assertions if each.kind is AssertionKind.KEEPS}
    assert said == {(driver, vehicle)}
