"""The lobby of one exercise: seats filling, the way in, pens, and the trainer's start."""

from __future__ import annotations

from datetime import UTC, datetime

import segno
import sqlalchemy as sa
from flask import Response, abort, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy.orm import Session

from simulation.exercise.clock.commands import EndWarmUp, StartExercise
from simulation.exercise.core.command import CONTROL, SeatRole
from simulation.exercise.seats.commands import LeaveSeat
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from webapp.live.panels import BEFORE_THE_FIRST_MOVE, Kind, lobby_countries
from webapp.lobby import door
from webapp.lobby.blueprint import blueprint
from webapp.lobby.front_door import previous_page
from webapp.lobby.seat_table import all_members, filling, teams
from webapp.pages import device_check
from webapp.pages.device_check import answer_url
from webapp.pages.forms import command_id, is_command_id, key_field, some_of
from webapp.pages.frame import exists, grouped
from webapp.pages.page import (
    all_views,
    back,
    do,
    do_all,
    live_urls,
    new_command_id,
    panel_response,
    panel_versions,
    plain_page,
    refusal,
)
from webapp.pages.seat_rows import can_take, offices_of
from webapp.pages.warm_up import progress
from webapp.store.registered import registry
from webapp.store.tables import MemberRecord
from webapp.visit.access import MEMBERS_KEY
from webapp.visit.personal_links import code_of, token_of
from webapp.visit.refusals import Refusal
from webapp.visit.roles import may_use
from webapp.visit.room_address import address_of, room_address
from webapp.visit.visitor import Member, current_exercise, current_member, current_visit, services

FORMS = ("warm_up", "first_move", "end_warm_up", "leave", "pen")
"""Forms of the page, each with an id for its command."""


def picture(address: str) -> Markup:
    """A QR code as SVG."""
    drawn = segno.make(address, error="m").svg_inline(scale=6, border=2, omitsize=True, svgclass=None, lineclass=None)
    return Markup(drawn)  # noqa: S704  # drawn here from an address of this server


def seat_address(country: str, seat: str) -> str:
    """Where choosing another seat posts."""
    exercise = current_exercise().id
    command = new_command_id(f"sit/{country}/{seat}")
    return url_for("lobby.change_seat", exercise=exercise, country=country, seat=seat, command_id=command)


def needs_a_trainer(wanted: door.Choice) -> bool:
    """Whether only a trainer seats the member there: where newcomers knock, and for whoever has read ahead."""
    member = current_member()
    is_own = (wanted.country, wanted.post) == (member.country, member.post)
    return not is_own and door.must_knock(current_exercise(), wanted)


def other_seat_refused() -> RuleViolation:
    """Why only a trainer seats the member there."""
    post = current_member().post
    return RuleViolation("seat.reads_ahead", post=post) if post in door.READS_AHEAD else RuleViolation("seat.admitted")


def open_address(country: str, seat: str) -> str:
    """Where choosing a seat posts; "" for a seat to which a trainer admits."""
    return "" if needs_a_trainer(door.chosen(all_views(), country, seat)) else seat_address(country, seat)


def sees_the_door() -> bool:
    """Whether the visitor is a trainer who may let people in."""
    visit = current_visit()
    return visit.trainer is not None and visit.member is None and may_use(visit, "control.people")


def values() -> dict[str, object]:
    """What the lobby shows to this visitor."""
    visit = current_visit()
    version = panel_versions(Kind.LOBBY).get("lobby", "")
    published = all_views()
    known = all_members(current_exercise().id)
    own = visit.member.id if visit.member is not None else ""
    countries = lobby_countries(published, visit.member.country if visit.member is not None else "", own)
    phase = published.control.clock.phase
    sits = any(own in seat.members for view in published.teams.values() for seat in view.seats)
    may_choose = bool(own) and (phase in BEFORE_THE_FIRST_MOVE or (not sits and phase in {"office_hours", "running"}))
    cards = teams(published, countries, known, own, open_address if may_choose else None, visit.member)
    return {
        "exercise": current_exercise(),
        "phase": phase,
        "is_over": published.control.clock.is_over,
        "teams": cards,
        "may_choose": may_choose,
        "is_offered": any(card.is_offered for card in cards),
        "filling": filling(published, known, countries),
        "sits": sits,
        "member": visit.member,
        "trainer": visit.trainer,
        "check": answer_url(visit.member, published.room.asked),
        "at_the_door": door.notice() if sees_the_door() else "",
        "practice": progress(published, current_exercise().id) if visit.trainer is not None else None,
        "lobby_version": version,
        "seat_id": new_command_id("lobby/seat"),
        "ids": {name: new_command_id(f"lobby/{name}") for name in FORMS},
        "has_desk": exists("desk.home"),
        "has_briefing": exists("desk.briefing"),
    }


