"""Days between what reaches a seat and the office hours in which people can read it are the exercise's own pace."""

from __future__ import annotations

import pytest

from simulation.exercise.clock.commands import Jump, StartClock, StartExercise, StopClock
from simulation.exercise.core.settings import Settings
from simulation.exercise.matters.deadlines import OfficeHours
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.exercise.procedures.letter.statuses import LetterStatus
from simulation.exercise.seats.commands import TakeSeat
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Holder, Office, TimeKind
from simulation.matters.matter import Segment
from simulation.players.policies import players
from simulation.review.hot_wash import hot_wash, whole
from simulation.review.timelines import StageGroup, delays, timelines
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.bots import Room, open_room


def begun(frozen: FrozenScenario, *offices: Office) -> Room:
    """Somebody who does nothing sits at some seats of one country; all others play by themselves."""
    policies = tuple((country.code, "textbook") for country in frozen.scenario.countries)
    room = open_room(frozen, Settings(preset="day_28", seed=1, policies=policies), players())
    for office in offices:
        room.do(TakeSeat(id=f"sit-{office}", member=f"idle-{office}", country="KES", offices=(office,)))
    room.control(StartExercise(id="", warm_up=False))
    return room


def paces(room: Room) -> dict[str, list[Segment]]:
    """Pace in the age of each letter and question."""
    found = {
        key: [part for part in kept.matter.segments(room.exercise.now) if part.kind is TimeKind.PACE]
        for key, kept in room.exercise.state.part(Letters).requests.items()
    }
    return {key: parts for key, parts in found.items() if parts}


@pytest.fixture(scope="module")
def jumped(blue_current: FrozenScenario) -> Room:
    """Two jumps, all seats of one country taken."""
    room = begun(blue_current, *Office)
    room.control(Jump(id="", days=30))
    room.control(Jump(id="", days=30))
    return room


def test_what_came_in_a_jump_is_nobodys_until_office_hours(jumped: Room) -> None:
    openings = jumped.exercise.state.clock.openings
    found = paces(jumped)
    assert len(found) > 4
    for key, parts in found.items():
        matter = jumped.exercise.state.part(Letters).requests[key].matter
        assert sum(part.seconds for part in matter.segments(jumped.exercise.now)) == matter.age(jumped.exercise.now)
        for part in parts:
            country = matter.requesting if part.holder is Holder.REQUESTING else matter.requested
            assert country == "KES"
            assert part.start not in openings
            assert part.end in openings or any(stay.since == part.end for stay in matter.stays)
            assert not any(part.start < opened < part.end for opened in openings)


def test_the_view_tells_it_apart_and_adds_up(jumped: Room) -> None:
    now = jumped.exercise.now
    for shown in jumped.exercise.team_view("KES").requests:
        matter = jumped.exercise.state.part(Letters).requests[shown.key].matter
        if matter.status != shown.status:
            continue
        assert shown.segments(now) == matter.segments(now)
        for earlier in (now - DAY, now - 20 * DAY, now - 45 * DAY):
            assert all(part.end <= earlier for part in shown.segments(earlier))


def test_the_review_tells_the_same_and_compares_it_with_nothing(jumped: Room) -> None:
    now, scenario = jumped.exercise.now, jumped.exercise.scenario
    lines = {line.key: line for line in timelines(jumped.events, now)}
    for key, parts in paces(jumped).items():
        theirs = [part for part in lines[key].stretches if part.kind is TimeKind.PACE]
        assert [(part.start, part.end) for part in theirs] == [(part.start, part.end) for part in parts]
        for stage in delays(lines[key], scenario, jumped.exercise.state.law):
            whole_stage = stage.days + stage.pace_days
            assert stage.over is None or stage.over <= whole_stage - (stage.reference or 0)
    with_pace = [stage for line in lines.values() for stage in delays(line, scenario, jumped.exercise.state.law)]
    assert any(stage.pace_days > 0 for stage in with_pace)
    assert {stage.group for stage in with_pace if stage.pace_days} <= {
        StageGroup.ASSESS,
        StageGroup.ANSWER,
        StageGroup.CLARIFY,
        StageGroup.RETURN,
        StageGroup.DRAFT,
    }


def test_a_hot_wash_holds_against_nobody_what_nobody_could_read(blue_current: FrozenScenario) -> None:
    room = begun(blue_current, *Office)
    room.control(Jump(id="", days=30))
    waited = [fact for fact in hot_wash(room.events, "KES", whole(room.events)) if fact.code == "waited_for_you"]
    for fact in waited:
        stays = room.exercise.state.part(Letters).requests[fact.request].matter.stays
        assert any(stay.since <= 0 for stay in stays)  # it lay there from the first morning


def test_automatic_seats_have_none(blue_current: FrozenScenario) -> None:
    room = begun(blue_current, Office.FIU)
    room.control(Jump(id="", days=36))
    for key, parts in paces(room).items():
        matter = room.exercise.state.part(Letters).requests[key].matter
        assert {part.status for part in parts} <= {LetterStatus.ASKED, LetterStatus.CONSENT_ASKED}
        assert matter.route == "fiu"


def test_a_running_clock_has_none(blue_current: FrozenScenario) -> None:
    room = begun(blue_current, *Office)
    room.control(StartClock(id="", rate=3600))
    room.events += room.exercise.advance(20 * DAY)
    room.control(StopClock(id=""))
    assert paces(room) == {}
    room.control(Jump(id="", days=10))
    assert all(part.start >= 20 * DAY for parts in paces(room).values() for part in parts)


@pytest.mark.parametrize(
    ("at", "seen"),
    [(-5, 0), (0, 0), (3, 3), (5, 5), (6, 20), (20, 20), (21, 30), (30, 30), (34, 34), (40, 40), (41, 99)],
)
def test_when_people_could_see_what_came(at: int, seen: int) -> None:
    """Open from 0 to 5, at 20, and from 30 to 40 with a clock that ran and was stopped at 33; a jump to 99."""
    hours = OfficeHours(True, (0, 20, 30, 33), (5, 20, 40), 99)
    assert hours.seen_from(at) == seen
    assert OfficeHours(False, hours.openings, hours.closings, 99).seen_from(at) == at
