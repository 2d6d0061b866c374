"""The charts of the case: waiting with the ends that compete with an answer, money that adds up, a funnel, the network.

Each has a sentence as its title, its unit, and its numbers as a table; nobody at risk is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from flask_babel import gettext as _

from simulation.exercise.outcome.waiting import Waiting, WaitStep
from simulation.kernel.agenda import DAY
from simulation.review.flows import FlowDay
from simulation.review.network_places import NetworkPlace
from simulation.scenario.schema.functions import Function
from webapp.review.charts.charts import Chart, ChartEnd, apart, number, tick_said
from webapp.review.charts.drawing import Canvas, Ink, fill_class, round_up

LEFT, RIGHT, TOP, BOTTOM = 56, 470, 12, 200

FEW = 5
"""The bar of the longest step of a funnel is full from this count on: one letter is no full bar."""


def whole_ticks(last: float) -> list[int]:
    """Up to five whole numbers from 0 to the end of an axis, none of them twice."""
    return sorted({round(last * part / 4) for part in range(5)})


@dataclass(frozen=True, slots=True)
class Band:
    """A band of a stack.

    Attributes:
        label: What it is.
        values: (place on the x axis, height), in order.
        ink: Its colour.
        alpha: How strong it is.
    """

    label: str
    values: Sequence[tuple[float, float]]
    ink: Ink
    alpha: float


def _stack(
    canvas: Canvas, bands: Sequence[Band], most: float, x: Callable[[float], float], told: Sequence[str]
) -> None:
    """Bands above each other as steps, labelled at the right where they have a height."""
    base = [0.0] * len(bands[0].values)
    middles, labels = [], []
    for band, words in zip(bands, told, strict=True):
        top = [low + height for low, (_at, height) in zip(base, band.values, strict=True)]
        upper, lower = (
            _steps([at for at, _height in band.values], top, most, x),
            _steps([at for at, _height in band.values], base, most, x),
        )
        if max(top) > 0:
            canvas.area([*upper, *reversed(lower)], band.ink, band.alpha)
        if band.values[-1][1] > most * 0.004:
            middles.append(BOTTOM - (BOTTOM - TOP) * (base[-1] + top[-1]) / 2 / most)
            labels.append((band, words))
        base = top
    for (band, words), y in zip(labels, apart(middles, 32), strict=True):
        canvas.text(RIGHT + 10, y, band.label, Ink.INK, strong=True)
        canvas.text(RIGHT + 10, y + 16, words, Ink.TEXT_3)


def _ends(bands: Sequence[Band], told: Sequence[str]) -> tuple[ChartEnd, ...]:
    """The bands that end with a height, from top to bottom, in words."""
    found = [
        ChartEnd(fill_class(band.ink), band.label, words, alpha=band.alpha)
        for band, words in zip(bands, told, strict=True)
        if band.values[-1][1]
    ]
    return tuple(reversed(found))


def _steps(
    places: Sequence[float], values: Sequence[float], most: float, x: Callable[[float], float]
) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    for at, value in zip(places, values, strict=True):
        y = BOTTOM - (BOTTOM - TOP) * value / most
        if found:
            found.append((x(at), found[-1][1]))
        found.append((x(at), y))
    return found


def waiting_curve(found: Waiting, alt: str) -> Chart:
    """Share of the letters begun in play by what became of them, by days since they left; what is left waits.

    The axis ends at the longest wait, and below it stands on how many letters the estimate rests.

    Args:
        found: How long they wait.
        alt: The finding.
    """
    canvas = Canvas(620, 258)
    steps = [WaitStep(0, found.begun, *([Fraction(0)] * 4)), *found.steps]
    last = max(found.longest, DAY)

    def x(second: float) -> float:
        return LEFT + (RIGHT - LEFT) * second / last

    for share in range(5):
        y = BOTTOM - (BOTTOM - TOP) * share / 4
        canvas.line((LEFT, RIGHT), (y, y), Ink.EDGE if share == 0 else Ink.LINE, 1.0 if share == 0 else 0.8)
        canvas.text(LEFT - 8, y + 4.5, _per_cent(share / 4), Ink.TEXT_3, "right")
    *days, end = whole_ticks(last / DAY)
    for day, at in (*((each, each * DAY) for each in days), (end, last)):
        canvas.text(x(at), BOTTOM + 20, number(day), Ink.TEXT_3, "center")
        canvas.text(x(at), BOTTOM + 44, number(found.followed(at)), Ink.TEXT_2, "center")
    canvas.text(RIGHT + 24, BOTTOM + 20, _("days"), Ink.TEXT_3)
    canvas.text(RIGHT + 24, BOTTOM + 44, _("still followed"), Ink.TEXT_2)

    def band(label: str, ink: Ink, alpha: float, share: Callable[[WaitStep], Fraction]) -> Band:
        drawn = [(step.seconds, float(share(step))) for step in steps]
        return Band(label, [*drawn, (last, drawn[-1][1])], ink, alpha)

    bands = (
        band(_("Answered"), Ink.ACCENT, 0.75, lambda step: step.answered - step.refused),
        band(_("Refused"), Ink.COURT, 0.6, lambda step: step.refused),
        band(_("Withdrawn"), Ink.EDGE, 0.7, lambda step: step.withdrawn),
        band(_("Never sent"), Ink.EDGE, 0.3, lambda step: step.never_sent),
    )
    told = [_("%(share)s, estimate", share=_per_cent(each.values[-1][1])) for each in bands]
    _stack(canvas, bands, 1.0, x, told)
    half = BOTTOM - (BOTTOM - TOP) / 2
    canvas.line((LEFT, RIGHT), (half, half), Ink.INK, 1.2, (4.0, 3.0))
    head = (
        _("Days since the letter left"),
        _("Letters that waited at least that long"),
        *(each.label for each in bands),
    )
    rows = tuple(
        (
            number(step.seconds / DAY, 1),
            number(step.at_risk),
            *(_per_cent(each.values[place][1]) for each in bands),
        )
        for place, step in enumerate(steps)
        if place
    )
    return Chart(canvas.svg("waiting"), alt, head, rows, _ends(bands, told))


def _per_cent(share: float) -> str:
    return _("%(share)s %%", share=number(100 * share))


def held_money(days: Sequence[FlowDay], digits: int, alt: str) -> Chart:
    """All money that authorities came to hold, by what became of it: the bands add up to the line above them.

    Args:
        days: Days to draw.
        digits: Digits of the currency's minor unit.
        alt: The finding.
    """
    canvas = Canvas(620, 234)
    unit = 1000 * 10**digits
    last = max(len(days) - 1, 1)
    most = round_up(max((held_in_all(day) for day in days), default=0) / unit)

    def x(day: float) -> float:
        return LEFT + (RIGHT - LEFT) * day / last

    for part in range(5):
        y = BOTTOM - (BOTTOM - TOP) * part / 4
        canvas.line((LEFT, RIGHT), (y, y), Ink.EDGE if part == 0 else Ink.LINE, 1.0 if part == 0 else 0.8)
        canvas.text(LEFT - 8, y + 4.5, tick_said(most * part / 4), Ink.TEXT_3, "right")
    for at in whole_ticks(last):
        canvas.text(x(at), BOTTOM + 20, number(at + 1), Ink.TEXT_3, "center")

    def band(label: str, ink: Ink, alpha: float, amount: Callable[[FlowDay], int]) -> Band:
        return Band(label, [(place, amount(day) / unit) for place, day in enumerate(days)], ink, alpha)

    bands = (
        band(_("Frozen now"), Ink.ACCENT, 0.75, lambda day: day.flows.money_frozen_minor),
        band(_("Confiscated"), Ink.INK, 0.75, taken_of_held),
        band(_("Released"), Ink.EDGE, 0.45, lambda day: day.flows.money_released_minor),
    )
    told = [number(each.values[-1][1]) for each in bands]
    _stack(canvas, bands, most, x, told)
    head = (_("Day"), *(each.label for each in bands), _("Held in total"))
    every = max(1, len(days) // 16)
    shown = sorted({*range(0, len(days), every), len(days) - 1})
    rows = tuple(
        (
            number(days[place].day),
            *(number(each.values[place][1], 1) for each in bands),
            number(held_in_all(days[place]) / unit, 1),
        )
        for place in shown
    )
    return Chart(canvas.svg("held"), alt, head, rows, _ends(bands, told))


def taken_of_held(day: FlowDay) -> int:
    """Money that courts took of what was held before, in minor units."""
    return day.flows.money_confiscated_minor - day.flows.money_confiscated_free_minor


def held_in_all(day: FlowDay) -> int:
    """All money that authorities held since before day 1, in minor units; what became of it adds up to this."""
    return day.flows.money_frozen_at_start_minor + day.flows.money_ever_frozen_minor


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """A step of the case.

    Attributes:
        label: What is counted.
        count: How many.
        lost: What was lost on the way to it, in words; "" for nothing.
    """

    label: str
    count: int
    lost: str


def funnel(groups: Sequence[Sequence[FunnelStep]], alt: str) -> Chart:
    """Steps from top to bottom, a bar as long as its count; each group is measured by its own longest step.

    Args:
        groups: Steps that follow from each other.
        alt: The finding.
    """
    row, left, right, gap = 40, 210, 520, 18
    height = sum(row * len(group) for group in groups) + gap * (len(groups) - 1) + 6
    canvas = Canvas(960, height)
    y = 0
    for group in groups:
        most = max(FEW, *(step.count for step in group))
        for step in group:
            length = (right - left) * step.count / most
            canvas.text(8, y + 24, step.label, Ink.INK)
            canvas.box(left, y + 8, max(length, 1.5), 24, Ink.ACCENT, 0.8)
            canvas.text(left + max(length, 1.5) + 8, y + 25, number(step.count), Ink.INK, strong=True)
            canvas.text(952, y + 25, step.lost, Ink.TEXT_2, "right")
            y += row
        y += gap
    rows = tuple((step.label, number(step.count), step.lost) for group in groups for step in group)
    return Chart(canvas.svg("funnel"), alt, (_("Step"), _("Count"), _("Lost on the way")), rows)


def network(found: Sequence[NetworkPlace], names: Mapping[Function, str], alt: str) -> Chart:
    """The same places before and after: a dot is held, a ring is lost, a number in it is days to a successor.

    A dash is a place that nobody held and nobody left.

    Args:
        found: The places.
        names: What a function is called.
        alt: The finding.
    """
    across, step, row, left, right = 10, 32.0, 31, 290, 628
    functions = [each for each in Function if any(place.function is each for place in found)]
    lines = {each: -(-sum(place.function is each for place in found) // across) for each in functions}
    canvas = Canvas(960, 34 + sum(18 + row * lines[each] for each in functions))
    canvas.text(left, 16, _("Before, day 1"), Ink.TEXT_3)
    canvas.text(right, 16, _("After play"), Ink.TEXT_3)
    rows = []
    y = 34.0
    for function in functions:
        own = [each for each in found if each.function is function]
        canvas.line((0, 960), (y, y), Ink.LINE)
        canvas.text(8, y + 26, names[function], Ink.INK)
        for place, each in enumerate(own):
            at, middle = 12 + step * (place % across), y + 24 + row * (place // across)
            if each.was_held:
                canvas.dot(left + at, middle, 7, Ink.INK)
            else:
                _dash(canvas, left + at, middle)
            _after(canvas, each, right + at, middle)
        y += 18 + row * lines[function]
        days = sorted(each.replaced_after // DAY for each in own if each.replaced_after is not None)
        rows.append(
            (
                names[function],
                number(sum(each.was_held for each in own)),
                number(sum(each.removed for each in own)),
                ", ".join(number(each) for each in days),
                number(sum(each.is_held for each in own)),
            )
        )
    head = (_("Function"), _("Before"), _("Removed"), _("Days until a successor"), _("After"))
    return Chart(canvas.svg("network"), alt, head, tuple(rows))


def _after(canvas: Canvas, place: NetworkPlace, x: float, y: float) -> None:
    if place.removed and place.is_held and place.replaced_after is not None:
        canvas.ring(x, y, 14, number(place.replaced_after // DAY))
    elif place.is_held:
        canvas.dot(x, y, 7, Ink.INK)
    elif place.was_held or place.removed:
        canvas.ring(x, y, 7, "")
    else:
        _dash(canvas, x, y)


def _dash(canvas: Canvas, x: float, y: float) -> None:
    canvas.line((x - 4, x + 4), (y, y), Ink.EDGE, 1.8)