def lobby_page(status: int = 200, refused: Refusal | None = None) -> Response:
    """The whole page."""
    exercise = current_exercise()
    path = url_for("lobby.join", code=exercise.join_code)
    return plain_page(
        "lobby/room.html",
        status,
        **values(),
        **live_urls(Kind.LOBBY),
        refused=refused,
        code=grouped(exercise.join_code),
        address=address_of("").split("://", 1)[-1],
        reached=room_address() if current_visit().trainer is not None else None,
        qr=picture(address_of(path)),
        title=all_views().scenario.text("title"),
        has_control=exists("control.home"),
        sees_people=may_use(current_visit(), "control.people"),
        locked=door.is_locked(exercise),
    )


@blueprint.get("/x/<exercise>/lobby/")
def seats() -> ResponseReturnValue:
    """The lobby."""
    if current_exercise().archived:
        return plain_page("lobby/archive.html", exercise=current_exercise(), trainer=current_visit().trainer)
    return lobby_page()


@blueprint.get("/x/<exercise>/lobby/teams")
def board() -> ResponseReturnValue:
    """The seats alone, for a tick."""
    return panel_response("lobby", "lobby/_teams.html", values, kind=Kind.LOBBY)


@blueprint.get("/x/<exercise>/lobby/welcome")
def welcome() -> ResponseReturnValue:
    """The personal link, once after joining and whenever it is wanted again."""
    member = current_member()
    offices = offices_of(all_views().teams[member.country], member.id)
    seat_name = "+".join(offices) if member.post is SeatRole.PLAYER else member.post
    link = address_of(url_for("lobby.come_back", token=token_of(member.id, member.link_seed)))
    return plain_page(
        "lobby/welcome.html",
        200,
        member=member,
        seat=door.seat_said(all_views().scenario, member.country, seat_name) if offices else "",
        link=link,
        qr=picture(link),
        code=code_of(member.id, member.link_seed),
        join_code=grouped(current_exercise().join_code),
        **_begin_values(),
        **live_urls(Kind.LOBBY),
    )


def _begin_values() -> dict[str, object]:
    """How far the exercise is, for somebody who has a seat."""
    clock = all_views().control.clock
    return {
        "exercise": current_exercise(),
        "phase": clock.phase,
        "is_over": clock.is_over,
        "has_desk": exists("desk.home"),
        "lobby_version": panel_versions(Kind.LOBBY).get("lobby", ""),
    }


@blueprint.get("/x/<exercise>/lobby/welcome/part")
def welcome_part() -> ResponseReturnValue:
    """The way on alone, for a tick: whoever waits on the page of the personal link learns that play has begun."""
    return panel_response("lobby", "lobby/_begin.html", _begin_values, kind=Kind.LOBBY)


@blueprint.post("/x/<exercise>/lobby/here")
def say_here() -> ResponseReturnValue:
    """A device answers the communications check; an older question is over."""
    asked = all_views().room.asked
    if asked and request.args.get("asked") == str(asked):
        device_check.answer(current_member(), asked)
    return redirect(previous_page(), 303)


@blueprint.get("/x/<exercise>/lobby/after")
def after_play() -> ResponseReturnValue:
    """What a member reads who asks for the review, which compares teams and is shown by the trainer."""
    info = current_exercise()
    heading = _("The exercise is over") if info.is_over else _("The review comes after the end")
    return plain_page(
        "lobby/after_play.html", exercise=info, member=current_member(), heading=heading, over=info.is_over
    )


