"""Who was lent comes back to the case from which he or she was lent: ETS 24 article 19(2)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulation.casework.file.charges import Appeal
from simulation.casework.file.detention import NOT_PLAYED, Detention, ReleaseRule, Right
from simulation.casework.proof.proof import CourtOutcome
from simulation.casework.proof.sentencing import Sentence
from simulation.exercise.detention.clock import PeopleHeld
from simulation.exercise.judgments.verdicts import pronounce
from simulation.exercise.procedures.extradition.table import ExtraditionStatus as Status
from simulation.kernel.agenda import DAY
from simulation.network import questions
from simulation.scenario.schema.scenario import FrozenScenario
from tests.exercise.procedure_play import Line, Table
from tests.exercise.procedures.test_extradition import AT_COURT, BROKER, played
from tests.exercise.trials.test_judged_here import try_here

AWAY = 30


def lent(frozen: FrozenScenario, right: Right, left: int) -> Table:
    """Somebody in ISA's hands by a right of its own case with so many days left, lent to VAL and brought back."""
    table = played(frozen, BROKER, "trafficking", AT_COURT)
    here = PeopleHeld(table.exercise.state, "ISA")
    here.hold(table.subject, NOT_PLAYED, right, table.now + left * DAY, silent=True)
    lines: tuple[Line, ...] = (
        ("asked", "grant_for_a_time", {"until": table.now + 200 * DAY}),
        ("asking", "collect_person", {}),
    )
    table.play(lines)
    assert table.status == Status.LENT
    assert here.standing(table.subject) == ()
    table.play((AWAY, ("asking", "return_person", {})))
    assert table.status == Status.RETURNED
    return table


def standing(table: Table) -> list[Detention]:
    return list(PeopleHeld(table.exercise.state, "ISA").standing(table.subject))


@pytest.mark.parametrize(("right", "left"), [(Right.OTHER_CASE, 90), (Right.SENTENCE, 60)])
def test_the_right_that_was_suspended_holds_again(blue_current: FrozenScenario, right: Right, left: int) -> None:
    """Days abroad count towards a sentence and towards no other limit."""
    table = lent(blue_current, right, 90)
    held = standing(table)
    assert [(row.right, row.basis) for row in held] == [(right, NOT_PLAYED)]
    assert held[0].until == pytest.approx(table.now + left * DAY, abs=2 * DAY)


def test_a_sentence_that_ran_out_abroad_ends_with_the_return(blue_current: FrozenScenario) -> None:
    table = lent(blue_current, Right.SENTENCE, AWAY - 10)
    table.wait(1)
    assert standing(table) == []
    ended = PeopleHeld(table.exercise.state, "ISA").ever(table.subject)
    assert ended[-1].rule is ReleaseRule.SERVED


def test_who_was_held_for_the_surrender_alone_is_held_until_the_own_authorities_look(
    blue_current: FrozenScenario,
) -> None:
    table = played(blue_current, BROKER, "trafficking", AT_COURT)
    table.play(
        (
            ("asked", "grant_for_a_time", {"until": table.now + 200 * DAY}),
            ("asking", "collect_person", {}),
            AWAY,
            ("asking", "return_person", {}),
        )
    )
    assert [(row.right, row.basis) for row in standing(table)] == [(Right.SURRENDERED, table.key)]


@pytest.mark.parametrize(("outcome", "months", "right"), [("conviction", 12, Right.SENTENCE), ("acquittal", 0, None)])
def test_a_charge_decided_meanwhile_holds_by_its_sentence_alone(
    blue_current: FrozenScenario, outcome: str, months: int, right: Right | None
) -> None:
    table = played(blue_current, BROKER, "trafficking", AT_COURT)
    state = table.exercise.state
    here = PeopleHeld(state, "ISA")
    charge = try_here(state, "ISA", table.subject, Appeal.NONE)
    charge = replace(charge, outcome="", decided=None, months=0, trial_at=table.now + 500 * DAY)
    state.countries["ISA"].file.charges.rows[charge.key] = charge
    here.hold(table.subject, charge.key, Right.CHARGED, charge.trial_at + DAY, silent=True)
    table.play((("asked", "grant_for_a_time", {"until": table.now + 200 * DAY}), ("asking", "collect_person", {})))
    pronounce(state, "ISA", charge, CourtOutcome(outcome), ("ruled",), Sentence(months, ()))
    table.play((AWAY, ("asking", "return_person", {})))
    assert [row.right for row in standing(table)] == ([right] if right is not None else [])
    assert questions.is_free(state.network, table.subject) is (right is None)
