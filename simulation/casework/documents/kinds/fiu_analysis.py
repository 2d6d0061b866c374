"""What a financial intelligence unit puts together from banks at home: accounts, who pays whom, what was reported.

A unit may ask the reporting entities of its country for more than they reported (FATF recommendation 29 and its
interpretive note), and none elsewhere: for what lies behind an account abroad it asks the unit there.
"""

from __future__ import annotations

from collections.abc import Iterable

from simulation.casework.documents.record import BEFORE_EVERYTHING, Custodians
from simulation.kernel.entities import EntityKind
from simulation.kernel.traces import Trace, TraceKind

OWN_PAYMENTS = 12
"""Payments listed for the accounts that the analysis starts from, the largest first (assumption)."""

RELATED_ACCOUNTS = 5
"""Accounts at home beyond these that it looks into: by what went between them, the fullest first (assumption)."""

RELATED_PAYMENTS = 5
"""Payments listed for each of these, the largest first (assumption)."""


def analysis(custodians: Custodians, target: str, country: str, start: int, end: int) -> tuple[Trace, ...]:
    """What banks of a country hold on a target's accounts there and, one hop on, on the accounts that these deal with.

    Args:
        custodians: What is held.
        target: Key of an account, a company or a person.
        country: Code of the country whose unit asks.
        start: First second of the payments and reports.
        end: Last second of everything.

    Returns:
        Records, each once: openings, the largest payments, reports of banks. Nothing where no account is at home.
    """
    own = _accounts(custodians, target, country)
    paid = {account: custodians.bank_payments(account, start, end) for account in own}
    largest = _largest((each for found in paid.values() for each in found), OWN_PAYMENTS)
    moved: dict[str, int] = {}
    for payment in largest:
        for account in payment.subjects[:2]:
            if account not in paid and custodians.is_account_in(account, country):
                moved[account] = moved.get(account, 0) + _amount(payment)
    related = sorted(moved, key=lambda account: (-moved[account], account))[:RELATED_ACCOUNTS]
    found = list(largest)
    for account in related:
        found += _largest(custodians.bank_payments(account, start, end), RELATED_PAYMENTS)
    for account in (*own, *related):
        found += custodians.about(account, (TraceKind.ACCOUNT_OPENED,), "", BEFORE_EVERYTHING, end)
        found += custodians.about(account, (TraceKind.SUSPICIOUS_REPORT,), "", start, end)
    return tuple({each.key: each for each in found}.values())


def _accounts(custodians: Custodians, target: str, country: str) -> tuple[str, ...]:
    """The accounts at home from which an analysis starts: one, with others in its holder's name, or a holder's."""
    is_account = custodians.entity(target).kind is EntityKind.ACCOUNT
    holder = custodians.holder_of(target) if is_account else target
    held = custodians.accounts_of(holder) if holder is not None else ()
    own = dict.fromkeys((target, *held) if is_account else held)
    return tuple(account for account in own if custodians.is_account_in(account, country))


def _largest(payments: Iterable[Trace], most: int) -> list[Trace]:
    once = {each.key: each for each in payments}
    return sorted(once.values(), key=lambda each: (-_amount(each), each.time, each.key))[:most]


def _amount(payment: Trace) -> int:
    return int(payment.fact("amount_minor") or 0)
