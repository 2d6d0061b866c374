"""What operators, ports and officers write down: call records, port logs, surveillance logs, seizure records."""

from __future__ import annotations

import hashlib

from simulation.casework.documents.document import EMPTY, AssertionKind, Cell, CellKind
from simulation.casework.documents.record import BEFORE_EVERYTHING, Custodians
from simulation.casework.documents.writer import SUBSTANCE, DocumentWriter, code, date, number, text, time_of_day
from simulation.kernel.entities import EntityKind
from simulation.kernel.traces import BY_TIME, Trace, TraceKind

SEEN = (TraceKind.BORDER_CHECK, TraceKind.CALL, TraceKind.PORT_MOVEMENT)
"""What can be watched."""

HASH_SHOWN = 16
"""Characters of a hash that a paper prints."""


def calls(custodians: Custodians, phone: str, country: str, start: int, end: int) -> tuple[Trace, ...]:
    """The calls of a phone, with who subscribed the numbers at both ends."""
    found = custodians.about(phone, (TraceKind.CALL,), country, start, end)
    return (*found, *_subscribers(custodians, phone, found, country, end)) if found else ()


def logged_connections(custodians: Custodians, phone: str, country: str, start: int, end: int) -> tuple[Trace, ...]:
    """Where a phone was connected, with who subscribed the number."""
    found = tuple(each for each in custodians.connections(phone, start, end) if each.country == country)
    return (*found, *_subscribers(custodians, phone, (), country, end)) if found else ()


def watched(custodians: Custodians, target: str, country: str, start: int, end: int) -> tuple[Trace, ...]:
    """What can be seen of a target; a number that is seen in use is the person's whenever it was subscribed."""
    phone = custodians.phone_of(target)
    found = custodians.about(target, SEEN, country, start, end)
    if phone is not None:
        made = custodians.about(phone, (TraceKind.CALL,), country, start, end)
        found += made
        if made:
            found += custodians.about(phone, (TraceKind.SUBSCRIBER,), country, BEFORE_EVERYTHING, end)
    return tuple(sorted(set(found), key=BY_TIME))


def _subscribers(
    custodians: Custodians, phone: str, made: tuple[Trace, ...], country: str, end: int
) -> tuple[Trace, ...]:
    """Who subscribed the number and those at the other end, as operators there know it, whatever the period is."""
    phones = dict.fromkeys((phone, *(subject for call in made for subject in call.subjects[:2])))
    return tuple(
        trace
        for each in phones
        for trace in custodians.about(each, (TraceKind.SUBSCRIBER,), country, BEFORE_EVERYTHING, end)
    )


def call_records(draft: DocumentWriter, traces: list[Trace], _status: str) -> None:
    """Calls of one number with the subscriber of each end where the operator knows them."""
    _calls(draft, traces, "subscriber")


def device_image(draft: DocumentWriter, traces: list[Trace], _status: str) -> None:
    """What was read from a telephone: its calls, and whose numbers they are; the image is sealed under its hash."""
    _calls(draft, traces, "contact")
    image = hashlib.sha256("\n".join(trace.key for trace in traces).encode()).hexdigest()
    draft.heading.append(("hash", Cell(CellKind.TEXT, image[:HASH_SHOWN])))
    draft.heading.append(("custody", Cell(CellKind.CODE, "image_sealed")))


def seized_files(draft: DocumentWriter, traces: list[Trace], _status: str) -> None:
    """What the books of somebody who was searched say of the containers that he or it handled."""
    draft.columns = ("time", "container", "event", "seal", "carrier", "consignee", "vehicle", "place")
    draft.heading.append(("target", draft.entity(draft.target.key)))
    draft.heading.append(("custody", Cell(CellKind.CODE, "files_sealed")))
    for trace in traces:
        _movement(draft, trace)


