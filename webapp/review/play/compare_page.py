"""Two rooms with one seed: the same case, the same chance events as long as both did the same. No room wins."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import ClassVar

import sqlalchemy as sa
from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from simulation.kernel.terms import TimeKind
from simulation.review.clock import WholeClock, whole_clock
from simulation.review.prices.choices import ChoiceKind, Decision
from simulation.review.record_reading import RecordReading
from webapp.pages.page import ReviewPage, review_page
from webapp.review.blueprint import blueprint
from webapp.review.cards.outcome import outcome_rows
from webapp.review.charts.charts import Chart, day_of, number
from webapp.review.charts.drawing import Canvas, Ink
from webapp.review.current_review import Tab, desk, here, tabs
from webapp.review.sentences import decision_title, name_of
from webapp.store.tables import ExerciseRecord
from webapp.text.say import say_code
from webapp.text.sorting import place
from webapp.visit.access import exercise_info
from webapp.visit.visitor import current_exercise, current_trainer, services

MOST_ROWS = 14
"""Decisions in the drawing: those whose days differ most; all are in the table."""

type Act = tuple[str, str, str]
"""A decision as both rooms can have taken it: country, what was done, and about what."""


@dataclass(frozen=True, slots=True)
class OtherRoom:
    """An exercise with the same case and seed."""

    url: str
    title: str
    current: bool


@dataclass(frozen=True, slots=True)
class ActRow:
    """A decision with the day on which each room took it first."""

    what: str
    here: int | None
    there: int | None
    said: str


@dataclass(frozen=True, slots=True)
class FigureBoth:
    """A figure of both rooms."""

    key: str
    group: str
    label: str
    here: str
    there: str


@dataclass(frozen=True, slots=True)
class ComparePage(ReviewPage):
    """Two rooms."""

    template: ClassVar[str] = "review/compare.html"
    key: ClassVar[str] = "review"

    tabs: tuple[Tab, ...]
    seed: int
    title: str
    other_title: str
    days: tuple[int, int]
    """The last day of play of this room and of the other."""
    rooms: tuple[OtherRoom, ...]
    headline: str
    chart: Chart | None
    acts: tuple[ActRow, ...]
    figures: tuple[FigureBoth, ...]
    clocks: tuple[tuple[str, str, str], ...]


@blueprint.get("/compare")
def compare_rooms() -> ResponseReturnValue:
    """This room beside another with the same seed."""
    info = current_exercise()
    now = here()
    found = _same_case(now.reading)
    chosen = next((each for each in found if each[0] == request.args.get("other")), found[0] if found else None)
    other = desk().shelf.reading(services().store, chosen[0])[0] if chosen is not None else None
    acts = act_rows(now.reading, other) if other is not None else ()
    days = (day_of(now.reading.span.end), day_of((other or now.reading).span.end))
    title = (
        headline(now.reading, other) if other is not None else _("No other room has played this case with this seed.")
    )
    return review_page(
        ComparePage(
            tabs=tabs(now, "teams"),
            seed=now.reading.record.settings.seed,
            title=info.title,
            other_title=chosen[1] if chosen is not None else "",
            days=days,
            rooms=tuple(
                OtherRoom(
                    url_for("review.compare_rooms", exercise=info.id, other=key),
                    name,
                    chosen is not None and key == chosen[0],
                )
                for key, name in found
            ),
            headline=title,
            chart=_drawing(acts, max(*days, 2), title),
            acts=acts,
            figures=_figures(now.reading, other) if other is not None else (),
            clocks=_clocks(now.reading, other) if other is not None else (),
        )
    )


def _same_case(reading: RecordReading) -> tuple[tuple[str, str], ...]:
    """Ended exercises of the same scenario and seed that this trainer may see: (id, title), the newest first."""
    info, trainer, seed = current_exercise(), current_trainer(), reading.record.settings.seed
    with services().database.reading() as session:
        rows = session.scalars(
            sa.select(ExerciseRecord)
            .where(ExerciseRecord.digest == reading.record.frozen.digest, ExerciseRecord.id != info.id)
            .order_by(ExerciseRecord.created_at.desc())
        )
        return tuple(
            (row.id, row.title)
            for row in rows
            if exercise_info(row).is_over
            and not exercise_info(row).archived
            and trainer.may_see(exercise_info(row))
            and json.loads(row.settings)["seed"] == seed
        )


def acts_of(reading: RecordReading) -> dict[Act, tuple[int, Decision]]:
    """What people decided, each with the day on which it was first done."""
    found: dict[Act, tuple[int, Decision]] = {}
    for each in reading.decisions:
        if not each.commands:
            continue
        line = reading.line(each.about)
        if line is not None and each.kind is ChoiceKind.SEND:
            act = (each.country, f"send {line.route} {line.sought}", line.targets[0] if line.targets else "")
        elif each.kind is ChoiceKind.MEASURE:
            act = (each.country, each.action, reading.target_of(each))
        else:
            continue
        found.setdefault(act, (day_of(each.at), each))
    return found


def same_until(one: RecordReading, other: RecordReading) -> int | None:
    """The last day on which both rooms had done the same; None where they never did otherwise."""
    here_, there = acts_of(one), acts_of(other)
    differs = [
        min(day for day in (here_.get(act, (None,))[0], there.get(act, (None,))[0]) if day is not None)
        for act in {*here_, *there}
        if here_.get(act, (None,))[0] != there.get(act, (None,))[0]
    ]
    return min(differs) - 1 if differs else None


def headline(one: RecordReading, other: RecordReading) -> str:
    """Until when both did the same, and on which day they first did not."""
    day = same_until(one, other)
    if day is None:
        return _("Both rooms took the same decisions on the same days.")
    if day <= 0:
        return _("The rooms took different decisions from the first day.")
    return _("Both rooms took the same decisions until day %(day)s.", day=number(day))


def act_rows(one: RecordReading, other: RecordReading) -> tuple[ActRow, ...]:
    """Every decision that either room took, those of both first, by how far apart their days are."""
    mine, theirs = acts_of(one), acts_of(other)
    rows = []
    for act in sorted({*mine, *theirs}):
        here_, there = mine.get(act), theirs.get(act)
        reading, decision = (one, here_[1]) if here_ is not None else (other, there[1] if there is not None else None)
        if decision is None:
            continue
        first, second = (here_[0] if here_ else None), (there[0] if there else None)
        rows.append(ActRow(_what(reading, decision), first, second, _said(first, second)))

    def rank(row: ActRow) -> tuple[bool, int, tuple[int, ...]]:
        apart = abs(row.here - row.there) if row.here is not None and row.there is not None else 0
        return (row.here is None or row.there is None, -apart, place(row.what))

    return tuple(sorted(rows, key=rank))


def _what(reading: RecordReading, decision: Decision) -> str:
    line = reading.line(decision.about)
    if line is None:
        return decision_title(reading, decision, roles_only=True)
    target = f", {name_of(reading, line.targets[0])}" if line.targets else ""
    return _("Ask for %(what)s", what=say_code(f"sought.{line.sought}").lower()) + target


def _said(first: int | None, second: int | None) -> str:
    if first is None:
        return _("only the other room did")
    if second is None:
        return _("only this room did")
    if first == second:
        return _("same day")
    days = number(abs(first - second))
    return (
        _("this room %(days)s days earlier", days=days)
        if first < second
        else _("the other room %(days)s days earlier", days=days)
    )


def _drawing(acts: tuple[ActRow, ...], last: int, alt: str) -> Chart | None:
    """The days, up to the last one, of the decisions of both rooms that lie furthest apart; None without any."""
    rows = [row for row in acts if row.here is not None and row.there is not None][:MOST_ROWS]
    if not rows:
        return None
    row, top, left, right = 32, 28, 380, 760
    canvas = Canvas(960, top + row * len(rows) + 6)

    def x(day: int) -> float:
        return left + (right - left) * (day - 1) / (last - 1)

    for day in dict.fromkeys((1, (last + 1) // 2, last)):
        canvas.text(x(day), 16, number(day), Ink.TEXT_3, "center")
        canvas.line((x(day), x(day)), (top - 4, top + row * len(rows)), Ink.LINE, 0.8)
    for index, each in enumerate(rows):
        y = top + row * index + row / 2
        canvas.text(8, y + 4, each.what if len(each.what) <= 48 else f"{each.what[:47]}…", Ink.INK)
        if each.here is not None and each.there is not None:
            towards = 6 if each.here < each.there else -6 if each.here > each.there else 0
            canvas.line((x(each.here), x(each.there) - towards), (y, y), Ink.EDGE, 3)
            canvas.box(x(each.there) - 6, y - 6, 12, 12, Ink.ACCENT)
            canvas.dot(x(each.here), y, 6, Ink.INK)
        canvas.text(952, y + 4, each.said, Ink.TEXT_2, "right")
    table = tuple((each.what, number(each.here or 0), number(each.there or 0), each.said) for each in rows)
    head = (_("Decision"), _("This room, day"), _("Other room, day"), _("In words"))
    return Chart(canvas.svg("rooms"), alt, head, table)


def _figures(one: RecordReading, other: RecordReading) -> tuple[FigureBoth, ...]:
    theirs = {row.key: row.played for row in outcome_rows(other)}
    return tuple(
        FigureBoth(row.key, row.group, row.label, row.played, theirs.get(row.key, "")) for row in outcome_rows(one)
    )


def _clocks(one: RecordReading, other: RecordReading) -> tuple[tuple[str, str, str], ...]:
    """Days of formal requests by kind in both rooms."""
    mine, theirs = whole_clock(one.lines), whole_clock(other.lines)

    def row(label: str, kind: TimeKind) -> tuple[str, str, str]:
        return label, number(mine.total(kind)), number(theirs.total(kind))

    return (
        (_("All days"), number(mine.days), number(theirs.days)),
        row(_("Of these, waiting for a decision"), TimeKind.DECISION),
        row(_("Queues, transmission, banks"), TimeKind.SYSTEM),
        row(_("Protected time"), TimeKind.PROTECTED),
        _letters(mine, theirs),
    )


def _letters(mine: WholeClock, theirs: WholeClock) -> tuple[str, str, str]:
    return _("Formal requests"), number(mine.requests), number(theirs.requests)
