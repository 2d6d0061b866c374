"""Who is asking, the exercise in the address and the member or trainer that the signed cookie names; and the services
that outlive a request."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from flask import Request, current_app, g, request
from werkzeug.exceptions import Forbidden, NotFound

from simulation.exercise.core.command import SeatRole
from webapp.live.panels import LivePanels
from webapp.live.presence import PresenceBook
from webapp.live.stream import Hub
from webapp.process.faults import TroubleBook
from webapp.process.kept_parts import KeptParts
from webapp.store.database import Database
from webapp.store.exercise_store import Store
from webapp.store.sign_ins import SignInBook
from webapp.store.tables import Door, Phase, Role
from webapp.visit.config import Config

REMEMBERED = "rogatory.remembered"
"""Where a request keeps what it has looked up; no client can send a key of this kind."""


@dataclass(frozen=True, slots=True)
class Services:
    """Made once when the application is assembled.

    Attributes:
        wall_clock: Seconds since 1970, for the countdown of office hours and for presence; a test may stop it.
        own_addresses: Under which addresses others in its networks reach this machine now, the likeliest first.
    """

    config: Config
    database: Database
    store: Store
    hub: Hub
    presence: PresenceBook
    panels: LivePanels
    parts: KeptParts
    sign_ins: SignInBook
    troubles: TroubleBook
    wall_clock: Callable[[], float]
    own_addresses: Callable[[], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Member:
    """A trainee in one exercise."""

    id: str
    exercise: str
    name: str
    country: str
    post: SeatRole
    link_seed: str
    joined_at: datetime | None = None
    device: str = ""

    @property
    def reads_along(self) -> bool:
        """Whether the post is one that acts for no office: head, observer or interpreter."""
        return self.post is not SeatRole.PLAYER


@dataclass(frozen=True, slots=True)
class Trainer:
    """Somebody who runs exercises; `sign_in` is this browser's, `sees_all` opens those of others too.

    `roles` are those that owners gave, by id of the exercise.
    """

    id: int
    name: str
    sign_in: int
    sees_all: bool = True
    roles: tuple[tuple[str, Role], ...] = ()

    def role_in(self, exercise: ExerciseInfo) -> Role | None:
        """What the trainer is in an exercise, in a rehearsal what in its exercise; None where it is closed."""
        if self.sees_all or exercise.owner in {None, self.id}:
            return Role.OWNER
        return dict(self.roles).get(exercise.rehearsal_of or exercise.id)

    def may_see(self, exercise: ExerciseInfo) -> bool:
        """Whether an exercise is open to this trainer: all, the own ones and everybody's, those with a role."""
        return self.role_in(exercise) is not None

    def may_run(self, exercise: ExerciseInfo) -> bool:
        """Whether this trainer may act in it."""
        return self.role_in(exercise) in {Role.OWNER, Role.CONTROLLER}


@dataclass(frozen=True, slots=True)
class ExerciseInfo:
    """What the list and the frame of a page need to know about an exercise."""

    id: str
    title: str
    join_code: str
    scenario: str
    created_at: datetime
    phase: Phase
    phase_since: datetime
    horizon: int
    sequence: int
    archived: bool
    door: Door = Door.AUTOMATIC
    pen_minutes: int = 1
    review_released: bool = False
    put_away: bool = False
    rehearsal_of: str = ""
    """The exercise of which this is a rehearsal, "" for none."""

    owner: int | None = None
    """Id of the trainer whose exercise it is; None for everybody's."""

    language: str = "en"
    """What was chosen with the exercise: the language of the wall, and of what is printed for the room."""

    @property
    def has_begun(self) -> bool:
        """The lobby has closed: there is something that a review can show."""
        return self.phase is not Phase.LOBBY

    @property
    def is_over(self) -> bool:
        """Play has ended; a rewind takes that back."""
        return self.phase in {Phase.ENDED, Phase.EPILOGUE, Phase.CLOSED}

    @property
    def shows_review(self) -> bool:
        """Whether teams may read the review of their own file: play is over, and the trainer has released it."""
        return self.is_over and self.review_released


@dataclass(frozen=True, slots=True)
class Visit:
    """One request's answer to the question who is asking and about what."""

    exercise: ExerciseInfo | None
    member: Member | None
    trainer: Trainer | None
    has_left: bool = False
    """This browser had a seat here, and has none any more."""

    is_others: bool = False
    """A trainer is signed in to whom this exercise of another trainer is closed."""

    has_knocked: bool = False
    """This browser has knocked here and has not come in yet, perhaps though it was admitted."""


def services() -> Services:
    """The parts of the application that outlive a request."""
    return cast("Services", current_app.extensions["rogatory"])


def remembered[T](key: str, make: Callable[[], T]) -> T:
    """What a request that only looks has looked up once; parts of a page that are fetched together share it."""
    return remembered_by(request, key, make)


def remembered_by[T](asked: Request, key: str, make: Callable[[], T]) -> T:
    """The same for a request that is only about to be answered."""
    if asked.method not in {"GET", "HEAD"}:
        return make()
    known = cast("dict[str, object]", asked.environ.setdefault(REMEMBERED, {}))
    if key not in known:
        known[key] = make()
    return cast("T", known[key])


def forget() -> None:
    """Something was written by the way: what this request has looked up may be no longer so."""
    cast("dict[str, object]", request.environ.get(REMEMBERED, {})).clear()


def current_visit() -> Visit:
    """Who is asking now."""
    return cast("Visit", g.get("visit") or Visit(None, None, None))


def current_exercise() -> ExerciseInfo:
    """The exercise in the address."""
    exercise = current_visit().exercise
    if exercise is None:
        raise NotFound
    return exercise


def current_member() -> Member:
    """The trainee who is asking."""
    member = current_visit().member
    if member is None:
        raise Forbidden
    return member


def current_trainer() -> Trainer:
    """The trainer who is asking."""
    trainer = current_visit().trainer
    if trainer is None:
        raise Forbidden
    return trainer
