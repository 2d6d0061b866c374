"""The warm-up has a matter of its own, and nothing that was done in it stands in the first move."""

from __future__ import annotations

import pytest

from simulation.exercise.board.commands import ClaimEntity
from simulation.exercise.clock.commands import EndExercise, EndWarmUp, Rewind, StartExercise
from simulation.exercise.core.command import Command, Seat
from simulation.exercise.core.settings import Settings
from simulation.exercise.injects.commands import AnswerInject, FireInject, HoldInject
from simulation.exercise.journal import JournalEntry, encode_event, replay
from simulation.exercise.measures.commands import OrderMeasure
from simulation.exercise.messages.commands import SendMessage
from simulation.exercise.procedures.letter.commands import OpenDraft
from simulation.exercise.registry import load_scenario
from simulation.exercise.seats.commands import LeaveSeat, PassPen, TakeSeat
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from simulation.players.policies import players
from simulation.scenario.load import directory_of
from simulation.scenario.schema.name_pools import freeze
from simulation.scenario.schema.play import MeasureKind
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.bots import Room, open_room

POLICE = Seat("LMR", Office.POLICE)


@pytest.fixture(scope="module")
def glass_harbour() -> FrozenScenario:
    return freeze(load_scenario(directory_of("glass-harbour")), 77)


def seated(frozen: FrozenScenario) -> Room:
    """A room in which two people sit at LMR's police and one at every seat of ZRN."""
    room = open_room(frozen, Settings(preset="half_day_14", seed=77), players())
    for member in ("one", "two"):
        room.do(TakeSeat(id=f"sit-{member}", member=member, country="LMR", offices=(Office.POLICE,)))
    room.do(TakeSeat(id="sit-three", member="three", country="ZRN", offices=tuple(Office)))
    return room


@pytest.fixture
def room(glass_harbour: FrozenScenario) -> Room:
    made = seated(glass_harbour)
    made.control(StartExercise(id="", warm_up=True))
    return made


def practise(room: Room) -> None:
    """All that the warm-up asks of a seat."""
    view = room.exercise.team_view("LMR")
    paper = next(filed.document for filed in view.documents if filed.document.key.endswith("/police"))
    asked = next(message for message in view.messages if message.to == POLICE)
    room.do(ClaimEntity(id="claim", by=POLICE, member="one", entity=paper.mentions[0].key, documents=(paper.key,)))
    abroad = Seat("ZRN", Office.POLICE)
    room.do(SendMessage(id="say", by=POLICE, member="one", to=abroad, text="Good morning from Lomara"))
    room.do(SendMessage(id="reply", by=POLICE, member="one", to=None, text="The keeper", answers=asked.key))


def test_each_office_has_a_paper_and_a_message_of_its_own_and_nothing_of_the_case(room: Room) -> None:
    for country in room.exercise.scenario.played:
        view = room.exercise.team_view(country.code)
        assert len(view.documents) == len(view.messages) == len(Office)
        assert {message.to for message in view.messages} == {Seat(country.code, office) for office in Office}
        assert all(filed.document.key.startswith("practice/") for filed in view.documents)
        assert all(entity.key.startswith("practice/") for entity in view.entities)
        assert not any((view.requests, view.injects, view.work, view.measures, view.reports, view.assets))


def test_no_event_of_the_list_comes_before_the_first_move(room: Room) -> None:
    assert all(line.fired_at is None for line in room.exercise.control_view().injects)
    room.control(EndWarmUp(id=""))
    first = [line for line in room.exercise.control_view().injects if line.fired_at is not None]
    assert first
    assert room.exercise.team_view("ZRN").injects


def test_nothing_is_due_by_itself_before_the_first_move(glass_harbour: FrozenScenario, room: Room) -> None:
    assert seated(glass_harbour).exercise.next_due() is None
    assert room.exercise.next_due() is None
    room.control(EndWarmUp(id=""))
    assert room.exercise.next_due() is not None


def test_the_central_choice_cannot_be_made_in_the_warm_up(room: Room) -> None:
    zerrane = Seat("ZRN", Office.PROSECUTOR)
    ninth = "inject/ninth_floor"
    with pytest.raises(RuleViolation, match=r"exercise\.warm_up"):
        room.do(AnswerInject(id="a", by=zerrane, member="three", inject=ninth, choice="go_in"))
    with pytest.raises(RuleViolation, match=r"inject\.not_yet"):
        room.control(FireInject(id="", inject=ninth))
    room.control(EndWarmUp(id=""))
    shown = next(inject for inject in room.exercise.team_view("ZRN").injects if inject.key == ninth)
    assert not shown.answered


