"""An office that nobody has heard of has a seat in two countries, is told of what concerns it, and acts alone."""

from dataclasses import replace
from pathlib import Path

import pytest

from simulation.casework.file.measure_orders import check_measure
from simulation.casework.file.measures import measure_rule, ordering_offices
from simulation.exercise.clock.commands import StartExercise
from simulation.exercise.core.command import Seat
from simulation.exercise.core.event import Event
from simulation.exercise.engine import Exercise
from simulation.exercise.journal import JournalEntry, decode_command, encode_command, encode_event, replay
from simulation.exercise.matters.commands import ActOnProcedure
from simulation.exercise.registry import SHIPPED, load_scenario
from simulation.exercise.seats.commands import TakeSeat
from simulation.kernel.agenda import DAY
from simulation.kernel.errors import RuleViolation, ScenarioError
from simulation.kernel.offices import OfficeTask
from simulation.kernel.terms import Office
from simulation.players.policies import players
from simulation.scenario.schema.name_pools import freeze
from simulation.scenario.schema.play import MeasureKind, Trigger
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.bots import begun
from tests.exercise.conftest import blue_current
from tests.exercise.procedure_play import Table
from tests.scenario.copies import replaced
from tests.scratch.customs.office import CUSTOMS
from tests.scratch.customs.procedure import DAYS_TO_ANSWER, QUESTION
from tests.scratch.customs.scenario import with_customs
from tests.scratch.served import POLICIES, REGISTRY

__all__ = ["blue_current"]


@pytest.fixture(scope="module")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> FrozenScenario:
    """The scenario in which Kestria and Isandre have customs."""
    return freeze(load_scenario(with_customs(tmp_path_factory.mktemp("scenario")), REGISTRY), 7)


def opened(frozen: FrozenScenario, blue_current: FrozenScenario, policy: str) -> Table:
    """A table between two countries that have customs."""
    settings = begun(blue_current, policy, 7).state.settings
    table = Table(Exercise(frozen, settings, POLICIES, registry=REGISTRY), "KES", "ISA", "")
    table.perform(StartExercise(id="start", member="control", warm_up=False))
    table.subject = next(each.key for each in table.exercise.team_view("KES").entities if each.kind == "person")
    return table


def refusal(table: Table, office: Office) -> str:
    """Why another office may not answer."""
    act = ActOnProcedure(
        id="try",
        by=Seat("ISA", office),
        seen=table.view("ISA").version,
        procedure=table.key,
        action="tell_customs",
        text="Nothing known",
    )
    with pytest.raises(RuleViolation) as refused:
        table.exercise.check(act)
    return refused.value.code


def test_a_country_that_has_it_has_its_seat(frozen: FrozenScenario, blue_current: FrozenScenario) -> None:
    exercise = opened(frozen, blue_current, "none").exercise
    offices = {code: [seat.seat.office for seat in exercise.team_view(code).seats] for code in ("KES", "VAL")}
    assert offices == {"KES": [*Office, CUSTOMS], "VAL": [*Office]}
    sit = TakeSeat(id="sit", member="clara", country="KES", offices=(CUSTOMS,))
    exercise.check(sit)
    exercise.perform(sit)
    assert exercise.team_view("KES").seats[-1].pen == "clara"
    with pytest.raises(RuleViolation) as refused:
        exercise.check(replace(sit, id="sit2", country="VAL"))
    assert refused.value.code == "seat.no_office"


def test_a_program_without_it_refuses_the_scenario(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError) as refused:
        load_scenario(with_customs(tmp_path), SHIPPED)
    assert len(refused.value.problems) == 2
    assert "'customs' is not allowed here" in str(refused.value.problems[0])


def test_a_country_without_it_is_given_nothing_for_it(tmp_path: Path) -> None:
    directory = with_customs(tmp_path)
    replaced("play.toml", 'country = "SOV"\noffice = "authority"', 'country = "SOV"\noffice = "customs"')(directory)
    with pytest.raises(ScenarioError) as refused:
        load_scenario(directory, REGISTRY)
    assert [problem for problem in refused.value.problems if "there is no office of SOV 'customs'" in str(problem)]


def test_the_scenario_says_what_it_is_for(tmp_path: Path) -> None:
    directory = with_customs(tmp_path)
    words = directory / "texts" / "en.toml"
    words.write_text(words.read_text(encoding="utf-8").replace("customs = ", "duties = "), encoding="utf-8")
    with pytest.raises(ScenarioError) as refused:
        load_scenario(directory, REGISTRY)
    assert [problem for problem in refused.value.problems if "role.KES.customs" in str(problem)]


def test_it_alone_may_ask_and_answer(frozen: FrozenScenario, blue_current: FrozenScenario) -> None:
    table = opened(frozen, blue_current, "none")
    for office in Office:
        with pytest.raises(RuleViolation) as refused:
            table.open(QUESTION, office, name=f"by-{office}")
        assert refused.value.code == "procedure.wrong_office"
    table.open(QUESTION, CUSTOMS)
    assert {refusal(table, office) for office in Office} == {"procedure.wrong_office"}
    assert [(offer.office, offer.action) for offer in table.view("ISA").offers] == [(CUSTOMS, "tell_customs")]
    table.act("asked", "tell_customs")
    assert table.status == "customs_told"


