"""How each side sees its requests: what it may do, what it was told, whose days they were."""

from __future__ import annotations

from dataclasses import replace

from simulation.agenda import DAY
from simulation.assistance.assessment import Finding
from simulation.assistance.durations import OfficeStage
from simulation.assistance.machine import offers
from simulation.assistance.requests import AssistanceRequest, Content
from simulation.assistance.statuses import Side, Status
from simulation.exercise.findings import findings
from simulation.exercise.parties import BEFORE_SENDING, is_known_to_requested, side_of
from simulation.exercise.request_views import OfferView, RequestView
from simulation.exercise.state import RequestState, State
from simulation.records import Entity, Office


def request_views(state: State, country: str) -> tuple[RequestView, ...]:
    """A country's requests, in the order in which it came to know them."""
    file = state.countries[country].file if country in state.countries else None
    known = file.version if file is not None else 0
    closed = state.memory.keep(f"closed/{country}", (known,), dict[str, tuple[int, RequestView]])
    views = []
    for key, kept in state.requests.items():
        request = kept.request
        done = closed.get(key)
        if done is not None and done[0] == request.version + len(kept.ruled):
            views.append(done[1])
        elif side_of(request, country) is not None:
            view = request_view(state, kept, country)
            views.append(view)
            if request.is_final:
                closed[key] = (request.version + len(kept.ruled), view)
    return tuple(views)


def request_view(state: State, kept: RequestState, country: str) -> RequestView:
    """A request as a country's side sees it; control sees it as the requesting side does, with both sides' findings."""
    request = kept.request
    side = Side.REQUESTED if country == request.requested else Side.REQUESTING
    targets, found = _targets(state, request, country), findings(state, kept, side)
    stamp = (request.version, len(kept.history), len(kept.ruled), kept.due, targets, found)
    view = state.memory.keep(
        f"request/{country}/{request.key}", stamp, lambda: _view(state, kept, country, targets, found)
    )
    if not request.is_final and (not view.segments or view.segments[-1].end != state.now):
        view = replace(view, segments=request.segments(state.now))
    return view


def _view(
    state: State, kept: RequestState, country: str, targets: tuple[Entity, ...], found: tuple[Finding, ...]
) -> RequestView:
    request = kept.request
    incoming = country == request.requested
    side = Side.REQUESTED if incoming else Side.REQUESTING
    own_draft = request.status in BEFORE_SENDING
    hide_draft = incoming and own_draft and not request.draft_shared
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
        targets=targets,
        content=Content() if hide_draft else request.content,
        status=request.status_seen_by(side).value,
        holder=request.holder.value if request.holder is not None else "",
        kind=request.kind.value if request.kind is not None else "",
        since=request.since,
        due_day=None if kept.due is None else kept.due // DAY + 1,
        segments=request.segments(state.now),
        offers=_offers(state, request, side),
        history=tuple(line for owner, line in kept.history if not owner or owner == country),
        checks=() if help_level == "exam" and not incoming and not request.is_final else checks,
        findings=found,
        chain=() if incoming else kept.chain,
        results=_results(kept, incoming=incoming),
        conditions=request.conditions or request.conditions_offered,
        open_items=request.asked_now,
        version=request.version,
        rests_on=(request.occurrence_key(),),
        query_open=request.query_open_since is not None and request.status is not Status.LOST,
        expected_days=_expected(state, request),
        draft="" if incoming else kept.draft,
    )


def _targets(state: State, request: AssistanceRequest, country: str) -> tuple[Entity, ...]:
    """What the request names: as the own file knows it, else no more than the name or number in the letter."""
    file = state.countries[country].file if country in state.countries else None
    found = []
    for key in request.targets:
        entity = file.entity(key) if file is not None else None
        if entity is None:
            named = state.countries[request.requesting].file.entity(key)
            entity = replace(named, details=()) if named is not None else None
        if entity is not None:
            found.append(entity)
    return tuple(found)


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
