"""What events in the world mean at home: seizures and reports reach the office concerned without a request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from simulation.casework.documents.document import Origin, Use
from simulation.casework.documents.from_traces import render
from simulation.casework.documents.kinds.bank import payments_before
from simulation.casework.file.measures import Measure, MeasureStatus
from simulation.exercise.core.digest import DigestLine
from simulation.exercise.core.event import WorldChanged
from simulation.exercise.core.state import State
from simulation.exercise.detention.clock import PeopleHeld
from simulation.exercise.evidence import gathering
from simulation.exercise.restrained_assets import handlers as restrained_assets
from simulation.kernel.agenda import DAY
from simulation.kernel.offices import OfficeTask
from simulation.kernel.terms import Phrase
from simulation.kernel.traces import Happening
from simulation.network import questions
from simulation.network.world.model import Identities
from simulation.scenario.schema.play import DocumentKind

PAPER_OF: dict[str, DocumentKind] = {
    "PersonReportedMissing": DocumentKind.MISSING_PERSON_REPORT,
    "PersonIntercepted": DocumentKind.TRAVEL_RECORD,
    "PersonIdentified": DocumentKind.VICTIM_STATEMENT,
    "PersonSpoke": DocumentKind.VICTIM_STATEMENT,
    "SiteInspected": DocumentKind.INSPECTION_REPORT,
}
"""Papers that reach a country's police without a request when something happens to people who are moved."""

TOLD_ELSEWHERE = frozenset({"operation", "inspection", "arrest"})
"""Ways of coming out of which another paper tells: that of the inspection or the measure."""


def report(state: State) -> None:
    """Turn what happened in the world since the last look into events, and let the home authorities learn of it."""
    happenings = state.network.happenings.drain()
    for happening in happenings:
        state.emit(WorldChanged(at=happening.time, cause=state.cause, by=state.by, happening=happening))
        match happening.code:
            case "GoodsSeized" | "CashFound":
                _seizure(state, happening)
            case "ReportFiled":
                _suspicion(state, happening)
            case "MoneyFrozen":
                restrained_assets.credited(state.countries, state.network, happening.subjects[0])
            case "MemberArrested":
                country = _fact(happening, "country")
                is_there = questions.whereabouts(state.network, happening.subjects[0]) == country
                if is_there and country in state.countries:
                    PeopleHeld(state, country).taken_in_the_world(happening.subjects[0])
            case "PersonLeft":
                country = _fact(happening, "from")
                if country in state.countries:
                    measures = state.countries[country].file.measures.all
                    for line in _left(happening, measures, state.network.identities):
                        state.tell(country, line, news=f"left/{line.about}")
            case code if code in PAPER_OF:
                _people(state, happening)
            case _:
                pass


def _fact(happening: Happening, name: str) -> str:
    return next((str(value) for key, value in happening.facts if key == name), "")


def _left(happening: Happening, measures: Iterable[Measure], identities: Identities) -> Iterator[DigestLine]:
    """Somebody leaves a country: those of its officers learn of it who have an alert out, watch or listen."""
    to, person = _fact(happening, "to"), happening.subjects[0]
    for measure in measures:
        is_on = measure.status is MeasureStatus.RUNNING and measure.rule.live
        if is_on and identities.bearer(measure.target) == person:
            facts = (("person", measure.target), *((("country", to),) if to else ()))
            what = Phrase("digest.person_left" if to else "digest.person_gone", facts)
            yield DigestLine(happening.time, what, "measure", measure.key, (measure.office,))


def _seizure(state: State, happening: Happening) -> None:
    """Goods or cash found at a border or port: the country's police have a record of it."""
    country = _fact(happening, "country")
    target = happening.subjects[0]
    if country not in state.countries or target not in state.network.entities:
        return
    paper = gathering.make(
        state,
        DocumentKind.SEIZURE_RECORD,
        target,
        country,
        f"seizure/{happening.key}",
        gathering.HOME,
        start=state.now - 90 * DAY,
    )
    if paper is not None:
        gathering.file_document(state, country, paper, "border", state.with_task(country, OfficeTask.INQUIRIES))


def _people(state: State, happening: Happening) -> None:
    """A report, a stop at a border, a referral, a statement or an inspection: the country's police hear of it."""
    country, target = _fact(happening, "country"), happening.subjects[0]
    how = _fact(happening, "channel") or _fact(happening, "by")
    is_empty = happening.code == "SiteInspected" and _fact(happening, "found") == "0"
    if country not in state.countries or how in TOLD_ELSEWHERE or is_empty:
        return
    paper = gathering.make(
        state,
        PAPER_OF[happening.code],
        target,
        country,
        f"people/{happening.key}",
        gathering.HOME,
        start=state.now - 90 * DAY,
    )
    if paper is not None:
        source = "inspection" if happening.code == "SiteInspected" else "border" if how == "border" else "referral"
        gathering.file_document(state, country, paper, source, state.with_task(country, OfficeTask.INQUIRIES))


def _suspicion(state: State, happening: Happening) -> None:
    """A bank reports: the paper enters the stream of the country's financial intelligence unit."""
    key = _fact(happening, "trace") or happening.subjects[0]
    trace = state.network.traces.get(key)
    if trace is None or trace.country not in state.countries:
        return
    account = trace.subjects[0]
    paper = render(
        gathering.record_of(state, DocumentKind.SUSPICIOUS_REPORT),
        account,
        (trace, *payments_before(gathering.Holdings(state), trace)),
        state.network.entities,
        f"report/{key}",
        state.now,
        Use(is_evidence=False, origin=Origin.HOME),
        gathering.Words(state),
        country=trace.country,
    )
    gathering.file_document(state, trace.country, paper, "bank", state.with_task(trace.country, OfficeTask.REPORTS))
