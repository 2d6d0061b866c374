"""Whatever people and control do, a view kept piece by piece is the one that would be made from nothing."""

from __future__ import annotations

import random
from dataclasses import fields

import pytest

from simulation.exercise.board.commands import ClaimLink, MergeEntities
from simulation.exercise.clock.commands import EndExercise, EndWarmUp, Jump, PlayEpilogue, StartExercise
from simulation.exercise.core.command import Command, Seat
from simulation.exercise.core.settings import Settings
from simulation.exercise.injects.commands import AnswerInject, EditInject, FireInject, HoldInject, SendHint
from simulation.exercise.injects.state import Injects
from simulation.exercise.procedures.letter.commands import RuleOnPoint
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.exercise.sources import players_view
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.agenda import DAY
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from simulation.law.assessment.findings import Finding
from simulation.players.policies import players
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.bots import Room, open_room, play_office_hours, seat_everybody
from tests.exercise.test_random_cases import acts
from tests.exercise.test_random_play import Dice

pytestmark = pytest.mark.acceptance("makes every view from nothing after random acts")

MOVES = 3
ACTS = 24
LOOKS = 4
"""Views are compared after so many acts."""
COMMANDS = 240
KINDS = 14
"""Of so many random commands, most of which are refused, so many kinds are performed at least."""


def compare(room: Room) -> None:
    """Look at everything that anybody sees, automatic players too."""
    fresh = room.exercise.copy()
    for country in room.exercise.scenario.countries:
        code = country.code
        assert room.exercise.team_view(code) == fresh.team_view(code)
        kept, made = players_view(room.exercise.state, code), players_view(fresh.state, code)
        for part in fields(TeamView):
            assert getattr(kept, part.name) == getattr(made, part.name), part.name
    assert room.exercise.control_view() == fresh.control_view()


def of_control(dice: random.Random, room: Room, number: int) -> Command:
    """What a trainer does with the event list and with points that are weighed."""
    key = dice.choice(sorted(room.exercise.state.part(Injects).injects))
    country = dice.choice(room.exercise.scenario.played).code
    name = f"trainer-{number}"
    match dice.randrange(5):
        case 0:
            request = dice.choice(sorted(room.exercise.state.part(Letters).requests))
            finding = dice.choice([found.code for found in _findings(room, request)] or ["nexus_missing"])
            verdict = dice.choice(("stands", "does_not_stand", "either_way"))
            return RuleOnPoint(
                id=name, member="control", request=request, finding=finding, verdict=verdict, reasons="As I see it."
            )
        case 1:
            return FireInject(id=name, member="control", inject=key)
        case 2:
            return HoldInject(id=name, member="control", inject=key, held=dice.random() < 0.5)
        case 3:
            injects = room.exercise.state.part(Injects).injects
            heard = dice.choice(sorted(each for each in injects if injects[each].fired_at is not None) or [key])
            to = dice.choice(sorted(injects[heard].countries) or [country])
            return SendHint(id=name, member="control", inject=heard, number=dice.randrange(1, 4), country=to)
        case _:
            day = room.exercise.now // DAY + dice.randrange(1, 9)
            return EditInject(
                id=name,
                member="control",
                inject=key,
                title=f"Changed {number}",
                text="Something else.",
                country=country,
                day=day,
                answer_days=dice.randrange(1, 9),
            )


def _findings(room: Room, request: str) -> tuple[Finding, ...]:
    kept = room.exercise.state.part(Letters).requests[request]
    view = room.exercise.team_view(kept.matter.requested).request(request)
    return view.findings if view is not None else ()


def of_a_team(dice: random.Random, view: TeamView, number: int, offences: tuple[str, ...]) -> Command:
    """An answer to the event list, a claim on the board, or any other act."""
    name, by = f"team-{view.country}-{number}", Seat(view.country, Office.POLICE)
    member = f"{view.country}-{Office.POLICE}"
    one, other = dice.choice(view.entities).key, dice.choice(view.entities).key
    open_injects = [each for each in view.injects if not each.answered]
    match dice.randrange(6):
        case 0 if open_injects:
            inject = dice.choice(open_injects)
            office = dice.choice(inject.offices)
            choice = dice.choice(inject.choices) if inject.choices else ""
            return AnswerInject(
                id=name,
                by=Seat(view.country, office),
                member=f"{view.country}-{office}",
                inject=inject.key,
                choice=choice,
                text="" if choice else "We will.",
            )
        case 1:
            return ClaimLink(id=name, by=by, member=member, a=one, b=other, kind="knows", documents=())
        case 2:
            return MergeEntities(id=name, by=by, member=member, a=one, b=other, merged=True)
        case _:
            return acts(dice, view, number, offences)


@pytest.mark.parametrize("seed", range(2))
def test_views_after_random_acts_equal_views_made_from_nothing(blue_current: FrozenScenario, seed: int) -> None:
    room = open_room(blue_current, Settings(preset="half_day_14", seed=90 + seed), players())
    played = tuple(country.code for country in room.exercise.scenario.played)
    seat_everybody(room, played)
    room.control(StartExercise(id="", warm_up=False))
    dice = random.Random(seed)  # noqa: S311 - what to type, not a secret
    kinds: set[str] = set()
    for number in range(MOVES):
        play_office_hours(room, played, players()["textbook"])
        for count in range(ACTS):
            country = dice.choice(played)
            offences = tuple(offence.key for offence in room.exercise.scenario.country(country).offences)
            index = number * ACTS + count
            by_control = dice.random() < 0.4
            view = room.exercise.team_view(country)
            command = of_control(dice, room, index) if by_control else of_a_team(dice, view, index, offences)
            try:
                room.do(command)
            except RuleViolation:
                continue
            kinds.add(type(command).__name__)
            if count % LOOKS == 0:
                compare(room)
        compare(room)
        room.control(Jump(id="", days=dice.randrange(15, 40)))
        compare(room)
    room.control(EndExercise(id=""))
    room.control(PlayEpilogue(id=""))
    compare(room)
    assert kinds >= {
        "RuleOnPoint",
        "FireInject",
        "SendHint",
        "EditInject",
        "AnswerInject",
        "ActOnRequest",
        "OrderMeasure",
    }


@pytest.mark.parametrize("seed", range(2))
def test_views_after_each_command_equal_views_made_from_nothing(blue_current: FrozenScenario, seed: int) -> None:
    """Whatever a form could send: files, boards, talk, seats, control and courts, and time between."""
    room = open_room(blue_current, Settings(preset="half_day_14", seed=70 + seed), players())
    played = tuple(country.code for country in room.exercise.scenario.played)
    seat_everybody(room, played)
    room.control(StartExercise(id="", warm_up=bool(seed)))
    compare(room)
    if seed:
        room.control(EndWarmUp(id=""))
        compare(room)
    dice = Dice(40 + seed, room)
    kinds: set[str] = set()
    for number in range(COMMANDS):
        command = dice.command(number)
        try:
            room.do(command)
        except RuleViolation:
            continue
        kinds.add(type(command).__name__)
        compare(room)
    assert len(kinds) >= KINDS, sorted(kinds)
