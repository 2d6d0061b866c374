"""The hot wash on the wall: one team, three facts of its own file, three questions, no score."""

from __future__ import annotations

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from simulation.exercise.core.event import Event
from simulation.review.hot_wash import MoveSpan, hot_wash, spans, whole
from webapp.control.blueprint import blueprint
from webapp.control.room.pages import Choice
from webapp.control.value_names import country, reader
from webapp.desk.hot_wash_points import fact_point, lies_with_automatic, questions, span_name, span_title
from webapp.pages.page import all_views, for_the_room, plain_page
from webapp.store import exercise_rows
from webapp.store.registered import registry
from webapp.visit.visitor import current_exercise, services


def happened() -> tuple[Event, ...]:
    """The exercise's events, without those that an undo took back."""
    with services().database.reading() as session:
        stored = exercise_rows.events(session, current_exercise().id, registry().codes)
    return tuple(each.event for each in stored if not each.superseded)


def chosen_span(found: tuple[MoveSpan, ...], events: tuple[Event, ...]) -> MoveSpan:
    """The move that the address names; by default the latest, or the whole when play is over."""
    is_over = all_views().control.clock.is_over
    asked = request.args.get("move", "end" if is_over else "")
    if asked == "end":
        return whole(events)
    return next((span for span in found if str(span.move) == asked), found[-1])


@blueprint.get("/hot-wash/<code>")
@for_the_room
def hot_wash_page(code: str) -> ResponseReturnValue:
    """One team's screen."""
    if code not in all_views().teams:
        abort(404)
    events = happened()
    found = spans(events)
    if not found:
        return plain_page("control/hot_wash_early.html", name=country(code), home=url_for("control.projector"))
    span = chosen_span(found, events)
    reading = reader(code)
    facts = hot_wash(events, code, span, lies_with_automatic(reading.view))
    clock = all_views().control.clock
    is_over, planned = clock.is_over, clock.moves - all_views().room.left_out
    moves = [Choice(str(each.move), span_name(each, planned)) for each in found]
    if is_over:
        moves.append(Choice("end", _("At the end")))
    return plain_page(
        "control/hot_wash.html",
        code=code,
        name=country(code),
        when=span_title(span, planned),
        facts=tuple(fact_point(fact, reading) for fact in facts),
        questions=questions(facts, reading),
        moves=tuple(moves),
        chosen=str(span.move) if span.move else "end",
        others=tuple(
            Choice(each, country(each), url=url_for("control.hot_wash_page", code=each, move=request.args.get("move")))
            for each in all_views().teams
            if each != code
        ),
    )
