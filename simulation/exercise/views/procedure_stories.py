"""Stories of procedures between countries: whose turn it is, what has ended, and an arrest that was asked for."""

from __future__ import annotations

from collections.abc import Iterator

from simulation.exercise.core.digest import DigestLine, HistoryLine
from simulation.exercise.matters.views import ProcedureView
from simulation.exercise.procedures.extradition.table import ARRESTS, KEPT_THERE, ExtraditionAction
from simulation.exercise.procedures.restraint.table import ENDED_BY_ITSELF
from simulation.exercise.views.story import Label, Story, StoryKind, by_about
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.terms import Facts, Office, Phrase

LIMIT = "story.arrested.limit"
"""Code of the line that says which time limit runs from an arrest: its days are those of the law between the two."""


def procedures(view: TeamView, since: int) -> Iterator[Story]:
    """What the other side did in a procedure that has ended, or in which it is this side's turn.

    Of money whose hold has lapsed the money itself tells.
    """
    arrested = {procedure.key: story for procedure, story in _arrests(view, since)}
    yield from arrested.values()
    for line in by_about(view, since, "digest.procedure"):
        procedure = view.procedure(line.about)
        if procedure is None or (procedure.key in arrested and dict(line.what.params).get("action") in ARRESTS):
            continue
        if procedure.status in ENDED_BY_ITSELF and _is_told_by_money(view, procedure, since):
            continue
        if procedure.waits_for_us or not procedure.is_open:
            yield _procedure(procedure, line, view.clock.day)


def _is_told_by_money(view: TeamView, procedure: ProcedureView, since: int) -> bool:
    accounts = {each.key for each in procedure.subjects}
    return any(each.account in accounts and each.since >= since for each in view.assets)


def _procedure(procedure: ProcedureView, line: DigestLine, day: int) -> Story:
    last = procedure.history[-1] if procedure.history else None
    words = ((Label.WHY, Phrase("story.said.text", (("text", last.text),))),) if last is not None and last.text else ()
    lines = (*words, *_kept_there(procedure), *_turn(procedure, day))
    return _story("procedure", procedure, line.at, line.what.params, line.offices, lines)


def _kept_there(procedure: ProcedureView) -> tuple[tuple[Label, Phrase], ...]:
    if procedure.incoming or procedure.status not in KEPT_THERE:
        return ()
    return ((Label.HELPS, Phrase("own_case.theirs", (("country", procedure.requested),))),)


def _arrests(view: TeamView, since: int) -> Iterator[tuple[ProcedureView, Story]]:
    """Arrests that this side asked for: told to who asked too, whoever acts next."""
    for procedure in view.procedures:
        made = _last(procedure, ARRESTS)
        if made is None or procedure.incoming or made.at < since:
            continue
        params = (("label", procedure.label), ("kind", procedure.kind), ("action", made.action))
        limit = ((Label.WHICH, Phrase(LIMIT, (("label", procedure.label),))),) if procedure.is_open else ()
        turn = _turn(procedure, view.clock.day) if procedure.history[-1] == made else ()
        yield procedure, _story("arrested", procedure, made.at, params, _told(view, procedure), (*limit, *turn))


def _last(procedure: ProcedureView, actions: frozenset[str]) -> HistoryLine | None:
    return next((line for line in reversed(procedure.history) if line.action in actions), None)


def _told(view: TeamView, procedure: ProcedureView) -> tuple[Office, ...]:
    """The offices that were told of a procedure, and the one that asked for the arrest; none: the whole team."""
    told = [office for line in view.digest if line.about == procedure.key for office in line.offices]
    asked = _last(procedure, frozenset({ExtraditionAction.ASK_ARREST}))
    return tuple(dict.fromkeys((*told, *((Office(asked.office),) if asked is not None and asked.office else ()))))


def _turn(procedure: ProcedureView, day: int) -> tuple[tuple[Label, Phrase], ...]:
    """By when this side acts next; nothing where it does not."""
    due = procedure.due_day
    if not procedure.waits_for_us or due is None:
        return ()
    code = "story.procedure.late" if due < day else "story.procedure.next"
    return ((Label.NEXT, Phrase(code, (("due_day", due),))),)


def _story(
    code: str,
    procedure: ProcedureView,
    at: int,
    params: Facts,
    offices: tuple[Office, ...],
    lines: tuple[tuple[Label, Phrase], ...],
) -> Story:
    return Story(
        StoryKind.YOURS if procedure.waits_for_us else StoryKind.DECIDED,
        code,
        "procedure",
        at,
        "procedure",
        procedure.key,
        params=(*params, ("country", procedure.other)),
        lines=lines,
        offices=offices,
        action="request",
    )
