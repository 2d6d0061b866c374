"""What custodians hand over: from a question about an entity to papers made of traces that exist at that moment.

The only place where the world's traces become documents of a file. No row is invented: what is gone, or kept in
another country, is not in the paper.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from simulation.casework.documents.document import Consent, Document, Origin, Use
from simulation.casework.documents.from_traces import render
from simulation.casework.documents.record import BEFORE_EVERYTHING, DocumentRecord, records_for
from simulation.exercise.core.digest import DigestLine
from simulation.exercise.core.state import CountryState, State
from simulation.exercise.evidence import risks
from simulation.exercise.evidence.events import DocumentReceived
from simulation.kernel.agenda import DAY
from simulation.kernel.draws import Purpose
from simulation.kernel.entities import Entity, EntityKind
from simulation.kernel.offices import OfficeTask
from simulation.kernel.terms import Office, Phrase
from simulation.kernel.traces import Trace, TraceKind
from simulation.network import authorities, questions
from simulation.network.connections import connections
from simulation.network.world.model import Identities
from simulation.scenario.schema.play import DocumentKind, Sought

SEES = 0.5
"""Share of what can be seen of a target that an informant near it has seen (assumption)."""

USUAL_PERIOD_DAYS = 365
"""Period for which records are looked up when the question names none (assumption)."""


@dataclass(slots=True)
class DocumentKinds:
    """The kinds of documents that there are in this exercise, by code."""

    known: Mapping[DocumentKind, DocumentRecord] = field(default_factory=dict)


class Holdings:
    """What custodians hold at this moment of an exercise."""

    def __init__(self, state: State) -> None:
        """Keep the exercise."""
        self._state = state
        self._network = state.network

    def about(
        self, subject: str, kinds: Collection[TraceKind], country: str, start: int, end: int
    ) -> tuple[Trace, ...]:
        """Records about an entity in a country, "" for any, of acts in a period."""
        found = self._network.traces.about(subject, kinds, start, end, self._state.now)
        return tuple(trace for trace in found if not country or trace.country == country)

    def bank_records(self, account: str, start: int, end: int) -> tuple[Trace, ...]:
        """The payments of an account, with what lay on it after each, and its opening, from its own bank."""
        return questions.bank_records(self._network, account, start, end, self._state.now)

    def bank_payments(self, account: str, start: int, end: int) -> tuple[Trace, ...]:
        """The payments of an account alone, from its own bank, without what lay on it after each."""
        return questions.bank_payments(self._network, account, start, end, self._state.now)

    def connections(self, phone: str, start: int, end: int) -> tuple[Trace, ...]:
        """When a phone was connected and what was operated with it, from its provider."""
        return connections(self._network, phone, start, end, self._state.now)

    def entity(self, key: str) -> Entity:
        """The entity with this key."""
        return self._network.entities[key]

    def is_account_in(self, key: str, country: str) -> bool:
        """Whether this is an account that a bank of the country keeps."""
        return key in self._network.money.accounts and self._network.entities[key].country == country

    def accounts_of(self, holder: str) -> tuple[str, ...]:
        """Accounts in the name of a person or company."""
        return questions.accounts_of(self._network, holder)

    def holder_of(self, account: str) -> str | None:
        """In whose name an account is."""
        return self._network.money.holder_of(account)

    def phone_of(self, person: str) -> str | None:
        """A person's telephone."""
        return self._network.identities.phone_of(person)

    def is_noticed(self, trace: Trace) -> bool:
        """Whether somebody who is near has seen what left this trace; the same for every question."""
        return self._state.draws.uniform(Purpose.YIELD, trace.key, "noticed", trace.time) < SEES


def record_of(state: State, kind: DocumentKind) -> DocumentRecord:
    """The record of a kind of document in this exercise.

    Raises:
        KeyError: It knows no such kind.
    """
    return state.part(DocumentKinds).known[kind]


