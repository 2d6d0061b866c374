"""A witness knows somebody by a work name: who it is takes a name from elsewhere, and the witness again."""

from __future__ import annotations

import pytest

from simulation.casework.documents.document import AssertionKind, Document, Origin, Use
from simulation.casework.proof.assertions import Assertions
from simulation.casework.proof.proof_context import Scene, SetName
from simulation.exercise.core.command import Seat
from simulation.exercise.evidence import gathering
from simulation.exercise.measures.commands import OrderMeasure
from simulation.exercise.procedures.letter.play.execution import execute
from simulation.kernel.agenda import DAY
from simulation.kernel.entities import EntityKind
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from simulation.network import questions
from simulation.players.runs import begin, policies_for
from simulation.scenario.schema.crime import Knowledge
from simulation.scenario.schema.play import DocumentKind, MeasureKind, Sought
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.bots import begun
from tests.exercise.correspondence import Correspondence
from tests.exercise.procedure_play import Table, laid

WITNESS, HEAD, NAME = "cast/yard_foreman", "cast/isa_broker", "name/the_voice"
HELPER = "cast/isa_launderer"
LEAD = Use(is_evidence=False, origin=Origin.HOME)


@pytest.fixture(scope="module")
def spoken(blue_current: FrozenScenario) -> FrozenScenario:
    """The foreman speaks of a voice on the telephone, and names the broker to nobody who cannot name him."""
    scenario = blue_current.scenario
    crime = scenario.crime
    assert WITNESS in {each.key for each in crime.cast}
    cast = tuple(each.model_copy(update={"known_as": (NAME,)} if each.key == HEAD else {}) for each in crime.cast)
    knowledge = (
        Knowledge(key="voice_orders", person=WITNESS, about=(NAME, WITNESS), asserts="instructed"),
        Knowledge(key="voice_is", person=WITNESS, about=(HEAD, WITNESS), asserts="instructed", shown=HEAD),
    )
    texts = {**scenario.texts["en"], "name.the_voice": "the voice", "statement.voice_orders": "{1} told me.",
             "statement.voice_is": "It was {1}."}  # fmt: skip
    opening = tuple(each for each in scenario.play.documents if each.country not in {"ISA", "VAL"})
    changed = {
        "crime": crime.model_copy(update={"cast": cast, "knowledge": knowledge}),
        "play": scenario.play.model_copy(update={"documents": opening}),
        "texts": {**scenario.texts, "en": texts},
    }
    return blue_current.model_copy(update={"scenario": scenario.model_copy(update=changed)})


@pytest.fixture
def table(spoken: FrozenScenario) -> Table:
    return laid(spoken, "", "", "")


def heard(table: Table) -> Document:
    state = table.exercise.state
    found = gathering.make(state, DocumentKind.INTERVIEW, WITNESS, "ISA", f"heard/{state.now}", gathering.HOME)
    assert found is not None
    return found


def name_him(table: Table, country: str = "ISA") -> None:
    """The file of a country comes to name the broker."""
    state = table.exercise.state
    note = gathering.note(state, Sought.PERSON_CHECK, HEAD, country, f"note/{country}", LEAD, "served")
    gathering.file_document(state, country, note, "test")


def asking(spoken: FrozenScenario, sought: Sought) -> Correspondence:
    """Valmora asks Isandre about the foreman, whom it knows by name."""
    letter = Correspondence(begun(spoken, "none", 7), "VAL", "ISA", sought)
    state = letter.exercise.state
    note = gathering.note(state, Sought.PERSON_CHECK, WITNESS, "VAL", "note/witness", LEAD, "served")
    gathering.file_document(state, "VAL", note, "test")
    letter.open(WITNESS)
    return letter


def orders(paper: Document) -> set[tuple[str, str]]:
    return {(said.subject, said.object) for said in paper.assertions if said.kind is AssertionKind.INSTRUCTED}


def test_a_witness_names_the_voice_until_somebody_can_show_who_it_is(table: Table) -> None:
    first = heard(table)
    assert orders(first) == {(NAME, WITNESS)}
    assert first.mention(NAME) == table.exercise.state.network.entities[NAME]
    assert "the voice told me." in {cell.value for row in first.rows for cell in row.cells}
    assert not first.names(HEAD)
    name_him(table)
    again = heard(table)
    assert orders(again) == {(NAME, WITNESS), (HEAD, WITNESS)}
    assert Scene(Assertions((first,)), HEAD).members(SetName.CREW) == {HEAD}
    assert Scene(Assertions((again,)), HEAD).members(SetName.CREW) == {HEAD, WITNESS}


