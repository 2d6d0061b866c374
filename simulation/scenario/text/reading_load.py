"""How much there is to read: words of texts, and an estimate for papers that are rendered later."""

from __future__ import annotations

import re

from simulation.scenario.schema.play import DocumentKind, OpeningDocument
from simulation.scenario.schema.scenario import Scenario

WORDS_OF_A_ROW = 12
"""Words of one line of a paper (assumption; rendered counts replace it where they are given)."""

WORDS_OF_A_HEADING = 30
"""Words of a paper's head: custodian, date, what it is about (assumption)."""

ROWS_OF_A_LEG = 3
"""Lines that one leg of a load leaves in a port log: in, moved, out (assumption)."""

_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")


def words_in(text: str) -> int:
    """Words of a text; Markdown's signs count nothing."""
    return len(_WORD.findall(text))


def words_of_document(scenario: Scenario, document: OpeningDocument) -> int:
    """Estimated words of an opening paper, from what the planted history says about its target and period."""
    crime, target = scenario.crime, document.target
    match document.kind:
        case DocumentKind.INTERVIEW:
            said = [k for k in crime.knowledge if k.person == target]
            return WORDS_OF_A_HEADING + sum(words_in(scenario.text(f"statement.{k.key}")) for k in said)
        case DocumentKind.CALL_RECORDS:
            rows = sum(
                _share(calls.count, calls.first_day, calls.last_day, document)
                for calls in crime.calls
                if target in {_phone(calls.caller), _phone(calls.called)}
            )
        case DocumentKind.BANK_STATEMENT:
            account = next(account for account in crime.accounts if account.key == target)
            months = (document.to_day - document.from_day) / 30
            rows = _transfers(scenario, document) + int(account.lawful_monthly * months)
        case DocumentKind.SUSPICIOUS_REPORT:
            rows = _transfers(scenario, document) + 1
        case DocumentKind.PORT_LOG:
            rows = sum(ROWS_OF_A_LEG * len(load.corridors) for load in crime.consignments if load.container == target)
        case _:
            rows = 4
    return WORDS_OF_A_HEADING + WORDS_OF_A_ROW * rows


def _phone(person: str) -> str:
    return f"phone/{person.partition('/')[2]}"


def _share(count: int, first: int, last: int, document: OpeningDocument) -> int:
    """So many of the calls as fall into the paper's period, rounded up."""
    days = min(last, document.to_day) - max(first, document.from_day) + 1
    return -(-count * max(0, days) // (last - first + 1))


def _transfers(scenario: Scenario, document: OpeningDocument) -> int:
    return sum(
        document.target in {transfer.origin, transfer.destination}
        and document.from_day <= transfer.day <= document.to_day
        for transfer in scenario.crime.transfers
    )
