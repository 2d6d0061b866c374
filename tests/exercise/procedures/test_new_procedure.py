"""A procedure that nobody has heard of is declared here, handed to an exercise, and played to its ends."""

import pytest

from simulation.exercise.clock.commands import StartExercise
from simulation.exercise.core.state import State
from simulation.exercise.engine import Exercise
from simulation.exercise.matters.procedure import Procedure
from simulation.exercise.registry import SHIPPED, Registry
from simulation.kernel.agenda import DAY
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Facts, Holder, Office, Side, TimeKind
from simulation.matters.declaration import Status, Transition
from simulation.matters.proceeding import Proceeding, rules_of
from simulation.players.policies import players
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.bots import begun
from tests.exercise.procedure_play import Table

VISIT_DAYS = 5

RULES = rules_of(
    "visit",
    Transition(
        "", "propose_visit", "proposed", Side.REQUESTING, "made up", "P", offices=(Office.PROSECUTOR,), needs=("text",)
    ),
    (
        Status("proposed", Holder.REQUESTED, TimeKind.DECISION, 10),
        Status("on_visit", Holder.THIRD_PARTY, TimeKind.SYSTEM),
        Status("visited", None, None),
        Status("not_welcome", None, None),
    ),
    (
        Transition("proposed", "welcome", "on_visit", Side.REQUESTED, "made up", offices=(Office.AUTHORITY,)),
        Transition("proposed", "turn_down", "not_welcome", Side.REQUESTED, "made up", offices=(Office.AUTHORITY,)),
        Transition("proposed", "ask_again", "proposed", Side.REQUESTING, "made up", offices=(Office.PROSECUTOR,)),
        Transition("on_visit", "go_home", "visited", Side.SYSTEM, "made up", is_decision=False),
    ),
)


def _over(state: State, proceeding: Proceeding) -> int | None:
    return proceeding.since + VISIT_DAYS * DAY if proceeding.status == "on_visit" else None


def _home(state: State, proceeding: Proceeding) -> tuple[str, Facts] | None:
    return "go_home", ()


VISIT = Procedure(RULES, "V", next_due=_over, next_act=_home, is_abroad=True)


def proposed(frozen: FrozenScenario, policy: str) -> Table:
    """An exercise that knows the procedure, in which it has been begun."""
    settings = begun(frozen, policy, 7).state.settings
    exercise = Exercise(frozen, settings, players(), registry=Registry((*SHIPPED.procedures, VISIT)))
    exercise.perform(StartExercise(id="start", member="control", warm_up=False))
    person = next(each for each in exercise.team_view("VAL").entities if each.kind == "person")
    table = Table(exercise, "VAL", "ISA", person.key)
    table.open("visit", Office.PROSECUTOR)
    return table


def test_it_is_numbered_told_and_due(blue_current: FrozenScenario) -> None:
    table = proposed(blue_current, "none")
    theirs = table.view("ISA")
    assert (theirs.label, theirs.status, theirs.waits_for_us) == ("VAL-ISA-V1", "proposed", True)
    assert theirs.due_day == theirs.since // DAY + 11
    assert [line.what.code for line in table.exercise.team_view("ISA").digest if line.about == table.key]
    assert {offer.action for offer in theirs.offers} == {"welcome", "turn_down"}


@pytest.mark.parametrize(("act", "end"), [("welcome", "visited"), ("turn_down", "not_welcome")])
def test_it_is_played_to_its_ends(blue_current: FrozenScenario, act: str, end: str) -> None:
    table = proposed(blue_current, "none")
    table.play((("asking", "ask_again", {}), 2, ("asked", act, {}), end))
    view = table.view("VAL")
    assert not view.is_open
    assert [line.action for line in view.history][:3] == ["propose_visit", "ask_again", act]


def test_a_copy_knows_it_too(blue_current: FrozenScenario) -> None:
    table = proposed(blue_current, "none")
    copy = Table(table.exercise.copy(), "VAL", "ISA", table.subject, table.key)
    copy.act("asked", "welcome")
    assert (copy.status, table.status) == ("on_visit", "proposed")


def test_an_automatic_office_answers_on_the_last_day(blue_current: FrozenScenario) -> None:
    table = proposed(blue_current, "auto")
    due = table.view("ISA").due_day
    assert due is not None
    table.until("on_visit")
    assert due <= table.now // DAY + 1 < due + 7  # offices look into their files every few days


def test_an_exercise_without_it_does_not_know_it(blue_current: FrozenScenario) -> None:
    table = Table(begun(blue_current, "none", 7), "VAL", "ISA", "anybody")
    with pytest.raises(RuleViolation) as refused:
        table.open("visit", Office.PROSECUTOR)
    assert refused.value.code == "procedure.unknown"
