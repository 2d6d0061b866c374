"""One process uses a PostgreSQL database: the lock is checked before each write, and taken again when it was lost."""

from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa

from simulation.exercise.clock.commands import StartExercise
from tests.conftest import plain
from tests.webapp.house import House, build, trainer
from webapp.process.faults import Fault, RefusedWriteError
from webapp.server.housekeeping import watch_guard
from webapp.store.database import held_alone


def end_connections_that_hold(url: str) -> None:
    """As an administrator, a restart or a pooler does."""
    with psycopg.connect(plain(sa.make_url(url)), autocommit=True) as admin:
        ended = admin.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_locks WHERE locktype = 'advisory' AND granted"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        ).fetchone()
        assert ended is not None
        assert ended[0] >= 1


def sequence(house: House, exercise: str) -> int:
    return house.store.published(exercise).sequence


def test_a_guard_that_was_lost_is_taken_again(postgres_url: str, tmp_path: Path) -> None:
    house = build(tmp_path, url=postgres_url)
    with held_alone(house.database):
        exercise = house.new_exercise()
        end_connections_that_hold(postgres_url)
        house.store.execute(exercise, StartExercise(id="start0001", member="control"))
        assert sequence(house, exercise) == 1
        other = build(tmp_path, url=postgres_url)
        with pytest.raises(Exception, match=r"database\.in_use"), held_alone(other.database):
            pass
        other.close()
    house.close()


def test_another_server_takes_over_and_this_one_only_reads(postgres_url: str, tmp_path: Path) -> None:
    """A is cut off, B starts and plays; A says so, shows what B does, writes nothing, and comes back when B ends."""
    house = build(tmp_path, url=postgres_url)
    with held_alone(house.database):
        exercise = house.new_exercise()
        ines = trainer(house)
        page = f"/x/{exercise}/control/"
        assert ines.get(page).status_code == 200
        other = build(tmp_path, url=postgres_url)
        end_connections_that_hold(postgres_url)
        with held_alone(other.database):
            other.store.execute(exercise, StartExercise(id="start0001", member="control"))
            with pytest.raises(RefusedWriteError) as problem:
                house.store.execute(exercise, StartExercise(id="start0002", member="control"))
            assert problem.value.fault is Fault.ELSEWHERE
            refused = ines.post(f"/x/{exercise}/lobby/start", {"what": "warm_up", "command_id": "openthewarmup"})
            assert refused.status_code == 503
            assert "Another server has taken over the database" in refused.text
            watch_guard(house.services)
            told = ines.get(page)
            assert told.status_code == 200
            assert "Here everything can only be read" in told.text
            assert sequence(house, exercise) == 1  # what the other one did is shown here
            assert "Another server has taken over" in house.client().get("/join").text
        watch_guard(house.services)
        assert "Here everything can only be read" not in ines.get(page).text
        with other.database.reading() as session:
            assert session.scalar(sa.text("SELECT count(*) FROM journal")) == 1
        other.close()
        assert house.services.troubles.now() == ()
    house.close()


def test_a_database_server_that_is_away_is_no_other_server(postgres_url: str, tmp_path: Path) -> None:
    house = build(tmp_path, url=postgres_url)
    with held_alone(house.database):
        guard = house.database.guard
        assert guard is not None
        for _ in range(3):
            end_connections_that_hold(postgres_url)
            guard.check()
        assert guard.was_lost
    with held_alone(house.database):
        pass  # given back, though it was taken several times
    house.close()
