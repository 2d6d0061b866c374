"""What banks write: statements, account files, suspicious transaction reports; what a financial unit makes of them."""

from __future__ import annotations

from simulation.casework.documents.document import EMPTY, AssertionKind, Cell, CellKind
from simulation.casework.documents.record import BEFORE_EVERYTHING, Custodians
from simulation.casework.documents.writer import DocumentWriter, code, date, number, particular
from simulation.kernel.agenda import DAY
from simulation.kernel.entities import EntityKind
from simulation.kernel.traces import Trace, TraceKind

REPORTED_DAYS = 30
"""Days of payments that a bank's report lists (assumption)."""


def bank_statement(draft: DocumentWriter, traces: list[Trace], _status: str) -> None:
    """Payments of one account, in and out, with what lay on it before the first and after each."""
    account = draft.target.key
    draft.columns = ("date", "account", "name", "purpose", "out", "in", "balance")
    draft.heading.append(("account", draft.entity(account)))
    holder = draft.holder(account)
    if holder is not None:
        draft.heading.append(("holder", draft.entity(holder)))
    money_in = money_out = balance = 0
    opening = EMPTY
    names: dict[str, str | None] = {}
    for trace in traces:
        if trace.kind is TraceKind.ACCOUNT_OPENED:
            code_cell = Cell(CellKind.CODE, "account_opened")
            opened, opener = trace.subjects[:2]
            named = EMPTY if opened == account else draft.entity(opened)
            opener_cell = draft.entity(opener)
            draft.line(trace, date(trace), named, opener_cell, code_cell, EMPTY, EMPTY, EMPTY, section="opened")
            _holding(draft, trace, with_owner=False)
            continue
        origin, destination = trace.subjects[:2]
        amount = number(trace, "amount_minor")
        out = amount if origin == account else 0
        into = amount if destination == account else 0
        other = destination if origin == account else origin
        is_first = other not in names
        if is_first:
            names[other] = draft.holder(other)
        name = names[other]
        balance, is_booked = number(trace, "balance_minor"), trace.fact("balance_minor") is not None
        if is_booked and opening is EMPTY:
            opening = Cell(CellKind.AMOUNT, balance + out - into)
        money_out, money_in = money_out + out, money_in + into
        draft.line(
            trace,
            date(trace),
            draft.entity(other),
            draft.entity(name) if name is not None else EMPTY,
            code(trace, "purpose"),
            Cell(CellKind.AMOUNT, out) if out else EMPTY,
            Cell(CellKind.AMOUNT, into) if into else EMPTY,
            Cell(CellKind.AMOUNT, balance) if is_booked else EMPTY,
        )
        draft.say(AssertionKind.PAID, origin, destination, trace, amount=amount)
        for end, owner in ((account, holder), (other, name)) if is_first else ():
            if owner is not None:
                draft.say_once(AssertionKind.HOLDS, owner, end, trace)
    if opening is not EMPTY:
        draft.heading.append(("opening_balance", opening))
    draft.heading.append(("total_out", Cell(CellKind.AMOUNT, money_out)))
    draft.heading.append(("total_in", Cell(CellKind.AMOUNT, money_in)))
    if opening is not EMPTY:
        draft.heading.append(("closing_balance", Cell(CellKind.AMOUNT, balance)))


def payments(custodians: Custodians, account: str, country: str, start: int, end: int) -> tuple[Trace, ...]:
    """The payments of an account, from the bank that keeps it."""
    return custodians.bank_records(account, start, end) if custodians.entity(account).country == country else ()


def opening_papers(custodians: Custodians, account: str, country: str, _start: int, end: int) -> tuple[Trace, ...]:
    """The opening of an account, and the register extract of its holder that banks keep with it."""
    opened = custodians.about(account, (TraceKind.ACCOUNT_OPENED,), country, BEFORE_EVERYTHING, end)
    holder = custodians.holder_of(account)
    if holder is None or not opened:
        return opened
    registered = custodians.about(holder, (TraceKind.COMPANY_REGISTERED,), country, BEFORE_EVERYTHING, end)
    return (*opened, *(trace for trace in registered if trace.subjects[0] == holder))


