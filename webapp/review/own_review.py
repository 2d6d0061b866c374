"""The review as a team has it once the trainer has released it: the report of its own file, on a page and to take away.

The server decides: the country is that of the member's seat, never one of the address, and before the release there is
nothing but the words that it has not come yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from flask import url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from webapp.pages.page import TeamPage, back, team_page
from webapp.papers.forms import FORMS, file_of
from webapp.papers.paper import Paper, PaperKind
from webapp.review.blueprint import blueprint
from webapp.review.current_review import here
from webapp.review.paper_pages import held_here, to_take_away
from webapp.review.papers.choice import UnknownPaperError, Wanted, paper_of
from webapp.store.tables import ExerciseRecord
from webapp.text.retold import all_retold
from webapp.visit.visitor import current_exercise, current_member, services


@dataclass(frozen=True, slots=True)
class OwnReviewPage(TeamPage):
    """The report of the own team."""

    template: ClassVar[str] = "review/own.html"
    key: ClassVar[str] = "desk"

    paper: Paper | None
    files: tuple[tuple[str, str], ...]


def own_paper() -> Paper:
    """The report of the member's own team.

    Raises:
        NotFound: The review is not open, or no report can be made.
    """
    if not current_exercise().shows_review:
        raise NotFound
    try:
        return paper_of(here().reading, held_here(), Wanted(PaperKind.TEAM, current_member().country))
    except UnknownPaperError as problem:
        raise NotFound from problem


@blueprint.get("/own")
def own_review() -> ResponseReturnValue:
    """The own team's report; before the release the words that it has not come yet."""
    exercise = current_exercise().id
    if not current_exercise().shows_review:
        return team_page(OwnReviewPage(paper=None, files=()))
    files = tuple((form, url_for("review.own_file", exercise=exercise, form=form)) for form in FORMS)
    return team_page(OwnReviewPage(paper=own_paper(), files=files))


@blueprint.get("/own.<form>")
def own_file(form: str) -> ResponseReturnValue:
    """The own team's report in one form."""
    if form not in FORMS:
        raise NotFound
    name = f"rogatory-{current_exercise().id}-{current_member().country.lower()}-team.{form}"
    return to_take_away(file_of(all_retold(own_paper()), form), FORMS[form].media_type, name)


@blueprint.post("/release")
def release() -> ResponseReturnValue:
    """Open the review for the teams; before the end the page says why there is nothing to open."""
    return _set_released(released=current_exercise().is_over)


@blueprint.post("/close")
def close() -> ResponseReturnValue:
    """Close it again."""
    return _set_released(released=False)


def _set_released(*, released: bool) -> ResponseReturnValue:
    exercise = current_exercise().id
    with services().database.writing() as session:
        session.get_one(ExerciseRecord, exercise).review_released = released
    services().hub.wake(exercise)
    return back("review.papers")
