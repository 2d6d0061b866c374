"""An exercise as it is stored, read as a record: what made it, what everybody did, and what happened."""

from __future__ import annotations

from sqlalchemy.orm import Session

from simulation.exercise.registry import SHIPPED, Registry
from simulation.review.branches import Record
from simulation.scenario.schema.scenario import FrozenScenario
from webapp.store import exercise_rows
from webapp.store.tables import ExerciseRecord


def record_of(session: Session, row: ExerciseRecord, registry: Registry = SHIPPED) -> Record:
    """An exercise as the review reads it: without what an undo took back."""
    return Record(
        FrozenScenario.model_validate_json(row.frozen, context=registry.codes),
        exercise_rows.settings_of(row.settings),
        tuple(exercise_rows.entries(session, row.id, registry.codes)),
        tuple(each.event for each in exercise_rows.events(session, row.id, registry.codes) if not each.superseded),
        registry,
    )
