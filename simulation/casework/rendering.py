"""From traces to paper: the one function that makes documents.

Each kind of paper takes the traces that its custodian keeps, in time order, and prints one line for each; nothing else
is added. Same input, same document.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from simulation.casework.documents import (
    EMPTY,
    Assertion,
    AssertionKind,
    Cell,
    CellKind,
    Document,
    Row,
    Use,
    detail,
)
from simulation.records import Entity, EntityKind, Trace, TraceKind
from simulation.scenario.play import DocumentKind

type Words = Callable[[str], str]
"""Words of the scenario for a key such as `statement.<key>`."""

STATEMENT_ASSERTIONS: dict[str, AssertionKind] = {
    "paid": AssertionKind.PAID,
    "owns": AssertionKind.OWNS,
    "holds": AssertionKind.HOLDS,
    "directs": AssertionKind.DIRECTS,
    "directed": AssertionKind.DIRECTS,
    "carried": AssertionKind.CARRIED,
    "loaded": AssertionKind.CARRIED,
    "moved": AssertionKind.MOVED,
    "at": AssertionKind.AT,
    "threatened": AssertionKind.THREATENED,
    "instructed": AssertionKind.INSTRUCTED,
    "released": AssertionKind.RELEASED,
    "serves": AssertionKind.SERVES,
    "knew": AssertionKind.KNEW,
    "subscribes": AssertionKind.SUBSCRIBES,
}
"""Codes of `Knowledge.asserts` and what a statement with them says; another code says only that the person spoke."""

ACCEPTED: dict[DocumentKind, frozenset[TraceKind]] = {
    DocumentKind.BANK_STATEMENT: frozenset({TraceKind.TRANSFER, TraceKind.ACCOUNT_OPENED}),
    DocumentKind.ACCOUNT_FILE: frozenset({TraceKind.ACCOUNT_OPENED}),
    DocumentKind.CALL_RECORDS: frozenset({TraceKind.CALL, TraceKind.SUBSCRIBER}),
    DocumentKind.PORT_LOG: frozenset({TraceKind.PORT_MOVEMENT, TraceKind.BORDER_CHECK}),
    DocumentKind.SUSPICIOUS_REPORT: frozenset({TraceKind.SUSPICIOUS_REPORT, TraceKind.TRANSFER}),
    DocumentKind.INTERVIEW: frozenset({TraceKind.KNOWLEDGE}),
    DocumentKind.SURVEILLANCE_LOG: frozenset({TraceKind.BORDER_CHECK, TraceKind.CALL, TraceKind.PORT_MOVEMENT}),
    DocumentKind.SEIZURE_RECORD: frozenset({TraceKind.SEIZURE, TraceKind.PORT_MOVEMENT}),
    DocumentKind.ANSWER_NOTE: frozenset(TraceKind),
}
"""Which traces each kind of paper prints; others that are handed in are left out."""


@dataclass(slots=True)
class _Draft:
    """What a paper is made of while it is being written."""

    target: Entity
    lookup: Mapping[str, Entity]
    words: Words
    columns: tuple[str, ...] = ()
    heading: list[tuple[str, Cell]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    said: list[Assertion] = field(default_factory=list)
    printed: set[str] = field(default_factory=set)
    exculpates: set[str] = field(default_factory=set)

    def entity(self, key: str) -> Cell:
        """Print an entity."""
        self.printed.add(key)
        return Cell(CellKind.ENTITY, key)

    def holder(self, account: str) -> str | None:
        """Who holds an account, as banks pass it on with a payment."""
        holder = detail(self.lookup[account], "holder") if account in self.lookup else None
        return holder if isinstance(holder, str) and holder in self.lookup else None

    def line(self, trace: Trace, *cells: Cell, section: str = "") -> None:
        """Write one line."""
        named = tuple(str(cell.value) for cell in cells if cell.kind is CellKind.ENTITY)
        self.rows.append(Row(cells, named, trace.key, section))

    def say(self, kind: AssertionKind, subject: str, obj: str, trace: Trace, *, amount: int = 0, by: str = "") -> None:
        """Assert something that a line shows."""
        self.said.append(Assertion(kind, subject, obj, trace.time, amount, (trace.key,), by))

    def say_once(self, kind: AssertionKind, subject: str, obj: str, trace: Trace) -> None:
        """Assert something that many lines show, with the first of them."""
        if not any(known.kind is kind and known.subject == subject and known.object == obj for known in self.said):
            self.say(kind, subject, obj, trace)


def render(
    kind: DocumentKind,
    target: str,
    traces: Sequence[Trace],
    lookup: Mapping[str, Entity],
    key: str,
    dated: int,
    use: Use,
    words: Words,
    *,
    period: tuple[int, int] | None = None,
    custodian: str | None = None,
    country: str | None = None,
    status: str = "",
) -> Document:
    """Write the paper that a custodian would issue about one entity.

    Args:
        kind: Kind of paper.
        target: Key of the entity it is about; has to be in `lookup`.
        traces: Records that exist and were asked for; duplicates, kinds that the paper does not print and records that
            are not about the target are left out.
        lookup: Entities by key, as records print them.
        key: Key of the document.
        dated: Date of issue in seconds since the scenario's start.
        use: What it may be used for.
        words: Scenario texts; statements are worded by `statement.<key>`, where `{0}`, `{1}`, ... stand for the names
            of the trace's subjects and `{<entity key>}` for a subject's name.
        period: What was asked for.
        custodian: Who issues it; the custodian of the first record if left out, else the target's country's office.
        country: Where it comes from; of the first record if left out, else the target's.
        status: Code printed in the heading: `witness` or `suspect` for an interview, the outcome for an answer note.

    Raises:
        KeyError: The target or an entity of a record is not in `lookup`.
    """
    draft = _Draft(lookup[target], lookup, words)
    kept = _kept(kind, target, traces)
    _WRITERS[kind](draft, kept, status)
    first = kept[0] if kept else None
    draft.printed.add(target)
    return Document(
        key=key,
        kind=kind,
        custodian=custodian if custodian is not None else (first.custodian if first else ""),
        country=country if country is not None else (first.country if first else draft.target.country),
        dated=dated,
        about=target,
        period=period,
        heading=tuple(draft.heading),
        columns=draft.columns,
        rows=tuple(draft.rows),
        mentions=tuple(lookup[name] for name in sorted(draft.printed)),
        assertions=tuple(draft.said),
        exculpates=tuple(sorted(draft.exculpates)),
        use=use,
    )


def _kept(kind: DocumentKind, target: str, traces: Sequence[Trace]) -> list[Trace]:
    """The records that the paper prints, in time order, each once.

    Subscribers of the other end and transfers of a reported account come along with the records that name them.
    """
    wanted = {
        trace.key: trace
        for trace in traces
        if trace.kind in ACCEPTED[kind] and (target in trace.subjects or trace.kind is TraceKind.SUBSCRIBER)
    }
    ends = {subject for trace in wanted.values() if trace.kind is TraceKind.CALL for subject in trace.subjects}
    return sorted(
        (
            trace
            for trace in wanted.values()
            if trace.kind is not TraceKind.SUBSCRIBER or target in trace.subjects or trace.subjects[0] in ends
        ),
        key=lambda trace: (trace.time, trace.key),
    )


def _number(trace: Trace, name: str) -> int:
    value = trace.fact(name)
    return value if isinstance(value, int) else 0


def _text(trace: Trace, name: str) -> Cell:
    value = trace.fact(name)
    return EMPTY if value is None or value == "" else Cell(CellKind.TEXT, str(value))


def _code(trace: Trace, name: str) -> Cell:
    value = trace.fact(name)
    return EMPTY if value is None or value == "" else Cell(CellKind.CODE, str(value))


def _date(trace: Trace) -> Cell:
    return Cell(CellKind.DATE, trace.time)


def _time(trace: Trace) -> Cell:
    return Cell(CellKind.TIME, trace.time)


def _bank_statement(draft: _Draft, traces: list[Trace], _status: str) -> None:
    """Payments of one account, in and out; a balance only when the bank kept the opening record and its balance."""
    account = draft.target.key
    opened = next((trace for trace in traces if trace.kind is TraceKind.ACCOUNT_OPENED), None)
    with_balance = opened is not None and isinstance(opened.fact("balance_minor"), int)
    draft.columns = ("date", "account", "name", "purpose", "out", "in", *(("balance",) if with_balance else ()))
    draft.heading.append(("account", draft.entity(account)))
    holder = draft.holder(account)
    if holder is not None:
        draft.heading.append(("holder", draft.entity(holder)))
    balance = 0
    money_in = money_out = 0
    for trace in traces:
        if trace.kind is TraceKind.ACCOUNT_OPENED:
            balance = _number(trace, "balance_minor")
            cells = [_date(trace), EMPTY, EMPTY, Cell(CellKind.CODE, "account_opened"), EMPTY, EMPTY]
            draft.line(trace, *cells, *_balance(with_balance, balance), section="opened")
            _holding(draft, trace, with_owner=False)
            continue
        origin, destination = trace.subjects[:2]
        amount = _number(trace, "amount_minor")
        out = amount if origin == account else 0
        into = amount if destination == account else 0
        other = destination if origin == account else origin
        name = draft.holder(other)
        money_out, money_in, balance = money_out + out, money_in + into, balance + into - out
        draft.line(
            trace,
            _date(trace),
            draft.entity(other),
            draft.entity(name) if name is not None else EMPTY,
            _code(trace, "purpose"),
            Cell(CellKind.AMOUNT, out) if out else EMPTY,
            Cell(CellKind.AMOUNT, into) if into else EMPTY,
            *_balance(with_balance, balance),
        )
        draft.say(AssertionKind.PAID, origin, destination, trace, amount=amount)
        for end in (account, other):
            owner = draft.holder(end)
            if owner is not None:
                draft.say_once(AssertionKind.HOLDS, owner, end, trace)
    draft.heading.append(("total_out", Cell(CellKind.AMOUNT, money_out)))
    draft.heading.append(("total_in", Cell(CellKind.AMOUNT, money_in)))


def _balance(shown: bool, minor: int) -> tuple[Cell, ...]:  # noqa: FBT001 - a column is there or it is not
    return (Cell(CellKind.AMOUNT, minor),) if shown else ()


def _holding(draft: _Draft, trace: Trace, *, with_owner: bool) -> None:
    """Who holds an account and who owns what is on it, from the record of its opening."""
    account, holder, *owners = trace.subjects
    draft.entity(holder)
    draft.say_once(AssertionKind.HOLDS, holder, account, trace)
    if with_owner and owners:
        draft.entity(owners[0])
        draft.say_once(AssertionKind.OWNS, owners[0], account, trace)


def _account_file(draft: _Draft, traces: list[Trace], _status: str) -> None:
    """The bank's own file on the customer: holder, beneficial owner, opening, address, identity paper."""
    draft.columns = ("date", "account", "holder", "beneficial_owner", "address", "identity_paper")
    for trace in traces:
        account, holder, *owners = trace.subjects
        owner = owners[0] if owners else ""
        who = draft.lookup[owner or holder]
        draft.line(
            trace,
            _date(trace),
            draft.entity(account),
            draft.entity(holder),
            draft.entity(owner) if owner else EMPTY,
            _particular(who, "address"),
            _particular(who, "identity_paper", "born"),
        )
        draft.heading.append(("account", draft.entity(account)))
        draft.heading.append(("holder", draft.entity(holder)))
        if owner:
            draft.heading.append(("beneficial_owner", draft.entity(owner)))
        draft.heading.append(("opened", _date(trace)))
        _holding(draft, trace, with_owner=True)
        if owner and draft.lookup[holder].kind is EntityKind.COMPANY:
            draft.say_once(AssertionKind.OWNS, owner, holder, trace)


