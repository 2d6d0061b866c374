"""Grams and money add up exactly, whatever authorities do and whenever they do it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from simulation.scenario.shocks import Shock
from tests.builders.scenarios import small_frozen
from tests.network.world_driver import Drive

FROZEN = small_frozen()

ACTS = st.lists(
    st.tuples(
        st.integers(0, 9),
        st.sampled_from(
            ("arrest", "release", "freeze", "lift", "confiscate", "seize", "let_run", "let_go", "warn", "shock", "hold")
        ),
        st.integers(0, 1000),
    ),
    max_size=25,
)


def act(drive: Drive, name: str, number: int) -> None:
    """One act of an authority on whatever the number points at."""
    network, now = drive.network, drive.now
    people = sorted(network.members)
    accounts = sorted(network.accounts)
    filled = sorted(key for key, account in network.accounts.items() if account.balance) or accounts
    containers = sorted(network.by_container) or ["container/none"]
    person = people[number % len(people)]
    account = filled[number % len(filled)]
    container = containers[-1 - number % min(len(containers), 6)]
    match name:
        case "arrest":
            network.arrest(person, now)
        case "release":
            network.release(person, now)
        case "freeze":
            network.freeze(account, now)
        case "lift":
            network.lift(account, now)
        case "confiscate":
            network.confiscate(account, now)
        case "seize":
            network.seize(container, now)
        case "let_run":
            network.let_run(container, now)
        case "let_go":
            network.let_go(container, now)
        case "warn":
            network.warn(person, now, f"cause/{number % 7}")
        case "hold":
            network.set_hold(number % 2 == 0, now)
        case _:
            kinds = ("interdiction", "closure", "leak", "failed_raid", "freeze", "arrest")
            kind = kinds[number % len(kinds)]
            corridors = sorted(network.terrain.corridors)
            target = {"freeze": account, "arrest": person}.get(kind, corridors[number % len(corridors)])
            network.apply(Shock(kind=kind, target=target, factor=float(number % 4), days=number % 40), now)


@settings(max_examples=40, deadline=None)
@given(ACTS)
def test_nothing_is_made_or_lost(acts: list[tuple[int, str, int]]) -> None:
    drive = Drive(FROZEN).to(-30)
    day = -30
    for pause, name, number in acts:
        day += pause
        drive.to(day)
        act(drive, name, number)
        assert drive.network.ledger().balanced, (day, name)
    drive.to(day + 60)
    ledger = drive.network.ledger()
    assert ledger.balanced
    assert all(amount >= 0 for flow in (ledger.drugs, ledger.money) for _, amount in flow.sources + flow.sinks)
    assert all(account.balance >= 0 for account in drive.network.accounts.values())


def test_the_ledger_balances_after_every_single_event() -> None:
    drive = Drive(FROZEN)
    while (entry := drive.agenda.pop_due(20 * 86_400)) is not None:
        drive.network.fire(entry)
        assert drive.network.ledger().balanced, entry


def test_the_flows_are_not_empty() -> None:
    ledger = Drive(FROZEN).to(300).network.ledger()
    for name in ("delivered", "seized"):
        assert ledger.drugs.amount(name) > 0
    for name in ("sales", "purchase", "transport", "wages", "bribes", "fees", "spent", "held"):
        assert ledger.money.amount(name) > 0
