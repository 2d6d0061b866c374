"""The table of requests with its boxes, and what a visitor has seen of it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request, url_for
from flask_babel import gettext as _

from simulation.exercise.clock import warm_up
from simulation.exercise.procedures.letter.play.views import RequestView
from webapp.desk.current_view import may_send, unread
from webapp.desk.readable import Reader
from webapp.desk.requests.rows import Box, RequestRow, in_box, request_rows
from webapp.desk.sheets import Tab
from webapp.pages.page import panel_version
from webapp.pages.team_rows import mark_read

ON_THE_DESK = 5
"""Rows of the desk: what waits for a decision comes first; all of them have a page of their own."""


@dataclass(frozen=True, slots=True)
class RequestList:
    """The letters, filtered and sorted; `more` of them stand on their own page, `all_url`.

    `new_url` is where one is begun, "" before the first move and after the end.
    """

    rows: tuple[RequestRow, ...]
    more: int
    all_url: str
    new_url: str
    boxes: tuple[Tab, ...]
    src: str
    version: str
    may_act: bool
    empty_text: str


def requests_values(reading: Reader, endpoint: str = "desk.home") -> RequestList:
    """What the requests table shows."""
    text = request.args.get("box", "all")
    box = Box(text) if text in set(Box) else Box.ALL
    shown = reading.view.requests
    news = tuple(each for each in shown if each.since >= reading.view.digest_since and each.since > 0)
    fresh = unread("request", tuple(_fresh_key(each) for each in news))
    keys = frozenset(each.key for each in news if _fresh_key(each) in fresh)
    labels = {Box.ALL: _("All requests"), Box.OUT: _("Outbox"), Box.IN: _("Inbox")}
    rows = request_rows(shown, reading, box, keys)
    most = ON_THE_DESK if endpoint == "desk.home" else len(rows)
    return RequestList(
        rows=rows[:most],
        more=len(rows[most:]),
        new_url=url_for("desk.new_request") if reading.view.clock.move and not reading.view.clock.is_over else "",
        all_url=url_for("desk.requests", box=box.value if box is not Box.ALL else None),
        boxes=tuple(
            Tab(
                url_for(endpoint, box=each.value if each is not Box.ALL else None),
                labels[each],
                each is box,
                len(in_box(shown, each)),
            )
            for each in Box
        ),
        src=url_for("desk.panel", name="requests", box=box.value, of=endpoint.partition(".")[2]),
        version=panel_version("requests"),
        may_act=may_send(),
        empty_text={
            Box.ALL: _("No requests yet. Begin one when you know what you need and from whom."),
            Box.OUT: _("You have asked nobody yet. Begin a request when you know what you need and from whom."),
            Box.IN: _("Nobody has asked you for anything yet."),
        }[box]
        if reading.view.clock.phase != warm_up.PHASE
        else _("The case opens with the first move. Its requests will be here then."),
    )


def _fresh_key(each: RequestView) -> str:
    """A request is news again when it enters another status."""
    return f"{each.key}@{each.status}@{each.since}"


def read_request(each: RequestView) -> None:
    """Remember that the visitor has seen how the request stands."""
    mark_read(f"request:{_fresh_key(each)}")