def _particular(entity: Entity, *names: str) -> Cell:
    for name in names:
        value = detail(entity, name)
        if value is not None:
            return Cell(CellKind.TEXT, str(value))
    return EMPTY


def _call_records(draft: _Draft, traces: list[Trace], _status: str) -> None:
    """Calls of one number with the subscriber of each end where the operator knows them."""
    draft.columns = ("time", "caller", "caller_subscriber", "called", "called_subscriber", "duration")
    draft.heading.append(("phone", draft.entity(draft.target.key)))
    subscribers = {trace.subjects[0]: trace for trace in traces if trace.kind is TraceKind.SUBSCRIBER}
    for trace in traces:
        if trace.kind is TraceKind.SUBSCRIBER:
            phone, person = trace.subjects[:2]
            draft.line(
                trace, _date(trace), draft.entity(phone), draft.entity(person), *[EMPTY] * 3, section="subscriber"
            )
            draft.say_once(AssertionKind.SUBSCRIBES, person, phone, trace)
            if phone == draft.target.key:
                draft.heading.append(("subscriber", draft.entity(person)))
            continue
        ends: list[Cell] = []
        for phone in trace.subjects[:2]:
            known = subscribers.get(phone)
            ends += [draft.entity(phone), draft.entity(known.subjects[1]) if known is not None else EMPTY]
        draft.line(trace, _time(trace), *ends, Cell(CellKind.DURATION, _number(trace, "seconds")))
        draft.say(AssertionKind.CALLED, trace.subjects[0], trace.subjects[1], trace)


