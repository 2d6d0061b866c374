"""Papers of one fact: who has a number, who is behind a company, one payment, what a search found, what experts say.

Registers and experts answer the one question that they were asked; a confirmation of a payment is a bank's word for
that payment alone, with both ends as the order named them.
"""

from __future__ import annotations

from simulation.casework.documents.document import EMPTY, AssertionKind, Cell, CellKind
from simulation.casework.documents.writer import SUBSTANCE, DocumentWriter, code, date, number, particular, time_of_day
from simulation.kernel.traces import Trace, TraceKind


def subscriber_record(draft: DocumentWriter, traces: list[Trace], _status: str) -> None:
    """Who subscribed a number, since when, with the particulars that the operator took down."""
    draft.columns = ("date", "phone", "subscriber", "address", "born")
    draft.heading.append(("target", draft.entity(draft.target.key)))
    for trace in traces:
        phone, person = trace.subjects[:2]
        is_about = person == draft.target.key
        draft.line(
            trace,
            date(trace),
            draft.entity(phone),
            draft.entity(person),
            particular(draft.lookup[person], "address") if is_about else EMPTY,
            particular(draft.lookup[person], "born") if is_about else EMPTY,
        )
        draft.say_once(AssertionKind.SUBSCRIBES, person, phone, trace)


def company_extract(draft: DocumentWriter, traces: list[Trace], _status: str) -> None:
    """What the register of companies holds: registration, seat, director, and the owner who was declared."""
    draft.columns = ("date", "company", "director", "beneficial_owner", "address")
    draft.heading.append(("target", draft.entity(draft.target.key)))
    for trace in traces:
        company, director, *owners = trace.subjects
        owner = owners[0] if owners else ""
        draft.line(
            trace,
            date(trace),
            draft.entity(company),
            draft.entity(director),
            draft.entity(owner) if owner else EMPTY,
            particular(draft.lookup[company], "address") if company == draft.target.key else EMPTY,
            section="register",
        )
        draft.say_once(AssertionKind.DIRECTS, director, company, trace)
        if owner:
            draft.say_once(AssertionKind.OWNS, owner, company, trace)


def vehicle_extract(draft: DocumentWriter, traces: list[Trace], _status: str) -> None:
    """What the register of vehicles holds: in whose name a vehicle stands, since when."""
    draft.columns = ("date", "vehicle", "keeper", "address")
    draft.heading.append(("target", draft.entity(draft.target.key)))
    for trace in traces:
        vehicle, keeper = trace.subjects[:2]
        address = particular(draft.lookup[keeper], "address") if keeper == draft.target.key else EMPTY
        draft.line(trace, date(trace), draft.entity(vehicle), draft.entity(keeper), address, section="register")
        draft.say_once(AssertionKind.KEEPS, keeper, vehicle, trace)


def wire_confirmation(draft: DocumentWriter, traces: list[Trace], _status: str) -> None:
    """A bank's confirmation of a payment: ordering account, beneficiary, amount, value date and reference."""
    draft.columns = ("date", "from", "ordered_by", "to", "beneficiary", "purpose", "amount")
    draft.heading.append(("account", draft.entity(draft.target.key)))
    for trace in traces:
        ends: list[Cell] = []
        for account in trace.subjects[:2]:
            holder = draft.holder(account)
            ends += [draft.entity(account), draft.entity(holder) if holder is not None else EMPTY]
        amount = number(trace, "amount_minor")
        draft.line(trace, date(trace), *ends, code(trace, "purpose"), Cell(CellKind.AMOUNT, amount))
        draft.say(AssertionKind.PAID, trace.subjects[0], trace.subjects[1], trace, amount=amount)
        for account in trace.subjects[:2]:
            holder = draft.holder(account)
            if holder is not None:
                draft.say_once(AssertionKind.HOLDS, holder, account, trace)


def search_inventory(draft: DocumentWriter, traces: list[Trace], _status: str) -> None:
    """What a search found and took, item by item: goods by mass, cash by amount, each where it lay."""
    draft.columns = ("time", "target", "event", "substance", "mass", "amount", "place")
    draft.heading.append(("target", draft.entity(draft.target.key)))
    for trace in traces:
        what, place = trace.subjects[:2]
        is_cash = trace.kind is TraceKind.CASH_FOUND
        amount = number(trace, "amount_minor")
        draft.line(
            trace,
            time_of_day(trace),
            draft.entity(what),
            Cell(CellKind.CODE, "cash_found" if is_cash else "seizure"),
            EMPTY if is_cash else SUBSTANCE,
            EMPTY if is_cash else Cell(CellKind.GRAMS, number(trace, "grams")),
            Cell(CellKind.AMOUNT, amount) if is_cash else EMPTY,
            draft.entity(place),
            section="seizure",
        )
        if not is_cash:
            draft.say(AssertionKind.FOUND, what, place, trace)
        draft.say(AssertionKind.AT, what, place, trace, amount=amount if is_cash else 0)


def forensic_report(draft: DocumentWriter, traces: list[Trace], _status: str) -> None:
    """What a laboratory examined: the seized item, when and where it was secured, its mass, which substance it is."""
    draft.columns = ("date", "target", "place", "mass", "substance", "examined")
    draft.heading.append(("target", draft.entity(draft.target.key)))
    for trace in traces:
        what, place = trace.subjects[:2]
        draft.line(
            trace,
            date(trace),
            draft.entity(what),
            draft.entity(place),
            Cell(CellKind.GRAMS, number(trace, "grams")),
            SUBSTANCE,
            Cell(CellKind.CODE, "identified_substance"),
        )
        draft.say(AssertionKind.FOUND, what, place, trace)
        draft.say(AssertionKind.AT, what, place, trace)
