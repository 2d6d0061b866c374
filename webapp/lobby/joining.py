"""Joining: a name, a seat, a personal link back; joining twice is the same seat."""

from __future__ import annotations

import secrets

import sqlalchemy as sa
from flask import abort, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from simulation.exercise.core.command import SeatRole
from simulation.exercise.core.state import OVER
from simulation.kernel.errors import RuleViolation
from webapp.live.panels import BEFORE_THE_FIRST_MOVE
from webapp.lobby import door
from webapp.lobby.blueprint import blueprint
from webapp.lobby.front_door import unknown_code
from webapp.lobby.seat_table import all_members, teams, what_offices_do
from webapp.lobby.walk_ins import expected_as
from webapp.pages.forms import name_of
from webapp.pages.frame import exists
from webapp.pages.page import plain_page
from webapp.pages.seat_rows import seat_label
from webapp.store.members import found_in
from webapp.store.new_exercise import plain_code
from webapp.store.tables import LONGEST_NAME, ExerciseRecord, GuestRecord, MemberRecord, Standing
from webapp.store.use_log import Use, log
from webapp.text.names import Names
from webapp.text.say import post_name
from webapp.visit.access import JOINING_KEY, MEMBERS_KEY, exercise_info
from webapp.visit.personal_links import by_token, expected_by_token, link_behind
from webapp.visit.refusals import status_of
from webapp.visit.visitor import ExerciseInfo, current_exercise, services


def exercise_with(code: str) -> ExerciseInfo | None:
    """The exercise that has this code."""
    with services().database.reading() as database:
        row = database.scalar(sa.select(ExerciseRecord).where(ExerciseRecord.join_code == plain_code(code)))
        return exercise_info(row) if row is not None else None


def known_member(exercise: str) -> str | None:
    """The member that this browser already is in an exercise."""
    kept = session.get(MEMBERS_KEY, {})
    named = kept.get(exercise) if isinstance(kept, dict) else None
    if not isinstance(named, str):
        return None
    with services().database.reading() as database:
        row = found_in(database, exercise, named)
        return row.id if row is not None else None


def remember(exercise: str, member: str) -> None:
    """This browser is that member from now on."""
    kept = session.get(MEMBERS_KEY, {})
    session[MEMBERS_KEY] = {**(kept if isinstance(kept, dict) else {}), exercise: member}
    session.permanent = True


@blueprint.get("/join/<code>")
def join(code: str) -> ResponseReturnValue:
    """The name, or straight to the seat when this browser has one."""
    exercise = exercise_with(code)
    if exercise is None:
        return unknown_code(plain_code(code))
    if known_member(exercise.id) is not None:
        return redirect(url_for("lobby.seats", exercise=exercise.id), 303)
    if exercise.phase in OVER or exercise.archived:
        return plain_page("lobby/over.html", 410, exercise=exercise)
    if standing_at_the_door(exercise.id) is not None:
        return redirect(url_for("lobby.waiting", exercise=exercise.id), 303)
    kept = session.get(JOINING_KEY, {}).get(exercise.id, {})
    return plain_page("lobby/name.html", exercise=exercise, name=kept.get("name", ""))


@blueprint.post("/join/<code>")
def give_name(code: str) -> ResponseReturnValue:
    """Keeps the name in the browser; the seat comes next."""
    exercise = exercise_with(code)
    if exercise is None:
        return unknown_code(plain_code(code))
    name = name_of(request.form.get("name", ""))
    error = ""
    if not name or len(name) > LONGEST_NAME:
        error = _("Write a name of at most %(count)s characters. A nickname is fine.", count=LONGEST_NAME)
    elif door.is_of_control(name):
        error = _("Exercise control has this name. Write another one.")
    if error:
        return plain_page("lobby/name.html", 422, exercise=exercise, name=name, error=error)
    kept = session.get(JOINING_KEY, {}).get(exercise.id)
    started = kept or {"member": f"m{secrets.token_hex(6)}", "command": f"join{secrets.token_hex(6)}"}
    started = {**started, "device": device_of(request.user_agent.string)}
    session[JOINING_KEY] = {**session.get(JOINING_KEY, {}), exercise.id: {**started, "name": name}}
    return redirect(url_for("lobby.choose", code=exercise.join_code), 303)


