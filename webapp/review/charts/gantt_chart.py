"""Requests by holder, a row each: the number and the subject, whose days they were, and how long it took."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from simulation.kernel.terms import TimeKind
from simulation.review.flows import PlayedSpan
from simulation.review.timelines import RequestLine
from webapp.review.charts.bars import HOLDER_LETTERS, bar, merged
from webapp.review.charts.charts import Axis, Chart, number
from webapp.review.charts.drawing import Canvas, Ink, holder_ink

WIDTH = 660
"""So wide that its words are 13 pixels high on a screen of 1,024 and on a phone."""

LEFT, RIGHT = 226, 548
TOP = 34
LINE = 17
BAR = 18
A_LINE = 30
"""Characters for which a line of a subject has room."""

MOST_LINES = 3
LETTERED = 13
"""A narrower bar has no room for its letter."""


@dataclass(frozen=True, slots=True)
class GanttRow:
    """A request as the chart shows it.

    Attributes:
        line: The request.
        number: Its number.
        title: What it is about.
        over: Days over or under the reference, in words; "" for none.
        is_current: Whether the page is about it.
    """

    line: RequestLine
    number: str
    title: str
    over: str
    is_current: bool = False

    @property
    def lines(self) -> list[str]:
        """Its subject in lines that have room."""
        return textwrap.wrap(self.title, A_LINE, max_lines=MOST_LINES, placeholder="…", break_on_hyphens=False)

    @property
    def height(self) -> int:
        """How much room its words take."""
        return LINE * (1 + max(len(self.lines), 1)) + 10


def gantt(rows: Sequence[GanttRow], span: PlayedSpan, holder_name: Callable[[str], str]) -> Chart:
    """Requests by holder; solid waits for a decision, pale is on its way, an open one ends in an arrow.

    Args:
        rows: The requests, in order.
        span: When was played.
        holder_name: What a holder is called.
    """
    height = TOP + sum(row.height for row in rows) + 6
    canvas = Canvas(WIDTH, height)
    axis = Axis(span, LEFT, RIGHT, span.end)
    for place, words in axis.labels():
        canvas.line((place, place), (TOP - 10, height - 4), Ink.LINE, 0.8)
        canvas.text(place, 14, words, Ink.TEXT_3, "center")
    if any(row.over for row in rows):
        canvas.text(WIDTH - 2, 14, _("over, under"), Ink.TEXT_3, "right")
    y = TOP
    for row in rows:
        _row(canvas, row, axis, y)
        y += row.height
    table = tuple(
        (
            row.number,
            row.title,
            "; ".join(
                _(
                    "%(holder)s %(days)s%(kind)s",
                    holder=holder_name(part.holder.value),
                    days=number(part.days, 1),
                    kind=_kind_words(part.kind),
                )
                for part in merged(row.line.stretches)
            ),
            number(row.line.days, 1),
            _over_said(row),
        )
        for row in rows
    )
    longest = max(rows, key=lambda row: row.line.days, default=None)
    still = sum(row.line.is_open for row in rows)
    alt = _("No request to show.")
    if longest is not None:
        alt = _(
            "%(count)s requests, with their days by holder. The longest, %(number)s, was under "
            "way for %(days)s days; still open: %(open)s.",
            count=len(rows),
            number=longest.number,
            days=number(longest.line.days),
            open=still,
        )
    head = (_("Request"), _("Assistance sought"), _("Days by holder, in order"), _("Days"), _("Over or under"))
    return Chart(canvas.svg("gantt"), alt, head, table)


def _row(canvas: Canvas, row: GanttRow, axis: Axis, y: float) -> None:
    canvas.text(2, y + 13, row.number, Ink.INK, strong=row.is_current)
    for place, words in enumerate(row.lines, 1):
        canvas.text(2, y + 13 + LINE * place, words, Ink.TEXT_2)
    top, end = y + 8, axis.left
    base = top + BAR - 5
    for part in merged(row.line.stretches):
        start, end = axis.x(part.start), axis.x(part.end)
        width = max(end - start, 0.8)
        bar(canvas, start, top, width, BAR, holder_ink(part.holder.value), part.kind)
        if width >= LETTERED and part.kind is not TimeKind.PACE:
            _letter(canvas, (start + end) / 2, base, HOLDER_LETTERS[part.holder], part.kind)
    if row.line.stretches and row.line.is_open:
        ink = holder_ink(row.line.stretches[-1].holder.value)
        middle = top + BAR / 2
        canvas.line((end, end + 11), (middle, middle), ink, 1.8)
        canvas.line((end + 7, end + 12, end + 7), (middle - 4, middle, middle + 4), ink, 1.8)
        end += 12
    if row.line.stretches:
        canvas.text(end + 5, base, number(row.line.days), Ink.INK, strong=True)
    canvas.text(WIDTH - 2, base, row.over, Ink.INK if row.over.startswith("+") else Ink.TEXT_3, "right")
    if row.line.is_open:
        canvas.text(WIDTH - 2, base + (LINE if row.over else 0), _("still open"), Ink.TEXT_3, "right")


def _over_said(row: GanttRow) -> str:
    """Days over or under a reference; of an open request they are not the last word."""
    if not row.line.is_open:
        return row.over
    return _("%(over)s, still open", over=row.over) if row.over else _("still open")


def _letter(canvas: Canvas, x: float, y: float, letter: str, kind: TimeKind) -> None:
    if kind is TimeKind.PROTECTED:
        canvas.box(x - 6, y - 11, 12, 14, Ink.GROUND)
    canvas.text(x, y, letter, Ink.GROUND if kind is TimeKind.DECISION else Ink.INK, "center", strong=True)


def _kind_words(kind: TimeKind) -> str:
    return {
        TimeKind.SYSTEM: _(" (queue, transmission, bank)"),
        TimeKind.PROTECTED: _(" (protected)"),
        TimeKind.PACE: _(" (between office hours)"),
    }.get(kind, "")