def test_it_may_take_what_a_paper_says_and_not_a_name_alone(spoken: FrozenScenario) -> None:
    crime = spoken.scenario.crime
    said = ("subscribes", HEAD, "phone/isa_broker")
    knowledge = tuple(
        each.model_copy(update={"shown": None, "shown_that": said}) if each.shown else each for each in crime.knowledge
    )
    changed = spoken.scenario.model_copy(update={"crime": crime.model_copy(update={"knowledge": knowledge})})
    table = laid(spoken.model_copy(update={"scenario": changed}), "", "", "")
    state = table.exercise.state
    lead = gathering.make(state, DocumentKind.COMPANY_EXTRACT, "company/forwarding", "ISA", "register", gathering.HOME)
    assert lead is not None
    gathering.file_document(state, "ISA", lead, "test")
    assert lead.names(HEAD)
    assert orders(heard(table)) == {(NAME, WITNESS)}
    number = (DocumentKind.SUBSCRIBER_RECORD, "phone/isa_broker")
    assert gathering.make(state, *number, "ISA", "operator", LEAD) is None
    record = gathering.make(state, *number, "SOV", "operator", LEAD)
    assert record is not None
    gathering.file_document(state, "ISA", record, "test")
    assert orders(heard(table)) == {(NAME, WITNESS), (HEAD, WITNESS)}


def test_what_another_country_knows_helps_nobody(table: Table) -> None:
    name_him(table, "VAL")
    assert not heard(table).names(HEAD)


def test_a_letter_puts_to_the_witness_what_the_asking_side_can_name(spoken: FrozenScenario) -> None:
    letter = asking(spoken, Sought.STATEMENT)
    state = letter.exercise.state
    asked = letter.request
    name_him(Table(letter.exercise, "", "", ""), "ISA")
    assert {end for paper in execute(state, asked) for end in orders(paper)} == {(NAME, WITNESS)}
    name_him(Table(letter.exercise, "", "", ""), "VAL")
    assert {end for paper in execute(state, asked) for end in orders(paper)} == {(NAME, WITNESS), (HEAD, WITNESS)}


@pytest.mark.parametrize(
    "kind", [MeasureKind.ARREST, MeasureKind.INTERVIEW, MeasureKind.PRODUCTION_ORDER, MeasureKind.SURVEILLANCE]
)
def test_nobody_is_reached_by_a_work_name(table: Table, kind: MeasureKind) -> None:
    state = table.exercise.state
    gathering.file_document(state, "ISA", heard(table), "test")
    assert state.network.entities[NAME].kind is EntityKind.NAME
    (paper,) = [each.key for each in state.countries["ISA"].file.naming(NAME)]
    order = OrderMeasure(id="x", by=Seat("ISA", Office.PROSECUTOR), kind=kind, target=NAME, documents=(paper,))
    with pytest.raises(RuleViolation, match=r"measure\.wrong_(target|office)"):
        table.perform(order)


def test_a_letter_about_a_work_name_brings_nothing(spoken: FrozenScenario) -> None:
    for sought in (Sought.SURRENDER, Sought.STATEMENT, Sought.CALL_RECORDS, Sought.SUBSCRIBER_DATA):
        letter = asking(spoken, sought)
        papers = execute(letter.exercise.state, letter.request._replace(targets=(NAME,)))
        assert papers
        assert not any(paper.use.stands or paper.names(HEAD) for paper in papers)
        assert questions.is_free(letter.exercise.state.network, HEAD)


def test_a_work_name_is_nobody_in_a_group(table: Table) -> None:
    assert Scene(Assertions((heard(table),)), WITNESS).group()[0] == {WITNESS}


def test_automatic_players_play_on(spoken: FrozenScenario, blue_current: FrozenScenario) -> None:
    play = blue_current.scenario.play
    whole = spoken.model_copy(update={"scenario": spoken.scenario.model_copy(update={"play": play})})
    exercise = begin(whole, policies_for(whole.scenario, "textbook", {}), 7)
    exercise.advance(45 * DAY)
    assert exercise.now == 45 * DAY