def _calls(draft: DocumentWriter, traces: list[Trace], known_as: str) -> None:
    draft.columns = ("time", "caller", f"caller_{known_as}", "called", f"called_{known_as}", "duration")
    draft.heading.append(("phone", draft.entity(draft.target.key)))
    subscribers = {trace.subjects[0]: trace for trace in traces if trace.kind is TraceKind.SUBSCRIBER}
    for trace in traces:
        if trace.kind is TraceKind.SUBSCRIBER:
            phone, person = trace.subjects[:2]
            since = date(trace) if known_as == "subscriber" else EMPTY
            draft.line(trace, since, draft.entity(phone), draft.entity(person), *[EMPTY] * 3, section=known_as)
            draft.say_once(AssertionKind.SUBSCRIBES, person, phone, trace)
            if phone == draft.target.key:
                draft.heading.append(("subscriber", draft.entity(person)))
            continue
        ends: list[Cell] = []
        for phone in trace.subjects[:2]:
            known = subscribers.get(phone)
            ends += [draft.entity(phone), draft.entity(known.subjects[1]) if known is not None else EMPTY]
        draft.line(trace, time_of_day(trace), *ends, Cell(CellKind.DURATION, number(trace, "seconds")))
        draft.say(AssertionKind.CALLED, trace.subjects[0], trace.subjects[1], trace)


def port_log(draft: DocumentWriter, traces: list[Trace], _status: str) -> None:
    """Movements of a container, or of what a company or place handled, as the port or border post wrote them down."""
    draft.columns = ("time", "container", "event", "seal", "carrier", "consignee", "vehicle", "place")
    draft.heading.append(("target", draft.entity(draft.target.key)))
    for trace in traces:
        if trace.kind is TraceKind.BORDER_CHECK:
            who, place = trace.subjects[:2]
            is_with = draft.target.key in trace.subjects[2:3]
            vehicle = next(iter(trace.subjects[3:]), "")
            carrier = draft.entity(draft.target.key) if is_with else EMPTY
            cells = (draft.entity(who), Cell(CellKind.CODE, "border_check"), text(trace, "seal"), carrier, EMPTY)
            plate = draft.entity(vehicle) if vehicle else EMPTY
            draft.line(trace, time_of_day(trace), *cells, plate, draft.entity(place))
            draft.say(AssertionKind.AT, who, place, trace)
            if vehicle:
                draft.say(AssertionKind.LOADED, vehicle, who, trace)
            if is_with:
                draft.say(AssertionKind.AT, draft.target.key, place, trace)
            continue
        _movement(draft, trace)


def _movement(draft: DocumentWriter, trace: Trace) -> None:
    container, carrier, place, *to = trace.subjects
    consignee = to[0] if to else ""
    draft.line(
        trace,
        time_of_day(trace),
        draft.entity(container),
        code(trace, "event"),
        text(trace, "seal"),
        draft.entity(carrier) if carrier else EMPTY,
        draft.entity(consignee) if consignee else EMPTY,
        EMPTY,
        draft.entity(place),
    )
    _handling(draft, trace)
    draft.say(AssertionKind.AT, container, place, trace)


def _handling(draft: DocumentWriter, trace: Trace) -> None:
    """Who carried a container and to whom it goes: a firm is a carrier, a person carried it."""
    container, carrier, _, *to = trace.subjects
    if carrier:
        kind = AssertionKind.CARRIED if draft.lookup[carrier].kind is EntityKind.PERSON else AssertionKind.MOVED
        draft.say(kind, carrier, container, trace)
    if to and to[0]:
        draft.say(AssertionKind.CONSIGNED, to[0], container, trace)


def connection_log(draft: DocumentWriter, traces: list[Trace], _status: str) -> None:
    """Which address of the net a number had, when, and which account was operated with it, and who subscribed it."""
    draft.columns = ("time", "phone", "subscriber", "net_address", "service", "operated")
    draft.heading.append(("phone", draft.entity(draft.target.key)))
    for trace in traces:
        phone, account = trace.subjects[:2]
        if trace.kind is TraceKind.SUBSCRIBER:
            cells = (draft.entity(phone), draft.entity(account))
            draft.line(trace, date(trace), *cells, *[EMPTY] * 3, section="subscriber")
            draft.say_once(AssertionKind.SUBSCRIBES, account, phone, trace)
            continue
        draft.line(
            trace,
            time_of_day(trace),
            draft.entity(phone),
            EMPTY,
            text(trace, "address"),
            code(trace, "service"),
            draft.entity(account),
        )
        draft.say(AssertionKind.OPERATED, phone, account, trace)


