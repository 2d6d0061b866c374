"""Who works in an exercise besides its owner: a role for each trainer who sees the own exercises only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from flask_babel import gettext as _

from simulation.kernel.errors import RuleViolation
from webapp.pages.forms import Option
from webapp.store.tables import ExerciseRecord, Role, RoleRecord, TrainerRecord
from webapp.store.use_log import Use, log
from webapp.text.say import role_name
from webapp.visit.visitor import ExerciseInfo, services

GIVEN = (Role.CONTROLLER, Role.EVALUATOR, Role.OBSERVER)
"""The roles that an owner gives."""


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A trainer with the role in the exercise, and the field that says so."""

    field: str
    trainer: int
    name: str
    options: tuple[Option, ...]


def role_rows(info: ExerciseInfo) -> tuple[RoleRow, ...]:
    """Every trainer to whom the exercise is closed without a role; none in a rehearsal, which has its exercise's."""
    if info.rehearsal_of:
        return ()
    with services().database.reading() as session:
        held = dict(
            session.execute(
                sa.select(RoleRecord.trainer_id, RoleRecord.role).where(RoleRecord.exercise_id == info.id)
            ).all()
        )
        others = session.scalars(
            sa.select(TrainerRecord)
            .where(TrainerRecord.sees_all.is_(False), TrainerRecord.id != (info.owner or 0))
            .order_by(TrainerRecord.name)
        ).all()
        return tuple(
            RoleRow(
                f"role-{row.id}",
                row.id,
                row.name,
                (
                    Option("", _("no role: the exercise is closed to this trainer"), "", row.id not in held),
                    *(Option(role, role_name(role), "", held.get(row.id) is role) for role in GIVEN),
                ),
            )
            for row in others
        )


def give(info: ExerciseInfo, wanted: Mapping[str, str], who: str) -> tuple[int, ...]:
    """Writes the roles of a form, all of them or none, and gives the trainers whose role has changed.

    Args:
        info: The exercise.
        wanted: The codes of roles by field; a trainer without a field keeps what he or she has.
        who: Who does it, for the log.

    Raises:
        RuleViolation: A field names no role (`role.unknown`), or it is a rehearsal (`role.rehearsal`).
    """
    if info.rehearsal_of:
        raise RuleViolation("role.rehearsal")
    rows = [row for row in role_rows(info) if row.field in wanted]
    if any(wanted[row.field] not in {"", *GIVEN} for row in rows):
        raise RuleViolation("role.unknown")
    changed = []
    with services().database.writing() as session:
        # Of two who give roles at once, one waits for the other.
        session.execute(sa.select(ExerciseRecord.id).where(ExerciseRecord.id == info.id).with_for_update())
        for row in rows:
            held = session.get(RoleRecord, (info.id, row.trainer))
            role = wanted[row.field]
            if role == (held.role if held is not None else ""):
                continue
            changed.append(row.trainer)
            if not role:
                session.delete(held)
            else:
                session.merge(RoleRecord(exercise_id=info.id, trainer_id=row.trainer, role=Role(role)))
        if changed:
            log(session, Use.ROLES_GIVEN, who=who, exercise=info.id)
    return tuple(changed)
