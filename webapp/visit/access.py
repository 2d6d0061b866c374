"""Who may see what: deny by default, one table, one check before every request."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from typing import cast

import sqlalchemy as sa
from flask import Flask, g, redirect, request, session, url_for
from flask.sessions import SecureCookieSessionInterface
from flask.typing import ResponseReturnValue
from itsdangerous import BadSignature
from sqlalchemy.orm import Session, defer
from werkzeug.exceptions import Forbidden, Gone, NotFound
from werkzeug.http import parse_cookie

from simulation.exercise.core.command import SeatRole
from simulation.exercise.core.settings import RULES_VERSION
from simulation.kernel.errors import RuleViolation
from webapp.live.panels import Kind, Viewer
from webapp.process.static_files import FOLDERS
from webapp.store import sign_ins
from webapp.store.members import found_in
from webapp.store.published_views import CONTROL
from webapp.store.tables import ExerciseRecord, MemberRecord, Role, RoleRecord
from webapp.visit.area import Who
from webapp.visit.impersonation import WhichDesk, at_the_desk, is_control, plays
from webapp.visit.languages import country_name
from webapp.visit.roles import require_role
from webapp.visit.visitor import ExerciseInfo, Member, Services, Trainer, Visit, remembered, services

TRAINER_KEY = "trainer"
MEMBERS_KEY = "members"
JOINING_KEY = "joining"
TYPING = "typing"
"""What a page says with its question for news while somebody writes on it."""


def exercise_info(row: ExerciseRecord) -> ExerciseInfo:
    """The row as a frozen value."""
    return ExerciseInfo(
        id=row.id,
        title=row.title,
        join_code=row.join_code,
        scenario=row.scenario,
        created_at=row.created_at,
        phase=row.phase,
        phase_since=row.phase_since,
        horizon=row.horizon,
        sequence=row.sequence,
        archived=row.rules_version != RULES_VERSION,
        door=row.door,
        pen_minutes=row.pen_minutes,
        review_released=row.review_released,
        put_away=row.put_away,
        rehearsal_of=row.rehearsal_of or "",
        owner=row.trainer_id,
        language=json.loads(row.settings).get("language", "en"),
    )


def member_value(row: MemberRecord) -> Member:
    """The row as a frozen value."""
    return Member(row.id, row.exercise_id, row.name, row.country, row.post, row.link_seed, row.joined_at, row.device)


def visit_of(database: Session, cookie: Mapping[str, object], exercise: str | None) -> Visit:
    """Who the signed cookie names, and the exercise in the address."""
    trainer = None
    token = cookie.get(TRAINER_KEY)
    signed_in = sign_ins.found(database, token) if isinstance(token, str) else None
    if signed_in is not None:
        sign_in, row = signed_in
        trainer = Trainer(
            row.id,
            row.name,
            sign_in,
            sees_all=row.sees_all,
            roles=() if row.sees_all else roles_of(database, row.id),
        )
    if exercise is None:
        return Visit(None, None, trainer)
    row_of_exercise = database.scalar(
        sa.select(ExerciseRecord).where(ExerciseRecord.id == exercise).options(defer(ExerciseRecord.frozen))
    )
    if row_of_exercise is None:
        return Visit(None, None, trainer, has_left=_named(cookie, exercise) is not None)
    found = exercise_info(row_of_exercise)
    member, has_left = None, False
    is_others = trainer is not None and not trainer.may_see(found)
    named = _named(cookie, exercise)
    if named is not None:
        seated = found_in(database, exercise, named)
        member = member_value(seated) if seated is not None else None
        has_left = seated is None
    return Visit(
        found,
        member,
        None if is_others else trainer,
        has_left=has_left,
        is_others=is_others,
        has_knocked=member is None and _has_knocked(database, cookie, exercise),
    )


def roles_of(database: Session, trainer: int) -> tuple[tuple[str, Role], ...]:
    """The roles that owners gave a trainer, by id of the exercise."""
    rows = database.scalars(sa.select(RoleRecord).where(RoleRecord.trainer_id == trainer))
    return tuple((row.exercise_id, row.role) for row in rows)


def _named(cookie: Mapping[str, object], exercise: str) -> str | None:
    """The member that the cookie names for an exercise."""
    members = cookie.get(MEMBERS_KEY)
    named = members.get(exercise) if isinstance(members, dict) else None
    return named if isinstance(named, str) else None


def _has_knocked(database: Session, cookie: Mapping[str, object], exercise: str) -> bool:
    joining = cookie.get(JOINING_KEY)
    kept = joining.get(exercise) if isinstance(joining, dict) else None
    return isinstance(kept, dict) and database.get(MemberRecord, str(kept.get("member"))) is not None


def _visit(exercise: str | None) -> Visit:
    with services().database.reading() as database:
        return visit_of(database, session, exercise)


def may(who: Who | None, visit: Visit) -> bool:
    """Whether a row of the allow-list lets this visit in; no row lets nobody in."""
    match who:
        case None:
            return False
        case Who.ANYONE:
            return True
        case Who.TRAINER:
            return visit.trainer is not None
        case Who.MEMBER | Who.DESK:
            return visit.member is not None
        case Who.EVALUATOR:
            observes = visit.member is not None and visit.member.post is SeatRole.OBSERVER
            return visit.trainer is not None or observes
        case Who.INTERPRETER:
            return visit.member is not None and visit.member.post is SeatRole.INTERPRETER
        case Who.PERSON:
            return visit.member is not None or visit.trainer is not None


def is_of_the_desk(who: Who | None) -> bool:
    """Whether the address asked for belongs to a team's desk, its live parts included."""
    if request.blueprint == "live":
        return bool((request.view_args or {}).get("kind", Kind.TEAM) == Kind.TEAM)
    return who is Who.DESK