def _port_log(draft: _Draft, traces: list[Trace], _status: str) -> None:
    """Movements of a container, or of what a company or place handled, as the port or border post wrote them down."""
    draft.columns = ("time", "container", "event", "seal", "company", "place")
    draft.heading.append(("target", draft.entity(draft.target.key)))
    for trace in traces:
        if trace.kind is TraceKind.BORDER_CHECK:
            who, place = trace.subjects[:2]
            cells = (draft.entity(who), Cell(CellKind.CODE, "border_check"), _text(trace, "seal"), EMPTY)
            draft.line(trace, _time(trace), *cells, draft.entity(place))
            draft.say(AssertionKind.AT, who, place, trace)
            continue
        _movement(draft, trace)


def _movement(draft: _Draft, trace: Trace) -> None:
    container, company, place = trace.subjects[:3]
    draft.line(
        trace,
        _time(trace),
        draft.entity(container),
        _code(trace, "event"),
        _text(trace, "seal"),
        draft.entity(company) if company else EMPTY,
        draft.entity(place),
    )
    if company:
        kind = AssertionKind.CARRIED if draft.lookup[company].kind is EntityKind.PERSON else AssertionKind.MOVED
        draft.say(kind, company, container, trace)
    draft.say(AssertionKind.AT, container, place, trace)


