"""Procedures whatever their kind: what waits for nobody, undo and replay, what is told to whom."""

from __future__ import annotations

import pytest

from simulation.exercise.clock.commands import EndExercise, PlayEpilogue, StartExercise
from simulation.exercise.core.command import Command, Seat
from simulation.exercise.engine import Exercise
from simulation.exercise.journal import (
    JournalEntry,
    decode_command,
    decode_event,
    encode_command,
    encode_event,
    replay,
)
from simulation.exercise.matters.commands import ActOnProcedure
from simulation.exercise.matters.events import ProcedureMoved
from simulation.exercise.procedures.extradition.table import EXTRADITION, ExtraditionStatus
from simulation.exercise.seats.commands import TakeSeat
from simulation.kernel.agenda import DAY
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from simulation.players.policies import players
from simulation.players.runs import begin, policies_for
from simulation.scenario.schema.scenario import FrozenScenario
from tests.exercise.procedure_play import Table, laid

PAIR = ("VAL", "ISA", "cast/isa_broker")
OFFENCE = (("offence", "trafficking"),)


def asked(exercise: Exercise) -> Table:
    """An extradition whose arrest has been asked for."""
    table = Table(exercise, *PAIR)
    table.open(EXTRADITION, Office.PROSECUTOR, terms=OFFENCE)
    table.act("asking", "ask_arrest")
    return table


def test_it_stands_in_the_work_of_who_holds_it(blue_current: FrozenScenario) -> None:
    table = asked(laid(blue_current, *PAIR).exercise)
    view = table.exercise.team_view("ISA")
    (item,) = [each for each in view.work if each.about == table.key]
    assert set(item.offices) == {Office.AUTHORITY, Office.POLICE}
    assert item.due_day == view.clock.day + 3
    assert [line.about for line in view.digest].count(table.key) == 1
    assert not [each for each in table.exercise.team_view("VAL").work if each.about == table.key]
    assert not any(each.about == table.key for each in table.exercise.team_view("SOV").digest)


def test_who_lets_time_pass_is_acted_for(blue_current: FrozenScenario) -> None:
    exercise = begin(blue_current, policies_for(blue_current.scenario, "auto", {}), 7)
    for office in (Office.AUTHORITY, Office.POLICE, Office.PROSECUTOR, Office.FIU):
        sit = TakeSeat(id=f"sit/{office}", member=f"gert-{office}", country="ISA", offices=(office,))
        exercise.check(sit)
        exercise.perform(sit)
    table = asked(exercise)
    table.wait(30)
    assert table.status == ExtraditionStatus.ARREST_ASKED
    table.wait(20)
    assert table.status != ExtraditionStatus.ARREST_ASKED


def test_the_epilogue_plays_it_on(blue_current: FrozenScenario) -> None:
    table = asked(begin(blue_current, policies_for(blue_current.scenario, "auto", {}), 7))
    for command in (EndExercise(id="end", member="control"), PlayEpilogue(id="on", member="control")):
        table.perform(command)
    for _ in range(12):
        table.wait(30)
    assert table.view("VAL").holder == ""


def test_replay_and_copies_give_the_same(blue_current: FrozenScenario) -> None:
    settings = laid(blue_current, *PAIR).exercise.state.settings
    given: list[JournalEntry] = []
    first, _ = replay(blue_current, settings, (), players())
    table = Table(first, *PAIR)
    perform = table.perform

    def written(command: Command) -> None:
        given.append(JournalEntry(len(given) + 1, first.now, decode_command(encode_command(command))))
        perform(command)

    table.perform = written  # type: ignore[method-assign]
    table.perform(StartExercise(id="run/start", member="control", warm_up=False))
    table.open(EXTRADITION, Office.PROSECUTOR, terms=OFFENCE)
    table.act("asking", "ask_arrest")
    table.act("asked", "order_arrest")
    twin = first.copy()
    table.wait(60)
    other = Table(twin, *PAIR, key=table.key)
    other.wait(60)
    again, events = replay(blue_current, settings, given, players(), until=60 * DAY)
    assert again.team_view("VAL").procedure(table.key) == table.view("VAL") == other.view("VAL")
    moved = [each for each in events if isinstance(each, ProcedureMoved)]
    assert [each.status for each in moved][-1] == table.status
    assert all(decode_event(encode_event(each)) == each for each in moved)


def test_a_stale_act_changes_nothing(blue_current: FrozenScenario) -> None:
    table = asked(laid(blue_current, *PAIR).exercise)
    late = ActOnProcedure(id="late", by=Seat("ISA", Office.POLICE), seen=1, procedure=table.key, action="order_arrest")
    with pytest.raises(RuleViolation, match="seen"):
        table.perform(late)
    strange = ActOnProcedure(id="other", by=Seat("KES", Office.POLICE), procedure=table.key, action="order_arrest")
    with pytest.raises(RuleViolation, match="unknown"):
        table.perform(strange)
    assert table.status == ExtraditionStatus.ARREST_ASKED
