"""The room: one page from which a trainer runs the exercise, and the parts of it that ticks renew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp.control.blueprint import blueprint
from webapp.control.event_list.rows import folded, following, ordered, row, waits_for_hand
from webapp.control.room import alerts, arrivals, because, console, request_board, seats
from webapp.control.room.busy import busy_values
from webapp.control.room.day_plan import day_plan
from webapp.control.room.waiting_seats import waiting_seats
from webapp.control.value_names import names
from webapp.pages.page import (
    ControlPage,
    all_views,
    control_page,
    control_view,
    new_command_id,
    panel_response,
    panel_version,
)
from webapp.pages.warm_up import progress
from webapp.pages.world_map import world_map
from webapp.visit.refusals import Refusal
from webapp.visit.visitor import current_exercise

EVENTS_SHOWN = 8
PERSONAS = ("minister", "press", "defence", "bank", "victim_service")
PERSONA_ICONS = {
    "minister": "person",
    "press": "message",
    "defence": "scales",
    "bank": "bank",
    "victim_service": "shield",
}
RATES = (600, 3600, 21_600)
"""Simulated seconds for each wall second that the running clock offers."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A button of a dial, a tab or an option."""

    value: str
    label: str
    pressed: bool = False
    url: str = ""
    current: bool = False
    icon: str = ""


def console_values() -> dict[str, object]:
    """The clock, the adversary, and whom control can play."""
    view = control_view()
    face = console.face()
    room = all_views().room
    forms = (
        "jump", "warm_up", "first_move", "end_warm_up", "clock", "stop", "epilogue", "adversary_run", "adversary_hold",
    )  # fmt: skip
    return {
        "clock": face,
        "plan": day_plan(),
        "room": room,
        "pace": console.pace(view.clock, room),
        "reasons": because.reasons(view.because),
        "held": view.clock.adversary_held,
        "ids": {name: new_command_id(f"control/{name}") for name in forms},
        "rates": (
            Choice(str(RATES[0]), _("ten minutes a second")),
            Choice(str(RATES[1]), _("an hour a second")),
            Choice(str(RATES[2]), _("six hours a second")),
        ),
        "personas": tuple(
            Choice(name, persona_label(name), url=url_for("control.messages", persona=name), icon=PERSONA_ICONS[name])
            for name in PERSONAS
        ),
        **points_values(),
        **(busy_values() if room.jump is not None else {}),
        "console_version": panel_version("clock"),
    }


def points_values() -> dict[str, object]:
    """How many points wait for a ruling, and whether any can still be given."""
    still_open = [point for point in control_view().points if not point.ruled]
    return {
        "points": len(still_open),
        "own_points": sum(map(request_board.is_own, still_open)),
        "is_play_over": control_view().clock.is_over,
        "points_version": panel_version("points"),
        **practice_values(),
    }


def practice_values() -> dict[str, object]:
    """How far the seats are in the warm-up."""
    return {
        "practice": progress(all_views(), current_exercise().id),
        "practice_version": panel_version("practice"),
    }


def persona_label(name: str) -> str:
    """The button of a persona."""
    return {
        "minister": _("Minister"),
        "press": _("Press"),
        "defence": _("Defence"),
        "bank": _("Bank"),
        "victim_service": _("Victim service"),
    }[name]


def board_values() -> dict[str, object]:
    """Requests by stage, or by pair."""
    view = control_view()
    formal = request_board.formal(view)
    by_pair, by_seat = request.args.get("view") == "pair", request.args.get("view") == "seat"
    codes, rows = request_board.pairs(view) if by_pair else ((), ())
    return {
        "by_pair": by_pair,
        "by_seat": by_seat,
        "waiting_seats": waiting_seats() if by_seat else (),
        "open_count": sum(each.is_open for each in formal),
        "columns": () if by_pair or by_seat else request_board.columns(view, formal),
        "pair_heads": codes,
        "pair_rows": rows,
        "police": len(request_board.informal(view, "police")),
        "fiu": len(request_board.informal(view, "fiu")),
        "tabs": (
            Choice("stage", _("Stage"), url=url_for("control.home") + "#requests", current=not (by_pair or by_seat)),
            Choice("seat", _("Who waits"), url=url_for("control.home", view="seat") + "#requests", current=by_seat),
            Choice("pair", _("Country pair"), url=url_for("control.home", view="pair") + "#requests", current=by_pair),
        ),
        "board_version": panel_version("requests"),
    }


