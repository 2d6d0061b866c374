"""The book of an account as the papers of a file show it: every payment once, and what it could have come from.

Only papers are read. That two payments are the same money is an inference that whoever reads it has to make; here it is
only said which sums came in last before a sum went out (an assumption of the reading, no rule of law).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from simulation.casework.documents.document import CellKind, Document
from simulation.casework.file.money_trail import is_dated_payment

EVERYDAY = 20
"""A payment is everyday below one of so many parts of the largest in the book (assumption)."""


@dataclass(frozen=True, slots=True)
class BookLine:
    """A payment from or to an account.

    Attributes:
        at: When, in seconds since the scenario's start.
        trace: What tells it from other payments of that moment.
        other: Key of who paid or was paid.
        amount_minor: What came in, minor units; below 0 what went out.
        purpose: Code of the reference, "" where no paper prints one.
        balance_minor: What lay on the account after it, None where no paper of its bank says so.
        documents: Keys of the papers that show it.
        is_evidence: Whether one of them stands.
    """

    at: int
    trace: str
    other: str
    amount_minor: int
    purpose: str
    balance_minor: int | None
    documents: tuple[str, ...]
    is_evidence: bool


def book(account: str, documents: Iterable[Document], same: Mapping[str, str] | None = None) -> tuple[BookLine, ...]:
    """All payments of an account that papers show with their sum, in order of time.

    Args:
        account: Key that stands for the account.
        documents: Papers in order of receipt.
        same: Entities that the team says are another one: key to the key that stands for both.
    """
    one = same or {}
    found: dict[tuple[int, str], BookLine] = {}
    for document in documents:
        places = {name: place for place, name in enumerate(document.columns)}
        rows = {row.trace: row.cells for row in document.rows}
        is_own = one.get(document.about, document.about) == account
        for said in document.assertions:
            if not is_dated_payment(said) or not said.traces or said.at is None:
                continue
            payer, payee = one.get(said.subject, said.subject), one.get(said.object, said.object)
            if account not in {payer, payee} or payer == payee:
                continue
            cells = rows.get(said.traces[0], ())
            purpose = str(cells[places["purpose"]].value) if cells and "purpose" in places else ""
            balance = cells[places["balance"]] if cells and is_own and "balance" in places else None
            known = found.get((said.at, said.traces[0]))
            found[said.at, said.traces[0]] = BookLine(
                at=said.at,
                trace=said.traces[0],
                other=payee if payer == account else payer,
                amount_minor=-said.amount_minor if payer == account else said.amount_minor,
                purpose=purpose or (known.purpose if known else ""),
                balance_minor=int(balance.value)
                if balance is not None and balance.kind is CellKind.AMOUNT
                else (known.balance_minor if known else None),
                documents=tuple(dict.fromkeys((*(known.documents if known else ()), document.key))),
                is_evidence=document.use.stands or (known.is_evidence if known else False),
            )
    return tuple(line for _key, line in sorted(found.items()))


def everyday_below(lines: Iterable[BookLine]) -> int:
    """The sum below which payments of a book are everyday, in minor units."""
    return max((abs(line.amount_minor) for line in lines), default=0) // EVERYDAY


def could_be(lines: tuple[BookLine, ...], place: int, least_minor: int = 0) -> tuple[int, ...]:
    """Places of the payments that one could have come from, or gone on to where it came in.

    For a sum that went out, the sums that came in last before it, back until they make it up; for one that came in, the
    sums that went out next, on until they make it up.

    Args:
        lines: The book.
        place: Place of the payment in it.
        least_minor: Payments below this are passed over.
    """
    chosen = lines[place]
    goes_out = chosen.amount_minor < 0
    left, found = abs(chosen.amount_minor), []
    for each in range(place - 1, -1, -1) if goes_out else range(place + 1, len(lines)):
        amount = lines[each].amount_minor
        if left <= 0:
            break
        if (amount > 0) is goes_out and abs(amount) >= least_minor:
            found.append(each)
            left -= abs(amount)
    return tuple(sorted(found))
