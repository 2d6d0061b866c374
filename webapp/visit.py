"""Who is asking: the exercise in the address, and the member or trainer that the signed cookie names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from flask import current_app, g
from werkzeug.exceptions import Forbidden, NotFound

from simulation.exercise.commands import Post
from webapp.records import Door, Phase
from webapp.services import Services


@dataclass(frozen=True, slots=True)
class Member:
    """A trainee in one exercise."""

    id: str
    exercise: str
    name: str
    country: str
    post: Post
    link_seed: str
    joined_at: datetime | None = None
    device: str = ""


@dataclass(frozen=True, slots=True)
class Trainer:
    """Somebody who runs exercises; `sign_in` is this browser's."""

    id: int
    name: str
    sign_in: int


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


@dataclass(frozen=True, slots=True)
class Visit:
    """One request's answer to the question who is asking and about what."""

    exercise: ExerciseInfo | None
    member: Member | None
    trainer: Trainer | None
    has_left: bool = False
    """This browser had a seat here, and has none any more."""


def services() -> Services:
    """The parts of the application that outlive a request."""
    return cast("Services", current_app.extensions["rogatory"])


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