def require_taken_over(visit: Visit) -> None:
    """Control may look at every desk, but write only at that of a country it has taken over.

    Raises:
        RuleViolation: It has not (`country.not_taken_over`).
    """
    member, exercise = visit.member, visit.exercise
    if member is None or exercise is None or not is_control(member):
        return
    published = services().store.published(exercise.id)
    if not plays(published, member):
        raise RuleViolation("country.not_taken_over", country=country_name(published.scenario, member.country))


def _has_desk(exercise: ExerciseInfo | None, country: str) -> bool:
    if exercise is None or exercise.archived:
        return False
    return country in services().store.published(exercise.id).teams


def seated(visit: Visit, who: Who | None, country: str) -> Visit:
    """The visit as the desk in the address sees it.

    Raises:
        NotFound: There is no such desk.
        WhichDesk: A trainer asks for a page of a desk, and the address does not say whose.
    """
    exercise = visit.exercise
    if country:
        if visit.trainer is not None and not (is_of_the_desk(who) and _has_desk(exercise, country)):
            raise NotFound
        return at_the_desk(visit, country)
    if who is Who.DESK and visit.trainer is not None and visit.member is None:
        if request.blueprint == "live" or "X-Tick" in request.headers or exercise is None or exercise.archived:
            raise Forbidden
        raise WhichDesk
    return visit


def require_player(visit: Visit, open_to: frozenset[SeatRole]) -> None:
    """Heads, interpreters and observers read along: of forms within an exercise they send those that name their post.

    Raises:
        RuleViolation: This is none of them (`seat.reads_along`).
    """
    member = visit.member
    if member is not None and member.post is not SeatRole.PLAYER and member.post not in open_to:
        raise RuleViolation("seat.reads_along", post=member.post)


def _way_on(who: Who | None, visit: Visit, exercise: str | None) -> str:
    """Where somebody is sent on who asks for a page that is not his or hers; "" for nowhere."""
    if who is Who.TRAINER and visit.member is None and not visit.is_others:
        return url_for("accounts.sign_in", next=request.full_path.rstrip("?"))
    if visit.has_knocked and "X-Tick" not in request.headers:
        return url_for("lobby.waiting", exercise=exercise)
    if request.blueprint == "review" and visit.member is not None:
        return url_for("lobby.after_play", exercise=exercise)
    return ""


