"""A kind of document, a measure and a type of assistance that nobody has heard of, handed to an exercise and played."""

from dataclasses import replace
from pathlib import Path

import pytest

from simulation.casework.documents.document import Document
from simulation.exercise.clock.commands import StartExercise
from simulation.exercise.core.command import Seat
from simulation.exercise.core.event import FindingMade
from simulation.exercise.engine import Exercise
from simulation.exercise.journal import decode_command, decode_event, encode_command, encode_event, replay
from simulation.exercise.measures.commands import OrderMeasure, StopMeasure
from simulation.exercise.measures.events import MeasureCompleted
from simulation.exercise.procedures.letter.play import execution
from simulation.exercise.procedures.letter.statuses import ConsultationAnswer, LetterAction, Proposal
from simulation.exercise.registry import SHIPPED, Registry, load_scenario
from simulation.kernel.entities import EntityKind
from simulation.kernel.errors import RuleViolation, ScenarioError
from simulation.kernel.terms import Office
from simulation.scenario.schema.play import DocumentKind, MeasureKind, Sought
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.bots import begun
from tests.exercise.conftest import blue_current
from tests.exercise.correspondence import Correspondence
from tests.exercise.procedure_play import Table
from tests.scenario.copies import copy_of_blue_current, replaced
from tests.scratch.fees.assistance import FEE_RECORDS
from tests.scratch.fees.document import FEE_MINOR, FEE_NOTE
from tests.scratch.fees.ground import COSTS
from tests.scratch.fees.measure import FEE_INQUIRY, bringing
from tests.scratch.served import POLICIES, REGISTRY

__all__ = ["blue_current"]

MORE_ORDERS = replace(
    REGISTRY,
    measures=tuple(bringing(each) if each.kind is MeasureKind.PRODUCTION_ORDER else each for each in REGISTRY.measures),
)
"""The same, where a production order brings the note too."""


def opened(frozen: FrozenScenario, registry: Registry = REGISTRY) -> Table:
    """An exercise that knows them, with an account at home that a paper names."""
    settings = begun(frozen, "none", 7).state.settings
    table = Table(Exercise(frozen, settings, POLICIES, registry=registry), "VAL", "KES", "")
    table.perform(StartExercise(id="start", member="control", warm_up=False))
    view = table.exercise.team_view("VAL")
    table.subject = next(
        each.key
        for each in view.entities
        if (each.kind, each.country) == (EntityKind.ACCOUNT, "VAL")
        and any(filed.document.names(each.key) for filed in view.documents)
    )
    return table


def order(table: Table, kind: MeasureKind) -> str:
    """Order a measure against the account; its key."""
    view = table.exercise.team_view("VAL")
    papers = tuple(each.document.key for each in view.documents if each.document.names(table.subject))
    by = Seat("VAL", Office.PROSECUTOR)
    table.perform(OrderMeasure(id=kind, by=by, kind=kind, target=table.subject, documents=papers))
    return f"VAL/{kind}"


def notes(table: Table, source: str) -> list[Document]:
    """The notes of fees that came of it."""
    papers = (each.document for each in table.exercise.team_view("VAL").documents if each.source == source)
    return [paper for paper in papers if paper.kind is FEE_NOTE]


def test_a_measure_is_carried_out_by_its_own_rule(blue_current: FrozenScenario) -> None:
    table = opened(blue_current)
    key = order(table, FEE_INQUIRY)
    (shown,) = table.exercise.team_view("VAL").measures
    assert (shown.kind, shown.is_covert, shown.may_be_stopped) == ("fee_inquiry", True, True)
    table.wait(6)
    (done,) = [each for each in table.events if isinstance(each, MeasureCompleted)]
    assert done.result == "fees_told"
    (note,) = notes(table, key)
    assert [cell.value for cell in note.rows[0].cells][-1] == FEE_MINOR
    assert note.form.is_record


def test_a_live_measure_is_stopped(blue_current: FrozenScenario) -> None:
    table = opened(blue_current)
    key = order(table, FEE_INQUIRY)
    table.wait(1)
    table.perform(StopMeasure(id="stop", by=Seat("VAL", Office.POLICE), measure=key))
    (shown,) = table.exercise.team_view("VAL").measures
    assert (shown.is_running, shown.result) == (False, "stopped")


def test_a_production_order_brings_the_document(blue_current: FrozenScenario) -> None:
    table = opened(blue_current, MORE_ORDERS)
    key = order(table, MeasureKind.PRODUCTION_ORDER)
    table.wait(50)
    assert notes(table, key)


