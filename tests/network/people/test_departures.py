"""Departures of the story: who leaves on the day, who is kept, and what becomes of a member's post."""

import pytest

from simulation.kernel.agenda import DAY
from simulation.kernel.traces import TraceKind
from simulation.network import authorities, metrics, questions
from simulation.network.world.members import MemberStatus
from simulation.network.world.moved_people import JourneyStage
from simulation.network.world.world import World
from simulation.scenario.schema.crime import DepartureBar, PlannedDeparture
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.moved import moved_frozen
from tests.builders.scenarios import with_crime
from tests.network.world_driver import Drive, state_of

FROZEN = moved_frozen()
CLERK, HEAD, WORKER, SISTER = "cast/clerk", "cast/head", "cast/worker", "cast/sister"
LEAVES = 30


def leaving(person: str, to: str | None = "pass", *unless: DepartureBar) -> FrozenScenario:
    """The small scenario in which somebody leaves for the country in outline, or for nobody knows where."""
    row = PlannedDeparture(key="departure/one", person=person, day=LEAVES, to=to, unless=unless)
    return with_crime(FROZEN, FROZEN.scenario.crime.model_copy(update={"departures": (row,)}))


def left(drive: Drive) -> list[tuple[int, tuple[str, ...], dict[str, str | int]]]:
    return [(each.time // DAY, each.subjects, dict(each.facts)) for each in drive.named("PersonLeft")]


def test_a_bystander_leaves_on_the_day_and_a_border_post_has_it() -> None:
    drive = Drive(leaving(CLERK)).to(LEAVES)
    assert questions.whereabouts(drive.network, CLERK) == "HUB"
    assert not questions.has_left(drive.network, CLERK)
    drive.to(LEAVES + 1)
    assert questions.whereabouts(drive.network, CLERK) == "OUT"
    assert left(drive) == [(LEAVES, (CLERK,), {"from": "HUB", "to": "OUT", "cause": "departure/one"})]
    kinds = (TraceKind.BORDER_ENTRY, TraceKind.BORDER_CHECK)
    rows = drive.network.traces.about(CLERK, kinds, 0, drive.now, drive.now)
    assert {(row.kind, row.country, row.subjects, row.fact("event")) for row in rows} == {
        (kind, "HUB", (CLERK, "quay"), "left") for kind in kinds
    }
    assert not drive.network.traces.about(CLERK, kinds, 0, drive.now, drive.now + 61 * DAY)


def test_of_a_bystander_nobody_may_know_where_he_went() -> None:
    drive = Drive(leaving(CLERK, None)).to(LEAVES + 1)
    assert questions.whereabouts(drive.network, CLERK) == ""
    assert not drive.network.traces.about(CLERK, (TraceKind.BORDER_ENTRY,), 0, drive.now, drive.now)
    assert not authorities.protect(drive.network, CLERK, "HUB", drive.now)


def _arrested(world: World, person: str, now: int) -> None:
    assert authorities.arrest(world, person, now)


def _protected(world: World, person: str, now: int) -> None:
    assert authorities.protect(world, person, world.entities[person].country, now)


def _heard(world: World, person: str, now: int) -> None:
    authorities.heard(world, person, now)


def _heard_before(world: World, person: str, _now: int) -> None:
    authorities.heard(world, person, 0)


def _preserved(world: World, person: str, now: int) -> None:
    world.traces.preserve(person, (TraceKind.BORDER_ENTRY,), now + 60 * DAY, now)


def _preserved_shortly(world: World, person: str, now: int) -> None:
    world.traces.preserve(person, (TraceKind.BORDER_ENTRY,), now + 5 * DAY, now)


BOTH = (DepartureBar.HEARD, DepartureBar.PRESERVED)


@pytest.mark.parametrize("person", [CLERK, HEAD])
@pytest.mark.parametrize(
    ("act", "unless", "stays"),
    [
        (_arrested, (), True),
        (_protected, (), True),
        (_heard, (DepartureBar.HEARD,), True),
        (_heard, (DepartureBar.PRESERVED,), False),
        (_heard, (), False),
        (_heard_before, BOTH, False),
        (_preserved, (DepartureBar.PRESERVED,), True),
        (_preserved, (DepartureBar.HEARD,), False),
        (_preserved_shortly, BOTH, False),
    ],
)
def test_who_is_kept_stays(person: str, act: object, unless: tuple[DepartureBar, ...], stays: bool) -> None:  # noqa: FBT001
    drive = Drive(leaving(person, "pass", *unless)).to(20)
    assert callable(act)
    act(drive.network, person, drive.now)
    drive.to(LEAVES + 1)
    assert (left(drive) == []) is stays
    assert questions.has_left(drive.network, person) is not stays


def test_a_member_who_leaves_is_out_of_reach_and_the_post_falls_vacant() -> None:
    drive = Drive(leaving(HEAD)).to(LEAVES + 1)
    network = drive.network
    member = network.membership.members[HEAD]
    assert (member.status, member.whereabouts) == (MemberStatus.FLED, "OUT")
    post = network.membership.posts[member.position]
    assert post.vacant_since == LEAVES * DAY + 7 * 3600
    assert not authorities.arrest(network, HEAD, drive.now)
    assert authorities.arrest(network, HEAD, drive.now, "OUT")
    drive.to(LEAVES + 200)
    assert post.holder != HEAD
    assert metrics.ledger(network).balanced


def test_who_is_in_the_hands_of_an_organisation_does_not_leave() -> None:
    drive = Drive(leaving(SISTER)).to(LEAVES + 1)
    assert drive.network.people.persons[SISTER].stage is JourneyStage.HELD
    assert left(drive) == []


def test_somebody_identified_may_go_home_unless_protected() -> None:
    drive = Drive(leaving(WORKER, "bay")).to(LEAVES + 1)
    person = drive.network.people.persons[WORKER]
    assert person.stage is JourneyStage.IDENTIFIED
    assert questions.whereabouts(drive.network, WORKER) == person.country == "COA"
    assert metrics.ledger(drive.network).balanced
    kept = Drive(leaving(WORKER, "bay")).to(20)
    assert authorities.protect(kept.network, WORKER, "MAR", kept.now)
    assert left(kept.to(LEAVES + 1)) == []


def test_without_departures_nothing_is_other() -> None:
    plain, dated = Drive(FROZEN).to(LEAVES), Drive(leaving(CLERK)).to(LEAVES)
    assert state_of(plain.network) == state_of(dated.network)
