"""What comes next by itself: for a request that an office, a court, a bank or the channel holds, the act and its time.

The engine asks once when a request enters a status and puts the answer on its agenda; when the time has come it gives
the act to `machine.advance` with `Side.SYSTEM`. Statuses that wait for a person have nothing due.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from simulation.exercise.core.treatment import Treatment
from simulation.exercise.procedures.letter.letter import Letter
from simulation.exercise.procedures.letter.statuses import LetterAction, LetterStatus
from simulation.kernel.agenda import DAY
from simulation.kernel.draws import Draws
from simulation.law.book import transmission as sending
from simulation.law.book.pace import OWN_PACE, Pace
from simulation.law.book.transmission import TransmissionResult
from simulation.law.time import trust
from simulation.law.time.durations import Circumstances, appeal_seconds, is_lost, stage_work, transmission
from simulation.law.time.queues import Queues
from simulation.law.time.stage_times import MEDIAN, OfficeQueue, OfficeStage, StageTimes
from simulation.scenario.schema.country import Archetype, Channel, Country, CountryPair
from simulation.scenario.schema.play import Sought

SEARCH_DAYS = 5
"""Days after which a registry that was asked about a lost request says that nothing arrived (an assumption)."""


@dataclass(frozen=True, slots=True)
class Due:
    """An act of the system and the second at which it is due."""

    action: LetterAction
    time: int


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The two countries of a request, what binds them, and the run's rows, desks and draws.

    Attributes:
        requesting: Who asks.
        requested: Who is asked.
        pair: What binds them.
        times: The rows.
        desks: The offices' queues.
        draws: The run's draws.
        trust: How far the requested authority relies on the requesting one, in thousandths.
        levers: By country, ids of the modifiers that its levers have put in place.
        treatment: Factors on the waits of each holder.
        pace: How fast offices work, by what governs the request.
    """

    requesting: Country
    requested: Country
    pair: CountryPair
    times: StageTimes
    desks: Queues
    draws: Draws
    trust: int = trust.USUAL
    levers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    treatment: Treatment = field(default_factory=Treatment)
    pace: Pace = OWN_PACE


def circumstances(request: Letter, around: Surroundings, country: Country) -> Circumstances:
    """What about a request makes a country's stages longer or shorter."""
    return Circumstances(
        key=request.key,
        sought=request.sought,
        is_urgency_accepted=request.urgency_accepted,
        is_draft_shared=request.draft_shared,
        has_liaison=around.pair.liaison,
        is_electronic=sending.way_of(request.content, around.pair) == sending.ELECTRONIC,
        trust=around.trust,
        levers=around.levers.get(country.code, ()),
        is_urgency_stated=request.is_urgency_stated,
    )


def needs_translation(request: Letter, requesting: Country) -> bool:
    """Whether translators are needed: the paper is not in the drafters' own language, or says no language at all."""
    return request.content.language != requesting.languages[0]


def is_coercive(request: Letter, times: StageTimes) -> bool:
    """Whether a court has to authorise the execution."""
    return times.of(request.sought).is_coercive


def due(request: Letter, around: Surroundings) -> Due | None:
    """The act that follows by itself from the present status, and when; None while it waits for a person.

    To be asked when the request enters a status (and, while it is lost, when a status query is made). The desks note
    it then, so times of entry at one desk must not go back; asking again gives the same.
    """
    coming = _as_it_is(request, around)
    if coming is None:
        return None
    treatment = around.treatment
    began = request.query_open_since if request.status == LetterStatus.LOST else None
    time = treatment.ends(request, request.since if began is None else began, coming.time, usual(request, around))
    finds_its_way = coming.action is LetterAction.LOSE and treatment.loses_nothing
    return Due(LetterAction.ARRIVE if finds_its_way else coming.action, time)