def test_a_journal_names_them_and_is_played_again(blue_current: FrozenScenario) -> None:
    table = opened(blue_current)
    order(table, FEE_INQUIRY)
    table.wait(6)
    known = REGISTRY.codes
    given = [replace(each, command=decode_command(encode_command(each.command), known)) for each in table.given]
    settings = table.exercise.state.settings
    until = table.exercise.now
    _again, events = replay(blue_current, settings, given, POLICIES, until=until, registry=REGISTRY)
    assert [encode_event(each) for each in events] == [encode_event(each) for each in table.events]
    assert [decode_event(encode_event(each), known) for each in events] == list(events)


def sent(table: Table) -> Correspondence:
    """A letter that asks for records of fees, where it is decided on."""
    letter = Correspondence(table.exercise, "VAL", "KES", FEE_RECORDS)
    entities = table.exercise.team_view("VAL").entities
    account = next(each.key for each in entities if (each.kind, each.country) == (EntityKind.ACCOUNT, "KES"))
    letter.open(account, by=Office.PROSECUTOR)
    assert letter.request.route == "mla"
    letter.send()
    letter.until("registering")
    letter.until("deciding")
    return letter


def test_a_letter_asks_for_it_and_brings_it(blue_current: FrozenScenario) -> None:
    table = opened(blue_current)
    letter = sent(table)
    letter.act("asked", LetterAction.ACCEPT)
    letter.until("returned")
    came = [each.document.kind for each in table.exercise.team_view("VAL").documents if each.source == letter.key]
    assert came == [FEE_NOTE]


@pytest.mark.parametrize("is_consulted", [True, False])
def test_it_is_refused_on_a_ground_of_its_own(blue_current: FrozenScenario, *, is_consulted: bool) -> None:
    letter = sent(opened(blue_current))
    if is_consulted:
        letter.act("asked", LetterAction.CONSULT, ground=COSTS.id, items=(Proposal.PART,))
        letter.act("asking", LetterAction.ANSWER_CONSULTATION, items=(ConsultationAnswer.NO_AGREEMENT,))
    letter.act("asked", LetterAction.REFUSE, ground=COSTS.id)
    found = [each.code for each in letter.request.findings]
    assert (letter.request.status, letter.request.ground) == ("refused", COSTS.id)
    assert ("refused_without_consultation" in found) is not is_consulted
    judged = [each.finding for each in letter.events if isinstance(each, FindingMade)]
    assert "refusal_to_be_weighed" in judged
    assert "refused_outside_the_pairs_grounds" not in judged


def test_nobody_refuses_on_a_ground_that_is_not_known(blue_current: FrozenScenario) -> None:
    letter = sent(opened(blue_current, replace(REGISTRY, further_grounds=())))
    with pytest.raises(RuleViolation, match="ground_unknown"):
        letter.act("asked", LetterAction.REFUSE, ground=COSTS.id)


def test_it_is_carried_out_by_its_own_rule(blue_current: FrozenScenario) -> None:
    table = opened(blue_current)
    letter = Correspondence(table.exercise, "VAL", "KES", FEE_RECORDS)
    entities = table.exercise.state.network.entities.values()
    company = next(each.key for each in entities if (each.kind, each.country) == (EntityKind.COMPANY, "KES"))
    table.exercise.state.countries["VAL"].file.known.learn((table.exercise.state.network.entities[company],))
    letter.open(company, by=Office.PROSECUTOR)
    (paper,) = execution.execute(table.exercise.state, letter.request)
    assert paper.kind is DocumentKind.ANSWER_NOTE
    assert "not_found" in [cell.value for _code, cell in paper.heading]


def test_a_scenario_may_name_them_where_they_are_known(tmp_path: Path) -> None:
    directory = copy_of_blue_current(tmp_path)
    replaced("play.toml", 'kind = "bank_statement"', f'kind = "{FEE_NOTE}"')(directory)
    replaced("play.toml", 'sought = "bank_records"', f'sought = "{FEE_RECORDS}"')(directory)
    replaced("play.toml", 'order = "production_order"', f'order = "{FEE_INQUIRY}"')(directory)
    play = load_scenario(directory, REGISTRY).play
    assert FEE_NOTE in {each.kind for each in play.documents}
    assert FEE_RECORDS in {each.sought for each in play.matters}
    assert FEE_INQUIRY in {row.order for inject in play.injects for row in inject.consequences}
    with pytest.raises(ScenarioError) as unknown:
        load_scenario(directory)
    told = "\n".join(map(str, unknown.value.problems))
    for code, known in ((FEE_NOTE, "account_file"), (FEE_RECORDS, "call_records"), (FEE_INQUIRY, "surveillance")):
        assert f"'{code}' is not allowed here; expected" in told
        assert f"'{known}'" in told


def test_each_list_is_in_the_order_in_which_codes_ship() -> None:
    codes = SHIPPED.codes
    assert codes[DocumentKind] != ()
    assert (set(codes[DocumentKind]), codes[MeasureKind], codes[Sought]) == (
        set(DocumentKind),
        tuple(MeasureKind),
        tuple(Sought),
    )
