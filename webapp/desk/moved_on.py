"""An open page whose matter has moved on says so: nothing is replaced under the hands of somebody who writes."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue

from simulation.exercise.views.stories import told_of
from simulation.exercise.views.team_view import TeamView
from webapp.desk.blueprint import blueprint
from webapp.desk.current_view import reader
from webapp.desk.readable import Reader
from webapp.pages.page import panel_response, panel_version
from webapp.store.published_views import digest
from webapp.visit.handles import held

PANELS = {"request": "requests", "procedure": "procedures", "inject": "messages", "entity": "measures"}
"""Kinds of matters whose pages have forms, each with the panel that tells of a change."""


@dataclass(frozen=True, slots=True)
class MovedOn:
    """Whether a matter has moved on since the page was made; `url` is its page."""

    panel: str
    src: str
    version: str
    is_behind: bool
    url: str


def moved_on(kind: str, name: str, seen: str, reading: Reader) -> MovedOn:
    """How a page of a matter stands.

    Args:
        kind: `request`, `procedure`, `inject`, or `entity` for a person or thing of the file.
        name: What addresses call the matter.
        seen: The stamp of the matter when the page was made.
        reading: The visitor's view.

    Raises:
        NotFound: The team has no such matter.
    """
    return MovedOn(
        panel=PANELS[kind],
        src=url_for("desk.moved_on_part", kind=kind, name=name, seen=seen),
        version=panel_version(PANELS[kind]),
        is_behind=stamp(kind, name, reading) != seen,
        url=_url(kind, name),
    )


def made_now(kind: str, name: str, reading: Reader) -> MovedOn:
    """The same for a page that is made now."""
    return moved_on(kind, name, stamp(kind, name, reading), reading)


def stamp(kind: str, name: str, reading: Reader) -> str:
    """Another text once a matter has moved on.

    Raises:
        NotFound: The team has no such matter.
    """
    found = _stamp(kind, name, reading)
    if found is None:
        abort(404)
    return found


def _stamp(kind: str, name: str, reading: Reader) -> str | None:
    if kind == "request":
        shown = reading.requests.labelled(name)
        return str(shown.version) if shown is not None else None
    if kind == "procedure":
        named = (each for each in reading.view.procedures if name and name in {each.label, each.draft})
        return next((str(each.version) for each in named), None)
    if kind == "entity":
        entity = reading.entities.numbered(int(name)) if name.isdecimal() else None
        return _done_about(entity.key, reading.view) if entity is not None else None
    inject = held("inject", reading.view.injects, name)
    if inject is None:
        return None
    return str(inject.answered_at) if inject.answered else ""


def _done_about(key: str, view: TeamView) -> str:
    """Another text once the file says more of a person or thing, or somebody has done something about it."""
    return digest(
        (
            [filed.label for filed in view.documents if filed.document.names(key)],
            [line for line in view.at_risk if line[0] == key],
            [each for each in view.measures if each.target == key],
            told_of(view, key),
        )
    )


def _url(kind: str, name: str) -> str:
    match kind:
        case "request":
            return url_for("desk.request_page", number=name)
        case "procedure":
            return url_for("desk.procedure_page", number=name)
        case "entity":
            return url_for("desk.entity_page", number=name)
        case _:
            return url_for("desk.inject_page", handle=name)


@blueprint.get("/moved/<kind>/<name>", endpoint="moved_on_part")
def moved_on_part(kind: str, name: str) -> ResponseReturnValue:
    """The line, for a tick."""
    if kind not in PANELS:
        abort(404)
    moved = moved_on(kind, name, request.args.get("seen", ""), reader())
    return panel_response(PANELS[kind], "desk/parts/moved_on.html", lambda: {"moved": moved})