def _suspicious_report(draft: _Draft, traces: list[Trace], _status: str) -> None:
    """A bank's report: what was unusual, with the payments that it names."""
    draft.columns = ("date", "unusual", "from", "to", "amount")
    for trace in traces:
        if trace.kind is TraceKind.SUSPICIOUS_REPORT:
            account, holder = trace.subjects[:2]
            draft.heading.append(("account", draft.entity(account)))
            draft.heading.append(("holder", draft.entity(holder)))
            draft.heading.append(("unusual", _code(trace, "statement")))
            amount = Cell(CellKind.AMOUNT, _number(trace, "amount_minor")) if trace.fact("amount_minor") else EMPTY
            draft.line(
                trace, _date(trace), _code(trace, "statement"), draft.entity(account), EMPTY, amount, section="report"
            )
            draft.say(AssertionKind.REPORTED, account, holder, trace, amount=_number(trace, "amount_minor"))
            draft.say_once(AssertionKind.HOLDS, holder, account, trace)
            continue
        origin, destination = trace.subjects[:2]
        amount = Cell(CellKind.AMOUNT, _number(trace, "amount_minor"))
        draft.line(
            trace, _date(trace), _code(trace, "purpose"), draft.entity(origin), draft.entity(destination), amount
        )
        draft.say(AssertionKind.PAID, origin, destination, trace, amount=_number(trace, "amount_minor"))


