"""Requests as rows of a table: number, subject, stage, whose days they were, next deadline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from simulation.exercise.procedures.letter.play.views import RequestView
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Holder
from simulation.matters.matter import Segment
from webapp.desk.deadlines import Deadline, deadline, request_binds
from webapp.desk.readable import Reader
from webapp.text.say import say_code

_ENDED = frozenset({"returned", "withdrawn", "answered", "answered_partly", "consented"})
_SAID_NO = frozenset({"refused", "declined", "consent_refused"})


class Box(StrEnum):
    """Which requests a table shows."""

    ALL = "all"
    OUT = "out"
    IN = "in"


@dataclass(frozen=True, slots=True)
class HeldDays:
    """Whole days with one holder, of one kind."""

    holder: str
    kind: str
    days: int


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A row as the table prints it."""

    url: str
    number: str
    subject: str
    partner: str
    outgoing: bool
    holder: str
    stage_text: str
    kind: str
    tone: str
    segments: tuple[HeldDays, ...]
    days: int
    deadline: str
    deadline_tone: str
    unread: bool
    key: str
    brought: str = ""


def age_text(days: int, *, is_open: bool, is_over: bool) -> str:
    """How long something has taken: so far, when it ended, or until play ended."""
    if not is_open:
        return ngettext("%(num)s day in all", "%(num)s days in all", days)
    if is_over:
        return ngettext("%(num)s day until play ended", "%(num)s days until play ended", days)
    return ngettext("%(num)s day so far", "%(num)s days so far", days)


def held_days(segments: Sequence[Segment]) -> tuple[HeldDays, ...]:
    """A request's or a procedure's age in whole days by holder, protected time and days between office hours apart.

    The parts add up to the whole: each ends on the whole day in which its segment ends, so that rounding never makes or
    loses a day.
    """
    result: list[HeldDays] = []
    passed = shown = 0  # seconds that have passed, and whole days of them that stand in the parts so far
    for segment in segments:
        passed += segment.seconds
        days = passed // DAY - shown
        shown += days
        last = result[-1] if result else None
        if last is not None and last.holder == segment.holder and _apart(last.kind) == _apart(segment.kind):
            result[-1] = HeldDays(segment.holder, last.kind, last.days + days)
        else:
            result.append(HeldDays(segment.holder, segment.kind, days))
    return tuple(part for part in result if part.days)


def _apart(kind: str) -> str:
    """The kind where its days are told apart from others of the same holder, else ""."""
    return kind if kind in {"protected", "pace"} else ""


def stage(request: RequestView, reader: Reader) -> tuple[str, str]:
    """Words and tone of the stage chip: grey when it is over or put off, red when it was refused."""
    if request.shared is not None:
        return _("Draft, shared with you"), ""
    text = say_code(f"status.{request.status}")
    if request.status in {"postponed", "recovering"} and request.due_day is not None:
        date = reader.calendar.short_day(request.due_day)
        if request.status == "recovering":
            return _("Recovery and reflection period until %(date)s", date=date), "none"
        return _("Postponed until %(date)s", date=date), "none"
    if request.status == "sent" and request.time_kind != "decision" and _is_silent(request, reader):
        return _("Sent, no answer"), ""
    if request.status in _SAID_NO:
        return text, "refused"
    return text, "none" if request.status in _ENDED else ""


def _is_silent(request: RequestView, reader: Reader) -> bool:
    return request.due_day is not None and request.due_day < reader.view.clock.day


def stops_days(request: RequestView) -> bool:
    """Whether the question that was asked about it stops the days of the side that asked."""
    return request.holder == Holder.REQUESTING


def next_deadline(request: RequestView, reader: Reader) -> Deadline:
    """What the last column says."""
    if not request.is_open or request.shared is not None:
        return Deadline("", "plain")
    if request.status == "clarifying" and request.incoming:
        if stops_days(request):
            return Deadline(_("your days do not count"), "stopped")
        return Deadline(_("your days still count"), "plain")
    return deadline(request.due_day, reader.view.clock, reader.calendar, binds=request_binds(request, reader.scenario))


def _brought(request: RequestView, reader: Reader) -> str:
    """The papers that an own request brought."""
    labels = [label for label in map(reader.documents.label_of, request.results) if label]
    if request.incoming or not labels:
        return ""
    return ngettext("new document: %(numbers)s", "new documents: %(numbers)s", len(labels), numbers=", ".join(labels))


def request_row(request: RequestView, reader: Reader, *, unread: bool = False) -> RequestRow:
    """One row."""
    text, tone = stage(request, reader)
    due = next_deadline(request, reader)
    return RequestRow(
        url=request_url(request),
        number=request.label,
        subject=reader.requests.title_of(request),
        partner=request.other,
        outgoing=not request.incoming,
        holder=request.holder,
        stage_text=text,
        kind=request.time_kind,
        tone=tone,
        segments=held_days(request.segments(reader.now)),
        days=request.days(reader.now),
        deadline=due.text,
        deadline_tone=due.tone,
        unread=unread,
        key=request.label,
        brought=_brought(request, reader),
    )


def request_url(request: RequestView) -> str:
    """The page of a request."""
    return url_for("desk.request_page", number=request.label)


def in_box(requests: Sequence[RequestView], box: Box) -> tuple[RequestView, ...]:
    """The requests that a box holds: those that wait for this side first, then open ones, then the rest.

    Within each group the latest come first.
    """
    chosen = [request for request in requests if box is Box.ALL or request.incoming is (box is Box.IN)]
    return tuple(sorted(chosen, key=lambda each: (_rank(each), -each.since, each.label)))


def _rank(request: RequestView) -> int:
    if request.is_open:
        return 0 if request.waits_for_us and request.time_kind == "decision" else 1
    return 2


def request_rows(
    requests: Sequence[RequestView], reader: Reader, box: Box, unread: frozenset[str] = frozenset()
) -> tuple[RequestRow, ...]:
    """The rows of a box."""
    return tuple(request_row(each, reader, unread=each.key in unread) for each in in_box(requests, box))
