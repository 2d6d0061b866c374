"""Every type of assistance: what the law says of it, and what is done in the world when it is carried out.

What the rows say stands in the tables of `simulation.law`; an exercise is given the list that it knows, and may be
given a longer one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from simulation.casework.file.detention import ReleaseRule, Right
from simulation.casework.file.measures import hold_ends
from simulation.casework.file.restrained_assets import TRANSITIONS, AssetAction, AssetState
from simulation.exercise.core.state import State
from simulation.exercise.detention.clock import PeopleHeld
from simulation.exercise.evidence import gathering, uninvolved
from simulation.exercise.procedures.letter.letter import Letter
from simulation.exercise.procedures.letter.play import own_prosecution
from simulation.exercise.restrained_assets import confiscation
from simulation.exercise.restrained_assets import handlers as restrained_assets
from simulation.kernel.agenda import DAY
from simulation.kernel.draws import Purpose
from simulation.kernel.entities import EntityKind
from simulation.kernel.shared import shared
from simulation.kernel.traces import TraceKind
from simulation.law.book.assistance_types import Kind
from simulation.law.book.governance import may_keep
from simulation.law.book.law_book import GroundRow, LawBook, Safeguard, load_law_book
from simulation.law.time.stage_times import SoughtRow
from simulation.network import authorities, questions
from simulation.scenario.schema.play import DocumentKind, Sought

PRESERVED_DAYS = 90
"""Days for which data are kept on a foreign request: at least 60 by the Budapest Convention article 29(7), commonly
the 90 of article 16(2) (the choice of 90 is an assumption)."""

WILLING = 0.7
"""Chance that a person asked to appear abroad, or a prisoner asked to testify there, freely agrees (an assumption; no
published figure was found)."""

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


@shared
@dataclass(frozen=True, slots=True, eq=False)
class AssistanceType:
    """A type of assistance with all its columns.

    Of one that ships, rows and words stand in the tables of `simulation.law` and in the catalogue, and `SHIPPED` has
    its record from `Sought`; one that an application adds brings `row`, `time` and `package` along.

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


def _freeze(state: State, request: Letter, target: str) -> str:
    days = state.scenario.country(request.requested).freeze_review_days
    until = state.now + days * DAY if days else None
    return "frozen" if _block(state, request, target, AssetAction.FREEZE, until) else "nothing_known"


def _surrender(state: State, request: Letter, target: str) -> str:
    """The person is taken and brought over; a national whom the law may keep is held there for an own case.

    Who fled there is taken too, and who is in custody there is brought over out of it (ETS 24 article 19; that the
    authority says yes means that its own case can wait). The judge there looks within two days at a national who is
    kept, by the papers that come with the case (ECHR article 5(1)(c), 5(3)). Who cannot be brought over is let go:
    nobody is held in two countries for one letter.
    """
    there = PeopleHeld(state, request.requested)
    before = there.standing(target)
    if _is_here(state, request, target) and authorities.arrest(state.network, target, state.now, request.requested):
        uninvolved.record(state, request.requested, target, request.key)
    elif not before:
        return "nothing_known"
    pair = state.scenario.pair(request.requesting, request.requested)
    whose = questions.nationality(state.network, target)
    if may_keep(pair, state.scenario.country(request.requested), whose, request.content.basis):
        own_prosecution.take_over(state, request)
        if not before:
            there.hold(target, request.key, Right.ARREST)
        return "held_there"
    if not authorities.hand_over(state.network, target, request.requesting, state.now):
        if not before:
            authorities.release(state.network, target, state.now, is_cleared=False)
        return "nothing_known"
    for row in before:
        there.end(row, ReleaseRule.HANDED_OVER, hands_over=True)
    PeopleHeld(state, request.requesting).hold(target, request.key, Right.SURRENDERED)
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
    """Somebody is heard where he or she is, and may be too afraid to say anything."""
    if not _is_here(state, request, target):
        return "not_found"
    return "says_nothing" if questions.is_silent(state.network, target, state.now) else ""


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
    own_prosecution.take_over(state, request)
    return "taken_over"


def _block(state: State, request: Letter, target: str, action: AssetAction, until: int | None) -> bool:
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
    until = hold_ends(state.scenario.country(request.requested), state.now)
    return "postponed" if _block(state, request, target, AssetAction.POSTPONE, until) else "nothing_known"


_ACTS: Mapping[Sought, CarryOut] = {
    Sought.FREEZE: _freeze,
    Sought.SURRENDER: _surrender,
    Sought.SEARCH: _inspect,
    Sought.EXAMINATION: _inspect,
    Sought.SERVICE: _serve,
    Sought.STATEMENT: _hear,
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
