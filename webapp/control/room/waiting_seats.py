"""Who waits for whom, seat by seat: what lies with each seat, for how long, and who abroad waits for it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from simulation.exercise.views.team_view import TeamView, WorkItem
from simulation.exercise.views.work_list import waiting
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Office
from webapp.control.value_names import country
from webapp.desk.deadlines import item_binds
from webapp.pages.page import all_views
from webapp.pages.seat_rows import merged_seats, seat_label, seat_rows
from webapp.pages.team_rows import members
from webapp.visit.visitor import services


@dataclass(frozen=True, slots=True)
class Waiter:
    """A country that waits for a seat, and for how many things."""

    code: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class WaitingSeat:
    """A seat with what lies there; `url` is its page as the seat sees it, read-only."""

    code: str
    country: str
    seat: str
    people: str
    count: int
    days: int
    days_text: str
    is_late: bool
    waiters: tuple[Waiter, ...]
    url: str


def seat_url(code: str, offices: tuple[Office, ...]) -> str:
    """The desk of a country as one of its seats sees it."""
    return url_for("desk.home", at=code, seat="+".join(offices))


def waiting_seats() -> tuple[WaitingSeat, ...]:
    """Every seat at which something lies: those for which somebody abroad waits longest first."""
    published, known = all_views(), members()
    now, today = published.control.clock.now, published.control.clock.day
    found = []
    for code, team in published.teams.items():
        groups = merged_seats(published, code)
        for row in seat_rows(team.seats, groups, known, services().presence, ""):
            items = waiting(team.work, row.offices)
            if not items:
                continue
            abroad = [each for item in items for each in _waits(item, team)]
            days = max((now - item.waiting_since) // DAY for item in items)
            found.append(
                WaitingSeat(
                    code=code,
                    country=country(code),
                    seat=seat_label(row.offices),
                    people=", ".join(person.name for person in row.people) or _("automatic"),
                    count=len(items),
                    days=max(0, days),
                    days_text=ngettext("%(num)s day", "%(num)s days", max(0, days)),
                    is_late=any(
                        item.due_day is not None and item.due_day < today and item_binds(item, team, published.scenario)
                        for item in items
                    ),
                    waiters=tuple(
                        Waiter(each, country(each), abroad.count(each)) for each in dict.fromkeys(sorted(abroad))
                    ),
                    url=seat_url(code, row.offices),
                )
            )
    found.sort(key=lambda seat: (not seat.is_late, -seat.days * bool(seat.waiters), -seat.days, seat.code, seat.seat))
    return tuple(found)


def _waits(item: WorkItem, team: TeamView) -> tuple[str, ...]:
    """Who abroad waits for a line of work: the side that asked, while the other one is to act."""
    if item.about_kind != "request":
        return ()
    shown = team.request(item.about)
    if shown is None:
        return ()
    return (shown.requesting,) if shown.incoming else (shown.requested,) if shown.open_items else ()