def targets_of(state: State, kind: DocumentKind, target: str, country: str) -> tuple[str, ...]:
    """The accounts, phones or things in a country that a question about an entity reaches."""
    entity, record = state.network.entities.get(target), record_of(state, kind)
    if entity is None or record.only_about not in {None, entity.kind}:
        return ()
    if entity.kind in {EntityKind.PERSON, EntityKind.COMPANY}:
        if record.held_as is EntityKind.ACCOUNT:
            accounts = questions.accounts_of(state.network, target)
            return tuple(key for key in accounts if state.network.entities[key].country == country)
        if record.held_as is EntityKind.PHONE:
            phone = state.network.identities.phone_of(target)
            return (phone,) if phone is not None and state.network.entities[phone].country == country else ()
    return (target,)


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
    asking: str = "",
    is_owed: bool = False,
    dated: int | None = None,
) -> Document | None:
    """A paper about an entity from a country's custodians as of now; None when nobody there holds anything.

    `asking` is the country for which somebody is heard, where that is another one. A paper that `is_owed` is written
    all the same, as the record of a search that found nothing; it proves nothing. `dated` is the second at which it
    was written, where that is not now.
    """
    last = state.now if end is None else end
    first = last - USUAL_PERIOD_DAYS * DAY if start is None else start
    record = record_of(state, kind)
    traces = records_for(record, Holdings(state), state.network.identities.bearer(target), country, first, last)
    if record.is_spoken:
        asks = state.countries.get(asking or country)
        traces = tuple(trace for trace in traces if _can_ask(trace, asks, state.network.identities))
    if not traces:
        if not is_owed:
            return None
        use = replace(use, is_evidence=False)
    return _written(state, record, target, traces, key, use, country, status, (first, last), dated=dated)


def _can_ask(said: Trace, asking: CountryState | None, identities: Identities) -> bool:
    """Whether a country can put to somebody what it takes for this to be said: its file names it, or says so."""
    shown, that = said.fact("shown"), said.fact("shown_that")
    if shown is None and that is None:
        return True
    if asking is None:
        return False
    if shown is not None and shown not in {identities.bearer(each.key) for each in asking.file.known.all}:
        return False
    wanted = str(that or "").split()
    return not wanted or any(
        each.kind == wanted[0]
        and wanted[1] in {ANYTHING, identities.bearer(each.subject)}
        and wanted[2] in {ANYTHING, identities.bearer(each.object)}
        for paper in asking.file.told()
        for each in paper.assertions
    )


ANYTHING = "-"
"""Stands in `shown_that` for any subject or object."""


PROOFS = frozenset({"served", "appeared", "transferred", "taken_over"})
"""Outcomes of which the note itself is the proof, whatever registers hold: service, a person brought, a case taken."""


def note(state: State, sought: Sought, target: str, country: str, key: str, use: Use, status: str) -> Document:
    """A note of answer about an entity: what the registers of a country hold; one that shows nothing proves nothing."""
    traces: tuple[Trace, ...] = ()
    registers = state.law.kind_of(sought).registers
    if registers and status != "declined":
        traces = Holdings(state).about(
            state.network.identities.bearer(target), registers, country, BEFORE_EVERYTHING, state.now
        )
    use = use if traces or status in PROOFS else replace(use, is_evidence=False)
    return _written(state, record_of(state, DocumentKind.ANSWER_NOTE), target, traces, key, use, country, status)


