"""What custodians hand over: from a question about an entity to papers made of traces that exist at that moment.

The only place where the world's traces become documents of a file. No row is invented: what is gone, or kept in
another country, is not in the paper.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable
from dataclasses import replace

from simulation.casework.documents.document import Consent, Document, Origin, Use
from simulation.casework.documents.from_traces import render
from simulation.casework.documents.kinds.all_kinds import form_of
from simulation.exercise.core.digest import DigestLine
from simulation.exercise.core.state import State
from simulation.exercise.evidence.events import DocumentReceived, ExposureKnown, PersonProtected
from simulation.exercise.evidence.fiu_analysis import analysis
from simulation.kernel.agenda import DAY
from simulation.kernel.draws import Purpose
from simulation.kernel.entities import Entity, EntityKind
from simulation.kernel.terms import Office, Phrase
from simulation.kernel.traces import BY_TIME, Trace, TraceKind
from simulation.law.book.assistance_types import kind_of
from simulation.network.connections import connections
from simulation.scenario.schema.play import DocumentKind, Sought

BEFORE_EVERYTHING = -100_000 * DAY
"""Before any record: for registers that are looked up whole."""

SEES = 0.5
"""Share of what can be seen of a target that an informant near it has seen (assumption)."""

REPORTED_DAYS = 30
"""Days of payments that a bank's report lists (assumption)."""

USUAL_PERIOD_DAYS = 365
"""Period for which records are looked up when the question names none (assumption)."""


def targets_of(state: State, kind: DocumentKind, target: str, country: str) -> tuple[str, ...]:
    """The accounts, phones or things in a country that a question about an entity reaches."""
    entity = state.network.entities.get(target)
    if entity is None:
        return ()
    if kind is DocumentKind.COMPANY_EXTRACT and entity.kind is not EntityKind.COMPANY:
        return ()
    if entity.kind in {EntityKind.PERSON, EntityKind.COMPANY}:
        held_as = form_of(kind).held_as
        if held_as is EntityKind.ACCOUNT:
            accounts = state.network.accounts_of(target)
            return tuple(key for key in accounts if state.network.entities[key].country == country)
        if held_as is EntityKind.PHONE:
            phone = state.network.phone_of(target)
            return (phone,) if phone is not None and state.network.entities[phone].country == country else ()
    return (target,)


def traces_for(state: State, kind: DocumentKind, target: str, country: str, start: int, end: int) -> tuple[Trace, ...]:
    """What custodians in a country still hold for a paper of this kind."""
    selected = _SELECTED.get(kind)
    if selected is not None:
        return selected(state, target, country, start, end)
    form = form_of(kind)
    return _about(state, form.looks_up, target, country, BEFORE_EVERYTHING if form.whole else start, end)


def _statement(state: State, account: str, country: str, start: int, end: int) -> tuple[Trace, ...]:
    """The payments of an account, from the bank that keeps it."""
    if state.network.entities[account].country != country:
        return ()
    return state.network.bank_records(account, start, end, state.now)


def _connections(state: State, phone: str, country: str, start: int, end: int) -> tuple[Trace, ...]:
    """Where a phone was connected, with who subscribed the number."""
    made = connections(state.network, phone, start, end, state.now)
    found = tuple(each for each in made if each.country == country)
    return (*found, *_subscribers(state, phone, (), country, end)) if found else ()


def _calls(state: State, phone: str, country: str, start: int, end: int) -> tuple[Trace, ...]:
    """The calls of a phone, with who subscribed the numbers at both ends."""
    calls = _about(state, (TraceKind.CALL,), phone, country, start, end)
    return (*calls, *_subscribers(state, phone, calls, country, end)) if calls else ()


def _watched(state: State, target: str, country: str, start: int, end: int) -> tuple[Trace, ...]:
    """What can be seen of a target; a number that is seen in use is the person's whenever it was subscribed."""
    phone = state.network.phone_of(target)
    found = _about(state, form_of(DocumentKind.SURVEILLANCE_LOG).looks_up, target, country, start, end)
    if phone is not None:
        calls = _about(state, (TraceKind.CALL,), phone, country, start, end)
        found += calls
        if calls:
            found += _about(state, (TraceKind.SUBSCRIBER,), phone, country, BEFORE_EVERYTHING, end)
    return tuple(sorted(set(found), key=BY_TIME))


def _noticed(state: State, target: str, country: str, start: int, end: int) -> tuple[Trace, ...]:
    """What an informant near a target has seen of what can be seen."""
    seen = _watched(state, target, country, start, end)
    return tuple(each for each in seen if each.kind is TraceKind.SUBSCRIBER or _is_noticed(state, each))


