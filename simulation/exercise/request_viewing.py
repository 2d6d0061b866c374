"""How each side sees its requests: what it may do, what it was told, whose days they were."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache

from simulation.agenda import DAY
from simulation.assistance.durations import OfficeStage
from simulation.assistance.findings import Finding
from simulation.assistance.machine import rows_open
from simulation.assistance.requests import AssistanceRequest, Content
from simulation.assistance.statuses import Action, Side, Status
from simulation.assistance.transitions import ROWS
from simulation.exercise import contacting, feedback, silence
from simulation.exercise.findings import are_shown, findings, hangs_on
from simulation.exercise.memory import Stamp
from simulation.exercise.open_views import OpenRequestView
from simulation.exercise.parties import is_internal, is_known_to_requested, is_written_anew, side_of
from simulation.exercise.request_views import OfferView, RequestView
from simulation.exercise.state import RequestState, State
from simulation.records import Entity, Office
from simulation.scenario.play import Route


def request_views(state: State, country: str) -> tuple[RequestView, ...]:
    """A country's requests, in the order in which they were opened."""
    return _closed(_brought_up(state, country)).views


def open_request_views(state: State, country: str) -> tuple[RequestView, ...]:
    """The same for a reader within this turn, parts that are seldom read left open."""
    return _brought_up(state, country).views


def request_view(state: State, kept: RequestState, country: str) -> RequestView:
    """A request as a country's side sees it; control sees it as the requesting side does, with both sides' findings."""
    return _closed(_brought_up(state, country)).shown[kept.request.key]


@dataclass(frozen=True, slots=True)
class _Weighed:
    """How much of a file was read: what came to concern whom, changes of use, and what its requests hang on."""

    concerned: int = 0
    uses: int = 0
    hangs_on: Stamp = ()


_NOTHING_WEIGHED = _Weighed()


@dataclass(slots=True)
class _Shelf:
    """A country's views of its requests, and how far it has read what moves them.

    Attributes:
        shown: View of each request that the country knows of, by its key, in the order in which they were opened.
        views: The same views.
        changed: Requests that had changed when it was last brought up, of all that were noted.
        learned: Entities that each country's file had learned of by then.
        about: Requests by the entities that they name.
        open: Those of the views that are not closed.
        found: Requests of which findings are shown.
        weighed: How much of each country's file they were found by.
    """

    shown: dict[str, RequestView] = field(default_factory=dict)
    views: tuple[RequestView, ...] = ()
    changed: int = 0
    learned: dict[str, int] = field(default_factory=dict)
    about: dict[str, list[str]] = field(default_factory=dict)
    open: dict[str, OpenRequestView] = field(default_factory=dict)
    found: dict[str, None] = field(default_factory=dict)
    weighed: dict[str, _Weighed] = field(default_factory=dict)


def _closed(shelf: _Shelf) -> _Shelf:
    for view in shelf.open.values():
        view.close()
    shelf.open.clear()
    return shelf


def _brought_up(state: State, country: str) -> _Shelf:
    """The country's shelf as things stand: only what moved since the last time is looked at."""
    shelf = state.memory.keep(f"requests/{country}", (), _Shelf)
    moved = _moved(state, shelf, country)
    remade = {}
    for key in moved:
        kept = state.requests[key]
        side = side_of(kept.request, country)
        if side is None:
            continue
        if key not in shelf.shown:
            for target in kept.request.targets:
                shelf.about.setdefault(target, []).append(key)
        if are_shown(state, kept, side):
            shelf.found[key] = None
        else:
            shelf.found.pop(key, None)
        view = _view(state, kept, country, side)
        if view != shelf.shown.get(key):
            remade[key] = shelf.open[key] = view
    if remade.keys() <= shelf.shown.keys():
        shelf.shown |= remade
    else:
        shown = shelf.shown | remade
        shelf.shown = {key: shown[key] for key in state.requests if key in shown}
    if remade:
        shelf.views = tuple(shelf.shown.values())
    return shelf


def _moved(state: State, shelf: _Shelf, country: str) -> dict[str, None]:
    """Requests whose views may not hold any more: they changed, or what both files say of them did."""
    moved: dict[str, None] = {}
    for key in state.requests_changed[shelf.changed :]:
        request = state.requests[key].request
        if country in (request.requesting, request.requested):
            moved[key] = None
    shelf.changed = len(state.requests_changed)
    for code, keeper in state.countries.items():
        seen = shelf.learned.get(code, 0)
        if seen == len(keeper.file.learned):
            continue
        for entity in keeper.file.learned[seen:]:
            moved.update(dict.fromkeys(shelf.about.get(entity, ())))
        shelf.learned[code] = len(keeper.file.learned)
    for key in _to_weigh(state, shelf):
        kept = state.requests[key]
        if key in shelf.open:
            shelf.open[key].open_again("findings")
        elif key not in moved and _found(state, kept, _side(kept.request, country)) != shelf.shown[key].findings:
            moved[key] = None
    return moved


