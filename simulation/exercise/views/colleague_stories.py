"""Stories of automatic colleagues: what they ended that people of the team had begun, or have to know of."""

from __future__ import annotations

from collections.abc import Iterator

from simulation.exercise.core.event import Actor
from simulation.exercise.matters.views import ProcedureView
from simulation.exercise.procedures.letter.play.views import RequestView
from simulation.exercise.procedures.letter.statuses import LetterStatus
from simulation.exercise.views.story import Label, Story, StoryKind
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.terms import Facts, Office, Phrase


def ended_at_home(view: TeamView, since: int) -> Iterator[Story]:
    """Own letters and procedures that an automatic colleague ended: no other side tells the team of that."""
    people = tuple(each.seat.office for each in view.seats if each.members and not each.automatic)
    for request in view.requests:
        if request.status == LetterStatus.WITHDRAWN:
            yield from _ended(view, request, since, people)
    for procedure in view.procedures:
        if not procedure.is_open:
            yield from _ended(view, procedure, since, people)


def _ended(
    view: TeamView, matter: RequestView | ProcedureView, since: int, people: tuple[Office, ...]
) -> Iterator[Story]:
    line = matter.history[-1] if matter.history else None
    if line is None or matter.incoming or line.at < since:
        return
    if line.by is not Actor.PLAYER or line.country != view.country:
        return
    is_request = isinstance(matter, RequestView)
    kind: Facts = (("kind", matter.kind),) if isinstance(matter, ProcedureView) else ()
    why = Phrase("story.said.text", (("text", line.text),)) if line.text else Phrase("story.ended_at_home.silent", ())
    yield Story(
        StoryKind.DECIDED,
        "withdrawn_at_home" if is_request else "ended_at_home",
        "returned_to_you",
        line.at,
        "request" if is_request else "procedure",
        matter.key,
        params=(("label", matter.label), *kind, ("action", line.action), ("office", line.office)),
        lines=((Label.WHY, why), (Label.NEXT, Phrase("story.ended_at_home.next", (("office", line.office),)))),
        offices=people,
        action="request",
    )
