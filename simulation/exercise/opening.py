"""How an exercise begins: the world's history, each country's opening file, and the matters under way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from simulation.casework.documents.document import Assertion, Document, Origin, Use
from simulation.casework.file.case_file import CaseFile
from simulation.exercise.cooperation import levers
from simulation.exercise.core.command import Seat
from simulation.exercise.core.settings import Settings, preset_of
from simulation.exercise.core.state import CountryState, SeatState, State
from simulation.exercise.detention.clock import PeopleHeld
from simulation.exercise.evidence import gathering
from simulation.exercise.injects import coming
from simulation.exercise.matters.state import Procedures
from simulation.exercise.measures.kinds import HomeMeasures
from simulation.exercise.procedures.letter.opening import ends_of, inherited_request, open_request
from simulation.exercise.procedures.letter.play import hooks as letter_hooks
from simulation.exercise.procedures.letter.play.assistance import AssistanceTypes
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.exercise.procedures.letter.play.visibility import BEFORE_SENDING, is_known_to_requested
from simulation.exercise.procedures.letter.statuses import LetterAction, LetterStatus
from simulation.exercise.registry import Registry
from simulation.kernel.agenda import DAY, HOUR, Agenda
from simulation.kernel.draws import Draws
from simulation.kernel.terms import Side
from simulation.law.book.assistance_types import Kind
from simulation.law.book.content import Content
from simulation.law.book.governance import Regime, regime_of, stated, surrender_bases
from simulation.law.time.queues import Queues
from simulation.network import questions
from simulation.network.criminal_network import new_network
from simulation.scenario.schema.play import InheritedMatter, OpeningDocument, Preset, Route, Sought
from simulation.scenario.schema.scenario import FrozenScenario, Scenario

STREAM = "exercise.stream"
"""Rule of the agenda that opens the next request of a stream from an automatic country."""

_USUAL_UNDERTAKINGS = ("use_limits", "return", "costs")


def begin(
    frozen: FrozenScenario,
    settings: Settings,
    draws: Draws,
    registry: Registry,
    *,
    explain: bool,
) -> State:
    """The state at the first second of day 1, before anything on the agenda has run."""
    scenario = frozen.scenario
    preset = preset_of(frozen, settings.preset)
    law = registry.law
    agenda = Agenda()
    network = new_network(frozen, draws, agenda, _surrender_bases(scenario), explain=explain)
    desks = Queues(scenario.countries, law.times, draws, preset.staff_factor)
    state = State(
        frozen=frozen,
        settings=settings,
        preset=preset,
        draws=draws,
        agenda=agenda,
        network=network,
        desks=desks,
        law=law,
        times=law.times,
        now=-scenario.crime.history_days * DAY,
        offices=registry.offices,
    )
    state.part(gathering.DocumentKinds).known = {each.kind: each for each in registry.documents}
    state.part(HomeMeasures).known = registry.measure_by_code
    state.part(Letters).grounds = registry.grounds
    state.part(AssistanceTypes).known = {each.code: each for each in registry.assistance}
    state.part(Procedures).known = registry.procedure_by_code
    for country in scenario.countries:
        state.countries[country.code] = CountryState(country.code, CaseFile(country.code), country.offices)
        for office in country.offices:
            state.seats[Seat(country.code, office)] = SeatState()
    return state


def _inherited(scenario: Scenario, settings: Settings) -> tuple[InheritedMatter, ...]:
    """The matters under way at the start, in an exercise that has any."""
    return scenario.play.matters if settings.inherited else ()


def _surrender_bases(scenario: Scenario) -> dict[tuple[str, str], int]:
    """How many instruments each country, the first, can ask each other for a surrender on."""
    return {
        (asking, asked): len(surrender_bases(pair, scenario.country(asked)))
        for pair in scenario.pairs
        for asking, asked in ((pair.a, pair.b), (pair.b, pair.a))
    }


def open_files(state: State) -> None:
    """At the start: opening papers, matters in flight, streams of work, the event list."""
    state.cause = "opening"
    carried = {inject.document for inject in state.scenario.play.injects if inject.document is not None}
    for paper in state.scenario.play.documents:
        if paper.key not in carried:
            _file_opening(state, paper)
    for matter in sorted(_inherited(state.scenario, state.settings), key=lambda each: (each.since_day, each.key)):
        _inherit(state, matter)
    if state.settings.inherited:
        for stream in state.scenario.play.streams:
            at = _stretched(state.preset, stream.first_day - 1) * DAY + 8 * HOUR
            state.agenda.schedule(max(at, 0), f"{stream.key}/0", STREAM, (stream.key, 0))
    for person, where in questions.in_custody(state.network):
        if where in state.countries:
            PeopleHeld(state, where).taken_in_the_world(person)
    coming.plan(state)
    levers.prepare(state)
    for country in state.countries.values():
        country.digest.clear()
    state.clock.move_starts = ()


def next_in_stream(state: State, key: str, number: int) -> None:
    """Open the stream's next request and put the one after it on the agenda; the epilogue plays only what is open."""
    if state.clock.is_over:
        return
    stream = next(each for each in state.scenario.play.streams if each.key == key)
    at = state.now + max(1, _stretched(state.preset, stream.every_days)) * DAY
    state.agenda.schedule(at, f"{key}/{number + 1}", STREAM, (key, number + 1))
    target = questions.key_of(state.network, stream.targets[number % len(stream.targets)])
    entity = state.network.entities.get(target)
    if entity is None:
        return
    ground = _own_note(state, stream.requesting, stream.sought, target, f"{key}/{number}", state.now)
    missing = stream.missing[number % len(stream.missing)] if stream.missing else "-"
    content = complete_content(
        state,
        stream.requesting,
        stream.requested,
        stream.sought,
        stream.basis,
        stream.offence,
        key,
        (target,),
        (ground,),
    )
    kind = state.law.kind_of(stream.sought)
    content = _for_records(_without(content, () if missing == "-" else (missing,)), kind, state.day, _USUAL_DAYS)
    ends = ends_of(state.scenario, kind, stream.requesting, stream.requested)
    request = open_request(
        f"{key}/{number}", kind, stream.requesting, stream.requested, (target,), state.now, content, ends
    )
    kept = letter_hooks.open_matter(state, request)
    state.countries[stream.requested].file.known.learn((gathering.as_named(entity),))
    if kind.route is Route.MLA:
        for action in (LetterAction.SUBMIT, LetterAction.APPROVE):
            letter_hooks.step(state, kept, action, Side.REQUESTING, content)
    else:
        letter_hooks.step(state, kept, LetterAction.ASK, Side.REQUESTING, content)