@blueprint.get("/join/<code>/seat")
def choose(code: str) -> ResponseReturnValue:
    """The seats of every country."""
    exercise = exercise_with(code)
    if exercise is None:
        return unknown_code(plain_code(code))
    if known_member(exercise.id) is not None:
        return redirect(url_for("lobby.seats", exercise=exercise.id), 303)
    if exercise.id not in session.get(JOINING_KEY, {}):
        return redirect(url_for("lobby.join", code=exercise.join_code), 303)
    return choice_page(exercise)


def choice_page(exercise: ExerciseInfo, status: int = 200, error: str = "") -> ResponseReturnValue:
    """The seats, with why the last choice did not work."""
    published = services().store.published(exercise.id)
    cards = teams(
        published,
        tuple(published.teams),
        all_members(exercise.id),
        "",
        lambda country, seat: url_for("lobby.sit_down", code=exercise.join_code, country=country, seat=seat),
    )
    name = session.get(JOINING_KEY, {}).get(exercise.id, {}).get("name", "")
    with services().database.reading() as database:
        guest = expected_as(database, exercise.id, name)
    return plain_page(
        "lobby/choose.html",
        status,
        exercise=exercise,
        name=name,
        teams=cards,
        offices=what_offices_do(published),
        expected=guest.name if guest is not None else "",
        expected_seat=door.seat_said(published.scenario, guest.country, guest.seat) if guest is not None else "",
        error=error,
        locked=door.is_locked(exercise) or door.has_read_ahead(exercise.id),
        may_change=exercise.phase in BEFORE_THE_FIRST_MOVE,
    )


@blueprint.post("/join/<code>/seat/<country>/<seat>")
def sit_down(code: str, country: str, seat: str) -> ResponseReturnValue:
    """Takes the seat; the second time it is the same seat."""
    exercise = exercise_with(code)
    if exercise is None:
        return unknown_code(plain_code(code))
    if known_member(exercise.id) is not None:
        return redirect(url_for("lobby.seats", exercise=exercise.id), 303)
    kept = session.get(JOINING_KEY, {}).get(exercise.id)
    if kept is None:
        return redirect(url_for("lobby.join", code=exercise.join_code), 303)
    try:
        choice = door.chosen(services().store.published(exercise.id), country, seat)
        answer = enter(exercise, choice, kept)
    except RuleViolation as violation:
        return choice_page(exercise, status_of(violation), Names().refused(violation))
    return answer


@blueprint.post("/join/<code>/expected")
def sit_down_as_expected(code: str) -> ResponseReturnValue:
    """Takes the seat that is kept for this name on the list; once joining is locked, it is a knock."""
    exercise = exercise_with(code)
    if exercise is None:
        return unknown_code(plain_code(code))
    if known_member(exercise.id) is not None:
        return redirect(url_for("lobby.seats", exercise=exercise.id), 303)
    kept = session.get(JOINING_KEY, {}).get(exercise.id)
    if kept is None:
        return redirect(url_for("lobby.join", code=exercise.join_code), 303)
    with services().database.reading() as database:
        guest = expected_as(database, exercise.id, kept["name"])
    if guest is None:
        return choice_page(exercise, 409, _("That seat is no longer reserved for this name."))
    try:
        choice = door.chosen(services().store.published(exercise.id), guest.country, guest.seat)
        door.require_no_onlooker(exercise, choice)
        if door.must_knock(exercise, choice):
            door.knock(exercise.id, choice, kept, None)
            return redirect(url_for("lobby.waiting", exercise=exercise.id), 303)
        take_seat(exercise.id, choice, as_on_the_list(guest))
    except RuleViolation as violation:
        return choice_page(exercise, status_of(violation), Names().refused(violation))
    return arrived(exercise.id, guest.id)


