"""How the parts of a team's view that come from its case file are made."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from operator import is_

from simulation.casework.file.links import Link, link_key
from simulation.casework.file.measures import Measure, MeasureStatus
from simulation.casework.file.received_documents import Filing
from simulation.casework.file.reports import Report
from simulation.casework.file.restrained_assets import Asset
from simulation.exercise.board.views import BoardView, LinkView
from simulation.exercise.core.derived import DerivedRows
from simulation.exercise.core.state import CountryState, State
from simulation.exercise.evidence.views import FiledDocument
from simulation.exercise.matters.deadlines import TRIAGE_DAYS, last_day, reckoned_by
from simulation.exercise.measures.views import MeasureView, ReportView
from simulation.exercise.restrained_assets.views import AssetView
from simulation.kernel.entities import Entity


@dataclass(slots=True)
class _Filed:
    """The filings of a country as they were last shown, and their views."""

    filings: tuple[Filing, ...] = ()
    views: tuple[FiledDocument, ...] = ()


def documents(state: State, code: str) -> tuple[FiledDocument, ...]:
    """The papers of a country's file."""
    file = state.countries[code].file
    return state.memory.keep(f"documents/{code}", (file.papers_version,), lambda: _documents(state, code))


def _documents(state: State, code: str) -> tuple[FiledDocument, ...]:
    """Most often the file has only grown; where the use of a paper has changed, all are looked at."""
    filed = state.memory.keep(f"filed/{code}", (), _Filed)
    filings, known = state.countries[code].file.filings, filed.filings
    if not all(map(is_, known, filings)):
        old = zip(known, filed.views, filings, strict=False)
        filed.views = tuple(view if before is now else _filed(now) for before, view, now in old)
    filed.views += tuple(map(_filed, filings[len(filed.views) :]))
    filed.filings = filings
    return filed.views


def _filed(filing: Filing) -> FiledDocument:
    return FiledDocument(filing.label, filing.received, filing.source, filing.document)


def entities(state: State, code: str) -> tuple[Entity, ...]:
    """What the file knows of."""
    file = state.countries[code].file
    return state.memory.keep(f"entities/{code}", (file.known_version,), lambda: file.entities)


def board(state: State, code: str) -> BoardView:
    """The board, and the links between all that the file knows of."""
    file = state.countries[code].file
    stamp = (file.links_version, file.board.version)
    return state.memory.keep(f"board/{code}", stamp, lambda: _board(state, state.countries[code]))


def _board(state: State, country: CountryState) -> BoardView:
    board, links = country.file.board, country.file.links()
    if not board.entities and not board.links:
        return BoardView((), _read_off(state, country), board.merged, board.version)
    same = board.same()
    up = {same.get(claim.a, claim.a) for claim in board.entities}
    claimed = {link_key(each.kind, same.get(each.a, each.a), same.get(each.b, each.b)) for each in board.links}
    drawn = frozenset(link.key for link in links if link.a in up and link.b in up) if up else frozenset()
    own = frozenset(link.key for link in links if link.key in claimed) if claimed else frozenset()
    row: DerivedRows[Link, LinkView] = state.memory.keep(f"links/{country.code}", (drawn, own), DerivedRows)
    return BoardView(
        entities=tuple((claim.a, claim.key) for claim in board.entities),
        links=row.show([(link.key, link) for link in links], lambda link: _link(link, drawn, own)),
        merged=board.merged,
        version=board.version,
    )


@dataclass(slots=True)
class _ReadOff:
    """Links that papers alone show, as they were last shown, sorted by key."""

    seen: int = 0
    keys: list[str] = field(default_factory=list)
    views: list[LinkView] = field(default_factory=list)