def largest_payment(custodians: Custodians, account: str, country: str, start: int, end: int) -> tuple[Trace, ...]:
    """The largest payment that left an account in a period, the first of equals: where the money is traced to."""
    if not custodians.is_account_in(account, country):
        return ()
    paid = [each for each in custodians.bank_payments(account, start, end) if each.subjects[0] == account]
    return tuple(sorted(paid, key=lambda each: (-int(each.fact("amount_minor") or 0), each.time, each.key))[:1])


def reported(custodians: Custodians, account: str, country: str, start: int, end: int) -> tuple[Trace, ...]:
    """A bank's latest report on an account, with the payments of the month before it, as far as the period goes."""
    reports = custodians.about(account, (TraceKind.SUSPICIOUS_REPORT,), country, start, end)
    if not reports:
        return ()
    return reports[-1:] + tuple(paid for paid in payments_before(custodians, reports[-1]) if paid.time >= start)


def payments_before(custodians: Custodians, report: Trace) -> tuple[Trace, ...]:
    """The payments that a bank lists in its report: those of the month before it."""
    return custodians.bank_payments(report.subjects[0], report.time - REPORTED_DAYS * DAY, report.time)


def is_of_holder(trace: Trace, target: str, about: set[str]) -> bool:
    """A record of the account, or of its holder in the register of companies."""
    return target in trace.subjects if trace.kind is TraceKind.ACCOUNT_OPENED else trace.subjects[0] in about


def is_anything(_trace: Trace, _target: str, _about: set[str]) -> bool:
    """Every record: an analysis goes beyond its target."""
    return True


def _holding(draft: DocumentWriter, trace: Trace, *, with_owner: bool) -> None:
    """Who holds an account and who owns what is on it, from the record of its opening."""
    account, holder, *owners = trace.subjects
    draft.entity(holder)
    draft.say_once(AssertionKind.HOLDS, holder, account, trace)
    if with_owner and owners:
        draft.entity(owners[0])
        draft.say_once(AssertionKind.OWNS, owners[0], account, trace)


def account_file(draft: DocumentWriter, traces: list[Trace], _status: str) -> None:
    """The bank's own file on the customer: holder, beneficial owner, opening, address and birth of who is behind it.

    A company's extract from the register, when the bank has one, lies in it: director and owner of the holder.
    """
    draft.columns = ("opened", "own_account", "holder", "beneficial_owner", "address", "born")
    for trace in traces:
        if trace.kind is TraceKind.COMPANY_REGISTERED:
            _register_extract(draft, trace)
            continue
        account, holder, *owners = trace.subjects
        owner = owners[0] if owners else ""
        who = draft.lookup[owner or holder]
        draft.line(
            trace,
            date(trace),
            draft.entity(account),
            draft.entity(holder),
            draft.entity(owner) if owner else EMPTY,
            particular(who, "address"),
            particular(who, "born"),
        )
        draft.heading.append(("account", draft.entity(account)))
        draft.heading.append(("holder", draft.entity(holder)))
        if owner:
            draft.heading.append(("beneficial_owner", draft.entity(owner)))
        draft.heading.append(("opened", date(trace)))
        _holding(draft, trace, with_owner=True)
        if owner and draft.lookup[holder].kind is EntityKind.COMPANY:
            draft.say_once(AssertionKind.OWNS, owner, holder, trace)


def _register_extract(draft: DocumentWriter, trace: Trace) -> None:
    company, director, *owners = trace.subjects
    owner = owners[0] if owners else ""
    draft.line(
        trace,
        date(trace),
        draft.entity(company),
        draft.entity(director),
        draft.entity(owner) if owner else EMPTY,
        particular(draft.lookup[company], "address"),
        EMPTY,
        section="register",
    )
    draft.heading.append(("director", draft.entity(director)))
    draft.say_once(AssertionKind.DIRECTS, director, company, trace)
    if owner:
        draft.say_once(AssertionKind.OWNS, owner, company, trace)


