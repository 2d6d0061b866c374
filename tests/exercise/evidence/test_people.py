"""People who are moved, in an exercise: papers come by themselves, inspections and protection act."""

from __future__ import annotations

import pytest

from simulation.exercise.clock.commands import Jump, StartExercise
from simulation.exercise.core.command import Seat
from simulation.exercise.core.event import Event, WorldChanged
from simulation.exercise.core.settings import Settings
from simulation.exercise.evidence.events import DocumentReceived, PersonProtected
from simulation.exercise.measures.commands import OrderMeasure
from simulation.exercise.measures.events import MeasureCompleted
from simulation.exercise.outcome.exercise_outcome import outcome_of
from simulation.exercise.views.stories import news
from simulation.kernel.agenda import DAY
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from simulation.network import questions
from simulation.network.world.moved_people import JourneyStage
from simulation.players.policies import players
from simulation.scenario.schema.play import DocumentKind, MeasureKind
from tests.builders.bots import Room, open_room, seat_everybody
from tests.builders.moved import moved_frozen
from tests.exercise.digest import digest

POLICE = Seat("MAR", Office.POLICE)


@pytest.fixture
def room() -> Room:
    """MAR played by people, all others by nobody who asks."""
    opened = open_room(moved_frozen(), Settings(preset="short", seed=2), players())
    seat_everybody(opened, ("MAR",))
    opened.control(StartExercise(id="", warm_up=False))
    return opened


def _order(room: Room, kind: MeasureKind, target: str, documents: tuple[str, ...]) -> MeasureCompleted:
    command = OrderMeasure(
        id=f"{kind}/{target}/{room.exercise.now}",
        member="MAR-police",
        by=POLICE,
        kind=kind,
        target=target,
        documents=documents,
    )
    room.do(command)
    room.control(Jump(id="", days=30))
    done = [each for each in room.events if isinstance(each, MeasureCompleted) and each.target == target]
    return done[-1]


def _papers(room: Room, country: str, kind: DocumentKind) -> list[DocumentReceived]:
    return [
        each
        for each in room.events
        if isinstance(each, DocumentReceived) and each.country == country and each.kind is kind
    ]


def _site_paper(room: Room) -> str:
    """A paper of MAR's file that names the mill."""
    file = room.exercise.state.countries["MAR"].file
    for _ in range(12):
        naming = file.naming("site/mill")
        if naming:
            return naming[-1].key
        room.control(Jump(id="", days=30))
    pytest.fail("no paper of MAR ever named the site")


def test_papers_about_people_come_without_a_request(room: Room) -> None:
    room.control(Jump(id="", days=60))
    room.control(Jump(id="", days=60))
    assert _papers(room, "COA", DocumentKind.MISSING_PERSON_REPORT)
    told = _papers(room, "MAR", DocumentKind.VICTIM_STATEMENT) + _papers(room, "MAR", DocumentKind.INSPECTION_REPORT)
    assert told


def test_an_inspection_brings_people_out_and_one_measure_protects_them(room: Room) -> None:
    paper = _site_paper(room)
    with pytest.raises(RuleViolation):
        _order(room, MeasureKind.INSPECTION, "site/mill", ())
    before = room.exercise.now
    assert _order(room, MeasureKind.INSPECTION, "site/mill", (paper,)).result == "done"
    state = room.exercise.state
    found = [
        each
        for each in state.network.people.persons.values()
        if each.stage is JourneyStage.IDENTIFIED and each.place == "square"
    ]
    assert found
    assert _papers(room, "MAR", DocumentKind.INSPECTION_REPORT)
    exposed = {each.person for each in state.countries["MAR"].file.risks.all if each.until is None}
    assert exposed
    first, *others = news(room.exercise.team_view("MAR"), before).stories
    assert (first.code, first.about_kind) == ("order_brought", "document")
    assert "exposed" in {each.weight for each in others}
    assert _order(room, MeasureKind.PROTECTION, "site/mill", ()).result == "done"
    safe = {each.person for each in room.events if isinstance(each, PersonProtected)}
    assert safe & exposed
    outcome = outcome_of(state, room.events)
    assert outcome.persons_protected == len(safe)
    assert outcome.persons_identified is not None
    assert outcome.persons_identified >= len(found)
    assert outcome.exploitation_person_days is not None
    assert outcome.exploitation_person_days * DAY == pytest.approx(
        state.network.people.exploited_seconds(state.now), abs=DAY / 100
    )


def test_protection_of_somebody_who_is_elsewhere_finds_nobody(room: Room) -> None:
    state = room.exercise.state
    file = state.countries["COA"].file
    seat_everybody(room, ("COA",))
    room.control(Jump(id="", days=60))
    missing = [each.about for each in _papers(room, "COA", DocumentKind.MISSING_PERSON_REPORT)]
    gone = [person for person in missing if questions.whereabouts(state.network, person) != "COA"]
    assert gone
    room.do(
        OrderMeasure(
            id="protect",
            member="COA-police",
            by=Seat("COA", Office.POLICE),
            kind=MeasureKind.PROTECTION,
            target=gone[0],
            documents=(),
        )
    )
    room.control(Jump(id="", days=30))
    done = [each for each in room.events if isinstance(each, MeasureCompleted) and each.target == gone[0]]
    assert [each.result for each in done] == ["person_gone"]
    assert [each.until for each in file.risks.all if each.person == gone[0]] == [None]


def test_copies_and_small_steps_give_the_same_people() -> None:
    codes = tuple(country.code for country in moved_frozen().scenario.countries)
    settings = Settings(preset="short", seed=5, policies=tuple((code, "textbook") for code in codes))

    def started() -> Room:
        opened = open_room(moved_frozen(), settings, players())
        opened.control(StartExercise(id="", warm_up=False))
        opened.control(Jump(id="", days=45))
        return opened

    whole = started()
    twin = whole.exercise.copy()
    fine = started()
    ends = []
    for exercise, steps in ((whole.exercise, 1), (twin, 5), (fine.exercise, 9)):
        events: list[Event] = []
        start = exercise.now
        for step in range(1, steps + 1):
            events += exercise.advance(start + 45 * DAY * step // steps)
        ends.append(
            (digest(events), sorted((k, p.stage, p.since) for k, p in exercise.state.network.people.persons.items()))
        )
        assert any(isinstance(each, WorldChanged) and each.happening.code.startswith("Person") for each in events)
    assert ends[0] == ends[1] == ends[2]
