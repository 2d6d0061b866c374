"""Who sits where, for the room: presence, pens, what is due, and who is played by control."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from simulation.exercise.views.control_view import ControlView
from simulation.exercise.views.due import due_this_move
from simulation.kernel.terms import Office
from webapp.control.room.waiting_seats import seat_url
from webapp.control.value_names import country
from webapp.pages.page import all_views
from webapp.pages.seat_rows import PostRow, SeatRow, merged_seats, post_rows, seat_label, seat_rows
from webapp.pages.team_rows import members
from webapp.text.say import office_name, wording_of
from webapp.visit.visitor import services


@dataclass(frozen=True, slots=True)
class CountryRow:
    """A country of the presence table."""

    code: str
    name: str
    due_text: str
    url: str
    seats: tuple[SeatRow, ...]
    readers: tuple[PostRow, ...]
    """Who reads along in the team without a pen."""

    controlled: bool
    seat_urls: Mapping[str, str] = field(default_factory=dict)
    """Page of each seat, read-only, by its label."""


@dataclass(frozen=True, slots=True)
class DecisionCell:
    """Decisions of an office in this move."""

    label: str
    count: int


def short_office(office: Office) -> str:
    """A heading that fits a narrow table."""
    return wording_of(f"office_short.{office}") or office_name(office)


def heads() -> tuple[str, ...]:
    """The seats of the preset."""
    return tuple(", ".join(short_office(office) for office in group) for group in merged_seats(all_views()))


def rows(view: ControlView) -> tuple[CountryRow, ...]:
    """A row for each played country."""
    known = members()
    groups = merged_seats(all_views())
    found = []
    for line in view.countries:
        if line.country not in all_views().teams:
            continue
        team = all_views().teams[line.country]
        due = len(due_this_move(team))
        is_played = not view.clock.is_over and any(not seat.automatic for seat in team.seats)
        due_text = ngettext("%(num)s due this move", "%(num)s due this move", due) if is_played else ""
        found.append(
            CountryRow(
                code=line.country,
                name=country(line.country),
                due_text=_("you play this country") if line.controlled else due_text,
                url=url_for("control.country_page", code=line.country),
                seats=seat_rows(line.seats, groups, known, services().presence, ""),
                readers=tuple(row for row in post_rows(line.seats, known, services().presence, "") if row.people),
                seat_urls={seat_label(group): seat_url(line.country, group) for group in groups},
                controlled=line.controlled,
            )
        )
    return tuple(found)
