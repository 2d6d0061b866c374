"""Common random numbers: the five acceptance tests of network.md e.4, and other chance from a chosen moment on."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from functools import cache

import mesa
import pytest

from simulation.exercise.clock.commands import Jump, StartExercise
from simulation.exercise.core.command import Seat
from simulation.exercise.core.event import Event, WorldChanged
from simulation.exercise.core.settings import Settings
from simulation.exercise.procedures.letter.commands import ActOnRequest, OpenDraft
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.exercise.procedures.letter.statuses import LetterAction, LetterStatus
from simulation.exercise.registry import load_scenario
from simulation.kernel.agenda import DAY, Agenda
from simulation.kernel.draws import Draws
from simulation.kernel.terms import Office
from simulation.kernel.traces import Happening
from simulation.network import authorities, metrics, questions
from simulation.network.criminal_network import fire, new_network
from simulation.network.shocks import shocks
from simulation.network.world.consignments import LoadStatus
from simulation.network.world.model import NetworkModel
from simulation.players.policies import players
from simulation.scenario.load import directory_of
from simulation.scenario.schema.crime import CastMember, Company, MemberStanding, Place, PlaceKind
from simulation.scenario.schema.name_pools import freeze
from simulation.scenario.schema.play import Sought
from simulation.scenario.schema.scenario import FrozenScenario
from simulation.scenario.schema.shocks import Shock, ShockKind
from tests.builders.bots import open_room, seat_everybody
from tests.builders.scenarios import corridor, small_frozen, with_crime
from tests.network.world_driver import Drive, state_of

pytestmark = pytest.mark.acceptance("plays paired runs")

FROZEN = small_frozen()


# --- 1. an irrelevant change


def apart() -> FrozenScenario:
    """The small scenario with the second organisation on corridors and a market of its own."""
    crime = FROZEN.scenario.crime
    north, south = crime.organisations
    places = (
        Place(key="cove", country="COA", kind=PlaceKind.SOURCE, x=0, y=50),
        Place(key="plaza", country="MAR", kind=PlaceKind.MARKET, x=200, y=50),
    )
    legs = (corridor("cove_pass", "cove", "pass", "road", 0.2), corridor("pass_plaza", "pass", "plaza", "road", 0.2))
    own = {"source": "cove", "markets": ("plaza",), "corridors": ("cove_pass", "pass_plaza")}
    return with_crime(
        FROZEN,
        crime.model_copy(
            update={
                "places": (*crime.places, *places),
                "corridors": (*crime.corridors, *legs),
                "organisations": (north, south.model_copy(update=own)),
            }
        ),
    )


def log_of(drive: Drive, organisation: str) -> list[Happening]:
    """Everything that happened to an organisation, its people, accounts, firms and loads."""
    return [
        each
        for each in drive.happened
        if any(questions.organisation_of(drive.network, subject) == organisation for subject in each.subjects)
    ]


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "arrest", "select": {"organisation": "north", "share": 0.5}},
        {"kind": "freeze", "select": {"organisation": "north", "rank": "money", "count": 2}},
        {"kind": "seize", "select": {"organisation": "north"}},
        {"kind": "leak", "select": {"organisation": "north"}},
        {"kind": "closure", "select": {"organisation": "north", "count": 1}},
        {"kind": "interdiction", "select": {"corridor": "quay_square"}, "factor": 4.0},
    ],
)
def test_what_befalls_one_organisation_leaves_another_as_it_was(body: dict[str, object]) -> None:
    frozen = apart()
    calm, shaken = Drive(frozen).to(20), Drive(frozen).to(20)
    shocks.apply(shaken.network, Shock.model_validate(body), shaken.now)
    calm.to(250)
    shaken.settle().to(250)
    assert log_of(shaken, "north") != log_of(calm, "north")
    assert len(log_of(calm, "south")) > 30
    assert log_of(shaken, "south") == log_of(calm, "south")
    ours, theirs = shaken.network.membership.organisations["south"], calm.network.membership.organisations["south"]
    assert (ours.treasury.cash, ours.treasury.tills, ours.security) == (
        theirs.treasury.cash,
        theirs.treasury.tills,
        theirs.security,
    )


# --- 2. a null action


def test_acts_without_effect_leave_everything_as_it_was() -> None:
    calm, busy = Drive(FROZEN).to(20), Drive(FROZEN).to(20)
    network = busy.network
    assert not authorities.arrest(network, "cast/nobody", busy.now)
    assert not authorities.release(network, "cast/head", busy.now)
    assert not authorities.seize(network, "container/nothing", busy.now)
    assert not authorities.confiscate(network, "account/nobody", busy.now)
    assert not authorities.lift(network, "account/shell", busy.now)
    authorities.warn(network, "cast/nobody", busy.now, "cause")
    network.set_hold(held=True, now=busy.now)
    network.set_hold(held=False, now=busy.now)
    shocks.apply(network, Shock.model_validate({"kind": "interdiction", "select": {}, "factor": 1.0}), busy.now)
    assert busy.settle().to(250).happened == calm.to(250).happened
    assert state_of(network) == state_of(calm.network)


def test_a_request_that_is_opened_and_withdrawn_leaves_the_world_as_it_was() -> None:
    frozen = freeze(load_scenario(directory_of("blue-current")), 5)
    countries = tuple(country.code for country in frozen.scenario.played)
    quiet = tuple((country.code, "none") for country in frozen.scenario.countries)
    settings = Settings(preset=frozen.scenario.play.presets[0].key, seed=5, policies=quiet, inherited=False)

    def world(*, asks: bool) -> list[Happening]:
        room = open_room(frozen, settings, players())
        seat_everybody(room, countries)
        room.control(StartExercise(id="", warm_up=False))
        if asks:
            seat = Seat(countries[0], Office.PROSECUTOR)
            member = f"{seat.country}-{seat.office}"
            person = next(iter(room.exercise.team_view(seat.country).entities)).key
            draft = OpenDraft(
                id="null", by=seat, member=member, sought=Sought.STATEMENT, requested=countries[1], targets=(person,)
            )
            room.do(draft)
            key = f"{seat.country}/null"
            room.do(ActOnRequest(id="back", by=seat, member=member, request=key, action=LetterAction.WITHDRAW))
            assert room.exercise.state.part(Letters).requests[key].matter.status is LetterStatus.WITHDRAWN
        for _ in range(3):
            room.control(Jump(id="", days=40))
        return happenings(room.events)

    calm = world(asks=False)
    assert len(calm) > 50
    assert world(asks=True) == calm


def happenings(events: list[Event]) -> list[Happening]:
    """What the world did, in order."""
    return [event.happening for event in events if isinstance(event, WorldChanged)]


# --- 3. monotonicity


def fate(seed: int, load: str, factor: float, at: int) -> LoadStatus:
    """What becomes of a load on the leg on which it is at a moment, when checks find so many times as much."""
    drive = Drive(FROZEN, seed=seed).to(at / DAY)
    known = drive.network.goods.consignments[load]
    leg, corridor_key = known.leg, known.corridors[known.leg]
    shocks.apply(drive.network, Shock(kind=ShockKind.INTERDICTION, target=corridor_key, factor=factor), drive.now)
    while known.status is LoadStatus.MOVING and known.leg == leg:
        drive.to((drive.now + DAY) / DAY)
    return LoadStatus.SEIZED if known.status is LoadStatus.SEIZED else LoadStatus.DELIVERED


def test_more_checks_never_make_a_load_on_its_way_safer() -> None:
    fates = []
    for seed in range(1, 16):
        drive = Drive(FROZEN, seed=seed).to(30)
        moving = [
            key for key, each in sorted(drive.network.goods.consignments.items()) if each.status is LoadStatus.MOVING
        ]
        fates += [[fate(seed, key, factor, drive.now) for factor in (0.0, 1.0, 2.0, 6.0)] for key in moving[:2]]
    assert len(fates) >= 12
    for row in fates:
        found = [each is LoadStatus.SEIZED for each in row]
        assert found == sorted(found), row
        assert not found[0]
    assert len({tuple(row) for row in fates}) > 2


# --- 4. variance

SEEDS = range(1, 21)


@cache
def delivered(seed: int, shock: Shock | None) -> int:
    """Grams delivered by day 250, with or without a shock on day 100."""
    network = new_network(small_frozen(seed), Draws(seed), Agenda())
    for until in (100 * DAY, 250 * DAY):
        while (entry := network.agenda.pop_due(until)) is not None:
            fire(network, entry)
        if shock is not None and until == 100 * DAY:
            shocks.apply(network, shock, until)
    return metrics.ledger(network).drugs.amount("delivered")


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "arrest", "select": {"function": "broker", "count": 1}},
        {"kind": "seize", "select": {"count": 1}},
        {"kind": "freeze", "select": {"rank": "money", "count": 1}},
        {"kind": "leak", "select": {}},
    ],
)
def test_paired_runs_differ_by_what_was_done_and_little_else(
    body: dict[str, object], record_property: Callable[[str, object], None]
) -> None:
    shock = Shock.model_validate(body)
    calm = [delivered(seed, None) for seed in SEEDS]
    shaken = [delivered(seed, shock) for seed in SEEDS]
    paired = statistics.variance([one - other for one, other in zip(shaken, calm, strict=True)])
    independent = statistics.variance(shaken) + statistics.variance(calm)
    record_property("variance_ratio", round(paired / independent, 3))
    assert paired > 0
    assert paired / independent < 0.2


# --- 5. an agent type that nobody uses


class Bystander(mesa.Agent[NetworkModel]):
    """Somebody of a kind that no rule knows."""


def test_agents_of_a_kind_that_nobody_uses_change_nothing() -> None:
    calm = Drive(FROZEN).to(250)
    crowded = Drive(FROZEN)
    for _ in range(50):
        Bystander(crowded.network)
    crowded.to(100)
    Bystander(crowded.network)
    assert crowded.to(250).happened == calm.happened
    assert state_of(crowded.network) == state_of(calm.network)


def test_people_and_firms_that_nobody_deals_with_change_nothing_that_happens() -> None:
    crime = FROZEN.scenario.crime
    stranger = CastMember(key="cast/stranger", country="MAR", place="square", standing=MemberStanding.WITNESS)
    firm = Company(key="company/strange", country="MAR", director="cast/stranger", owner="cast/stranger", honest=True)
    island = Place(key="island", country="OUT", kind=PlaceKind.TOWN, x=110, y=95)
    more = {
        "cast": (*crime.cast, stranger),
        "companies": (*crime.companies, firm),
        "places": (*crime.places, island),
    }
    crowded = Drive(with_crime(FROZEN, crime.model_copy(update=more))).to(250)
    assert crowded.happened == Drive(FROZEN).to(250).happened


# --- other chance events from a chosen moment on


def test_other_chance_events_begin_with_the_chosen_week_and_keep_the_past_and_the_cast() -> None:
    week = 10 * 7 * DAY
    logs, entities = [], []
    for replicate in range(4):
        network = new_network(FROZEN, Draws(1).with_chance(replicate, week), Agenda())
        entities.append(dict(network.entities))
        log: list[Happening] = []
        while (entry := network.agenda.pop_due(250 * DAY)) is not None:
            fire(network, entry)
            log += network.happenings.drain()
        logs.append(log)
    pasts = [[each for each in log if each.time < week] for log in logs]
    futures = [[each for each in log if each.time >= week] for log in logs]
    assert len(pasts[0]) > 50
    assert all(past == pasts[0] for past in pasts)
    assert all(known == entities[0] for known in entities)
    assert len({repr(future) for future in futures}) == len(futures)
    assert logs[0] == Drive(FROZEN).to(250).happened
