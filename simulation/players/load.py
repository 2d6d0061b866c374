"""How much an office has decided lately, as its own view shows it."""

from __future__ import annotations

from simulation.assistance.statuses import Action
from simulation.exercise.conducts import CONDUCTS
from simulation.exercise.views import TeamView
from simulation.records import Office

ROUTINE = frozenset(
    {
        Action.ACKNOWLEDGE,
        Action.CONSULT,
        Action.QUERY_STATUS,
        Action.ANSWER_QUERY,
        Action.SHARE_DRAFT,
        Action.ASK_CONTACT,
        Action.CONFIRM_IN_WRITING,
        Action.WITHDRAW,
    }
)
"""Acts that are no choice between defensible options (design section 10)."""


def count_decisions(view: TeamView, since: int) -> dict[Office, int]:
    """Decisions of a country's offices after a moment.

    Args:
        view: The team's view.
        since: Second from which they count.
    """
    load = dict.fromkeys(Office, 0)
    for request in view.requests:
        for line in reversed(request.history):
            if line.at < since:
                break
            if line.country == view.country and line.office and line.action not in ROUTINE:
                load[Office(line.office)] += 1
    for procedure in view.procedures:
        decisions = {row.action for row in CONDUCTS[procedure.kind].table.rows if row.is_decision}
        for line in reversed(procedure.history):
            if line.at < since:
                break
            if line.country == view.country and line.office and line.action in decisions:
                load[Office(line.office)] += 1
    for measure in view.measures:
        load[measure.office] += measure.ordered >= since
    load[Office.PROSECUTOR] += sum(charge.charged >= since for charge in view.charges)
    load[Office.FIU] += sum(report.decided is not None and report.decided >= since for report in view.reports)
    for inject in view.injects:
        if inject.choices and inject.answered_at is not None and inject.answered_at >= since:
            load[inject.offices[0]] += 1
    return load
