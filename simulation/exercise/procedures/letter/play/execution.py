"""What a request brings when it is executed or answered: acts in the world, papers, and what its proof then says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from simulation.casework.documents.document import Consent, Document, Origin, Use
from simulation.casework.file.restrained_assets import TRANSITIONS, AssetAction, AssetState
from simulation.casework.proof.derived_evidence import following
from simulation.exercise.core.state import State
from simulation.exercise.evidence import gathering, uninvolved
from simulation.exercise.procedures.letter.commands import ActOnRequest
from simulation.exercise.procedures.letter.letter import Letter
from simulation.exercise.procedures.letter.play import mistakes, own_prosecution
from simulation.exercise.procedures.letter.play.state import Letters, RequestState
from simulation.exercise.procedures.letter.statuses import LetterAction, LetterStatus
from simulation.exercise.restrained_assets import confiscation
from simulation.exercise.restrained_assets import handlers as restrained_assets
from simulation.kernel.agenda import DAY
from simulation.kernel.draws import Purpose
from simulation.kernel.entities import EntityKind
from simulation.kernel.offices import OfficeTask
from simulation.kernel.traces import TraceKind
from simulation.law.book.assistance_types import Kind
from simulation.law.book.law_book import GroundRow, LawBook, Safeguard, load_law_book
from simulation.law.time.durations import SoughtRow
from simulation.network import authorities, questions
from simulation.scenario.schema.country import CourtUse
from simulation.scenario.schema.play import DocumentKind, Route, Sought

PRESERVED_DAYS = 90
"""Days for which data are kept on a foreign request: at least 60 by the Budapest Convention article 29(7), commonly
the 90 of article 16(2) (the choice of 90 is an assumption)."""

WILLING = 0.7
"""Chance that a person asked to appear abroad, or a prisoner asked to testify there, freely agrees (an assumption; no
published figure was found)."""

NOT_DONE = frozenset({"not_found", "not_in_custody", "no_consent", "elsewhere", "nothing_running"})
"""Outcomes that say why the act could not be done; no papers come with them."""

PRESERVED = (
    TraceKind.CALL,
    TraceKind.SUBSCRIBER,
    TraceKind.TRANSFER,
    TraceKind.ACCOUNT_OPENED,
    TraceKind.PORT_MOVEMENT,
    TraceKind.CONNECTION,
    TraceKind.MANIFEST,
)
"""Stored records that a preservation order reaches."""


type CarryOut = Callable[[State, Letter, str], str]
"""Does what a letter asks about a target; gives the outcome, "" when only records speak for themselves."""


@dataclass(frozen=True, slots=True, eq=False)
class AssistanceType:
    """A type of assistance with all its columns.

    Attributes:
        code: Its code.
        carry_out: What is done in the world; None where records are handed over and no more.
        row: What the law says of it; None: the law book's own data have it.
        time: What it does to stage times; None: the law book's own data have it, or it goes a short way.
        package: The package in which its words lie, as `words.toml`; "" where the catalogue has them.
    """

    code: Sought
    carry_out: CarryOut | None = None
    row: Kind | None = None
    time: SoughtRow | None = None
    package: str = ""


@dataclass(slots=True)
class AssistanceTypes:
    """The types of assistance that there are in this exercise, by code."""

    known: Mapping[Sought, AssistanceType] = field(default_factory=dict)


@cache
def law_with(types: tuple[AssistanceType, ...], grounds: tuple[GroundRow | Safeguard, ...] = ()) -> LawBook:
    """The law book, with the rows that types of assistance bring along, and with further grounds."""
    law = load_law_book()
    kinds = tuple(each.row for each in types if each.row is not None)
    sought = tuple(each.time for each in types if each.time is not None)
    if not kinds and not grounds:
        return law
    times = replace(law.times, sought=(*law.times.sought, *sought))
    own = tuple(each for each in grounds if isinstance(each, GroundRow))
    safeguards = tuple(each for each in grounds if isinstance(each, Safeguard))
    return replace(
        law,
        kinds=(*law.kinds, *kinds),
        times=times,
        grounds=(*law.grounds, *own),
        safeguards=(*law.safeguards, *safeguards),
    )


def carry_out(state: State, request: Letter, target: str) -> str:
    """Do what was asked about a target; the outcome, "" when only records speak for themselves."""
    act = state.part(AssistanceTypes).known[request.sought].carry_out
    return "" if act is None or target not in state.network.entities else act(state, request, target)


def _freeze(state: State, request: Letter, target: str) -> str:
    days = state.scenario.country(request.requested).freeze_review_days
    until = state.now + days * DAY if days else None
    return "frozen" if block(state, request, target, AssetAction.FREEZE, until) else "nothing_known"


def _surrender(state: State, request: Letter, target: str) -> str:
    if not _is_here(state, request, target) or not authorities.arrest(state.network, target, state.now):
        return "nothing_known"
    uninvolved.record(state, request.requested, target, request.key)
    return "surrendered"


def _inspect(state: State, request: Letter, target: str) -> str:
    """Officials come to the place: what is held there comes out."""
    if state.network.entities[target].country == request.requested:
        authorities.inspect(state.network, target, state.now)
    return ""


def _serve(state: State, request: Letter, target: str) -> str:
    """Proof of service, in person or at the seat of a company; or that nobody was found at the address."""
    return "served" if _is_here(state, request, target) else "not_found"


def _hear(state: State, request: Letter, target: str) -> str:
    return "" if _is_here(state, request, target) else "not_found"


def _appear(state: State, request: Letter, target: str) -> str:
    """Nobody can be made to appear abroad (UNTOC 18(3)(h)): the person is asked."""
    if not _is_here(state, request, target) or not questions.is_free(state.network, target):
        return "not_found"
    return "appeared" if _agrees(state, request, target) else "no_consent"


def _transfer(state: State, request: Letter, target: str) -> str:
    """A prisoner testifies abroad with free and informed consent only, and comes back (UNTOC 18(10)-(12))."""
    if not _is_here(state, request, target) or questions.is_free(state.network, target):
        return "not_in_custody"
    return "transferred" if _agrees(state, request, target) else "no_consent"


def _agrees(state: State, request: Letter, target: str) -> bool:
    return state.draws.uniform(Purpose.ATTENDANCE, f"{request.key}/{target}", "consent", state.now) < WILLING


def _preserve(state: State, request: Letter, target: str) -> str:
    """What still exists there is kept, nothing is handed over: a request for the data has to follow."""
    kept = False
    for subject in dict.fromkeys(
        (target, *gathering.targets_of(state, DocumentKind.CALL_RECORDS, target, request.requested))
    ):
        if state.network.entities[subject].country == request.requested:
            state.network.traces.preserve(
                state.network.identities.bearer(subject), PRESERVED, state.now + PRESERVED_DAYS * DAY, state.now
            )
            kept = True
    return "preserved" if kept else "elsewhere"


def _confiscate(state: State, request: Letter, target: str) -> str:
    """Give effect to the other side's judgment against whoever the money belongs to, as far as it is held here."""
    file = state.countries[request.requesting].file
    asset = file.assets.get(target)
    if asset is None or (asset.state, AssetAction.CONFISCATE) not in TRANSITIONS:
        return "nothing_held"
    if not confiscation.is_ordered(state, request.requesting, target):
        return "no_judgment"
    restrained_assets.end(state, request.requesting, target, AssetAction.CONFISCATE)
    return "confiscated"


