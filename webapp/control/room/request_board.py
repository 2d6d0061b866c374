"""Requests by stage and by pair of countries, for the room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from simulation.exercise.procedures.letter.play.views import PointView, RequestView
from simulation.exercise.views.control_view import ControlView
from simulation.kernel.agenda import DAY
from webapp.control.value_names import asked_for
from webapp.desk.deadlines import request_binds
from webapp.pages.page import all_views, control_view

SHOWN = 4
"""Cards of a column in the room; the rest stands on the page of all requests."""

STAGES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("drafting", "requesting", ("drafting", "vetting", "preparing", "translating")),
    ("transit", "channel", ("sent", "lost")),
    ("registering", "requested", ("received", "registering")),
    ("assessing", "requested", ("assessing", "deciding", "postponed", "asked", "consent_asked")),
    ("waiting", "requesting", ("clarifying", "conditions")),
    ("executing", "third_party", ("allocating", "executing", "recovering", "checking", "returning")),
    ("court", "court", ("authorising", "appealed")),
    ("closed", "none", ()),
)
WAITS_FOR_PEOPLE = frozenset(
    {"drafting", "vetting", "received", "deciding", "checking", "clarifying", "conditions", "asked", "consent_asked"}
)


@dataclass(frozen=True, slots=True)
class Card:
    """A request in its column."""

    number: str
    url: str
    days_text: str
    late: bool
    done: bool
    title: str


@dataclass(frozen=True, slots=True)
class Column:
    """A stage; `count` is how many requests stand there, `cards` those that are shown."""

    holder: str
    label: str
    cards: tuple[Card, ...]
    count: int


@dataclass(frozen=True, slots=True)
class PairCell:
    """What one country asked of another; a level makes the ground darker."""

    text: str
    level: int | str | None
    note: str


@dataclass(frozen=True, slots=True)
class PairRow:
    """What one country asked."""

    code: str
    cells: tuple[PairCell, ...]


def is_late(request: RequestView, view: ControlView) -> bool:
    """Whether a limit that binds has passed, or it was lost on the way."""
    overdue = (
        request.due_day is not None
        and request.due_day < view.clock.day
        and request_binds(request, all_views().scenario)
    )
    return request.is_open and (overdue or f"lost/{request.key}" in {alert.key for alert in view.alerts})


def formal(view: ControlView) -> tuple[RequestView, ...]:
    """Requests for mutual legal assistance."""
    return tuple(request for request in view.requests if request.route == "mla")


def informal(view: ControlView, route: str) -> tuple[RequestView, ...]:
    """Open questions on a fast channel."""
    return tuple(request for request in view.requests if request.route == route and request.is_open)


def columns(view: ControlView, requests: Sequence[RequestView], most: int = SHOWN) -> tuple[Column, ...]:
    """Every stage; late first, then what waits for people, then the longest in its stage."""
    found = []
    for name, holder, statuses in STAGES:
        there = [r for r in requests if (r.status in statuses if statuses else not r.is_open)]
        if statuses:
            there.sort(key=lambda r: (not is_late(r, view), r.status not in WAITS_FOR_PEOPLE, r.since, r.label))
        else:
            there.sort(key=lambda r: (-r.since, r.label))
        cards = [_card(request, view) for request in there[:most]]
        if len(there) > most:
            more = ngettext("%(num)s more", "%(num)s more", len(there) - most)
            address = url_for("control.requests", stage=name)
            cards.append(Card(more, address, "", late=False, done=True, title=""))
        found.append(Column(holder, stage_label(name), tuple(cards), len(there)))
    return tuple(found)


def stage_label(name: str) -> str:
    """The heading of a column."""
    return {
        "drafting": _("Drafting"),
        "transit": _("In transit"),
        "registering": _("Registering"),
        "assessing": _("Assessing"),
        "waiting": _("Waiting"),
        "executing": _("Executing"),
        "court": _("In court"),
        "closed": _("Closed"),
    }[name]


def in_stage(requests: Sequence[RequestView], name: str) -> tuple[RequestView, ...]:
    """The requests of a column."""
    statuses = next((statuses for key, _holder, statuses in STAGES if key == name), ())
    return tuple(r for r in requests if (r.status in statuses if statuses else not r.is_open))


def days_in_stage(request: RequestView, now: int) -> int:
    """Whole days in the present stage."""
    return max(0, (now - request.since) // DAY)


def _card(request: RequestView, view: ControlView) -> Card:
    done = not request.is_open
    days = days_in_stage(request, view.clock.now)
    return Card(
        number=request.label,
        url=url_for("control.request_page", number=request.label),
        days_text="" if done else (_("%(days)s d", days=days) if days else _("new")),
        late=is_late(request, view),
        done=done,
        title=asked_for(request),
    )


def pairs(view: ControlView) -> tuple[tuple[str, ...], tuple[PairRow, ...]]:
    """Who asked whom: open requests, and the median age of the closed ones."""
    codes = tuple(country.code for country in all_views().scenario.countries)
    rows = []
    for asking in codes:
        cells = []
        for asked in codes:
            mine = [r for r in formal(view) if r.requesting == asking and r.requested == asked]
            running = [r for r in mine if r.is_open]
            closed = [r.days(view.clock.now) for r in mine if not r.is_open]
            note = _("median %(days)s d", days=round(median(closed))) if closed else ""
            text = _("%(open)s open", open=len(running)) if running else (str(len(closed)) if closed else "")
            if closed and not running:
                text = _("%(closed)s closed", closed=len(closed))
            level: int | str | None = min(4, len(running)) if running else (0 if closed else None)
            cells.append(PairCell("–" if asking == asked else text, None if asking == asked else level, note))
        rows.append(PairRow(asking, tuple(cells)))
    return codes, tuple(rows)


def is_own(point: PointView) -> bool:
    """Whether the country that was asked has people at its seats, so that a team decides or has decided on it."""
    lines = (line for line in control_view().countries if line.country == point.requested)
    return any(not seat.automatic for line in lines for seat in line.seats)