def _to_weigh(state: State, shelf: _Shelf) -> list[str]:
    """Requests with findings of which either file may say something else than when these were made."""
    concerned: dict[str, None] = {}
    for code, keeper in state.countries.items():
        file, before = keeper.file, shelf.weighed.get(code, _NOTHING_WEIGHED)
        if len(file.concerned) == before.concerned and file.uses_changed == before.uses:
            continue
        now = shelf.weighed[code] = _Weighed(len(file.concerned), file.uses_changed, hangs_on(state, code))
        fresh, paired = set(file.concerned[before.concerned :]), {end for pair in file.board.merged for end in pair}
        is_wide = now.uses != before.uses or not paired.isdisjoint(fresh)
        hangs_otherwise = now.hangs_on != before.hangs_on
        for key in shelf.found:
            request = state.requests[key].request
            is_own = hangs_otherwise and request.requesting == code
            if is_wide or is_own or not fresh.isdisjoint(request.targets):
                concerned[key] = None
    return list(concerned)


def _found(state: State, kept: RequestState, side: Side) -> tuple[Finding, ...]:
    return (*findings(state, kept, side), *silence.shown(state, kept, side))


def _side(request: AssistanceRequest, country: str) -> Side:
    return Side.REQUESTED if country == request.requested else Side.REQUESTING


def _view(state: State, kept: RequestState, country: str, side: Side) -> OpenRequestView:
    request = kept.request
    incoming = side is Side.REQUESTED
    hide_draft, seen = is_internal(request, side), kept.seen_by(side)
    is_back = is_written_anew(request, side)
    help_level = state.settings.help_level(country)
    checks = kept.received_checks if incoming else kept.checks
    view = OpenRequestView(
        key=request.key,
        label=kept.label,
        route=request.route,
        sought=request.sought,
        requesting=request.requesting,
        requested=request.requested,
        incoming=incoming,
        targets=() if hide_draft else named_in_letter(state, request.targets, request.requesting, country),
        content=Content() if hide_draft else kept.letter or request.content if is_back else request.content,
        status=seen.status.value,
        holder=seen.holder.value if seen.holder is not None else "",
        kind=seen.kind.value if seen.kind is not None else "",
        since=seen.since,
        due_day=None if kept.due is None or hide_draft or is_back else kept.due // DAY + 1,
        stays=seen.segments(seen.since),
        offers=_offers(state, request, side),
        history=tuple([line for owner, line in kept.history if not owner or owner == country]),
        checks=() if help_level == "exam" and not incoming and not request.is_final else checks,
        findings=(),
        mistakes=() if incoming else feedback.told(kept),
        chain=() if incoming else kept.chain,
        results=_results(kept, incoming=incoming),
        conditions=request.conditions or request.conditions_offered,
        open_items=request.asked_now,
        version=seen.version,
        rests_on=(seen.occurrence_key(),),
        query_open=request.query_open_since is not None and request.status is not Status.LOST,
        expected_days=_expected(state, request),
        draft="" if incoming else kept.draft,
        contact=request.contact,
        contact_open=contacting.is_open(request),
        contact_said=request.contact_said,
        contact_text=request.contact_text,
        contact_hours=0 if incoming else request.contact_hours,
    )
    makers: dict[str, Callable[[], object]] = {"findings": lambda: _found(state, kept, side)}
    if not incoming and request.contact_since is None:
        makers["contacts"] = lambda: contacting.contact_views(state, request)
    view.leave_open(makers)
    return view


def named_in_letter(state: State, targets: tuple[str, ...], sender: str, country: str) -> tuple[Entity, ...]:
    """What a letter names: as the reader's file knows it, else no more than the name or number in the letter."""
    file = state.countries[country].file if country in state.countries else None
    found = []
    for key in targets:
        entity = file.entity(key) if file is not None else None
        if entity is None:
            named = state.countries[sender].file.entity(key)
            entity = _in_outline(state, country, named) if named is not None else None
        if entity is not None:
            found.append(entity)
    return tuple(found)


def _in_outline(state: State, country: str, named: Entity) -> Entity:
    """No more of an entity than its name or number."""
    return state.memory.keep(f"outline/{country}/{named.key}", (named,), lambda: replace(named, details=()))


def _offers(state: State, request: AssistanceRequest, side: Side) -> tuple[OfferView, ...]:
    open_now = tuple([row.action for row in rows_open(request, side, state.now)])
    return _offered(request.route, request.status, open_now)


@cache
def _offered(route: Route, status: Status, actions: tuple[Action, ...]) -> tuple[OfferView, ...]:
    """What each office may do by these rows of the table: there are few such rows, and each set is made once."""
    rows = [ROWS[route, status, action] for action in actions]
    return tuple(
        OfferView(office, row.action.value, row.is_decision, row.needs, row.may)
        for office in Office
        for row in rows
        if office in row.offices
    )


def _results(kept: RequestState, *, incoming: bool) -> tuple[str, ...]:
    if not incoming:
        return kept.returned
    if not is_known_to_requested(kept.request):
        return ()
    return tuple(document.key for document in kept.results)


def _expected(state: State, request: AssistanceRequest) -> tuple[tuple[str, int], ...]:
    """Median days by stage with these offices, as the law book states them (exercise figures)."""
    key = f"expected/{request.requesting}/{request.requested}"
    return state.memory.keep(key, (), lambda: _medians(state, request.requesting, request.requested))


def _medians(state: State, requesting: str, requested: str) -> tuple[tuple[str, int], ...]:
    asking = state.scenario.country(requesting).archetype
    asked = state.scenario.country(requested).archetype
    return tuple(
        (stage.value, round(state.times.median_days(asking if stage in _OURS else asked, stage)))
        for stage in OfficeStage
    )


_OURS = (OfficeStage.DRAFT, OfficeStage.TRANSLATE, OfficeStage.VET)
