"""Work that begins when play ends: asked for by itself, paused by a person, kept over the epilogue, not a rewind."""

from __future__ import annotations

import time

import pytest
import sqlalchemy as sa

from simulation.exercise.clock.commands import EndExercise, PlayEpilogue, Rewind, SetAdversary, TakeOver
from simulation.exercise.cooperation.commands import PullLever
from simulation.exercise.core.command import Command, Seat
from simulation.exercise.messages.commands import SendMessage
from simulation.exercise.messages.events import MessageSent
from simulation.exercise.procedures.letter.commands import RuleOnPoint
from simulation.exercise.trials.commands import HearCases
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from simulation.players.policies import players
from tests.webapp.conftest import Cast
from tests.webapp.house import House
from webapp.review.ahead import look_ahead
from webapp.review.current_review import Desk, ticket
from webapp.review.pricing_jobs import Jobs
from webapp.review.record_store import Shelf, keep_runs, marks, missing, runs_of, sequence_of_play
from webapp.store.tables import ExerciseRecord, TrainerRecord
from webapp.text.say import say_code


def played(house: House, exercise: str) -> int:
    with house.database.reading() as session:
        return sequence_of_play(session, exercise)


@pytest.mark.acceptance("plays an exercise again")
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


def test_what_control_does_after_the_end_leaves_prices_as_they_are(house: House, cast: Cast) -> None:
    house.store.execute(cast.exercise, EndExercise(id="endendend1", member="control"))
    end = played(house, cast.exercise)
    keep_runs(house.database, cast.exercise, end, 1, [])
    press = SendMessage(
        id="presspress1", member="control", to=Seat("SOV", Office.AUTHORITY), persona="press", text="One question."
    )
    house.store.execute(cast.exercise, press)
    assert played(house, cast.exercise) == end
    reading, sequence = Shelf().reading(house.store, cast.exercise)
    assert sequence == end
    assert [each.command.id for each in reading.record.entries][-1] == "endendend1", "nothing after the end is priced"
    assert any(isinstance(event, MessageSent) and event.persona == "press" for event in reading.record.events)
    house.store.execute(cast.exercise, PlayEpilogue(id="epilogue01", member="control"))
    house.store.execute(cast.exercise, Rewind(id="rewindrew1", member="control", to=end))
    assert played(house, cast.exercise) == end, "the end stands, so it is the same play"
    house.store.execute(cast.exercise, Rewind(id="rewindrew2", member="control", to=end - 1))
    assert played(house, cast.exercise) > end


@pytest.mark.parametrize(
    "late",
    [
        SetAdversary(id="latelate1", member="control", held=True),
        TakeOver(id="latelate1", member="control", country="SOV"),
        HearCases(id="latelate1", member="control"),
        PullLever(id="latelate1", member="control", country="SOV", lever="liaison"),
        RuleOnPoint(id="latelate1", member="control", request="x", finding="y", verdict="stands", reasons="z"),
    ],
    ids=lambda late: type(late).__name__,
)
def test_what_would_change_play_is_refused_after_the_end(house: House, cast: Cast, late: Command) -> None:
    house.store.execute(cast.exercise, EndExercise(id="endendend1", member="control"))
    with pytest.raises(RuleViolation) as refused:
        house.store.execute(cast.exercise, late)
    assert refused.value.code == "control.over"
    assert "Play is over" in say_code(refused.value.code)
