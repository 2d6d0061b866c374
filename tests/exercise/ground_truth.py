"""Whether papers say what happened: every row against the world, and what lay with the custodian against the rows.

Written against the store of traces and the payments of accounts, not against what collects papers.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulation.casework.documents.document import CellKind, Document, Row
from simulation.exercise.engine import Exercise
from simulation.kernel.agenda import DAY
from simulation.kernel.traces import BY_TIME, Trace, TraceKind
from simulation.network.connections import LOGIN
from simulation.network.money.opening_balance import balance_before
from simulation.scenario.schema.play import DocumentKind

OWN_RECORDS: dict[DocumentKind, tuple[TraceKind, ...]] = {
    DocumentKind.CALL_RECORDS: (TraceKind.CALL,),
    DocumentKind.PORT_LOG: (TraceKind.PORT_MOVEMENT, TraceKind.BORDER_CHECK),
    DocumentKind.TRAVEL_RECORD: (TraceKind.BORDER_ENTRY, TraceKind.LODGING),
    DocumentKind.MISSING_PERSON_REPORT: (TraceKind.MISSING_REPORT,),
    DocumentKind.ACCOUNT_FILE: (TraceKind.ACCOUNT_OPENED,),
    DocumentKind.SUBSCRIBER_RECORD: (TraceKind.SUBSCRIBER,),
    DocumentKind.COMPANY_EXTRACT: (TraceKind.COMPANY_REGISTERED,),
    DocumentKind.SEARCH_INVENTORY: (TraceKind.SEIZURE, TraceKind.CASH_FOUND),
    DocumentKind.SEIZED_FILES: (TraceKind.PORT_MOVEMENT,),
    DocumentKind.DEVICE_IMAGE: (TraceKind.CALL,),
    DocumentKind.FORENSIC_REPORT: (TraceKind.SEIZURE,),
    DocumentKind.CONNECTION_LOG: (TraceKind.CONNECTION,),
    DocumentKind.MANIFEST: (TraceKind.MANIFEST,),
    DocumentKind.VEHICLE_EXTRACT: (TraceKind.VEHICLE_REGISTERED,),
}
"""Papers that print all that their custodian has about somebody, and what that is."""


WHOLE = frozenset(
    {
        DocumentKind.ACCOUNT_FILE,
        DocumentKind.MISSING_PERSON_REPORT,
        DocumentKind.SUBSCRIBER_RECORD,
        DocumentKind.COMPANY_EXTRACT,
        DocumentKind.VEHICLE_EXTRACT,
    }
)
"""Papers that are whole, whatever the period."""


def papers(exercise: Exercise) -> Iterator[Document]:
    """Every paper of every team, once."""
    seen: set[str] = set()
    for country in exercise.state.countries.values():
        for filing in tuple(country.file.filed.values()):
            if filing.document.key not in seen:
                seen.add(filing.document.key)
                yield filing.document


def origin_of(exercise: Exercise, row: Row) -> Trace | None:
    """The event of the world, or the lawful payment, behind a row; None when it is invented."""
    network = exercise.state.network
    found = network.traces.get(row.trace)
    if found is not None:
        return found
    accounts = [key for key in row.entities if key in network.money.accounts]
    days = [cell.value for cell in row.cells if cell.kind in {CellKind.DATE, CellKind.TIME}]
    for account in accounts:
        for day in days:
            start = int(day) // DAY * DAY
            for trace in network.money.lawful_transfers(account, start, start + DAY - 1):
                is_login = row.trace == f"{trace.key}{LOGIN}" and trace.subjects[0] == account
                if row.trace == trace.key or is_login:
                    return trace
    return None


def untrue(exercise: Exercise) -> list[str]:
    """Rows that the world knows nothing of, or tells otherwise."""
    found = []
    for paper in papers(exercise):
        book = book_of(exercise, paper)
        for row in paper.rows:
            trace = origin_of(exercise, row)
            where = f"{paper.key}: {row.trace}"
            if trace is None:
                found.append(f"{where}: nothing of the kind happened")
                continue
            if trace.time > paper.dated:
                found.append(f"{where}: happened after the paper was issued")
            if not paper.form.is_spoken:
                found += [f"{where}: {wrong}" for wrong in differing(paper, row, trace, book)]
    return found


def book_of(exercise: Exercise, paper: Document) -> dict[str, int]:
    """What lay on a statement's account after each payment since its period began, by the payment's key.

    Reckoned backwards, from what lies there now and without the bank's records: less all that was paid later.
    """
    if paper.kind is not DocumentKind.BANK_STATEMENT:
        return {}
    account, now = paper.about, exercise.state.now
    network = exercise.state.network
    start, _end = paper.period or (0, 0)
    lawful = network.money.lawful_transfers(account, start, now)
    criminal = (
        Trace(*row)
        for row in network.traces._rows.values()
        if row[1] is TraceKind.TRANSFER and account in row[6] and start <= row[2]
    )
    lies = balance_before(network, account, now + 1, now)
    book = {}
    for paid in sorted((*criminal, *lawful), key=BY_TIME, reverse=True):
        book[paid.key] = lies
        lies -= paid.signed(account)
    return book


def differing(paper: Document, row: Row, trace: Trace, book: dict[str, int]) -> list[str]:
    """Numbers and days of a row that are not those of its trace, and a balance that is not the account's."""
    facts = {value for _name, value in trace.facts}
    found = []
    cells = list(row.cells)
    if paper.kind is DocumentKind.BANK_STATEMENT and trace.kind is TraceKind.TRANSFER:
        balance = cells.pop(paper.columns.index("balance"))
        if (balance.kind, balance.value) != (CellKind.AMOUNT, book.get(row.trace)):
            found.append(f"balance {balance.value}, there lay {book.get(row.trace)}")
    for cell in cells:
        if cell.kind in {CellKind.DATE, CellKind.TIME} and cell.value != trace.time:
            found.append(f"printed {cell.value}, happened {trace.time}")
        counted = cell.kind in {CellKind.AMOUNT, CellKind.GRAMS, CellKind.DURATION, CellKind.NUMBER}
        if counted and cell.value not in facts:
            found.append(f"{cell.kind} {cell.value} is none of {sorted(map(str, facts))}")
    return found


