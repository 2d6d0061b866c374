"""The charts of the review: each a drawing, a sentence with its finding, and its numbers as a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from babel.numbers import NumberFormatError, parse_decimal
from flask_babel import format_decimal, get_locale
from flask_babel import gettext as _
from markupsafe import Markup

from simulation.kernel.agenda import DAY
from simulation.review.flows import FlowDay, PlayedSpan
from simulation.review.record_reading import RecordReading
from simulation.scenario.schema.scenario import Currency
from webapp.review.charts.drawing import Canvas, Ink, round_up, stroke_class


@dataclass(frozen=True, slots=True)
class ChartEnd:
    """A line or band of a chart with its name and where it ends, for a screen too narrow for words beside it.

    Attributes:
        style: Class of its colour.
        label: Its name.
        value: Where it ends, with its unit.
        dashes: Of a line, its dashes; "" for a solid one.
        alpha: Of a band, how strong it is; None for a line.
    """

    style: str
    label: str
    value: str
    dashes: str = ""
    alpha: float | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with what it says in words and in numbers."""

    svg: Markup
    alt: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    ends: tuple[ChartEnd, ...] = ()


def number(value: float, digits: int = 0) -> str:
    """A number in the language of the page."""
    rounded = round(value, digits)
    text: str = format_decimal(rounded + 0.0 if digits else int(rounded))
    return text.replace("-", "\u2212")


def numeral(text: str) -> float | int | None:
    """The number that `number` or `signed` wrote, in the language of the page; None for words."""
    plain = text.removeprefix("+").replace("\u2212", "-")
    try:
        found = parse_decimal(plain, get_locale() or "en")
    except NumberFormatError:
        return None
    return int(found) if found == int(found) else float(found)


def signed(value: float, digits: int = 0) -> str:
    """A number with its sign; zero without one."""
    text = number(value, digits)
    return f"+{text}" if round(value, digits) > 0 else text


