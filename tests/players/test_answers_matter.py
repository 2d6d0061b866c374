"""Answers and choices whose consequences show only while countries are at work: two copies that differ in one of them.

All countries are played by the textbook policy, with the same chance events in both copies. The record of the choice
itself is left out of the comparison.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import pytest

from simulation.exercise.core.command import Command, Seat
from simulation.exercise.core.event import DecisionTaken, Event
from simulation.exercise.engine import Exercise
from simulation.exercise.injects.commands import AnswerInject, FireInject
from simulation.exercise.injects.events import InjectAnswered
from simulation.exercise.injects.state import Injects
from simulation.exercise.measures.commands import TriageReport
from simulation.exercise.measures.events import ReportTriaged
from simulation.exercise.procedures.letter.commands import ActOnRequest, KeepActs
from simulation.exercise.procedures.letter.events import RequestMoved
from simulation.exercise.procedures.letter.statuses import LetterAction, LetterStatus
from simulation.exercise.registry import load_scenario
from simulation.exercise.trials.commands import ChargePerson
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Office
from simulation.players.policies import players
from simulation.players.runs import begin, policies_for
from simulation.scenario.load import available, directory_of
from simulation.scenario.schema.name_pools import freeze
from simulation.scenario.schema.play import Inject
from simulation.scenario.schema.scenario import FrozenScenario

pytestmark = pytest.mark.acceptance("plays two copies of an exercise for each answer of each event")

AFTER_DAYS = 45
"""Days for which two copies are compared."""

LETTER_DAYS = 120
"""Days in which a returned result reaches the other side even by bag."""

ID = "test/choice"

OWN_RECORD = (DecisionTaken, InjectAnswered, ReportTriaged, RequestMoved)

ASKED = [
    (name, inject)
    for name in available()
    for inject in load_scenario(directory_of(name)).play.injects
    if inject.choices
]


@cache
def first_day(name: str) -> Exercise:
    scenario = load_scenario(directory_of(name))
    exercise = begin(freeze(scenario, 1), policies_for(scenario, "textbook", {}), 1)
    exercise.advance(3600)
    return exercise


def following(moment: Exercise, commands: Iterable[Command], most: int) -> Iterator[tuple[str, ...]]:
    """What follows in a copy in which these commands were given: at once, then day by day."""
    copy = moment.copy()
    events: list[Event] = []
    for command in commands:
        copy.check(command)
        events += copy.perform(command)
    for day in range(1, most + 2):
        yield tuple(repr(event) for event in events if not (event.cause == ID and isinstance(event, OWN_RECORD)))
        events = list(copy.advance(moment.now + day * DAY))


def part_ways(moment: Exercise, *choices: Iterable[Command], most: int = AFTER_DAYS) -> bool:
    """Whether copies in which one or the other was chosen come to differ; no copy goes on after that day."""
    days = zip(*(following(moment, commands, most) for commands in choices), strict=True)
    return any(len(set(day)) > 1 for day in days)


@pytest.mark.parametrize(("name", "inject"), ASKED, ids=[f"{name}-{inject.key}" for name, inject in ASKED])
def test_two_answers_or_more_lead_elsewhere(name: str, inject: Inject) -> None:
    """In a country at least, where the event comes to all: what waits on which desk is other from one to the next."""
    moment = first_day(name)
    countries = [inject.country] if inject.country else [each.code for each in moment.scenario.played]
    office = inject.offices[0] if inject.offices else Office.AUTHORITY
    fired = moment.state.part(Injects).injects[inject.key].fired_at is not None
    fire = () if fired else (FireInject(id="test/fire", member="control", inject=inject.key),)
    answers = (
        [AnswerInject(id=ID, by=Seat(code, office), inject=inject.key, choice=choice) for choice in inject.choices]
        for code in countries
    )
    assert any(part_ways(moment, *((*fire, answer) for answer in given)) for given in answers)


def days(frozen: FrozenScenario, most: int, *acts: LetterAction) -> Iterator[Exercise]:
    """Each day at dawn of a run, before anybody's turn; authorities keep some acts from their registries."""
    exercise = begin(frozen, policies_for(frozen.scenario, "textbook", {}), 1)
    for country in frozen.scenario.played:
        keep = KeepActs(id=f"keep/{country.code}", by=Seat(country.code, Office.AUTHORITY), acts=acts)
        exercise.check(keep)
        exercise.perform(keep)
    for day in range(most):
        exercise.advance(day * DAY + 3600)
        yield exercise


def test_where_a_report_goes_matters(frozen: FrozenScenario) -> None:
    moment, seat, report = next(
        (exercise, Seat(country.code, Office.FIU), report)
        for exercise in days(frozen, 60)
        for country in frozen.scenario.played
        for report in exercise.team_view(country.code).reports
        if not report.decision
    )
    other = next(country.code for country in frozen.scenario.played if country.code != seat.country)
    decisions = (
        TriageReport(id=ID, by=seat, report=report.key, decision=decision, to=to)
        for decision, to in (("keep", ""), ("disseminate", ""), ("share_abroad", other))
    )
    assert part_ways(moment, *((decision,) for decision in decisions))


def test_all_of_it_or_a_part_matters(frozen: FrozenScenario) -> None:
    moment, seat, request = next(
        (exercise, Seat(country.code, Office.AUTHORITY), request)
        for exercise in days(frozen, 300, LetterAction.RETURN_FULL)
        for country in frozen.scenario.played
        for request in exercise.team_view(country.code).requests
        if request.incoming and request.status == LetterStatus.CHECKING and len(request.results) > 1
    )
    full = ActOnRequest(id=ID, by=seat, request=request.key, action=LetterAction.RETURN_FULL, text="All of it")
    part = ActOnRequest(
        id=ID,
        by=seat,
        request=request.key,
        action=LetterAction.RETURN_PART,
        text="What concerns nobody else",
        documents=request.results[:-1],
    )
    assert part_ways(moment, (full,), (part,), most=LETTER_DAYS)


def test_charging_now_or_later_matters(frozen: FrozenScenario) -> None:
    policy = players()["textbook"]
    moment, charge = next(
        (exercise, command)
        for exercise in days(frozen, 300)
        for country in frozen.scenario.played
        if exercise.team_view(country.code).documents
        for command in policy.decide(exercise.team_view(country.code), frozen.scenario, (), (Office.PROSECUTOR,))
        if isinstance(command, ChargePerson)
    )
    assert part_ways(moment, (charge,), ())
