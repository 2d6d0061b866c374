"""What happened at all teams together, as bare counts for the wall: no name, no country and no sum of anybody.

The lines of the wall (`wall.py`) need two files or a team's word, for they say how much and how long. A count over all
teams says neither, so it stands after every jump: a room sees that days passed even when each thing is one team's.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType

from simulation.casework.file.restrained_assets import AssetState
from simulation.exercise.views.letter_stories import CAME_BACK, REFUSED
from simulation.exercise.views.team_view import TeamView
from simulation.exercise.views.wall import alone


class Count(StrEnum):
    """What is counted, in the order of the wall: people, money, answers, what was done, and what stays on desks."""

    PROTECTED = "protected"
    LAPSED = "lapsed"
    ANSWERED = "answered"
    REFUSED = "refused"
    MEASURES = "measures"
    ALONE = "alone"


def counts(
    views: Sequence[TeamView], since: int, released: Mapping[str, Collection[str]] = MappingProxyType({})
) -> Mapping[Count, int]:
    """How much of each there was, once however many files hold it; what did not happen is left out.

    Args:
        views: What each team may see, of all that are played.
        since: From which second it counts.
        released: As for the lines of the wall.
    """
    people = {
        person for view in views for person, _known, until in view.at_risk if until is not None and until >= since
    }
    lapsed = {
        each.account
        for view in views
        for each in view.assets
        if each.state == AssetState.LAPSED and each.since >= since
    }
    own = [each for view in views for each in view.requests if not each.incoming and each.since >= since]
    found = {
        Count.PROTECTED: len(people),
        Count.LAPSED: len(lapsed),
        Count.ANSWERED: len({each.key for each in own if each.status in CAME_BACK}),
        Count.REFUSED: len({each.key for each in own if each.status in REFUSED}),
        Count.MEASURES: sum(
            each.begun is not None and bool(each.result) and not each.is_running and each.since >= since
            for view in views
            for each in view.measures
        ),
        Count.ALONE: alone(views, since, released),
    }
    return {count: number for count, number in found.items() if number}
