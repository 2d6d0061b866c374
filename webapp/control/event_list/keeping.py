"""An event of a room kept into a scenario of the trainer's own, so that the next day has it too."""

from __future__ import annotations

from flask import flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from simulation.exercise.injects.views import InjectLine
from simulation.kernel.errors import ScenarioError
from simulation.scenario.added_event import AddedEvent
from simulation.scenario.library import Library
from webapp.control.blueprint import blueprint
from webapp.control.event_list import one_event
from webapp.control.event_list.kept_event import COPY, as_written, scenarios_to_keep_in
from webapp.lobby.scenarios import library, scenario_of
from webapp.pages.page import back
from webapp.store.registered import registry
from webapp.visit.refusals import Refusal
from webapp.visit.visitor import current_exercise


@blueprint.post("/events/<handle>/keep")
def keep_event(handle: str) -> ResponseReturnValue:
    """Writes it into the scenario that the form names; all of it, or nothing and why."""
    line = one_event.find(handle)
    chosen = request.form.get("into", "")
    if line.written is None or chosen not in {each.value for each in scenarios_to_keep_in()}:
        return one_event.show(handle, 422, Refusal("keep", _("Choose a scenario. Nothing was changed."), 422))
    found, known = library(), registry().vocabulary
    name = ""
    try:
        name = found.duplicate(current_exercise().scenario, known) if chosen == COPY else chosen
        scenario = scenario_of(name)
        event = as_written(line, line.written, scenario)
        found.keep_event(name, event, known)
    except ScenarioError as error:
        if chosen == COPY and name:
            found.remove(name)
        told = "; ".join(str(each) for each in error.problems[:3])
        words = _("It was not kept; nothing was changed. %(why)s", why=told[:600])
        return one_event.show(handle, 422, Refusal("keep", words, 422))
    flash(_kept_words(line, event, name, found))
    return back("control.event_page", handle=handle)


def _kept_words(line: InjectLine, event: AddedEvent, name: str, found: Library) -> str:
    where = found.directory(name)
    kept = _("It is kept as %(key)s in %(name)s (%(folder)s).", key=event.line.key, name=name, folder=where)
    waits = line.written.trigger if line.written is not None else None
    if event.line.trigger.day is not None and (waits is None or waits.day != event.line.trigger.day):
        kept = f"{kept} {_('It comes on day %(day)s there; change that in play.toml.', day=event.line.trigger.day)}"
    return kept
