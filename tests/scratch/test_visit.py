"""A procedure that nobody has heard of is handed to an exercise and played to its ends."""

import pytest

from simulation.exercise.automation.player import Player
from simulation.exercise.clock.commands import StartExercise
from simulation.exercise.engine import Exercise
from simulation.exercise.journal import JournalEntry, decode_command, encode_command, encode_event, replay
from simulation.exercise.registry import Registry
from simulation.kernel.agenda import DAY
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from simulation.players.policies import players
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.bots import begun
from tests.exercise.conftest import blue_current
from tests.exercise.procedure_play import Table
from tests.scratch.served import POLICIES, REGISTRY
from tests.scratch.visit.policy import NIGHTS
from tests.scratch.visit.procedure import DAYS_TO_ANSWER, RULES, VISIT

__all__ = ["blue_current"]

SHIPPED_POLICIES = players()


def proposed(
    frozen: FrozenScenario, policy: str, policies: dict[str, Player] = SHIPPED_POLICIES, registry: Registry = REGISTRY
) -> Table:
    """An exercise that knows the procedure, in which it has been begun."""
    settings = begun(frozen, policy, 7).state.settings
    exercise = Exercise(frozen, settings, policies, registry=registry)
    table = Table(exercise, "VAL", "ISA", "")
    table.perform(StartExercise(id="start", member="control", warm_up=False))
    table.subject = next(each.key for each in exercise.team_view("VAL").entities if each.kind == "person")
    table.open(VISIT, Office.PROSECUTOR, terms=(("visitors", "Two of us"),))
    return table


def test_it_is_as_small_as_it_can_be() -> None:
    assert (len(RULES.statuses), len(RULES.transitions)) == (3, 4)


def test_it_is_numbered_told_and_due(blue_current: FrozenScenario) -> None:
    table = proposed(blue_current, "none")
    theirs = table.view("ISA")
    assert (theirs.label, theirs.status, theirs.waits_for_us) == ("VAL-ISA-V1", "visit_proposed", True)
    assert theirs.due_day == theirs.since // DAY + DAYS_TO_ANSWER + 1
    assert [line.what.code for line in table.exercise.team_view("ISA").digest if line.about == table.key]
    assert {offer.action for offer in theirs.offers} == {"welcome", "turn_down"}


@pytest.mark.parametrize(("act", "terms"), [("welcome", {"nights": 2}), ("turn_down", {})])
def test_it_is_played_to_its_ends(blue_current: FrozenScenario, act: str, terms: dict[str, str | int]) -> None:
    table = proposed(blue_current, "none")
    table.play((("asking", "ask_again", {}), 2, ("asked", act, terms), "visit_over"))
    view = table.view("VAL")
    assert not view.is_open
    assert [line.action for line in view.history][:3] == ["propose_visit", "ask_again", act]


def test_a_copy_knows_it_too(blue_current: FrozenScenario) -> None:
    table = proposed(blue_current, "none")
    copy = Table(table.exercise.copy(), "VAL", "ISA", table.subject, table.key)
    copy.act("asked", "welcome", {"nights": 2})
    assert (copy.status, table.status) == ("on_visit", "visit_proposed")


def test_an_automatic_office_without_a_policy_takes_the_first_lawful_act_on_the_last_day(
    blue_current: FrozenScenario,
) -> None:
    table = proposed(blue_current, "auto")
    due = table.view("ISA").due_day
    assert due is not None
    table.until("visit_over")
    assert [line.action for line in table.view("VAL").history] == ["propose_visit", "turn_down"]
    assert due <= table.now // DAY + 1 < due + 7  # offices look into their files every few days


def test_a_policy_that_is_handed_over_answers(blue_current: FrozenScenario) -> None:
    table = proposed(blue_current, "auto", POLICIES)
    table.until("visit_over")
    view = table.view("VAL")
    assert [line.action for line in view.history] == ["propose_visit", "welcome", "go_home"]
    assert view.term("nights") == NIGHTS
    assert table.now // DAY < view.history[0].at // DAY + DAYS_TO_ANSWER


def test_its_journal_gives_the_same_events_again(blue_current: FrozenScenario) -> None:
    table = proposed(blue_current, "none")
    table.act("asked", "welcome", {"nights": 2})
    acts = [
        JournalEntry(number, each.at, decode_command(encode_command(each.command)))
        for number, each in enumerate(table.given, start=1)
    ]
    state = table.exercise.state
    again, events = replay(state.frozen, state.settings, acts, SHIPPED_POLICIES, registry=REGISTRY)
    assert again.team_view("ISA").procedures == table.exercise.team_view("ISA").procedures
    told = [encode_event(each) for each in events if each.wire == "ProcedureMoved"]
    assert told == [encode_event(each) for each in table.events if each.wire == "ProcedureMoved"]


def test_an_exercise_without_it_does_not_know_it(blue_current: FrozenScenario) -> None:
    table = Table(begun(blue_current, "none", 7), "VAL", "ISA", "anybody")
    with pytest.raises(RuleViolation) as refused:
        table.open(VISIT, Office.PROSECUTOR)
    assert refused.value.code == "procedure.unknown"