def _return(state: State, request: Letter, target: str) -> str:
    asset = state.countries[request.requesting].file.assets.get(target)
    return "return_agreed" if asset is not None and asset.state is AssetState.CONFISCATED else "nothing_confiscated"


def _let_run(state: State, _request: Letter, target: str) -> str:
    """Goods only, never persons (UNTOC 20(4))."""
    return "let_run" if authorities.let_run(state.network, target, state.now) else "nothing_running"


def _join(_state: State, _request: Letter, _target: str) -> str:
    """The invitation is taken up; the terms are a matter for both sides' meeting (UNTOC 19)."""
    return "team_invited"


def _take_proceedings(state: State, request: Letter, _target: str) -> str:
    """The file goes over with the papers relied on, as evidence, and the prosecutor there has the case (UNTOC 21)."""
    asking = state.countries[request.requesting].file
    offices = state.with_task(request.requested, OfficeTask.LETTERS)
    for paper in asking.chosen(tuple(key for key in request.content.grounds if asking.filed.get(key) is not None)):
        if paper.use.stands:
            use = Use(is_evidence=True, origin=Origin.MLA, formalities=paper.use.formalities)
            gathering.file_document(state, request.requested, paper.with_use(use), request.key, offices)
    own_prosecution.take_over(state, request)
    return "taken_over"


