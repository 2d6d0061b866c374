"""Money on its way: patterns, ways, speeds, cash at borders, services, reports; exact and the same for both banks."""

from collections import Counter
from functools import cache
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.kernel.agenda import DAY
from simulation.kernel.traces import Trace, TraceKind
from simulation.network import authorities, metrics, questions
from simulation.network.money.suspicious_reports import suspect
from simulation.network.money.treasury import LEAST_ACCOUNTS
from simulation.network.world import money_rules
from simulation.network.world.accounts import Account, Keeping
from simulation.network.world.typologies import Typology
from simulation.network.world.world import World
from simulation.scenario.schema.crime import Group, OrganisationPlan
from simulation.scenario.schema.functions import Activity, Function
from simulation.scenario.schema.money import AccountKind
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.scenarios import small_frozen, with_crime
from tests.network.world_driver import Drive

FROZEN = small_frozen()


def with_laundering(**changed: object) -> FrozenScenario:
    """The small scenario with other numbers of the flow of money."""
    crime = FROZEN.scenario.crime
    return with_crime(FROZEN, crime.model_copy(update={"laundering": crime.laundering.model_copy(update=changed)}))


@cache
def year() -> Drive:
    """A year of the small scenario without anybody acting."""
    return Drive(FROZEN).to(365)


def transfers(network: World) -> list[Trace]:
    """Payments of batches, in order of time."""
    rows = (Trace(*row) for key, row in network.traces._rows.items() if "/batch/" in key)
    return sorted((row for row in rows if row.kind is TraceKind.TRANSFER), key=lambda row: (row.time, row.key))


def batch_of(row: Trace) -> str:
    """Key of the batch to which a payment belongs."""
    return "/".join(row.key.split("/")[:4])


def accounts_held(network: World) -> list[Account]:
    """Cash that couriers carry or customs hold."""
    return [account for account in network.money.accounts.values() if account.keeping is Keeping.PURSE]


# --- patterns and speeds


def test_every_typology_is_used() -> None:
    seen = {str(dict(event.facts)["pattern"]) for event in year().named("MoneyLaundered")}
    assert seen >= {typology.value for typology in Typology}


def test_the_first_hop_comes_within_a_day() -> None:
    entered: dict[str, int] = {}
    left: dict[str, int] = {}
    for row in transfers(year().network):
        key = batch_of(row)
        if "/in/" in row.key:
            entered.setdefault(key, row.time)
        else:
            left.setdefault(key, row.time)
    gaps = [left[key] - entered[key] for key in entered if key in left]
    assert len(gaps) > 50
    assert max(gaps) < DAY


def test_from_first_hop_to_the_treasury_it_takes_five_to_fifteen_days() -> None:
    days = [int(dict(event.facts)["hours"]) / 24 for event in year().named("MoneyLaundered")]
    assert 5 <= median(days) <= 15


def test_after_the_first_hop_money_rests_for_days_at_banks_and_for_hours_at_exchanges() -> None:
    network = year().network
    came: dict[tuple[str, str], int] = {}
    rests: dict[Keeping, list[float]] = {Keeping.BANK: [], Keeping.EXCHANGE: []}
    for row in transfers(network):
        origin, target = row.subjects[:2]
        since = came.pop((batch_of(row), origin), None)
        keeping = network.money.accounts[origin].keeping
        if since is not None and keeping in rests and "/0/" not in row.key:
            rests[keeping].append((row.time - since) / DAY)
        came.setdefault((batch_of(row), target), row.time)
    assert len(rests[Keeping.EXCHANGE]) > 20
    assert 1 <= median(rests[Keeping.BANK]) <= 5
    assert median(rests[Keeping.EXCHANGE]) < 1


def test_each_way_leads_where_it_should() -> None:
    network = year().network
    purposes: dict[str, list[Trace]] = {}
    for row in transfers(network):
        purposes.setdefault(str(row.fact("purpose")), []).append(row)
    assert all(
        network.money.accounts[row.subjects[1]].keeping is Keeping.EXCHANGE for row in purposes["virtual_assets"]
    )
    abroad = [network.money.accounts[a].country != network.money.accounts[b].country for row in purposes["goods"]
              for a, b in [row.subjects[:2]]]  # fmt: skip
    assert sum(abroad) > 0.5 * len(abroad)
    assert any("/drawn" in row.key for row in purposes["cash"])


