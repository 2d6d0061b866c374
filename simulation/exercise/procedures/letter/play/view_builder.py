"""How each side sees its requests: what it may do, what it was told, whose days they were."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cache, partial

from simulation.exercise.core.derived import DerivedValues, LazyView, Stamp
from simulation.exercise.core.state import CountryState, State
from simulation.exercise.evidence.named import named_in_letter
from simulation.exercise.procedures.letter.letter import Letter
from simulation.exercise.procedures.letter.play import contact_points, mistakes, refusal, silence
from simulation.exercise.procedures.letter.play.facts import are_shown, findings, hangs_on, ruling_in, ruling_on
from simulation.exercise.procedures.letter.play.state import Letters, RequestState
from simulation.exercise.procedures.letter.play.views import (
    ContactTold,
    ContactView,
    OfferView,
    PointView,
    RequestView,
    SharedDraft,
)
from simulation.exercise.procedures.letter.play.visibility import (
    is_internal,
    is_known_to_requested,
    is_written_anew,
    shared_draft,
    side_of,
)
from simulation.exercise.procedures.letter.rules import offers, rules_between
from simulation.exercise.procedures.letter.statuses import LetterAction, LetterStatus
from simulation.kernel.agenda import DAY
from simulation.kernel.entities import Entity
from simulation.kernel.terms import Office, Side
from simulation.law.assessment.findings import Finding
from simulation.law.book.content import Content
from simulation.law.book.pace import Pace, pace_of
from simulation.law.book.required_contents import ContentCheck
from simulation.law.time.stage_times import OfficeStage, StageTimes
from simulation.scenario.schema.play import Route
from simulation.scenario.schema.scenario import Scenario

WEIGHED = frozenset({"received", "registering", "assessing", "deciding", "checking", "asked", "consent_asked"})
"""Statuses in which the requested side weighs a letter or a question."""


def request_views(state: State, country: str) -> tuple[RequestView, ...]:
    """A country's requests, in the order in which they were opened."""
    return _closed(_brought_up(state, country)).views


def open_request_views(state: State, country: str, without: AbstractSet[str] = frozenset()) -> tuple[RequestView, ...]:
    """The same for a reader within this turn, their parts left open; `without` are keys of those to leave out."""
    shelf = _brought_up(state, country)
    if without.isdisjoint(shelf.shown):
        return shelf.views
    shown = dict(shelf.shown)
    for key in without:
        shown.pop(key, None)
    return tuple(shown.values())


def all_request_views(state: State) -> tuple[RequestView, ...]:
    """All requests as control sees them: as the requesting side does, with both sides' findings."""
    shown = {code: _closed(_brought_up(state, code)).shown for code in state.countries}
    return tuple(shown[kept.matter.requesting][key] for key, kept in state.part(Letters).requests.items())


def points(state: State) -> tuple[PointView, ...]:
    """What people may rule on: what is left open of a letter that is weighed now, and what was found of a refusal.

    Only where people may sit on the side that was asked, and while play is open: later nothing is ruled on.
    """
    if state.clock.is_over:
        return ()
    played = {country.code for country in state.scenario.played}
    made = []
    for key, kept in state.part(Letters).requests.items():
        if kept.matter.requested not in played:
            continue
        weighed: tuple[Finding, ...] = ()
        if kept.matter.status in WEIGHED:
            weighed = (*findings(state, kept, Side.REQUESTED), *silence.shown(state, kept, Side.REQUESTING))
        made += [
            _point(key, kept, finding)
            for finding in weighed
            if finding.verdict.value != "settled" or finding.code == silence.FINDING or ruling_on(kept, finding)
        ]
        made += [_point(key, kept, finding) for finding in refusal.to_rule_on(kept, state.part(Letters).refusals)]
    for key, beside in state.part(Letters).elsewhere.items():
        if beside.requested in played:
            made += [
                PointView(
                    request=key,
                    label=beside.label,
                    finding=finding.code,
                    verdict=finding.verdict.value,
                    params=finding.params,
                    ruled=ruling_in(beside.ruled, finding),
                    item=finding.item,
                    options=finding.options,
                    requested=beside.requested,
                    procedure=beside.kind,
                )
                for finding in beside.findings
            ]
    return tuple(made)


def _point(key: str, kept: RequestState, finding: Finding) -> PointView:
    return PointView(
        request=key,
        label=kept.label,
        finding=finding.code,
        verdict=finding.verdict.value,
        params=finding.params,
        ruled=ruling_on(kept, finding),
        item=finding.item,
        options=finding.options,
        requested=kept.matter.requested,
    )


