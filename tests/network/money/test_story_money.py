"""A reserve of the story and payments by timetable: to the minor unit, and nothing made or lost on the way."""

import pytest

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


RESERVE = {"reserve": "account/shell", "reserve_minor": 150_000_000}


def test_a_reserve_lies_where_the_story_says_from_the_start_of_history() -> None:
    other = "account/front/cast/keeper/away"
    assert Drive(FROZEN).to(-119).network.membership.organisations["north"].treasury.reserve == "account/shell"
    crime = FROZEN.scenario.crime
    plain = Drive(with_payments(reserve=None)).to(-119)
    assert other in plain.network.money.accounts
    moved = SAVED.model_copy(
        update={"key": "account/second", "holder": "company/shell", "owner": "cast/keeper", "laundering": True}
    )
    accounts = (*crime.accounts, moved)
    first = crime.organisations[0].model_copy(update={"reserve": "account/second"})
    world = with_crime(
        FROZEN, crime.model_copy(update={"accounts": accounts, "organisations": (first, *crime.organisations[1:])})
    )
    drive = Drive(world).to(-119)
    assert drive.network.membership.organisations["north"].treasury.reserve == "account/second"
    assert lies(drive, "account/second") > 0 == lies(drive, "account/shell")


@pytest.mark.parametrize("amount", [20_000_000, 150_000_000, 600_000_000])
def test_a_reserve_has_its_amount_on_the_eve_of_the_start(amount: int) -> None:
    drive = Drive(with_payments(reserve="account/shell", reserve_minor=amount)).to(-1.5 / DAY)
    network = drive.network
    assert network.money.at_rest(network.money.accounts["account/shell"]) == amount
    assert metrics.ledger(network).balanced
    rows = questions.bank_records(network, "account/shell", -2 * DAY, -1, -1)
    assert [row.key for row in rows if row.time == -1] == ["north/settled"]


def test_owners_leave_the_reserve_and_do_not_fill_up_what_goes_by_timetable() -> None:
    drain = DRAIN.model_copy(update={"origin": "account/shell", "amount_minor": 10_000_000, "day": 20, "every_days": 6})
    drive = Drive(with_payments(drain, **RESERVE))
    account = drive.to(0).network.money.accounts["account/shell"]
    for day in range(1, 80):
        drive.to(day)
        homecomings = [
            each for each in drive.happened if each.code == "MoneyLaundered" and "account/shell" in each.subjects
        ]
        gone = lies(drive, "account/abroad")
        if homecomings and homecomings[-1].time >= (day - 1) * DAY:
            assert account.balance <= 150_000_000 - gone + drive.network.crime.laundering.tranche_minor
        drive.happened.clear()
    assert lies(drive, "account/abroad") == 100_000_000
    assert drive.network.membership.organisations["north"].treasury.paid_on == 100_000_000
    assert metrics.ledger(drive.network).balanced
