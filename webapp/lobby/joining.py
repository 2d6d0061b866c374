"""Joining: a name, a seat, a personal link back; joining twice is the same seat."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa
from flask import redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from simulation.errors import RuleViolation
from simulation.exercise.commands import Post, TakeSeat
from simulation.records import Office
from webapp.access import MEMBERS_KEY, exercise_info
from webapp.chrome import exists
from webapp.exercise_making import plain_code
from webapp.forms import name_of
from webapp.lobby.blueprint import blueprint
from webapp.lobby.front import unknown_code
from webapp.lobby.teams import all_members, teams
from webapp.pages import plain_page
from webapp.published import Published
from webapp.records import ExerciseRecord, MemberRecord
from webapp.refusals import status_of
from webapp.seating import merged_seats
from webapp.visit import ExerciseInfo, services
from webapp.wording import violation_said

JOINING_KEY = "joining"
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Choice:
    """A seat that somebody asks for."""

    country: str
    offices: tuple[Office, ...]
    post: Post


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
        row = database.get(MemberRecord, named)
        return named if row is not None and row.exercise_id == exercise and row.left_at is None else None


def remember(exercise: str, member: str) -> None:
    """This browser is that member from now on."""
    kept = session.get(MEMBERS_KEY, {})
    session[MEMBERS_KEY] = {**(kept if isinstance(kept, dict) else {}), exercise: member}
    session.permanent = True


def chosen(published: Published, country: str, seat: str) -> Choice:
    """The seat that an address names: offices joined by `+`, or a post without a pen.

    Raises:
        RuleViolation: There is no such seat.
    """
    if country not in published.teams:
        raise RuleViolation("country.not_played", country=country[:3])
    if seat in {Post.HEAD, Post.INTERPRETER, Post.OBSERVER}:
        return Choice(country, tuple(Office), Post(seat))
    for offices in merged_seats(published):
        if "+".join(offices) == seat:
            return Choice(country, offices, Post.PLAYER)
    raise RuleViolation("seat.no_office")


@blueprint.get("/join/<code>")
def join(code: str) -> ResponseReturnValue:
    """The name, or straight to the seat when this browser has one."""
    exercise = exercise_with(code)
    if exercise is None:
        return unknown_code(plain_code(code))
    if known_member(exercise.id) is not None:
        return redirect(url_for("lobby.seats", exercise=exercise.id), 303)
    if exercise.phase in {"ended", "epilogue", "closed"} or exercise.archived:
        return plain_page("lobby/over.html", 410, exercise=exercise)
    kept = session.get(JOINING_KEY, {}).get(exercise.id, {})
    return plain_page("lobby/name.html", exercise=exercise, name=kept.get("name", ""))


@blueprint.post("/join/<code>")
def give_name(code: str) -> ResponseReturnValue:
    """Keeps the name in the browser; the seat comes next."""
    exercise = exercise_with(code)
    if exercise is None:
        return unknown_code(plain_code(code))
    name = name_of(request.form.get("name", ""))
    if not name or len(name) > LONGEST_NAME:
        error = _("Write a name of at most %(count)s characters. A nickname is fine.", count=LONGEST_NAME)
        return plain_page("lobby/name.html", 422, exercise=exercise, name=name, error=error)
    kept = session.get(JOINING_KEY, {}).get(exercise.id)
    started = kept or {"member": f"m{secrets.token_hex(6)}", "command": f"join{secrets.token_hex(6)}"}
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
    return plain_page("lobby/choose.html", status, exercise=exercise, name=name, teams=cards, error=error)


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
    member = str(kept["member"])
    try:
        take_seat(exercise.id, chosen(services().store.published(exercise.id), country, seat), member, kept)
    except RuleViolation as violation:
        if violation.code != "command.differs":
            return choice_page(exercise, status_of(violation), violation_said(violation))
    remember(exercise.id, member)
    session[JOINING_KEY] = {key: value for key, value in session[JOINING_KEY].items() if key != exercise.id}
    services().panels.touch(exercise.id)
    return redirect(url_for("lobby.welcome", exercise=exercise.id), 303)


def take_seat(exercise: str, choice: Choice, member: str, kept: dict[str, str]) -> None:
    """Journals the seat and writes the member's row in one transaction.

    Raises:
        RuleViolation: The seat is full, or the exercise has ended.
    """

    def write(database: Session) -> None:
        database.add(
            MemberRecord(
                id=member,
                exercise_id=exercise,
                name=kept["name"],
                country=choice.country,
                post=choice.post,
                link_token=secrets.token_urlsafe(24),
                join_command=kept["command"],
                joined_at=datetime.now(UTC),
                left_at=None,
            )
        )

    command = TakeSeat(
        id=kept["command"], member=member, country=choice.country, offices=choice.offices, post=choice.post
    )
    services().store.execute(exercise, command, write)


@blueprint.get("/me/<token>")
def come_back(token: str) -> ResponseReturnValue:
    """The personal link: back to the same seat, on this or another device."""
    with services().database.reading() as database:
        row = database.scalar(sa.select(MemberRecord).where(MemberRecord.link_token == token))
        if row is None or row.left_at is not None:
            return plain_page("lobby/no_link.html", 404)
        exercise = row.exercise_id
        remember(exercise, row.id)
    return redirect(url_for("desk.home" if exists("desk.home") else "lobby.seats", exercise=exercise), 303)
