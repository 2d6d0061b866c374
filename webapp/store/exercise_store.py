"""The only place where an exercise meets the database.

One transaction covers each act: lock the exercise's row, catch up with the journal, let time reach what is shown,
check, perform, advance as far as a jump reaches, append command and events, store the horizon, commit; then the new
views are swapped in. What is kept in memory is a copy that can be made again from the journal at any moment, and is
thrown away whenever something fails after the exercise was touched.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from simulation.exercise.automation.player import Player
from simulation.exercise.clock import warm_up
from simulation.exercise.clock.commands import Rewind
from simulation.exercise.clock.events import Rewound
from simulation.exercise.core.command import Command
from simulation.exercise.core.event import Event
from simulation.exercise.core.settings import RULES_VERSION
from simulation.exercise.engine import Exercise
from simulation.exercise.journal import encode_command, in_force, steps
from simulation.exercise.registry import SHIPPED, Registry
from simulation.kernel.agenda import DAY
from simulation.kernel.errors import RuleViolation
from simulation.scenario.schema.scenario import FrozenScenario
from webapp.store import exercise_rows
from webapp.store.database import Database
from webapp.store.live_exercise import Copies, Live
from webapp.store.published_views import CONTROL, Published
from webapp.store.room_time import RoomTime
from webapp.store.running_clock import RunningClock
from webapp.store.tables import ExerciseRecord, Phase


class UnknownExerciseError(LookupError):
    """There is no exercise with this id."""


class ArchivedExerciseError(Exception):
    """The exercise was played under other rules: its events can be read, but it cannot be played on."""

    def __init__(self, played_under: int) -> None:
        """Keep the version under which it was played."""
        self.played_under = played_under
        super().__init__(f"played under rules {played_under}, these are {RULES_VERSION}")


@dataclass(frozen=True, slots=True)
class Done:
    """What a command led to; `repeated` when it had been performed before and nothing happened now."""

    sequence: int
    events: tuple[Event, ...]
    repeated: bool


class Store:
    """Exercises by id: acts go in, committed views come out."""

    def __init__(
        self,
        database: Database,
        players: Mapping[str, Player],
        *,
        registry: Registry = SHIPPED,
        on_publish: Callable[[str], None] = lambda _exercise: None,
        wall_clock: Callable[[], float] = time.monotonic,
        time_of_day: Callable[[], float] = time.time,
    ) -> None:
        """Keeps its hands on the database.

        Args:
            database: Where exercises are.
            players: Automatic players by name.
            registry: What there is in its exercises.
            on_publish: Is told of every new moment.
            wall_clock: Monotonic seconds, for a running clock.
            time_of_day: Seconds since 1970, for the room's own time and beside the journal.
        """
        self.database = database
        self.players = players
        self.registry = registry
        self.on_publish = on_publish
        self.wall_clock = wall_clock
        self.time_of_day = time_of_day
        self.copies = Copies(wall_clock)

    # --- what people do ---------------------------------------------------------------------------------------------

    def execute(self, exercise: str, command: Command, also: Callable[[Session], None] | None = None) -> Done:
        """Performs a command and everything that follows from it, or nothing at all (see `execute_all`)."""
        return self.execute_all(exercise, (command,), also)

    def execute_all(
        self,
        exercise: str,
        commands: Sequence[Command],
        also: Callable[[Session], None] | None = None,
        *,
        in_turn: bool = False,
    ) -> Done:
        """Performs what one form asks for, in order and at one instant: all of it or nothing at all.

        Args:
            exercise: Which exercise.
            commands: What to do; when the ids were performed before, the first result comes back.
            also: Writes rows beside the journal in the same transaction.
            in_turn: Each acts on what the one before makes, so that it can be checked only when its turn has come; a
                refusal then costs the copy in memory.

        Raises:
            RuleViolation: The rules do not allow one of them now; nothing was changed.
            UnknownExerciseError: There is no such exercise.
            ArchivedExerciseError: It was played under other rules.
        """
        live = self.copies.of(exercise)
        with live.lock:
            try:
                done, refused = self._transact(live, commands, also, commands[:1] if in_turn else commands)
            except BaseException:
                live.drop()
                raise
            move = live.published.control.clock.move if live.published is not None else None
            if not done.repeated and (refused is None or _is_behind(live)):
                self._publish(live)
            opens_move = live.published is not None and live.published.control.clock.move != move
        if opens_move:
            self.database.checkpoint()
        if refused is not None:
            raise refused
        return done

    def tick(self, exercise: str) -> bool:
        """Lets a running clock catch up with the wall clock; False when it stands still."""
        live = self.copies.of(exercise)
        with live.lock:
            try:
                with self.database.writing() as session:
                    row = self._locked(session, exercise)
                    copy = self._caught_up(session, live, row)
                    if not live.clock.rate:
                        return False
                    self._reach(session, live, row, copy)
                    self._keep(live, row, copy)
            except BaseException:
                live.drop()
                raise
            self._publish(live)
        return True

    def ask_devices(self, exercise: str, asked: int) -> None:
        """Asks every device whether it can be read, at a wall second; 0 ends the question. In any phase.

        Raises:
            UnknownExerciseError: There is no such exercise.
            ArchivedExerciseError: It was played under other rules.
        """
        live = self.copies.of(exercise)
        with live.lock:
            with self.database.writing() as session:
                row = self._locked(session, exercise)
                copy = self._caught_up(session, live, row)
                live.room = replace(self._room(row, copy), asked=asked)
                row.room_time = live.room.text()
            self._publish(live)

    def retime(self, exercise: str, seen: int, change: Callable[[RoomTime], RoomTime]) -> None:
        """Changes the room's own time, which is no part of the journal, and shows it at once.

        Args:
            exercise: Which exercise.
            seen: Count of the changes when the trainer saw it.
            change: What is made of the room's time.

        Raises:
            RuleViolation: The offices are not open, somebody changed it meanwhile, or the change cannot be made.
            UnknownExerciseError: There is no such exercise.
            ArchivedExerciseError: It was played under other rules.
        """
        live = self.copies.of(exercise)
        with live.lock:
            with self.database.writing() as session:
                row = self._locked(session, exercise)
                copy = self._caught_up(session, live, row)
                if copy.phase != Phase.OFFICE_HOURS:
                    raise RuleViolation("pace.wrong_phase", phase=copy.phase)
                room = self._room(row, copy)
                if room.changes != seen:
                    raise RuleViolation("room.changed")
                live.room = change(room)
                row.room_time = live.room.text()
            self._publish(live)

    def has_performed(self, exercise: str, command: str) -> bool:
        """Whether a command with this id stands in the journal."""
        with self.database.reading() as session:
            return exercise_rows.stored_command(session, exercise, command) is not None

    # --- what people see --------------------------------------------------------------------------------------------

    def published(self, exercise: str) -> Published:
        """The views of the last committed moment; read without the lock unless this process has none yet.

        Raises:
            UnknownExerciseError: There is no such exercise.
            ArchivedExerciseError: It was played under other rules.
        """
        live = self.copies.of(exercise)
        found = live.published  # read once: the copy may be let rest meanwhile
        if found is not None:
            return found
        with live.lock:
            if live.published is None:
                with self.database.reading() as session:
                    self._caught_up(session, live, self._found(session, exercise))
                self._publish(live)
            found = live.published
        if found is None:
            raise UnknownExerciseError(exercise)
        return found

    def refresh(self) -> None:
        """Brings what this process shows to where the database stands, when another one has written meanwhile."""
        for exercise in self.copies.loaded():
            live = self.copies.of(exercise)
            with live.lock, self.database.reading() as session:
                row = self._found(session, exercise)
                copy = live.exercise
                if copy is not None and live.sequence == row.sequence and copy.now == row.horizon:
                    continue
                self._rebuilt(session, live, row)
                self._publish(live)

    # --- inside the lock --------------------------------------------------------------------------------------------

    def _locked(self, session: Session, exercise: str) -> ExerciseRecord:
        return self._playable(exercise, exercise_rows.locked(session, exercise))

    def _found(self, session: Session, exercise: str) -> ExerciseRecord:
        return self._playable(exercise, session.get(ExerciseRecord, exercise))

    def _playable(self, exercise: str, row: ExerciseRecord | None) -> ExerciseRecord:
        if row is None:
            self.copies.forget(exercise)
            raise UnknownExerciseError(exercise)
        if row.rules_version != RULES_VERSION:
            raise ArchivedExerciseError(row.rules_version)
        return row

    def _transact(
        self,
        live: Live,
        commands: Sequence[Command],
        also: Callable[[Session], None] | None,
        first: Sequence[Command],
    ) -> tuple[Done, RuleViolation | None]:
        with self.database.writing() as session:
            row = self._locked(session, live.id)
            earlier = self._performed_before(session, live.id, commands)
            if earlier is not None:
                return earlier
            copy = self._caught_up(session, live, row)
            self._reach(session, live, row, copy)
            try:
                for command in first:
                    _check(copy, row, command)
            except RuleViolation as violation:
                self._keep(live, row, copy)
                return Done(row.sequence, (), repeated=False), violation
            happened: list[Event] = []
            for number, command in enumerate(commands):
                if number:
                    _check(copy, row, command)  # refused now, the transaction and the copy are given up
                happened += self._journalled(session, live, row, copy, command)
            if also is not None:
                also(session)
            self._keep(live, row, _copy(live))
            return Done(row.sequence, tuple(happened), repeated=False), None

    def _performed_before(
        self, session: Session, exercise: str, commands: Sequence[Command]
    ) -> tuple[Done, RuleViolation | None] | None:
        """The first result of commands that were performed already; the same ids with other contents are refused."""
        rows = [exercise_rows.stored_command(session, exercise, command.id) for command in commands]
        earlier = [row for row in rows if row is not None]
        if not earlier:
            return None
        last = earlier[-1].sequence
        if [row.payload for row in earlier] != [encode_command(command) for command in commands]:
            return Done(last, (), repeated=True), RuleViolation("command.differs")
        found = (exercise_rows.events(session, exercise, self.registry.codes, row.sequence) for row in earlier)
        return Done(last, tuple(stored.event for events in found for stored in events), repeated=True), None

    def _journalled(
        self, session: Session, live: Live, row: ExerciseRecord, copy: Exercise, command: Command
    ) -> tuple[Event, ...]:
        """Performs a command that was checked, with its rows."""
        if isinstance(command, Rewind):
            happened = self._rewound(session, live, row, command, copy.now)
        else:
            exercise_rows.append_command(session, row, copy.now, command, self._today())
            was_practising = copy.phase == warm_up.PHASE
            happened = _performed(copy, command)
            exercise_rows.append_events(session, row, row.sequence, happened)
            if was_practising and copy.phase != warm_up.PHASE:
                exercise_rows.forget_practice(session, row.id)
        live.sequence = row.sequence
        live.commands[command.member] = live.commands.get(command.member, 0) + 1
        return happened

    def _rewound(
        self, session: Session, live: Live, row: ExerciseRecord, command: Rewind, at: int
    ) -> tuple[Event, ...]:
        in_use = in_force(exercise_rows.entries(session, row.id, self.registry.codes))
        undone = exercise_rows.acts_by_country(
            session, row.id, (entry.sequence for entry in in_use if entry.sequence > command.to)
        )
        exercise_rows.append_command(session, row, at, command, self._today())
        exercise_rows.supersede(session, row, command.to, row.sequence)
        session.flush()
        row.horizon = 0  # what was shown since is taken back with what was done
        was_practising = _copy(live).phase == warm_up.PHASE
        copy = self._rebuilt(session, live, row)
        if was_practising and copy.phase != warm_up.PHASE:
            exercise_rows.forget_practice(session, row.id)
        row.horizon = copy.now
        row.room_time = live.room.back_on(copy.now, undone).text()
        happened = (Rewound(at=copy.now, cause=command.id, to=command.to),)
        exercise_rows.append_events(session, row, row.sequence, happened)
        return happened

    def _caught_up(self, session: Session, live: Live, row: ExerciseRecord) -> Exercise:
        """The copy as the journal says; made again when it is missing or another process has gone on."""
        if live.exercise is not None and live.sequence == row.sequence:
            return live.exercise
        return self._rebuilt(session, live, row)

    def _rebuilt(self, session: Session, live: Live, row: ExerciseRecord) -> Exercise:
        if live.frozen is None or live.settings is None:
            live.frozen = FrozenScenario.model_validate_json(row.frozen, context=self.registry.codes)
            live.settings = exercise_rows.settings_of(row.settings)
        copy = Exercise(live.frozen, live.settings, self.players, explain=True, registry=self.registry)
        journal = exercise_rows.entries(session, row.id, self.registry.codes)
        for _event in steps(journal, copy.advance, copy.perform, copy.target):
            pass
        if row.horizon > copy.now:  # advancing hands out events: those of the opening belong to the first command
            copy.advance(row.horizon)
        live.exercise = copy
        live.sequence = row.sequence
        live.commands = exercise_rows.commands_by_member(session, row.id)
        live.clock = RunningClock()
        live.clock.settle(copy.rate, copy.now, self.wall_clock())
        live.room = self._room(row, copy)
        return copy

    def _reach(self, session: Session, live: Live, row: ExerciseRecord, copy: Exercise) -> None:
        """Lets time come to the horizon that was shown, and on to where a running clock stands."""
        live.clock.settle(copy.rate, copy.now, self.wall_clock())
        implied = live.clock.implied(self.wall_clock(), _deadlines(copy) if copy.rate else {})
        at = max(row.horizon, copy.now, implied)
        if at > copy.now:
            # They belong to the entry that comes next: a rewind to the last one takes them back.
            exercise_rows.append_events(session, row, row.sequence + 1, copy.advance(at))

    def _keep(self, live: Live, row: ExerciseRecord, copy: Exercise) -> None:
        row.horizon = copy.now
        phase = Phase(copy.phase)
        if phase is not row.phase:
            row.phase = phase
            row.phase_since = self._today()
        live.room = self._room(row, copy)
        row.room_time = live.room.text()

    def _room(self, row: ExerciseRecord, copy: Exercise) -> RoomTime:
        """The room's time as the row has it, brought to where the exercise stands."""
        stored = RoomTime.of(row.room_time)
        state = copy.state
        return stored.following(copy.phase, state.clock.move, copy.now, int(self.time_of_day()), state.preset)

    def _today(self) -> datetime:
        return datetime.fromtimestamp(self.time_of_day(), UTC)

    def _publish(self, live: Live) -> None:
        copy = live.exercise
        if copy is None or live.frozen is None or live.settings is None:
            return
        live.clock.settle(copy.rate, copy.now, self.wall_clock())
        live.published = live.shown(copy, live.frozen.scenario, live.settings)
        self.on_publish(live.id)


