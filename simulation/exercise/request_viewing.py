"""How each side sees its requests: what it may do, what it was told, whose days they were."""

from __future__ import annotations

from dataclasses import dataclass, replace

from simulation.agenda import DAY
from simulation.assistance.assessment import Finding
from simulation.assistance.durations import OfficeStage
from simulation.assistance.machine import offers
from simulation.assistance.requests import AssistanceRequest, Content
from simulation.assistance.statuses import Side, Status
from simulation.exercise import contacting, feedback, silence
from simulation.exercise.findings import are_shown, findings, versions_read
from simulation.exercise.memory import Row, Stamp
from simulation.exercise.parties import has_arrived, is_known_to_requested, side_of
from simulation.exercise.request_views import OfferView, RequestView
from simulation.exercise.state import RequestState, State
from simulation.records import Entity, Office


def request_views(state: State, country: str) -> tuple[RequestView, ...]:
    """A country's requests, in the order in which it came to know them."""
    shelf = _shelf(state, country)
    views = []
    files: dict[tuple[str, str, bool], Stamp] = {}
    for key, kept in _concerning(state, country):
        request = kept.request
        requesting, requested = request.requesting, request.requested
        shown = shelf.get(key)
        if shown is None and side_of(request, country) is None:
            continue
        pair = (requesting, requested, are_shown(state, kept, _side(request, country)))
        versions = files.get(pair)
        if versions is None:
            versions = files[pair] = _files(state, kept, country)
        if shown is not None and shown.files == versions and shown.request is request and shown.own == _own(kept):
            views.append(shown.view)
        else:
            views.append(_kept_view(state, shelf, kept, country))
    row: Row[None, RequestView] = state.memory.row(f"shown/{country}")
    return row.settle(views)


def _concerning(state: State, country: str) -> tuple[tuple[str, RequestState], ...]:
    """All requests from or to a country; none ever goes away, and the parties of none change."""
    return state.memory.keep(
        f"concerning/{country}",
        (len(state.requests),),
        lambda: tuple(
            (key, kept)
            for key, kept in state.requests.items()
            if country in (kept.request.requesting, kept.request.requested)
        ),
    )


def request_view(state: State, kept: RequestState, country: str) -> RequestView:
    """A request as a country's side sees it; control sees it as the requesting side does, with both sides' findings."""
    return _kept_view(state, _shelf(state, country), kept, country)


@dataclass(slots=True)
class _Shown:
    """A request's view with all that it was made from.

    Attributes:
        request: The request that it shows.
        own: What is kept beside the request that it was made from.
        files: Versions of the files of both sides when it was last seen to hold.
        read: What it takes from those files: the targets and what was found.
        view: The view.
    """

    request: AssistanceRequest
    own: Stamp
    files: Stamp
    read: tuple[tuple[Entity, ...], tuple[Finding, ...]]
    view: RequestView


def _shelf(state: State, country: str) -> dict[str, _Shown]:
    return state.memory.keep(f"requests/{country}", (), dict[str, _Shown])


def _kept_view(state: State, shelf: dict[str, _Shown], kept: RequestState, country: str) -> RequestView:
    request = kept.request
    own = _own(kept)
    files = _files(state, kept, country)
    shown = shelf.get(request.key)
    is_same = shown is not None and shown.request is request and shown.own == own
    if shown is not None and is_same and shown.files == files:
        return shown.view
    side = Side.REQUESTED if country == request.requested else Side.REQUESTING
    read = (named_in_letter(state, request.targets, request.requesting, country), _found(state, kept, side))
    if shown is not None and is_same and shown.read == read:
        shown.files = files
        return shown.view
    view = _view(state, kept, country, *read)
    shelf[request.key] = _Shown(request, own, files, read, view)
    return view


def _found(state: State, kept: RequestState, side: Side) -> tuple[Finding, ...]:
    return (*findings(state, kept, side), *silence.shown(state, kept, side))


def _own(kept: RequestState) -> Stamp:
    return (
        len(kept.history),
        len(kept.mistakes),
        kept.due,
        kept.silent,
        tuple(kept.ruled.items()) if kept.ruled else (),
    )


def _side(request: AssistanceRequest, country: str) -> Side:
    return Side.REQUESTED if country == request.requested else Side.REQUESTING


def _files(state: State, kept: RequestState, country: str) -> Stamp:
    """Versions of what a view takes from files: who is known; while findings are shown, everything."""
    request = kept.request
    asking = state.countries[request.requesting].file
    viewer = state.countries.get(country)
    known = (asking.known_version, viewer.file.known_version if viewer is not None else 0)
    if not are_shown(state, kept, _side(request, country)):
        return known
    return (*known, *versions_read(state, request))


def _view(
    state: State, kept: RequestState, country: str, targets: tuple[Entity, ...], found: tuple[Finding, ...]
) -> RequestView:
    request = kept.request
    incoming = country == request.requested
    side = Side.REQUESTED if incoming else Side.REQUESTING
    hide_draft = incoming and not (request.draft_shared or has_arrived(request))
    help_level = state.settings.help_level(country)
    checks = kept.received_checks if incoming else kept.checks
    return RequestView(
        key=request.key,
        label=kept.label,
        route=request.route,
        sought=request.sought,
        requesting=request.requesting,
        requested=request.requested,
        incoming=incoming,
        targets=() if hide_draft else targets,
        content=Content() if hide_draft else request.content,
        status=request.status_seen_by(side).value,
        holder=request.holder.value if request.holder is not None else "",
        kind=request.kind.value if request.kind is not None else "",
        since=request.since,
        due_day=None if kept.due is None else kept.due // DAY + 1,
        stays=request.segments(request.since),
        offers=_offers(state, request, side),
        history=tuple(line for owner, line in kept.history if not owner or owner == country),
        checks=() if help_level == "exam" and not incoming and not request.is_final else checks,
        findings=found,
        mistakes=() if incoming else feedback.told(kept),
        chain=() if incoming else kept.chain,
        results=_results(kept, incoming=incoming),
        conditions=request.conditions or request.conditions_offered,
        open_items=request.asked_now,
        version=request.version,
        rests_on=(request.occurrence_key(),),
        query_open=request.query_open_since is not None and request.status is not Status.LOST,
        expected_days=_expected(state, request),
        draft="" if incoming else kept.draft,
        contacts=() if incoming or request.contact_since is not None else contacting.contact_views(state, request),
        contact=request.contact,
        contact_open=contacting.is_open(request),
        contact_said=request.contact_said,
        contact_text=request.contact_text,
        contact_hours=0 if incoming else request.contact_hours,
    )


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
    return tuple(
        OfferView(office, offer.action.value, offer.is_decision, offer.needs, offer.may)
        for office in Office
        for offer in offers(request, side, office, state.now)
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
