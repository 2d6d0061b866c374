"""Statements of accounts: lawful and criminal payments, the same in both parties' papers."""

from simulation.kernel.agenda import DAY
from simulation.kernel.traces import TraceKind
from simulation.network import authorities, metrics, questions
from tests.builders.scenarios import small_frozen
from tests.network.world_driver import Drive

FROZEN = small_frozen()


def test_a_lawful_payment_shows_in_both_statements() -> None:
    network = Drive(FROZEN).to(100).network
    end = 100 * DAY
    payments = network.money.lawful_transfers("account/clerk", -60 * DAY, end)
    assert len(payments) > 10
    for payment in payments:
        (other,) = [account for account in payment.subjects if account != "account/clerk"]
        assert payment in network.money.lawful_transfers(other, payment.time, payment.time)


def test_it_does_not_matter_who_asks_first() -> None:
    one, other = Drive(FROZEN).to(10).network, Drive(FROZEN).to(10).network
    keys = sorted(one.money.accounts)
    forwards = [one.money.lawful_transfers(key, -60 * DAY, 0) for key in keys]
    backwards = [other.money.lawful_transfers(key, -60 * DAY, 0) for key in reversed(keys)]
    assert forwards == list(reversed(backwards))
    halves = Drive(FROZEN).to(10).network
    early, late = (
        halves.money.lawful_transfers("account/clerk", -60 * DAY, -31 * DAY - 7),
        halves.money.lawful_transfers("account/clerk", -31 * DAY - 6, 0),
    )
    assert early + late == one.money.lawful_transfers("account/clerk", -60 * DAY, 0)


def test_criminal_payments_show_at_both_banks_by_their_own_name() -> None:
    network = Drive(FROZEN).to(200).network
    now = 200 * DAY
    payment = network.traces.get("transfer/gift")
    assert payment is not None
    for account in payment.subjects:
        (found,) = [
            row for row in questions.bank_records(network, account, -16 * DAY, -14 * DAY, now) if row.key == payment.key
        ]
        assert found.custodian == network.money.accounts[account].bank
        assert found.country == network.money.accounts[account].country
        assert found.fact("amount_minor") == 1_200_000


def test_a_statement_is_in_order_and_says_when_the_account_was_opened() -> None:
    network = Drive(FROZEN).to(200).network
    rows = questions.bank_records(network, "account/shell", -100 * DAY, 200 * DAY, 200 * DAY)
    assert [row.time for row in rows] == sorted(row.time for row in rows)
    assert rows[0].kind is TraceKind.ACCOUNT_OPENED
    assert rows[0].subjects == ("account/shell", "company/shell", "cast/keeper")


def test_a_list_of_payments_is_the_statement_without_its_balances() -> None:
    network = Drive(FROZEN).to(200).network
    asked = (network, "account/shell", -100 * DAY, 200 * DAY, 200 * DAY)
    shown = [row for row in questions.bank_records(*asked) if row.kind is TraceKind.TRANSFER]
    listed = questions.bank_payments(*asked)
    assert listed
    assert list(listed) == [row._replace(facts=row.facts[:-1]) for row in shown]
    assert {row.facts[-1][0] for row in shown} == {"balance_minor"}


def test_most_counterparties_are_uninvolved() -> None:
    network = Drive(FROZEN).to(200).network
    involved = uninvolved = 0
    for account in sorted(network.money.accounts):
        for payment in network.money.lawful_transfers(account, 0, 90 * DAY):
            (other,) = [party for party in payment.subjects if party != account]
            if questions.organisation_of(network, other) is None:
                uninvolved += 1
            else:
                involved += 1
    assert uninvolved > 4 * involved


def test_banks_forget_and_orders_keep() -> None:
    drive = Drive(FROZEN).to(0)
    network = drive.network
    kept = FROZEN.scenario.country("FIN").retention.bank * DAY
    late = 30 * DAY + kept
    rows = questions.bank_records(network, "account/shell", -60 * DAY, 30 * DAY, 30 * DAY)
    assert len(questions.bank_records(network, "account/shell", -60 * DAY, 30 * DAY, late)) < len(rows)
    network.traces.preserve("account/shell", (TraceKind.TRANSFER,), until=late + DAY, now=30 * DAY)
    assert questions.bank_records(network, "account/shell", -60 * DAY, 30 * DAY, late) == rows


def test_nothing_passes_a_frozen_account() -> None:
    network = Drive(FROZEN).to(10).network
    authorities.freeze(network, "account/clerk", 10 * DAY)
    assert network.money.lawful_transfers("account/clerk", 10 * DAY, 200 * DAY) == ()
    authorities.lift(network, "account/clerk", 100 * DAY)
    rows = network.money.lawful_transfers("account/clerk", 10 * DAY, 200 * DAY)
    assert rows
    assert all(row.time >= 100 * DAY for row in rows)


def test_an_unknown_account_has_no_records() -> None:
    network = Drive(FROZEN).network
    assert questions.bank_records(network, "account/nobody", -60 * DAY, 0, 0) == ()


def test_accounts_of_the_story_show_as_much_lawful_business_as_the_scenario_says() -> None:
    network = Drive(FROZEN).network
    months = 24
    for account, monthly in (("account/clerk", 9), ("account/shell", 8)):
        rows = network.money.lawful_transfers(account, 0, months * 30 * DAY)
        assert 0.8 * monthly * months < len(rows) < 1.2 * monthly * months


def test_the_treasury_lies_in_the_financial_centre() -> None:
    network = Drive(FROZEN).to(0).network
    assert network.membership.organisations["north"].treasury.reserve == "account/shell"
    assert network.money.accounts["account/shell"].balance > 0
    assert network.money.accounts[network.membership.organisations["south"].treasury.reserve].country == "FIN"


def test_some_pairs_have_a_standing_order() -> None:
    network = Drive(FROZEN).to(10).network
    by_pair: dict[tuple[str, ...], list[tuple[int, int, str]]] = {}
    for account in sorted(network.money.accounts):
        for payment in network.money.lawful_transfers(account, 0, 360 * DAY - 1):
            if account == min(payment.subjects) and payment.key.endswith("/0"):
                said = (payment.time % (30 * DAY), int(payment.fact("amount_minor") or 0), payment.subjects[0])
                by_pair.setdefault(tuple(sorted(payment.subjects)), []).append(said)
    often = {pair: said for pair, said in by_pair.items() if len(said) >= 10}
    standing = [pair for pair, said in often.items() if len(set(said)) == 1]
    assert len(often) > 100
    assert 0.25 < len(standing) / len(often) < 0.45


def test_lawful_money_is_outside_the_ledger() -> None:
    one, other = Drive(FROZEN).to(100).network, Drive(FROZEN).to(100).network
    for account in sorted(one.money.accounts):
        one.money.lawful_transfers(account, -100 * DAY, 100 * DAY)
    assert metrics.ledger(one) == metrics.ledger(other)
    assert one.activity.firings == other.activity.firings
