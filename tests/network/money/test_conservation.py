"""Grams, people and money add up exactly at every event, whatever authorities and shocks do and whenever they do it."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulation.exercise.registry import load_scenario
from simulation.kernel.agenda import DAY
from simulation.network import authorities, metrics
from simulation.network.criminal_network import fire
from simulation.scenario.load import available, directory_of
from simulation.scenario.schema.functions import Function
from simulation.scenario.schema.name_pools import freeze
from simulation.scenario.schema.scenario import FrozenScenario
from simulation.scenario.schema.shocks import FITTING, PlannedShock, Rank, ShockKind
from tests.builders.moved import moved_frozen
from tests.builders.scenarios import small_frozen
from tests.network.world_driver import Drive

pytestmark = pytest.mark.acceptance("looks at all books at every event of long runs")

FROZEN = small_frozen()
LAST_DAY = 150
ACTS = (
    *("arrest", "release", "freeze", "lift", "confiscate", "seize", "let_run", "let_go", "warn", "hold"),
    *("protect", "inspect", "identify"),
)


@cache
def world_named(name: str) -> FrozenScenario:
    """A scenario that ships, or one of the small ones for tests."""
    match name:
        case "small":
            return FROZEN
        case "moved":
            return moved_frozen()
        case _:
            return freeze(load_scenario(directory_of(name)), 1)


@st.composite
def planned_shocks(draw: st.DrawFn, frozen: FrozenScenario) -> PlannedShock:
    """Any shock that a scenario may hold."""
    crime = frozen.scenario.crime
    kind = draw(st.sampled_from(ShockKind))
    names: dict[str, list[str]] = {
        "function": [function.value for function in Function],
        "corridor": [leg.key for leg in crime.corridors],
        "country": [country.code for country in frozen.scenario.countries],
        "organisation": [organisation.key for organisation in crime.organisations],
    }
    select: dict[str, object] = {
        name: draw(st.sampled_from(names[name])) for name in sorted(FITTING[kind]) if draw(st.integers(0, 3)) == 0
    }
    ranks = [Rank.MONEY, Rank.RANDOM] if kind is ShockKind.SEIZE else list(Rank)
    select["rank"] = draw(st.sampled_from(ranks))
    match draw(st.sampled_from(("count", "share", "all"))):
        case "count":
            select["count"] = draw(st.integers(1, 30))
        case "share":
            select["share"] = draw(st.floats(0.01, 1.0))
        case _:
            pass
    return PlannedShock.model_validate(
        {
            "day": draw(st.integers(0, LAST_DAY)),
            "kind": kind,
            "select": select,
            "factor": draw(st.floats(0.0, 50.0)),
            "days": draw(st.integers(0, 60)),
            "repeat_days": draw(st.integers(1, 60)),
            "times": draw(st.integers(1, 5)),
        }
    )


acts = st.lists(
    st.tuples(st.integers(0, LAST_DAY * DAY), st.sampled_from(ACTS), st.integers(0, 1000)), max_size=25
).map(sorted)
"""Acts of authorities: when, which, and a number that says on whom."""


def act(drive: Drive, name: str, number: int) -> None:
    """One act of an authority on whatever the number points at."""
    network, now = drive.network, drive.now
    people = sorted(network.membership.members)
    accounts = sorted(network.money.accounts)
    filled = sorted(key for key, account in network.money.accounts.items() if account.balance) or accounts
    containers = sorted(network.goods.by_container) or ["container/none"]
    moved = sorted(network.people.persons) or ["person/none"]
    sites = sorted(network.people.sites) or ["site/none"]
    person = people[number % len(people)]
    account = filled[number % len(filled)]
    container = containers[-1 - number % min(len(containers), 6)]
    victim = moved[number % len(moved)]
    match name:
        case "arrest":
            authorities.arrest(network, person, now)
        case "release":
            authorities.release(network, person, now)
        case "freeze":
            authorities.freeze(network, account, now)
        case "lift":
            authorities.lift(network, account, now)
        case "confiscate":
            authorities.confiscate(network, account, now)
        case "seize":
            authorities.seize(network, container, now)
        case "let_run":
            authorities.let_run(network, container, now)
        case "let_go":
            authorities.let_go(network, container, now)
        case "warn":
            authorities.warn(network, person, now, f"cause/{number % 7}")
        case "protect":
            country = network.people.persons[victim].country if victim in network.people.persons else ""
            authorities.protect(network, victim, country, now)
        case "inspect":
            authorities.inspect(network, sites[number % len(sites)], now)
        case "identify":
            authorities.identify(network, victim, now, "inspection")
        case _:
            network.set_hold(number % 2 == 0, now)


def require_balance(drive: Drive, what: object) -> None:
    """Every flow adds up, nothing is below nothing, and nobody is counted twice."""
    network = drive.network
    ledger = metrics.ledger(network)
    assert ledger.balanced, what
    for flow in (ledger.drugs, ledger.people, ledger.money):
        assert all(amount >= 0 for _, amount in flow.sources + flow.sinks), what
    assert all(account.balance >= 0 for account in network.money.accounts.values()), what
    assert sum(amount for _, amount in ledger.people.sinks) == len(network.people.persons), what


@pytest.mark.parametrize("name", ["small", "moved", *available()])
@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_nothing_is_made_or_lost_at_any_event(name: str, data: st.DataObject) -> None:
    frozen = world_named(name)
    shocks = tuple(data.draw(st.lists(planned_shocks(frozen), max_size=8)))
    play = frozen.scenario.play.model_copy(update={"shocks": shocks})
    scenario = frozen.scenario.model_copy(update={"play": play})
    drive = Drive(frozen.model_copy(update={"scenario": scenario}))
    todo = [*data.draw(acts), (LAST_DAY * DAY, "", 0)]
    for at, name_of_act, number in todo:
        while (entry := drive.agenda.pop_due(at)) is not None:
            fire(drive.network, entry)
            drive.now = max(0, entry.time)
            if entry.time >= 0:
                require_balance(drive, entry)
        drive.now = at
        if name_of_act:
            act(drive, name_of_act, number)
            require_balance(drive, (at, name_of_act, number))


FROZEN_TWICE = {
    "day": 1,
    "kind": "freeze",
    "select": {"function": "launderer", "organisation": "lantern", "rank": "money", "count": 1},
    "days": 2,
    "repeat_days": 1,
    "times": 2,
}
"""Found by the property above: cash on the road, held twice and let go while its courier still carries it."""


def test_cash_that_is_held_and_let_go_on_the_road_has_one_way_home() -> None:
    frozen = world_named("moved")
    play = frozen.scenario.play.model_copy(update={"shocks": (PlannedShock.model_validate(FROZEN_TWICE),)})
    drive = Drive(frozen.model_copy(update={"scenario": frozen.scenario.model_copy(update={"play": play})}))
    while (entry := drive.agenda.pop_due(LAST_DAY * DAY)) is not None:
        fire(drive.network, entry)
        require_balance(drive, entry)


def test_the_ledger_balances_after_every_single_event_of_history() -> None:
    drive = Drive(FROZEN)
    while (entry := drive.agenda.pop_due(20 * DAY)) is not None:
        fire(drive.network, entry)
        require_balance(drive, entry)


def test_the_flows_are_not_empty() -> None:
    ledger = metrics.ledger(Drive(FROZEN).to(300).network)
    for name in ("delivered", "seized"):
        assert ledger.drugs.amount(name) > 0
    for name in ("sales", "purchase", "transport", "wages", "bribes", "fees", "spent", "free"):
        assert ledger.money.amount(name) > 0
