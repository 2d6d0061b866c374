"""What an office sorts before it acts: reports of suspicion, and people who stand in the papers twice.

The unit passes on what fits the file or points abroad, keeps what may fit, and archives the rest.
"""

from __future__ import annotations

from simulation.casework.documents.document import AssertionKind as Says
from simulation.casework.file.reports import Triage
from simulation.exercise.board.commands import MergeEntities
from simulation.exercise.core.command import Command
from simulation.exercise.measures.commands import TriageReport
from simulation.exercise.measures.views import ReportView
from simulation.kernel.terms import Office
from simulation.players.turn.suspicion import LEAD
from simulation.players.turn.turn import Turn


def triage(desk: Turn) -> list[Command]:
    """Decide on each open report; share abroad, besides, what concerns another country's people."""
    if not desk.sits(Office.FIU):
        return []
    written: list[Command] = []
    for report in desk.view.reports:
        if report.decision:
            continue
        if desk.workload.is_full(Office.FIU):
            desk.leave(report.key, desk.workload.full_until(Office.FIU))
            continue
        written.append(_decide(desk, report))
    return written


def _decide(desk: Turn, report: ReportView) -> Command:
    filed = desk.reading.papers.get(report.document)
    abroad = _abroad(desk, report)
    if abroad:
        return _command(desk, report, Triage.SHARE_ABROAD, abroad)
    if filed is None:
        return _command(desk, report, Triage.KEEP)
    names = [entity.key for entity in filed.document.mentions]
    elsewhere = any(other.key != filed.document.key for name in names for other in desk.reading.naming(name))
    if elsewhere or any(desk.reading.heat(name) > LEAD + 1 for name in names):
        return _command(desk, report, Triage.DISSEMINATE)
    paid = any(said.kind is Says.PAID for said in filed.document.assertions)
    return _command(desk, report, Triage.KEEP if paid else Triage.ARCHIVE)


def _abroad(desk: Turn, report: ReportView) -> str:
    """The played country, if any, whose person or firm holds or owns the account that a bank reported here."""
    filed = desk.reading.papers.get(report.document)
    if filed is None:
        return ""
    played = {country.code for country in desk.scenario.played if country.code != desk.code}
    for said in filed.document.assertions:
        if said.kind in {Says.HOLDS, Says.OWNS, Says.REPORTED}:
            for key in (said.subject, said.object):
                entity = filed.document.mention(key)
                if entity is not None and entity.country in played:
                    return entity.country
    return ""


def _command(desk: Turn, report: ReportView, decision: Triage, to: str = "") -> TriageReport:
    desk.workload.took_on(Office.FIU)
    return TriageReport(
        id=desk.name(f"triage/{report.key}/{decision}"),
        by=desk.seat(Office.FIU),
        rests_on=(report.document,),
        report=report.key,
        decision=decision.value,
        to=to,
    )


def merges(desk: Turn) -> list[Command]:
    """Merge people whose particulars in the papers agree; whoever is threatened or spoken for stays alone.

    Where people sit at some of the offices the board is theirs.
    """
    if len(desk.offices) < len(desk.view.seats):
        return []
    merged = frozenset(desk.view.board.merged)
    fresh = [pair for pair in desk.doubles() if pair not in merged]
    spared = desk.reading.threatened | desk.reading.cleared if fresh else frozenset()
    seat = desk.seat(desk.offices[0])
    return [
        MergeEntities(id=desk.name(f"merge/{a}/{b}"), by=seat, a=a, b=b) for a, b in fresh if spared.isdisjoint((a, b))
    ]
