"""What people and partner offices say: police interviews and short answers on police and FIU channels."""

from __future__ import annotations

from collections import Counter

from simulation.casework.documents.document import EMPTY, AssertionKind, Cell, CellKind
from simulation.casework.documents.kinds.people import PEOPLE_RECORDS
from simulation.casework.documents.record import BEFORE_EVERYTHING, Custodians
from simulation.casework.documents.writer import DocumentWriter, date, number
from simulation.kernel.traces import Trace, TraceKind

STATEMENT_ASSERTIONS: dict[str, AssertionKind] = {
    "paid": AssertionKind.PAID,
    "owns": AssertionKind.OWNS,
    "holds": AssertionKind.HOLDS,
    "directs": AssertionKind.DIRECTS,
    "directed": AssertionKind.DIRECTS,
    "carried": AssertionKind.CARRIED,
    "loaded": AssertionKind.CARRIED,
    "moved": AssertionKind.MOVED,
    "consigned": AssertionKind.CONSIGNED,
    "at": AssertionKind.AT,
    "threatened": AssertionKind.THREATENED,
    "threatened_by_unknown": AssertionKind.THREATENED,
    "instructed": AssertionKind.INSTRUCTED,
    "released": AssertionKind.RELEASED,
    "serves": AssertionKind.SERVES,
    "knew": AssertionKind.KNEW,
    "subscribes": AssertionKind.SUBSCRIBES,
    "found": AssertionKind.FOUND,
    "recruited": AssertionKind.RECRUITED,
    "transported": AssertionKind.TRANSPORTED,
    "harboured": AssertionKind.HARBOURED,
    "coerced": AssertionKind.COERCED,
    "exploited": AssertionKind.EXPLOITED,
    "deceived": AssertionKind.DECEIVED,
    "forged": AssertionKind.FORGED,
    "held_at": AssertionKind.HELD_AT,
    "missing": AssertionKind.MISSING,
}
"""Codes of `Knowledge.asserts` and what a statement with them says; another code says only that the person spoke."""

STATEMENT_CODES = (*STATEMENT_ASSERTIONS, AssertionKind.STATED.value)
"""Every code that a scenario may give; the last says only that the person spoke."""

BY_UNKNOWN = "threatened_by_unknown"
"""Somebody is threatened and does not know by whom; of all others in it the statement says only that they came up."""


def known(custodians: Custodians, target: str, _country: str, _start: int, end: int) -> tuple[Trace, ...]:
    """What a person knows, wherever and however long ago it was learned."""
    found = custodians.about(target, (TraceKind.KNOWLEDGE,), "", BEFORE_EVERYTHING, end)
    return tuple(trace for trace in found if trace.subjects[0] == target)


def interview(draft: DocumentWriter, traces: list[Trace], status: str) -> None:
    """What a person said, a paragraph for each thing known; what speaks for somebody stays in."""
    draft.columns = ("number", "about", "said")
    draft.heading.append(("person", draft.entity(draft.target.key)))
    draft.heading.append(("status", Cell(CellKind.CODE, status or "witness")))
    told: Counter[str] = Counter()
    for paragraph, trace in enumerate(traces, start=1):
        about = trace.subjects[1:]
        first = draft.entity(about[0]) if about else EMPTY
        role = str(trace.fact("role") or "")
        said = Cell(CellKind.TEXT, _worded(draft, trace, told[role]))
        told[role] += 1
        draft.line(trace, Cell(CellKind.NUMBER, paragraph), first, said, also=about[1:])
        _statement(draft, trace)


def _worded(draft: DocumentWriter, trace: Trace, told: int) -> str:
    """What the person says, in the scenario's words.

    Of somebody's part in it there can be a few ways to tell, a line each (`spoken.<function>`): the first line tells of
    the first whom the speaker names for that part, the others in turn of the next.
    """
    text = draft.words(f"statement.{trace.fact('statement')}")
    key = f"spoken.{trace.fact('role')}"
    ways = [line for line in draft.words(key).splitlines() if line]
    if ways != [key]:
        text = ways[0] if not told or len(ways) == 1 else ways[1:][(told - 1) % (len(ways) - 1)]
    for place, subject in enumerate(trace.subjects):
        label = draft.lookup[subject].label
        text = text.replace(f"{{{place}}}", label).replace(f"{{{subject}}}", label)
    return text


def _statement(draft: DocumentWriter, trace: Trace) -> None:
    """Assert what a known fact says, on the word of the person who knows it."""
    speaker, *about = trace.subjects
    for entity in about:
        if entity != speaker:
            draft.say(AssertionKind.STATED, speaker, entity, trace, by=speaker)
    kind = STATEMENT_ASSERTIONS.get(str(trace.fact("asserts") or ""))
    if kind is not None and about:
        is_by_unknown = trace.fact("asserts") == BY_UNKNOWN
        two = len(about) > 1 and not is_by_unknown
        subject, obj = (about[0], about[1]) if two else _with_speaker(kind, speaker, about[0])
        draft.say(kind, subject, obj, trace, amount=number(trace, "amount_minor"), by=speaker)
        if kind is AssertionKind.INSTRUCTED and len(about) > 2:
            draft.say(AssertionKind.KNEW, subject, about[2], trace, by=speaker)
    favoured = trace.fact("exculpates")
    if isinstance(favoured, str) and favoured:
        draft.exculpates.add(favoured)
        draft.entity(favoured)


