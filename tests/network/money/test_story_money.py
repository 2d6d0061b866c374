"""A reserve of the story and payments by timetable: to the minor unit, and nothing made or lost on the way."""

from simulation.kernel.agenda import DAY
from simulation.network import authorities, metrics, questions
from simulation.scenario.schema.money import BankAccount, PlantedTransfer
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.scenarios import small_frozen, with_crime
from tests.network.world_driver import Drive

FROZEN = small_frozen()
SAVED = BankAccount(key="account/saved", country="HUB", holder="cast/clerk", owner="cast/clerk", laundering=False,
                    opened_day=-300, monitoring=0.0, lawful_monthly=0)  # fmt: skip
ABROAD = SAVED.model_copy(update={"key": "account/abroad", "country": "OUT"})
DEPOSIT = PlantedTransfer(key="transfer/deposit", day=-40, origin="account/clerk", destination="account/saved",
                          amount_minor=580_007, purpose="loan")  # fmt: skip
DRAIN = PlantedTransfer(key="transfer/drain", day=25, origin="account/saved", destination="account/abroad",
                        amount_minor=20_000, purpose="loan", every_days=5, only_own=True)  # fmt: skip


def with_payments(*transfers: PlantedTransfer, **organisation: object) -> FrozenScenario:
    """The small scenario with two quiet accounts, payments between them, and the first organisation changed."""
    crime = FROZEN.scenario.crime
    first = crime.organisations[0].model_copy(update=organisation)
    changed = {
        "accounts": (*crime.accounts, SAVED, ABROAD),
        "transfers": (*crime.transfers, *transfers),
        "organisations": (first, *crime.organisations[1:]),
    }
    return with_crime(FROZEN, crime.model_copy(update=changed))


def lies(drive: Drive, account: str) -> int:
    return drive.network.money.accounts[account].balance