def suspicious_report(draft: DocumentWriter, traces: list[Trace], _status: str) -> None:
    """A bank's report: what was unusual, with the payments that it names."""
    draft.columns = ("date", "purpose", "from", "to", "amount")
    for trace in traces:
        if trace.kind is TraceKind.SUSPICIOUS_REPORT:
            account, holder = trace.subjects[:2]
            draft.heading.append(("account", draft.entity(account)))
            draft.heading.append(("holder", draft.entity(holder)))
            unusual = code(trace, "reason") if trace.fact("reason") else code(trace, "statement")
            draft.heading.append(("unusual", unusual))
            amount = Cell(CellKind.AMOUNT, number(trace, "amount_minor")) if trace.fact("amount_minor") else EMPTY
            draft.line(trace, date(trace), unusual, draft.entity(account), EMPTY, amount, section="report")
            draft.say(AssertionKind.REPORTED, account, holder, trace, amount=number(trace, "amount_minor"))
            draft.say_once(AssertionKind.HOLDS, holder, account, trace)
            continue
        origin, destination = trace.subjects[:2]
        amount = Cell(CellKind.AMOUNT, number(trace, "amount_minor"))
        draft.line(trace, date(trace), code(trace, "purpose"), draft.entity(origin), draft.entity(destination), amount)
        draft.say(AssertionKind.PAID, origin, destination, trace, amount=number(trace, "amount_minor"))


def analysis_report(draft: DocumentWriter, traces: list[Trace], _status: str) -> None:
    """A financial unit's analysis: accounts around the target and their holders, who pays whom, what banks reported.

    Payments come from the banks at home; the other end of one is known as the order named it.
    """
    draft.columns = ("date", "event", "from", "ordered_by", "to", "beneficiary", "amount")
    draft.heading.append(("target", draft.entity(draft.target.key)))
    counted = {
        "accounts": TraceKind.ACCOUNT_OPENED,
        "payments": TraceKind.TRANSFER,
        "reports": TraceKind.SUSPICIOUS_REPORT,
    }
    for name, kind in counted.items():
        draft.heading.append((name, Cell(CellKind.NUMBER, sum(trace.kind is kind for trace in traces))))
    for trace in traces:
        if trace.kind is TraceKind.TRANSFER:
            _traced_payment(draft, trace)
            continue
        account, holder = trace.subjects[:2]
        is_report = trace.kind is TraceKind.SUSPICIOUS_REPORT
        reason = code(trace, "reason") if trace.fact("reason") else code(trace, "statement")
        amount = Cell(CellKind.AMOUNT, number(trace, "amount_minor")) if trace.fact("amount_minor") else EMPTY
        draft.line(
            trace,
            date(trace),
            reason if is_report else Cell(CellKind.CODE, "account_opened"),
            draft.entity(account),
            draft.entity(holder),
            EMPTY,
            EMPTY,
            amount if is_report else EMPTY,
            section="report" if is_report else "opened",
        )
        if is_report:
            draft.say(AssertionKind.REPORTED, account, holder, trace, amount=number(trace, "amount_minor"))
        draft.say_once(AssertionKind.HOLDS, holder, account, trace)


def _traced_payment(draft: DocumentWriter, trace: Trace) -> None:
    ends: list[Cell] = []
    for account in trace.subjects[:2]:
        holder = draft.holder(account)
        ends += [draft.entity(account), draft.entity(holder) if holder is not None else EMPTY]
        if holder is not None:
            draft.say_once(AssertionKind.HOLDS, holder, account, trace)
    amount = number(trace, "amount_minor")
    draft.line(trace, date(trace), code(trace, "purpose"), *ends, Cell(CellKind.AMOUNT, amount))
    draft.say(AssertionKind.PAID, trace.subjects[0], trace.subjects[1], trace, amount=amount)
