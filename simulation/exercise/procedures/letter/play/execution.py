"""What a request brings when it is executed or answered: acts in the world, papers, and what its proof then says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from simulation.casework.documents.document import Consent, Document, Origin, Use
from simulation.casework.proof.derived_evidence import following
from simulation.exercise.core.state import CountryState, State
from simulation.exercise.core.treatment import Treatment
from simulation.exercise.evidence import gathering
from simulation.exercise.procedures.letter.commands import ActOnRequest
from simulation.exercise.procedures.letter.letter import Letter
from simulation.exercise.procedures.letter.play import mistakes
from simulation.exercise.procedures.letter.play.assistance import AssistanceTypes
from simulation.exercise.procedures.letter.play.state import Letters, RequestState
from simulation.exercise.procedures.letter.statuses import LetterAction, LetterStatus
from simulation.kernel.agenda import DAY
from simulation.kernel.offices import OfficeTask
from simulation.kernel.terms import Office
from simulation.law.book.law_book import LawBook
from simulation.network import authorities
from simulation.scenario.schema.country import CourtUse
from simulation.scenario.schema.play import DocumentKind
from simulation.scenario.schema.scenario import Scenario

NOT_DONE = frozenset({"not_found", "not_in_custody", "no_consent", "elsewhere", "nothing_running", "says_nothing"})
"""Outcomes that say why the act could not be done; no papers come with them."""


def carry_out(state: State, request: Letter, target: str) -> str:
    """Do what was asked about a target; the outcome, "" when only records speak for themselves."""
    act = state.part(AssistanceTypes).known[request.sought].carry_out
    return "" if act is None or target not in state.network.entities else act(state, request, target)


_FORMS = frozenset({LetterAction.DIRECT, LetterAction.ACCEPT, LetterAction.RETURN_FULL, LetterAction.RETURN_PART})
"""Acts with which the authority can have a formality added that the executing body does not attach by itself."""

KEPT = Use(is_evidence=False, origin=Origin.MLA, consent=Consent.NEEDED)
"""What the executing country may do with papers that it obtained for another: nothing without asking the country for
which it obtained them (assumption)."""


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
        gathering.file_document(
            state, request.requested, document.with_use(replace(KEPT, owner=request.requesting)), request.key, told
        )
    return tuple(made)


def deliver(state: State, kept: RequestState) -> tuple[str, ...]:
    """File the returned papers with the requesting side; a partial return leaves out what was held back."""
    request = kept.matter
    if _is_withheld(state.part(Treatment), request):
        return ()
    papers = kept.results
    if request.partial_reason:
        chosen = tuple(document for document in papers if document.key in request.documents)
        papers = chosen or papers[:1]
    papers = _as_formed(state, request, papers)
    for document in papers:
        told = state.with_task(request.requesting, OfficeTask.LETTERS)
        gathering.file_document(state, request.requesting, document, request.key, told)
    return tuple(document.key for document in papers)


def _is_withheld(treatment: Treatment, request: Letter) -> bool:
    return treatment.withholds(request.requesting, request.requested, request.sought, request.targets)


def _as_formed(state: State, request: Letter, papers: tuple[Document, ...]) -> tuple[Document, ...]:
    """The papers with the formalities that the executing body practises and those that the authority had added.

    What was wanted and is missing in what goes back is a finding on whoever returned it (UNTOC 18(17)).
    """
    missing = missing_form(request, state.law, state.scenario.country(request.requested).tradition)
    if not missing:
        return papers
    mistakes.note_form(state, request, missing)
    return tuple(
        paper.with_use(replace(paper.use, formalities=tuple(f for f in paper.use.formalities if f not in missing)))
        for paper in papers
    )


def missing_form(request: Letter, law: LawBook, tradition: str) -> tuple[str, ...]:
    """Formalities that are wanted and that neither the executing body attaches by itself nor its authority had added.

    Args:
        request: The request.
        law: The law book.
        tradition: Legal tradition of the country that is asked.
    """
    wanted = law.fitting(request.content.formalities, request.sought)
    added = [each for step in request.log if step.action in _FORMS for each in step.choices]
    attached = {*law.practised(wanted, tradition), *law.kind_of(request.sought).met, *added}
    return tuple(each for each in wanted if each not in attached)


def answer(state: State, kept: RequestState, command: ActOnRequest) -> tuple[str, ...]:
    """Answer a police check or FIU question: a note from the registers, and papers chosen by the answering seat."""
    request = kept.matter
    if _is_withheld(state.part(Treatment), request):
        return ()
    answers = request.desks(request.requested, state.speaking_on(request.requested, request.route))
    origin = Origin.FIU if answers == (Office.FIU,) else Origin.POLICE
    use = _use_of_answer(state.scenario, request, origin, command.consent)
    partly = command.action is LetterAction.ANSWER_PART
    told = request.desks(request.requesting, state.speaking_on(request.requesting, request.route))
    filed = []
    for target in request.targets:
        status = "declined" if partly else carry_out(state, request, target)
        key = f"{request.key}/{DocumentKind.ANSWER_NOTE}/{target}"
        paper = gathering.note(state, request.sought, target, request.requested, key, use, status)
        gathering.file_document(state, request.requesting, paper, request.key, told)
        filed.append(paper.key)
    file = state.countries[request.requested].file
    for document in file.chosen(command.documents):
        given = document.with_use(gathering.passed_on(document, request.requested, use))
        gathering.file_document(state, request.requesting, given, request.key, told)
        filed.append(document.key)
    return tuple(filed)


def to_allow(countries: Mapping[str, CountryState], kept: RequestState) -> tuple[str, ...]:
    """Papers of the answer that cannot be used in court yet and that the sender can allow (UNTOC 18(19)).

    Neither a third country's papers, nor those that the sender obtained for another country, nor a note that shows
    nothing.
    """
    request = kept.matter
    taker, giver = countries.get(request.requesting), countries[request.requested]
    if taker is None:
        return ()
    found = []
    for key in kept.returned:
        filing, theirs = taker.file.filed.get(key), giver.file.filed.get(key)
        if filing is None or (theirs is not None and not gathering.is_own(theirs.document, giver.code)):
            continue
        paper = filing.document
        shows = bool(paper.rows) or paper.kind is not DocumentKind.ANSWER_NOTE
        if paper.country == giver.code and paper.use.consent is Consent.NEEDED and shows:
            found.append(key)
    return tuple(found)


def consent(keeper: CountryState | None, papers: tuple[str, ...], conditions: tuple[str, ...]) -> None:
    """The sender consents to the use in court of what came with its answer and is its own to allow (UNTOC 18(19))."""
    if keeper is None:
        return
    for key in papers:
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
                state, kind, subject, request.requested, key, use, start=limits[0], end=limits[1], status=status,
                asking=request.requesting,
            )  # fmt: skip
            if paper is not None:
                found.append(paper)
    return tuple(found)


def _use_of_answer(scenario: Scenario, request: Letter, origin: Origin, given: str) -> Use:
    forum = scenario.country(request.requesting).police_information_in_court
    if forum is CourtUse.FREE:
        return Use(is_evidence=True, origin=origin)
    agreed = given == "evidence" and forum is CourtUse.WITH_CONSENT
    return Use(is_evidence=False, origin=origin, consent=Consent.GIVEN if agreed else Consent.NEEDED)