def block(state: State, request: Letter, target: str, action: AssetAction, until: int | None) -> bool:
    """Block every account of a target there; whether any is held now, whatever lies on it."""
    accounts = _accounts(state, target, request.requested)
    for account in accounts:
        restrained_assets.block(state, request.requested, request.requesting, account, action, request.key, until)
    return any(state.network.money.is_frozen(account) for account in accounts)


def _accounts(state: State, target: str, country: str) -> tuple[str, ...]:
    accounts = gathering.targets_of(state, DocumentKind.ACCOUNT_FILE, target, country)
    entities = state.network.entities
    return tuple(
        key for key in accounts if entities[key].kind is EntityKind.ACCOUNT and entities[key].country == country
    )


def _is_here(state: State, request: Letter, target: str) -> bool:
    """Whether a person is in the country that was asked, or a company has its seat there."""
    entity = state.network.entities[target]
    if entity.kind is EntityKind.PERSON:
        return questions.whereabouts(state.network, target) == request.requested
    return entity.country == request.requested


def _postpone(state: State, request: Letter, target: str) -> str:
    until = state.now + state.scenario.country(request.requested).short_freeze_days * DAY
    return "postponed" if block(state, request, target, AssetAction.POSTPONE, until) else "nothing_known"


_ACTS: Mapping[Sought, CarryOut] = {
    Sought.FREEZE: _freeze,
    Sought.SURRENDER: _surrender,
    Sought.SEARCH: _inspect,
    Sought.EXAMINATION: _inspect,
    Sought.SERVICE: _serve,
    Sought.VIDEO_HEARING: _hear,
    Sought.VOLUNTARY_APPEARANCE: _appear,
    Sought.DETAINEE_TRANSFER: _transfer,
    Sought.PRESERVATION: _preserve,
    Sought.CONFISCATION: _confiscate,
    Sought.ASSET_RETURN: _return,
    Sought.CONTROLLED_DELIVERY: _let_run,
    Sought.JOINT_TEAM: _join,
    Sought.TRANSFER_OF_PROCEEDINGS: _take_proceedings,
    Sought.POSTPONEMENT: _postpone,
}

SHIPPED: tuple[AssistanceType, ...] = tuple(AssistanceType(each, _ACTS.get(each)) for each in Sought)
"""The types of assistance that ship, in the order of the pages; what is said of each stands in the law book's rows."""


_RETURNS = frozenset({LetterAction.RETURN_FULL, LetterAction.RETURN_PART})

KEPT = Use(is_evidence=False, origin=Origin.MLA, consent=Consent.NEEDED)
"""What the executing country may do with papers that it obtained for another: nothing without asking (assumption)."""


def execute(state: State, request: Letter) -> tuple[Document, ...]:
    """Carry out a formal request in the world; the papers are as the requesting side will get them."""
    letters = state.part(Letters)
    use = channel = Use(
        is_evidence=True,
        origin=Origin.MLA,
        purposes=request.content.offences,
        formalities=tuple(dict.fromkeys((*request.content.formalities, *state.law.kind_of(request.sought).met))),
        conditions=request.conditions,
    )
    made: list[Document] = []
    secret = request.content.confidential
    asking = state.countries.get(request.requesting)
    for target in request.targets:
        if asking is not None:
            use = following(asking.file, request.content.grounds, target, channel)
        cause = f"request/{request.key}"
        leaked = authorities.seen_by_officials(
            state.network, target, request.requested, state.now, cause, confidential=secret
        )
        if leaked and not secret and request.key in letters.requests:
            mistakes.add(state, letters.requests[request.key], "M16")
        status = carry_out(state, request, target)
        found = () if status in NOT_DONE else _papers(state, request, target, use)
        if not found:
            key = f"{request.key}/{DocumentKind.ANSWER_NOTE}/{target}"
            found = (gathering.note(state, request.sought, target, request.requested, key, use, status),)
        made += found
    for document in made:
        told = state.leading(request.requested, OfficeTask.CENTRAL_AUTHORITY)
        gathering.file_document(state, request.requested, document.with_use(KEPT), request.key, told)
    return tuple(made)


