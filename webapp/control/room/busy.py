"""Who has not finished: what is due in a jump, who is typing, whose drafts were not sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from simulation.exercise.core.command import SeatRole
from simulation.exercise.views.due import due_before
from simulation.exercise.views.team_view import TeamView, WorkItem
from webapp.control.value_names import country, reader
from webapp.desk.deadlines import Deadline, deadline, item_binds
from webapp.desk.readable import Reader
from webapp.pages.page import all_views, panel_version
from webapp.pages.seat_rows import merged_seats, seat_label
from webapp.pages.team_rows import members
from webapp.store.tables import DraftRecord, in_utc
from webapp.visit.visitor import Member, current_exercise, services

UNSENT = frozenset({"drafting", "vetting", "clarifying"})
"""Statuses of a request that its own people have not let go."""

SHOWN = 6
"""Rows of a team that stand there at once; the others unfold."""


@dataclass(frozen=True, slots=True)
class DueRow:
    """Something that has to be done before the jump arrives."""

    title: str
    offices: str
    deadline: Deadline


@dataclass(frozen=True, slots=True)
class TeamDue:
    """A team's open business."""

    code: str
    name: str
    count_text: str
    rows: tuple[DueRow, ...]
    more: tuple[DueRow, ...]
    """Those for which the card has no room at first."""

    more_text: str


@dataclass(frozen=True, slots=True)
class Typing:
    """Somebody who is writing now."""

    name: str
    code: str
    country: str
    seat: str


@dataclass(frozen=True, slots=True)
class Unsent:
    """A request that was begun and not sent."""

    number: str
    title: str
    code: str
    country: str
    saved_text: str
    url: str
    is_vetted: bool
    """Who wrote it has sent it; its own authority has it."""


def due(until: int) -> tuple[TeamDue, ...]:
    """What people have to do before a day and have not done, by team; automatic seats look after themselves.

    Args:
        until: Simulated day on which the room would be.
    """
    found = []
    for code, view in all_views().teams.items():
        items = due_before(view, until)
        if not items:
            continue
        reading = reader(code)
        rows = sorted(
            (
                DueRow(
                    title=reading.say(item.title),
                    offices=", ".join(reading.office(office) for office in item.offices),
                    deadline=_deadline(item, reading),
                )
                for item in items
            ),
            key=lambda row: row.deadline.tone != "late",
        )
        late = sum(row.deadline.tone == "late" for row in rows)
        count = ngettext("%(num)s due", "%(num)s due", len(rows))
        found.append(
            TeamDue(
                code=code,
                name=country(code),
                count_text=_("%(due)s, %(late)s late", due=count, late=late) if late else count,
                rows=tuple(rows[:SHOWN]),
                more=tuple(rows[SHOWN:]),
                more_text=ngettext("%(num)s more", "%(num)s more", len(rows) - SHOWN) if len(rows) > SHOWN else "",
            )
        )
    return tuple(found)


def _deadline(item: WorkItem, reading: Reader) -> Deadline:
    """The date by which something is due; of a benchmark that it is one, as the desk says it: nobody is late there."""
    due_day, clock = item.due_day or 0, reading.view.clock
    if not item_binds(item, reading.view, reading.scenario):
        return deadline(due_day, clock, reading.calendar, binds=False)
    date = reading.calendar.short_day(due_day)
    return Deadline(_("by %(date)s", date=date), "late" if due_day < clock.day else "plain")


def saved() -> Mapping[tuple[str, str], tuple[str, datetime]]:
    """Who saved each draft last, and when, by country and key."""
    chosen = (
        sa.select(DraftRecord.country, DraftRecord.key, DraftRecord.member_id, DraftRecord.saved_at)
        .where(DraftRecord.exercise_id == current_exercise().id, DraftRecord.saved_at.is_not(None))
        .order_by(DraftRecord.saved_at)
    )
    with services().database.reading() as session:
        rows = session.execute(chosen).all()
    return {(code, key): (member, in_utc(at)) for code, key, member, at in rows if at}


def busy_values() -> dict[str, object]:
    """Who is writing, and what has not been sent."""
    known = members()
    last = saved()
    now = services().wall_clock()
    typing: list[Typing] = []
    drafts: list[Unsent] = []
    for code, view in all_views().teams.items():
        typing += _typing(code, view, known)
        if any(seat.members for seat in view.seats):
            drafts += _unsent(code, view, known, last, now)
    return {
        "typing": tuple(typing),
        "drafts": tuple(each for each in drafts if not each.is_vetted),
        "vetted": tuple(each for each in drafts if each.is_vetted),
        "busy_version": panel_version("busy"),
    }


def _typing(code: str, view: TeamView, known: Mapping[str, Member]) -> list[Typing]:
    book = services().presence
    sits: dict[str, list[str]] = {}
    for offices in merged_seats(all_views(), code):
        for seat in view.seats:
            for member in seat.members if seat.seat.office in offices else ():
                labels = sits.setdefault(member, [])
                labels += [label for label in (seat_label(offices),) if label not in labels]
    return [
        Typing(known[member].name, code, country(code), ", ".join(labels))
        for member, labels in sits.items()
        if member in known
        and known[member].post is SeatRole.PLAYER  # a note of somebody who reads along holds nobody up
        and book.is_typing(member)
    ]


def _unsent(
    code: str,
    view: TeamView,
    known: Mapping[str, Member],
    last: Mapping[tuple[str, str], tuple[str, datetime]],
    now: float,
) -> list[Unsent]:
    reading = reader(code)
    found = []
    for request in view.requests:
        if request.incoming or request.status not in UNSENT:
            continue
        member, at = last.get((code, f"request/{request.key}"), ("", None))
        if request.status == "clarifying" and at is None:  # it is abroad; an answer that nobody began is no draft
            continue
        is_vetted, text = request.status == "vetting", ""
        if not is_vetted and at is not None and member in known:
            minutes = round((now - at.timestamp()) / 60)
            ago = ngettext("%(num)s minute ago", "%(num)s minutes ago", minutes) if minutes > 0 else _("just now")
            text = _("%(name)s, %(ago)s", name=known[member].name, ago=ago)
        url = url_for("control.request_page", number=request.label)
        title = reading.requests.title_of(request)
        found.append(Unsent(request.label, title, code, country(code), text, url, is_vetted))
    return found
