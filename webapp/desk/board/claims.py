"""What a team claims on its board: entities, links, and that two are one."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from simulation.casework.file.links import link_key
from simulation.exercise.board.commands import ClaimEntity, ClaimLink, MergeEntities, RemoveClaim
from simulation.kernel.entities import Entity
from webapp.desk.blueprint import blueprint
from webapp.desk.board.entity_pages import entity_answer
from webapp.desk.board.names import BoardNames
from webapp.desk.current_view import acting, attempt, entity_chosen, entity_or_404, papers_chosen, reader
from webapp.desk.readable import Reader
from webapp.pages.forms import command_id, seen_field
from webapp.visit.refusals import Refusal
from webapp.visit.visitor import current_member


def _after(entity: Entity, reading: Reader, refused: Refusal | None) -> ResponseReturnValue:
    if refused is not None:
        return entity_answer(reader(), entity, refused.status, refused)
    return redirect(url_for("desk.board", entity=reading.entities.number_of(entity.key), _anchor="board-side"), 303)


@blueprint.post("/entities/<int:number>/claim", endpoint="claim_entity")
def claim_entity(number: int) -> ResponseReturnValue:
    """Puts an entity on the board; the papers from which the person came support it."""
    reading = reader()
    entity = entity_or_404(reading, number)
    papers = papers_chosen(reading)
    naming = tuple(
        filed.document.key
        for filed in reading.view.documents
        if filed.document.key in papers and filed.document.names(entity.key)
    )
    refused = attempt(
        lambda: ClaimEntity(
            id=command_id(),
            by=acting(),
            member=current_member().id,
            rests_on=naming,
            entity=entity.key,
            documents=naming,
        )
    )
    return _after(entity, reading, refused)


@blueprint.post("/entities/<int:number>/link", endpoint="claim_link")
def claim_link(number: int) -> ResponseReturnValue:
    """Draws a link, in ink with a paper that is evidence, else in pencil."""
    reading = reader()
    entity = entity_or_404(reading, number)
    papers = papers_chosen(reading)
    refused = attempt(
        lambda: ClaimLink(
            id=command_id(),
            by=acting(),
            member=current_member().id,
            seen=seen_field(),
            rests_on=papers,
            a=entity.key,
            b=entity_chosen(reading, "other"),
            kind=request.form.get("kind", "")[:20],
            documents=papers,
        )
    )
    return _after(entity, reading, refused)


@blueprint.post("/entities/<int:number>/merge", endpoint="merge_entities")
def merge_entities(number: int) -> ResponseReturnValue:
    """Says that two are one and the same, or takes it back."""
    reading = reader()
    entity = entity_or_404(reading, number)
    refused = attempt(
        lambda: MergeEntities(
            id=command_id(),
            by=acting(),
            member=current_member().id,
            seen=seen_field(),
            a=entity.key,
            b=entity_chosen(reading, "other"),
            merged=request.form.get("split") != "yes",
        )
    )
    return _after(entity, reading, refused)


@blueprint.post("/entities/<int:number>/remove", endpoint="remove_claim")
def remove_claim(number: int) -> ResponseReturnValue:
    """Takes an entity, or a link that the team drew, off the board, with those that are the same."""
    reading = reader()
    names = BoardNames(reading)
    entity = entity_or_404(reading, number)
    kind, _colon, ends = request.form.get("link", "").partition(":")
    first, _colon, second = ends.partition(":")
    claim = f"entity/{names.one(entity.key)}"
    if kind:
        a, b = (names.one(each.key) if each else "" for each in map(reading.entities.called, (first, second)))
        claim = f"link/{link_key(kind, a, b)}"
    refused = attempt(
        lambda: RemoveClaim(id=command_id(), by=acting(), member=current_member().id, seen=seen_field(), claim=claim)
    )
    return _after(entity, reading, refused)
