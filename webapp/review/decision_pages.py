"""The list of decisions, and the price of one: asked for, found in the background, stopped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from simulation.law.book.levers import load_levers
from simulation.review.decisions import Decision
from webapp.pages.forms import text_field
from webapp.pages.page import ReviewPage, back, review_page
from webapp.review.blueprint import blueprint
from webapp.review.cards.levers import LeverCard, days, lever_card, lever_title
from webapp.review.cards.stand_ins import StandInRow, stand_in_rows
from webapp.review.charts.charts import day_of
from webapp.review.current_review import Here, Tab, desk, here, tabs, ticket
from webapp.review.pricing_jobs import DelayWanted, Job, LeverWanted
from webapp.review.sentences import days_earlier, decision_said, decision_title
from webapp.text.say import say_code
from webapp.visit.visitor import current_exercise

ROUTINE = frozenset(
    {
        "acknowledge",
        "decide_later",
        "answer_query",
        "query_status",
        "consult",
        "ask_contact",
        "answer_contact",
        "confirm_in_writing",
    }
)
"""Acts that are no choice between defensible options: they stand at the end of the list."""


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision in the list."""

    key: str
    title: str
    who: str
    day: int
    effect: str
    url: str
    is_asked: bool
    earlier: str
    """How much earlier it can be played; "" where it could not have been earlier."""


@dataclass(frozen=True, slots=True)
class JobRow:
    """A price that is being found."""

    key: str
    title: str
    done: int
    total: int
    failed: bool


@dataclass(frozen=True, slots=True)
class DecisionsPage(ReviewPage):
    """The decisions and their prices."""

    template: ClassVar[str] = "review/decisions.html"
    key: ClassVar[str] = "review"

    tabs: tuple[Tab, ...]
    rows: tuple[DecisionRow, ...]
    jobs: tuple[JobRow, ...]
    stand_ins: tuple[StandInRow, ...]
    levers: LeverCard
    can_price: bool
    exercise: str


@blueprint.get("/decisions")
def decisions() -> ResponseReturnValue:
    """Every decision that can be priced."""
    exercise = current_exercise().id
    now = here()
    return review_page(
        DecisionsPage(
            tabs=tabs(now, "decisions"),
            rows=tuple(_row(now, decision) for decision in _in_order(now)),
            jobs=job_rows(now),
            stand_ins=stand_in_rows(now.reading),
            levers=lever_card(now),
            can_price=not current_exercise().archived,
            exercise=exercise,
        )
    )


@blueprint.post("/decisions/price")
def find_price() -> ResponseReturnValue:
    """Ask for the price of a decision."""
    exercise = current_exercise().id
    now = here()
    wanted = text_field("decision")
    decision = next((each for each in now.reading.decisions if ticket(each.key) == wanted), None)
    if decision is None:
        raise NotFound
    if not current_exercise().archived and now.reading.gained[decision.key]:
        desk().jobs.ask(exercise, now.sequence, decision, now.reading.record)
    return back("review.decisions")


@blueprint.post("/levers/price")
def find_lever() -> ResponseReturnValue:
    """Ask what a lever would have changed."""
    exercise = current_exercise().id
    now = here()
    country, lever, day = text_field("country"), text_field("lever"), text_field("day")
    codes = {each.code for each in now.reading.scenario.countries}
    if country not in codes or lever not in load_levers() or day not in {option.value for option in days(now)}:
        raise NotFound
    if not current_exercise().archived:
        desk().jobs.ask(exercise, now.sequence, LeverWanted(country, lever, int(day)), now.reading.record)
    return redirect(url_for("review.decisions", exercise=exercise, _anchor="levers"), 303)


@blueprint.post("/decisions/stop")
def stop_price() -> ResponseReturnValue:
    """Stop finding a price; nothing of it is kept."""
    exercise = current_exercise().id
    wanted = text_field("decision")
    for job in here().jobs:
        if ticket(job.wanted.key) == wanted:
            desk().jobs.stop(exercise, job.wanted.key)
    return back("review.decisions")


@blueprint.get("/decisions/progress")
def progress() -> ResponseReturnValue:
    """How far the work in hand has come; when a price is there the page is shown anew."""
    exercise = current_exercise().id
    now = here()
    answer = make_response(render_template("review/_progress.html", jobs=job_rows(now), exercise=exercise))
    answer.headers["Cache-Control"] = "no-store"
    if request.args.get("jobs", "0") != str(len(now.jobs)):
        answer.headers["HX-Refresh"] = "true"
    return answer


def _in_order(now: Here) -> list[Decision]:
    def place(decision: Decision) -> tuple[bool, bool, bool, int]:
        gained = now.reading.gained[decision.key]
        return (decision.key not in now.prices, not gained, decision.action in ROUTINE, decision.at)

    return sorted(now.reading.decisions, key=place)


def _row(now: Here, decision: Decision) -> DecisionRow:
    priced = now.prices.get(decision.key)
    return DecisionRow(
        key=ticket(decision.key),
        title=decision_title(now.reading, decision, roles_only=False),
        who=_("%(office)s, %(country)s", office=say_code(f"office.{decision.office}"), country=decision.country),
        day=day_of(decision.at),
        effect=decision_said(now.reading, priced, roles_only=False).effect if priced is not None else "",
        url=url_for("review.home", exercise=current_exercise().id, decision=ticket(decision.key))
        if priced is not None
        else "",
        is_asked=any(job.wanted.key == decision.key and not job.failed for job in now.jobs),
        earlier=days_earlier(gained) if (gained := now.reading.gained[decision.key]) else "",
    )


def _job_title(now: Here, job: Job) -> str:
    if isinstance(job.wanted, DelayWanted):
        return _("What delay cost: lives played")
    if isinstance(job.wanted, LeverWanted):
        return lever_title(now.reading, job.wanted.country, job.wanted.lever, job.wanted.day)
    return decision_title(now.reading, job.wanted, roles_only=False)


def job_rows(now: Here) -> tuple[JobRow, ...]:
    """The work in hand, as pages show it."""
    return tuple(
        JobRow(
            ticket(job.wanted.key),
            _job_title(now, job),
            job.done,
            job.total,
            job.failed,
        )
        for job in now.jobs
    )
