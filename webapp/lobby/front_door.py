"""The front door: the code field, and the switches for theme and language."""

from __future__ import annotations

from urllib.parse import urlsplit

import sqlalchemy as sa
from flask import Response, current_app, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from webapp.lobby.blueprint import blueprint
from webapp.pages.page import plain_page
from webapp.store.new_exercise import plain_code
from webapp.store.tables import ExerciseRecord
from webapp.visit.languages import COOKIE
from webapp.visit.personal_links import link_behind
from webapp.visit.visitor import current_visit, services

YEAR = 365 * 24 * 3600


@blueprint.get("/")
def start() -> ResponseReturnValue:
    """Trainers go to their exercises; everybody else types a code."""
    if current_visit().trainer is not None:
        return redirect(url_for("lobby.exercises"), 303)
    return plain_page("lobby/code.html", code="")


@blueprint.get("/join")
def code_page() -> ResponseReturnValue:
    """The code field, also for trainers."""
    return plain_page("lobby/code.html", code="")


@blueprint.post("/join")
def find() -> ResponseReturnValue:
    """Looks the code up: that of an exercise, or somebody's own, as it stands on a card."""
    code = plain_code(request.form.get("code", ""))
    with services().database.reading() as session:
        known = session.scalar(sa.select(ExerciseRecord.id).where(ExerciseRecord.join_code == code))
        token = link_behind(session, code) if known is None else ""
    if token:
        return redirect(url_for("lobby.come_back", token=token), 303)
    if known is None:
        return unknown_code(code)
    return redirect(url_for("lobby.join", code=code), 303)


def unknown_code(code: str) -> Response:
    """The code field again, with what is wrong."""
    return plain_page("lobby/code.html", 404, code=code, unknown=True)


def previous_page() -> str:
    """The page from which a switch was pressed, if it is one of ours.

    The answer to a refused form stands at an address that takes forms only: then it is the page above that address.
    """
    parts = urlsplit(request.referrer or "")
    if parts.netloc != request.host or not parts.path.startswith("/") or parts.path.startswith("//"):
        return url_for("lobby.start")
    path, addresses = parts.path, current_app.url_map.bind_to_environ(request.environ)
    while not addresses.test(path, "GET"):
        path = path.rpartition("/")[0]
    query = f"?{parts.query}" if parts.query and path == parts.path else ""
    return (path or url_for("lobby.start")) + query


@blueprint.post("/theme")
def set_theme() -> ResponseReturnValue:
    """Light or dark, kept in this browser."""
    answer = make_response(redirect(previous_page(), 303))
    theme = request.form.get("theme", "")
    if theme in {"light", "dark"}:
        answer.set_cookie("theme", theme, max_age=YEAR, samesite="Lax", secure=request.is_secure)
    return answer


@blueprint.post("/language")
def set_language() -> ResponseReturnValue:
    """The language, kept in this browser."""
    answer = make_response(redirect(previous_page(), 303))
    code = request.form.get("language", "")
    if code in services().config.languages:
        answer.set_cookie(COOKIE, code, max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure)
    return answer
