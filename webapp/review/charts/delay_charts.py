"""The charts of the cost of delay: a waterfall, the dots of the runs behind it, and the whole clock by holder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from flask_babel import gettext as _

from simulation.kernel.agenda import DAY
from simulation.kernel.terms import TimeKind
from simulation.review.clock import HolderDays, WholeClock
from simulation.review.flows import Apart, PlayedSpan
from simulation.review.strength import Clarity, Strength
from webapp.review.charts.charts import Chart, number
from webapp.review.charts.drawing import Canvas, Ink, holder_ink, round_up

COMPONENT_INK = {
    "asking": Ink.REQUESTING,
    "answering": Ink.REQUESTED,
    "offices": Ink.EDGE,
    "channel": Ink.CHANNEL,
    "third": Ink.THIRD_PARTY,
}
"""Holder is colour; offices stand on both sides and have none."""


@dataclass(frozen=True, slots=True)
class Step:
    """A row of the waterfall.

    Attributes:
        label: What is different.
        found: Its difference over the runs; None for as played.
        ink: Its colour.
        is_total: A bar from zero: the figure under it, not a step.
        is_left: The last bar, an outline.
        amount: Its difference, or for a total the figure, in words.
        band: Where nine runs in ten lie, in words.
        said: What can be said of it.
        rest: What the steps before leave of the whole, drawn without a band; None for every other row.
    """

    label: str
    found: Strength | None
    ink: Ink
    amount: str
    band: str = ""
    said: str = ""
    briefly: str = ""
    is_total: bool = False
    is_left: bool = False
    rest: float | None = None

    @property
    def length(self) -> float:
        """How far its bar reaches from where it begins."""
        if self.rest is not None:
            return self.rest
        return self.found.median if self.found is not None else 0.0


def waterfall_places(steps: Sequence[Step], as_played: float) -> list[tuple[float, float]]:
    """From where to where each bar goes: totals from zero, each step from the end of the one before.

    Args:
        steps: The rows from top to bottom.
        as_played: Median of the figure over the runs as they were.
    """
    reached = as_played
    places: list[tuple[float, float]] = []
    for step in steps:
        if step.is_total:
            places.append((0.0, as_played + step.length))
        else:
            places.append((reached, reached + step.length))
            reached += step.length
    return places


def waterfall(steps: Sequence[Step], as_played: float, alt: str, head: tuple[str, ...]) -> Chart:
    """Total bars from zero, steps that hang at the end of the one before, the last bar as an outline.

    Args:
        steps: The rows from top to bottom.
        as_played: Median of the figure over the runs as they were.
        alt: The finding.
        head: Headings of the table.
    """
    width, row, top, left, right = 960, 46, 8, 250, 600
    canvas = Canvas(width, top + row * len(steps) + 6)
    places = waterfall_places(steps, as_played)
    most = round_up(max((max(place) for place in places), default=1.0))
    least = min(0.0, *(min(place) for place in places))
    zero = left + (right - left) * (0.0 - least) / (most - least)

    def x(value: float) -> float:
        return zero + (right - left) * value / (most - least)

    canvas.line((zero, zero), (top, top + row * len(steps)), Ink.EDGE, 1.4)
    for index, (step, (begin, end)) in enumerate(zip(steps, places, strict=True)):
        y = top + row * index
        canvas.text(8, y + 24, step.label, Ink.INK, strong=step.is_total)
        low, high = sorted((x(begin), x(end)))
        if step.is_left:
            canvas.outline(low, y + 8, max(high - low, 1), 24, Ink.INK)
        else:
            is_grey = not step.is_total and (step.found is None or not step.found.is_clear)
            canvas.box(
                low, y + 8, max(high - low, 1.5), 24, Ink.EDGE if is_grey else step.ink, 0.45 if is_grey else None
            )
        if step.found is not None and step.found.clarity is not Clarity.SAME:
            base = as_played if step.is_total else begin
            ends_of = (x(base + step.found.low), x(base + step.found.high))
            canvas.line(ends_of, (y + 37, y + 37), Ink.TEXT_2, 1.8)
            for end_of in ends_of:
                canvas.line((end_of, end_of), (y + 33, y + 41), Ink.TEXT_2, 1.8)
        canvas.text(max(high, zero) + 8, y + 25, step.amount, Ink.INK, strong=True)
        is_strong = step.found is not None and step.found.is_clear
        canvas.text(width - 8, y + 18, step.said, Ink.INK if is_strong else Ink.TEXT_2, "right", strong=is_strong)
        canvas.text(width - 8, y + 35, step.band, Ink.TEXT_2, "right")
    table = tuple((step.label, step.amount, step.band, step.said) for step in steps)
    return Chart(canvas.svg("waterfall"), alt, head, table)


@dataclass(frozen=True, slots=True)
class DotRow:
    """One comparison, run by run; `ends` is what the two ends of its own scale mean."""

    label: str
    found: Strength
    ink: Ink
    said: str
    median: str
    low: str
    high: str
    ends: tuple[str, str] = field(default=("", ""), kw_only=True)


MOST_ACROSS = 9
"""Dots that stand above each other in one place at most."""


def dots(name: str, rows: Sequence[DotRow], alt: str, head: tuple[str, ...], *, one_scale: bool = True) -> Chart:
    """One dot a run around a zero line: left is less, right is more; a ring counts the runs that did not change.

    Args:
        name: Keeps the drawing's ids apart.
        rows: The comparisons.
        alt: The finding.
        head: Headings of the table.
        one_scale: Whether all are of one figure, and drawn on one scale.
    """
    width, row, top, left, right = 960, 74, 26, 250, 650
    canvas = Canvas(width, top + row * len(rows) + 4)
    widest = [max((abs(value) for value in each.found.differences), default=0.0) for each in rows]
    zero, half = (left + right) / 2, (right - left) / 2 - 10
    canvas.text(zero - 10, 14, _("less than in the exercise as played"), Ink.TEXT_3, "right")
    canvas.text(zero + 10, 14, _("more"), Ink.TEXT_3)
    for index, each in enumerate(rows):
        y = top + row * index
        middle = y + row / 2
        most = (max(widest) if one_scale else widest[index]) or 1.0
        canvas.line((0, width), (y, y), Ink.LINE)
        canvas.text(8, middle + 4, each.label, Ink.INK)
        if each.found.clarity is not Clarity.SAME:
            low, high = (zero + half * end / most for end in (each.found.low, each.found.high))
            canvas.box(low, y + 8, max(high - low, 1), row - 16, Ink.LINE)
            place = zero + half * each.found.median / most
            canvas.line((place, place), (y + 6, y + row - 6), Ink.INK, 3)
        canvas.line((zero, zero), (y + 4, y + row - 4), Ink.EDGE, 1.4)
        if widest[index]:
            canvas.text(left, y + row - 5, each.ends[0], Ink.TEXT_3)
            canvas.text(right, y + row - 5, each.ends[1], Ink.TEXT_3, "right")
        _stack(canvas, [zero + half * value / most for value in each.found.differences if value], middle, each.ink)
        if each.found.same:
            canvas.ring(zero, middle, 12, number(each.found.same))
        is_clear = each.found.is_clear
        canvas.text(width - 8, middle - 4, each.median, Ink.INK, "right", strong=True)
        canvas.text(width - 8, middle + 14, each.said, Ink.INK if is_clear else Ink.TEXT_2, "right")
    table = tuple((each.label, each.median, each.low, each.high, each.said) for each in rows)
    return Chart(canvas.svg(name), alt, head, table)


def _stack(canvas: Canvas, places: Sequence[float], middle: float, ink: Ink) -> None:
    """Dots beside each other where there is room, else above and below the middle."""
    taken: dict[int, int] = {}
    for place in sorted(places):
        column = round(place / 8)
        number_there = taken.get(column, 0)
        taken[column] = number_there + 1
        up = (number_there + 1) // 2 * (1 if number_there % 2 else -1)
        canvas.dot(column * 8, middle + 7 * up if number_there < MOST_ACROSS else middle, 3.6, ink)


def apart_by_day(
    found: Apart,
    span: PlayedSpan,
    scaled: Callable[[float], float],
    said: Callable[[float], str],
    alt: str,
    last_day: int,
) -> Chart:
    """How far runs with every wait shortened are from themselves as played, by day: median, band, zero, end of play.

    Args:
        found: The differences.
        span: When was played.
        scaled: An amount in the unit that is drawn.
        said: A difference in words.
        alt: The finding.
        last_day: What the last of its days is called: the moment after it, at which the epilogue ends.
    """
    days = found.days
    width, height, left, right, top, bottom = 960, 250, 110, 800, 22, 206
    canvas = Canvas(width, height)
    most = round_up(max(1.0, *(abs(scaled(each)) for each in (*found.low, *found.high))))
    middle, last = (top + bottom) / 2, days[-1]

    def x(day: float) -> float:
        return left + (right - left) * day / last

    def y(value: float) -> float:
        return middle - (bottom - top) / 2 * scaled(value) / most

    band = [(x(day), y(low), y(high)) for day, low, high in zip(days, found.low, found.high, strict=True)]
    for (before, _low, _high), (place, low, high) in pairwise([(x(0), middle, middle), *band]):
        canvas.box(before, min(low, high), place - before, max(abs(low - high), 0.5), Ink.LINE)
    canvas.line((left, right), (middle, middle), Ink.EDGE, 1.4)
    canvas.text(left - 8, middle + 4, _("as played"), Ink.TEXT_3, "right")
    for end, place in ((most, top), (-most, bottom)):
        canvas.text(left - 8, place + 4, said(end / scaled(1.0)), Ink.TEXT_3, "right")
    ended = x(min(span.end / DAY + 1, last))
    canvas.line((ended, ended), (top, bottom), Ink.EDGE, 1.4, (4.0, 3.0))
    canvas.text(ended + 5, top - 6, _("end of play"), Ink.TEXT_3)
    canvas.line([x(0), *(x(day) for day in days)], [middle, *map(y, found.medians)], Ink.ACCENT, 2.4)
    for day, name in ((days[len(days) // 2], days[len(days) // 2]), (last, last_day)):
        canvas.text(x(day), bottom + 22, _("day %(day)s", day=number(name)), Ink.TEXT_3, "center")
    canvas.text(right + 10, y(found.medians[-1]) + 4, said(found.medians[-1]), Ink.INK)
    head = (_("Day"), _("Median"), _("Nine runs in ten: from"), _("to"))
    rows = tuple(
        (number(last_day if day == last else day), *(said(each) for each in ends))
        for day, *ends in zip(days, found.medians, found.low, found.high, strict=True)
    )
    return Chart(canvas.svg(f"apart-{found.figure.key}"), alt, head, rows)


def clock(found: WholeClock, holder_name: Callable[[str], str], alt: str) -> Chart:
    """Days by holder: solid waits for a decision, pale a queue or the way, hatched the law's own, dotted nobody's."""
    width, row, top, left, right = 960, 44, 30, 200, 840
    rows = [each for each in found.holders if each.decision + each.system + each.protected + each.pace]
    canvas = Canvas(width, top + row * max(len(rows), 1) + 4)
    most = max((each.decision + each.system + each.protected + each.pace for each in rows), default=1)
    canvas.text(left, 14, _("dotted: days between office hours, not counted against anybody"), Ink.TEXT_3)
    for index, each in enumerate(rows):
        y = top + row * index
        canvas.text(8, y + 20, holder_name(each.holder.value), Ink.INK)
        end = left + _holder_bar(canvas, each, left, y, (right - left) / most)
        canvas.text(end + 8, y + 20, number(each.decision + each.system + each.protected), Ink.INK, strong=True)
    head = (
        _("Holder"),
        _("Waits for a decision, days"),
        _("Queues, transmission and banks, days"),
        _("Protected time, days"),
        _("Between office hours, days"),
    )
    kinds = (TimeKind.DECISION, TimeKind.SYSTEM, TimeKind.PROTECTED, TimeKind.PACE)
    table = (
        *(
            (holder_name(each.holder.value), *(number(getattr(each, kind.value)) for kind in kinds))
            for each in found.holders
        ),
        (_("Total"), *(number(found.total(kind)) for kind in kinds)),
    )
    return Chart(canvas.svg("clock"), alt, head, table)


def _holder_bar(canvas: Canvas, each: HolderDays, left: float, y: float, scale: float) -> float:
    """The bar of a holder; gives its length."""
    ink = holder_ink(each.holder.value)
    place = 0.0
    for name, alpha in (("decision", None), ("system", 0.3), ("protected", None), ("pace", None)):
        length = getattr(each, name) * scale
        if length < 0.5:
            continue
        if name == "pace":
            canvas.outline(left + place + 2, y + 4, max(length - 3, 1), 22, Ink.EDGE, dotted=True)
        else:
            canvas.box(left + place, y + 4, max(length - 1, 1), 22, ink, alpha)
        if name == "protected":
            canvas.box(left + place, y + 4, max(length - 1, 1), 22, Ink.HATCH)
        place += length
    return place
