"""The facts and questions of a hot wash in words, for the wall and for paper: from one team's file, without a score."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from simulation.exercise.views.letter_stories import waits_for_people
from simulation.exercise.views.team_view import TeamView
from simulation.review.hot_wash import FACTS, HotFact, MoveSpan
from simulation.scenario.schema.measured_facts import MeasuredFact
from webapp.desk.readable import Reader
from webapp.text.formatting import money
from webapp.text.say import say_code, wording_of


def span_name(span: MoveSpan, moves: int) -> str:
    """What a stretch of the exercise is called: a jump belongs to the move that it opens.

    Args:
        span: The stretch.
        moves: Moves of the plan.
    """
    if not span.move:
        return _("At the end")
    if span.move > moves:
        return _("The last jump and what followed")
    if span.move == 1:
        return _("Office hours of move %(move)s", move=span.move)
    return _("The jump to move %(move)s and its office hours", move=span.move)


def span_title(span: MoveSpan, moves: int) -> str:
    """The same with its days, as the heading of the facts."""
    name = span_name(span, moves)
    if span.start_day == span.end_day:
        return _("%(when)s: day %(day)s", when=name, day=span.start_day)
    return _("%(when)s: days %(first)s to %(last)s", when=name, first=span.start_day, last=span.end_day)


def lies_with_automatic(view: TeamView) -> frozenset[str]:
    """Requests that wait for an automatic colleague of a team: its people did not let them wait."""
    return frozenset(each.key for each in view.requests if each.waits_for_us and not waits_for_people(view, each))


@dataclass(frozen=True, slots=True)
class HotPoint:
    """A fact or question."""

    text: str
    detail: str = ""
    source: str = ""


def fact_point(fact: HotFact, reading: Reader) -> HotPoint:
    """A fact in words."""
    values: dict[str, str | int] = dict(fact.values)
    shown = reading.view.request(fact.request) if fact.request else None
    values["other"] = reading.country(str(values.get("other", "")))
    values["what"] = reading.requests.title_of(shown) if shown is not None else _("A request")
    if "amount_minor" in values:
        currency = reading.scenario.currency
        amount = money(int(values["amount_minor"]), currency)
        values["amount"] = _("%(amount)s %(code)s", amount=amount, code=currency.code)
    for name in ("kind", "result", "outcome"):
        if name in values:
            table = {"kind": "measure_kind", "result": "measure_result", "outcome": "outcome"}[name]
            values[name] = say_code(f"{table}.{values[name]}")
    if "finding" in values:
        values["finding"] = say_code(f"finding.{values['finding']}")
    code = f"hotwash.{fact.code}"
    if fact.code == "waited_for_you" and not values.get("done"):
        code += ".still"
    if fact.code in {"frozen", "lapsed"} and not values.get("amount_minor"):
        code += ".empty"
    if fact.code == "silent" and values.get("asked"):
        code += ".asked"
    detail = wording_of(f"{code}.why")
    counted = ngettext("%(num)s event", "%(num)s events", fact.events)
    label = f"{shown.label}, {counted}" if shown is not None else counted
    return HotPoint(say_code(code, **values), say_code(f"{code}.why", **values) if detail else "", label)


def questions(facts: tuple[HotFact, ...], reading: Reader) -> tuple[HotPoint, ...]:
    """Three questions: for each fact one of the objective that it touches, then objectives not touched yet."""
    objectives = reading.scenario.play.objectives
    found: list[HotPoint] = []
    used: set[str] = set()

    def ask(measured: MeasuredFact, *, again: bool) -> bool:
        for objective in objectives:
            if (objective.key in used and not again) or all(task.fact != measured for task in objective.tasks):
                continue
            point = HotPoint(_question(measured, reading))
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


def _question(measured: MeasuredFact, reading: Reader) -> str:
    """The scenario's own question when it has one, else the general one."""
    return reading.written(f"question.{measured}") or say_code(f"hotwash.question.{measured}")