def as_on_the_list(guest: GuestRecord) -> dict[str, str]:
    """The entry of somebody who is expected, as it is written when they come."""
    return {
        "member": guest.id,
        "command": guest.join_command,
        "name": guest.name,
        "link": guest.link_seed,
        "device": device_of(request.user_agent.string),
    }


def enter(exercise: ExerciseInfo, choice: door.Choice, kept: dict[str, str]) -> ResponseReturnValue:
    """Sits down, or knocks; somebody of the same name at the same seat is asked for first.

    Raises:
        RuleViolation: The seat is full, the exercise has ended, too many wait at the door, or the role is to look on.
    """
    door.require_no_onlooker(exercise, choice)
    published = services().store.published(exercise.id)
    who = request.form.get("who", "")
    with services().database.reading() as database:
        like = door.namesake(database, published, exercise.id, kept["name"], choice)
    if like is not None and like.id == kept["member"]:
        like = None
    if like is not None and who not in {"same", "new"}:
        return plain_page(
            "lobby/same.html",
            exercise=exercise,
            name=kept["name"],
            seat=seat_label(choice.offices) if choice.post is SeatRole.PLAYER else post_name(choice.post),
            is_here=services().presence.of(like.id).value != "away",
            again=url_for("lobby.sit_down", code=exercise.join_code, country=choice.country, seat=choice.name),
        )
    if published.control.clock.is_over:
        raise RuleViolation("exercise.ended")
    if door.must_knock(exercise, choice) or (like is not None and who == "same"):
        door.knock(exercise.id, choice, kept, like.id if like is not None and who != "new" else None)
        return redirect(url_for("lobby.waiting", exercise=exercise.id), 303)
    take_seat(exercise.id, choice, kept)
    return arrived(exercise.id, str(kept["member"]))


def arrived(exercise: str, member: str) -> ResponseReturnValue:
    """In: this browser is that member, and sees the personal link."""
    remember(exercise, member)
    session[JOINING_KEY] = {key: value for key, value in session.get(JOINING_KEY, {}).items() if key != exercise}
    services().panels.touch(exercise)
    return redirect(url_for("lobby.welcome", exercise=exercise), 303)


def take_seat(exercise: str, choice: door.Choice, kept: dict[str, str]) -> None:
    """Journals the seat and writes the member's row in one transaction; the second time it is the same seat.

    Raises:
        RuleViolation: The seat is full, or the exercise has ended.
    """

    def write(database: Session) -> None:
        name = door.told_apart(database, exercise, kept["name"])
        database.add(door.new_row(exercise, choice, {**kept, "name": name}, Standing.IN))
        log(database, Use.JOINED, exercise=exercise)

    try:
        services().store.execute(exercise, door.seat_command(kept["member"], kept["command"], choice), write)
    except RuleViolation as violation:
        if violation.code != "command.differs":
            raise


def standing_at_the_door(exercise: str) -> MemberRecord | None:
    """The knock of this browser."""
    kept = session.get(JOINING_KEY, {}).get(exercise)
    if not isinstance(kept, dict):
        return None
    with services().database.reading() as database:
        row = database.get(MemberRecord, str(kept.get("member")))
        return row if row is not None and row.exercise_id == exercise else None


@blueprint.get("/x/<exercise>/lobby/waiting")
def waiting() -> ResponseReturnValue:
    """At the door: the page asks again by itself, and opens once a trainer has admitted the person."""
    exercise = current_exercise().id
    row = standing_at_the_door(exercise)
    if row is None:
        abort(404)
    with services().database.reading() as database:
        seated = found_in(database, exercise, row.id)
    if seated is not None:
        return arrived(exercise, row.id)
    is_turned_away = row.standing is not Standing.WAITING
    return plain_page(
        "lobby/waiting.html",
        exercise=current_exercise(),
        name=row.name,
        turned_away=is_turned_away,
        same=row.same_as,
        wants=door.seat_said(services().store.published(exercise).scenario, row.country, row.wants),
    )


