"""The desk's first page and its live parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from simulation.exercise.views.due import due_this_move
from simulation.exercise.views.stories import hearing_for
from simulation.exercise.views.team_view import WorkItem
from simulation.exercise.views.work_list import waiting
from webapp.desk.blueprint import blueprint
from webapp.desk.board.map_layer import team_map
from webapp.desk.case.hearings import BenchLink, bench_links
from webapp.desk.current_view import may_send, reader
from webapp.desk.home.after_play import AfterPlay, after_play
from webapp.desk.home.news import NewsPart, is_first_day, news_values
from webapp.desk.home.rows import DigestRow, WorkRow, digest_rows, digest_span, work_rows
from webapp.desk.home.start import start_values
from webapp.desk.home.warm_up import WarmUpPart, warm_up_values
from webapp.desk.messages.rows import MessageRow, concerns, control_rows, in_sight, message_rows
from webapp.desk.readable import Reader
from webapp.desk.requests.listing import RequestList, requests_values
from webapp.desk.sheets import Tab
from webapp.pages.page import TeamPage, panel_response, panel_version, team_page
from webapp.pages.region_map import LARGE, SMALL, RegionMap
from webapp.pages.team_rows import unread_messages


@dataclass(frozen=True, slots=True)
class WorkList:
    """What waits for the seat."""

    rows: tuple[WorkRow, ...]
    whole: bool
    note: str
    scopes: tuple[Tab, Tab]
    src: str
    version: str
    phase: str
    ended: bool
    may_act: bool
    benches: tuple[BenchLink, ...]


def work_values(reading: Reader) -> WorkList:
    """What the part "what needs you now" shows."""
    whole = request.args.get("scope") == "team"
    ended = reading.view.clock.is_over
    items = waiting(reading.view.work, None if whole else reading.offices)
    return WorkList(
        rows=work_rows(items, reading),
        whole=whole,
        note=_counted(reading, items, whole=whole) if reading.view.clock.move and not ended else "",
        scopes=(
            Tab(url_for("desk.home"), _("My office"), not whole),
            Tab(url_for("desk.home", scope="team"), _("Whole team"), whole),
        ),
        src=url_for("desk.panel", name="work", scope="team" if whole else None),
        version=panel_version("work"),
        phase=reading.view.clock.phase,
        ended=ended,
        may_act=may_send(),
        benches=bench_links(),
    )


def _counted(reading: Reader, items: Sequence[WorkItem], *, whole: bool) -> str:
    """How many things wait, how many of them are due before the jump, as the bar says it, and what else is open."""
    due = len(due_this_move(reading.view, None if whole else reading.offices))
    ours = sum(each.is_open for each in reading.view.requests)
    waits = (
        ngettext("%(num)s item is waiting for your team", "%(num)s items are waiting for your team", len(items))
        if whole
        else ngettext("%(num)s item is waiting for you", "%(num)s items are waiting for you", len(items))
    )
    of_them = ngettext("%(num)s of them due this move", "%(num)s of them due this move", due) if due else ""
    is_open = ngettext("your team has %(num)s open request", "your team has %(num)s open requests", ours)
    return ", ".join(each for each in (waits, of_them, is_open) if each)


@dataclass(frozen=True, slots=True)
class DigestPart:
    """Every line of what is new, for the printed page."""

    rows: tuple[DigestRow, ...]
    days_text: str


def digest_values(reading: Reader) -> DigestPart:
    """The seat's own lines since the last move, those of offices without people, and those of the whole team."""
    hearing = hearing_for(reading.view, reading.offices)
    mine = [
        line
        for line in reading.view.digest
        if not line.offices or not hearing or any(office in line.offices for office in hearing)
    ]
    return DigestPart(rows=digest_rows(mine, reading), days_text=digest_span(reading))


@dataclass(frozen=True, slots=True)
class LatestMessages:
    """The latest messages."""

    rows: tuple[MessageRow, ...]
    unread: int
    src: str
    version: str
    own: str


