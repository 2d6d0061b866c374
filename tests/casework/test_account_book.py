"""The book of an account over the papers of a file: each payment once, and what it could have come from."""

from hypothesis import given
from hypothesis import strategies as st

from simulation.casework.file.account_book import book, could_be, everyday_below
from simulation.casework.file.money_trail import accounts_held, follow, payments, trace_back
from simulation.kernel.traces import TraceKind
from simulation.scenario.schema.play import DocumentKind
from tests.casework.builders import (
    DAY,
    LEAD,
    OWN_ACCOUNT,
    OWNER,
    QUAY_ACCOUNT,
    TRADING_ACCOUNT,
    a_paper,
    a_trace,
    knowledge,
    transfer,
)

ACCOUNTS = (QUAY_ACCOUNT, TRADING_ACCOUNT, OWN_ACCOUNT)
PAYMENTS = st.builds(
    transfer, st.sampled_from(ACCOUNTS), st.sampled_from(ACCOUNTS), st.integers(0, 30), st.integers(1, 900)
)


def test_a_payment_in_two_statements_is_one_line_with_its_own_banks_balance() -> None:
    paid = a_trace(TraceKind.TRANSFER, QUAY_ACCOUNT, TRADING_ACCOUNT, n=3, amount_minor=70, purpose="goods")
    booked = paid._replace(facts=(*paid.facts, ("balance_minor", 30)))
    there = paid._replace(facts=(*paid.facts, ("balance_minor", 990)))
    papers = (
        a_paper(DocumentKind.BANK_STATEMENT, TRADING_ACCOUNT, there, key="theirs"),
        a_paper(DocumentKind.BANK_STATEMENT, QUAY_ACCOUNT, booked, use=LEAD, key="own"),
    )
    (line,) = book(QUAY_ACCOUNT, papers)
    assert (line.amount_minor, line.balance_minor, line.other) == (-70, 30, TRADING_ACCOUNT)
    assert line.documents == ("theirs", "own")
    assert line.is_evidence
    (line,) = book(TRADING_ACCOUNT, papers)
    assert (line.amount_minor, line.balance_minor) == (70, 990)
    (line,) = book(TRADING_ACCOUNT, papers[1:])
    assert line.balance_minor is None


def test_a_witness_who_names_no_sum_adds_no_payment() -> None:
    said = knowledge(OWNER, QUAY_ACCOUNT, TRADING_ACCOUNT, asserts="paid", n=1)
    paid = transfer(QUAY_ACCOUNT, TRADING_ACCOUNT, n=3)
    papers = (
        a_paper(DocumentKind.INTERVIEW, OWNER, said, key="said"),
        a_paper(DocumentKind.BANK_STATEMENT, QUAY_ACCOUNT, paid, key="own"),
    )
    assert [line.documents for line in book(QUAY_ACCOUNT, papers)] == [("own",)]
    (payment,) = payments(papers)[QUAY_ACCOUNT][TRADING_ACCOUNT]
    assert payment.documents == ("own",)


@given(st.lists(PAYMENTS, min_size=1, unique_by=lambda each: each.key))
def test_what_a_payment_could_have_come_from_came_before_it_and_is_no_more_than_needed(found: list) -> None:  # type: ignore[type-arg]
    lines = book(QUAY_ACCOUNT, [a_paper(DocumentKind.BANK_STATEMENT, QUAY_ACCOUNT, *found)])
    for place, line in enumerate(lines):
        could = could_be(lines, place)
        out = line.amount_minor < 0
        assert all((lines[each].amount_minor > 0) is out for each in could)
        assert all(each < place if out else each > place for each in could)
        sums = sorted(abs(lines[each].amount_minor) for each in could)
        last = abs(lines[could[0] if out else could[-1]].amount_minor) if could else 0
        assert sum(sums) - last < abs(line.amount_minor)
    assert everyday_below(lines) * 20 <= max((abs(each.amount_minor) for each in lines), default=0)


@given(st.lists(PAYMENTS, unique_by=lambda each: each.key))
def test_the_first_step_back_is_who_paid_and_never_after_the_money_left(found: list) -> None:  # type: ignore[type-arg]
    papers = [a_paper(DocumentKind.BANK_STATEMENT, each, *found) for each in ACCOUNTS]
    paid, held = payments(papers), accounts_held(papers)
    steps = trace_back(QUAY_ACCOUNT, paid, held, hops=3)
    payers = {a for a, to in paid.items() if QUAY_ACCOUNT in to}
    assert {step.a for step in steps if step.hop == 1} == payers
    for step in steps:
        assert step.came is None or all(each.at <= step.came for each in step.payments)
        assert list(step.payments) == sorted(step.payments, key=lambda each: each.at)
    assert {(s.a, s.b) for s in follow(QUAY_ACCOUNT, paid, held, hops=1)} == {
        (QUAY_ACCOUNT, b) for b in paid.get(QUAY_ACCOUNT, {})
    }
    assert all(each.at % DAY == 0 for step in steps for each in step.payments)
