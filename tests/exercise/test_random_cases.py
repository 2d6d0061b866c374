"""Random measures, charges, supplements and answers through jumps, verdicts and the epilogue: the clock never stops."""

from __future__ import annotations

import random

import pytest

from simulation.casework.file.measures import measure_rule
from simulation.casework.file.reports import Triage
from simulation.exercise.clock.commands import EndExercise, Jump, PlayEpilogue, StartExercise
from simulation.exercise.core.command import Command, Seat
from simulation.exercise.core.event import StepDropped
from simulation.exercise.core.settings import Settings
from simulation.exercise.judgments.events import VerdictGiven
from simulation.exercise.measures.commands import OrderMeasure, TriageReport
from simulation.exercise.measures.events import MeasureCompleted
from simulation.exercise.procedures.letter.commands import ActOnRequest
from simulation.exercise.procedures.letter.statuses import LetterAction
from simulation.exercise.trials.commands import ChargePerson, SupplementCharge
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.entities import EntityKind
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from simulation.law.book.grounds import refusing
from simulation.network import metrics
from simulation.players.policies import players
from simulation.scenario.schema.play import MeasureKind
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.bots import Room, open_room, seat_everybody
from tests.exercise import ground_truth

pytestmark = pytest.mark.acceptance("plays whole days at random")

MOVES = 6
ACTS = 40


def acts(dice: random.Random, view: TeamView, number: int, offences: tuple[str, ...]) -> Command:
    """One act that the file may well allow: on what it names, with papers that name it."""
    country = view.country

    name = f"random-{country}-{number}"
    about = dice.choice(view.entities)
    naming = tuple(filed.document.key for filed in view.documents if filed.document.names(about.key))
    incoming = [request for request in view.requests if request.offers]
    open_charges = [charge for charge in view.charges if not charge.outcome]
    waiting = [report for report in view.reports if not report.decision]
    match dice.randrange(8):
        case 0 | 1 if incoming:
            request = dice.choice(incoming)
            offer = dice.choice(request.offers)
            return ActOnRequest(
                id=name,
                by=Seat(country, offer.office),
                member=f"{country}-{offer.office}",
                request=request.key,
                action=LetterAction(offer.action),
                text="Because of what the file says.",
                ground=dice.choice(refusing("letter")),
                conditions=("use_limits",),
                items=("C11",),
                content=request.content,
                documents=request.results[:1],
                until_day=view.clock.day + dice.randrange(1, 60),
                consent=dice.choice(("lead", "evidence")),
            )
        case 2 if about.kind is EntityKind.PERSON:
            return ChargePerson(
                id=name,
                by=Seat(country, Office.PROSECUTOR),
                member=f"{country}-prosecutor",
                person=about.key,
                offence=dice.choice(offences),
                documents=naming[:6],
            )
        case 3 if open_charges:
            return SupplementCharge(
                id=name,
                by=Seat(country, Office.PROSECUTOR),
                member=f"{country}-prosecutor",
                charge=dice.choice(open_charges).key,
                documents=naming[:3],
            )
        case 4 if waiting:
            return TriageReport(
                id=name,
                by=Seat(country, Office.FIU),
                member=f"{country}-fiu",
                report=dice.choice(waiting).key,
                decision=dice.choice([each.value for each in Triage]),
                to=dice.choice(("VAL", "KES", "")),
            )
        case _:
            fitting = [kind for kind in MeasureKind if about.kind in measure_rule(kind).targets]
            kind = dice.choice(fitting or list(MeasureKind))
            office = dice.choice(measure_rule(kind).offices)
            return OrderMeasure(
                id=name,
                by=Seat(country, office),
                member=f"{country}-{office}",
                kind=kind,
                target=about.key,
                documents=naming[:4],
            )


@pytest.mark.parametrize("seed", range(3))
def test_nothing_that_people_do_stops_what_falls_due(blue_current: FrozenScenario, seed: int) -> None:
    room = open_room(blue_current, Settings(preset="half_day_14", seed=70 + seed), players())
    played = tuple(country.code for country in room.exercise.scenario.played)
    seat_everybody(room, played)
    room.control(StartExercise(id="", warm_up=False))
    dice = random.Random(seed)  # noqa: S311 - what to type, not a secret
    done = sum(move(room, dice, played, number) for number in range(MOVES))
    room.control(EndExercise(id=""))
    room.control(PlayEpilogue(id=""))
    assert [event for event in room.events if isinstance(event, StepDropped)] == []
    assert done > MOVES * ACTS // 2
    kinds = {event.kind for event in room.events if isinstance(event, MeasureCompleted)}
    assert kinds >= {"freeze", "search", "interview"}
    assert sum(isinstance(event, VerdictGiven) for event in room.events) > 3
    ledger = metrics.ledger(room.exercise.state.network)
    assert ledger.money.balanced
    assert ledger.drugs.balanced
    assert ground_truth.untrue(room.exercise) == []
    assert ground_truth.left_out(room.exercise) == []
    assert ground_truth.one_sided(room.exercise)[1] == []


def move(room: Room, dice: random.Random, played: tuple[str, ...], number: int) -> int:
    """Office hours in every country, then a jump; returns how many acts the rules allowed."""
    done = 0
    for country in played:
        offences = tuple(offence.key for offence in room.exercise.scenario.country(country).offences)
        for count in range(ACTS):
            command = acts(dice, room.exercise.team_view(country), number * ACTS + count, offences)
            try:
                room.exercise.check(command)
            except RuleViolation:
                continue
            room.do(command)
            done += 1
    room.control(Jump(id="", days=dice.randrange(15, 40)))
    return done