def manifest(draft: DocumentWriter, traces: list[Trace], _status: str) -> None:
    """What a shipping line declares of a container: bill of lading, consignee, goods, packages and mass, both ports."""
    draft.columns = ("date", "bill", "container", "carrier", "consignee", "goods", "packages", "mass", "from", "to")
    draft.heading.append(("target", draft.entity(draft.target.key)))
    for trace in traces:
        container, carrier, consignee, origin, destination = trace.subjects[:5]
        draft.line(
            trace,
            date(trace),
            text(trace, "bill"),
            draft.entity(container),
            draft.entity(carrier),
            draft.entity(consignee) if consignee else EMPTY,
            code(trace, "goods"),
            Cell(CellKind.NUMBER, number(trace, "packages")),
            Cell(CellKind.GRAMS, number(trace, "declared_g")),
            draft.entity(origin),
            draft.entity(destination),
        )
        _handling(draft, trace._replace(subjects=(container, carrier, origin, consignee)))


def surveillance_log(draft: DocumentWriter, traces: list[Trace], _status: str) -> None:
    """What a team saw: where the target was, whom it met, what was moved."""
    draft.columns = ("time", "seen", "who", "with", "place")
    draft.heading.append(("target", draft.entity(draft.target.key)))
    for trace in traces:
        seen = Cell(CellKind.CODE, f"seen.{trace.kind}")
        if trace.kind is TraceKind.BORDER_CHECK:
            who, place = trace.subjects[:2]
            draft.line(trace, time_of_day(trace), seen, draft.entity(who), EMPTY, draft.entity(place))
            draft.say(AssertionKind.AT, who, place, trace)
        elif trace.kind is TraceKind.SUBSCRIBER:
            phone, person = trace.subjects[:2]
            draft.line(trace, date(trace), seen, draft.entity(phone), draft.entity(person), EMPTY, section="subscriber")
            draft.say_once(AssertionKind.SUBSCRIBES, person, phone, trace)
        elif trace.kind is TraceKind.CALL:
            one, other = trace.subjects[:2]
            draft.line(trace, time_of_day(trace), seen, draft.entity(one), draft.entity(other), EMPTY)
            draft.say(AssertionKind.CALLED, one, other, trace)
        else:
            container, company, place = trace.subjects[:3]
            mover = draft.entity(company) if company else EMPTY
            draft.line(trace, time_of_day(trace), seen, draft.entity(container), mover, draft.entity(place))
            draft.say(AssertionKind.AT, container, place, trace)


def seizure_record(draft: DocumentWriter, traces: list[Trace], _status: str) -> None:
    """What was found, where and how much, with the movements of the container that the record refers to."""
    is_cash = any(trace.kind is TraceKind.CASH_FOUND for trace in traces)
    found = "amount" if is_cash else "mass"
    draft.columns = ("time", "target", "event", "substance", found, "carrier", "consignee", "place")
    draft.heading.append(("target", draft.entity(draft.target.key)))
    for trace in traces:
        if trace.kind is TraceKind.CASH_FOUND:
            who, place = trace.subjects[:2]
            event = Cell(CellKind.CODE, "cash_found")
            amount = Cell(CellKind.AMOUNT, number(trace, "amount_minor"))
            cells = (draft.entity(who), event, EMPTY, amount, EMPTY, EMPTY, draft.entity(place))
            draft.line(trace, time_of_day(trace), *cells, section="seizure")
            draft.say(AssertionKind.AT, who, place, trace, amount=number(trace, "amount_minor"))
            continue
        if trace.kind is TraceKind.SEIZURE:
            what, place = trace.subjects[:2]
            mass = Cell(CellKind.GRAMS, number(trace, "grams"))
            event = Cell(CellKind.CODE, "seizure")
            draft.line(
                trace,
                time_of_day(trace),
                draft.entity(what),
                event,
                SUBSTANCE,
                mass,
                EMPTY,
                EMPTY,
                draft.entity(place),
                section="seizure",
            )
            draft.say(AssertionKind.FOUND, what, place, trace)
            draft.say(AssertionKind.AT, what, place, trace)
            continue
        container, carrier, place, *to = trace.subjects
        draft.line(
            trace,
            time_of_day(trace),
            draft.entity(container),
            code(trace, "event"),
            EMPTY,
            EMPTY,
            draft.entity(carrier) if carrier else EMPTY,
            draft.entity(to[0]) if to and to[0] else EMPTY,
            draft.entity(place),
        )
        _handling(draft, trace)
