"""The charts of the debrief: one to a slide, with words that are read from eight metres.

A slide is 1,024 pixels wide and has 56 on each side; nothing on it is smaller than 20 pixels (the picture guide of the
review, section 2). Holder is colour, kind is fill, as in every other chart.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from simulation.kernel.agenda import DAY
from simulation.kernel.terms import TimeKind
from simulation.review.clock import HolderDays, WholeClock
from simulation.review.flows import PlayedSpan
from simulation.review.strength import Clarity, Strength
from webapp.review.charts.bars import bar
from webapp.review.charts.charts import Chart, add_up, day_of, number
from webapp.review.charts.delay_charts import Step, waterfall_places
from webapp.review.charts.drawing import Canvas, Ink, holder_ink, round_up

WIDTH = 912
SIZE = 20.0
DIGIT = 10.4
"""Room for a strong digit of that size, or for a strong letter of a word."""

LETTER = 9.6
"""Room for a letter of a word of that size."""

APART = 60
"""Room between the middles of two days on an axis."""

HALF_WIDTH = 428


@dataclass(frozen=True, slots=True)
class DeskStep:
    """A step of a request as the slide draws it.

    Attributes:
        label: What was done.
        holder: Whose days.
        kind: What kind of days, those between office hours left out.
        days: How many, those between office hours left out.
        stays: (begin, end, kind) of each stay, in seconds.
        is_open: Whether it still runs.
    """

    label: str
    holder: str
    kind: TimeKind
    days: float
    stays: tuple[tuple[int, int, TimeKind], ...]
    is_open: bool

    @property
    def pace_days(self) -> float:
        """Days of it between office hours."""
        return sum(end - begin for begin, end, kind in self.stays if kind is TimeKind.PACE) / DAY


def _days_line(canvas: Canvas, span: PlayedSpan, left: float, right: float, bottom: float) -> Callable[[float], float]:
    """Ticks at the moves that have room, and the last day; gives days to pixels."""
    end = max(span.end, 1)

    def x(second: float) -> float:
        return left + (right - left) * min(max(second, 0), end) / end

    taken = [x(end)]
    first = _("day %(day)s", day=1)
    for second in dict.fromkeys((0, *span.moves)):
        place, words = x(second), first if second == 0 else number(day_of(second))
        room = DIGIT * (len(first) + len(words) / 2 + 1)
        if second == 0 or (place - left > room and all(abs(place - other) > APART for other in taken[:1] + taken[2:])):
            canvas.text(place, 18, words, Ink.TEXT_3, "left" if second == 0 else "center", size=SIZE)
            canvas.line((place, place), (30, bottom), Ink.LINE, 1.2)
            taken.append(place)
    canvas.text(x(end), 18, number(day_of(end)), Ink.TEXT_3, "center", size=SIZE)
    canvas.line((x(end), x(end)), (30, bottom), Ink.LINE, 1.2)
    return x


def request_steps(
    steps: Sequence[DeskStep], span: PlayedSpan, shown: int, holder_name: Callable[[str], str], alt: str
) -> Chart:
    """The steps of one request, a row each, with whose days they were.

    Args:
        steps: Its steps in the order in which they were reached.
        span: When was played.
        shown: Of how many the bar is drawn.
        holder_name: What a holder is called.
        alt: The finding.
    """
    row, top, right = 33, 34, 850
    left = max([206.0, *(DIGIT * len(step.label) + 16 for step in steps)])
    height = top + row * max(len(steps), 1) + 2
    canvas = Canvas(WIDTH, height)
    x = _days_line(canvas, span, left, right, height)
    told = add_up([step.days for step in steps], round(sum(step.days for step in steps)))
    for index, step in enumerate(steps):
        y = top + row * index
        is_decision = step.kind is TimeKind.DECISION
        canvas.text(0, y + 21, step.label, Ink.INK if is_decision else Ink.TEXT_2, strong=is_decision, size=SIZE)
        if index < shown:
            _desk_step(canvas, step, told[index], y + 2, x, holder_name(step.holder), (left, right))
    head = (_("Step"), _("Holder"), _("Kind"), _("Days"))
    table = tuple(
        (step.label, holder_name(step.holder), kind_name(step.kind), number(days))
        for step, days in zip(steps[:shown], told, strict=False)
    )
    return Chart(canvas.svg("slide-request"), alt, head, table)


def _desk_step(
    canvas: Canvas,
    step: DeskStep,
    told: int,
    y: float,
    x: Callable[[float], float],
    holder: str,
    ends: tuple[float, float],
) -> None:
    """The bar of a step with its days and whose they were: beside the bar where there is room, else upon it."""
    ink = holder_ink(step.holder)
    begin, end = min(x(stay[0]) for stay in step.stays), max(x(stay[1]) for stay in step.stays)
    for start, stop, kind in step.stays:
        place, width = x(start), max(x(stop) - x(start) - 1, 2.0)
        bar(canvas, place, y, width, 25, ink, kind)
    if step.is_open:
        canvas.line((end + 4, end + 20), (y + 12.5, y + 12.5), ink, 2.4)
        canvas.line((end + 13, end + 20, end + 13), (y + 6.5, y + 12.5, y + 18.5), ink, 2.4)
        end += 20
    is_counted = step.days >= 0.5 or bool(told) or not step.pace_days
    days = number(told if is_counted else step.pace_days)
    holder = holder if is_counted else _("not counted")
    canvas.text(end + 8, y + 19, days, Ink.INK if is_counted else Ink.TEXT_3, strong=is_counted, size=SIZE)
    width, after = LETTER * len(holder), end + 15 + DIGIT * len(days)
    has_room_before, has_room_after = begin - 10 - width >= ends[0], after + width <= WIDTH
    if has_room_before and (end > sum(ends) / 2 or not has_room_after):
        canvas.text(begin - 10, y + 19, holder, Ink.TEXT_2, "right", size=SIZE)
    elif has_room_after:
        canvas.text(after, y + 19, holder, Ink.TEXT_2, size=SIZE)
    else:
        canvas.box(begin + 6, y + 2, width + 8, 21, Ink.GROUND)
        canvas.text(begin + 10, y + 19, holder, Ink.TEXT_2, size=SIZE)


def kind_name(kind: TimeKind) -> str:
    """What days of a kind are called on a slide."""
    return {
        TimeKind.DECISION: _("waits for a decision"),
        TimeKind.SYSTEM: _("queues, transmission, banks"),
        TimeKind.PROTECTED: _("protected time"),
        TimeKind.PACE: _("between office hours, counted against nobody"),
    }[kind]


def clock_bars(found: WholeClock, holder_name: Callable[[str], str], alt: str, *, only_decisions: bool) -> Chart:
    """Days of all formal requests by holder; on a second step the days that waited for a decision alone.

    Args:
        found: The clock.
        holder_name: What a holder is called.
        alt: The finding.
        only_decisions: Whether all else is left out.
    """
    row, left, right = 64, 206, 810
    canvas = Canvas(WIDTH, row * len(found.holders))
    most = max((_ends(each) for each in found.holders), default=0) or 1
    for index, each in enumerate(found.holders):
        y = row * index + 8
        canvas.text(0, y + 31, holder_name(each.holder.value), Ink.INK, size=SIZE)
        place = float(left)
        kinds = (TimeKind.DECISION,) if only_decisions else (TimeKind.DECISION, TimeKind.SYSTEM, TimeKind.PROTECTED)
        told = [(kind, days) for kind in kinds if (days := int(getattr(each, kind.value)))]
        outside = ""
        for kind, days in told:
            width = (right - left) * days / most
            bar(canvas, place, y, max(width - 2, 2), 46, holder_ink(each.holder.value), kind)
            words = number(days)
            if width > DIGIT * len(words) + 22 and kind is not TimeKind.PROTECTED:
                ink = Ink.GROUND if kind is TimeKind.DECISION else Ink.INK
                canvas.text(place + 11, y + 30, words, ink, strong=kind is TimeKind.DECISION, size=SIZE)
            else:
                outside = words
            place += width
        if len(told) > 1:
            outside = number(sum(days for _kind, days in told))
        if outside:
            canvas.text(place + 10, y + 30, outside, Ink.INK, strong=True, size=SIZE)
        elif not told:
            canvas.text(place, y + 30, number(0), Ink.TEXT_3, size=SIZE)
    head = (_("Holder"), *(kind_name(kind) for kind in TimeKind))
    table = tuple(
        (holder_name(each.holder.value), *(number(getattr(each, kind.value)) for kind in TimeKind))
        for each in found.holders
    )
    return Chart(canvas.svg("slide-clock"), alt, head, table)


def _ends(each: HolderDays) -> int:
    return each.decision + each.system + each.protected


def cost_rows(steps: Sequence[Step], as_played: float, shown: int, alt: str, head: tuple[str, ...]) -> Chart:
    """The waterfall of the wall: each row with what can be said of it, and where nine runs in ten lie as a line.

    Args:
        steps: The rows from top to bottom, as on the page.
        as_played: Median of the figure over the runs as they were.
        shown: How many rows are drawn.
        alt: The finding.
        head: Headings of the table.
    """
    row, left, right = 41, 300, 660
    canvas = Canvas(WIDTH, row * len(steps) + 4)
    places = waterfall_places(steps, as_played)
    most = round_up(max((max(place) for place in places), default=1.0))
    least = min(0.0, *(min(place) for place in places))
    scale = (right - left) / (most - least)
    zero = left - least * scale
    canvas.line((zero, zero), (0, row * len(steps)), Ink.EDGE, 1.6)
    for index, (step, (begin, end)) in enumerate(zip(steps[:shown], places, strict=False)):
        y = row * index + 3
        canvas.text(0, y + 22, step.label, Ink.INK, strong=step.is_total, size=SIZE)
        low, high = sorted((zero + begin * scale, zero + end * scale))
        is_grey = not step.is_total and (step.found is None or not step.found.is_clear)
        if step.is_left:
            canvas.outline(low, y + 2, max(high - low, 1), 26, Ink.INK)
        else:
            canvas.box(low, y + 2, max(high - low, 2), 26, Ink.EDGE if is_grey else step.ink, 0.45 if is_grey else None)
        if step.found is not None and step.found.clarity is not Clarity.SAME:
            _band(
                canvas, (as_played if step.is_total else begin), step.found, y + 33, lambda value: zero + value * scale
            )
        is_as_played = step.is_total and step.found is None
        if (high - low > 100 and step.is_total and not step.is_left) or is_as_played:
            ink = Ink.GROUND if is_as_played else Ink.INK
            canvas.text(high - 8, y + 22, step.amount, ink, "right", strong=True, size=SIZE)
        elif step.is_total:
            canvas.text(high + 8, y + 22, step.amount, Ink.INK, strong=True, size=SIZE)
        else:
            canvas.text(low - 8, y + 22, step.amount, Ink.INK, "right", strong=not is_grey, size=SIZE)
        is_clear = step.found is not None and step.found.is_clear
        canvas.text(
            WIDTH, y + 22, step.briefly, Ink.INK if is_clear else Ink.TEXT_2, "right", strong=is_clear, size=SIZE
        )
    table = tuple((step.label, step.amount, step.band, step.said) for step in steps[:shown])
    return Chart(canvas.svg("slide-cost"), alt, head, table)


def _band(canvas: Canvas, base: float, found: Strength, y: float, x: Callable[[float], float]) -> None:
    ends = (x(base + found.low), x(base + found.high))
    canvas.line(ends, (y, y), Ink.TEXT_2, 2)
    for end in ends:
        canvas.line((end, end), (y - 4, y + 4), Ink.TEXT_2, 2)


def half_dots(
    name: str, found: Strength, ink: Ink, ends: tuple[str, str], alt: str, row: tuple[str, ...], head: tuple[str, ...]
) -> Chart:
    """One dot a run around a zero line, stacked where runs lie close; left is less, right is more.

    Args:
        name: Keeps the drawing's ids apart.
        found: The differences.
        ink: The colour of its holder.
        ends: What stands at the left and at the right end of the scale.
        alt: The finding.
        row: Its numbers.
        head: Headings of the table.
    """
    height, base = 150, 116
    canvas = Canvas(HALF_WIDTH, height)
    most = max((abs(each) for each in found.differences), default=0.0) or 1.0
    zero, half = HALF_WIDTH / 2, HALF_WIDTH / 2 - 16

    def x(value: float) -> float:
        return zero + half * value / most

    if found.clarity is not Clarity.SAME:
        canvas.box(x(found.low), 14, max(x(found.high) - x(found.low), 2), base - 14, Ink.LINE)
    canvas.line((0, HALF_WIDTH), (base, base), Ink.EDGE, 1.4)
    canvas.line((zero, zero), (6, base + 4), Ink.INK, 2)
    across = 15
    columns: dict[int, int] = {}
    for value in sorted(each for each in found.differences if each):
        column = round(x(value) / across)
        height_there = columns[column] = columns.get(column, 0) + 1
        canvas.dot(column * across, base - 8 - 14.5 * min(height_there - 1, 6), 6.6, ink)
    if found.same:
        canvas.ring(zero, 24, 18, number(found.same), size=SIZE)
    canvas.text(0, height - 8, ends[0], Ink.TEXT_2, size=SIZE)
    canvas.text(zero, height - 8, number(0), Ink.TEXT_2, "center", size=SIZE)
    canvas.text(HALF_WIDTH, height - 8, ends[1], Ink.TEXT_2, "right", size=SIZE)
    return Chart(canvas.svg(name), alt, head, (row,))