def _read_off(state: State, country: CountryState) -> tuple[LinkView, ...]:
    """The links of a file on whose board nothing was drawn: those that changed are shown anew."""
    index = country.file.read_off
    shown = state.memory.keep(f"read_off/{country.code}", (index.beginnings,), _ReadOff)
    for key in dict.fromkeys(index.changed[shown.seen :]):
        place = bisect_left(shown.keys, key)
        view = _link(index.link(key), frozenset(), frozenset())
        if place < len(shown.keys) and shown.keys[place] == key:
            shown.views[place] = view
        else:
            shown.keys.insert(place, key)
            shown.views.insert(place, view)
    shown.seen = len(index.changed)
    return tuple(shown.views)


def _link(link: Link, drawn: frozenset[str], own: frozenset[str]) -> LinkView:
    is_claim = link.is_claim or link.key in own
    return LinkView(link.key, link.a, link.b, link.kind, link.documents, link.is_evidence, link.key in drawn, is_claim)


def at_risk(state: State, code: str) -> tuple[tuple[str, int, int | None], ...]:
    """People at risk in the file: who, known since when, protected when."""
    known = state.countries[code].file.exposures
    return state.memory.keep(
        f"at_risk/{code}", known, lambda: tuple((exposure.person, exposure.since, exposure.until) for exposure in known)
    )


def assets(state: State, code: str) -> tuple[AssetView, ...]:
    """Money that is or was blocked."""
    known = state.countries[code].file.assets
    return state.memory.keep(f"assets/{code}", known, lambda: tuple(map(_asset, known)))


def _asset(asset: Asset) -> AssetView:
    return AssetView(
        asset.account,
        asset.country,
        asset.amount_minor,
        asset.since,
        asset.until,
        asset.state.value,
        asset.source,
        asset.began,
        asset.ground,
    )


def reports(state: State, code: str) -> tuple[ReportView, ...]:
    """The unit's stream of reports."""
    stamp = (state.countries[code].file.reports, reckoned_by(state, code))
    return state.memory.keep(f"reports/{code}", stamp, lambda: _reports(state, code))


def _reports(state: State, code: str) -> tuple[ReportView, ...]:
    file = state.countries[code].file
    about = {each.key: filing.document.about for each in file.reports if (filing := file.filing(each.key)) is not None}
    row: DerivedRows[tuple[Report, int, str], ReportView] = state.memory.row(f"report/{code}")
    sources = (
        (each.key, (each, last_day(state, code, each.received, TRIAGE_DAYS), about.get(each.key, "")))
        for each in file.reports
    )
    return row.show(sources, _report)


def _report(source: tuple[Report, int, str]) -> ReportView:
    report, due_day, about = source
    return ReportView(
        report.key,
        report.key,
        report.received,
        report.decision,
        ", ".join(report.shared_with),
        due_day,
        report.decided,
        about,
    )


def measures(state: State, code: str) -> tuple[MeasureView, ...]:
    """Measures at home."""
    file = state.countries[code].file
    row: DerivedRows[tuple[Measure, tuple[str, ...]], MeasureView] = state.memory.row(f"measure/{code}")
    return state.memory.keep(
        f"measures/{code}",
        (file.measures_version, file.papers_version),
        lambda: row.show(((each.key, (each, file.brought_by(each.key))) for each in file.measures), _measure),
    )


def _measure(source: tuple[Measure, tuple[str, ...]]) -> MeasureView:
    measure, papers = source
    stage = measure.result or ("" if measure.status is MeasureStatus.RUNNING else measure.status.value)
    return MeasureView(
        key=measure.key,
        kind=measure.kind.value,
        target=measure.target,
        office=measure.office,
        ordered=measure.ordered,
        since=measure.since,
        is_running=measure.is_running,
        result=stage,
        documents=papers,
        reasons=measure.reasons,
        begun=measure.begun,
        may_be_stopped=measure.may_be_stopped,
        version=measure.version,
        is_covert=measure.rule.covert,
    )


def free_teams(state: State, code: str) -> int:
    """Surveillance teams that no measure has or waits for."""
    file = state.countries[code].file
    busy = state.memory.keep(f"teams_busy/{code}", (file.measures_version,), file.teams_busy)
    return max(0, state.scenario.country(code).staff.surveillance_teams - busy)
