"""The frame's live parts, and polling for browsers whose stream is blocked: the same digests as the ticks."""

from __future__ import annotations

import json

from flask import Blueprint, Response, abort, make_response, request
from flask.typing import ResponseReturnValue

from simulation.exercise.commands import Post
from webapp.area import Area, Who
from webapp.chrome import clock_face
from webapp.live_panels import Kind
from webapp.pages import all_views, control_view, new_command_id, panel_response, panel_versions, team_view, wall_ms
from webapp.published import joined
from webapp.seating import pen_lines, team_seats
from webapp.visit import current_exercise, current_member, current_visit

blueprint = Blueprint("live", __name__, url_prefix="/x/<exercise>/live", template_folder="templates")


@blueprint.get("/<kind>/poll")
def poll(exercise: str, kind: str) -> ResponseReturnValue:  # noqa: ARG001  # the address names it; the check has read it
    """The version of each panel that the visitor sees."""
    if kind not in set(Kind):
        abort(404)
    versions = panel_versions(Kind(kind))
    if not versions:
        abort(403)
    body = json.dumps({"panels": versions}, sort_keys=True, separators=(",", ":"))
    answer = make_response(Response(body, mimetype="application/json"))
    answer.set_etag(joined(f"{name}={version}" for name, version in sorted(versions.items())), weak=True)
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.make_conditional(request)
    return answer


@blueprint.get("/clock")
def clock(exercise: str) -> ResponseReturnValue:  # noqa: ARG001
    """The clock in the bar."""
    published = all_views()
    shown = team_view().clock if current_visit().member is not None else control_view().clock
    face = clock_face(shown, published.scenario, published.room, wall_ms())
    return panel_response("clock", "lobby/_clock.html", clock=face)


@blueprint.get("/seats")
def seats(exercise: str) -> ResponseReturnValue:
    """The seats of the member's team, under the navigation."""
    return panel_response(
        "seats",
        "lobby/_seats.html",
        seats=team_seats(all_views(), current_member()),
        pen_id=new_command_id("desk/pen"),
        exercise=exercise,
    )


@blueprint.get("/pen")
def pen(exercise: str) -> ResponseReturnValue:
    """Who holds the pen where the member reads along, under the bar."""
    member = current_member()
    return panel_response(
        "pen",
        "lobby/_pen.html",
        pens=pen_lines(all_views(), member, current_exercise().pen_minutes),
        post=member.post.value if member.post is not Post.PLAYER else "",
        pen_id=new_command_id("desk/pen"),
        member_id=member.id,
        exercise=exercise,
    )


AREA = Area(blueprint, rows={"poll": Who.PERSON, "clock": Who.PERSON, "seats": Who.DESK, "pen": Who.DESK})