def usual(request: Letter, around: Surroundings) -> int | None:
    """Seconds that the present status usually takes; None where no row says."""
    row = usual_days(
        request.status,
        request.sought,
        around.pace.of(around.requesting.archetype),
        around.pace.of(around.requested.archetype),
        around.pair,
        around.times,
    )
    return None if row is None else int(row * DAY)


def usual_days(
    status: str, sought: Sought, asking: Archetype, asked: Archetype, pair: CountryPair, times: StageTimes
) -> float | None:
    """Median days of the office, the channel or the third party that holds a request in a status; None without a row.

    Args:
        status: Where it stands.
        sought: What is asked for.
        asking: Archetype of the country that asks.
        asked: Archetype of the country that is asked.
        pair: What binds them; the paper travels as the two agreed.
        times: The rows.
    """
    match status:
        case LetterStatus.PREPARING:
            return times.median_days(asking, OfficeStage.VET)
        case LetterStatus.TRANSLATING:
            return times.median_days(asking, OfficeStage.TRANSLATE)
        case LetterStatus.SENT if pair.channel is Channel.DIPLOMATIC and not pair.electronic:
            return times.diplomatic.days[MEDIAN]
        case LetterStatus.SENT:
            return times.median_days(asking, OfficeStage.TRANSMIT)
        case LetterStatus.REGISTERING:
            return times.median_days(asked, OfficeStage.REGISTER)
        case LetterStatus.ASSESSING:
            return times.median_days(asked, OfficeStage.ASSESS) * (times.of(sought).assessment / 100)
        case LetterStatus.ALLOCATING:
            return times.median_days(asked, OfficeStage.ALLOCATE)
        case LetterStatus.EXECUTING:
            kind = times.of(sought)
            median = times.median_days(asked, OfficeStage.EXECUTE)
            if kind.procedure is not None:
                median = times.procedure(kind.procedure, asked)[MEDIAN]
            left = (100 - times.court_percent) / 100 if kind.is_coercive else 1.0
            return median * kind.execution / 100 * left
        case LetterStatus.RETURNING:
            return times.median_days(asked, OfficeStage.RETURN)
        case _:
            return None


_AFTER_DATE: dict[str, LetterAction] = {
    LetterStatus.POSTPONED: LetterAction.POSTPONEMENT_ENDS,
    LetterStatus.RECOVERING: LetterAction.EXECUTED,
}
"""What follows once a date has come."""


def _as_it_is(request: Letter, around: Surroundings) -> Due | None:
    """The same without any treatment."""
    match request.status:
        case LetterStatus.PREPARING:
            return _fair_copy(request, around)
        case LetterStatus.TRANSLATING:
            end = _desk(request, around, around.requesting, OfficeQueue.TRANSLATORS, OfficeStage.TRANSLATE)
            return Due(LetterAction.TRANSMIT, end)
        case LetterStatus.SENT:
            return _on_the_way(request, around)
        case LetterStatus.LOST:
            if request.query_open_since is None:
                return None
            return Due(LetterAction.FOUND_MISSING, request.query_open_since + SEARCH_DAYS * DAY)
        case LetterStatus.REGISTERING:
            end = _desk(request, around, around.requested, OfficeQueue.REGISTRY, OfficeStage.REGISTER)
            return Due(LetterAction.REGISTERED, end)
        case LetterStatus.ASSESSING:
            return Due(
                LetterAction.READY, _desk(request, around, around.requested, OfficeQueue.LAWYERS, OfficeStage.ASSESS)
            )
        case LetterStatus.POSTPONED | LetterStatus.RECOVERING:
            return None if request.until is None else Due(_AFTER_DATE[request.status], request.until)
        case LetterStatus.ALLOCATING:
            end = _desk(request, around, around.requested, OfficeQueue.EXECUTORS, OfficeStage.ALLOCATE)
            coercive = is_coercive(request, around.times)
            return Due(LetterAction.SUBMIT_TO_COURT if coercive else LetterAction.ALLOCATED, end)
        case LetterStatus.AUTHORISING:
            work = _execution(request, around) * around.times.court_percent // 100
            return Due(LetterAction.AUTHORISED, request.since + max(1, work))
        case LetterStatus.EXECUTING:
            return _execute(request, around)
        case LetterStatus.APPEALED:
            return Due(LetterAction.APPEAL_DECIDED, request.since + (_appeal(request, around) or 1))
        case LetterStatus.RETURNING:
            return Due(
                LetterAction.DELIVERED,
                _desk(request, around, around.requested, OfficeQueue.REGISTRY, OfficeStage.RETURN),
            )
        case _:
            return None