# --- records


def test_every_payment_shows_at_both_banks() -> None:
    network = year().network
    now = 365 * DAY
    rows = transfers(network)
    assert len(rows) > 500
    statements = {
        key: {row.key: row for row in questions.bank_records(network, key, -200 * DAY, now, now)}
        for key, account in network.money.accounts.items()
        if account.keeping in {Keeping.BANK, Keeping.EXCHANGE}
    }
    for row in rows:
        for party in row.subjects[:2]:
            assert not party.startswith("purse/")
            if party in statements:
                assert statements[party][row.key].facts[: len(row.facts)] == row.facts
                assert statements[party][row.key].custodian == network.money.accounts[party].bank


def test_accounts_hold_what_their_records_say() -> None:
    drive = Drive(with_laundering(cash_control=0.0)).to(200)
    network = drive.network
    for key in network.membership.organisations["south"].treasury.channels:
        account = network.money.accounts[key]
        rows = network.traces.about(key, (TraceKind.TRANSFER,), -200 * DAY, drive.now, drive.now)
        came = sum(int(row.fact("amount_minor") or 0) for row in rows if row.subjects[1] == key)
        went = sum(int(row.fact("amount_minor") or 0) for row in rows if row.subjects[0] == key)
        assert account.balance <= came + FROZEN.scenario.crime.organisations[1].treasury_minor
        if key != network.membership.organisations["south"].treasury.reserve:
            assert account.balance <= came
            assert went <= came


# --- cash


def test_without_checks_no_cash_is_found_and_with_full_checks_none_gets_over_a_border() -> None:
    assert not Drive(with_laundering(cash_control=0.0)).to(365).named("CashFound")
    drive = Drive(with_laundering(cash_control=1.0, cash_confiscated=1.0)).to(365)
    assert len(drive.named("CashFound")) > 10
    for row in transfers(drive.network):
        origin, target = row.subjects[:2]
        if origin.startswith("cash/") and "/in/" not in row.key:
            drawn = [each for each in transfers(drive.network)
                     if batch_of(each) == batch_of(row) and "/drawn" in each.key]  # fmt: skip
            assert drive.network.money.accounts[target].country in {
                drive.network.money.accounts[each.subjects[0]].country for each in drawn
            }


def test_courts_take_all_cash_or_give_all_back() -> None:
    taken = Drive(with_laundering(cash_control=0.5, cash_confiscated=1.0)).to(900)
    assert taken.named("MoneyConfiscated")
    assert not taken.named("FreezeLifted")
    given_back = Drive(with_laundering(cash_control=0.5, cash_confiscated=0.0)).to(900)
    assert given_back.named("FreezeLifted")
    assert metrics.ledger(given_back.network).money.amount("confiscated") == 0
    waiting = {entry.payload[0] for entry in given_back.agenda.pending() if entry.rule == "network.decide_cash"}
    assert all(purse.key in waiting for purse in accounts_held(given_back.network) if purse.frozen)


def test_found_cash_names_the_courier_and_the_place() -> None:
    drive = Drive(with_laundering(cash_control=1.0)).to(365)
    for event in drive.named("CashFound"):
        courier, place = event.subjects
        assert questions.organisation_of(drive.network, courier) is not None
        (row,) = [
            each
            for each in drive.network.traces.about(courier, (TraceKind.CASH_FOUND,), event.time, event.time, event.time)
            if each.fact("amount_minor") == dict(event.facts)["amount_minor"]
        ][:1]
        assert row.subjects == (courier, place)
        assert row.country == drive.network.terrain.country_of(place) == dict(event.facts)["country"]


def test_a_purse_that_is_held_on_the_way_stays_held_and_goes_on_when_let_go() -> None:
    drive = Drive(with_laundering(cash_control=0.0)).to(0)
    day = 0
    while not (carried := accounts_held(drive.network)):
        day += 1
        drive.to(day)
    purse = carried[0]
    amount = authorities.freeze(drive.network, purse.key, drive.now)
    assert amount > 0
    drive.to(day + 30)
    assert purse.balance == amount
    assert metrics.ledger(drive.network).money.amount("frozen") == amount
    authorities.lift(drive.network, purse.key, drive.now)
    drive.to(day + 60)
    assert purse.balance == 0
    assert purse.key not in drive.network.money.accounts
    assert metrics.ledger(drive.network).balanced


