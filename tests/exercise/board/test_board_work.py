"""Several people at one board, and what a wrong board costs when it is acted on."""

from __future__ import annotations

import pytest

from simulation.exercise.board.commands import ClaimEntity, ClaimLink, MergeEntities, RemoveClaim
from simulation.exercise.clock.commands import Jump, StartExercise
from simulation.exercise.core.command import Seat
from simulation.exercise.core.settings import Settings
from simulation.exercise.evidence import uninvolved
from simulation.exercise.evidence.events import UninvolvedAffected
from simulation.exercise.measures.commands import OrderMeasure
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.entities import EntityKind
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from simulation.network import questions
from simulation.players.policies import players
from simulation.scenario.schema.play import MeasureKind
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.bots import Room, open_room, play_office_hours, seat_everybody

BY, OTHER = Seat("SOV", Office.POLICE), Seat("SOV", Office.PROSECUTOR)


@pytest.fixture
def room(blue_current: FrozenScenario) -> Room:
    """Everybody of one country sits down, nothing has been done."""
    found = open_room(blue_current, Settings(preset="half_day_14", seed=7), players())
    seat_everybody(found, ("SOV",))
    found.control(StartExercise(id="", warm_up=False))
    return found


def board_of(room: Room) -> tuple[TeamView, int]:
    """What both members see, with the version of the board."""
    view = room.exercise.team_view("SOV")
    return view, view.board.version


def test_what_two_add_at_once_is_both_there(room: Room) -> None:
    view, seen = board_of(room)
    a, b, c = (entity.key for entity in view.entities[:3])
    room.do(ClaimLink(id="one", by=BY, member="SOV-police", a=a, b=b, kind="linked", seen=seen))
    room.do(ClaimLink(id="two", by=OTHER, member="SOV-prosecutor", a=a, b=c, kind="linked", seen=seen))
    room.do(ClaimEntity(id="three", by=BY, member="SOV-police", entity=c, seen=seen))
    drawn = {(link.a, link.b) for link in room.exercise.team_view("SOV").board.links if link.is_claim}
    assert {frozenset(pair) for pair in drawn} >= {frozenset((a, b)), frozenset((a, c))}


def test_nobody_takes_off_what_another_has_just_added_to(room: Room) -> None:
    view, _ = board_of(room)
    a, b, c = (entity.key for entity in view.entities[:3])
    for number, entity in enumerate((a, b)):
        room.do(ClaimEntity(id=f"put-{number}", by=BY, member="SOV-police", entity=entity))
    _, seen = board_of(room)
    room.do(ClaimLink(id="link", by=OTHER, member="SOV-prosecutor", a=a, b=c, kind="linked", seen=seen))
    off = RemoveClaim(id="off", by=BY, member="SOV-police", claim=f"entity/{a}", seen=seen)
    with pytest.raises(RuleViolation, match=r"seen\.changed"):
        room.exercise.check(off)
    room.do(RemoveClaim(id="other", by=BY, member="SOV-police", claim=f"entity/{b}", seen=seen))
    _, now = board_of(room)
    room.do(RemoveClaim(id="off-2", by=BY, member="SOV-police", claim=f"entity/{a}", seen=now))
    assert a not in {key for key, _claim in room.exercise.team_view("SOV").board.entities}


def test_saying_that_two_are_one_costs_somebody_uninvolved_only_when_it_is_acted_on(
    blue_current: FrozenScenario,
) -> None:
    room = open_room(blue_current, Settings(preset="half_day_14", seed=7), players())
    played = tuple(country.code for country in room.exercise.scenario.played)
    seat_everybody(room, played)
    room.control(StartExercise(id="", warm_up=False))
    play_office_hours(room, played, players()["textbook"])
    room.control(Jump(id="", days=30))
    bystander, suspect, paper, country = taken_for(room)
    office, member = Seat(country, Office.POLICE), f"{country}-police"
    arrest = OrderMeasure(
        id="wrong-arrest", by=office, member=member, kind=MeasureKind.ARREST, target=bystander, documents=(paper,)
    )
    with pytest.raises(RuleViolation, match=r"measure\.grounds_do_not_name_target"):
        room.exercise.check(arrest)
    before = hurt(room)
    room.do(MergeEntities(id="wrong-merge", by=office, member=member, a=bystander, b=suspect))
    assert hurt(room) == before
    room.do(arrest)
    room.control(Jump(id="", days=20))
    assert bystander in hurt(room) - before


def hurt(room: Room) -> set[str]:
    """Uninvolved people whom somebody has hurt."""
    return {event.entity for event in room.events if isinstance(event, UninvolvedAffected)}


def taken_for(room: Room) -> tuple[str, str, str, str]:
    """Somebody uninvolved at home, somebody else, and a paper that names only the other."""
    state = room.exercise.state
    for code, country in state.countries.items():
        people = [each for each in country.file.known.all if each.kind is EntityKind.PERSON and each.country == code]
        for one in people:
            if not uninvolved.is_one(state.network, one.key) or questions.whereabouts(state.network, one.key) != code:
                continue
            for other in people:
                for document in country.file.naming(other.key):
                    if other.key != one.key and not document.names(one.key):
                        return one.key, other.key, document.key, code
    raise AssertionError("no two people to be taken for one")
