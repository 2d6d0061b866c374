"""Screens for the wall: the way in, the clock with the plan of the day, and the way to each team's hot wash."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _

from simulation.exercise.views.team_view import TeamView
from simulation.exercise.views.wall import Beat, WallLine, wall
from simulation.exercise.views.wall_counts import Count, counts
from webapp.control.blueprint import blueprint
from webapp.control.room import console
from webapp.control.room.day_plan import day_plan
from webapp.control.room.pages import Choice
from webapp.control.value_names import country
from webapp.live.panels import Kind
from webapp.lobby.seat_table import all_members, filling
from webapp.lobby.waiting_room import picture
from webapp.pages.frame import grouped
from webapp.pages.page import all_views, for_the_room, live_urls, panel_response, panel_version, plain_page, text
from webapp.pages.wall_releases import released
from webapp.text.formatting import day_number, round_money
from webapp.text.say import say_code
from webapp.visit.room_address import address_of
from webapp.visit.visitor import current_exercise


def clock_values() -> dict[str, object]:
    """The clock and the plan."""
    return {
        "clock": console.face(),
        "plan": day_plan(),
        "version": panel_version("clock"),
    }


def filling_values() -> dict[str, object]:
    """How full the lobby is."""
    return {
        "filling": filling(all_views(), all_members(current_exercise().id)),
        "version": panel_version("lobby"),
    }


@blueprint.get("/projector")
def projector() -> ResponseReturnValue:
    """The choice of screens."""
    return plain_page(
        "control/projector.html",
        title=text("title"),
        group=current_exercise().title,
        teams=tuple(
            Choice(code, country(code), url=url_for("control.hot_wash_page", code=code)) for code in all_views().teams
        ),
        has_begun=all_views().control.clock.move > 0,
        has_jumped=has_jumped(),
    )


@blueprint.get("/projector/join")
@for_the_room
def join_screen() -> ResponseReturnValue:
    """The join code, large, with its square to scan."""
    info = current_exercise()
    path = url_for("lobby.join", code=info.join_code)
    return plain_page(
        "control/join_screen.html",
        200,
        title=text("title"),
        group=info.title,
        code=grouped(info.join_code),
        address=address_of("").split("://", 1)[-1],
        qr=picture(address_of(path)),
        **filling_values(),
        **live_urls(Kind.CONTROL),
    )


@blueprint.get("/projector/filling")
@for_the_room
def filling_part() -> ResponseReturnValue:
    """How many have joined, for a tick."""
    return panel_response("lobby", "control/parts/filling.html", filling_values)


@blueprint.get("/projector/news")
@for_the_room
def news_screen() -> ResponseReturnValue:
    """What the last jump brought, in sixty seconds: counts and sums over all teams and what one released, no names."""
    return plain_page(
        "control/news_screen.html",
        200,
        title=text("title"),
        group=current_exercise().title,
        **_beats_values(at_once=request.args.get("all") == "1"),
        **live_urls(Kind.CONTROL),
    )


@blueprint.get("/projector/news/part")
@for_the_room
def beats_part() -> ResponseReturnValue:
    """The numbers alone, for a tick: whoever looks has seen the others come, so they stand at once."""
    return panel_response("beats", "control/parts/beats.html", lambda: _beats_values(at_once=True))


def has_jumped() -> bool:
    """Whether a day has passed of which the wall can tell: not before the first jump, nor once it is taken back."""
    shown = all_views()
    return day_number(shown.played_to) > day_number(next(iter(shown.teams.values())).digest_since)


def _beats_values(*, at_once: bool) -> dict[str, object]:
    shown = all_views()
    views = tuple(shown.teams.values())
    since = views[0].digest_since
    beats = tuple(wall(views, since, released())) if has_jumped() else ()
    return {
        "first": day_number(since),
        "last": day_number(shown.played_to),
        "is_over": shown.control.clock.is_over,
        "beats": tuple(map(_beat, beats)),
        "counts": _counts(views, since, beats),
        "at_once": at_once,
        "version": panel_version("beats"),
    }


def _counts(views: Sequence[TeamView], since: int, beats: Sequence[WallLine]) -> tuple[tuple[str, str], ...]:
    """What happened at all teams: each number with its words; answers that a line counts are not said twice."""
    if not has_jumped():
        return ()
    said = {line.number for line in beats if line.beat is Beat.ANSWERS}
    return tuple(
        (format_decimal(number), _count_words(count, number))
        for count, number in counts(views, since, released()).items()
        if count is not Count.ANSWERED or number not in said
    )


def _count_words(count: Count, number: int) -> str:
    """What a number counts."""
    match count:
        case Count.PROTECTED:
            return ngettext("person is protected now", "people are protected now", number)
        case Count.LAPSED:
            return ngettext("hold or freeze lapsed", "holds and freezes lapsed", number)
        case Count.ANSWERED:
            return ngettext("answer came", "answers came", number)
        case Count.REFUSED:
            return ngettext("request was refused", "requests were refused", number)
        case Count.MEASURES:
            return ngettext("measure ended", "measures ended", number)
        case Count.ALONE:
            return ngettext(
                "kind of news is known to one team only",
                "kinds of news are known to one team only",
                number,
            )


STANDING = frozenset({Beat.PEOPLE, Beat.HELD})
"""Parts that say how things stand: after the end nobody can do anything about them."""


@dataclass(frozen=True, slots=True)
class BeatRow:
    """A part of the sixty seconds: a number, what it counts, and what to know of it."""

    key: str
    word: str
    number: str
    text: str
    then: str
    is_loss: bool


def _beat(line: WallLine) -> BeatRow:
    currency = all_views().scenario.currency
    is_money = line.beat in {Beat.LOST, Beat.HELD}
    values: dict[str, str | int] = {
        "days": line.days,
        "slowest": line.slowest,
        "waiting": line.waiting or 0,
        "currency": currency.code,
    }
    code = f"wall.{line.beat}" + (".one" if line.beat is Beat.PEOPLE and line.number == 1 else "")
    is_over = all_views().control.clock.is_over
    is_open = not line.days if is_money else line.beat is Beat.ANSWERS and (line.waiting is None or is_over)
    where = ".abroad" if line.abroad > line.told else ".told" if line.told == line.number else ""
    then = f"wall.{line.beat}.then" + (".open" if is_open else where if line.beat is Beat.PEOPLE else "")
    return BeatRow(
        key=line.beat,
        word=say_code(f"wall_beat.{line.beat}"),
        number=round_money(line.number, currency) if is_money else format_decimal(line.number),
        text=say_code(code, **values),
        then=_("So it was when play ended.") if is_over and line.beat in STANDING else say_code(then, **values),
        is_loss=line.beat in {Beat.PEOPLE, Beat.LOST},
    )


@blueprint.get("/projector/clock")
@for_the_room
def clock_screen() -> ResponseReturnValue:
    """The clock, large, with the plan of the day."""
    return plain_page(
        "control/clock_screen.html",
        200,
        title=text("title"),
        group=current_exercise().title,
        code=grouped(current_exercise().join_code),
        **clock_values(),
        **live_urls(Kind.CONTROL),
    )


@blueprint.get("/projector/clock/part")
@for_the_room
def clock_part() -> ResponseReturnValue:
    """The clock alone, for a tick."""
    return panel_response("clock", "control/parts/wall_clock.html", clock_values)