def _written(
    state: State,
    record: DocumentRecord,
    target: str,
    traces: tuple[Trace, ...],
    key: str,
    use: Use,
    country: str,
    status: str,
    period: tuple[int, int] | None = None,
    *,
    dated: int | None = None,
) -> Document:
    """A paper as its custodian writes it: whom it is about as the question spells him or her, others its own way."""
    network = state.network
    bearer = network.identities.bearer(target)
    written = {**network.identities.spellings.get((country, record.kind), {}), bearer: target}
    names = {who: name for who, name in written.items() if who != name}
    spelled = {who: replace(network.entities[name], key=who) for who, name in names.items()}
    paper = render(
        record,
        bearer,
        traces,
        ChainMap(spelled, network.entities) if spelled else network.entities,
        key,
        state.now if dated is None else dated,
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
    """Put a paper into a country's file, tell its seats, and note whom it shows to be at risk.

    What the file has as a lead and comes again as evidence is the same paper, and stands from now on.
    """
    keeper = state.countries.get(country)
    if keeper is None:
        return
    at_risk, is_new = {exposure.person for exposure in keeper.file.risks.all}, document.key not in keeper.file.filed
    if not keeper.file.add(document, state.now, source):
        return
    if is_new and document.form.is_spoken:
        authorities.heard(state.network, document.about, document.dated)
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
    for exposure in keeper.file.risks.all:
        if exposure.person not in at_risk:
            risks.came_to_be_known(state, country, exposure.person, document.key)
    code = "digest.document_evidence" if document.use.stands else "digest.document_lead"
    what = Phrase(code, (("kind", document.kind.value), ("country", document.country)))
    state.tell(country, DigestLine(state.now, what, "document", document.key, offices), news=document.key)


def hand_over_file(state: State, giver: str, taker: str, keys: Collection[str], source: str) -> None:
    """The papers of a file on which a case rests go over to the country that has the case from now on.

    UNTOC articles 16(10) and 21; ETS 24 article 6(2): files, information and exhibits are transmitted. What has no
    force as evidence where it comes from stays there, but for reports of paid sources behind what goes, which the
    defence has to be shown.

    Args:
        state: The exercise.
        giver: Country whose file it is.
        taker: Country that has the case now.
        keys: Of papers; what the giver has not is passed over.
        source: Key of the matter, as where they come from.
    """
    file = state.countries[giver].file
    offices = state.with_task(taker, OfficeTask.LETTERS)
    standing = [paper for paper in file.chosen(tuple(filter(file.filed.get, keys))) if paper.use.stands]
    owed = {key: None for paper in standing for key in paper.use.rewards if file.filed.get(key) is not None}
    for paper in dict.fromkeys((*file.chosen(tuple(owed)), *standing)):
        use = _handed_over(paper, taker)
        if use is not None:
            file_document(state, taker, paper.with_use(use), source, offices)


def inform(state: State, giver: str, taker: str, keys: Collection[str], source: str) -> None:
    """Papers of a file go to another country so that it can decide: leads there, for that decision and nothing else.

    UNTOC articles 16(16), 18(19); ETS 24 article 13: information that supplements a request. What the country itself
    once sent, it has already.

    Args:
        state: The exercise.
        giver: Country whose file it is.
        taker: Country that decides.
        keys: Of papers of that file.
        source: Key of the matter.
    """
    offices = state.with_task(taker, OfficeTask.LETTERS)
    for paper in state.countries[giver].file.chosen(tuple(keys)):
        if paper.country != taker:
            file_document(state, taker, paper.with_use(_limited(paper, Origin.MLA)), source, offices)


def _handed_over(paper: Document, taker: str) -> Use | None:
    """What a paper of a file that is handed over may be used for there; None where it stays.

    What the giver obtained at home is its to give, with the certificate and the record of custody that whoever sends it
    can add (UNTOC article 16(10) on procedural and evidentiary aspects; that both always come along is an assumption);
    an oath can't be added. What the taker itself obtained for the giver is evidence at home. What came from anybody
    else is a lead with its sender's limits, until that sender consents (UNTOC article 18(19)).
    """
    use = paper.use
    if use.origin is Origin.HOME:
        return replace(use, origin=Origin.MLA, formalities=tuple(sorted({*use.formalities, "F1", "F4"})))
    if paper.country == taker:
        return HOME if use.origin is Origin.MLA and use.is_evidence else None
    return _limited(paper, Origin.MLA)


def passed_on(paper: Document, giver: str, use: Use) -> Use:
    """What a paper of a file may be used for by whoever gets it: what the giver allows, of its own papers.

    What came to the giver from another country, or was obtained for another country, is a lead with that country's
    limits, until that country consents (UNTOC article 18(19)).

    Args:
        paper: The paper, as the giver's file has it.
        giver: Code of the country whose file it is.
        use: What the giver allows.
    """
    return use if is_own(paper, giver) else _limited(paper, use.origin)


def is_own(paper: Document, country: str) -> bool:
    """Whether a paper of a country's file is that country's to allow: from it, and not obtained for another."""
    return paper.country == country and not paper.use.owner


def _limited(paper: Document, origin: Origin) -> Use:
    """A lead that comes this way, with the limits that the paper has; its own country alone can allow more."""
    owner = paper.use.owner or paper.country
    return replace(paper.use, is_evidence=False, origin=origin, consent=Consent.NEEDED, owner=owner)


def lead(origin: Origin) -> Use:
    """What comes by an informal channel: it tells where to look; use in court needs the sender's consent."""
    return Use(is_evidence=False, origin=origin, consent=Consent.NEEDED)


def as_named(entity: Entity) -> Entity:
    """An entity as a request names it: a person with birth and nationality (C5), anything else by its label alone."""
    kept = tuple(each for each in entity.details if each[0] in {"born", "nationality", "profession"})
    return replace(entity, details=kept if entity.kind is EntityKind.PERSON else ())


HOME = Use(is_evidence=True, origin=Origin.HOME)
"""What a measure at home brings: obtained under the own law."""


class Words:
    """The scenario's texts in the exercise's language, as a callable that needs no closure."""

    def __init__(self, state: State) -> None:
        """Keep the scenario and the language."""
        self._scenario = state.scenario
        self._language = state.settings.language

    def __call__(self, key: str) -> str:
        """The words for a key."""
        return self._scenario.text(key, self._language)
