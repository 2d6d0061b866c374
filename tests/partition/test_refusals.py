"""A refusal says no more than the page did: naming what others have is answered like naming what nobody has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from simulation.exercise.board.commands import ClaimEntity, ClaimLink, MergeEntities, PlanCase, RemoveClaim
from simulation.exercise.core.command import Command, Seat
from simulation.exercise.engine import Exercise
from simulation.exercise.handovers.commands import HandedItem, HandOver, SettleHandOver
from simulation.exercise.injects.commands import AnswerInject
from simulation.exercise.judgments.forum import AgreedForum
from simulation.exercise.matters.commands import ActOnProcedure, BeginProcedure
from simulation.exercise.measures.commands import OrderMeasure, TriageReport
from simulation.exercise.meetings.commands import AgreeMinutes, CompleteTask, WriteMinutes
from simulation.exercise.procedures.letter.commands import ActOnRequest, OpenDraft
from simulation.exercise.procedures.letter.statuses import LetterAction
from simulation.exercise.procedures.notice.commands import RequestNotice
from simulation.exercise.registry import SHIPPED
from simulation.exercise.trials.commands import ChargePerson, SupplementCharge
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from simulation.law.book.content import Content
from simulation.scenario.schema.play import MeasureKind, Sought
from tests.exercise.views.test_partition import strings
from tests.partition.game import PEOPLE, Game

OTHER_SEAT = {office: Office.FIU if office is Office.POLICE else Office.POLICE for office in Office}
NOBODYS = "NIL/nothing"
OF_A_KIND = 12
"""Keys of one kind of thing that are tried."""


def keys_of(view: TeamView) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Keys of what a team has, by kind."""
    yield "request", tuple(each.key for each in view.requests)
    yield "procedure", tuple(each.key for each in view.procedures)
    yield "document", tuple(each.document.key for each in view.documents)
    yield "entity", tuple(each.key for each in view.entities)
    yield "charge", tuple(each.key for each in view.charges)
    yield "measure", tuple(each.key for each in view.measures)
    yield "report", tuple(each.key for each in view.reports)
    yield "inject", tuple(each.key for each in view.injects)
    yield "meeting", tuple(each.key for each in view.meetings)
    yield "task", tuple(each.key for each in view.tasks)
    yield "claim", tuple(claim for _entity, claim in view.board.entities)


def foreign(game: Game, country: str) -> tuple[str, ...]:
    """Keys of what other teams have, and of the world, that stand nowhere in a team's view."""
    own, known = game.view(country), set(strings(game.view(country)))
    found: dict[str, None] = {}
    for other in game.team:
        for _kind, keys in keys_of(game.view(other)):
            found |= dict.fromkeys([key for key in keys if key not in known][:OF_A_KIND])
    kinds = dict.fromkeys(entity.kind for entity in own.entities)
    for kind in kinds:
        world = (key for key, each in game.engine.state.network.entities.items() if each.kind is kind)
        found |= dict.fromkeys([key for key in world if key not in known][:OF_A_KIND])
    return tuple(found)


def naming(view: TeamView, key: str) -> Iterator[Command]:
    """Every act that names a thing, with this key in each place for one."""
    own = next(each for each in view.requests if each.status == "drafting")
    person = next(each.key for each in view.entities if each.kind == "person")
    other = next(code for code in PEOPLE if code != view.country)
    for office in Office:
        by = Seat(view.country, office)
        for action in (LetterAction.WITHDRAW, LetterAction.ACKNOWLEDGE, LetterAction.SUBMIT):
            yield ActOnRequest(id="a", by=by, request=key, action=action)
        yield ActOnRequest(id="b", by=by, request=own.key, action=LetterAction.SUBMIT, content=Content(grounds=(key,)))
        yield ActOnRequest(id="c", by=by, request=own.key, action=LetterAction.SUBMIT, documents=(key,))
        for sought in (Sought.BANK_RECORDS, Sought.PERSON_CHECK):
            yield OpenDraft(id="d", by=by, sought=sought, requested=other, targets=(key,))
        for measure in MeasureKind:
            yield OrderMeasure(id="e", by=by, kind=measure, target=key)
        yield OrderMeasure(id="f", by=by, kind=MeasureKind.INTERVIEW, target=person, documents=(key,))
        for each, papers in ((key, ()), (person, (key,))):
            yield ChargePerson(id="g", by=by, person=each, offence="trafficking", documents=papers)
            yield RequestNotice(id="h", by=by, notice="blue", target=each, documents=papers)
            yield ClaimEntity(id="i", by=by, entity=each, documents=papers)
        yield SupplementCharge(id="j", by=by, charge=key, documents=())
        yield TriageReport(id="k", by=by, report=key, decision="file")
        yield ClaimLink(id="l", by=by, a=person, b=key, kind="linked")
        yield MergeEntities(id="m", by=by, a=person, b=key)
        yield RemoveClaim(id="n", by=by, claim=key)
        yield PlanCase(id="x", by=by, person=key, offence="trafficking")
        yield AnswerInject(id="o", by=by, inject=key, text="We answer.")
        yield WriteMinutes(id="p", by=by, meeting=key, text="Agreed.", forums=(AgreedForum(person, other),))
        yield AgreeMinutes(id="q", by=by, meeting=key, agreed=True)
        yield CompleteTask(id="r", by=by, task=key)
        for matter in HandedItem:
            yield HandOver(id="v", by=by, matter=matter, about=key, to=OTHER_SEAT[office], text="Yours.")
        yield SettleHandOver(id="w", by=by, handover=key, taken=True)
        yield ActOnProcedure(id="s", by=by, procedure=key, action="withdraw")
        for kind, procedure in SHIPPED.procedure_by_code.items():
            needs = procedure.rules.begins.needs
            begin = BeginProcedure(
                id="t",
                by=by,
                kind=kind,
                requested=other,
                subjects=(person,),
                text="We begin.",
                documents=(view.documents[0].document.key,) if "documents" in needs else (),
                terms=tuple((name, "trafficking") for name in needs if name not in {"text", "documents"}),
            )
            yield replace(begin, subjects=(key,))
            yield replace(begin, documents=(key,))
            yield replace(begin, rests_on=(key,))


def refusal(exercise: Exercise, command: Command, key: str) -> str:
    """What the rules say to an act, without the key that it named; "" when they allow it."""
    try:
        exercise.check(command)
    except RuleViolation as violation:
        return str(violation).replace(key, "?")
    return ""


@pytest.mark.acceptance("asks for every thing of another team")
@pytest.mark.parametrize("country", sorted(PEOPLE))
def test_what_others_have_is_refused_like_what_nobody_has(game: Game, country: str) -> None:
    view, exercise = game.view(country), game.engine
    nobodys = [refusal(exercise, command, NOBODYS) for command in naming(view, NOBODYS)]
    assert sum(map(bool, nobodys)) > 100
    tried = foreign(game, country)
    assert len(tried) > 60
    for key in tried:
        for command, said in zip(naming(view, key), nobodys, strict=True):
            assert refusal(exercise, command, key) == said, (key, command)
