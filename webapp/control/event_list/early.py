"""Events that interpreters get before the room: one by its page, or all of a move that have not come."""

from __future__ import annotations

import sqlalchemy as sa
from flask import flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from simulation.exercise.core.command import CONTROL, SeatRole
from simulation.exercise.injects.commands import ReleaseEarly
from webapp.control.blueprint import blueprint
from webapp.control.event_list import one_event
from webapp.pages.forms import command_id
from webapp.pages.page import back, control_view, do
from webapp.store.tables import MemberRecord, Standing
from webapp.visit.handles import handle_of
from webapp.visit.visitor import current_exercise, services


@blueprint.post("/events/early")
def release_early() -> ResponseReturnValue:
    """Gives interpreters the events that the form names, or takes them back; the page from which it came follows."""
    named, early = request.form.getlist("event"), request.form.get("early") == "yes"
    keys = tuple(line.key for line in control_view().injects if handle_of("event", line.key) in named)
    refused = do(ReleaseEarly(id=command_id(), member=CONTROL, injects=keys, early=early))
    page = named[0] if len(named) == 1 and request.form.get("stay") else ""
    if refused is not None:
        if page:
            return one_event.show(page, refused.status, refused)
        flash(refused.text)
    elif early:
        flash(
            ngettext(
                "Interpreters can read %(num)s event in advance. %(who)s",
                "Interpreters can read %(num)s events in advance. %(who)s",
                len(keys),
                who=who_reads(),
            )
        )
    else:
        flash(
            ngettext(
                "Interpreters no longer see %(num)s event in advance.",
                "Interpreters no longer see %(num)s events in advance.",
                len(keys),
            )
        )
    return back("control.event_page", handle=page) if page else back("control.events")


def who_reads() -> str:
    """How many people sit as interpreters now, so that nothing is sent to nobody."""
    chosen = (
        sa.select(sa.func.count())
        .select_from(MemberRecord)
        .where(
            MemberRecord.exercise_id == current_exercise().id,
            MemberRecord.post == SeatRole.INTERPRETER,
            MemberRecord.left_at.is_(None),
            MemberRecord.standing == Standing.IN,
        )
    )
    with services().database.reading() as session:
        seated = session.scalar(chosen) or 0
    if not seated:
        return _("There is no interpreter yet. An interpreter who joins later has the same access.")
    return ngettext("%(num)s interpreter is here.", "%(num)s interpreters are here.", seated)