def add_up(parts: Sequence[float], total: int) -> tuple[int, ...]:
    """Whole numbers that together are a total as it is shown: each is its part rounded up or down.

    Args:
        parts: Exact values.
        total: What they have to come to, at most one a part away from their sum.
    """
    found = [int(part // 1) for part in parts]
    order = sorted((place for place, part in enumerate(parts) if part), key=lambda place: found[place] - parts[place])
    for place in order[: max(total - sum(found), 0)]:
        found[place] += 1
    return tuple(found)


def day_of(second: int) -> int:
    """The day of a second, as people count."""
    return second // DAY + 1


def shown_days(reading: RecordReading) -> tuple[FlowDay, ...]:
    """The days of the charts: those of play, so that a chart ends with the figures of the end of play.

    The days of the epilogue are in the table to download.
    """
    return reading.flows[: reading.span.end // DAY + 1]


class Axis:
    """Days to pixels, with ticks at the moves."""

    def __init__(self, span: PlayedSpan, left: float, right: float, last: int) -> None:
        """Ticks at the moves, at the end of play and at the last second, where there is room."""
        self.left, self.right, self.last = left, right, max(last, DAY)
        self.ticks = [0, *(at for at in span.moves if at > DAY)]
        for end in (span.end, last):
            if all(abs(end - tick) > self.last * 0.05 for tick in self.ticks):
                self.ticks.append(end)

    def x(self, second: float) -> float:
        """The place of a second."""
        return self.left + (self.right - self.left) * min(max(second, 0), self.last) / self.last

    def labels(self) -> list[tuple[float, str]]:
        """Places and words of the ticks, those left out that would touch the one before."""
        found: list[tuple[float, str]] = []
        for tick in sorted(self.ticks):
            place = self.x(tick)
            if not found:
                found.append((place, _("day %(day)s", day=1)))
            elif place - found[-1][0] >= (52 if len(found) == 1 else 36):
                found.append((place, number(day_of(tick))))
        return found


@dataclass(frozen=True, slots=True)
class Series:
    """A line of a chart over the days."""

    label: str
    values: Sequence[float]
    ink: Ink
    dashes: tuple[float, float] | None = None


OTHER_SERIES: tuple[tuple[Ink, tuple[float, float] | None], ...] = (
    (Ink.INK, None),
    (Ink.ACCENT, (6.0, 3.0)),
    (Ink.EDGE, (2.0, 2.0)),
)
"""Ink and dash of the first, second and third line of a chart that shows no holder."""


def over_time(
    name: str, series: Sequence[Series], span: PlayedSpan, unit: Callable[[float], str], days: int, alt: str
) -> Chart:
    """Up to three lines over days, labelled at their ends."""
    width, height, left, right, top, bottom = 620, 230, 56, 470, 12, 200
    canvas = Canvas(width, height)
    axis = Axis(span, left, right, (days - 1) * DAY)
    most = round_up(max((max(each.values, default=0) for each in series), default=1))
    for step in range(5):
        y = bottom - (bottom - top) * step / 4
        canvas.line((left, right), (y, y), Ink.EDGE if step == 0 else Ink.LINE, 1.0 if step == 0 else 0.8)
        canvas.text(left - 8, y + 4.5, tick_said(most * step / 4), Ink.TEXT_3, "right")
    for place, words in axis.labels():
        canvas.text(place, bottom + 20, words, Ink.TEXT_3, "center")
    ends = apart([bottom - (bottom - top) * (each.values[-1] if each.values else 0) / most for each in series], 32)
    for each, y_label in zip(series, ends, strict=True):
        xs, ys = _thin(each.values, axis, lambda value: bottom - (bottom - top) * value / most)
        canvas.line(xs, ys, each.ink, 2.2, each.dashes)
        canvas.text(right + 10, y_label, each.label, each.ink if each.ink is not Ink.EDGE else Ink.TEXT_2, strong=True)
        canvas.text(right + 10, y_label + 16, unit(each.values[-1] if each.values else 0), Ink.TEXT_3)
    every = max(1, days // 24)
    shown = sorted({*range(0, days, every), days - 1})
    rows = tuple((number(day + 1), *(number(each.values[day]) for each in series)) for day in shown)
    told = tuple(
        ChartEnd(
            stroke_class(each.ink),
            each.label,
            unit(each.values[-1] if each.values else 0),
            dashes=" ".join(f"{length:g}" for length in each.dashes or ()),
        )
        for each in series
    )
    return Chart(canvas.svg(name), alt, (_("Day"), *(each.label for each in series)), rows, told)


def tick_said(value: float) -> str:
    """A number on an axis, with a digit where it needs one."""
    return number(value, 0 if value >= 10 or value == int(value) else 1)


def _thin(values: Sequence[float], axis: Axis, y: Callable[[float], float]) -> tuple[list[float], list[float]]:
    """A step line with a point only where the value changes."""
    xs, ys = [axis.x(0)], [y(values[0])]
    for day in range(1, len(values)):
        if values[day] != values[day - 1]:
            xs += [axis.x(day * DAY), axis.x(day * DAY)]
            ys += [y(values[day - 1]), y(values[day])]
    xs.append(axis.x((len(values) - 1) * DAY))
    ys.append(y(values[-1]))
    return xs, ys


def apart(places: Sequence[float], least: float) -> list[float]:
    """Places of labels of two lines, moved down or up as little as keeps them apart and above the days below."""
    order = sorted(range(len(places)), key=lambda index: places[index])
    moved = list(places)
    for before, after in pairwise(order):
        moved[after] = max(moved[after], moved[before] + least)
    spill = max((moved[index] for index in order), default=0) - 180
    if spill > 0:
        for index in order:
            moved[index] -= spill
    for after, before in pairwise(order[::-1]):
        moved[before] = min(moved[before], moved[after] - least)
    return [max(place + 4, 14) for place in moved]


def goods(days: Sequence[FlowDay], span: PlayedSpan) -> Chart:
    """Goods delivered and seized since day 1."""
    delivered = [day.flows.drugs_delivered_g / 1000 for day in days]
    seized = [day.flows.drugs_seized_g / 1000 for day in days]
    alt = _(
        "By day %(day)s, %(moment)s, %(delivered)s kg had been delivered and %(seized)s kg seized.",
        day=number(days[-1].day),
        moment=_moment(span),
        delivered=number(delivered[-1]),
        seized=number(seized[-1]),
    )
    lines = (
        Series(_("Delivered"), delivered, *OTHER_SERIES[0]),
        Series(_("Seized"), seized, *OTHER_SERIES[1]),
    )
    return over_time("goods", lines, span, lambda value: _("%(kg)s kg", kg=number(value)), len(days), alt)


def money(days: Sequence[FlowDay], span: PlayedSpan, currency: Currency) -> Chart:
    """Money that came home clean, against money that is frozen or was confiscated."""
    unit = 1000 * 10**currency.minor_digits
    laundered = [day.flows.money_laundered_minor / unit for day in days]
    frozen = [day.flows.money_frozen_minor / unit for day in days]
    confiscated = [day.flows.money_confiscated_minor / unit for day in days]
    alt = _(
        "By day %(day)s, %(moment)s, %(laundered)s thousand %(code)s of laundered money had reached "
        "the organisers; %(frozen)s thousand were frozen and %(confiscated)s thousand confiscated.",
        day=number(days[-1].day),
        moment=_moment(span),
        laundered=number(laundered[-1]),
        frozen=number(frozen[-1]),
        confiscated=number(confiscated[-1]),
        code=currency.code,
    )
    lines = (
        Series(_("Laundered"), laundered, *OTHER_SERIES[0]),
        Series(_("Frozen now"), frozen, *OTHER_SERIES[1]),
        Series(_("Confiscated"), confiscated, *OTHER_SERIES[2]),
    )
    return over_time("money", lines, span, number, len(days), alt)


def _moment(span: PlayedSpan) -> str:
    """What the last day of a chart is."""
    return _("the end of play") if span.is_ended else _("today")
