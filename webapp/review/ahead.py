"""Work that begins when play ends: what delay cost, and what all decisions move, ready when the page opens.

What is missing is read from the database alone, so that work goes on after a restart and begins anew after a rewind,
which gives the journal another end. *Stop* on a page pauses it; *Go on* asks again.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from flask import Flask

from simulation.exercise.core.settings import RULES_VERSION
from simulation.review.bundles import RUNS
from webapp.review.current_review import desk
from webapp.review.pricing_jobs import AllWanted, DelayWanted
from webapp.review.record_store import marks, missing, of_play, sequence_of_play
from webapp.store.exercise_rows import record_of
from webapp.store.tables import ExerciseRecord, Phase
from webapp.visit.visitor import services

LOOK_SECONDS = 5.0
"""So often it is looked whether an exercise has ended."""

SINCE = timedelta(days=7)
"""Exercises that ended earlier are left alone until somebody asks (assumption)."""

OVER = (Phase.ENDED, Phase.EPILOGUE, Phase.CLOSED)


def look_ahead(app: Flask) -> None:
    """Ask for what is missing of one exercise that a trainer led and that ended in the last week."""
    with app.app_context():
        found, database = services(), services().store.database
        earliest = datetime.fromtimestamp(found.wall_clock(), UTC) - SINCE
        with database.reading() as session:
            rows = session.execute(
                sa.select(ExerciseRecord.id).where(
                    ExerciseRecord.phase.in_(OVER),
                    ExerciseRecord.rules_version == RULES_VERSION,
                    ExerciseRecord.trainer_id.is_not(None),
                    ExerciseRecord.rehearsal_of.is_(None),
                    ExerciseRecord.phase_since >= earliest,
                )
            )
            ended = [(row.id, sequence_of_play(session, row.id)) for row in rows]
        for exercise, sequence in ended:
            if desk().jobs.of(exercise) or "paused" in marks(database, exercise, sequence):
                continue
            lacking = missing(database, exercise, sequence, RUNS)
            if not lacking:
                continue
            with database.reading() as session:
                record = of_play(record_of(session, session.get_one(ExerciseRecord, exercise), found.store.registry))
            desk().jobs.ask(exercise, sequence, DelayWanted() if "runs" in lacking else AllWanted(), record)
            return
