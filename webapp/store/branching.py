"""A branch: a new exercise that goes on from a move of one that was played, with empty seats.

It holds the case and the chance events up to there. The exercise from which it comes is read and never changed.
"""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa

from simulation.exercise.registry import SHIPPED, Registry
from simulation.review.branches import Record
from simulation.review.replay import Branched
from webapp.store.database import Database
from webapp.store.played_example import played_file
from webapp.store.tables import ExerciseRecord, MemberRecord
from webapp.store.transfer import put_in


def store_branch(
    database: Database, record: Record, branched: Branched, *, title: str, trainer: int, registry: Registry = SHIPPED
) -> str:
    """Store a branch; gives its id. Nobody of the other exercise sits in it, and nobody is named.

    Args:
        database: Where to.
        record: The exercise of which it is a branch.
        branched: Its beginning.
        title: Its title.
        trainer: Whose it is.
        registry: What there is in it.
    """
    file = played_file(
        record.frozen, record.settings, branched.entries, branched.happened, branched.now, branched.phase
    )
    made = put_in(database, file, title=title, registry=registry)
    with database.writing() as session:
        session.execute(sa.update(ExerciseRecord).where(ExerciseRecord.id == made).values(trainer_id=trainer))
        of_it = sa.update(MemberRecord).where(MemberRecord.exercise_id == made)
        session.execute(of_it.values(left_at=datetime.now(UTC)))
    return made
