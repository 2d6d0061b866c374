"""The papers of the review to take away: one address for each paper in each form."""

from __future__ import annotations

from flask import make_response
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from webapp.review.blueprint import blueprint
from webapp.review.current_review import here
from webapp.review.papers.choice import UnknownPaperError, Wanted, paper_of
from webapp.review.papers.forms import FORMS, file_of
from webapp.review.papers.paper import PaperKind
from webapp.review.papers.sources import held_of
from webapp.store.tables import ExerciseRecord
from webapp.visit.visitor import current_exercise, services


@blueprint.get("/paper/<kind>.<form>")
def paper_file(kind: str, form: str) -> ResponseReturnValue:
    """One paper in one form."""
    exercise = current_exercise().id
    if form not in FORMS or kind not in set(PaperKind):
        raise NotFound
    now = here()
    with services().database.reading() as session:
        held = held_of(session, session.get_one(ExerciseRecord, exercise))
    try:
        paper = paper_of(now.reading, held, Wanted(PaperKind(kind)), now.prices.values())
    except UnknownPaperError as problem:
        raise NotFound from problem
    return to_take_away(file_of(paper, form), FORMS[form].media_type, f"rogatory-{exercise}-{kind}.{form}")


def to_take_away(content: bytes, media_type: str, name: str) -> ResponseReturnValue:
    """A file that the browser keeps and nobody else does."""
    answer = make_response(content)
    answer.headers["Content-Type"] = media_type
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