@dataclass(frozen=True, slots=True)
class _Weighed:
    """How much of a file was read: what came to concern whom, changes of use, and what its requests hang on."""

    concerned: int = 0
    uses: int = 0
    hangs_on: Stamp = ()


_NOTHING_WEIGHED = _Weighed()


@dataclass(slots=True)
class _Shown:
    """A country's views of its requests, and how far it has read what moves them.

    Attributes:
        shown: View of each request that the country knows of, by its key, in the order in which they were opened.
        views: The same views.
        changed: Revision of the requests when it was last brought up.
        learned: Revision of what each country's file had learned of by then.
        about: Requests by the entities that they name.
        open: Those of the views that are not closed.
        made: Requests of which findings are shown, and were made because somebody read them.
        weighed: How much of each country's file they were found by.
    """

    shown: dict[str, RequestView] = field(default_factory=dict)
    views: tuple[RequestView, ...] = ()
    changed: int = 0
    learned: dict[str, int] = field(default_factory=dict)
    about: dict[str, list[str]] = field(default_factory=dict)
    open: dict[str, _OpenRequestView] = field(default_factory=dict)
    made: dict[str, None] = field(default_factory=dict)
    weighed: dict[str, _Weighed] = field(default_factory=dict)


def _closed(shelf: _Shown) -> _Shown:
    for view in shelf.open.values():
        view.close()
    shelf.open.clear()
    return shelf


def _brought_up(state: State, country: str) -> _Shown:
    """The country's shelf as things stand: only what moved since the last time is looked at."""
    letters = state.part(Letters)
    shelf = state.memory.keep(f"requests/{country}", (), _Shown)
    moved = _moved(state, shelf, country)
    remade = {}
    for key in moved:
        kept = letters.requests[key]
        side = side_of(kept.matter, country)
        if side is None:
            continue
        if key not in shelf.shown:
            for target in kept.matter.targets:
                shelf.about.setdefault(target, []).append(key)
        shelf.made.pop(key, None)
        made = shelf.made if are_shown(state.settings, kept, side) else {}
        source = _Source(state, kept, kept.matter, country, side, kept.seen_by(side), made)
        view = _OpenRequestView.of(partial(_part_of, source))
        # What is open is not compared: its parts would be made of what it has become.
        if key in shelf.open or view != shelf.shown.get(key):
            remade[key] = shelf.open[key] = view
    if remade.keys() <= shelf.shown.keys():
        shelf.shown |= remade
    else:
        shown = shelf.shown | remade
        shelf.shown = {key: shown[key] for key in letters.requests if key in shown}
    if remade:
        shelf.views = tuple(shelf.shown.values())
    return shelf


def _moved(state: State, shelf: _Shown, country: str) -> dict[str, None]:
    """Requests whose views may not hold any more: they changed, or what both files say of them and theirs did."""
    letters = state.part(Letters)
    moved: dict[str, None] = {}
    named: dict[str, None] = {}
    for key in letters.requests.changed_since(shelf.changed):
        request = letters.requests[key].matter
        if country in (request.requesting, request.requested):
            moved[key] = None
    shelf.changed = letters.requests.revision
    for code, keeper in state.countries.items():
        seen = shelf.learned.get(code, 0)
        rows = keeper.file.known.rows
        if seen == rows.revision:
            continue
        for entity in rows.changed_since(seen):
            named.update(dict.fromkeys(shelf.about.get(entity, ())))
        shelf.learned[code] = rows.revision
    for key in named:
        if (
            key not in moved
            and _named(state.countries, state.memory, letters.requests[key].matter, country) != shelf.shown[key].targets
        ):
            moved[key] = None
    for key in _to_weigh(state, shelf) if shelf.made else ():
        kept = letters.requests[key]
        if key in shelf.open:
            shelf.open[key].open_again("findings")
            shelf.made.pop(key, None)
        elif key not in moved and _found(state, kept, _side(kept.matter, country)) != shelf.shown[key].findings:
            moved[key] = None
    return moved


