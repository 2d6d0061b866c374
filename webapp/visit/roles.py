"""What a trainer may do in one exercise: a role there, and the role that each page or form needs.

Whoever sees all exercises, and whose exercise it is, is its owner; so is everybody where it is every trainer's.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from flask import Flask, current_app

from simulation.kernel.errors import RuleViolation
from webapp.store.tables import Role
from webapp.visit.area import Who
from webapp.visit.visitor import Visit

NEEDED = "rogatory.roles"

RANKS = {Role.OBSERVER: 0, Role.EVALUATOR: 1, Role.CONTROLLER: 2, Role.OWNER: 3}
"""Each may do what those before it may."""

LOOKS_ON = frozenset({Role.EVALUATOR, Role.OBSERVER})
"""Roles that see everything and run nothing."""


def install(app: Flask, needed: Mapping[str, Role]) -> None:
    """Keeps the rows of all areas."""
    app.extensions[NEEDED] = dict(needed)


def needed(endpoint: str, method: str) -> Role:
    """The least role for it: without a row whoever sees the exercise may look, and only controllers may send."""
    rows = cast("Mapping[str, Role]", current_app.extensions[NEEDED])
    return rows.get(endpoint, Role.CONTROLLER if method == "POST" else Role.OBSERVER)


def role_of(visit: Visit) -> Role | None:
    """What the trainer who asks is in the exercise in the address; None for nobody's trainer."""
    if visit.trainer is None or visit.exercise is None:
        return None
    return visit.trainer.role_in(visit.exercise)


def may_use(visit: Visit, endpoint: str, method: str = "GET") -> bool:
    """Whether the trainer's role reaches for it."""
    role = role_of(visit)
    return role is None or RANKS[role] >= RANKS[needed(endpoint, method)]


def require_role(visit: Visit, who: Who | None, endpoint: str, method: str) -> None:
    """Refuses what another role does; where the trainer also sits at a seat, the seat decides over the seat's forms.

    Raises:
        RuleViolation: The role does not reach for it (`role.controller`, `role.evaluator`, `role.observer`).
    """
    sits = visit.member is not None and visit.member.id != "control"
    if sits and who not in {Who.TRAINER, Who.EVALUATOR}:
        return
    role = role_of(visit)
    if role is not None and not may_use(visit, endpoint, method):
        raise RuleViolation(f"role.{role}")
