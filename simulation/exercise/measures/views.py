"""What a team sees of a measure at home."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from simulation.casework.file.case_file import CaseFile, FileEntry
from simulation.casework.file.measures import Measure, MeasureStatus
from simulation.casework.file.reports import Report
from simulation.exercise.core.derived import Made
from simulation.exercise.matters.deadlines import TRIAGE_DAYS, OfficeHours
from simulation.exercise.measures.protection import GONE, OFFERED, THINKS_DAYS, everybody_at
from simulation.kernel.agenda import DAY
from simulation.kernel.registers import Register
from simulation.kernel.terms import Office
from simulation.scenario.schema.play import MeasureKind


@dataclass(frozen=True, slots=True)
class MeasureView:
    """A measure at home.

    `result` is `authorising` before a judge, `queued` while it waits for officers or a team, "" while it runs, else
    what came of it; `reasons` are in the words of who ordered it, `because` names the keys of what led to it; `begun`
    is when its work began, None if it never did; `may_be_stopped` by an office that may order it; `version` is for
    `seen`; `is_covert` says that those concerned must not know of it; `is_automatic` that an automatic player ordered
    it.
    """

    key: str
    kind: str
    target: str
    office: Office
    ordered: int
    since: int
    is_running: bool
    result: str
    documents: tuple[str, ...]
    reasons: str = ""
    because: tuple[str, ...] = ()
    begun: int | None = None
    may_be_stopped: bool = False
    version: int = 1
    is_covert: bool = False
    is_automatic: bool = False


@dataclass(frozen=True, slots=True)
class ReportView:
    """A suspicious transaction report in the FIU's stream, and what was decided on it.

    `decision` is "" while it is open, `due_day` the last day for it, `decided` when it was taken, `about` the account.
    """

    key: str
    document: str
    received: int
    decision: str
    to: str
    due_day: int
    decided: int | None = None
    about: str = ""


def not_found(measures: Iterable[MeasureView]) -> dict[str, MeasureView]:
    """People who were not found when the last order of protection for them was to be carried out, with that order."""
    last = {each.target: each for each in measures if each.kind == MeasureKind.PROTECTION}
    return {person: each for person, each in last.items() if each.result == GONE and not each.is_running}


def protected_soon(measures: Made[tuple[MeasureView, ...]], now: Made[int], file: CaseFile) -> frozenset[str]:
    """Keys of the people for whom protection was ordered and is not in place yet, or who think an offer over.

    Args:
        measures: The measures that were ordered.
        now: The second reached.
        file: The file of the country that ordered them.
    """
    lately = now() - THINKS_DAYS * DAY
    asked = {
        each.target
        for each in measures()
        if each.kind == MeasureKind.PROTECTION and (each.is_running or (each.result == OFFERED and each.since > lately))
    }
    return everybody_at(file, asked)


type MeasureSource = tuple[Measure, tuple[str, ...]]
"""A measure and the papers that it brought."""

type ReportSource = tuple[Report, int, str]
"""A report, the last day for a decision on it, and the account that it is about."""


def measures_in(
    ordered: Register[str, Measure], brought: Register[str, tuple[str, ...]]
) -> Iterator[tuple[str, MeasureSource]]:
    """The measures that were ordered, with the papers that they brought."""
    return ((key, (each, brought.get(key, ()))) for key, each in ordered.items())


def measure_view(source: MeasureSource) -> MeasureView:
    """A measure at home as its team sees it."""
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
        because=measure.because,
        begun=measure.begun,
        may_be_stopped=measure.may_be_stopped,
        version=measure.version,
        is_covert=measure.rule.covert,
        is_automatic=measure.is_automatic,
    )


def reports_in(
    reported: Register[str, Report], filed: Register[str, FileEntry], hours: Made[OfficeHours]
) -> Iterator[tuple[str, ReportSource]]:
    """The reports of a unit's stream, in order of receipt."""
    for each in reported.values():
        filing = filed.get(each.key)
        about = filing.document.about if filing is not None else ""
        yield each.key, (each, hours().last_day(each.received, TRIAGE_DAYS), about)


def report_view(source: ReportSource) -> ReportView:
    """A report as its team sees it."""
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
