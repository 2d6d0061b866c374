"""The team's case plan: whom it works to convict of what, changed by anybody at its seats."""

from __future__ import annotations

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from simulation.exercise.board.commands import PlanCase
from webapp.desk.blueprint import blueprint
from webapp.desk.case.pages import case_page
from webapp.desk.case.plan_rows import plan_values
from webapp.desk.current_view import acting, attempt, entity_chosen, reader
from webapp.pages.forms import command_id
from webapp.pages.page import panel_response
from webapp.visit.handles import held
from webapp.visit.visitor import current_member


@blueprint.get("/case/plan", endpoint="case_plan_part")
def case_plan_part() -> ResponseReturnValue:
    return panel_response("plan", "desk/parts/case_plan.html", lambda: {"plan": plan_values(reader())})


@blueprint.post("/case/plan", endpoint="plan_case")
def plan_case() -> ResponseReturnValue:
    """Puts a suspect and an offence into the plan, or (`plan`, a handle) takes them out."""
    reading = reader()
    person, offence, planned = entity_chosen(reading, "person"), request.form.get("offence", "")[:80], True
    named = request.form.get("plan", "")
    if named:
        plan = held("plan", reading.view.plans, named)
        if plan is None:
            abort(404)
        person, offence, planned = plan.person, plan.offence, False
    refused = attempt(
        lambda: PlanCase(
            id=command_id(),
            by=acting(),
            member=current_member().id,
            person=person,
            offence=offence,
            planned=planned,
        )
    )
    if refused is not None:
        return case_page(reader(), refused.status, refused)
    return redirect(url_for("desk.case", _anchor="plan"), 303)