def _check(copy: Exercise, row: ExerciseRecord, command: Command) -> None:
    if not isinstance(command, Rewind):
        copy.check(command)
    elif command.by is not None or command.member != CONTROL:
        raise RuleViolation("control.only")
    elif not 0 <= command.to < row.sequence:
        raise RuleViolation("rewind.unknown")


def _performed(copy: Exercise, command: Command) -> tuple[Event, ...]:
    events = copy.perform(command)
    until = copy.target()
    return events if until is None else (*events, *copy.advance(until))


def _copy(live: Live) -> Exercise:
    if live.exercise is None:
        raise UnknownExerciseError(live.id)
    return live.exercise


def _deadlines(copy: Exercise) -> dict[str, int]:
    """The deadlines that seated people have to meet."""
    found = {}
    for country in sorted(played.code for played in copy.scenario.played):
        view = copy.team_view(country)
        seated = {seat.seat.office for seat in view.seats if not seat.automatic}
        for item in view.work:
            if item.due_day is not None and seated.intersection(item.offices):
                found[f"{country}/{item.key}"] = item.due_day * DAY
    return found


def _is_behind(live: Live) -> bool:
    """Whether time has gone on since the views were made."""
    shown = live.published
    return shown is None or live.exercise is None or shown.horizon != live.exercise.now
