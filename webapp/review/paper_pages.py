"""The papers of the review to take away: one address for each paper in each form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from flask import make_response, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from webapp.pages.page import ReviewPage, review_page
from webapp.papers.forms import FORMS, file_of
from webapp.papers.paper import PaperKind
from webapp.review.blueprint import blueprint
from webapp.review.current_review import Tab, here, tabs
from webapp.review.papers.after_action import Held
from webapp.review.papers.choice import UnknownPaperError, Wanted, paper_of
from webapp.review.papers.sources import held_of
from webapp.store.tables import ExerciseRecord
from webapp.text.retold import all_retold
from webapp.visit.languages import country_name
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
    is_over: bool
    is_released: bool
    exercise: str


@blueprint.get("/papers")
def papers() -> ResponseReturnValue:
    """Every paper of the exercise, in every form."""
    exercise = current_exercise().id

    now = here()

    def row(kind: PaperKind, name: str, text: str, team: str = "") -> PaperRow:
        files = tuple((form, _address(exercise, kind, form, team)) for form in FORMS)
        return PaperRow(name, text, files)

    for_all = _(
        "Findings, objectives, days by holder, the outcome, and an improvement plan to fill in. Whoever "
        "organised the exercise submits this document."
    )
    for_team = _(
        "Only from the team's own file: what to keep and what to change, the team's own requests, "
        "and space for its own words."
    )
    for_talk = _("Three facts from the team's own file and three questions, for the end of the exercise.")
    found = [row(PaperKind.AFTER_ACTION, _("After-action report and improvement plan"), for_all)]
    for code in now.reading.files:
        name = country_name(now.reading.scenario, code)
        found.append(row(PaperKind.TEAM, _("Report for %(team)s", team=name), for_team, code))
        found.append(row(PaperKind.HOT_WASH, _("Hot wash of %(team)s", team=name), for_talk, code))
    page = PapersPage(
        tabs=tabs(now, "papers"),
        papers=tuple(found),
        is_over=current_exercise().is_over,
        is_released=current_exercise().shows_review,
        exercise=exercise,
    )
    return review_page(page)


def _address(exercise: str, kind: PaperKind, form: str, team: str) -> str:
    if team:
        return url_for("review.team_file", exercise=exercise, kind=kind, form=form, team=team)
    return url_for("review.paper_file", exercise=exercise, kind=kind, form=form)


@blueprint.get("/paper/<kind>.<form>")
def paper_file(kind: str, form: str) -> ResponseReturnValue:
    """The paper of all in one form."""
    return _file(kind, form, "")


@blueprint.get("/paper/<team>/<kind>.<form>")
def team_file(team: str, kind: str, form: str) -> ResponseReturnValue:
    """A paper of one team in one form."""
    return _file(kind, form, team)


def _file(kind: str, form: str, team: str) -> ResponseReturnValue:
    if form not in FORMS or kind not in set(PaperKind):
        raise NotFound
    exercise = current_exercise().id
    now = here()
    move = request.args.get("move", 0, type=int)
    try:
        paper = paper_of(now.reading, held_here(), Wanted(PaperKind(kind), team, move), now.prices.values(), now.runs)
    except UnknownPaperError as problem:
        raise NotFound from problem
    name = "-".join(part for part in ("rogatory", exercise, team.lower(), kind) if part)
    return to_take_away(file_of(all_retold(paper), form), FORMS[form].media_type, f"{name}.{form}")


def held_here() -> Held:
    """What the database says of the exercise in the address beside its record."""
    with services().database.reading() as session:
        return held_of(session, session.get_one(ExerciseRecord, current_exercise().id))


def to_take_away(content: bytes, media_type: str, name: str) -> ResponseReturnValue:
    """A file that the browser keeps and nobody else does."""
    answer = make_response(content)
    answer.headers["Content-Type"] = media_type
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