@blueprint.post("/x/<exercise>/lobby/waiting")
def stop_waiting() -> ResponseReturnValue:
    """Goes away from the door, to choose another name or seat."""
    exercise = current_exercise().id
    row = standing_at_the_door(exercise)
    if row is None:
        abort(404)
    if row.standing is Standing.WAITING:
        with services().database.writing() as database:
            database.execute(sa.delete(MemberRecord).where(MemberRecord.id == row.id))
        services().panels.touch(exercise)
    session[JOINING_KEY] = {key: value for key, value in session[JOINING_KEY].items() if key != exercise}
    return redirect(url_for("lobby.join", code=current_exercise().join_code), 303)


@blueprint.post("/join/<code>/back")
def come_back_by_code(code: str) -> ResponseReturnValue:
    """The personal code: back to the same seat where no link is at hand."""
    exercise = exercise_with(code)
    if exercise is None:
        return unknown_code(plain_code(code))
    with services().database.reading() as database:
        token = link_behind(database, request.form.get("card", ""), exercise.id)
        guest = expected_by_token(database, token)
    if not token:
        wrong = _("Nobody in this exercise has this code. Check the code, or ask your trainer.")
        return plain_page("lobby/name.html", 404, exercise=exercise, name="", card_error=wrong)
    if guest is not None:
        return redirect(url_for("lobby.come_back", token=token), 303)
    return come_back(token)


def device_of(agent: str) -> str:
    """One word for a device, by what its browser says of itself."""
    if "iPad" in agent or "Tablet" in agent or ("Android" in agent and "Mobile" not in agent):
        return "tablet"
    return "phone" if "Mobi" in agent else "computer"


@blueprint.get("/me/<token>")
def come_back(token: str) -> ResponseReturnValue:
    """The personal link: back to the same seat, on this or another device; the first time it asks before it sits down.

    An address alone takes no seat: some phones open what they photograph before anybody has said so.
    """
    with services().database.reading() as database:
        row = by_token(database, token)
        guest = expected_by_token(database, token)
        if row is None:
            return plain_page("lobby/no_link.html", 404) if guest is None else card_page(guest, token)
        exercise = row.exercise_id
        remember(exercise, row.id)
    return redirect(url_for("desk.home" if exists("desk.home") else "lobby.seats", exercise=exercise), 303)


def card_page(guest: GuestRecord, token: str, status: int = 200, error: str = "") -> ResponseReturnValue:
    """Whose card this is, and the seat that it opens."""
    exercise = exercise_of(guest)
    if exercise.phase in OVER or exercise.archived:
        return plain_page("lobby/over.html", 410, exercise=exercise)
    published = services().store.published(exercise.id)
    seat = door.seat_said(published.scenario, guest.country, guest.seat) if guest.seat else ""
    return plain_page(
        "lobby/card.html", status, exercise=exercise, name=guest.name, seat=seat, token=token, error=error
    )


def exercise_of(guest: GuestRecord) -> ExerciseInfo:
    """The exercise in which somebody is expected."""
    with services().database.reading() as database:
        return exercise_info(database.get_one(ExerciseRecord, guest.exercise_id))


@blueprint.post("/me/<token>")
def sit_down_by_card(token: str) -> ResponseReturnValue:
    """Takes the seat of a card, also when joining is locked; again, and on a second device, it is the same seat."""
    with services().database.reading() as database:
        guest = expected_by_token(database, token)
    if guest is None:
        return redirect(url_for("lobby.come_back", token=token), 303)
    try:
        choice = door.chosen(services().store.published(guest.exercise_id), guest.country, guest.seat)
        take_seat(guest.exercise_id, choice, as_on_the_list(guest))
    except RuleViolation as violation:
        return card_page(guest, token, status_of(violation), Names().refused(violation))
    return arrived(guest.exercise_id, guest.id)