def _known(state: State, target: str, _country: str, start: int, end: int) -> tuple[Trace, ...]:
    """What a person knows, wherever it was learned."""
    found = _about(state, form_of(DocumentKind.INTERVIEW).looks_up, target, "", start, end)
    return tuple(trace for trace in found if trace.subjects[0] == target)


def _is_noticed(state: State, trace: Trace) -> bool:
    """Whether an informant who is near has seen what left this trace; the same for every question."""
    return state.draws.uniform(Purpose.YIELD, trace.key, "noticed", trace.time) < SEES


def _largest_payment(state: State, account: str, country: str, start: int, end: int) -> tuple[Trace, ...]:
    """The largest payment that left an account in a period, the first of equals: where the money is traced to."""
    if account not in state.network.accounts or state.network.entities[account].country != country:
        return ()
    found = state.network.bank_records(account, start, end, state.now)
    paid = [each for each in found if each.kind is TraceKind.TRANSFER and each.subjects[0] == account]
    return tuple(sorted(paid, key=lambda each: (-int(each.fact("amount_minor") or 0), each.time, each.key))[:1])


def _reported(state: State, account: str, country: str, start: int, end: int) -> tuple[Trace, ...]:
    """A bank's latest report on an account, with the payments of the month before it, as far as the period goes."""
    reports = _about(state, (TraceKind.SUSPICIOUS_REPORT,), account, country, start, end)
    if not reports:
        return ()
    return reports[-1:] + tuple(paid for paid in payments_before(state, reports[-1]) if paid.time >= start)


def payments_before(state: State, report: Trace) -> tuple[Trace, ...]:
    """The payments that a bank lists in its report: those of the month before it."""
    found = state.network.bank_records(report.subjects[0], report.time - REPORTED_DAYS * DAY, report.time, state.now)
    return tuple(trace for trace in found if trace.kind is TraceKind.TRANSFER)


def _subscribers(state: State, phone: str, calls: tuple[Trace, ...], country: str, end: int) -> tuple[Trace, ...]:
    """Who subscribed the number and those at the other end, as operators there know it, whatever the period is."""
    phones = dict.fromkeys((phone, *(subject for call in calls for subject in call.subjects[:2])))
    return tuple(
        trace
        for each in phones
        for trace in _about(state, (TraceKind.SUBSCRIBER,), each, country, BEFORE_EVERYTHING, end)
    )


def _account_papers(state: State, account: str, country: str, _start: int, end: int) -> tuple[Trace, ...]:
    """The opening of an account, and the register extract of its holder that banks keep with it."""
    opened = _about(state, (TraceKind.ACCOUNT_OPENED,), account, country, BEFORE_EVERYTHING, end)
    holder = state.network.holder_of(account)
    if holder is None or not opened:
        return opened
    registered = _about(state, (TraceKind.COMPANY_REGISTERED,), holder, country, BEFORE_EVERYTHING, end)
    return (*opened, *(trace for trace in registered if trace.subjects[0] == holder))


_SELECTED: dict[DocumentKind, Callable[[State, str, str, int, int], tuple[Trace, ...]]] = {
    DocumentKind.BANK_STATEMENT: _statement,
    DocumentKind.ACCOUNT_FILE: _account_papers,
    DocumentKind.CALL_RECORDS: _calls,
    DocumentKind.CONNECTION_LOG: _connections,
    DocumentKind.SURVEILLANCE_LOG: _watched,
    DocumentKind.INFORMANT_REPORT: _noticed,
    DocumentKind.INTERVIEW: _known,
    DocumentKind.WIRE_CONFIRMATION: _largest_payment,
    DocumentKind.SUSPICIOUS_REPORT: _reported,
    DocumentKind.ANALYSIS_REPORT: analysis,
}
"""Kinds whose records are chosen by a rule of their own; of all others the custodian looks up what the row names."""


def make(
    state: State,
    kind: DocumentKind,
    target: str,
    country: str,
    key: str,
    use: Use,
    *,
    start: int | None = None,
    end: int | None = None,
    status: str = "",
) -> Document | None:
    """A paper about an entity from a country's custodians as of now; None when nobody there holds anything."""
    last = state.now if end is None else end
    first = last - USUAL_PERIOD_DAYS * DAY if start is None else start
    traces = traces_for(state, kind, state.network.bearer(target), country, first, last)
    if not traces:
        return None
    return _written(state, kind, target, traces, key, use, country, status, (first, last))


PROOFS = frozenset({"served", "appeared", "transferred", "taken_over"})
"""Outcomes of which the note itself is the proof, whatever registers hold: service, a person brought, a case taken."""