def _to_weigh(state: State, shelf: _Shown) -> list[str]:
    """Requests with findings of which either file may say something else than when these were made."""
    letters = state.part(Letters)
    concerned: dict[str, None] = {}
    for code, keeper in state.countries.items():
        file, before = keeper.file, shelf.weighed.get(code, _NOTHING_WEIGHED)
        if len(file.concerned) == before.concerned and file.uses_changed == before.uses:
            continue
        now = shelf.weighed[code] = _Weighed(
            len(file.concerned), file.uses_changed, hangs_on(state.countries, state.scenario, code)
        )
        fresh, paired = set(file.concerned[before.concerned :]), {end for pair in file.board.merged for end in pair}
        is_wide = now.uses != before.uses or not paired.isdisjoint(fresh)
        hangs_otherwise = now.hangs_on != before.hangs_on
        for key in shelf.made:
            request = letters.requests[key].matter
            is_own = hangs_otherwise and request.requesting == code
            if is_wide or is_own or not fresh.isdisjoint(request.targets):
                concerned[key] = None
    return list(concerned)


def _found(state: State, kept: RequestState, side: Side) -> tuple[Finding, ...]:
    return (
        *findings(state, kept, side),
        *silence.shown(state, kept, side),
        *refusal.shown(kept, state.part(Letters).refusals, side),
    )


def _side(request: Letter, country: str) -> Side:
    return Side.REQUESTED if country == request.requested else Side.REQUESTING


@dataclass(frozen=True, slots=True)
class _Source:
    """A request at one of its stays, whose view is made: for which side, and as far as this side can know it.

    `made` is where it is noted that its findings were made.
    """

    state: State
    kept: RequestState
    request: Letter
    country: str
    side: Side
    seen: Letter
    made: dict[str, None]

    @property
    def incoming(self) -> bool:
        return self.side is Side.REQUESTED

    @property
    def is_hidden(self) -> bool:
        """Whether it is a draft of the other side's, or the other side is writing it anew."""
        return is_internal(self.request, self.side) or is_written_anew(self.request, self.side)


def _content(of: _Source) -> Content:
    if is_internal(of.request, of.side):
        return Content()
    return of.kept.letter or of.request.content if of.is_hidden else of.request.content


def _checks(of: _Source) -> tuple[ContentCheck, ...]:
    if of.incoming:
        return of.kept.received_checks
    is_hard = of.state.settings.help_level(of.country) == "exam"
    return () if is_hard and not of.request.is_final else of.kept.checks


def _findings(of: _Source) -> tuple[Finding, ...]:
    of.made[of.request.key] = None
    return _found(of.state, of.kept, of.side)


def _due_day(of: _Source) -> int | None:
    """When its holder is due, or until when it waits for a date, as far as this side can know it."""
    waits = of.seen.status in {LetterStatus.POSTPONED, LetterStatus.RECOVERING}
    due = of.seen.until if waits else of.kept.due
    return None if due is None or of.is_hidden else due // DAY + 1


def _because(of: _Source) -> tuple[str, ...]:
    return () if of.incoming else of.state.part(Letters).because.get(of.request.key, ())


def _contacts(of: _Source) -> tuple[ContactView, ...]:
    if of.incoming or of.request.contact_since is not None:
        return ()
    return contact_points.contact_views(of.state.scenario, of.request)


def _contact_until(of: _Source) -> int | None:
    if not contact_points.is_open(of.request):
        return None
    at = of.state.agenda.when(f"contact/{of.request.key}") if of.incoming else None
    return 0 if at is None else at // DAY + 1


def _contact_told(of: _Source) -> ContactTold:
    told = of.request
    return ContactTold(told.contact_said, told.contact_text, 0 if of.incoming else told.contact_hours)


def _shared(of: _Source) -> SharedDraft | None:
    step = shared_draft(of.request) if of.incoming else None
    return None if step is None else SharedDraft(step.time, step.office, step.text)


class _OpenRequestView(LazyView, RequestView):
    """A request of which the parts are made when they are read."""

    __slots__ = ("_make",)


def _part_of(source: _Source, name: str) -> object:
    """A part of the view of a request by the name of the field."""
    return _PARTS[name](source)