def left_out(exercise: Exercise) -> list[str]:
    """Records that were alive, in custody and asked for, and stand in no row of the paper."""
    found = []
    for paper in papers(exercise):
        printed = {row.trace for row in paper.rows}
        if paper.kind is DocumentKind.BANK_STATEMENT:
            wanted = payments(exercise, paper)
        else:
            wanted = kept(exercise, paper, OWN_RECORDS.get(paper.kind, ()))
        found += [f"{paper.key}: {trace}" for trace in wanted if trace not in printed]
    return found


def kept(exercise: Exercise, paper: Document, kinds: tuple[TraceKind, ...]) -> list[str]:
    """Keys of what custodians of the paper's country had about its target in its period, in the store's own rows."""
    start, end = paper.period or (0, 0)
    whole = paper.kind in WHOLE
    return [
        key
        for row in exercise.state.network.traces._rows.values()
        for key, kind, time, country, _custodian, expires, subjects, _facts in (row,)
        if kind in kinds
        and exercise.state.network.identities.bearer(paper.about) in subjects
        and country == paper.country
        and (whole or start <= time)
        and time <= end
        and time < paper.dated
        and (expires is None or paper.dated < expires)
    ]


def payments(exercise: Exercise, paper: Document) -> list[str]:
    """Keys of payments over an account that its bank had in a statement's period, criminal and lawful."""
    network = exercise.state.network
    account = network.money.accounts[paper.about]
    start, end = paper.period or (0, 0)
    first = max(start, paper.dated - network.terrain.countries[account.country].retention.bank * DAY + 1)
    last = min(end, paper.dated - 1)
    criminal = [
        row[0]
        for row in network.traces._rows.values()
        if row[1] is TraceKind.TRANSFER and paper.about in row[6] and first <= row[2] <= last
    ]
    return criminal + [trace.key for trace in network.money.lawful_transfers(paper.about, first, last)]


def one_sided(exercise: Exercise) -> tuple[int, list[str]]:
    """Payments between two accounts of which there are statements: how many are in both, and what differs.

    What left one account has to have come into the other, the same amount on the same day.
    """
    statements = [paper for paper in papers(exercise) if paper.kind is DocumentKind.BANK_STATEMENT]
    sides: dict[str, dict[str, tuple[int, int, int]]] = {}
    for paper in statements:
        for row in paper.rows:
            if row.section == "":
                out, into = (int(cell.value or 0) for cell in row.cells[4:6])
                sides.setdefault(row.trace, {})[paper.about] = (int(row.cells[0].value), out, into)
    both, wrong = 0, []
    for trace, seen in sides.items():
        if len(seen) < 2:
            continue
        (day, out, into), (other_day, other_out, other_in) = seen.values()
        both += 1
        if (day, out, into) != (other_day, other_in, other_out):
            wrong.append(f"{trace}: {seen}")
    return both, wrong