def test_empty_purses_are_forgotten() -> None:
    network = year().network
    assert all(purse.balance for purse in accounts_held(network) if not purse.frozen)


# --- price and risk


@given(st.floats(0, 0.3), st.floats(0, 20), st.floats(0, 1), st.floats(0, 1))
def test_the_fee_never_falls_when_risk_rises(fee: float, fee_risk: float, one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert money_rules.fee_rate(fee, fee_risk, low) <= money_rules.fee_rate(fee, fee_risk, high) <= 0.5


def test_after_freezes_laundering_costs_more() -> None:
    plain, struck = Drive(FROZEN).to(30), Drive(FROZEN).to(30)
    for key in list(struck.network.membership.organisations["north"].treasury.channels):
        authorities.freeze(struck.network, key, struck.now)
    fees: tuple[dict[str, float], ...] = ({}, {})
    for day in range(31, 90):
        for drive, found in zip((plain, struck), fees, strict=True):
            for key, batch in drive.to(day).network.money.batches.items():
                if batch.organisation == "north":
                    found.setdefault(key, batch.fee)
    later = [key for key in fees[0] if key in fees[1] and int(key.split("/")[2]) > 20]
    assert later
    assert all(fees[1][key] > fees[0][key] for key in later)


# --- reports


@given(st.integers(1, 10**9), st.integers(1, 10**9), st.integers(0, 10**8))
def test_more_money_and_a_quieter_account_stand_out_more(one: int, other: int, usual: int) -> None:
    low, high = sorted((one, other))
    assert 0 < money_rules.anomaly(low, usual) <= money_rules.anomaly(high, usual) <= 1
    assert money_rules.anomaly(low, usual + 1000) <= money_rules.anomaly(low, usual)


def test_banks_that_do_not_look_report_nothing_but_errors() -> None:
    quiet = Drive(with_laundering(report_rate=0.0)).to(365)
    assert all("false" in event.key for event in quiet.named("ReportFiled"))
    watchful = Drive(with_laundering(report_rate=0.5)).to(365)
    reasons = {dict(event.facts)["reason"] for event in watchful.named("ReportFiled")}
    assert reasons >= {"cash_paid_in", "round_sums_onward", "many_payers"}


def test_a_busy_account_hides_more_than_a_quiet_one() -> None:
    network = Drive(FROZEN).network
    account = network.money.accounts["account/shell"]
    grown: list[float] = []
    for monthly in (2, 60):
        account.lawful_monthly, account.hazard = monthly, 0.0
        suspect(network, account, 5_000_000, "round_sums_onward", 0)
        grown.append(account.hazard)
    assert grown[0] > 2 * grown[1] > 0


# --- who moves it


def clients(*, served: bool) -> FrozenScenario:
    """Both organisations without launderers of their own; a service that has one of them as a client, or none."""
    crime = FROZEN.scenario.crime
    organisations = tuple(
        each.model_copy(update={"groups": tuple(g for g in each.groups if g.function is not Function.LAUNDERER)})
        for each in crime.organisations
    )
    service = OrganisationPlan(
        key="laundry",
        activities=(Activity.LAUNDERING,),
        groups=(
            Group(function=Function.COORDINATOR, country="FIN", place="bank_street", count=1),
            Group(function=Function.LAUNDERER, country="FIN", place="bank_street", count=3),
        ),
        treasury_minor=10_000_000,
        loss_tolerance=0.1,
        risk_aversion=1.0,
        security=0.5,
        clients=("south",),
    )
    chosen = (*organisations, service) if served else organisations
    return with_crime(FROZEN, crime.model_copy(update={"organisations": chosen}))


def test_a_laundering_service_moves_what_its_clients_cannot() -> None:
    alone, served = Drive(clients(served=False)).to(200), Drive(clients(served=True)).to(200)

    def home(drive: Drive) -> int:
        return sum(int(dict(event.facts)["amount_minor"]) for event in drive.named("MoneyLaundered")
                   if event.subjects[0] == "south")  # fmt: skip

    assert home(alone) == 0
    assert home(served) > 0
    assert [key for key in served.network.traces._rows if key.endswith("/service")]
    assert metrics.ledger(served.network).balanced


def test_all_that_is_held_was_told_whichever_way_it_came_in() -> None:
    """Cash that is paid in before the organisation notices, parts on their way, and what a service keeps."""
    drive = Drive(clients(served=True)).to(20)
    network = drive.network
    laundry = network.membership.organisations["laundry"]
    for day in range(20, 120, 2):
        drive.to(day)
        authorities.freeze(network, laundry.treasury.reserve, drive.now)
        authorities.freeze(network, laundry.treasury.channels[day % len(laundry.treasury.channels)], drive.now)
        if day % 5 == 0:
            authorities.lift(
                network, next(key for key in laundry.treasury.channels if network.money.accounts[key].frozen), drive.now
            )
    drive.settle()
    signs = {"MoneyFrozen": 1, "FreezeLifted": -1, "MoneyConfiscated": -1}
    told = [each for each in drive.happened if each.code in signs]
    held: Counter[str] = Counter()
    for each in told:
        held[each.subjects[0]] += signs[each.code] * int(dict(each.facts)["amount_minor"])
    assert held == Counter({key: each.balance for key, each in network.money.accounts.items() if each.frozen})
    came_in = [each.key for each in told if each.key.endswith("/blocked")]
    assert {way for way in ("/in/", "/service/", "/0/") for key in came_in if way in key} == {
        "/in/",
        "/service/",
        "/0/",
    }
    assert len(set(came_in)) == len(came_in)


def test_a_warned_treasury_leaves_within_two_days_and_comes_home_elsewhere() -> None:
    drive = Drive(FROZEN).to(20)
    network = drive.network
    organisation = network.membership.organisations["north"]
    left = network.money.accounts[organisation.treasury.reserve].country
    authorities.warn(network, "north", drive.now, "request/1")
    drive.to(22.1)
    (moved,) = drive.named("AssetsMoved")
    assert moved.time <= 22 * DAY
    amount = int(dict(moved.facts)["amount_minor"])
    assert amount > 0
    stayed = [
        network.money.accounts[key]
        for key in organisation.treasury.channels
        if network.money.accounts[key].country == left
    ]
    assert network.money.accounts[organisation.treasury.reserve].country != left
    batch = network.money.batches.get(moved.key)
    assert batch is not None
    assert all(part.account not in {account.key for account in stayed} for part in batch.parts)
    drive.to(60)
    assert moved.key not in network.money.batches
    assert not [event for event in drive.named("MoneyLaundered") if event.key.startswith(moved.key)]


@pytest.mark.parametrize("has_enabler", [True, False])
def test_whoever_has_lost_all_accounts_opens_others_sooner_with_an_enabler(*, has_enabler: bool) -> None:
    drive = Drive(FROZEN).to(20)
    network = drive.network
    organisation = network.membership.organisations["north"]
    before = set(organisation.treasury.channels)
    for key in sorted(before):
        authorities.freeze(network, key, drive.now)
    for member in organisation.crew.free(Function.ENABLER):
        if not has_enabler:
            authorities.arrest(network, member.key, drive.now)
    drive.to(40)
    assert len(set(organisation.treasury.channels) - before) == (LEAST_ACCOUNTS if has_enabler else 1)
    drive.to(150)
    assert LEAST_ACCOUNTS <= len(set(organisation.treasury.channels) - before) <= LEAST_ACCOUNTS + 1


def test_an_account_of_the_story_may_lie_with_a_provider_of_virtual_assets() -> None:
    crime = FROZEN.scenario.crime
    shell = crime.accounts[0].model_copy(update={"key": "account/wallet", "kind": AccountKind.EXCHANGE})
    changed = crime.model_copy(update={"accounts": (*crime.accounts, shell)})
    network = Drive(with_crime(FROZEN, changed)).to(30).network
    (opened,) = network.traces.about("account/wallet", (TraceKind.ACCOUNT_OPENED,), -500 * DAY, 0, 30 * DAY)
    assert opened.custodian == network.entities["exchange/fin"].label
    assert network.entities["account/wallet"].label.startswith("XFVA")
    assert network.money.accounts["account/wallet"].keeping is Keeping.EXCHANGE
    assert network.membership.organisations["north"].treasury.reserve == "account/shell"
