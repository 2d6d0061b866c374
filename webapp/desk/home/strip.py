"""The days of a jump as one line: a dot for each story, and for as many as have room their day and their news."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from simulation.exercise.views.story import Story
from simulation.kernel.agenda import DAY
from webapp.desk.story_rows import StoryRow
from webapp.text.formatting import day_text

WIDTH = 900
"""Units of the drawing from the first day to the last."""

LETTER = 7
"""Units that a letter takes, on the safe side (measured with the interface's font at 13 px)."""

ROWS = (-14, 24, -30, 40)
"""Base lines of labels beside the line of days, tried in this order."""

FEWEST_WORDS = 2
"""Words of its news below which a label says nothing: a day alone is none."""

ENDS = 24
"""Base line on which the first and the last day stand."""

FEWEST = 2
"""Dots below which a line of days tells nothing."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A story on the line: where, its label and where that stands; "" where its news have no room."""

    x: int
    is_loss: bool
    label: str
    y: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Strip:
    """The line of days."""

    width: int
    dots: tuple[Dot, ...]
    first: str
    last: str


def strip_of(stories: Sequence[Story], rows: Sequence[StoryRow], since: int, now: int) -> Strip | None:
    """The line for some stories; None where fewer than two of them have a day of their own.

    Args:
        stories: The stories, the most important first: these get their labels first, in as many words as have room.
        rows: The same in words.
        since: The second of its first day.
        now: The second of its last day.
    """
    first, last = since // DAY, now // DAY
    begin, end = day_text(since), day_text(now)
    taken = {ENDS: [(0, len(begin) * LETTER), (WIDTH - len(end) * LETTER, WIDTH)]}
    dots: list[Dot] = []
    news: list[tuple[str, ...]] = []
    for story, row in zip(stories, rows, strict=True):
        day = story.at // DAY
        if not first < day < last:
            continue
        x = (day - first) * WIDTH // (last - first)
        counts = bool(row.number) and story.figure is not None and story.figure.number > 0
        figure = f"{row.number} {row.unit}" if counts else ""
        label = ", ".join(filter(None, (day_text(story.at), figure)))
        dots.append(_placed(Dot(x, row.is_loss, "", 0, "middle"), label, taken))
        news.append(tuple(_wordings(day_text(story.at), row.short or row.title, figure)))
    dots = [_told(dot, texts, taken) for dot, texts in zip(dots, news, strict=True)]
    if len(dots) < FEWEST:
        return None
    return Strip(WIDTH, tuple(dots), begin, end)


def _placed(dot: Dot, label: str, taken: dict[int, list[tuple[int, int]]]) -> Dot:
    """The dot with a label where there is room for one; the room is taken then."""
    left, right, anchor = _span(dot.x, label)
    place = next((y for y in ROWS if _is_free(taken.get(y, []), left, right)), None)
    if place is None:
        return dot
    taken.setdefault(place, []).append((left, right))
    return replace(dot, label=label, y=place, anchor=anchor)


def _wordings(day: str, words: str, figure: str) -> Iterator[str]:
    """The news of a day as a label: whole, then ever fewer of its words."""
    yield ", ".join(filter(None, (day, words, figure)))
    said = words.split()
    for count in range(len(said) - 1, FEWEST_WORDS - 1, -1):
        yield f"{day}, {' '.join(said[:count]).rstrip(',:')}…"


def _told(dot: Dot, news: Sequence[str], taken: dict[int, list[tuple[int, int]]]) -> Dot:
    """The dot with its news in place of its day, in as many words as leave every other label its room."""
    if not dot.label:
        return dot
    left, right, _anchor = _span(dot.x, dot.label)
    taken[dot.y].remove((left, right))
    bare = replace(dot, label="")
    return next((found for text in news if (found := _placed(bare, text, taken)).label), bare)


def _span(x: int, label: str) -> tuple[int, int, str]:
    """From where to where a label reaches, and where it is anchored."""
    half = len(label) * LETTER // 2
    anchor = "start" if x < half else "end" if x > WIDTH - half else "middle"
    left = {"start": x, "end": x - 2 * half, "middle": x - half}[anchor]
    return left, left + 2 * half, anchor


def _is_free(taken: Sequence[tuple[int, int]], left: int, right: int) -> bool:
    return all(right + LETTER < start or left > end + LETTER for start, end in taken)