def _interview(draft: _Draft, traces: list[Trace], status: str) -> None:
    """What a person said, a paragraph for each thing known; what speaks for somebody stays in."""
    draft.columns = ("number", "about", "said")
    draft.heading.append(("person", draft.entity(draft.target.key)))
    draft.heading.append(("status", Cell(CellKind.CODE, status or "witness")))
    own = [trace for trace in traces if trace.subjects[0] == draft.target.key]
    for number, trace in enumerate(own, start=1):
        about = trace.subjects[1:]
        first = draft.entity(about[0]) if about else EMPTY
        for other in about[1:]:
            draft.entity(other)
        draft.line(trace, Cell(CellKind.NUMBER, number), first, Cell(CellKind.TEXT, _worded(draft, trace)))
        _statement(draft, trace)


def _worded(draft: _Draft, trace: Trace) -> str:
    text = draft.words(f"statement.{trace.fact('statement')}")
    for place, subject in enumerate(trace.subjects):
        label = draft.lookup[subject].label
        text = text.replace(f"{{{place}}}", label).replace(f"{{{subject}}}", label)
    return text


def _statement(draft: _Draft, trace: Trace) -> None:
    """Assert what a known fact says, on the word of the person who knows it."""
    speaker, *about = trace.subjects
    for entity in about:
        if entity != speaker:
            draft.say(AssertionKind.STATED, speaker, entity, trace, by=speaker)
    kind = STATEMENT_ASSERTIONS.get(str(trace.fact("asserts") or ""))
    if kind is not None and about:
        subject, obj = (about[0], about[1]) if len(about) > 1 else _with_speaker(kind, speaker, about[0])
        draft.say(kind, subject, obj, trace, amount=_number(trace, "amount_minor"), by=speaker)
    favoured = trace.fact("exculpates")
    if isinstance(favoured, str) and favoured:
        draft.exculpates.add(favoured)
        draft.entity(favoured)


def _with_speaker(kind: AssertionKind, speaker: str, about: str) -> tuple[str, str]:
    """Subject and object when a statement names one entity only: who is threatened; else the speaker did it."""
    if kind is AssertionKind.THREATENED:
        return about, ""
    return speaker, about


def _surveillance_log(draft: _Draft, traces: list[Trace], _status: str) -> None:
    """What a team saw: where the target was, whom it met, what was moved."""
    draft.columns = ("time", "seen", "who", "with", "place")
    draft.heading.append(("target", draft.entity(draft.target.key)))
    for trace in traces:
        seen = Cell(CellKind.CODE, f"seen.{trace.kind}")
        if trace.kind is TraceKind.BORDER_CHECK:
            who, place = trace.subjects[:2]
            draft.line(trace, _time(trace), seen, draft.entity(who), EMPTY, draft.entity(place))
            draft.say(AssertionKind.AT, who, place, trace)
        elif trace.kind is TraceKind.CALL:
            one, other = trace.subjects[:2]
            draft.line(trace, _time(trace), seen, draft.entity(one), draft.entity(other), EMPTY)
            draft.say(AssertionKind.CALLED, one, other, trace)
        else:
            container, company, place = trace.subjects[:3]
            mover = draft.entity(company) if company else EMPTY
            draft.line(trace, _time(trace), seen, draft.entity(container), mover, draft.entity(place))
            draft.say(AssertionKind.AT, container, place, trace)


