"""The frame's live parts, and polling for browsers whose stream is blocked: the same digests as the ticks."""

from __future__ import annotations

import json
from dataclasses import asdict

from flask import Blueprint, Response, abort, make_response, request
from flask.typing import ResponseReturnValue

from simulation.exercise.core.command import SeatRole
from webapp.live.panels import Kind, summed
from webapp.live.parts import MOST_PARTS, part
from webapp.pages.frame import clock_face, desk_clock
from webapp.pages.page import (
    all_views,
    control_view,
    new_command_id,
    own_chrome,
    panel_response,
    panel_versions,
    team_view,
    wall_ms,
)
from webapp.pages.seat_rows import pen_lines, team_readers, team_seats
from webapp.visit.area import Area, Who
from webapp.visit.visitor import current_exercise, current_member, current_visit

blueprint = Blueprint("live", __name__, url_prefix="/x/<exercise>/live", template_folder="templates")


@blueprint.get("/<kind>/poll")
def poll(kind: str) -> ResponseReturnValue:
    """The version of each panel that the visitor sees."""
    if kind not in set(Kind):
        abort(404)
    versions = panel_versions(Kind(kind))
    if not versions:
        abort(403)
    body = json.dumps({"panels": versions, "sum": summed(versions)}, sort_keys=True, separators=(",", ":"))
    answer = make_response(Response(body, mimetype="application/json"))
    answer.set_etag(summed(versions), weak=True)
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.make_conditional(request)
    return answer


@blueprint.get("/<kind>/parts")
def parts(kind: str) -> ResponseReturnValue:
    """Every part of a page that lags behind, in one answer: those that `src` names."""
    exercise = current_exercise().id
    if kind not in set(Kind):
        abort(404)
    asked = tuple(dict.fromkeys(request.args.getlist("src")))
    if len(asked) > MOST_PARTS:
        abort(400)
    found = [part(src, f"/x/{exercise}/") for src in asked]
    body = json.dumps({"parts": [asdict(each) for each in found]}, ensure_ascii=False, separators=(",", ":"))
    answer = make_response(Response(body, mimetype="application/json"))
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.get("/clock")
def clock() -> ResponseReturnValue:
    """The clock in the bar."""

    def values() -> dict[str, object]:
        published = all_views()
        member = current_visit().member
        if member is not None:
            return {"clock": desk_clock(team_view(), published, member, wall_ms())}
        return {"clock": clock_face(control_view().clock, published.scenario, published.room, wall_ms())}

    return panel_response("clock", "lobby/_clock.html", values)


@blueprint.get("/seats")
def seats() -> ResponseReturnValue:
    """The seats of the member's team, under the navigation."""
    exercise = current_exercise().id
    return panel_response(
        "seats",
        "lobby/_seats.html",
        lambda: {
            "seats": team_seats(all_views(), current_member()),
            "readers": team_readers(all_views(), current_member()),
            "pen_id": new_command_id("desk/pen"),
            "exercise": exercise,
        },
    )


@blueprint.get("/frame/<part>")
def frame(part: str) -> ResponseReturnValue:
    """A piece of the frame around a team's pages: what is due, who one is, the bell, the navigation."""
    if part not in FRAME:
        abort(404)
    return panel_response(
        "frame",
        "lobby/_frame.html",
        lambda: {"part": part, "chrome": own_chrome(), "page_key": request.args.get("page", "")},
    )


@blueprint.get("/pen")
def pen() -> ResponseReturnValue:
    """Who holds the pen where the member reads along, under the bar."""
    exercise = current_exercise().id

    def values() -> dict[str, object]:
        member = current_member()
        return {
            "pens": pen_lines(all_views(), member, current_exercise().pen_minutes),
            "post": member.post.value if member.post is not SeatRole.PLAYER else "",
            "pen_id": new_command_id("desk/pen"),
            "member_id": member.id,
            "exercise": exercise,
        }

    return panel_response("pen", "lobby/_pen.html", values)


FRAME = ("due", "person", "bell", "nav", "tabs")
"""The pieces of the frame that follow what happens, as `components/frame.html` writes them."""

AREA = Area(
    blueprint,
    rows={
        **dict.fromkeys(("poll", "parts", "clock"), Who.PERSON),
        **dict.fromkeys(("seats", "frame", "pen"), Who.DESK),
    },
)
