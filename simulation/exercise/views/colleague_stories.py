"""Stories of what was done at the own seats without the people there: by an automatic colleague, by a duty officer."""

from __future__ import annotations

from collections.abc import Iterator

from simulation.exercise.core.digest import DigestLine
from simulation.exercise.core.event import Actor
from simulation.exercise.matters.views import ProcedureView
from simulation.exercise.procedures.letter.play.views import RequestView
from simulation.exercise.procedures.letter.statuses import LetterAction, LetterStatus
from simulation.exercise.seats.duty_officer import LAPSED, STOOD_IN
from simulation.exercise.views.story import Figure, Label, Story, StoryKind, day_of
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.terms import Facts, Office, Phrase

REGISTRY = "registry"
"""The persona whose texts are recurring work: what becomes of them is routine."""

_WITHOUT_THEM = {STOOD_IN: "stood_in", LAPSED: "unanswered"}


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


def stand_ins(view: TeamView, since: int) -> Iterator[Story]:
    """What a duty officer did at a seat, and questions that are decided because nobody answered: one for each seat.

    What came and fell due before anybody could read it is told apart: nobody let it lie.
    """
    recurring = {inject.key for inject in view.injects if inject.sender == REGISTRY}
    told: dict[tuple[str, tuple[Office, ...]], list[DigestLine]] = {}
    for line in view.digest:
        if line.at >= since and line.what.code in _WITHOUT_THEM and line.about not in recurring:
            name = _WITHOUT_THEM[line.what.code] if _was_read(view, line) else "stood_in.unread"
            told.setdefault((name, line.offices), []).append(line)
    for (name, offices), found in told.items():
        is_told = {line.about for line in told.get(("stood_in", offices), ())} if name == "stood_in.unread" else set()
        lines = [line for line in found if line.about not in is_told]
        if not lines:
            continue
        latest, is_loss = lines[-1], name != "stood_in.unread"
        keys = tuple(dict.fromkeys(line.about for line in lines))
        helps = (
            (Label.KEPT, Phrase(f"story.{name}.kept", ())) if is_loss else (Label.WHY, Phrase(f"story.{name}.why", ()))
        )
        yield Story(
            StoryKind.YOURS if is_loss else StoryKind.DECIDED,
            name,
            "stood_in" if is_loss else "decided",
            latest.at,
            latest.about_kind,
            latest.about,
            params=(("count", len(lines)), ("day", day_of(lines[0].at))),
            lines=(
                (
                    Label.WHICH,
                    Phrase(f"story.{name.removesuffix('.unread')}.which", (("documents", " ".join(keys[:4])),)),
                ),
                helps,
            ),
            figure=Figure("matters", len(keys)),
            offices=offices,
            action="check",
            is_loss=is_loss,
            covers=keys if name == "unanswered" else (),
        )


def _was_read(view: TeamView, line: DigestLine) -> bool:
    """Whether office hours lay between a contact point's question and the duty officer's answer.

    For every other step people have office hours for themselves.
    """
    request = view.request(line.about)
    history = [each for each in request.history if each.at <= line.at] if request is not None else []
    if not history or history[-1].action != LetterAction.CONTACT_ANSWERED:
        return True
    asked = next((each.at for each in reversed(history) if each.action == LetterAction.ASK_CONTACT), line.at)
    return view.clock.hours.seen_from(asked) <= line.at
