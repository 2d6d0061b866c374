"""How much an office has decided lately, as its own view shows it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping

from simulation.exercise.core.derived import Memory
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.terms import Office
from simulation.players.turn.docket import Docket


def decisions(view: TeamView, docket: Docket, since: int, memory: Memory) -> dict[Office, list[int]]:
    """When each of a country's offices decided something at a moment or later, in no order.

    Args:
        view: The team's view.
        docket: Its requests.
        since: Second from which they count.
        memory: What the country's player read in earlier turns.
    """
    charged = tuple([charge.charged for charge in view.charges])
    stamp = (view.procedures, view.measures, view.reports, view.injects, charged)
    others = memory.keep("decided", stamp, lambda: _apart_from_requests(view))
    offices = [seat.seat.office for seat in view.seats]
    return {office: docket.decided_since(office, since) + _from(others.get(office, []), since) for office in offices}


def _from(times: list[int], since: int) -> list[int]:
    return times[bisect_left(times, since) :]


def _apart_from_requests(view: TeamView) -> Mapping[str, list[int]]:
    """When each office ever decided something that is on no request, in order."""
    load: dict[str, list[int]] = {seat.seat.office: [] for seat in view.seats}
    for procedure in view.procedures:
        for line in procedure.history:
            if line.country == view.country and line.office and line.action in procedure.decisions:
                load[line.office].append(line.at)
    for measure in view.measures:
        load[measure.office].append(measure.ordered)
    load[Office.PROSECUTOR] += [charge.charged for charge in view.charges]
    load[Office.FIU] += [each.decided for each in view.reports if each.decided is not None]
    for inject in view.injects:
        if inject.answered_at is not None and inject.choices:
            load.setdefault(inject.offices[0], []).append(inject.answered_at)
    for times in load.values():
        times.sort()
    return load