def paid(drive: Drive) -> list[tuple[int, int]]:
    """Day and amount of what the drained account paid, as its bank has it."""
    rows = questions.bank_records(drive.network, "account/saved", 0, drive.now, drive.now)
    return [(row.time // DAY, int(row.fact("amount_minor") or 0)) for row in rows if row.time >= 0]


def test_a_timetable_can_be_checked_by_hand() -> None:
    drive = Drive(with_payments(DEPOSIT, DRAIN))
    for day, left in ((24, 580_007), (25.5, 560_007), (70.5, 380_007), (91, 300_007), (165.5, 7), (170.5, 0)):
        drive.to(day)
        assert lies(drive, "account/saved") == left
        assert lies(drive, "account/saved") + lies(drive, "account/abroad") == 580_007
        assert metrics.ledger(drive.network).balanced
    assert paid(drive.to(300)) == [*((25 + 5 * turn, 20_000) for turn in range(29)), (170, 7)]
    assert lies(drive, "account/abroad") == 580_007


def test_a_timetable_ends_on_its_last_day() -> None:
    drive = Drive(with_payments(DEPOSIT, DRAIN.model_copy(update={"until_day": 35}))).to(200)
    assert paid(drive) == [(25, 20_000), (30, 20_000), (35, 20_000)]


def test_what_is_held_pays_nothing_and_goes_on_when_it_is_free() -> None:
    drive = Drive(with_payments(DEPOSIT, DRAIN)).to(31)
    assert authorities.freeze(drive.network, "account/saved", drive.now) == 540_007
    drive.to(52)
    assert lies(drive, "account/saved") == 540_007
    authorities.lift(drive.network, "account/saved", drive.now)
    drive.to(56)
    assert paid(drive) == [(25, 20_000), (30, 20_000), (55, 20_000)]


def test_what_comes_in_on_a_held_account_stays_there() -> None:
    drive = Drive(with_payments(DEPOSIT, DRAIN)).to(20)
    authorities.freeze(drive.network, "account/abroad", drive.now)
    drive.to(41)
    assert metrics.ledger(drive.network).money.amount("frozen") == 80_000
    assert len([each for each in drive.named("MoneyFrozen") if ("by", "inflow") in each.facts]) == 4


def test_only_own_brings_nothing_from_outside() -> None:
    outside = [
        metrics.ledger(Drive(with_payments(DRAIN.model_copy(update={"only_own": own}))).to(60).network)
        .money.amount("outside")
        for own in (True, False)
    ]  # fmt: skip
    assert outside[1] - outside[0] == 7 * 20_000


def test_what_is_on_its_way_through_an_account_is_not_paid_by_its_timetable() -> None:
    greedy = DRAIN.model_copy(update={"origin": "account/shell", "day": -60, "every_days": 1, "amount_minor": 10**12})
    drive = Drive(with_payments(greedy))
    seen = 0
    for day in range(-59, 60):
        drive.to(day + 10.2 / 24)
        account = drive.network.money.accounts["account/shell"]
        waiting = sum(
            part.amount
            for batch in drive.network.money.batches.values()
            for part in batch.parts
            if part.account == account.key
        )
        if account.frozen:
            continue
        seen += waiting > 0
        assert account.balance <= waiting
    assert seen
    assert metrics.ledger(drive.network).balanced


PUT_BY = BankAccount(key="account/put_by", country="FIN", holder="company/shell", owner="cast/keeper", laundering=True,
                     opened_day=-300, monitoring=0.0, lawful_monthly=0)  # fmt: skip


def with_savings(*transfers: PlantedTransfer) -> FrozenScenario:
    """The small scenario in which the first organisation has put by nine tenths of a million."""
    frozen = with_payments(*transfers, reserve="account/put_by", reserve_minor=90_000_000)
    crime = frozen.scenario.crime
    return with_crime(frozen, crime.model_copy(update={"accounts": (*crime.accounts, PUT_BY)}))


OUT = DRAIN.model_copy(update={"origin": "account/put_by", "amount_minor": 3_000_000, "day": 20, "every_days": 6})


def test_what_is_put_by_lies_apart_and_nothing_goes_through_it() -> None:
    drive = Drive(with_savings())
    treasury = drive.network.membership.organisations["north"].treasury
    for day in (-100, 0, 100, 300):
        assert lies(drive.to(day), "account/put_by") == 90_000_000
        assert metrics.ledger(drive.network).balanced
    assert "account/put_by" not in treasury.channels
    assert treasury.reserve != "account/put_by"
    assert not drive.network.money.accounts[treasury.reserve].is_story
    rows = questions.bank_records(drive.network, "account/put_by", -120 * DAY, drive.now, drive.now)
    assert [row.kind for row in rows] == ["account_opened"]


def test_what_is_put_by_goes_by_timetable_and_nothing_fills_it_up() -> None:
    drive = Drive(with_savings(OUT))
    for day, left in ((19, 90_000_000), (45, 75_000_000), (89, 54_000_000), (111, 42_000_000), (195, 0), (300, 0)):
        assert lies(drive.to(day), "account/put_by") == left
    assert lies(drive, "account/abroad") == 90_000_000


def test_it_leaves_when_another_account_is_found_to_be_held_and_not_before() -> None:
    drive = Drive(with_savings()).to(20)
    authorities.warn(drive.network, "north", drive.now, "test")
    elsewhere = next(
        key
        for key in drive.network.membership.organisations["north"].treasury.channels
        if drive.network.money.accounts[key].country != "FIN"
    )
    authorities.freeze(drive.network, elsewhere, drive.now)
    assert lies(drive.to(30), "account/put_by") == 90_000_000
    assert drive.network.money.accounts[elsewhere].noticed
    authorities.freeze(drive.network, "account/shell", drive.now)
    assert lies(drive.to(30.9), "account/put_by") == 90_000_000
    assert lies(drive.to(36), "account/put_by") == 0
    (moved,) = [each for each in drive.named("AssetsMoved") if "held/account/shell/1" in str(dict(each.facts)["cause"])]
    assert dict(moved.facts)["amount_minor"] == 90_000_000
    assert metrics.ledger(drive.network).balanced


def test_a_hold_on_it_is_noticed_and_stands_against_a_warning() -> None:
    drive = Drive(with_savings(OUT)).to(46)
    network = drive.network
    assert authorities.freeze(network, "account/put_by", drive.now) == 75_000_000
    drive.to(50)
    assert network.money.accounts["account/put_by"].noticed
    assert network.membership.organisations["north"].dark_until > drive.now
    authorities.warn(network, "north", drive.now, "test")
    assert lies(drive.to(100), "account/put_by") == 75_000_000
    assert metrics.ledger(network).money.amount("frozen") == 75_000_000
    authorities.lift(network, "account/put_by", drive.now)
    assert lies(drive.to(110), "account/put_by") == 0
    assert metrics.ledger(network).balanced


def test_through_an_account_of_the_story_alone_nothing_goes_but_the_story() -> None:
    crime = FROZEN.scenario.crime
    accounts = tuple(
        each.model_copy(update={"story_only": True}) if each.key == "account/shell" else each for each in crime.accounts
    )
    drive = Drive(with_crime(FROZEN, crime.model_copy(update={"accounts": accounts})))
    treasury = drive.network.membership.organisations["north"].treasury
    assert "account/shell" not in treasury.channels
    assert treasury.reserve != "account/shell"
    drive.to(300)
    kept = [row for row in drive.network.traces._rows.values() if row[1] == "transfer" and "account/shell" in row[6]]
    assert [row[0] for row in kept] == ["transfer/gift"]
    authorities.freeze(drive.network, "account/shell", drive.now)
    assert drive.to(304).network.money.accounts["account/shell"].noticed
    assert metrics.ledger(drive.network).balanced
