"""Following the money: in direction of payment and time, each transfer once, every purse once."""

from simulation.casework.documents.document import Assertion, AssertionKind, Document
from simulation.casework.file.money_trail import MoneyStep, accounts_held, follow, payments
from tests.casework.builders import (
    DAY,
    LEAD,
    NOMINEE,
    OWN_ACCOUNT,
    OWNER,
    QUAY,
    QUAY_ACCOUNT,
    TRADING,
    TRADING_ACCOUNT,
    a_note,
    says,
)


def paid(a: str, b: str, day: int, amount_minor: int) -> Assertion:
    """One transfer as a statement shows it."""
    return Assertion(AssertionKind.PAID, a, b, day * DAY, amount_minor, (f"transfer/{a}/{b}/{day}",))


def from_(start: str, *papers: Document, hops: int = 4, least_minor: int = 0) -> list[tuple[int, str, str, int]]:
    """Each step as hop, ends and amount."""
    return [
        (each.hop, each.a, each.b, each.amount_minor)
        for each in steps(start, *papers, hops=hops, least_minor=least_minor)
    ]


def steps(start: str, *papers: Document, hops: int = 4, least_minor: int = 0) -> tuple[MoneyStep, ...]:
    return follow(start, payments(papers), accounts_held(papers), hops=hops, least_minor=least_minor)


IN = paid(QUAY_ACCOUNT, TRADING_ACCOUNT, 10, 900)
EARLIER = paid(TRADING_ACCOUNT, OWN_ACCOUNT, 9, 500)
LATER = paid(TRADING_ACCOUNT, OWN_ACCOUNT, 13, 300)
AND_ON = paid(OWN_ACCOUNT, NOMINEE, 20, 200)
BACK = paid(OWN_ACCOUNT, QUAY_ACCOUNT, 21, 50)


def test_only_what_was_paid_after_money_had_come_is_a_step() -> None:
    paper = a_note((IN, EARLIER, LATER, AND_ON, BACK))
    assert from_(QUAY_ACCOUNT, paper) == [
        (1, QUAY_ACCOUNT, TRADING_ACCOUNT, 900),
        (2, TRADING_ACCOUNT, OWN_ACCOUNT, 300),
        (3, OWN_ACCOUNT, NOMINEE, 200),
        (3, OWN_ACCOUNT, QUAY_ACCOUNT, 50),
    ]
    assert [(each.came, each.is_followed) for each in steps(QUAY_ACCOUNT, paper)] == [
        (None, True), (10 * DAY, True), (13 * DAY, True), (13 * DAY, False),
    ]  # fmt: skip
    assert [step[0] for step in from_(QUAY_ACCOUNT, paper, hops=2)] == [1, 2]
    assert [step[3] for step in from_(QUAY_ACCOUNT, paper, least_minor=250)] == [900, 300]
    assert from_(NOMINEE, paper) == []


def test_a_transfer_that_two_papers_print_is_one_and_evidence_when_one_of_them_stands() -> None:
    (step,) = steps(QUAY_ACCOUNT, a_note((IN,), key="lead", use=LEAD), a_note((IN,), key="proof"))
    assert (step.amount_minor, step.documents, step.is_evidence) == (900, ("lead", "proof"), True)
    (step,) = steps(
        QUAY_ACCOUNT, a_note((IN, paid(QUAY_ACCOUNT, TRADING_ACCOUNT, 11, 1)), use=LEAD), a_note((IN,), key="n")
    )
    assert (step.amount_minor, len(step.payments), step.is_evidence) == (901, 2, False)


def test_whoever_holds_an_account_pays_from_it() -> None:
    papers = (
        a_note((IN, LATER)),
        a_note(
            (*says("holds", QUAY, QUAY_ACCOUNT), *says("owns", OWNER, TRADING_ACCOUNT), paid(QUAY, OWNER, 1, 7)),
            key="n",
        ),
    )
    assert from_(QUAY, *papers) == [
        (1, QUAY_ACCOUNT, TRADING_ACCOUNT, 900),
        (1, QUAY, OWNER, 7),
        (2, TRADING_ACCOUNT, OWN_ACCOUNT, 300),
    ]
    assert [each.is_followed for each in steps(QUAY, *papers)] == [False, True, True]
    assert from_(TRADING, *papers) == []


def test_those_that_are_one_have_one_purse() -> None:
    same = {TRADING_ACCOUNT: OWN_ACCOUNT}
    paper = a_note((IN, LATER, AND_ON))
    found = follow(QUAY_ACCOUNT, payments((paper,), same), accounts_held((paper,), same), hops=4)
    assert [(step.a, step.b) for step in found] == [(QUAY_ACCOUNT, OWN_ACCOUNT), (OWN_ACCOUNT, NOMINEE)]