def messages_values(reading: Reader) -> LatestMessages:
    """The latest messages to and from this seat, with what control sent."""
    view = reading.view
    messages = in_sight(reading)
    fresh = unread_messages(view, reading.offices)
    rows = message_rows(messages, reading, fresh)
    spoken = [
        (message.at, row)
        for message, row in zip(reversed(messages), rows, strict=True)
        if concerns(message, reading.offices, view.country) or message.to is None or message.sender is None
    ]
    sent = [
        (inject.at, row)
        for inject, row in zip(reversed(view.injects), control_rows(view.injects, reading, fresh), strict=True)
        if not inject.offices or not set(inject.offices).isdisjoint(reading.offices)
    ]
    shown = tuple(row for _at, row in sorted((*spoken, *sent), key=lambda each: -each[0]))
    return LatestMessages(
        rows=shown[:4],
        unread=len(fresh),
        src=url_for("desk.panel", name="messages"),
        version=panel_version("messages"),
        own=view.country,
    )


@dataclass(frozen=True, slots=True)
class MapPart:
    """The map of the region."""

    map: RegionMap
    src: str
    version: str
    width: int


def map_values(reading: Reader, width: int = SMALL) -> MapPart:
    """The map with what the team's own file shows, as wide as the page shows it."""
    return MapPart(
        map=team_map(reading, width),
        width=width,
        src=url_for("desk.panel", name="map", of="map" if width == LARGE else None),
        version=panel_version("map"),
    )


@dataclass(frozen=True, slots=True)
class HomePage(TeamPage):
    """The desk: what waits, what is new, and the region."""

    template: ClassVar[str] = "desk/home.html"
    key: ClassVar[str] = "desk"

    leads_to_start: bool
    warm_up: WarmUpPart | None
    after_play: AfterPlay | None
    work: WorkList
    requests: RequestList
    digest: NewsPart
    messages: LatestMessages
    map: MapPart


@blueprint.get("/", endpoint="home")
def home() -> ResponseReturnValue:
    reading = reader()
    return team_page(
        HomePage(
            leads_to_start=is_first_day(reading),
            warm_up=warm_up_values(reading),
            after_play=after_play(),
            work=work_values(reading),
            requests=requests_values(reading),
            digest=news_values(reading),
            messages=messages_values(reading),
            map=map_values(reading),
        )
    )


PARTS: Mapping[str, tuple[Callable[[Reader], object], bool]] = {
    "work": (work_values, True),
    "digest": (news_values, True),
    "messages": (messages_values, True),
    "map": (lambda reading: map_values(reading, LARGE if request.args.get("of") == "map" else SMALL), True),
    "start": (start_values, False),
    "warm_up": (warm_up_values, False),
}
"""The live parts of the desk, and whether everybody of a team with the same values is shown the same."""


@blueprint.get("/parts/<name>", endpoint="panel")
def panel(name: str) -> ResponseReturnValue:
    """A live part of the desk, fetched again when its version changes."""
    if name == "requests":
        endpoint = "desk.requests" if request.args.get("of") == "requests" else "desk.home"
        return panel_response(
            "requests",
            "desk/parts/requests.html",
            lambda: {"requests": requests_values(reader(), endpoint)},
            shared=True,
        )
    if name not in PARTS:
        return "", 404
    make, shared = PARTS[name]
    panel = {"warm_up": "practice"}.get(name, name)
    return panel_response(panel, f"desk/parts/{name}.html", lambda: {name: make(reader())}, shared=shared)


@dataclass(frozen=True, slots=True)
class DigestPage(TeamPage):
    """What is new and what waits, to be printed."""

    template: ClassVar[str] = "desk/digest.html"
    key: ClassVar[str] = "desk"

    news: NewsPart
    digest: DigestPart
    work: WorkList
    print_number: str


@blueprint.get("/digest", endpoint="digest")
def digest() -> ResponseReturnValue:
    """One printable page for the seat."""
    reading = reader()
    return team_page(
        DigestPage(
            news=news_values(reading),
            digest=digest_values(reading),
            work=work_values(reading),
            print_number=_("Digest"),
        )
    )