def _stretched(preset: Preset, days: int) -> int:
    """Whole days of a stream in a preset whose moves are shorter or longer than a month."""
    return days * preset.stream_percent // 100


def _own_note(state: State, country: str, sought: Sought, target: str, request: str, dated: int) -> str:
    """What the asking country's own case holds about its target: the ground that its request names."""
    key = f"{request}/own_note/{target}"
    note = replace(gathering.note(state, sought, target, country, key, gathering.HOME, ""), dated=dated)
    gathering.file_document(state, country, note, request)
    return key


def _grounds(state: State, matter: InheritedMatter, targets: tuple[str, ...]) -> tuple[str, ...]:
    """The papers that a matter names; a country in outline has no opening file, so its own case notes stand for it."""
    if not matter.grounds and "C11" not in matter.missing and not state.scenario.country(matter.requesting).played:
        dated = matter.opened_day * DAY - 1
        return tuple(
            _own_note(state, matter.requesting, matter.sought, target, matter.key, dated) for target in targets
        )
    return tuple(key for key in matter.grounds if state.countries[matter.requesting].file.filed.get(key) is not None)


def _file_opening(state: State, paper: OpeningDocument) -> None:
    target = questions.key_of(state.network, paper.target)
    if target not in state.network.entities:
        return

    def written(dated: int) -> Document | None:
        return gathering.make(
            state,
            paper.kind,
            target,
            paper.country,
            paper.key,
            Use(is_evidence=paper.evidence, origin=Origin.HOME),
            start=(paper.from_day - 1) * DAY,
            end=min(paper.to_day * DAY, dated),
            status="witness",
            dated=dated,
        )

    made = written(state.now)
    for left in _letters_with(_inherited(state.scenario, state.settings), paper.key):
        older = written(left)
        if made is not None and older is not None and _happened(older) == _happened(made):
            made = older
            break
    if made is not None:
        gathering.file_document(state, paper.country, made, "opening", (paper.office,))


def _happened(paper: Document) -> tuple[Assertion, ...]:
    """What a paper says of a day: totals and who somebody is change with no date."""
    return tuple(said for said in paper.assertions if said.at is not None)


def _letters_with(matters: tuple[InheritedMatter, ...], key: str) -> list[int]:
    """The last second before each letter that encloses a paper left, in their order.

    A paper was written for the first of them before which all that it shows had happened; it ends there.
    """
    return sorted(matter.opened_day * DAY - 1 for matter in matters if key in matter.grounds)