def test_what_waits_for_it_is_told_to_it(frozen: FrozenScenario, blue_current: FrozenScenario) -> None:
    table = opened(frozen, blue_current, "none")
    table.open(QUESTION, CUSTOMS)
    view = table.exercise.team_view("ISA")
    assert [item.offices for item in view.work if item.about == table.key] == [(CUSTOMS,)]
    assert [line.offices for line in view.digest if line.about == table.key] == [(CUSTOMS,)]


def test_what_crosses_the_border_is_told_to_it_too(frozen: FrozenScenario, blue_current: FrozenScenario) -> None:
    exercise = opened(frozen, blue_current, "auto").exercise
    exercise.advance(120 * DAY)
    told = {
        code: {line.offices for line in exercise.team_view(code).digest if Office.POLICE in line.offices[:1]}
        for code in ("KES", "ISA", "VAL")
    }
    assert (Office.POLICE, Office.PROSECUTOR, CUSTOMS) in told["KES"] | told["ISA"]
    assert not any(CUSTOMS in offices for offices in told["VAL"])
    assert exercise.state.with_task("VAL", OfficeTask.INQUIRIES) == (Office.POLICE, Office.PROSECUTOR)


def test_without_a_policy_it_answers_on_the_last_day(frozen: FrozenScenario, blue_current: FrozenScenario) -> None:
    table = opened(frozen, blue_current, "auto")
    table.open(QUESTION, CUSTOMS)
    table.until("customs_told")
    assert DAYS_TO_ANSWER - 1 <= table.now // DAY < DAYS_TO_ANSWER + 7  # offices look into their files every few days


def test_what_is_put_to_it_is_answered(frozen: FrozenScenario, blue_current: FrozenScenario) -> None:
    play = frozen.scenario.play
    asked = next(each for each in play.injects if each.country == "KES" and each.choices)
    theirs = asked.model_copy(update={"offices": (CUSTOMS,), "trigger": Trigger(day=2)})
    injects = tuple(theirs if each is asked else each for each in play.injects)
    scenario = frozen.scenario.model_copy(update={"play": play.model_copy(update={"injects": injects})})
    exercise = opened(frozen.model_copy(update={"scenario": scenario}), blue_current, "auto").exercise
    exercise.advance(60 * DAY)
    told = next(each for each in exercise.team_view("KES").injects if each.key == asked.key)
    assert (told.offices, told.answered in asked.choices) == ((CUSTOMS,), True)


def test_a_measure_may_be_its_own(frozen: FrozenScenario, blue_current: FrozenScenario) -> None:
    rule = measure_rule(MeasureKind.INTERVIEW).model_copy(update={"offices": (CUSTOMS,)})
    country = frozen.scenario.country("KES")
    assert ordering_offices(rule, country) == (CUSTOMS,)
    table = opened(frozen, blue_current, "none")
    file = table.exercise.state.countries["KES"].file
    for office in Office:
        with pytest.raises(RuleViolation) as refused:
            check_measure(rule, table.subject, office, (), file, country, table.now)
        assert refused.value.code == "measure.wrong_office"
    with pytest.raises(RuleViolation) as allowed:
        check_measure(rule, table.subject, CUSTOMS, (), file, country, table.now)
    assert allowed.value.code != "measure.wrong_office"


def test_an_automatic_one_changes_nothing_by_itself(frozen: FrozenScenario, blue_current: FrozenScenario) -> None:
    settings = begun(blue_current, "textbook", 7).state.settings

    def played(scenario: FrozenScenario) -> list[str]:
        exercise = Exercise(scenario, settings, players(), registry=REGISTRY)
        events: list[Event] = list(exercise.perform(StartExercise(id="start", member="control", warm_up=False)))
        return [encode_event(each) for each in (*events, *exercise.advance(90 * DAY))]

    assert played(frozen) == played(blue_current)


def test_its_journal_gives_the_same_events_again(frozen: FrozenScenario, blue_current: FrozenScenario) -> None:
    table = opened(frozen, blue_current, "none")
    table.open(QUESTION, CUSTOMS)
    table.act("asked", "tell_customs")
    acts = [
        JournalEntry(number, each.at, decode_command(encode_command(each.command), REGISTRY.codes))
        for number, each in enumerate(table.given, start=1)
    ]
    state = table.exercise.state
    stored = FrozenScenario.model_validate_json(state.frozen.model_dump_json(), context=REGISTRY.codes)
    again, events = replay(stored, state.settings, acts, POLICIES, registry=REGISTRY)
    assert again.team_view("ISA").procedures == table.exercise.team_view("ISA").procedures
    told = [encode_event(each) for each in events if each.wire == "ProcedureMoved"]
    assert told == [encode_event(each) for each in table.events if each.wire == "ProcedureMoved"]