def install(app: Flask, allowed: Mapping[str, Who], penless: Mapping[str, frozenset[SeatRole]]) -> None:
    """Puts the check before every request."""

    @app.before_request
    def check() -> ResponseReturnValue | None:
        endpoint = request.endpoint
        if endpoint is None:
            return None  # no such address: the error page follows
        named: str | None = g.exercise
        if endpoint in FOLDERS:
            return None
        visit = remembered(f"visit/{named}", lambda: _visit(named))
        who = allowed.get(endpoint)
        g.visit = visit
        if visit.trainer is not None:
            services().sign_ins.seen(visit.trainer.sign_in)
        if named is not None and visit.exercise is None:
            raise Gone if visit.has_left else NotFound
        g.visit = visit = seated(visit, who, g.at)
        if not may(who, visit):
            way_on = _way_on(who, visit, named) if request.method == "GET" else ""
            if not way_on:
                raise Forbidden
            return redirect(way_on, 303)
        if visit.exercise is not None and visit.exercise.rehearsal_of and request.blueprint == "review":
            raise RuleViolation("rehearsal.no_results")
        require_role(visit, who, endpoint, request.method)
        if request.method == "POST":
            require_taken_over(visit)
            require_player(visit, penless.get(endpoint, frozenset()))
        if visit.member is not None and not is_control(visit.member):
            book = services().presence
            if request.headers.get("X-Tick") == TYPING:
                book.typed(visit.member.id)
            elif "X-Tick" in request.headers:
                book.polled(visit.member.id)
            else:
                book.acted(visit.member.id)
                saves_itself = request.accept_mimetypes.best == "application/json"
                if request.method == "POST" and not saves_itself:
                    book.sent(visit.member.id)
        return None


class Watchers:
    """What the hub of streams asks the application."""

    def __init__(self, app: Flask, parts: Services) -> None:
        """Reads the same cookies as the pages do."""
        self.app = app
        self.parts = parts

    def viewer(self, cookie: str, exercise: str, kind: Kind, country: str = "") -> Viewer | None:
        """Who the cookie names, None when that person may not watch this; `country` is the desk of a trainer."""
        asking = self.app.test_request_context("/", headers={"Cookie": cookie} if cookie else None)
        with asking, self.parts.database.reading() as database:
            visit = visit_of(database, session, exercise)
            if country and (kind is not Kind.TEAM or not self._has_desk(visit, country)):
                return None
            return viewer_of(at_the_desk(visit, country), kind)

    def _has_desk(self, visit: Visit, country: str) -> bool:
        found = visit.exercise
        return found is not None and not found.archived and country in self.parts.store.published(found.id).teams

    @functools.lru_cache(maxsize=2048)  # noqa: B019 - as long as the server
    def person(self, cookie: str) -> str:
        """Whose requests wait behind each other: whom the signed cookie names, empty for nobody.

        The database is not asked: a person who was removed meanwhile gets no page, but an own turn for being told so.
        """
        signing = cast("SecureCookieSessionInterface", self.app.session_interface).get_signing_serializer(self.app)
        kept = parse_cookie(cookie).get(self.app.config["SESSION_COOKIE_NAME"], "")
        if signing is None or not kept:
            return ""
        try:
            named = signing.loads(kept)
        except BadSignature:
            return ""
        return str(named.get(TRAINER_KEY) or named.get(MEMBERS_KEY) or "")

    def panels(self, viewer: Viewer) -> Mapping[str, str]:
        """The version of each panel that the viewer sees."""
        return self.parts.panels.of(viewer)

    def opened(self, viewer: Viewer) -> None:
        """A stream was opened."""
        if viewer.member not in {"", CONTROL}:
            self.parts.presence.opened(viewer.member)

    def closed(self, viewer: Viewer) -> None:
        """A stream was closed."""
        if viewer.member not in {"", CONTROL}:
            self.parts.presence.closed(viewer.member)


def viewer_of(visit: Visit, kind: Kind) -> Viewer | None:
    """The viewer of a kind of panels, None when this visit may not see them."""
    if visit.exercise is None or visit.exercise.archived:
        return None
    exercise = visit.exercise.id
    member = visit.member
    trainer = trainer_named(visit.trainer.id) if visit.trainer is not None else ""
    if member is not None and kind is not Kind.CONTROL:
        person = trainer if is_control(member) else member.id
        return Viewer(exercise, kind, member.country, member.id, person)
    return Viewer(exercise, kind, person=trainer) if trainer and kind is not Kind.TEAM else None


def trainer_named(trainer: int) -> str:
    """What the hub of streams calls a trainer; a member goes by its own id."""
    return f"trainer/{trainer}"
