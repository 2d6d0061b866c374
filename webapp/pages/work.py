"""What waits for offices as pages list and count it: for whom it waits, and a matter with a question about it once."""

from __future__ import annotations

from collections.abc import Sequence

from simulation.exercise.procedures.letter.play.views import RequestView
from simulation.exercise.views.team_view import TeamView, WorkItem
from simulation.exercise.views.work_list import waiting
from simulation.kernel.terms import Office

STATUS_ASKED = "work.answer_query"
"""Code of the line that says that the other side asks where a request stands."""

BESIDE = frozenset({"withdraw", "share_draft", "ask_contact", "query_status", "not_confidential"})
"""Acts that are possible beside the step for which a request waits."""


def lines_of_work(view: TeamView, offices: Sequence[Office] | None) -> tuple[WorkItem, ...]:
    """What waits for some offices; a question where a request stands is left out beside the request's own step.

    Args:
        view: What the team sees.
        offices: Whose; None for anybody of the team.
    """
    found = tuple(item for item in waiting(view.work, offices) if _is_for(item, view, offices))
    steps = {item.about for item in found if item.title.code != STATUS_ASKED}
    return tuple(item for item in found if item.title.code != STATUS_ASKED or item.about not in steps)


def status_asked(view: TeamView) -> frozenset[str]:
    """Keys of the requests of which the other side asks where they stand."""
    return frozenset(item.about for item in view.work if item.title.code == STATUS_ASKED)


def deciding_offices(request: RequestView) -> tuple[Office, ...]:
    """The offices of the own team that can take the step for which a request waits."""
    return tuple(dict.fromkeys(each.office for each in request.offers if each.action not in BESIDE))


def _is_for(item: WorkItem, view: TeamView, offices: Sequence[Office] | None) -> bool:
    """Whether one of the offices can take the step of a request, and not only the acts beside it."""
    request = view.request(item.about) if item.about_kind == "request" and offices is not None else None
    if request is None or offices is None:
        return True
    able = deciding_offices(request)
    return not able or any(office in able for office in offices)
