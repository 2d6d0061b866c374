"""Decisions that are counted make a difference: two copies of one moment that differ in the decision alone.

Nobody plays the four countries here, the countries in outline answer, and chance events are the same in both copies, so
whatever differs comes from the decision. Its own record (the decision, the step of the request, the order) is left out
of the comparison. What an answer differs by here is the paper that it files with the asker: nobody plays the asker.

Five kinds are compared here; returning in full or in part, triage, charging and answers to injects in
`test_answers_matter`.
"""

from __future__ import annotations

import pytest

from simulation.exercise.core.command import Command, Seat
from simulation.exercise.core.event import DecisionTaken, Event
from simulation.exercise.engine import Exercise
from simulation.exercise.measures.commands import OrderMeasure
from simulation.exercise.measures.events import MeasureOrdered
from simulation.exercise.procedures.letter.commands import ActOnRequest
from simulation.exercise.procedures.letter.events import RequestMoved
from simulation.exercise.procedures.letter.statuses import LetterAction
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Office
from simulation.players.runs import begin, policies_for
from simulation.scenario.schema.play import MeasureKind
from simulation.scenario.schema.scenario import FrozenScenario

AFTER_DAYS = 60
"""Days for which the two copies are compared."""

ID = "test/decision"

OWN_RECORD = (DecisionTaken, RequestMoved, MeasureOrdered)


@pytest.fixture(scope="module")
def moment(frozen: FrozenScenario) -> Exercise:
    exercise = begin(frozen, policies_for(frozen.scenario, "none", {"ORL": "auto", "TRS": "auto"}), 1)
    exercise.advance(25 * DAY)
    return exercise


def after(moment: Exercise, *commands: Command) -> list[str]:
    """What follows in a copy in which these commands were given, their own record left out."""
    copy = moment.copy()
    events: list[Event] = []
    for command in commands:
        copy.check(command)
        events += copy.perform(command)
    events += copy.advance(moment.now + AFTER_DAYS * DAY)
    return [repr(event) for event in events if not (event.cause == ID and isinstance(event, OWN_RECORD))]


def act(seat: Seat, request: str, action: LetterAction, text: str = "", ground: str = "") -> Command:
    return ActOnRequest(id=ID, by=seat, request=request, action=action, text=text, ground=ground)


def seat(country: str, office: Office) -> Seat:
    return Seat(country, office)


FIU, POLICE, AUTHORITY = Office.FIU, Office.POLICE, Office.AUTHORITY


PAIRS: dict[str, tuple[tuple[Command, ...], tuple[Command, ...]]] = {
    "police answers or declines": (
        (act(seat("SOV", POLICE), "matter/isa_sov_check", LetterAction.ANSWER),),
        (act(seat("SOV", POLICE), "matter/isa_sov_check", LetterAction.DECLINE, "Nothing that we may pass on"),),
    ),
    "a unit answers or does not": (
        (act(seat("KES", FIU), "matter/val_kes_owner", LetterAction.ANSWER),),
        (),
    ),
    "an authority approves or sends back for repair": (
        (act(seat("SOV", AUTHORITY), "matter/sov_val_calls", LetterAction.APPROVE),),
        (act(seat("SOV", AUTHORITY), "matter/sov_val_calls", LetterAction.RETURN_FOR_REPAIR, "Grounds are missing"),),
    ),
    "an authority accepts or refuses": (
        (act(seat("KES", AUTHORITY), "matter/sov_kes_house", LetterAction.ACCEPT),),
        (act(seat("KES", AUTHORITY), "matter/sov_kes_house", LetterAction.REFUSE, "No", "R2"),),
    ),
    "a freeze now or later": (
        (
            OrderMeasure(
                id=ID,
                by=seat("KES", Office.PROSECUTOR),
                kind=MeasureKind.FREEZE,
                target="account/trading_main",
                documents=("opening/kes/trading_statement",),
            ),
        ),
        (),
    ),
}


@pytest.mark.parametrize("pair", sorted(PAIRS))
def test_what_follows_differs(moment: Exercise, pair: str) -> None:
    one, other = PAIRS[pair]
    assert after(moment, *one) != after(moment, *other)


def test_the_same_decision_has_the_same_consequences(moment: Exercise) -> None:
    one, _ = PAIRS["an authority accepts or refuses"]
    assert after(moment, *one) == after(moment, *one)
