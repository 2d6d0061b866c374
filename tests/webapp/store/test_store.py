"""The store: one transaction an act, a copy that can be made again from the journal at any moment."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from simulation.exercise.clock.commands import EndExercise, Jump, Rewind, StartClock, StartExercise, StopClock, TakeOver
from simulation.exercise.core.command import Command, Seat
from simulation.exercise.core.settings import RULES_VERSION
from simulation.exercise.messages.commands import SendMessage
from simulation.exercise.registry import SHIPPED
from simulation.exercise.seats.commands import TakeSeat
from simulation.kernel.agenda import DAY
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from tests.webapp.house import House, build
from webapp.store import exercise_rows
from webapp.store.exercise_store import ArchivedExerciseError, Store, UnknownExerciseError
from webapp.store.tables import EventRecord, ExerciseRecord, JournalRecord


def control(kind: type[Command], id_: str, **fields: object) -> Command:
    """A command of control."""
    return kind(id=id_, member="control", **fields)  # type: ignore[arg-type]  # fields differ by command


@pytest.fixture
def played(house: House) -> str:
    """An exercise that has jumped once."""
    exercise = house.new_exercise(preset="half_day_14")
    house.store.execute(exercise, control(StartExercise, "start0001", warm_up=False))
    house.store.execute(exercise, control(Jump, "jump00001", days=10))
    return exercise


def journal_of(house: House, exercise: str) -> list[tuple[int, int, str]]:
    with house.database.reading() as session:
        rows = session.execute(
            sa.select(JournalRecord.sequence, JournalRecord.at, JournalRecord.command_id)
            .where(JournalRecord.exercise_id == exercise)
            .order_by(JournalRecord.sequence)
        )
        return [(sequence, at, id_) for sequence, at, id_ in rows]


def events_of(house: House, exercise: str) -> list[tuple[int, str]]:
    with house.database.reading() as session:
        rows = session.execute(
            sa.select(EventRecord.sequence, EventRecord.payload)
            .where(EventRecord.exercise_id == exercise, EventRecord.superseded_by.is_(None))
            .order_by(EventRecord.sequence)
        )
        return [(sequence, payload) for sequence, payload in rows]


def test_a_jump_is_journalled_and_its_horizon_shown(house: House, played: str) -> None:
    assert [row[2] for row in journal_of(house, played)] == ["start0001", "jump00001"]
    shown = house.store.published(played)
    assert shown.horizon == 10 * DAY + 9 * 3600
    assert shown.control.clock.phase == "office_hours"
    with house.database.reading() as session:
        row = session.get_one(ExerciseRecord, played)
        assert (row.horizon, row.sequence, row.phase) == (shown.horizon, 2, "office_hours")


def test_a_repeat_returns_the_first_result(house: House, played: str) -> None:
    first = house.store.execute(played, control(Jump, "jump00002", days=5))
    again = house.store.execute(played, control(Jump, "jump00002", days=5))
    assert not first.repeated
    assert again.repeated
    assert (again.sequence, again.events) == (first.sequence, first.events)
    assert house.store.published(played).horizon == 15 * DAY + 9 * 3600


def test_the_same_id_with_other_words_is_refused(house: House, played: str) -> None:
    house.store.execute(played, control(Jump, "jump00002", days=5))
    with pytest.raises(RuleViolation) as refused:
        house.store.execute(played, control(Jump, "jump00002", days=6))
    assert refused.value.code == "command.differs"


def test_a_violated_rule_writes_nothing(house: House, played: str) -> None:
    before = (journal_of(house, played), events_of(house, played))
    with pytest.raises(RuleViolation):
        house.store.execute(played, control(Jump, "jump00002", days=5000))
    assert (journal_of(house, played), events_of(house, played)) == before


def test_what_one_form_asks_for_is_done_together_and_once(house: House, played: str) -> None:
    wanted = [control(TakeOver, f"take{code}", country=code) for code in ("KES", "VAL")]
    first = house.store.execute_all(played, wanted)
    again = house.store.execute_all(played, wanted)
    assert [row[2] for row in journal_of(house, played)][-2:] == ["takeKES", "takeVAL"]
    assert (first.repeated, again.repeated) == (False, True)
    assert (again.sequence, again.events) == (first.sequence, first.events)
    assert {line.country for line in house.store.published(played).control.countries if line.controlled} == {
        "KES",
        "VAL",
    }
    with pytest.raises(RuleViolation) as refused:
        house.store.execute_all(played, [*wanted, control(TakeOver, "takeSOV", country="SOV")])
    assert refused.value.code == "command.differs"


@pytest.mark.parametrize("second", ["XXX", "KES"])
def test_when_one_of_them_is_refused_none_is_done(house: House, played: str, second: str) -> None:
    """Whether it could be seen beforehand (no such country) or only after the first was done (taken over already)."""
    before = (journal_of(house, played), events_of(house, played), house.store.published(played))
    wanted = [control(TakeOver, "take1", country="KES"), control(TakeOver, "take2", country=second)]
    with pytest.raises(RuleViolation):
        house.store.execute_all(played, wanted)
    assert (journal_of(house, played), events_of(house, played)) == before[:2]
    assert house.store.published(played) is before[2]
    house.store.execute_all(played, wanted[:1])
    assert house.store.published(played).control.countries != before[2].control.countries


def test_when_rows_beside_fail_nothing_happened(house: House, played: str) -> None:
    before = (journal_of(house, played), events_of(house, played), house.store.published(played))

    def fail(_session: Session) -> None:
        message = "the disk is full"
        raise OSError(message)

    with pytest.raises(OSError, match="the disk is full"):
        house.store.execute(played, control(Jump, "jump00002", days=5), fail)
    assert (journal_of(house, played), events_of(house, played)) == before[:2]
    assert house.store.published(played) is before[2]
    done = house.store.execute(played, control(Jump, "jump00002", days=5))
    assert not done.repeated
    assert house.store.published(played).horizon == 15 * DAY + 9 * 3600


def test_a_copy_made_again_shows_the_same(house: House, played: str) -> None:
    seat = TakeSeat(id="sit000001", member="m1", country="VAL", offices=(Office.POLICE,))
    house.store.execute(played, seat)
    before = house.store.published(played)
    house.store.copies.forget(played)
    after = house.store.published(played)
    assert after is not before
    assert after.teams == before.teams
    assert after.control == before.control
    assert after.facets == before.facets
    assert after.commands == before.commands == {"control": 2, "m1": 1}


def test_stored_events_are_what_a_replay_gives(house: House, played: str) -> None:
    house.store.execute(played, control(Jump, "jump00002", days=20))
    with house.database.reading() as session:
        journal = exercise_rows.entries(session, played, SHIPPED.codes)
        stored = [line.event for line in exercise_rows.events(session, played, SHIPPED.codes)]
    other = house.new_exercise(preset="half_day_14")
    for entry in journal:
        house.store.execute(other, entry.command)
    with house.database.reading() as session:
        assert [line.event for line in exercise_rows.events(session, other, SHIPPED.codes)] == stored
    assert len(stored) > 50


def test_a_rewind_appends_and_takes_back(house: House, played: str) -> None:
    at_the_jump = house.store.published(played)
    kept = events_of(house, played)
    house.store.execute(played, control(Jump, "jump00002", days=20))
    done = house.store.execute(played, control(Rewind, "rewind001", to=2))
    shown = house.store.published(played)
    assert done.sequence == 4
    assert shown.horizon == at_the_jump.horizon
    assert shown.teams == at_the_jump.teams
    assert [row[2] for row in journal_of(house, played)] == ["start0001", "jump00001", "jump00002", "rewind001"]
    after = events_of(house, played)
    assert after[: len(kept)] == kept
    assert len(after) == len(kept) + 1
    house.store.copies.forget(played)
    assert house.store.published(played).horizon == at_the_jump.horizon
    house.store.execute(played, control(Jump, "jump00003", days=1))
    assert house.store.published(played).horizon == 11 * DAY + 9 * 3600


def test_a_rewind_goes_to_a_step_that_exists_and_is_control_s(house: House, played: str) -> None:
    for command, code in (
        (control(Rewind, "rewind001", to=9), "rewind.unknown"),
        (control(Rewind, "rewind002", to=-1), "rewind.unknown"),
        (Rewind(id="rewind003", member="m1", to=1), "control.only"),
    ):
        with pytest.raises(RuleViolation) as refused:
            house.store.execute(played, command)
        assert refused.value.code == code


def test_another_version_of_the_rules_opens_as_an_archive(house: House, played: str) -> None:
    with house.database.writing() as session:
        session.execute(sa.update(ExerciseRecord).values(rules_version=RULES_VERSION + 1))
    house.store.copies.forget(played)
    with pytest.raises(ArchivedExerciseError):
        house.store.published(played)
    with pytest.raises(ArchivedExerciseError):
        house.store.execute(played, control(Jump, "jump00002", days=5))
    with house.database.reading() as session:
        assert exercise_rows.events(session, played, SHIPPED.codes)


def test_an_unknown_exercise(house: House) -> None:
    with pytest.raises(UnknownExerciseError):
        house.store.published("nothing")
    assert house.store.copies.loaded() == ()


def test_an_exercise_at_which_nobody_looks_gives_its_memory_back(tmp_path: Path) -> None:
    house = build(tmp_path)
    wall = [100.0]
    store = Store(house.database, house.store.players, wall_clock=lambda: wall[0])
    quiet, watched, running = (house.new_exercise(preset="solo", title=title) for title in ("One", "Two", "Three"))
    for exercise in (quiet, watched, running):
        store.execute(exercise, control(StartExercise, "start0001", warm_up=False))
        store.execute(exercise, control(SendMessage, "message01", to=Seat("SOV", Office.POLICE), text="Good morning."))
    store.execute(running, control(StartClock, "clock0001", rate=60))
    shown = store.published(quiet)
    wall[0] += 1000
    store.published(watched)
    assert store.copies.let_rest(900) == (quiet,)
    assert store.copies.loaded() == (watched, running)
    live = store.copies._live[quiet]
    assert (live.exercise, live.frozen, live.published) == (None, None, None)
    again = store.published(quiet)
    assert again is not shown
    assert (again.teams, again.control, again.facets, again.commands) == (
        shown.teams,
        shown.control,
        shown.facets,
        shown.commands,
    )
    assert store.copies.let_rest(900) == ()
    store.execute(quiet, control(Jump, "jump00001", days=5))
    house.close()


def test_a_running_clock_follows_the_wall_clock_and_stands_where_it_was_shown(tmp_path: Path) -> None:
    house = build(tmp_path)
    wall = [100.0]
    store = Store(house.database, house.store.players, wall_clock=lambda: wall[0])
    exercise = house.new_exercise(preset="solo")
    store.execute(exercise, control(StartExercise, "start0001", warm_up=False))
    begun = store.published(exercise).horizon
    assert store.tick(exercise) is False
    store.execute(exercise, control(StartClock, "clock0001", rate=3600))
    wall[0] += 30
    assert store.tick(exercise) is True
    assert store.published(exercise).horizon == begun + 30 * 3600
    again = Store(house.database, house.store.players, wall_clock=lambda: wall[0] + 5000)
    assert again.published(exercise).horizon == begun + 30 * 3600
    assert again.published(exercise).teams == store.published(exercise).teams
    wall[0] += 2
    store.execute(exercise, control(StopClock, "clock0002"))
    assert store.published(exercise).horizon == begun + 32 * 3600
    wall[0] += 1000
    assert store.tick(exercise) is False
    store.execute(exercise, control(EndExercise, "end000001"))
    message = SendMessage(id="message01", member="control", to=None, text="Hello")
    with pytest.raises(RuleViolation):
        store.execute(exercise, message)
    house.close()


def test_after_an_undo_a_running_clock_comes_back_where_it_was_shown(tmp_path: Path) -> None:
    """A later start neither goes back behind what was shown after the undo, nor stores an event twice."""
    wall = [100.0]
    house = build(tmp_path)
    exercise = house.new_exercise(preset="half_day_14")
    store = Store(house.database, house.store.players, wall_clock=lambda: wall[0])
    store.execute(exercise, control(StartExercise, "start0001", warm_up=False))
    store.execute(exercise, control(StartClock, "clock0001", rate=3600))
    wall[0] += 60
    store.tick(exercise)
    store.execute(exercise, control(StopClock, "stop00001"))
    store.execute(exercise, control(Rewind, "rewind001", to=2))
    assert store.published(exercise).horizon == 0
    wall[0] += 72
    store.tick(exercise)
    shown = store.published(exercise).horizon
    events = events_of(house, exercise)
    assert shown == 72 * 3600
    again = Store(house.database, house.store.players, wall_clock=lambda: wall[0])
    assert again.published(exercise).horizon == shown
    again.tick(exercise)
    assert events_of(house, exercise) == events
    house.close()