def _inherit(state: State, matter: InheritedMatter) -> None:
    targets = tuple(questions.key_of(state.network, target) for target in matter.targets)
    entities = state.network.entities
    known = tuple(gathering.as_named(entities[key]) for key in targets if key in entities)
    state.countries[matter.requesting].file.known.learn(known)
    grounds = _grounds(state, matter, targets)
    content = complete_content(
        state,
        matter.requesting,
        matter.requested,
        matter.sought,
        matter.basis,
        matter.offence,
        matter.key,
        targets,
        grounds,
        urgent_by_day=matter.due_day if matter.urgent else None,
    )
    content = _without(content, matter.missing)
    kind = state.law.kind_of(matter.sought)
    request = inherited_request(
        matter.key,
        kind,
        matter.requesting,
        matter.requested,
        targets,
        content,
        LetterStatus(matter.status),
        matter.opened_day * DAY,
        matter.since_day * DAY,
        ends=ends_of(state.scenario, kind, matter.requesting, matter.requested),
    )
    left = next((stay.since // DAY for stay in request.stays if stay.status not in BEFORE_SENDING), 0)
    request = request._replace(content=_for_records(content, kind, left, matter.period_days))
    kept = letter_hooks.open_matter(state, request, inherited=True)
    if is_known_to_requested(request):
        state.countries[matter.requested].file.known.learn(known)
    letter_hooks.open_inherited(state, kept, (matter.due_day - 1) * DAY)


def complete_content(
    state: State,
    requesting: str,
    requested: str,
    sought: Sought,
    basis: str,
    offence: str,
    key: str,
    targets: tuple[str, ...],
    grounds: tuple[str, ...],
    *,
    urgent_by_day: int | None = None,
) -> Content:
    """A complete request in the words of the scenario (`<key>.subject`, `.facts`, `.assistance`, `.purpose`).

    Only the period of records is not in it: it ends on the day on which the request leaves.
    """
    language = state.settings.language
    scenario = state.scenario

    def words(part: str) -> str:
        found = scenario.text(f"{key}.{part}", language)
        return scenario.text(f"request.{part}", language) if found == f"{key}.{part}" else found

    pair = scenario.pair(requesting, requested)
    regime = regime_of(pair, state.law.kind_of(sought), basis, scenario.country(requesting).named((offence,)))
    is_promised = regime.wants_reciprocity or not pair.instruments
    undertakings = ("reciprocity", *_USUAL_UNDERTAKINGS) if is_promised else _USUAL_UNDERTAKINGS
    return Content(
        subject=words("subject"),
        authority_contact=words("authority_contact"),
        basis=basis,
        offences=(offence,),
        penalties_text=words("penalties_text"),
        persons=targets,
        facts=words("facts"),
        grounds=grounds,
        assistance=words("assistance"),
        formalities=("F1",),
        purpose=words("purpose"),
        urgent=urgent_by_day is not None,
        urgency_reason=words("urgency_reason") if urgent_by_day is not None else "",
        urgent_by_day=urgent_by_day,
        confidential=True,
        confidentiality_reason=words("confidentiality_reason"),
        undertakings=() if regime.recognises else undertakings,
        language=scenario.country(requested).languages[0],
        prior_contacts=words("prior_contacts"),
        property_text=words("property_text"),
        freeze_facts=words("freeze_facts"),
        particulars=_particulars(regime, scenario.text(f"{key}.warrant", language), f"{key}.warrant"),
    )


def _particulars(regime: Regime, warrant: str, key: str) -> tuple[tuple[str, str], ...]:
    """What the instrument wants besides; the warrant in the words of the scenario, where a matter has one enclosed."""
    said = dict(stated(regime, _ANNEXED))
    return tuple((said if warrant == key else {**said, "warrant": warrant}).items())


def _for_records(content: Content, kind: Kind, left: int, days: int) -> Content:
    """A request for records names the days before the one on which it leaves; no other request has a period."""
    if not kind.needs_period or not days:
        return content
    return replace(content, period_from_day=left - days, period_to_day=left)


_USUAL_DAYS = 180
"""For how many days back a request of a stream asks for records."""

_ANNEXED = "as annexed"
"""What a matter of a scenario says of each particular that the instrument wants."""

_LEAVE_OUT: dict[str, Callable[[Content], Content]] = {
    "C1": lambda content: replace(content, authority_contact=""),
    "C2": lambda content: replace(content, subject=""),
    "C3": lambda content: replace(content, facts=""),
    "C4": lambda content: replace(content, assistance=""),
    "C5": lambda content: replace(content, persons=()),
    "C6": lambda content: replace(content, purpose=""),
    "C7": lambda content: replace(content, property_text=""),
    "C9": lambda content: replace(content, freeze_facts=""),
    "C10": lambda content: replace(content, penalties_text=""),
    "C11": lambda content: replace(content, grounds=()),
    "C12": lambda content: replace(content, urgency_reason=""),
    "C13": lambda content: replace(content, undertakings=()),
    "C14": lambda content: replace(content, formalities=()),
    "C15": lambda content: replace(content, language=""),
}
"""How a request looks that lacks one of the required contents (law.md 1.3)."""


def _without(content: Content, missing: tuple[str, ...]) -> Content:
    for item in missing:
        content = _LEAVE_OUT[item](content)
    return content
