"""The stream of suspicious transaction reports at a financial intelligence unit, and what it decides on each.

A report is intelligence: what the unit passes on tells others where to look. Passing it to police and prosecutor at
home or to a unit abroad are different acts, and keeping or archiving are acts too.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from simulation.casework.file.changes import Change, ChangeCode, Rows
from simulation.kernel.errors import RuleViolation


class Triage(StrEnum):
    """What a unit may decide on a report."""

    DISSEMINATE = "disseminate"
    SHARE_ABROAD = "share_abroad"
    KEEP = "keep"
    ARCHIVE = "archive"


class ReportStatus(StrEnum):
    """Where a report stands."""

    OPEN = "open"
    KEPT = "kept"
    DISSEMINATED = "disseminated"
    SHARED = "shared"
    BOTH = "both"
    ARCHIVED = "archived"


TRANSITIONS: dict[tuple[ReportStatus, Triage], ReportStatus] = {
    (ReportStatus.OPEN, Triage.DISSEMINATE): ReportStatus.DISSEMINATED,
    (ReportStatus.OPEN, Triage.SHARE_ABROAD): ReportStatus.SHARED,
    (ReportStatus.OPEN, Triage.KEEP): ReportStatus.KEPT,
    (ReportStatus.OPEN, Triage.ARCHIVE): ReportStatus.ARCHIVED,
    (ReportStatus.KEPT, Triage.DISSEMINATE): ReportStatus.DISSEMINATED,
    (ReportStatus.KEPT, Triage.SHARE_ABROAD): ReportStatus.SHARED,
    (ReportStatus.KEPT, Triage.ARCHIVE): ReportStatus.ARCHIVED,
    (ReportStatus.DISSEMINATED, Triage.SHARE_ABROAD): ReportStatus.BOTH,
    (ReportStatus.SHARED, Triage.DISSEMINATE): ReportStatus.BOTH,
    (ReportStatus.SHARED, Triage.SHARE_ABROAD): ReportStatus.SHARED,
    (ReportStatus.BOTH, Triage.SHARE_ABROAD): ReportStatus.BOTH,
    (ReportStatus.ARCHIVED, Triage.DISSEMINATE): ReportStatus.DISSEMINATED,
    (ReportStatus.ARCHIVED, Triage.SHARE_ABROAD): ReportStatus.SHARED,
    (ReportStatus.ARCHIVED, Triage.KEEP): ReportStatus.KEPT,
}
"""The one table of what a decision makes of a report; a pair that is not here is not allowed."""


@dataclass(frozen=True, slots=True)
class Report:
    """A report in the stream.

    Attributes:
        key: Key of its document.
        received: When it arrived.
        status: Where it stands.
        decision: The last decision, "" while it is open.
        shared_with: Codes of countries whose unit got it, in order.
        decided: When the last decision fell, None while it is open.
        version: Counted up with each decision.
    """

    key: str
    received: int
    status: ReportStatus = ReportStatus.OPEN
    decision: str = ""
    shared_with: tuple[str, ...] = ()
    decided: int | None = None
    version: int = 1


def offers(report: Report) -> tuple[Triage, ...]:
    """What may be decided on a report now."""
    return tuple(decision for decision in Triage if (report.status, decision) in TRANSITIONS)


def triage(report: Report, decision: str, to: str, now: int) -> Report:
    """Decide on a report.

    Args:
        report: The report.
        decision: One of `Triage`.
        to: Code of the country whose unit gets it, for `share_abroad`; "" otherwise.
        now: Time of the decision.

    Raises:
        RuleViolation: `report.unknown_decision`, `report.not_possible`, `report.no_recipient`, `report.already_shared`.
    """
    if decision not in set(Triage):
        raise RuleViolation("report.unknown_decision", decision=decision)
    chosen = Triage(decision)
    status = TRANSITIONS.get((report.status, chosen))
    if status is None:
        raise RuleViolation("report.not_possible", decision=decision, status=report.status)
    shared = report.shared_with
    if chosen is Triage.SHARE_ABROAD:
        if not to:
            raise RuleViolation("report.no_recipient", report=report.key)
        if to in shared:
            raise RuleViolation("report.already_shared", report=report.key, country=to)
        shared = (*shared, to)
    return replace(
        report, status=status, decision=chosen.value, shared_with=shared, decided=now, version=report.version + 1
    )


class Reports(Rows[Report]):
    """Reports of the unit's stream, by the key of their documents."""

    def receive(self, document: str, now: int) -> Change:
        """Enter a report that came in."""
        self.rows[document] = Report(document, now)
        return Change(ChangeCode.REPORT_RECEIVED, document, (document,))

    def triage(self, key: str, decision: str, to: str, now: int) -> tuple[Change, ...]:
        """Decide on a report of the unit's stream (see `Triage`).

        Raises:
            RuleViolation: `report.unknown`, and those of `triage`.
        """
        report = self.rows.get(key)
        if report is None:
            raise RuleViolation("report.unknown", report=key)
        self.rows[key] = triage(report, decision, to, now)
        return (Change(ChangeCode.REPORT_TRIAGED, key, (key,), (("decision", decision), ("to", to))),)