def deliver(state: State, kept: RequestState) -> tuple[str, ...]:
    """File the returned papers with the requesting side; a partial return leaves out what was held back."""
    request = kept.matter
    papers = kept.results
    if request.partial_reason:
        chosen = tuple(document for document in papers if document.key in request.documents)
        papers = chosen or papers[:1]
    papers = _as_formed(state, request, papers)
    for document in papers:
        told = state.with_task(request.requesting, OfficeTask.LETTERS)
        gathering.file_document(state, request.requesting, document, request.key, told)
    return tuple(document.key for document in papers)


def _as_formed(state: State, request: Letter, papers: tuple[Document, ...]) -> tuple[Document, ...]:
    """The papers with the formalities that the executing body practises and those that the authority had added.

    What was wanted and is missing in what goes back is a finding on whoever returned it (UNTOC 18(17)).
    """
    wanted = request.content.formalities
    tradition = state.scenario.country(request.requested).tradition
    added = next((step.choices for step in reversed(request.log) if step.action in _RETURNS), ())
    attached = {*state.law.practised(wanted, tradition), *added, *state.law.kind_of(request.sought).met}
    missing = tuple(each for each in wanted if each not in attached)
    if not missing:
        return papers
    mistakes.note_form(state, request, missing)
    return tuple(
        paper.with_use(replace(paper.use, formalities=tuple(f for f in paper.use.formalities if f not in missing)))
        for paper in papers
    )


def answer(state: State, kept: RequestState, command: ActOnRequest) -> tuple[str, ...]:
    """Answer a police check or FIU question: a note from the registers, and papers chosen by the answering seat."""
    request = kept.matter
    origin = Origin.POLICE if request.route is Route.POLICE else Origin.FIU
    use = _use_of_answer(state, request, origin, command.consent)
    partly = command.action is LetterAction.ANSWER_PART
    told = state.speaking_on(request.requesting, request.route)
    filed = []
    for target in request.targets:
        status = "declined" if partly else carry_out(state, request, target)
        key = f"{request.key}/{DocumentKind.ANSWER_NOTE}/{target}"
        paper = gathering.note(state, request.sought, target, request.requested, key, use, status)
        gathering.file_document(state, request.requesting, paper, request.key, told)
        filed.append(paper.key)
    file = state.countries[request.requested].file
    for document in file.chosen(command.documents):
        gathering.file_document(state, request.requesting, document.with_use(use), request.key, told)
        filed.append(document.key)
    return tuple(filed)


def consent(state: State, kept: RequestState, conditions: tuple[str, ...]) -> None:
    """The sender consents to the use in court of what came with its answer."""
    keeper = state.countries.get(kept.matter.requesting)
    if keeper is None:
        return
    for key in kept.returned:
        if keeper.file.filed.get(key) is not None:
            keeper.file.record_consent(key, Consent.GIVEN, conditions)


def _papers(state: State, request: Letter, target: str, use: Use) -> tuple[Document, ...]:
    content = request.content
    start = None if content.period_from_day is None else (content.period_from_day - 1) * DAY
    end = None if content.period_to_day is None else min(content.period_to_day * DAY, state.now)
    asked = state.law.kind_of(request.sought)
    if asked.is_live:
        start, end = (
            max((stay.since for stay in request.stays if stay.status == LetterStatus.EXECUTING), default=0),
            None,
        )
    found = []
    for kind in asked.papers:
        for subject in gathering.targets_of(state, kind, target, request.requested):
            key = f"{request.key}/{kind}/{subject}"
            status = "witness" if kind is DocumentKind.INTERVIEW else ""
            limits = (None, None) if gathering.record_of(state, kind).is_spoken else (start, end)
            paper = gathering.make(
                state, kind, subject, request.requested, key, use, start=limits[0], end=limits[1], status=status
            )
            if paper is not None:
                found.append(paper)
    return tuple(found)


def _use_of_answer(state: State, request: Letter, origin: Origin, given: str) -> Use:
    forum = state.scenario.country(request.requesting).police_information_in_court
    if forum is CourtUse.FREE:
        return Use(is_evidence=True, origin=origin)
    agreed = given == "evidence" and forum is CourtUse.WITH_CONSENT
    return Use(is_evidence=False, origin=origin, consent=Consent.GIVEN if agreed else Consent.NEEDED)