def _fair_copy(request: Letter, around: Surroundings) -> Due:
    """The office's own check and fair copy; an urgent oral request is made before it (UNTOC 18(14))."""
    if sending.outcome_of(request.content, around.pair) is TransmissionResult.TO_CONFIRM:
        return Due(LetterAction.TRANSMIT, request.since + sending.ORAL_SECONDS)
    action = LetterAction.PREPARED if needs_translation(request, around.requesting) else LetterAction.TRANSMIT
    return Due(action, _desk(request, around, around.requesting, OfficeQueue.LAWYERS, OfficeStage.VET))


def _desk(request: Letter, around: Surroundings, country: Country, desk: OfficeQueue, stage: OfficeStage) -> int:
    about = circumstances(request, around, country)
    key = request.occurrence_key()
    archetype = around.pace.of(country.archetype)
    work = stage_work(around.times, around.draws, archetype, stage, about, key, request.since)
    work = around.pace.within(stage, work)
    urgent = request.urgency_accepted or (country is around.requesting and request.is_urgency_stated)
    return around.desks.finish(country.code, desk, key, request.since, work, urgent=urgent)


def _on_the_way(request: Letter, around: Surroundings) -> Due:
    about = circumstances(request, around, around.requesting)
    key, pair, since = request.occurrence_key(), around.pair, request.since
    way = sending.way_of(request.content, pair)
    if way == sending.ORAL:
        return Due(LetterAction.ARRIVE, since + 1)
    asking = around.pace.of(around.requesting.archetype)
    travel = transmission(around.times, around.draws, asking, pair, about, key, since, way)
    lost = is_lost(around.times, around.draws, pair, key, since, way)
    if not lost and sending.outcome_of(request.content, pair) is TransmissionResult.FORWARDED:
        kept, lost = sending.passing_on(request.content, pair, around.draws, key, since)
        return Due(LetterAction.LOSE if lost else LetterAction.FORWARDED, since + travel + kept)
    return Due(LetterAction.LOSE if lost else LetterAction.ARRIVE, since + travel)


def _execution(request: Letter, around: Surroundings) -> int:
    about = circumstances(request, around, around.requested)
    # One length for court and body together: keyed by the request, not by the stay.
    visit = f"{request.key}/execution"
    archetype = around.pace.of(around.requested.archetype)
    work = stage_work(around.times, around.draws, archetype, OfficeStage.EXECUTE, about, visit, request.since)
    return around.pace.within(OfficeStage.EXECUTE, work)


def _execute(request: Letter, around: Surroundings) -> Due:
    kind = around.times.of(request.sought)
    work = _execution(request, around)
    if kind.is_coercive:
        work -= work * around.times.court_percent // 100
    end = around.desks.finish(
        around.requested.code,
        kind.body,
        request.occurrence_key(),
        request.since,
        max(1, work),
        urgent=request.urgency_accepted,
    )
    return Due(LetterAction.EXECUTED if _appeal(request, around) is None else LetterAction.APPEAL, end)


def _appeal(request: Letter, around: Surroundings) -> int | None:
    # Settled when execution began, so that it stays settled when later chance is re-keyed.
    began = max(stay.since for stay in request.stays if stay.status == LetterStatus.EXECUTING)
    return appeal_seconds(around.times, around.draws, around.requested, request.key, began)