@pytest.mark.parametrize(
    "command",
    [
        OrderMeasure(id="m", by=POLICE, member="one", kind=MeasureKind.SEARCH, target="practice/LMR/vehicle"),
        OpenDraft(id="d", by=POLICE, member="one", sought="person_check", requested="ZRN"),  # type: ignore[arg-type]
    ],
)
def test_what_belongs_to_the_case_is_refused(room: Room, command: Command) -> None:
    with pytest.raises(RuleViolation, match=r"exercise\.warm_up"):
        room.exercise.check(command)


def test_nothing_of_it_stands_in_the_first_move(glass_harbour: FrozenScenario, room: Room) -> None:
    """The same views and the same events as in a room that never had a warm-up."""
    practise(room)
    room.control(EndWarmUp(id=""))
    without = seated(glass_harbour)
    without.control(StartExercise(id="", warm_up=False))
    for country in room.exercise.scenario.played:
        assert room.exercise.team_view(country.code) == without.exercise.team_view(country.code)
    for each in (room, without):
        each.events += each.exercise.advance(40 * 86_400)
    told = [[encode_event(event) for event in each.events if event.at > 0] for each in (room, without)]
    assert told[0] == told[1]


def test_practice_is_not_told_as_having_happened(room: Room) -> None:
    before = len(room.events)
    practise(room)
    assert room.events[before:] == []


def test_people_seats_and_pens_stay(room: Room) -> None:
    room.do(PassPen(id="pen", member="one", country="LMR", office=Office.POLICE, to="two"))
    room.do(TakeSeat(id="late", member="late", country="LMR", offices=(Office.FIU,)))
    room.do(LeaveSeat(id="go", member="three", who="three"))
    room.control(EndWarmUp(id=""))
    seats = {seat.seat: seat for view in (room.exercise.team_view("LMR"),) for seat in view.seats}
    assert (seats[POLICE].members, seats[POLICE].pen) == (("one", "two"), "two")
    assert seats[Seat("LMR", Office.FIU)].pen == "late"
    assert not any(seat.members for seat in room.exercise.team_view("ZRN").seats)


def test_who_comes_late_finds_the_practice_as_it_stands(room: Room) -> None:
    practise(room)
    room.do(TakeSeat(id="late", member="late", country="LMR", offices=(Office.FIU,)))
    view = room.exercise.team_view("LMR")
    assert [entity for entity, _claim in view.board.entities] == ["practice/LMR/keeper"]
    assert any(message.text == "Good morning from Lomara" for message in view.messages)


def test_what_the_trainer_prepares_on_the_event_list_stays(room: Room) -> None:
    room.control(HoldInject(id="", inject="inject/ninth_floor", held=True))
    room.control(EndWarmUp(id=""))
    held = next(line for line in room.exercise.control_view().injects if line.key == "inject/ninth_floor")
    assert (held.state, held.fired_at) == ("held", None)


def test_undo_into_and_over_it(glass_harbour: FrozenScenario, room: Room) -> None:
    """Into the warm-up: the practice as it stood then; over it: the lobby, and the next warm-up begins clean."""
    practise(room)
    as_practised = room.exercise.team_view("LMR")
    practised = len(room.entries)
    room.control(EndWarmUp(id=""))

    def after(*more: Command) -> TeamView:
        entries = list(room.entries)
        for command in more:
            entries.append(JournalEntry(len(entries) + 1, 0, command))
        exercise, _events = replay(glass_harbour, room.settings, entries, room.players)
        return exercise.team_view("LMR")

    assert after(Rewind(id="r", member="control", to=practised)) == as_practised
    in_lobby = after(Rewind(id="r", member="control", to=3))
    assert in_lobby.clock.phase == "lobby"
    assert not any(filed.document.key.startswith("practice/") for filed in in_lobby.documents)
    again = after(Rewind(id="r", member="control", to=3), StartExercise(id="again", member="control", warm_up=True))
    assert len(again.messages) == len(Office)
    assert not again.board.entities


def test_an_exercise_ended_in_the_warm_up_ends_with_the_case_untouched(room: Room) -> None:
    practise(room)
    room.control(EndExercise(id=""))
    view = room.exercise.team_view("LMR")
    assert not any(filed.document.key.startswith("practice/") for filed in view.documents)
    assert not any(message.text == "Good morning from Lomara" for message in view.messages)


def test_a_scenario_may_bring_words_of_its_own(glass_harbour: FrozenScenario) -> None:
    scenario = glass_harbour.scenario
    texts = {**scenario.texts, "en": {**scenario.texts["en"], "practice.conductor": "Somebody Else"}}
    changed = glass_harbour.model_copy(update={"scenario": scenario.model_copy(update={"texts": texts})})
    room = open_room(changed, Settings(preset="half_day_14", seed=77), players())
    room.control(StartExercise(id="", warm_up=True))
    labels = {entity.label for entity in room.exercise.team_view("LMR").entities}
    assert "Somebody Else" in labels
    assert "Bressa Quillorne" in labels