def note(state: State, sought: Sought, target: str, country: str, key: str, use: Use, status: str) -> Document:
    """A note of answer about an entity: what the registers of a country hold; one that shows nothing proves nothing."""
    traces: tuple[Trace, ...] = ()
    registers = kind_of(sought).registers
    if registers and status != "declined":
        traces = _about(state, registers, state.network.bearer(target), country, BEFORE_EVERYTHING, state.now)
    use = use if traces or status in PROOFS else replace(use, is_evidence=False)
    return _written(state, DocumentKind.ANSWER_NOTE, target, traces, key, use, country, status)


def _written(
    state: State,
    kind: DocumentKind,
    target: str,
    traces: tuple[Trace, ...],
    key: str,
    use: Use,
    country: str,
    status: str,
    period: tuple[int, int] | None = None,
) -> Document:
    """A paper as its custodian writes it: whom it is about as the question spells him or her, others its own way."""
    network = state.network
    bearer = network.bearer(target)
    written = {**network.spellings.get((country, kind), {}), bearer: target}
    names = {who: name for who, name in written.items() if who != name}
    spelled = {who: replace(network.entities[name], key=who) for who, name in names.items()}
    paper = render(
        kind,
        bearer,
        traces,
        ChainMap(spelled, network.entities) if spelled else network.entities,
        key,
        state.now,
        use,
        Words(state),
        period=period,
        country=country,
        status=status,
    )
    return paper.called(names)


def file_document(
    state: State, country: str, document: Document, source: str, offices: tuple[Office, ...] = ()
) -> None:
    """Put a paper into a country's file, tell its seats, and note whom it shows to be at risk."""
    keeper = state.countries.get(country)
    if keeper is None or keeper.file.filing(document.key) is not None:
        return
    at_risk = {exposure.person for exposure in keeper.file.exposures}
    keeper.file.add(document, state.now, source)
    state.emit(
        DocumentReceived(
            at=state.now,
            cause=state.cause,
            by=state.by,
            country=country,
            document=document.key,
            kind=document.kind,
            about=document.about,
            origin=document.use.origin,
            source=source,
            is_evidence=document.use.stands,
            rows=len(document.rows),
        )
    )
    for exposure in keeper.file.exposures:
        if exposure.person not in at_risk:
            state.emit(
                ExposureKnown(
                    at=state.now,
                    cause=state.cause,
                    by=state.by,
                    country=country,
                    person=exposure.person,
                    document=document.key,
                )
            )
            if is_protected(state, exposure.person):
                end_exposure(state, country, exposure.person, "protected_elsewhere")
    code = "digest.document_evidence" if document.use.stands else "digest.document_lead"
    what = Phrase(code, (("kind", document.kind.value), ("country", document.country)))
    state.tell(country, DigestLine(state.now, what, "document", document.key, offices), news=document.key)


def lead(origin: Origin) -> Use:
    """What comes by an informal channel: it tells where to look; use in court needs the sender's consent."""
    return Use(is_evidence=False, origin=origin, consent=Consent.NEEDED)


def end_exposure(state: State, country: str, person: str, measure: str) -> None:
    """A person at risk is protected: known exposure ends in this country's file."""
    state.countries[country].file.protect(person, state.now)
    state.emit(
        PersonProtected(at=state.now, cause=state.cause, by=state.by, country=country, person=person, measure=measure)
    )


def is_protected(state: State, person: str) -> bool:
    """Whether some country protects a person who was at risk."""
    return any(
        exposure.person == person and exposure.until is not None
        for country in state.countries.values()
        for exposure in country.file.exposures
    )


def as_named(entity: Entity) -> Entity:
    """An entity as a request names it: a person with birth and nationality (C5), anything else by its label alone."""
    kept = tuple(each for each in entity.details if each[0] in {"born", "nationality", "profession"})
    return replace(entity, details=kept if entity.kind is EntityKind.PERSON else ())


HOME = Use(is_evidence=True, origin=Origin.HOME)
"""What a measure at home brings: obtained under the own law."""


def _about(
    state: State, kinds: tuple[TraceKind, ...], subject: str, country: str, start: int, end: int
) -> tuple[Trace, ...]:
    found = state.network.traces.about(subject, kinds, start, end, state.now)
    return tuple(trace for trace in found if not country or trace.country == country)


class Words:
    """The scenario's texts in the exercise's language, as a callable that needs no closure."""

    def __init__(self, state: State) -> None:
        """Keep the scenario and the language."""
        self._scenario = state.scenario
        self._language = state.settings.language

    def __call__(self, key: str) -> str:
        """The words for a key."""
        return self._scenario.text(key, self._language)
