"""The news in words: a headline, the stories under it with their causes, and routine folded by what it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask import url_for
from flask_babel import gettext as _

from simulation.exercise.procedures.letter.play.views import RequestView
from simulation.exercise.views.stories import News, Routine, news
from webapp.desk.current_view import may_send
from webapp.desk.home.rows import digest_span, digest_text
from webapp.desk.home.strip import Strip, strip_of
from webapp.desk.home.wall import WallPart, wall_part
from webapp.desk.readable import Reader
from webapp.desk.requests.rows import HeldDays, held_days
from webapp.desk.story_rows import StoryRow, request_of, short_of, story_rows
from webapp.pages.page import panel_version
from webapp.text.formatting import day_number, day_text

SHOWN = 7
"""Stories that stand open; further ones are one click away, none is left out."""

HEADLINE_WORDS = 20
"""Words of a headline at most."""

_AT_RISK = frozenset({"exposed", "warned"})

ROUTINE_SHOWN = 30
"""Things whose routine is listed under the fold; every line stands on the printed page."""


@dataclass(frozen=True, slots=True)
class RoutineRow:
    """What went its usual way on one thing: how many steps, and the last of them."""

    steps: int
    text: str
    source: str
    when: str


@dataclass(frozen=True, slots=True)
class Held:
    """Whose the days of an answered request were, as a bar and in words."""

    segments: tuple[HeldDays, ...]
    text: str


@dataclass(frozen=True, slots=True)
class NewsPart:
    """What happened since the visitor last looked.

    By the row's key, `held` has the days of answered requests; `wall` is what the team may release or take back.
    """

    headline: str
    rows: tuple[StoryRow, ...]
    more: tuple[StoryRow, ...]
    steps: int
    routine: tuple[RoutineRow, ...]
    held: Mapping[str, Held]
    wall: WallPart
    strip: Strip | None
    days_text: str
    may_act: bool
    print_url: str
    src: str
    version: str


def news_values(reading: Reader) -> NewsPart:
    """What "what happened" shows to the visitor's office."""
    found = told_now(reading)
    if not found.stories and is_first_day(reading):  # that all went its usual way is no news before anything could
        found = replace(found, routine=())
    rows = story_rows(found.stories, reading)
    answered = {
        row.key: request
        for row, story in zip(rows, found.stories, strict=True)
        if story.weight == "came_back"
        and story.code != "answers"
        and (request := request_of(story, reading)) is not None
    }
    return NewsPart(
        headline=headline(found, reading),
        rows=rows[:SHOWN],
        more=rows[SHOWN:],
        steps=found.steps,
        routine=tuple(_routine(each, reading) for each in found.routine[:ROUTINE_SHOWN]),
        wall=wall_part({row.key: story for row, story in zip(rows, found.stories, strict=True)}, reading),
        held={key: _held(request, reading) for key, request in answered.items()},
        strip=strip_of(found.stories[:SHOWN], rows[:SHOWN], found.since, reading.now),
        days_text=digest_span(reading),
        may_act=may_send(),
        print_url=url_for("desk.digest"),
        src=url_for("desk.panel", name="digest"),
        version=panel_version("digest"),
    )


def is_first_day(reading: Reader) -> bool:
    """Whether no day of play has passed yet."""
    clock = reading.view.clock
    return not clock.is_over and clock.day <= min(clock.move_days, default=clock.day)


def told_now(reading: Reader) -> News:
    """The news of the visitor's office; before a day has passed, nobody has left anybody without protection."""
    since = reading.view.digest_since
    found = news(reading.view, since, reading.offices)
    if day_number(since) < reading.view.clock.day:
        return found
    return replace(found, stories=tuple(each for each in found.stories if each.weight not in _AT_RISK))


def _held(request: RequestView, reading: Reader) -> Held:
    segments = held_days(request.segments(reading.now))
    days: Counter[str] = Counter()
    for each in segments:
        days[each.holder] += each.days
    other = reading.country(request.other)
    names = {"requesting": _("your team"), "requested": other, "channel": _("in transit"), "court": _("court")}
    words = (f"{names.get(holder) or _('the executing office')} {count}" for holder, count in days.items())
    return Held(segments, ", ".join(words))


def headline(found: News, reading: Reader) -> str:
    """The first stories in short sentences, as many as fit; the title of the first where none of them has any."""
    told: list[str] = []
    codes: set[str] = set()
    for story in found.stories:
        short = short_of(story, reading)
        if not short or story.code in codes:
            continue
        if told and sum(len(each.split()) for each in (*told, short)) > HEADLINE_WORDS:
            break
        told.append(short)
        codes.add(story.code)
    return " ".join(told) or next((row.title for row in story_rows(found.stories[:1], reading)), "")


def _routine(routine: Routine, reading: Reader) -> RoutineRow:
    last = routine.lines[-1]
    request = reading.view.request(routine.about)
    label = reading.documents.label_of(routine.about)
    source = f"{request.label}, {reading.requests.title_of(request)}" if request is not None else label
    return RoutineRow(len(routine.lines), digest_text(last, reading), source, day_text(last.at))
