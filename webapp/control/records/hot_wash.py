"""The hot wash on the wall: one team, three facts of its own file, three questions, no score."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from simulation.exercise.core.event import Actor, Event
from simulation.review.hot_wash import FACTS, HotFact, MoveSpan, hot_wash, spans, whole
from simulation.scenario.schema.measured_facts import MeasuredFact
from webapp.control.blueprint import blueprint
from webapp.control.room.pages import Choice
from webapp.control.value_names import country, has_words, reader
from webapp.desk.readable import Reader
from webapp.pages.frame import after_the_last
from webapp.pages.page import all_views, plain_page, text
from webapp.store import exercise_rows
from webapp.store.registered import registry
from webapp.text.formatting import money
from webapp.text.say import say_code, wording_of
from webapp.visit.visitor import current_exercise, services


@dataclass(frozen=True, slots=True)
class Point:
    """A fact or question on the wall."""

    text: str
    detail: str = ""
    source: str = ""


def happened() -> tuple[Event, ...]:
    """The exercise's events, without those that an undo took back."""
    with services().database.reading() as session:
        stored = exercise_rows.events(session, current_exercise().id, registry().codes)
    return tuple(each.event for each in stored if not each.superseded)


def fact_point(fact: HotFact, reading: Reader) -> Point:
    """A fact in words."""
    values: dict[str, str | int] = dict(fact.values)
    shown = reading.view.request(fact.request) if fact.request else None
    values["other"] = country(str(values.get("other", "")))
    values["what"] = reading.request_title(shown) if shown is not None else _("A request")
    if "amount_minor" in values:
        values["amount"] = money(int(values["amount_minor"]), reading.scenario.currency)
    for name in ("kind", "result", "outcome"):
        if name in values:
            table = {"kind": "measure_kind", "result": "measure_result", "outcome": "outcome"}[name]
            values[name] = say_code(f"{table}.{values[name]}")
    code = f"hotwash.{fact.code}"
    if fact.code == "waited_for_you" and not values.get("done"):
        code += ".still"
    elif fact.code == "waited_for_you" and values.get("by") == Actor.PLAYER:
        code += ".automatic"
    if fact.code in {"frozen", "lapsed"} and not values.get("amount_minor"):
        code += ".empty"
    if fact.code == "silent" and values.get("asked"):
        code += ".asked"
    detail = wording_of(f"{code}.why")
    counted = ngettext("%(num)s event", "%(num)s events", fact.events)
    label = f"{shown.label}, {counted}" if shown is not None else counted
    return Point(say_code(code, **values), say_code(f"{code}.why", **values) if detail else "", label)


def questions(facts: tuple[HotFact, ...]) -> tuple[Point, ...]:
    """Three questions: for each fact one of the objective that it touches, then objectives not touched yet."""
    objectives = all_views().scenario.play.objectives
    found: list[Point] = []
    used: set[str] = set()

    def ask(measured: MeasuredFact, *, again: bool) -> bool:
        for objective in objectives:
            if (objective.key in used and not again) or all(task.fact != measured for task in objective.tasks):
                continue
            point = Point(_question(measured))
            if point.text in {each.text for each in found}:
                continue
            used.add(objective.key)
            found.append(point)
            return True
        return False

    for fact in facts:
        any(ask(measured, again=False) for measured in fact.measured)
    for objective in objectives:
        if len(found) < FACTS and objective.key not in used:
            any(ask(MeasuredFact(task.fact), again=False) for task in objective.tasks if task.fact in set(MeasuredFact))
    return tuple(found[:FACTS])


def _question(measured: MeasuredFact) -> str:
    """The scenario's own question when it has one, else the general one."""
    key = f"question.{measured}"
    return text(key) if has_words(key) else say_code(f"hotwash.question.{measured}")


def chosen_span(found: tuple[MoveSpan, ...], events: tuple[Event, ...]) -> MoveSpan:
    """The move that the address names; by default the latest, or the whole when play is over."""
    is_over = all_views().control.clock.is_over
    asked = request.args.get("move", "end" if is_over else "")
    if asked == "end":
        return whole(events)
    return next((span for span in found if str(span.move) == asked), found[-1])


def move_label(span: MoveSpan) -> str:
    """A move in the list of moves."""
    is_planned = span.move <= all_views().control.clock.moves
    return _("Move %(number)s", number=span.move) if is_planned else after_the_last()


def span_label(span: MoveSpan, *, is_open: bool) -> str:
    """What stretch the facts are of: a move that is still open is not over."""
    if not span.move:
        return _("At the end")
    if span.move > all_views().control.clock.moves:
        return after_the_last()
    return _("Move %(move)s so far", move=span.move) if is_open else _("After move %(move)s", move=span.move)


@blueprint.get("/hot-wash/<code>")
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
    facts = hot_wash(events, code, span)
    is_over = all_views().control.clock.is_over
    moves = [Choice(str(each.move), move_label(each)) for each in found]
    if is_over:
        moves.append(Choice("end", _("At the end")))
    return plain_page(
        "control/hot_wash.html",
        code=code,
        name=country(code),
        when=_(
            "%(when)s, days %(first)s to %(last)s",
            when=span_label(span, is_open=span == found[-1] and not is_over),
            first=span.start_day,
            last=span.end_day,
        ),
        facts=tuple(fact_point(fact, reading) for fact in facts),
        questions=questions(facts),
        moves=tuple(moves),
        chosen=str(span.move) if span.move else "end",
        others=tuple(
            Choice(each, country(each), url=url_for("control.hot_wash_page", code=each, move=request.args.get("move")))
            for each in all_views().teams
            if each != code
        ),
    )