@blueprint.post("/x/<exercise>/lobby/seat/<country>/<seat>")
def change_seat(country: str, seat: str) -> ResponseReturnValue:
    """Another seat, until the first move opens; where a newcomer would have to knock, only a trainer seats somebody."""
    exercise = current_exercise().id
    member = current_member()
    command = request.args.get("command_id", "")
    if not is_command_id(command):
        return lobby_page(422, refusal(RuleViolation("command.odd")))
    if not values()["may_choose"]:
        return lobby_page(422, refusal(RuleViolation("seat.too_late")))
    try:
        wanted = door.chosen(all_views(), country, seat)
        door.require_no_onlooker(current_exercise(), wanted)
    except RuleViolation as violation:
        return lobby_page(422, refusal(violation))
    is_open = values()["phase"] in BEFORE_THE_FIRST_MOVE
    if not is_open and (wanted.country, wanted.post) != (member.country, member.post):
        return lobby_page(422, refusal(RuleViolation("seat.too_late")))
    if needs_a_trainer(wanted):
        return lobby_page(422, refusal(other_seat_refused()))

    def write(database: Session) -> None:
        database.execute(
            sa.update(MemberRecord).where(MemberRecord.id == member.id).values(country=wanted.country, post=wanted.post)
        )

    refused = do(door.seat_command(member.id, command, wanted), write)
    if refused is not None:
        return lobby_page(refused.status, refused)
    services().hub.dismiss(member.id)
    services().panels.touch(exercise)
    return back("lobby.seats")


@blueprint.post("/x/<exercise>/lobby/leave")
def leave() -> ResponseReturnValue:
    """Stands up; the personal link stops working."""
    exercise = current_exercise().id
    member = current_member()

    def write(database: Session) -> None:
        database.execute(sa.update(MemberRecord).where(MemberRecord.id == member.id).values(left_at=datetime.now(UTC)))

    refused = do(LeaveSeat(id=command_id(), member=member.id, who=member.id), write)
    if refused is not None:
        return lobby_page(refused.status, refused)
    services().hub.dismiss(member.id)
    door.has_read_ahead(exercise)
    session[MEMBERS_KEY] = {key: value for key, value in session[MEMBERS_KEY].items() if key != exercise}
    services().panels.touch(exercise)
    return plain_page("lobby/left.html", exercise=current_exercise())


@blueprint.post("/x/<exercise>/lobby/pen")
def pass_pen() -> ResponseReturnValue:
    """Gives the pen of a seat to somebody who sits there; a trainer may do it for anybody."""
    visit = current_visit()
    member = visit.member
    country = member.country if member is not None else key_field("country")
    to, offices = key_field("to"), some_of("office", registry().offices.codes)
    if member is not None and not may_pass(member, offices):
        minutes = current_exercise().pen_minutes
        return lobby_page(422, refusal(RuleViolation("seat.pen_is_here", minutes=minutes)))
    who = member.id if member is not None else CONTROL
    refused = do_all(door.pen_commands(command_id(), who, to, [(country, office) for office in offices]))
    if refused is not None:
        return lobby_page(refused.status, refused)
    if request.form.get("then") == "here":
        return redirect(previous_page(), 303)
    return back("desk.home" if member is not None and request.form.get("then") == "desk" else "lobby.seats")


def may_pass(member: Member, offices: list[Office]) -> bool:
    """Whether a member may say who writes at these offices: the holder may, anybody else once the holder is away."""
    pens = {seat.seat.office: seat.pen for seat in all_views().teams[member.country].seats}
    minutes = current_exercise().pen_minutes
    return all(pens[office] == member.id or can_take(pens[office], minutes) for office in offices)


@blueprint.post("/x/<exercise>/lobby/start")
def begin() -> ResponseReturnValue:
    """Opens the warm-up, or the first move."""
    match request.form.get("what"):
        case "warm_up":
            refused = do(StartExercise(id=command_id(), member=CONTROL, warm_up=True))
        case "first_move":
            refused = do(StartExercise(id=command_id(), member=CONTROL, warm_up=False))
        case "end_warm_up":
            refused = do(EndWarmUp(id=command_id(), member=CONTROL))
        case _:
            abort(400)
    if refused is not None:
        return lobby_page(refused.status, refused)
    return back("lobby.seats")
