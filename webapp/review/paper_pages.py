"""The papers of the review to take away: one address for each paper in each form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from flask import make_response, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from webapp.pages.page import ReviewPage, review_page
from webapp.review.blueprint import blueprint
from webapp.review.current_review import Tab, here, tabs
from webapp.review.papers.choice import UnknownPaperError, Wanted, paper_of
from webapp.review.papers.forms import FORMS, file_of
from webapp.review.papers.paper import PaperKind
from webapp.review.papers.sources import held_of
from webapp.store.tables import ExerciseRecord
from webapp.visit.visitor import current_exercise, services


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper, and where it is in each form: (ending, address)."""

    name: str
    text: str
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PapersPage(ReviewPage):
    """The papers to take away."""

    template: ClassVar[str] = "review/papers.html"
    key: ClassVar[str] = "review"

    tabs: tuple[Tab, ...]
    papers: tuple[PaperRow, ...]


@blueprint.get("/papers")
def papers() -> ResponseReturnValue:
    """Every paper of the exercise, in every form."""
    exercise = current_exercise().id

    def row(kind: PaperKind, name: str, text: str) -> PaperRow:
        files = ((form, url_for("review.paper_file", exercise=exercise, kind=kind, form=form)) for form in FORMS)
        return PaperRow(name, text, tuple(files))

    text = _(
        "Findings, objectives, whose days they were, the outcome, and an improvement plan to write on: what an "
        "organiser hands in."
    )
    found = (row(PaperKind.AFTER_ACTION, _("After-action report and improvement plan"), text),)
    return review_page(PapersPage(tabs=tabs(here(), "papers"), papers=found))


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
        paper = paper_of(now.reading, held, Wanted(PaperKind(kind)), now.prices.values(), now.lives)
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
