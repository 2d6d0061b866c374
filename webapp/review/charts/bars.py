"""Bars of days: whose they are is the colour and a letter, what kind of days the fill; the same in every chart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from simulation.kernel.terms import Holder, TimeKind
from simulation.review.timelines import Stretch
from webapp.review.charts.drawing import Canvas, Ink

PALE = 0.3
"""How strong the colour of a queue, the way or a bank is."""

HOLDER_LETTERS: Mapping[Holder, str] = {
    Holder.REQUESTING: "R",
    Holder.REQUESTED: "Q",
    Holder.CHANNEL: "C",
    Holder.COURT: "J",
    Holder.THIRD_PARTY: "T",
}
"""By which holders are told apart on paper without colour; a code, the same in every language."""

LEAST_EDGED = 5
"""A narrower bar has no edge: it would look like one that is filled."""


def bar(canvas: Canvas, x: float, y: float, width: float, height: float, ink: Ink, kind: TimeKind) -> None:
    """A bar of days of one kind.

    Args:
        canvas: Where it is drawn.
        x: Its left end.
        y: Its top.
        width: How wide it is.
        height: How high it is.
        ink: The colour of its holder.
        kind: What kind of days they are.
    """
    match kind:
        case TimeKind.PACE:
            canvas.outline(x + 1, y + 1, max(width - 2, 1), height - 2, Ink.EDGE, dotted=True)
        case TimeKind.SYSTEM:
            canvas.box(x, y, width, height, ink, PALE)
            if width >= LEAST_EDGED:
                canvas.outline(x + 0.8, y + 0.8, max(width - 1.6, 0.4), height - 1.6, ink)
        case TimeKind.PROTECTED:
            canvas.box(x, y, width, height, ink)
            canvas.box(x, y, width, height, Ink.HATCH)
        case _:
            canvas.box(x, y, width, height, ink)


def merged(stays: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Stays that follow each other with the same holder and kind, as one: a seam is no event."""
    found: list[Stretch] = []
    for stay in stays:
        last = found[-1] if found else None
        if last is not None and (last.holder, last.kind, last.end) == (stay.holder, stay.kind, stay.start):
            found[-1] = Stretch(last.status, last.holder, last.kind, last.start, stay.end)
        else:
            found.append(stay)
    return tuple(found)