def _with_speaker(kind: AssertionKind, speaker: str, about: str) -> tuple[str, str]:
    """Subject and object when a statement names one entity only: who is threatened; else the speaker did it."""
    if kind is AssertionKind.THREATENED:
        return about, ""
    return speaker, about


def answer_note(draft: DocumentWriter, traces: list[Trace], status: str) -> None:
    """A short answer on a police or FIU channel: what is on record, without the records."""
    draft.columns = ("date", "confirms", "subject", "object", "detail")
    draft.heading.append(("about", draft.entity(draft.target.key)))
    draft.heading.append(("outcome", Cell(CellKind.CODE, status or ("confirmed" if traces else "nothing_known"))))
    for trace in traces:
        subject, obj = _ends(trace, draft.target.key)
        draft.line(
            trace,
            date(trace),
            Cell(CellKind.CODE, f"confirms.{trace.kind}"),
            draft.entity(subject),
            draft.entity(obj) if obj else EMPTY,
            Cell(CellKind.AMOUNT, number(trace, "amount_minor")) if trace.fact("amount_minor") else EMPTY,
            also=_also_named(trace),
        )
        _confirm(draft, trace, subject, obj)


def _ends(trace: Trace, target: str) -> tuple[str, str]:
    """The two entities that a short answer names of a record; of an inspection the site and whom was asked about."""
    if trace.kind is TraceKind.INSPECTION:
        return trace.subjects[0], target if target != trace.subjects[0] else ""
    return trace.subjects[0], trace.subjects[1] if len(trace.subjects) > 1 else ""


_CONFIRMED: dict[TraceKind, tuple[AssertionKind, bool]] = {
    TraceKind.TRANSFER: (AssertionKind.PAID, False),
    TraceKind.ACCOUNT_OPENED: (AssertionKind.HOLDS, True),
    TraceKind.CALL: (AssertionKind.CALLED, False),
    TraceKind.SUBSCRIBER: (AssertionKind.SUBSCRIBES, True),
    TraceKind.PORT_MOVEMENT: (AssertionKind.MOVED, True),
    TraceKind.BORDER_CHECK: (AssertionKind.AT, False),
    TraceKind.SUSPICIOUS_REPORT: (AssertionKind.REPORTED, False),
    TraceKind.SEIZURE: (AssertionKind.FOUND, False),
    TraceKind.CASH_FOUND: (AssertionKind.AT, False),
    TraceKind.COMPANY_REGISTERED: (AssertionKind.DIRECTS, True),
    TraceKind.VEHICLE_REGISTERED: (AssertionKind.KEEPS, True),
    TraceKind.CONNECTION: (AssertionKind.OPERATED, False),
    TraceKind.MANIFEST: (AssertionKind.MOVED, True),
    **PEOPLE_RECORDS,
}
"""What a short answer asserts of a record, and whether the record names the object first."""

CONFIRMED = frozenset(kind for kind, _turned in _CONFIRMED.values())
"""All that a short answer can assert of records."""


def _also_named(trace: Trace) -> tuple[str, ...]:
    """Whom a short answer names besides the two: owners, the consignee, whom a statement is about."""
    if trace.kind is TraceKind.PORT_MOVEMENT:
        return trace.subjects[3:]
    names_all = {TraceKind.KNOWLEDGE, TraceKind.ACCOUNT_OPENED, TraceKind.COMPANY_REGISTERED}
    return trace.subjects[2:] if trace.kind in names_all else ()


def _confirm(draft: DocumentWriter, trace: Trace, subject: str, obj: str) -> None:
    if trace.kind is TraceKind.KNOWLEDGE:
        _statement(draft, trace)
        return
    kind, turned = _CONFIRMED[trace.kind]
    if obj:
        one, other = (obj, subject) if turned else (subject, obj)
        draft.say(kind, one, other, trace, amount=number(trace, "amount_minor"))
    if trace.kind is TraceKind.PORT_MOVEMENT and len(trace.subjects) > 3 and trace.subjects[3]:
        draft.say(AssertionKind.CONSIGNED, trace.subjects[3], subject, trace)
    owner = trace.subjects[2] if len(trace.subjects) > 2 else ""
    if owner and trace.kind in {TraceKind.ACCOUNT_OPENED, TraceKind.COMPANY_REGISTERED}:
        draft.say(AssertionKind.OWNS, owner, subject, trace)