def event_values() -> dict[str, object]:
    """The event list around now; what only the trainer can fire comes first."""
    view = control_view()
    lines = ordered(view)
    next_key = following(view)
    listed, _again = folded(lines)
    fired = [each for each in listed if each[0].state == "fired"]
    coming = [each for each in listed if each[0].state not in {"fired", "not_needed"}]
    by_hand = [each for each in coming if waits_for_hand(each[0])]
    others = [each for each in coming if each not in by_hand]
    shown = [*fired[-1:], *by_hand, *others][:EVENTS_SHOWN]
    rows = tuple(row(line, view, next_key, more) for line, more in shown)
    return {
        "event_rows": rows,
        "event_ids": {each.key: new_command_id(each.command) for each in rows},
        "events_total": len(lines),
        "can_add_events": not view.clock.is_over,
        "events_version": panel_version("injects"),
    }


def alert_values() -> dict[str, object]:
    """What needs the trainer."""
    found = alerts.rows(control_view(), seats.rows(control_view()))
    everything = request.args.get("alerts") == "all"
    return {
        "all_alerts": everything,
        "alert_rows": found if everything else found[: alerts.SHOWN],
        "alert_count": len(found),
        "alert_groups": alerts.counted(found),
        "alerts_version": panel_version("alerts"),
    }


def presence_values() -> dict[str, object]:
    """Who is here."""
    return {
        "presence_heads": seats.heads(),
        "presence_rows": seats.rows(control_view()),
        "presence_version": panel_version("presence"),
    }


def map_values() -> dict[str, object]:
    """The world as it is."""
    return {"map": world_map(control_view(), names()), "map_version": panel_version("marks")}


@dataclass(frozen=True, slots=True)
class RoomPage(ControlPage):
    """The control room."""

    template: ClassVar[str] = "control/room.html"
    key: ClassVar[str] = "room"

    refused: Refusal | None
    journal_text: str


def room_page(status: int = 200, refused: Refusal | None = None) -> Response:
    """The whole room."""
    return control_page(
        RoomPage(
            refused=refused,
            journal_text=console.journal_text(),
        ),
        status,
        **console_values(),
        **arrivals.arrival_values(),
        **board_values(),
        **event_values(),
        **alert_values(),
        **presence_values(),
        **map_values(),
    )


@dataclass(frozen=True, slots=True)
class ArchivedRoom(ControlPage):
    """What stands in place of the room where an exercise is an archive."""

    template: ClassVar[str] = "control/archive.html"
    key: ClassVar[str] = "room"


@blueprint.get("/")
def home() -> ResponseReturnValue:
    """The room."""
    if current_exercise().archived:
        return control_page(ArchivedRoom())
    return room_page()


PARTS = {
    "clock": ("control/parts/console.html", console_values),
    "busy": ("control/parts/busy.html", busy_values),
    "points": ("control/parts/points.html", points_values),
    "practice": ("control/parts/practice.html", practice_values),
    "arrivals": ("control/parts/arrivals.html", arrivals.arrival_values),
    "requests": ("control/parts/board.html", board_values),
    "injects": ("control/parts/events.html", event_values),
    "alerts": ("control/parts/alerts.html", alert_values),
    "presence": ("control/parts/presence.html", presence_values),
    "marks": ("control/parts/map.html", map_values),
}


@blueprint.get("/part/<name>")
def part(name: str) -> ResponseReturnValue:
    """One panel of the room, for a tick."""
    if name not in PARTS:
        return Response(_("There is no such part of the room."), 404)
    template, values = PARTS[name]
    return panel_response(name, template, values)
