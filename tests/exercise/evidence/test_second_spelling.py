"""A person whom an operator writes otherwise: what papers print, whom measures reach, and what stays hidden."""

from __future__ import annotations

import pytest

from simulation.exercise.board.commands import MergeEntities
from simulation.exercise.clock.commands import StartExercise
from simulation.exercise.core.command import Seat
from simulation.exercise.core.settings import Settings
from simulation.exercise.evidence import gathering, uninvolved
from simulation.exercise.evidence.events import UninvolvedAffected
from simulation.exercise.measures.commands import OrderMeasure
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Office
from simulation.network import questions
from simulation.players.policies import players
from simulation.scenario.schema.crime import Spelling
from simulation.scenario.schema.play import DocumentKind, MeasureKind
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.bots import Room, open_room, seat_everybody

PERSON = "cast/courier_two"
BY = Seat("VAL", Office.POLICE)


@pytest.fixture(scope="module")
def respelled(blue_current: FrozenScenario) -> FrozenScenario:
    """The shipped scenario, in which the operators of Valmora write a courier's vowels twice."""
    scenario = blue_current.scenario
    row = Spelling(country="VAL", papers=(DocumentKind.CALL_RECORDS, DocumentKind.SUBSCRIBER_RECORD), slip=True)
    cast = tuple(
        each.model_copy(update={"written": (row,) if each.key == PERSON else ()}) for each in scenario.crime.cast
    )
    letters = tuple((vowel, vowel * 2) for vowel in "aeiou")
    countries = tuple(each.model_copy(update={"letters": letters}) for each in scenario.countries)
    crime = scenario.crime.model_copy(update={"cast": cast})
    return blue_current.model_copy(
        update={"scenario": scenario.model_copy(update={"crime": crime, "countries": countries})}
    )


@pytest.fixture
def room(respelled: FrozenScenario) -> Room:
    """Valmora at its desks on the first day."""
    found = open_room(respelled, Settings(preset="half_day_14", seed=7), players())
    seat_everybody(found, ("VAL",))
    found.control(StartExercise(id="", warm_up=False))
    return found


def test_an_operator_prints_its_own_spelling_and_measures_against_it_reach_the_person(room: Room) -> None:
    state = room.exercise.state
    network, file = state.network, state.countries["VAL"].file
    written = next(key for key, person in network.identities.bearers.items() if person == PERSON)
    phone = network.identities.phone_of(PERSON)
    assert phone is not None
    record = gathering.make(state, DocumentKind.SUBSCRIBER_RECORD, phone, "VAL", "by-number", gathering.HOME)
    asked = gathering.make(state, DocumentKind.SUBSCRIBER_RECORD, written, "VAL", "by-name", gathering.HOME)
    usual = gathering.make(state, DocumentKind.SUBSCRIBER_RECORD, PERSON, "VAL", "by-own-name", gathering.HOME)
    assert record is not None
    assert asked is not None
    assert usual is not None
    assert record.names(written)
    assert not record.names(PERSON)
    assert PERSON not in repr((record, asked))
    assert asked.mention(written) == network.entities[written]
    assert usual.names(PERSON)
    assert not usual.names(written)
    for paper in (record, asked):
        file.add(paper, state.now)
    order = OrderMeasure(
        id="arrest", by=BY, member="VAL-police", kind=MeasureKind.ARREST, target=written, documents=("by-number",)
    )
    room.do(order)
    room.events += room.exercise.advance(60 * DAY)
    assert not questions.is_free(network, PERSON) or questions.whereabouts(network, PERSON) != "VAL"
    assert not uninvolved.is_one(state.network, written)
    assert all(measure.target == written for measure in file.measures.all)
    file.add(usual, state.now)
    room.do(MergeEntities(id="one", by=BY, member="VAL-police", a=PERSON, b=written))
    assert file.identities(PERSON) == {written: PERSON}
    assert {paper.key for paper in file.told(None, written) if paper.names(written)} >= {"by-number", "by-own-name"}


def test_who_acts_against_a_person_acts_against_the_namesake_whom_the_board_calls_the_same(room: Room) -> None:
    state = room.exercise.state
    bystander = next(key for key in sorted(state.network.entities) if key.startswith("person/public/val/"))
    file = state.countries["VAL"].file
    file.known.learn((state.network.entities[PERSON], state.network.entities[bystander]))
    uninvolved.record(state, "VAL", PERSON, "before")
    room.do(MergeEntities(id="wrong", by=BY, member="VAL-police", a=PERSON, b=bystander))
    assert file.identities() == {}
    uninvolved.record(state, "VAL", PERSON, "after")
    hits = [event for event in (*room.events, *state.log.pending) if isinstance(event, UninvolvedAffected)]
    assert [(event.entity, event.measure) for event in hits] == [(bystander, "after")]
