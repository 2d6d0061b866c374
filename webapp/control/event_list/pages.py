"""The event list: every event, move by move on a line of days, with filters and as it is printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from simulation.exercise.injects.views import InjectLine
from simulation.exercise.views.control_view import ControlView
from webapp.control.blueprint import blueprint
from webapp.control.event_list import rows as event_rows
from webapp.control.event_list.drawing import Drawing, Event, drawn
from webapp.control.event_list.moves import Apart, MoveSpan, day_of, in_moves, last_day, place_of, spans
from webapp.control.event_list.notes import notes
from webapp.control.event_list.rows import EventRow, Printed
from webapp.pages.frame import after_the_last, preset_of
from webapp.pages.page import ControlPage, all_views, control_page, control_view, new_command_id
from webapp.text.formatting import day_number
from webapp.visit.handles import handle_of

SHOWN = ("all", "coming", "unanswered", "notes")
"""What a trainer may look at: everything, what is still to come, what lacks an answer, what has a note."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the list with all its columns."""

    number: int
    row: EventRow
    said: Printed
    note: str
    may_be_early: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of a move, or of what belongs to none."""

    heading: str
    about: str
    rows: tuple[Listed, ...]
    is_now: bool = False
    early: tuple[str, ...] = ()
    """Handles of those that are to come and that interpreters do not have yet."""

    early_id: str = ""


@dataclass(frozen=True, slots=True)
class Switch:
    """A filter: a link that is pressed or not."""

    url: str
    label: str
    current: bool
    count: int | None = None


@dataclass(frozen=True, slots=True)
class EventsPage(ControlPage):
    """The event list."""

    template: ClassVar[str] = "control/events.html"
    key: ClassVar[str] = "events"

    summary: str
    can_add: bool
    shown: tuple[Switch, ...]
    teams: tuple[Switch, ...]
    groups: tuple[Group, ...]
    apart: tuple[Group, ...]
    drawing: Drawing
    ids: Mapping[str, str]


@blueprint.get("/events")
def events() -> ResponseReturnValue:
    """The whole list, move by move; by address only what is to come, unanswered or noted, or of one team."""
    view, noted = control_view(), notes()
    show, team = _chosen("show", SHOWN), _chosen("team", ("", *(each.code for each in all_views().scenario.played)))
    moves = moves_of(view)
    wanted = {
        name: [line for line in event_rows.ordered(view) if _is_wanted(line, name, noted) and _is_for(line, team)]
        for name in SHOWN
    }
    listed, again = event_rows.folded(wanted[show])
    more = {line.key: turns for line, turns in listed}
    rows = {line.key: _listed(line, view, more.get(line.key, 0), noted) for line in wanted[show]}
    placed = in_moves([line for line, _turns in listed], moves, is_over=view.clock.is_over)
    groups = [_of_a_move(move, [rows[line.key] for line in placed.get(move.number, ())]) for move in moves]
    groups += [
        Group(_of_no_move(place, view), about, tuple(rows[line.key] for line in placed.get(place, ())))
        for place, about in (
            (Apart.WAITS, _("Each of these events comes when its trigger happens, or when you fire it.")),
            (Apart.AFTER, ""),
        )
    ]
    by_hand = _("You can still fire these events by hand.")
    beyond = tuple(rows[line.key] for line in placed.get(Apart.CANNOT, ()))
    needless = tuple(rows[line.key] for line in placed.get(Apart.NEEDLESS, ()))
    later = tuple(rows[line.key] for line in again)
    return control_page(
        EventsPage(
            summary=_summary(view, moves),
            can_add=not view.clock.is_over,
            shown=tuple(
                Switch(url_for("control.events", show=name, team=team), label, name == show, len(wanted[name]))
                for name, label in zip(SHOWN, (_("All"), _("To come"), _("Unanswered"), _("With notes")), strict=True)
            ),
            teams=(
                Switch(url_for("control.events", show=show), _("All teams"), not team),
                *(
                    Switch(url_for("control.events", show=show, team=each.code), each.code, each.code == team)
                    for each in all_views().scenario.played
                ),
            ),
            groups=tuple(group for group in groups if group.rows),
            apart=tuple(
                group
                for group in (
                    Group(_of_no_move(Apart.NEEDLESS, view), by_hand, needless),
                    Group(_of_no_move(Apart.CANNOT, view), "" if view.clock.is_over else by_hand, beyond),
                    Group(_("Events that come again"), _("Later occurrences of the events above."), later),
                )
                if group.rows
            ),
            drawing=_drawing([line for line, _turns in listed], rows, moves, view),
            ids={key: new_command_id(one.row.command) for key, one in rows.items()},
        )
    )


def moves_of(view: ControlView) -> tuple[MoveSpan, ...]:
    """The moves of the exercise that is being looked at."""
    shown = all_views()
    ended_on = day_number(shown.played_to) if view.clock.is_over else 0
    return spans(view.clock, shown.room.left_out, ended_on)


def _chosen(name: str, offered: Sequence[str]) -> str:
    given = request.args.get(name, offered[0])
    return given if given in offered else offered[0]


def _is_wanted(line: InjectLine, show: str, noted: Mapping[str, str]) -> bool:
    if show == "coming":
        return line.fired_at is None
    if show == "unanswered":
        return bool(event_rows.without_answer(line))
    return show == "all" or line.key in noted


def _is_for(line: InjectLine, team: str) -> bool:
    return not team or not line.countries or team in line.countries


def _listed(line: InjectLine, view: ControlView, more: int, noted: Mapping[str, str]) -> Listed:
    row = event_rows.row(line, view, event_rows.following(view), more)
    may_be_early = line.fired_at is None and not line.is_early and not view.clock.is_over
    number, said = event_rows.number_of(line, view), event_rows.printed(line)
    return Listed(number, row, said, noted.get(line.key, ""), may_be_early)


def _of_a_move(move: MoveSpan, rows: Sequence[Listed]) -> Group:
    early = tuple(handle_of("event", one.row.key) for one in rows if one.may_be_early)
    fresh = new_command_id(f"early/{move.number}") if early else ""
    return Group(heading_of(move), _days(move), tuple(rows), move.state == "now", early, fresh)


def heading_of(move: MoveSpan) -> str:
    """What a move is called."""
    is_planned = move.number <= len(preset_of(all_views()).jumps)
    return _("Move %(number)s", number=move.number) if is_planned else after_the_last()


def _days(move: MoveSpan) -> str:
    if move.last is None:
        return _("from day %(first)s", first=move.first)
    return _("day %(first)s to %(last)s, including the jump that ends the move", first=move.first, last=move.last)


def _of_no_move(place: Apart, view: ControlView) -> str:
    if place is Apart.WAITS:
        return _("Events that wait for a trigger or for you")
    if place is Apart.NEEDLESS:
        return _("Events that will not come by themselves")
    if place is Apart.AFTER:
        return _("After the end of play")
    return (
        _("Events that did not come")
        if view.clock.is_over
        else _("Events that cannot come in an exercise of this length")
    )


def _summary(view: ControlView, moves: Sequence[MoveSpan]) -> str:
    fired = sum(line.fired_at is not None for line in view.injects)
    told = _("%(fired)s of %(total)s events have fired.", fired=fired, total=len(view.injects))
    end = last_day(moves)
    if view.clock.is_over or end is None:
        return told
    return f"{told} {_('The plan ends on day %(day)s.', day=end)}"


def _drawing(
    lines: Sequence[InjectLine], rows: Mapping[str, Listed], moves: Sequence[MoveSpan], view: ControlView
) -> Drawing:
    codes = [each.code for each in all_views().scenario.played]
    found: list[Event] = []
    for line in lines:
        day, place = day_of(line), place_of(line, moves, is_over=view.clock.is_over)
        if day is None or line.state == "not_needed" or place in (Apart.CANNOT, Apart.AFTER):
            continue
        one = rows[line.key]
        to_some = 0 < len(line.countries) < len(codes)
        found += [Event(one.number, one.row, to, day) for to in (line.countries if to_some else ("",))]
    return drawn(found, codes, moves, heading_of)
