"""Work that begins when play ends: asked for by itself, paused by a person, kept over the epilogue, not a rewind."""

from __future__ import annotations

import time

import sqlalchemy as sa

from simulation.exercise.clock.commands import EndExercise, PlayEpilogue, Rewind
from simulation.players.policies import players
from tests.webapp.conftest import Cast
from tests.webapp.house import House
from webapp.review.ahead import look_ahead
from webapp.review.current_review import Desk, ticket
from webapp.review.pricing_jobs import Jobs
from webapp.review.record_store import Shelf, marks, missing, runs_of, sequence_of_play
from webapp.store.tables import ExerciseRecord, TrainerRecord


def played(house: House, exercise: str) -> int:
    with house.database.reading() as session:
        return sequence_of_play(session, exercise)


def test_it_begins_with_the_end_of_play_and_rests_while_it_is_paused(house: House, cast: Cast) -> None:
    with house.database.writing() as session:
        led_by = session.scalars(sa.select(TrainerRecord.id)).first()
        session.get_one(ExerciseRecord, cast.exercise).trainer_id = led_by
    jobs = Jobs(house.database, workers=0, policies=players())
    house.app.extensions["rogatory_review"] = Desk(Shelf(), jobs)
    look_ahead(house.app)
    assert jobs.of(cast.exercise) == (), "it is still played"
    house.store.execute(cast.exercise, EndExercise(id="endendend1", member="control"))
    end = played(house, cast.exercise)
    look_ahead(house.app)
    (job,) = jobs.of(cast.exercise)
    assert (job.wanted.key, job.sequence) == ("delay", end)
    look_ahead(house.app)
    assert len(jobs.of(cast.exercise)) == 1, "asked twice is asked once"
    deadline = time.monotonic() + 60
    while not runs_of(house.database, cast.exercise, end) and time.monotonic() < deadline:
        time.sleep(0.1)
    page = f"/x/{cast.exercise}/review/delay"
    assert "Stop" in cast.ines.get(page).text
    cast.ines.post(f"/x/{cast.exercise}/review/decisions/stop", {"decision": ticket("delay")})
    assert marks(house.database, cast.exercise, end) == {"paused"}
    look_ahead(house.app)
    assert jobs.of(cast.exercise) == ()
    assert runs_of(house.database, cast.exercise, end), "what is there stays"
    assert "Go on" in cast.ines.get(page).text
    house.store.execute(cast.exercise, PlayEpilogue(id="epilogue01", member="control"))
    assert played(house, cast.exercise) == end, "what holds for the end of play outlasts the epilogue"
    assert missing(house.database, cast.exercise, end, 40) == ("runs", "looked")
    house.store.execute(cast.exercise, Rewind(id="rewindrew1", member="control", to=end - 1))
    assert played(house, cast.exercise) > end
    assert runs_of(house.database, cast.exercise, played(house, cast.exercise)) == ()
    jobs.end()
