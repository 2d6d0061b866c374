"""What came after play, apart from the team's own file: by automatic players, courts and the channel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from flask import abort
from flask.typing import ResponseReturnValue

from webapp.desk.blueprint import blueprint
from webapp.desk.home.rows import DigestRow, digest_rows
from webapp.desk.readable import Reader
from webapp.pages.page import TeamPage, all_views, my_offices, scenario, team_page, team_view
from webapp.pages.team_rows import member_names
from webapp.text.formatting import day_text
from webapp.visit.languages import language
from webapp.visit.visitor import current_exercise, current_member


@dataclass(frozen=True, slots=True)
class AfterPlay:
    """What there is to say of the time after play; the team's own pages show the file as play ended."""

    ended: str
    until: str
    has_more: bool
    shows_review: bool


def after_play() -> AfterPlay | None:
    """What the desk says once play has ended; None before."""
    shown = team_view()
    if not shown.clock.is_over:
        return None
    after = all_views().after.get(current_member().country)
    until = day_text(after.clock.now) if after is not None else ""
    return AfterPlay(day_text(shown.clock.now), until, after is not None, current_exercise().shows_review)


def _rows(code: str) -> tuple[DigestRow, ...]:
    after = all_views().after[code]
    reading = Reader(scenario(), language(), after, my_offices(), member_names())
    return digest_rows(after.digest, reading)


@dataclass(frozen=True, slots=True)
class AfterPlayPage(TeamPage):
    """What came after play."""

    template: ClassVar[str] = "desk/after_play.html"
    key: ClassVar[str] = "desk"

    after: AfterPlay
    rows: tuple[DigestRow, ...]


@blueprint.get("/after-play", endpoint="after_play")
def after_play_page() -> ResponseReturnValue:
    """A line for everything that reached the country after play; without links, for it is no part of the file."""
    found = after_play()
    if found is None or not found.has_more:
        abort(404)
    return team_page(
        AfterPlayPage(
            after=found,
            rows=_rows(current_member().country),
        )
    )
