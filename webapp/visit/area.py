"""An area of the application: its blueprint, and who may use each of its pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from flask import Blueprint

from simulation.exercise.core.command import SeatRole
from webapp.store.tables import Role

READING_POSTS = frozenset({SeatRole.HEAD, SeatRole.INTERPRETER, SeatRole.OBSERVER})
"""Posts without a pen: they read what their team reads."""


class Who(StrEnum):
    """Who may use a page; a page without a row is closed to everybody."""

    ANYONE = "anyone"
    """Everybody, signed in or not."""

    TRAINER = "trainer"
    """Trainers only."""

    MEMBER = "member"
    """Members of the exercise in the address."""

    DESK = "desk"
    """Members of the exercise in the address, and a trainer who has opened a country's desk."""

    EVALUATOR = "evaluator"
    """Trainers, and observers of the exercise in the address: what teams are judged by is for nobody else."""

    INTERPRETER = "interpreter"
    """Interpreters of the exercise in the address: what they get before the room is for nobody else."""

    PERSON = "person"
    """Members of the exercise in the address, and trainers."""


@dataclass(frozen=True, slots=True)
class Area:
    """A blueprint with its rows of the allow-list: name of the view function -> who."""

    blueprint: Blueprint
    rows: Mapping[str, Who]
    penless: Mapping[str, frozenset[SeatRole]] = field(default_factory=dict)
    """Forms that posts without a pen may send, by name of the view function; every other form is closed to them."""

    roles: Mapping[str, Role] = field(default_factory=dict)
    """The least role of a trainer, by name of the view function, where it is another than `webapp.visit.roles` says."""

    def allowed(self) -> dict[str, Who]:
        """The rows by full endpoint."""
        return {f"{self.blueprint.name}.{view}": who for view, who in self.rows.items()}

    def open_to_penless(self) -> dict[str, frozenset[SeatRole]]:
        """The forms of posts without a pen by full endpoint."""
        return {f"{self.blueprint.name}.{view}": posts for view, posts in self.penless.items()}

    def needed_roles(self) -> dict[str, Role]:
        """The least roles by full endpoint."""
        return {f"{self.blueprint.name}.{view}": role for view, role in self.roles.items()}
