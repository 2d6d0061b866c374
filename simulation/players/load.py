"""How much an office has decided lately, as its own view shows it."""

from __future__ import annotations

from simulation.exercise.conducts import CONDUCTS
from simulation.exercise.views import TeamView
from simulation.players.docket import Docket
from simulation.records import Office

_DECISIONS = {
    kind: frozenset(row.action for row in conduct.table.rows if row.is_decision) for kind, conduct in CONDUCTS.items()
}
"""Acts that are decisions, for each kind of procedure."""


def decisions(view: TeamView, docket: Docket, since: int) -> dict[str, list[int]]:
    """When each of a country's offices decided something after a moment, in no order.

    Args:
        view: The team's view.
        docket: Its requests.
        since: Second from which they count.
    """
    load: dict[str, list[int]] = {office: docket.decided_since(office, since) for office in Office}
    for procedure in view.procedures:
        acts = _DECISIONS[procedure.kind]
        for line in reversed(procedure.history):
            if line.at < since:
                break
            if line.country == view.country and line.office and line.action in acts:
                load[line.office].append(line.at)
    for measure in reversed(view.measures):
        if measure.ordered < since:
            break
        load[measure.office].append(measure.ordered)
    load[Office.PROSECUTOR] += [charge.charged for charge in view.charges if charge.charged >= since]
    load[Office.FIU] += [each.decided for each in view.reports if each.decided is not None and each.decided >= since]
    for inject in view.injects:
        if inject.answered_at is not None and inject.answered_at >= since and inject.choices:
            load[inject.offices[0]].append(inject.answered_at)
    return load