_PARTS: Mapping[str, Callable[[_Source], object]] = {
    "key": lambda of: of.request.key,
    "label": lambda of: of.kept.label,
    "route": lambda of: of.request.route,
    "sought": lambda of: of.request.sought,
    "requesting": lambda of: of.request.requesting,
    "requested": lambda of: of.request.requested,
    "incoming": lambda of: of.incoming,
    "targets": lambda of: _named(of.state.countries, of.state.memory, of.request, of.country),
    "content": _content,
    "status": lambda of: of.seen.status,
    "holder": lambda of: of.seen.holder_code,
    "time_kind": lambda of: of.seen.time_kind_code,
    "since": lambda of: of.seen.since,
    "due_day": _due_day,
    "stays": lambda of: of.seen.segments(of.seen.stays[-1].pace_ends),
    "offers": lambda of: _offers(
        of.state.countries, of.state.now, of.request, of.side, _idle(of.state.part(Letters), of.request)
    ),
    "history": lambda of: tuple(
        [line.as_read_by(of.country) for owner, line in of.kept.history if not owner or owner == of.country]
    ),
    "checks": _checks,
    "findings": _findings,
    "chain": lambda of: () if of.incoming else of.kept.chain,
    "results": lambda of: _results(of.kept, incoming=of.incoming),
    "conditions": lambda of: of.request.conditions or of.request.conditions_offered,
    "open_items": lambda of: of.seen.asked_now,
    "version": lambda of: of.seen.version,
    "rests_on": lambda of: (of.seen.occurrence_key(), *_because(of)),
    "query_open": lambda of: of.request.query_open_since is not None and of.request.status != LetterStatus.LOST,
    "expected_days": lambda of: _expected(of.state, of.request),
    "draft": lambda of: "" if of.incoming else of.kept.draft,
    "mistakes": lambda of: () if of.incoming else mistakes.told(of.kept),
    "contacts": _contacts,
    "contact": lambda of: of.request.contact,
    "contact_until": _contact_until,
    "contact_told": _contact_told,
    "shared": _shared,
}
"""How each part of the view of a request is made."""


def _named(
    countries: Mapping[str, CountryState], memory: DerivedValues, request: Letter, country: str
) -> tuple[Entity, ...]:
    """Whom a request is about, as its side may know; nobody while it is a draft of the other's."""
    if is_internal(request, _side(request, country)):
        return ()
    return named_in_letter(countries, memory, request.targets, request.requesting, country)


def _idle(letters: Letters, request: Letter) -> tuple[str, ...]:
    """Acts that would change nothing: asking for a consent where the sender has nothing to allow."""
    return () if letters.to_allow.get(request.key) else (LetterAction.ASK_CONSENT,)


def _offers(
    countries: Mapping[str, CountryState], now: int, request: Letter, side: Side, idle: tuple[str, ...]
) -> tuple[OfferView, ...]:
    open_now = tuple([each.action for each in offers(request, side, None, now) if each.action not in idle])
    country = request.requesting if side is Side.REQUESTING else request.requested
    return _offered(request.route, request.ends, request.status, side, open_now, countries[country].offices)


@cache
def _offered(
    route: Route,
    ends: tuple[Office, ...],
    status: str,
    side: Side,
    actions: tuple[str, ...],
    offices: tuple[Office, ...],
) -> tuple[OfferView, ...]:
    """What each office may do by these acts: there are few sets of them, and what follows from each is made once."""
    rules = rules_between(route, ends)
    found = [each for action in actions if (each := rules.transition(status, action, side)) is not None]
    return tuple(
        OfferView(office, each.action, each.is_decision, each.needs, each.may)
        for office in offices
        for each in found
        if office in each.offices
    )


def _results(kept: RequestState, *, incoming: bool) -> tuple[str, ...]:
    if not incoming:
        return kept.returned
    if not is_known_to_requested(kept.matter):
        return ()
    return tuple(document.key for document in kept.results)


def _expected(state: State, request: Letter) -> tuple[tuple[str, int], ...]:
    """Median days by stage with these offices, as the law book states them (exercise figures)."""
    pair = state.scenario.pair(request.requesting, request.requested)
    pace = pace_of(pair, state.law.kind_of(request.sought), request.content.basis)
    key = f"expected/{request.requesting}/{request.requested}/{pace.archetype or ''}"
    return state.memory.keep(
        key, (), lambda: _medians(state.scenario, state.times, request.requesting, request.requested, pace)
    )


def _medians(
    scenario: Scenario, times: StageTimes, requesting: str, requested: str, pace: Pace
) -> tuple[tuple[str, int], ...]:
    asking = pace.of(scenario.country(requesting).archetype)
    asked = pace.of(scenario.country(requested).archetype)
    return tuple(
        (stage.value, round(times.median_days(asking if stage in _OURS else asked, stage))) for stage in OfficeStage
    )


_OURS = (OfficeStage.DRAFT, OfficeStage.TRANSLATE, OfficeStage.VET)
