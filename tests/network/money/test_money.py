"""Takings, accounts, freezes; and that a freeze reaches the goods through the purchase."""

from simulation.kernel.agenda import DAY
from simulation.kernel.traces import Happening
from simulation.network import authorities, metrics, questions
from simulation.network.world.world import World
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.scenarios import small_frozen, with_crime
from tests.network.world_driver import Drive

FROZEN = small_frozen()


def with_laundering(**changed: object) -> FrozenScenario:
    """The small scenario with other numbers of the flow of money."""
    crime = FROZEN.scenario.crime
    return with_crime(FROZEN, crime.model_copy(update={"laundering": crime.laundering.model_copy(update=changed)}))


OPEN_BORDERS = with_laundering(cash_control=0.0)


def test_nothing_is_frozen_unless_somebody_acts_or_checks() -> None:
    ledger = metrics.ledger(Drive(OPEN_BORDERS).to(400).network)
    assert ledger.money.amount("frozen") == 0
    assert ledger.money.amount("confiscated") == 0


def test_a_freeze_holds_what_is_there_and_what_comes() -> None:
    drive = Drive(OPEN_BORDERS).to(20)
    network = drive.network
    reserve = network.membership.organisations["north"].treasury.reserve
    held = network.money.accounts[reserve].balance
    assert authorities.freeze(network, reserve, drive.now) == held > 0
    assert authorities.freeze(network, reserve, drive.now) == 0
    drive.to(60)
    assert network.money.accounts[reserve].balance >= held
    assert metrics.ledger(network).money.amount("frozen") == network.money.accounts[reserve].balance


def test_a_freeze_lifted_gives_everything_back() -> None:
    drive = Drive(OPEN_BORDERS).to(20)
    network = drive.network
    reserve = network.membership.organisations["north"].treasury.reserve
    held = authorities.freeze(network, reserve, drive.now)
    assert authorities.lift(network, reserve, drive.now) == held
    assert authorities.lift(network, reserve, drive.now) == 0
    assert metrics.ledger(network).money.amount("frozen") == 0


def test_a_treasury_that_was_held_is_not_laundered_a_second_time() -> None:
    drive = Drive(OPEN_BORDERS).to(20)
    network = drive.network
    first = network.membership.organisations["north"].treasury.reserve
    held = authorities.freeze(network, first, drive.now)
    drive.to(40)
    assert network.membership.organisations["north"].treasury.reserve != first
    stopped = network.money.accounts[first].stopped
    assert network.money.accounts[first].balance - stopped >= held > stopped
    authorities.lift(network, first, drive.now)
    drive.to(140)
    gone = network.money.accounts[first]
    assert not gone.stopped
    reported = [dict(each.facts)["amount_minor"] for each in drive.named("MoneyLaundered") if first_of(each) == first]
    assert sum(int(amount) for amount in reported) <= stopped


def first_of(happening: Happening) -> str:
    """The account from which stopped takings set out again, empty when they were not stopped."""
    _, is_recovered, rest = happening.key.partition("/recover/")
    return rest.rpartition("/")[0].rpartition("/")[0] if is_recovered else ""


def test_what_is_confiscated_is_gone() -> None:
    drive = Drive(OPEN_BORDERS).to(20)
    network = drive.network
    reserve = network.membership.organisations["north"].treasury.reserve
    held = authorities.freeze(network, reserve, drive.now)
    assert authorities.confiscate(network, reserve, drive.now) == held
    assert authorities.confiscate(network, reserve, drive.now) == 0
    assert metrics.ledger(network).money.amount("confiscated") == held
    assert metrics.ledger(network).balanced


def bought(network: World, organisation: str) -> int:
    return sum(load.grams for load in network.goods.consignments.values() if load.organisation == organisation)


def test_a_freeze_reaches_the_goods_through_the_purchase() -> None:
    plain, frozen = Drive(FROZEN).to(20), Drive(FROZEN).to(20)
    for key in list(frozen.network.membership.organisations["north"].treasury.channels):
        authorities.freeze(frozen.network, key, frozen.now)
    before = bought(plain.network, "north")
    assert bought(frozen.network, "north") == before
    frozen.to(120)
    plain.to(120)
    assert bought(frozen.network, "north") - before < 0.8 * (bought(plain.network, "north") - before)
    assert bought(frozen.network, "south") == bought(plain.network, "south")
    assert not [each for each in frozen.named("GoodsDelivered") if each.time == 20 * DAY]


def test_purchases_leave_a_payment_to_the_source() -> None:
    network = Drive(FROZEN).to(60).network
    supplier = network.membership.organisations["north"].suppliers
    rows = questions.bank_records(network, supplier, -100 * DAY, 60 * DAY, 60 * DAY)
    assert [row for row in rows if row.key.endswith("/purchase")]


def test_takings_reach_the_treasury_in_small_parts_through_several_accounts() -> None:
    drive = Drive(FROZEN).to(200)
    network = drive.network
    assert drive.named("MoneyLaundered")
    most = FROZEN.scenario.crime.laundering.tranche_minor
    rows = {key: row for key, row in network.traces._rows.items() if "/batch/" in key}
    assert len({row[6][1] for row in rows.values()}) > 3
    placed = [row for key, row in rows.items() if "/in/" in key]
    assert placed
    assert all(0 < int(dict(row[7])["amount_minor"]) <= most for row in placed)
    assert all(row[6][0].startswith("cash/") for row in placed)


def test_the_treasury_neither_dries_up_nor_grows_without_bound() -> None:
    network = Drive(FROZEN).to(900).network
    for organisation in network.membership.organisations.values():
        treasury = organisation.treasury.total()
        assert 0 < treasury < 12 * organisation.reserve_target()


def test_reports_name_the_account_and_its_holder() -> None:
    drive = Drive(FROZEN).to(365)
    for event in drive.named("ReportFiled"):
        report = drive.network.traces.get(event.key)
        assert report is not None
        assert report.subjects == (event.subjects[1], drive.network.money.holder_of(event.subjects[1]))
        assert dict(event.facts)["country"] == drive.network.money.accounts[event.subjects[1]].country


def test_nothing_leaves_a_frozen_account() -> None:
    drive = Drive(OPEN_BORDERS).to(-60)
    held: dict[str, int] = {}
    for day in range(-60, 200, 3):
        drive.to(day)
        for key, amount in held.items():
            assert drive.network.money.accounts[key].balance >= amount
        for key, account in drive.network.money.accounts.items():
            if (
                account.balance
                and key not in held
                and key != drive.network.membership.organisations["north"].treasury.reserve
            ):
                authorities.freeze(drive.network, key, drive.now)
        held = {key: account.balance for key, account in drive.network.money.accounts.items() if account.frozen}
    assert len(held) > 5
    assert metrics.ledger(drive.network).money.amount("frozen") == sum(held.values())
