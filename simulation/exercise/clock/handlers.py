"""The clock of an exercise: warm-up, moves of office hours and jumps, running clock, end and epilogue."""

from __future__ import annotations

from collections.abc import Mapping

from simulation.exercise.clock import warm_up
from simulation.exercise.clock.commands import (
    EndExercise,
    EndWarmUp,
    HandBack,
    Jump,
    PlayEpilogue,
    SetAdversary,
    StartClock,
    StartExercise,
    StopClock,
    TakeOver,
)
from simulation.exercise.clock.events import AdversaryDialled, CountryHanded, PhaseChanged
from simulation.exercise.core.command import Command
from simulation.exercise.core.handler import ComeDue, Handler
from simulation.exercise.core.state import OFFICE_OPENS, State
from simulation.kernel.agenda import DAY
from simulation.kernel.errors import RuleViolation

OPEN = "exercise.open"
"""Rule of the agenda that opens office hours when a jump arrives."""

CLOSE = "exercise.close"
"""Rule of the agenda that ends the epilogue."""

BEFORE_PLAY = ("lobby", warm_up.PHASE)
"""Phases before the first move: nothing happens by itself in them."""

OPEN_PHASES = ("warm_up", "office_hours", "running")
"""Phases in which seats may act."""

LONGEST_JUMP_DAYS = 60
"""Longest jump at once, so that no deadline of a seat is passed unseen for more than two months (assumption)."""

FASTEST_RATE = 21_600
"""Fastest running clock: a quarter of a simulated day for each wall second, so that four wall minutes are never more
than the shortest deadline of a seat (design.md 6; assumption)."""


def _check_phase(state: State, command: Command) -> None:
    """Whether the phase allows it.

    Raises:
        RuleViolation: `pace.wrong_phase`.
    """
    if command.phases and state.clock.phase not in command.phases:
        raise RuleViolation("pace.wrong_phase", phase=state.clock.phase, action=command.wire)


def _start(state: State, command: StartExercise) -> None:
    if command.warm_up:
        warm_up.begin(state)
        _enter(state, warm_up.PHASE)
    else:
        _open_office_hours(state)


def _end_warm_up(state: State, _command: EndWarmUp) -> None:
    warm_up.end(state)
    _open_office_hours(state)


def _check_jump(state: State, command: Jump) -> None:
    _check_phase(state, command)
    if not 1 <= command.days <= LONGEST_JUMP_DAYS:
        raise RuleViolation("pace.jump_length", days=command.days, longest=LONGEST_JUMP_DAYS)


def _jump(state: State, command: Jump) -> None:
    target = (state.now // DAY + command.days) * DAY + OFFICE_OPENS
    state.clock.target = target
    state.agenda.schedule(target, "~office_hours", OPEN, (int(command.ends_move),))
    for country in state.countries.values():
        country.decisions.clear()
        if command.ends_move:
            country.digest.clear()
    _enter(state, "jump")


def _check_running(state: State, command: StartClock) -> None:
    _check_phase(state, command)
    if not 1 <= command.rate <= FASTEST_RATE:
        raise RuleViolation("pace.rate", rate=command.rate, fastest=FASTEST_RATE)


def _run(state: State, command: StartClock) -> None:
    state.clock.rate = command.rate
    _enter(state, "running")


def _stop(state: State, _command: StopClock) -> None:
    state.clock.rate = 0
    _enter(state, "office_hours")


def _end(state: State, _command: EndExercise) -> None:
    warm_up.end(state)
    state.clock.rate = 0
    state.agenda.cancel("~office_hours")
    _enter(state, "ended")


def _play_on(state: State, _command: PlayEpilogue) -> None:
    """Every seat is automatic from now on, and what a team reads begins anew: it is no news of its own play."""
    state.clock.target = max(state.scenario.horizon_days * DAY, state.now)
    state.agenda.schedule(state.clock.target, "~epilogue_ends", CLOSE)
    _enter(state, "epilogue")
    for keeper in state.countries.values():
        keeper.digest.clear()
    for code in state.countries:
        state.wake(code, "epilogue")


def _check_handing(state: State, command: TakeOver | HandBack) -> None:
    """Whether control can take a country over, or give it back.

    Raises:
        RuleViolation: Unknown country, or it is so already.
    """
    if command.country not in state.countries:
        raise RuleViolation("country.unknown", country=command.country)
    if state.countries[command.country].to_control is isinstance(command, TakeOver):
        raise RuleViolation("country.already_handed", country=command.country)


def _hand(state: State, command: TakeOver | HandBack) -> None:
    code, to_control = command.country, isinstance(command, TakeOver)
    state.countries[code].to_control = to_control
    state.wake(code, "seats")
    state.emit(CountryHanded(at=state.now, cause=state.cause, by=state.by, country=code, to_control=to_control))


def _dial(state: State, command: SetAdversary) -> None:
    state.clock.adversary_held = command.held
    state.network.set_hold(command.held, state.now)
    state.emit(AdversaryDialled(at=state.now, cause=state.cause, by=state.by, held=command.held))


def _open_again(state: State, *, next_move: bool) -> None:
    """A jump has arrived: office hours begin, of the next move or of the same one after a short jump."""
    state.clock.target = None
    if next_move:
        _open_office_hours(state)
    else:
        _enter(state, "office_hours")


def _close_epilogue(state: State) -> None:
    """The epilogue has reached the horizon."""
    state.clock.target = None
    _enter(state, "closed")


def _open_office_hours(state: State) -> None:
    state.clock.move += 1
    state.clock.move_starts = (*state.clock.move_starts, state.now)
    _enter(state, "office_hours")


def _enter(state: State, phase: str) -> None:
    state.clock.phase = phase
    if phase == "office_hours":
        state.clock.openings = (*state.clock.openings, state.now)
    elif phase == "jump":
        state.clock.closings = (*state.clock.closings, state.now)
    state.emit(
        PhaseChanged(
            at=state.now,
            cause=state.cause,
            by=state.by,
            phase=phase,
            move=state.clock.move,
            until=state.clock.target if state.clock.target is not None else state.now,
            rate=state.clock.rate,
        )
    )


HANDLERS = (
    Handler(StartExercise, _check_phase, _start),
    Handler(EndWarmUp, _check_phase, _end_warm_up),
    Handler(Jump, _check_jump, _jump),
    Handler(StartClock, _check_running, _run),
    Handler(StopClock, _check_phase, _stop),
    Handler(EndExercise, _check_phase, _end),
    Handler(PlayEpilogue, _check_phase, _play_on),
    Handler(TakeOver, _check_handing, _hand),
    Handler(HandBack, _check_handing, _hand),
    Handler(SetAdversary, _check_phase, _dial),
)
"""Who checks and performs each command of the clock; a `Rewind` is resolved by the journal."""


COMES_DUE: Mapping[str, ComeDue] = {
    OPEN: lambda state, entry: _open_again(state, next_move=bool(entry.payload[0])),
    CLOSE: lambda state, _entry: _close_epilogue(state),
}
"""What comes due of it, by the rule of the agenda."""
