"""A national who is not surrendered: the case goes to the own prosecutor, as a dated task (UNTOC 16(10))."""

from __future__ import annotations

import pytest

from simulation.exercise.core.command import Seat
from simulation.exercise.engine import Exercise
from simulation.exercise.meetings.commands import CompleteTask
from simulation.exercise.meetings.handlers import close_duties
from simulation.exercise.meetings.views import TaskView
from simulation.exercise.procedures.letter.commands import ActOnRequest
from simulation.exercise.procedures.letter.play.own_prosecution import TASK, WITHIN_DAYS
from simulation.exercise.procedures.letter.statuses import LetterAction
from simulation.kernel.terms import Office
from simulation.players.runs import begin, policies_for
from simulation.scenario.schema.scenario import FrozenScenario

MATTER = "matter/isa_val_surrender"
AUTHORITY, PROSECUTOR = Seat("VAL", Office.AUTHORITY), Seat("VAL", Office.PROSECUTOR)


@pytest.fixture
def exercise(blue_current: FrozenScenario) -> Exercise:
    return begin(blue_current, policies_for(blue_current.scenario, "auto", {}), 7)


def refuse(exercise: Exercise, ground: str) -> tuple[TaskView, ...]:
    command = ActOnRequest(id="no", by=AUTHORITY, request=MATTER, action=LetterAction.REFUSE, text="No", ground=ground)
    exercise.check(command)
    exercise.perform(command)
    assert exercise.team_view("ISA").tasks == ()
    return exercise.team_view("VAL").tasks


def test_the_case_is_submitted_to_the_own_prosecutor(exercise: Exercise) -> None:
    (task,) = refuse(exercise, "G8")
    assert (task.owner, task.what, task.meeting) == (PROSECUTOR, TASK, MATTER)
    view = exercise.team_view("VAL")
    assert task.due_day == view.clock.day + WITHIN_DAYS
    (item,) = [each for each in view.work if each.about == task.key]
    assert (item.title.code, item.offices) == ("work.submit_for_prosecution", (Office.PROSECUTOR,))
    done = CompleteTask(id="done", by=PROSECUTOR, task=task.key)
    exercise.check(done)
    exercise.perform(done)
    assert not [each for each in exercise.team_view("VAL").work if each.about == task.key]


def test_a_charge_ends_the_duty_and_its_line_leads_to_the_case(exercise: Exercise) -> None:
    (task,) = refuse(exercise, "G8")
    (item,) = [each for each in exercise.team_view("VAL").work if each.about == task.key]
    assert item.about_kind == "charge"
    state = exercise.state
    close_duties(state, "VAL", "cast/nobody")
    close_duties(state, "ISA", task.about)
    assert not exercise.team_view("VAL").tasks[0].done
    close_duties(state, "VAL", task.about)
    assert exercise.team_view("VAL").tasks[0].done
    assert not [each for each in exercise.team_view("VAL").work if each.about == task.key]


def test_another_ground_brings_no_such_duty(exercise: Exercise) -> None:
    assert refuse(exercise, "R2") == ()