def _seizure_record(draft: _Draft, traces: list[Trace], _status: str) -> None:
    """What was found, where and how much, with the movements of the container that the record refers to."""
    draft.columns = ("time", "target", "event", "mass", "company", "place")
    draft.heading.append(("target", draft.entity(draft.target.key)))
    for trace in traces:
        if trace.kind is TraceKind.SEIZURE:
            what, place = trace.subjects[:2]
            mass = Cell(CellKind.GRAMS, _number(trace, "grams"))
            event = Cell(CellKind.CODE, "seizure")
            draft.line(
                trace, _time(trace), draft.entity(what), event, mass, EMPTY, draft.entity(place), section="seizure"
            )
            draft.say(AssertionKind.FOUND, what, place, trace)
            draft.say(AssertionKind.AT, what, place, trace)
            continue
        container, company, place = trace.subjects[:3]
        mover = draft.entity(company) if company else EMPTY
        draft.line(
            trace, _time(trace), draft.entity(container), _code(trace, "event"), EMPTY, mover, draft.entity(place)
        )
        if company:
            draft.say(AssertionKind.MOVED, company, container, trace)


def _answer_note(draft: _Draft, traces: list[Trace], status: str) -> None:
    """A short answer on a police or FIU channel: what is on record, without the records."""
    draft.columns = ("date", "confirms", "subject", "object", "detail")
    draft.heading.append(("about", draft.entity(draft.target.key)))
    draft.heading.append(("outcome", Cell(CellKind.CODE, status or ("confirmed" if traces else "nothing_known"))))
    for trace in traces:
        subject, obj = _ends(trace)
        draft.line(
            trace,
            _date(trace),
            Cell(CellKind.CODE, f"confirms.{trace.kind}"),
            draft.entity(subject),
            draft.entity(obj) if obj else EMPTY,
            Cell(CellKind.AMOUNT, _number(trace, "amount_minor")) if trace.fact("amount_minor") else EMPTY,
        )
        _confirm(draft, trace, subject, obj)


def _ends(trace: Trace) -> tuple[str, str]:
    """The two entities that a short answer names of a record."""
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
    TraceKind.COMPANY_REGISTERED: (AssertionKind.DIRECTS, True),
}
"""What a short answer asserts of a record, and whether the record names the object first."""


def _confirm(draft: _Draft, trace: Trace, subject: str, obj: str) -> None:
    if trace.kind is TraceKind.KNOWLEDGE:
        for other in trace.subjects[1:]:
            draft.entity(other)
        _statement(draft, trace)
        return
    kind, turned = _CONFIRMED[trace.kind]
    if obj:
        one, other = (obj, subject) if turned else (subject, obj)
        draft.say(kind, one, other, trace, amount=_number(trace, "amount_minor"))
    owner = trace.subjects[2] if len(trace.subjects) > 2 else ""
    if owner and trace.kind in {TraceKind.ACCOUNT_OPENED, TraceKind.COMPANY_REGISTERED}:
        draft.entity(owner)
        draft.say(AssertionKind.OWNS, owner, subject, trace)


_WRITERS: dict[DocumentKind, Callable[[_Draft, list[Trace], str], None]] = {
    DocumentKind.BANK_STATEMENT: _bank_statement,
    DocumentKind.ACCOUNT_FILE: _account_file,
    DocumentKind.CALL_RECORDS: _call_records,
    DocumentKind.PORT_LOG: _port_log,
    DocumentKind.SUSPICIOUS_REPORT: _suspicious_report,
    DocumentKind.INTERVIEW: _interview,
    DocumentKind.SURVEILLANCE_LOG: _surveillance_log,
    DocumentKind.SEIZURE_RECORD: _seizure_record,
    DocumentKind.ANSWER_NOTE: _answer_note,
}
