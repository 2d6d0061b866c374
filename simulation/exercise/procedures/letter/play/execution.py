"""What a formal request does in the world when it is carried out, kind by kind, and what its proof then says.

Each function returns the outcome that the proof of execution prints; an outcome of `NOT_DONE` says why nothing came.
A kind without a function here is records and hearings only: its papers are collected and nothing is done.
"""

from __future__ import annotations

from collections.abc import Callable

from simulation.casework.documents.document import Origin, Use
from simulation.casework.file.restrained_assets import TRANSITIONS, AssetAction, AssetState
from simulation.exercise.core.state import State
from simulation.exercise.evidence import gathering as collecting
from simulation.exercise.evidence import uninvolved
from simulation.exercise.procedures.letter.letter import AssistanceRequest
from simulation.exercise.procedures.letter.play import own_prosecution
from simulation.exercise.restrained_assets import confiscation as judgments
from simulation.exercise.restrained_assets import handlers as freezing
from simulation.kernel.agenda import DAY
from simulation.kernel.draws import Purpose
from simulation.kernel.entities import EntityKind
from simulation.kernel.terms import Office
from simulation.kernel.traces import TraceKind
from simulation.scenario.schema.play import DocumentKind, Sought

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


def carry_out(state: State, request: AssistanceRequest, target: str) -> str:
    """Do what was asked about a target; the outcome, "" when only records speak for themselves."""
    act = _ACTS.get(request.sought)
    return "" if act is None or target not in state.network.entities else act(state, request, target)


def _freeze(state: State, request: AssistanceRequest, target: str) -> str:
    days = state.scenario.country(request.requested).freeze_review_days
    until = state.now + days * DAY if days else None
    return "frozen" if block(state, request, target, AssetAction.FREEZE, until) else "nothing_known"


def _surrender(state: State, request: AssistanceRequest, target: str) -> str:
    if not _is_here(state, request, target) or not state.network.arrest(target, state.now):
        return "nothing_known"
    uninvolved.record(state, request.requested, target, request.key)
    return "surrendered"


def _inspect(state: State, request: AssistanceRequest, target: str) -> str:
    """Officials come to the place: what is held there comes out."""
    if state.network.entities[target].country == request.requested:
        state.network.inspect(target, state.now)
    return ""


def _serve(state: State, request: AssistanceRequest, target: str) -> str:
    """Proof of service, in person or at the seat of a company; or that nobody was found at the address."""
    return "served" if _is_here(state, request, target) else "not_found"


def _hear(state: State, request: AssistanceRequest, target: str) -> str:
    return "" if _is_here(state, request, target) else "not_found"


def _appear(state: State, request: AssistanceRequest, target: str) -> str:
    """Nobody can be made to appear abroad (UNTOC 18(3)(h)): the person is asked."""
    if not _is_here(state, request, target) or not state.network.is_free(target):
        return "not_found"
    return "appeared" if _agrees(state, request, target) else "no_consent"


def _transfer(state: State, request: AssistanceRequest, target: str) -> str:
    """A prisoner testifies abroad with free and informed consent only, and comes back (UNTOC 18(10)-(12))."""
    if not _is_here(state, request, target) or state.network.is_free(target):
        return "not_in_custody"
    return "transferred" if _agrees(state, request, target) else "no_consent"


def _agrees(state: State, request: AssistanceRequest, target: str) -> bool:
    return state.draws.uniform(Purpose.ATTENDANCE, f"{request.key}/{target}", "consent", state.now) < WILLING


def _preserve(state: State, request: AssistanceRequest, target: str) -> str:
    """What still exists there is kept, nothing is handed over: a request for the data has to follow."""
    kept = False
    for subject in dict.fromkeys(
        (target, *collecting.targets_of(state, DocumentKind.CALL_RECORDS, target, request.requested))
    ):
        if state.network.entities[subject].country == request.requested:
            state.network.traces.preserve(
                state.network.bearer(subject), PRESERVED, state.now + PRESERVED_DAYS * DAY, state.now
            )
            kept = True
    return "preserved" if kept else "elsewhere"


def _confiscate(state: State, request: AssistanceRequest, target: str) -> str:
    """Give effect to the other side's judgment against whoever the money belongs to, as far as it is held here."""
    file = state.countries[request.requesting].file
    asset = file.asset(target)
    if asset is None or (asset.state, AssetAction.CONFISCATE) not in TRANSITIONS:
        return "nothing_held"
    if not judgments.is_ordered(state, request.requesting, target):
        return "no_judgment"
    freezing.end(state, request.requesting, target, AssetAction.CONFISCATE)
    return "confiscated"


def _return(state: State, request: AssistanceRequest, target: str) -> str:
    asset = state.countries[request.requesting].file.asset(target)
    return "return_agreed" if asset is not None and asset.state is AssetState.CONFISCATED else "nothing_confiscated"


def _let_run(state: State, request: AssistanceRequest, target: str) -> str:  # noqa: ARG001
    """Goods only, never persons (UNTOC 20(4))."""
    return "let_run" if state.network.let_run(target, state.now) else "nothing_running"


def _join(state: State, request: AssistanceRequest, target: str) -> str:  # noqa: ARG001
    """The invitation is taken up; the terms are a matter for both sides' meeting (UNTOC 19)."""
    return "team_invited"


def _take_proceedings(state: State, request: AssistanceRequest, target: str) -> str:  # noqa: ARG001
    """The file goes over with the papers relied on, as evidence, and the prosecutor there has the case (UNTOC 21)."""
    asking = state.countries[request.requesting].file
    offices = (Office.PROSECUTOR, Office.AUTHORITY)
    for paper in asking.chosen(tuple(key for key in request.content.grounds if asking.filing(key) is not None)):
        if paper.use.stands:
            use = Use(is_evidence=True, origin=Origin.MLA, formalities=paper.use.formalities)
            collecting.file_document(state, request.requested, paper.with_use(use), request.key, offices)
    own_prosecution.take_over(state, request)
    return "taken_over"


def block(state: State, request: AssistanceRequest, target: str, action: AssetAction, until: int | None) -> bool:
    """Block every account of a target there; whether any is held now, whatever lies on it."""
    accounts = _accounts(state, target, request.requested)
    for account in accounts:
        freezing.block(state, request.requested, request.requesting, account, action, request.key, until)
    return any(state.network.is_frozen(account) for account in accounts)


def _accounts(state: State, target: str, country: str) -> tuple[str, ...]:
    accounts = collecting.targets_of(state, DocumentKind.ACCOUNT_FILE, target, country)
    entities = state.network.entities
    return tuple(
        key for key in accounts if entities[key].kind is EntityKind.ACCOUNT and entities[key].country == country
    )


def _is_here(state: State, request: AssistanceRequest, target: str) -> bool:
    """Whether a person is in the country that was asked, or a company has its seat there."""
    entity = state.network.entities[target]
    if entity.kind is EntityKind.PERSON:
        return state.network.whereabouts(target) == request.requested
    return entity.country == request.requested


_ACTS: dict[Sought, Callable[[State, AssistanceRequest, str], str]] = {
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
}
