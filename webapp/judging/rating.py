"""Keeping what people judge: sheets, reasons that were written, and the words in which ratings are given."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from simulation.kernel.errors import RuleViolation
from webapp.judging.blueprint import blueprint
from webapp.judging.evaluator import evaluator
from webapp.judging.records import EVERYBODY, OBJECTIVE, SCALE, WORDS, Judgement, keep, of_task
from webapp.judging.scale import CRITERIA, STEPS, Mark, Scale
from webapp.judging.sheets import chosen_team, show_sheets
from webapp.pages.forms import choice_field, one_of, text_field
from webapp.pages.page import all_views, control_view, refusal, scenario
from webapp.visit.handles import held
from webapp.visit.visitor import current_exercise, services

NOTE_LIMIT = 2000
"""Letters of what an evaluator writes."""

NOT_RATED = ""


@blueprint.post("/sheets/<objective>")
def rate(objective: str) -> ResponseReturnValue:
    """Keeps one sheet; nothing chosen and nothing written takes back what was there."""
    who = evaluator()
    sheet = next((each for each in scenario().play.objectives if each.key == objective), None)
    if sheet is None:
        raise NotFound
    team = chosen_team() if who.is_trainer else who.country
    try:
        marks = (NOT_RATED, *Mark)
        given = [
            Judgement(
                who.author,
                team,
                f"{OBJECTIVE}{sheet.key}",
                one_of("mark", marks, label=_("Rating")),
                text_field("note", label=_("What you saw and heard"), limit=NOTE_LIMIT),
            ),
            *(
                Judgement(who.author, team, of_task(task.key), one_of(task.key, marks, label=_("Rating")), "")
                for task in sheet.tasks
            ),
        ]
    except RuleViolation as violation:
        refused = refusal(violation)
        return show_sheets(refused.status, refused)
    with services().database.writing() as session:
        keep(session, current_exercise().id, given)
    flash(_("The sheet is saved."))
    if who.is_trainer:
        return redirect(url_for("judge.home", team=team or None, _anchor=f"sheet-{sheet.key}"), 303)
    return redirect(url_for("judge.observe", _anchor=f"sheet-{sheet.key}"), 303)


@blueprint.post("/words/<handle>/<country>")
def rate_words(handle: str, country: str) -> ResponseReturnValue:
    """Keeps how the reasons of one answer are judged, criterion by criterion."""
    who = evaluator()
    if country not in all_views().teams:
        raise NotFound
    line = held("event", control_view().injects, handle)
    if line is None:
        raise NotFound
    given = [
        Judgement(who.author, country, f"{WORDS}{criterion}/{line.key}", one_of(criterion, (NOT_RATED, *STEPS)), "")
        for criterion in CRITERIA
    ]
    with services().database.writing() as session:
        keep(session, current_exercise().id, given)
    flash(_("Your judgement of the reasons is saved."))
    return redirect(url_for("control.event_page", exercise=current_exercise().id, handle=handle), 303)


@blueprint.post("/scale")
def set_scale() -> ResponseReturnValue:
    """Whose words ratings are given in; ratings that were given stay, and are said in the other words."""
    chosen = choice_field("scale", Scale, label=_("Words"))
    with services().database.writing() as session:
        keep(session, current_exercise().id, [Judgement(EVERYBODY, EVERYBODY, SCALE, chosen, "")])
    return redirect(url_for("judge.home", team=request.form.get("team") or None), 303)
