"""An event of a room kept into a scenario of the trainer's own, so that the next day has it too."""

from __future__ import annotations

from functools import partial

from flask import flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from simulation.exercise.injects.views import InjectLine
from simulation.kernel.errors import ScenarioError
from simulation.scenario.schema.play import Inject
from webapp.control.blueprint import blueprint
from webapp.control.event_list import one_event
from webapp.control.event_list.kept_event import COPY, as_written, changes, scenarios_to_keep_in
from webapp.lobby.scenarios import library
from webapp.pages.forms import command_id
from webapp.pages.page import back
from webapp.store.registered import registry
from webapp.visit.refusals import Refusal
from webapp.visit.visitor import current_exercise, services


@blueprint.post("/events/<handle>/keep")
def keep_event(handle: str) -> ResponseReturnValue:
    """Writes it into the scenario that the form names, or changes nothing and says why.

    A form that is sent twice keeps it once. What a scenario cannot hold is left out and told.
    """
    line = one_event.find(handle)
    chosen = request.form.get("into", "")
    if line.written is None or chosen not in {each.value for each in scenarios_to_keep_in()}:
        return one_event.show(handle, 422, Refusal("keep", _("Choose a scenario. Nothing was changed."), 422))
    form = (current_exercise().id, "kept", command_id(), chosen)
    try:
        told = services().parts.once(form, partial(_kept, line, line.written, chosen))
    except ScenarioError as error:
        why = "; ".join(str(each) for each in error.problems[:3])
        words = _("The event was not kept; nothing was changed. %(why)s", why=why[:600])
        return one_event.show(handle, 422, Refusal("keep", words, 422))
    flash(told)
    return back("control.event_page", handle=handle)


def _kept(line: InjectLine, written: Inject, chosen: str) -> str:
    """Keeps it, and says where; a new copy does not stay behind when that fails.

    Raises:
        ScenarioError: The scenario cannot be used so.
    """
    found, known = library(), registry().allowed_names
    name = found.duplicate(current_exercise().scenario, known) if chosen == COPY else chosen
    try:
        event = found.keep_event(name, partial(as_written, line, written), known)
    except BaseException:
        if chosen == COPY:
            found.remove(name)
        raise
    where = found.directory(name)
    kept = _(
        "The event is kept as %(key)s in the scenario %(name)s (%(folder)s).",
        key=event.line.key,
        name=name,
        folder=where,
    )
    return " ".join((kept, *changes(line, event)))
